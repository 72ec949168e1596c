//! Who says how much: the quotations of an article grouped by speaker.

use std::collections::HashMap;

use crate::annotation::{Annotation, EntityId, QuotationId};
use crate::quotation::{Quotation, QuotationKind, Speaker};
use crate::{Span, quotation};

/// One who is quoted, with everything that the article has them say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The name, without title; for a speaker without one the words of the article: `officials`. Empty where the speaker
    /// is not resolved.
    pub label: String,
    /// Who that is. Sources without a name are one voice where the article uses the same words for them; all quotations
    /// whose speaker is not resolved are one.
    pub speaker: Speaker,
    /// The entity, where the speaker is one.
    pub entity: Option<EntityId>,
    /// What the article calls a person: `Kremlin aide`.
    pub role: Option<String>,
    /// Their quotations in text order.
    pub quotations: Vec<QuotationId>,
    /// How many of their words stand between quotation marks.
    pub words: usize,
    /// How many of their words are reported without quotation marks; never added to `words`.
    pub indirect_words: usize,
}

/// The voices of `annotation`, in the order in which they are first quoted.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, annotate, said::said};
///
/// let text = "“The steel is tired,” John Smith said. Smith said repairs could take months.";
/// let annotation = annotate(text, &Options::default(), &Assets::default());
/// let voices = said(&annotation);
/// assert_eq!(voices.len(), 1);
/// assert_eq!((voices[0].label.as_str(), voices[0].quotations.len()), ("John Smith", 2));
/// assert_eq!((voices[0].words, voices[0].indirect_words), (4, 4));
/// ```
pub fn said(annotation: &Annotation) -> Vec<Voice> {
    said_of(annotation, |_| true)
}

/// The voices of those quotations of `annotation` that `stands` holds for: a person may have rejected others.
pub fn said_of(annotation: &Annotation, stands: impl Fn(QuotationId) -> bool) -> Vec<Voice> {
    let quoted = quotation::quoted(&annotation.document);
    let mut voices: Vec<Voice> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for (index, quotation) in annotation.quotations.iter().enumerate() {
        if !stands(index.into()) {
            continue;
        }
        let label = label(annotation, quotation);
        let at = *known.entry(key(quotation, &label)).or_insert_with(|| {
            voices.push(voice(annotation, quotation, label));
            voices.len() - 1
        });
        let voice = &mut voices[at];
        voice.quotations.push(index.into());
        let (inside, outside) = words(annotation, quotation, &quoted);
        voice.words += inside;
        voice.indirect_words += outside;
    }
    voices
}

/// What makes two quotations one voice's.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Entity(EntityId),
    Phrase(u8, String),
}

fn key(quotation: &Quotation, label: &str) -> Key {
    let class = match quotation.speaker {
        Speaker::Entity(entity) => return Key::Entity(entity),
        Speaker::Anonymous => 0,
        Speaker::Collective => 1,
        Speaker::Document => 2,
        Speaker::Unresolved => 3,
    };
    Key::Phrase(class, label.to_lowercase())
}

fn label(annotation: &Annotation, quotation: &Quotation) -> String {
    let entity = match quotation.speaker {
        Speaker::Entity(entity) => annotation.entities.get(entity.index()),
        _ => None,
    };
    match (entity, quotation.source) {
        (Some(entity), _) => entity.name.clone(),
        _ if quotation.speaker == Speaker::Unresolved => String::new(),
        (None, Some(source)) => annotation.text_of(source).split_whitespace().collect::<Vec<_>>().join(" "),
        (None, None) => String::new(),
    }
}

fn voice(annotation: &Annotation, quotation: &Quotation, label: String) -> Voice {
    let entity = match quotation.speaker {
        Speaker::Entity(entity) => Some(entity),
        _ => None,
    };
    let role = entity
        .and_then(|entity| annotation.entities.get(entity.index())?.role)
        .map(|span| annotation.text_of(span).to_string());
    let speaker = quotation.speaker;
    Voice { label, speaker, entity, role, quotations: Vec::new(), words: 0, indirect_words: 0 }
}

/// How many words of `quotation` stand inside and outside quotation marks; `quoted` lists the quoted stretches of the
/// document in order, as [`quotation::quoted`] gives them.
pub fn words(annotation: &Annotation, quotation: &Quotation, quoted: &[Span]) -> (usize, usize) {
    let document = &annotation.document;
    let (mut inside, mut outside) = (0, 0);
    for index in quotation.content.iter().flat_map(|&part| document.tokens_in(part)) {
        if !document.is_word(index) {
            continue;
        }
        let token = document.tokens[index];
        let around = quoted.get(quoted.partition_point(|span| span.end <= token.span.start));
        let marked =
            quotation.kind == QuotationKind::Direct || around.is_some_and(|span| span.contains(token.span));
        inside += usize::from(marked);
        outside += usize::from(!marked);
    }
    (inside, outside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Assets, Options, annotate};

    fn voices(text: &str) -> Vec<Voice> {
        said(&annotate(text, &Options::default(), &Assets::default()))
    }

    #[test]
    fn voices_stand_in_the_order_of_their_first_words() {
        let found = voices(
            "“We stay,” Ana López said. Officials said it was “over”. “Never,” López added. Police said nobody was hurt.",
        );
        let rows: Vec<_> = found
            .iter()
            .map(|voice| (voice.label.as_str(), voice.quotations.len(), voice.words, voice.indirect_words))
            .collect();
        assert_eq!(rows, [("Ana López", 2, 3, 0), ("Officials", 1, 1, 2), ("Police", 1, 0, 3)]);
        assert_eq!(found[1].speaker, Speaker::Collective);
        assert_eq!(found[1].entity, None);
    }

    #[test]
    fn an_article_without_quotations_has_no_voice() {
        assert!(voices("The council met. Nobody spoke.").is_empty());
        assert!(voices("").is_empty());
    }

    #[test]
    fn every_quotation_belongs_to_one_voice() {
        let text = "“A long way to go,” he said. “It is a long way,” she said. According to a report, it was closed.";
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let count: usize = said(&annotation).iter().map(|voice| voice.quotations.len()).sum();
        assert_eq!(count, annotation.quotations.len());
        assert!(count >= 3);
    }
}
