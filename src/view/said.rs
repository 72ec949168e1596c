//! Who says what, for the panel *Said*.

use serde::Serialize;

use super::detail::candidates;
use super::marks::group;
use super::{Handle, Item, SpeakerCandidate, utf16};
use crate::annotation::{Annotation, QuotationId};
use crate::project::{Project, State};
use crate::quotation::{Quotation, QuotationKind, Refusal, Speaker, Unspoken, Use};
use crate::said::{Silent, Voice, aliases, silent};

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
    /// The other forms of the name in the article.
    pub aliases: Vec<String>,
    /// The group of the entity's marks; 0 where the speaker is no entity.
    pub group: u32,
    /// The quotations, as indices into the view's.
    pub quotations: Vec<u32>,
    /// The words in them that stand in quotation marks.
    pub words: u32,
    /// The words in them that don't: reported speech. Never added to `words`.
    pub indirect_words: u32,
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
    /// Who it may be, likeliest first; empty where the speaker is resolved.
    pub candidates: Vec<SpeakerCandidate>,
    /// How many words are said.
    pub words: u32,
    /// Whether the source says that it is not so.
    pub denied: bool,
    /// What a person has said about it.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "State"))]
    pub state: State,
}

/// A person whom the article names and does not quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct SilentView {
    /// The mark of the first mention.
    pub mark: u32,
    /// The group of the person's marks.
    pub group: u32,
    /// The name.
    pub name: String,
    /// What the text calls the person.
    pub role: Option<String>,
    /// How often the article names the person.
    pub mentions: u32,
}

/// Someone who is reported to say nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct RefusalView {
    /// The name, or the words of the article; empty where it names nobody.
    pub name: String,
    /// The words that tell it: `declined to comment`.
    pub words: String,
}

/// Words in quotation marks that nobody says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct UnspokenView {
    /// The words, marks included.
    pub text: String,
    /// What they are.
    pub kind: Use,
}

/// Who says nothing.
pub(super) fn refusals(annotation: &Annotation) -> Vec<RefusalView> {
    let view = |refusal: &Refusal| RefusalView {
        name: match refusal.speaker {
            Speaker::Entity(id) => annotation.entities.get(id.index()).map(|entity| entity.name.clone()),
            _ => refusal.source.map(|span| annotation.text_of(span).to_string()),
        }
        .unwrap_or_default(),
        words: annotation.text_of(refusal.cue).to_string(),
    };
    annotation.refusals.iter().map(view).collect()
}

/// What stands in quotation marks and is said by nobody.
pub(super) fn unspoken(annotation: &Annotation) -> Vec<UnspokenView> {
    let view = |words: &Unspoken| UnspokenView {
        text: annotation.text_of(words.span).to_string(),
        kind: words.kind,
    };
    annotation.unspoken.iter().map(view).collect()
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

fn kind(speaker: Speaker) -> SpeakerKind {
    match speaker {
        Speaker::Entity(_) => SpeakerKind::Entity,
        Speaker::Anonymous => SpeakerKind::Anonymous,
        Speaker::Collective => SpeakerKind::Collective,
        Speaker::Document => SpeakerKind::Document,
        Speaker::Unresolved => SpeakerKind::Unresolved,
    }
}

/// The speakers of `project`, the quotations that stand, and the persons who have none.
pub(super) fn said(project: &Project) -> (Vec<SpeakerView>, Vec<QuotationView>, Vec<SilentView>) {
    let annotation = project.annotation();
    let state = |id: QuotationId| project.state(Item::Quotation(id).mark()).unwrap_or_default();
    let voices = crate::said::said_of(annotation, |id| state(id).is_live());
    let marked = crate::quotation::quoted(&annotation.document);
    // In text order, each with its voice.
    let mut ids: Vec<(QuotationId, usize)> = Vec::new();
    for (at, voice) in voices.iter().enumerate() {
        ids.extend(voice.quotations.iter().map(|&id| (id, at)));
    }
    crate::order::by_key(&mut ids, |&id| id);
    let never_heard = silent(annotation, &voices, |id| project.is_live(id.into()));
    let mut speakers: Vec<SpeakerView> = voices.into_iter().map(|voice| speaker(project, voice)).collect();
    let mut quotations = Vec::with_capacity(ids.len());
    for (id, at) in ids {
        let Some(quotation) = annotation.quotations.get(id.index()) else { continue };
        speakers[at].quotations.push(quotations.len() as u32);
        let (inside, outside) = crate::said::words(annotation, quotation, &marked);
        quotations.push(QuotationView {
            mark: Handle::from(Item::Quotation(id)).0,
            text: quoted(annotation, quotation),
            parts: quotation.content.iter().map(|&span| utf16(annotation, span)).collect(),
            kind: quotation.kind,
            cue: quotation.cue.map(|span| annotation.text_of(span).to_string()),
            cue_at: quotation.cue.map(|span| utf16(annotation, span)),
            source: quotation.source.map(|span| annotation.text_of(span).to_string()),
            speaker: at as u32,
            candidates: match quotation.speaker {
                Speaker::Unresolved => candidates(annotation, quotation),
                _ => Vec::new(),
            },
            words: (inside + outside) as u32,
            denied: quotation.denied,
            state: state(id),
        });
    }
    number(&mut speakers, &mut quotations);
    let silent = never_heard.into_iter().map(|person| silent_view(annotation, person)).collect();
    (speakers, quotations, silent)
}

fn silent_view(annotation: &Annotation, person: Silent) -> SilentView {
    let entity = &annotation.entities[person.entity.index()];
    SilentView {
        mark: Handle::from(Item::Mention(person.mentions[0])).0,
        group: group(Speaker::Entity(person.entity)),
        name: entity.name.clone(),
        role: entity.role.map(|span| annotation.text_of(span).to_string()),
        mentions: person.mentions.len() as u32,
    }
}

fn speaker(project: &Project, voice: Voice) -> SpeakerView {
    let live = |id: crate::annotation::MentionId| project.is_live(id.into());
    let aliases = voice.entity.map(|entity| aliases(project.annotation(), entity, live));
    SpeakerView {
        aliases: aliases.unwrap_or_default(),
        number: None,
        kind: kind(voice.speaker),
        name: voice.label,
        role: voice.role,
        group: group(voice.speaker),
        quotations: Vec::new(),
        words: voice.words as u32,
        indirect_words: voice.indirect_words as u32,
    }
}

/// Puts what has no speaker last, and numbers the rest.
fn number(speakers: &mut Vec<SpeakerView>, quotations: &mut [QuotationView]) {
    crate::order::by_key(speakers, |speaker| speaker.kind == SpeakerKind::Unresolved);
    for (at, speaker) in speakers.iter_mut().enumerate() {
        speaker.number = (speaker.kind != SpeakerKind::Unresolved).then_some(at as u32 + 1);
        for &index in &speaker.quotations {
            quotations[index as usize].speaker = at as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::sample;

    #[test]
    fn who_it_may_be_is_told_where_nobody_is_sure() {
        let (speakers, quotations, _) = said(&sample::project());
        let rows: Vec<_> = quotations.iter().map(|one| (one.speaker, one.candidates.len())).collect();
        assert_eq!(rows, [(0, 0), (1, 1)]);
        assert_eq!(speakers[1].kind, SpeakerKind::Unresolved);
        let candidate = &quotations[1].candidates[0];
        assert_eq!((candidate.name.as_str(), candidate.probability), ("Ana López", 0.934));
    }

    #[test]
    fn what_a_person_decides_tells_who_is_never_heard() {
        let mut project = sample::project();
        let names = |project: &Project| -> Vec<_> {
            said(project).2.into_iter().map(|person| (person.name, person.mark, person.mentions)).collect()
        };
        assert!(names(&project).is_empty(), "one speaks, and an organisation is no person");
        let mut command = |json: &str| project.apply(serde_json::from_str(json).unwrap()).unwrap();
        command(r#"{"command": "reject", "marks": ["q0"]}"#);
        command(r#"{"command": "retype", "marks": ["m1"], "kind": "person"}"#);
        assert_eq!(names(&project), [("Ana López".to_string(), 0, 1), ("Li Wei".to_string(), 1, 1)]);
        project.apply(serde_json::from_str(r#"{"command": "reject", "marks": ["m1"]}"#).unwrap()).unwrap();
        assert_eq!(names(&project).len(), 1);
    }
}
