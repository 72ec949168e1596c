//! Records: JSON Lines, one article each, for scorers and corpora.
//!
//! Offsets are half-open and count Unicode code points of the text exactly as it was given, tags and all.

use serde_json::{Map, Value, json};

use crate::annotation::Annotation;
use crate::mention::MentionKind;
use crate::place::DEMONYM;
use crate::quotation::{QuotationKind, Speaker};
use crate::timex::TimexKind;
use crate::{OffsetMap, Span};

/// One article as a line of records, without line break. `id` is given back as it came.
///
/// Entities carry `type` (PER, ORG, LOC also for buildings and venues, MISC for demonyms and the rest) and `label`, the kind
/// by its name here; demonyms the place they are `of`; dates `value`, quotations `content`, `cue`,
/// `source`, `quotation_type` and `speaker` (the longest form of the name without title, absent when unresolved or
/// anonymous), places coordinates in degrees and `geonameid`, and where they are found `id` (of a gazetteer of one's own), `name`, `country`, `division`, the feature
/// `class` and code of GeoNames, and `probability`.
pub fn line(annotation: &Annotation, id: &Value) -> String {
    let record = Record { annotation, points: OffsetMap::new(&annotation.document.source) };
    let mut out = Map::new();
    out.insert("id".into(), id.clone());
    out.insert("text".into(), annotation.document.source.clone().into());
    out.insert("date".into(), annotation.created().map_or(Value::Null, |date| date.to_string().into()));
    out.insert("entities".into(), record.entities());
    out.insert("quotes".into(), record.quotes());
    out.insert("dates".into(), record.dates());
    out.insert("places".into(), record.places());
    Value::Object(out).to_string()
}

struct Record<'a> {
    annotation: &'a Annotation,
    points: OffsetMap,
}

impl Record<'_> {
    /// The stretch of source behind `span`, in code points.
    fn points(&self, span: Span) -> (usize, usize) {
        let source = self.annotation.document.source_span(span);
        (self.points.code_point(source.start).unwrap_or(0), self.points.code_point(source.end).unwrap_or(0))
    }

    fn pairs(&self, spans: impl IntoIterator<Item = Span>) -> Value {
        spans.into_iter().map(|span| json!(self.points(span))).collect()
    }

    /// An object that opens with `start`, `end` and `text`.
    fn at(&self, span: Span) -> Map<String, Value> {
        let (start, end) = self.points(span);
        let mut object = Map::new();
        object.insert("start".into(), start.into());
        object.insert("end".into(), end.into());
        object.insert(
            "text".into(),
            self.annotation.document.source_span(span).of(&self.annotation.document.source).into(),
        );
        object
    }

    fn entities(&self) -> Value {
        let object = |mention: &crate::mention::Mention| {
            let mut object = self.at(mention.span);
            object.insert("type".into(), label(mention.kind).into());
            object.insert("label".into(), json!(mention.kind));
            object.insert("probability".into(), json!(mention.probability));
            let of = mention.evidence.iter().find(|evidence| evidence.rule == DEMONYM);
            if let Some(place) = of.and_then(|evidence| evidence.detail.as_deref()) {
                object.insert("of".into(), place.into());
            }
            Value::Object(object)
        };
        self.annotation.mentions.iter().map(object).collect()
    }

    fn dates(&self) -> Value {
        let object = |timex: &crate::timex::Timex| {
            let mut object = self.at(timex.span);
            object.insert("type".into(), timex_label(timex.kind).into());
            object.insert("value".into(), timex.value.clone().into());
            for (key, value) in [
                ("mod", timex.modifier.map(str::to_string)),
                ("quant", timex.quant.clone()),
                ("freq", timex.freq.clone()),
            ] {
                if let Some(value) = value {
                    object.insert(key.into(), value.into());
                }
            }
            Value::Object(object)
        };
        self.annotation.timexes.iter().map(object).collect()
    }

    fn quotes(&self) -> Value {
        let object = |quotation: &crate::quotation::Quotation| {
            let mut object = json!({
                "content": self.pairs(quotation.content.iter().copied()),
                "cue": self.pairs(quotation.cue),
                "source": self.pairs(quotation.source),
                "quotation_type": quotation_label(quotation.kind),
                "probability": quotation.probability,
            });
            if let Speaker::Entity(id) = quotation.speaker
                && let Some(entity) = self.annotation.entities.get(id.index())
            {
                object["speaker"] = entity.name.clone().into();
            }
            object
        };
        self.annotation.quotations.iter().map(object).collect()
    }

    fn places(&self) -> Value {
        let object = |place: &crate::place::Place| {
            let mut object = self.at(place.span);
            let location = place.location();
            object.insert("geonameid".into(), json!(location.and_then(|location| location.geonameid)));
            object.insert("lat".into(), json!(location.map(|location| location.latitude)));
            object.insert("lon".into(), json!(location.map(|location| location.longitude)));
            object.insert("kind".into(), json!(place.role));
            if let Some(location) = location {
                if let Some(id) = &location.id {
                    object.insert("id".into(), json!(id));
                }
                for (key, value) in [
                    ("name", &*location.name),
                    ("country", &location.country),
                    ("division", &location.division),
                    ("class", location.class()),
                    ("feature", &location.feature),
                ] {
                    object.insert(key.into(), value.into());
                }
                object.insert("probability".into(), json!(place.candidates[0].probability));
            }
            Value::Object(object)
        };
        self.annotation.places.iter().map(object).collect()
    }
}

fn label(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "PER",
        MentionKind::Place | MentionKind::Facility => "LOC",
        MentionKind::Organisation => "ORG",
        MentionKind::Demonym | MentionKind::Other => "MISC",
    }
}

fn timex_label(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    }
}

fn quotation_label(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    }
}
