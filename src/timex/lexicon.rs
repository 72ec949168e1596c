//! The words that temporal expressions are made of, from `data/en/timex-words.tsv`.

use std::sync::LazyLock;

use super::period::Unit;

/// What a word may be in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// No word of the lexicon.
    Other,
    /// Digits: their value, capped, and how many there are; groups of thousands have [`GROUPED`] for a count.
    Number(u32, u8),
    /// Any other character; NUL beyond ASCII, except for dashes, which are `-`, and apostrophes, which are `'`.
    Symbol(u8),
    /// 1 to 12, and whether the name is cut short.
    Month(u8, bool),
    /// Monday 1 to Sunday 7, and whether the name is cut short.
    Weekday(u8, bool),
    /// `Mondays`.
    Weekdays(u8),
    /// `year`.
    Unit(Unit),
    /// `years`.
    Units(Unit),
    /// `yrs`.
    UnitShort(Unit),
    /// `daylong`.
    Long(Unit),
    /// `seven`, `twenty`.
    Cardinal(u32),
    /// `hundred`, `thousand`.
    Scale(u32),
    /// `seventh`, `twentieth`.
    Ordinal(u8),
    /// `nineties`: 9.
    Decade(u8),
    /// An index into [`SEASONS`](super::period::SEASONS).
    Season(u8),
    /// A part of the day, as TIMEX3 writes it: `MO`.
    Part(&'static str),
    /// `noon`.
    Noon,
    /// `midnight`.
    Midnight,
    /// `tonight`.
    Tonight,
    /// `yesterday` -1, `today` 0, `tomorrow` 1.
    Today(i8),
    /// A function word, a modifier: told apart by its letters.
    Word,
    /// A verb form that looks ahead.
    Future,
    /// A verb form that looks back.
    PastVerb,
    /// A verb form of the present.
    PresentVerb,
}

/// Whether an expression may start with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    No,
    Yes,
    /// Only where a word of the lexicon, a number or a holiday's name follows: `the`.
    Determiner,
}

/// The number of digits given to a number with groups of thousands: no year, no day.
pub(super) const GROUPED: u8 = u8::MAX;

/// The longest word of the lexicon, in bytes.
const LONGEST: usize = 16;

/// One word of the lexicon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    key: u128,
    /// In lower case.
    pub word: &'static str,
    pub class: Class,
    /// Whether an expression may start with it.
    pub start: Start,
    /// Whether a holiday's name starts with it.
    pub named: bool,
}

const NOTHING: Entry = Entry { key: 0, word: "", class: Class::Other, start: Start::No, named: false };

/// A hash table with open addressing, a power of two long.
struct Lexicon {
    slots: Vec<Entry>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { slots: vec![NOTHING; 4096] };
    for line in include_str!("../../data/en/timex-words.tsv").lines() {
        let mut fields = line.split('\t');
        let (word, class) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
        let value = fields.next().unwrap_or("");
        if let Some(class) = class_of(class, value) {
            let start = match class {
                Class::Word if value == "determiner" => Start::Determiner,
                Class::Word if value.is_empty() => Start::No,
                Class::PastVerb | Class::PresentVerb | Class::Future => Start::No,
                _ => Start::Yes,
            };
            lexicon.put(word, |entry| (entry.class, entry.start) = (class, start));
        }
    }
    for word in super::named::first_words() {
        lexicon.put(word, |entry| (entry.named, entry.start) = (true, Start::Yes));
    }
    lexicon
});

impl Lexicon {
    fn put(&mut self, word: &'static str, change: impl Fn(&mut Entry)) {
        let Some(key) = key(word) else { return };
        let mut at = slot(key, self.slots.len());
        while let Some(entry) = self.slots.get_mut(at) {
            if entry.key == key || entry.key == 0 {
                *entry = Entry { key, word, ..*entry };
                return change(entry);
            }
            at = (at + 1) % self.slots.len();
        }
    }
}

/// The entry of `word`, in any case of letters; one of class [`Class::Other`] where it is no word of the lexicon.
pub(super) fn look_up(word: &str) -> Entry {
    let Some(key) = key(word) else { return NOTHING };
    let slots = &LEXICON.slots;
    let mut at = slot(key, slots.len());
    while let Some(entry) = slots.get(at) {
        if entry.key == key {
            return *entry;
        }
        if entry.key == 0 {
            break;
        }
        at = (at + 1) % slots.len();
    }
    NOTHING
}

/// The letters of `word` as a number, ASCII letters in lower case; none where it is too long or empty.
fn key(word: &str) -> Option<u128> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut bytes = [0; LONGEST];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    Some(u128::from_le_bytes(bytes))
}

fn slot(key: u128, len: usize) -> usize {
    let mixed = (key as u64 ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize % len
}

fn class_of(class: &str, value: &str) -> Option<Class> {
    let number = value.parse::<i64>().unwrap_or(0);
    let small = number as u8;
    Some(match class {
        "month" => Class::Month(small, false),
        "month-short" => Class::Month(small, true),
        "weekday" => Class::Weekday(small, false),
        "weekday-short" => Class::Weekday(small, true),
        "weekdays" => Class::Weekdays(small),
        "unit" => Class::Unit(unit_of(value)?),
        "units" => Class::Units(unit_of(value)?),
        "unit-short" => Class::UnitShort(unit_of(value)?),
        "long" => Class::Long(unit_of(value)?),
        "cardinal" => Class::Cardinal(number as u32),
        "scale" => Class::Scale(number as u32),
        "ordinal" => Class::Ordinal(small),
        "decade" => Class::Decade(small),
        "season" => Class::Season(small),
        "part" => Class::Part(["MO", "AF", "EV", "NI", "DT"].into_iter().find(|&part| part == value)?),
        "noon" => Class::Noon,
        "midnight" => Class::Midnight,
        "tonight" => Class::Tonight,
        "today" => Class::Today(number as i8),
        "word" => Class::Word,
        "future" => Class::Future,
        "past-verb" => Class::PastVerb,
        "present-verb" => Class::PresentVerb,
        _ => return None,
    })
}

fn unit_of(name: &str) -> Option<Unit> {
    use Unit::*;
    [Second, Minute, Hour, Day, Weekend, Week, Month, Quarter, Season, Half, Year, Decade, Century]
        .into_iter()
        .find(|unit| unit.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        assert_eq!(look_up("September").class, Class::Month(9, false));
        assert_eq!(look_up("SEPT").class, Class::Month(9, true));
        assert_eq!(look_up("centuries").class, Class::Units(Unit::Century));
        assert_eq!(look_up("yesterday").class, Class::Today(-1));
        assert_eq!(look_up("of").word, "of");
        assert_eq!(look_up("mayor").class, Class::Other);
        assert!(look_up("Christmas").named);
    }

    #[test]
    fn every_line_has_a_class_and_a_word_of_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for line in
            include_str!("../../data/en/timex-words.tsv").lines().filter(|line| !line.starts_with('#'))
        {
            let word = line.split('\t').next().unwrap();
            assert!(seen.insert(word), "{word} stands twice");
            assert_ne!(look_up(word).class, Class::Other, "{line}");
        }
    }
}
