//! What every export says of itself: what wrote it, with which packs, reckoned from which day, about which text.

use crate::project::Project;

/// `name: value` of what made the annotation and of the text that it is about. The checksums are CRC-32 in hex, as in
/// the project's own format ([`json`](super::json)).
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, project::Project};
///
/// let project = Project::annotate("On Tuesday.", Options::default(), &Assets::default());
/// let lines = dateline::export::provenance::lines(&project);
/// assert_eq!(lines[1], ("article date", "not known".to_string()));
/// assert_eq!(lines[2], ("text", "11 code points, CRC-32 35e5e2d0".to_string()));
/// ```
pub fn lines(project: &Project) -> Vec<(&'static str, String)> {
    let generator = project.generator();
    let document = &project.annotation().document;
    let mut made = format!("Dateline {}", generator.version);
    for pack in &generator.packs {
        made += &format!(", {} of {}, CRC-32 {:08x}", pack.kind.name(), pack.date, pack.checksum);
    }
    let created = project.annotation().created();
    let points = document.offsets.code_point(document.text.len()).unwrap_or(0);
    vec![
        ("generator", made),
        ("article date", created.map_or("not known".to_string(), |day| day.to_string())),
        ("text", format!("{points} code points, CRC-32 {:08x}", crc32fast::hash(document.text.as_bytes()))),
    ]
}

/// [`lines`] as one sentence each, `name: value`, joined by `separator`.
pub(super) fn words(project: &Project, separator: &str) -> String {
    let words: Vec<String> = lines(project).iter().map(|(name, value)| format!("{name}: {value}")).collect();
    words.join(separator)
}
