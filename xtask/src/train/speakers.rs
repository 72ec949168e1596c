//! `cargo xtask train speakers`: learns the choices between candidates from the quotations that this project annotated.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use dateline::Assets;
use dateline::annotation::Annotation;
use dateline::quotation::choice::{Answer, Choice, Question, Trial, Weights};
use dateline::quotation::{self, Quotation};

use super::logit::{self, Example, Fit};
use super::said::{self, Article, Said};

/// How to train the choices of the quotation layer.
#[derive(clap::Args, Clone)]
pub struct SpeakersOptions {
    /// The folder of corpora
    #[arg(long, default_value = "../shared/data")]
    pub data: PathBuf,
    /// Where to write the weights
    #[arg(long, default_value = "data/en/quotation-weights.tsv")]
    pub out: PathBuf,
    /// Only score the weights that ship
    #[arg(long)]
    pub score: bool,
}

const HEAD: &str = "# Weights of the choices between candidates, in thousandths: question, feature, weight. Made by `cargo xtask train speakers`.\n";
/// Each round reads the articles with the weights of the round before.
const ROUNDS: usize = 3;

pub fn run(options: &SpeakersOptions) -> Result<()> {
    let mut assets = Assets::default();
    for pack in ["data/packs/names.bin", "data/packs/places.bin"] {
        assets.add(&std::fs::read(pack).context(pack)?)?;
    }
    let articles = said::load(&options.data, &assets)?;
    ensure!(!articles.is_empty(), "{} holds no article", said::ANNOTATIONS);
    if options.score {
        report(&articles, &assets, Weights::shipped());
        return Ok(());
    }
    let mut weights = Weights::default();
    let mut table = String::new();
    for round in 0..ROUNDS {
        table = String::from(HEAD);
        let read: Vec<_> = articles
            .iter()
            .filter(|article| !article.dev)
            .map(|article| (article, trial(article, &assets, &weights)))
            .collect();
        weights = Weights::default();
        for question in Question::ALL {
            let examples: Vec<Example> = read
                .iter()
                .flat_map(|(article, (quotations, choices))| {
                    choices
                        .iter()
                        .filter(|choice| choice.question == question)
                        .filter_map(|choice| example(article, quotations, choice))
                })
                .collect();
            let fitted = logit::fit(&examples, Fit { l2: pull(question), least: 3, steps: 300 });
            println!(
                "round {round}: {} choices, {} features of {}",
                examples.len(),
                fitted.len(),
                question.name()
            );
            for (feature, weight) in fitted {
                let thousandths = (weight * 1000.0).round() as i32;
                if thousandths.abs() >= 20 {
                    weights.set(question, &feature, thousandths);
                    table += &format!("{}\t{feature}\t{thousandths}\n", question.name());
                }
            }
        }
    }
    std::fs::write(&options.out, table)?;
    report(&articles, &assets, &weights);
    Ok(())
}

/// How strongly weights are pulled to zero: the fewer examples the stronger, by the held-out articles.
fn pull(question: Question) -> f64 {
    match question {
        Question::End | Question::Right => 1.0,
        Question::Speaker => 10.0,
    }
}

/// The quotations of an article with `weights`, and the choices on the way.
fn trial(article: &Article, assets: &Assets, weights: &Weights) -> (Vec<Quotation>, Vec<Choice>) {
    let trial = Trial { weights: weights.clone(), choices: Default::default() };
    let Annotation { document, mentions, entities, .. } = &article.annotation;
    let quotations = quotation::find_on_trial(document, mentions, entities, assets, Some(&trial)).quotations;
    (quotations, trial.choices.into_inner())
}

/// The choice with its right candidate, where the annotation tells it.
fn example(article: &Article, quotations: &[Quotation], choice: &Choice) -> Option<Example> {
    let right = match choice.question {
        Question::End => right_end(article, choice),
        Question::Speaker => right_speaker(article, choice),
        Question::Right => right_or_wrong(article, quotations, choice),
    }?;
    let candidates = choice.candidates.iter().map(|candidate| candidate.features.clone()).collect();
    Some(Example { candidates, right })
}

fn right_end(article: &Article, choice: &Choice) -> Option<usize> {
    let said = article.said.iter().find(|said| said.cue.is_some_and(|cue| cue.overlaps(choice.at)))?;
    let part = said.content.iter().find(|part| part.start <= choice.from && choice.from < part.end)?;
    choice.candidates.iter().position(|candidate| match candidate.answer {
        Answer::End(end) => end.abs_diff(part.end) <= 2,
        _ => false,
    })
}

fn right_speaker(article: &Article, choice: &Choice) -> Option<usize> {
    let holds = |said: &&Said| {
        said.source.is_some_and(|source| source.overlaps(choice.at))
            || said.source.is_none() && said.content.iter().any(|part| part.overlaps(choice.at))
    };
    let said = article.said.iter().filter(holds).max_by_key(|said| {
        said.content.iter().any(|part| part.start <= choice.from && choice.from < part.end)
    })?;
    let wanted = match said.speaker.as_str() {
        "anonymous" | "collective" | "document" | "?" => Answer::Nobody,
        name => Answer::Entity(said::entity(&article.annotation, name)?),
    };
    choice.candidates.iter().position(|candidate| candidate.answer == wanted)
}

fn right_or_wrong(article: &Article, quotations: &[Quotation], choice: &Choice) -> Option<usize> {
    let quotation = quotations.iter().find(|quotation| quotation.content.first() == Some(&choice.at))?;
    let holds = best(article, quotation).is_some_and(|(said, overlap)| {
        overlap >= 0.8 && said::same_speaker(&article.annotation, quotation, said)
    });
    choice.candidates.iter().position(|candidate| candidate.answer == Answer::Holds(holds))
}

/// The annotated attribution that overlaps most.
fn best<'a>(article: &'a Article, quotation: &Quotation) -> Option<(&'a Said, f64)> {
    let overlap =
        |said: &'a Said| (said, said::overlap(&article.annotation, &quotation.content, &said.content));
    article.said.iter().map(overlap).filter(|(_, share)| *share > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// Prints how the held-out and the training articles are read.
fn report(articles: &[Article], assets: &Assets, weights: &Weights) {
    for dev in [false, true] {
        let mut sums = Sums::default();
        for article in articles.iter().filter(|article| article.dev == dev) {
            let (quotations, choices) = trial(article, assets, weights);
            sums.add(article, &quotations, &choices, weights);
        }
        println!("{}: {}", if dev { "dev" } else { "train" }, sums.text());
    }
}

#[derive(Default)]
struct Sums {
    gold: usize,
    found: usize,
    content: usize,
    speaker: usize,
    paired: usize,
    choices: [(usize, usize); 3],
    /// How often quotations of a probability are right: sum of probabilities, right ones and all, by tenths.
    bins: [(f64, usize, usize); 10],
}

impl Sums {
    fn add(&mut self, article: &Article, quotations: &[Quotation], choices: &[Choice], weights: &Weights) {
        self.gold += article.said.len();
        self.found += quotations.len();
        for quotation in quotations {
            let found = best(article, quotation).filter(|(_, overlap)| *overlap >= 0.5);
            let speaker =
                found.is_some_and(|(said, _)| said::same_speaker(&article.annotation, quotation, said));
            let content = found.is_some_and(|(_, overlap)| overlap >= 0.8);
            self.paired += usize::from(found.is_some());
            self.speaker += usize::from(speaker);
            self.content += usize::from(content && speaker);
            let thousandths = quotation.probability.thousandths();
            let bin = &mut self.bins[usize::from(thousandths / 100).min(9)];
            bin.0 += f64::from(thousandths) / 1000.0;
            bin.1 += usize::from(content && speaker);
            bin.2 += 1;
        }
        for choice in choices {
            let Some(example) = example(article, quotations, choice) else { continue };
            let found = weights.probabilities(choice.question, &choice.candidates);
            let best = (0..found.len()).rev().max_by(|&a, &b| found[a].total_cmp(&found[b]));
            let sum = &mut self.choices[choice.question as usize];
            sum.0 += 1;
            sum.1 += usize::from(best == Some(example.right));
        }
    }

    fn text(&self) -> String {
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let choices: Vec<String> = Question::ALL
            .iter()
            .zip(&self.choices)
            .map(|(question, &(all, right))| {
                format!("{} {:.1} of {all}", question.name(), percent(right, all))
            })
            .collect();
        let error: f64 = self.bins.iter().map(|bin| (bin.0 - bin.1 as f64).abs()).sum();
        format!(
            "{} annotated, {} found; words and speaker right: P {:.1} R {:.1}; speaker {:.1} of {} pairs; choices: {}; calibration error {:.3}",
            self.gold,
            self.found,
            percent(self.content, self.found),
            percent(self.content, self.gold),
            percent(self.speaker, self.paired),
            self.paired,
            choices.join(", "),
            error / self.found.max(1) as f64
        )
    }
}
