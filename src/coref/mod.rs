//! Which mentions are of the same person, organisation or place.

use crate::annotation::MentionId;
use crate::mention::{Mention, MentionKind};
use crate::{Document, Span};

mod chain;

/// What the text shows of how a person is referred to. Never guessed where the text shows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// `Ms.`, `she`, `chairwoman`, or a forename that is nearly always a woman's.
    Female,
    /// `Mr.`, `he`, `chairman`, or a forename that is nearly always a man's.
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
pub fn link(document: &Document, mentions: &mut [Mention]) -> Vec<Entity> {
    chain::link(document, mentions)
}
