//! Small hand-kept lists of English words, from `data/en`.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A list of words or phrases, one a line; a line that opens with `#` is a comment.
pub struct WordList {
    words: LazyLock<HashSet<&'static str, BuildHasherDefault<Fnv>>>,
}

/// FNV-1a: quick for short words, and the lists are ours, so that nobody can choose words that collide.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl WordList {
    /// Whether `word` is on the list, exactly as written.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// Every entry, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().copied()
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {$(
        $(#[$doc])*
        pub static $name: WordList = WordList {
            words: LazyLock::new(|| {
                let lines = include_str!(concat!("../../data/en/", $file)).lines();
                lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
            }),
        };
    )*};
}

lists! {
    /// Titles before a person's name: `Mayor`, `Mr.`.
    TITLES = "titles.txt";
    /// Words before a title that belong to it: `Prime`, `Foreign`.
    TITLE_MODIFIERS = "title-modifiers.txt";
    /// Last words of organisations: `Inc.`, `Ministry`.
    ORGANISATION_WORDS = "organisation-words.txt";
    /// Last words of buildings and venues: `Airport`.
    FACILITY_WORDS = "facility-words.txt";
    /// Lower-case words that begin no name.
    FUNCTION_WORDS = "function-words.txt";
    /// Months, weekdays and the like.
    CALENDAR_WORDS = "calendar-words.txt";
    /// Adjectives and inhabitants of places: `Peruvian`.
    DEMONYMS = "demonyms.txt";
    /// Countries, capitals and large regions.
    PLACES = "places.txt";
    /// Forms of verbs that report speech: `said`.
    REPORTING_VERBS = "reporting-verbs.txt";
    /// Nouns for what a person is: `aide`, `spokeswoman`.
    ROLES = "roles.txt";
    /// Words before the noun of a role: `former`.
    ROLE_MODIFIERS = "role-modifiers.txt";
    /// Short forms of forenames, each with a full form: `Bill William`.
    NICKNAMES = "nicknames.txt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_their_words_and_no_comment() {
        assert!(TITLES.has("Mayor") && DEMONYMS.has("Peruvian") && PLACES.has("New York"));
        assert!(TITLES.iter().all(|word| !word.starts_with('#') && word == word.trim()));
    }
}
