//! Packages of Debian, where something is missing.

use std::path::Path;

use anyhow::{Result, bail};

use crate::setup::which;
use crate::step::{ask, command, log, step};

/// What is missing, and how it may be had.
#[derive(Debug, Default)]
pub struct Missing {
    /// Debian's packages of it.
    packages: Vec<String>,
    /// What it is and how to get it elsewhere.
    elsewhere: Vec<&'static str>,
}

impl Missing {
    /// Adds a thing with Debian's packages for it.
    pub fn add(&mut self, packages: impl IntoIterator<Item = impl Into<String>>, elsewhere: &'static str) {
        self.packages.extend(packages.into_iter().map(Into::into));
        self.elsewhere.push(elsewhere);
    }

    /// Installs all of it, or stops with what to do: the line to run where we are not root, and on other systems what
    /// is missing.
    pub fn install(&self) -> Result<()> {
        if self.packages.is_empty() {
            return Ok(());
        }
        if !is_debian() {
            bail!("{}", self.advice());
        }
        if ask(command("id").arg("-u")).as_deref() != Some("0") {
            bail!("{}", self.line());
        }
        let apt = || {
            let mut apt = command("apt-get");
            // Another installation may be under way.
            apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
            apt
        };
        step("Debian's lists of packages", || {
            log("apt-update", apt().arg("update")).map(|()| "fetched".into())
        })?;
        step(&format!("Debian's {}", self.packages.join(" ")), || {
            let install = ["install", "-y", "--no-install-recommends"];
            log("apt-install", apt().args(install).args(&self.packages)).map(|()| "installed".into())
        })
    }

    fn advice(&self) -> String {
        format!(
            "some things are missing; install them, then run this again:\n  {}",
            self.elsewhere.join("\n  ")
        )
    }

    fn line(&self) -> String {
        let list = self.packages.join(" ");
        format!(
            "some of Debian's packages are missing; run this line, then this command again:\n\
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {list}"
        )
    }
}

/// Whether this system has Debian's packages.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && which("apt-get").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_one_line_to_run_or_a_list_of_things() {
        let mut missing = Missing::default();
        assert!(missing.install().is_ok());
        missing.add(["chromium", "chromium-driver"], "Chromium: https://www.chromium.org");
        missing.add(["lld-22".to_owned()], "lld");
        assert_eq!(
            missing.line().lines().last(),
            Some(
                "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium chromium-driver lld-22"
            )
        );
        assert!(missing.advice().ends_with("\n  Chromium: https://www.chromium.org\n  lld"));
    }
}
