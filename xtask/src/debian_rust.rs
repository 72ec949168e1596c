//! Debian's Rust as a toolchain for WebAssembly, in `target/wasm-toolchain`.
//!
//! Debian has a current rustc with the sources of its standard library, and no library for WebAssembly: that is built
//! here, once. `bin/rustc` passes the folder as its sysroot, so every tool that finds it uses the folder's libraries, and
//! nothing is written to where the packages put theirs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::debian::Missing;
use crate::step::{ask, command, hash, is_done, log, set_done, target};

/// A current rustc and cargo, the sources of the standard library, clippy.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

/// What those packages bring.
const FILES: [&str; 4] = [
    "/usr/bin/rustc",
    "/usr/bin/cargo",
    "/usr/lib/rustlib/src/rust/library/Cargo.lock",
    "/usr/bin/cargo-clippy",
];

/// Part of the stamp: to be raised when the way the folder is made changes.
const RECIPE: u32 = 3;

/// The folder of the toolchain.
pub fn folder() -> PathBuf {
    target("wasm-toolchain")
}

/// Notes which packages are missing.
pub fn look(missing: &mut Missing) {
    if FILES.iter().any(|file| !Path::new(file).exists()) {
        missing.add(PACKAGES, "Debian's rustc, cargo and clippy");
    }
    let llvm = llvm();
    if !linker(&llvm).exists() {
        missing.add([format!("lld-{llvm}")], "LLVM's linker lld");
    }
}

/// The version of LLVM that Debian's rustc has, or will have when it is installed.
fn llvm() -> String {
    let version = ask(command("/usr/bin/rustc").arg("-vV")).unwrap_or_default();
    let depends = ask(command("apt-cache").args(["depends", "rust-web-llvm"])).unwrap_or_default();
    let installed = value(&version, "LLVM version: ").and_then(|version| version.split('.').next());
    installed.or(value(&depends, "Depends: llvm-")).unwrap_or("22").to_owned()
}

/// What follows `name` on its line.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.trim().strip_prefix(name))
}

/// LLVM's linker.
fn linker(llvm: &str) -> PathBuf {
    PathBuf::from(format!("/usr/lib/llvm-{llvm}/bin/lld"))
}

/// Makes the folder, unless it was made of the same rustc.
pub fn make(triple: &str) -> Result<String> {
    let folder = folder();
    let version = ask(command("/usr/bin/rustc").arg("-vV")).context("/usr/bin/rustc does not run")?;
    let name = version.lines().next().unwrap_or_default().to_owned();
    let host = value(&version, "host: ").context("/usr/bin/rustc names no host")?;
    let key = hash(format!("{RECIPE} {} {triple} {version}", folder.display()).as_bytes());
    if is_done("wasm-toolchain", &key) && folder.exists() {
        return Ok(format!("{name}, up to date"));
    }
    let library = build_std(triple)?;
    let made = target("wasm-toolchain.new");
    remove(&made)?;
    let lib = made.join("lib/rustlib");
    for folder in [made.join("bin"), lib.join(host).join("bin"), lib.join(triple).join("lib")] {
        fs::create_dir_all(folder)?;
    }
    let rustc = format!("#!/bin/sh\nexec /usr/bin/rustc --sysroot '{}' \"$@\"\n", folder.display());
    script(&made.join("bin/rustc"), &rustc)?;
    for name in ["cargo", "cargo-clippy", "clippy-driver"] {
        link(&Path::new("/usr/bin").join(name), &made.join("bin").join(name))?;
    }
    link(&Path::new("/usr/lib/rustlib").join(host).join("lib"), &lib.join(host).join("lib"))?;
    link(&linker(&llvm()), &lib.join(host).join("bin/rust-lld"))?;
    for file in library {
        let name = file.file_name().context("a library has no name")?;
        fs::copy(&file, lib.join(triple).join("lib").join(name))?;
    }
    remove(&folder)?;
    fs::rename(&made, &folder)?;
    remove(&target("wasm"))?; // linked against the last standard library: E0460, E0463
    remove(&target("wasm-std"))?;
    set_done("wasm-toolchain", &key)?;
    Ok(format!("made of {name}"))
}

/// Builds the standard library for `triple`, with `test` for wasm-bindgen-test, and with bitcode, without which `lto`
/// fails or is silently not done; returns its files.
fn build_std(triple: &str) -> Result<Vec<PathBuf>> {
    let folder = target("wasm-std");
    remove(&folder)?;
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut cargo = command("/usr/bin/cargo");
    forget_rustup(&mut cargo);
    cargo
        .current_dir(&folder)
        .env("PATH", "/usr/bin:/bin")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .args(["build", "--release", "-Zbuild-std=std,panic_abort,test", "--target", triple])
        .args(["--target-dir", "build"]);
    log("wasm-std", &mut cargo)?;
    let files = fs::read_dir(folder.join("build").join(triple).join("release/deps"))?;
    let is_library = |name: &str| name.ends_with(".rlib") && !name.starts_with("libempty-");
    Ok(files
        .flatten()
        .filter(|file| is_library(&file.file_name().to_string_lossy()))
        .map(|file| file.path())
        .collect())
}

/// Removes what would lead Debian's cargo back to rustup's programs.
pub fn forget_rustup(command: &mut Command) {
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "CARGO_BUILD_RUSTC", "CARGO_BUILD_RUSTDOC"] {
        command.env_remove(name);
    }
}

/// Removes a folder, if it is there.
fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(to, at)?)
}

#[cfg(unix)]
fn script(path: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, text)?;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    anyhow::bail!("Debian's toolchain needs Debian")
}

#[cfg(not(unix))]
fn script(_: &Path, _: &str) -> Result<()> {
    anyhow::bail!("Debian's toolchain needs Debian")
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_value_follows_its_name() {
        let text = "rustc 1.96.0\nhost: x86_64-unknown-linux-gnu\n  Depends: llvm-22\n";
        assert_eq!(value(text, "host: "), Some("x86_64-unknown-linux-gnu"));
        assert_eq!(value(text, "Depends: llvm-"), Some("22"));
        assert_eq!(value(text, "LLVM version: "), None);
    }
}
