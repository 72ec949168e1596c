//! Where reported clauses start and end.

use std::ops::Range;

use super::cue::{Cue, CueKind};
use super::lexicon::{Form, Tag};
use super::phrase::WINDOW;
use super::source::{Source, is_period, starts_clause, starts_subordinate};
use super::unit::UnitReader;

impl UnitReader<'_, '_> {
    /// The first token after `at` that is no adverb, time or prepositional phrase.
    pub(super) fn skip_adverbials(&self, mut at: usize) -> usize {
        let reading = self.reading;
        for _ in 0..8 {
            if at >= self.end() || reading.inside[at] != 0 {
                break;
            }
            match reading.tag(at) {
                Tag::Adverb
                    if !reading.is(at, "not") && !reading.is(at, "there") && !reading.is(at, "only") =>
                {
                    at += 1
                }
                // "said Wednesday's quake was felt"
                Tag::Time if reading.tag(at + 1) == Tag::Clitic => break,
                Tag::Time => {
                    at += 1;
                    if is_period(reading.word(at)) || reading.tag(at) == Tag::Number {
                        at += 1;
                    }
                }
                Tag::Adjective | Tag::Determiner
                    if matches!(reading.word(at), "last" | "this" | "next")
                        && (is_period(reading.word(at + 1)) || reading.tag(at + 1) == Tag::Time) =>
                {
                    at += 2;
                }
                Tag::Preposition | Tag::To => {
                    if reading.tag(at + 1) == Tag::Number
                        && matches!(reading.word(at), "about" | "over" | "under" | "around" | "between")
                        || reading.tag(at + 1) == Tag::Adjective && reading.is(at + 1, "least")
                    {
                        break;
                    }
                    let start = if reading.tag(at + 1) == Tag::Time { at + 1 } else { at };
                    if start > at {
                        at = start;
                        continue;
                    }
                    let Some(mut phrase) = reading.phrase_starting(at + 1, self.end()) else { break };
                    while matches!(reading.word(phrase.end), "of" | "for" | "with" | "from") {
                        match reading.phrase_starting(phrase.end + 1, self.end()) {
                            Some(next) => phrase.end = next.end,
                            None => break,
                        }
                    }
                    at = phrase.end;
                }
                Tag::Open => {
                    match (at..self.end().min(at + 15)).find(|&close| reading.tag(close) == Tag::Close) {
                        Some(close) => at = close + 1,
                        None => break,
                    }
                }
                _ => break,
            }
        }
        at
    }

    /// A `that` which opens the content after words between commas or a longer adverbial.
    pub(super) fn that_ahead(&self, from: usize) -> Option<usize> {
        let reading = self.reading;
        for at in from..self.end().min(from + 24) {
            if reading.inside[at] != 0 {
                return None;
            }
            match reading.tag(at) {
                Tag::That => {
                    return matches!(
                        reading.tag(at - 1),
                        Tag::Comma | Tag::Dash | Tag::Close | Tag::Time | Tag::Adverb
                    )
                    .then_some(at);
                }
                Tag::Auxiliary | Tag::Verb | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Relative => {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// Whether tokens `from..end` can be a clause: they open with a phrase and hold a finite verb.
    pub(super) fn is_clause(&self, from: usize, end: usize, loose: bool) -> bool {
        let reading = self.reading;
        let opens = matches!(
            reading.tag(from),
            Tag::Determiner
                | Tag::Possessive
                | Tag::Noun
                | Tag::Name
                | Tag::Adjective
                | Tag::Number
                | Tag::Pronoun
                | Tag::Gerund
                | Tag::Subordinator
                | Tag::Adverb
                | Tag::Preposition
                | Tag::Quote
                | Tag::Question
                | Tag::Mark
                | Tag::Verb
        );
        let finite = (from..end).take(WINDOW).any(|at| {
            matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb | Tag::Quote)
                || reading.word(at).contains(['\'', '’']) && reading.tag(at) == Tag::Pronoun
                || loose
                    && reading.tag(at) == Tag::Noun
                    && at > from
                    && !matches!(reading.tag(at - 1), Tag::Determiner | Tag::Adjective)
                    && at + 1 < end
        });
        opens && finite && end > from + 1
    }

    /// A quoted stretch with the words that follow it in its clause where it is a fragment: `“A” and that it held`.
    pub(super) fn with_tail(&self, quoted: Range<usize>, cue: &Cue) -> Range<usize> {
        let last = quoted.end.saturating_sub(2);
        let ends = matches!(self.reading.tag(last), Tag::Stop | Tag::Comma | Tag::Dash)
            || self.reading.is_capital(quoted.start + 1)
            || quoted.end >= self.end()
            || matches!(self.reading.tag(quoted.end), Tag::Comma | Tag::Stop)
            || self.reading.is(quoted.end, "by");
        if ends {
            return quoted;
        }
        quoted.start..self.clause_end(quoted.end, cue, None)
    }

    /// Whether a main clause can open at `at`: a phrase with a finite verb soon after, and no relative pronoun.
    pub(super) fn opens_main_clause(&self, at: usize) -> bool {
        let reading = self.reading;
        if matches!(reading.tag(at), Tag::Relative | Tag::Conjunction | Tag::Gerund | Tag::Comma) {
            return false;
        }
        if reading.tag(at) == Tag::Pronoun && reading.tag(at + 1) != Tag::Comma {
            return true;
        }
        (at..self.end().min(at + 25))
            .take_while(|&at| reading.tag(at) != Tag::Comma || reading.inside[at] != 0)
            .any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb | Tag::Quote))
    }

    /// `at`, past conjunctions and marks that open a sentence.
    pub(super) fn content_start(&self, mut at: usize) -> usize {
        let document = self.reading.document;
        if let Some(dateline) = document.article.dateline {
            at = at.max(document.tokens_in(dateline).end.min(self.end()).max(self.floor()));
        }
        while at < self.end()
            && matches!(
                self.reading.tag(at),
                Tag::Conjunction | Tag::Comma | Tag::Dash | Tag::Semicolon | Tag::Stop | Tag::Colon
            )
        {
            at += 1;
        }
        at
    }

    /// `end` without the marks that close a sentence.
    pub(super) fn content_end(&self, mut end: usize) -> usize {
        while end > self.floor()
            && self.reading.inside[end - 1] == 0
            && matches!(self.reading.tag(end - 1), Tag::Stop | Tag::Comma | Tag::Semicolon | Tag::Dash)
        {
            end -= 1;
        }
        end
    }

    /// Where the clause that starts at `from` ends: at the end of the unit, or where another cue of the same level or
    /// the main clause around goes on.
    pub(super) fn clause_end(&self, from: usize, cue: &Cue, source: Option<&Source>) -> usize {
        let reading = self.reading;
        let relative = source.is_some_and(|source| {
            source.antecedent.is_some() || reading.tag(source.phrase.start) == Tag::Relative
        });
        let participle = matches!(cue.kind, CueKind::Participle | CueKind::Asked)
            && (cue.group == self.floor()
                || matches!(reading.tag(cue.group - 1), Tag::Preposition | Tag::To | Tag::Subordinator)
                    && self.is_fronted(cue.group - 1));
        let clause_start = source.map_or(cue.group, |source| source.phrase.start);
        let floor = self.floor();
        let subordinate = participle
            // "When voters were asked who would win, Lee led.", "For those who said it held, Lee had a word."
            || cue.kind == CueKind::Asked && starts_subordinate(reading, floor)
            || relative && reading.tag(floor) == Tag::Preposition
            || clause_start > self.floor()
                && source.is_some_and(|source| source.phrase.end <= cue.tokens.start)
                && starts_subordinate(reading, clause_start - 1)
                && starts_clause(reading, clause_start - 1, self.floor());
        let bracket = (self.floor()..cue.group)
            .rev()
            .take(WINDOW)
            .find(|&at| matches!(reading.tag(at), Tag::Open | Tag::Close));
        let in_bracket = bracket.is_some_and(|at| reading.tag(at) == Tag::Open);
        let dashes = (self.floor().max(cue.group.saturating_sub(2 * WINDOW))..cue.group)
            .filter(|&at| reading.tag(at) == Tag::Dash && reading.inside[at] == 0 && reading.word(at) != "-")
            .take(9)
            .count();
        let limit = self.end().min(from + 8 * WINDOW);
        let mut at = from;
        while at < limit {
            if reading.inside[at] != 0 {
                at = reading.next(at);
                // “tired,” but Li said: the comma stands inside the mark.
                let comma = at >= 2 && reading.tag(at - 1) == Tag::Quote && reading.tag(at - 2) == Tag::Comma;
                if comma
                    && (self.breaks_after_comma(at - 1, cue) || subordinate && self.opens_main_clause(at))
                {
                    break;
                }
                continue;
            }
            let ends = match reading.tag(at) {
                Tag::Close => in_bracket && !(from..at).any(|open| reading.tag(open) == Tag::Open),
                Tag::Semicolon => true,
                Tag::Colon => self.opening(at + 1).is_some_and(|quoted| {
                    !cue.verb.is_none_or(|verb| verb.frames.clause()) || self.has_cue(quoted.end)
                }),
                Tag::Dash => dashes % 2 == 1 && reading.word(at) != "-",
                Tag::Comma => {
                    at > from
                        && (subordinate
                            && self.opens_main_clause(at + 1)
                            && !matches!(reading.tag(at + 1), Tag::Auxiliary | Tag::Verb)
                            || relative && matches!(reading.tag(at + 1), Tag::Verb | Tag::Auxiliary)
                            || self.breaks_after_comma(at, cue))
                }
                Tag::Conjunction => {
                    at > from
                        && (self.second_cue(at, cue)
                            || reading.tag(at + 1) == Tag::Pronoun && self.cue_ahead(at + 1))
                }
                Tag::Subordinator => {
                    at > from
                        && (reading.is(at, "as") && self.as_cue(at)
                            || matches!(reading.word(at), "while" | "though" | "although")
                                && self.cue_ahead(at + 1))
                }
                _ => false,
            };
            if ends {
                break;
            }
            at += 1;
        }
        let end = self.choose_end(from, at.min(self.end()), cue);
        self.content_end(end).max(from)
    }

    /// Whether quoted words that end at `at` have a cue of their own: `“A,” she said`.
    fn has_cue(&self, at: usize) -> bool {
        let reading = self.reading;
        let verb = |at: usize| reading.verbs.get(at).is_some_and(|verbs| !verbs.is_empty());
        verb(at) || reading.phrase_starting(at, self.end()).is_some_and(|phrase| verb(phrase.end))
    }

    /// Whether the words after the comma at `comma` are another report: `, adding that`, `, but Li said`, `, according
    /// to`.
    pub(super) fn breaks_after_comma(&self, comma: usize, cue: &Cue) -> bool {
        let reading = self.reading;
        let next = comma + 1;
        match reading.tag(next) {
            Tag::Gerund => {
                (!reading.verbs[next].is_empty()
                    && reading.verbs[next].iter().any(|verb| verb.frames.that() || verb.frames.naming()))
                    && cue.kind != CueKind::Participle
                    || reading.is(next, "according")
            }
            Tag::Conjunction | Tag::Subordinator | Tag::Adverb => {
                if reading.tag(next + 1) == Tag::That {
                    return false;
                }
                let contrast = matches!(
                    reading.word(next),
                    "but" | "while" | "though" | "although" | "and" | "as" | "even" | "then"
                );
                contrast && (self.second_cue(next, cue) || self.cue_ahead(next + 1))
            }
            // "said the plan held, she added": a report in the end position.
            _ => false,
        }
    }

    /// Whether a clause with a reporting verb of its own opens at `from`: `Li said`.
    pub(super) fn cue_ahead(&self, from: usize) -> bool {
        let reading = self.reading;
        for at in from..self.end().min(from + 18) {
            if reading.inside[at] != 0 {
                return false;
            }
            match reading.tag(at) {
                Tag::Verb if !reading.verbs[at].is_empty() => {
                    return at > from
                        && reading.verbs[at].iter().any(|verb| verb.frames.that() && !verb.frames.thought());
                }
                Tag::Verb | Tag::Auxiliary
                    if !matches!(reading.word(at), "has" | "had" | "have" | "declined" | "refused") =>
                {
                    return false;
                }
                Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Quote | Tag::That => return false,
                _ => {}
            }
        }
        false
    }

    /// Whether the conjunction at `at` joins a second reporting verb of the same subject: `and said`.
    pub(super) fn second_cue(&self, at: usize, cue: &Cue) -> bool {
        let reading = self.reading;
        let mut verb = at + 1;
        while matches!(reading.tag(verb), Tag::Adverb | Tag::Time)
            || matches!(reading.word(verb), "has" | "had" | "have")
        {
            verb += 1;
        }
        if verb >= self.end() || reading.inside[verb] != 0 || reading.tag(verb) != Tag::Verb {
            return false;
        }
        let Some(first) = cue.verb else { return false };
        reading.verbs[verb].iter().any(|second| {
            let same_form = second.form == first.form || matches!(first.form, Form::Gerund | Form::Base);
            same_form
                && first.form != Form::Gerund
                && (second.frames.that() || second.frames.naming() || second.frames.object())
        })
    }

    pub(super) fn as_cue(&self, at: usize) -> bool {
        self.reading.tag(at.wrapping_sub(1)) == Tag::Comma && self.cue_ahead(at + 1)
    }
}
