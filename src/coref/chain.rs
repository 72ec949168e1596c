//! Chains of mentions: who is named again, and how.

use std::collections::HashMap;

use super::{Entity, Gender};
use crate::Document;
use crate::annotation::{EntityId, MentionId};
use crate::mention::{Mention, MentionKind};

/// Links each mention to the latest entity that its name may mean, else opens a new one.
pub fn link(document: &Document, mentions: &mut [Mention]) -> Vec<Entity> {
    let mut chains = Chains::default();
    for (index, mention) in mentions.iter_mut().enumerate() {
        let name = normal(document.text_of(mention.span));
        let gender = mention.title.map_or(Gender::Unknown, |title| title_gender(document.text_of(title)));
        let id = match mention.kind {
            MentionKind::Person => chains.person(&name, gender),
            kind => chains.other(kind, &name),
        };
        let id = id.unwrap_or_else(|| chains.open(mention.kind));
        chains.add(id, index, mention, &name, gender);
        mention.entity = Some(id);
    }
    chains.close(document, mentions)
}

/// The name as it is compared: one space between words.
fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title_gender(title: &str) -> Gender {
    match title.split_whitespace().next_back().map(|word| word.trim_end_matches('.')) {
        Some(
            "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Chairman" | "Congressman" | "Duke" | "Father"
            | "Brother",
        ) => Gender::Male,
        Some(
            "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Queen" | "Princess" | "Chairwoman" | "Congresswoman"
            | "Duchess" | "Sister",
        ) => Gender::Female,
        _ => Gender::Unknown,
    }
}

#[derive(Default)]
struct Chains {
    entities: Vec<Entity>,
    /// The latest entity of each full name.
    full: HashMap<(MentionKind, String), EntityId>,
    /// The latest persons of each word of a name.
    parts: HashMap<String, Vec<EntityId>>,
}

impl Chains {
    fn person(&self, name: &str, gender: Gender) -> Option<EntityId> {
        if let Some(&id) = self.full.get(&(MentionKind::Person, name.to_string())) {
            return self.fits(id, gender).then_some(id);
        }
        let words: Vec<_> = name.split(' ').collect();
        let last = words.last()?;
        let ids = self.parts.get(*last)?;
        ids.iter().rev().copied().take(8).find(|&id| {
            let known: Vec<_> = self.entities[id.index()].name.split(' ').collect();
            self.fits(id, gender)
                && words
                    .iter()
                    .all(|word| known.contains(word) || words.len() > known.len() && known.len() == 1)
        })
    }

    fn other(&self, kind: MentionKind, name: &str) -> Option<EntityId> {
        self.full.get(&(kind, name.to_string())).copied()
    }

    fn fits(&self, id: EntityId, gender: Gender) -> bool {
        let known = self.entities[id.index()].gender;
        known == gender || known == Gender::Unknown || gender == Gender::Unknown
    }

    fn open(&mut self, kind: MentionKind) -> EntityId {
        let id = EntityId::from(self.entities.len());
        self.entities.push(Entity {
            kind,
            name: String::new(),
            mentions: Vec::new(),
            role: None,
            gender: Gender::Unknown,
        });
        id
    }

    fn add(&mut self, id: EntityId, index: usize, mention: &Mention, name: &str, gender: Gender) {
        let entity = &mut self.entities[id.index()];
        entity.mentions.push(MentionId::from(index));
        if entity.gender == Gender::Unknown {
            entity.gender = gender;
        }
        if name.len() > entity.name.len() {
            entity.name = name.to_string();
        }
        self.full.insert((mention.kind, name.to_string()), id);
        if mention.kind == MentionKind::Person {
            for word in name.split(' ') {
                let ids = self.parts.entry(word.to_string()).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
        }
    }

    fn close(mut self, document: &Document, mentions: &[Mention]) -> Vec<Entity> {
        for entity in &mut self.entities {
            if entity.kind == MentionKind::Person {
                let mut titles = entity.mentions.iter().filter_map(|id| mentions.get(id.index())?.title);
                entity.role = titles.find(|&title| is_role(document.text_of(title)));
            }
        }
        self.entities
    }
}

fn is_role(title: &str) -> bool {
    let last = title.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    !matches!(last, "Mr" | "Mrs" | "Ms" | "Miss" | "Sir" | "Dame")
}

#[cfg(test)]
mod tests {
    use crate::{Assets, Options, annotate};

    #[test]
    fn a_surname_is_the_person_named_before() {
        let text = "Mayor Ana López met Li Wei. “Yes,” López said. Mr. Li agreed with Ms. López.";
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let lopez: Vec<_> = annotation.entities.iter().filter(|entity| entity.name == "Ana López").collect();
        assert_eq!(lopez.len(), 1);
        assert_eq!(lopez[0].mentions.len(), 3);
    }
}
