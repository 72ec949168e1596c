//! The Rust toolchain that builds for WebAssembly.
//!
//! Where the developer's rustc has a standard library for that target, or rustup can add one, it is that. Where neither
//! holds, it is Debian's, in a folder of ours: see [`debian_rust`].

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::debian::{Missing, is_debian};
use crate::debian_rust;
use crate::step::{ask, command, step, target};

/// Whose rustc builds for WebAssembly.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// The developer's own.
    Own,
    /// Debian's.
    Debian,
}

/// Which toolchain to use whatever is there, for trying the other one: `own` or `debian`.
const CHOICE: &str = "DATELINE_WASM_TOOLCHAIN";

impl Kind {
    /// Chooses the developer's own rustc if it has a standard library for `triple`, or rustup can add one.
    pub fn choose(triple: &str) -> Result<Kind> {
        let choice = env::var(CHOICE).unwrap_or_default();
        let mut kind = Kind::Own;
        step("Rust for WebAssembly", || {
            if choice != "debian" && has_std(triple) {
                return Ok(format!("rustc has {triple}"));
            }
            // Once Debian's is made, rustup had none to add.
            if choice != "debian" && !debian_rust::folder().exists() && rustup_adds(triple) && has_std(triple)
            {
                return Ok(format!("rustup added {triple}"));
            }
            if choice == "own" || !is_debian() {
                bail!(
                    "rustc has no {triple}; run `rustup target add {triple}`, with rustup from https://rustup.rs"
                );
            }
            kind = Kind::Debian;
            Ok(format!("without rustup's {triple}, by Debian's rustc"))
        })?;
        Ok(kind)
    }

    /// Notes which packages are missing.
    pub fn look(self, missing: &mut Missing) {
        if self == Kind::Debian {
            debian_rust::look(missing);
        }
    }
}

/// Programs and folders that come first in `PATH` while building for WebAssembly.
pub struct Toolchain {
    /// The folder with `rustc` and `cargo`, or `None` for the developer's own.
    own: Option<PathBuf>,
}

impl Toolchain {
    /// Makes the toolchain ready.
    pub fn make(kind: Kind, triple: &str) -> Result<Toolchain> {
        if kind == Kind::Debian {
            step("Debian's Rust for WebAssembly", || debian_rust::make(triple))?;
        }
        Ok(Toolchain { own: (kind == Kind::Debian).then(|| debian_rust::folder().join("bin")) })
    }

    /// A command that finds this toolchain and the tools of `target/tools`, and builds into `target/wasm`.
    pub fn command(&self, program: &str) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let first: Vec<PathBuf> = self.own.iter().cloned().chain([target("tools/bin")]).collect();
        // Looked up by hand: the path that counts is the child's, not ours.
        let at = first.iter().map(|folder| folder.join(program)).find(|file| file.exists());
        let mut command = command(at.unwrap_or_else(|| program.into()));
        let path = env::join_paths(first.into_iter().chain(env::split_paths(&path)));
        command.env("PATH", path.expect("no folder of PATH has a separator in its name"));
        command.env("CARGO_TARGET_DIR", target("wasm"));
        if self.own.is_some() {
            debian_rust::forget_rustup(&mut command);
            command.env("SYSROOT", debian_rust::folder()); // read by clippy-driver
        }
        command
    }
}

/// Whether the rustc in `PATH` has a standard library for `triple`.
fn has_std(triple: &str) -> bool {
    let folder = ask(command("rustc").args(["--print", "target-libdir", "--target", triple]));
    let mut entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Asks rustup for `triple`, for at most a minute: where its server cannot be reached, it would try for long.
fn rustup_adds(triple: &str) -> bool {
    let mut rustup = command("rustup");
    rustup.args(["target", "add", triple]).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = rustup.spawn() else { return false };
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
