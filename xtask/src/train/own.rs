//! Names that this project annotated itself: standoff annotations of openly licensed articles, without their texts.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::annotated;
use super::corpora::{Gold, GoldEntity};

/// The annotations.
const ANNOTATIONS: &str = "data/annotations/wikinews-names.jsonl";

/// The label of names of no other kind.
pub const OTHER: &str = "other";

/// The annotations of one article.
#[derive(Deserialize)]
struct Annotated {
    /// Start and end in code points, and kind.
    entities: Vec<(usize, usize, String)>,
}

/// The annotated articles of `split`: a quarter of them, chosen by the hash of their id, are "dev", the rest "train".
pub fn load(data: &Path, split: &str) -> Result<Vec<Gold>> {
    let mut golds = Vec::new();
    for (article, annotated) in annotated::load::<Annotated>(data, ANNOTATIONS)? {
        let dev = annotated::hashed(&article.id, 0) < 64;
        if dev != (split == "dev") {
            continue;
        }
        golds.push(Gold {
            id: article.id,
            text: article.text,
            license: article.license,
            entities: annotated.entities.into_iter().map(entity).collect::<Result<_>>()?,
            entity_types: Some(["PER", "LOC", "ORG", "MISC"].map(String::from).to_vec()),
            ..Gold::default()
        });
    }
    Ok(golds)
}

/// An entity in the terms of the other corpora.
fn entity((start, end, kind): (usize, usize, String)) -> Result<GoldEntity> {
    let (kind, label) = match kind.as_str() {
        "FAC" => ("LOC", Some("facility")),
        "DEM" => ("MISC", Some("gpe")),
        "OTH" => ("MISC", Some(OTHER)),
        "PER" | "LOC" | "ORG" => (kind.as_str(), None),
        _ => anyhow::bail!("{ANNOTATIONS} has names of the unknown kind {kind}"),
    };
    Ok(GoldEntity {
        start,
        end,
        kind: kind.into(),
        label: label.map(String::from),
        optional: false,
        or: None,
    })
}
