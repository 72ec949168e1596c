//! `cargo xtask train`: rebuilds what was learned, byte for byte, from open corpora and named packages.

mod corpora;
mod crf;
mod fetch;
mod lexicon;
mod names;
mod score;

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
    /// Groups of features to leave out, for ablations: numbers of templates
    #[arg(long, value_delimiter = ',')]
    pub without: Vec<u32>,
    /// Only score the pack that --out names
    #[arg(long)]
    pub score: bool,
    /// Write the table of scores and sizes into data/names.md
    #[arg(long)]
    pub report: bool,
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
        What::Names(options) => names::train(&options),
    }
}
