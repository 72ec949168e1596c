//! Tokens: words, numbers and marks, the units that every layer counts in.

use crate::Span;

mod address;
mod scan;

pub(crate) use scan::tokenize_into;
pub use scan::{is_quote, tokenize};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and points: `O'Brien`, `Jean-Luc`, `U.S.`, `4.5-hour`; an address, a
    /// `@handle`, a `#tag`.
    Word,
    /// Digits, with inner points, commas and colons: `4,000`, `6.30`.
    Number,
    /// A quotation mark, double or single.
    Quote,
    /// Any other mark: `,`, `(`, `—`, `--`, `...`.
    Mark,
}

/// How the letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letter is a capital, or there is no letter: `said`, `4,000`.
    Lower,
    /// The first letter is a capital, some other letter is not: `Ana`, `McDonald`.
    Title,
    /// Two letters or more, all of them capitals: `NATO`, `U.S.`.
    Upper,
    /// One letter, a capital: `A`, `J.`.
    Initial,
    /// A capital inside only: `iPhone`, `al-Qaeda`.
    Mixed,
}

/// One token of a document. `'s` and `’s` are tokens of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands, in UTF-8 bytes of the document's text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// How its letters are written.
    pub case: Case,
}

impl Token {
    /// Whether it is a word that starts with a capital letter.
    pub fn is_capitalised(self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Initial)
    }
}

/// How the letters of `word` are written.
pub fn case(word: &str) -> Case {
    let (mut letters, mut capitals, mut first) = (0, 0, None);
    for c in word.chars().filter(|c| c.is_alphabetic()) {
        let capital = c.is_uppercase();
        first.get_or_insert(capital);
        letters += 1;
        capitals += usize::from(capital);
    }
    match (first, letters, capitals) {
        (Some(true), 1, _) => Case::Initial,
        (Some(true), letters, capitals) if letters == capitals => Case::Upper,
        (Some(true), ..) => Case::Title,
        (Some(false), _, capitals) if capitals > 0 => Case::Mixed,
        _ => Case::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_tells_shapes_apart() {
        assert_eq!(case("Ana"), Case::Title);
        assert_eq!(case("U.S."), Case::Upper);
        assert_eq!(case("J."), Case::Initial);
        assert_eq!(case("al-Qaeda"), Case::Mixed);
        assert_eq!(case("4,000"), Case::Lower);
    }
}
