//! From a source in some format to the edits that make a text of it.

use super::source::{Edit, Format, SourceMap};
use super::{compose, normalise, wrap};

/// What was read in a source.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Replacements that make the text.
    pub edits: Vec<Edit>,
}

/// Reads `source`, which is of `format`.
pub(super) fn read(source: &str, format: Format) -> Reading {
    let _ = format;
    let reading = Reading { edits: normalise::edits(source, true) };
    then(source, reading, wrap::edits)
}

/// Adds a step to `reading`: edits of the text as far as it is read.
fn then(source: &str, reading: Reading, step: impl FnOnce(&str) -> Vec<Edit>) -> Reading {
    if reading.edits.is_empty() {
        return Reading { edits: step(source), ..reading };
    }
    let middle = SourceMap::apply(source, reading.edits.as_slice()).0;
    let second = step(&middle);
    Reading { edits: compose::compose(&middle, reading.edits, second), ..reading }
}
