//! The title right before a name.

use super::words::{TITLE_MODIFIERS, TITLES};
use crate::token::TokenKind;
use crate::{Document, Span};

/// The title that ends right before token `start` and does not reach back before token `from`: `Foreign Minister`,
/// `Mr.`.
pub fn title_before(document: &Document, from: usize, start: usize) -> Option<Span> {
    // A full stop that the tokenizer parts from an abbreviation belongs to the title: "Gov" ".".
    let mut end = start;
    let mut at = start.checked_sub(1).filter(|&at| at >= from)?;
    let mut found = None;
    let mut address = false;
    loop {
        let (word, first) = if document.word(at) == "." && at > from && is_abbreviation(document, at - 1) {
            (document.word(at - 1), at - 1)
        } else {
            (document.word(at), at)
        };
        let joined =
            first + 1 >= end || document.tokens[first + 1].span.start == document.tokens[first].span.end;
        if !joined || document.tokens.get(first).is_none_or(|token| token.kind != TokenKind::Word) {
            break;
        }
        let title = TITLES.has(word)
            || word.split('-').next_back().is_some_and(|part| part != word && TITLES.has(part));
        // "Undersecretary for Education Mr. López": a form of address takes no field of work.
        if title || found.is_some() && !address && TITLE_MODIFIERS.has(word) {
            found = Some(first);
            address = matches!(word.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Mx" | "Dr");
        } else {
            break;
        }
        end = first;
        match first.checked_sub(1).filter(|&at| at >= from) {
            Some(before) => at = before,
            None => break,
        }
    }
    found.map(|first| document.span_of(first..start))
}

/// Whether token `at` is an abbreviated title whose full stop stands right behind it.
fn is_abbreviation(document: &Document, at: usize) -> bool {
    let (Some(word), Some(stop)) = (document.tokens.get(at), document.tokens.get(at + 1)) else {
        return false;
    };
    word.span.end == stop.span.start
        && TITLES.has(document.text_of(Span::new(word.span.start, stop.span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn title<'a>(text: &'a str, name: &str) -> &'a str {
        let document = Document::read(text, Format::Plain);
        let start = document.token_at(text.find(name).unwrap());
        title_before(&document, 0, start).unwrap_or_default().of(text)
    }

    #[test]
    fn titles_may_be_long() {
        assert_eq!(title("Then Prime Minister Ana López spoke.", "Ana"), "Prime Minister");
        assert_eq!(title("Lt. Gen. Ana López spoke.", "Ana"), "Lt. Gen.");
        assert_eq!(title("It was Mr López.", "López"), "Mr");
        assert_eq!(title("The Secretary for Education Mr. López spoke.", "López"), "Mr.");
        assert_eq!(title("It was Ana López.", "López"), "");
    }
}
