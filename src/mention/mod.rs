//! Names of persons, organisations, places and more, where they stand in the text.

use crate::annotation::EntityId;
use crate::evidence::{Evidence, Rule};
use crate::{Assets, Document, Probability, Span};

mod consistency;
pub mod decode;
pub mod features;
pub mod form;
pub mod hash;
pub mod lexicon;
pub mod model;
mod names;
pub mod net;
mod rules;
pub mod table;
mod tag;
mod title;
mod trim;
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

static DATELINE: Rule = Rule { id: "mention/dateline", words: "the place in the dateline" };

/// The names in `document`, in text order, none overlapping another.
pub fn find(document: &Document, assets: &Assets) -> Vec<Mention> {
    let mut mentions = match &assets.names {
        Some(names) => tag::find(document, names),
        None => rules::find(document),
    };
    if let Some(span) = document.article.dateline_place.filter(|span| !span.is_empty()) {
        dateline_place(&mut mentions, span);
    }
    mentions
}

/// Makes the place of the dateline a mention, in the stead of what the model saw there.
fn dateline_place(mentions: &mut Vec<Mention>, span: Span) {
    let from = mentions.partition_point(|mention| mention.span.end <= span.start);
    let to = mentions.partition_point(|mention| mention.span.start < span.end);
    let within = mentions.get(from..to).unwrap_or_default();
    if within.len() > 1 && within.iter().all(|mention| mention.kind == MentionKind::Place) {
        return; // a town and its country
    }
    let place = Mention {
        span,
        kind: MentionKind::Place,
        title: None,
        entity: None,
        probability: Probability::from_thousandths(950),
        evidence: vec![Evidence::plain(&DATELINE)],
    };
    mentions.splice(from..to.max(from), [place]);
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::document::Format;

    fn names(text: &str) -> Vec<(String, MentionKind)> {
        let document = Document::read(text, Format::Plain);
        let mentions = find(&document, &Assets::embedded());
        mentions.iter().map(|mention| (document.text_of(mention.span).to_string(), mention.kind)).collect()
    }

    #[test]
    fn mentions_fit_the_text_whatever_it_is() {
        let wild = [
            "",
            " ",
            "’s",
            "É",
            "🦀 Ana 🦀",
            "e\u{301}tat de E\u{301}tat",
            "A. B. C. D. E. F. G.",
            "MAYOR ANA LÓPEZ QUITS AFTER VOTE",
            "mayor ana lópez quits after vote",
            "“Ana”“Ana”",
            "Ana\u{a0}López\u{ad}s",
            "- - - of of the The THE the of",
            ".Ana.López.said.so",
            "\u{0}Ana\u{7f}",
        ];
        for text in wild {
            let document = Document::read(text, Format::Plain);
            let mut free = 0;
            for mention in find(&document, &Assets::embedded()) {
                assert!(mention.span.start >= free && !mention.span.is_empty(), "{text:?}");
                assert!(document.text.get(mention.span.start..mention.span.end).is_some(), "{text:?}");
                assert!(!mention.evidence.is_empty(), "{text:?}");
                free = mention.span.end;
            }
        }
    }

    #[test]
    fn a_long_line_takes_time_in_step_with_its_length() {
        for words in ["Ana López ", "of ", "A. ", "- ", "Ana", "the Ana of ", "“Ana” said "] {
            let text = words.repeat(20_000 / words.len());
            names(&text);
        }
    }

    #[test]
    fn the_model_reads_unseen_names() {
        let found = names(
            "Foreign Minister Zvonimir Katarić said Tuesday in Brussels that Acme Holdings Ltd would pay.",
        );
        assert!(found.contains(&("Zvonimir Katarić".to_string(), MentionKind::Person)), "{found:?}");
        assert!(found.contains(&("Brussels".to_string(), MentionKind::Place)), "{found:?}");
    }
}
