//! Trains the recogniser of names and writes its pack.

use std::time::Instant;

use anyhow::{Context, Result};
use dateline::Assets;
use dateline::mention::lexicon::Lexicon;
use dateline::mention::net::encode;
use dateline::mention::table::{Reader, Writer};
use dateline::mention::{Names, model};

use super::corpora::{CORPORA, Random, Samples, WIKINEWS, join, load};
use super::crf::{Crf, Settings};
use super::senses::Senses;
use super::vary::{Stock, capitals, swap};
use super::{Ingredient, NamesOptions, errors, lexicon, net, report, score, silver};

/// Of a hundred documents, how many are read again with other names in them, and how much these count.
const SWAPPED: usize = 50;
const SWAPPED_WEIGHT: f32 = 0.5;
/// Of a hundred documents, how many are read again in capitals.
const CAPITALS: usize = 4;

/// The date of the newest source.
const DATE: u32 = 20_260_901;

/// Does what `options` ask for: trains, or only scores, prints errors or runs experiments.
pub fn run(options: &NamesOptions) -> Result<()> {
    if let Some(count) = options.errors {
        return errors::print(
            &options.data,
            &score::CALIBRATION,
            &assets(&std::fs::read(&options.out)?)?,
            count,
        );
    }
    if options.experiments {
        return report::experiments(options);
    }
    let clock = Instant::now();
    let say = |what: String| eprintln!("{:6.1} s  {what}", clock.elapsed().as_secs_f64());
    if !options.score {
        let pack = train(options, &say)?;
        if let Some(folder) = options.out.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&options.out, &pack)?;
        let path = options.out.to_string_lossy();
        if path.starts_with("data/packs/") {
            let features = assets(&pack)?.names.map_or(0, |names| names.model.len());
            crate::data::note(&path, features, &pack)?;
        }
        say(format!("{}: {} bytes", options.out.display(), pack.len()));
    }
    let table = report::table(options, &std::fs::read(&options.out)?)?;
    table.lines().for_each(|line| say(line.to_string()));
    if options.report { report::write(&table) } else { Ok(()) }
}

/// Builds the lexicon, trains both models, calibrates them, and gives the pack.
pub fn train(options: &NamesOptions, say: &dyn Fn(String)) -> Result<Vec<u8>> {
    let senses = Senses::read()?;
    say(format!("{} senses", senses.middles.len()));
    let (columns, counted) = lexicon::build(&options.data, &senses, &options.without)?;
    let columns = columns.finish();
    say(format!("lexicon: {counted}, {} bytes", columns.len()));
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
    let crf = fit(options, &samples, say);
    let net = net::train(options, &samples, &senses, say)?;
    let write = |points| write(options.share, &columns, &crf, &net, points);
    Ok(write(&calibrate(options, &write(&model::POINTS))?))
}

fn samples(options: &NamesOptions, lexicon: &Lexicon) -> Result<Samples> {
    let mut random = Random(1);
    let mut samples =
        Samples { forget_elsewhere: options.lacks(Ingredient::Elsewhere), ..Samples::default() };
    let stock = Stock::read(&options.data)?;
    for corpus in &CORPORA {
        if corpus.name == WIKINEWS && options.lacks(Ingredient::Own) {
            continue;
        }
        let mut golds = load(&options.data, corpus.name, "train")?;
        if options.without_share_alike && corpus.share_alike {
            golds.retain(|gold| !gold.license.contains("-SA"));
        }
        if corpus.sentences {
            if !options.lacks(Ingredient::Mended) {
                silver::mend(&mut golds); // the only one labelled by a machine
            }
            golds = join(golds, &mut random);
        }
        let weight = f32::from(corpus.weight) / 100.0;
        for gold in &golds {
            samples.add(gold, lexicon, weight);
            if random.below(100) < SWAPPED && !options.lacks(Ingredient::Swapped) {
                samples.add(&swap(gold, &stock, &mut random), lexicon, weight * SWAPPED_WEIGHT);
            }
            if random.below(100) < CAPITALS
                && let Some(gold) = capitals(gold)
            {
                samples.add(&gold, lexicon, weight);
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

fn write(share: f32, lexicon: &[u8], crf: &Crf, net: &net::Net, calibration: &[u16; 21]) -> Vec<u8> {
    let (mut columns, mut model, mut network) = (Writer::default(), Writer::default(), Writer::default());
    columns.bytes(lexicon.iter().copied());
    model::encode(&crf.rows(share), &crf.steps(share, &net.steps), calibration, &mut model);
    encode(&net.weights(1.0 - share), &mut network);
    Names::write(DATE, columns, model, network)
}

/// The assets with only `pack`.
pub fn assets(pack: &[u8]) -> Result<Assets> {
    let mut assets = Assets::default();
    assets.add(pack)?;
    Ok(assets)
}

/// How often a name is right where the model says so many thousandths; from every other document of the dev splits.
fn calibrate(options: &NamesOptions, pack: &[u8]) -> Result<[u16; 21]> {
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
    Ok(points)
}
