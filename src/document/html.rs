//! HTML, whole pages or fragments from the clipboard, as edits that leave paragraphs of text.
//!
//! The tokenizer of the HTML standard gives tags with their place in the source; a tree is not needed, and without one no
//! nesting, however deep or broken, costs more than one pass. Elements that hide text or tell its kind count only where an
//! end tag matches, so that a forgotten one does not swallow the article.

use std::collections::HashMap;

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};

use super::ParagraphKind;
use super::meta::{self, Meta};
use super::reading::{Hint, Reading};
use super::reference::decode;
use super::source::Edit;
use crate::Span;

/// Reads `source`: what is not text goes, blocks are parted by empty lines.
pub(super) fn read(source: &str) -> Reading {
    let mut page = Page::default();
    page.scan(source);
    let window = page.window(source);
    let mut writer = Writer::new(source);
    page.write(&mut writer, window);
    writer.finish(page.meta)
}

/// What an element does to the text around and inside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Inline,
    Block,
    Break,
    Item,
    Heading,
    Caption,
    Preformatted,
    /// Not text of the article.
    Hidden,
    /// The article itself, or what holds it.
    Main,
}

fn role(name: &[u8]) -> Role {
    match name {
        b"p" | b"div" | b"section" | b"header" | b"address" | b"blockquote" | b"body" | b"html" | b"dd"
        | b"dl" | b"dt" | b"fieldset" | b"figure" | b"hr" | b"ol" | b"ul" | b"table" | b"tbody" | b"td"
        | b"tfoot" | b"th" | b"thead" | b"tr" | b"center" | b"details" | b"summary" | b"hgroup" => {
            Role::Block
        }
        b"br" => Role::Break,
        b"li" => Role::Item,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading,
        b"figcaption" | b"caption" => Role::Caption,
        b"pre" | b"listing" | b"plaintext" | b"xmp" => Role::Preformatted,
        b"head" | b"script" | b"style" | b"title" | b"nav" | b"aside" | b"footer" | b"form" | b"button"
        | b"svg" | b"math" | b"noscript" | b"template" | b"iframe" | b"select" | b"option" | b"textarea"
        | b"object" | b"canvas" | b"audio" | b"video" | b"dialog" | b"noframes" | b"noembed" | b"menu" => {
            Role::Hidden
        }
        b"article" | b"main" => Role::Main,
        _ => Role::Inline,
    }
}

/// Elements that have no end tag.
fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

enum Event {
    Start {
        role: Role,
        hint: Option<ParagraphKind>,
        hides: bool,
        article: bool,
        end: Option<usize>,
    },
    End {
        role: Role,
    },
    Text,
    /// `<!--StartFragment-->` and `<!--EndFragment-->` of the clipboard.
    FragmentStart,
    FragmentEnd,
}

#[derive(Default)]
struct Page {
    /// What was met, with its place in the source.
    events: Vec<(Event, Span)>,
    /// Start tags that wait for their end tag, by name.
    open: HashMap<Vec<u8>, Vec<usize>>,
    /// The open entry of each open list; an entry needs no end tag.
    lists: Vec<Option<usize>>,
    meta: Meta,
}

impl Page {
    fn scan(&mut self, source: &str) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut from = 0; // events do not overlap
        let mut raw = RawText::None;
        for token in Tokenizer::new_with_emitter(source, emitter) {
            let Ok(token) = token;
            let mut place = |span: html5gum::Span<usize>| {
                let start = boundary(source, span.start.max(from));
                let end = boundary(source, span.end.max(start));
                from = end;
                Span::new(start, end)
            };
            match token {
                Token::StartTag(tag) => {
                    let at = place(tag.span);
                    raw = RawText::of(&tag);
                    self.meta.tag(&tag);
                    self.start(&tag, at);
                }
                Token::EndTag(tag) => {
                    let at = place(tag.span);
                    raw = RawText::None;
                    self.end(&tag.name, at);
                }
                Token::String(text) => {
                    match raw {
                        RawText::Title => self.meta.title(&String::from_utf8_lossy(&text)),
                        RawText::Json => self.meta.json(&String::from_utf8_lossy(&text)),
                        RawText::None => (),
                    }
                    self.events.push((Event::Text, place(text.span)));
                }
                Token::Comment(comment) => {
                    let at = place(comment.span);
                    match comment.trim_ascii() {
                        b"StartFragment" => self.events.push((Event::FragmentStart, at)),
                        b"EndFragment" => self.events.push((Event::FragmentEnd, at)),
                        _ => (),
                    }
                }
                Token::Doctype(_) | Token::Error(_) => (),
            }
        }
    }

    fn start(&mut self, tag: &StartTag<usize>, at: Span) {
        let role = role(&tag.name);
        let hint = match role {
            Role::Item => Some(ParagraphKind::ListItem),
            Role::Heading => Some(ParagraphKind::Headline),
            Role::Caption => Some(ParagraphKind::Caption),
            _ => meta::hint(tag),
        };
        let hides = role == Role::Hidden || meta::is_hidden(tag);
        match &tag.name[..] {
            b"ul" | b"ol" => self.lists.push(None),
            b"li" => {
                self.end_entry();
                let entry = Some(self.events.len());
                match self.lists.last_mut() {
                    Some(last) => *last = entry,
                    None => self.lists.push(entry),
                }
            }
            _ => (),
        }
        // Names of what neither breaks nor tells anything need no partner.
        if role != Role::Inline || hint.is_some() || hides {
            if role == Role::Item {
                // Its end is found through `lists`.
            } else if !is_void(&tag.name)
                && (hides || hint.is_some() || role == Role::Main || role == Role::Preformatted)
            {
                self.open.entry(tag.name.0.clone()).or_default().push(self.events.len());
            } else if let Some(open) = self.open.get_mut(&tag.name.0) {
                open.push(usize::MAX); // a partner for the end tag of an element of the same name
            }
            let article = *tag.name == b"article"[..];
            self.events.push((Event::Start { role, hint, hides, article, end: None }, at));
        } else if !is_void(&tag.name)
            && let Some(open) = self.open.get_mut(&tag.name.0)
        {
            open.push(usize::MAX);
        }
    }

    /// Ends the open entry of the innermost list.
    fn end_entry(&mut self) {
        let index = self.events.len();
        if let Some(start) = self.lists.last_mut().and_then(Option::take)
            && let Some((Event::Start { end, .. }, _)) = self.events.get_mut(start)
        {
            *end = Some(index);
        }
    }

    fn end(&mut self, name: &HtmlString, at: Span) {
        match &name[..] {
            b"li" => self.end_entry(),
            b"ul" | b"ol" => {
                self.end_entry();
                self.lists.pop();
            }
            _ => (),
        }
        let index = self.events.len();
        if let Some(start) = self.open.get_mut(&name.0).and_then(Vec::pop)
            && let Some((Event::Start { end, .. }, _)) = self.events.get_mut(start)
        {
            *end = Some(index);
        }
        let role = role(name);
        // Every matched start needs an event at its end.
        self.events.push((Event::End { role }, at));
    }

    /// The events that hold the article: what the clipboard marks, else the longest `article`, else `main`, else all.
    fn window(&self, source: &str) -> (usize, usize) {
        let find = |wanted: fn(&Event) -> bool| self.events.iter().position(|(event, _)| wanted(event));
        if let Some(start) = find(|event| matches!(event, Event::FragmentStart)) {
            let end = find(|event| matches!(event, Event::FragmentEnd)).filter(|&end| end > start);
            return (start, end.unwrap_or(self.events.len()));
        }
        // Lengths of text before each event, so that each element is measured at once.
        let mut sums = Vec::with_capacity(self.events.len() + 1);
        let mut sum = 0;
        for (event, at) in &self.events {
            sums.push(sum);
            sum += if matches!(event, Event::Text) { at.of(source).trim().len() } else { 0 };
        }
        sums.push(sum);
        let mut best = (false, 0, (0, self.events.len()));
        for (index, (event, _)) in self.events.iter().enumerate() {
            if let Event::Start { role: Role::Main, hides: false, article, end: Some(end), .. } = event {
                let length = sums[*end] - sums[index];
                if length >= 300 && (*article, length) > (best.0, best.1) {
                    best = (*article, length, (index, *end));
                }
            }
        }
        best.2
    }

    fn write(&self, writer: &mut Writer, window: (usize, usize)) {
        let mut hidden_until = 0;
        let mut hints: Vec<(ParagraphKind, usize)> = Vec::new(); // with the event that ends them
        let mut preformatted_until = 0;
        for (index, (event, at)) in self.events.iter().enumerate().take(window.1).skip(window.0) {
            if index < hidden_until {
                continue;
            }
            while hints.last().is_some_and(|&(_, end)| end <= index) {
                hints.pop();
            }
            match *event {
                Event::Start { role, hides: true, end, .. } => {
                    writer.gap(if role == Role::Inline { Gap::None } else { Gap::Block });
                    hidden_until = end.unwrap_or(0);
                }
                Event::Start { role, hint, end, .. } => {
                    match role {
                        Role::Inline => (),
                        Role::Break => writer.gap(Gap::Line),
                        Role::Item => writer.gap(Gap::Line),
                        _ => writer.gap(Gap::Block),
                    }
                    // Crossing elements: the inner one ends with the outer one.
                    if let (Some(kind), Some(end)) = (hint, end) {
                        hints.push((kind, hints.last().map_or(end, |&(_, outer)| end.min(outer))));
                    }
                    if role == Role::Preformatted {
                        preformatted_until = end.unwrap_or(0);
                    }
                }
                Event::End { role } => match role {
                    Role::Inline | Role::Hidden => (),
                    Role::Break | Role::Item => writer.gap(Gap::Line),
                    _ => writer.gap(Gap::Block),
                },
                Event::Text => {
                    writer.text(*at, hints.last().map(|&(kind, _)| kind), index < preformatted_until)
                }
                Event::FragmentStart | Event::FragmentEnd => (),
            }
        }
    }
}

/// What the text after a start tag says about the page.
#[derive(Clone, Copy)]
enum RawText {
    None,
    Title,
    Json,
}

impl RawText {
    fn of(tag: &StartTag<usize>) -> RawText {
        match &tag.name[..] {
            b"title" => RawText::Title,
            b"script" if meta::attribute(tag, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                RawText::Json
            }
            _ => RawText::None,
        }
    }
}

/// The last character boundary of `source` at or before byte `at`.
fn boundary(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What stands between two pieces of text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Block,
}

/// Collects the edits, from left to right.
struct Writer<'a> {
    source: &'a str,
    edits: Vec<Edit>,
    hints: Vec<Hint>,
    /// What of the source is written or replaced.
    done: usize,
    gap: Gap,
    started: bool,
}

impl Writer<'_> {
    fn new(source: &str) -> Writer<'_> {
        Writer { source, edits: Vec::new(), hints: Vec::new(), done: 0, gap: Gap::None, started: false }
    }

    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Writes the text at `span`: white space becomes one space, references the characters they stand for.
    fn text(&mut self, span: Span, hint: Option<ParagraphKind>, preformatted: bool) {
        let bytes = self.source.as_bytes();
        let mut at = span.start;
        while at < span.end {
            let byte = bytes[at];
            if matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c) {
                self.gap(if preformatted && byte == b'\n' { Gap::Line } else { Gap::Space });
                at += 1;
                continue;
            }
            if byte == b'&'
                && let Some((len, text)) = reference(&self.source[at..span.end])
            {
                self.write(Span::new(at, at + len), Some(text), hint);
                at += len;
                continue;
            }
            let stop = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'&');
            let len = bytes[at + 1..span.end].iter().position(stop).map_or(span.end - at, |len| len + 1);
            self.write(Span::new(at, at + len), None, hint);
            at += len;
        }
    }

    fn write(&mut self, at: Span, text: Option<String>, hint: Option<ParagraphKind>) {
        let gap = if self.started { self.gap } else { Gap::None };
        if let Some(kind) = hint
            && (!self.started || gap >= Gap::Line)
        {
            self.hints.push(Hint { source: at.start, kind });
        }
        let between = match gap {
            Gap::None => "",
            Gap::Space => " ",
            Gap::Line => "\n",
            Gap::Block => "\n\n",
        };
        let skipped = Span::new(self.done, at.start);
        if skipped.of(self.source) != between {
            self.edits.push(Edit { at: skipped, text: between.into() });
        }
        if let Some(text) = text {
            self.edits.push(Edit { at, text });
        }
        (self.done, self.gap, self.started) = (at.end, Gap::None, true);
    }

    fn finish(mut self, meta: Meta) -> Reading {
        if self.done < self.source.len() {
            self.edits.push(Edit { at: Span::new(self.done, self.source.len()), text: String::new() });
        }
        Reading { edits: self.edits, hints: self.hints, meta }
    }
}

/// The length and meaning of the character reference that `rest` starts with. In HTML some need no semicolon: those that
/// do are read first.
fn reference(rest: &str) -> Option<(usize, String)> {
    decode(rest).or_else(|| {
        let len = rest
            .bytes()
            .skip(1)
            .take(8)
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        let name = rest.get(..len + 1).filter(|_| len > 1)?;
        let text = super::reference::parse(name);
        (text != name).then_some((len + 1, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Format};

    fn text(source: &str) -> String {
        Document::read(source, Format::Html).text
    }

    #[test]
    fn blocks_become_paragraphs() {
        for (source, expected) in [
            (
                "<p>Ana <b>L&oacute;pez</b>\n  left.</p><p>He &amp; she stayed.",
                "Ana López left.\n\nHe & she stayed.",
            ),
            ("One<br>two<br/>three", "One\ntwo\nthree"),
            ("<ul><li>One<li>Two</ul>", "One\nTwo"),
            ("a < b &lt;p&gt; &nosuch; AT&T", "a < b <p> &nosuch; AT&T"),
            ("<script>var x = '<p>no</p>';</script><p>Yes</p><style>p {}</style>", "Yes"),
            ("<nav>Home</nav><p>Yes</p><nav>never closed <p>still", "Yes\n\nnever closed\n\nstill"),
            ("<html><body>x <!--StartFragment--><p>Yes</p><!--EndFragment--> y</body></html>", "Yes"),
            ("<p>un<wbr>der&shy;way&nbsp;now</p>", "underway now"),
            ("<p hidden>no</p><div style='display: none'><p>no</p></div>Yes", "Yes"),
            ("<pre>a\nb</pre>", "a\nb"),
            ("", ""),
            ("<", "<"),
            ("<div", ""),
        ] {
            assert_eq!(text(source), expected, "{source}");
        }
    }

    #[test]
    fn the_article_is_taken_out_of_its_page() {
        let body = "The council voted on Tuesday to build a new bridge over the river. ".repeat(6);
        let source = format!(
            "<html><head><title>x</title></head><body><div>Menu</div><article><h1>New bridge</h1><p>{body}</p></article>\
             <article><p>Teaser</p></article><footer>About</footer></body></html>"
        );
        assert_eq!(text(&source), format!("New bridge\n\n{}", body.trim()));
    }

    proptest::proptest! {
        #[test]
        fn the_text_is_what_the_tokenizer_reads(source in "(<p>|</p>|<b x='y'>|&amp;|&eacute|&#65;|&|<|é|[a-c]| |\r\n|<!--|-->|<i|\")*") {
            let mut expected = String::new();
            for token in Tokenizer::new(&source) {
                let Ok(token) = token;
                match token {
                    Token::String(text) => expected.push_str(&String::from_utf8_lossy(&text)),
                    Token::StartTag(tag) if *tag.name == b"p"[..] => expected.push(' '),
                    Token::EndTag(tag) if *tag.name == b"p"[..] => expected.push(' '),
                    _ => (),
                }
            }
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(words(&text(&source)), words(&expected));
        }
    }
}
