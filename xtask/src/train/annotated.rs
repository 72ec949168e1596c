//! Standoff annotations that this project made of openly licensed articles, with the texts they are of.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::fetch;

/// The articles, below the folder of corpora.
const ARTICLES: &str = "news-open/wikinews.jsonl.gz";

/// An article.
#[derive(Deserialize)]
pub struct Article {
    pub id: String,
    pub text: String,
    pub license: String,
}

/// A line of annotations: what all of them have, and what `Row` adds.
#[derive(Deserialize)]
struct Line<Row> {
    id: String,
    /// Of the text, as UTF-8.
    sha256: String,
    #[serde(flatten)]
    row: Row,
}

/// The annotations at `path`, each with its article, whose text is checked.
pub fn load<Row: DeserializeOwned>(data: &Path, path: &str) -> Result<Vec<(Article, Row)>> {
    let articles = fetch::read(&data.join(ARTICLES))?;
    let articles = articles.lines().map(serde_json::from_str::<Article>);
    let mut articles: HashMap<String, Article> = articles
        .map(|article| article.map(|article| (article.id.clone(), article)))
        .collect::<Result<_, _>>()?;
    let lines = std::fs::read_to_string(path).with_context(|| path.to_string())?;
    let mut all = Vec::new();
    for line in lines.lines() {
        let Line { id, sha256, row } =
            serde_json::from_str::<Line<Row>>(line).with_context(|| path.to_string())?;
        let article = articles.remove(&id).with_context(|| format!("{ARTICLES} lacks {id}"))?;
        let found = format!("{:x}", Sha256::digest(&article.text));
        ensure!(found == sha256, "the text of {id} is not the one that was annotated");
        all.push((article, row));
    }
    Ok(all)
}

/// The byte at `at` of the hash of an id: it says which articles are held out.
pub fn hashed(id: &str, at: usize) -> u8 {
    Sha256::digest(id)[at]
}
