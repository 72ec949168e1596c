//! Tables and figures of the names pack: scores, speed, calibration, and what each of its ingredients gives.

use std::fmt::Write;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::ValueEnum;
use dateline::document::Format;
use dateline::{Assets, Document};

use super::corpora::load;
use super::names::{assets, train};
use super::{Ingredient, NamesOptions, score};

/// The model card, and the marks around its table.
const CARD: &str = "data/names.md";
const OPENS: &str = "<!-- cargo xtask train names --score --report -->";
const CLOSES: &str = "<!-- end -->";
/// What each ingredient gives.
const EXPERIMENTS: &str = "data/names-experiments.md";
/// How often names of a stated probability are right.
const CALIBRATION: &str = "docs/names-calibration.svg";

/// The table of scores on every dev split, and of sizes and speed; draws the figure of calibration where asked to.
pub fn table(options: &NamesOptions, pack: &[u8]) -> Result<String> {
    let (clock, before) = (Instant::now(), resident());
    let assets = assets(pack)?;
    let (opened, memory) = (clock.elapsed(), resident().saturating_sub(before));
    let names = assets.names.as_ref().context("the pack holds no names")?;
    let mut table = String::from(
        "| dev split | PER P / R / F1 | LOC P / R / F1 | ORG P / R / F1 |\n| --- | --- | --- | --- |\n",
    );
    let mut held = Vec::new();
    for corpus in score::DEV {
        let (counts, judged) = score::corpus(&options.data, corpus, &assets)?;
        let cells = counts.map(|counts| {
            let rate = |whole: usize| 100.0 * counts.hit as f64 / whole.max(1) as f64;
            format!("{:.1} / {:.1} / {:.1}", rate(counts.predicted), rate(counts.gold), counts.f1())
        });
        writeln!(table, "| {corpus} | {} |", cells.join(" | "))?;
        if score::CALIBRATION.contains(&corpus) {
            held.extend(judged);
        }
    }
    let bins = bins(&mut held);
    if options.report {
        std::fs::write(CALIBRATION, figure(&bins))?;
    }
    let ((words, phrases), features) = (names.lexicon.len(), names.model.len());
    writeln!(
        table,
        "\n{features} features, {words} words and {phrases} phrases in {} bytes, {} after brotli; opened in {:.1} ms, holding {:.0} MB. \
         Expected calibration error on the other half of dev, ten bins: {:.3}. Names alone, on one core: {:.1} MB/s.",
        pack.len(),
        brotli(pack),
        opened.as_secs_f64() * 1000.0,
        memory as f64 / 1e6,
        error(&bins),
        speed(options, &assets)?
    )?;
    Ok(table)
}

/// Bytes of memory that this process holds, as Linux tells; 0 elsewhere.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|pages| pages.split(' ').nth(1)?.parse::<u64>().ok());
    pages.map_or(0, |pages| pages * 4096)
}

/// Writes `table` into the model card.
pub fn write(table: &str) -> Result<()> {
    let card = std::fs::read_to_string(CARD)?;
    let (head, rest) = card.split_once(OPENS).context("the model card lacks the mark of its table")?;
    let (_, tail) = rest.split_once(CLOSES).context("the model card lacks the end of its table")?;
    Ok(std::fs::write(CARD, format!("{head}{OPENS}\n{table}{CLOSES}{tail}"))?)
}

/// Trains with either model alone, and without each ingredient in turn; writes the table.
pub fn experiments(options: &NamesOptions) -> Result<()> {
    let both = NamesOptions { without: Vec::new(), keep_network: false, ..options.clone() };
    let mut variants = vec![
        ("both models".to_string(), both.clone()),
        ("linear model alone".to_string(), NamesOptions { share: 1.0, keep_network: true, ..both.clone() }),
        ("network alone".to_string(), NamesOptions { share: 0.0, keep_network: true, ..both.clone() }),
    ];
    for ingredient in Ingredient::value_variants() {
        let value = ingredient.to_possible_value().context("an ingredient without a name")?;
        let what = value.get_help().map(|help| help.to_string().to_lowercase()).unwrap_or_default();
        let without = NamesOptions { without: vec![*ingredient], ..both.clone() };
        variants.push((format!("without {}: {what}", value.get_name()), without));
    }
    let mut out = String::from(
        "# What the recogniser of names owes to what\n\nExact F1 on the dev splits in per cent, PER / LOC / ORG; the mean is over \
         the six corpora of others that calibration uses, since wikinews is small and ours. Written by `cargo xtask train names \
         --experiments`, which trains the pack anew for each row.\n\n",
    );
    writeln!(out, "| pack | {} | mean | brotli |", score::CALIBRATION.join(" | "))?;
    writeln!(out, "| --- |{}", " --- |".repeat(score::CALIBRATION.len() + 2))?;
    for (name, variant) in variants {
        eprintln!("{name}");
        let pack = train(&variant, &|what| eprintln!("  {what}"))?;
        let assets = assets(&pack)?;
        let (mut cells, mut sums) = (Vec::new(), [0.0; 3]);
        for corpus in score::CALIBRATION {
            let (counts, _) = score::corpus(&options.data, corpus, &assets)?;
            let scores = counts.map(score::Counts::f1);
            if corpus != super::corpora::WIKINEWS {
                sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
            }
            cells.push(scores.map(|score| format!("{score:.1}")).join(" / "));
        }
        let mean = sums.map(|sum| format!("{:.1}", sum / (score::CALIBRATION.len() - 1) as f64)).join(" / ");
        writeln!(out, "| {name} | {} | {mean} | {} KB |", cells.join(" | "), brotli(&pack) / 1000)?;
        std::fs::write(EXPERIMENTS, &out)?; // row by row: it takes long
    }
    Ok(())
}

/// How fast names are found in the dev splits, on one core, without reading the documents, in MB/s.
fn speed(options: &NamesOptions, assets: &Assets) -> Result<f64> {
    let mut documents = Vec::new();
    for corpus in ["masc", "redocred", "gum"] {
        for gold in load(&options.data, corpus, "dev")? {
            documents.push(Document::read(&gold.text, Format::Plain));
        }
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let clock = Instant::now();
    let found: usize = documents.iter().map(|document| dateline::mention::find(document, assets).len()).sum();
    anyhow::ensure!(found > 0, "no name was found");
    Ok(bytes as f64 / clock.elapsed().as_secs_f64() / 1e6)
}

/// A tenth of the judged names: how many, their mean stated probability, and the share that is right.
struct Bin(usize, f64, f64);

/// Ten bins of equal count, by stated probability.
fn bins(judged: &mut [(u16, bool)]) -> Vec<Bin> {
    judged.sort_by_key(|&(stated, _)| stated); // not by what is right, which would part equals
    let size = judged.len().div_ceil(10).max(1);
    let bin = |names: &[(u16, bool)]| {
        let stated: f64 = names.iter().map(|(p, _)| f64::from(*p) / 1000.0).sum();
        let right = names.iter().filter(|(_, right)| *right).count() as f64;
        Bin(names.len(), stated / names.len() as f64, right / names.len() as f64)
    };
    judged.chunks(size).map(bin).collect()
}

/// The mean distance of stated probability and share that is right.
fn error(bins: &[Bin]) -> f64 {
    let all: usize = bins.iter().map(|bin| bin.0).sum();
    bins.iter().map(|Bin(count, stated, right)| *count as f64 * (stated - right).abs()).sum::<f64>()
        / all.max(1) as f64
}

/// The bins as points beside the line on which stated and right are equal.
fn figure(bins: &[Bin]) -> String {
    let at = |share: f64| 20.0 + 280.0 * share;
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 340 340\" font-family=\"sans-serif\" font-size=\"11\" \
         role=\"img\" aria-label=\"Share of names that are right, by stated probability\">\n\
         <rect width=\"340\" height=\"340\" fill=\"#fff\"/>\n\
         <path d=\"M20 20V300H300M20 300L300 20\" fill=\"none\" stroke=\"#888\"/>\n\
         <text x=\"160\" y=\"330\" text-anchor=\"middle\">stated probability, 0 to 1</text>\n\
         <text transform=\"translate(12 160) rotate(-90)\" text-anchor=\"middle\">share that is right, 0 to 1</text>\n",
    );
    for Bin(count, stated, right) in bins {
        svg += &format!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\" fill=\"#1f5fa8\"><title>{count} names: stated {stated:.3}, right \
             {right:.3}</title></circle>\n",
            at(*stated),
            320.0 - at(*right)
        );
    }
    svg + "</svg>\n"
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    match brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters) {
        Ok(_) => out.len(),
        Err(_) => 0,
    }
}
