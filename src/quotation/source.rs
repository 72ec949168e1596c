//! The source of a cue: the noun phrase that says it.

use std::ops::Range;

use super::lexicon::{NounClass, Tag};
use super::phrase::WINDOW;
use super::reading::Reading;

/// A source phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The whole phrase: `Ana López, mayor of Springfield,`.
    pub phrase: Range<usize>,
    /// For a relative pronoun the phrase that it stands for: `Ushakov, who said`.
    pub antecedent: Option<Range<usize>>,
}

impl Source {
    /// A source that is its own phrase.
    pub fn of(phrase: Range<usize>) -> Source {
        Source { phrase, antecedent: None }
    }

    /// The phrase that names who it is.
    pub fn naming(&self) -> Range<usize> {
        self.antecedent.clone().unwrap_or_else(|| self.phrase.clone())
    }
}

/// The first token of the verb group that ends with the verb at `verb`: `has also said`. Adverbs and times before the
/// verb belong to it.
pub fn group_start(reading: &Reading, verb: usize, floor: usize) -> usize {
    let mut start = verb;
    while start > floor && verb - start < 12 {
        let before = start - 1;
        if reading.inside[before] != 0 {
            break;
        }
        match reading.tag(before) {
            Tag::Auxiliary | Tag::Adverb | Tag::Time => start = before,
            // "the ministers all urged", "Ana and Li have both argued"
            Tag::Determiner
                if before > floor
                    && matches!(reading.word(before), "all" | "both" | "each")
                    && matches!(
                        reading.tag(before - 1),
                        Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Relative | Tag::Auxiliary | Tag::Comma
                    ) =>
            {
                start = before;
            }
            Tag::Preposition
                if reading.is(before, "since")
                    && before > floor
                    && reading.tag(before - 1) == Tag::Auxiliary =>
            {
                start = before;
            }
            // "on Tuesday", "last week"
            Tag::Preposition if reading.tag(start) == Tag::Time => start = before,
            Tag::Noun
                if is_period(reading.word(before))
                    && before > floor
                    && matches!(reading.word(before - 1), "last" | "this" | "next") =>
            {
                start = before - 1;
            }
            _ => break,
        }
    }
    start
}

/// Whether a noun names a stretch of time.
pub fn is_period(word: &str) -> bool {
    matches!(
        word,
        "week"
            | "month"
            | "year"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "weekend"
            | "summer"
            | "winter"
            | "spring"
            | "fall"
            | "autumn"
    )
}

/// The subject of a verb whose group starts at `group`, within the unit that starts at `floor`.
pub fn subject(reading: &Reading, group: usize, floor: usize) -> Option<Source> {
    let last = group.checked_sub(1).filter(|&last| last >= floor)?;
    match reading.tag(last) {
        Tag::Relative => relative(reading, last, floor),
        Tag::That if last > floor => {
            // "the report that said" against "he knew that said": only after a noun.
            reading
                .phrase_ending(last - 1, floor)
                .map(|phrase| Source { phrase: last..last + 1, antecedent: Some(phrase) })
        }
        Tag::Pronoun => Some(Source::of(last..last + 1)),
        // "those who have backed him say"
        Tag::Object => clause_subject(reading, last, floor).or(Some(Source::of(last..last + 1))),
        Tag::Comma => across_commas(reading, last, floor),
        Tag::Dash => across_dashes(reading, last, floor),
        Tag::Close => {
            let open = (floor..last).rev().take(WINDOW).find(|&at| reading.tag(at) == Tag::Open)?;
            let inner = subject(reading, open, floor)?;
            Some(Source { phrase: inner.phrase.start..last + 1, ..inner })
        }
        _ => noun_subject(reading, last, floor),
    }
}

fn relative(reading: &Reading, pronoun: usize, floor: usize) -> Option<Source> {
    let mut end = pronoun.checked_sub(1)?;
    if reading.tag(end) == Tag::Comma {
        end = end.checked_sub(1)?;
    }
    if end < floor {
        return None;
    }
    let antecedent = reading.phrase_ending(end, floor).map(|base| extend_left(reading, base, floor));
    Some(Source { phrase: pronoun..pronoun + 1, antecedent })
}

/// The subject before a parenthesis between commas that ends at the comma `close`: `Ana López, the mayor, said`.
fn across_commas(reading: &Reading, close: usize, floor: usize) -> Option<Source> {
    let limit = floor.max(close.saturating_sub(WINDOW));
    let mut fallback = None;
    let mut at = close;
    while at > limit {
        at -= 1;
        if reading.inside[at] != 0 {
            at = reading.quoted_at(at).map_or(at, |quoted| quoted.tokens.start);
            continue;
        }
        match reading.tag(at) {
            Tag::Semicolon | Tag::Colon => break,
            // "the staff, who, on Friday, criticised": the pronoun is the subject.
            Tag::Comma if at > floor && reading.tag(at - 1) == Tag::Relative => {
                return relative(reading, at - 1, floor);
            }
            Tag::Comma if opens_parenthesis(reading, at + 1, close) && at > floor => {
                let Some(base) = reading.phrase_ending(at - 1, floor) else { continue };
                let base = chain_left(reading, extend_left(reading, base, floor), floor);
                let whole = base.start..close + 1;
                if !starts_clause(reading, base.start, floor) {
                    fallback.get_or_insert(whole);
                    continue;
                }
                // "After the vote, Ana López (Labour), said": what stands before the comma is no name of the speaker.
                let head = reading.head_of(base.clone());
                let fronted = base.start > floor
                    && matches!(reading.tag(base.start - 1), Tag::Preposition | Tag::Gerund | Tag::Verb);
                let other = reading.tag(head) == Tag::Noun && reading.noun_class(head) == NounClass::Other;
                if (fronted || other)
                    && let Some(inner) = reading.phrase_starting(at + 1, close)
                    && reading.tag(inner.end - 1) == Tag::Name
                {
                    return Some(Source::of(at + 1..close));
                }
                return Some(Source::of(whole));
            }
            _ => {}
        }
    }
    fallback.map(Source::of)
}

/// The phrase that starts a chain of appositions: from `N.C.` to `Ana López, 30, of Raleigh, N.C.`
fn chain_left(reading: &Reading, base: Range<usize>, floor: usize) -> Range<usize> {
    let mut phrase = base;
    for _ in 0..4 {
        let Some(mut comma) = phrase.start.checked_sub(1).filter(|&at| at > floor) else { break };
        if reading.is(comma, "of") || reading.is(comma, "from") {
            comma -= 1;
        }
        if reading.tag(comma) != Tag::Comma || comma <= floor || reading.inside[comma - 1] != 0 {
            break;
        }
        let Some(left) = reading.phrase_ending(comma - 1, floor) else { break };
        let left = extend_left(reading, left, floor);
        let before =
            left.start.checked_sub(1).filter(|&at| at >= floor).map_or(Tag::Stop, |at| reading.tag(at));
        let age = left.len() == 1 && reading.tag(left.start) == Tag::Number;
        let fronted = matches!(before, Tag::Preposition | Tag::Gerund | Tag::Verb | Tag::To | Tag::Auxiliary);
        let of = left.start > floor
            && reading.is(left.start - 1, "of")
            && reading.tag(left.start.wrapping_sub(2)) == Tag::Comma;
        let lower = !reading.is_capital(left.end - 1) && reading.is_capital(phrase.start) && !age;
        if fronted && !of || lower && reading.noun_class(left.end - 1) == NounClass::Other {
            break;
        }
        phrase.start = left.start;
    }
    phrase
}

fn opens_parenthesis(reading: &Reading, at: usize, close: usize) -> bool {
    if at >= close {
        return false;
    }
    let finite = |from: usize| (from..close).take(8).any(|at| matches!(reading.tag(at), Tag::Auxiliary));
    match reading.tag(at) {
        Tag::Relative
        | Tag::Number
        | Tag::Gerund
        | Tag::Subordinator
        | Tag::Preposition
        | Tag::Verb
        | Tag::Adverb
        | Tag::Open => true,
        // "Ana López, one of the authors,", "Ana López, whose team won,"
        Tag::Pronoun => reading.is(at, "one"),
        Tag::Possessive if reading.is(at, "whose") => true,
        Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Adjective | Tag::Name => {
            !finite(at) || (at..close).any(|at| reading.tag(at) == Tag::Relative)
        }
        _ => false,
    }
}

fn across_dashes(reading: &Reading, close: usize, floor: usize) -> Option<Source> {
    let limit = floor.max(close.saturating_sub(WINDOW));
    let open = (limit..close).rev().find(|&at| reading.tag(at) == Tag::Dash && reading.inside[at] == 0)?;
    let base = reading.phrase_ending(open.checked_sub(1).filter(|&at| at >= floor)?, floor)?;
    Some(Source::of(extend_left(reading, base, floor).start..close))
}

/// Whether a clause can start at token `at`.
pub fn starts_clause(reading: &Reading, at: usize, floor: usize) -> bool {
    if at <= floor {
        return true;
    }
    matches!(
        reading.tag(at - 1),
        Tag::Comma
            | Tag::Semicolon
            | Tag::Colon
            | Tag::Dash
            | Tag::Quote
            | Tag::Conjunction
            | Tag::Subordinator
            | Tag::That
            | Tag::Stop
            | Tag::Open
            | Tag::Adverb
            | Tag::Time
            | Tag::Question
    )
}

/// Whether a subordinate clause can start at token `at`: `After the vote`, `while it held`.
pub fn starts_subordinate(reading: &Reading, at: usize) -> bool {
    reading.tag(at) == Tag::Subordinator
        || ["after", "before", "since", "once"].iter().any(|word| reading.is(at, word))
}

/// Extends a base phrase to the left over prepositions: `Springfield` to `the mayor of Springfield`.
fn extend_left(reading: &Reading, base: Range<usize>, floor: usize) -> Range<usize> {
    let mut phrase = base;
    while phrase.start > floor + 1 && phrase.len() < WINDOW {
        let before = phrase.start - 1;
        match reading.tag(before) {
            Tag::Preposition | Tag::To => {
                let Some(left) = reading.phrase_ending(before - 1, floor) else { break };
                if matches!(reading.tag(before - 1), Tag::Pronoun | Tag::Object)
                    && !reading.is(before - 1, "one")
                    || is_period(reading.word(before - 1))
                {
                    break;
                }
                phrase.start = left.start;
            }
            Tag::Conjunction if !reading.is(before, "but") => {
                let Some(mut left) = reading.phrase_ending(before - 1, floor) else { break };
                // "Ana, Li and Jo"
                while left.start > floor + 1
                    && reading.tag(left.start - 1) == Tag::Comma
                    && is_listed(reading, left.end - 1, left.start - 2)
                    && before - left.start < WINDOW
                {
                    let Some(further) = reading.phrase_ending(left.start - 2, floor) else { break };
                    left.start = further.start;
                }
                let named = reading.tag(before - 1) == Tag::Name && reading.tag(before + 1) == Tag::Name;
                let inner = left.start;
                let left = extend_over_prepositions(reading, left, floor);
                // "the Academies of Sciences, Engineering and Medicine"
                if named && left.start < inner {
                    phrase.start = left.start;
                    continue;
                }
                // Joined only where the first part starts the clause: "said it held and officials said".
                if !starts_clause(reading, left.start, floor) || reading.tag(before - 1) == Tag::Object {
                    break;
                }
                phrase.start = left.start;
            }
            _ => break,
        }
    }
    phrase
}

/// Whether two heads can stand in one list of speakers: `Ana, Li`, `the families, supporters`.
fn is_listed(reading: &Reading, one: usize, other: usize) -> bool {
    let named = |at: usize| reading.tag(at) == Tag::Name;
    let people = |at: usize| matches!(reading.noun_class(at), NounClass::Person | NounClass::People);
    named(one) && named(other) || people(one) && people(other)
}

fn extend_over_prepositions(reading: &Reading, base: Range<usize>, floor: usize) -> Range<usize> {
    let mut phrase = base;
    while phrase.start > floor + 1
        && phrase.len() < WINDOW
        && reading.tag(phrase.start - 1) == Tag::Preposition
    {
        let Some(left) = reading.phrase_ending(phrase.start - 2, floor) else { break };
        phrase.start = left.start;
    }
    phrase
}

fn noun_subject(reading: &Reading, last: usize, floor: usize) -> Option<Source> {
    let base = match reading.phrase_ending(last, floor) {
        Some(base) => base,
        None => return clause_subject(reading, last, floor),
    };
    let phrase = extend_left(reading, base.clone(), floor);
    if phrase.start <= floor {
        return Some(Source::of(phrase));
    }
    let before = phrase.start - 1;
    match reading.tag(before) {
        // Inside a relative clause or after a participle: "people who saw the crash", "a man held in the raid".
        Tag::Verb | Tag::Gerund | Tag::Auxiliary | Tag::Preposition | Tag::To
            if reading.verbs[before].is_empty() || reading.tag(before.wrapping_sub(1)) == Tag::To =>
        {
            Some(clause_subject(reading, last, floor).unwrap_or(Source::of(phrase)))
        }
        _ => Some(Source::of(phrase)),
    }
}

/// The noun phrase that opens the clause which ends at `last`, where its verb is part of a relative clause or a
/// participle.
fn clause_subject(reading: &Reading, last: usize, floor: usize) -> Option<Source> {
    let limit = floor.max(last.saturating_sub(30));
    let mut start = last;
    while start > limit {
        let before = start - 1;
        if reading.inside[before] != 0 {
            start = reading.quoted_at(before).map_or(before, |quoted| quoted.tokens.start);
            continue;
        }
        match reading.tag(before) {
            Tag::Comma
            | Tag::Semicolon
            | Tag::Colon
            | Tag::Dash
            | Tag::Subordinator
            | Tag::Open
            | Tag::Stop => break,
            Tag::That if start < last && reading.phrase_ending(before.saturating_sub(1), floor).is_none() => {
                break;
            }
            // "a spokesman who asked not to be named", "people I have spoken with": the verb is of the relative clause.
            _ if !reading.verbs[before].is_empty()
                && reading.tag(before) == Tag::Verb
                && reading.tag(start) != Tag::Preposition
                && !opens_relative(reading, before, floor) =>
            {
                break;
            }
            _ => start = before,
        }
    }
    while matches!(
        reading.tag(start),
        Tag::Conjunction | Tag::Adverb | Tag::Time | Tag::Subordinator | Tag::That
    ) && start < last
    {
        start += 1;
    }
    let phrase = reading.phrase_starting(start, last + 1)?;
    if reading.tag(phrase.end) == Tag::Auxiliary {
        return None;
    }
    (phrase.end <= last).then(|| Source::of(phrase.start..last + 1))
}

/// Whether the verb at `verb` belongs to a relative clause: `who asked`, `that have endorsed`.
fn opens_relative(reading: &Reading, verb: usize, floor: usize) -> bool {
    let before = group_start(reading, verb, floor).checked_sub(1).filter(|&before| before >= floor);
    before.is_some_and(|before| {
        reading.tag(before) == Tag::Relative
            || reading.tag(before) == Tag::That
                && before > floor
                && reading.phrase_ending(before - 1, floor).is_some()
    })
}

/// The subject of the last finite verb before token `limit` in the unit that starts at `floor`: who introduces what
/// follows a colon.
pub fn last_subject(reading: &Reading, floor: usize, limit: usize) -> Option<Source> {
    let from = floor.max(limit.saturating_sub(WINDOW));
    let finite =
        |at: &usize| reading.inside[*at] == 0 && matches!(reading.tag(*at), Tag::Verb | Tag::Auxiliary);
    let mut verbs = (from..limit).rev().filter(finite).take(4);
    verbs.find_map(|verb| {
        let group = group_start(reading, verb, floor);
        let relative = group > floor && matches!(reading.tag(group - 1), Tag::Relative | Tag::That);
        if relative { None } else { subject(reading, group, floor) }
    })
}

/// The subject of the main clause of the unit that starts at `floor`, looked for before token `limit`: the subject of
/// the first finite verb.
pub fn main_subject(reading: &Reading, floor: usize, limit: usize) -> Option<Source> {
    let mut at = floor;
    if reading.tag(floor) == Tag::Subordinator
        && let Some(comma) = (floor..limit.min(floor + WINDOW))
            .find(|&at| reading.tag(at) == Tag::Comma && reading.inside[at] == 0)
        && (comma..limit.min(comma + 30)).any(|at| matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary))
    {
        at = comma;
    }
    while at < limit.min(floor + 2 * WINDOW) {
        if reading.inside[at] != 0 {
            at = reading.next(at);
            continue;
        }
        if matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary) {
            let group = group_start(reading, at, floor);
            let after_relative = group > floor && matches!(reading.tag(group - 1), Tag::Relative | Tag::That);
            if !after_relative && let Some(source) = subject(reading, group, floor) {
                return Some(source);
            }
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::document::Format;

    /// The subject of the first reporting verb in past tense.
    fn subject_of(text: &str) -> String {
        let document = Document::read(text, Format::Plain);
        let reading = Reading::new(&document, &[]);
        let verb = (0..document.tokens.len()).find(|&at| reading.is(at, "said")).expect("a verb");
        let group = group_start(&reading, verb, 0);
        let source = subject(&reading, group, 0);
        source.map_or(String::new(), |source| document.text_of(reading.span(source.phrase)).to_string())
    }

    #[test]
    fn subjects_are_whole_phrases() {
        for (text, expected) in [
            ("He said so.", "He"),
            ("On Monday she also said so.", "she"),
            ("John Smith, who leads the team, said so.", "John Smith, who leads the team,"),
            (
                "Li Wei, a professor of law, politics and trade at Oxford, said so.",
                "Li Wei, a professor of law, politics and trade at Oxford,",
            ),
            ("People familiar with the matter said so.", "People familiar with the matter"),
            ("Engineers who inspected the bridge said so.", "Engineers who inspected the bridge"),
            ("The mayor of Springfield on Tuesday said so.", "The mayor of Springfield"),
            ("At a press briefing Lavrov said so.", "Lavrov"),
            ("A spokesman for the company last week said so.", "A spokesman for the company"),
            ("Ana and Li said so.", "Ana and Li"),
            ("He left Ushakov, who said so.", "who"),
        ] {
            assert_eq!(subject_of(text), expected, "{text}");
        }
    }
}
