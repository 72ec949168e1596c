//! Exact-span scores on the dev splits, as `score_ner.py` counts them.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use dateline::mention::MentionKind;
use dateline::{Assets, Document, document::Format};

use super::corpora::{Gold, GoldEntity, load};

/// Hits, predictions and gold names of one type.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    /// Right span and type.
    pub hit: usize,
    /// Predicted.
    pub predicted: usize,
    /// Annotated.
    pub gold: usize,
}

impl Counts {
    /// The harmonic mean of precision and recall, in per cent.
    pub fn f1(self) -> f64 {
        200.0 * self.hit as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

/// The scored types.
pub const TYPES: [&str; 3] = ["PER", "LOC", "ORG"];

/// The dev splits.
pub const DEV: [&str; 10] =
    ["wikinews", "gmb", "masc", "gum", "wikigold", "uner-ewt", "redocred", "crossner", "btc", "wnut17"];

/// The dev splits of edited text, on which probabilities are calibrated.
pub const CALIBRATION: [&str; 7] = ["wikinews", "gmb", "masc", "gum", "wikigold", "uner-ewt", "redocred"];

/// The scored type of a kind; empty where it has none.
pub fn label(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person => "PER",
        MentionKind::Place | MentionKind::Facility => "LOC",
        MentionKind::Organisation => "ORG",
        _ => "",
    }
}

/// Every predicted name of the scored types on a document: its probability and whether it is right.
pub fn judge(gold: &Gold, assets: &Assets, counts: &mut [Counts; 3], judged: &mut Vec<(u16, bool)>) {
    let document = Document::read(&gold.text, Format::Plain);
    let mentions = dateline::mention::find(&document, assets);
    let offsets = dateline::OffsetMap::new(&gold.text);
    let points = |span| {
        let span = document.source_span(span);
        (offsets.code_point(span.start).unwrap_or(0), offsets.code_point(span.end).unwrap_or(0))
    };
    let spans = |entities: &[GoldEntity], kind: &str, optional: bool| -> HashSet<(usize, usize)> {
        let of = entities.iter().filter(|entity| entity.kind == kind && entity.optional == optional);
        of.map(|entity| (entity.start, entity.end)).collect()
    };
    let ignored: Vec<(usize, usize)> = gold
        .ignore
        .iter()
        .filter_map(|range| {
            let at = |key: &str, index: usize| {
                range.get(key).or(range.get(index)).and_then(serde_json::Value::as_u64).map(|at| at as usize)
            };
            Some((at("start", 0)?, at("end", 1)?))
        })
        .collect();
    for (kind, counts) in TYPES.iter().zip(counts) {
        if gold.entity_types.as_ref().is_some_and(|types| !types.iter().any(|known| known == kind)) {
            continue;
        }
        let right = spans(&gold.entities, kind, false);
        let free: HashSet<_> = gold
            .nested
            .iter()
            .chain(gold.entities.iter().filter(|entity| entity.optional))
            .map(|e| (e.start, e.end))
            .collect();
        counts.gold += right.len();
        for mention in mentions.iter().filter(|mention| label(mention.kind) == *kind) {
            let span = points(mention.span);
            let hit = right.contains(&span);
            if !hit
                && (free.contains(&span)
                    || ignored.iter().any(|&(start, end)| start < span.1 && span.0 < end))
            {
                continue;
            }
            counts.predicted += 1;
            counts.hit += usize::from(hit);
            judged.push((mention.probability.thousandths(), hit));
        }
    }
}

/// Counts by type, and every judged name: its stated probability in thousandths, and whether it is right.
pub type Judged = ([Counts; 3], Vec<(u16, bool)>);

/// Scores `assets` on the dev split of `corpus`; judges the probabilities of every other document, from the second on,
/// which calibration has not seen.
pub fn corpus(data: &Path, corpus: &str, assets: &Assets) -> Result<Judged> {
    let mut counts = [Counts::default(); 3];
    let mut judged = Vec::new();
    for (index, gold) in load(data, corpus, "dev")?.iter().enumerate() {
        let mut here = Vec::new();
        judge(gold, assets, &mut counts, &mut here);
        if index % 2 == 1 {
            judged.extend(here);
        }
    }
    Ok((counts, judged))
}
