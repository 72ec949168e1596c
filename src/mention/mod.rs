//! Names of persons, organisations, places and more, where they stand in the text.

use crate::annotation::EntityId;
use crate::evidence::Evidence;
use crate::{Assets, Document, Probability, Span};

mod consistency;
pub mod decode;
pub mod features;
pub mod form;
pub mod hash;
pub mod lexicon;
pub mod model;
mod names;
mod rules;
pub mod table;
mod tag;
mod title;
pub mod words;

pub use names::Names;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A human being: `Ana López`.
    Person,
    /// A country, region, town, sea or mountain: `Springfield`.
    Place,
    /// A firm, party, agency, team or newspaper: `Acme Works`.
    Organisation,
    /// A building or a venue: `the Mill Street bridge`.
    Facility,
    /// An inhabitant, or an adjective of a place: `Texan`.
    Demonym,
    /// An event, a work, a law, a language: `the Olympics`.
    Other,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands, in bytes of the text: without title (`Mayor`), without `'s`.
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// A title right before the name (`Mayor`, `Mr.`), in bytes of the text.
    pub title: Option<Span>,
    /// The entity that it is a mention of; set by [`coref::link`](crate::coref::link).
    pub entity: Option<EntityId>,
    /// How sure the machine is of span and kind.
    pub probability: Probability,
    /// Why it is there.
    pub evidence: Vec<Evidence>,
}

/// The names in `document`, in text order, none overlapping another.
pub fn find(document: &Document, assets: &Assets) -> Vec<Mention> {
    match &assets.names {
        Some(names) => tag::find(document, names),
        None => rules::find(document),
    }
}
