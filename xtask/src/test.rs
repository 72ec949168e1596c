//! Every test there is, one phase a promise.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::CommandFactory;

use crate::serve::{Site, listen};
use crate::setup::{self, Setup};
use crate::step::{command, root, show, target};
use crate::web::{self, node_program};
use crate::{lint, size};

/// What a phase does.
type Work<'a> = Box<dyn Fn() -> Result<()> + 'a>;

/// How a phase ended, with its name and time.
struct Outcome(&'static str, Duration, Result<()>);

/// Sets up, then runs every phase, also after one that failed.
pub fn run() -> Result<()> {
    let start = Instant::now();
    heading("set-up");
    let setup = setup::run(true)?;
    let set_up = Outcome("set-up", start.elapsed(), Ok(()));
    let phases = phases(&setup).into_iter().map(|(name, work)| {
        heading(name);
        let start = Instant::now();
        let result = work();
        if let Err(error) = &result {
            eprintln!("{name} failed: {error:#}");
        }
        Outcome(name, start.elapsed(), result)
    });
    let outcomes: Vec<_> = std::iter::once(set_up).chain(phases).collect();
    heading("summary");
    for Outcome(name, time, result) in &outcomes {
        eprintln!("{:8.1} s  {:6}  {name}", time.as_secs_f32(), if result.is_ok() { "ok" } else { "FAILED" });
    }
    eprintln!("{:8.1} s  in all", start.elapsed().as_secs_f32());
    match outcomes.iter().filter(|outcome| outcome.2.is_err()).count() {
        0 => Ok(()),
        failed => bail!("{failed} of {} phases failed", outcomes.len()),
    }
}

/// The phases in their order: cheap ones first.
fn phases(setup: &Setup) -> Vec<(&'static str, Work<'_>)> {
    let mut phases: Vec<(&'static str, Work<'_>)> = vec![
        ("format", Box::new(lint::format)),
        ("clippy", Box::new(lint::host)),
        ("clippy for WebAssembly", Box::new(|| lint::wasm(setup))),
        (
            "unit, suite, golden, property and doc tests",
            Box::new(|| show(command("cargo").args(["test", "--workspace", "--no-fail-fast"]))),
        ),
        ("documentation", Box::new(documentation)),
        ("the shell in headless Chromium", Box::new(|| shell(setup))),
        ("the site", Box::new(|| web::build(setup))),
        ("sizes", Box::new(size::run)),
        (
            "types of the page",
            Box::new(|| show(node_program("tsc").current_dir(root().join("www")).arg("--noEmit"))),
        ),
        (
            "units of the page, and the engine in Node",
            Box::new(|| show(node_program("vitest").current_dir(root().join("www")).arg("run"))),
        ),
        ("the page in headless Chromium", Box::new(|| page(setup))),
    ];
    // Subcommands that check what is committed against a rebuild; each says "skipped: …" where its data is not there.
    let tasks = [("data", "--check"), ("eval", "--check"), ("fuzz", "--check")];
    for (name, check) in
        tasks.into_iter().filter(|(name, _)| crate::Cli::command().find_subcommand(name).is_some())
    {
        phases.push((name, Box::new(move || show(command(std::env::current_exe()?).args([name, check])))));
    }
    phases
}

fn heading(name: &str) {
    eprintln!("\n── {name} {}", "─".repeat(76usize.saturating_sub(name.chars().count())));
}

/// Links and doc comments of the whole workspace.
fn documentation() -> Result<()> {
    show(command("cargo").env("RUSTDOCFLAGS", "-D warnings").args([
        "doc",
        "--workspace",
        "--no-deps",
        "--quiet",
    ]))
}

/// `tests/wasm.rs` by wasm-bindgen-test, without `wasm-pack test`, which would build the unit tests for WebAssembly too:
/// those use crates that do not build there.
fn shell(setup: &Setup) -> Result<()> {
    let browser = setup.browser.as_ref().context("the set-up looked for no browser")?;
    let triple = &setup.manifest.build.triple;
    let runner = format!("CARGO_TARGET_{}_RUNNER", triple.to_uppercase().replace('-', "_"));
    let mut cargo = setup.toolchain.command("cargo");
    cargo
        .env(runner, target("tools/bin/wasm-bindgen-test-runner"))
        .env("CHROMEDRIVER", &browser.chromedriver);
    cargo.env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    show(cargo.args(["test", "--target", triple, "--no-default-features", "--test", "wasm"]))
}

/// The end-to-end tests of the page, against the server of `serve`, with the site at `/` and in a folder.
fn page(setup: &Setup) -> Result<()> {
    let browser = setup.browser.as_ref().context("the set-up looked for no browser")?;
    let listener = listen(0)?;
    let address = listener.local_addr()?;
    Site::read(web::dist(), ["/", "/some/folder/"])?.serve(listener)?;
    let mut playwright = node_program("playwright");
    playwright.current_dir(root().join("www")).arg("test").env("DATELINE_URL", format!("http://{address}/"));
    show(playwright.env("DATELINE_CHROMIUM", &browser.chromium).env("DATELINE_OUTPUT", target("playwright")))
}
