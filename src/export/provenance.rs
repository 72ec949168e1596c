//! What every export says of itself: what wrote it, with which packs, reckoned from which day, about which text.

use super::json::hex;
use crate::project::Project;

/// What made the annotation of `project`, and the text that it is about, as one line. The checksums are CRC-32 in hex, as
/// in the project's own format ([`json`](super::json)).
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::provenance, project::Project};
///
/// let words = provenance::words(&Project::annotate("On Tuesday.", Options::default(), &Assets::default()));
/// assert!(words.starts_with("generator: Dateline "));
/// assert!(words.ends_with("; article date: not known; text: 11 code points, CRC-32 35e5e2d0"));
/// ```
pub fn words(project: &Project) -> String {
    let generator = project.generator();
    let document = &project.annotation().document;
    let mut words = format!("generator: Dateline {}", generator.version);
    for pack in &generator.packs {
        words += &format!(", {} of {}, CRC-32 {}", pack.kind.name(), pack.date, hex(pack.checksum));
    }
    words += "; article date: ";
    match project.annotation().created() {
        Some(day) => words += &day.to_string(),
        None => words += "not known",
    }
    let points = document.offsets.code_point(document.text.len()).unwrap_or(0);
    words
        + &format!("; text: {points} code points, CRC-32 {}", hex(crc32fast::hash(document.text.as_bytes())))
}
