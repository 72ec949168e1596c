//! The case tables of `tests/suite`: one file a phenomenon, one case a sentence or a few.
//!
//! A key that stands in a case lists everything that its layer must find, in text order. Unknown keys and repeated names
//! are refused. A case with `known_failure` must fail: the suite says so when it starts to pass.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use dateline::document::{Format, ParagraphKind};
use dateline::mention::MentionKind;
use dateline::place::{Degrees, Role};
use dateline::quotation::{QuotationKind, Speaker};
use dateline::timex::TimexKind;
use dateline::{Annotation, Assets, Options, Span, annotate};
use serde::Deserialize;
use toml::Table;

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::embedded);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    created: Option<String>,
    reference: Option<String>,
    /// The point that is preferred, in degrees.
    near: Option<(f64, f64)>,
    #[serde(default)]
    format: CaseFormat,
    mention: Option<Vec<Table>>,
    quotation: Option<Vec<Table>>,
    timex: Option<Vec<Table>>,
    place: Option<Vec<Table>>,
    sentence: Option<Vec<String>>,
    paragraph: Option<Vec<Table>>,
    article: Option<Table>,
    reads: Option<String>,
    known_failure: Option<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CaseFormat {
    #[default]
    Plain,
    Html,
    Markdown,
}

impl Case {
    fn options(&self) -> Options {
        let format = match self.format {
            CaseFormat::Plain => Format::Plain,
            CaseFormat::Html => Format::Html,
            CaseFormat::Markdown => Format::Markdown,
        };
        let created = self.created.as_ref().map(|date| date.parse().expect("created is YYYY-MM-DD"));
        let reference =
            self.reference.as_ref().map(|time| time.parse().expect("reference is a date and time"));
        let near = self.near.map(|(north, east)| (Degrees::of(north), Degrees::of(east)));
        Options { format, created, reference, near }
    }

    /// What differs from the case, one line a difference; nothing where it passes.
    fn differences(&self) -> String {
        let annotation = annotate(&self.text, &self.options(), &ASSETS);
        let mut report = String::new();
        let found = Found { annotation: &annotation };
        for (layer, expected, found) in [
            ("mention", &self.mention, found.mentions()),
            ("quotation", &self.quotation, found.quotations()),
            ("timex", &self.timex, found.timexes()),
            ("place", &self.place, found.places()),
            ("paragraph", &self.paragraph, found.paragraphs()),
        ] {
            if let Some(expected) = expected {
                compare(layer, expected, &found, &mut report);
            }
        }
        if let Some(expected) = &self.sentence {
            let sentences: Vec<_> =
                annotation.document.sentences.iter().map(|s| annotation.text_of(s.span)).collect();
            if *expected != sentences {
                report += &format!("    sentence: expected {expected:#?}, found {sentences:#?}\n");
            }
        }
        if let Some(expected) = &self.article {
            compare("article", std::slice::from_ref(expected), &[found.article()], &mut report);
        }
        if let Some(expected) = &self.reads
            && *expected != annotation.document.text
        {
            report += &format!("    reads: expected {expected:?}, found {:?}\n", annotation.document.text);
        }
        report
    }
}

/// Every key of an expected row must stand in the found one, with that value.
fn compare(layer: &str, expected: &[Table], found: &[Table], report: &mut String) {
    for at in 0..expected.len().max(found.len()) {
        match (expected.get(at), found.get(at)) {
            (Some(expected), Some(found)) => {
                for (key, value) in expected {
                    if found.get(key) != Some(value) {
                        let found_value =
                            found.get(key).map_or("no such key".to_string(), ToString::to_string);
                        *report += &format!(
                            "    {layer} {}: {key}: expected {value}, found {found_value}\n",
                            at + 1
                        );
                    }
                }
            }
            (Some(expected), None) => {
                *report += &format!("    {layer} {}: missed {}\n", at + 1, inline(expected))
            }
            (None, Some(found)) => {
                *report += &format!("    {layer} {}: not expected {}\n", at + 1, inline(found))
            }
            (None, None) => {}
        }
    }
}

fn inline(row: &Table) -> String {
    row.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" ")
}

/// What the core found, as rows that can be compared.
struct Found<'a> {
    annotation: &'a Annotation,
}

impl Found<'_> {
    fn words(&self, span: Option<Span>) -> String {
        span.map_or(String::new(), |span| self.annotation.text_of(span).to_string())
    }

    fn mentions(&self) -> Vec<Table> {
        let row = |mention: &dateline::mention::Mention| {
            let entity = mention.entity.and_then(|id| self.annotation.entities.get(id.index()));
            let kind = match mention.kind {
                MentionKind::Person => "person",
                MentionKind::Place => "place",
                MentionKind::Organisation => "organisation",
                MentionKind::Facility => "facility",
                MentionKind::Demonym => "demonym",
                MentionKind::Other => "other",
            };
            table([
                ("text", self.words(Some(mention.span)).into()),
                ("kind", kind.into()),
                ("title", self.words(mention.title).into()),
                ("entity", entity.map_or("", |entity| &entity.name).into()),
                ("role", self.words(entity.and_then(|entity| entity.role)).into()),
            ])
        };
        self.annotation.mentions.iter().map(row).collect()
    }

    fn quotations(&self) -> Vec<Table> {
        let row = |quotation: &dateline::quotation::Quotation| {
            let content: Vec<_> =
                quotation.content.iter().map(|&part| toml::Value::from(self.words(Some(part)))).collect();
            let kind = match quotation.kind {
                QuotationKind::Direct => "direct",
                QuotationKind::Mixed => "mixed",
                QuotationKind::Indirect => "indirect",
            };
            let speaker = match quotation.speaker {
                Speaker::Entity(id) => {
                    self.annotation.entities.get(id.index()).map_or("", |entity| &entity.name)
                }
                Speaker::Anonymous => "<anonymous>",
                Speaker::Collective => "<collective>",
                Speaker::Document => "<document>",
                Speaker::Unresolved => "<unresolved>",
            };
            table([
                ("content", content.into()),
                ("kind", kind.into()),
                ("cue", self.words(quotation.cue).into()),
                ("source", self.words(quotation.source).into()),
                ("speaker", speaker.into()),
                ("addressee", self.words(quotation.addressee).into()),
                ("denied", quotation.denied.into()),
            ])
        };
        self.annotation.quotations.iter().map(row).collect()
    }

    fn timexes(&self) -> Vec<Table> {
        let row = |timex: &dateline::timex::Timex| {
            let kind = match timex.kind {
                TimexKind::Date => "DATE",
                TimexKind::Time => "TIME",
                TimexKind::Duration => "DURATION",
                TimexKind::Set => "SET",
            };
            let interval =
                timex.interval.map_or(Vec::new(), |(first, last)| vec![first.to_string(), last.to_string()]);
            table([
                ("text", self.words(Some(timex.span)).into()),
                ("type", kind.into()),
                ("value", timex.value.as_str().into()),
                ("mod", timex.modifier.unwrap_or("").into()),
                ("quant", timex.quant.as_deref().unwrap_or("").into()),
                ("freq", timex.freq.as_deref().unwrap_or("").into()),
                ("interval", interval.into()),
            ])
        };
        self.annotation.timexes.iter().map(row).collect()
    }

    fn places(&self) -> Vec<Table> {
        let row = |place: &dateline::place::Place| {
            let location = place.location();
            let role = match place.role {
                Role::Literal => "literal",
                Role::Government => "government",
            };
            table([
                ("text", self.words(Some(place.span)).into()),
                ("geonameid", location.and_then(|location| location.geonameid).map_or(0, i64::from).into()),
                ("name", location.map_or("", |location| &location.name).into()),
                ("country", location.map_or("", |location| &location.country).into()),
                ("role", role.into()),
                ("resolved", place.resolved.into()),
            ])
        };
        self.annotation.places.iter().map(row).collect()
    }

    fn paragraphs(&self) -> Vec<Table> {
        let row = |paragraph: &dateline::document::Paragraph| {
            let kind = match paragraph.kind {
                ParagraphKind::Body => "body",
                ParagraphKind::Headline => "headline",
                ParagraphKind::ListItem => "listitem",
                ParagraphKind::Byline => "byline",
                ParagraphKind::Published => "published",
                ParagraphKind::Caption => "caption",
                ParagraphKind::Related => "related",
                ParagraphKind::Credit => "credit",
                ParagraphKind::SourceUrl => "sourceurl",
            };
            table([("text", self.words(Some(paragraph.span)).into()), ("kind", kind.into())])
        };
        self.annotation.document.paragraphs.iter().map(row).collect()
    }

    fn article(&self) -> Table {
        let article = &self.annotation.document.article;
        let string = |field: &Option<dateline::document::article::Field<String>>| {
            toml::Value::from(field.as_ref().map_or("", |field| &field.value))
        };
        let created = article.created.as_ref().map_or(String::new(), |field| field.value.to_string());
        table([
            ("title", string(&article.title)),
            ("outlet", string(&article.outlet)),
            ("author", string(&article.author)),
            ("url", string(&article.url)),
            ("created", created.into()),
            ("dateline", self.words(article.dateline).into()),
            ("dateline_place", self.words(article.dateline_place).into()),
        ])
    }
}

fn table<const N: usize>(rows: [(&str, toml::Value); N]) -> Table {
    rows.into_iter().map(|(key, value)| (key.to_string(), value)).collect()
}

/// Runs every case; `CASE=part-of-a-name cargo test suite` runs some.
#[test]
fn every_case_gives_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let only = std::env::var("CASE").unwrap_or_default();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let (mut names, mut run, mut report) = (BTreeSet::new(), 0, String::new());
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file_name = path.file_name().unwrap().to_string_lossy();
        for case in file.case {
            assert!(names.insert(case.name.clone()), "{file_name}: the name {} stands twice", case.name);
            if !case.name.contains(&only) {
                continue;
            }
            run += 1;
            let differences = case.differences();
            match (&case.known_failure, differences.is_empty()) {
                (None, true) | (Some(_), false) => {}
                (None, false) => report += &format!("{file_name}: {}\n{differences}", case.name),
                (Some(_), true) => {
                    report += &format!("{file_name}: {} passes now: drop its known_failure\n", case.name)
                }
            }
        }
    }
    assert!(report.is_empty(), "{run} cases run\n{report}");
    assert!(run > 0 || !only.is_empty(), "no case was run");
}
