//! Quoted words that quote nobody: scare quotes, titles of works, nicknames.

use super::lexicon::Tag;
use super::marks::Quoted;
use super::reading::Reading;
use crate::token::TokenKind;

/// What a quoted stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum Use {
    /// Somebody's words.
    Speech,
    /// A word or two that the writer keeps at a distance: `the “experts”`.
    Scare,
    /// The title of a work: `“Gone With the Wind”`.
    Title,
    /// A name between names: `Jim “Tex” Smith`.
    Nickname,
}

/// What `quoted` is, by its form and its neighbours alone.
pub fn classify(reading: &Reading, quoted: &Quoted) -> Use {
    let inside = quoted.inside();
    let words: Vec<usize> = inside
        .clone()
        .filter(|&at| matches!(kind(reading, at), TokenKind::Word | TokenKind::Number))
        .take(40)
        .collect();
    let before = quoted.tokens.start.checked_sub(1).map_or(Tag::Stop, |at| reading.tag(at));
    let after = reading.tag(quoted.tokens.end);
    if before == Tag::Name && after == Tag::Name && words.len() <= 3 {
        return Use::Nickname;
    }
    if is_title(reading, &words) {
        return Use::Title;
    }
    let last = inside.end.checked_sub(1).map_or(Tag::Noun, |at| reading.tag(at));
    let finite = words
        .iter()
        .any(|&at| matches!(reading.tag(at), Tag::Auxiliary) || matches!(reading.tag(at), Tag::Pronoun));
    let sentence =
        words.first().is_some_and(|&at| reading.is_capital(at)) && matches!(last, Tag::Stop | Tag::Comma);
    if words.len() >= 5 && (finite || sentence)
        || words.len() >= 2 && sentence && starts_sentence(reading, quoted)
    {
        Use::Speech
    } else {
        Use::Scare
    }
}

fn kind(reading: &Reading, at: usize) -> TokenKind {
    reading.document.tokens.get(at).map_or(TokenKind::Mark, |token| token.kind)
}

/// Whether every long word is capitalised.
fn is_title(reading: &Reading, words: &[usize]) -> bool {
    let long: Vec<usize> = words.iter().copied().filter(|&at| reading.word(at).len() > 3).collect();
    words.len() <= 12
        && !long.is_empty()
        && words.iter().filter(|&&at| reading.is_capital(at)).count() >= 2
        && long.iter().all(|&at| reading.is_capital(at))
}

/// Whether a quoted stretch opens a sentence.
pub fn starts_sentence(reading: &Reading, quoted: &Quoted) -> bool {
    let start = quoted.tokens.start;
    let paragraph = reading.document.paragraphs.get(quoted.paragraph);
    let first = paragraph.is_none_or(|paragraph| {
        reading.document.tokens.get(start).is_none_or(|token| token.span.start <= paragraph.span.start)
    });
    first || {
        let before = reading.tag(start - 1);
        before == Tag::Stop
            || before == Tag::Colon
            || before == Tag::Quote
            || before == Tag::Close && start >= 2 && reading.tag(start - 2) == Tag::Stop
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::document::Format;

    #[test]
    fn uses_are_told_apart() {
        for (text, expected) in [
            ("The so-called “experts” left.", Use::Scare),
            ("They watched “Gone With the Wind” twice.", Use::Title),
            ("Jim “Tex” Smith left.", Use::Nickname),
            ("“We are not going to leave.”", Use::Speech),
        ] {
            let document = Document::read(text, Format::Plain);
            let reading = Reading::new(&document, &[]);
            assert_eq!(classify(&reading, &reading.quoted[0]), expected, "{text}");
        }
    }
}
