//! Text copied from a PDF or an e-mail: lines broken at a width become paragraphs again, hyphens at line ends go, `> `
//! before quoted lines too, and so do page numbers and headers repeated on every page.
//!
//! A line break goes only where the lines are full, that is where the first word of the next line would not have fitted,
//! and only in a block where sentences visibly run on. So headlines, lists, verse and paragraphs given one a line stay.

use std::collections::{HashMap, HashSet};

use memchr::memchr_iter;

use super::source::Edit;
use crate::Span;

/// Widths, in characters, between which text is wrapped.
const NARROWEST: usize = 24;
const WIDEST: usize = 140;

/// The edits that join the wrapped lines of `text`, whose line ends are `\n`.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    if !may_be_wrapped(text) {
        return Vec::new();
    }
    let lines = lines(text);
    let mut layout = Layout { text, furniture: vec![false; lines.len()], lines };
    let blocks = layout.blocks();
    let wrapped: Vec<Option<Wrapped>> = blocks.iter().map(|block| layout.wrapped(block.0, block.1)).collect();
    let width = wrapped.iter().flatten().map(|wrapped| wrapped.width).max();
    if width.is_some() {
        layout.find_furniture(&blocks, &wrapped);
    }
    layout.edits(&blocks, &wrapped, width)
}

/// Whether some line runs on into the next, or is quoted.
fn may_be_wrapped(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first() == Some(&b'>')
        || memchr_iter(b'\n', bytes).any(|at| match bytes.get(at + 1) {
            Some(b'>') => true,
            Some(b'\n') | None => false,
            Some(_) => {
                let next = text[at + 1..].trim_start_matches([' ', '\t']);
                next.starts_with(|c: char| c.is_lowercase()) && !ends_sentence(last_line(&text[..at]))
            }
        })
}

/// The last hundred bytes at most of what stands before a line end.
fn last_line(before: &str) -> &str {
    let mut start = before.len().saturating_sub(100);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    &before[start..]
}

/// One line.
#[derive(Clone, Copy)]
struct Line {
    /// Its words, without `> ` and spaces, in bytes.
    words: Span,
    /// The whole line without its end, in bytes.
    whole: Span,
    /// Its length in characters.
    len: usize,
    /// How many `>` stand before it.
    depth: usize,
    /// How many spaces stand before its words.
    indent: usize,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let whole = Span::new(start, end);
        let mut rest = whole.of(text);
        let mut depth = 0;
        while let Some(inner) = rest.trim_start_matches([' ', '\t']).strip_prefix('>') {
            depth += 1;
            rest = inner;
        }
        // Quoted words stand after a space: `>x` and `->` do not quote.
        if depth > 0 && !(rest.is_empty() || rest.starts_with(' ')) {
            depth = 0;
            rest = whole.of(text);
        }
        let rest = if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
        let words = rest.trim();
        let indent = rest.len() - rest.trim_start().len();
        let from = end - rest.len() + indent;
        let words = Span::new(from.min(end), (from + words.len()).min(end));
        lines.push(Line { words, whole, len: words.of(text).chars().count(), depth, indent });
        start = end + 1;
    }
    lines
}

/// What a wrapped block looks like.
#[derive(Clone, Copy)]
struct Wrapped {
    /// The longest line, in characters.
    width: usize,
}

struct Layout<'a> {
    text: &'a str,
    lines: Vec<Line>,
    /// Lines that belong to the page, not to the text.
    furniture: Vec<bool>,
}

impl Layout<'_> {
    fn words(&self, line: usize) -> &str {
        self.lines.get(line).map_or("", |line| line.words.of(self.text))
    }

    /// Runs of lines of one depth without an empty line, as first line and the line after the last.
    fn blocks(&self) -> Vec<(usize, usize)> {
        let mut blocks = Vec::new();
        let mut start = 0;
        for at in 0..=self.lines.len() {
            let goes_on = self.lines.get(at).is_some_and(|line| {
                line.len > 0
                    && (at == start || self.lines[at - 1].depth == line.depth && self.lines[at - 1].len > 0)
            });
            if goes_on {
                continue;
            }
            if start < at && self.lines[start].len > 0 {
                blocks.push((start, at));
            }
            start = if self.lines.get(at).is_some_and(|line| line.len > 0) { at } else { at + 1 };
        }
        blocks
    }

    /// Whether the block of lines from `start` to `end` was wrapped at a width, and at which.
    fn wrapped(&self, start: usize, end: usize) -> Option<Wrapped> {
        if end - start < 2 {
            return None;
        }
        let width = self.lines[start..end].iter().map(|line| line.len).max()?;
        if !(NARROWEST..=WIDEST).contains(&width) {
            return None;
        }
        let (mut breaks, mut full, mut runs_on) = (0, 0, 0);
        for at in start..end - 1 {
            if self.is_item(at + 1) {
                continue;
            }
            breaks += 1;
            full += usize::from(self.is_full(at, width));
            runs_on += usize::from(self.runs_on(at));
        }
        // Verse and lists of names run on here and there, but their lines are not full; prose given one paragraph a line
        // is full by chance, but its lines end sentences.
        let enough =
            if width < 45 { breaks >= 3 && full * 10 >= breaks * 8 } else { full * 10 >= breaks * 5 };
        (enough && runs_on > 0 && runs_on * 10 >= breaks * 3).then_some(Wrapped { width })
    }

    /// Whether the first word of the next line would not have fitted on line `at`, nearly: fonts differ in width.
    fn is_full(&self, at: usize, width: usize) -> bool {
        let next = self.words(at + 1);
        let word = next.split_whitespace().next().unwrap_or_default().chars().take(30).count();
        (self.lines[at].len + 1 + word) * 100 >= width * if width < 45 { 95 } else { 88 }
    }

    /// Whether a sentence visibly goes on from line `at` to the next.
    fn runs_on(&self, at: usize) -> bool {
        self.words(at + 1).starts_with(char::is_lowercase) && !ends_sentence(self.words(at))
    }

    /// Whether line `at` opens an entry of a list.
    fn is_item(&self, at: usize) -> bool {
        is_item(self.words(at))
    }

    /// Finds page numbers, and lines that stand alone on several pages with only their numbers changed.
    fn find_furniture(&mut self, blocks: &[(usize, usize)], wrapped: &[Option<Wrapped>]) {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let candidates: Vec<(usize, String)> = blocks
            .iter()
            .zip(wrapped)
            .filter(|(block, wrapped)| wrapped.is_none() && block.1 - block.0 <= 2)
            .flat_map(|(block, _)| block.0..block.1)
            .filter(|&at| self.lines[at].len <= 100)
            .map(|at| (at, self.words(at).chars().filter(|c| !c.is_ascii_digit()).collect::<String>()))
            .collect();
        for (_, shape) in &candidates {
            *counts.entry(shape.clone()).or_default() += 1;
        }
        for (at, shape) in candidates {
            let words = self.words(at);
            let repeated = shape.trim().chars().count() >= 4
                && counts.get(&shape).is_some_and(|&count| count >= 3)
                && !ends_sentence(words)
                && !words.starts_with(['"', '“', '-', '*', '•']);
            let inside = at > 0 && at + 1 < self.lines.len();
            self.furniture[at] = repeated || is_page_number(words) && (inside || is_page_label(words));
        }
    }

    fn edits(
        &self,
        blocks: &[(usize, usize)],
        wrapped: &[Option<Wrapped>],
        width: Option<usize>,
    ) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut words = None; // of the whole text, read once where a hyphen needs them
        let mut unquoted = 0; // lines whose `> ` is gone
        let mut last: Option<(usize, bool)> = None; // the last line of running text, and whether its block is wrapped
        for (block, shape) in blocks.iter().zip(wrapped) {
            for at in block.0..block.1 {
                if self.furniture[at] {
                    continue;
                }
                let joins = match last {
                    None => false,
                    // Over a page break, where furniture stands between.
                    Some((before, was_wrapped)) if before + 1 < at => {
                        was_wrapped
                            && self.furniture[before + 1..at].contains(&true)
                            && self.joins_over_page(before, at, width)
                    }
                    Some((before, _)) => {
                        before >= block.0 && shape.is_some_and(|shape| self.joins(before, shape.width))
                    }
                };
                if joins && let Some((before, _)) = last {
                    self.unquote(&mut unquoted, before + 1, &mut edits);
                    unquoted = at + 1;
                    edits.push(self.join(before, at, &mut words));
                } else {
                    if let Some((before, _)) = last {
                        self.drop_furniture(before + 1, at, &mut unquoted, &mut edits);
                    } else {
                        self.drop_furniture(0, at, &mut unquoted, &mut edits);
                    }
                    self.unquote(&mut unquoted, at + 1, &mut edits);
                }
                last = Some((at, shape.is_some()));
            }
        }
        let from = last.map_or(0, |(before, _)| before + 1);
        self.drop_furniture(from, self.lines.len(), &mut unquoted, &mut edits);
        self.unquote(&mut unquoted, self.lines.len(), &mut edits);
        edits
    }

    /// Deletes `> ` before the lines from `unquoted` to `end`.
    fn unquote(&self, unquoted: &mut usize, end: usize, edits: &mut Vec<Edit>) {
        for line in self.lines.get(*unquoted..end).unwrap_or_default() {
            if line.depth > 0 {
                edits.push(Edit { at: Span::new(line.whole.start, line.words.start), text: String::new() });
            }
        }
        *unquoted = end.max(*unquoted);
    }

    /// Deletes the furniture among the lines from `start` to `end`.
    fn drop_furniture(&self, start: usize, end: usize, unquoted: &mut usize, edits: &mut Vec<Edit>) {
        for at in start..end {
            if self.furniture[at] {
                self.unquote(unquoted, at, edits);
                edits.push(Edit { at: self.lines[at].whole, text: String::new() });
                *unquoted = at + 1;
            }
        }
    }

    /// Whether the line end after line `at` of a wrapped block goes.
    fn joins(&self, at: usize, width: usize) -> bool {
        let deeper = self.lines[at + 1].indent >= self.lines[at].indent + 2 && !self.is_item(at);
        if self.is_item(at + 1) || deeper && !self.runs_on(at) {
            return false;
        }
        self.runs_on(at) || self.is_full(at, width) || breaks_word(self.words(at))
    }

    fn joins_over_page(&self, before: usize, at: usize, width: Option<usize>) -> bool {
        self.lines[before].depth == self.lines[at].depth
            && width.is_some()
            && self.words(at).starts_with(char::is_lowercase)
            && !ends_sentence(self.words(before))
    }

    /// The edit that joins line `at` to line `before`.
    fn join<'a>(&'a self, before: usize, at: usize, words: &mut Option<HashSet<&'a str>>) -> Edit {
        let (one, two) = (self.lines[before].words, self.lines[at].words);
        let line_end = |text: &str| Edit { at: Span::new(one.end, two.start), text: text.to_string() };
        let left = one.of(self.text);
        let Some(stem) = left.strip_suffix(['-', '\u{2010}']) else { return line_end(" ") };
        let first = last_word(stem);
        let second = first_word(two.of(self.text));
        if first.is_empty() || second.is_empty() {
            return line_end(" ");
        }
        let words = words.get_or_insert_with(|| {
            self.text
                .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .filter(|word| !word.is_empty())
                .collect()
        });
        if keeps_hyphen(first, second, words) {
            return line_end("");
        }
        Edit { at: Span::new(one.start + stem.len(), two.start), text: String::new() }
    }
}

/// The word that `text` ends with, without hyphens.
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last();
    start.map_or("", |(at, _)| &text[at..])
}

/// The word that `text` starts with.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

/// Whether `words` ends with a hyphen after a letter.
fn breaks_word(words: &str) -> bool {
    words.strip_suffix(['-', '\u{2010}']).is_some_and(|stem| stem.ends_with(char::is_alphabetic))
}

/// Whether a hyphen at a line end belongs to the word: `long-`, `term`. The words of the rest of the text tell, else the
/// parts themselves.
fn keeps_hyphen(first: &str, second: &str, words: &HashSet<&str>) -> bool {
    const FIRST: &[&str] = &[
        "all", "anti", "best", "co", "cross", "eight", "ever", "ex", "far", "fast", "first", "five", "four",
        "free", "full", "half", "hard", "high", "ill", "large", "late", "left", "long", "low", "mid",
        "multi", "new", "nine", "non", "off", "old", "one", "open", "part", "post", "pre", "pro", "right",
        "second", "self", "semi", "seven", "short", "six", "small", "so", "state", "ten", "third", "three",
        "top", "two", "vice", "well", "world", "year",
    ];
    const SECOND: &[&str] = &[
        "backed",
        "based",
        "born",
        "controlled",
        "driven",
        "elect",
        "led",
        "level",
        "made",
        "old",
        "owned",
        "related",
        "run",
        "scale",
        "style",
        "term",
        "time",
        "wide",
        "year",
    ];
    if !second.starts_with(char::is_lowercase) || !first.chars().all(char::is_alphabetic) {
        return true;
    }
    if words.contains([first, second].concat().as_str()) {
        return false;
    }
    words.contains([first, "-", second].concat().as_str())
        || FIRST.contains(&first.to_lowercase().as_str())
        || SECOND.contains(&second)
}

/// Whether `words` opens an entry of a list.
pub(super) fn is_item(words: &str) -> bool {
    item_mark(words).is_some()
}

/// The length in bytes of the bullet or number that opens an entry of a list, with the space after it.
pub(super) fn item_mark(words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    let after =
        if matches!(first, '-' | '*' | '•' | '◦' | '▪' | '‣' | '·' | '–' | '●' | '○' | '■' | '►' | '+')
        {
            first.len_utf8()
        } else {
            let digits = words.bytes().take(4).take_while(u8::is_ascii_digit).count();
            let letter = usize::from(first.is_ascii_lowercase() && words.as_bytes().get(1) == Some(&b')'));
            let number = if (1..=3).contains(&digits) { digits } else { letter };
            if number == 0 || !matches!(words.as_bytes().get(number), Some(b'.' | b')')) {
                return None;
            }
            number + 1
        };
    words[after..].starts_with([' ', '\t']).then_some(after + 1)
}

/// Whether `words` ends as a sentence does.
fn ends_sentence(words: &str) -> bool {
    let words = words.trim_end();
    let words = words.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    words.ends_with(['.', '!', '?', ':', '…'])
}

/// `12`, `- 12 -`, `3/10`, `Page 3 of 10`.
fn is_page_number(words: &str) -> bool {
    let bare = words.trim_matches(['-', '–', '—', ' ', '[', ']', '|']);
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    number(bare) && !(bare.len() == 4 && bare.starts_with(['1', '2']))
        || is_page_label(words)
        || bare
            .split_once('/')
            .is_some_and(|(one, two)| number(one.trim()) && number(two.trim()) && one.len() < 4)
}

fn is_page_label(words: &str) -> bool {
    let bare = words.trim_matches(['-', '–', '—', ' ', '[', ']', '|']);
    let mut parts = bare.split_whitespace();
    let page = parts.next().is_some_and(|word| word.eq_ignore_ascii_case("page"));
    let mut number = || parts.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    if !page || !number() {
        return false;
    }
    match parts.next() {
        None => true,
        Some("of" | "/") => {
            parts.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
                && parts.next().is_none()
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SourceMap;

    fn read(source: &str) -> String {
        SourceMap::apply(source, &edits(source)).0
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let source = "Council votes for a new bridge\n\n\
            The council voted on Tuesday to build a new bridge over the river,\n\
            two days after a barge struck the old one. The mayor said that the\n\
            work would begin before winter.\n\n\
            Residents welcomed the plan, which the council had put off for five\n\
            years.\n";
        assert_eq!(
            read(source),
            "Council votes for a new bridge\n\n\
            The council voted on Tuesday to build a new bridge over the river, two days after a barge struck the old one. \
            The mayor said that the work would begin before winter.\n\n\
            Residents welcomed the plan, which the council had put off for five years.\n"
        );
    }

    #[test]
    fn paragraphs_a_line_verse_and_lists_stay() {
        for source in [
            "The council voted on Tuesday.\nThe mayor said that the work would begin before winter.\nHe left.",
            "the river runs\nto the sea\nand I am here\nalone",
            "She has three demands:\n- lower rents in the city\n- a new bridge\n- more trees",
            "Ana López\nmayor of Springfield\nSpringfield",
        ] {
            assert_eq!(read(source), source);
        }
    }

    #[test]
    fn hyphens_at_line_ends_go() {
        let source = "The council voted on Tuesday to build a new bridge over the ri-\n\
            ver after a long debate about its cost, which the mayor called a long-\n\
            term investment in the Anglo-\n\
            Saxon quarter.";
        assert_eq!(
            read(source),
            "The council voted on Tuesday to build a new bridge over the river after a long debate about its cost, which \
            the mayor called a long-term investment in the Anglo-Saxon quarter."
        );
    }

    #[test]
    fn quoted_mail_loses_its_marks() {
        let source = "Ana wrote:\n\n> The council voted on Tuesday to build a new bridge over the river,\n\
            > two days after a barge struck the old one.\n>\n> Nobody objected.\n\nI agree.";
        assert_eq!(
            read(source),
            "Ana wrote:\n\nThe council voted on Tuesday to build a new bridge over the river, two days after a barge \
            struck the old one.\n\nNobody objected.\n\nI agree."
        );
    }

    #[test]
    fn page_numbers_go() {
        let page = |number: usize, day: &str| {
            format!(
                "The Springfield Gazette, page {number}\n\nThe council voted on {day} to build a new bridge over the river,\n\
                 two days after a barge struck the old one, and the mayor said that\n\n{number}\n\n"
            )
        };
        let source = [
            page(1, "Tuesday"),
            page(2, "Friday"),
            page(3, "Monday"),
            "nobody objected to it on the day of the vote, not even the former mayor\nof the city.".into(),
        ]
        .concat();
        let text = read(&source);
        assert!(!text.contains("Gazette"), "{text}");
        assert!(!text.contains(['1', '2', '3']), "{text}");
        assert!(text.contains("said that nobody objected"), "{text}");
    }
}
