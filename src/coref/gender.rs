//! How the text shows a person's gender: titles, nouns of roles, pronouns. Nothing is guessed from the rest.

use super::{Entity, Gender};
use crate::Document;
use crate::mention::lexicon::flag;
use crate::mention::{Mention, MentionKind, Names, hash};

/// What a title or the noun of a role shows.
pub fn of_word(word: &str) -> Gender {
    match word.trim_end_matches('.').to_lowercase().as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "chairman" | "congressman" | "duke" | "father"
        | "brother" | "spokesman" | "councilman" | "assemblyman" | "businessman" | "emperor" | "sultan"
        | "emir" | "uncle" | "señor" | "monsieur" | "herr" | "signor" | "actor" | "son" | "husband"
        | "grandfather" | "nephew" | "widower" | "pope" | "imam" | "ayatollah" | "count" | "baron"
        | "cardinal" | "statesman" | "salesman" | "waiter" | "fisherman" => Gender::Male,
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "chairwoman" | "congresswoman"
        | "duchess" | "sister" | "mother" | "spokeswoman" | "councilwoman" | "assemblywoman"
        | "businesswoman" | "empress" | "aunt" | "señora" | "madame" | "mme" | "frau" | "signora"
        | "actress" | "daughter" | "wife" | "grandmother" | "niece" | "widow" | "baroness" | "countess"
        | "waitress" => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// What the last telling word of a title or role shows.
pub fn of_words(words: &str) -> Gender {
    words.split_whitespace().map(of_word).rfind(|&gender| gender != Gender::Unknown).unwrap_or_default()
}

/// What a forename shows: only where the lists have it for one gender alone.
pub fn of_forename(name: &str, names: Option<&Names>) -> Gender {
    let Some(names) = names else { return Gender::Unknown };
    let first = name.split_whitespace().next().unwrap_or_default();
    match names.lexicon.look(hash::word(first.as_bytes())).flags & flag::FORENAME {
        flag::MALE => Gender::Male,
        flag::FEMALE => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// Pronouns vote for the only person of their sentence up to them, or of the sentence before.
pub fn by_pronouns(document: &Document, mentions: &[Mention], entities: &mut [Entity]) {
    let mut votes = vec![[0u32; 2]; entities.len()];
    let mut persons = mentions.iter().filter(|mention| mention.kind == MentionKind::Person).peekable();
    let mut before: Vec<_> = Vec::new();
    for sentence in &document.sentences {
        let mut here = Vec::new();
        for at in sentence.tokens.clone() {
            let start = document.tokens.get(at).map_or(0, |token| token.span.start);
            while let Some(mention) = persons.next_if(|mention| mention.span.start < start) {
                here.extend(mention.entity);
            }
            let vote = match document.word(at) {
                "he" | "He" | "his" | "His" | "him" | "himself" => 0,
                "she" | "She" | "her" | "Her" | "herself" => 1,
                _ => continue,
            };
            let near = if here.is_empty() { &before } else { &here };
            if let Some(&only) = near.first()
                && near.iter().all(|&other| other == only)
                && let Some(votes) = votes.get_mut(only.index())
            {
                votes[vote] += 1;
            }
        }
        while let Some(mention) = persons.next_if(|mention| mention.span.start < sentence.span.end) {
            here.extend(mention.entity);
        }
        before = here;
    }
    for (entity, [he, she]) in entities.iter_mut().zip(votes) {
        if entity.kind != MentionKind::Person || entity.gender != Gender::Unknown {
            continue;
        }
        let role = entity.role.map_or(Gender::Unknown, |role| of_words(document.text_of(role)));
        entity.gender = match role {
            Gender::Unknown if he > 2 * she => Gender::Male,
            Gender::Unknown if she > 2 * he => Gender::Female,
            shown => shown,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Assets, Options, annotate};

    fn gender(text: &str, name: &str) -> Gender {
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let entity = annotation.entities.iter().find(|entity| entity.name == name);
        entity.map(|entity| entity.gender).unwrap_or_else(|| panic!("no {name}: {:?}", annotation.entities))
    }

    #[test]
    fn titles_and_pronouns_show_gender() {
        assert_eq!(gender("Mr. Li Wei spoke.", "Li Wei"), Gender::Male);
        assert_eq!(gender("Mayor Ana López spoke. She left.", "Ana López"), Gender::Female);
        assert_eq!(gender("Mayor Ana López spoke.", "Ana López"), Gender::Unknown);
        assert_eq!(gender("Mayor Ana López met Professor Li Wei. She left.", "Ana López"), Gender::Unknown);
    }
}
