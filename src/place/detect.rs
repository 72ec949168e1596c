//! Places that the names layer left out: capitalised words that the gazetteer knows, where the words around them let them be
//! places.

use std::collections::HashSet;
use std::ops::Range;

use super::candidates::{Lookup, Match, Type, is_direction, look_up, needs_neighbour, nested};
use super::context::Context;
use super::doubt::{is_joined, take_back};
use super::gazetteer::{Level, PlaceId};
use super::{Gazetteer, context};
use crate::document::Sentence;
use crate::evidence::{Evidence, Rule};
use crate::mention::words::{CALENDAR_WORDS, FUNCTION_WORDS};
use crate::mention::{Mention, MentionKind};
use crate::token::{Case, TokenKind};
use crate::{Document, Probability, Span};

static LISTED: Rule = Rule { id: "place/listed", words: "“{}” is a place in the gazetteer" };
/// Its detail is the place that an adjective or an inhabitant belongs to.
pub(crate) static DEMONYM: Rule = Rule { id: "place/demonym", words: "of {}" };
static BEFORE: Rule = Rule { id: "place/preposition", words: "after “{}”" };

/// The most words of a name that is looked for.
const LONGEST: usize = 6;
/// A mention less likely than this may be overruled by the gazetteer.
const DOUBTFUL: Probability = Probability::from_thousandths(600);
/// A person less likely than this may be a town.
const UNLIKELY: Probability = Probability::from_thousandths(500);

/// Adds to `mentions` the places that are not among them, in text order; widens those that are only part of a place's name;
/// and makes places of doubtful mentions whose whole name is one.
pub(super) fn detect(document: &Document, mentions: &mut Vec<Mention>, gazetteer: &Gazetteer) {
    let mut detector = Detector { document, gazetteer, home: HashSet::new(), beside: [None; 2] };
    for mention in mentions.iter_mut().filter(|mention| mention.kind == MentionKind::Place) {
        // "327 deaths, and Rio de Janeiro 84"
        let text = document.text_of(mention.span);
        let name = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        if name.len() < text.len() && gazetteer.contains(name).is_some() {
            mention.span.end = mention.span.start + name.len();
        }
    }
    detector.part(mentions);
    detector.widen(mentions);
    detector.home = home(document, gazetteer, mentions);
    let mut found = Vec::new();
    let mut next = 0; // the first mention that ends after the present token
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let start = document.tokens[at].span.start;
            while mentions.get(next).is_some_and(|mention| mention.span.end <= start) {
                next += 1;
            }
            let ahead = next + usize::from(mentions.get(next).is_some_and(|here| here.span.start <= start));
            let after = mentions.get(ahead).filter(|mention| mention.kind == MentionKind::Place);
            detector.beside[1] = after.map(|mention| mention.span);
            if let Some(mention) = mentions.get_mut(next).filter(|mention| mention.span.start <= start) {
                let tokens = document.tokens_in(mention.span);
                detector.review(sentence, mention, tokens.clone());
                if mention.kind == MentionKind::Place {
                    detector.beside[0] = Some(mention.span);
                }
                at = tokens.end.max(at + 1);
                continue;
            }
            let free = mentions.get(next).map_or(usize::MAX, |mention| mention.span.start);
            let end = (at..sentence.tokens.end)
                .take(LONGEST)
                .find(|&at| document.tokens[at].span.end > free)
                .unwrap_or(sentence.tokens.end);
            match detector.place_at(sentence, at, end) {
                Some((length, evidence)) => {
                    let span = document.span_of(at..at + length);
                    detector.home.extend(division(gazetteer, document.text_of(span)));
                    detector.beside[0] = Some(span);
                    found.push(Mention {
                        span,
                        kind: MentionKind::Place,
                        title: None,
                        entity: None,
                        probability: DOUBTFUL,
                        evidence,
                    });
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    if !found.is_empty() {
        mentions.append(&mut found);
        crate::order::by_key(mentions, |mention| mention.span);
    }
    take_back(document, gazetteer, mentions);
    for mention in mentions.iter_mut().filter(|mention| mention.kind == MentionKind::Demonym) {
        if let Some(place) = gazetteer.demonym(document.text_of(mention.span)) {
            mention.evidence.push(Evidence::plain(&DEMONYM).with(gazetteer.main_name(place)));
        }
    }
}

/// Words that make a name of illness of the place before them.
const AILMENTS: &[&str] = &["virus", "viruses", "disease", "fever", "flu", "syndrome", "strain", "variant"];

struct Detector<'a> {
    document: &'a Document,
    gazetteer: &'a Gazetteer,
    /// The states and provinces that the article names, those that the names layer left out as far as it is read.
    home: HashSet<PlaceId>,
    /// The places of the text right before and right after the name that is looked at.
    beside: [Option<Span>; 2],
}

/// The states and provinces that `mentions` name, also inside the names of organisations.
fn home(document: &Document, gazetteer: &Gazetteer, mentions: &[Mention]) -> HashSet<PlaceId> {
    let mut home = HashSet::new();
    for mention in mentions {
        match mention.kind {
            MentionKind::Place => home.extend(division(gazetteer, document.text_of(mention.span))),
            MentionKind::Organisation | MentionKind::Facility => {
                let inner = nested(document, gazetteer, document.tokens_in(mention.span));
                home.extend(inner.iter().filter_map(|span| division(gazetteer, document.text_of(*span))));
            }
            _ => {}
        }
    }
    home
}

/// The state or province that `name` is best known for.
fn division(gazetteer: &Gazetteer, name: &str) -> Option<PlaceId> {
    let best = look_up(gazetteer, name).matches.first()?.place;
    (gazetteer.level(best) == Level::Division).then_some(best)
}

impl Detector<'_> {
    /// Parts what is several places: `Paris, Texas`, `Parkes, Berry and Wyong`, and `Lyon and Nice` taken for a firm.
    fn part(&self, mentions: &mut Vec<Mention>) {
        let mut parts = Vec::new();
        mentions.retain(|mention| {
            let text = self.document.text_of(mention.span);
            let is_place = mention.kind == MentionKind::Place;
            let may = match mention.kind {
                MentionKind::Place => text.contains(','),
                MentionKind::Organisation | MentionKind::Other => {
                    mention.probability < UNLIKELY && text.contains(" and ")
                }
                _ => false,
            };
            if !may || self.gazetteer.contains(text).is_some() {
                return true;
            }
            let pieces = || text.split(',').flat_map(|piece| piece.split(" and ")).map(str::trim);
            let known = |piece: &str| piece.is_empty() || self.gazetteer.contains(piece).is_some();
            if !is_place && !pieces().all(known) && !self.is_of_type(mention.span) {
                return true;
            }
            for piece in pieces().filter(|piece| !piece.is_empty()) {
                let start = piece.as_ptr() as usize - text.as_ptr() as usize + mention.span.start;
                let span = Span::new(start, start + piece.len());
                parts.push(Mention { span, kind: MentionKind::Place, ..mention.clone() });
            }
            false
        });
        if !parts.is_empty() {
            mentions.append(&mut parts);
            crate::order::by_key(mentions, |mention| mention.span);
        }
    }

    /// Whether `the towns of` stands before `span`.
    fn is_of_type(&self, span: Span) -> bool {
        let start = self.document.token_at(span.start);
        start >= 2
            && self.document.word(start - 1) == "of"
            && Type::of(self.document.word(start - 2)).is_some()
    }

    /// Whether the name at `span` is an item of a list beside a place.
    fn is_listed(&self, span: Span) -> bool {
        self.beside[0].is_some_and(|before| is_joined(self.document, before, span))
            || self.beside[1].is_some_and(|after| is_joined(self.document, span, after))
    }

    /// Gives places and unknown names the words beside them that belong to the same name: `New` of `New Jersey`.
    fn widen(&self, mentions: &mut Vec<Mention>) {
        let may = |mention: &Mention| matches!(mention.kind, MentionKind::Place | MentionKind::Other);
        let mut free = 0; // tokens before it belong to another mention
        for at in 0..mentions.len() {
            let tokens = self.document.tokens_in(mentions[at].span);
            let Some(sentence) = self.document.sentence_at(mentions[at].span.start) else { continue };
            let sentence = &self.document.sentences[sentence].tokens;
            if may(&mentions[at]) && tokens.start >= free && !tokens.is_empty() {
                let blocked = mentions[at + 1..].iter().take(2).find(|mention| !may(mention));
                let stop = blocked.map_or(usize::MAX, |mention| self.document.token_at(mention.span.start));
                let left = tokens.start.saturating_sub(4).max(free).max(sentence.start);
                let right = (tokens.end + 3).min(stop).min(sentence.end);
                if let Some(wide) = self.wider(left, tokens.clone(), right) {
                    let span = self.document.span_of(wide);
                    let mention = &mut mentions[at];
                    mention.span = span;
                    mention.kind = MentionKind::Place;
                    mention.evidence.push(Evidence::at(&LISTED, span));
                }
            }
            free = self.document.tokens_in(mentions[at].span).end.max(free);
        }
        // What a wider one swallowed goes.
        let mut end = 0;
        mentions.retain(|mention| {
            let keep = mention.span.start >= end;
            end = end.max(mention.span.end);
            keep
        });
    }

    /// The longest name of a place between the tokens `left` and `right` that holds `tokens` and is longer.
    fn wider(&self, left: usize, tokens: Range<usize>, right: usize) -> Option<Range<usize>> {
        for start in left..=tokens.start {
            if start < tokens.start && !is_name(self.document, start) {
                continue;
            }
            for end in (tokens.end..=right).rev() {
                let longer = start < tokens.start || end > tokens.end;
                if !longer || end > tokens.end && !is_name(self.document, end - 1) {
                    continue;
                }
                let name = self.document.text_of(self.document.span_of(start..end));
                if self.gazetteer.contains(name).is_some() && !name.contains([',', ';', '\n']) {
                    return Some(start..end);
                }
            }
        }
        None
    }

    /// Makes a place of `mention` where the gazetteer knows better, and gives a short form the point that belongs to it.
    fn review(&self, sentence: &Sentence, mention: &mut Mention, tokens: Range<usize>) {
        let doubtful = match mention.kind {
            MentionKind::Other => true,
            MentionKind::Person if mention.title.is_none() && mention.probability < DOUBTFUL => {
                let lookup = look_up(self.gazetteer, self.document.text_of(mention.span));
                let known =
                    lookup.matches.first().is_some_and(|best| is_well_known(self.gazetteer, best.place));
                match tokens.len() {
                    // "Near Conway", in an article that names the state of a Conway.
                    1 => {
                        self.is_listed(mention.span) && !lookup.matches.is_empty()
                            || mention.probability < UNLIKELY
                                && self.is_placed(sentence, tokens.start).is_some()
                                && (known || self.is_home(&lookup))
                    }
                    // "Rhode Island" is no person, nor is "Fulton County".
                    _ => {
                        known
                            || lookup.kind.is_some()
                            || tokens.clone().any(|at| Type::of(self.document.word(at)).is_some())
                    }
                }
            }
            MentionKind::Organisation | MentionKind::Facility if self.is_own(mention) => true,
            MentionKind::Organisation => {
                let lookup = look_up(self.gazetteer, self.document.text_of(mention.span));
                let area = |best: &Match| {
                    matches!(self.gazetteer.level(best.place), Level::Country | Level::Division)
                        && is_well_known(self.gazetteer, best.place)
                };
                mention.probability < UNLIKELY
                    && (lookup.matches.first().is_some_and(area)
                        || tokens.len() == 1 && self.is_listed(mention.span) && self.is_home(&lookup))
                    || tokens.len() <= 3 && self.is_tied(sentence, mention.span, &lookup)
            }
            _ => false,
        };
        if doubtful
            && let Some((length, evidence)) = self.place_at(sentence, tokens.start, tokens.end)
            && length == tokens.len()
        {
            mention.kind = MentionKind::Place;
            mention.evidence = evidence;
        }
        let text = self.document.text_of(mention.span);
        if mention.kind == MentionKind::Place && self.is_addressed(tokens.start) {
            mention.kind = MentionKind::Person; // "Mrs. Houston"
        } else if mention.kind == MentionKind::Place && AILMENTS.contains(&self.document.word(tokens.end)) {
            mention.kind = MentionKind::Other; // "the West Nile virus"
        } else if mention.kind == MentionKind::Place
            && self.gazetteer.demonym(text).is_some()
            && look_up(self.gazetteer, text).matches.is_empty()
        {
            mention.kind = MentionKind::Demonym;
        }
        if mention.kind == MentionKind::Place {
            abbreviate(self.document, self.gazetteer, sentence, mention);
        }
    }

    /// Whether a person's own gazetteer has a place of that name.
    fn is_own(&self, mention: &Mention) -> bool {
        let found = self.gazetteer.find(self.document.text_of(mention.span));
        found.iter().any(|entry| self.gazetteer.own(entry.place).is_some())
    }

    /// The number of tokens of the place that starts at token `at` and ends by `end`, and why it is one.
    fn place_at(&self, sentence: &Sentence, at: usize, end: usize) -> Option<(usize, Vec<Evidence>)> {
        let Detector { document, gazetteer, .. } = *self;
        if !self.opens(at)
            || at > sentence.tokens.start && is_name(document, at - 1) && !is_direction(document.word(at - 1))
        {
            return None;
        }
        let most = (at + LONGEST.min(gazetteer.longest())).min(end);
        for stop in (at + 1..=most).rev() {
            // A longer name that goes on with a capital is something else: "Paris Hilton", "Washington Post".
            let pointed = document.word(stop - 1) == ".";
            if !self.opens(stop - 1) && !pointed || stop < sentence.tokens.end && is_name(document, stop) {
                continue;
            }
            let span = document.span_of(at..stop);
            let name = document.text_of(span);
            if pointed && !gazetteer.find(name).iter().any(|entry| entry.name.ends_with('.'))
                || CALENDAR_WORDS.has(name)
                || document.word(stop) == "$"
                || AILMENTS.contains(&document.word(stop))
            {
                continue;
            }
            let lookup = look_up(gazetteer, name);
            if lookup.matches.is_empty() {
                continue;
            }
            let before = self.is_placed(sentence, at);
            let is_place = self.is_place(sentence, at..stop, name, &lookup, before.is_some());
            let reasons = || {
                let before = before.map(|at| Evidence::at(&BEFORE, document.span_of(at..at + 1)));
                std::iter::once(Evidence::at(&LISTED, span)).chain(before).collect()
            };
            return is_place.then(|| (stop - at, reasons()));
        }
        None
    }

    /// Whether the words after `span` say what it lies in: `Cambridge, Mass.`.
    fn is_tied(&self, sentence: &Sentence, span: Span, lookup: &Lookup) -> bool {
        if lookup.matches.is_empty() {
            return false;
        }
        let context = context::read(self.document, self.gazetteer, sentence, span, &lookup.matches);
        is_tied(self.gazetteer, lookup, &context)
    }

    /// Whether a word for a person stands before token `at`: `Mrs.`.
    fn is_addressed(&self, at: usize) -> bool {
        let point = at.checked_sub(1).is_some_and(|before| self.document.word(before) == ".");
        let title = at.checked_sub(1 + usize::from(point)).map_or("", |before| self.document.word(before));
        matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Sir" | "Lady")
    }

    /// Whether a town of that name lies in a state that the article names.
    fn is_home(&self, lookup: &Lookup) -> bool {
        lookup.matches.iter().any(|found| {
            let division = self.gazetteer.division(found.place);
            division.is_some_and(|division| division != found.place && self.home.contains(&division))
        })
    }

    fn opens(&self, at: usize) -> bool {
        let token = self.document.tokens[at];
        token.kind == TokenKind::Word
            && (token.is_capitalised() || token.case == Case::Mixed)
            && !self.document.word(at).starts_with(['\'', '’'])
    }

    /// The preposition before token `at`, over an article.
    fn is_placed(&self, sentence: &Sentence, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let over = usize::from(matches!(self.document.word(before), "the" | "The"));
        let before = before.checked_sub(over).filter(|before| sentence.tokens.contains(before))?;
        is_preposition(self.document.word(before)).then_some(before)
    }

    /// Whether the words around `tokens` let the name be a place.
    fn is_place(
        &self,
        sentence: &Sentence,
        tokens: Range<usize>,
        name: &str,
        lookup: &Lookup,
        placed: bool,
    ) -> bool {
        let Detector { document, gazetteer, .. } = *self;
        let Some(best) = lookup.matches.first().map(|found| found.place) else { return false };
        let context =
            context::read(document, gazetteer, sentence, document.span_of(tokens.clone()), &lookup.matches);
        let in_dateline = document
            .article
            .dateline_place
            .is_some_and(|place| place.contains(document.span_of(tokens.clone())));
        if in_dateline || is_tied(gazetteer, lookup, &context) {
            return true;
        }
        let after_comma = !context.inner.is_empty();
        // "Ill." and "OR" mean states beside another place only.
        if needs_neighbour(gazetteer, name, best) {
            return after_comma || placed && name.ends_with('.');
        }
        // A comma alone does not make a list: "From Israel, Secretary of State".
        let listed = self.is_listed(document.span_of(tokens.clone()))
            && (is_conjunction(document, tokens.start)
                || matches!(document.word(tokens.end), "," | "and" | "or"));
        let typed = context.kind.is_some_and(|(kind, _)| {
            kind != Type::Country && lookup.matches.iter().any(|found| kind.fits(gazetteer, found.place) > 0)
        });
        let first = tokens.start == sentence.tokens.start;
        let ordinary = lookup.matches.iter().any(|found| found.ordinary);
        let known = is_well_known(gazetteer, best) && !ordinary;
        let lengthy = tokens.len() > 1;
        let weight = gazetteer.weight(best);
        typed
            || listed
            || after_comma && !ordinary
            || placed && (known || lengthy || weight >= 36 || weight == 0)
            || known && (!first || lengthy || gazetteer.level(best) == Level::Country)
            || !ordinary && self.is_home(lookup)
            || lengthy && weight >= 44
    }
}

/// Gives a short form the point that belongs to it: `Ill.`.
fn abbreviate(document: &Document, gazetteer: &Gazetteer, sentence: &Sentence, mention: &mut Mention) {
    let whole = Span::new(mention.span.start, mention.span.end + 1);
    let text = whole.of(&document.text);
    if whole.end <= sentence.span.end
        && text.ends_with('.')
        && gazetteer.find(text).iter().any(|entry| entry.name == text)
    {
        mention.span = whole;
    }
}

/// Whether the words around a name put it into a larger place where the gazetteer knows one of that name.
fn is_tied(gazetteer: &Gazetteer, lookup: &Lookup, context: &Context) -> bool {
    let holds = |outer: PlaceId| {
        lookup.matches.iter().any(|found| outer != found.place && gazetteer.lies_in(found.place, outer))
    };
    (context.containers.iter())
        .any(|container| container.firm && container.places.iter().any(|&outer| holds(outer)))
}

/// Whether `and` or `or` stands before token `at`.
fn is_conjunction(document: &Document, at: usize) -> bool {
    at > 0 && matches!(document.word(at - 1), "and" | "or")
}

/// Whether the word at `at` is capitalised, so that it may belong to the name beside it.
fn is_name(document: &Document, at: usize) -> bool {
    let token = document.tokens[at];
    let word = document.word(at);
    token.kind == TokenKind::Word
        && token.is_capitalised()
        && !word.starts_with(['\'', '’'])
        && !(token.case != Case::Upper && FUNCTION_WORDS.has(word.to_lowercase().as_str()))
}

/// A country, a division, a city of half a million or a capital: what few other names share.
fn is_well_known(gazetteer: &Gazetteer, place: PlaceId) -> bool {
    let weight = gazetteer.weight(place);
    match gazetteer.level(place) {
        Level::Country | Level::Region => true,
        Level::Division => weight >= 68,
        Level::Town => weight >= 76 || gazetteer.feature(place) == "PPLC",
        Level::District | Level::Nature => weight >= 72,
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "In"
            | "at"
            | "At"
            | "near"
            | "Near"
            | "from"
            | "From"
            | "to"
            | "of"
            | "across"
            | "Across"
            | "outside"
            | "Outside"
            | "around"
            | "towards"
            | "toward"
            | "through"
            | "throughout"
            | "Throughout"
            | "via"
            | "into"
            | "inside"
            | "Inside"
            | "between"
            | "Between"
            | "reached"
            | "visited"
            | "northern"
            | "southern"
            | "eastern"
            | "western"
            | "central"
            | "north"
            | "south"
            | "east"
            | "west"
            | "downtown"
            | "northwest"
            | "northeast"
            | "southwest"
            | "southeast"
            | "northwestern"
            | "northeastern"
            | "southwestern"
            | "southeastern"
            | "neighbouring"
            | "neighboring"
            | "nearby"
    )
}
