//! One line of an archive.

use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use serde_json::Value;

use crate::document::Format;

/// An article to annotate.
pub struct Article {
    pub id: Value,
    pub text: String,
    pub format: Format,
    pub date: Option<Date>,
    pub reference: Option<DateTime>,
    /// Whether it is the only one.
    pub alone: bool,
}

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    reference: Option<String>,
}

/// Whether `line` is one of an archive: an object with a text.
pub fn is_archive(line: &[u8]) -> bool {
    serde_json::from_slice::<Line>(line).is_ok()
}

/// Reads one line of an archive.
///
/// # Errors
///
/// What was expected and what was found, as a sentence.
pub fn article(line: &[u8]) -> Result<Article, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| {
        format!("expected an object with \"id\" and \"text\" in one line of UTF-8: {error}")
    })?;
    let date = line.date.as_deref().map(date).transpose()?;
    let reference = line.reference.as_deref().map(reference).transpose()?;
    Ok(Article { id: line.id, text: line.text, format: Format::Plain, date, reference, alone: false })
}

/// Reads a day, YYYY-MM-DD.
///
/// # Errors
///
/// What was expected and what was found, as a sentence.
pub fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("expected a date as YYYY-MM-DD, found {text:?}"))
}

/// The civil date and time of an RFC 3339 timestamp, in its own offset.
fn reference(text: &str) -> Result<DateTime, String> {
    let civil = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    // An offset, "+02:00", says where the clock hangs; "now" is what it shows.
    let civil = match civil.get(10..).and_then(|time| time.rfind(['+', '-'])) {
        Some(at) => &civil[..10 + at],
        None => civil,
    };
    civil.parse().map_err(|_| format!("expected \"reference\" as an RFC 3339 date and time, found {text:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_what_the_clock_shows() {
        for text in [
            "2013-02-12T04:30:00",
            "2013-02-12T04:30:00Z",
            "2013-02-12T04:30:00.000-02:00",
            "2013-02-12T04:30:00+05:30",
        ] {
            assert_eq!(reference(text).unwrap().to_string(), "2013-02-12T04:30:00", "{text}");
        }
    }

    #[test]
    fn a_bad_line_says_what_was_expected() {
        let message = |line: &str| article(line.as_bytes()).err().unwrap();
        assert!(message("{\"id\": 1}").contains("missing field `text`"));
        assert_eq!(
            message(r#"{"id":1,"text":"","date":"1 May"}"#),
            "expected a date as YYYY-MM-DD, found \"1 May\""
        );
        assert!(article("{\"id\":null,\"text\":\"\",\"date\":null,\"more\":[]}".as_bytes()).is_ok());
    }
}
