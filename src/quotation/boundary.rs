//! Which mark ends a reported clause: what follows it may be the writer's own.

use super::choice::{Answer, Candidate, Question, bucket};
use super::cue::{Cue, CueKind};
use super::lexicon::Tag;
use super::unit::UnitReader;

/// Candidates for the end of one clause at most.
const CANDIDATES: usize = 12;

impl UnitReader<'_, '_> {
    /// The end of the clause `from..end`, or one of the marks within it.
    pub(super) fn choose_end(&self, from: usize, end: usize, cue: &Cue) -> usize {
        let marks: Vec<usize> = self.marks(from, end);
        if marks.is_empty() {
            return end;
        }
        let frame = self.frame_name(from, cue);
        let words =
            |from: usize, to: usize| (from..to).filter(|&at| self.reading.document.is_word(at)).count();
        let all = words(from, end).max(1);
        let mut candidates = Vec::with_capacity(marks.len() + 1);
        let mut inside: Vec<String> = Vec::new();
        for &mark in &marks {
            let before = words(from, mark);
            let mut features = inside.clone();
            let boundary = self.boundary_name(mark, end);
            let tail = self.tail_name(mark + 1, end);
            let share = (all - before) * 5 / all;
            features.extend([
                "cut".to_string(),
                format!("cut:{boundary}"),
                format!("cut:{frame}"),
                format!("head:{}", bucket(before)),
                format!("tail:{}", bucket(all - before)),
                format!("share:{share}"),
                format!("tail:{tail}"),
                format!("{}:{tail}", self.mark_name(mark)),
            ]);
            inside.push(format!("in:{boundary}"));
            candidates.push(Candidate { answer: Answer::End(self.byte_end(from, mark)), features });
        }
        let mut features = inside;
        features.push("full".to_string());
        features.push(format!("full:{}", bucket(all)));
        candidates.push(Candidate { answer: Answer::End(self.byte_end(from, end)), features });
        let at = self.reading.span(cue.tokens.clone());
        let start = self.reading.span(from..from + 1).start;
        let found = self.reading.choose(Question::End, at, start, candidates);
        let best = (0..found.len()).rev().max_by(|&a, &b| found[a].total_cmp(&found[b]));
        best.and_then(|best| marks.get(best).copied()).unwrap_or(end)
    }

    fn byte_end(&self, from: usize, end: usize) -> usize {
        self.reading.span(from..self.content_end(end).max(from + 1)).end
    }

    /// The marks within a clause that may end it.
    fn marks(&self, from: usize, end: usize) -> Vec<usize> {
        let reading = self.reading;
        let mut marks = Vec::new();
        let mut at = from + 1;
        let mut open = false;
        while at + 1 < end && marks.len() < CANDIDATES {
            if reading.inside[at] != 0 {
                at = reading.next(at);
                continue;
            }
            match reading.tag(at) {
                Tag::Open => {
                    if !open {
                        marks.push(at);
                    }
                    open = true;
                }
                Tag::Close => open = false,
                Tag::Comma | Tag::Semicolon if !open => marks.push(at),
                Tag::Dash if !open && reading.word(at) != "-" || self.is_spaced_dash(at) => marks.push(at),
                Tag::Conjunction if !open && reading.tag(at - 1) != Tag::Comma && self.joins_clause(at) => {
                    marks.push(at);
                }
                Tag::Subordinator if !open && reading.tag(at - 1) != Tag::Comma => marks.push(at),
                _ => {}
            }
            at += 1;
        }
        marks
    }

    /// Whether a hyphen stands for a dash: ` - `.
    fn is_spaced_dash(&self, at: usize) -> bool {
        let tokens = &self.reading.document.tokens;
        let (Some(before), Some(token), Some(after)) =
            (tokens.get(at.wrapping_sub(1)), tokens.get(at), tokens.get(at + 1))
        else {
            return false;
        };
        self.reading.word(at) == "-"
            && before.span.end < token.span.start
            && token.span.end < after.span.start
    }

    /// Whether a clause with its own subject or verb follows a conjunction.
    fn joins_clause(&self, at: usize) -> bool {
        let reading = self.reading;
        matches!(reading.tag(at + 1), Tag::Pronoun | Tag::Verb | Tag::Auxiliary | Tag::That)
            || reading
                .phrase_starting(at + 1, self.end())
                .is_some_and(|phrase| matches!(reading.tag(phrase.end), Tag::Verb | Tag::Auxiliary))
    }

    /// What a cue takes: the words that open its content.
    fn frame_name(&self, from: usize, cue: &Cue) -> &'static str {
        let reading = self.reading;
        match (cue.kind, cue.verb) {
            (CueKind::According, _) => "according",
            _ if reading.tag(from) == Tag::To || reading.tag(from.wrapping_sub(1)) == Tag::To => "to",
            _ if reading.tag(from.wrapping_sub(1)) == Tag::That => "that",
            (_, Some(verb)) if verb.lemma == "say" => "say",
            (_, Some(verb)) if verb.frames.clause() => "clause",
            (CueKind::Participle, _) => "participle",
            _ => "object",
        }
    }

    fn mark_name(&self, at: usize) -> &'static str {
        match self.reading.tag(at) {
            Tag::Comma => "comma",
            Tag::Semicolon => "semicolon",
            Tag::Dash => "dash",
            Tag::Open => "bracket",
            Tag::Conjunction => "and",
            _ => "while",
        }
    }

    /// A mark and what follows it.
    fn boundary_name(&self, at: usize, end: usize) -> String {
        let reading = self.reading;
        let mark = self.mark_name(at);
        let next = if matches!(reading.tag(at), Tag::Conjunction | Tag::Subordinator) { at } else { at + 1 };
        let second = reading.tag(next + 1);
        match reading.tag(next) {
            Tag::Relative | Tag::Subordinator | Tag::Question | Tag::That => {
                format!("{mark}:{}:{}", reading.word(next).to_lowercase(), tag_name(second))
            }
            Tag::Conjunction => {
                let quiet = matches!(second, Tag::Adverb | Tag::Comma);
                let after = if quiet { reading.tag(next + 2) } else { second };
                format!("{mark}:{}:{}", reading.word(next).to_lowercase(), tag_name(after))
            }
            Tag::Determiner => {
                let base = reading.phrase_starting(next, end).map_or(next + 1, |phrase| phrase.end);
                let word = match reading.word(next) {
                    "a" | "an" => "a",
                    "the" => "the",
                    _ => "some",
                };
                format!("{mark}:{word}:{}", tag_name(reading.tag(base)))
            }
            Tag::Preposition => format!("{mark}:{}", reading.word(next).to_lowercase()),
            Tag::Gerund if !reading.verbs[next].is_empty() => format!("{mark}:saying"),
            Tag::Noun | Tag::Name | Tag::Number => {
                let base = reading.phrase_starting(next, end).map_or(next + 1, |phrase| phrase.end);
                format!("{mark}:{}:{}", tag_name(reading.tag(next)), tag_name(reading.tag(base)))
            }
            tag => format!("{mark}:{}", tag_name(tag)),
        }
    }

    /// What a tail holds: its first finite verb, and whether it reaches the end of its sentence.
    fn tail_name(&self, from: usize, end: usize) -> &'static str {
        let reading = self.reading;
        let verb = (from..end)
            .find(|&at| reading.inside[at] == 0 && matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary));
        match verb.map(|at| reading.word(at)) {
            None => "no verb",
            Some("is" | "are" | "has" | "have" | "does" | "do" | "'s" | "’s") => "present",
            Some("will" | "can" | "may" | "must" | "shall") => "modal",
            Some("would" | "could" | "might" | "should" | "had") => "shifted",
            Some("was" | "were" | "did") => "past",
            Some(_) => "verb",
        }
    }
}

fn tag_name(tag: Tag) -> &'static str {
    match tag {
        Tag::Noun => "noun",
        Tag::Name => "name",
        Tag::Pronoun => "pronoun",
        Tag::Object => "object",
        Tag::Determiner | Tag::Possessive => "the",
        Tag::Clitic => "clitic",
        Tag::Number => "number",
        Tag::Adjective => "adjective",
        Tag::Verb => "verb",
        Tag::Gerund => "gerund",
        Tag::Auxiliary => "auxiliary",
        Tag::Adverb => "adverb",
        Tag::Time => "time",
        Tag::Preposition => "preposition",
        Tag::To => "to",
        Tag::Conjunction => "conjunction",
        Tag::Subordinator => "subordinator",
        Tag::Relative => "relative",
        Tag::That => "that",
        Tag::Question => "question",
        Tag::Quote => "quote",
        Tag::Comma
        | Tag::Colon
        | Tag::Semicolon
        | Tag::Dash
        | Tag::Stop
        | Tag::Open
        | Tag::Close
        | Tag::Mark => "mark",
    }
}
