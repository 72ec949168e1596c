//! Markdown as edits: marks go, words stay; headings, list entries and pictures keep their kind.
//!
//! An own pass and not a crate: pulldown-cmark 0.13 without features adds 193 KB to a WebAssembly module built for size,
//! 76 KB of them after gzip, an eighth of what the page may weigh, for constructs that news texts hardly use. Here are the
//! blocks and marks that they do use; what is not understood stays as it stands.

use std::collections::HashSet;

use memchr::memchr_iter;

use super::ParagraphKind;
use super::meta::Meta;
use super::source::Edit;
use super::wrap::item_mark;
use crate::Span;

/// What reading Markdown gives, in bytes of the text that was read.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    pub edits: Vec<Edit>,
    /// Where paragraphs of a known kind start.
    pub hints: Vec<(usize, ParagraphKind)>,
    /// What the front matter says.
    pub meta: Meta,
}

/// Longest address of a link, in bytes.
const LONGEST: usize = 500;
/// Lines longer than this, in bytes, were not wrapped: each is a paragraph.
const WIDEST: usize = 140;

/// Reads `text`, whose line ends are `\n`.
pub(super) fn read(text: &str) -> Markdown {
    let mut reader = Reader { text, out: Markdown::default(), labels: labels(text), block: None };
    let mut fence = None; // the marks that close the code
    for line in lines(text).skip_while({
        let end = reader.front_matter();
        move |line| line.start < end
    }) {
        reader.line(line, &mut fence);
    }
    reader.end_block();
    crate::order::by_key(&mut reader.out.edits, |edit| (edit.at.start, edit.at.end));
    reader.out
}

fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = Span::new(start, end);
        start = end + 1;
        line
    })
}

/// The labels of link definitions, `[label]: address`, in lower case.
fn labels(text: &str) -> HashSet<String> {
    lines(text).filter_map(|line| definition(line.of(text).trim_start())).map(str::to_lowercase).collect()
}

fn definition(line: &str) -> Option<&str> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    let address = rest.trim_start();
    (!label.is_empty() && !label.starts_with('^') && !label.contains(['[', ']']) && !address.is_empty())
        .then_some(label)
}

struct Reader<'a> {
    text: &'a str,
    out: Markdown,
    labels: HashSet<String>,
    /// Running text that further lines may continue: its content so far, and where its last line ends.
    block: Option<(Span, Vec<Span>)>,
}

impl Reader<'_> {
    fn delete(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.edits.push(Edit { at: Span::new(start, end), text: String::new() });
        }
    }

    /// Drops `---` … `---` at the start and reads title, date and author in it; gives the end.
    fn front_matter(&mut self) -> usize {
        let Some(rest) = self.text.strip_prefix("---\n") else { return 0 };
        let Some(len) = rest.find("\n---\n") else { return 0 };
        for line in rest[..len].lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']).to_string();
            match key.trim() {
                "title" => self.out.meta.og_title = value,
                "date" | "published" => self.out.meta.published = value,
                "author" => self.out.meta.author = value,
                "url" | "source" | "canonical" if value.starts_with("http") => self.out.meta.url = value,
                "outlet" | "publisher" | "site" => self.out.meta.site = value,
                _ => (),
            }
        }
        let end = len + "---\n".len() + "\n---\n".len();
        self.delete(0, end);
        end
    }

    fn line(&mut self, line: Span, fence: &mut Option<&'static str>) {
        let words = line.of(self.text);
        let mut at = line.start + (words.len() - words.trim_start().len());
        let rest = |at: usize| self.text.get(at..line.end).unwrap_or_default();
        if let Some(mark) = *fence {
            if rest(at).starts_with(mark) {
                *fence = None;
                self.delete(line.start, line.end);
            }
            return;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| rest(at).starts_with(mark))
            && !rest(at)[3..].contains('`')
        {
            self.end_block();
            *fence = Some(mark);
            return self.delete(line.start, line.end);
        }
        let mut kind = None;
        let mut opens = false; // a new block
        while let Some(after) = rest(at).strip_prefix('>') {
            at = line.end - after.trim_start().len();
        }
        if rest(at).trim().is_empty() {
            self.end_block();
            return self.delete(line.start, line.end);
        }
        if is_rule(rest(at)) || is_table_rule(rest(at)) {
            // Under a line of text it makes that a heading.
            if let Some((block, _)) = &self.block
                && !rest(at).contains(['*', '|', ' '])
                && block.len() < 200
            {
                self.out.hints.push((block.start, ParagraphKind::Headline));
            }
            self.end_block();
            return self.delete(line.start, line.end);
        }
        if definition(rest(at)).is_some() {
            self.end_block();
            return self.delete(line.start, line.end);
        }
        while let Some(len) = item_mark(rest(at)) {
            at += len;
            at += rest(at).len() - rest(at).trim_start().len();
            (kind, opens) = (Some(ParagraphKind::ListItem), true);
        }
        let hashes = rest(at).bytes().take_while(|&byte| byte == b'#').count();
        let mut end = line.start + words.trim_end().len();
        if (1..=6).contains(&hashes) && rest(at + hashes).starts_with([' ', '\t']) {
            at = line.end - rest(at + hashes).trim_start().len();
            let title = self.text.get(at..end).unwrap_or_default();
            end = at + title.trim_end_matches('#').trim_end().len();
            (kind, opens) = (Some(ParagraphKind::Headline), true);
        } else if is_picture(rest(at).trim_end()) {
            (kind, opens) = (Some(ParagraphKind::Caption), true);
        } else if rest(at).starts_with('|') {
            opens = true;
        } else if let Some(note) = rest(at).strip_prefix("[^").and_then(|note| note.split_once("]:")) {
            at = line.end - note.1.trim_start().len();
            opens = true;
        }
        let content = Span::new(at.min(end), end);
        if opens {
            self.end_block();
        }
        if let Some(kind) = kind {
            self.out.hints.push((content.start, kind));
        }
        self.add(content, line);
        if matches!(kind, Some(ParagraphKind::Headline | ParagraphKind::Caption))
            || self.text[content.start..].starts_with('|')
        {
            self.end_block();
        }
    }

    /// Adds the words at `content` to the running text, or starts one with them.
    fn add(&mut self, content: Span, line: Span) {
        let Some((block, mut parts)) = self.block.take() else {
            self.delete(line.start, content.start);
            self.delete(content.end, line.end);
            self.block = Some((content, vec![content]));
            return;
        };
        let before = block.of(self.text);
        let hard = self.text[block.end..].starts_with("  ") || before.ends_with('\\');
        let paragraph = parts.last().is_some_and(|part| part.len() > WIDEST)
            && before.ends_with(['.', '!', '?', '”', '"', '’']);
        if hard || paragraph {
            self.delete(line.start, content.start);
        } else {
            // What stood after the line before is deleted already.
            self.out.edits.push(Edit { at: Span::new(line.start - 1, content.start), text: " ".into() });
        }
        self.delete(content.end, line.end);
        parts.push(content);
        self.block = Some((Span::new(block.start, content.end), parts));
    }

    /// Reads the marks within the running text.
    fn end_block(&mut self) {
        if let Some((_, parts)) = self.block.take() {
            let inline = Inline {
                text: self.text,
                labels: &self.labels,
                edits: &mut self.out.edits,
                brackets: Vec::new(),
                runs: Vec::new(),
            };
            inline.read(&parts);
        }
    }
}

/// `---`, `***`, `===`.
fn is_rule(line: &str) -> bool {
    let mut marks = line.bytes().filter(|byte| !byte.is_ascii_whitespace());
    let Some(first) = marks.next() else { return false };
    matches!(first, b'-' | b'*' | b'_' | b'=')
        && marks.clone().all(|mark| mark == first)
        && marks.count() >= 2
}

/// `| --- | :-: |`.
fn is_table_rule(line: &str) -> bool {
    line.contains("--")
        && line.contains('|')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// A picture and nothing else.
fn is_picture(line: &str) -> bool {
    line.starts_with("![")
        && line.ends_with(')')
        && line.find("](").is_some_and(|at| !line[at + 2..line.len() - 1].contains(") "))
}

/// The marks within one stretch of running text.
struct Inline<'a> {
    text: &'a str,
    labels: &'a HashSet<String>,
    edits: &'a mut Vec<Edit>,
    /// `[` and `![` that wait for their `]`.
    brackets: Vec<Span>,
    /// Runs of `*`, `_` and `~` that may open emphasis.
    runs: Vec<Span>,
}

impl Inline<'_> {
    fn delete(&mut self, start: usize, end: usize) {
        self.edits.push(Edit { at: Span::new(start, end), text: String::new() });
    }

    fn read(mut self, parts: &[Span]) {
        let mut no_code = [false; 8]; // lengths of backtick runs that nothing closes
        let mut skip_to = 0;
        for part in parts {
            let mut at = part.start.max(skip_to);
            let bytes = self.text.as_bytes();
            while at < part.end {
                at = match bytes[at] {
                    b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) && at + 1 < part.end => {
                        self.delete(at, at + 1);
                        at + 2
                    }
                    b'\\' if at + 1 == part.end => {
                        self.delete(at, at + 1);
                        at + 1
                    }
                    b'`' => self.code(at, part.end, &mut no_code),
                    b'!' if bytes.get(at + 1) == Some(&b'[') => {
                        self.brackets.push(Span::new(at, at + 2));
                        at + 2
                    }
                    b'[' => {
                        self.brackets.push(Span::new(at, at + 1));
                        at + 1
                    }
                    b']' => self.bracket(at, part.end),
                    b'<' => self.address(at, part.end),
                    b'*' | b'_' | b'~' => self.emphasis(at, part.end),
                    b'|' if bytes[part.start] == b'|' => {
                        let edge = at == part.start || at + 1 == part.end;
                        self.edits.push(Edit {
                            at: Span::new(at, at + 1),
                            text: if edge { "" } else { " " }.into(),
                        });
                        at + 1
                    }
                    _ => at + 1,
                };
            }
            skip_to = at;
        }
    }

    /// Code between equal runs of backticks on one line; gives where reading goes on.
    fn code(&mut self, at: usize, end: usize, no_code: &mut [bool; 8]) -> usize {
        let run = |at: usize| self.text.as_bytes()[at..end].iter().take_while(|&&byte| byte == b'`').count();
        let len = run(at);
        let known = no_code.get(len).copied().unwrap_or(true);
        let mut close = at + len;
        while !known && close < end {
            let found = run(close);
            if found == len {
                self.delete(at, at + len);
                self.delete(close, close + len);
                return close + len;
            }
            close += found.max(1);
        }
        if let Some(known) = no_code.get_mut(len) {
            *known = true;
        }
        at + len
    }

    /// The end of a link or a picture; gives where reading goes on.
    fn bracket(&mut self, at: usize, end: usize) -> usize {
        let Some(open) = self.brackets.pop() else { return at + 1 };
        let inside = self.text.get(open.end..at).unwrap_or_default();
        let after = self.text.get(at + 1..end).unwrap_or_default();
        let tail = if after.starts_with('(') {
            target(after)
        } else if let Some((label, _)) = after
            .strip_prefix('[')
            .and_then(|label| label.get(..label.len().min(200)).unwrap_or(label).split_once(']'))
        {
            let label = if label.is_empty() { inside } else { label };
            self.is_label(label).then_some(after.find(']').map_or(0, |close| close + 1))
        } else {
            self.is_label(inside).then_some(0)
        };
        // A note: [^1]
        if inside.starts_with('^') && inside.len() <= 12 && !inside.contains(' ') {
            self.delete(open.start, at + 1);
            return at + 1;
        }
        let Some(tail) = tail else { return at + 1 };
        self.delete(open.start, open.end);
        self.delete(at, at + 1 + tail);
        at + 1 + tail
    }

    fn is_label(&self, label: &str) -> bool {
        label.len() <= 200 && !self.labels.is_empty() && self.labels.contains(&label.to_lowercase())
    }

    /// `<https://…>` loses its brackets.
    fn address(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.text[at + 1..end];
        if !rest.starts_with("http") && !rest.starts_with("mailto:") {
            return at + 1;
        }
        let stop = rest.bytes().take(LONGEST).position(|byte| byte == b'>' || byte.is_ascii_whitespace());
        let Some(stop) = stop.filter(|&stop| rest[stop..].starts_with('>')) else { return at + 1 };
        self.delete(at, at + 1);
        self.delete(at + 1 + stop, at + 2 + stop);
        at + 2 + stop
    }

    /// A run of emphasis marks: closes one that waits, or waits itself.
    fn emphasis(&mut self, at: usize, end: usize) -> usize {
        let mark = self.text.as_bytes()[at];
        let len = self.text.as_bytes()[at..end].iter().take_while(|&&byte| byte == mark).count();
        let here = Span::new(at, at + len);
        let before = self.text[..at].chars().next_back().unwrap_or(' ');
        let after = self.text[here.end..].chars().next().unwrap_or(' ');
        let inner = before.is_alphanumeric() && after.is_alphanumeric();
        if mark == b'~' && len != 2 || mark == b'_' && inner || len > 3 {
            return here.end;
        }
        // Only the nearest few: emphasis hardly nests, and a text of marks alone must not take long.
        let near = self.runs.len().saturating_sub(4);
        let opener = self.runs[near..]
            .iter()
            .rposition(|open| self.text.as_bytes()[open.start] == mark && open.len() == len);
        if !before.is_whitespace()
            && let Some(opener) = opener
        {
            let open = self.runs[near + opener];
            self.runs.truncate(near + opener);
            self.delete(open.start, open.end);
            self.delete(here.start, here.end);
        } else if !after.is_whitespace() {
            self.runs.push(here);
        }
        here.end
    }
}

/// The length in bytes of `(address "title")` at the start of `rest`.
fn target(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in rest.bytes().take(LONGEST).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'\n' => return None,
            _ => (),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn text(source: &str) -> String {
        Document::read(source, Format::Markdown).text.trim().to_string()
    }

    #[test]
    fn marks_go_and_words_stay() {
        for (source, expected) in [
            ("# New *bridge* #\n\nText", "New bridge\n\nText"),
            ("New bridge\n==========\n\nText", "New bridge\n\n\nText"),
            (
                "He **said** so, __twice__, in snake_case and 2 * 3 * 4.",
                "He said so, twice, in snake_case and 2 * 3 * 4.",
            ),
            ("See [the *report*](https://example.org/a_(b) \"x\") now.", "See the report now."),
            (
                "See [the report][1] and [more].\n\n[1]: https://example.org\n[more]: /x",
                "See the report and more.",
            ),
            ("Wrapped\nlines\njoin.  \nA hard break.", "Wrapped lines join.\nA hard break."),
            ("> Quoted\n> words", "Quoted words"),
            ("- one\n- two\n  more\n1. three", "one\ntwo more\nthree"),
            ("`code` and ``He left,'' she said", "code and ``He left,'' she said"),
            ("A \\*star\\* and <https://example.org>", "A *star* and https://example.org"),
            ("![Ana López](a.png)", "Ana López"),
            ("~~old~~ new[^1]\n\n[^1]: A note.", "old new\n\nA note."),
            ("```\nlet x = 1;\n```", "let x = 1;"),
            ("[not a link] and *not emphasis", "[not a link] and *not emphasis"),
            ("| a | b |\n| --- | --- |\n| c | d |", "a   b \n\n c   d"),
        ] {
            assert_eq!(text(source), expected, "{source}");
        }
    }

    #[test]
    fn front_matter_tells_about_the_article() {
        let source = "---\ntitle: \"New bridge\"\ndate: 2025-02-18\nauthor: Ana López\n---\n\nThe council voted on Tuesday to build a bridge.\n";
        let document = Document::read(source, Format::Markdown);
        let article = &document.article;
        assert_eq!(article.title.as_ref().map(|field| field.value.as_str()), Some("New bridge"));
        assert_eq!(article.author.as_ref().map(|field| field.value.as_str()), Some("Ana López"));
        assert_eq!(
            article.created.as_ref().map(|field| field.value.to_string()).as_deref(),
            Some("2025-02-18")
        );
        assert!(document.text.trim().starts_with("The council"));
    }

    #[test]
    fn kinds_come_from_the_marks() {
        use ParagraphKind::{Body, Caption, Headline, ListItem};
        let source = "# **New** bridge\n\n![Ana López](a.png)\n\nThe council voted on Tuesday. It was late.\n\n## Reactions\n\n- One\n- Two\n";
        let document = Document::read(source, Format::Markdown);
        let kinds: Vec<_> = document.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
        assert_eq!(kinds, [Headline, Caption, Body, Headline, ListItem, ListItem]);
    }
}
