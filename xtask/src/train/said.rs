//! Quotations that this project annotated itself, and how a found quotation is matched with them.

use std::path::Path;

use anyhow::Result;
use dateline::annotation::{Annotation, EntityId};
use dateline::quotation::{Quotation, Speaker};
use dateline::{Assets, Options, Span, annotate};
use serde::Deserialize;

use super::annotated;

/// The annotations.
pub const ANNOTATIONS: &str = "data/annotations/wikinews-quotations.jsonl";

/// An annotated article, as read.
pub struct Article {
    pub annotation: Annotation,
    pub said: Vec<Said>,
    /// Whether it is held out from training.
    pub dev: bool,
}

/// One attribution, in bytes of the text as read.
pub struct Said {
    pub content: Vec<Span>,
    pub cue: Option<Span>,
    pub source: Option<Span>,
    pub speaker: String,
}

#[derive(Deserialize)]
struct Annotated {
    quotations: Vec<Row>,
}

/// Spans in code points of the text.
#[derive(Deserialize)]
struct Row {
    content: Vec<(usize, usize)>,
    cue: Option<(usize, usize)>,
    source: Option<(usize, usize)>,
    speaker: String,
}

/// The annotated articles. Those whose id has a SHA-256 whose second byte is below 64 are held out.
pub fn load(data: &Path, assets: &Assets) -> Result<Vec<Article>> {
    let read = |(article, annotated): (annotated::Article, Annotated)| {
        let annotation = annotate(&article.text, &Options::default(), assets);
        let places = Places::new(&article.text, &annotation);
        let said = annotated.quotations.iter().filter_map(|row| places.said(row)).collect();
        Article { annotation, said, dev: annotated::hashed(&article.id, 1) < 64 }
    };
    Ok(annotated::load(data, ANNOTATIONS)?.into_iter().map(read).collect())
}

/// From code points of the source to bytes of the text as read.
struct Places<'a> {
    /// Where each code point starts in the source.
    starts: Vec<usize>,
    /// The source span of each token.
    tokens: Vec<Span>,
    annotation: &'a Annotation,
}

impl<'a> Places<'a> {
    fn new(text: &str, annotation: &'a Annotation) -> Self {
        let document = &annotation.document;
        Places {
            starts: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
            tokens: document.tokens.iter().map(|token| document.source_span(token.span)).collect(),
            annotation,
        }
    }

    fn span(&self, (start, end): (usize, usize)) -> Option<Span> {
        let (start, end) = (*self.starts.get(start)?, *self.starts.get(end)?);
        let first = self.tokens.partition_point(|token| token.end <= start);
        let last = self.tokens.partition_point(|token| token.start < end);
        (first < last).then(|| self.annotation.document.span_of(first..last))
    }

    fn said(&self, row: &Row) -> Option<Said> {
        let content: Option<Vec<Span>> = row.content.iter().map(|&part| self.span(part)).collect();
        Some(Said {
            content: content?,
            cue: row.cue.and_then(|cue| self.span(cue)),
            source: row.source.and_then(|source| self.span(source)),
            speaker: row.speaker.clone(),
        })
    }
}

/// Words of the document within `spans`, as token indices.
fn words(annotation: &Annotation, spans: &[Span]) -> Vec<usize> {
    let document = &annotation.document;
    spans.iter().flat_map(|&span| document.tokens_in(span)).filter(|&at| document.is_word(at)).collect()
}

/// Twice the common words over all words: 1 for equal content.
pub fn overlap(annotation: &Annotation, ours: &[Span], theirs: &[Span]) -> f64 {
    let (ours, theirs) = (words(annotation, ours), words(annotation, theirs));
    let common = ours.iter().filter(|word| theirs.contains(word)).count();
    2.0 * common as f64 / (ours.len() + theirs.len()).max(1) as f64
}

/// The entity that a speaker of the annotation is, by name.
pub fn entity(annotation: &Annotation, speaker: &str) -> Option<EntityId> {
    if matches!(speaker, "anonymous" | "collective" | "document" | "?") {
        return None;
    }
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let wanted = words(speaker);
    let fits = |name: &str| {
        let found = words(name);
        found == wanted
            || !found.is_empty() && !wanted.is_empty() && {
                let (short, long) =
                    if found.len() < wanted.len() { (&found, &wanted) } else { (&wanted, &found) };
                short.last() == long.last() && short.iter().all(|word| long.contains(word))
            }
    };
    let exact = annotation.entities.iter().position(|entity| words(&entity.name) == wanted);
    let found = exact.or_else(|| annotation.entities.iter().position(|entity| fits(&entity.name)));
    found.map(EntityId::from)
}

/// The entity of initials that a speaker may be labelled with: `WN` for Wikinews.
fn named_like(annotation: &Annotation, speaker: &str) -> Option<EntityId> {
    let is_label = |name: &str| {
        let mut letters = speaker.chars().map(|c| c.to_ascii_uppercase());
        (2..5).contains(&name.len())
            && speaker.starts_with(|first| name.starts_with(first))
            && name.chars().all(|c| c.is_ascii_uppercase() && letters.any(|letter| letter == c))
    };
    annotation.entities.iter().position(|entity| is_label(&entity.name)).map(EntityId::from)
}

/// Whether `quotation` has the speaker of `said`.
pub fn same_speaker(annotation: &Annotation, quotation: &Quotation, said: &Said) -> bool {
    match (quotation.speaker, said.speaker.as_str()) {
        (Speaker::Entity(id), name) => {
            let names = [entity(annotation, name), named_like(annotation, name)];
            names.contains(&Some(id))
        }
        (Speaker::Anonymous, "anonymous") | (Speaker::Document, "document") => true,
        (Speaker::Collective, "collective") | (Speaker::Unresolved, "?") => true,
        (Speaker::Anonymous, "collective") | (Speaker::Collective, "anonymous") => true,
        _ => false,
    }
}
