//! What stands in a file, member by member.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::Probability;
use crate::coref::Gender;
use crate::document::{Format, ParagraphKind};
use crate::mention::MentionKind;
use crate::place::{Degrees, Role};
use crate::project::{Command, MarkId, State, day};
use crate::quotation::{QuotationKind, Speaker, Use};
use crate::timex::TimexKind;

/// A half-open stretch of `text`, in code points.
pub type Points = (usize, usize);

type Text<'a> = Cow<'a, str>;

/// What is looked at before anything else.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header<'a> {
    #[serde(borrow)]
    pub format: Text<'a>,
    #[serde(borrow)]
    pub schema_version: Text<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct File<'a> {
    pub format: Text<'a>,
    pub schema_version: Text<'a>,
    pub generator: Generator<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
    pub options: Options,
    pub article: Article<'a>,
    pub anchor: Anchor,
    pub text: Text<'a>,
    pub source: Source<'a>,
    pub paragraphs: Vec<Paragraph>,
    pub mentions: Vec<Mention<'a>>,
    pub entities: Vec<Entity<'a>>,
    pub quotations: Vec<Quotation<'a>>,
    /// Since 1.1.
    #[serde(default)]
    pub refusals: Vec<Refusal>,
    /// Since 1.1.
    #[serde(default)]
    pub unspoken: Vec<Unspoken>,
    pub dates: Vec<Timex<'a>>,
    pub places: Vec<Place<'a>>,
    #[serde(default, skip_serializing_if = "Suggested::is_empty")]
    pub suggested: Suggested<'a>,
    pub rules: BTreeMap<Text<'a>, Text<'a>>,
    pub log: Log,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generator<'a> {
    pub name: Text<'a>,
    pub version: Text<'a>,
    pub packs: Vec<Pack<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack<'a> {
    pub name: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Text<'a>>,
    pub crc32: Text<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    pub format: Format,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day::maybe")]
    pub created: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day::maybe")]
    pub reference: Option<DateTime>,
    /// Since 1.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<(Degrees, Degrees)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Article<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Field<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<Field<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Field<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Field<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Field<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline_place: Option<Points>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field<'a> {
    pub value: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Points>,
    pub evidence: Evidence<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day::maybe")]
    pub created: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day::maybe")]
    pub now: Option<DateTime>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source<'a> {
    pub crc32: Text<'a>,
    pub text_crc32: Text<'a>,
    pub edits: Vec<Edit<'a>>,
}

/// What stands at `span` of the text was read from `original`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit<'a> {
    pub span: Points,
    pub original: Text<'a>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    pub kind: ParagraphKind,
    pub span: Points,
    pub sentences: Vec<Points>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence<'a> {
    pub rule: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention<'a> {
    pub id: MarkId,
    pub span: Points,
    pub text: Text<'a>,
    pub kind: MentionKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<Text<'a>>,
    pub probability: Probability,
    pub state: State,
    pub evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity<'a> {
    pub id: Text<'a>,
    pub kind: MentionKind,
    pub name: Text<'a>,
    pub mentions: Vec<MarkId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Points>,
    pub gender: Gender,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotation<'a> {
    pub id: MarkId,
    pub kind: QuotationKind,
    pub content: Vec<Points>,
    pub text: Vec<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Points>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Points>,
    pub speaker: Speaker,
    pub candidates: Vec<SpeakerCandidate<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Points>,
    /// Since 1.1.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    pub probability: Probability,
    pub state: State,
    pub evidence: Vec<Evidence<'a>>,
}

/// Who is reported to say nothing.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    pub cue: Points,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Points>,
    pub speaker: Speaker,
}

/// Quotation marks around words that nobody says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unspoken {
    pub span: Points,
    pub kind: Use,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeakerCandidate<'a> {
    pub entity: Text<'a>,
    pub probability: Probability,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timex<'a> {
    pub id: MarkId,
    pub span: Points,
    pub text: Text<'a>,
    #[serde(rename = "type")]
    pub kind: TimexKind,
    pub value: Text<'a>,
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quant: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freq: Option<Text<'a>>,
    /// `created`, or the id of another date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day::pair")]
    pub interval: Option<(Date, Date)>,
    pub state: State,
    pub evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place<'a> {
    pub id: MarkId,
    pub span: Points,
    pub text: Text<'a>,
    pub mention: MarkId,
    pub role: Role,
    pub resolved: bool,
    pub candidates: Vec<PlaceCandidate<'a>>,
    pub state: State,
    pub evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceCandidate<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonameid: Option<u32>,
    /// Since 1.2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Text<'a>>,
    pub name: Text<'a>,
    pub country: Text<'a>,
    pub division: Text<'a>,
    /// Follows from `feature`. Since 1.2.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub class: Text<'a>,
    pub feature: Text<'a>,
    pub latitude: f64,
    pub longitude: f64,
    pub population: u64,
    pub probability: Probability,
}

/// What the machine had where a command changed it.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Suggested<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<Article<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotations: Vec<Quotation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Timex<'a>>,
    /// Since 1.2.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place<'a>>,
}

impl Suggested<'_> {
    pub fn is_empty(&self) -> bool {
        self.article.is_none()
            && self.anchor.is_none()
            && self.mentions.is_empty()
            && self.entities.is_empty()
            && self.quotations.is_empty()
            && self.dates.is_empty()
            && self.places.is_empty()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub position: usize,
    pub steps: Vec<Step>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub commands: Vec<Command>,
}
