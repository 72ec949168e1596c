//! How many bytes a second each layer reads, and all of them together, on one core.
//!
//! The articles are those of `tests/golden`, again and again up to 1 MB; `DATELINE_BENCH` may name another archive (JSON
//! Lines with `text`). Each bench checks that it finds what a first run found. `tests/bench/README.md` says how results
//! are recorded.

use std::sync::LazyLock;

use dateline::document::{Document, Format};
use dateline::export::{csv, json, records};
use dateline::project::{Command, Project};
use dateline::timex::Anchor;
use dateline::{Annotation, Assets, Options, annotate, coref, mention, place, quotation, timex};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// Bytes of text that each bench reads, at least.
const BYTES: usize = 1_000_000;

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::embedded);

/// The articles in plain text, as often as they make [`BYTES`].
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let articles = match std::env::var_os("DATELINE_BENCH") {
        Some(path) => archive(&std::fs::read_to_string(path).expect("DATELINE_BENCH names a file")),
        None => golden(),
    };
    let mut bytes = 0;
    let all = articles.iter().cycle().take_while(|text| {
        let more = bytes < BYTES;
        bytes += text.len();
        more
    });
    all.cloned().collect()
});

static ANNOTATIONS: LazyLock<Vec<Annotation>> =
    LazyLock::new(|| TEXTS.iter().map(|text| annotate(text, &options(), &ASSETS)).collect());

/// All of it as one article of 1 MB.
static ONE: LazyLock<String> = LazyLock::new(|| TEXTS.join("\n\n"));

fn golden() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the golden articles").flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a golden article")).collect()
}

fn archive(lines: &str) -> Vec<String> {
    let text = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        value["text"].as_str().expect("a text").to_string()
    };
    lines.lines().map(text).collect()
}

fn options() -> Options {
    Options { created: Some("2024-02-28".parse().expect("a day")), ..Options::default() }
}

/// Times `work`, which gives the number of what it found, on all the articles.
fn layer(bencher: Bencher, work: impl Fn(&Annotation) -> usize + Sync) {
    let bytes: usize = ANNOTATIONS.iter().map(|annotation| annotation.document.source.len()).sum();
    let all = || ANNOTATIONS.iter().map(&work).sum::<usize>();
    let expected = all();
    assert!(expected > 0, "nothing was found");
    bencher.counter(BytesCount::new(bytes)).bench(|| assert_eq!(all(), expected));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn a_document(bencher: Bencher) {
    layer(bencher, |annotation| Document::read(&annotation.document.source, Format::Plain).tokens.len());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn b_names(bencher: Bencher) {
    layer(bencher, |annotation| {
        let mut mentions = mention::find(&annotation.document, &ASSETS);
        place::detect(&annotation.document, &mut mentions, &ASSETS);
        coref::link(&annotation.document, &mut mentions, &ASSETS).len()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn c_speakers(bencher: Bencher) {
    layer(bencher, |annotation| {
        quotation::find(&annotation.document, &annotation.mentions, &annotation.entities, &ASSETS)
            .quotations
            .len()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn d_dates(bencher: Bencher) {
    layer(bencher, |annotation| {
        timex::find(&annotation.document, Anchor::of(&annotation.document, &options())).len()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn e_places(bencher: Bencher) {
    layer(bencher, |annotation| {
        place::resolve(&annotation.document, &annotation.mentions, None, &ASSETS).len()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn f_whole(bencher: Bencher) {
    layer(bencher, |annotation| annotate(&annotation.document.source, &options(), &ASSETS).mentions.len());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn g_whole_as_one_article(bencher: Bencher) {
    let expected = annotate(&ONE, &options(), &ASSETS).mentions.len();
    assert!(expected > 0);
    bencher
        .counter(BytesCount::new(ONE.len()))
        .bench(|| assert_eq!(annotate(&ONE, &options(), &ASSETS).mentions.len(), expected));
}

/// Bytes of the article, not of the file.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn h_write_records(bencher: Bencher) {
    layer(bencher, |annotation| records::line(annotation, &serde_json::Value::Null).len());
}

/// One article of 1 MB with all its marks accepted, one by one.
fn corrected() -> Project {
    let mut project = Project::annotate(&ONE, options(), &ASSETS);
    let marks: Vec<_> = project.marks().map(|mark| mark.id).collect();
    for mark in marks {
        project.apply(Command::Accept { marks: vec![mark] }).expect("the mark is there");
    }
    project
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn i_write_json(bencher: Bencher) {
    let project = corrected();
    let expected = json::write(&project).len();
    bencher
        .counter(BytesCount::new(ONE.len()))
        .bench_local(|| assert_eq!(json::write(&project).len(), expected));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn j_read_json(bencher: Bencher) {
    let project = corrected();
    let file = json::write(&project);
    bencher.counter(BytesCount::new(ONE.len())).bench_local(|| {
        let back = json::read(&file).expect("what was written is read");
        assert_eq!(back.position(), project.position());
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn k_write_csv(bencher: Bencher) {
    let project = corrected();
    let expected = csv::quotations(&project).len();
    bencher
        .counter(BytesCount::new(ONE.len()))
        .bench_local(|| assert_eq!(csv::quotations(&project).len(), expected));
}

/// One command on an article of 1 MB, and taking it back.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn l_accept_everything_and_undo(bencher: Bencher) {
    let mut project = Project::annotate(&ONE, options(), &ASSETS);
    let marks: Vec<_> = project.marks().map(|mark| mark.id).collect();
    bencher.bench_local(|| {
        project.apply(Command::Accept { marks: marks.clone() }).expect("the marks are there");
        assert!(project.undo());
    });
}
