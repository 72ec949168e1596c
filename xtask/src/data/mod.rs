//! `cargo xtask data`: builds the packs of `data/packs` and the borders of `data/maps` from the sources that `data/sources.toml` lists.
//!
//! A rebuild is equal byte for byte: sources are pinned by their SHA-256, tables are sorted, and no time is written.
//! `data/fingerprints.csv` holds rows, bytes and hash of each pack; `--check` compares, and changes nothing.

mod borders;
mod places;
mod source;
mod topology;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::step::{hash, root, write_if_changed};
use source::Sources;

/// What `cargo xtask data` is asked to do.
#[derive(clap::Args)]
pub struct Options {
    /// Change nothing: compare the committed packs with fingerprints.csv, and with a rebuild where the sources can be had
    #[arg(long)]
    check: bool,
}

/// The bytes of a pack, and its number of rows.
type Built = (Vec<u8>, usize);

/// A pack that this task builds.
struct Recipe {
    /// The file, in the repository.
    path: &'static str,
    build: fn(&Sources) -> Result<Built>,
}

const RECIPES: [Recipe; 5] = [
    Recipe { path: "data/packs/places.bin", build: places::build },
    Recipe { path: "data/packs/places-extra.bin", build: places::build_rest },
    Recipe { path: "data/maps/countries-110m.json", build: borders::countries },
    Recipe { path: "data/maps/countries-50m.json", build: borders::countries },
    Recipe { path: "data/maps/divisions-110m.json", build: borders::divisions },
];

const FINGERPRINTS: &str = "data/fingerprints.csv";

/// Builds the packs, or checks them.
pub fn run(options: &Options) -> Result<()> {
    if options.check {
        check_fingerprints()?;
    }
    for recipe in &RECIPES {
        let sources = match Sources::fetch(recipe.path) {
            Ok(sources) => sources,
            Err(error) if options.check => {
                eprintln!("skipped: the rebuild of {}, since {error:#}", recipe.path);
                continue;
            }
            Err(error) => return Err(error),
        };
        let (bytes, rows) =
            (recipe.build)(&sources).with_context(|| format!("could not build {}", recipe.path))?;
        let path = root().join(recipe.path);
        if options.check {
            if fs::read(&path)? != bytes {
                bail!("a rebuild of {} gives other bytes; run `cargo xtask data` and commit", recipe.path);
            }
            eprintln!("{}: a rebuild is equal", recipe.path);
        } else {
            write_if_changed(&path, &bytes)?;
            note(recipe.path, rows, &bytes)?;
            eprintln!("{}: {rows} rows, {} bytes, {}", recipe.path, bytes.len(), sizes(&bytes)?);
        }
    }
    Ok(())
}

/// The size after compression, as the page loads it and as a server may send it.
fn sizes(bytes: &[u8]) -> Result<String> {
    use std::io::Write;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?.len();
    let mut brotli = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &params)?;
    Ok(format!("gzip {gzip}, brotli {}", brotli.len()))
}

/// The line of a pack: path, rows, bytes, SHA-256.
fn fingerprint(path: &str, rows: usize, bytes: &[u8]) -> String {
    format!("{path},{rows},{},{}", bytes.len(), hash(bytes))
}

/// Puts the line of the pack at `path` into the table of fingerprints.
pub(crate) fn note(path: &str, rows: usize, bytes: &[u8]) -> Result<()> {
    let table = fs::read_to_string(root().join(FINGERPRINTS)).unwrap_or_default();
    let mut lines: Vec<&str> =
        table.lines().skip(1).filter(|line| !line.starts_with(&format!("{path},"))).collect();
    let line = fingerprint(path, rows, bytes);
    lines.push(&line);
    lines.sort_unstable();
    write_if_changed(
        &root().join(FINGERPRINTS),
        format!("path,rows,bytes,sha256\n{}\n", lines.join("\n")).as_bytes(),
    )
}

/// Compares each pack with its line in the table of fingerprints.
fn check_fingerprints() -> Result<()> {
    let table =
        fs::read_to_string(root().join(FINGERPRINTS)).context("could not read data/fingerprints.csv")?;
    for line in table.lines().skip(1) {
        let [path, rows, ..] = line.split(',').collect::<Vec<_>>()[..] else {
            bail!("expected `path,rows,bytes,sha256` in {FINGERPRINTS}, found `{line}`");
        };
        let bytes = fs::read(root().join(path)).with_context(|| format!("could not read {path}"))?;
        if fingerprint(path, rows.parse()?, &bytes) != line {
            bail!("{path} is not what {FINGERPRINTS} says; run `cargo xtask data` and commit both");
        }
        eprintln!("{path}: as in {FINGERPRINTS}");
    }
    Ok(())
}
