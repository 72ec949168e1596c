//! A date of the timeline in words, as calendars and timelines show it.

use super::json::hex;
use crate::project::Project;
use crate::timeline::{Entry, Timeline};

/// The longest headline, in code points.
const HEADLINE: usize = 80;

/// One entry of the timeline of a project.
pub(super) struct Event<'a> {
    pub project: &'a Project,
    pub entry: &'a Entry,
}

impl Event<'_> {
    /// The sentence that names the date first, on one line.
    pub fn sentence(&self) -> String {
        flat(self.project.annotation().text_of(Timeline::sentence(self.project, self.entry)))
    }

    /// When it is, as `about Tuesday 27 February 2024`.
    pub fn when(&self) -> String {
        self.entry.name()
    }

    /// For each expression that names the date: its words, why it means that, and what a person said of it, as
    /// `“Tuesday”: Tuesday before the article’s Wednesday 28 February 2024 (suggested)`. Equal ones are one.
    pub fn reasons(&self) -> Vec<String> {
        let annotation = self.project.annotation();
        let mut lines: Vec<String> = Vec::new();
        for &id in &self.entry.timexes {
            let Some(timex) = annotation.timexes.get(id.index()) else { continue };
            let mut line = String::from("“");
            line += annotation.text_of(timex.span);
            for (at, evidence) in timex.evidence.iter().enumerate() {
                line += if at == 0 { "”: " } else { ", " };
                line += &evidence.words(&annotation.document.text);
            }
            line += if timex.evidence.is_empty() { "” (" } else { " (" };
            line += self.project.state(id.into()).unwrap_or_default().name();
            line.push(')');
            let line = flat(&line);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        lines
    }

    /// Whether a person confirmed or made one of its expressions.
    pub fn is_decided(&self) -> bool {
        let state = |&id: &crate::annotation::TimexId| self.project.state(id.into()).unwrap_or_default();
        self.entry.timexes.iter().any(|id| state(id).is_decided())
    }

    /// A name that only the same date of the same text has: length and checksum of the text, `value` and `mod`.
    pub fn key(&self) -> String {
        let text = &self.project.annotation().document.text;
        let mut key = hex(crc32fast::hash(text.as_bytes())).into_owned();
        for part in [&text.len().to_string(), &self.entry.value] {
            key.push('-');
            key += part;
        }
        for more in self.entry.end.as_deref().into_iter().chain(self.entry.modifier) {
            key.push('-');
            key += more;
        }
        key
    }
}

/// `sentence` shortened to a headline: whole words, and `…` where some are missing.
pub(super) fn headline(sentence: &str) -> String {
    let Some((longest, _)) = sentence.char_indices().nth(HEADLINE) else { return sentence.to_string() };
    let end = sentence[..longest].rfind(' ').unwrap_or(longest);
    let mut words = sentence[..end].trim_end_matches([',', ';', ':', '–', '—', '-', ' ']).to_string();
    words.push('…');
    words
}

/// `words` on one line: line breaks and runs of white space become one space.
pub(super) fn flat(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out += word;
    }
    out
}

/// What a file has no place for, in words, as `Left out: 2 longer than a week, 1 without a day`; `None` where that is
/// nothing.
pub(super) fn left_out(counts: &[(usize, &str)]) -> Option<String> {
    let mut words = String::new();
    for (count, what) in counts.iter().filter(|(count, _)| *count > 0) {
        words += if words.is_empty() { "Left out: " } else { ", " };
        words += &count.to_string();
        words += what;
    }
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::sample;

    #[test]
    fn a_date_in_words() {
        let project = sample::project();
        let timeline = Timeline::of(&project);
        let event = Event { project: &project, entry: &timeline.entries[0] };
        assert_eq!(event.sentence(), "“We will rebuild 🦀,” Mayor Ana López said on Tuesday.");
        assert_eq!(event.when(), "about Tuesday 27 February 2024");
        assert_eq!(event.reasons(), ["“Tuesday” (suggested)"]);
        assert!(event.key().ends_with("-2024-02-27-APPROX") && !event.is_decided());
    }

    #[test]
    fn headlines_are_whole_words() {
        assert_eq!(headline("It broke."), "It broke.");
        let long = "é".repeat(HEADLINE);
        assert_eq!(headline(&long), long);
        assert_eq!(headline(&format!("{long}é")), format!("{long}…"));
        assert_eq!(headline(&format!("One, {long}")), "One…");
    }

    #[test]
    fn nothing_left_out_is_not_told() {
        assert_eq!(left_out(&[(0, " x")]), None);
        assert_eq!(left_out(&[(2, " x"), (0, " y"), (1, " z")]).unwrap(), "Left out: 2 x, 1 z");
    }
}
