//! Dateline's own format: everything about one article, so that reopening it restores the work.
//!
//! A file is one JSON object, described by `data/schema/dateline-1.schema.json`. It holds the text as read and the edits
//! that lead back to the source, every annotation with its evidence and state, what the machine had suggested where a
//! person changed it, and the log of commands. Offsets are half-open and count Unicode code points of `text`. Equal
//! projects give equal bytes.

use std::fmt;

use crate::project::{CommandError, Project};

mod file;
pub(super) mod layout;
mod read;
mod restore;
mod write;

pub use read::read;
pub(super) use write::hex;

/// The version of the format, by semver: files of a later minor version may hold what this code would lose.
pub const SCHEMA_VERSION: &str = "1.2.0";

/// Writes `project` with one annotation a line, and a line break at the end.
///
/// # Examples
///
/// ```
/// use dateline::export::json;
/// use dateline::{Assets, Options, project::Project};
///
/// let project = Project::annotate("“Yes,” said Ana López.", Options::default(), &Assets::default());
/// let file = json::write(&project);
/// assert_eq!(json::write(&json::read(&file).unwrap()), file);
/// ```
pub fn write(project: &Project) -> String {
    layout::text(&write::file(project), 2) + "\n"
}

/// Writes `project` as one line, without line break: for archives.
pub fn line(project: &Project) -> String {
    layout::text(&write::file(project), 0)
}

/// Why a text is not a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    Syntax(String),
    Format(String),
    Version(String),
    Checksum { what: &'static str, expected: String, found: String },
    Span { of: String, span: (usize, usize), points: usize },
    Words { of: String, expected: String, found: String },
    Id { expected: String, found: String },
    Reference { of: String, to: String },
    Value { of: String, expected: &'static str, found: String },
    Order(String),
    State { of: String, expected: &'static str },
    Position { position: usize, steps: usize },
    Step { step: usize, error: CommandError },
}

impl From<ErrorKind> for JsonError {
    fn from(kind: ErrorKind) -> JsonError {
        JsonError { kind }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Syntax(error) => write!(f, "expected a Dateline project as JSON: {error}"),
            ErrorKind::Format(found) => {
                write!(f, "expected a JSON file with \"format\": \"dateline\", found {found:?}")
            }
            ErrorKind::Version(found) => write!(
                f,
                "expected a project file of version {SCHEMA_VERSION} or earlier, found {found:?}; \
                 open it with the version of Dateline that wrote it, or a later one"
            ),
            ErrorKind::Checksum { what, expected, found } => write!(
                f,
                "expected the {what} to have CRC-32 {expected}, found {found}; the file was changed outside Dateline"
            ),
            ErrorKind::Span { of, span: (start, end), points } => {
                write!(f, "{of}: expected a span within {points} code points of text, found {start} to {end}")
            }
            ErrorKind::Words { of, expected, found } => {
                write!(f, "{of}: expected its words {expected:?} at its span, found {found:?}")
            }
            ErrorKind::Id { expected, found } => write!(f, "expected the id {expected}, found {found}"),
            ErrorKind::Reference { of, to } => write!(f, "{of}: there is no {to} in the file"),
            ErrorKind::Value { of, expected, found } => {
                write!(f, "{of}: expected {expected}, found {found:?}")
            }
            ErrorKind::Order(what) => {
                write!(f, "{what}: expected spans in text order, without overlap, each within its paragraph")
            }
            ErrorKind::State { of, expected } => {
                write!(f, "{of}: expected the state {expected} that follows from the log")
            }
            ErrorKind::Position { position, steps } => {
                write!(f, "expected a position within the {steps} steps of the log, found {position}")
            }
            ErrorKind::Step { step, error } => write!(f, "step {step} of the log does not fit: {error}"),
        }
    }
}

impl std::error::Error for JsonError {}

#[cfg(test)]
mod tests;
