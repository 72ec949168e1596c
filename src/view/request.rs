//! What the page asks of the engine.

use serde::{Deserialize, Serialize};

use crate::document::Format;
use crate::place::Degrees;
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
    /// The places as points of a map.
    Geojson,
}

/// One request. Files and packs travel beside it, as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", try_from = "Flat", rename_all = "camelCase", rename_all_fields = "camelCase")]
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
    /// Read the open article again, and prefer places near a point; or none.
    Near {
        /// The point, in degrees north and east.
        #[cfg_attr(all(test, not(target_arch = "wasm32")), ts(type = "[number, number] | null"))]
        near: Option<(Degrees, Degrees)>,
    },
    /// Decide something.
    Command {
        /// What; several are one step.
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
        to: ExportFormat,
    },
    /// Fail as a fault in the engine would: for the tests.
    Crash,
}

/// The members of all requests, read at once: see `project::flat` for why.
#[derive(Deserialize)]
struct Flat {
    method: Method,
    #[serde(default)]
    source: String,
    #[serde(default)]
    format: DocumentFormat,
    #[serde(default)]
    name: String,
    encoding: Option<super::Encoding>,
    #[serde(default)]
    commands: Vec<Command>,
    mark: Option<u32>,
    #[serde(default)]
    marks: Vec<u32>,
    to: Option<ExportFormat>,
    near: Option<(Degrees, Degrees)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Method {
    Pack,
    Open,
    File,
    Refresh,
    Near,
    Command,
    Undo,
    Redo,
    Detail,
    Cite,
    Export,
    Crash,
}

impl TryFrom<Flat> for Request {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Request, &'static str> {
        let Flat { method, source, format, name, encoding, commands, mark, marks, to, near } = flat;
        Ok(match method {
            Method::Pack => Request::Pack,
            Method::Open => Request::Open { source, format },
            Method::File => Request::File { name, encoding },
            Method::Refresh => Request::Refresh,
            Method::Near => Request::Near { near },
            Method::Command => Request::Command { commands },
            Method::Undo => Request::Undo,
            Method::Redo => Request::Redo,
            Method::Detail => Request::Detail { mark: mark.ok_or("missing field `mark`")? },
            Method::Cite => Request::Cite { marks },
            Method::Export => Request::Export { to: to.ok_or("missing field `to`")? },
            Method::Crash => Request::Crash,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_read_as_the_page_writes_them() {
        let read = |json: &str| serde_json::from_str::<Request>(json).map_err(|error| error.to_string());
        let requests = [
            Request::Pack,
            Request::Open { source: "A".into(), format: DocumentFormat::Html },
            Request::File { name: "a.txt".into(), encoding: Some(super::super::Encoding::Utf8) },
            Request::Refresh,
            Request::Near { near: Some((Degrees::of(1.5), Degrees::of(-2.0))) },
            Request::Near { near: None },
            Request::Command { commands: vec![Command::SetCreated { date: None }] },
            Request::Undo,
            Request::Redo,
            Request::Detail { mark: 7 },
            Request::Cite { marks: vec![1, 2] },
            Request::Export { to: ExportFormat::Geojson },
            Request::Crash,
        ];
        for request in requests {
            assert_eq!(read(&serde_json::to_string(&request).unwrap()), Ok(request));
        }
        assert!(read(r#"{"method": "detail"}"#).unwrap_err().starts_with("missing field `mark`"));
        assert!(read(r#"{"method": "fly"}"#).unwrap_err().starts_with("unknown variant `fly`"));
    }
}
