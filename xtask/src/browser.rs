//! Chromium and its driver, for the tests in a browser.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::debian::Missing;
use crate::setup::which;
use crate::step::{ask, command, step};

/// Where the browser and its driver are.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Notes what is missing.
    pub fn look(missing: &mut Missing) {
        if Browser::first().is_none() {
            missing.add(
                ["chromium", "chromium-driver"],
                "Chromium and chromedriver, of one version and in PATH: https://googlechromelabs.github.io/chrome-for-testing/",
            );
        }
    }

    /// Finds them in `PATH` or the usual places.
    pub fn find() -> Result<Browser> {
        let browser = Browser::first()
            .context("Chromium and chromedriver are not found, in PATH or the usual places")?;
        step("Chromium", || {
            ask(command(&browser.chromium).arg("--version"))
                .with_context(|| format!("{} does not run", browser.chromium.display()))
        })?;
        Ok(browser)
    }

    fn first() -> Option<Browser> {
        Some(Browser {
            chromium: first(
                &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
                &["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"],
            )?,
            chromedriver: first(&["chromedriver"], &["/usr/lib/chromium/chromedriver"])?,
        })
    }
}

/// The first of `names` in `PATH`, or of `places` that is there.
fn first(names: &[&str], places: &[&str]) -> Option<PathBuf> {
    let in_path = names.iter().find_map(|name| which(name));
    in_path.or_else(|| places.iter().map(Path::new).find(|place| place.exists()).map(Path::to_owned))
}
