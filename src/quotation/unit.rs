//! The cues of one unit, from left to right.

use std::ops::Range;

use super::content::{Draft, Pattern};
use super::cue::{self, Cue, CueKind};
use super::lexicon::{Form, Frames, NounClass, Tag};
use super::phrase::WINDOW;
use super::reading::{Reading, Unit};
use super::source::{Source, group_start, is_period, main_subject, starts_clause, subject};

/// Reads the cues of one unit, from left to right.
pub struct UnitReader<'r, 'd> {
    pub(super) reading: &'r Reading<'d>,
    pub(super) unit: &'r Unit,
    /// The first token that no content covers yet.
    pub(super) covered: usize,
    pub(super) drafts: Vec<Draft>,
    pub(super) main: Option<Option<Source>>,
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
                && (!self.reading.verbs[at].is_empty()
                    || matches!(
                        self.reading.word(at),
                        "according" | "According" | "as" | "As" | "per" | "Per" | "in" | "In"
                    ))
                && let Some(cue) = cue::at(self.reading, self.unit, at)
            {
                next = cue.tokens.end;
                let draft = match cue.kind {
                    CueKind::According => self.according(&cue),
                    CueKind::Asked => self.asked(&cue),
                    CueKind::Passive => self.passive(&cue),
                    _ => self.verb(&cue),
                };
                // Without source and without quotation marks nothing shows that somebody said it.
                let quotes = |draft: &Draft| {
                    draft.parts.iter().flat_map(Clone::clone).any(|at| self.reading.inside[at] != 0)
                };
                let told = |draft: &Draft| {
                    draft.source.is_some() || matches!(draft.pattern, Pattern::Asked | Pattern::Passive)
                };
                let draft = draft.filter(|draft| told(draft) || quotes(draft));
                if let Some(draft) = draft.filter(|draft| !self.is_told_by_another(draft)) {
                    let end = draft.parts.iter().map(|part| part.end).max().unwrap_or(0);
                    self.covered = self.covered.max(end).max(next);
                    self.drafts.push(draft);
                }
            }
            at = next;
        }
        self.drafts
    }

    /// Whether the reported clause ends with the report of another: `Spain has asked for it, a spokesman said.`
    fn is_told_by_another(&self, draft: &Draft) -> bool {
        let reading = self.reading;
        if !matches!(draft.pattern, Pattern::Clause | Pattern::Object) {
            return false;
        }
        let Some(part) = draft.parts.last() else { return false };
        part.clone().take(8 * WINDOW).any(|comma| {
            if reading.inside[comma] != 0 || reading.tag(comma) != Tag::Comma {
                return false;
            }
            let Some(phrase) = reading.phrase_starting(comma + 1, self.end()) else { return false };
            let says = reading.verbs.get(phrase.end).is_some_and(|verbs| {
                verbs.iter().any(|verb| {
                    verb.frames.clause()
                        && !verb.frames.thought()
                        && matches!(verb.form, Form::Past | Form::Present)
                })
            });
            says && matches!(
                reading.tag(self.skip_adverbials(phrase.end + 1)),
                Tag::Stop | Tag::Comma | Tag::Semicolon
            )
        })
    }

    pub(super) fn draft(
        &self,
        cue: &Cue,
        source: Option<Source>,
        parts: Vec<Range<usize>>,
        pattern: Pattern,
    ) -> Draft {
        Draft {
            parts,
            cue: Some(cue.tokens.clone()),
            source,
            addressee: None,
            // “I was not there,” he denied: the quoted words are what is said.
            denied: cue.denies
                && matches!(
                    pattern,
                    Pattern::Clause | Pattern::Participle | Pattern::Object | Pattern::Passive
                ),
            pattern,
            paragraph: self.unit.paragraph,
        }
    }

    pub(super) fn floor(&self) -> usize {
        self.unit.tokens.start
    }

    pub(super) fn end(&self) -> usize {
        self.unit.tokens.end
    }

    /// The subject of the unit's main clause, for participles and second verbs.
    pub(super) fn main_source(&mut self, limit: usize) -> Option<Source> {
        if let Some(source) = self.drafts.iter().rev().find_map(|draft| draft.source.clone()) {
            return Some(source);
        }
        if self.main.is_none() {
            self.main = Some(main_subject(self.reading, self.floor(), limit));
        }
        self.main.clone().flatten()
    }

    pub(super) fn verb(&mut self, cue: &Cue) -> Option<Draft> {
        let reading = self.reading;
        let mut frames = cue.verb?.frames;
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
                // "When it was over, she began by saying": whoever began.
                Tag::Preposition
                    if reading.is(before, "by")
                        && before > self.floor()
                        && reading.tag(before - 1) == Tag::Verb =>
                {
                    let group = group_start(reading, before - 1, self.floor());
                    subject(reading, group, self.floor()).or_else(|| self.main_source(cue.group))
                }
                // "Instead of calling him tired, she said": who says it follows the comma.
                Tag::Preposition | Tag::To | Tag::Subordinator if self.is_fronted(before) => {
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
        // "The study found that": a text or its authors say what they find.
        if frames.thought()
            && matches!(cue.verb?.lemma, "find" | "show" | "establish")
            && source.as_ref().is_some_and(|source| self.is_research(source))
        {
            frames = frames.reporting();
        }
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
            let gap = source.as_ref().and_then(|source| self.relative_gap(cue, source));
            if gap.is_some() {
                return gap;
            }
            return self.clause_before(cue, source, anchor, cue.tokens.end);
        }
        None
    }

    /// Whether a source is a text, or those who write studies.
    fn is_research(&self, source: &Source) -> bool {
        let head = self.reading.head_of(source.naming());
        self.reading.noun_class(head) == NounClass::Text
            || matches!(
                self.reading.word(head).to_lowercase().as_str(),
                "researchers"
                    | "scientists"
                    | "investigators"
                    | "auditors"
                    | "inspectors"
                    | "inquiry"
                    | "investigation"
            )
    }

    /// Whether token `at` is part of a phrase with a preposition that opens the unit: `In addition to`.
    pub(super) fn is_fronted(&self, at: usize) -> bool {
        let reading = self.reading;
        at - self.floor() < 8
            && matches!(
                reading.tag(self.floor()),
                Tag::Preposition | Tag::To | Tag::Adverb | Tag::Subordinator
            )
            && (self.floor()..at)
                .all(|at| !matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Comma | Tag::Pronoun))
    }

    /// Whether a phrase before a participle is its subject: it starts the clause, or is a person the words come from.
    pub(super) fn is_own_subject(&self, phrase: &Range<usize>) -> bool {
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
    pub(super) fn subject_after_comma(&self, from: usize) -> Option<Source> {
        let reading = self.reading;
        let mut ahead = from..self.end().min(from + WINDOW);
        let comma = ahead.find(|&at| {
            reading.tag(at) == Tag::Comma && reading.inside[at] == 0 && self.opens_main_clause(at + 1)
        })?;
        reading.phrase_starting(comma + 1, self.end()).map(Source::of)
    }

    /// `“A,” said Ana López.`, `It held, said Ana López.`
    pub(super) fn inverted(&mut self, cue: &Cue, frames: Frames, before: Option<usize>) -> Option<Draft> {
        let reading = self.reading;
        if cue.kind != CueKind::Finite || !frames.speech() && !frames.clause() {
            return None;
        }
        // "read" is a past tense as well.
        let past = reading.verbs[cue.tokens.start].iter().any(|verb| verb.form == Form::Past);
        let form = if past { Form::Past } else { cue.verb?.form };
        // "Reef is dying, say scientists"
        let plural = form == Form::Base && reading.noun_class(cue.tokens.end) == NounClass::People;
        if !matches!(form, Form::Past | Form::Present) && !plural {
            return None;
        }
        let before = before?;
        let ends_quote = |at: usize| {
            reading.quoted_at(at).is_some_and(|quoted| quoted.tokens.end == at + 1)
                || reading.tag(at) == Tag::Quote
        };
        let after_quote = ends_quote(before)
            || matches!(reading.tag(before), Tag::Comma | Tag::Dash)
                && before > self.floor()
                && ends_quote(before - 1);
        let start = cue.tokens.end;
        if reading.tag(start) == Tag::Time || reading.tag(start) == Tag::Object {
            return None;
        }
        let mut phrase = reading.full_phrase_starting(start, self.end())?;
        // "she wrote last week"
        let head = reading.head_of(phrase.clone());
        if is_period(reading.word(head)) && reading.tag(head) == Tag::Noun {
            return None;
        }
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
        // "aides, among them Ana Lee, said their speeches, full already, would change": speeches say nothing.
        let head = reading.head_of(base.clone());
        let speaks = reading.is_capital(head)
            || matches!(reading.noun_class(head), NounClass::Person | NounClass::People | NounClass::Body);
        // "he admitted his guilt": what a verb takes does not say it.
        let taken = frames.object() && !speaks && reading.tag(head) == Tag::Noun;
        if !ends || taken || clause && !(speaks && reading.tag(base.end) == Tag::Comma) {
            return None;
        }
        self.clause_before(cue, source, cue.group, phrase.end)
    }
}
