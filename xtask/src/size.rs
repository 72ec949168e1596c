//! Sizes of the built site against the budgets of `wasm-pack.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};

use crate::manifest::Manifest;
use crate::step::files;
use crate::web;

/// What the page fetches later, when it is asked for: the start of a file's name, and its budget.
const LATER: [(&str, &str); 4] = [
    ("earth-", "map"),
    ("countries-110m-", "map"),
    ("divisions-110m-", "map"),
    ("countries-50m-", "map-fine"),
];

/// Measures `www/dist`; fails where something is over its budget.
pub fn run() -> Result<()> {
    let dist = web::dist();
    if !dist.join("index.html").exists() {
        bail!("there is no site in {}; run `cargo xtask web`", dist.display());
    }
    let sizes = measure(&dist)?;
    let budgets = Manifest::read()?.budgets;
    let rows = compare(&sizes, &budgets);
    println!("{:16} {:>10} {:>10} {:>6}", "part", "bytes", "budget", "used");
    for row in &rows {
        println!("{row}");
    }
    let over: Vec<_> = rows.iter().filter(|row| !row.fits()).map(|row| row.name.as_str()).collect();
    if !over.is_empty() {
        bail!("over budget, or without one: {}", over.join(", "));
    }
    Ok(())
}

/// One part of the site, and what it may weigh.
#[derive(Debug)]
struct Row {
    name: String,
    bytes: u64,
    budget: Option<u64>,
}

impl Row {
    fn fits(&self) -> bool {
        self.budget.is_some_and(|budget| self.bytes <= budget)
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Row { name, bytes, budget } = self;
        match budget {
            Some(budget) => {
                let over = if self.fits() { "" } else { "  over budget" };
                write!(f, "{name:16} {bytes:>10} {budget:>10} {:>5}%{over}", bytes * 100 / budget.max(&1))
            }
            None => write!(f, "{name:16} {bytes:>10} {:>10}  no budget of this name in wasm-pack.toml", "-"),
        }
    }
}

/// Each budget with what was measured, then what has no budget.
fn compare(sizes: &BTreeMap<String, u64>, budgets: &BTreeMap<String, u64>) -> Vec<Row> {
    let known = budgets.iter().map(|(name, budget)| Row {
        name: name.clone(),
        bytes: sizes.get(name).copied().unwrap_or(0),
        budget: Some(*budget),
    });
    let unknown = sizes.iter().filter(|(name, _)| !budgets.contains_key(*name));
    known
        .chain(unknown.map(|(name, bytes)| Row { name: name.clone(), bytes: *bytes, budget: None }))
        .collect()
}

/// The bytes of each part, by the name of its budget.
fn measure(dist: &Path) -> Result<BTreeMap<String, u64>> {
    let mut sizes = BTreeMap::new();
    for file in files(dist, &["_headers"])? {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if extension == "br" {
            continue; // counted with the file that it stands for
        }
        let brotli = file.with_added_extension("br");
        let stored = fs::metadata(if brotli.exists() { &brotli } else { &file })?.len();
        let mut add = |name: &str, bytes| *sizes.entry(name.to_owned()).or_default() += bytes;
        if let Some((_, part)) = LATER.iter().find(|(start, _)| starts(&file, start)) {
            add(part, gzip(&fs::read(&file)?)?);
            add("first-visit", stored);
            continue;
        }
        let part = match extension {
            "pack" => part(&file).with_context(|| format!("{} has no name", file.display()))?,
            _ => "page",
        };
        add(part, stored);
        if part != EXTRA {
            add("first-visit", stored);
        }
        if let "js" | "css" = extension {
            add(&format!("page-{extension}"), gzip(&fs::read(&file)?)?);
        }
    }
    Ok(sizes)
}

fn starts(file: &Path, start: &str) -> bool {
    file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start))
}

/// The budget of the packs that are fetched on request only.
const EXTRA: &str = "extra";

/// The budget of a pack: its name up to the first hyphen, as `names` of `names-1a2b3c4d.pack`; `extra` for `names-extra-1a2b3c4d.pack`.
fn part(file: &Path) -> Option<&str> {
    let mut words = file.file_stem()?.to_str()?.split('-');
    let name = words.next()?;
    Some(if words.next() == Some(EXTRA) { EXTRA } else { name })
}

/// Bytes after gzip.
fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::target;

    #[test]
    fn a_file_counts_once_in_the_form_that_is_sent() {
        let dist = target("test-sizes");
        fs::create_dir_all(dist.join("assets")).unwrap();
        let write = |name: &str, bytes: usize| fs::write(dist.join(name), vec![b'a'; bytes]).unwrap();
        write("_headers", 1000);
        write("index.html", 100);
        write("assets/main-1.js", 5000);
        write("assets/main-1.js.br", 40);
        write("assets/names-1a-2b.pack", 300);
        write("assets/names-extra-3.pack", 30);
        write("assets/countries-110m-4.json", 50);
        let sizes = measure(&dist).unwrap();
        assert_eq!(sizes["page"], 140);
        assert_eq!((sizes["names"], sizes["extra"]), (300, 30));
        assert_eq!(sizes["first-visit"], 490);
        assert!(sizes["map"] < 50, "{sizes:?}");
        assert!(sizes["page-js"] < 100, "{sizes:?}");
    }

    #[test]
    fn over_budget_and_without_budget_do_not_fit() {
        let map =
            |list: &[(&str, u64)]| list.iter().map(|(name, bytes)| ((*name).to_owned(), *bytes)).collect();
        let rows = compare(
            &map(&[("page", 10), ("odd", 1), ("names", 11)]),
            &map(&[("page", 10), ("names", 10), ("dates", 5)]),
        );
        let fits: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.fits())).collect();
        assert_eq!(fits, [("dates", true), ("names", false), ("page", true), ("odd", false)]);
        assert!(rows[1].to_string().ends_with("110%  over budget"), "{}", rows[1]);
    }
}
