//! What one article was found to hold.

use jiff::civil::Date;

use crate::coref::Entity;
use crate::mention::Mention;
use crate::place::Place;
use crate::quotation::{Quotation, Refusal, Unspoken};
use crate::timex::{Anchor, Timex};
use crate::{Document, Span};

/// Declares an index into one of the lists of an [`Annotation`].
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> $name {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

id! {
    /// A mention, as an index into [`Annotation::mentions`].
    MentionId
}
id! {
    /// An entity, as an index into [`Annotation::entities`].
    EntityId
}
id! {
    /// A quotation, as an index into [`Annotation::quotations`].
    QuotationId
}
id! {
    /// A temporal expression, as an index into [`Annotation::timexes`].
    TimexId
}

/// What the machine found in one article. Every list is in text order.
#[derive(Clone, Debug)]
pub struct Annotation {
    /// The article as read.
    pub document: Document,
    /// What relative dates were reckoned from.
    pub anchor: Anchor,
    /// Names of persons, organisations, places and more.
    pub mentions: Vec<Mention>,
    /// Who and what the mentions are of: one coreference chain each, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// What is said, with its cue, source and speaker.
    pub quotations: Vec<Quotation>,
    /// Who is reported to say nothing.
    pub refusals: Vec<Refusal>,
    /// Scare quotes, titles of works and nicknames: quotation marks around words that nobody says.
    pub unspoken: Vec<Unspoken>,
    /// Dates, times, durations and sets, with their TIMEX3 values.
    pub timexes: Vec<Timex>,
    /// Places and where on Earth they are.
    pub places: Vec<Place>,
}

impl Annotation {
    /// The document creation time that was used, as the caller or the text gives it.
    pub fn created(&self) -> Option<Date> {
        self.anchor.created
    }

    /// The words at `span` of the document's text.
    pub fn text_of(&self, span: Span) -> &str {
        self.document.text_of(span)
    }
}
