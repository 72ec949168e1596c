//! Datelines: the place, the date and the agency that an article's first paragraph opens with.

use super::date_line::{DateAt, Words, is_weekday};
use crate::token::{Case, TokenKind};

/// A dateline, in tokens of its paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// The token after the last of the place, which starts the paragraph.
    pub place: usize,
    /// The date.
    pub date: Option<DateAt>,
    /// The agency's tokens, without brackets.
    pub agency: Option<(usize, usize)>,
    /// The token after the dash.
    pub end: usize,
}

/// Longest dateline, in tokens.
const LONGEST: usize = 24;

/// Words in capitals with a colon or a dash that are no places.
const LABELS: &[&str] = &[
    "UPDATE",
    "UPDATED",
    "BREAKING",
    "CORRECTION",
    "EXCLUSIVE",
    "ANALYSIS",
    "OPINION",
    "WATCH",
    "VIDEO",
    "FILE",
    "NOTE",
    "EDITOR",
    "EXPLAINER",
    "FACTBOX",
    "LIVE",
    "READ",
    "RELATED",
    "PHOTO",
    "PHOTOS",
    "TRANSCRIPT",
    "QUESTION",
    "ANSWER",
    "MODERATOR",
    "HOST",
    "INTERVIEWER",
];

/// Reads the dateline at the start of `words`, the tokens of a paragraph.
pub(super) fn read(words: Words<'_>) -> Option<Dateline> {
    let place = place(words)?;
    let mut dateline = Dateline { place, date: None, agency: None, end: place };
    let mut at = place;
    // Date and agency, in either order.
    for _ in 0..2 {
        at = date(words, at, &mut dateline);
        at = agency(words, at, &mut dateline);
    }
    let first = words.tokens.first()?.span;
    let upper = words.tokens[0].case == Case::Upper;
    let few = place <= if upper { 7 } else { 4 };
    let long = words.tokens.get(place - 1)?.span.end - first.start > 3;
    let marked = dateline.date.is_some() || dateline.agency.is_some();
    let starts = starts_sentence(words, at + 1);
    let spaced = |at: usize| gap(words, at) && gap(words, at + 1);
    let accepted = at < LONGEST
        && match words.word(at) {
            "—" | "–" | "―" | "--" => marked || starts && long && few && (upper || spaced(at)),
            "-" => (marked || starts && upper && long && few) && gap(words, at + 1),
            ":" => upper && starts && long && place == at && !marked,
            _ => return agency_alone(words, at, dateline),
        };
    dateline.end = at + 1;
    // A dateline alone is no paragraph that it could open.
    (accepted && dateline.end < words.tokens.len() && !LABELS.contains(&words.word(0))).then_some(dateline)
}

/// `WASHINGTON (AP) The president`: an agency that is known needs no dash.
fn agency_alone(words: Words<'_>, at: usize, mut dateline: Dateline) -> Option<Dateline> {
    let (start, end) = dateline.agency?;
    let known = end == start + 1
        && matches!(
            words.word(start),
            "AP" | "Reuters" | "AFP" | "UPI" | "IANS" | "PTI" | "dpa" | "ANI" | "Xinhua" | "REUTERS"
        );
    dateline.end = at;
    (known && words.word(at - 1) == ")" && starts_sentence(words, at)).then_some(dateline)
}

/// Whether white space stands before token `at`.
fn gap(words: Words<'_>, at: usize) -> bool {
    match (at.checked_sub(1).and_then(|before| words.tokens.get(before)), words.tokens.get(at)) {
        (Some(before), Some(here)) => before.span.end < here.span.start,
        _ => false,
    }
}

/// Whether a sentence may start at token `at`.
fn starts_sentence(words: Words<'_>, at: usize) -> bool {
    words.tokens.get(at).is_some_and(|token| {
        token.is_capitalised() || matches!(token.kind, TokenKind::Quote | TokenKind::Number)
    })
}

/// The token after a place at the start: capitalised words with commas, points and slashes between.
fn place(words: Words<'_>) -> Option<usize> {
    let mut at = 0;
    let mut names = 0;
    let mut end = 0;
    while at < 12 {
        let token = words.tokens.get(at)?;
        let word = words.word(at);
        match token.kind {
            TokenKind::Word if token.is_capitalised() && !is_weekday(word) && words.date_at(at).is_none() => {
                names += 1;
                at += 1;
                end = at;
            }
            TokenKind::Word
                if names > 0
                    && matches!(
                        word,
                        "de" | "del" | "la" | "al" | "el" | "and" | "of" | "on" | "the" | "da" | "do"
                    ) =>
            {
                at += 1
            }
            // The point of an abbreviation: `Calif.`
            TokenKind::Mark
                if word == "." && names > 0 && !gap(words, at) && words.word(at - 1).len() <= 6 =>
            {
                at += 1;
                end = at;
            }
            TokenKind::Mark if matches!(word, "," | "/") && names > 0 => at += 1,
            TokenKind::Quote if names > 0 && matches!(word, "'" | "’") && !gap(words, at) => at += 1,
            _ => break,
        }
    }
    (1..=7).contains(&names).then_some(end)
}

fn date(words: Words<'_>, at: usize, dateline: &mut Dateline) -> usize {
    if dateline.date.is_some() {
        return at;
    }
    let mut next = at;
    while matches!(words.word(next), "," | "(")
        || is_weekday(words.word(next)) && words.kind(next) == Some(TokenKind::Word)
    {
        next += 1;
    }
    let Some(found) = words.date_at(next) else { return at };
    dateline.date = Some(found);
    let bracket = words.word(next.saturating_sub(1)) == "(" && words.word(found.end) == ")";
    found.end + usize::from(bracket)
}

fn agency(words: Words<'_>, at: usize, dateline: &mut Dateline) -> usize {
    let open = at + usize::from(words.word(at) == ",");
    if dateline.agency.is_some() || words.word(open) != "(" {
        return at;
    }
    let close = (open + 2..open + 7).find(|&at| words.word(at) == ")");
    let Some(close) =
        close.filter(|_| words.tokens.get(open + 1).is_some_and(|token| token.kind == TokenKind::Word))
    else {
        return at;
    };
    dateline.agency = Some((open + 1, close));
    close + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::token::tokenize;

    fn check(text: &str) -> Option<(String, String)> {
        let tokens = tokenize(text, Span::new(0, text.len()));
        let found = read(Words { text, tokens: &tokens })?;
        let words = |end: usize| tokens[0].span.cover(tokens[end - 1].span).of(text).to_string();
        Some((words(found.end), words(found.place)))
    }

    #[test]
    fn datelines() {
        for (text, dateline, place) in [
            ("RIYADH, Feb 18 — The talks began.", "RIYADH, Feb 18 —", "RIYADH"),
            ("Washington (AFP) – The talks began.", "Washington (AFP) –", "Washington"),
            (
                "SPRINGFIELD, 28 February 2024 - “We will,” she said.",
                "SPRINGFIELD, 28 February 2024 -",
                "SPRINGFIELD",
            ),
            ("MOSCOW (Reuters) - The talks began.", "MOSCOW (Reuters) -", "MOSCOW"),
            ("NEW YORK, N.Y. (AP) — The talks began.", "NEW YORK, N.Y. (AP) —", "NEW YORK, N.Y."),
            ("SAN JOSE, Calif. — The talks began.", "SAN JOSE, Calif. —", "SAN JOSE, Calif."),
            (
                "PARIS/LONDON, March 3 (Reuters) - The talks began.",
                "PARIS/LONDON, March 3 (Reuters) -",
                "PARIS/LONDON",
            ),
            ("WASHINGTON (AP) The talks began.", "WASHINGTON (AP)", "WASHINGTON"),
            ("BEIRUT: The talks began.", "BEIRUT:", "BEIRUT"),
            ("Rome — The talks began.", "Rome —", "Rome"),
        ] {
            assert_eq!(check(text), Some((dateline.to_string(), place.to_string())), "{text}");
        }
    }

    #[test]
    fn other_openings_are_no_datelines() {
        for text in [
            "NATO — the alliance — said no.",
            "Ana López – a former mayor – left.",
            "The talks (in Riyadh) ended.",
            "Smith (44) left.",
            "UPDATE: The talks ended.",
            "Moscow, Feb. 18.",
            "RIYADH, Feb 18 —",
            "Well - the talks ended.",
            "",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }
}
