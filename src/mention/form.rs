//! The distinct words of a document and what can be said of each without its neighbours.

use std::borrow::Cow;

use super::hash;
use super::lexicon::{Lexicon, flag};
use super::words::*;
use crate::Document;
use crate::token::{Case, TokenKind, case};

/// Flags of a form beside those of the lexicon.
pub mod list {
    /// A title before a name.
    pub const TITLE: u32 = 1 << 16;
    /// A word before a title that belongs to it.
    pub const TITLE_MODIFIER: u32 = 1 << 17;
    /// The last word of an organisation.
    pub const ORGANISATION_WORD: u32 = 1 << 18;
    /// The last word of a building or venue.
    pub const FACILITY_WORD: u32 = 1 << 19;
    /// An adjective or inhabitant of a place.
    pub const DEMONYM: u32 = 1 << 20;
    /// A form of a verb of reporting.
    pub const REPORTING: u32 = 1 << 21;
    /// A word that a sentence may open with and that begins no name.
    pub const FUNCTION: u32 = 1 << 22;
    /// A month, a weekday or the like.
    pub const CALENDAR: u32 = 1 << 23;
    /// The whole name of a country or a large region.
    pub const PLACE: u32 = 1 << 24;
}

/// What a token is for the steps from one tag to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Class {
    Lower,
    Of,
    And,
    The,
    Particle,
    Preposition,
    Comma,
    Stop,
    Dash,
    Genitive,
    Quote,
    Mark,
    Number,
    Opening,
    Title,
    Upper,
    Initial,
    Mixed,
}

/// The number of classes.
pub const CLASSES: usize = 18;

/// A word as written, with all that features need.
#[derive(Clone, Debug)]
pub struct Form {
    /// Hash of the word, digits as 0.
    pub word: u32,
    /// Hash of its lower-case form.
    pub lower: u32,
    /// Hash of its shape: `Xx`, `X.X.`, `x-Xx`.
    pub shape: u32,
    /// Hashes of its first 1 to 4 letters, lower-case; 0 where it is shorter.
    pub prefix: [u32; 4],
    /// Hashes of its last 1 to 4 letters, lower-case; 0 where it is shorter.
    pub suffix: [u32; 4],
    /// Brown cluster path, first branch lowest.
    pub cluster: u32,
    /// Its sense, as [`Known::sense`](super::lexicon::Known::sense).
    pub sense: u16,
    /// How much likelier it is capitalised, as [`Known::capital`](super::lexicon::Known::capital).
    pub capital: u8,
    /// Lists: [`flag`] in the low half, [`list`] in the high half.
    pub lists: u32,
    /// The class for steps between tags.
    pub class: Class,
    /// Whether a name may hold it wherever it stands: it has a capital.
    pub capitalised: bool,
    /// Whether a name may hold it beside a capitalised word: `of`, `-`, `7`.
    pub joins: bool,
    /// Hash of the part before a hyphen, where that is a demonym or place: `Saudi-led`.
    pub stem: u32,
}

/// The distinct forms of a document and which token is of which.
#[derive(Debug, Default)]
pub struct Forms {
    /// Each form once, in the order of first use.
    pub forms: Vec<Form>,
    /// The form of each token, as an index into `forms`.
    pub of: Vec<u32>,
}

/// How the capitals of a sentence are to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// As they stand.
    Usual,
    /// ALL CAPITALS: they say nothing.
    Capitals,
    /// no capitals at all.
    Small,
}

impl Forms {
    /// The forms of `document`.
    pub fn of(document: &Document, lexicon: &Lexicon) -> Forms {
        let mut forms = Forms::default();
        let mut known = Known::default();
        let writings: Vec<_> =
            document.sentences.iter().map(|sentence| writing(document, sentence)).collect();
        let small =
            writings.iter().filter(|&&writing| writing == Writing::Small).count() * 5 > writings.len() * 4;
        for (sentence, &writing) in document.sentences.iter().zip(&writings) {
            let writing = if writing == Writing::Small && !small { Writing::Usual } else { writing };
            forms.of.resize(sentence.tokens.start, 0);
            for at in sentence.tokens.clone() {
                let word = document.word(at);
                let word = match writing {
                    Writing::Usual => Cow::Borrowed(word),
                    Writing::Capitals => uncapital(word, lexicon),
                    Writing::Small => recapital(word, lexicon),
                };
                let kind = document.tokens[at].kind;
                let index = known.index(&word, || {
                    forms.forms.push(Form::new(&word, kind, lexicon));
                });
                forms.of.push(index);
            }
        }
        forms.of.resize(document.tokens.len(), 0);
        if forms.forms.is_empty() {
            forms.forms.push(Form::new("", TokenKind::Mark, lexicon));
        }
        forms
    }

    /// The form of token `at`.
    pub fn at(&self, at: usize) -> &Form {
        let index = self.of.get(at).map_or(0, |&index| index as usize);
        &self.forms[index.min(self.forms.len() - 1)]
    }
}

/// From words to indices: open addressing by a hash of 64 bits, which stands for the word.
struct Known {
    slots: Vec<(u64, u32)>,
    count: u32,
}

impl Default for Known {
    fn default() -> Known {
        Known { slots: vec![(0, 0); 1024], count: 0 }
    }
}

impl Known {
    fn index(&mut self, word: &str, new: impl FnOnce()) -> u32 {
        let key = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let key = (key ^ key >> 32).max(1);
        let slot = self.slot(key);
        if self.slots[slot].0 == key {
            return self.slots[slot].1;
        }
        self.slots[slot] = (key, self.count);
        self.count += 1;
        new();
        if self.count as usize * 2 > self.slots.len() {
            let old = std::mem::take(&mut self.slots);
            self.slots = vec![(0, 0); old.len() * 2];
            for entry in old.into_iter().filter(|entry| entry.0 != 0) {
                let slot = self.slot(entry.0);
                self.slots[slot] = entry;
            }
        }
        self.count - 1
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & mask;
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

fn writing(document: &Document, sentence: &crate::document::Sentence) -> Writing {
    let (mut words, mut upper, mut capitalised) = (0, 0, 0);
    for token in document.tokens.get(sentence.tokens.clone()).unwrap_or_default() {
        if token.kind == TokenKind::Word && token.span.len() > 1 {
            words += 1;
            upper += usize::from(token.case == Case::Upper);
            capitalised += usize::from(token.is_capitalised() || token.case == Case::Mixed);
        }
    }
    if words >= 3 && upper * 10 >= words * 7 {
        Writing::Capitals
    } else if words >= 3 && capitalised == 0 {
        Writing::Small
    } else {
        Writing::Usual
    }
}

/// A word of an all-capitals sentence as it would stand elsewhere.
fn uncapital<'a>(word: &'a str, lexicon: &Lexicon) -> Cow<'a, str> {
    if !matches!(case(word), Case::Upper) || word.contains('.') {
        return Cow::Borrowed(word);
    }
    let lower = word.to_lowercase();
    let usual = lexicon.look(hash::word(lower.as_bytes()));
    if FUNCTION_WORDS.has(&lower) || (1..=4).contains(&usual.capital) {
        return Cow::Owned(lower);
    }
    let title = capitalise(&lower);
    if usual.capital == 0
        && lexicon.look(hash::word(word.as_bytes())).listed
        && !lexicon.look(hash::word(title.as_bytes())).listed
    {
        return Cow::Borrowed(word);
    }
    Cow::Owned(title)
}

/// A word of a text without capitals as it would stand elsewhere.
fn recapital<'a>(word: &'a str, lexicon: &Lexicon) -> Cow<'a, str> {
    if lexicon.look(hash::word(word.as_bytes())).capital >= 6 {
        return Cow::Owned(capitalise(word));
    }
    Cow::Borrowed(word)
}

/// The word with the first letter of each part between hyphens as a capital.
fn capitalise(lower: &str) -> String {
    let mut out = String::with_capacity(lower.len());
    let mut first = true;
    for c in lower.chars() {
        if first {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        first = c == '-';
    }
    out
}

impl Form {
    /// What can be said of `word`.
    pub fn new(word: &str, kind: TokenKind, lexicon: &Lexicon) -> Form {
        let lower = word.to_lowercase();
        let plain: String = word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        let hash = hash::word(plain.as_bytes());
        let lower_hash = hash::word(lower.as_bytes());
        let exact = lexicon.look(hash);
        let folded = if lower == word { exact } else { lexicon.look(lower_hash) };
        let case = case(word);
        let ends: Vec<usize> = lower.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let count = ends.len();
        let prefix =
            |len: usize| if count > len + 1 { hash::word(&lower.as_bytes()[..ends[len]]) } else { 0 };
        let suffix = |len: usize| {
            if count > len + 1 { hash::word(&lower.as_bytes()[ends[count - 2 - len]..]) } else { 0 }
        };
        let affix = |f: &dyn Fn(usize) -> u32| [f(0), f(1), f(2), f(3)];
        let stem = word.split_once('-').map(|(stem, _)| stem);
        let mut lists = u32::from(exact.flags);
        for (words, bit) in [
            (&TITLES, list::TITLE),
            (&TITLE_MODIFIERS, list::TITLE_MODIFIER),
            (&ORGANISATION_WORDS, list::ORGANISATION_WORD),
            (&FACILITY_WORDS, list::FACILITY_WORD),
            (&DEMONYMS, list::DEMONYM),
            (&CALENDAR_WORDS, list::CALENDAR),
            (&PLACES, list::PLACE),
        ] {
            lists |= if words.has(word) { bit } else { 0 };
        }
        lists |= if REPORTING_VERBS.has(&lower) { list::REPORTING } else { 0 };
        lists |= if FUNCTION_WORDS.has(&lower) { list::FUNCTION } else { 0 };
        Form {
            word: hash,
            lower: lower_hash,
            shape: shape(word),
            prefix: affix(&prefix),
            suffix: affix(&suffix),
            cluster: if exact.cluster == 0 { folded.cluster } else { exact.cluster },
            sense: if exact.sense == 0 { folded.sense } else { exact.sense },
            capital: folded.capital,
            lists,
            class: class(&lower, kind, case),
            capitalised: kind == TokenKind::Word && case != Case::Lower && !lower.starts_with(['\'', '’']),
            joins: kind == TokenKind::Number || joins(&lower),
            stem: match stem {
                Some(stem) if DEMONYMS.has(stem) => 1,
                Some(stem) if PLACES.has(stem) => 2,
                Some("al" | "el" | "Al" | "El") => 3,
                Some(stem) if lexicon.look(hash::word(stem.as_bytes())).flags & flag::FORENAME != 0 => 4,
                Some(_) => 5,
                None => 0,
            },
        }
    }

    /// Whether it is a word in small letters that is nearly always written with a capital: `london`.
    pub fn is_usually_capitalised(&self) -> bool {
        self.capital == 7 && self.class == Class::Lower && !self.is(list::FUNCTION)
    }

    /// Whether it is on one of `lists`.
    pub fn is(&self, lists: u32) -> bool {
        self.lists & lists != 0
    }
}

/// Lower-case words and marks that names have inside.
fn joins(lower: &str) -> bool {
    matches!(
        lower,
        "of" | "the"
            | "and"
            | "for"
            | "in"
            | "on"
            | "at"
            | "to"
            | "de"
            | "da"
            | "das"
            | "di"
            | "do"
            | "dos"
            | "du"
            | "del"
            | "della"
            | "der"
            | "den"
            | "des"
            | "die"
            | "ten"
            | "ter"
            | "van"
            | "von"
            | "zu"
            | "bin"
            | "ibn"
            | "bint"
            | "al"
            | "el"
            | "la"
            | "le"
            | "les"
            | "las"
            | "los"
            | "y"
            | "e"
            | "et"
            | "a"
            | "ul"
            | "ur"
            | "und"
            | "d"
            | "'s"
            | "’s"
            | "-"
            | "–"
            | "&"
            | "."
            | ","
            | "/"
            | "'"
            | "’"
            | "+"
            | "!"
            | "\""
    )
}

fn class(lower: &str, kind: TokenKind, case: Case) -> Class {
    match (kind, lower) {
        (TokenKind::Number, _) => Class::Number,
        (TokenKind::Quote, _) => Class::Quote,
        (_, "of") => Class::Of,
        (_, "and" | "&") => Class::And,
        (_, "the") => Class::The,
        (_, ",") => Class::Comma,
        (_, ".") => Class::Stop,
        (_, "-" | "–" | "—") => Class::Dash,
        (_, "'s" | "’s") => Class::Genitive,
        (_, "for" | "in" | "on" | "at" | "to" | "from") => Class::Preposition,
        (TokenKind::Mark, _) => Class::Mark,
        _ => match case {
            Case::Lower if joins(lower) => Class::Particle,
            Case::Lower => Class::Lower,
            Case::Title => Class::Title,
            Case::Upper => Class::Upper,
            Case::Initial => Class::Initial,
            Case::Mixed => Class::Mixed,
        },
    }
}

/// The hash of the shape: a run of capitals of one, two or more, of small letters, of digits; marks as they are.
fn shape(word: &str) -> u32 {
    let mut shape = Vec::with_capacity(8);
    for c in word.chars() {
        let sort = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'0',
            '’' => b'\'',
            _ if c.is_ascii() => c as u8,
            _ => b'?',
        };
        let run = shape.iter().rev().take_while(|&&before| before == sort).count();
        if run < if sort == b'X' { 3 } else { 1 } && shape.len() < 12 {
            shape.push(sort);
        }
    }
    hash::word(&shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn equal_words_share_a_form() {
        let document = Document::read("Ana saw Ana. ana ran.", Format::Plain);
        let forms = Forms::of(&document, &Lexicon::default());
        assert_eq!(forms.of[0], forms.of[2]);
        assert_eq!(forms.at(0).lower, forms.at(4).word);
        assert_ne!(forms.at(0).shape, forms.at(4).shape);
    }

    #[test]
    fn affixes_are_whole_characters() {
        let form = |word| Form::new(word, TokenKind::Word, &Lexicon::default());
        assert_eq!(form("Łódź").suffix[1], form("kadź").suffix[1]);
        assert_eq!(form("Éa").prefix[2], 0);
        assert_eq!(form("Smith").suffix[1], hash::word(b"th"));
        assert_eq!(form("Smith").suffix[3], hash::word(b"mith"));
        assert_eq!(form("abcd").suffix[3], 0);
    }

    #[test]
    fn many_words_stay_apart() {
        let mut known = Known::default();
        let words: Vec<_> = (0..5000).map(|n| n.to_string()).collect();
        for (n, word) in words.iter().enumerate() {
            assert_eq!(known.index(word, || ()), n as u32);
        }
        assert_eq!(known.index("4321", || ()), 4321);
    }
}
