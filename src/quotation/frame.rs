//! What a cue takes: a clause, quoted words, a noun phrase, and on which side.

use std::ops::Range;

use super::content::{Draft, Pattern, one};
use super::cue::{Cue, CueKind};
use super::lexicon::{self, Frames, NounClass, Tag};
use super::phrase::WINDOW;
use super::source::{Source, starts_clause, starts_subordinate, subject};
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
            || frames.asks() && reading.is(after, "if")
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
            let as_what = (start..end).any(|at| reading.is(at, "as"));
            let names = quotes || self.names_something(start, end) || as_what || frames.describing();
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
            // "threatened to leave", "threatened not to show up"
            _ if frames.infinitive()
                && self.opens_infinitive(after + usize::from(reading.is(after, "not"))) =>
            {
                let end = self.clause_end(after + 1, cue, source.as_ref());
                // "who asked not to be named" tells of the source, not of the matter.
                let unnamed = (after..end.min(after + 5))
                    .any(|at| matches!(reading.word(at), "named" | "identified" | "quoted"));
                return if end > after + 2 && !unnamed {
                    finish(self, after..end, Pattern::Clause)
                } else {
                    None
                };
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
            })
            && !self.leads_with_nothing(source.as_ref());
        let inserted =
            reading.tag(after) == Tag::Comma && after == start && self.leads_with_nothing(source.as_ref());
        // "…, adding it held": a verb that takes nothing but clauses.
        let bare = cue.kind == CueKind::Participle
            && frames.that()
            && !(frames.object() || frames.infinitive() || frames.addressee())
            && cue.group > self.floor()
            && matches!(reading.tag(cue.group - 1), Tag::Comma | Tag::Conjunction);
        if (frames.clause() || bare || frames.that() && inserted) && !medial {
            // "said after the vote, the city would": the adverbial is part of the content where a comma follows it.
            // "the talk, which she denies, ended"
            let before = source.as_ref().and_then(|source| source.phrase.start.checked_sub(1));
            if reading.tag(after) == Tag::Comma
                && before.is_some_and(|before| matches!(reading.tag(before), Tag::Relative | Tag::Question))
            {
                return None;
            }
            let from = match reading.tag(after) {
                // "But, she added, it held."
                Tag::Comma if after == start => after + 1,
                Tag::Comma => start,
                _ => after,
            };
            let end = self.clause_end(from, cue, source.as_ref());
            let finite =
                |at: usize| reading.inside[at] == 0 && matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary);
            let clause = !bare || (from..end).any(finite);
            if from < end && clause && self.is_clause(from, end, cue.verb?.lemma == "say") {
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
            // "Describing the mood, she said": no report of its own, unless it quotes.
            let bare = cue.group == self.floor()
                && cue.kind == CueKind::Participle
                && (from..end).all(|at| reading.inside[at] == 0);
            if opens && !bare && end > from && !(self.unit.headline && end - from < 2) {
                let object_ok = frames.object()
                    && cue.verb?.lemma != "say"
                    && cue.verb?.lemma != "tell"
                    && cue.verb?.lemma != "ask"
                    || (from..end).any(|at| self.opens_infinitive(at)) && frames.infinitive();
                if object_ok {
                    return finish(self, from..end, Pattern::Object);
                }
            }
        }
        None
    }

    /// Whether nothing but a conjunction and a comma stands before a source: `But, she added, it held.`
    fn leads_with_nothing(&self, source: Option<&Source>) -> bool {
        let comma = source.and_then(|source| source.phrase.start.checked_sub(1));
        comma.is_some_and(|comma| {
            comma > self.floor()
                && self.reading.tag(comma) == Tag::Comma
                && self.content_start(self.covered.max(self.floor())) >= comma
        })
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
        if !cue.verb?.frames.that() || cue.verb?.frames.thought() {
            return None;
        }
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
        // "It held, as she said last week."
        let comma = conjunction.checked_sub(1).filter(|&at| reading.tag(at) == Tag::Comma)?;
        let from = self.content_start(self.covered.max(self.floor()));
        let mut rest = (cue.tokens.end..self.end()).take_while(|&at| {
            reading.inside[at] == 0 && !matches!(reading.tag(at), Tag::Stop | Tag::Semicolon | Tag::Comma)
        });
        let ends =
            rest.all(|at| !matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Relative | Tag::That));
        let finite = (from..comma).any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb));
        (ends && finite && comma > from + 2)
            .then(|| self.draft(cue, source, one(from..comma), Pattern::ClauseBefore))
    }

    /// `the plan, which he said would fail`: a relative pronoun, and what is said of it.
    pub(super) fn relative_gap(&self, cue: &Cue, source: &Source) -> Option<Draft> {
        let reading = self.reading;
        let pronoun = source.phrase.start.checked_sub(1).filter(|&at| at >= self.floor())?;
        let relative = matches!(reading.word(pronoun), "which" | "who" | "whom" | "that" | "what");
        let rest = self.skip_adverbials(cue.tokens.end);
        let finite = matches!(reading.tag(rest), Tag::Auxiliary)
            || reading.tag(rest) == Tag::Verb && !reading.word(rest).ends_with("ing");
        if !relative || !finite || source.phrase.end > cue.group {
            return None;
        }
        let mut end = self.clause_end(rest, cue, Some(source));
        // "In her speech, which she said would be her last, Lee wept."
        let fronted = matches!(reading.tag(self.floor()), Tag::Preposition | Tag::Subordinator);
        let resumes = |at: &usize| {
            reading.inside[*at] == 0
                && reading.tag(*at) == Tag::Comma
                && (matches!(reading.tag(at + 1), Tag::Verb | Tag::Auxiliary)
                    || fronted && self.opens_main_clause(at + 1))
        };
        end = (rest..end).find(resumes).unwrap_or(end);
        let parts = vec![pronoun..pronoun + 1, rest..end];
        (end > rest + 1).then(|| self.draft(cue, Some(source.clone()), parts, Pattern::Clause))
    }

    /// `The site was said to have closed.`, `It was reported that it closed.`, `The plan was criticised by officials.`
    pub(super) fn passive(&self, cue: &Cue) -> Option<Draft> {
        let reading = self.reading;
        let frames = cue.verb?.frames;
        let subject = subject(reading, cue.group, self.floor())?;
        let (source, start) = self.agent(cue.tokens.end);
        let after = self.skip_adverbials(start);
        let it = reading.is(subject.phrase.start, "it") && subject.phrase.len() == 1;
        let told = frames.addressee() && !it;
        let draft = |parts: Vec<Range<usize>>, addressee: Option<Range<usize>>| {
            Some(Draft { addressee, ..self.draft(cue, source.clone(), parts, Pattern::Passive) })
        };
        // "It was reported that it closed.", "She was told that it closed."
        if (it || told) && frames.that() && matches!(reading.tag(after), Tag::That | Tag::Question) {
            let end = self.clause_end(after + 1, cue, None);
            return (end > after + 2)
                .then(|| draft(one(after..end), told.then(|| subject.phrase.clone())))
                .flatten();
        }
        if told || it || subject.antecedent.is_some() || reading.tag(subject.phrase.start) == Tag::Pronoun {
            return None;
        }
        if frames.that() && self.opens_infinitive(after) {
            let end = self.clause_end(after + 1, cue, None);
            return (end > after + 2)
                .then(|| draft(vec![subject.phrase.clone(), after..end], None))
                .flatten();
        }
        // An agent that speaks shows that it was said: "criticised by officials", not "announced by a bell".
        let speaks = source.as_ref().is_some_and(|source| {
            let head = reading.head_of(source.phrase.clone());
            reading.noun_class(head) != NounClass::Other || reading.mention_at(head).is_some()
        });
        (speaks && frames.object()).then(|| draft(one(subject.phrase.clone()), None)).flatten()
    }

    /// The one who does it, after a passive: `by officials`, and the token after that.
    fn agent(&self, at: usize) -> (Option<Source>, usize) {
        let reading = self.reading;
        let phrase = reading.is(at, "by").then(|| reading.full_phrase_starting(at + 1, self.end())).flatten();
        match phrase {
            Some(phrase) => {
                let end = phrase.end;
                (Some(Source::of(phrase)), end)
            }
            None => (None, at),
        }
    }

    /// `Asked by reporters whether it held, she said …`, `She was asked what had failed.`
    pub(super) fn asked(&self, cue: &Cue) -> Option<Draft> {
        let reading = self.reading;
        let (source, end) = self.agent(cue.tokens.end);
        let start = self.skip_adverbials(end);
        let opens =
            reading.tag(start) == Tag::Question || reading.is(start, "if") || reading.is(start, "who");
        if !opens {
            return None;
        }
        let end = self.clause_end(start + 1, cue, None);
        let addressee = subject(reading, cue.group, self.floor())
            .filter(|_| cue.group < cue.tokens.start)
            .map(|subject| subject.phrase);
        (end > start + 1)
            .then(|| Draft { addressee, ..self.draft(cue, source, one(start..end), Pattern::Asked) })
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
            // "After the vote closed, she said, the city paid": what stands before is no main clause.
            let fronted = starts_subordinate(reading, start);
            if medial && (!finite || fronted || reading.tag(rest + 1) != Tag::Determiner) {
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
        // "As the vote closed, she responded": when, not what.
        let when = starts_subordinate(reading, start)
            && parts.len() == 1
            && !(start + 1..comma).any(|at| reading.tag(at) == Tag::Comma && self.opens_main_clause(at + 1));
        if when {
            return None;
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
        let frames = lexicon::noun_frames(reading.word(at))?;
        let opens = |at: usize| {
            frames.that() && reading.tag(at) == Tag::That || frames.infinitive() && self.opens_infinitive(at)
        };
        let that = (at + 1..self.end().min(at + 8)).find(|&at| opens(at))?;
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
        let cue = Cue {
            tokens: at..at + 1,
            group: phrase.start,
            verb: None,
            kind: CueKind::Finite,
            denies: frames.denies(),
        };
        let mut end = self.clause_end(that + 1, &cue, None);
        if starts_clause(reading, phrase.start, self.floor()) {
            end = self.main_verb(that, end).unwrap_or(end);
        }
        // "Despite his promise to build it, the city did."
        if matches!(reading.tag(self.floor()), Tag::Preposition | Tag::Subordinator) {
            let main = |at: &usize| {
                reading.inside[*at] == 0 && reading.tag(*at) == Tag::Comma && self.opens_main_clause(at + 1)
            };
            end = (that + 2..end).find(main).unwrap_or(end);
        }
        (end > that + 2 && !source.is_empty())
            .then(|| self.draft(&cue, Some(Source::of(source)), one(that..end), Pattern::Clause))
    }

    /// The verb that the main clause goes on with after a clause or infinitive which opens at `from`: `Her claim that it
    /// held was wrong.`
    fn main_verb(&self, from: usize, end: usize) -> Option<usize> {
        let reading = self.reading;
        // After "that" the clause has a verb of its own first; after "to" it has had it.
        let mut own = reading.tag(from) == Tag::To;
        let mut group = own;
        for at in from + 1 + usize::from(own)..end {
            if reading.inside[at] != 0 {
                return None;
            }
            match reading.tag(at) {
                Tag::Verb | Tag::Auxiliary if own && !group && reading.tag(at - 1) != Tag::To => {
                    return Some(at);
                }
                Tag::Verb | Tag::Auxiliary => (own, group) = (true, true),
                Tag::Adverb => {}
                Tag::Comma
                | Tag::Relative
                | Tag::That
                | Tag::Conjunction
                | Tag::Subordinator
                | Tag::Question => {
                    return None;
                }
                _ => group = false,
            }
        }
        None
    }

    /// Whether an infinitive starts at `to`: `to build a wall`, not `to the voters`.
    fn opens_infinitive(&self, to: usize) -> bool {
        let reading = self.reading;
        if reading.tag(to) != Tag::To {
            return false;
        }
        let verb = if reading.tag(to + 1) == Tag::Adverb { to + 2 } else { to + 1 };
        match reading.tag(verb) {
            Tag::Verb | Tag::Auxiliary | Tag::Quote => true,
            Tag::Noun => !reading.word(verb).ends_with('s') && !reading.is_capital(verb),
            _ => false,
        }
    }

    /// `According to her, it held.` and `It held, according to her.`
    pub(super) fn according(&mut self, cue: &Cue) -> Option<Draft> {
        let reading = self.reading;
        let start = cue.tokens.end;
        // "in her own words": the possessive is the source.
        let own = (reading.tag(cue.tokens.start + 1) == Tag::Possessive)
            .then(|| cue.tokens.start + 1..cue.tokens.start + 2);
        let mut phrase = match &own {
            Some(_) => start..start,
            None => reading.full_phrase_starting(start, self.end())?,
        };
        // "according to Ana Lee, “A.”"
        let comma =
            if reading.tag(phrase.end.saturating_sub(1)) == Tag::Comma { phrase.end - 1 } else { phrase.end };
        if reading.tag(comma) == Tag::Comma
            && let Some(quoted) = self.opening(comma + 1)
        {
            let source = own.unwrap_or(phrase.start..comma);
            let content = self.with_tail(quoted, cue);
            return Some(self.draft(cue, Some(Source::of(source)), one(content), Pattern::According));
        }
        if own.is_some() {
            return None;
        }
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
        let extended = (phrase.end..limit).find(stops).unwrap_or(limit);
        // "While it was old, according to Ana Lee the bridge held": the clause goes on without a comma.
        let base = reading.phrase_starting(start, self.end())?;
        let named = (base.start..base.end).rev().find(|&at| reading.mention_at(at).is_some());
        let rest = named.map(|last| last + 1).filter(|&rest| {
            starts_subordinate(reading, from)
                && rest < self.end()
                && self.opens_main_clause(rest)
                && !matches!(
                    reading.tag(rest),
                    Tag::Comma | Tag::Stop | Tag::Verb | Tag::Auxiliary | Tag::Clitic
                )
        });
        if let Some(rest) = rest {
            let tail = self.clause_end(rest, cue, None);
            if tail > rest + 1 {
                parts.push(rest..tail);
                return Some(self.draft(cue, Some(Source::of(start..rest)), parts, pattern));
            }
        }
        phrase.end = extended;
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
