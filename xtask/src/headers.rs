//! `www/public/_headers`: the response headers of production, in the format that static hosts read.
//!
//! A line without indent is a path, where `*` stands for anything; the indented lines below it are its headers.

use std::path::Path;

use anyhow::{Context, Result, bail};

/// The rules of one file, in its order.
#[derive(Debug, Default)]
pub struct Headers {
    rules: Vec<(String, Vec<(String, String)>)>,
}

impl Headers {
    /// Reads the file of a built site.
    pub fn read(path: &Path) -> Result<Headers> {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
        Headers::parse(&text).with_context(|| path.display().to_string())
    }

    fn parse(text: &str) -> Result<Headers> {
        let mut headers = Headers::default();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            match (line.starts_with(' '), headers.rules.last_mut(), line.trim().split_once(':')) {
                (false, _, _) => headers.rules.push((line.trim().to_owned(), Vec::new())),
                (true, Some((_, list)), Some((name, value))) => {
                    list.push((name.to_owned(), value.trim().to_owned()))
                }
                _ => bail!("expected a path, or `Name: value` below one, found {line:?}"),
            }
        }
        Ok(headers)
    }

    /// The headers of a path that starts with `/`: those of every rule that fits.
    pub fn of<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let rules = self.rules.iter().filter(move |(pattern, _)| fits(pattern, path));
        rules.flat_map(|(_, list)| list.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

/// Whether `path` fits `pattern`, which has at most one `*`.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((before, after)) => {
            path.len() >= before.len() + after.len() && path.starts_with(before) && path.ends_with(after)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gets_the_headers_of_all_rules_that_fit() {
        let headers = Headers::parse("# all\n/*\n  A: 1\n\n/assets/*.js\n  B: x: y\n/\n  C: 3\n").unwrap();
        let of = |path| headers.of(path).collect::<Vec<_>>();
        assert_eq!(of("/"), [("A", "1"), ("C", "3")]);
        assert_eq!(of("/assets/main.js"), [("A", "1"), ("B", "x: y")]);
        assert_eq!(of("/assets/main.css"), [("A", "1")]);
    }

    #[test]
    fn a_header_without_a_path_is_refused() {
        assert!(Headers::parse("  A: 1\n").is_err());
        assert!(Headers::parse("/*\n  A\n").is_err());
    }

    #[test]
    fn production_protects_every_path_and_keeps_hashed_names() {
        let headers = Headers::read(&crate::step::root().join("www/public/_headers")).unwrap();
        for path in ["/", "/index.html", "/assets/main-1234abcd.js", "/nothing"] {
            let names: Vec<_> = headers.of(path).map(|(name, _)| name).collect();
            for name in [
                "Content-Security-Policy",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy",
                "Permissions-Policy",
                "Referrer-Policy",
                "X-Content-Type-Options",
            ] {
                assert_eq!(names.iter().filter(|found| **found == name).count(), 1, "{name} of {path}");
            }
        }
        let cache =
            |path| headers.of(path).find(|(name, _)| *name == "Cache-Control").map(|(_, value)| value);
        assert_eq!(cache("/index.html"), Some("no-cache"));
        assert_eq!(cache("/assets/main-1234abcd.js"), Some("public, max-age=31536000, immutable"));
    }
}
