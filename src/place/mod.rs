//! Toponym resolution: which place on Earth a name means.

mod candidates;
pub(crate) mod choice;
mod context;
mod degrees;
mod detect;
mod distance;
mod doubt;
pub mod gazetteer;
mod rank;
mod resolve;
mod votes;

pub use degrees::Degrees;
pub(crate) use detect::DEMONYM;
pub use gazetteer::Gazetteer;

use crate::annotation::MentionId;
use crate::evidence::Evidence;
use crate::mention::Mention;
use crate::{Assets, Document, Probability, Span};

/// How a place name is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// For the place itself: `in Moscow`.
    #[default]
    Literal,
    /// For its government: `Moscow said`.
    Government,
}

/// A place on Earth, as a gazetteer gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// The GeoNames id; none for seas and regions that it lacks.
    pub geonameid: Option<u32>,
    /// What a person's own gazetteer calls it, where that is no number.
    pub id: Option<String>,
    /// The English name.
    pub name: String,
    /// The ISO 3166 code of its country, `US`; empty for what belongs to none.
    pub country: String,
    /// The first-level division, `Texas`; empty where there is none.
    pub division: String,
    /// The GeoNames feature code, `PPLC`.
    pub feature: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The number of inhabitants; 0 where it is not known.
    pub population: u64,
}

impl Location {
    /// The GeoNames feature class that the feature code belongs to: `A` countries and divisions, `H` waters, `L` regions
    /// and parks, `P` towns, `S` buildings, `T` mountains and islands, `V` vegetation; empty where there is no code.
    pub fn class(&self) -> &'static str {
        // One text a class takes less room in the engine than a comparison a code.
        const CLASSES: [(&str, &str); 6] = [
            ("T", "ISL ISLS MT MTS DSRT PEN CAPE PLAT PLN BSN DLTA VAL ISTH GRGE PASS DPR"),
            ("H", "OCN SEA BAY GULF STRT CHN SD FJD LGN INLT RF LK RSV STM WTLD FLLS"),
            ("L", "CONT RGN RGNE PRK CST"),
            ("A", "TERR ZN"),
            ("P", "STLMT"),
            ("V", "TUND"),
        ];
        let code = &*self.feature;
        match code.get(..3) {
            _ if code.is_empty() => "",
            Some("PPL") => "P",
            Some("ADM" | "PCL") => "A",
            _ => {
                let class = CLASSES.iter().find(|(_, codes)| codes.split(' ').any(|known| known == code));
                class.map_or("S", |(class, _)| class)
            }
        }
    }
}

/// A location that a name may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where.
    pub location: Location,
    /// How likely.
    pub probability: Probability,
}

/// A place of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The name that it is.
    pub mention: MentionId,
    /// Whether the place or its government is meant.
    pub role: Role,
    /// What it may mean, likeliest first; empty where the gazetteer lacks it.
    pub candidates: Vec<Candidate>,
    /// Whether the first candidate is sure enough to be the answer.
    pub resolved: bool,
    /// Why.
    pub evidence: Vec<Evidence>,
}

impl Place {
    /// The location, where one is sure enough.
    pub fn location(&self) -> Option<&Location> {
        self.candidates.first().filter(|_| self.resolved).map(|candidate| &candidate.location)
    }
}

/// Adds to `mentions` the places of the gazetteer that the names layer left out, where their neighbours let them be places.
pub fn detect(document: &Document, mentions: &mut Vec<Mention>, assets: &Assets) {
    if let Some(gazetteer) = assets.known.as_ref().or(assets.gazetteer.as_ref()) {
        detect::detect(document, mentions, gazetteer);
    }
}

/// The places among `mentions`, in text order, each with its candidates; those close to `near` (degrees north and east) are
/// preferred. Without a gazetteer they have none.
pub fn resolve(
    document: &Document,
    mentions: &[Mention],
    near: Option<(Degrees, Degrees)>,
    assets: &Assets,
) -> Vec<Place> {
    let near = near.map(|(north, east)| (north.degrees(), east.degrees()));
    resolve::resolve(document, mentions, near, assets.gazetteer.as_deref())
}
