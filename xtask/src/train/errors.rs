//! Names that are wrong on the dev splits, for studies of errors: drawn by a fixed seed, printed with their surroundings
//! for the reader, whose notes keep only corpus, id and offsets.

use std::path::Path;

use anyhow::Result;
use dateline::{Assets, Document, OffsetMap, document::Format};

use super::corpora::{Gold, Random, load};
use super::score::{TYPES, label};

/// One error: a name that is missing, too much, or found with another end or type.
struct Error {
    corpus: &'static str,
    id: String,
    /// In code points.
    start: usize,
    end: usize,
    kind: String,
    what: String,
    shown: String,
}

/// Prints `count` errors of each of `corpora`, tab-separated: corpus, id, offsets, type, what is wrong, surroundings.
pub fn print(data: &Path, corpora: &[&'static str], assets: &Assets, count: usize) -> Result<()> {
    let mut random = Random(7);
    for &corpus in corpora {
        let mut errors = Vec::new();
        for gold in load(data, corpus, "dev")? {
            find(corpus, &gold, assets, &mut errors);
        }
        random.shuffle(&mut errors);
        for Error { corpus, id, start, end, kind, what, shown } in errors.into_iter().take(count) {
            println!("{corpus}\t{id}\t{start}\t{end}\t{kind}\t{what}\t{shown}");
        }
    }
    Ok(())
}

fn find(corpus: &'static str, gold: &Gold, assets: &Assets, errors: &mut Vec<Error>) {
    let document = Document::read(&gold.text, Format::Plain);
    let offsets = OffsetMap::new(&gold.text);
    let chars: Vec<char> = gold.text.chars().collect();
    let cut = |from: usize, to: usize| -> String {
        let cut: String = chars[from.min(chars.len())..to.min(chars.len())].iter().collect();
        cut.replace(['\n', '\t'], " ")
    };
    let found: Vec<(usize, usize, &str)> = dateline::mention::find(&document, assets)
        .iter()
        .filter(|mention| !label(mention.kind).is_empty())
        .map(|mention| {
            let span = document.source_span(mention.span);
            let point = |byte| offsets.code_point(byte).unwrap_or(0);
            (point(span.start), point(span.end), label(mention.kind))
        })
        .collect();
    let types = gold.entity_types.clone().unwrap_or_else(|| TYPES.map(String::from).to_vec());
    let scored = |kind: &str| TYPES.contains(&kind) && types.iter().any(|known| known == kind);
    let mut add = |start: usize, end: usize, kind: &str, what: String| {
        let shown =
            format!("{}[[{}]]{}", cut(start.saturating_sub(60), start), cut(start, end), cut(end, end + 40));
        errors.push(Error { corpus, id: gold.id.clone(), start, end, kind: kind.into(), what, shown });
    };
    for entity in gold.entities.iter().filter(|entity| !entity.optional && scored(&entity.kind)) {
        let (start, end) = (entity.start, entity.end);
        if found.contains(&(start, end, &entity.kind)) {
            continue;
        }
        let what = match found.iter().find(|name| name.0 < end && start < name.1) {
            Some(name) if (name.0, name.1) == (start, end) => format!("type {}", name.2),
            Some(name) => format!("extent {} {}", name.2, cut(name.0, name.1)),
            None => "missed".into(),
        };
        add(start, end, &entity.kind, what);
    }
    for &(start, end, kind) in found.iter().filter(|name| scored(name.2)) {
        let all = gold.entities.iter().chain(&gold.nested);
        if !all.clone().any(|entity| entity.start < end && start < entity.end) {
            add(start, end, kind, "too much".into());
        }
    }
}
