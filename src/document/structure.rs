//! What each paragraph is in the make-up of an article: headline, byline, date line, caption and so on.
//!
//! Precision goes first: a paragraph of running text that is taken for something else loses its speakers, so each kind but
//! `Body` needs a sign of its own.

use std::sync::LazyLock;

use memchr::memmem::{Finder, FinderRev};

use super::date_line::{self, Words};
use super::wrap::is_item;
use super::{Document, ParagraphKind, dateline, meta::Meta, reading::Hint};
use crate::token::{Token, TokenKind};

/// What the paragraphs tell about the article as a whole, as indices into [`Document::paragraphs`].
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// The title.
    pub title: Option<usize>,
    /// The first paragraph of running text.
    pub body: Option<usize>,
}

/// Gives every paragraph its kind. `hints` are what markup tells.
pub(super) fn label(document: &mut Document, hints: &[Hint], meta: &Meta) -> Structure {
    let mut kinds: Vec<Option<ParagraphKind>> = hinted(document, hints);
    let view = View { document };
    view.mark_plain_signs(&mut kinds);
    let body = (0..kinds.len()).find(|&at| kinds[at].is_none() && view.is_body(at, &kinds));
    let title = view.label_head(&mut kinds, body, meta);
    if let Some(body) = body {
        view.label_headings(&mut kinds, body);
        view.label_tail(&mut kinds, body);
    }
    for (paragraph, kind) in document.paragraphs.iter_mut().zip(&kinds) {
        paragraph.kind = kind.unwrap_or(ParagraphKind::Body);
    }
    Structure { title, body }
}

/// The kinds that markup tells, by paragraph.
fn hinted(document: &Document, hints: &[Hint]) -> Vec<Option<ParagraphKind>> {
    if hints.is_empty() {
        return vec![None; document.paragraphs.len()];
    }
    let mut before = 0; // where the paragraph before ends in the source
    let kind = |paragraph: &super::Paragraph| {
        let source = document.map.source_span(paragraph.span);
        let hint = hints.get(hints.partition_point(|hint| hint.source < before));
        before = source.end;
        hint.filter(|hint| hint.source < source.end).map(|hint| hint.kind)
    };
    document.paragraphs.iter().map(kind).collect()
}

struct View<'a> {
    document: &'a Document,
}

impl View<'_> {
    fn words(&self, paragraph: usize) -> &str {
        self.document.paragraphs.get(paragraph).map_or("", |paragraph| paragraph.span.of(&self.document.text))
    }

    fn tokens(&self, paragraph: usize) -> &[Token] {
        let document = self.document;
        let sentences =
            document.paragraphs.get(paragraph).map_or(0..0, |paragraph| paragraph.sentences.clone());
        let start = document.sentences.get(sentences.start).map_or(0, |sentence| sentence.tokens.start);
        let end = sentences.end.checked_sub(1).and_then(|last| document.sentences.get(last));
        document.tokens.get(start..end.map_or(start, |sentence| sentence.tokens.end)).unwrap_or_default()
    }

    fn date_words(&self, paragraph: usize) -> Words<'_> {
        Words { text: &self.document.text, tokens: self.tokens(paragraph) }
    }

    fn sentences(&self, paragraph: usize) -> usize {
        self.document.paragraphs.get(paragraph).map_or(0, |paragraph| paragraph.sentences.len())
    }

    /// Kinds that a paragraph's own words tell, wherever it stands.
    fn mark_plain_signs(&self, kinds: &mut [Option<ParagraphKind>]) {
        let mut related = 0; // links may follow a bare `Related articles`
        for (at, kind) in kinds.iter_mut().enumerate() {
            if matches!(*kind, Some(ParagraphKind::Headline | ParagraphKind::Caption)) {
                continue;
            }
            let words = self.words(at);
            let found = self.plain_sign(at, words);
            if found == Some(ParagraphKind::Related) && self.tokens(at).len() <= 4 {
                related = 6;
            } else if related > 0 {
                related -= 1;
                if found.is_none()
                    && !ends_sentence(words)
                    && self.tokens(at).len() <= 20
                    && !has_quote(self.tokens(at))
                {
                    *kind = Some(ParagraphKind::Related);
                    continue;
                }
                related = 0;
            }
            // A list entry or an author's line of the markup stays one, but its own words know better what a body is.
            if let Some(found) = found {
                *kind = Some(found);
            } else if *kind == Some(ParagraphKind::Published) && self.tokens(at).len() > 20
                || *kind == Some(ParagraphKind::Byline) && self.tokens(at).len() > 40
            {
                *kind = None;
            }
        }
    }

    fn plain_sign(&self, at: usize, words: &str) -> Option<ParagraphKind> {
        let tokens = self.tokens(at).len();
        if tokens > 80 {
            return None;
        }
        if tokens <= 12 && self.is_source_url(at, words) {
            return Some(ParagraphKind::SourceUrl);
        }
        if tokens <= 40 && date_line::date_line(self.date_words(at)).is_some() {
            return Some(ParagraphKind::Published);
        }
        let lower = words.to_ascii_lowercase();
        if tokens <= 40 && is_related(&lower, ends_sentence(words)) {
            return Some(ParagraphKind::Related);
        }
        if tokens <= 60 && is_credit(&lower, tokens) {
            return Some(ParagraphKind::Credit);
        }
        if is_caption(words, &lower) || self.has_bare_credit(at) {
            return Some(ParagraphKind::Caption);
        }
        is_item(words).then_some(ParagraphKind::ListItem)
    }

    /// An address alone, or a label and the address, in this paragraph or the next.
    fn is_source_url(&self, at: usize, words: &str) -> bool {
        const LABELS: &[&str] = &[
            "original url",
            "source url",
            "url",
            "original article",
            "read the original",
            "originally published at",
            "link",
            "original link",
            "permalink",
            "article url",
            "available at",
            "retrieved from",
        ];
        let is_url = |words: &str| {
            let words = words.trim().trim_matches(['<', '>', '(', ')']);
            (words.starts_with("http://") || words.starts_with("https://") || words.starts_with("www."))
                && !words.contains(' ')
        };
        if is_url(words) {
            return true;
        }
        let Some((label, rest)) =
            words.split_once(':').or_else(|| words.strip_suffix(':').map(|label| (label, "")))
        else {
            return false;
        };
        let label = label.trim().to_lowercase();
        LABELS.contains(&label.as_str())
            && (is_url(rest) || rest.trim().is_empty() && is_url(self.words(at + 1)))
            || label == "source" && is_url(rest)
    }

    /// Whether the words end with a credit that has no full stop, after a sentence that has: `They meet on Tuesday. State
    /// Department`. Quotations with their speaker are no captions.
    fn has_bare_credit(&self, at: usize) -> bool {
        let Some(paragraph) = self.document.paragraphs.get(at) else { return false };
        if !(2..=4).contains(&paragraph.sentences.len()) || self.tokens(at).len() > 70 {
            return false;
        }
        let Some(last) = self.document.sentences.get(paragraph.sentences.end - 1) else { return false };
        let Some(tokens) = self.document.tokens.get(last.tokens.clone()) else { return false };
        let words = last.span.of(&self.document.text);
        let name = |token: &Token| {
            let word = token.span.of(&self.document.text);
            token.is_capitalised()
                || matches!(
                    word,
                    "of" | "the"
                        | "and"
                        | "for"
                        | "/"
                        | ","
                        | "."
                        | "via"
                        | "&"
                        | "by"
                        | "in"
                        | "|"
                        | "-"
                        | "'s"
                        | "’s"
                )
        };
        let above = at <= 3 && at.checked_sub(1).is_none_or(|before| !ends_sentence(self.words(before)));
        // Deep in the text it may be a quotation that is set apart, with its speaker.
        let institution = tokens.iter().any(|token| {
            matches!(
                token.span.of(&self.document.text),
                "Department"
                    | "Ministry"
                    | "Images"
                    | "Photo"
                    | "AFP"
                    | "AP"
                    | "Reuters"
                    | "TASS"
                    | "Press"
                    | "Service"
                    | "Office"
                    | "Commons"
                    | "Agency"
                    | "via"
                    | "/"
                    | "EPA"
                    | "Getty"
                    | "Handout"
                    | "X"
                    | "Twitter"
                    | "Telegram"
                    | "News"
            )
        });
        tokens.len() <= 8
            && (institution || above)
            && !ends_sentence(words)
            && words.starts_with(char::is_uppercase)
            && tokens.iter().all(name)
            && !has_quote(self.tokens(at))
    }

    /// Whether a paragraph is running text: it ends as a sentence does and is no headline in title case.
    fn is_body(&self, at: usize, kinds: &[Option<ParagraphKind>]) -> bool {
        let words = self.words(at);
        let tokens = self.tokens(at);
        if dateline::read(self.date_words(at)).is_some() && tokens.len() > 12 {
            return true;
        }
        if !ends_sentence(words) && tokens.len() < 45 {
            return false;
        }
        if self.sentences(at) > 1 {
            return true;
        }
        // A title may have a full stop; then what follows tells: a date line, a byline, a dateline.
        let next = (at + 1..kinds.len()).find(|&next| kinds[next] != Some(ParagraphKind::Caption));
        let announced = next.is_some_and(|next| {
            kinds[next] == Some(ParagraphKind::Published)
                || self.is_byline(next)
                || dateline::read(self.date_words(next)).is_some()
        });
        let title = at == 0 && tokens.len() <= 24 && (announced || self.is_title_case(at))
            || words.ends_with(['?', '!']) && at == 0;
        !(title && next.is_some())
    }

    /// Whether nearly all long words are capitalised, as in the titles of American papers.
    fn is_title_case(&self, at: usize) -> bool {
        let long = |token: &&Token| token.kind == TokenKind::Word && token.span.len() > 3;
        let words = self.tokens(at).iter().filter(long).count();
        let capitals = self.tokens(at).iter().filter(long).filter(|token| token.is_capitalised()).count();
        words >= 3 && capitals * 10 >= words * 8 && self.tokens(at).len() <= 24
    }

    /// Labels what stands before the body; gives the title.
    fn label_head(
        &self,
        kinds: &mut [Option<ParagraphKind>],
        body: Option<usize>,
        meta: &Meta,
    ) -> Option<usize> {
        let end =
            body.unwrap_or(if meta.title.is_empty() && kinds.len() < 2 { 0 } else { kinds.len().min(6) });
        let heading =
            kinds[..kinds.len().min(end + 1)].iter().position(|kind| *kind == Some(ParagraphKind::Headline));
        let mut title = heading;
        for at in 0..end {
            if kinds[at].is_some() {
                continue;
            }
            let next_to_date = |kinds: &[Option<ParagraphKind>]| {
                let published = |other: Option<usize>| {
                    other.and_then(|other| kinds.get(other)) == Some(&Some(ParagraphKind::Published))
                };
                published(at.checked_sub(1)) || published(Some(at + 1))
            };
            if self.is_byline(at) || title.is_some() && self.is_name(at) && next_to_date(kinds) {
                kinds[at] = Some(ParagraphKind::Byline);
            } else if body.is_some()
                && self.tokens(at).len() < 45
                && !self.words(at).ends_with([':', ',', ';'])
                && (title.is_none() || !ends_sentence(self.words(at)))
            {
                kinds[at] = Some(ParagraphKind::Headline);
                let long_enough = self.tokens(at).len() > 2;
                title = title.filter(|&title| self.tokens(title).len() > 2 || !long_enough).or(Some(at));
            }
        }
        title
    }

    /// `By Ana López, Staff Writer`.
    fn is_byline(&self, at: usize) -> bool {
        let tokens = self.tokens(at);
        let first = self.document.text_of(tokens.first().map_or_else(Default::default, |token| token.span));
        let by = match first.to_lowercase().as_str() {
            "by" => 1,
            "author" | "authors" | "reporter" | "words" if self.date_words(at).word(1) == ":" => 2,
            "written" | "story" | "reported" | "posted"
                if self.date_words(at).word(1).eq_ignore_ascii_case("by") =>
            {
                2
            }
            _ => return false,
        };
        let name = tokens.get(by).is_some_and(|token| token.is_capitalised());
        let word = self.date_words(at).word(by);
        name && tokens.len() <= 24
            && !ends_sentence(self.words(at))
            && !date_line::is_weekday(word)
            && date_line::month(word).is_none()
    }

    /// Two to four capitalised words and nothing else.
    fn is_name(&self, at: usize) -> bool {
        let tokens = self.tokens(at);
        let name = |token: &Token| token.kind == TokenKind::Word && token.is_capitalised();
        (2..=4).contains(&tokens.len()) && tokens.iter().all(name)
    }

    /// Headings within the body: short lines without a full stop before running text.
    fn label_headings(&self, kinds: &mut [Option<ParagraphKind>], body: usize) {
        let candidate = |at: usize, kinds: &[Option<ParagraphKind>]| {
            let words = self.words(at);
            let tokens = self.tokens(at);
            kinds.get(at) == Some(&None)
                && tokens.len() <= 14
                && tokens.iter().any(|token| token.kind == TokenKind::Word)
                && words
                    .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘'))
                && !words.ends_with(['.', '!', '…', ':', ',', ';', '—', '–', '-', '"', '”'])
                && (!words.ends_with('?') || tokens.len() <= 8 && !has_quote(tokens))
                && !words.contains(": ")
        };
        let mut run = 0; // headings one after the other are a list or a table
        for at in body + 1..kinds.len() {
            if !candidate(at, kinds) {
                run = 0;
                continue;
            }
            run += 1;
            let next = kinds.get(at + 1) == Some(&None)
                && !candidate(at + 1, kinds)
                && ends_sentence(self.words(at + 1));
            // After a quotation that ends its paragraph stands the name of who said it.
            let signs = self.is_name(at) && self.words(at - 1).ends_with(['"', '”']);
            if run <= 2 && next && !signs {
                kinds[at] = Some(ParagraphKind::Headline);
            }
        }
    }

    /// The last paragraphs: who reported, and from where.
    fn label_tail(&self, kinds: &mut [Option<ParagraphKind>], body: usize) {
        for at in kinds.len().saturating_sub(4).max(body + 1)..kinds.len() {
            let tokens = self.tokens(at);
            let words = self.words(at);
            let reported = words.contains(" reported from ");
            let signed = self.is_byline(at);
            if kinds[at].is_none() && self.sentences(at) == 1 && tokens.len() <= 20 && !has_quote(tokens) {
                if signed {
                    kinds[at] = Some(ParagraphKind::Byline);
                } else if reported {
                    kinds[at] = Some(ParagraphKind::Credit);
                }
            }
        }
    }
}

fn has_quote(tokens: &[Token]) -> bool {
    // An apostrophe is a quotation mark too; two stand in hardly any line without a quotation.
    tokens.iter().filter(|token| token.kind == TokenKind::Quote).count() >= 2
}

/// Whether `words` ends with a mark that ends sentences, and its closers.
fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '›', ' ']).ends_with(['.', '!', '?', '…'])
}

/// A pointer to something else to read or to do.
fn is_related(lower: &str, sentence: bool) -> bool {
    /// With a colon, or alone.
    const LABELS: &[&str] = &[
        "related article",
        "related articles",
        "related",
        "related story",
        "related stories",
        "related coverage",
        "related news",
        "related content",
        "read more",
        "read also",
        "also read",
        "see also",
        "see more",
        "more",
        "read next",
        "up next",
        "watch",
        "watch now",
        "listen",
        "watch live",
        "further reading",
        "more on this story",
        "more on this topic",
        "recommended",
        "you may also like",
        "you might also like",
        "don't miss",
        "don’t miss",
        "must read",
        "most read",
        "more stories",
        "more from",
        "in pictures",
        "read the full story",
        "more coverage",
        "editor's picks",
        "editors' picks",
        "sign up",
        "trending",
        "continue reading",
        "like the page",
        "share this article",
        "sister links",
        "external links",
    ];
    /// At the start, with whatever follows.
    const STARTS: &[&str] = &[
        "sign up for",
        "sign up to",
        "subscribe to",
        "click here",
        "follow us on",
        "share this ",
        "story continues below",
        "article continues below",
        "advertisement",
        "scroll down",
        "read more about",
        "read more on",
        "join our",
        "download our",
        "get our ",
        "support our",
        "this article is part of",
    ];
    let lower = lower.trim_start_matches(['»', '>', '→', '►', '-', '•', '[', '(', ' ']);
    for label in LABELS {
        if let Some(rest) = lower.strip_prefix(label) {
            let rest = rest.trim_end_matches([']', ')', '.', '…', '»', '→']);
            if rest.is_empty()
                || rest.starts_with(':')
                || rest.starts_with(" :")
                || !sentence
                    && rest.starts_with([' ', '»'])
                    && matches!(*label, "read more" | "see also" | "more from" | "more on this story")
            {
                return true;
            }
        }
    }
    STARTS.iter().any(|start| lower.starts_with(start))
        || lower.starts_with("follow ")
            && [" on twitter", " on facebook", " on instagram", " on x:"]
                .iter()
                .any(|site| lower.contains(site))
}

/// Who else made the article, and who owns it.
fn is_credit(lower: &str, tokens: usize) -> bool {
    const STARTS: &[&str] = &[
        "reporting by",
        "(reporting by",
        "writing by",
        "(writing by",
        "copyright ",
        "compiled by",
        "translated by",
        "edited by",
        "produced by",
        "associated press writer",
        "associated press reporter",
        "ap writer",
        "source:",
        "sources:",
        "with information from",
        "copyright:",
        "(c) 20",
        "contributing:",
        "the associated press contributed",
        "reuters contributed",
        "afp contributed",
    ];
    // Near the start: an agency's last paragraph may end with one, and is running text all the same.
    let near = |part: &Finder| {
        let contributed = part.needle().starts_with(b"contributed");
        if contributed && tokens > 30 {
            return false;
        }
        let reach = if contributed { 200 } else { 50 };
        part.find(lower.as_bytes()).is_some_and(|at| at <= reach)
    };
    let copyright = lower.starts_with('©') || lower.contains("© 20") || lower.contains("©20");
    copyright || CREDIT_PARTS.iter().any(near) || STARTS.iter().any(|start| lower.starts_with(start))
}

/// The words under a picture, by the credit in them.
fn is_caption(words: &str, lower: &str) -> bool {
    const STARTS: &[&str] = &[
        "photo:",
        "photos:",
        "image:",
        "images:",
        "picture:",
        "pictured:",
        "caption:",
        "photograph:",
        "photo by",
        "image by",
        "(image:",
        "(photo:",
        "file -",
        "file –",
        "file —",
        "file photo",
        "illustration:",
        "graphic:",
        "[image:",
        "photo credit",
        "image credit",
        "image source",
        "image caption",
        "photo/",
    ];
    // The credit stands at the end: what follows it is short.
    let bare = |credit: &FinderRev| {
        credit.rfind(lower.as_bytes()).is_some_and(|at| lower.len() - at - credit.needle().len() <= 80)
    };
    STARTS.iter().any(|start| lower.starts_with(start))
        || words.len() < 700 && PICTURE_CREDITS.iter().any(bare)
}

/// Words of a credit, anywhere near the start of its paragraph.
static CREDIT_PARTS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    let parts: &[&str] = &[
        "contributed reporting",
        "contributed to this report",
        "contributed to this story",
        "contributed to this article",
        "contributed to this post",
        "contributed research",
        "all rights reserved",
        "may not be published, broadcast",
        "additional reporting by",
        "with reporting by",
        "with files from",
        "editing by",
        "writer contributed from",
        "writers contributed from",
        "was first published by",
        "was originally published",
        "standards: the thomson reuters trust principles",
        "material may not be",
    ];
    parts.iter().map(|part| Finder::new(*part)).collect()
});

/// Words before the name of who took a picture.
static PICTURE_CREDITS: LazyLock<Vec<FinderRev<'static>>> = LazyLock::new(|| {
    let credits: &[&str] = &[
        ". image: ",
        ". photo: ",
        ". photo by ",
        ". photograph: ",
        ". credit: ",
        ". picture: ",
        " (image: ",
        " (photo: ",
        " (photo by ",
        " (ap photo",
        "(credit: ",
        ". file photo",
        " [image: ",
        " [photo",
        "/getty images",
        "(getty images",
        "via getty images",
        ". getty images",
        "/afp via",
        ". reuters/",
        "(reuters/",
        ". photo courtesy",
        "(photo courtesy",
        "(file photo",
        "(courtesy of",
        ". (reuters",
        ". ap photo",
        " / afp",
        ". image courtesy",
        "! image: ",
        "? image: ",
        ".image: ",
        "\" image: ",
        "” image: ",
        ".\" photo: ",
        "(ap)\"",
        "wikimedia commons",
    ];
    credits.iter().map(|credit| FinderRev::new(*credit)).collect()
});
