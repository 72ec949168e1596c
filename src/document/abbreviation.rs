//! Words whose full stop need not end a sentence: lists by language, read from `data/en`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What follows an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name: `Gen. Smith`.
    Title,
    /// A name, or the next sentence: `St. Louis`, `Main St.`
    Saint,
    /// A number: `No. 5`.
    Number,
    /// More of the sentence: `vs. Smith`.
    Inner,
    /// Anything: `Acme Inc. said`, `Acme Inc. The`.
    Outer,
    /// A time of day: `p.m. Tuesday`.
    Clock,
    /// A name with a mark of its own: `Yahoo! Inc.`
    Mark,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    let mut class = Abbreviation::Outer;
    let mut map = HashMap::new();
    for word in words(include_str!("../../data/en/abbreviations.txt")) {
        match word {
            "[title]" => class = Abbreviation::Title,
            "[saint]" => class = Abbreviation::Saint,
            "[number]" => class = Abbreviation::Number,
            "[inner]" => class = Abbreviation::Inner,
            "[outer]" => class = Abbreviation::Outer,
            "[clock]" => class = Abbreviation::Clock,
            "[mark]" => class = Abbreviation::Mark,
            // The first class that names a word wins.
            word => _ = map.entry(word).or_insert(class),
        }
    }
    map
});

static STARTERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../../data/en/sentence-starters.txt")).collect());

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// The class of `word`, given without its last full stop.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    let found = ABBREVIATIONS.get(word).copied();
    found.or_else(|| {
        let first = word.chars().next()?;
        let lower = first.is_uppercase().then(|| word.to_lowercase())?;
        // `Vs.`, `Approx.`; but `No.` and `Art.` have entries of their own.
        (lower.len() > 1).then(|| ABBREVIATIONS.get(lower.as_str()).copied()).flatten()
    })
}

/// Whether `word` starts sentences rather than names.
pub(super) fn starts_sentences(word: &str) -> bool {
    STARTERS.contains(word)
}
