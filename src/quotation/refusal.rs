//! Those who say nothing: `declined to comment`, `did not respond to a request`.

use std::ops::Range;

use super::content::{Draft, Pattern, one};
use super::lexicon::Tag;
use super::reading::{Reading, Unit};
use super::resolve::Resolver;
use super::source::{Source, group_start, subject};
use super::{Refusal, Speaker};

/// The refusals of a document, in text order.
pub fn find(reading: &Reading, resolver: &mut Resolver) -> Vec<Refusal> {
    let mut found = Vec::new();
    for unit in &reading.units {
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
            if reading.inside[at] != 0 {
                at = reading.next(at);
                continue;
            }
            let cue = refusal(reading, unit, at);
            let next = cue.as_ref().map_or(at + 1, |cue| cue.end);
            if let Some(cue) = cue {
                let source = source(reading, unit, &cue);
                let speaker = source.clone().map_or(Speaker::Unresolved, |source| {
                    let draft = Draft {
                        parts: one(cue.clone()),
                        cue: Some(cue.clone()),
                        source: Some(source),
                        addressee: None,
                        denied: false,
                        pattern: Pattern::Clause,
                        paragraph: unit.paragraph,
                    };
                    resolver.resolve(&draft).speaker
                });
                found.push(Refusal {
                    cue: reading.span(cue),
                    source: source.map(|source| reading.span(source.phrase)),
                    speaker,
                });
            }
            at = next;
        }
    }
    found
}

fn source(reading: &Reading, unit: &Unit, cue: &Range<usize>) -> Option<Source> {
    subject(reading, group_start(reading, cue.start, unit.tokens.start), unit.tokens.start)
}

/// The words of a refusal that start at `at`: the verb, or the auxiliary before `not`.
fn refusal(reading: &Reading, unit: &Unit, at: usize) -> Option<Range<usize>> {
    let limit = unit.tokens.end;
    let is = |at: usize, words: &[&str]| at < limit && words.iter().any(|word| reading.is(at, word));
    if is(at, &["declined", "declines", "refused", "refuses", "declining", "refusing"])
        && reading.tag(at + 1) == Tag::To
        && is(at + 2, SPEAKING)
    {
        return Some(at..at + 3);
    }
    let negated = |word: &str| word == "not" || word.ends_with("n't") || word.ends_with("n’t");
    let auxiliary = is(at, &["did", "has", "have", "had", "would", "could", "does", "do"])
        && negated(reading.word(at + 1));
    let contracted =
        matches!(reading.tag(at), Tag::Auxiliary) && negated(reading.word(at)) && !is(at, &["not"]);
    if !auxiliary && !contracted {
        return None;
    }
    let mut verb = at + 1 + usize::from(auxiliary);
    while reading.tag(verb) == Tag::Adverb && verb < limit {
        verb += 1;
    }
    if is(verb, &["be"]) && is(verb + 1, &["reached"]) {
        return Some(at..verb + 2);
    }
    let returned = is(verb, &["return", "returned"])
        && (verb..limit.min(verb + 8)).any(|at| {
            is(at, &["call", "calls", "message", "messages", "email", "emails", "request", "requests"])
        });
    let silent = is(verb, ANSWERING) || returned || is(at, &["would"]) && is(verb, SPEAKING);
    silent.then_some(at..verb + 1)
}

const ANSWERING: &[&str] =
    &["respond", "responded", "reply", "replied", "comment", "commented", "answer", "answered"];
const SPEAKING: &[&str] = &[
    "comment",
    "say",
    "answer",
    "discuss",
    "elaborate",
    "respond",
    "speak",
    "talk",
    "specify",
    "identify",
    "reply",
];

#[cfg(test)]
mod tests {
    use crate::{Assets, Options, annotate};

    #[test]
    fn silence_is_told_from_speech() {
        for (text, expected) in [
            ("Officials in Paris declined to comment.", Some(("Officials in Paris", "declined to comment"))),
            (
                "The company did not immediately respond to a request.",
                Some(("The company", "did not immediately respond")),
            ),
            ("Ana Lee hasn’t returned calls.", Some(("Ana Lee", "hasn’t returned"))),
            ("Ana Lee could not be reached.", Some(("Ana Lee", "could not be reached"))),
            ("He refused to say whether it held.", Some(("He", "refused to say"))),
            ("She declined to leave.", None),
            ("She did not say it.", None),
        ] {
            let annotation = annotate(text, &Options::default(), &Assets::default());
            let words = annotation.refusals.first().map(|refusal| {
                (
                    refusal.source.map_or("", |source| annotation.text_of(source)),
                    annotation.text_of(refusal.cue),
                )
            });
            assert_eq!(words, expected, "{text}");
        }
    }
}
