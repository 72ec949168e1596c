//! What a bare machine lacks: each piece is looked for first, and installed only where it is missing.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::browser::Browser;
use crate::debian::Missing;
use crate::manifest::Manifest;
use crate::step::{ask, command, hash, is_done, log, root, set_done, step, target};
use crate::toolchain::{self, Toolchain};

/// What the builds and tests need, in place.
pub struct Setup {
    pub manifest: Manifest,
    pub toolchain: Toolchain,
    /// Only where asked for.
    pub browser: Option<Browser>,
}

/// Puts everything in place for the web build, and with `test` for the tests in a browser.
pub fn run(test: bool) -> Result<Setup> {
    let manifest = Manifest::read()?;
    check_node()?;
    let kind = toolchain::Kind::choose(&manifest.build.triple)?;
    let mut missing = Missing::default();
    kind.look(&mut missing);
    if test {
        Browser::look(&mut missing);
    }
    missing.install()?;
    let toolchain = Toolchain::make(kind, &manifest.build.triple)?;
    let browser = test.then(Browser::find).transpose()?;
    for (name, version) in &manifest.tools {
        install_tool(name, version)?;
    }
    let build = target("tools/build");
    if build.exists() {
        fs::remove_dir_all(build)?; // hundreds of megabytes, of use to the next tool only
    }
    install_node_packages()?;
    Ok(Setup { manifest, toolchain, browser })
}

/// Whether Node is there: it comes with the machine, like Rust.
fn check_node() -> Result<()> {
    step("Node", || match (ask(command("node").arg("--version")), ask(command("npm").arg("--version"))) {
        (Some(node), Some(npm)) => Ok(format!("{node}, npm {npm}")),
        _ => {
            bail!("Node and npm are missing: install Node 20.19 or newer, see https://nodejs.org/en/download")
        }
    })
}

/// Installs a program of `wasm-pack.toml` into `target/tools`, unless it is there in the right version.
fn install_tool(name: &str, version: &str) -> Result<()> {
    step(&format!("{name} {version}"), || {
        let program = if name == "wasm-bindgen-cli" { "wasm-bindgen" } else { name };
        let at = target("tools/bin").join(program);
        let found = ask(command(at).arg("--version"));
        if found.is_some_and(|found| found.split_whitespace().nth(1) == Some(version)) {
            return Ok("up to date".into());
        }
        let mut cargo = command("cargo");
        cargo
            .args(["install", "--force", name, "--version", version, "--root"])
            .arg(target("tools"))
            // Shared by the tools, which have most of their dependencies in common, and built to be there soon rather
            // than to run fast: they work for a second or two.
            .env("CARGO_TARGET_DIR", target("tools/build"))
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_LTO", "off");
        log(name, &mut cargo)?;
        Ok("installed into target/tools".into())
    })
}

/// Installs the packages of `www/package-lock.json`, unless the last ones were of the same lock.
fn install_node_packages() -> Result<()> {
    step("Node packages", || {
        let www = root().join("www");
        let key = hash(&fs::read(www.join("package-lock.json"))?);
        if is_done("node-packages", &key) && www.join("node_modules/.package-lock.json").exists() {
            return Ok("up to date".into());
        }
        log("npm", command("npm").current_dir(&www).args(["ci", "--no-audit", "--no-fund"]))?;
        set_done("node-packages", &key)?;
        Ok("installed into www/node_modules".into())
    })
}

/// The program `name` in `PATH`.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
