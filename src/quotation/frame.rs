//! What a cue takes: a clause, quoted words, a noun phrase, and on which side.

use std::ops::Range;

use super::content::{Draft, Pattern, one};
use super::cue::{self, Cue, CueKind};
use super::lexicon::{Frames, Tag};
use super::phrase::WINDOW;
use super::source::{Source, starts_clause};
use super::unit::UnitReader;

impl UnitReader<'_, '_> {
    /// The addressee of a cue and the token after it: `told reporters`.
    pub(super) fn addressee(&self, cue: &Cue, frames: Frames) -> Option<(Range<usize>, usize)> {
        if !frames.addressee() {
            return None;
        }
        let reading = self.reading;
        let start = cue.tokens.end;
        if matches!(reading.tag(start), Tag::That | Tag::Comma | Tag::Time) {
            return None;
        }
        let mut phrase = reading.phrase_starting(start, self.end())?;
        // "told CNN Ana Lee had left": the addressee ends with its name.
        let name = reading.named.get(start).copied().filter(|&name| name != 0);
        let other = |&at: &usize| name.is_some_and(|name| reading.named[at] != name);
        if let Some(end) = phrase.clone().find(other).filter(|&end| reading.named[end] != 0) {
            phrase.end = end;
        }
        while reading.is(phrase.end, "of") || reading.is(phrase.end, "at") || reading.is(phrase.end, "and") {
            match reading.phrase_starting(phrase.end + 1, self.end()) {
                Some(next) => phrase.end = next.end,
                None => break,
            }
        }
        let after = self.skip_adverbials(phrase.end);
        let obligatory = matches!(cue.verb?.lemma, "tell" | "assure" | "inform" | "notify" | "reassure");
        let marked = matches!(reading.tag(after), Tag::That | Tag::To | Tag::Question | Tag::Quote)
            || matches!(reading.tag(after), Tag::Comma | Tag::Colon) && self.opening(after + 1).is_some();
        (obligatory || marked).then_some((phrase.clone(), phrase.end))
    }

    /// What stands to the right of the cue.
    pub(super) fn right(&mut self, cue: &Cue, frames: Frames, source: Option<Source>) -> Option<Draft> {
        let reading = self.reading;
        let mut start = cue.tokens.end;
        let addressee = self.addressee(cue, frames);
        if let Some((_, end)) = addressee {
            start = end;
        }
        let addressee = addressee.map(|(phrase, _)| phrase);
        let after = self.skip_adverbials(start);
        let finish = |reader: &Self, part: Range<usize>, pattern: Pattern| {
            let pattern = if cue.kind == CueKind::Participle && pattern == Pattern::Clause {
                Pattern::Participle
            } else {
                pattern
            };
            Some(Draft {
                addressee: addressee.clone(),
                ..reader.draft(cue, source.clone(), one(part), pattern)
            })
        };
        // Quoted words after a comma or colon: said, “A.”
        if matches!(reading.tag(after), Tag::Comma | Tag::Colon | Tag::Dash)
            && let Some(quoted) = self.opening(after + 1)
        {
            if let Some(lead) =
                self.lead_of(cue, source.as_ref(), quoted.start).filter(|_| reading.tag(after) == Tag::Comma)
            {
                let parts = vec![lead, quoted];
                return Some(Draft { addressee, ..self.draft(cue, source, parts, Pattern::QuoteAfter) });
            }
            return finish(self, self.with_tail(quoted, cue), Pattern::QuoteAfter);
        }
        // said of the plan in a speech, after the vote: “A.”
        if let Some(quoted) = self.quote_near(after) {
            return finish(self, self.with_tail(quoted, cue), Pattern::QuoteAfter);
        }
        if let Some(quoted) = self.opening(after).filter(|_| after > start || !frames.naming()) {
            let closed = matches!(reading.tag(quoted.end.saturating_sub(2)), Tag::Comma | Tag::Stop)
                || reading.is(quoted.end, "by");
            let end = if closed { quoted.end } else { self.clause_end(quoted.end, cue, source.as_ref()) };
            if frames.thought() || !frames.that() {
                let words = quoted.len() > 3 || frames.speech() || frames.object();
                return if words { finish(self, quoted.start..end, Pattern::QuoteAfter) } else { None };
            }
            return finish(self, quoted.start..end, Pattern::QuoteAfter);
        }
        if frames.naming() {
            let end = self.clause_end(start, cue, source.as_ref());
            let quotes = (start..end.min(start + 12))
                .take_while(|&at| reading.tag(at) != Tag::Verb || reading.inside[at] != 0)
                .any(|at| reading.inside[at] != 0);
            if matches!(reading.tag(start), Tag::To | Tag::Preposition) {
                return None;
            }
            let names = quotes
                || self.names_something(start, end)
                || matches!(
                    cue.verb?.lemma,
                    "describe" | "refer to" | "portray" | "characterise" | "characterize" | "hail"
                );
            return if names && end > start + 1 { finish(self, start..end, Pattern::Object) } else { None };
        }
        if frames.thought() {
            return None;
        }
        match reading.tag(after) {
            Tag::That if frames.that() => {
                let end = self.clause_end(after + 1, cue, source.as_ref());
                return if end > after + 2 { finish(self, after..end, Pattern::Clause) } else { None };
            }
            // "asked if it held"
            Tag::Subordinator if reading.is(after, "if") && frames.asks() => {
                let end = self.clause_end(after + 1, cue, source.as_ref());
                return if end > after + 1 { finish(self, after..end, Pattern::Clause) } else { None };
            }
            Tag::Question if frames.that() => {
                let end = self.clause_end(after + 1, cue, source.as_ref());
                return if end > after + 1 { finish(self, after..end, Pattern::Clause) } else { None };
            }
            Tag::To if frames.infinitive() => {
                let end = self.clause_end(after + 1, cue, source.as_ref());
                return if end > after + 1 { finish(self, after..end, Pattern::Clause) } else { None };
            }
            Tag::Colon if frames.speech() && after + 2 < self.end() => {
                return finish(self, after + 1..self.content_end(self.end()), Pattern::Clause);
            }
            _ => {}
        }
        if let Some(that) = self.that_ahead(after).filter(|_| frames.that()) {
            let end = self.clause_end(that + 1, cue, source.as_ref());
            return finish(self, that..end, Pattern::Clause);
        }
        let medial = reading.tag(after) == Tag::Comma
            && cue.kind == CueKind::Finite
            && source.as_ref().is_some_and(|source| {
                source.phrase.end <= cue.group
                    && source.phrase.start > self.floor()
                    && reading.tag(source.phrase.start - 1) == Tag::Comma
            });
        if frames.clause() && !medial {
            // "said after the vote, the city would": the adverbial is part of the content where a comma follows it.
            let from = if reading.tag(after) == Tag::Comma { start } else { after };
            let end = self.clause_end(from, cue, source.as_ref());
            if from < end && self.is_clause(from, end, cue.verb?.lemma == "say") {
                return finish(self, from..end, Pattern::Clause);
            }
        }
        let modal = (cue.group..cue.tokens.start).any(|at| {
            matches!(
                reading.word(at),
                "would" | "could" | "might" | "should" | "may" | "can" | "must" | "will"
            )
        });
        if (frames.object() || frames.infinitive()) && !modal {
            let from = cue.tokens.end;
            let end = self.clause_end(from, cue, source.as_ref());
            let opens = matches!(
                reading.tag(from),
                Tag::Determiner
                    | Tag::Possessive
                    | Tag::Noun
                    | Tag::Name
                    | Tag::Adjective
                    | Tag::Number
                    | Tag::Object
                    | Tag::Pronoun
                    | Tag::Gerund
            );
            // "asked for an inquiry"
            let asked_for = frames.asks()
                && reading.is(from, "for")
                && cue.verb?.lemma == "ask"
                && (from..end).all(|at| reading.verbs[at].is_empty());
            // "Describing the mood, she said": no report of its own, unless it quotes.
            let bare = cue.group == self.floor()
                && cue.kind == CueKind::Participle
                && (from..end).all(|at| reading.inside[at] == 0);
            if (opens || asked_for) && !bare && end > from && !(self.unit.headline && end - from < 2) {
                let object_ok = frames.object()
                    && cue.verb?.lemma != "say"
                    && cue.verb?.lemma != "tell"
                    && (cue.verb?.lemma != "ask" || asked_for)
                    || (from..end).any(|at| reading.tag(at) == Tag::To) && frames.infinitive();
                if object_ok {
                    return finish(self, from..end, Pattern::Object);
                }
            }
        }
        None
    }

    /// Whether tokens `from..end` are something and a name for it: `him a liar`, `the strike a success`.
    fn names_something(&self, from: usize, end: usize) -> bool {
        let reading = self.reading;
        let Some(phrase) = reading.phrase_starting(from, end) else { return false };
        let named = matches!(reading.tag(from), Tag::Object | Tag::Pronoun)
            && matches!(
                reading.tag(phrase.end),
                Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Name | Tag::Adverb
            );
        let article = matches!(reading.word(phrase.end), "a" | "an" | "the") && phrase.end + 1 < end;
        named && !matches!(reading.word(phrase.end), "back" | "again" | "out" | "up") || article
    }

    /// `As she said, it held.` and `It held, as she said.`
    pub(super) fn as_clause(
        &mut self,
        cue: &Cue,
        source: Option<Source>,
        conjunction: usize,
    ) -> Option<Draft> {
        let reading = self.reading;
        let after = self
            .skip_adverbials(self.addressee(cue, cue.verb?.frames).map_or(cue.tokens.end, |(_, end)| end));
        if starts_clause(reading, conjunction, self.floor())
            && matches!(reading.tag(after), Tag::Comma | Tag::Colon)
            && after + 2 < self.end()
        {
            let start = after + 1;
            let end = match self.opening(start) {
                Some(quoted) => self.with_tail(quoted, cue).end,
                None => self.clause_end(start, cue, source.as_ref()),
            };
            if conjunction > self.floor() + 2 && reading.tag(conjunction - 1) == Tag::Comma {
                // Between commas: "It held, as she said, for years."
                return None;
            }
            return (end > start).then(|| self.draft(cue, source, one(start..end), Pattern::ClauseBefore));
        }
        None
    }

    /// `It held, she said.` and `The bridge, she said, held.`, where the cue's clause is `anchor..after`.
    pub(super) fn clause_before(
        &mut self,
        cue: &Cue,
        source: Option<Source>,
        anchor: usize,
        after: usize,
    ) -> Option<Draft> {
        let reading = self.reading;
        let comma = anchor.checked_sub(1).filter(|&at| at > self.floor() && reading.tag(at) == Tag::Comma)?;
        let start = self.content_start(self.covered.max(self.floor()));
        if comma <= start {
            return None;
        }
        let after = match self.addressee(cue, cue.verb?.frames) {
            Some((_, end)) if end > after => end,
            _ => after,
        };
        let mut parts = one(start..comma);
        let rest = self.skip_adverbials(after);
        if reading.tag(rest) == Tag::Comma && rest + 2 < self.end() {
            let medial = matches!(
                reading.tag(rest + 1),
                Tag::Auxiliary
                    | Tag::Verb
                    | Tag::Determiner
                    | Tag::Noun
                    | Tag::Name
                    | Tag::Pronoun
                    | Tag::Preposition
                    | Tag::Possessive
                    | Tag::Quote
                    | Tag::To
                    | Tag::Adjective
                    | Tag::Number
                    | Tag::Adverb
                    | Tag::Subordinator
                    | Tag::That
                    | Tag::Gerund
                    | Tag::Conjunction
            ) && (reading.tag(rest + 1) != Tag::Gerund || reading.verbs[rest + 1].is_empty())
                && !self.breaks_after_comma(rest, cue);
            let finite = (start..comma).any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb));
            if medial && (!finite || reading.tag(rest + 1) != Tag::Determiner) {
                let end = self.clause_end(rest + 1, cue, source.as_ref());
                if end > rest + 1 {
                    parts.push(rest + 1..end);
                }
            }
        } else if rest + 1 < self.end()
            && !matches!(reading.tag(rest), Tag::Stop | Tag::Semicolon | Tag::Comma | Tag::Colon | Tag::Dash)
        {
            // "On Monday, she said nothing": no end of clause after the cue.
            let subordinate = matches!(
                reading.tag(rest),
                Tag::Subordinator | Tag::Gerund | Tag::Conjunction | Tag::Preposition
            );
            if !subordinate {
                return None;
            }
        }
        let whole = parts.iter().flat_map(Clone::clone);
        let finite =
            whole.clone().any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb | Tag::Quote));
        let short = parts.iter().map(ExactSizeIterator::len).sum::<usize>() < 3;
        ((finite || whole.count() > 6) && !short)
            .then(|| self.draft(cue, source, parts, Pattern::ClauseBefore))
    }

    /// `Her claim that it held`: a noun as cue, with the one it belongs to as source.
    pub(super) fn noun(&self, at: usize) -> Option<Draft> {
        let reading = self.reading;
        if !cue::is_noun(reading.word(at)) {
            return None;
        }
        let that = (at + 1..self.end().min(at + 8)).find(|&at| reading.tag(at) == Tag::That)?;
        let between = at + 1..that;
        if between
            .clone()
            .any(|at| matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Comma | Tag::Quote))
        {
            return None;
        }
        // "Ana's claim", "his repeated claim", "the claim by Ana"
        let phrase = reading.phrase_ending(at, self.floor())?;
        let possessor =
            phrase.clone().rev().find(|&at| matches!(reading.tag(at), Tag::Possessive | Tag::Clitic));
        let source = match possessor {
            Some(own) if reading.tag(own) == Tag::Possessive => own..own + 1,
            Some(clitic) => phrase.start..clitic,
            None if between.len() > 1 && matches!(reading.word(at + 1), "by" | "from" | "of") => {
                reading.phrase_starting(at + 2, that)?
            }
            None => return None,
        };
        let cue = Cue { tokens: at..at + 1, group: phrase.start, verb: None, kind: CueKind::Finite };
        let end = self.clause_end(that + 1, &cue, None);
        (end > that + 2 && !source.is_empty())
            .then(|| self.draft(&cue, Some(Source::of(source)), one(that..end), Pattern::Clause))
    }

    /// `According to her, it held.` and `It held, according to her.`
    pub(super) fn according(&mut self, cue: &Cue) -> Option<Draft> {
        let reading = self.reading;
        let start = cue.tokens.end;
        let mut phrase = reading.full_phrase_starting(start, self.end())?;
        let opens = starts_clause(reading, cue.group, self.floor()) && {
            let lead = self.covered.max(self.floor())..cue.group;
            !lead.clone().any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb)) && lead.len() < 8
        };
        let pattern = Pattern::According;
        if opens {
            // The content starts at the comma before the main clause.
            let base = reading.phrase_starting(start, self.end())?;
            let limit = self.end().min(base.end + WINDOW);
            let mut commas =
                (base.end..limit).filter(|&at| reading.tag(at) == Tag::Comma && reading.inside[at] == 0);
            let comma =
                commas.clone().find(|&at| self.opens_main_clause(at + 1)).or_else(|| commas.next())?;
            phrase.end = comma;
            let from = comma + 1;
            let end = self.clause_end(from, cue, None);
            return (end > from + 1)
                .then(|| self.draft(cue, Some(Source::of(phrase)), one(from..end), pattern));
        }
        let from = self.content_start(self.covered.max(self.floor()));
        let mut end = cue.group;
        while end > from && matches!(reading.tag(end - 1), Tag::Comma | Tag::Dash) {
            end -= 1;
        }
        if end < from + 2 {
            return None;
        }
        let mut parts = one(from..end);
        while phrase.end > phrase.start + 1 && reading.tag(phrase.end - 1) == Tag::Comma {
            phrase.end -= 1;
        }
        // "officials involved at the time", "a report on Tuesday from Springfield"
        let stops = |at: &usize| {
            reading.inside[*at] != 0
                || matches!(
                    reading.tag(*at),
                    Tag::Comma
                        | Tag::Stop
                        | Tag::Semicolon
                        | Tag::Colon
                        | Tag::Dash
                        | Tag::Conjunction
                        | Tag::Open
                )
        };
        let limit = self.end().min(phrase.end + 20);
        phrase.end = (phrase.end..limit).find(stops).unwrap_or(limit);
        let finite = parts[0].clone().any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb));
        if !finite && reading.tag(phrase.end) == Tag::Comma {
            let rest = phrase.end + 1;
            let tail = self.clause_end(rest, cue, None);
            if tail > rest {
                parts.push(rest..tail);
            }
        }
        Some(self.draft(cue, Some(Source::of(phrase)), parts, pattern))
    }
}
