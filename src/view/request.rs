//! What the page asks of the engine.

use serde::{Deserialize, Serialize};

use crate::document::Format;
use crate::project::Command;

/// What a text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum DocumentFormat {
    /// Text as copied from a page, a PDF or an e-mail.
    #[default]
    Plain,
    /// A page or a fragment in HTML.
    Html,
    /// CommonMark.
    Markdown,
}

impl From<DocumentFormat> for Format {
    fn from(format: DocumentFormat) -> Format {
        match format {
            DocumentFormat::Plain => Format::Plain,
            DocumentFormat::Html => Format::Html,
            DocumentFormat::Markdown => Format::Markdown,
        }
    }
}

/// A format to take the annotations away in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum ExportFormat {
    /// Dateline's own, which restores everything.
    Json,
    /// A table of the quotations.
    Csv,
    /// The text with its dates as TIMEX3.
    Timeml,
    /// The days as events of a calendar.
    Ics,
    /// The dates as slides for TimelineJS.
    Timelinejs,
}

/// Commands come as JSON: the engine reads them so in files, and a second reader of them would be 20 KB.
fn from_json<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Command>, D::Error> {
    let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
    serde_json::from_str(&text).map_err(serde::de::Error::custom)
}

/// One request. Files and packs travel beside it, as they are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "method", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum Request {
    /// Take a data pack; its bytes come beside this. An open article is not read again: [`Request::Refresh`] does that.
    Pack,
    /// Read an article.
    Open {
        /// The text as given.
        source: String,
        /// What it is written in.
        format: DocumentFormat,
    },
    /// Read a file, which comes beside this; a file of our own format comes back with everything decided in it.
    File {
        /// Its name: the ending tells the format.
        name: String,
        /// What a person chose where the bytes don't tell.
        encoding: Option<super::Encoding>,
    },
    /// Read the open article again, with all packs that are there.
    Refresh,
    /// Decide something.
    Command {
        /// What; several are one step.
        #[serde(deserialize_with = "from_json")]
        #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "Command[]"))]
        commands: Vec<Command>,
    },
    /// Take the last step back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Everything about one mark.
    Detail {
        /// The mark.
        mark: u32,
    },
    /// Quotations as text.
    Cite {
        /// Their marks, in the order to write them in.
        marks: Vec<u32>,
    },
    /// The annotations in a format for other tools.
    Export {
        /// Which.
        format: ExportFormat,
    },
    /// Fail as a fault in the engine would: for the tests.
    Crash,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_come_as_json() {
        let request =
            r#"{"method": "command", "commands": "[{\"command\": \"reject\", \"marks\": [\"m0\"]}]"}"#;
        let request: Request = serde_json::from_str(request).unwrap();
        let commands = vec![Command::Reject { marks: vec!["m0".parse().unwrap()] }];
        assert_eq!(request, Request::Command { commands });
        let wrong = r#"{"method": "command", "commands": "[{}]"}"#;
        assert!(serde_json::from_str::<Request>(wrong).is_err());
    }
}
