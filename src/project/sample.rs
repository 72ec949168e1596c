//! An annotation with something in every member, for tests that must not hang on what the layers find.

use crate::annotation::{Annotation, EntityId, MentionId};
use crate::coref::{Entity, Gender};
use crate::document::source::Edit;
use crate::document::{Document, Format, SourceMap, article::Field};
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind};
use crate::pipeline::Options;
use crate::place::{self, Location, Place, Role};
use crate::project::Project;
use crate::quotation::{self, Quotation, QuotationKind, Refusal, Speaker, Unspoken, Use};
use crate::timex::{Anchor, AnchoredTo, Timex, TimexKind};
use crate::{Assets, Probability, Span};

static TITLE: Rule = Rule { id: "mention/title", words: "after the title “{}”" };
static CUE: Rule = Rule { id: "quotation/cue", words: "“{}” introduces it" };

pub const SOURCE: &str = "\u{feff}“We will rebuild 🦀,” Mayor Ana L&oacute;pez said\r\non Tuesday. “And soon,” she told Li Wei in Paris.";

/// A project on [`SOURCE`], published on 28 February 2024.
pub fn project() -> Project {
    let created = "2024-02-28".parse().unwrap();
    let options = Options { created: Some(created), ..Options::default() };
    Project::new(annotation(), options, &Assets::default())
}

pub fn annotation() -> Annotation {
    let edit = |words: &str, text: &str| {
        let start = SOURCE.find(words).unwrap();
        Edit { at: Span::new(start, start + words.len()), text: text.into() }
    };
    let edits = [edit("\u{feff}", ""), edit("&oacute;", "ó"), edit("\r\n", " ")];
    let (text, map) = SourceMap::apply(SOURCE, &edits);
    let mut document = Document::read(&text, Format::Plain);
    document.source = SOURCE.to_string();
    document.map = map;
    let span = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let title = span("Mayor");
    document.article = Default::default();
    document.article.title = Some(Field {
        value: "Ana López".into(),
        span: Some(span("Ana López")),
        evidence: Evidence::at(&TITLE, title).with("a detail"),
    });
    let sure = Probability::from_thousandths(934);
    let mention = |words: &str, kind, title, entity: u32| Mention {
        span: span(words),
        kind,
        title,
        entity: Some(EntityId(entity)),
        probability: sure,
        evidence: title.map(|title| Evidence::at(&TITLE, title)).into_iter().collect(),
    };
    let entity = |name: &str, kind, mention: u32| Entity {
        kind,
        name: name.into(),
        mentions: vec![MentionId(mention)],
        role: (mention == 0).then_some(title),
        gender: Gender::Unknown,
    };
    let quotation = |content, cue, source, speaker| Quotation {
        content,
        kind: QuotationKind::Direct,
        cue: Some(span(cue)),
        source: Some(span(source)),
        speaker,
        candidates: vec![quotation::Candidate { entity: EntityId(0), probability: sure }],
        addressee: None,
        denied: false,
        probability: sure,
        evidence: vec![Evidence::at(&CUE, span(cue))],
    };
    let location = Location {
        geonameid: Some(2988507),
        id: None,
        name: "Paris".into(),
        country: "FR".into(),
        division: "Île-de-France".into(),
        feature: "PPLC".into(),
        latitude: 48.85341,
        longitude: 2.3488,
        population: 2_138_551,
    };
    let created = "2024-02-28".parse().unwrap();
    let tuesday = "2024-02-27".parse().unwrap();
    Annotation {
        anchor: Anchor { created: Some(created), now: None },
        mentions: vec![
            mention("Ana López", MentionKind::Person, Some(title), 0),
            mention("Li Wei", MentionKind::Organisation, None, 1),
            mention("Paris", MentionKind::Place, None, 2),
        ],
        entities: vec![
            entity("Ana López", MentionKind::Person, 0),
            entity("Li Wei", MentionKind::Organisation, 1),
            entity("Paris", MentionKind::Place, 2),
        ],
        quotations: vec![
            quotation(
                vec![span("“We will rebuild 🦀,”")],
                "said",
                "Mayor Ana López",
                Speaker::Entity(EntityId(0)),
            ),
            quotation(vec![span("“And soon,”")], "told", "she", Speaker::Unresolved),
        ],
        refusals: vec![Refusal {
            cue: span("told"),
            source: Some(span("she")),
            speaker: Speaker::Entity(EntityId(0)),
        }],
        unspoken: vec![Unspoken { span: span("“And soon,”"), kind: Use::Scare }],
        timexes: vec![Timex {
            span: span("Tuesday"),
            kind: TimexKind::Date,
            value: "2024-02-27".into(),
            modifier: Some("APPROX"),
            quant: None,
            freq: None,
            anchor: Some(AnchoredTo::Created),
            interval: Some((tuesday, tuesday)),
            evidence: Vec::new(),
        }],
        places: vec![Place {
            span: span("Paris"),
            mention: MentionId(2),
            role: Role::Literal,
            candidates: vec![place::Candidate { location, probability: sure }],
            resolved: true,
            evidence: Vec::new(),
        }],
        document,
    }
}
