//! Quoted stretches beside a cue: before it, after it, and the words that lead into them.

use std::ops::Range;

use super::cue::Cue;
use super::lexicon::Tag;
use super::scare::{self, Use};
use super::source::{Source, is_period};
use super::unit::UnitReader;

impl UnitReader<'_, '_> {
    /// The quoted stretch that ends right before `anchor`, with the words that lead into it.
    pub(super) fn quote_before(&self, anchor: usize) -> Option<Range<usize>> {
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
    pub(super) fn quote_after_break(&self, from: usize) -> Option<Range<usize>> {
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
    pub(super) fn opening(&self, at: usize) -> Option<Range<usize>> {
        let quoted = self.reading.quoted_at(at)?;
        (quoted.tokens.start == at).then(|| quoted.tokens.clone())
    }

    /// The words before a medial cue that belong to the quoted words after it: `If it holds, she said, “we stay.”`
    pub(super) fn lead_of(&self, cue: &Cue, source: Option<&Source>, quote: usize) -> Option<Range<usize>> {
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
    pub(super) fn quote_near(&self, from: usize) -> Option<Range<usize>> {
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
}
