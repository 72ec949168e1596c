//! Values that a person gives: of TIMEX3, and where places are.

use serde::{Deserialize, Serialize};

use crate::place::{Degrees, Location, Place};

/// Where a person says that a place is: `{"geonameid": 2988507}`, or `{"name": "Mill", "latitude": 48.85, "longitude": 2.3}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Members", into = "Members")]
pub enum PlaceChoice {
    /// At the candidate with this GeoNames id. An index would not do: candidates change their order.
    Candidate {
        /// The id.
        geonameid: u32,
    },
    /// At the candidate of this name and position, or, where there is none, at a place of the person's own.
    Given {
        /// Its name; not empty.
        name: String,
        /// Degrees north.
        latitude: Degrees,
        /// Degrees east.
        longitude: Degrees,
    },
}

/// The members of a choice in a file: an enum that serde tells apart by its members would double the code that reads commands.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    #[serde(skip_serializing_if = "Option::is_none")]
    geonameid: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<Degrees>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<Degrees>,
}

impl TryFrom<Members> for PlaceChoice {
    type Error = &'static str;

    fn try_from(members: Members) -> Result<PlaceChoice, &'static str> {
        match members {
            Members { geonameid: Some(geonameid), name: None, latitude: None, longitude: None } => {
                Ok(PlaceChoice::Candidate { geonameid })
            }
            Members {
                geonameid: None,
                name: Some(name),
                latitude: Some(latitude),
                longitude: Some(longitude),
            } => Ok(PlaceChoice::Given { name, latitude, longitude }),
            _ => Err("expected a geonameid, or a name with latitude and longitude in degrees"),
        }
    }
}

impl From<PlaceChoice> for Members {
    fn from(choice: PlaceChoice) -> Members {
        match choice {
            PlaceChoice::Candidate { geonameid } => {
                Members { geonameid: Some(geonameid), ..Members::default() }
            }
            PlaceChoice::Given { name, latitude, longitude } => Members {
                name: Some(name),
                latitude: Some(latitude),
                longitude: Some(longitude),
                ..Members::default()
            },
        }
    }
}

impl PlaceChoice {
    /// The location that is meant for `place`; none where the choice does not fit.
    pub(super) fn location(&self, place: &Place) -> Option<Location> {
        let candidate = |is: &dyn Fn(&Location) -> bool| {
            place
                .candidates
                .iter()
                .map(|candidate| &candidate.location)
                .find(|location| is(location))
                .cloned()
        };
        match self {
            PlaceChoice::Candidate { geonameid } => {
                candidate(&|location| location.geonameid == Some(*geonameid))
            }
            PlaceChoice::Given { name, latitude, longitude } => {
                let at = (latitude.degrees(), longitude.degrees());
                if name.trim().is_empty() || at.0.abs() > 90.0 || at.1.abs() > 180.0 {
                    return None;
                }
                let same = |location: &Location| {
                    let there = (Degrees::of(location.latitude), Degrees::of(location.longitude));
                    location.name == *name && there == (*latitude, *longitude)
                };
                candidate(&same).or_else(|| {
                    Some(Location {
                        geonameid: None,
                        id: None,
                        name: name.clone(),
                        country: String::new(),
                        division: String::new(),
                        feature: String::new(),
                        latitude: at.0,
                        longitude: at.1,
                        population: 0,
                    })
                })
            }
        }
    }
}

/// Whether `value` can be the attribute `value` of a TIMEX3: digits and marks of ISO 8601, letters in capitals, as
/// `2024-02-27T18:00`, `2024-W09`, `XXXX-WXX-2`, `P6M`, `2024-SP`, `PRESENT_REF`.
pub(super) fn is_timex_value(value: &str) -> bool {
    let known = |byte: u8| {
        byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'-' | b':' | b'_' | b'.' | b'+')
    };
    (1..=40).contains(&value.len()) && value.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_no_values() {
        assert!(is_timex_value("XXXX-WXX-2") && is_timex_value("2024-02-27T18:00"));
        assert!(!is_timex_value("") && !is_timex_value("next week") && !is_timex_value("2024–02"));
    }
}
