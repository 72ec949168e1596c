//! Which mentions are of the same person, organisation or place.

use crate::annotation::{EntityId, MentionId};
use crate::mention::{Mention, MentionKind};
use crate::{Assets, Document, Span};

mod chain;
mod gender;
mod person;
mod role;
mod spelling;

pub(crate) use gender::of_forename;

/// What the text shows of how a person is referred to. Never guessed where the text shows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// `Ms.`, `she`, `chairwoman`.
    Female,
    /// `Mr.`, `he`, `chairman`.
    Male,
    /// Nothing shows it.
    #[default]
    Unknown,
}

/// A person, organisation or place of the article, with all its mentions: one coreference chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: MentionKind,
    /// The longest form of its name in the article, without title.
    pub name: String,
    /// Its mentions in text order; at least one.
    pub mentions: Vec<MentionId>,
    /// What the text calls a person (`Kremlin aide`, `chief executive of Acme`), in bytes of the text.
    pub role: Option<Span>,
    /// How pronouns refer to a person.
    pub gender: Gender,
}

/// The entities that `mentions` are of, in the order of their first mention; sets [`Mention::entity`].
///
/// Time is linear in the number of mentions, but for names that share a word: of those, the latest few are compared.
pub fn link(document: &Document, mentions: &mut [Mention], assets: &Assets) -> Vec<Entity> {
    let chains = chain::chains(document, mentions, assets);
    let mut entities: Vec<Entity> = chains
        .into_iter()
        .map(|chain| Entity {
            kind: mentions.get(chain.mentions[0]).map_or(MentionKind::Other, |mention| mention.kind),
            name: chain.name,
            mentions: chain.mentions.into_iter().map(MentionId::from).collect(),
            role: None,
            gender: chain.gender,
        })
        .collect();
    for (index, entity) in entities.iter_mut().enumerate() {
        for id in &entity.mentions {
            if let Some(mention) = mentions.get_mut(id.index()) {
                mention.entity = Some(EntityId::from(index));
            }
        }
        if entity.kind == MentionKind::Person {
            entity.role = entity.mentions.iter().find_map(|id| role::of(document, mentions, id.index()));
        }
    }
    gender::by_pronouns(document, mentions, &mut entities);
    entities
}
