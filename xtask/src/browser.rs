//! Chromium and its driver, for the tests in a browser.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::setup::{apt_install, which};
use crate::step::{ask, command, step};

/// Where the browser and its driver are.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Finds them in `PATH` or the usual places, or installs Debian's.
    pub fn find() -> Result<Browser> {
        let mut found = None;
        step("Chromium", || {
            if Browser::look().is_none() {
                apt_install(
                    &["chromium", "chromium-driver"],
                    "Chromium and chromedriver, of one version and in PATH: https://googlechromelabs.github.io/chrome-for-testing/",
                )?;
            }
            let browser = found.insert(Browser::look().context("Chromium was installed and is not found")?);
            Ok(ask(command(&browser.chromium).arg("--version"))
                .unwrap_or_else(|| "of unknown version".into()))
        })?;
        found.context("Chromium is not found")
    }

    fn look() -> Option<Browser> {
        Some(Browser {
            chromium: look(
                &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
                &["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"],
            )?,
            chromedriver: look(&["chromedriver"], &["/usr/lib/chromium/chromedriver"])?,
        })
    }
}

/// The first of `names` in `PATH`, or of `places` that is there.
fn look(names: &[&str], places: &[&str]) -> Option<PathBuf> {
    let in_path = names.iter().find_map(|name| which(name));
    in_path.or_else(|| places.iter().map(Path::new).find(|place| place.exists()).map(Path::to_owned))
}
