//! What developers run: `cargo xtask --help`.

mod browser;
mod data;
mod debian;
mod debian_rust;
mod eval;
mod headers;
mod lint;
mod manifest;
mod packs;
mod serve;
mod setup;
mod size;
mod step;
mod test;
mod toolchain;
mod train;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Sets up, builds, serves, tests and measures Dateline.
///
/// Everything is written below `target`, `www/node_modules` and `www/dist`; on Debian, missing programs are
/// installed as packages.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what is missing, build everything and serve the page
    Serve(serve::Options),
    /// Install what is missing and run every test there is
    Test,
    /// Install what the web build needs; with --test also what the tests need
    Setup {
        /// Also Chromium, for the tests in a browser
        #[arg(long)]
        test: bool,
    },
    /// Build the static site into www/dist
    Web,
    /// Measure www/dist against the budgets of wasm-pack.toml
    Size,
    /// Score every layer on every open corpus
    Eval(eval::Options),
    /// Build the packs of data/packs from their sources
    Data(data::Options),
    /// Rebuild what was learned from open corpora
    Train(train::Options),
    /// Format all Rust code
    Fmt,
    /// Check the format and run clippy, on the host and for WebAssembly
    Lint,
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}"); // not its `Debug`, which shows a backtrace where that is switched on
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Serve(options) => serve::run(&options),
        Task::Test => test::run(),
        Task::Setup { test } => setup::run(test).map(drop),
        Task::Web => web::build(&setup::run(false)?),
        Task::Size => size::run(),
        Task::Eval(options) => eval::run(&options),
        Task::Data(options) => data::run(&options),
        Task::Train(options) => train::run(options),
        Task::Fmt => lint::fmt(),
        Task::Lint => lint::run(&setup::run(false)?),
    }
}
