//! The parts of a person's name, and whether two names may be of one person.

use super::spelling::{fold, one_edit};
use crate::mention::words::NICKNAMES;

/// A person's name, cut into words as they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Words in small letters without diacritics, points or generation.
    pub words: Vec<String>,
    /// `jr`, `sr`, `ii` …
    pub generation: Option<String>,
}

impl PersonName {
    /// Cuts `name`.
    pub fn new(name: &str) -> PersonName {
        let mut words: Vec<String> = name
            .split(|c: char| c.is_whitespace() || c == ',' || c == '.')
            .filter(|word| !word.is_empty())
            .map(fold)
            .collect();
        let is_generation = |word: &String| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        let generation = if words.len() > 1 { words.pop_if(|word| is_generation(word)) } else { None };
        PersonName { words, generation }
    }

    /// The surname, where there is more than one word, or the one word.
    pub fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word.
    pub fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether it has a forename and a surname.
    pub fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Whether both may be names of one person, each written rightly.
    pub fn agrees(&self, other: &PersonName) -> bool {
        if let (Some(own), Some(others)) = (&self.generation, &other.generation)
            && own != others
        {
            return false;
        }
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words.len() == 1 {
            return long.words.contains(&short.words[0]);
        }
        if short.last() != long.last() {
            // `Kim Jong` of `Kim Jong Un`, `Gabriel García` of `Gabriel García Márquez`
            return short.words.len() > 1 && long.words.starts_with(&short.words);
        }
        if !forenames_agree(short.first(), long.first()) {
            // `García Márquez` of `Gabriel García Márquez`
            return long.words.ends_with(&short.words);
        }
        middles_agree(&short.words, &long.words)
    }

    /// Whether both may be names of one person, of which one is misspelt by one edit.
    pub fn nearly_agrees(&self, other: &PersonName) -> bool {
        if self.words.len() != other.words.len() || self.generation != other.generation {
            return false;
        }
        let mut apart = self.words.iter().zip(&other.words).filter(|(own, others)| own != others);
        let (Some((own, others)), None) = (apart.next(), apart.next()) else { return false };
        let long_enough =
            own.chars().count().min(others.chars().count()) >= if own == self.first() { 4 } else { 5 };
        long_enough && one_edit(own, others)
    }
}

fn middles_agree(short: &[String], long: &[String]) -> bool {
    let middle = |words: &[String]| words.get(1..words.len() - 1).unwrap_or_default().to_vec();
    let (short, long) = (middle(short), middle(long));
    short.is_empty()
        || short
            .iter()
            .all(|word| long.iter().any(|other| initial_of(word, other) || initial_of(other, word)))
}

fn initial_of(word: &str, other: &str) -> bool {
    word == other || word.chars().count() == 1 && other.starts_with(word)
}

/// Whether both forenames may be of one person: equal, an initial, or a short form.
fn forenames_agree(a: &str, b: &str) -> bool {
    initial_of(a, b) || initial_of(b, a) || is_nickname(a, b) || is_nickname(b, a)
}

fn is_nickname(short: &str, full: &str) -> bool {
    let upper = |word: &str| {
        let mut chars = word.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect::<String>()
    };
    NICKNAMES.has(&format!("{} {}", upper(short), upper(full)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(a: &str, b: &str) -> bool {
        let (a, b) = (PersonName::new(a), PersonName::new(b));
        assert_eq!(a.agrees(&b), b.agrees(&a));
        a.agrees(&b)
    }

    #[test]
    fn forms_of_one_name_agree() {
        assert!(
            agree("Ana López", "López")
                && agree("A. López", "Ana Lopez")
                && agree("Ana M. López", "Ana María López")
        );
        assert!(agree("Bill Moreno", "William Moreno") && agree("García Márquez", "Gabriel García Márquez"));
        assert!(
            agree("Kim Jong Un", "Kim") && agree("J. K. Rowan", "Rowan") && agree("Li Wei Jr.", "Li Wei")
        );
    }

    #[test]
    fn different_people_do_not() {
        assert!(!agree("Ana López", "Marta López") && !agree("Ana López", "Ana Moreno"));
        assert!(!agree("Li Wei Jr.", "Li Wei Sr.") && !agree("Ana M. López", "Ana P. López"));
    }

    #[test]
    fn one_slip_nearly_agrees() {
        let nearly = |a, b| PersonName::new(a).nearly_agrees(&PersonName::new(b));
        assert!(nearly("Yury Ushanov", "Yuri Ushanov") && nearly("Yury Ushanov", "Yury Ushnaov"));
        assert!(!nearly("Ana Li", "Ana Lu") && !nearly("Yury Ushanov", "Yury Ushanov"));
    }
}
