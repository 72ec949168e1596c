//! Tokens: words, numbers and marks, the units that every layer counts in.

use crate::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and points: `O'Brien`, `Jean-Luc`, `U.S.`, `4.5-hour`.
    Word,
    /// Digits, with inner points, commas and colons: `4,000`, `6.30`.
    Number,
    /// A quotation mark, double or single.
    Quote,
    /// Any other mark: `,`, `(`, `—`.
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

/// The tokens of `text` inside `span`, in order; their spans count bytes of `text`.
///
/// ```
/// use dateline::{Span, token::tokenize};
/// let text = "Moscow's U.S. envoy, at 6.30.";
/// let words: Vec<_> = tokenize(text, Span::new(0, text.len())).into_iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["Moscow", "'s", "U.S.", "envoy", ",", "at", "6.30", "."]);
/// ```
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(span.len() / 5);
    let mut at = span.start;
    while let Some(first) = text.get(at..span.end).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &text[at..span.end];
        let (len, kind) = if first.is_alphanumeric() {
            word(rest)
        } else if let Some(len) = clitic(rest) {
            (len, TokenKind::Word)
        } else if is_quote(first) {
            (
                if rest.starts_with("``") || rest.starts_with("''") { 2 } else { first.len_utf8() },
                TokenKind::Quote,
            )
        } else {
            (first.len_utf8(), TokenKind::Mark)
        };
        let here = Span::new(at, at + len);
        tokens.push(Token { span: here, kind, case: case(here.of(text)) });
        at += len;
    }
    tokens
}

/// Whether `mark` opens or closes a quotation in some style; apostrophes are among them.
pub fn is_quote(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '\'' | '‘' | '’' | '‚' | '`')
}

/// The length in bytes of `'s` at the start of `rest`, where it ends a word.
fn clitic(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix(['\'', '’'])?;
    let tail = after.strip_prefix(['s', 'S'])?;
    (!tail.starts_with(char::is_alphanumeric)).then_some(rest.len() - tail.len())
}

/// The length in bytes and kind of the word or number that `rest` starts with.
fn word(rest: &str) -> (usize, TokenKind) {
    let mut end = 0;
    let mut letters = false;
    let mut points = true; // so far single letters with points between them: "U.S"
    let mut run = 0; // letters since the last point
    let mut before = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joined = next.is_alphanumeric();
        let in_number = before.is_ascii_digit() && next.is_ascii_digit();
        if c.is_alphanumeric() || is_combining(c) {
            letters |= c.is_alphabetic();
            run += usize::from(!is_combining(c));
            points &= run <= 1 && !c.is_numeric();
        } else {
            let inside = match c {
                '-' | '\u{2010}' | '\u{2011}' | '&' | '_' => joined,
                '\'' | '’' => joined && clitic(&rest[at..]).is_none(),
                // An initial, or part of an abbreviation, keeps its point.
                '.' => points && run == 1 || in_number,
                ',' | ':' => in_number && !letters,
                _ => false,
            };
            if !inside {
                break;
            }
            points &= c == '.';
            run = 0;
        }
        end = at + c.len_utf8();
        before = c;
    }
    (end, if letters { TokenKind::Word } else { TokenKind::Number })
}

/// Whether `c` joins the letter before it: the combining marks of Latin, Greek and Cyrillic letters, and the joiner.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{200d}')
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

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, Span::new(0, text.len())).into_iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_keep_their_inner_marks() {
        assert_eq!(
            words("O'Brien's AT&T, J. K. Rowling"),
            ["O'Brien", "'s", "AT&T", ",", "J.", "K.", "Rowling"]
        );
        assert_eq!(words("a 4.5-hour U.S.-Russia call"), ["a", "4.5-hour", "U.S.-Russia", "call"]);
        assert_eq!(words("won 3-2, $4,000."), ["won", "3-2", ",", "$", "4,000", "."]);
    }

    #[test]
    fn a_full_stop_is_its_own_token() {
        assert_eq!(words("He left. “No.”"), ["He", "left", ".", "“", "No", ".", "”"]);
    }

    #[test]
    fn tokens_cover_every_letter() {
        for text in ["e\u{301}tat", "a\u{200d}b", "…'s", "’Tis", "''x``", "x..y", "1,2,3:4"] {
            let tokens = tokenize(text, Span::new(0, text.len()));
            let covered: usize = tokens.iter().map(|token| token.span.len()).sum();
            assert_eq!(covered, text.len(), "{text:?}");
        }
    }

    #[test]
    fn case_tells_shapes_apart() {
        assert_eq!(case("Ana"), Case::Title);
        assert_eq!(case("U.S."), Case::Upper);
        assert_eq!(case("J."), Case::Initial);
        assert_eq!(case("al-Qaeda"), Case::Mixed);
        assert_eq!(case("4,000"), Case::Lower);
    }
}
