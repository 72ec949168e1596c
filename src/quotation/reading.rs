//! A document as this layer reads it: a tag for every token, quoted stretches, and units.

use std::ops::Range;

use super::choice::Candidate;
use super::choice::{Choice, Question, Trial, Weights};
use super::lexicon::{self, Form, NounClass, Tag, Verb};
use super::marks::{self, Quoted};
use crate::mention::words::ROLES;
use crate::mention::{Mention, MentionKind};
use crate::token::{Case, TokenKind};
use crate::{Document, Span};

/// A sentence in which quoted stretches count as one word, whatever full stops they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its paragraph, as an index.
    pub paragraph: usize,
    /// Whether most of its words are capitalised, as in a headline.
    pub headline: bool,
}

/// A document with what this layer knows of its tokens.
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// The names in it.
    pub mentions: &'a [Mention],
    /// For each token one more than the index of the name around it, or zero.
    pub named: Vec<u32>,
    /// One tag a token.
    pub tags: Vec<Tag>,
    /// Reporting verbs that a token may be; none where it is used as a noun.
    pub verbs: Vec<&'static [Verb]>,
    /// Outermost quoted stretches in order.
    pub quoted: Vec<Quoted>,
    /// For each token one more than the index of the quoted stretch around it, or zero.
    pub inside: Vec<u32>,
    /// Units in order.
    pub units: Vec<Unit>,
    /// Weights on trial, and where choices are kept for them; none outside of training.
    pub trial: Option<&'a Trial>,
}

impl<'a> Reading<'a> {
    /// Reads `document` with the names in it.
    pub fn new(document: &'a Document, mentions: &'a [Mention]) -> Reading<'a> {
        let mut named = vec![0; document.tokens.len()];
        for (index, mention) in mentions.iter().enumerate() {
            if let Some(tokens) = named.get_mut(document.tokens_in(mention.span)) {
                tokens.fill(index as u32 + 1);
            }
        }
        let mut reading = Reading {
            document,
            mentions,
            named,
            tags: Vec::with_capacity(document.tokens.len()),
            verbs: Vec::with_capacity(document.tokens.len()),
            quoted: marks::find(document),
            inside: vec![0; document.tokens.len()],
            units: Vec::new(),
            trial: None,
        };
        for (index, quoted) in reading.quoted.iter().enumerate() {
            if let Some(inside) = reading.inside.get_mut(quoted.tokens.clone()) {
                inside.fill(index as u32 + 1);
            }
        }
        reading.tag_all();
        reading.disambiguate();
        reading.cut();
        reading
    }

    /// The words of token `at`.
    pub fn word(&self, at: usize) -> &'a str {
        self.document.word(at)
    }

    /// Whether token `at` is `word` in any case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// The tag of token `at`; a full stop beyond the text.
    pub fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::Stop)
    }

    /// The quoted stretch that holds token `at`.
    pub fn quoted_at(&self, at: usize) -> Option<&Quoted> {
        let index = self.inside.get(at).copied()?.checked_sub(1)?;
        self.quoted.get(index as usize)
    }

    /// The probability of each candidate; `at` and `from` tell the trainer what is asked.
    pub fn choose(&self, question: Question, at: Span, from: usize, candidates: Vec<Candidate>) -> Vec<f64> {
        let weights = self.trial.map_or(Weights::shipped(), |trial| &trial.weights);
        let found = weights.probabilities(question, &candidates);
        if let Some(trial) = self.trial {
            trial.choices.borrow_mut().push(Choice { question, at, from, candidates });
        }
        found
    }

    /// The name that holds token `at`.
    pub fn mention_at(&self, at: usize) -> Option<&'a Mention> {
        let index = self.named.get(at).copied()?.checked_sub(1)?;
        self.mentions.get(index as usize)
    }

    /// Whether token `at` belongs to the name of a person.
    pub fn is_person(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(|mention| mention.kind == MentionKind::Person)
    }

    /// The token after `at`, past the end of a quoted stretch that starts there.
    pub fn next(&self, at: usize) -> usize {
        self.quoted_at(at).map_or(at + 1, |quoted| quoted.tokens.end.max(at + 1))
    }

    /// Whether the token is capitalised.
    pub fn is_capital(&self, at: usize) -> bool {
        self.document.tokens.get(at).is_some_and(|token| token.is_capitalised())
    }

    /// What the noun at `at` is of.
    pub fn noun_class(&self, at: usize) -> NounClass {
        let word = self.word(at);
        let mut lower = [0; 24];
        let Some(lower) = lowercase(word, &mut lower) else { return NounClass::Other };
        // "Eastman" is no man.
        let known = lexicon::known_noun(lower);
        if known != NounClass::Other {
            known
        } else if ROLES.has(lower) || lower.ends_with("-old") {
            NounClass::Person
        } else if self.is_capital(at) {
            NounClass::Other
        } else {
            lexicon::noun_class(lower)
        }
    }

    /// The bytes of `tokens`.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.document.span_of(tokens)
    }

    fn tag_all(&mut self) {
        for (at, token) in self.document.tokens.iter().enumerate() {
            let word = token.span.of(&self.document.text);
            let mut lower = [0; 24];
            let entry = lowercase(word, &mut lower).and_then(lexicon::lookup);
            let verbs: &'static [Verb] = entry.map_or(&[], |entry| &entry.verbs);
            let tag = match token.kind {
                TokenKind::Quote => Tag::Quote,
                TokenKind::Number => Tag::Number,
                TokenKind::Mark => mark(word),
                TokenKind::Word if self.is_name(at) => Tag::Name,
                TokenKind::Word => match entry.and_then(|entry| entry.tag) {
                    Some(tag) => self.closed_class(at, word, tag),
                    None if !verbs.is_empty() => verb_tag(verbs[0].form),
                    None => open_class(word, token.case),
                },
            };
            self.tags.push(tag);
            self.verbs.push(if tag == Tag::Name { &[] } else { verbs });
        }
    }

    /// Whether the capitalised word at `at` belongs to a name: `TODAY` in `USA TODAY`.
    fn is_name(&self, at: usize) -> bool {
        let name = |mention: &Mention| !matches!(mention.kind, MentionKind::Demonym | MentionKind::Other);
        self.is_capital(at)
            && self.mention_at(at).is_some_and(name)
            && !matches!(self.word(at), "The" | "I" | "He" | "She")
    }

    /// The tag of a word of a closed class, which may be a name's as well: `May`, `US`, `Will`.
    fn closed_class(&self, at: usize, word: &str, tag: Tag) -> Tag {
        let first = at == 0 || matches!(self.tags.get(at - 1), Some(Tag::Stop | Tag::Quote | Tag::Colon));
        let capital = self.is_capital(at);
        match tag {
            // "an inside source", "the following day"
            Tag::Preposition
                if matches!(word, "inside" | "outside" | "following" | "above" | "like")
                    && matches!(self.tags.last(), Some(Tag::Determiner | Tag::Possessive)) =>
            {
                Tag::Adjective
            }
            Tag::Time if !capital && word.len() < 5 => Tag::Noun,
            Tag::Time => Tag::Time,
            Tag::Pronoun if word == "US" => Tag::Name,
            Tag::Object if word == "US" => Tag::Name,
            Tag::Pronoun | Tag::Object | Tag::Possessive | Tag::Determiner => tag,
            Tag::Adjective | Tag::Verb | Tag::Auxiliary | Tag::Adverb if capital && !first => Tag::Name,
            _ => tag,
        }
    }

    /// Tells verbs from nouns by their neighbours.
    fn disambiguate(&mut self) {
        for at in 0..self.tags.len() {
            let before = at.checked_sub(1).map_or(Tag::Stop, |before| self.tags[before]);
            let capital = self.is_capital(at);
            if self.word(at) == "'s" || self.word(at) == "’s" {
                self.tags[at] = match before {
                    Tag::Pronoun | Tag::That | Tag::Relative | Tag::Question => Tag::Auxiliary,
                    _ => Tag::Clitic,
                };
                continue;
            }
            // "told her that", but "her plan"
            if self.tags[at] == Tag::Possessive && self.is(at, "her") && !self.opens_phrase(at + 1) {
                self.tags[at] = Tag::Object;
            }
            // "at one point", "one official said"
            if self.tags[at] == Tag::Pronoun
                && self.is(at, "one")
                && (matches!(self.tag(at + 1), Tag::Noun | Tag::Adjective)
                    || self
                        .verbs
                        .get(at + 1)
                        .is_some_and(|verbs| verbs.iter().any(|verb| verb.form == Form::Base)))
            {
                self.tags[at] = Tag::Determiner;
            }
            if capital && self.tags[at] == Tag::Determiner && before == Tag::Clitic {
                self.tags[at] = Tag::Name;
            }
            // "Will wrote": a modal takes no past tense.
            if capital
                && self.tags[at] == Tag::Auxiliary
                && is_modal(&self.word(at).to_lowercase())
                && self.verbs.get(at + 1).is_some_and(|verbs| {
                    verbs.first().is_some_and(|verb| matches!(verb.form, Form::Past | Form::Present))
                })
            {
                self.tags[at] = Tag::Name;
            }
            if self.verbs[at].is_empty() {
                if self.tags[at] == Tag::Noun && !capital && self.is_base_verb(at) {
                    self.tags[at] = Tag::Verb;
                }
                if self.tags[at] == Tag::Verb
                    && (matches!(before, Tag::Determiner | Tag::Possessive | Tag::Clitic)
                        || self.is(at, "lead") && self.noun_class(at + 1) == NounClass::Person)
                {
                    self.tags[at] = Tag::Adjective;
                }
                continue;
            }
            let form = self.verbs[at][0].form;
            let nominal = match form {
                Form::Base | Form::Present
                    if matches!(self.word(at), "state" | "states" | "reason" | "reasons") =>
                {
                    !self.states(at, before, form)
                }
                // "counsel Caroline Ross said"
                Form::Base
                    if lexicon::known_noun(self.word(at)) == NounClass::Person
                        && !matches!(before, Tag::Pronoun | Tag::To | Tag::Auxiliary | Tag::Relative) =>
                {
                    true
                }
                Form::Base | Form::Present if !is_noun_too(self.word(at)) => {
                    matches!(before, Tag::Determiner | Tag::Possessive)
                        && !stands_alone(self.word(at.wrapping_sub(1)))
                }
                Form::Base | Form::Present | Form::Gerund => {
                    matches!(
                        before,
                        Tag::Determiner
                            | Tag::Possessive
                            | Tag::Clitic
                            | Tag::Adjective
                            | Tag::Preposition
                            | Tag::Number
                    ) && !(form == Form::Gerund && before == Tag::Preposition)
                        || form == Form::Base
                            && matches!(before, Tag::Noun | Tag::Name | Tag::Verb)
                            && !self.plural(at.wrapping_sub(1))
                        // "hecklers or questions"
                        || before == Tag::Conjunction
                            && at > 1
                            && self.tags[at - 2] == Tag::Noun
                            && self.plural(at - 2)
                }
                Form::Past | Form::Participle => {
                    let adjective = matches!(self.tag(at + 1), Tag::Noun | Tag::Name | Tag::Adjective)
                        && (before == Tag::Conjunction || before == Tag::Noun)
                        && matches!(self.word(at), "alleged" | "proposed" | "reported" | "estimated");
                    adjective
                        || self.word(at) == "pledged" && self.tag(at + 1) == Tag::Noun
                        || matches!(before, Tag::Preposition | Tag::Number) && self.tag(at + 1) == Tag::Noun
                        || before == Tag::Preposition && self.word(at.wrapping_sub(1)) != "since"
                        || matches!(before, Tag::Determiner | Tag::Possessive | Tag::Clitic)
                            && !stands_alone(self.word(at.wrapping_sub(1)))
                }
            };
            let after_comma = at >= 2
                && self.inside[at] == 0
                && self.inside[at - 1] != 0
                && self.tags[at - 2] == Tag::Comma;
            let sentence_start =
                matches!(before, Tag::Stop | Tag::Quote | Tag::Colon) && !after_comma || at == 0;
            let named = capital && form == Form::Base && self.is_capital(at + 1) && self.inside[at] == 0;
            if nominal || named {
                self.tags[at] = if capital { Tag::Name } else { Tag::Noun };
                self.verbs[at] = &[];
            } else if capital
                && sentence_start
                && form == Form::Present
                && matches!(self.tag(at + 1), Tag::Preposition | Tag::Verb)
            {
                // "Posts on the board said", "Reports said"
                self.tags[at] = Tag::Noun;
                self.verbs[at] = &[];
            } else if capital && !sentence_start && form != Form::Past {
                // "State Department", but "Moscow Says" in a headline.
                let headline =
                    form == Form::Present && self.is_capital(at.wrapping_sub(1)) && self.in_headline(at);
                if !headline {
                    self.tags[at] = Tag::Name;
                    self.verbs[at] = &[];
                }
            }
        }
    }

    /// Whether `state` or `reason` is a verb at `at`, after a word with the tag `before`.
    fn states(&self, at: usize, before: Tag, form: Form) -> bool {
        let (next, last) = (self.tag(at + 1), at.wrapping_sub(1));
        let takes = matches!(next, Tag::That | Tag::Quote | Tag::Colon);
        let speaks = self.noun_class(last) != NounClass::Other;
        match before {
            Tag::Pronoun | Tag::Relative | Tag::To | Tag::Auxiliary => true,
            Tag::Quote => form == Form::Present,
            Tag::Comma | Tag::Adverb => takes,
            Tag::Noun | Tag::Name if form == Form::Present => {
                (speaks || self.is_person(last))
                    && (takes || matches!(next, Tag::Determiner | Tag::Pronoun | Tag::Possessive))
            }
            Tag::Noun => takes && self.noun_class(last) == NounClass::People,
            _ => false,
        }
    }

    /// Whether a word can follow a possessive.
    fn opens_phrase(&self, at: usize) -> bool {
        matches!(
            self.tag(at),
            Tag::Noun
                | Tag::Name
                | Tag::Adjective
                | Tag::Number
                | Tag::Verb
                | Tag::Gerund
                | Tag::Quote
                | Tag::Mark
        )
    }

    /// Whether an unknown word is a verb by its neighbours: `to mount a race`, `would advertise`.
    fn is_base_verb(&self, at: usize) -> bool {
        let mut before = at.wrapping_sub(1);
        if self.tag(before) == Tag::Adverb {
            before = before.wrapping_sub(1);
        }
        let modal = self.tag(before) == Tag::Auxiliary && is_modal(self.word(before));
        let infinitive = self.tag(before) == Tag::To
            && matches!(
                self.tag(at + 1),
                Tag::Determiner | Tag::Possessive | Tag::Object | Tag::Pronoun | Tag::Adverb | Tag::That
            );
        (modal || infinitive) && self.document.tokens.get(at).is_some_and(|token| token.case == Case::Lower)
    }

    /// Whether the sentence of token `at` is written like a headline.
    fn in_headline(&self, at: usize) -> bool {
        let start = self.document.tokens.get(at).map_or(0, |token| token.span.start);
        let sentence = self.document.sentence_at(start).and_then(|index| self.document.sentences.get(index));
        sentence.is_some_and(|sentence| self.is_headline(sentence.tokens.clone()))
    }

    /// Whether the noun at `at` looks like a plural.
    pub fn plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with('s') && !word.ends_with("ss") || matches!(word, "people" | "police" | "men" | "women")
    }

    /// Cuts paragraphs into units.
    fn cut(&mut self) {
        for (index, paragraph) in self.document.paragraphs.iter().enumerate() {
            if !paragraph.kind.is_content() {
                continue;
            }
            let sentences = self.document.sentences.get(paragraph.sentences.clone()).unwrap_or_default();
            let Some(mut start) = sentences.first().map(|sentence| sentence.tokens.start) else { continue };
            for (at, sentence) in sentences.iter().enumerate() {
                let mut end = sentence.tokens.end;
                let last = at + 1 == sentences.len();
                if !last {
                    match self.quoted_at(end.saturating_sub(1)) {
                        // The closing mark belongs to the sentence that it closes.
                        Some(quoted) if quoted.tokens.end == end + 1 && quoted.closed => end += 1,
                        Some(quoted) if quoted.tokens.end > end => continue,
                        _ => {}
                    }
                    let next = self.document.tokens.get(end);
                    let lower =
                        next.is_some_and(|token| token.case == Case::Lower && token.kind == TokenKind::Word);
                    let after_quote = self.quoted_at(end.saturating_sub(1)).is_some();
                    if lower && after_quote {
                        continue;
                    }
                }
                if start < end {
                    self.push_unit(start..end, index);
                    start = end;
                }
            }
        }
    }

    /// Adds a unit, cut where a full stop stands before quoted words that begin a sentence.
    fn push_unit(&mut self, tokens: Range<usize>, paragraph: usize) {
        let mut start = tokens.start;
        let mut at = start;
        while at + 2 < tokens.end {
            if self.inside[at] != 0 {
                at = self.next(at);
                continue;
            }
            let opens = self.tags[at] == Tag::Stop && self.inside[at + 1] != 0 && self.is_capital(at + 2);
            at += 1;
            if opens {
                self.add_unit(start..at, paragraph);
                start = at;
            }
        }
        self.add_unit(start..tokens.end, paragraph);
    }

    fn add_unit(&mut self, tokens: Range<usize>, paragraph: usize) {
        self.keep_points(tokens.clone());
        let headline = self.is_headline(tokens.clone());
        self.units.push(Unit { tokens, paragraph, headline });
    }

    /// A full stop that ends no sentence belongs to an abbreviation: `Mr.`
    fn keep_points(&mut self, tokens: Range<usize>) {
        for at in tokens.start..tokens.end.saturating_sub(1) {
            let last = at + 2 == tokens.end && self.tags[at + 1] == Tag::Close;
            if self.tags[at] == Tag::Stop && self.inside[at] == 0 && self.word(at) == "." && !last {
                self.tags[at] = Tag::Mark;
            }
        }
    }

    fn is_headline(&self, tokens: Range<usize>) -> bool {
        if tokens.len() > 30 {
            return false;
        }
        let words =
            tokens.filter(|&at| self.document.tokens[at].kind == TokenKind::Word && self.word(at).len() > 3);
        let (mut capitals, mut all) = (0, 0);
        for at in words {
            all += 1;
            capitals += usize::from(self.is_capital(at));
        }
        all >= 3 && capitals * 5 >= all * 4
    }
}

/// `word` in lower case, in `buffer`; nothing where it does not fit.
pub fn lowercase<'b>(word: &str, buffer: &'b mut [u8; 24]) -> Option<&'b str> {
    let bytes = word.as_bytes();
    let target = buffer.get_mut(..bytes.len())?;
    target.copy_from_slice(bytes);
    target.make_ascii_lowercase();
    // "don’t" is looked up as "don't".
    if let Some(at) = word.find('’') {
        let after = at + '’'.len_utf8();
        target[at] = b'\'';
        target.copy_within(after.., at + 1);
        let len = bytes.len() + 1 - '’'.len_utf8();
        return std::str::from_utf8(&target[..len]).ok();
    }
    std::str::from_utf8(target).ok()
}

/// Whether an auxiliary takes the bare form of a verb.
fn is_modal(word: &str) -> bool {
    let stem = word.split(['\'', '’']).next().unwrap_or_default().trim_end_matches('n');
    matches!(
        stem,
        "will"
            | "would"
            | "ca"
            | "can"
            | "could"
            | "may"
            | "might"
            | "shall"
            | "should"
            | "must"
            | "do"
            | "does"
            | "did"
            | "wo"
    ) || word == "cannot"
}

/// Whether a determiner can be a subject by itself: `some say`.
fn stands_alone(word: &str) -> bool {
    let mut lower = [0; 24];
    matches!(
        lowercase(word, &mut lower).unwrap_or_default(),
        "those"
            | "some"
            | "many"
            | "others"
            | "all"
            | "most"
            | "both"
            | "several"
            | "few"
            | "this"
            | "another"
            | "either"
            | "neither"
            | "each"
            | "other"
            | "half"
    )
}

/// Whether a form of a reporting verb is as often a noun: `claims`.
fn is_noun_too(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    matches!(
        word,
        "claim"
            | "report"
            | "state"
            | "note"
            | "comment"
            | "call"
            | "demand"
            | "promise"
            | "pledge"
            | "fear"
            | "hope"
            | "estimate"
            | "question"
            | "object"
            | "post"
            | "quote"
            | "attack"
            | "answer"
            | "praise"
            | "echo"
            | "echoe"
            | "counter"
            | "remark"
            | "protest"
            | "charge"
            | "appeal"
            | "request"
            | "order"
            | "hint"
            | "shout"
            | "scream"
            | "whisper"
            | "sigh"
            | "joke"
            | "rant"
            | "doubt"
            | "feel"
            | "tweet"
            | "blast"
            | "relay"
            | "label"
            | "rule"
            | "plan"
            | "back"
            | "show"
            | "find"
            | "challenge"
            | "dispute"
            | "laugh"
            | "email"
            | "boast"
            | "vow"
            | "threat"
            | "term"
            | "chant"
            | "address"
            | "State"
            | "Report"
            | "Call"
            | "Note"
            | "Claim"
            | "Post"
            | "Promise"
    )
}

fn mark(word: &str) -> Tag {
    match word {
        "," => Tag::Comma,
        ":" => Tag::Colon,
        ";" => Tag::Semicolon,
        "—" | "–" | "-" | "--" | "―" => Tag::Dash,
        "." | "?" | "!" | "…" | "..." => Tag::Stop,
        "(" | "[" | "{" => Tag::Open,
        ")" | "]" | "}" => Tag::Close,
        _ => Tag::Mark,
    }
}

fn verb_tag(form: Form) -> Tag {
    if form == Form::Gerund { Tag::Gerund } else { Tag::Verb }
}

fn open_class(word: &str, case: Case) -> Tag {
    if matches!(case, Case::Title | Case::Upper | Case::Initial | Case::Mixed) {
        return Tag::Name;
    }
    let ends = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
    if ends("ly")
        && !matches!(
            word,
            "family"
                | "ally"
                | "assembly"
                | "early"
                | "daily"
                | "weekly"
                | "monthly"
                | "only"
                | "supply"
                | "reply"
                | "anomaly"
                | "monopoly"
        )
    {
        Tag::Adverb
    } else if ends("ing")
        && !matches!(
            word,
            "meeting"
                | "building"
                | "morning"
                | "evening"
                | "spring"
                | "king"
                | "thing"
                | "something"
                | "nothing"
                | "anything"
                | "everything"
                | "hearing"
                | "briefing"
                | "offering"
                | "funding"
                | "training"
                | "shooting"
                | "killing"
                | "filing"
                | "ruling"
                | "wing"
                | "ring"
                | "string"
                | "gathering"
                | "housing"
        )
    {
        Tag::Gerund
    } else if ends("ed")
        && !matches!(
            word,
            "hundred"
                | "united"
                | "sacred"
                | "speed"
                | "breed"
                | "feed"
                | "seed"
                | "creed"
                | "greed"
                | "steed"
        )
    {
        Tag::Verb
    } else if ends("ous")
        || ends("ful")
        || ends("ive")
            && !matches!(
                word,
                "executive"
                    | "detective"
                    | "representative"
                    | "initiative"
                    | "alternative"
                    | "conservative"
                    | "operative"
                    | "perspective"
                    | "narrative"
                    | "native"
            )
        || ends("ible")
        || ends("able")
    {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn full_stops_inside_a_quotation_end_no_unit() {
        let document = Document::read("“It is tired. It holds,” he said. “For now.” The end.", Format::Plain);
        let reading = Reading::new(&document, &[]);
        let units: Vec<&str> =
            reading.units.iter().map(|unit| document.text_of(reading.span(unit.tokens.clone()))).collect();
        assert_eq!(units, ["“It is tired. It holds,” he said.", "“For now.”", "The end."]);
    }

    #[test]
    fn verbs_used_as_nouns_report_nothing() {
        let document =
            Document::read("The report on his claim, she claims, is a state secret.", Format::Plain);
        let reading = Reading::new(&document, &[]);
        let verbs: Vec<&str> = (0..document.tokens.len())
            .filter(|&at| !reading.verbs[at].is_empty())
            .map(|at| reading.word(at))
            .collect();
        assert_eq!(verbs, ["claims"]);
    }

    #[test]
    fn apostrophes_are_folded() {
        let mut buffer = [0; 24];
        assert_eq!(lowercase("Don’t", &mut buffer), Some("don't"));
        assert_eq!(lowercase("aVeryLongWordThatDoesNotFitAtAll", &mut buffer), None);
    }
}
