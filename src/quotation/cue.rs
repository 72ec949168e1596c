//! Cues: the words that say that something was said.

use std::ops::Range;

use super::lexicon::{Form, NounClass, Tag, Verb};
use super::reading::{Reading, Unit};
use super::source::group_start;

/// How a cue is built into its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueKind {
    /// A finite verb: `said`.
    Finite,
    /// A participle: `…, adding that`.
    Participle,
    /// An infinitive: `went on to say`.
    Infinitive,
    /// `according to`.
    According,
    /// `asked`, of the one who is asked.
    Asked,
    /// `was said to`, `was criticised by`.
    Passive,
}

/// A cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its tokens, without auxiliaries.
    pub tokens: Range<usize>,
    /// The first token of its verb group.
    pub group: usize,
    /// The verb; none for `according to`.
    pub verb: Option<&'static Verb>,
    /// How it is built in.
    pub kind: CueKind,
    /// Whether it says that what it takes is not so: `denied`.
    pub denies: bool,
}

/// The cue that starts at token `at` of `unit`.
pub fn at(reading: &Reading, unit: &Unit, at: usize) -> Option<Cue> {
    if let Some(end) = according_end(reading, unit, at) {
        return Some(Cue { tokens: at..end, group: at, verb: None, kind: CueKind::According, denies: false });
    }
    let verbs = reading.verbs.get(at)?;
    let fits = |verb: &&Verb| verb.particle.is_none_or(|particle| reading.is(at + 1, particle));
    let verb = verbs.iter().find(fits)?;
    if !matches!(reading.tag(at), Tag::Verb | Tag::Gerund) {
        return None;
    }
    let tokens = at..at + 1 + usize::from(verb.particle.is_some());
    let group = group_start(reading, at, unit.tokens.start);
    let auxiliaries = group..at;
    let is_be =
        |word: &str| matches!(word, "is" | "was" | "are" | "were" | "be" | "been" | "being" | "'s" | "’s");
    let passive = verb.form != Form::Gerund && auxiliaries.clone().rev().any(|at| is_be(reading.word(at)));
    // "the wishes posted by her", but "he said by telephone": a bare singular that cannot speak is a means.
    let means = reading.tag(tokens.end + 1) == Tag::Noun
        && !reading.plural(tokens.end + 1)
        && matches!(reading.noun_class(tokens.end + 1), NounClass::Other | NounClass::Text);
    let participle =
        verb.form == Form::Past && auxiliaries.is_empty() && reading.is(tokens.end, "by") && !means;
    let before = group.checked_sub(1).filter(|&before| before >= unit.tokens.start);
    let asked = verb.form == Form::Past && verb.frames.asks();
    let bare = auxiliaries.is_empty()
        && before.is_none_or(|before| {
            matches!(reading.tag(before), Tag::Comma | Tag::Conjunction | Tag::Subordinator | Tag::Quote)
        });
    let denies = verb.frames.denies();
    if asked && (passive || bare) {
        return Some(Cue { tokens, group, verb: Some(verb), kind: CueKind::Asked, denies });
    }
    let negated = auxiliaries.clone().any(|at| is_negation(reading.word(at)));
    if passive && !negated && verb.form == Form::Past && !verb.frames.thought() {
        return Some(Cue { tokens, group, verb: Some(verb), kind: CueKind::Passive, denies });
    }
    if passive || participle || negated {
        return None;
    }
    let finite = auxiliaries.clone().any(|at| reading.tag(at) == Tag::Auxiliary);
    let kind = match verb.form {
        Form::Gerund if finite => CueKind::Finite,
        Form::Gerund => CueKind::Participle,
        // "Having announced that it held, she left."
        _ if reading.is(group, "having") => CueKind::Participle,
        Form::Base if before.is_some_and(|before| reading.tag(before) == Tag::To) => {
            if !is_reported_infinitive(reading, before.unwrap_or(0), unit) {
                return None;
            }
            CueKind::Infinitive
        }
        _ => CueKind::Finite,
    };
    Some(Cue { tokens, group, verb: Some(verb), kind, denies })
}

/// The end of words that name a source and are no verb, where they start at token `at`: `according to`.
fn according_end(reading: &Reading, unit: &Unit, at: usize) -> Option<usize> {
    if reading.is(at, "according") && reading.is(at + 1, "to") {
        return Some(at + 2);
    }
    // "Per the paper, it held." and "It held, per the paper.", not "per cent"
    let opens = at == unit.tokens.start || reading.tag(at - 1) == Tag::Comma;
    if reading.is(at, "per")
        && opens
        && (reading.is_capital(at + 1)
            || matches!(reading.tag(at + 1), Tag::Determiner | Tag::Possessive)
            || reading.noun_class(at + 1) == NounClass::Text)
    {
        return Some(at + 1);
    }
    // "in the words of Ana Lee, “A”", "in her own words, “A”"
    if reading.is(at, "in") {
        let own = reading.tag(at + 1) == Tag::Possessive;
        let words = at + 2 + usize::from(own && reading.is(at + 2, "own"));
        let of = !own && reading.is(at + 1, "the") && reading.is(words + 1, "of");
        if reading.is(words, "words") && (own || of) {
            return Some(words + 1 + usize::from(of));
        }
    }
    // "As reported by the paper, it held."
    let past = |verbs: &&[Verb]| verbs.iter().any(|verb| verb.form == Form::Past && verb.frames.that());
    let reported =
        reading.is(at, "as") && reading.is(at + 2, "by") && reading.verbs.get(at + 1).is_some_and(past);
    reported.then_some(at + 3)
}

/// Whether the verb before `to` tells that the words were said: `went on to say`.
fn is_reported_infinitive(reading: &Reading, to: usize, unit: &Unit) -> bool {
    let from = unit.tokens.start.max(to.saturating_sub(4));
    (from..to).any(|at| {
        matches!(
            reading.word(at),
            "went"
                | "goes"
                | "going"
                | "continued"
                | "took"
                | "takes"
                | "felt"
                | "quick"
                | "began"
                | "enough"
        )
    })
}

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never") || word.ends_with("n't") || word.ends_with("n’t")
}
