//! The small network: hands samples to a trainer in Python, which uses JAX, and reads back what it learned.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use dateline::mention::features::SLOTS;
use dateline::mention::form::CLASSES;
use dateline::mention::model::TAGS;
use dateline::mention::net::{HIDDEN, MARKS, ROWS, SECOND, Trained, WIDTH};

use super::NamesOptions;
use super::corpora::Samples;
use super::senses::Senses;

/// The trainer, and the versions of what it needs.
const TRAINER: &str = "xtask/train/net.py";
const REQUIREMENTS: &str = "xtask/train/requirements.txt";
/// The instructions that the trainer may use: those of x86-64 processors for fifteen years, so that sums are made in
/// one order on all of them.
const ISA: &str = "--xla_cpu_max_isa=SSE4_2";
/// Rows of a word at most: those of [`dateline::mention::net::rows`], padded.
const WIDEST: usize = 20;

/// A trained network.
pub struct Net {
    trained: Trained,
    /// Steps between tags, by class of token, tag before and tag.
    pub steps: Vec<f32>,
}

impl Net {
    /// The weights, with scores times `share`.
    pub fn weights(&self, share: f32) -> Trained {
        let mut trained = self.trained.clone();
        for table in [&mut trained.from_first, &mut trained.from_second, &mut trained.tag_bias] {
            table.iter_mut().for_each(|number| *number *= share);
        }
        trained
    }
}

/// Trains on `samples`, in `target/train`.
pub fn train(
    options: &NamesOptions,
    samples: &Samples,
    senses: &Senses,
    say: &dyn Fn(String),
) -> Result<Net> {
    let folder = Path::new("target/train");
    if !options.keep_network {
        std::fs::create_dir_all(folder)?;
        write(folder, samples, senses)?;
        say("samples for the network are written".into());
        let python = python(folder)?;
        let status = Command::new(python)
            .arg(TRAINER)
            .arg(folder)
            .arg(options.passes.to_string())
            .env("XLA_FLAGS", ISA)
            .status()?;
        if !status.success() {
            bail!("{TRAINER} failed");
        }
        say("the network is trained".into());
    }
    read(&folder.join("net.bin"))
}

/// A Python of our own with the trainer's packages.
fn python(folder: &Path) -> Result<PathBuf> {
    let home = folder.join("python");
    let python = home.join("bin/python");
    let wanted = std::fs::read_to_string(REQUIREMENTS)?;
    let stamp = home.join("requirements.txt");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    eprintln!("installing the trainer's packages into {}", home.display());
    let run = |command: &mut Command| -> Result<()> {
        let status = command.status().context("can't start python3, which trains the network")?;
        ensure!(status.success(), "{command:?} failed; it needs Python 3.11 or newer with venv");
        Ok(())
    };
    run(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS]))?;
    std::fs::write(stamp, wanted)?;
    Ok(python)
}

/// Writes the samples as plain columns, little-endian.
fn write(folder: &Path, samples: &Samples, senses: &Senses) -> Result<()> {
    let put = |name: &str, bytes: Vec<u8>| std::fs::write(folder.join(name), bytes);
    let sizes = [ROWS, WIDTH, HIDDEN, SECOND, SLOTS, MARKS, TAGS, CLASSES, WIDEST];
    put("sizes.bin", sizes.iter().flat_map(|&size| (size as u32).to_le_bytes()).collect())?;
    put("senses.bin", senses.middles.iter().flatten().flat_map(|number| number.to_le_bytes()).collect())?;
    let mut forms = Vec::new();
    for rows in &samples.forms.rows {
        ensure!(rows.len() <= WIDEST, "a word has {} rows", rows.len());
        let padding = std::iter::repeat_n(ROWS as u16, WIDEST - rows.len());
        forms.extend(rows.iter().copied().chain(padding).flat_map(u16::to_le_bytes));
    }
    put("forms.bin", forms)?;
    put("windows.bin", samples.windows.iter().flatten().flat_map(|form| form.to_le_bytes()).collect())?;
    put("marks.bin", samples.marks.iter().flat_map(|marks| marks.to_le_bytes()).collect())?;
    put("classes.bin", samples.classes.clone())?;
    put("masks.bin", samples.masks.iter().flat_map(|mask| mask.to_le_bytes()).collect())?;
    let stretches = samples.stretches.iter();
    put("starts.bin", stretches.clone().flat_map(|stretch| (stretch.0 as u32).to_le_bytes()).collect())?;
    put("weights.bin", stretches.flat_map(|stretch| stretch.2.to_le_bytes()).collect())?;
    Ok(())
}

/// Reads the trainer's result: every table in the order of [`Trained`], then the steps.
fn read(path: &Path) -> Result<Net> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let numbers: Vec<f32> =
        bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    ensure!(numbers.iter().all(|number| number.is_finite()), "the network has numbers that are none");
    let mut rest = &numbers[..];
    let mut next = |count: usize| -> Result<Vec<f32>> {
        let (head, tail) = rest.split_at_checked(count).context("the network is too short")?;
        rest = tail;
        Ok(head.to_vec())
    };
    let trained = Trained {
        words: next(ROWS * WIDTH)?,
        first: next(SLOTS * HIDDEN * WIDTH)?,
        marks: next(MARKS * HIDDEN)?,
        bias: next(HIDDEN)?,
        second: next(SECOND * HIDDEN)?,
        second_bias: next(SECOND)?,
        from_first: next(TAGS * HIDDEN)?,
        from_second: next(TAGS * SECOND)?,
        tag_bias: next(TAGS)?,
    };
    let steps = next(CLASSES * TAGS * TAGS)?;
    ensure!(rest.is_empty(), "the network is too long");
    Ok(Net { trained, steps })
}
