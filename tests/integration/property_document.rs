//! What holds for the document of any text.

use std::time::{Duration, Instant};

use dateline::document::{Format, SourceMap};
use dateline::{Document, Span};
use proptest::prelude::*;

const FORMATS: [Format; 3] = [Format::Plain, Format::Html, Format::Markdown];

/// Pieces that reading has rules for, so that chance meets them.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    "``",
    "''",
    "«",
    ".",
    "...",
    "…",
    "!",
    "?",
    ",",
    ":",
    "—",
    "-",
    "--",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{feff}",
    "ﬁ",
    "é",
    "e\u{301}",
    "👩\u{200d}🚀",
    "北京。",
    "\u{85}",
    "\u{0}",
    "&amp;",
    "&nbsp;",
    "&",
    "&#8220;",
    "<",
    ">",
    "> ",
    "<p>",
    "</p>",
    "<br/>",
    "<u>",
    "<b x='y'>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<h1>",
    "<li>",
    "<nav>",
    "</nav>",
    "<article>",
    "</article>",
    "<figcaption>",
    "</figcaption>",
    "<title>",
    "<html",
    "# ",
    "**",
    "*",
    "_",
    "[",
    "](",
    ")",
    "![",
    "```",
    "- ",
    "1. ",
    "---\n",
    "|",
    "U.S.",
    "Gen. Smith",
    "p.m.",
    "J. K. López",
    "No. 5",
    "Inc.",
    "ended.The next",
    "Said",
    "he said",
    "the council met",
    "RIYADH, Feb 18 — ",
    "WASHINGTON (AP) ",
    "February 18, 2025",
    "2025-02-18",
    "By Ana López",
    "Related article: ",
    "Image: ",
    "https://example.org/2025/02/18/a_(b)",
    "ana@example.org",
    "@a",
    "#b",
    "$4.50",
    "long-\nterm",
    "a line of text that is long enough to have been wrapped by a mail reader,\nand goes on here",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_string),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z ]{1,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Checks what must hold of `document`.
fn check(document: &Document) {
    let text = &document.text;
    let edits = document.map.edits(text, document.source.len());
    assert!(
        edits.windows(2).all(|pair| pair[0].at.end <= pair[1].at.start),
        "edits are sorted and do not overlap"
    );
    let (again, map) = SourceMap::apply(&document.source, &edits);
    assert_eq!(&again, text, "the edits give the text");
    assert_eq!(map, document.map, "the edits give the map");

    let mut at = 0;
    for paragraph in &document.paragraphs {
        let gap = text.get(at..paragraph.span.start).expect("paragraphs are in order, on boundaries");
        assert!(gap.trim().is_empty(), "between paragraphs is white space: {gap:?}");
        assert!(at == 0 || gap.contains('\n'), "paragraphs are parted by line breaks");
        assert!(!document.text_of(paragraph.span).contains('\n'));
        assert!(!paragraph.span.is_empty() && !paragraph.sentences.is_empty());
        at = paragraph.span.end;
    }
    assert!(text.get(at..).expect("the last paragraph ends on a boundary").trim().is_empty());

    let (mut sentence, mut token, mut at) = (0, 0, 0);
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        assert_eq!(paragraph.sentences.start, sentence);
        for part in &document.sentences[paragraph.sentences.clone()] {
            assert!(paragraph.span.contains(part.span));
            assert_eq!(part.paragraph, index);
            assert_eq!(part.tokens.start, token);
            assert!(!part.tokens.is_empty());
            for found in &document.tokens[part.tokens.clone()] {
                assert!(part.span.contains(found.span));
                let gap = text.get(at..found.span.start).expect("tokens are in order, on boundaries");
                assert!(
                    gap.chars().all(char::is_whitespace),
                    "every character but white space is in a token: {gap:?}"
                );
                assert!(
                    !found.span.is_empty() && !document.text_of(found.span).contains(char::is_whitespace)
                );
                at = found.span.end;
            }
            token = part.tokens.end;
        }
        sentence = paragraph.sentences.end;
    }
    assert_eq!((sentence, token), (document.sentences.len(), document.tokens.len()));

    let mut before = 0;
    for token in &document.tokens {
        let source = document.source_span(token.span);
        assert!(before <= source.start && source.start <= source.end, "the map keeps order");
        assert!(document.source.get(source.start..source.end).is_some(), "the map keeps boundaries");
        before = source.start;
    }

    let article = &document.article;
    let fields = [&article.title, &article.outlet, &article.author, &article.url];
    let spans = fields.iter().filter_map(|field| field.as_ref()?.span);
    for span in spans
        .chain(article.created.as_ref().and_then(|field| field.span))
        .chain(article.dateline)
        .chain(article.dateline_place)
    {
        assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()));
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_document(source in text()) {
        for format in FORMATS {
            let document = Document::read(&source, format);
            check(&document);
            let again = Document::read(&source, format);
            prop_assert_eq!(&document.text, &again.text);
            prop_assert_eq!(&document.paragraphs, &again.paragraphs);
            prop_assert_eq!(&document.sentences, &again.sentences);
            prop_assert_eq!(&document.tokens, &again.tokens);
            prop_assert_eq!(&document.article, &again.article);
        }
    }

    #[test]
    fn a_text_that_is_read_reads_the_same_again(words in prop::collection::vec("[a-zA-Z]{1,9}[,.]?", 1..30)) {
        // Nothing to normalise: the text is the source.
        let source = words.join(" ");
        let document = Document::read(&source, Format::Plain);
        prop_assert_eq!(&document.text, &source);
        prop_assert_eq!(document.source_span(Span::new(0, source.len())), Span::new(0, source.len()));
    }
}

/// Texts of one piece over and over are the worst that a rule can meet: each must take time in step with its length.
#[test]
fn time_is_linear() {
    let pieces = [
        "a",
        ".",
        "<",
        "\n",
        "“",
        "\"",
        "&",
        "'",
        "[",
        "](",
        "*",
        "_",
        "`",
        "a.",
        ".a",
        "U.S.",
        "> ",
        ">\n",
        "a\n",
        "<b ",
        "<p>",
        "<nav>",
        "<!--",
        "<script>",
        "</",
        "&a",
        "[a]",
        "- ",
        "1. ",
        "|",
        "http://",
        "www.",
        "a@",
        "@",
        "#",
        "(",
        ")",
        "By A ",
        "A, ",
        "1 ",
        "A ",
        "a ",
        "a-\n",
        "é",
        "“A.” ",
        "<http",
        "<title>",
        "<div class='byline'>",
        "Related\n",
        "Image: a.\n",
        "Feb 18, 2025 ",
    ];
    let mut slow = Vec::new();
    for piece in pieces {
        let source = piece.repeat(40_000 / piece.len());
        for format in FORMATS {
            let start = Instant::now();
            let document = Document::read(&source, format);
            let taken = start.elapsed();
            assert_eq!(document.source, source);
            // A quadratic rule takes many seconds without optimisation; a linear one a fraction of one.
            if taken > Duration::from_secs(4) {
                slow.push((piece, format, taken));
            }
        }
    }
    assert!(slow.is_empty(), "slow: {slow:?}");
}

/// Megabytes a second on one core; run with
/// `cargo test --release --test integration document_speed -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn document_speed() {
    let paragraph = "“We will rebuild the bridge before winter,” Mayor Ana López said on Tuesday, two days after a barge \
        struck it. Engineers of Acme Inc. flew in from Paris, Texas, to inspect the U.S. bridge at 5 p.m. on Feb. 18.";
    let plain = vec![paragraph; 2000].join("\n\n");
    let mut width = 0;
    let lines: Vec<String> = paragraph
        .split(' ')
        .map(|word| {
            width += word.chars().count() + 1;
            let fits = width <= 73;
            width = if fits { width } else { word.chars().count() + 1 };
            format!("{}{word}", if fits { " " } else { "\n" })
        })
        .collect();
    let wrapped = vec![lines.concat().trim().to_string(); 2000].join("\n\n");
    let html = plain.split("\n\n").map(|words| format!("<p>{words}</p>\n")).collect::<String>();
    for (name, source, format) in [
        ("plain", &plain, Format::Plain),
        ("wrapped", &wrapped, Format::Plain),
        ("html", &html, Format::Html),
        ("markdown", &plain, Format::Markdown),
    ] {
        let start = Instant::now();
        let mut bytes = 0;
        while start.elapsed() < Duration::from_secs(2) {
            bytes += source.len();
            assert_eq!(Document::read(source, format).sentences.len(), 4000, "{name}");
        }
        println!("{name}: {:.1} MB/s", bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
    }
}
