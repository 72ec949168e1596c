//! From the cues of single sentences to whole quotations: parts that belong together, and quoted words without a cue of
//! their own.

use std::ops::Range;

use super::content::{Draft, Pattern, one};
use super::lexicon::{NounClass, Tag};
use super::marks::Quoted;
use super::reading::{Reading, Unit};
use super::scare::{self, Use};
use super::source::{Source, group_start, last_subject, main_subject, subject};
use super::transcript;
use super::unit::UnitReader;
use crate::mention::MentionKind;

/// Tokens of a subhead at most.
const SUBHEAD: usize = 12;

/// All quotations of a document, in the order of their first part.
pub fn drafts(reading: &Reading) -> Vec<Draft> {
    let mut cued: Vec<Draft> = transcript::drafts(reading);
    let turns: Vec<Range<usize>> = cued.iter().map(|draft| draft.parts[0].clone()).collect();
    let mut covered = 0;
    for unit in &reading.units {
        let turn = turns.partition_point(|turn| turn.end <= unit.tokens.start);
        if unit.tokens.start < covered || turns.get(turn).is_some_and(|turn| turn.start < unit.tokens.end) {
            continue;
        }
        if let Some(draft) = label(reading, unit).or_else(|| end_label(reading, unit)) {
            covered = draft.parts.iter().map(|part| part.end).max().unwrap_or(0);
            cued.push(draft);
            continue;
        }
        cued.extend(UnitReader::new(reading, unit).read());
    }
    cued.retain(|draft| !draft.parts.is_empty());
    crate::order::by_key(&mut cued, |draft| draft.parts[0].start);
    Joiner::new(reading, cued).run()
}

/// `Ana López: We will rebuild.`: a headline, a transcript.
fn label(reading: &Reading, unit: &Unit) -> Option<Draft> {
    let start = unit.tokens.start;
    let colon = (start..unit.tokens.end.min(start + 7)).find(|&at| reading.tag(at) == Tag::Colon)?;
    let name = start..colon;
    if colon == start {
        return None;
    }
    let is_name = !name.is_empty()
        && name.clone().all(|at| {
            reading.inside[at] == 0
                && (matches!(reading.tag(at), Tag::Name | Tag::Clitic)
                    || [".", "&", "of", "the", "on"].iter().any(|word| reading.is(at, word)))
        })
        && reading.tag(colon - 1) == Tag::Name;
    let mut lower = [0; 24];
    let word = super::reading::lowercase(reading.word(colon - 1), &mut lower).unwrap_or_default();
    let heading = matches!(
        word,
        "update"
            | "note"
            | "correction"
            | "question"
            | "answer"
            | "q"
            | "a"
            | "photo"
            | "photos"
            | "image"
            | "video"
            | "watch"
            | "read"
            | "related"
            | "source"
            | "sources"
            | "contact"
            | "credit"
            | "warning"
            | "breaking"
            | "analysis"
            | "opinion"
            | "transcript"
            | "categories"
            | "tags"
            | "exclusive"
            | "sponsored"
            | "more"
            | "explainer"
            | "where"
            | "when"
            | "what"
            | "who"
            | "poll"
            | "day"
    );
    if !is_name || heading || colon + 2 >= unit.tokens.end {
        return None;
    }
    // "Ana Lee On Taxes: ‘They Fall’": who, then what it is about.
    let about = name.clone().skip(1).find(|&at| reading.is(at, "on"));
    let name = start..about.unwrap_or(colon);
    // In a transcript the whole paragraph is theirs.
    let mut end = unit.tokens.end;
    let paragraph = reading.document.paragraphs.get(unit.paragraph)?;
    let tokens = reading.document.tokens_in(paragraph.span);
    if tokens.start == start && reading.inside[colon + 1] == 0 {
        end = tokens.end.max(end);
    }
    while end > colon + 1 && reading.inside[end - 1] == 0 && reading.tag(end - 1) == Tag::Stop {
        end -= 1;
    }
    Some(Draft {
        parts: one(colon + 1..end),
        cue: Some(colon..colon + 1),
        source: Some(Source::of(name)),
        addressee: None,
        denied: false,
        pattern: Pattern::Colon,
        paragraph: unit.paragraph,
    })
}

/// `Bridge closed: police`: a headline that ends with its source.
fn end_label(reading: &Reading, unit: &Unit) -> Option<Draft> {
    let paragraph = reading.document.paragraphs.get(unit.paragraph)?;
    let whole = reading.document.tokens_in(paragraph.span) == unit.tokens;
    let end = unit.tokens.end;
    let colon = (unit.tokens.start + 2..end).rev().take(6).find(|&at| reading.tag(at) == Tag::Colon)?;
    let phrase = reading.phrase_starting(colon + 1, end)?;
    let head = reading.head_of(phrase.clone());
    let speaks = reading.noun_class(head) != NounClass::Other
        || reading
            .mention_at(head)
            .is_some_and(|mention| matches!(mention.kind, MentionKind::Person | MentionKind::Organisation));
    let plain = unit.tokens.clone().all(|at| reading.inside[at] == 0);
    (whole && plain && phrase.end == end && speaks && reading.tag(end - 1) != Tag::Stop).then(|| Draft {
        parts: one(unit.tokens.start..colon),
        cue: Some(colon..colon + 1),
        source: Some(Source::of(phrase)),
        addressee: None,
        denied: false,
        pattern: Pattern::Colon,
        paragraph: unit.paragraph,
    })
}

struct Joiner<'r, 'd> {
    reading: &'r Reading<'d>,
    drafts: Vec<Draft>,
    /// How many of them have a cue; they stand first and in text order.
    cued: usize,
    /// Whether any quoted stretch stands in double marks.
    doubles: bool,
    /// For each quoted stretch the draft that holds it.
    holder: Vec<Option<usize>>,
}

impl<'r, 'd> Joiner<'r, 'd> {
    fn new(reading: &'r Reading<'d>, drafts: Vec<Draft>) -> Self {
        let mut holder = vec![None; reading.quoted.len()];
        for (index, draft) in drafts.iter().enumerate() {
            for part in &draft.parts {
                let from = reading.quoted.partition_point(|quoted| quoted.tokens.end <= part.start);
                for (at, quoted) in reading.quoted.iter().enumerate().skip(from) {
                    if quoted.tokens.start >= part.end {
                        break;
                    }
                    holder[at] = Some(index);
                }
            }
        }
        let cued = drafts.len();
        let doubles = reading.quoted.iter().any(|quoted| !quoted.single);
        Joiner { reading, drafts, cued, doubles, holder }
    }

    fn run(mut self) -> Vec<Draft> {
        for at in 0..self.reading.quoted.len() {
            if self.holder[at].is_none() {
                self.place(at);
            }
        }
        let mut drafts = self.drafts;
        for draft in &mut drafts {
            crate::order::by_key(&mut draft.parts, |part| part.start);
        }
        drafts.retain(|draft| !draft.parts.is_empty());
        crate::order::by_key(&mut drafts, |draft| (draft.parts[0].start, draft.parts[0].end));
        drafts
    }

    /// Finds a place for a quoted stretch that no cue reaches.
    fn place(&mut self, at: usize) {
        let reading = self.reading;
        let quoted = &reading.quoted[at];
        // What follows an unclosed paragraph that reopens here belongs to it.
        if let Some(before) = at.checked_sub(1)
            && reading.quoted[before].continues
            && reading.quoted[before].paragraph + 1 == quoted.paragraph
            && let Some(draft) = self.holder[before]
        {
            return self.append(at, draft);
        }
        if self.is_subhead(quoted) {
            return;
        }
        let opens = scare::starts_sentence(reading, quoted);
        if opens {
            if let Some(draft) = self.draft_before(at) {
                return self.append(at, draft);
            }
            if let Some(draft) = self.draft_after(at) {
                return self.append(at, draft);
            }
            if let Some((cue, source, direct)) = self.introduction(quoted) {
                return self.push(at, cue, source, if direct { Pattern::QuoteAfter } else { Pattern::Near });
            }
            if let Some((cue, source)) = self.signature(quoted) {
                return self.push(at, Some(cue), Some(source), Pattern::Colon);
            }
            if let Some(source) = self.sentence_before(quoted) {
                return self.push(at, None, Some(source), Pattern::Near);
            }
            if let Some(draft) = self.continued(at) {
                return self.append(at, draft);
            }
        }
        if let Some((cue, source)) = self.inverted(quoted) {
            return self.push(at, Some(cue), Some(source), Pattern::QuoteBefore);
        }
        if scare::classify(reading, quoted) != Use::Speech {
            return;
        }
        if let Some((cue, source)) = self.near(quoted) {
            return self.push(at, cue, Some(source), Pattern::Near);
        }
        self.push(at, None, None, Pattern::Alone);
    }

    fn append(&mut self, at: usize, draft: usize) {
        self.holder[at] = Some(draft);
        self.drafts[draft].parts.push(self.reading.quoted[at].tokens.clone());
    }

    fn push(&mut self, at: usize, cue: Option<Range<usize>>, source: Option<Source>, pattern: Pattern) {
        let quoted = &self.reading.quoted[at];
        self.holder[at] = Some(self.drafts.len());
        self.drafts.push(Draft {
            parts: vec![quoted.tokens.clone()],
            cue,
            source,
            addressee: None,
            denied: false,
            pattern,
            paragraph: quoted.paragraph,
        });
    }

    /// The draft of the quoted stretch before, where nothing but its own sentence stands between: `“A,” she said. “B.”`
    fn draft_before(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let mut before = at.checked_sub(1)?;
        // A title within the sentence of the cue: he said on “Meet the Press.”
        if self.holder[before].is_none() && scare::classify(reading, &reading.quoted[before]) != Use::Speech {
            before = before.checked_sub(1)?;
        }
        let (earlier, quoted) = (&reading.quoted[before], &reading.quoted[at]);
        if earlier.paragraph != quoted.paragraph {
            return None;
        }
        let draft = self.holder[before]?;
        let units = &reading.units;
        let first = units.partition_point(|unit| unit.tokens.end <= earlier.tokens.start);
        let second = units.partition_point(|unit| unit.tokens.end <= quoted.tokens.start);
        (second <= first + 1).then_some(draft)
    }

    /// The draft of the next quoted stretch, where this one fills the sentence before it: `“A.” “B,” she said.`
    fn draft_after(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let quoted = &reading.quoted[at];
        let next = reading.quoted.get(at + 1)?;
        (next.tokens.start == quoted.tokens.end && next.paragraph == quoted.paragraph)
            .then_some(self.holder[at + 1]?)
    }

    /// The cue at the end of the sentence before, where it ends with a colon or in the paragraph before:
    /// `She continued:`.
    fn introduction(&self, quoted: &Quoted) -> Option<(Option<Range<usize>>, Option<Source>, bool)> {
        let reading = self.reading;
        let index =
            reading.units.partition_point(|unit| unit.tokens.end <= quoted.tokens.start).checked_sub(1)?;
        // Within a unit the colon stands right before the quoted words.
        let inside = reading.units.get(index + 1).filter(|unit| unit.tokens.start < quoted.tokens.start);
        let unit = inside.unwrap_or(&reading.units[index]);
        let end = if inside.is_some() { quoted.tokens.start } else { unit.tokens.end };
        let last = end.checked_sub(1)?;
        if reading.tag(last) != Tag::Colon || unit.paragraph + 1 < quoted.paragraph {
            return None;
        }
        let from = unit.tokens.start.max(end.saturating_sub(60));
        let verb = (from..end).rev().find(|&at| {
            reading.inside[at] == 0
                && matches!(reading.tag(at), Tag::Verb | Tag::Gerund)
                && !reading.verbs[at].is_empty()
        });
        if let Some(verb) = verb {
            let infinitive = verb > unit.tokens.start && reading.tag(verb - 1) == Tag::To;
            let finite = reading.tag(verb) == Tag::Verb && !infinitive;
            let group = group_start(reading, verb, unit.tokens.start);
            let source = finite.then(|| subject(reading, group, unit.tokens.start)).flatten();
            // "Added López:"
            let inverted = || {
                let phrase = reading.full_phrase_starting(verb + 1, last)?;
                (phrase.end == last).then(|| Source::of(phrase))
            };
            let source = source
                .or_else(|| last_subject(reading, unit.tokens.start, verb))
                .or_else(|| if verb == unit.tokens.start { inverted() } else { None });
            return Some((Some(verb..verb + 1), source, true));
        }
        // "The gap closes - Ana Lee: “A.”"
        let dash = (unit.tokens.start..last).rev().take(8).find(|&at| reading.tag(at) == Tag::Dash);
        let named = dash
            .and_then(|dash| reading.full_phrase_starting(dash + 1, last))
            .filter(|phrase| phrase.end == last && reading.tag(last - 1) == Tag::Name);
        // "From the report: “A.”"
        let from = reading.phrase_ending(last.saturating_sub(1), unit.tokens.start).filter(|phrase| {
            phrase.start > unit.tokens.start
                && matches!(reading.word(phrase.start - 1), "from" | "From" | "by")
        });
        let source = named
            .or(from)
            .map(Source::of)
            .or_else(|| last_subject(reading, unit.tokens.start, end))
            .or_else(|| reading.phrase_starting(unit.tokens.start, end).map(Source::of));
        Some((Some(last..end), source, false))
    }

    /// `“A?” beamed Ana López.`: a past tense that no list holds, and a name that ends its clause.
    fn inverted(&self, quoted: &Quoted) -> Option<(Range<usize>, Source)> {
        let reading = self.reading;
        let verb = quoted.tokens.end;
        let closed = quoted.closed && matches!(reading.tag(verb.checked_sub(2)?), Tag::Comma | Tag::Stop);
        if !closed || reading.tag(verb) != Tag::Verb || !reading.word(verb).ends_with("ed") {
            return None;
        }
        let paragraph = reading.document.paragraphs.get(quoted.paragraph)?;
        let end = reading.document.tokens_in(paragraph.span).end;
        let phrase = reading.full_phrase_starting(verb + 1, end)?;
        let named = reading.tag(reading.head_of(phrase.clone())) == Tag::Name;
        let ends = matches!(
            reading.tag(phrase.end),
            Tag::Stop | Tag::Comma | Tag::Preposition | Tag::Time | Tag::Gerund | Tag::Subordinator
        );
        (named && ends).then(|| (verb..verb + 1, Source::of(phrase)))
    }

    /// `“A.” – Ana López`: a name after a dash ends the paragraph.
    fn signature(&self, quoted: &Quoted) -> Option<(Range<usize>, Source)> {
        let reading = self.reading;
        let dash = quoted.tokens.end;
        let paragraph = reading.document.paragraphs.get(quoted.paragraph)?;
        let end = reading.document.tokens_in(paragraph.span).end;
        if reading.tag(dash) != Tag::Dash || end < dash + 2 || end > dash + 15 {
            return None;
        }
        let phrase = reading.full_phrase_starting(dash + 1, end)?;
        (phrase.end + 1 >= end).then(|| (dash..dash + 1, Source::of(phrase)))
    }

    /// The source of the sentence before in the same paragraph: of its quotation, or its subject where it speaks of a
    /// statement.
    fn sentence_before(&self, quoted: &Quoted) -> Option<Source> {
        let reading = self.reading;
        let index =
            reading.units.partition_point(|unit| unit.tokens.end <= quoted.tokens.start).checked_sub(1)?;
        let unit = reading.units.get(index).filter(|unit| unit.paragraph == quoted.paragraph)?;
        let own = reading.units.get(index + 1).is_none_or(|unit| unit.tokens.start >= quoted.tokens.start);
        if !own
            || reading.tag(quoted.tokens.end) != Tag::Stop
                && reading.tag(quoted.tokens.end.saturating_sub(2)) == Tag::Comma
        {
            return None;
        }
        let cued = &self.drafts[..self.cued];
        let after = cued.partition_point(|draft| draft.parts[0].start < unit.tokens.end);
        let last = cued[..after].iter().rev().take(8).find(|draft| {
            draft.paragraph == quoted.paragraph
                && draft.parts.iter().any(|part| unit.tokens.contains(&part.start))
        });
        if let Some(draft) = last {
            return draft.source.clone();
        }
        let from = unit.tokens.start.max(unit.tokens.end.saturating_sub(60));
        let speaks = (from..unit.tokens.end).any(|at| {
            reading.inside[at] == 0
                && matches!(
                    reading.word(at),
                    "statement"
                        | "letter"
                        | "email"
                        | "tweet"
                        | "post"
                        | "message"
                        | "speech"
                        | "interview"
                        | "response"
                        | "op-ed"
                        | "memo"
                        | "note"
                        | "blog"
                )
        });
        if speaks { main_subject(reading, unit.tokens.start, unit.tokens.end) } else { None }
    }

    /// The draft of the paragraph before, where it ends with quoted words and this one is nothing but quoted.
    fn continued(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let quoted = &reading.quoted[at];
        let earlier = &reading.quoted[at.checked_sub(1)?];
        if earlier.paragraph + 1 != quoted.paragraph || !self.fills_paragraph(quoted) {
            return None;
        }
        let draft = self.holder[at - 1]?;
        // An answer is another's.
        let last = earlier.inside().end.checked_sub(1)?;
        if reading.word(last) == "?" {
            return None;
        }
        (self.drafts[draft].pattern != Pattern::Alone).then_some(draft)
    }

    /// Whether quoted words are a subhead: few, in single marks, and alone, where speech stands in double ones.
    fn is_subhead(&self, quoted: &Quoted) -> bool {
        quoted.single && quoted.tokens.len() < SUBHEAD && self.fills_paragraph(quoted) && self.doubles
    }

    fn fills_paragraph(&self, quoted: &Quoted) -> bool {
        let reading = self.reading;
        let Some(paragraph) = reading.document.paragraphs.get(quoted.paragraph) else { return false };
        let tokens = reading.document.tokens_in(paragraph.span);
        quoted.tokens.start == tokens.start && quoted.tokens.end + 1 >= tokens.end
    }

    /// The subject of the sentence that holds the quoted words, with the verb before them as cue.
    fn near(&self, quoted: &Quoted) -> Option<(Option<Range<usize>>, Source)> {
        let reading = self.reading;
        let index = reading.units.partition_point(|unit| unit.tokens.end <= quoted.tokens.start);
        let unit = reading.units.get(index)?;
        let start = quoted.tokens.start;
        let source = main_subject(reading, unit.tokens.start, start)?;
        let from = source.phrase.end.max(start.saturating_sub(12));
        let verb = (from..start).rev().find(|&at| {
            reading.inside[at] == 0 && matches!(reading.tag(at), Tag::Verb | Tag::Gerund | Tag::Auxiliary)
        });
        Some((verb.map(|verb| verb..verb + 1), source))
    }
}
