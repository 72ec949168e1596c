//! Trains the recogniser of names and writes its pack.

use std::time::Instant;

use anyhow::{Context, Result};
use dateline::document::Format;
use dateline::mention::lexicon::Lexicon;
use dateline::mention::table::{Reader, Writer};
use dateline::mention::{Names, model};
use dateline::{Assets, Document};

use super::corpora::{CORPORA, Random, Samples, capitals, join, load};
use super::crf::{Crf, Settings};
use super::{NamesOptions, lexicon, score};

/// The date of the newest source.
const DATE: u32 = 20_260_901;

/// Builds the lexicon, trains the model, calibrates it and writes the pack.
pub fn train(options: &NamesOptions) -> Result<()> {
    let clock = Instant::now();
    let say = |what: String| eprintln!("{:6.1} s  {what}", clock.elapsed().as_secs_f64());
    if !options.score {
        let (columns, counted) = lexicon::build(&options.data)?;
        let columns = columns.finish();
        say(format!("lexicon: {counted}, {} bytes, {} after brotli", columns.len(), brotli(&columns)));
        let lexicon = Lexicon::open(&mut Reader::new(&columns)).context("the lexicon does not read back")?;
        let samples = samples(options, &lexicon)?;
        say(format!(
            "samples: {} stretches, {} tokens, {} features; {} names aligned, {} not; {} tokens of names out of reach",
            samples.stretches.len(),
            samples.masks.len(),
            samples.features.len(),
            samples.aligned[0],
            samples.aligned[1],
            samples.lost
        ));
        let crf = fit(options, &samples, &say);
        let pack = write(&columns, &crf, &model::POINTS);
        let pack = match calibrate(options, &pack)? {
            Some(points) => write(&columns, &crf, &points),
            None => pack,
        };
        if let Some(folder) = options.out.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&options.out, &pack)?;
        let path = options.out.to_string_lossy();
        if path.starts_with("data/packs/") {
            crate::data::note(&path, crf.len(), &pack)?;
        }
        say(format!("{}: {} bytes, {} after brotli", options.out.display(), pack.len(), brotli(&pack)));
    }
    report(options, &say)
}

fn samples(options: &NamesOptions, lexicon: &Lexicon) -> Result<Samples> {
    let mut random = Random(1);
    let mut samples = Samples::default();
    for corpus in &CORPORA {
        let mut golds = load(&options.data, corpus.name, "train")?;
        if options.without_share_alike && corpus.share_alike {
            golds.retain(|gold| !gold.license.contains("-SA"));
        }
        if corpus.sentences {
            golds = join(golds, &mut random);
        }
        let weight = f32::from(corpus.weight) / 100.0;
        for gold in &golds {
            samples.add(gold, lexicon, weight, &options.without);
            if random.below(100) < 4
                && let Some(gold) = capitals(gold)
            {
                samples.add(&gold, lexicon, weight, &options.without);
            }
        }
    }
    Ok(samples)
}

/// Trains on all features, keeps those that weigh most, trains on with these.
fn fit(options: &NamesOptions, samples: &Samples, say: &dyn Fn(String)) -> Crf {
    let mut random = Random(2);
    let settings =
        Settings { epochs: options.epochs, l1: options.l1, rate: 0.25, dropout: 150, average: false };
    let mut crf = Crf::new(samples, 3);
    say(format!("{} features of three tokens or more", crf.len()));
    crf.train(samples, settings, &mut random, say);
    crf.prune(options.features);
    say(format!("{} features kept", crf.len()));
    let settings = Settings { epochs: 3, l1: options.l1 / 2.0, rate: 0.15, average: true, ..settings };
    crf.train(samples, settings, &mut random, say);
    crf
}

fn write(lexicon: &[u8], crf: &Crf, calibration: &[u16; 21]) -> Vec<u8> {
    let mut columns = Writer::default();
    columns.bytes(lexicon.iter().copied());
    let mut out = Writer::default();
    model::encode(&crf.rows(), &crf.steps(), calibration, &mut out);
    Names::write(DATE, columns, out)
}

fn assets(pack: &[u8]) -> Result<Assets> {
    let mut assets = Assets::default();
    assets.add(pack)?;
    Ok(assets)
}

/// How often a name is right where the model says so many thousandths; from every other document of the dev splits.
fn calibrate(options: &NamesOptions, pack: &[u8]) -> Result<Option<[u16; 21]>> {
    let assets = assets(pack)?;
    let mut judged = Vec::new();
    for corpus in score::CALIBRATION {
        for gold in load(&options.data, corpus, "dev")?.iter().step_by(2) {
            score::judge(gold, &assets, &mut Default::default(), &mut judged);
        }
    }
    // The share of right names between the middles to the points beside, made to rise.
    let mut points = [0u16; 21];
    for (index, point) in points.iter_mut().enumerate() {
        let middle = model::POINTS[index];
        let from = index.checked_sub(1).map_or(0, |before| (model::POINTS[before] + middle) / 2);
        let to = model::POINTS.get(index + 1).map_or(1000, |after| (middle + after) / 2);
        let near: Vec<_> = judged.iter().filter(|(raw, _)| (from..=to).contains(raw)).collect();
        let right = near.iter().filter(|(_, right)| *right).count();
        *point = ((right * 1000 + usize::from(middle) * 10) / (near.len() + 10)) as u16;
    }
    for index in 1..points.len() {
        points[index] = points[index].max(points[index - 1]);
    }
    Ok(Some(points))
}

/// Scores the pack on every dev split; writes the table into the model card where asked to.
fn report(options: &NamesOptions, say: &dyn Fn(String)) -> Result<()> {
    let pack = std::fs::read(&options.out)?;
    let clock = Instant::now();
    let assets = assets(&pack)?;
    say(format!("opens in {:.1} ms", clock.elapsed().as_secs_f64() * 1000.0));
    let (model, words, phrases) = match &assets.names {
        Some(names) => (names.model.len(), names.lexicon.len().0, names.lexicon.len().1),
        None => (0, 0, 0),
    };
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
        table += &format!("| {corpus} | {} |\n", cells.join(" | "));
        if score::CALIBRATION.contains(&corpus) {
            held.extend(judged);
        }
    }
    let error = calibration_error(&mut held);
    table += &format!(
        "\n{model} features, {words} words and {phrases} phrases in {} bytes, {} after brotli. Expected calibration error on \
         the other half of dev: {error:.3}.\n",
        pack.len(),
        brotli(&pack)
    );
    table.lines().for_each(|line| say(line.to_string()));
    if options.report {
        let card = std::fs::read_to_string(CARD)?;
        let (head, rest) = card.split_once(OPENS).context("the model card lacks the mark of its table")?;
        let (_, tail) = rest.split_once(CLOSES).context("the model card lacks the end of its table")?;
        std::fs::write(CARD, format!("{head}{OPENS}\n{table}{CLOSES}{tail}"))?;
    }
    speed(options, &assets, say)
}

/// The model card, and the marks around its table.
const CARD: &str = "data/names.md";
const OPENS: &str = "<!-- cargo xtask train names --score --report -->";
const CLOSES: &str = "<!-- end -->";

/// How fast names are found in the dev splits, on one core, without reading the documents.
fn speed(options: &NamesOptions, assets: &Assets, say: &dyn Fn(String)) -> Result<()> {
    let mut documents = Vec::new();
    for corpus in ["masc", "redocred", "gum"] {
        for gold in load(&options.data, corpus, "dev")? {
            documents.push(Document::read(&gold.text, Format::Plain));
        }
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let clock = Instant::now();
    let found: usize = documents.iter().map(|document| dateline::mention::find(document, assets).len()).sum();
    let seconds = clock.elapsed().as_secs_f64();
    say(format!("{found} names in {bytes} bytes: {:.2} MB/s", bytes as f64 / seconds / 1e6));
    Ok(())
}

/// Over ten bins of equal count: the mean distance of stated probability and share that is right.
fn calibration_error(judged: &mut [(u16, bool)]) -> f64 {
    judged.sort_by_key(|&(stated, _)| stated); // not by what is right, which would part equals
    let size = judged.len().div_ceil(10).max(1);
    let bins = judged.chunks(size).map(|bin| {
        let stated: f64 = bin.iter().map(|(p, _)| f64::from(*p) / 1000.0).sum();
        let right = bin.iter().filter(|(_, right)| *right).count() as f64;
        (stated - right).abs()
    });
    bins.sum::<f64>() / judged.len().max(1) as f64
}

fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 9, lgwin: 22, ..Default::default() };
    match brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters) {
        Ok(_) => out.len(),
        Err(_) => 0,
    }
}
