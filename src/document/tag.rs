//! HTML tags that copying left in plain text.

use memchr::{memchr, memchr2, memmem};

/// How a known tag stands in running text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Within a sentence: nothing remains.
    Inline,
    /// Between paragraphs: a line break remains.
    Block,
    /// Between cells: a space remains.
    Cell,
    /// Its content is not text either.
    Hidden,
}

fn known(name: &str) -> Option<Known> {
    Some(match name {
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "center" | "cite" | "code" | "data"
        | "del" | "dfn" | "em" | "font" | "i" | "img" | "ins" | "kbd" | "label" | "mark" | "nobr"
        | "picture" | "q" | "s" | "samp" | "small" | "source" | "span" | "strike" | "strong" | "sub"
        | "sup" | "time" | "tt" | "u" | "var" | "wbr" => Known::Inline,
        "address" | "article" | "aside" | "blockquote" | "body" | "br" | "caption" | "dd" | "div" | "dl"
        | "dt" | "figcaption" | "figure" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head"
        | "header" | "hr" | "html" | "iframe" | "li" | "main" | "nav" | "ol" | "p" | "pre" | "section"
        | "table" | "tbody" | "tfoot" | "thead" | "title" | "tr" | "ul" => Known::Block,
        "td" | "th" => Known::Cell,
        "script" | "style" | "noscript" | "template" => Known::Hidden,
        _ => return None,
    })
}

/// Reads the tags of one text.
pub(super) struct Tags<'a> {
    source: &'a str,
    /// From here on no comment is closed.
    no_comment_end: usize,
    /// From here on no hidden element is closed.
    no_hidden_end: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn new(source: &'a str) -> Tags<'a> {
        Tags { source, no_comment_end: usize::MAX, no_hidden_end: usize::MAX }
    }

    /// The end of the known tag, comment or hidden element at byte `at`, a `<`, and what remains of it.
    pub(super) fn at(&mut self, at: usize) -> Option<(usize, String)> {
        let rest = self.source.get(at + 1..)?;
        if rest.starts_with("!--") {
            return self.comment(at);
        }
        let (closes, name) = rest.strip_prefix('/').map_or((false, rest), |name| (true, name));
        let len = name.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
        let kind = known(&name[..len].to_ascii_lowercase())?;
        let attributes = &name[len..];
        let end =
            memchr2(b'>', b'<', attributes.as_bytes()).filter(|&end| attributes.as_bytes()[end] == b'>')?;
        let inside = attributes[..end].trim_end_matches('/').trim();
        let spaced = attributes.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
        // `<b and c>` compares, `<b class="x">` is a tag.
        if !spaced || !inside.is_empty() && (closes || !inside.contains('=')) {
            return None;
        }
        let end = self.source.len() - attributes.len() + end + 1;
        Some(match kind {
            Known::Inline => (end, String::new()),
            Known::Block => (end, "\n".into()),
            Known::Cell => (end, " ".into()),
            Known::Hidden if closes => (end, String::new()),
            Known::Hidden => (self.hidden_end(end, &name[..len]).unwrap_or(end), String::new()),
        })
    }

    fn comment(&mut self, at: usize) -> Option<(usize, String)> {
        if at >= self.no_comment_end {
            return None;
        }
        match memmem::find(&self.source.as_bytes()[at..], b"-->") {
            Some(found) => Some((at + found + 3, String::new())),
            None => {
                self.no_comment_end = at;
                None
            }
        }
    }

    /// The end of the element `name` whose content starts at byte `from`.
    fn hidden_end(&mut self, from: usize, name: &str) -> Option<usize> {
        if from >= self.no_hidden_end {
            return None;
        }
        let bytes = self.source.as_bytes();
        let mut at = from;
        while let Some(found) = memmem::find(&bytes[at..], b"</") {
            at += found + 2;
            if bytes.get(at..at + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
                return memchr(b'>', &bytes[at..]).map(|end| at + end + 1);
            }
        }
        // Whatever its name: an unclosed element is rare, and looking again for each would take quadratic time.
        self.no_hidden_end = from;
        None
    }
}
