//! From a source in some format to the edits that make a text of it.

use super::meta::Meta;
use super::source::{Edit, Format, SourceMap};
use super::{ParagraphKind, compose, html, markdown, normalise, wrap};
use crate::Span;

/// What was read in a source.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Replacements that make the text.
    pub edits: Vec<Edit>,
    /// Kinds of paragraphs that the markup tells, in order.
    pub hints: Vec<Hint>,
    /// What the markup says about the article.
    pub meta: Meta,
}

/// The kind of one paragraph, as the markup tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint {
    /// Where the paragraph starts, in bytes of the source.
    pub source: usize,
    pub kind: ParagraphKind,
}

/// Reads `source`, which is of `format`; a page in HTML is one whatever it is called.
pub(super) fn read(source: &str, format: Format) -> Reading {
    match format {
        Format::Plain if !normalise::is_page(source) => {
            let edits = normalise::edits(source, true);
            then(source, Reading { edits, ..Reading::default() }, wrap::edits)
        }
        Format::Plain | Format::Html => {
            then(source, html::read(source), |text| normalise::edits(text, false))
        }
        Format::Markdown => {
            let first = normalise::edits(source, true);
            let (middle, map) = SourceMap::apply(source, &first);
            let read = markdown::read(&middle);
            let at = |at: usize| map.source_span(Span::new(at, at)).start;
            let hints = read.hints.iter().map(|&(start, kind)| Hint { source: at(start), kind }).collect();
            Reading { edits: compose::compose(&middle, first, read.edits), hints, meta: read.meta }
        }
    }
}

/// Adds a step to `reading`: edits of the text as far as it is read.
fn then(source: &str, reading: Reading, step: impl FnOnce(&str) -> Vec<Edit>) -> Reading {
    if reading.edits.is_empty() {
        return Reading { edits: step(source), ..reading };
    }
    let middle = SourceMap::apply(source, &reading.edits).0;
    let second = step(&middle);
    Reading { edits: compose::compose(&middle, reading.edits, second), ..reading }
}
