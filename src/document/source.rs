//! From the text as read back to the text as given.

use crate::Span;

/// What a source is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text as copied from a page, a PDF or an e-mail; known HTML tags left in it are dropped.
    #[default]
    Plain,
    /// A page or a fragment in HTML.
    Html,
    /// CommonMark.
    Markdown,
}

/// One replacement that reading made: `source[at]` became `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The replaced stretch, in bytes of the source; empty for an insertion.
    pub at: Span,
    /// What stands there in the text; empty for a deletion.
    pub text: String,
}

/// Which stretch of the source each stretch of the text was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMap {
    /// Stretches in order that cover the whole text.
    pieces: Vec<Piece>,
}

/// A stretch of text and the stretch of source behind it: of one length where it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: Span,
    source: Span,
    copied: bool,
}

impl SourceMap {
    /// The map of a text that was read as it stands, `len` bytes long.
    pub fn identity(len: usize) -> SourceMap {
        let whole = Span::new(0, len);
        SourceMap { pieces: vec![Piece { text: whole, source: whole, copied: true }] }
    }

    /// Applies `edits`, sorted and not overlapping, to `source`: gives the text and the map back.
    pub fn apply(source: &str, edits: &[Edit]) -> (String, SourceMap) {
        let mut text = String::with_capacity(source.len());
        let mut pieces = Vec::with_capacity(edits.len() * 2 + 1);
        let mut from = 0;
        for edit in edits {
            debug_assert!(from <= edit.at.start, "edits are sorted and do not overlap");
            copy(source, Span::new(from, edit.at.start.max(from)), &mut text, &mut pieces);
            let start = text.len();
            text.push_str(&edit.text);
            if !edit.text.is_empty() {
                pieces.push(Piece { text: Span::new(start, text.len()), source: edit.at, copied: false });
            }
            from = edit.at.end.max(from);
        }
        copy(source, Span::new(from, source.len().max(from)), &mut text, &mut pieces);
        (text, SourceMap { pieces })
    }

    /// What was changed in a source of `len` bytes to give `text`: [`apply`](SourceMap::apply) of it gives this map.
    pub fn edits(&self, text: &str, len: usize) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut from = 0;
        for piece in &self.pieces {
            if from < piece.source.start {
                edits.push(Edit { at: Span::new(from, piece.source.start), text: String::new() });
            }
            if !piece.copied {
                edits.push(Edit { at: piece.source, text: piece.text.of(text).to_string() });
            }
            from = piece.source.end.max(from);
        }
        if from < len {
            edits.push(Edit { at: Span::new(from, len), text: String::new() });
        }
        edits
    }

    /// The stretch of source, in bytes, from the first to the last character read as `span` of the text. What was
    /// deleted at its edges is left out, what was deleted inside is in it.
    pub fn source_span(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.start_of(span.start);
            return Span::new(at, at);
        }
        let start = self.start_of(span.start);
        Span::new(start, self.end_of(span.end).max(start))
    }

    fn start_of(&self, at: usize) -> usize {
        match self.pieces.get(self.pieces.partition_point(|piece| piece.text.end <= at)) {
            Some(piece) if piece.copied => piece.source.start + at.saturating_sub(piece.text.start),
            Some(piece) => piece.source.start,
            None => self.pieces.last().map_or(0, |piece| piece.source.end),
        }
    }

    fn end_of(&self, at: usize) -> usize {
        match self.pieces.get(self.pieces.partition_point(|piece| piece.text.end < at)) {
            Some(piece) if piece.copied => piece.source.start + at.saturating_sub(piece.text.start),
            Some(piece) => piece.source.end,
            None => self.pieces.last().map_or(0, |piece| piece.source.end),
        }
    }
}

fn copy(source: &str, from: Span, text: &mut String, pieces: &mut Vec<Piece>) {
    if from.is_empty() {
        return;
    }
    let start = text.len();
    text.push_str(from.of(source));
    pieces.push(Piece { text: Span::new(start, text.len()), source: from, copied: true });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = "<p>Ana\r\nL&oacute;pez</p>";
        let edits = [
            Edit { at: Span::new(0, 3), text: String::new() },
            Edit { at: Span::new(6, 8), text: " ".into() },
            Edit { at: Span::new(9, 17), text: "ó".into() },
            Edit { at: Span::new(20, 24), text: String::new() },
        ];
        let (text, map) = SourceMap::apply(source, &edits);
        assert_eq!(text, "Ana López");
        assert_eq!(map.edits(&text, source.len()), edits);
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            map.source_span(Span::new(start, start + words.len())).of(source)
        };
        assert_eq!(span("Ana"), "Ana");
        assert_eq!(span("López"), "L&oacute;pez");
        assert_eq!(span("Ana López"), "Ana\r\nL&oacute;pez");
        assert_eq!(span("ó"), "&oacute;");
    }

    #[test]
    fn no_edit_is_the_identity() {
        let (text, map) = SourceMap::apply("Ana", &[]);
        assert_eq!(text, "Ana");
        assert_eq!(map, SourceMap::identity(3));
        assert_eq!(SourceMap::apply("", &[]).1.source_span(Span::new(0, 0)), Span::new(0, 0));
    }
}
