//! Who says what, for the panel *Said*.

use std::collections::HashMap;

use serde::Serialize;

use super::marks::group;
use super::{Handle, Item, utf16};
use crate::Span;
use crate::annotation::{Annotation, EntityId};
use crate::project::{Project, State};
use crate::quotation::{Quotation, QuotationKind, Speaker};
use crate::token::TokenKind;

/// Who is behind a group of quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum SpeakerKind {
    /// A person, organisation or place of the article.
    Entity,
    /// Someone who is not named.
    Anonymous,
    /// More than one, not named.
    Collective,
    /// A text.
    Document,
    /// Nobody could be told with confidence.
    Unresolved,
}

/// One speaker, with the quotations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct SpeakerView {
    /// 1, 2, 3 … in the order of the first quotation; none for what has no speaker.
    pub number: Option<u32>,
    /// Who it is.
    pub kind: SpeakerKind,
    /// The name, or the words of the article that name the source; empty where there are none.
    pub name: String,
    /// What the text calls the person.
    pub role: Option<String>,
    /// The group of the entity's marks; 0 where the speaker is no entity.
    pub group: u32,
    /// The quotations, as indices into the view's.
    pub quotations: Vec<u32>,
    /// The words in them.
    pub words: u32,
}

/// One quotation of the panel.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct QuotationView {
    /// Its mark.
    pub mark: u32,
    /// The words, the parts joined by ` … `.
    pub text: String,
    /// Its parts, start and end each, in UTF-16 code units.
    pub parts: Vec<(u32, u32)>,
    /// Direct, mixed or indirect.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "\"direct\" | \"mixed\" | \"indirect\""))]
    pub kind: QuotationKind,
    /// The words that introduce it.
    pub cue: Option<String>,
    /// Where they stand.
    pub cue_at: Option<(u32, u32)>,
    /// The phrase that names the source.
    pub source: Option<String>,
    /// The speaker, as an index into the view's.
    pub speaker: u32,
    /// How many words are said.
    pub words: u32,
    /// What a person has said about it.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "State"))]
    pub state: State,
}

/// What joins the parts of a split quotation.
const JOINT: &str = " … ";

/// The words that are said, on one line.
pub(super) fn quoted(annotation: &Annotation, quotation: &Quotation) -> String {
    let parts = quotation.content.iter().map(|&span| annotation.text_of(span));
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(JOINT);
        }
        for (index, line) in part.split_whitespace().enumerate() {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(line);
        }
    }
    text
}

/// The number of words and numbers in `spans`.
pub(super) fn words(annotation: &Annotation, spans: &[Span]) -> u32 {
    let document = &annotation.document;
    let is_word = |index: &usize| {
        let token = document.tokens[*index];
        // `'s` is a token, and no word.
        matches!(token.kind, TokenKind::Word | TokenKind::Number)
            && !document.word(*index).starts_with(['\'', '’'])
    };
    spans.iter().map(|&span| document.tokens_in(span).filter(is_word).count() as u32).sum()
}

/// What makes two quotations one speaker's: the entity, or the same words for a source that is none.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Entity(EntityId),
    Phrase(SpeakerKind, String),
}

fn kind(speaker: Speaker) -> SpeakerKind {
    match speaker {
        Speaker::Entity(_) => SpeakerKind::Entity,
        Speaker::Anonymous => SpeakerKind::Anonymous,
        Speaker::Collective => SpeakerKind::Collective,
        Speaker::Document => SpeakerKind::Document,
        Speaker::Unresolved => SpeakerKind::Unresolved,
    }
}

/// The speakers of `project`, and the quotations that stand.
pub(super) fn said(project: &Project) -> (Vec<SpeakerView>, Vec<QuotationView>) {
    let annotation = project.annotation();
    let mut speakers: Vec<SpeakerView> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    let mut quotations = Vec::with_capacity(annotation.quotations.len());
    for (index, quotation) in annotation.quotations.iter().enumerate() {
        let item = Item::Quotation(index.into());
        let state = project.state(item.mark()).unwrap_or_default();
        if !state.is_live() {
            continue;
        }
        let source = quotation.source.map(|span| annotation.text_of(span));
        let kind = kind(quotation.speaker);
        let key = match quotation.speaker {
            Speaker::Entity(entity) => Key::Entity(entity),
            Speaker::Unresolved => Key::Phrase(kind, String::new()),
            _ => Key::Phrase(kind, source.unwrap_or_default().to_lowercase()),
        };
        let at = *known.entry(key).or_insert_with(|| {
            speakers.push(speaker(annotation, quotation, kind));
            speakers.len() - 1
        });
        let words = words(annotation, &quotation.content);
        speakers[at].quotations.push(quotations.len() as u32);
        speakers[at].words += words;
        quotations.push(QuotationView {
            mark: Handle::from(item).0,
            text: quoted(annotation, quotation),
            parts: quotation.content.iter().map(|&span| utf16(annotation, span)).collect(),
            kind: quotation.kind,
            cue: quotation.cue.map(|span| annotation.text_of(span).to_string()),
            cue_at: quotation.cue.map(|span| utf16(annotation, span)),
            source: source.map(str::to_string),
            speaker: at as u32,
            words,
            state,
        });
    }
    number(&mut speakers, &mut quotations);
    (speakers, quotations)
}

fn speaker(annotation: &Annotation, quotation: &Quotation, kind: SpeakerKind) -> SpeakerView {
    let entity = match quotation.speaker {
        Speaker::Entity(entity) => annotation.entities.get(entity.index()),
        _ => None,
    };
    let phrase = quotation.source.filter(|_| kind != SpeakerKind::Unresolved);
    SpeakerView {
        number: None,
        kind,
        name: entity
            .map(|entity| entity.name.clone())
            .or(phrase.map(|span| annotation.text_of(span).to_string()))
            .unwrap_or_default(),
        role: entity.and_then(|entity| entity.role).map(|span| annotation.text_of(span).to_string()),
        group: group(quotation.speaker),
        quotations: Vec::new(),
        words: 0,
    }
}

/// Puts what has no speaker last, and numbers the rest.
fn number(speakers: &mut [SpeakerView], quotations: &mut [QuotationView]) {
    speakers.sort_by_key(|speaker| speaker.kind == SpeakerKind::Unresolved);
    for (at, speaker) in speakers.iter_mut().enumerate() {
        speaker.number = (speaker.kind != SpeakerKind::Unresolved).then_some(at as u32 + 1);
        for &index in &speaker.quotations {
            quotations[index as usize].speaker = at as u32;
        }
    }
}
