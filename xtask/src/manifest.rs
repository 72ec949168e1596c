//! `wasm-pack.toml`, the manifest of the web build.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::step::root;

/// The whole manifest. Unknown keys are refused: a typing error must not switch a budget off.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// Programs of `cargo install` and their exact versions.
    pub tools: BTreeMap<String, String>,
    pub build: Build,
    pub wasm_opt: WasmOpt,
    /// Bytes as stored in `www/dist`.
    pub budgets: BTreeMap<String, u64>,
}

/// What wasm-pack is told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Build {
    #[serde(rename = "crate")]
    pub package: String,
    pub target: String,
    pub profile: String,
    pub features: Vec<String>,
    pub triple: String,
}

/// What binaryen's wasm-opt is told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WasmOpt {
    pub flags: Vec<String>,
}

impl Manifest {
    /// Reads `wasm-pack.toml`.
    pub fn read() -> Result<Manifest> {
        let path = root().join("wasm-pack.toml");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
        Manifest::parse(&text).context("wasm-pack.toml")
    }

    fn parse(text: &str) -> Result<Manifest> {
        Ok(toml::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_toml(path: &str) -> toml::Table {
        std::fs::read_to_string(root().join(path)).unwrap().parse().unwrap()
    }

    #[test]
    fn the_first_line_says_who_reads_it() {
        let text = std::fs::read_to_string(root().join("wasm-pack.toml")).unwrap();
        assert!(text.lines().next().unwrap().starts_with("# wasm-pack does not read this file"));
    }

    #[test]
    fn wasm_bindgen_is_the_one_of_the_lock_file() {
        let lock = read_toml("Cargo.lock");
        let locked: Vec<_> = lock["package"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|package| package["name"].as_str() == Some("wasm-bindgen"))
            .map(|package| package["version"].as_str().unwrap())
            .collect();
        assert_eq!(locked, [Manifest::read().unwrap().tools["wasm-bindgen-cli"].as_str()]);
    }

    #[test]
    fn the_build_names_what_cargo_toml_has() {
        let manifest = Manifest::read().unwrap();
        let cargo = read_toml("Cargo.toml");
        assert_eq!(cargo["package"]["name"].as_str(), Some(manifest.build.package.as_str()));
        assert!(cargo["profile"].get(&manifest.build.profile).is_some());
        assert!(manifest.build.features.iter().all(|feature| cargo["features"].get(feature).is_some()));
        // `--mode no-install` would fail if wasm-pack wanted a wasm-opt of its own.
        assert_eq!(
            cargo["package"]["metadata"]["wasm-pack"]["profile"]["custom"]["wasm-opt"].as_bool(),
            Some(false)
        );
    }

    #[test]
    fn the_budgets_add_up() {
        let budgets = Manifest::read().unwrap().budgets;
        let parts: u64 =
            ["page", "names", "speakers", "dates", "places"].map(|name| budgets[name]).iter().sum();
        assert!(parts <= budgets["first-visit"], "{parts}");
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let text =
            std::fs::read_to_string(root().join("wasm-pack.toml")).unwrap() + "\n[budget]\nnames = 1\n";
        assert!(Manifest::parse(&text).unwrap_err().to_string().contains("unknown field `budget`"));
    }
}
