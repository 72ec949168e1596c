//! The text of an article as it is read: normalised, cut into paragraphs, sentences and tokens, with a map back to the
//! source.

use std::ops::Range;

use crate::token::{Token, TokenKind, tokenize_into};
use crate::{OffsetMap, Span};

mod abbreviation;
pub mod article;
mod compose;
mod date_line;
mod dateline;
mod fields;
mod html;
mod markdown;
mod meta;
mod normalise;
mod reading;
mod reference;
mod sentence;
pub mod source;
mod structure;
mod tag;
mod wrap;

pub use article::Article;
pub(crate) use fields::country;
pub use source::{Format, SourceMap};

/// What a paragraph is in the make-up of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ParagraphKind {
    /// Running text.
    Body,
    /// The title of the article, or a heading within it.
    Headline,
    /// One entry of a list.
    ListItem,
    /// Who wrote it: `By Ana López`.
    Byline,
    /// When it was published: `Friday, January 4, 2019`.
    Published,
    /// The words under a picture, and who took it.
    Caption,
    /// A pointer to another article: `Related article: …`, `Read more`.
    Related,
    /// An agency's credit or a copyright line: `AFP contributed reporting.`
    Credit,
    /// The address that the article came from.
    SourceUrl,
}

impl ParagraphKind {
    /// Whether its words are the article's own, so that people in it may speak; boilerplate produces no speaker.
    pub fn is_content(self) -> bool {
        matches!(
            self,
            ParagraphKind::Body | ParagraphKind::Headline | ParagraphKind::ListItem | ParagraphKind::Caption
        )
    }
}

/// One paragraph of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, without its line break, in bytes of the text.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// Its sentences, as indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// One sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its paragraph, as an index into [`Document::paragraphs`].
    pub paragraph: usize,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// An article as read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text as it was given.
    pub source: String,
    /// The text as it is read: what the page shows and what spans count in. Paragraphs are parted by line breaks.
    pub text: String,
    /// From offsets of the text to offsets of the source.
    pub map: SourceMap,
    /// From bytes of the text to UTF-16 units and code points.
    pub offsets: OffsetMap,
    /// Paragraphs in order; together they hold every character but the white space between them.
    pub paragraphs: Vec<Paragraph>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Title, date, place, author, outlet and address, where the text gives them.
    pub article: Article,
}

impl Document {
    /// Reads `source`, which is of `format`. Any text gives a document; time is linear in its length.
    pub fn read(source: &str, format: Format) -> Document {
        let reading = reading::read(source, format);
        let (text, map) = SourceMap::apply(source, &reading.edits);
        let mut document = Document {
            source: source.to_string(),
            map,
            offsets: OffsetMap::new(&text),
            text,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            article: Article::default(),
        };
        document.cut();
        let structure = structure::label(&mut document, &reading.hints, &reading.meta);
        document.article = fields::read(&document, &structure, &reading.meta);
        document
    }

    /// Cuts the text into paragraphs, one a line, sentences and tokens.
    fn cut(&mut self) {
        let mut start = 0;
        while start < self.text.len() {
            let rest = &self.text.as_bytes()[start..];
            let line = Span::new(start, start + memchr::memchr(b'\n', rest).unwrap_or(rest.len()));
            start = line.end + 1;
            let span = line.trim(&self.text);
            if !span.is_empty() {
                self.push_paragraph(span);
            }
        }
    }

    /// Adds the paragraph at `span`, with its sentences and tokens.
    fn push_paragraph(&mut self, span: Span) {
        let first = self.sentences.len();
        let mut at = self.tokens.len();
        tokenize_into(&self.text, span, &mut self.tokens);
        for length in sentence::split(&self.text, &self.tokens[at..]) {
            self.sentences.push(Sentence {
                span: self.span_of(at..at + length),
                paragraph: self.paragraphs.len(),
                tokens: at..at + length,
            });
            at += length;
        }
        self.paragraphs.push(Paragraph {
            span,
            kind: ParagraphKind::Body,
            sentences: first..self.sentences.len(),
        });
    }

    /// The words at `span`.
    pub fn text_of(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// Whether token `index` counts as a word: one of letters or digits, but not `'s`.
    pub fn is_word(&self, index: usize) -> bool {
        let counts = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Number);
        self.tokens.get(index).is_some_and(counts) && !self.word(index).starts_with(['\'', '’'])
    }

    /// The words of token `index`; nothing where there is no such token.
    pub fn word(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.span.of(&self.text))
    }

    /// The stretch of [`source`](Document::source), in bytes, that was read as `span` of the text.
    pub fn source_span(&self, span: Span) -> Span {
        self.map.source_span(span)
    }

    /// The last sentence that starts at or before byte `at` of the text, as an index.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.span.start <= at).checked_sub(1)
    }

    /// The sentence that `span` starts in, in bytes of the text; `span` itself where it is in none.
    pub fn sentence_around(&self, span: Span) -> Span {
        let sentence = self.sentence_at(span.start).and_then(|at| self.sentences.get(at));
        sentence.map_or(span, |sentence| sentence.span)
    }

    /// The first token that ends after byte `at` of the text, as an index; the number of tokens where there is none.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end <= at)
    }

    /// The tokens that overlap `span`, as indices.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start);
        start..self.tokens.partition_point(|token| token.span.start < span.end).max(start)
    }

    /// The stretch from the first to the last of `tokens`, in bytes of the text; empty where there is none.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens).unwrap_or_default() {
            [first, .., last] => first.span.cover(last.span),
            [only] => only.span,
            [] => Span::default(),
        }
    }

    /// The paragraph of sentence `sentence`.
    pub fn paragraph_of(&self, sentence: usize) -> Option<&Paragraph> {
        self.paragraphs.get(self.sentences.get(sentence)?.paragraph)
    }
}
