//! The format, and clippy on the host and for WebAssembly.

use anyhow::Result;

use crate::setup::Setup;
use crate::step::{command, show};

/// Formats all Rust code.
pub fn fmt() -> Result<()> {
    show(command("cargo").args(["fmt", "--all"]))
}

/// Checks the format and runs clippy.
pub fn run(setup: &Setup) -> Result<()> {
    format()?;
    host()?;
    wasm(setup)
}

/// Whether all Rust code is formatted.
pub fn format() -> Result<()> {
    show(command("cargo").args(["fmt", "--all", "--check"]))
}

/// clippy for the host: everything but the shell.
pub fn host() -> Result<()> {
    show(command("cargo").args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// clippy for WebAssembly: the shell is compiled only there.
pub fn wasm(setup: &Setup) -> Result<()> {
    let triple = &setup.manifest.build.triple;
    let mut cargo = setup.toolchain.command("cargo");
    show(cargo.args([
        "clippy",
        "--target",
        triple,
        "--no-default-features",
        "--lib",
        "--test",
        "wasm",
        "--",
        "-D",
        "warnings",
    ]))
}
