//! From a file to a project. Whatever stands in the file is checked before it is used.

use super::file::{self, File, Header, Points};
use super::{ErrorKind, JsonError, SCHEMA_VERSION, restore};
use crate::annotation::{Annotation, EntityId, MentionId, TimexId};
use crate::asset::{PackKind, PackStamp};
use crate::coref::Entity;
use crate::document::{Article, article};
use crate::evidence::{AppliedRule, Evidence};
use crate::mention::Mention;
use crate::pipeline::Options;
use crate::place::{self, Location, Place};
use crate::project::{Generator, Layer, MarkId, Project, Step, day};
use crate::quotation::{self, Quotation, Refusal, Speaker, Unspoken};
use crate::timex::{Anchor, AnchoredTo, Timex};
use crate::{Document, Span};

/// Reads a project from what [`write`](super::write) or [`line`](super::line) gave.
///
/// # Errors
///
/// [`JsonError`] where `text` is not a project file, is one of a later version, or does not hold together.
pub fn read(text: &str) -> Result<Project, JsonError> {
    let file: File<'_> = serde_json::from_str(text).map_err(|error| match serde_json::from_str(text) {
        // What is no project file, or a later one, is told apart from a damaged one.
        Ok(header) => check(&header).err().unwrap_or_else(|| syntax(error)),
        Err(_) => syntax(error),
    })?;
    check(&Header { format: (&*file.format).into(), schema_version: (&*file.schema_version).into() })?;
    let reader = Reader { document: restore::document(&file)?, file: &file };
    reader.project()
}

fn syntax(error: serde_json::Error) -> JsonError {
    ErrorKind::Syntax(error.to_string()).into()
}

fn check(header: &Header<'_>) -> Result<(), JsonError> {
    if header.format != "dateline" {
        return Err(ErrorKind::Format(header.format.to_string()).into());
    }
    if !is_readable(&header.schema_version) {
        return Err(ErrorKind::Version(header.schema_version.to_string()).into());
    }
    Ok(())
}

/// Whether a file of `version` can be read whole: of the same major version, and not of a later minor one.
fn is_readable(version: &str) -> bool {
    let parts = |version: &str| -> Option<(u32, u32)> {
        let mut numbers = version.split('.').map(|part| part.parse::<u32>().ok());
        let parts = (numbers.next()??, numbers.next()??);
        numbers.next()??;
        numbers.next().is_none().then_some(parts)
    };
    match (parts(version), parts(SCHEMA_VERSION)) {
        (Some(found), Some(ours)) => found.0 == ours.0 && found.1 <= ours.1,
        _ => false,
    }
}

struct Reader<'a> {
    file: &'a File<'a>,
    document: Document,
}

impl Reader<'_> {
    fn project(mut self) -> Result<Project, JsonError> {
        let file = self.file;
        let suggested = &file.suggested;
        self.document.article = self.article(suggested.article.as_ref().unwrap_or(&file.article))?;
        let anchor = suggested.anchor.as_ref().unwrap_or(&file.anchor);
        let annotation = Annotation {
            anchor: Anchor { created: anchor.created, now: anchor.now },
            mentions: self.rows(&file.mentions, &suggested.mentions, Reader::mention)?,
            entities: self.rows(&file.entities, &suggested.entities, Reader::entity)?,
            quotations: self.rows(&file.quotations, &suggested.quotations, Reader::quotation)?,
            refusals: file.refusals.iter().map(|row| self.refusal(row)).collect::<Result<_, _>>()?,
            unspoken: file.unspoken.iter().map(|row| self.unspoken(row)).collect::<Result<_, _>>()?,
            timexes: self.rows(&file.dates, &suggested.dates, Reader::timex)?,
            places: self.rows(&file.places, &suggested.places, Reader::place)?,
            document: self.document,
        };
        let options = Options {
            format: file.options.format,
            created: file.options.created,
            reference: file.options.reference,
            near: file.options.near,
        };
        let mut project = Project::with_generator(annotation, options, generator(&file.generator)?);
        project.id = file.id.as_deref().map(str::to_string);
        replay(file, &mut project)?;
        Ok(project)
    }

    /// The machine's rows: those of the file, with the ones in `suggested` in their places.
    fn rows<R: Row, T>(
        &self,
        rows: &[R],
        suggested: &[R],
        read: impl Fn(&Self, &R) -> Result<T, JsonError>,
    ) -> Result<Vec<T>, JsonError> {
        let mut list = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            if !row.is_at(at) {
                return Err(ErrorKind::Id { expected: R::name_at(at), found: row.name() }.into());
            }
            list.push(read(self, row)?);
        }
        let mut known = 0;
        for row in suggested {
            // In order of their numbers, so that each stands once.
            let Some(at) = (known..rows.len()).find(|&at| row.is_at(at)) else {
                return Err(
                    ErrorKind::Reference { of: "what was suggested".to_string(), to: row.name() }.into()
                );
            };
            list[at] = read(self, row)?;
            known = at + 1;
        }
        Ok(list)
    }

    fn span(&self, points: Points, of: impl Fn() -> String) -> Result<Span, JsonError> {
        restore::span(&self.document.offsets, points, of)
    }

    fn maybe(&self, points: Option<Points>, of: impl Fn() -> String) -> Result<Option<Span>, JsonError> {
        points.map(|points| self.span(points, of)).transpose()
    }

    /// A span whose words the file repeats.
    fn quoted(&self, points: Points, words: &str, of: impl Fn() -> String) -> Result<Span, JsonError> {
        let span = self.span(points, &of)?;
        let found = self.document.text_of(span);
        if found == words {
            return Ok(span);
        }
        Err(ErrorKind::Words { of: of(), expected: words.to_string(), found: found.to_string() }.into())
    }

    fn mark(&self, id: MarkId, layer: Layer, of: impl Fn() -> String) -> Result<usize, JsonError> {
        let rows = match layer {
            Layer::Mention => self.file.mentions.len(),
            Layer::Quotation => self.file.quotations.len(),
            Layer::Timex => self.file.dates.len(),
            Layer::Place => self.file.places.len(),
        };
        if id.layer == layer && id.index() < rows {
            return Ok(id.index());
        }
        let expected = match layer {
            Layer::Mention => "mention",
            Layer::Quotation => "quotation",
            Layer::Timex => "date",
            Layer::Place => "place",
        };
        Err(ErrorKind::Reference { of: of(), to: format!("{expected} {id}") }.into())
    }

    fn entity_id(&self, name: &str, of: impl Fn() -> String) -> Result<EntityId, JsonError> {
        let id = name.parse().ok().filter(|id: &EntityId| id.index() < self.file.entities.len());
        id.ok_or_else(|| ErrorKind::Reference { of: of(), to: format!("entity {name}") }.into())
    }

    fn article(&self, article: &file::Article<'_>) -> Result<Article, JsonError> {
        let text = |field: &Option<file::Field<'_>>| {
            field.as_ref().map(|field| self.field(field, field.value.to_string())).transpose()
        };
        let name = || "article".to_string();
        let day = |field: &file::Field<'_>| match day::Day::read(&field.value) {
            Some(day) => self.field(field, day),
            None => Err(ErrorKind::Value {
                of: name(),
                expected: "a date as 2024-02-28",
                found: field.value.to_string(),
            }
            .into()),
        };
        Ok(Article {
            title: text(&article.title)?,
            outlet: text(&article.outlet)?,
            author: text(&article.author)?,
            url: text(&article.url)?,
            created: article.created.as_ref().map(day).transpose()?,
            dateline: self.maybe(article.dateline, name)?,
            dateline_place: self.maybe(article.dateline_place, name)?,
        })
    }

    fn field<T>(&self, field: &file::Field<'_>, value: T) -> Result<article::Field<T>, JsonError> {
        let name = || "article".to_string();
        let span = self.maybe(field.span, name)?;
        Ok(article::Field { value, span, evidence: self.one_evidence(&field.evidence, &name)? })
    }

    fn one_evidence(
        &self,
        evidence: &file::Evidence<'_>,
        of: &impl Fn() -> String,
    ) -> Result<Evidence, JsonError> {
        let Some(words) = self.file.rules.get(&evidence.rule) else {
            return Err(ErrorKind::Reference { of: of(), to: format!("rule {}", evidence.rule) }.into());
        };
        Ok(Evidence {
            rule: AppliedRule { id: evidence.rule.to_string().into(), words: words.to_string().into() },
            at: self.maybe(evidence.at, of)?,
            detail: evidence.detail.as_deref().map(Box::from),
        })
    }

    fn evidence(
        &self,
        list: &[file::Evidence<'_>],
        of: impl Fn() -> String,
    ) -> Result<Vec<Evidence>, JsonError> {
        list.iter().map(|evidence| self.one_evidence(evidence, &of)).collect()
    }

    fn mention(&self, row: &file::Mention<'_>) -> Result<Mention, JsonError> {
        let name = || row.id.to_string();
        Ok(Mention {
            span: self.quoted(row.span, &row.text, name)?,
            kind: row.kind,
            title: self.maybe(row.title, name)?,
            entity: row.entity.as_deref().map(|id| self.entity_id(id, name)).transpose()?,
            probability: row.probability,
            evidence: self.evidence(&row.evidence, name)?,
        })
    }

    fn entity(&self, row: &file::Entity<'_>) -> Result<Entity, JsonError> {
        let name = || row.id.to_string();
        let mention = |&id: &MarkId| self.mark(id, Layer::Mention, name).map(MentionId::from);
        Ok(Entity {
            kind: row.kind,
            name: row.name.to_string(),
            mentions: row.mentions.iter().map(mention).collect::<Result<_, _>>()?,
            role: self.maybe(row.role, name)?,
            gender: row.gender,
        })
    }

    fn quotation(&self, row: &file::Quotation<'_>) -> Result<Quotation, JsonError> {
        let name = || row.id.to_string();
        if row.content.is_empty() || row.content.len() != row.text.len() {
            let found = format!("{} and {}", row.content.len(), row.text.len());
            let expected = "as many texts as parts of content, at least one";
            return Err(ErrorKind::Value { of: name(), expected, found }.into());
        }
        if let Speaker::Entity(id) = row.speaker {
            self.entity_id(&id.to_string(), name)?;
        }
        let part = |(&points, words): (&Points, &std::borrow::Cow<'_, str>)| self.quoted(points, words, name);
        let candidate = |candidate: &file::SpeakerCandidate<'_>| {
            let entity = self.entity_id(&candidate.entity, name)?;
            Ok(quotation::Candidate { entity, probability: candidate.probability })
        };
        Ok(Quotation {
            content: row.content.iter().zip(&row.text).map(part).collect::<Result<_, _>>()?,
            kind: row.kind,
            cue: self.maybe(row.cue, name)?,
            source: self.maybe(row.source, name)?,
            speaker: row.speaker,
            candidates: row.candidates.iter().map(candidate).collect::<Result<_, JsonError>>()?,
            addressee: self.maybe(row.addressee, name)?,
            denied: row.denied,
            probability: row.probability,
            evidence: self.evidence(&row.evidence, name)?,
        })
    }

    fn refusal(&self, row: &file::Refusal) -> Result<Refusal, JsonError> {
        let name = || "a refusal".to_string();
        if let Speaker::Entity(id) = row.speaker {
            self.entity_id(&id.to_string(), name)?;
        }
        Ok(Refusal {
            cue: self.span(row.cue, name)?,
            source: self.maybe(row.source, name)?,
            speaker: row.speaker,
        })
    }

    fn unspoken(&self, row: &file::Unspoken) -> Result<Unspoken, JsonError> {
        let span = self.span(row.span, || "words that nobody says".to_string())?;
        Ok(Unspoken { span, kind: row.kind })
    }

    fn timex(&self, row: &file::Timex<'_>) -> Result<Timex, JsonError> {
        let name = || row.id.to_string();
        let anchor = |anchor: &str| {
            if anchor == "created" {
                return Ok(AnchoredTo::Created);
            }
            let id = anchor.parse().map_err(|_| ErrorKind::Value {
                of: name(),
                expected: "the anchor created or a date as t0",
                found: anchor.to_string(),
            })?;
            self.mark(id, Layer::Timex, name).map(|at| AnchoredTo::Timex(TimexId::from(at)))
        };
        Ok(Timex {
            span: self.quoted(row.span, &row.text, name)?,
            kind: row.kind,
            value: row.value.to_string(),
            modifier: row.modifier.as_deref().map(|found| modifier(found, name)).transpose()?,
            quant: row.quant.as_deref().map(str::to_string),
            freq: row.freq.as_deref().map(str::to_string),
            anchor: row.anchor.as_deref().map(anchor).transpose()?,
            interval: row.interval,
            evidence: self.evidence(&row.evidence, name)?,
        })
    }

    fn place(&self, row: &file::Place<'_>) -> Result<Place, JsonError> {
        let name = || row.id.to_string();
        let candidate = |candidate: &file::PlaceCandidate<'_>| place::Candidate {
            location: Location {
                geonameid: candidate.geonameid,
                id: candidate.id.as_deref().map(str::to_string),
                name: candidate.name.to_string(),
                country: candidate.country.to_string(),
                division: candidate.division.to_string(),
                feature: candidate.feature.to_string(),
                latitude: candidate.latitude,
                longitude: candidate.longitude,
                population: candidate.population,
            },
            probability: candidate.probability,
        };
        Ok(Place {
            span: self.quoted(row.span, &row.text, name)?,
            mention: self.mark(row.mention, Layer::Mention, name)?.into(),
            role: row.role,
            resolved: row.resolved,
            candidates: row.candidates.iter().map(candidate).collect(),
            evidence: self.evidence(&row.evidence, name)?,
        })
    }
}

/// Does the log again; the states that it gives must be those of the file.
fn replay(file: &File<'_>, project: &mut Project) -> Result<(), JsonError> {
    let log = &file.log;
    if log.position > log.steps.len() {
        return Err(ErrorKind::Position { position: log.position, steps: log.steps.len() }.into());
    }
    let steps = log.steps.iter().map(|step| Step { commands: step.commands.clone() }).collect();
    project.replay(steps, log.position).map_err(|(at, error)| ErrorKind::Step { step: at + 1, error })?;
    let mentions = file.mentions.iter().map(|row| (row.id, row.state));
    let quotations = file.quotations.iter().map(|row| (row.id, row.state));
    let dates = file.dates.iter().map(|row| (row.id, row.state));
    let places = file.places.iter().map(|row| (row.id, row.state));
    for (id, state) in mentions.chain(quotations).chain(dates).chain(places) {
        let expected = project.state(id).unwrap_or_default();
        if expected != state {
            let expected = expected.name();
            return Err(ErrorKind::State { of: id.to_string(), expected }.into());
        }
    }
    Ok(())
}

/// A row of a list, which has the name that its place gives it.
trait Row {
    fn is_at(&self, index: usize) -> bool;
    fn name(&self) -> String;
    fn name_at(index: usize) -> String;
}

macro_rules! rows {
    ($($row:ident $layer:ident),*) => { $(
        impl Row for file::$row<'_> {
            fn is_at(&self, index: usize) -> bool {
                self.id == MarkId::new(Layer::$layer, index)
            }

            fn name(&self) -> String {
                self.id.to_string()
            }

            fn name_at(index: usize) -> String {
                MarkId::new(Layer::$layer, index).to_string()
            }
        }
    )* };
}

rows!(Mention Mention, Quotation Quotation, Timex Timex, Place Place);

impl Row for file::Entity<'_> {
    fn is_at(&self, index: usize) -> bool {
        self.id == Self::name_at(index)
    }

    fn name(&self) -> String {
        self.id.to_string()
    }

    fn name_at(index: usize) -> String {
        EntityId::from(index).to_string()
    }
}

/// The values of the TIMEX3 attribute `mod`.
fn modifier(found: &str, of: impl Fn() -> String) -> Result<&'static str, JsonError> {
    const KNOWN: [&str; 12] = [
        "BEFORE",
        "AFTER",
        "ON_OR_BEFORE",
        "ON_OR_AFTER",
        "LESS_THAN",
        "MORE_THAN",
        "EQUAL_OR_LESS",
        "EQUAL_OR_MORE",
        "START",
        "MID",
        "END",
        "APPROX",
    ];
    let known = KNOWN.into_iter().find(|known| *known == found);
    known.ok_or_else(|| {
        ErrorKind::Value { of: of(), expected: "a mod of TIMEX3", found: found.to_string() }.into()
    })
}

fn generator(generator: &file::Generator<'_>) -> Result<Generator, JsonError> {
    let pack = |pack: &file::Pack<'_>| {
        let bad = |expected, found: &str| ErrorKind::Value {
            of: "generator".to_string(),
            expected,
            found: found.to_string(),
        };
        let kind = PackKind::from_name(&pack.name)
            .ok_or_else(|| bad("a pack of names, speakers, dates or places", &pack.name))?;
        let plain = |text: &str| text.len() == 10 && text.is_ascii();
        let date = match pack.date.as_deref() {
            Some(date) => date.replace('-', "").parse().ok().filter(|_| plain(date)),
            None => Some(0),
        };
        let checksum = u32::from_str_radix(&pack.crc32, 16).ok().filter(|_| pack.crc32.len() == 8);
        Ok(PackStamp {
            kind,
            date: date
                .ok_or_else(|| bad("a date as 2026-08-01", pack.date.as_deref().unwrap_or_default()))?,
            checksum: checksum.ok_or_else(|| bad("a CRC-32 of eight hex digits", &pack.crc32))?,
        })
    };
    Ok(Generator {
        version: generator.version.to_string(),
        packs: generator.packs.iter().map(pack).collect::<Result<_, JsonError>>()?,
    })
}
