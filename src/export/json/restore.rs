//! The document behind a file: text and source as they were, never read anew, so that offsets hold for good.

use super::file::{self, Points};
use super::{ErrorKind, JsonError, write::hex};
use crate::document::source::Edit;
use crate::document::{Article, Paragraph, Sentence, SourceMap};
use crate::token::tokenize;
use crate::{Document, OffsetMap, Span};

/// The document of `file`, without article fields.
pub fn document(file: &file::File<'_>) -> Result<Document, JsonError> {
    let text = &*file.text;
    let offsets = OffsetMap::new(text);
    let (source, edits) = source(&file.source.edits, text, &offsets)?;
    check("source", &file.source.crc32, &source)?;
    check("text", &file.source.text_crc32, text)?;
    let (read, map) = SourceMap::apply(&source, &edits);
    debug_assert_eq!(read, text);
    let mut document = Document {
        source,
        text: text.to_string(),
        map,
        offsets,
        paragraphs: Vec::new(),
        sentences: Vec::new(),
        tokens: Vec::new(),
        article: Article::default(),
    };
    for paragraph in &file.paragraphs {
        push(&mut document, paragraph)?;
    }
    Ok(document)
}

/// The bytes of the code points `span` of `of`.
pub fn span(offsets: &OffsetMap, span: Points, of: impl Fn() -> String) -> Result<Span, JsonError> {
    let bytes = (offsets.byte_of_code_point(span.0), offsets.byte_of_code_point(span.1));
    match bytes {
        (Some(start), Some(end)) if start <= end => Ok(Span::new(start, end)),
        _ => Err(ErrorKind::Span { of: of(), span, points: offsets.len_code_points() }.into()),
    }
}

fn check(what: &'static str, expected: &str, found: &str) -> Result<(), JsonError> {
    let found = hex(crc32fast::hash(found.as_bytes()));
    if found == expected {
        return Ok(());
    }
    Err(ErrorKind::Checksum { what, expected: expected.to_string(), found: found.into_owned() }.into())
}

/// The source that `edits` of the file lead back to, and the edits that read it as `text`.
fn source(
    edits: &[file::Edit<'_>],
    text: &str,
    offsets: &OffsetMap,
) -> Result<(String, Vec<Edit>), JsonError> {
    let mut source = String::with_capacity(text.len());
    let mut forth = Vec::with_capacity(edits.len());
    let mut from = 0;
    for edit in edits {
        let at = span(offsets, edit.span, || "an edit of the source".to_string())?;
        if at.start < from {
            return Err(ErrorKind::Order("edits of the source".to_string()).into());
        }
        source.push_str(Span::new(from, at.start).of(text));
        let start = source.len();
        source.push_str(&edit.original);
        forth.push(Edit { at: Span::new(start, source.len()), text: at.of(text).to_string() });
        from = at.end;
    }
    source.push_str(Span::new(from, text.len()).of(text));
    Ok((source, forth))
}

/// Appends `paragraph` with its sentences and tokens.
fn push(document: &mut Document, paragraph: &file::Paragraph) -> Result<(), JsonError> {
    let index = document.paragraphs.len();
    let name = || format!("paragraph {}", index + 1);
    let whole = span(&document.offsets, paragraph.span, name)?;
    if document.paragraphs.last().is_some_and(|last| last.span.end > whole.start) {
        return Err(ErrorKind::Order(name()).into());
    }
    let tokens = tokenize(&document.text, whole);
    let mut tokens = tokens.into_iter().peekable();
    let first = document.sentences.len();
    let mut from = whole.start;
    for &points in &paragraph.sentences {
        let sentence = span(&document.offsets, points, name)?;
        if sentence.start < from || sentence.end > whole.end {
            return Err(ErrorKind::Order(name()).into());
        }
        from = sentence.end;
        while tokens.next_if(|token| token.span.start < sentence.start).is_some() {}
        let start = document.tokens.len();
        while let Some(token) = tokens.next_if(|token| token.span.end <= sentence.end) {
            document.tokens.push(token);
        }
        document.sentences.push(Sentence {
            span: sentence,
            paragraph: index,
            tokens: start..document.tokens.len(),
        });
    }
    document.paragraphs.push(Paragraph {
        span: whole,
        kind: paragraph.kind,
        sentences: first..document.sentences.len(),
    });
    Ok(())
}
