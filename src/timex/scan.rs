//! A paragraph as atoms: runs of letters, runs of digits, single marks.
//!
//! Temporal expressions are cut finer than tokens are: `mid-1990s`, `4.5-hour`, `6pm`, `2019-03-04`, `12/7/2014`. An
//! atom knows whether white space stands before it, so that the grammar can tell `4.5` from `4. 5`.

use crate::Span;

use super::lexicon::{self, Class, GROUPED, Start};

/// One atom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// Bytes of the document's text.
    pub start: u32,
    pub end: u32,
    pub class: Class,
    /// In lower case where the lexicon knows it, else empty.
    pub word: &'static str,
    /// Nothing stands between it and the atom before.
    pub glued: bool,
    /// It starts with a capital letter.
    pub capital: bool,
    /// An expression may start with it.
    pub opens: Start,
    /// A holiday's name may start with it.
    pub named: bool,
}

/// Beyond the end, which ends a sentence.
const NOWHERE: Atom = Atom {
    start: 0,
    end: 0,
    class: Class::Symbol(b'.'),
    word: "",
    glued: false,
    capital: false,
    opens: Start::No,
    named: false,
};

/// The atoms of one paragraph. Asking beyond the end gives a full stop.
#[derive(Default)]
pub(super) struct Scan<'t> {
    pub text: &'t str,
    atoms: Vec<Atom>,
}

// The rules ask these in a thousand places: calls keep the engine of the page small.
impl<'t> Scan<'t> {
    /// Reads the paragraph at `span` of `text`, in the space of what was read before.
    pub(super) fn read(&mut self, text: &'t str, span: Span) {
        self.text = text;
        self.atoms.clear();
        let bytes = text.as_bytes().get(..span.end).unwrap_or_default();
        let mut at = span.start;
        let mut last_end = usize::MAX;
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            let (class, word, opens, named) = match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => (number(bytes, &mut at), "", Start::Yes, false),
                b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => {
                    if let Some(mark) = wide_mark(bytes, &mut at) {
                        match mark {
                            b' ' => continue,
                            mark => (Class::Symbol(mark), "", opening(mark), false),
                        }
                    } else {
                        letters(bytes, &mut at);
                        if is_address(bytes, start, at) {
                            while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace()) {
                                at += 1;
                            }
                            (Class::Other, "", Start::No, false)
                        } else {
                            let entry = lexicon::look_up(text.get(start..at).unwrap_or(""));
                            (entry.class, entry.word, entry.start, entry.named)
                        }
                    }
                }
                mark => {
                    at += 1;
                    (Class::Symbol(mark), "", opening(mark), false)
                }
            };
            self.atoms.push(Atom {
                start: start as u32,
                end: at as u32,
                class,
                word,
                glued: last_end == start,
                capital: byte.is_ascii_uppercase(),
                opens,
                named,
            });
            last_end = at;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    pub(super) fn atom(&self, at: usize) -> Atom {
        self.atoms.get(at).copied().unwrap_or(NOWHERE)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn class(&self, at: usize) -> Class {
        self.atom(at).class
    }

    /// The word of the lexicon at `at`, in lower case; empty for anything else.
    pub(super) fn word(&self, at: usize) -> &'static str {
        self.atom(at).word
    }

    /// The word before `at`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn word_before(&self, at: usize) -> &'static str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// The class of what stands before `at`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn before(&self, at: usize) -> Class {
        at.checked_sub(1).map_or(Class::Symbol(b'.'), |at| self.class(at))
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        !word.is_empty() && words.contains(&word)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn symbol(&self, at: usize, mark: u8) -> bool {
        self.class(at) == Class::Symbol(mark)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn glued(&self, at: usize) -> bool {
        self.atom(at).glued
    }

    /// The letters at `at` as they stand.
    pub(super) fn surface(&self, at: usize) -> &'t str {
        let atom = self.atom(at);
        self.text.get(atom.start as usize..atom.end as usize).unwrap_or("")
    }

    /// `at`, or what comes after a full stop that belongs to a word cut short at `at - 1`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn skip_point(&self, at: usize) -> usize {
        if self.symbol(at, b'.') && self.glued(at) { at + 1 } else { at }
    }

    /// `at`, or what comes after a comma there.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn skip_comma(&self, at: usize) -> usize {
        if self.symbol(at, b',') { at + 1 } else { at }
    }

    /// The bytes of the text from atom `from` up to atom `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.atom(from).start as usize;
        let end = to.checked_sub(1).map_or(start, |last| self.atom(last).end as usize);
        Span::new(start, end.max(start))
    }
}

/// Whether an expression may start with `mark`: `'82`.
fn opening(mark: u8) -> Start {
    if mark == b'\'' { Start::Yes } else { Start::No }
}

/// Reads digits, with groups of thousands: `4,000`.
fn number(bytes: &[u8], at: &mut usize) -> Class {
    let start = *at;
    let mut value = 0u32;
    let mut read = |at: &mut usize| {
        let from = *at;
        while let Some(digit) = bytes.get(*at).filter(|byte| byte.is_ascii_digit()) {
            value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            *at += 1;
        }
        *at - from
    };
    read(at);
    let mut digits = u8::try_from(*at - start).unwrap_or(GROUPED).min(GROUPED - 1);
    let group = |at: usize| {
        let digit = |offset| bytes.get(at + offset).is_some_and(u8::is_ascii_digit);
        bytes.get(at) == Some(&b',') && digit(1) && digit(2) && digit(3) && !digit(4)
    };
    if digits <= 3 {
        while group(*at) {
            *at += 1;
            read(at);
            digits = GROUPED;
        }
    }
    Class::Number(value, digits)
}

/// Reads letters, with inner apostrophes left out.
fn letters(bytes: &[u8], at: &mut usize) {
    while let Some(&byte) = bytes.get(*at) {
        let mut beyond = *at;
        if byte.is_ascii_alphabetic() || byte >= 0x80 && wide_mark(bytes, &mut beyond).is_none() {
            *at += 1;
        } else {
            break;
        }
    }
}

/// Reads a mark or a space beyond ASCII: a dash gives `-`, an apostrophe `'`, white space a space, other general
/// punctuation NUL; nothing where a letter stands.
fn wide_mark(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let (mark, len) = match *bytes.get(*at..)? {
        [0xe2, 0x80, 0x90..=0x95, ..] => (b'-', 3),
        [0xe2, 0x80, 0x98 | 0x99, ..] => (b'\'', 3),
        [0xe2, 0x80, 0x80..=0x8b | 0xaf, ..] | [0xe2, 0x81, 0x9f, ..] | [0xe3, 0x80, 0x80, ..] => (b' ', 3),
        [0xe2, 0x88, 0x92, ..] => (b'-', 3),
        [0xe2, 0x80..=0x81, _, ..] => (0, 3),
        [0xc2, 0xa0, ..] => (b' ', 2),
        [0xc2, 0x80..=0xbf, ..] => (0, 2),
        _ => return None,
    };
    *at += len;
    Some(mark)
}

/// Whether the letters up to `end` open an address of the web: nothing in it is a date.
fn is_address(bytes: &[u8], start: usize, end: usize) -> bool {
    let rest = bytes.get(end..).unwrap_or_default();
    match end - start {
        3 => {
            bytes.get(start..end).is_some_and(|word| word.eq_ignore_ascii_case(b"www"))
                && rest.starts_with(b".")
        }
        4 | 5 => rest.starts_with(b"://"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut scan = Scan::default();
        scan.read(text, Span::new(0, text.len()));
        (0..scan.len()).map(|at| scan.surface(at)).collect()
    }

    #[test]
    fn atoms_are_finer_than_tokens() {
        assert_eq!(cut("mid-1990s, 6pm"), ["mid", "-", "1990", "s", ",", "6", "pm"]);
        assert_eq!(cut("4,000 – 4.5-hour"), ["4,000", "–", "4", ".", "5", "-", "hour"]);
        assert_eq!(cut("été’s\u{a0}’82"), ["été", "’", "s", "’", "82"]);
        assert_eq!(cut("see https://a.org/2019/03/04 now"), ["see", "https://a.org/2019/03/04", "now"]);
    }

    #[test]
    fn numbers_never_overflow() {
        let mut scan = Scan::default();
        let digits = "9".repeat(1000);
        scan.read(&digits, Span::new(0, digits.len()));
        assert_eq!(scan.class(0), Class::Number(u32::MAX, GROUPED - 1));
    }
}
