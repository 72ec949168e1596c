//! Which names of a place English texts use.

use std::collections::HashMap;

use anyhow::{Context, Result};

/// How common English words are, by their exact spelling.
pub struct Words(HashMap<String, f32>);

/// Words that stay small inside a name.
const PARTICLES: &[&str] = &[
    "de", "la", "of", "the", "and", "el", "al", "upon", "on", "sur", "del", "le", "les", "am", "an", "der",
    "di", "do", "da", "dos", "das", "y", "e", "des", "du", "in", "bei", "en", "na", "nad", "im",
];

/// The least log-probability of a word that English texts know.
const KNOWN: f32 = -17.5;

impl Words {
    /// Reads lines as `  "word":-3.0678977966,`.
    pub fn read(json: &str) -> Words {
        let line = |line: &str| -> Option<(String, f32)> {
            let (word, number) = line.trim().trim_end_matches(',').rsplit_once(':')?;
            Some((serde_json::from_str(word).ok()?, number.trim().parse().ok()?))
        };
        Words(json.lines().filter_map(line).collect())
    }

    fn log(&self, word: &str) -> f32 {
        self.0.get(word).copied().unwrap_or(-25.0)
    }

    /// Whether `name` is one word that texts write small about as often, or a month and the like that they always write large.
    pub fn is_ordinary(&self, name: &str) -> bool {
        let small = name.to_lowercase();
        !name.contains([' ', '-', '.']) && small != name && self.log(&small) > self.log(name) - 0.7
    }

    /// Whether an English text would use `name` beside the main one: each of its words is a known capitalised word, and it
    /// is not an ordinary word or a code.
    pub fn is_english(&self, name: &str) -> bool {
        let mut words = name.split([' ', '-', '/']).filter(|word| !word.is_empty()).peekable();
        let single = !name.contains([' ', '-', '/']);
        let length = name.chars().count();
        if length < 3
            || !name.chars().next().is_some_and(char::is_uppercase)
            || name.contains([',', '(', ')', ';'])
        {
            return false;
        }
        if single {
            let small = name.to_lowercase();
            let code = name.chars().all(|c| !c.is_lowercase());
            if code || self.log(&small) > self.log(name) {
                return false;
            }
        }
        words.peek().is_some()
            && words.all(|word| {
                PARTICLES.contains(&word)
                    || word.chars().next().is_some_and(char::is_uppercase) && self.log(word) > KNOWN
            })
    }
}

/// The English names in a catalogue of messages (`geonames.mo`), by GeoNames id, country code, or `CC.division`.
pub fn english(catalogue: &[u8]) -> Result<HashMap<String, String>> {
    let number = |at: usize| -> Option<usize> {
        Some(u32::from_le_bytes(catalogue.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    let text = |at: usize| -> Option<String> {
        let (length, start) = (number(at)?, number(at + 4)?);
        String::from_utf8(catalogue.get(start..start + length)?.to_vec()).ok()
    };
    let read = || -> Option<HashMap<String, String>> {
        let (count, keys, values) = (number(8)?, number(12)?, number(16)?);
        (0..count).map(|at| Some((text(keys + 8 * at)?, text(values + 8 * at)?))).collect()
    };
    read().filter(|_| number(0) == Some(0x9504_12de)).context("geonames.mo is not a catalogue of messages")
}

/// The name without the word for what it is: `Idlib` of `Idlib Governorate`; none where it has no such word.
pub fn bare(name: &str) -> Option<&str> {
    const KINDS: &[&str] = &[
        "Province",
        "Region",
        "Governorate",
        "Oblast",
        "Oblast'",
        "Prefecture",
        "Department",
        "Division",
        "Krai",
        "Kray",
        "Voivodeship",
        "Raion",
        "Rayon",
        "Republic",
        "Parish",
        "Emirate",
        "Municipality",
        "Canton",
        "County",
        "District",
    ];
    let (name, kind) = name.rsplit_once(' ')?;
    (KINDS.contains(&kind) && name.chars().count() > 2).then_some(name)
}

/// A name in capitals as it is usually written: `Great Dividing Range` of `GREAT DIVIDING RANGE`.
pub fn cased(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let last = name.split_whitespace().count().saturating_sub(1);
    let word = |(at, word): (usize, &str)| {
        let small = word.to_lowercase();
        // A particle joins two words: in `SIERRA MADRE DEL SUR` the last is none.
        if at > 0 && at < last && PARTICLES.contains(&&*small) {
            return small;
        }
        let mut start = true;
        small
            .chars()
            .flat_map(|c| {
                let capital = std::mem::replace(&mut start, matches!(c, '-' | '/'));
                if capital { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] }
            })
            .collect()
    };
    name.split_whitespace().enumerate().map(word).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_written_as_usual() {
        assert_eq!(cased("SIERRA  MADRE DEL SUR"), "Sierra Madre del Sur");
        assert_eq!(cased("ALTI-PLANICIE"), "Alti-Planicie");
        assert_eq!(cased("Lake Ontario"), "Lake Ontario");
    }

    #[test]
    fn only_names_of_known_words_are_english() {
        let words = Words::read("{\n\"Bombay\":-13.1,\n\"Most\":-11,\n\"most\":-8.0,\n\"Kiev\":-13}");
        assert!(words.is_english("Bombay"));
        assert!(!words.is_english("Most"));
        assert!(!words.is_english("Kiyiv"));
        assert!(!words.is_english("BOM"));
    }
}
