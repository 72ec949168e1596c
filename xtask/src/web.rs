//! The static site in `www/dist`: the engine by wasm-pack and wasm-opt, the packs, and the page by Vite.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::manifest::Manifest;
use crate::packs;
use crate::setup::Setup;
use crate::step::{
    command, files, hash, hash_files, is_done, log, root, set_done, step, target, write_if_changed,
};

/// Files that a server sends as brotli, by their extension. Packs are compressed already.
const COMPRESSED: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];

/// The folder of the built site.
pub fn dist() -> PathBuf {
    root().join("www/dist")
}

/// Builds everything that has changed.
pub fn build(setup: &Setup) -> Result<()> {
    step("the engine in WebAssembly", || engine(setup))?;
    step("wasm-opt", || optimise(&setup.manifest))?;
    step("the packs", packs::build)?;
    step("the page", page)
}

/// Runs wasm-pack. cargo knows best what has changed, so this asks it each time.
fn engine(setup: &Setup) -> Result<String> {
    let build = &setup.manifest.build;
    let mut wasm_pack = setup.toolchain.command("wasm-pack");
    wasm_pack
        .args(["build", ".", "--no-pack", "--mode", "no-install"])
        .args(["--target", &build.target, "--profile", &build.profile])
        .args(["--out-name", &build.package, "--out-dir"])
        .arg(target("site/raw"))
        .args(["--", "--no-default-features", "--features", &build.features.join(",")]);
    log("wasm-pack", &mut wasm_pack)?;
    let made = target("site/raw").join(format!("{}_bg.wasm", build.package));
    Ok(format!("{} bytes", fs::metadata(made)?.len()))
}

/// Runs binaryen's wasm-opt on what wasm-pack made, and puts all of it into `target/site/pkg`.
fn optimise(manifest: &Manifest) -> Result<String> {
    let (raw, made) = (target("site/raw"), target("site/pkg"));
    let wasm = format!("{}_bg.wasm", manifest.build.package);
    for file in files(&raw, &[".gitignore", &wasm])? {
        write_if_changed(&made.join(file.strip_prefix(&raw)?), &fs::read(&file)?)?;
    }
    let flags = &manifest.wasm_opt.flags;
    let lock = fs::read(root().join("www/package-lock.json"))?; // names the version of binaryen
    let key = hash(format!("{} {} {flags:?}", hash(&fs::read(raw.join(&wasm))?), hash(&lock)).as_bytes());
    let fresh = is_done("wasm-opt", &key) && made.join(&wasm).exists();
    if !fresh {
        let mut wasm_opt = node_program("wasm-opt");
        log("wasm-opt", wasm_opt.arg(raw.join(&wasm)).args(flags).arg("-o").arg(made.join(&wasm)))?;
        set_done("wasm-opt", &key)?;
    }
    let bytes = fs::metadata(made.join(&wasm))?.len();
    Ok(format!("{bytes} bytes{}", if fresh { ", up to date" } else { "" }))
}

/// Runs Vite, and compresses what a server sends.
fn page() -> Result<String> {
    let www = root().join("www");
    let key = hash_files(
        &[
            www.clone(),
            target("site/pkg"),
            target("site/packs"),
            target("site/packs.ts"),
            root().join("data/sources.toml"),
        ],
        &["dist", "node_modules", "tests", "test-results"],
    )?;
    if is_done("page", &key) && dist().join("index.html").exists() {
        return Ok("up to date".into());
    }
    log("vite", node_program("vite").current_dir(&www).args(["build", "--logLevel", "warn"]))?;
    for file in files(&dist(), &["_headers"])? {
        let extension = file.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|extension| COMPRESSED.contains(&extension)) {
            compress(&file)?;
        }
    }
    set_done("page", &key)?;
    Ok(format!("built into {}", dist().display()))
}

/// Puts `FILE.br` beside a file, if that is smaller.
fn compress(file: &Path) -> Result<()> {
    let bytes = fs::read(file)?;
    let kept = target("site/brotli").join(hash(&bytes));
    if !kept.exists() {
        let mut packed = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)
            .with_context(|| format!("could not compress {}", file.display()))?;
        write_if_changed(&kept, &packed)?;
    }
    if fs::metadata(&kept)?.len() < bytes.len() as u64 {
        fs::copy(&kept, file.with_added_extension("br"))?;
    }
    Ok(())
}

/// A program of the Node packages.
pub fn node_program(name: &str) -> std::process::Command {
    command(root().join("www/node_modules/.bin").join(name))
}
