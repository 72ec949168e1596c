//! GeoJSON, RFC 7946: the places of an article as points, for a GIS or a map on a site.
//!
//! - Every spot on Earth that the article names is a `Feature` with a `Point`, longitude first (section 3.1.1), in degrees of
//!   WGS 84; what the gazetteer could not put anywhere is a feature whose `geometry` is null (section 3.2). [`left_out`] tells
//!   how many those are.
//! - `id` is that of GeoNames, where it has one. The properties are flat but for `offsets`, so that they are columns in a GIS:
//!   `name` of the gazetteer and `text` of the article, `country` (ISO 3166), `division`, `feature` (GeoNames code),
//!   `population` (absent where it is not known), `probability`, `government` where every mention means it, `state`
//!   (`suggested`, `confirmed` …), `mentions` (how many), `sentence` (the first).
//! - `offsets` has start and end of each mention in code points of the text, the end excluded.
//! - `title`, `url` and what made the file, `dateline`, are foreign members (section 6.1) of the collection.

use super::event::{flat, left_out as counted};
use super::json::layout::{self, number, string};
use super::provenance;
use crate::atlas::{Atlas, Mentions};
use crate::place::Location;
use crate::project::Project;

/// The media type of a file.
pub const MEDIA: &str = "application/geo+json";

/// Writes `project` with one feature a line, and a line break at the end.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::geojson, project::Project};
///
/// # #[cfg(feature = "embedded")]
/// # {
/// let project = Project::annotate("They met in Nairobi.", Options::default(), &Assets::embedded());
/// let file = geojson::write(&project);
/// assert!(file.contains(r#""geometry": {"type": "Point", "coordinates": [36.82,-1.28]}"#));
/// # }
/// ```
pub fn write(project: &Project) -> String {
    let mut out = String::from("{\n  \"type\": \"FeatureCollection\",\n  ");
    let article = &project.annotation().document.article;
    for (name, field) in [("\"title\": ", &article.title), ("\"url\": ", &article.url)] {
        if let Some(field) = field {
            string(&mut out, name, &flat(&field.value));
            out.push_str(",\n  ");
        }
    }
    string(&mut out, "\"dateline\": ", &provenance::words(project));
    out.push_str(",\n  \"features\": [");
    let Atlas { sites, unlocated } = Atlas::of(project);
    let sites = sites.iter().map(|site| (Some(&site.location), &site.places));
    let all = sites.chain(unlocated.iter().map(|one| (None, &one.places)));
    for (at, (location, places)) in all.enumerate() {
        out.push_str(if at > 0 { ",\n    " } else { "\n    " });
        feature(&mut out, location, &Mentions { project, places });
    }
    out.push_str("\n  ]\n}\n");
    out
}

/// What of the places of `project` has no point, in words; `None` where all have.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::geojson, project::Project};
///
/// assert_eq!(geojson::left_out(&Project::annotate("At home.", Options::default(), &Assets::default())), None);
/// ```
pub fn left_out(project: &Project) -> Option<String> {
    counted(&[(Atlas::of(project).unlocated.len(), " without a point on the map")])
}

fn feature(out: &mut String, location: Option<&Location>, mentions: &Mentions<'_>) {
    let annotation = mentions.project.annotation();
    out.push_str("{\"type\": \"Feature\", ");
    match location {
        Some(location) => {
            if let Some(id) = location.geonameid {
                number(out, "\"id\": ", id.into());
                out.push_str(", ");
            }
            out.push_str("\"geometry\": {\"type\": \"Point\", \"coordinates\": ");
            out.push_str(&layout::text(&[location.longitude, location.latitude], 0));
            string(out, "}, \"properties\": {\"name\": ", &location.name);
            let more = [
                (", \"country\": ", &location.country),
                (", \"division\": ", &location.division),
                (", \"feature\": ", &location.feature),
            ];
            for (name, value) in more.into_iter().filter(|(_, value)| !value.is_empty()) {
                string(out, name, value);
            }
            if location.population > 0 {
                number(out, ", \"population\": ", location.population as i64);
            }
            out.push_str(", ");
        }
        None => out.push_str("\"geometry\": null, \"properties\": {"),
    }
    string(out, "\"text\": ", mentions.text());
    if let Some(best) = mentions.places().next().and_then(|place| place.candidates.first()) {
        out.push_str(", \"probability\": ");
        out.push_str(&layout::text(&best.probability, 0));
    }
    if mentions.is_government() {
        out.push_str(", \"government\": true");
    }
    string(out, ", \"state\": ", mentions.state().name());
    number(out, ", \"mentions\": ", mentions.places.len() as i64);
    let sentence = annotation.document.sentence_around(mentions.span());
    string(out, ", \"sentence\": ", &flat(annotation.text_of(sentence)));
    out.push_str(", \"offsets\": [");
    for (at, place) in mentions.places().enumerate() {
        let point = |byte| annotation.document.offsets.code_point(byte).unwrap_or_default() as i64;
        number(out, if at > 0 { ", [" } else { "[" }, point(place.span.start));
        number(out, ", ", point(place.span.end));
        out.push(']');
    }
    out.push_str("]}}");
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::project::{Command, sample};
    use crate::{Assets, Options};

    #[test]
    fn the_sample_as_a_whole() {
        let mut project = sample::project();
        project.apply(Command::Accept { marks: vec!["p0".parse().unwrap()] }).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        let crc = crc32fast::hash(project.annotation().document.text.as_bytes());
        let expected = format!(
            r#"{{
  "type": "FeatureCollection",
  "title": "Ana López",
  "dateline": "generator: Dateline {version}; article date: 2024-02-28; text: 91 code points, CRC-32 {crc:08x}",
  "features": [
    {{"type": "Feature", "id": 2988507, "geometry": {{"type": "Point", "coordinates": [2.3488,48.85341]}}, "properties": {{"name": "Paris", "country": "FR", "division": "Île-de-France", "feature": "PPLC", "population": 2138551, "text": "Paris", "probability": 0.934, "state": "confirmed", "mentions": 1, "sentence": "“And soon,” she told Li Wei in Paris.", "offsets": [[85, 90]]}}}}
  ]
}}
"#
        );
        assert_eq!(write(&project), expected);
    }

    #[test]
    fn a_name_without_a_location_has_no_geometry_and_is_told() {
        let mut annotation = sample::annotation();
        annotation.places[0].candidates.clear();
        let project = Project::new(annotation, Options::default(), &Assets::default());
        let file: Value = serde_json::from_str(&write(&project)).unwrap();
        assert_eq!(file["features"][0]["geometry"], Value::Null);
        assert_eq!(file["features"][0]["properties"]["text"], "Paris");
        assert_eq!(left_out(&project).unwrap(), "Left out: 1 without a point on the map");
    }
}
