//! Noun phrases: a light chunker over tags.

use std::ops::Range;

use super::lexicon::{NounClass, Tag};
use super::reading::Reading;

/// How far, in tokens, a phrase or its relatives are looked for.
pub const WINDOW: usize = 60;

impl Reading<'_> {
    /// Whether a token can stand inside a base noun phrase, after its determiner.
    fn is_nominal(&self, at: usize) -> bool {
        match self.tag(at) {
            Tag::Noun | Tag::Name | Tag::Number | Tag::Adjective | Tag::Clitic => true,
            Tag::Mark => matches!(self.word(at), "&" | "$" | "%" | "#" | "@" | "/" | "." | "£" | "€"),
            Tag::Dash => self.word(at) == "-",
            _ => false,
        }
    }

    /// Whether a token can be the head of a noun phrase.
    pub fn is_head(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Object | Tag::Number)
            || self.tag(at) == Tag::Determiner
                && matches!(
                    self.word(at).to_ascii_lowercase().as_str(),
                    "some"
                        | "many"
                        | "several"
                        | "most"
                        | "all"
                        | "both"
                        | "others"
                        | "another"
                        | "few"
                        | "this"
                        | "these"
                        | "those"
                        | "other"
                        | "neither"
                        | "none"
                        | "each"
                )
            || self.tag(at) == Tag::Adjective
                && (self.is(at.wrapping_sub(1), "the") || self.noun_class(at) != NounClass::Other)
    }

    /// Whether a noun before a name belongs to the name's phrase: `aide Ushakov`, but not `briefing Lavrov`.
    fn is_title(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.noun_class(at) {
            NounClass::Person | NounClass::Body => true,
            NounClass::People | NounClass::Text => false,
            NounClass::Other => {
                ["er", "or", "ian", "ant", "mate", "rapper", "elect"]
                    .iter()
                    .any(|ending| word.ends_with(ending))
                    && word.len() > 4
            }
        }
    }

    /// The base noun phrase whose last token is `at`, with its first token not before `floor`.
    pub fn phrase_ending(&self, at: usize, floor: usize) -> Option<Range<usize>> {
        if matches!(self.tag(at), Tag::Pronoun | Tag::Object) {
            return Some(at..at + 1);
        }
        // A quoted stretch as part of the phrase: the "Gang of Eight".
        if let Some(quoted) = self.quoted_at(at)
            && quoted.tokens.end == at + 1
            && quoted.tokens.len() <= 8
            && quoted.tokens.start > floor
        {
            let start = quoted.tokens.start;
            return match self.tag(start - 1) {
                Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective | Tag::Noun | Tag::Name => {
                    Some(self.phrase_start(start - 1, floor)..at + 1)
                }
                _ => None,
            };
        }
        // "Ana López (Labour)"
        if self.tag(at) == Tag::Close {
            let open = (floor..at).rev().take(12).find(|&open| self.tag(open) == Tag::Open)?;
            let before =
                open.checked_sub(1).filter(|&before| before >= floor && self.tag(before) != Tag::Close)?;
            return Some(self.phrase_ending(before, floor)?.start..at + 1);
        }
        if !(self.is_head(at) || self.tag(at) == Tag::Mark && self.is_nominal(at)) {
            return None;
        }
        let start = self.phrase_start(at, floor);
        (start..=at).any(|token| self.is_head(token)).then_some(start..at + 1)
    }

    /// Whether two tokens are of one name.
    fn is_one_name(&self, first: usize, second: usize) -> bool {
        self.named.get(first).is_some_and(|&name| name != 0 && self.named.get(second) == Some(&name))
    }

    /// The first token of the base noun phrase that holds `at`.
    fn phrase_start(&self, at: usize, floor: usize) -> usize {
        let mut start = at;
        let limit = floor.max(at.saturating_sub(WINDOW));
        if matches!(self.tag(at), Tag::Determiner | Tag::Possessive) {
            return start;
        }
        while start > limit {
            let before = start - 1;
            if self.inside[before] != self.inside[at] {
                break;
            }
            // "University of California, Los Angeles": a name is one word.
            if self.is_one_name(before, start) {
                start = before;
                continue;
            }
            match self.tag(before) {
                Tag::Determiner | Tag::Possessive => {
                    start = before;
                    if start > limit && matches!(self.tag(start - 1), Tag::Determiner) {
                        start -= 1;
                    }
                    break;
                }
                Tag::Noun if self.tag(start) == Tag::Name && !self.is_title(before) => break,
                _ if self.is_nominal(before) => start = before,
                Tag::Verb | Tag::Gerund | Tag::Adverb
                    if before > limit
                        && (self.verbs[before].is_empty() || self.tag(before) == Tag::Gerund)
                        && matches!(
                            self.tag(before - 1),
                            Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective
                        )
                        && !self.is(before - 1, "this")
                        && !self.is(before - 1, "all") =>
                {
                    start = before;
                }
                _ => break,
            }
        }
        // A phrase does not open with a mark or with 's.
        while start < at
            && (matches!(self.tag(start), Tag::Clitic | Tag::Dash)
                || matches!(self.word(start), "." | "%" | "/" | "&"))
        {
            start += 1;
        }
        start
    }

    /// The base noun phrase whose first token is `at`, ending before `ceiling`.
    pub fn phrase_starting(&self, at: usize, ceiling: usize) -> Option<Range<usize>> {
        if at >= ceiling || self.inside.get(at).is_none_or(|&inside| inside != 0) {
            return None;
        }
        match self.tag(at) {
            Tag::Pronoun | Tag::Object => return Some(at..at + 1),
            Tag::Determiner | Tag::Possessive => {}
            _ if self.is_nominal(at) && !matches!(self.word(at), "." | "-" | "/") => {}
            _ => return None,
        }
        let ceiling = ceiling.min(at + WINDOW);
        let mut end = at + 1;
        while end < ceiling && self.inside[end] == 0 {
            let fits = self.is_one_name(end - 1, end)
                || match self.tag(end) {
                    Tag::Determiner | Tag::Number => self.tag(end - 1) == Tag::Determiner,
                    Tag::Name => self.tag(end - 1) != Tag::Noun || self.is_title(end - 1),
                    Tag::Verb | Tag::Gerund => {
                        matches!(
                            self.tag(end - 1),
                            Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective
                        ) && matches!(self.tag(end + 1), Tag::Noun | Tag::Name | Tag::Adjective)
                            && self.verbs[end].is_empty()
                    }
                    Tag::Adverb => {
                        matches!(self.tag(end - 1), Tag::Determiner | Tag::Possessive)
                            && matches!(self.tag(end + 1), Tag::Adjective | Tag::Verb | Tag::Noun)
                    }
                    Tag::Mark if self.word(end) == "." => {
                        end + 1 < ceiling && matches!(self.tag(end + 1), Tag::Name | Tag::Clitic)
                    }
                    _ => self.is_nominal(end),
                };
            if !fits {
                break;
            }
            end += 1;
        }
        while end > at && !self.is_head(end - 1) && self.tag(end - 1) != Tag::Mark {
            end -= 1;
        }
        (end > at).then_some(at..end)
    }

    /// `phrase_starting`, extended by phrases with `of`, `for`, `at` and the like, and by appositions and relative
    /// clauses between commas.
    pub fn full_phrase_starting(&self, at: usize, ceiling: usize) -> Option<Range<usize>> {
        let base = self.phrase_starting(at, ceiling)?;
        if matches!(self.tag(at), Tag::Pronoun | Tag::Object) {
            return Some(base);
        }
        let ceiling = ceiling.min(at + WINDOW);
        let mut end = base.end;
        while end < ceiling {
            match self.tag(end) {
                Tag::Preposition if self.links(end) => {
                    let Some(next) = self.phrase_starting(end + 1, ceiling) else { break };
                    end = next.end;
                }
                Tag::Conjunction if self.is(end, "and") => {
                    let Some(next) = self.phrase_starting(end + 1, ceiling) else { break };
                    // "said Ana and Li" is one phrase, "said Ana and the bridge is" two.
                    if matches!(self.tag(next.end), Tag::Auxiliary | Tag::Verb)
                        || self.tag(end + 1) == Tag::Pronoun
                    {
                        break;
                    }
                    end = next.end;
                }
                Tag::Open => {
                    let Some(close) = (end..ceiling.min(end + 12)).find(|&at| self.tag(at) == Tag::Close)
                    else {
                        break;
                    };
                    end = close + 1;
                }
                _ => break,
            }
        }
        Some(at..self.apposition_end(end, ceiling))
    }

    /// Whether a preposition ties a phrase to the noun before it.
    fn links(&self, at: usize) -> bool {
        let word = self.word(at);
        if matches!(word, "of" | "for" | "from" | "at" | "with") {
            return self.tag(at + 1) != Tag::Time;
        }
        word == "in" && self.is_capital(at + 1) && self.tag(at + 1) == Tag::Name
    }

    /// The end of appositions and relative clauses that follow a phrase which ends at `end`.
    fn apposition_end(&self, mut end: usize, ceiling: usize) -> usize {
        for _ in 0..3 {
            if self.tag(end) != Tag::Comma && self.tag(end) != Tag::Relative || end + 1 >= ceiling {
                return end;
            }
            let start = if self.tag(end) == Tag::Comma { end + 1 } else { end };
            let opens = matches!(
                self.tag(start),
                Tag::Relative
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::Adjective
                    | Tag::Noun
                    | Tag::Number
                    | Tag::Name
            );
            if !opens || self.tag(start) == Tag::Noun && !self.verbs[start].is_empty() {
                return end;
            }
            let mut at = start;
            while at < ceiling
                && !matches!(
                    self.tag(at),
                    Tag::Comma | Tag::Stop | Tag::Semicolon | Tag::Colon | Tag::Dash | Tag::Quote
                )
            {
                at += 1;
                if self.inside.get(at).is_some_and(|&inside| inside != 0) && relative_so_far(self, start, at)
                {
                    at = self.next(at);
                }
            }
            // An apposition holds no finite verb, unless it is a relative clause.
            let clause = (start..at).any(|token| matches!(self.tag(token), Tag::Auxiliary | Tag::Verb));
            let relative = (start..at).any(|token| matches!(self.tag(token), Tag::Relative | Tag::That));
            if clause && !relative
                || at >= ceiling && !relative && self.tag(start) == Tag::Determiner && at - start > 12
            {
                return end;
            }
            end = at;
        }
        end
    }

    /// The head of a phrase: its last noun before a preposition, a comma or a relative clause.
    pub fn head_of(&self, phrase: Range<usize>) -> usize {
        let mut head = phrase.start;
        for at in phrase {
            match self.tag(at) {
                Tag::Preposition
                | Tag::Comma
                | Tag::Relative
                | Tag::That
                | Tag::Open
                | Tag::Dash
                | Tag::To
                | Tag::Verb
                | Tag::Auxiliary
                    if at > head && self.is_head(head) && !self.is_one_name(at - 1, at) =>
                {
                    break;
                }
                Tag::Noun
                | Tag::Name
                | Tag::Pronoun
                | Tag::Object
                | Tag::Determiner
                | Tag::Number
                | Tag::Adjective => head = at,
                _ => {}
            }
        }
        head
    }
}

/// Whether a relative clause opened between `start` and `at`.
fn relative_so_far(reading: &Reading, start: usize, at: usize) -> bool {
    (start..at).take(WINDOW).any(|token| reading.tag(token) == Tag::Relative)
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::document::Format;
    use crate::quotation::reading::Reading;

    fn full(text: &str) -> String {
        let document = Document::read(text, Format::Plain);
        let reading = Reading::new(&document, &[]);
        let phrase = reading.full_phrase_starting(0, document.tokens.len());
        phrase.map_or(String::new(), |phrase| document.text_of(reading.span(phrase)).to_string())
    }

    #[test]
    fn phrases_end_where_they_end() {
        for (text, expected) in [
            ("he told reporters", "he"),
            ("the mayor of Springfield on Monday", "the mayor of Springfield"),
            ("Li Wei, a colleague of Smith’s.", "Li Wei, a colleague of Smith’s"),
            ("Ana López, who leads the team.", "Ana López, who leads the team"),
            ("a spokesman for the company in a statement", "a spokesman for the company"),
        ] {
            assert_eq!(full(text), expected, "{text}");
        }
    }
}
