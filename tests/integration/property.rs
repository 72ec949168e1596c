//! What holds for any text and any commands.

use std::time::{Duration, Instant};

use dateline::annotation::EntityId;
use dateline::document::Format;
use dateline::evidence::Evidence;
use dateline::export::{csv, json, records};
use dateline::mention::MentionKind;
use dateline::place::Degrees;
use dateline::project::{ArticleField, Command, Layer, MarkId, PlaceChoice, Project};
use dateline::quotation::Speaker;
use dateline::timex::TimexKind;
use dateline::{Annotation, Assets, Options, Span, annotate};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

/// Words that the layers look for, and characters that break what is careless.
const PIECES: [&str; 96] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "\u{ad}",
    "\u{200b}",
    "\u{2028}",
    ". ",
    ", ",
    "? ",
    "! ",
    "… ",
    "...",
    " — ",
    " - ",
    "-\n",
    ": ",
    "; ",
    "(",
    ")",
    "/",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "«",
    "»",
    "‹",
    "›",
    "``",
    "''",
    "said",
    "she said",
    "he told reporters",
    "according to",
    "who",
    "added",
    "asked",
    "Ana López",
    "John Smith",
    "Mr. Smith's",
    "Mayor",
    "Dr.",
    "the U.S. officials",
    "Acme Works Inc.",
    "BBC",
    "ALL CAPS",
    "Paris",
    "Paris, Texas",
    "Springfield",
    "the Rhine",
    "New York-based",
    "London",
    "Monday",
    "on Tuesday",
    "last week",
    "5 March 2024",
    "12/31/99",
    "2024-02-30",
    "6 p.m.",
    "every weekday",
    "six months",
    "the 1990s",
    "May",
    "0000",
    "spring",
    "By Mara Quill",
    "RIYADH, Feb 18 —",
    "Read more",
    "<p>",
    "</p>",
    "<b>",
    "a < b",
    "&amp;",
    "&oacute",
    "<u",
    "> ",
    "# ",
    "**",
    "🌉",
    "👩‍👩‍👧",
    "e\u{301}",
    "العربية",
    "שלום",
    "ﬁ",
    "\u{10ffff}",
];

pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(&PIECES[..]).prop_map(str::to_string),
        1 => any::<String>(),
        1 => "[A-Z][a-z]{0,8}",
        1 => "[0-9]{1,12}",
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

pub fn options() -> impl Strategy<Value = Options> {
    let format = prop::sample::select(vec![Format::Plain, Format::Plain, Format::Html, Format::Markdown]);
    let created =
        prop::sample::select(vec![None, Some("2024-02-28"), Some("0001-01-01"), Some("9999-12-31")]);
    let reference = prop::sample::select(vec![None, None, Some("2013-02-12T04:30:00")]);
    let near = prop::sample::select(vec![None, None, Some((43.65, -79.38)), Some((-90.0, 180.0))]);
    (format, created, reference, near).prop_map(|(format, created, reference, near)| Options {
        near: near.map(|(north, east)| (Degrees::of(north), Degrees::of(east))),
        format,
        created: created.map(|day| day.parse().unwrap()),
        reference: reference.map(|time| time.parse().unwrap()),
    })
}

/// A fixed seed, so that a run that fails fails again; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` explore.
pub fn config() -> ProptestConfig {
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_240_228);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_gives_an_annotation(text in text(), options in options()) {
        let assets = Assets::embedded();
        let annotation = annotate(&text, &options, &assets);
        prop_assert_eq!(&annotation.document.source, &text);
        check_spans(&annotation)?;
        check_records(&annotation)?;
        let project = Project::new(annotation, options.clone(), &assets);
        let again = Project::annotate(&text, options, &assets);
        let file = json::write(&project);
        prop_assert_eq!(&json::write(&again), &file, "two runs differ");
        let back = json::read(&file).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&json::write(&back), &file);
        check_documents(project.annotation(), back.annotation())?;
        prop_assert_eq!(csv::quotations(&back), csv::quotations(&project));
    }

    #[test]
    fn commands_are_taken_back(text in text(), options in options(), picks in prop::collection::vec(0..64_usize, 0..12)) {
        let mut project = Project::annotate(&text, options, &Assets::embedded());
        let start = state(&project);
        let commands = commands_for(&project);
        for pick in picks {
            match pick {
                60.. => drop(project.undo()),
                50..60 => drop(project.redo()),
                _ => project.apply(commands[pick % commands.len()].clone()).unwrap(),
            }
        }
        let file = json::write(&project);
        let mut back = json::read(&file).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&json::write(&back), &file);
        let end = state(&project);
        while back.undo() {}
        prop_assert_eq!(&state(&back), &start);
        while project.undo() {}
        prop_assert_eq!(&state(&project), &start);
        let steps = back.log().len();
        while project.redo() {}
        prop_assert_eq!(project.position(), steps);
        if file.contains(&format!("\"position\": {steps}")) {
            prop_assert_eq!(&state(&project), &end);
        }
    }

    #[test]
    fn any_json_is_refused_or_read(text in text(), at in any::<prop::sample::Index>(), piece in prop::sample::select(&PIECES[..])) {
        let mut file = json::write(&Project::annotate(&text, Options::default(), &Assets::embedded()));
        let place = at.index(file.len());
        if file.is_char_boundary(place) {
            file.insert_str(place, piece);
        }
        drop(json::read(&file));
        drop(json::read(&text));
    }
}

/// One or more commands of each kind that `project` has a mark for.
pub fn commands_for(project: &Project) -> Vec<Command> {
    let annotation = project.annotation();
    let mark = |layer, index| vec![MarkId::new(layer, index)];
    let day = |day: &str| Some(day.parse().unwrap());
    let mut commands = vec![
        Command::SetArticle { field: ArticleField::Title, value: Some("“A title” 🌉".into()) },
        Command::SetArticle { field: ArticleField::Url, value: None },
    ];
    for at in 0..annotation.mentions.len().min(3) {
        commands.push(Command::Retype { marks: mark(Layer::Mention, at), kind: MentionKind::Organisation });
        commands.push(Command::Reject { marks: mark(Layer::Mention, at) });
    }
    for at in 0..annotation.quotations.len().min(3) {
        let speaker =
            if annotation.entities.is_empty() { Speaker::Anonymous } else { Speaker::Entity(EntityId(0)) };
        commands.push(Command::SetSpeaker { marks: mark(Layer::Quotation, at), speaker });
        commands.push(Command::ClearSpeaker { marks: mark(Layer::Quotation, at) });
    }
    for at in 0..annotation.timexes.len().min(3) {
        let marks = mark(Layer::Timex, at);
        commands.push(Command::SetTimex { marks, value: "P6M".into(), kind: Some(TimexKind::Duration) });
    }
    for (at, place) in annotation.places.iter().enumerate().take(3) {
        let own = PlaceChoice::Given {
            name: "The “mill” 🌉".into(),
            latitude: Degrees::of(-33.45),
            longitude: Degrees::of(at as f64),
        };
        let last = place.candidates.iter().rev().find_map(|candidate| candidate.location.geonameid);
        let candidate = last.map(|geonameid| PlaceChoice::Candidate { geonameid });
        for place in [Some(own), None, candidate] {
            commands.push(Command::SetPlace { marks: mark(Layer::Place, at), place });
        }
        commands.push(Command::Accept { marks: mark(Layer::Place, at) });
    }
    let all: Vec<MarkId> = project.marks().map(|mark| mark.id).collect();
    if !all.is_empty() {
        commands.push(Command::Accept { marks: all });
    }
    commands.push(Command::SetCreated { date: day("2021-06-30") });
    commands.push(Command::SetCreated { date: None });
    commands
}

/// The file without its log.
fn state(project: &Project) -> String {
    json::write(project).split("\"log\": {").next().unwrap().to_string()
}

/// Every span that `annotation` holds starts and ends on characters of the text.
fn check_spans(annotation: &Annotation) -> Result<(), TestCaseError> {
    let document = &annotation.document;
    let mut spans: Vec<Span> = Vec::new();
    let mut evidence: Vec<&Evidence> = Vec::new();
    spans.extend(document.paragraphs.iter().map(|paragraph| paragraph.span));
    spans.extend(document.sentences.iter().map(|sentence| sentence.span));
    spans.extend(document.tokens.iter().map(|token| token.span));
    spans.extend(document.article.dateline.into_iter().chain(document.article.dateline_place));
    for mention in &annotation.mentions {
        spans.extend([mention.span].into_iter().chain(mention.title));
        evidence.extend(&mention.evidence);
        prop_assert!(!mention.span.is_empty(), "an empty mention");
        prop_assert!(mention.entity.is_none_or(|entity| entity.index() < annotation.entities.len()));
    }
    for (at, entity) in annotation.entities.iter().enumerate() {
        spans.extend(entity.role);
        prop_assert!(!entity.mentions.is_empty(), "an entity without mention");
        for mention in &entity.mentions {
            prop_assert_eq!(annotation.mentions[mention.index()].entity, Some(at.into()));
        }
    }
    for quotation in &annotation.quotations {
        prop_assert!(!quotation.content.is_empty(), "a quotation without content");
        prop_assert!(
            quotation.content.windows(2).all(|pair| pair[0].end <= pair[1].start),
            "parts out of order"
        );
        spans.extend(quotation.content.iter().copied());
        spans.extend(quotation.cue.into_iter().chain(quotation.source).chain(quotation.addressee));
        evidence.extend(&quotation.evidence);
    }
    for timex in &annotation.timexes {
        spans.push(timex.span);
        evidence.extend(&timex.evidence);
    }
    for place in &annotation.places {
        spans.push(place.span);
        evidence.extend(&place.evidence);
        prop_assert!(place.mention.index() < annotation.mentions.len());
    }
    spans.extend(evidence.into_iter().filter_map(|evidence| evidence.at));
    for span in spans {
        prop_assert!(document.text.get(span.start..span.end).is_some(), "{:?} does not fit the text", span);
        let source = document.source_span(span);
        prop_assert!(
            document.source.get(source.start..source.end).is_some(),
            "{:?} does not fit the source",
            source
        );
    }
    let ordered = |spans: Vec<Span>| spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
    prop_assert!(ordered(annotation.mentions.iter().map(|mention| mention.span).collect()), "mentions");
    prop_assert!(ordered(annotation.timexes.iter().map(|timex| timex.span).collect()), "timexes");
    prop_assert!(ordered(document.tokens.iter().map(|token| token.span).collect()), "tokens");
    prop_assert!(ordered(document.sentences.iter().map(|sentence| sentence.span).collect()), "sentences");
    Ok(())
}

/// Offsets of records slice the source.
fn check_records(annotation: &Annotation) -> Result<(), TestCaseError> {
    let line: Value = serde_json::from_str(&records::line(annotation, &Value::Null)).unwrap();
    let source: Vec<char> = annotation.document.source.chars().collect();
    prop_assert_eq!(line["text"].as_str().unwrap(), &annotation.document.source);
    for layer in ["entities", "dates", "places"] {
        for object in line[layer].as_array().unwrap() {
            let at = |key: &str| usize::try_from(object[key].as_u64().unwrap()).unwrap();
            let words: String = source[at("start")..at("end")].iter().collect();
            prop_assert_eq!(object["text"].as_str().unwrap(), words);
        }
    }
    for quote in line["quotes"].as_array().unwrap() {
        for key in ["content", "cue", "source"] {
            for span in quote[key].as_array().unwrap() {
                let at = |end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
                prop_assert!(at(0) <= at(1) && at(1) <= source.len());
            }
        }
    }
    Ok(())
}

/// A document that was read back is the document that was written.
fn check_documents(old: &Annotation, new: &Annotation) -> Result<(), TestCaseError> {
    let (old, new) = (&old.document, &new.document);
    prop_assert_eq!(&old.source, &new.source);
    prop_assert_eq!(&old.text, &new.text);
    prop_assert_eq!(&old.article, &new.article);
    prop_assert_eq!(&old.paragraphs, &new.paragraphs);
    prop_assert_eq!(&old.sentences, &new.sentences);
    prop_assert_eq!(&old.tokens, &new.tokens);
    for sentence in &old.sentences {
        prop_assert_eq!(old.source_span(sentence.span), new.source_span(sentence.span));
    }
    Ok(())
}

/// Texts that tempt to look far: a word or mark again and again.
const NASTY: [(Format, &str); 20] = [
    (Format::Plain, "a"),
    (Format::Plain, "“"),
    (Format::Plain, "\""),
    (Format::Plain, "‘"),
    (Format::Plain, "said "),
    (Format::Plain, "Ana "),
    (Format::Plain, "Ana said "),
    (Format::Plain, "“Yes,” Ana López said. "),
    (Format::Plain, "<"),
    (Format::Plain, "<p>"),
    (Format::Plain, "1 "),
    (Format::Plain, "Monday "),
    (Format::Plain, "Paris, "),
    (Format::Plain, "-\n"),
    (Format::Html, "<"),
    (Format::Html, "<p>"),
    (Format::Html, "&amp;"),
    (Format::Markdown, "> "),
    (Format::Markdown, "**"),
    (Format::Markdown, "[a]("),
];

#[test]
fn time_grows_in_step_with_length() {
    let assets = Assets::embedded();
    let time = |piece: &str, format, bytes: usize| {
        let text = piece.repeat(bytes / piece.len());
        let created = Some("2024-02-28".parse().unwrap());
        let start = Instant::now();
        drop(annotate(&text, &Options { format, created, ..Options::default() }, &assets));
        start.elapsed()
    };
    for (format, piece) in NASTY {
        let short = time(piece, format, 4 << 10).min(time(piece, format, 4 << 10));
        let long = time(piece, format, 32 << 10);
        // Eight times the text; three times more for a busy machine. A square law would give sixty-four.
        let most = short * 24 + Duration::from_millis(300);
        assert!(long <= most, "{format:?} {piece:?}: 4 KiB take {short:?}, 32 KiB {long:?}");
    }
}
