//! One pass over the text that cuts it into tokens.

use memchr::memchr;

use super::{Case, Token, TokenKind, address, case};
use crate::Span;

/// The tokens of `text` inside `span`, in order; their spans count bytes of `text`. Together they hold every character
/// but white space.
///
/// ```
/// use dateline::{Span, token::tokenize};
/// let text = "Moscow's U.S. envoy, at 6.30.";
/// let words: Vec<_> = tokenize(text, Span::new(0, text.len())).into_iter().map(|token| token.span.of(text)).collect();
/// assert_eq!(words, ["Moscow", "'s", "U.S.", "envoy", ",", "at", "6.30", "."]);
/// ```
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(span.len() / 5 + 1);
    tokenize_into(text, span, &mut tokens);
    tokens
}

/// Appends the tokens of `text` inside `span` to `tokens`.
pub(crate) fn tokenize_into(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let text = text.get(..span.end).unwrap_or(text);
    let bytes = text.as_bytes();
    let mut at = span.start;
    let mut next_at = find_at(bytes, at); // the next `@`
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        if byte.is_ascii_alphabetic()
            && let Some((len, case)) = plain_word(&bytes[at..])
        {
            tokens.push(Token { span: Span::new(at, at + len), kind: TokenKind::Word, case });
            at += len;
            continue;
        }
        let Some(rest) = text.get(at..) else { break };
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        if next_at < at {
            next_at = find_at(bytes, at);
        }
        let (len, kind) = token(rest, first, next_at - at);
        let here = Span::new(at, at + len);
        tokens.push(Token { span: here, kind, case: case(here.of(text)) });
        at += len;
    }
}

fn find_at(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).and_then(|rest| memchr(b'@', rest)).map_or(usize::MAX, |found| from + found)
}

/// The length in bytes and the case of a word of ASCII letters with a space or a comma behind it: most of any article.
fn plain_word(rest: &[u8]) -> Option<(usize, Case)> {
    let mut capitals = 0;
    let mut len = 0;
    while let Some(byte) = rest.get(len).filter(|byte| byte.is_ascii_alphabetic()) {
        capitals += usize::from(byte.is_ascii_uppercase());
        len += 1;
    }
    if !matches!(rest.get(len)?, b' ' | b',') {
        return None;
    }
    let case = match (rest[0].is_ascii_uppercase(), capitals) {
        (false, 0) => Case::Lower,
        (false, _) => Case::Mixed,
        (true, _) if len == 1 => Case::Initial,
        (true, _) if capitals == len => Case::Upper,
        (true, _) => Case::Title,
    };
    Some((len, case))
}

/// The length in bytes and kind of the token that `rest` starts with; `first` is its first character, and the next `@`
/// stands `next_at` bytes on.
fn token(rest: &str, first: char, next_at: usize) -> (usize, TokenKind) {
    if first.is_alphanumeric() {
        let address = (next_at < 80).then(|| address::email(rest)).flatten().or_else(|| address::url(rest));
        return address.map_or_else(|| word(rest), |len| (len, TokenKind::Word));
    }
    if let Some(len) = clitic(rest) {
        return (len, TokenKind::Word);
    }
    if is_quote(first) {
        let double = rest.starts_with("``") || rest.starts_with("''");
        return (if double { 2 } else { first.len_utf8() }, TokenKind::Quote);
    }
    let len = match first {
        '@' | '#' => match address::handle(rest) {
            Some(len) => return (len, TokenKind::Word),
            None => 1,
        },
        '.' => match run(rest, b'.') {
            len @ 2.. => len,
            _ => 1,
        },
        '-' => run(rest, b'-'),
        _ => first.len_utf8(),
    };
    (len, TokenKind::Mark)
}

fn run(rest: &str, byte: u8) -> usize {
    rest.bytes().take_while(|&other| other == byte).count()
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
        if c.is_alphanumeric() || is_combining(c) {
            letters |= c.is_alphabetic();
            run += usize::from(!is_combining(c));
            points &= run <= 1 && !c.is_numeric();
        } else {
            let joined = next.is_alphanumeric();
            let in_number = before.is_ascii_digit() && next.is_ascii_digit();
            let inside = match c {
                '-' | '\u{2010}' | '\u{2011}' | '&' | '_' => joined,
                '\'' | '’' => joined && clitic(&rest[at..]).is_none(),
                '.' if in_number => true,
                '.' => {
                    if letters
                        && joined
                        && let Some(len) = address::domain(rest)
                    {
                        return (len.max(at), TokenKind::Word);
                    }
                    // An initial, or part of an abbreviation, keeps its point.
                    if points && run == 1 && starts_word(&rest[at + 1..]) {
                        return (at + 1, TokenKind::Word);
                    }
                    points && run == 1 || is_degree(&rest[..at], &rest[at + 1..])
                }
                ',' | ':' => in_number && !letters,
                _ => false,
            };
            if !inside {
                break;
            }
            points = match c {
                '.' => points || !in_number,
                '-' => opens_points(&rest[at + 1..]),
                _ => false,
            };
            run = 0;
        }
        end = at + c.len_utf8();
        before = c;
    }
    (end, if letters { TokenKind::Word } else { TokenKind::Number })
}

/// Whether `rest` starts with two letters: after `U.S.` that is the next sentence, after `J.` the name, where a space is
/// missing.
fn starts_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_some_and(char::is_alphabetic)
}

/// Whether an abbreviation with inner points follows a hyphen: `pro-U.S.`
fn opens_points(rest: &str) -> bool {
    matches!(rest.as_bytes(), [first, b'.', second, ..] if first.is_ascii_uppercase() && second.is_ascii_alphabetic())
}

/// Whether a point between `before` and `after` is that of a degree: `Ph.D.`, `Ed.D.`, `Psy.D.`.
fn is_degree(before: &str, after: &str) -> bool {
    matches!(before, "Ph" | "Ed" | "Psy" | "Sc" | "Th" | "Pharm" | "Litt")
        && after.strip_prefix('D').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether `c` joins the letter before it: the combining marks of Latin, Greek and Cyrillic letters, and the joiner.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text, Span::new(0, text.len())).into_iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_keep_their_inner_marks() {
        for (text, expected) in [
            ("O'Brien's AT&T, J. K. Rowling", "O'Brien|'s|AT&T|,|J.|K.|Rowling"),
            ("a 4.5-hour U.S.-Russia call", "a|4.5-hour|U.S.-Russia|call"),
            ("won 3-2, $4,000.", "won|3-2|,|$|4,000|."),
            ("a B-52, COVID-19, 10% 3rd", "a|B-52|,|COVID-19|,|10|%|3rd"),
            ("a pro-U.S.-aid rally. The A-B.", "a|pro-U.S.-aid|rally|.|The|A-B|."),
            ("cannot don't Saudi-led U.S.'s", "cannot|don't|Saudi-led|U.S.|'s"),
            ("a Ph.D. from M.I.T. at 5 p.m.", "a|Ph.D.|from|M.I.T.|at|5|p.m."),
            ("officials' ‘yes’ ``so''", "officials|'|‘|yes|’|``|so|''"),
        ] {
            assert_eq!(words(text).join("|"), expected);
        }
    }

    #[test]
    fn addresses_are_one_token() {
        for (text, expected) in [
            (
                "See https://example.org/a.b?c=d. Write to ana.lopez@example.org.",
                "See|https://example.org/a.b?c=d|.|Write|to|ana.lopez@example.org|.",
            ),
            (
                "@AnaLopez on #Brexit, #1 at example.com/news.",
                "@AnaLopez|on|#Brexit|,|#|1|at|example.com/news|.",
            ),
            ("Yahoo.com and Node.js", "Yahoo.com|and|Node.js"),
        ] {
            assert_eq!(words(text).join("|"), expected);
        }
    }

    #[test]
    fn missing_spaces_do_not_hide_a_full_stop() {
        for (text, expected) in [
            ("It ended.The next", "It|ended|.|The|next"),
            ("in the U.S.The next", "in|the|U.S.|The|next"),
            ("by J.Smith", "by|J.|Smith"),
            ("in 2019.The", "in|2019|.|The"),
            ("Well...no -- yes—", "Well|...|no|--|yes|—"),
        ] {
            assert_eq!(words(text).join("|"), expected);
        }
    }

    #[test]
    fn a_full_stop_is_its_own_token() {
        assert_eq!(words("He left. “No.”"), ["He", "left", ".", "“", "No", ".", "”"]);
    }

    #[test]
    fn tokens_cover_every_letter() {
        for text in [
            "e\u{301}tat",
            "a\u{200d}b",
            "…'s",
            "’Tis",
            "''x``",
            "x..y",
            "1,2,3:4",
            "a@b.c",
            "#@#a",
            "\u{200b}",
            "www.",
            "é.com",
        ] {
            let tokens = tokenize(text, Span::new(0, text.len()));
            let covered: usize = tokens.iter().map(|token| token.span.len()).sum();
            assert_eq!(covered, text.len(), "{text:?}");
        }
    }
}
