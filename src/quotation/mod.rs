//! Who says what: quotations with their cue, source and speaker.

use crate::annotation::EntityId;
use crate::coref::Entity;
use crate::evidence::Evidence;
use crate::mention::Mention;
use crate::{Document, Probability, Span};

/// How a quotation reports the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// All of its words stand in quotation marks: `“It is tired,” he said.`
    Direct,
    /// Some of them do: `He said it was “tired”.`
    Mixed,
    /// None of them do: `He said it was tired.`
    Indirect,
}

/// Who is behind a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// A person, organisation or place of the article.
    Entity(EntityId),
    /// Someone who is not named: `a spokesman who asked not to be named`.
    Anonymous,
    /// More than one, not named: `officials`, `the two sides`.
    Collective,
    /// A text: `a report published last spring`.
    Document,
    /// Nobody could be told with confidence.
    Unresolved,
}

/// One who may have said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub entity: EntityId,
    /// How likely.
    pub probability: Probability,
}

/// Something that somebody is reported to have said or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What is said, in text order; with its quotation marks. A split quotation has several parts.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// The words that introduce it: `said`, `according to`.
    pub cue: Option<Span>,
    /// The whole phrase that names the source: `Kremlin aide Yury Ushakov`, `he`.
    pub source: Option<Span>,
    /// Who that is.
    pub speaker: Speaker,
    /// Who it may be, likeliest first; with more than one entry where the text leaves it open.
    pub candidates: Vec<Candidate>,
    /// To whom it was said: `state broadcaster Channel One`.
    pub addressee: Option<Span>,
    /// How sure the machine is of the speaker.
    pub probability: Probability,
    /// Why it is there.
    pub evidence: Vec<Evidence>,
}

/// The quotations in `document`, in the order of their first part.
pub fn find(_document: &Document, _mentions: &[Mention], _entities: &[Entity]) -> Vec<Quotation> {
    Vec::new()
}
