//! Names that this project annotated itself: standoff annotations of openly licensed articles, without their texts.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::corpora::{Gold, GoldEntity};
use super::fetch;

/// The annotations, and the articles below the folder of corpora.
const ANNOTATIONS: &str = "data/annotations/wikinews-names.jsonl";
const ARTICLES: &str = "news-open/wikinews.jsonl.gz";

/// The label of names of no other kind.
pub const OTHER: &str = "other";

/// The annotations of one article.
#[derive(Deserialize)]
struct Annotated {
    id: String,
    /// Of the text, as UTF-8.
    sha256: String,
    /// Start and end in code points, and kind.
    entities: Vec<(usize, usize, String)>,
}

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    license: String,
}

/// The annotated articles of `split`: a quarter of them, chosen by the hash of their id, are "dev", the rest "train".
pub fn load(data: &Path, split: &str) -> Result<Vec<Gold>> {
    let articles = fetch::read(&data.join(ARTICLES))?;
    let articles = articles.lines().map(serde_json::from_str::<Article>);
    let mut articles: HashMap<String, Article> = articles
        .map(|article| article.map(|article| (article.id.clone(), article)))
        .collect::<Result<_, _>>()?;
    let annotations = std::fs::read_to_string(ANNOTATIONS).context(ANNOTATIONS)?;
    let mut golds = Vec::new();
    for line in annotations.lines() {
        let annotated: Annotated = serde_json::from_str(line).context(ANNOTATIONS)?;
        let dev = Sha256::digest(&annotated.id)[0] < 64;
        if dev != (split == "dev") {
            continue;
        }
        let article =
            articles.remove(&annotated.id).with_context(|| format!("{ARTICLES} lacks {}", annotated.id))?;
        let found = format!("{:x}", Sha256::digest(&article.text));
        ensure!(found == annotated.sha256, "the text of {} is not the one that was annotated", annotated.id);
        golds.push(Gold {
            id: annotated.id,
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
