//! The Rust toolchain that builds for `wasm32-unknown-unknown`.
//!
//! Where rustc has a standard library for that target, or rustup can add one, it is the developer's own. Where neither
//! holds, it is Debian's, in a folder of ours with a standard library built from Debian's sources: see [`debian`].

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, thread, time::Duration};

use anyhow::{Context, Result, bail};

use crate::setup::apt_install;
use crate::step::{ask, command, hash, is_done, log, root, set_done, step, target};

/// Programs and folders that come first in `PATH` while building for WebAssembly.
pub struct Toolchain {
    /// The folder with `rustc` and `cargo`, or `None` for the developer's own.
    own: Option<PathBuf>,
}

/// Which toolchain to use whatever is there, for trying the other one: `rustup` or `debian`.
const CHOICE: &str = "DATELINE_WASM_TOOLCHAIN";

/// Debian's packages: a current rustc and cargo, the sources of the standard library, clippy.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

impl Toolchain {
    /// Finds a toolchain that builds for `triple`, or makes one.
    pub fn find(triple: &str) -> Result<Toolchain> {
        let mut own = None;
        step("Rust for WebAssembly", || {
            let choice = env::var(CHOICE).unwrap_or_default();
            let made = target("wasm-toolchain");
            if choice != "debian" && has_std(triple) {
                return Ok(format!("rustc has {triple}"));
            }
            if choice != "debian" && !made.exists() && rustup_adds(triple) && has_std(triple) {
                return Ok(format!("rustup added {triple}"));
            }
            if choice == "rustup" {
                bail!("rustup has no {triple}; try `rustup target add {triple}`");
            }
            own = Some(made.join("bin"));
            debian(&made, triple)
        })?;
        Ok(Toolchain { own })
    }

    /// A command that finds this toolchain and the tools of `target/tools`, and builds into `target/wasm`.
    pub fn command(&self, program: &str) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let tools = target("tools/bin");
        let folders = self.own.iter().cloned().chain([tools.clone()]).chain(env::split_paths(&path));
        let path = env::join_paths(folders).expect("the folders of PATH have no separator in their names");
        // Looked up by hand: the path that counts is the child's, not ours.
        let at =
            self.own.iter().chain([&tools]).map(|folder| folder.join(program)).find(|file| file.exists());
        let mut command = command(at.unwrap_or_else(|| program.into()));
        command.env("PATH", path).env("CARGO_TARGET_DIR", target("wasm"));
        if let Some(bin) = &self.own {
            forget_rustup(&mut command);
            command.env("SYSROOT", bin.parent().expect("bin lies in the toolchain")); // read by clippy-driver
        }
        command
    }
}

/// Whether the rustc in `PATH` has a standard library for `triple`.
fn has_std(triple: &str) -> bool {
    let folder = ask(command("rustc").args(["--print", "target-libdir", "--target", triple]));
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
    entries.is_some_and(|mut entries| {
        entries
            .any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
    })
}

/// Asks rustup for `triple`, for at most a minute: where its server cannot be reached, it would try for long.
fn rustup_adds(triple: &str) -> bool {
    let mut command = command("rustup");
    command
        .args(["target", "add", triple])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    for _ in 0..600 {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Makes a toolchain folder of Debian's rustc with a standard library built from Debian's sources.
///
/// `bin/rustc` passes the folder as its sysroot, so every tool that finds it uses the folder's libraries, and nothing
/// is written to where the packages put theirs.
fn debian(folder: &Path, triple: &str) -> Result<String> {
    let rustc = Path::new("/usr/bin/rustc");
    let installed = |name: &str| Path::new("/usr/bin").join(name).exists();
    let sources = Path::new("/usr/lib/rustlib/src/rust/library/Cargo.lock");
    if !["rustc", "cargo", "cargo-clippy"].iter().all(|name| installed(name)) || !sources.exists() {
        apt_install(&PACKAGES, &format!("Rust's target {triple}, by `rustup target add {triple}`"))?;
    }
    let version = ask(command(rustc).arg("-vV")).context("/usr/bin/rustc does not run")?;
    let llvm = version
        .lines()
        .find_map(|line| line.strip_prefix("LLVM version: "))
        .and_then(|llvm| llvm.split('.').next());
    let llvm = llvm.context("/usr/bin/rustc does not say which LLVM it uses")?;
    let lld = PathBuf::from(format!("/usr/lib/llvm-{llvm}/bin/lld"));
    if !lld.exists() {
        apt_install(&[&format!("lld-{llvm}")], "LLVM's linker lld")?;
    }
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("/usr/bin/rustc names no host")?;

    let key = hash(format!("2 {} {triple} {version}", root().display()).as_bytes());
    if is_done("wasm-toolchain", &key) && folder.exists() {
        return Ok(format!("Debian's {}, up to date", version.lines().next().unwrap_or_default()));
    }
    let library = build_std(triple)?;
    let made = target("wasm-toolchain.new");
    remove(&made)?;
    let lib = made.join("lib/rustlib");
    fs::create_dir_all(made.join("bin"))?;
    fs::create_dir_all(lib.join(host).join("bin"))?;
    fs::create_dir_all(lib.join(triple).join("lib"))?;
    script(
        &made.join("bin/rustc"),
        &format!("#!/bin/sh\nexec /usr/bin/rustc --sysroot '{}' \"$@\"\n", folder.display()),
    )?;
    for name in ["cargo", "cargo-clippy", "clippy-driver"] {
        link(&Path::new("/usr/bin").join(name), &made.join("bin").join(name))?;
    }
    link(&Path::new("/usr/lib/rustlib").join(host).join("lib"), &lib.join(host).join("lib"))?;
    link(&lld, &lib.join(host).join("bin/rust-lld"))?;
    for file in library {
        let name = file.file_name().expect("a library has a name");
        fs::copy(&file, lib.join(triple).join("lib").join(name))?;
    }
    remove(folder)?;
    fs::rename(&made, folder)?;
    remove(&target("wasm"))?; // what the last standard library was linked into: E0460, E0463
    remove(&target("wasm-std"))?;
    set_done("wasm-toolchain", &key)?;
    Ok(format!("made of Debian's {}", version.lines().next().unwrap_or_default()))
}

/// Builds the standard library for `triple`, with `test` for wasm-bindgen-test, and with bitcode, without which `lto`
/// is silently not done; returns its files.
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
        .args([
            "build",
            "--release",
            "-Zbuild-std=std,panic_abort,test",
            "--target",
            triple,
            "--target-dir",
            "build",
        ]);
    log("wasm-std", &mut cargo)?;
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join("build").join(triple).join("release/deps"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libempty-") {
            found.push(path);
        }
    }
    Ok(found)
}

/// Removes what would lead Debian's cargo back to rustup's programs.
fn forget_rustup(command: &mut Command) {
    for name in ["RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTC", "RUSTDOC", "CARGO_BUILD_RUSTC"] {
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
    bail!("Debian's toolchain needs Debian")
}

#[cfg(not(unix))]
fn script(_: &Path, _: &str) -> Result<()> {
    bail!("Debian's toolchain needs Debian")
}
