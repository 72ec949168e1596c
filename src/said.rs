//! Who says how much: the quotations of an article grouped by speaker.

use std::collections::{HashMap, HashSet};

use crate::annotation::{Annotation, EntityId, MentionId, QuotationId};
use crate::mention::MentionKind;
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

/// A person whom the article names and does not quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Who.
    pub entity: EntityId,
    /// Where they are named, in text order; at least once.
    pub mentions: Vec<MentionId>,
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

/// The name of the speaker of `quotation`, as in [`Voice::label`].
pub fn label(annotation: &Annotation, quotation: &Quotation) -> String {
    let entity = match quotation.speaker {
        Speaker::Entity(entity) => annotation.entities.get(entity.index()),
        _ => None,
    };
    match (entity, quotation.source) {
        (Some(entity), _) => entity.name.clone(),
        _ if quotation.speaker == Speaker::Unresolved => String::new(),
        (None, Some(source)) => one_line(annotation.text_of(source)),
        (None, None) => String::new(),
    }
}

fn voice(annotation: &Annotation, quotation: &Quotation, label: String) -> Voice {
    let entity = match quotation.speaker {
        Speaker::Entity(entity) => Some(entity),
        _ => None,
    };
    let role = role(annotation, quotation);
    let speaker = quotation.speaker;
    Voice { label, speaker, entity, role, quotations: Vec::new(), words: 0, indirect_words: 0 }
}

/// What the article calls the speaker of `quotation`, as in [`Voice::role`].
pub fn role(annotation: &Annotation, quotation: &Quotation) -> Option<String> {
    let Speaker::Entity(entity) = quotation.speaker else { return None };
    annotation.entities.get(entity.index())?.role.map(|span| one_line(annotation.text_of(span)))
}

/// The other forms of an entity's name in the article, in the order in which they first stand: `Ushakov` of
/// `Yury Ushakov`. `stands` tells which mentions count: a person may have rejected others.
pub fn aliases(annotation: &Annotation, entity: EntityId, stands: impl Fn(MentionId) -> bool) -> Vec<String> {
    let Some(entity) = annotation.entities.get(entity.index()) else { return Vec::new() };
    let mut known = vec![one_line(&entity.name).to_lowercase()];
    let mut aliases = Vec::new();
    for mention in entity.mentions.iter().filter(|&&id| stands(id)) {
        let Some(mention) = annotation.mentions.get(mention.index()) else { continue };
        let form = one_line(annotation.text_of(mention.span));
        let folded = form.to_lowercase();
        if !known.contains(&folded) {
            known.push(folded);
            aliases.push(form);
        }
    }
    aliases
}

/// The persons whom `annotation` names and who are none of `voices`: first those who are named most often, then in text
/// order. Only the article's own words count, so that its author is not among them; and of those the mentions that
/// `stands` holds for.
///
/// # Examples
///
/// ```
/// use dateline::said::{said, silent};
/// use dateline::{Assets, Options, annotate};
///
/// let text = "“Rents will fall,” Ana Moreno told Li Wei. Mr. Wei left.";
/// let annotation = annotate(text, &Options::default(), &Assets::default());
/// let [person] = silent(&annotation, &said(&annotation), |_| true).try_into().unwrap();
/// assert_eq!(annotation.entities[person.entity.index()].name, "Li Wei");
/// assert_eq!(person.mentions.len(), 2);
/// ```
pub fn silent(annotation: &Annotation, voices: &[Voice], stands: impl Fn(MentionId) -> bool) -> Vec<Silent> {
    let heard: HashSet<EntityId> = voices.iter().filter_map(|voice| voice.entity).collect();
    let counts = |id: MentionId| {
        annotation.mentions.get(id.index()).is_some_and(|mention| {
            mention.kind == MentionKind::Person && stands(id) && is_content(annotation, mention.span.start)
        })
    };
    let mut silent: Vec<Silent> = Vec::new();
    for (index, entity) in annotation.entities.iter().enumerate() {
        if entity.kind != MentionKind::Person || heard.contains(&index.into()) {
            continue;
        }
        let mentions: Vec<MentionId> = entity.mentions.iter().copied().filter(|&id| counts(id)).collect();
        if !mentions.is_empty() {
            silent.push(Silent { entity: index.into(), mentions });
        }
    }
    crate::order::by_key(&mut silent, |person| std::cmp::Reverse(person.mentions.len()));
    silent
}

/// Whether the paragraph at the byte `at` holds the article's own words.
fn is_content(annotation: &Annotation, at: usize) -> bool {
    let paragraphs = &annotation.document.paragraphs;
    let paragraph = paragraphs.get(paragraphs.partition_point(|paragraph| paragraph.span.end <= at));
    paragraph.is_some_and(|paragraph| paragraph.kind.is_content())
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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

    fn named(text: &str) -> Vec<(String, usize)> {
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let name =
            |person: Silent| (annotation.entities[person.entity.index()].name.clone(), person.mentions.len());
        silent(&annotation, &said(&annotation), |_| true).into_iter().map(name).collect()
    }

    #[test]
    fn who_is_named_and_not_quoted_is_silent_and_who_is_named_most_comes_first() {
        let found = named(
            "“We stay,” Ana López said. López thanked Mr. John Smith. Ms. Li Wei met Smith. Mr. Smith left Acme Corp.",
        );
        assert_eq!(found, [("John Smith".to_string(), 3), ("Li Wei".to_string(), 1)]);
        assert!(named("").is_empty());
    }

    #[test]
    fn the_author_of_the_article_is_not_silent() {
        let text = "Bridge to reopen\n\nBy Ana López\n\n28 February 2024\n\nIt rained on Mr. John Smith.";
        assert_eq!(named(text), [("John Smith".to_string(), 1)]);
    }

    #[test]
    fn who_has_no_quotation_that_stands_is_silent() {
        let text = "“We stay,” Ana López said. “Never,” Mr. John Smith said.";
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let voices = said_of(&annotation, |id| id.index() != 0);
        let [person] = silent(&annotation, &voices, |_| true).try_into().unwrap();
        assert_eq!(annotation.entities[person.entity.index()].name, "Ana López");
        assert!(silent(&annotation, &voices, |id| id != person.mentions[0]).is_empty());
    }

    #[test]
    fn aliases_are_the_other_forms_of_a_name() {
        let text = "“We stay,” Mr. Yury Ushakov said. Ushakov’s aide left. USHAKOV stayed. Ushakov said so. Yury\u{a0}Ushakov left.";
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let entity = said(&annotation)[0].entity.unwrap();
        assert_eq!(aliases(&annotation, entity, |_| true), ["Ushakov"]);
        assert!(aliases(&annotation, entity, |id| id.index() == 0).is_empty());
        assert!(aliases(&annotation, EntityId(9), |_| true).is_empty());
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
