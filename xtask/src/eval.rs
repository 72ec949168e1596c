//! `cargo xtask eval`: scores every layer on every open corpus, and keeps the table that is committed.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::step::{command, root, show, step, target};

/// Options of `cargo xtask eval`.
#[derive(clap::Args)]
pub struct Options {
    /// The folder of the corpora that tests/eval/corpora.toml names; ../shared/data beside the project, if not given
    #[arg(long)]
    data: Option<PathBuf>,
    /// Compare with the committed table instead of writing it
    #[arg(long)]
    check: bool,
    /// Only the corpora and layers whose name holds this; prints their scores and writes nothing
    #[arg(long)]
    only: Option<String>,
}

#[derive(Deserialize)]
struct Corpora {
    corpus: Vec<Corpus>,
}

#[derive(Deserialize)]
struct Corpus {
    name: String,
    split: String,
    layer: String,
    file: PathBuf,
    sha256: String,
    /// `odd` where only the documents count whose id has an odd SHA-1; rules may be written on the others.
    half: Option<String>,
}

/// Where the committed table is.
const TABLE: &str = "tests/eval/scores.csv";
const HEADER: &str = "corpus,split,layer,measure,gold,predicted,precision,recall,f1,accuracy";

/// Scores what `options` asks for.
pub fn run(options: &Options) -> Result<()> {
    let data = options.data.clone().unwrap_or_else(|| root().join("../shared/data"));
    if !data.is_dir() {
        println!("skipped: no corpora at {}; give their folder with --data", data.display());
        return Ok(());
    }
    let corpora: Corpora = toml::from_str(&fs::read_to_string(root().join("tests/eval/corpora.toml"))?)?;
    let wanted = |corpus: &&Corpus| {
        options.only.as_ref().is_none_or(|only| corpus.name.contains(only) || corpus.layer.contains(only))
    };
    step("build the command line", || {
        show(command("cargo").args(["build", "--quiet", "--release", "--bin", "dateline"]))?;
        Ok("done".into())
    })?;
    let wanted: Vec<_> = corpora.corpus.iter().filter(wanted).collect();
    let scored: Vec<_> = wanted.par_iter().map(|corpus| timed(corpus, &data)).collect::<Result<_>>()?;
    let rows = scored.concat().into_iter();
    let table: String = std::iter::once(HEADER.to_string()).chain(rows).map(|row| row + "\n").collect();
    match (options.check, &options.only) {
        (_, Some(_)) => print!("{table}"),
        (false, None) => {
            fs::write(root().join(TABLE), &table)?;
            println!("wrote {TABLE}");
        }
        (true, None) => compare(&fs::read_to_string(root().join(TABLE)).unwrap_or_default(), &table)?,
    }
    Ok(())
}

/// Fails with the lines that differ.
fn compare(committed: &str, now: &str) -> Result<()> {
    if committed == now {
        println!("{TABLE} is what this code scores");
        return Ok(());
    }
    for (sign, from, other) in [("-", committed, now), ("+", now, committed)] {
        from.lines()
            .filter(|line| !other.lines().any(|known| known == *line))
            .for_each(|line| println!("{sign} {line}"));
    }
    bail!("the scores have changed; look at them, then run `cargo xtask eval` and commit {TABLE}")
}

/// The rows of one corpus and layer, as a step of its own.
fn timed(corpus: &Corpus, data: &Path) -> Result<Vec<String>> {
    let mut rows = Vec::new();
    step(&format!("score {} on {} ({})", corpus.layer, corpus.name, corpus.split), || {
        rows = score(corpus, data)?;
        Ok(format!("{} measures", rows.len()))
    })?;
    Ok(rows)
}

/// The rows of one corpus and layer.
fn score(corpus: &Corpus, data: &Path) -> Result<Vec<String>> {
    let gold = data.join(&corpus.file);
    let bytes = fs::read(&gold).with_context(|| gold.display().to_string())?;
    let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(
        found == corpus.sha256,
        "expected a file with SHA-256 {}, found {found}; it is another version: update tests/eval/corpora.toml and the scores",
        corpus.sha256
    );
    let mut records = Vec::new();
    GzDecoder::new(&bytes[..]).read_to_end(&mut records)?;
    let (gold, records) = match corpus.half.as_deref() {
        None => (gold, records),
        Some("odd") => odd_half(corpus, &records)?,
        Some(other) => bail!("expected the half \"odd\" in tests/eval/corpora.toml, found {other:?}"),
    };
    let predicted = annotate(corpus, &records)?;
    let scorer = Scorer::of(&corpus.layer)?;
    let mut python = command("python3");
    python.arg("-B").arg(root().join("tests/eval/scorers").join(scorer.script)).args(scorer.options);
    for (option, file) in scorer.data_options {
        python.arg(option).arg(data.join(file));
    }
    if scorer.named {
        python.arg("--gold").arg(&gold).arg("--pred").arg(&predicted);
    } else {
        python.arg(&gold).arg(&predicted);
    }
    let output = python
        .stderr(Stdio::inherit())
        .output()
        .context("python3 runs the scorers: install Python 3.11 or newer")?;
    ensure!(output.status.success(), "{} failed", scorer.script);
    let printed = String::from_utf8(output.stdout)?;
    let json: Value = serde_json::from_str(printed.lines().last().unwrap_or_default())?;
    let prefix = format!("{},{},{}", corpus.name, corpus.split, corpus.layer);
    Ok((scorer.rows)(&json).into_iter().map(|row| format!("{prefix},{row}")).collect())
}

/// The records whose id has an odd SHA-1, and a file of them.
fn odd_half(corpus: &Corpus, records: &[u8]) -> Result<(PathBuf, Vec<u8>)> {
    let mut kept = Vec::new();
    for line in std::str::from_utf8(records)?.lines().filter(|line| !line.trim().is_empty()) {
        let record: Value = serde_json::from_str(line)?;
        if is_odd(record["id"].as_str().context("a record without an id")?) {
            kept.extend_from_slice(line.as_bytes());
            kept.push(b'\n');
        }
    }
    let folder = target("eval");
    fs::create_dir_all(&folder)?;
    let gold = folder.join(format!("{}-odd.jsonl", corpus.name));
    fs::write(&gold, &kept)?;
    Ok((gold, kept))
}

/// Whether the SHA-1 of `id`, read as a number, is odd.
fn is_odd(id: &str) -> bool {
    Sha1::digest(id.as_bytes()).last().is_some_and(|byte| byte % 2 == 1)
}

/// Annotates `records`; gives the file of predicted records.
fn annotate(corpus: &Corpus, records: &[u8]) -> Result<PathBuf> {
    let folder = target("eval");
    fs::create_dir_all(&folder)?;
    let predicted = folder.join(format!("{}-{}.jsonl", corpus.name, corpus.layer));
    let mut child = command(target("release/dateline"))
        .args(["annotate", "--format", "records", "-"])
        .stdin(Stdio::piped())
        .stdout(fs::File::create(&predicted)?)
        .spawn()?;
    child.stdin.take().context("standard input of dateline")?.write_all(records)?;
    ensure!(child.wait()?.success(), "dateline failed on {}", corpus.file.display());
    Ok(predicted)
}

/// How a layer is scored.
struct Scorer {
    script: &'static str,
    options: &'static [&'static str],
    /// Options that name a file below the data folder.
    data_options: &'static [(&'static str, &'static str)],
    /// Whether gold and prediction are named options.
    named: bool,
    /// The rows of the table, without corpus, split and layer, from what the scorer printed last.
    rows: fn(&Value) -> Vec<String>,
}

impl Scorer {
    fn of(layer: &str) -> Result<Scorer> {
        let plain = Scorer { script: "", options: &[], data_options: &[], named: false, rows: dates };
        Ok(match layer {
            "names" => {
                Scorer { script: "score_ner.py", options: &["--types", "PER,LOC,ORG"], rows: names, ..plain }
            }
            "quotations" => {
                Scorer { script: "score_quotes.py", options: &["--join"], rows: quotations, ..plain }
            }
            "reported" => Scorer {
                script: "score_quotes.py",
                options: &["--join"],
                data_options: &[("--cues", "gazetteer/reporting-verbs.tsv")],
                rows: reported,
                ..plain
            },
            "dates" => Scorer { script: "score_dates.py", ..plain },
            "calendar" => Scorer { script: "score_dates.py", options: &["--calendar"], ..plain },
            "places" => Scorer {
                script: "score_places.py",
                options: &["--optional", "demonym"],
                named: true,
                rows: places,
                ..plain
            },
            other => bail!("no scorer for a layer {other}; see tests/eval/corpora.toml"),
        })
    }
}

/// A share of one as a percentage with two decimals; nothing where there is none.
fn percent(value: &Value) -> String {
    value.as_f64().map_or(String::new(), |share| format!("{:.2}", share * 100.0))
}

/// `measure,gold,predicted,precision,recall,f1,` from an object with p, r and f1.
fn prf(measure: &str, gold: &Value, predicted: &Value, scores: &Value) -> String {
    let [p, r, f1] = ["p", "r", "f1"].map(|key| percent(&scores[key]));
    format!("{measure},{gold},{predicted},{p},{r},{f1},")
}

fn names(json: &Value) -> Vec<String> {
    let row = |kind: &&str| {
        let scores = &json["all"][*kind];
        let counted = &scores["exact"]["pred"];
        prf(&format!("{kind} exact"), &scores["gold"], counted, &scores["exact"])
    };
    ["PER", "LOC", "ORG"].iter().filter(|kind| json["all"][**kind].is_object()).map(row).collect()
}

fn quotations(json: &Value) -> Vec<String> {
    ["direct", "mixed", "indirect", "quoted"].iter().flat_map(|class| quotation_class(json, class)).collect()
}

fn reported(json: &Value) -> Vec<String> {
    quotation_class(json, "indirect")
}

fn quotation_class(json: &Value, class: &str) -> Vec<String> {
    let scores = &json[class];
    let (gold, predicted) = (&scores["gold"], &scores["predicted"]);
    let mut rows: Vec<_> = ["exact", "soft", "tokens", "end_to_end"]
        .iter()
        .map(|measure| {
            prf(&format!("{class} {}", measure.replace('_', "-")), gold, predicted, &scores[*measure])
        })
        .collect();
    for accuracy in ["source", "speaker"] {
        let value = &scores[format!("{accuracy}_accuracy")];
        if !value.is_null() {
            rows.push(format!(
                "{class} {accuracy},{},,,,,{}",
                scores[format!("{accuracy}_pairs")],
                percent(value)
            ));
        }
    }
    rows
}

fn dates(json: &Value) -> Vec<String> {
    let (gold, predicted) = (&json["gold"], &json["predicted"]);
    let row = |measure: &&str| prf(measure, gold, predicted, &json[*measure]);
    let mut rows: Vec<_> = ["strict", "relaxed", "type", "value", "lenient"].iter().map(row).collect();
    rows.push(format!("documents right,{},,,,,{}", json["documents"], percent(&json["documents_right"])));
    rows
}

fn places(json: &Value) -> Vec<String> {
    let all = &json["all"];
    let (gold, predicted) = (&all["gold"], &all["pred"]);
    let end = &all["end_to_end"];
    let [p, r, f1] = ["p161", "r161", "f161"].map(|key| percent(&end[key]));
    vec![
        prf("detection exact", gold, predicted, &all["detect_exact"]),
        prf("detection overlap", gold, predicted, &all["detect_overlap"]),
        format!(
            "resolution within 161 km,{},,,,,{}",
            all["resolve"]["n"],
            percent(&all["resolve"]["acc161"])
        ),
        format!("end-to-end within 161 km,{},{predicted},{p},{r},{f1},", all["gold_located"]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_columns_of_the_header() {
        let json = serde_json::json!({"p": 0.5, "r": 0.25, "f1": 1.0 / 3.0});
        let row = format!("corpus,split,layer,{}", prf("PER exact", &8.into(), &4.into(), &json));
        assert_eq!(row, "corpus,split,layer,PER exact,8,4,50.00,25.00,33.33,");
        assert_eq!(row.matches(',').count(), HEADER.matches(',').count());
    }

    #[test]
    fn ids_fall_into_two_halves() {
        // SHA-1 of "a" ends in b8, of "b" in 98, of "abc" in 9d
        assert_eq!(["a", "b", "abc"].map(is_odd), [false, false, true]);
    }

    #[test]
    fn changed_scores_are_refused() {
        assert!(compare("a\n1\n", "a\n1\n").is_ok());
        assert!(compare("a\n1\n", "a\n2\n").is_err());
    }
}
