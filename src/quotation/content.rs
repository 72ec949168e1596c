//! Content: which words a cue reports.

use std::ops::Range;

use super::cue::{self, Cue, CueKind};
use super::lexicon::{Form, Frames, NounClass, Tag};
use super::phrase::WINDOW;
use super::reading::{Reading, Unit};
use super::scare::{self, Use};
use crate::evidence::Rule;

use super::source::{Source, is_period, main_subject, starts_clause, subject};

/// How a quotation was found: what its probability rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `“A,” she said.`
    QuoteBefore,
    /// `She said, “A.”`
    QuoteAfter,
    /// `She said that it held.`
    Clause,
    /// `It held, she said.`
    ClauseBefore,
    /// `According to her, it held.`
    According,
    /// `…, adding that it held.`
    Participle,
    /// `She denounced the plan.`
    Object,
    /// `She: It held.`
    Colon,
    /// Quoted words after words that are no known cue.
    Near,
    /// Quoted words that go on from the sentence or paragraph before.
    Continued,
    /// Quoted words that nothing ties to a source.
    Alone,
}

impl Pattern {
    /// The reason to give for it; `{}` is the cue.
    pub fn rule(self) -> &'static Rule {
        static QUOTE_BEFORE: Rule =
            Rule { id: "quotation/quote-before", words: "quoted words before “{}”" };
        static QUOTE_AFTER: Rule = Rule { id: "quotation/quote-after", words: "quoted words after “{}”" };
        static CLAUSE: Rule = Rule { id: "quotation/clause", words: "a clause after “{}”" };
        static CLAUSE_BEFORE: Rule =
            Rule { id: "quotation/clause-before", words: "a clause beside “{}”" };
        static ACCORDING: Rule = Rule { id: "quotation/according", words: "a clause with “{}”" };
        static PARTICIPLE: Rule =
            Rule { id: "quotation/participle", words: "a clause after the participle “{}”" };
        static OBJECT: Rule = Rule { id: "quotation/object", words: "what “{}” is about" };
        static COLON: Rule = Rule { id: "quotation/colon", words: "words after a name and a colon" };
        static NEAR: Rule = Rule { id: "quotation/near", words: "quoted words in a sentence with “{}”" };
        static CONTINUED: Rule =
            Rule { id: "quotation/continued", words: "quoted words that go on from the paragraph before" };
        static ALONE: Rule = Rule { id: "quotation/alone", words: "quoted words that stand alone" };
        match self {
            Pattern::QuoteBefore => &QUOTE_BEFORE,
            Pattern::QuoteAfter => &QUOTE_AFTER,
            Pattern::Clause => &CLAUSE,
            Pattern::ClauseBefore => &CLAUSE_BEFORE,
            Pattern::According => &ACCORDING,
            Pattern::Participle => &PARTICIPLE,
            Pattern::Object => &OBJECT,
            Pattern::Colon => &COLON,
            Pattern::Near => &NEAR,
            Pattern::Continued => &CONTINUED,
            Pattern::Alone => &ALONE,
        }
    }
}

/// A quotation before its speaker is known. Everything counts in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is said.
    pub parts: Vec<Range<usize>>,
    /// What introduces it.
    pub cue: Option<Range<usize>>,
    /// Who says it.
    pub source: Option<Source>,
    /// To whom.
    pub addressee: Option<Range<usize>>,
    /// How it was found.
    pub pattern: Pattern,
    /// Its paragraph.
    pub paragraph: usize,
}

/// The parts of a quotation that has but one.
pub fn one(part: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(part).collect()
}

/// Reads the cues of one unit, from left to right.
pub struct UnitReader<'r, 'd> {
    reading: &'r Reading<'d>,
    unit: &'r Unit,
    /// The first token that no content covers yet.
    covered: usize,
    drafts: Vec<Draft>,
    main: Option<Option<Source>>,
}

impl<'r, 'd> UnitReader<'r, 'd> {
    /// A reader of `unit`.
    pub fn new(reading: &'r Reading<'d>, unit: &'r Unit) -> Self {
        UnitReader { reading, unit, covered: unit.tokens.start, drafts: Vec::new(), main: None }
    }

    /// The quotations whose cue is in the unit.
    pub fn read(mut self) -> Vec<Draft> {
        let mut at = self.unit.tokens.start;
        while at < self.unit.tokens.end {
            if self.reading.inside[at] != 0 {
                at = self.reading.next(at);
                continue;
            }
            let mut next = at + 1;
            if at >= self.covered
                && self.reading.tag(at) == Tag::Noun
                && let Some(draft) = self.noun(at)
            {
                next = draft.parts.last().map_or(next, |part| part.end).max(next);
                self.covered = self.covered.max(next);
                self.drafts.push(draft);
            } else if at >= self.covered
                && (!self.reading.verbs[at].is_empty() || self.reading.is(at, "according"))
                && let Some(cue) = cue::at(self.reading, self.unit, at)
            {
                next = cue.tokens.end;
                let draft = match cue.kind {
                    CueKind::According => self.according(&cue),
                    _ => self.verb(&cue),
                };
                // Without source and without quotation marks nothing shows that somebody said it.
                let quotes = |draft: &Draft| {
                    draft.parts.iter().flat_map(Clone::clone).any(|at| self.reading.inside[at] != 0)
                };
                if let Some(draft) = draft.filter(|draft| draft.source.is_some() || quotes(draft)) {
                    let end = draft.parts.iter().map(|part| part.end).max().unwrap_or(0);
                    self.covered = self.covered.max(end).max(next);
                    self.drafts.push(draft);
                }
            }
            at = next;
        }
        self.drafts
    }

    fn draft(&self, cue: &Cue, source: Option<Source>, parts: Vec<Range<usize>>, pattern: Pattern) -> Draft {
        Draft {
            parts,
            cue: Some(cue.tokens.clone()),
            source,
            addressee: None,
            pattern,
            paragraph: self.unit.paragraph,
        }
    }

    fn floor(&self) -> usize {
        self.unit.tokens.start
    }

    fn end(&self) -> usize {
        self.unit.tokens.end
    }

    /// The subject of the unit's main clause, for participles and second verbs.
    fn main_source(&mut self, limit: usize) -> Option<Source> {
        if let Some(source) = self.drafts.iter().rev().find_map(|draft| draft.source.clone()) {
            return Some(source);
        }
        if self.main.is_none() {
            self.main = Some(main_subject(self.reading, self.floor(), limit));
        }
        self.main.clone().flatten()
    }

    fn verb(&mut self, cue: &Cue) -> Option<Draft> {
        let reading = self.reading;
        let frames = cue.verb?.frames;
        let before = cue.group.checked_sub(1).filter(|&before| before >= self.floor());
        if let Some(draft) = self.inverted(cue, frames, before) {
            return Some(draft);
        }
        let source = match (cue.kind, before) {
            (CueKind::Participle, Some(before)) => match reading.tag(before) {
                // "a statement saying", but "she put out a statement saying"
                Tag::Noun | Tag::Name => match reading.phrase_ending(before, self.floor()) {
                    Some(phrase) if !self.is_own_subject(&phrase) => self.main_source(cue.group),
                    Some(_) => subject(reading, cue.group, self.floor()),
                    None => None,
                },
                // "Instead of calling him tired, she said": who says it follows the comma.
                Tag::Preposition | Tag::To if self.is_fronted(before) => {
                    self.subject_after_comma(cue.tokens.end)
                }
                _ => self.main_source(cue.group),
            },
            (CueKind::Participle, None) => self.subject_after_comma(cue.tokens.end),
            (CueKind::Infinitive, _) => self.main_source(cue.group),
            (_, None) => None,
            (_, Some(before)) => match reading.tag(before) {
                Tag::Conjunction => self.main_source(cue.group),
                Tag::Comma => {
                    subject(reading, cue.group, self.floor()).or_else(|| self.main_source(cue.group))
                }
                _ => subject(reading, cue.group, self.floor()),
            },
        };
        let anchor = match (cue.kind, &source) {
            (CueKind::Finite, Some(source)) if source.phrase.end <= cue.group => source.phrase.start,
            _ => cue.group,
        };
        // A past form without subject is a participle: "the plan announced on Monday".
        let source = match source {
            Some(source) => Some(source),
            None if cue.kind == CueKind::Finite => return None,
            None => None,
        };
        if cue.kind == CueKind::Finite
            && let Some(left) = self.quote_before(anchor)
        {
            let mut parts = vec![left];
            if let Some(right) = self.quote_after_break(cue.tokens.end) {
                parts.push(right);
            }
            let addressee = self.addressee(cue, frames).map(|(phrase, _)| phrase);
            return Some(Draft { addressee, ..self.draft(cue, source, parts, Pattern::QuoteBefore) });
        }
        // "As she said, it held."
        let as_clause = anchor > self.floor()
            && reading.is(anchor - 1, "as")
            && cue.kind == CueKind::Finite
            && !reading.is(anchor.wrapping_sub(2), "saying");
        if as_clause {
            return self.as_clause(cue, source, anchor - 1);
        }
        if let Some(draft) = self.right(cue, frames, source.clone()) {
            return Some(draft);
        }
        if cue.kind == CueKind::Finite && frames.that() && !frames.thought() {
            return self.clause_before(cue, source, anchor, cue.tokens.end);
        }
        None
    }

    /// Whether token `at` is part of a phrase with a preposition that opens the unit: `In addition to`.
    fn is_fronted(&self, at: usize) -> bool {
        let reading = self.reading;
        at - self.floor() < 8
            && matches!(reading.tag(self.floor()), Tag::Preposition | Tag::To | Tag::Adverb)
            && (self.floor()..at)
                .all(|at| !matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Comma | Tag::Pronoun))
    }

    /// Whether a phrase before a participle is its subject: it starts the clause, or is a person the words come from.
    fn is_own_subject(&self, phrase: &Range<usize>) -> bool {
        let reading = self.reading;
        let Some(before) = phrase.start.checked_sub(1).filter(|&before| before >= self.floor()) else {
            return true;
        };
        let class = reading.noun_class(phrase.end - 1);
        let person = matches!(class, NounClass::Person | NounClass::People)
            || reading.tag(phrase.end - 1) == Tag::Name;
        starts_clause(reading, phrase.start, self.floor())
            || person && matches!(reading.word(before), "from" | "by" | "of" | "with")
    }

    /// The phrase after the next comma.
    fn subject_after_comma(&self, from: usize) -> Option<Source> {
        let reading = self.reading;
        let mut ahead = from..self.end().min(from + WINDOW);
        let comma = ahead.find(|&at| {
            reading.tag(at) == Tag::Comma && reading.inside[at] == 0 && self.opens_main_clause(at + 1)
        })?;
        reading.phrase_starting(comma + 1, self.end()).map(Source::of)
    }

    /// `“A,” said Ana López.`, `It held, said Ana López.`
    fn inverted(&mut self, cue: &Cue, frames: Frames, before: Option<usize>) -> Option<Draft> {
        let reading = self.reading;
        if cue.kind != CueKind::Finite || !frames.speech() && !frames.clause() {
            return None;
        }
        let form = cue.verb?.form;
        if !matches!(form, Form::Past | Form::Present) {
            return None;
        }
        let before = before?;
        let after_quote = reading.tag(before) == Tag::Quote
            || reading.tag(before) == Tag::Comma
                && before > self.floor()
                && reading.tag(before - 1) == Tag::Quote
            || reading.tag(before) == Tag::Dash
                && before > self.floor()
                && reading.tag(before - 1) == Tag::Quote;
        let start = cue.tokens.end;
        if reading.tag(start) == Tag::Time || reading.tag(start) == Tag::Object {
            return None;
        }
        let mut phrase = reading.full_phrase_starting(start, self.end())?;
        // "“A,” said Ana López on Monday": the phrase ends before the time.
        while phrase.end > phrase.start + 1 && reading.tag(phrase.end - 1) == Tag::Comma {
            phrase.end -= 1;
        }
        let source = Some(Source::of(phrase.clone()));
        if after_quote {
            let left = self.quote_before(cue.group)?;
            self.covered = self.covered.max(phrase.end);
            let mut parts = vec![left];
            if let Some(right) = self.quote_after_break(phrase.end) {
                parts.push(right);
            }
            return Some(self.draft(cue, source, parts, Pattern::QuoteBefore));
        }
        // "It held, said Ana López.": the phrase must end the clause.
        if reading.tag(before) != Tag::Comma || !frames.speech() || frames.thought() {
            return None;
        }
        if frames.addressee() {
            return None;
        }
        let base = reading.phrase_starting(start, self.end())?;
        let after = self.skip_adverbials(base.end);
        let ends = phrase.end >= self.end() - 1
            || matches!(reading.tag(base.end), Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Relative)
            || matches!(reading.tag(after), Tag::Stop | Tag::Semicolon)
            || reading.tag(phrase.end) == Tag::Stop;
        let clause =
            (phrase.end..self.end()).take(12).any(|at| matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary));
        if !ends || clause && reading.tag(base.end) != Tag::Comma {
            return None;
        }
        self.clause_before(cue, source, cue.group, phrase.end)
    }

    /// The quoted stretch that ends right before `anchor`, with the words that lead into it.
    fn quote_before(&self, anchor: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        let mut last = anchor.checked_sub(1)?;
        let mut outside = false;
        if matches!(reading.tag(last), Tag::Comma | Tag::Dash) && reading.inside.get(last) == Some(&0) {
            last = last.checked_sub(1)?;
            outside = true;
        }
        let quoted = reading.quoted_at(last).filter(|quoted| quoted.tokens.end == last + 1)?;
        let inside = quoted.inside();
        let final_mark = inside.end.checked_sub(1).map_or(Tag::Stop, |at| reading.tag(at));
        let final_mark = match final_mark {
            // “… ‘once’,” he said: the mark stands before the inner closing mark.
            Tag::Quote => inside.end.checked_sub(2).map_or(Tag::Stop, |at| reading.tag(at)),
            tag => tag,
        };
        let marked = outside || matches!(final_mark, Tag::Comma | Tag::Stop | Tag::Dash | Tag::Semicolon);
        let start = quoted.tokens.start;
        if start < self.floor() {
            // “Really?” Ana asked.: the cue stands in a sentence of its own.
            let asked = quoted.paragraph == self.unit.paragraph
                && inside.end > inside.start
                && reading.word(inside.end - 1) != ".";
            return (asked && marked).then(|| quoted.tokens.clone());
        }
        let opens = start <= self.floor();
        if !(marked || opens && quoted.tokens.len() >= 6) {
            return None;
        }
        if start < self.covered {
            return None;
        }
        if opens {
            return Some(quoted.tokens.clone());
        }
        // Words before the quoted ones: part of the content, unless they only lead in.
        let from = self.content_start(self.covered.max(self.floor()));
        let lead = from..start;
        let before = reading.tag(start - 1);
        let leads_in = lead.len() <= 1
            || matches!(before, Tag::Comma | Tag::Colon | Tag::Dash | Tag::Stop | Tag::Quote)
                && reading.is_capital(inside.start);
        if leads_in {
            return Some(quoted.tokens.clone());
        }
        // "On the show “Sunday Morning,” she said": a title in an adverbial.
        let clause = lead
            .clone()
            .any(|at| matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Pronoun | Tag::Gerund));
        let title = scare::classify(reading, quoted) == Use::Title;
        (clause || !title).then_some(from..quoted.tokens.end)
    }

    /// A quoted stretch after a comma, as in `“A,” she said, “B.”`, where the cue and its adverbials end at `from`.
    fn quote_after_break(&self, from: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        for at in from..self.end().min(from + 25) {
            match reading.tag(at) {
                Tag::Comma | Tag::Colon | Tag::Semicolon | Tag::Dash => {
                    if let Some(quoted) = self.opening(at + 1) {
                        return Some(quoted);
                    }
                    if reading.tag(at) != Tag::Comma {
                        return None;
                    }
                }
                Tag::Quote | Tag::Stop => return None,
                Tag::Gerund if reading.tag(at - 1) == Tag::Comma => return None,
                _ => {}
            }
        }
        None
    }

    /// The quoted stretch that opens at token `at`.
    fn opening(&self, at: usize) -> Option<Range<usize>> {
        let quoted = self.reading.quoted_at(at)?;
        (quoted.tokens.start == at).then(|| quoted.tokens.clone())
    }

    /// The addressee of a cue and the token after it: `told reporters`.
    fn addressee(&self, cue: &Cue, frames: Frames) -> Option<(Range<usize>, usize)> {
        if !frames.addressee() {
            return None;
        }
        let reading = self.reading;
        let start = cue.tokens.end;
        if matches!(reading.tag(start), Tag::That | Tag::Comma | Tag::Time) {
            return None;
        }
        let mut phrase = reading.phrase_starting(start, self.end())?;
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

    /// The first token after `at` that is no adverb, time or prepositional phrase.
    fn skip_adverbials(&self, mut at: usize) -> usize {
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

    /// What stands to the right of the cue.
    fn right(&mut self, cue: &Cue, frames: Frames, source: Option<Source>) -> Option<Draft> {
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
            let closed = matches!(reading.tag(quoted.end.saturating_sub(2)), Tag::Comma | Tag::Stop);
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
            // "Describing the mood, she said": no report of its own, unless it quotes.
            let bare = cue.group == self.floor()
                && cue.kind == CueKind::Participle
                && (from..end).all(|at| reading.inside[at] == 0);
            if opens && !bare && end > from && !(self.unit.headline && end - from < 2) {
                let object_ok = frames.object()
                    && cue.verb?.lemma != "say"
                    && cue.verb?.lemma != "tell"
                    && cue.verb?.lemma != "ask"
                    || (from..end).any(|at| reading.tag(at) == Tag::To) && frames.infinitive();
                if object_ok {
                    return finish(self, from..end, Pattern::Object);
                }
            }
        }
        None
    }

    /// The words before a medial cue that belong to the quoted words after it: `If it holds, she said, “we stay.”`
    fn lead_of(&self, cue: &Cue, source: Option<&Source>, quote: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        let anchor =
            source.filter(|source| source.phrase.end <= cue.group).map(|source| source.phrase.start)?;
        let comma = anchor.checked_sub(1).filter(|&at| at > self.floor() && reading.tag(at) == Tag::Comma)?;
        let lead = self.content_start(self.covered.max(self.floor()))..comma;
        let telling = |at: usize| match reading.tag(at) {
            Tag::Noun => !is_period(reading.word(at)),
            Tag::Name | Tag::Pronoun | Tag::Verb | Tag::Auxiliary => true,
            _ => false,
        };
        let lower = !reading.is_capital(quote + 1);
        let fronted = matches!(reading.tag(lead.start), Tag::Preposition | Tag::Gerund);
        (lower && !fronted && lead.len() < 30 && lead.clone().any(telling)).then_some(lead)
    }

    /// A quoted stretch after a colon or comma that ends a longer adverbial.
    fn quote_near(&self, from: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        for at in from..self.end().min(from + 14) {
            if reading.inside[at] != 0 {
                return None;
            }
            match reading.tag(at) {
                Tag::Colon => return self.opening(at + 1),
                Tag::Comma => {
                    let quoted = self.opening(at + 1)?;
                    return reading.is_capital(quoted.start + 1).then_some(quoted);
                }
                Tag::That | Tag::Stop | Tag::Semicolon | Tag::Auxiliary | Tag::Verb | Tag::Question => {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// A `that` which opens the content after words between commas or a longer adverbial.
    fn that_ahead(&self, from: usize) -> Option<usize> {
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
    fn is_clause(&self, from: usize, end: usize, loose: bool) -> bool {
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
    fn with_tail(&self, quoted: Range<usize>, cue: &Cue) -> Range<usize> {
        let last = quoted.end.saturating_sub(2);
        let ends = matches!(self.reading.tag(last), Tag::Stop | Tag::Comma | Tag::Dash)
            || self.reading.is_capital(quoted.start + 1)
            || quoted.end >= self.end()
            || matches!(self.reading.tag(quoted.end), Tag::Comma | Tag::Stop);
        if ends {
            return quoted;
        }
        quoted.start..self.clause_end(quoted.end, cue, None)
    }

    /// `As she said, it held.` and `It held, as she said.`
    fn as_clause(&mut self, cue: &Cue, source: Option<Source>, conjunction: usize) -> Option<Draft> {
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
    fn clause_before(
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
    fn noun(&self, at: usize) -> Option<Draft> {
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
    fn according(&mut self, cue: &Cue) -> Option<Draft> {
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
        while end > from && matches!(reading.tag(end - 1), Tag::Comma | Tag::Dash | Tag::Adverb) {
            end -= 1;
        }
        if end < from + 2 {
            return None;
        }
        let mut parts = one(from..end);
        while phrase.end > phrase.start + 1 && reading.tag(phrase.end - 1) == Tag::Comma {
            phrase.end -= 1;
        }
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

    /// Whether a main clause can open at `at`: a phrase with a finite verb soon after, and no relative pronoun.
    fn opens_main_clause(&self, at: usize) -> bool {
        let reading = self.reading;
        if matches!(reading.tag(at), Tag::Relative | Tag::Conjunction | Tag::Gerund | Tag::Comma) {
            return false;
        }
        (at..self.end().min(at + 25))
            .take_while(|&at| reading.tag(at) != Tag::Comma || reading.inside[at] != 0)
            .any(|at| matches!(reading.tag(at), Tag::Auxiliary | Tag::Verb | Tag::Quote))
    }

    /// `at`, past conjunctions and marks that open a sentence.
    fn content_start(&self, mut at: usize) -> usize {
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
    fn content_end(&self, mut end: usize) -> usize {
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
    fn clause_end(&self, from: usize, cue: &Cue, source: Option<&Source>) -> usize {
        let reading = self.reading;
        let relative = source.is_some_and(|source| {
            source.antecedent.is_some() || reading.tag(source.phrase.start) == Tag::Relative
        });
        let fronted = |at: usize| {
            reading.tag(at) == Tag::Subordinator
                || matches!(reading.word(at), "after" | "before" | "since" | "After" | "Before" | "Since")
        };
        let participle = cue.kind == CueKind::Participle
            && (cue.group == self.floor()
                || matches!(reading.tag(cue.group - 1), Tag::Preposition | Tag::To)
                    && self.is_fronted(cue.group - 1));
        let clause_start = source.map_or(cue.group, |source| source.phrase.start);
        let subordinate = participle
            || clause_start > self.floor()
                && source.is_some_and(|source| source.phrase.end <= cue.tokens.start)
                && fronted(clause_start - 1)
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
        let object = cue.verb.is_some_and(|verb| !verb.frames.that());
        let limit = self.end().min(from + 8 * WINDOW);
        let mut at = from;
        while at < limit {
            if reading.inside[at] != 0 {
                at = reading.next(at);
                // “tired,” but Li said: the comma stands inside the mark.
                let comma = at >= 2 && reading.tag(at - 1) == Tag::Quote && reading.tag(at - 2) == Tag::Comma;
                if comma && (object || self.breaks_after_comma(at - 1, cue)) {
                    break;
                }
                continue;
            }
            let ends = match reading.tag(at) {
                Tag::Close => in_bracket && !(from..at).any(|open| reading.tag(open) == Tag::Open),
                Tag::Semicolon => true,
                Tag::Colon => {
                    !cue.verb.is_none_or(|verb| verb.frames.clause()) && self.opening(at + 1).is_some()
                }
                Tag::Dash => dashes % 2 == 1 && reading.word(at) != "-",
                Tag::Comma => {
                    at > from
                        && (subordinate
                            && self.opens_main_clause(at + 1)
                            && !matches!(reading.tag(at + 1), Tag::Auxiliary | Tag::Verb)
                            || relative && matches!(reading.tag(at + 1), Tag::Verb | Tag::Auxiliary)
                            || object
                                && matches!(
                                    reading.tag(at + 1),
                                    Tag::Gerund
                                        | Tag::Relative
                                        | Tag::Preposition
                                        | Tag::Subordinator
                                        | Tag::Pronoun
                                        | Tag::Adverb
                                )
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
        self.content_end(at.min(self.end())).max(from)
    }

    /// Whether the words after the comma at `comma` are another report: `, adding that`, `, but Li said`, `, according
    /// to`.
    fn breaks_after_comma(&self, comma: usize, cue: &Cue) -> bool {
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
    fn cue_ahead(&self, from: usize) -> bool {
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
    fn second_cue(&self, at: usize, cue: &Cue) -> bool {
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

    fn as_cue(&self, at: usize) -> bool {
        self.reading.tag(at.wrapping_sub(1)) == Tag::Comma && self.cue_ahead(at + 1)
    }
}
