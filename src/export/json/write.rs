//! From a project to what stands in a file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{SCHEMA_VERSION, file};
use crate::annotation::EntityId;
use crate::asset::PackStamp;
use crate::coref::Entity;
use crate::document::{Article, article};
use crate::evidence::Evidence;
use crate::mention::Mention;
use crate::place::Place;
use crate::project::{Layer, MarkId, Project, State};
use crate::quotation::{Quotation, Refusal, Unspoken};
use crate::timex::{Anchor, AnchoredTo, Timex};
use crate::{Document, Span};

pub fn file(project: &Project) -> file::File<'_> {
    let annotation = project.annotation();
    let document = &annotation.document;
    let view = View { document };
    let state = |layer, index| project.state(MarkId::new(layer, index)).unwrap_or_default();
    let machine = project.machine();
    let mut file = file::File {
        format: "dateline".into(),
        schema_version: SCHEMA_VERSION.into(),
        generator: file::Generator {
            name: "dateline".into(),
            version: (&*project.generator().version).into(),
            packs: project.generator().packs.iter().map(pack).collect(),
        },
        id: project.id.as_deref().map(Cow::Borrowed),
        options: file::Options {
            format: project.options().format,
            created: project.options().created,
            reference: project.options().reference,
            near: project.options().near,
        },
        article: view.article(&document.article),
        anchor: anchor(annotation.anchor),
        text: (&*document.text).into(),
        source: view.source(),
        paragraphs: view.paragraphs(),
        mentions: rows(&annotation.mentions, |at, row| view.mention(at, row, state(Layer::Mention, at))),
        entities: rows(&annotation.entities, |at, row| view.entity(at, row)),
        quotations: rows(&annotation.quotations, |at, row| {
            view.quotation(at, row, state(Layer::Quotation, at))
        }),
        refusals: annotation.refusals.iter().map(|row| view.refusal(row)).collect(),
        unspoken: annotation.unspoken.iter().map(|row| view.unspoken(row)).collect(),
        dates: rows(&annotation.timexes, |at, row| view.timex(at, row, state(Layer::Timex, at))),
        places: rows(&annotation.places, |at, row| view.place(at, row, state(Layer::Place, at))),
        suggested: file::Suggested {
            article: machine.article.map(|article| view.article(article)),
            anchor: machine.anchor.map(anchor),
            mentions: old(machine.mentions, |at, row| view.mention(at, row, State::Suggested)),
            entities: old(machine.entities, |at, row| view.entity(at, row)),
            quotations: old(machine.quotations, |at, row| view.quotation(at, row, State::Suggested)),
            dates: old(machine.timexes, |at, row| view.timex(at, row, State::Suggested)),
            places: old(machine.places, |at, row| view.place(at, row, State::Suggested)),
        },
        rules: BTreeMap::new(),
        log: file::Log {
            position: project.position(),
            steps: project.log().iter().map(|step| file::Step { commands: step.commands.clone() }).collect(),
        },
    };
    file.rules = rules(project);
    file
}

/// Eight hex digits.
pub fn hex(checksum: u32) -> Cow<'static, str> {
    format!("{checksum:08x}").into()
}

fn pack(stamp: &PackStamp) -> file::Pack<'static> {
    let day = |date| format!("{:04}-{:02}-{:02}", date / 10_000, date / 100 % 100, date % 100).into();
    file::Pack {
        name: stamp.kind.name().into(),
        date: Some(stamp.date).filter(|&date| date != 0).map(day),
        crc32: hex(stamp.checksum),
    }
}

fn anchor(anchor: Anchor) -> file::Anchor {
    file::Anchor { created: anchor.created, now: anchor.now }
}

fn rows<'a, T, R>(list: &'a [T], row: impl Fn(usize, &'a T) -> R) -> Vec<R> {
    list.iter().enumerate().map(|(at, value)| row(at, value)).collect()
}

fn old<'a, T, R>(list: BTreeMap<usize, &'a T>, row: impl Fn(usize, &'a T) -> R) -> Vec<R> {
    list.into_iter().map(|(at, value)| row(at, value)).collect()
}

/// The words of every rule that some evidence names.
fn rules(project: &Project) -> BTreeMap<Cow<'_, str>, Cow<'_, str>> {
    let annotation = project.annotation();
    let machine = project.machine();
    let mut rules = BTreeMap::new();
    let mut add = |list: &mut dyn Iterator<Item = &Evidence>| {
        for evidence in list {
            if !rules.contains_key(&evidence.rule.id) {
                rules.insert(evidence.rule.id.clone(), evidence.rule.words.clone());
            }
        }
    };
    for article in std::iter::once(&annotation.document.article).chain(machine.article) {
        let texts = [&article.title, &article.outlet, &article.author, &article.url];
        add(&mut texts.into_iter().flatten().map(|field| &field.evidence));
        add(&mut article.created.iter().map(|field| &field.evidence));
    }
    let mentions = annotation.mentions.iter().chain(machine.mentions.values().copied());
    add(&mut mentions.flat_map(|row| &row.evidence));
    let quotations = annotation.quotations.iter().chain(machine.quotations.values().copied());
    add(&mut quotations.flat_map(|row| &row.evidence));
    let timexes = annotation.timexes.iter().chain(machine.timexes.values().copied());
    add(&mut timexes.flat_map(|row| &row.evidence));
    let places = annotation.places.iter().chain(machine.places.values().copied());
    add(&mut places.flat_map(|row| &row.evidence));
    rules
}

/// The document behind the spans.
struct View<'a> {
    document: &'a Document,
}

impl<'a> View<'a> {
    fn points(&self, span: Span) -> file::Points {
        let point = |byte| {
            let point = self.document.offsets.code_point(byte);
            debug_assert!(point.is_some(), "a span ends on characters of the text: {span:?}");
            point.unwrap_or(0)
        };
        (point(span.start), point(span.end))
    }

    fn maybe(&self, span: Option<Span>) -> Option<file::Points> {
        span.map(|span| self.points(span))
    }

    fn words(&self, span: Span) -> Cow<'a, str> {
        span.of(&self.document.text).into()
    }

    fn source(&self) -> file::Source<'a> {
        let Document { source, text, map, .. } = self.document;
        let mut grown = 0; // bytes of text so far that edits added
        let mut shrunk = 0; // bytes of source so far that edits dropped
        let edits = map.edits(text, source.len()).into_iter().map(|edit| {
            let start = edit.at.start + grown - shrunk;
            grown += edit.text.len();
            shrunk += edit.at.len();
            file::Edit {
                span: self.points(Span::new(start, start + edit.text.len())),
                original: edit.at.of(source).into(),
            }
        });
        file::Source {
            edits: edits.collect(),
            crc32: hex(crc32fast::hash(source.as_bytes())),
            text_crc32: hex(crc32fast::hash(text.as_bytes())),
        }
    }

    fn paragraphs(&self) -> Vec<file::Paragraph> {
        let document = self.document;
        let paragraph = |paragraph: &crate::document::Paragraph| file::Paragraph {
            kind: paragraph.kind,
            span: self.points(paragraph.span),
            sentences: document
                .sentences
                .get(paragraph.sentences.clone())
                .unwrap_or_default()
                .iter()
                .map(|sentence| self.points(sentence.span))
                .collect(),
        };
        document.paragraphs.iter().map(paragraph).collect()
    }

    fn article(&self, article: &'a Article) -> file::Article<'a> {
        let text = |field: &'a Option<article::Field<String>>| {
            field.as_ref().map(|field| self.field(field, Cow::Borrowed(&*field.value)))
        };
        file::Article {
            title: text(&article.title),
            outlet: text(&article.outlet),
            author: text(&article.author),
            url: text(&article.url),
            created: article.created.as_ref().map(|field| self.field(field, field.value.to_string().into())),
            dateline: self.maybe(article.dateline),
            dateline_place: self.maybe(article.dateline_place),
        }
    }

    fn field<T>(&self, field: &'a article::Field<T>, value: Cow<'a, str>) -> file::Field<'a> {
        file::Field { value, span: self.maybe(field.span), evidence: self.one_evidence(&field.evidence) }
    }

    fn one_evidence(&self, evidence: &'a Evidence) -> file::Evidence<'a> {
        file::Evidence {
            rule: (&*evidence.rule.id).into(),
            at: self.maybe(evidence.at),
            detail: evidence.detail.as_deref().map(Cow::Borrowed),
        }
    }

    fn evidence(&self, list: &'a [Evidence]) -> Vec<file::Evidence<'a>> {
        list.iter().map(|evidence| self.one_evidence(evidence)).collect()
    }

    fn mention(&self, at: usize, row: &'a Mention, state: State) -> file::Mention<'a> {
        file::Mention {
            id: MarkId::new(Layer::Mention, at),
            span: self.points(row.span),
            text: self.words(row.span),
            kind: row.kind,
            title: self.maybe(row.title),
            entity: row.entity.map(|id| id.to_string().into()),
            probability: row.probability,
            state,
            evidence: self.evidence(&row.evidence),
        }
    }

    fn entity(&self, at: usize, row: &'a Entity) -> file::Entity<'a> {
        file::Entity {
            id: EntityId::from(at).to_string().into(),
            kind: row.kind,
            name: (&*row.name).into(),
            mentions: row.mentions.iter().map(|&id| id.into()).collect(),
            role: self.maybe(row.role),
            gender: row.gender,
        }
    }

    fn quotation(&self, at: usize, row: &'a Quotation, state: State) -> file::Quotation<'a> {
        let candidate = |candidate: &crate::quotation::Candidate| file::SpeakerCandidate {
            entity: candidate.entity.to_string().into(),
            probability: candidate.probability,
        };
        file::Quotation {
            id: MarkId::new(Layer::Quotation, at),
            kind: row.kind,
            content: row.content.iter().map(|&part| self.points(part)).collect(),
            text: row.content.iter().map(|&part| self.words(part)).collect(),
            cue: self.maybe(row.cue),
            source: self.maybe(row.source),
            speaker: row.speaker,
            candidates: row.candidates.iter().map(candidate).collect(),
            addressee: self.maybe(row.addressee),
            denied: row.denied,
            probability: row.probability,
            state,
            evidence: self.evidence(&row.evidence),
        }
    }

    fn refusal(&self, row: &Refusal) -> file::Refusal {
        file::Refusal { cue: self.points(row.cue), source: self.maybe(row.source), speaker: row.speaker }
    }

    fn unspoken(&self, row: &Unspoken) -> file::Unspoken {
        file::Unspoken { span: self.points(row.span), kind: row.kind }
    }

    fn timex(&self, at: usize, row: &'a Timex, state: State) -> file::Timex<'a> {
        file::Timex {
            id: MarkId::new(Layer::Timex, at),
            span: self.points(row.span),
            text: self.words(row.span),
            kind: row.kind,
            value: (&*row.value).into(),
            modifier: row.modifier.map(Cow::Borrowed),
            quant: row.quant.as_deref().map(Cow::Borrowed),
            freq: row.freq.as_deref().map(Cow::Borrowed),
            anchor: row.anchor.map(|anchor| match anchor {
                AnchoredTo::Created => "created".into(),
                AnchoredTo::Timex(id) => MarkId::from(id).to_string().into(),
            }),
            interval: row.interval,
            state,
            evidence: self.evidence(&row.evidence),
        }
    }

    fn place(&self, at: usize, row: &'a Place, state: State) -> file::Place<'a> {
        let candidate = |candidate: &'a crate::place::Candidate| {
            let location = &candidate.location;
            file::PlaceCandidate {
                geonameid: location.geonameid,
                id: location.id.as_deref().map(Cow::Borrowed),
                name: (&*location.name).into(),
                country: (&*location.country).into(),
                division: (&*location.division).into(),
                class: location.class().into(),
                feature: (&*location.feature).into(),
                latitude: location.latitude,
                longitude: location.longitude,
                population: location.population,
                probability: candidate.probability,
            }
        };
        file::Place {
            id: MarkId::new(Layer::Place, at),
            span: self.points(row.span),
            text: self.words(row.span),
            mention: row.mention.into(),
            role: row.role,
            resolved: row.resolved,
            candidates: row.candidates.iter().map(candidate).collect(),
            state,
            evidence: self.evidence(&row.evidence),
        }
    }
}
