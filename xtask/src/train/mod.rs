//! `cargo xtask train`: rebuilds what was learned, byte for byte, from open corpora and named packages.

mod annotated;
mod corpora;
mod crf;
mod errors;
mod fetch;
mod lexicon;
mod logit;
mod names;
mod net;
mod own;
mod report;
mod said;
mod score;
mod senses;
mod silver;
mod speakers;
mod vary;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// What to train.
#[derive(clap::Args)]
pub struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// The recogniser of names: data/packs/names.bin
    Names(NamesOptions),
    /// The choices of the quotation layer: data/en/quotation-weights.tsv
    Speakers(speakers::SpeakersOptions),
}

/// What the recogniser is made of, each of which can be left out to see what it gives.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ingredient {
    /// Brown clusters of words
    Clusters,
    /// How much likelier a word is written with a capital
    Case,
    /// Clusters of word vectors
    Senses,
    /// Lists of forenames, surnames, places and organisations
    Lists,
    /// Contexts of the same word elsewhere in the document
    Elsewhere,
    /// The articles that this project annotated
    Own,
    /// Texts with other names in them
    Swapped,
    /// The mending of labels that a machine gave
    Mended,
}

/// How to train the recogniser of names.
#[derive(clap::Args, Clone)]
pub struct NamesOptions {
    /// The folder of corpora and lists
    #[arg(long, default_value = "../shared/data")]
    pub data: PathBuf,
    /// Where to write the pack
    #[arg(long, default_value = "data/packs/names.bin")]
    pub out: PathBuf,
    /// Leave out the corpora whose text or labels are share-alike
    #[arg(long)]
    pub without_share_alike: bool,
    /// Features to keep
    #[arg(long, default_value_t = 170_000)]
    pub features: usize,
    /// Passes over the training text
    #[arg(long, default_value_t = 6)]
    pub epochs: usize,
    /// Strength of the pull of weights to zero
    #[arg(long, default_value_t = 1.5)]
    pub l1: f32,
    /// How much of a score comes from the linear model; the rest comes from the network
    #[arg(long, default_value_t = 0.6)]
    pub share: f32,
    /// Passes of the network over the training text
    #[arg(long, default_value_t = 7)]
    pub passes: usize,
    /// Use the network of an earlier run, as it lies in target/train
    #[arg(long)]
    pub keep_network: bool,
    /// What to leave out, for ablations
    #[arg(long, value_delimiter = ',')]
    pub without: Vec<Ingredient>,
    /// Only score the pack that --out names
    #[arg(long)]
    pub score: bool,
    /// Print so many errors of each dev split, and nothing else
    #[arg(long)]
    pub errors: Option<usize>,
    /// Train and score without each ingredient in turn and with each family of models alone; writes data/names-experiments.md
    #[arg(long)]
    pub experiments: bool,
    /// Write the table of scores and sizes into data/names.md
    #[arg(long)]
    pub report: bool,
}

impl NamesOptions {
    /// Whether `ingredient` is to be left out.
    fn lacks(&self, ingredient: Ingredient) -> bool {
        self.without.contains(&ingredient)
    }
}

/// Runs the training; hands over to a release build of itself, which is thirty times as fast.
pub fn run(options: Options) -> Result<()> {
    if cfg!(debug_assertions) {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = std::process::Command::new(cargo)
            .args(["run", "--quiet", "--release", "--package", "xtask", "--"])
            .args(std::env::args_os().skip(1))
            .status()
            .context("can't start cargo")?;
        if !status.success() {
            bail!("training in the release build failed");
        }
        return Ok(());
    }
    match options.what {
        What::Names(options) => names::run(&options),
        What::Speakers(options) => speakers::run(&options),
    }
}
