//! Everything about one mark, for its popover.

use serde::Serialize;

use super::marks::group;
use super::said::quoted;
use super::{EntityView, Handle, Item, Layer};
use crate::annotation::{Annotation, EntityId, MentionId};
use crate::evidence::Evidence;
use crate::mention::MentionKind;
use crate::place::{Place, Role};
use crate::project::{Layer as List, MarkId, Project, State};
use crate::quotation::{Quotation, QuotationKind};
use crate::timex::{AnchoredTo, TimexKind, day_in_words, edtf, in_words};

/// Why an annotation is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct Reason {
    /// The stable name of the rule.
    pub rule: String,
    /// What a person reads.
    pub words: String,
}

/// A location that a name may mean.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct PlaceCandidate {
    /// The English name.
    pub name: String,
    /// The ISO 3166 code of its country; empty for what belongs to none.
    pub country: String,
    /// The first-level division; empty where there is none.
    pub division: String,
    /// The GeoNames feature class, a letter; empty where there is none.
    pub class: &'static str,
    /// The GeoNames feature code.
    pub feature: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The number of inhabitants; 0 where it is not known.
    pub population: f64,
    /// The GeoNames id.
    pub geonameid: Option<u32>,
    /// From 0 to 1.
    pub probability: f64,
}

/// Where on Earth a name is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct PlaceDetail {
    /// Whether its government is meant, as in `Moscow said`.
    pub government: bool,
    /// Whether the first candidate is sure enough to be the answer.
    pub resolved: bool,
    /// What it may mean, likeliest first.
    pub candidates: Vec<PlaceCandidate>,
}

/// Who may have said it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct SpeakerCandidate {
    /// The group of the entity's marks.
    pub group: u32,
    /// The name.
    pub name: String,
    /// From 0 to 1.
    pub probability: f64,
}

/// Who says what to whom.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct QuotationDetail {
    /// Direct, mixed or indirect.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "\"direct\" | \"mixed\" | \"indirect\""))]
    pub kind: QuotationKind,
    /// The words that introduce it.
    pub cue: Option<String>,
    /// The phrase that names the source.
    pub source: Option<String>,
    /// To whom it was said.
    pub addressee: Option<String>,
    /// Who it may be, likeliest first.
    pub candidates: Vec<SpeakerCandidate>,
}

/// What a temporal expression means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct TimexDetail {
    /// The TIMEX3 attribute `type`.
    #[cfg_attr(
        all(test, not(target_arch = "wasm32")),
        ts(type = "\"DATE\" | \"TIME\" | \"DURATION\" | \"SET\"")
    )]
    pub kind: TimexKind,
    /// The TIMEX3 attribute `value`.
    pub value: String,
    /// The TIMEX3 attribute `mod`.
    pub modifier: Option<String>,
    /// The TIMEX3 attribute `quant`.
    pub quant: Option<String>,
    /// The TIMEX3 attribute `freq`.
    pub freq: Option<String>,
    /// The value in words.
    pub name: Option<String>,
    /// The other value of figures that read two ways, and in words.
    pub other: Option<(String, String)>,
    /// The value in Extended Date/Time Format, where that can write it.
    pub edtf: Option<String>,
    /// The first and the last day that it covers, in words; none where they are one.
    pub covers: Option<(String, String)>,
    /// The words that it was reckoned from.
    pub from: Option<String>,
    /// Whether it was reckoned from the article's date.
    pub from_created: bool,
}

/// One mark: its words, what they are, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct Detail {
    /// The mark.
    pub mark: u32,
    /// The names of what a decision about it is made on, as `m3` and `p1`.
    pub names: Vec<String>,
    /// What a person has said about it.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "State"))]
    pub state: State,
    /// Its layer.
    pub layer: Layer,
    /// The words that are marked.
    pub text: String,
    /// What a name names, more exactly than the layer.
    #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "MentionKind | null"))]
    pub kind: Option<MentionKind>,
    /// How sure the machine is, from 0 to 1.
    pub probability: Option<f64>,
    /// The title before a name.
    pub title: Option<String>,
    /// Who or what is meant.
    pub entity: Option<EntityView>,
    /// Where on Earth a name is.
    pub place: Option<PlaceDetail>,
    /// Who says what.
    pub quotation: Option<QuotationDetail>,
    /// What a temporal expression means.
    pub timex: Option<TimexDetail>,
    /// Why it is there.
    pub reasons: Vec<Reason>,
}

impl Detail {
    /// Everything about `mark`; `None` where `project` has no such mark.
    pub fn of(project: &Project, entities: &[EntityView], mark: Handle) -> Option<Detail> {
        let item = mark.item()?;
        let context = Context { annotation: project.annotation(), entities };
        let mut detail = match item {
            Item::Mention(id) => context.mention(mark, id),
            Item::Quotation(id) => context.quotation(mark, id.index(), Layer::Quotation),
            Item::Source(id) => context.quotation(mark, id.index(), Layer::Speaker),
            Item::Timex(id) => context.timex(mark, id.index()),
        }?;
        detail.state = project.state(item.mark()).unwrap_or_default();
        detail.names.insert(0, item.mark().to_string());
        Some(detail)
    }
}

struct Context<'a> {
    annotation: &'a Annotation,
    entities: &'a [EntityView],
}

impl Context<'_> {
    fn text(&self, span: crate::Span) -> String {
        self.annotation.text_of(span).to_string()
    }

    fn entity(&self, id: EntityId) -> Option<EntityView> {
        self.entities.get(id.index()).cloned()
    }

    fn reasons<'b>(&self, evidence: impl IntoIterator<Item = &'b Evidence>) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        for evidence in evidence {
            let words = evidence.words(&self.annotation.document.text);
            if !reasons.iter().any(|reason| reason.words == words) {
                reasons.push(Reason { rule: evidence.rule.id.to_string(), words });
            }
        }
        reasons
    }

    fn mention(&self, mark: Handle, id: MentionId) -> Option<Detail> {
        let mention = self.annotation.mentions.get(id.index())?;
        // Places are in text order, as mentions are.
        let places = &self.annotation.places;
        let index = places.partition_point(|place| place.span.start < mention.span.start);
        let place = places.get(index).filter(|place| place.mention == id);
        let evidence =
            mention.evidence.iter().chain(place.map(|place| &place.evidence).into_iter().flatten());
        Some(Detail {
            mark: mark.0,
            names: place.map(|_| MarkId::new(List::Place, index).to_string()).into_iter().collect(),
            state: State::default(),
            layer: Layer::of(mention.kind),
            text: self.text(mention.span),
            kind: Some(mention.kind),
            probability: Some(share(mention.probability)),
            title: mention.title.map(|span| self.text(span)),
            entity: mention.entity.and_then(|entity| self.entity(entity)),
            place: place.map(place_detail),
            quotation: None,
            timex: None,
            reasons: self.reasons(evidence),
        })
    }

    fn quotation(&self, mark: Handle, index: usize, layer: Layer) -> Option<Detail> {
        let quotation = self.annotation.quotations.get(index)?;
        let source = quotation.source.map(|span| self.text(span));
        let text = match layer {
            Layer::Speaker => source.clone().unwrap_or_default(),
            _ => quoted(self.annotation, quotation),
        };
        let group = group(quotation.speaker);
        Some(Detail {
            mark: mark.0,
            names: Vec::new(),
            state: State::default(),
            layer,
            text,
            kind: None,
            probability: Some(share(quotation.probability)),
            title: None,
            entity: group.checked_sub(1).and_then(|index| self.entity(EntityId(index))),
            place: None,
            quotation: Some(QuotationDetail {
                kind: quotation.kind,
                cue: quotation.cue.map(|span| self.text(span)),
                source,
                addressee: quotation.addressee.map(|span| self.text(span)),
                candidates: candidates(self.annotation, quotation),
            }),
            timex: None,
            reasons: self.reasons(&quotation.evidence),
        })
    }

    fn timex(&self, mark: Handle, index: usize) -> Option<Detail> {
        let timex = self.annotation.timexes.get(index)?;
        let from = match timex.anchor {
            Some(AnchoredTo::Timex(id)) => {
                self.annotation.timexes.get(id.index()).map(|anchor| self.text(anchor.span))
            }
            _ => None,
        };
        Some(Detail {
            mark: mark.0,
            names: Vec::new(),
            state: State::default(),
            layer: Layer::Date,
            text: self.text(timex.span),
            kind: None,
            probability: None,
            title: None,
            entity: None,
            place: None,
            quotation: None,
            timex: Some(TimexDetail {
                kind: timex.kind,
                value: timex.value.clone(),
                modifier: timex.modifier.map(str::to_string),
                quant: timex.quant.clone(),
                freq: timex.freq.clone(),
                name: in_words(&timex.value, timex.modifier),
                other: timex
                    .alternative()
                    .and_then(|value| in_words(&value, None).map(|words| (value, words))),
                edtf: edtf(&timex.value, timex.modifier),
                covers: timex
                    .interval
                    .filter(|(first, last)| first < last)
                    .map(|(first, last)| (day_in_words(first), day_in_words(last))),
                from,
                from_created: timex.anchor == Some(AnchoredTo::Created),
            }),
            reasons: self.reasons(&timex.evidence),
        })
    }
}

/// Who may have said it, likeliest first.
pub(super) fn candidates(annotation: &Annotation, quotation: &Quotation) -> Vec<SpeakerCandidate> {
    let candidate = |candidate: &crate::quotation::Candidate| {
        let entity = annotation.entities.get(candidate.entity.index())?;
        let probability = share(candidate.probability);
        Some(SpeakerCandidate { group: candidate.entity.0 + 1, name: entity.name.clone(), probability })
    };
    quotation.candidates.iter().filter_map(candidate).collect()
}

fn share(probability: crate::Probability) -> f64 {
    f64::from(probability.thousandths()) / 1000.0
}

pub(super) fn place_detail(place: &Place) -> PlaceDetail {
    let candidate = |candidate: &crate::place::Candidate| {
        let location = &candidate.location;
        PlaceCandidate {
            name: location.name.clone(),
            country: location.country.clone(),
            division: location.division.clone(),
            class: location.class(),
            feature: location.feature.clone(),
            latitude: location.latitude,
            longitude: location.longitude,
            population: location.population as f64,
            geonameid: location.geonameid,
            probability: share(candidate.probability),
        }
    };
    PlaceDetail {
        government: place.role == Role::Government,
        resolved: place.resolved,
        candidates: place.candidates.iter().map(candidate).collect(),
    }
}
