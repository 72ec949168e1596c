//! Dates, times, durations and sets, with their TIMEX3 values.

use jiff::civil::{Date, DateTime};

use crate::annotation::TimexId;
use crate::evidence::Evidence;
use crate::pipeline::Options;
use crate::{Document, Span};

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A calendar date or longer period: `Tuesday`, `last spring`.
    Date,
    /// A time of day: `6 p.m.`, `Tuesday morning`.
    Time,
    /// A length of time: `six months`.
    Duration,
    /// Something that comes again: `every weekday`.
    Set,
}

/// What relative expressions are relative to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The document creation time.
    pub created: Option<Date>,
    /// The clock, where one is known.
    pub now: Option<DateTime>,
}

impl Anchor {
    /// The anchor of `document`: what the caller knows goes before what the text says.
    pub fn of(document: &Document, options: &Options) -> Anchor {
        let created = options.created.or(options.reference.map(|now| now.date()));
        Anchor {
            created: created.or(document.article.created.as_ref().map(|field| field.value)),
            now: options.reference,
        }
    }
}

/// What a value was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchoredTo {
    /// The document creation time.
    Created,
    /// Another expression of the text: `two days later`.
    Timex(TimexId),
}

/// A temporal expression of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The TIMEX3 attribute `type`.
    pub kind: TimexKind,
    /// The TIMEX3 attribute `value`: `2024-02-27`, `P6M`, `XXXX-WXX-2` where nothing anchors it.
    pub value: String,
    /// The TIMEX3 attribute `mod`: `APPROX`, `START`, `MID`, `END`, `MORE_THAN` …
    pub modifier: Option<&'static str>,
    /// The TIMEX3 attribute `quant` of a set: `EVERY`.
    pub quant: Option<String>,
    /// The TIMEX3 attribute `freq` of a set: `2X`.
    pub freq: Option<String>,
    /// What the value was reckoned from; none where the words give it whole.
    pub anchor: Option<AnchoredTo>,
    /// The first and the last day that it covers, where that is known.
    pub interval: Option<(Date, Date)>,
    /// Why it is there: rule and anchor in words.
    pub evidence: Vec<Evidence>,
}

/// The temporal expressions in `document`, in text order, none overlapping another.
pub fn find(_document: &Document, _anchor: Anchor) -> Vec<Timex> {
    Vec::new()
}
