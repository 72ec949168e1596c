//! Places that the names layer left out: capitalised words that the gazetteer knows, where the words around them let them be
//! places.

use super::candidates::{Type, is_direction, look_up, needs_neighbour};
use super::gazetteer::{Level, PlaceId};
use super::{Gazetteer, context};
use crate::document::Sentence;
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind};
use crate::token::{Case, TokenKind};
use crate::{Document, Probability, Span};

static LISTED: Rule = Rule { id: "place/listed", words: "“{}” is a place in the gazetteer" };
static BEFORE: Rule = Rule { id: "place/preposition", words: "after “{}”" };

/// The most words of a name that is looked for.
const LONGEST: usize = 6;

/// Adds to `mentions` the places that are not among them, in text order; a mention of kind
/// [`Other`](MentionKind::Other) whose whole name is such a place becomes a place.
pub(super) fn detect(document: &Document, mentions: &mut Vec<Mention>, gazetteer: &Gazetteer) {
    let mut found = Vec::new();
    let mut next = 0; // the first mention that ends after the present token
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let token = document.tokens[at];
            while mentions.get(next).is_some_and(|mention| mention.span.end <= token.span.start) {
                next += 1;
            }
            let mut end = sentence.tokens.end;
            if let Some(mention) =
                mentions.get_mut(next).filter(|mention| mention.span.start < sentence.span.end)
            {
                if mention.span.start <= token.span.start {
                    let tokens = document.tokens_in(mention.span);
                    if mention.kind == MentionKind::Other
                        && let Some((length, evidence)) =
                            place_at(document, gazetteer, sentence, tokens.start, tokens.end)
                        && length == tokens.len()
                    {
                        mention.kind = MentionKind::Place;
                        mention.evidence = evidence;
                    }
                    at = tokens.end.max(at + 1);
                    if mention.kind == MentionKind::Place {
                        abbreviate(document, gazetteer, sentence, mention);
                    }
                    continue;
                }
                end = document.token_at(mention.span.start.saturating_sub(1)).max(at + 1).min(end);
                while end > at + 1 && document.tokens[end - 1].span.end > mention.span.start {
                    end -= 1;
                }
            }
            match place_at(document, gazetteer, sentence, at, end) {
                Some((length, evidence)) => {
                    found.push(Mention {
                        span: document.span_of(at..at + length),
                        kind: MentionKind::Place,
                        title: None,
                        entity: None,
                        probability: Probability::from_thousandths(600),
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
        mentions.sort_by_key(|mention| mention.span);
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

/// The number of tokens of the place that starts at token `at` and ends by `end`, and why it is one.
fn place_at(
    document: &Document,
    gazetteer: &Gazetteer,
    sentence: &Sentence,
    at: usize,
    end: usize,
) -> Option<(usize, Vec<Evidence>)> {
    let opens = |at: usize| {
        let token = document.tokens[at];
        token.kind == TokenKind::Word
            && (token.is_capitalised() || token.case == Case::Mixed)
            && !document.word(at).starts_with(['\'', '’'])
    };
    if !opens(at)
        || at > sentence.tokens.start && is_name(document, at - 1) && !is_direction(document.word(at - 1))
    {
        return None;
    }
    let most = (at + LONGEST.min(gazetteer.longest())).min(end);
    for stop in (at + 1..=most).rev() {
        // A longer name that goes on with a capital is something else: "Paris Hilton", "Washington Post".
        if !opens(stop - 1) && document.word(stop - 1) != "."
            || stop < sentence.tokens.end && is_name(document, stop)
        {
            continue;
        }
        let span = document.span_of(at..stop);
        let name = document.text_of(span);
        let lookup = look_up(gazetteer, name);
        let Some(best) = lookup.matches.first() else { continue };
        let context = context::read(document, gazetteer, sentence, span);
        let before = if at > sentence.tokens.start { document.word(at - 1) } else { "" };
        let before = match before {
            "the" | "The" if at > sentence.tokens.start + 1 => document.word(at - 2),
            word => word,
        };
        let placed = is_preposition(before);
        let lone_short = needs_neighbour(gazetteer, name, best.place) && !placed;
        let tied = context.containers.iter().any(|container| {
            container.firm
                && lookup.matches.iter().any(|found| {
                    container
                        .places
                        .iter()
                        .any(|&outer| outer != found.place && gazetteer.lies_in(found.place, outer))
                })
        });
        let typed = context.kind.is_some_and(|(kind, _)| {
            kind != Type::Country && lookup.matches.iter().any(|found| kind.fits(gazetteer, found.place) > 0)
        });
        let after_comma = before == ","
            && at >= 2
            && at - 2 >= sentence.tokens.start
            && document.tokens[at - 2].is_capitalised();
        let first = at == sentence.tokens.start;
        let known = is_well_known(gazetteer, best.place);
        let lengthy = stop - at > 1;
        let is_place = tied
            || typed && !lone_short
            || placed && (known || lengthy || gazetteer.weight(best.place) >= 36)
            || known && !lone_short && (!first || lengthy || gazetteer.level(best.place) == Level::Country)
            || lengthy && gazetteer.weight(best.place) >= 44
            || after_comma && (!lone_short || stop == at + 1);
        if !is_place {
            return None;
        }
        let mut evidence = vec![Evidence::at(&LISTED, span)];
        if placed && at > 0 {
            evidence.push(Evidence::at(&BEFORE, document.span_of(at - 1..at)));
        }
        return Some((stop - at, evidence));
    }
    None
}

/// Whether the word at `at` is capitalised, so that it may belong to the name beside it.
fn is_name(document: &Document, at: usize) -> bool {
    let token = document.tokens[at];
    token.kind == TokenKind::Word && token.is_capitalised() && !document.word(at).starts_with(['\'', '’'])
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
