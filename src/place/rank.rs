//! Which of its candidates each name means: prior, words around it, and the other places of the article.
//!
//! Scores are integers, in eighths of a doubling of the odds, so that every machine ranks alike. Each name of an article
//! is ranked once (one sense per article), against the votes of all other names; time is linear in their number.

use std::collections::HashMap;

use super::candidates::{Lookup, Match, Type};
use super::context::Context;
use super::distance::squared;
use super::gazetteer::{Level, PlaceId};
use super::votes::{Ballot, Seat, Votes, WHOLE};
use super::{Candidate, Gazetteer};
use crate::Probability;

/// One name of the article, with all its mentions.
#[derive(Debug, Default)]
pub(super) struct Name {
    pub lookup: Lookup,
    pub contexts: Vec<Context>,
    /// How often it stands inside the names of organisations and buildings: `Ohio` in `Ohio State Highway Patrol`.
    pub nested: i32,
    /// Where one of the contexts names a larger place that holds the first answer.
    pub container: Option<crate::Span>,
    /// Whether the dateline holds it.
    pub dateline: bool,
    /// Whether it stands in the name of the newspaper.
    pub outlet: bool,
    /// The candidates in the order of their scores.
    pub scored: Vec<Scored>,
}

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub place: PlaceId,
    /// Its place in the look-up.
    at: usize,
    pub score: i32,
    /// The score without the words around the name.
    pub base: i32,
    pub part: bool,
    /// What the other places of the article gave: the same country, the same division, near by.
    pub votes: [i32; 3],
    /// What it gains by being near the point that the caller prefers.
    pub preferred: i32,
}

/// The most candidates of one name that get a part of its vote.
const VOTED: usize = 12;

/// Ranks the candidates of every name. `demonyms` are the places of the inhabitants and adjectives in the article, with the
/// number of their mentions; `near` is a point in degrees that the caller prefers.
///
/// In each round every name votes by the scores of the round before. At first a name's vote is spread widely, so that several
/// names of small towns find the state they share though each alone means a city; then it narrows.
pub(super) fn rank(
    gazetteer: &Gazetteer,
    names: &mut [Name],
    demonyms: &HashMap<PlaceId, i32>,
    near: Option<(f64, f64)>,
) {
    let fixed: Vec<Vec<Fixed>> = names.iter().map(|name| fixed(gazetteer, name, near)).collect();
    for (name, fixed) in names.iter_mut().zip(&fixed) {
        score(name, fixed, None);
    }
    let adjectives: Vec<Ballot> = (demonyms.iter())
        .map(|(&place, &count)| Ballot {
            weight: 1 + count.min(2),
            parts: vec![(Seat::of(gazetteer, place), WHOLE)],
        })
        .collect();
    for spread in [4, 2, 1] {
        let ballots: Vec<Ballot> =
            names.iter().zip(&fixed).map(|(name, fixed)| ballot(name, fixed, spread)).collect();
        let votes = Votes::count(ballots.iter().chain(&adjectives));
        for ((name, fixed), own) in names.iter_mut().zip(&fixed).zip(&ballots) {
            // The only candidate keeps its whole vote whatever its score, which counts at the end.
            if spread == 1 || name.scored.len() > 1 {
                score(name, fixed, Some((&votes, own)));
            }
        }
    }
}

/// The vote of `name`, spread over its candidates by their odds, which are flattened `spread` times.
fn ballot(name: &Name, fixed: &[Fixed], spread: i32) -> Ballot {
    let best = name.scored.first().map_or(0, |best| best.score);
    let scored = &name.scored[..name.scored.len().min(VOTED)];
    let odds = |scored: &Scored| power((best - scored.score) / spread) as i32;
    let whole: i32 = scored.iter().map(odds).sum();
    // The odds are below 2^17, and their sum is not zero where there are any.
    let mut parts: Vec<_> =
        scored.iter().map(|scored| (fixed[scored.at].seat, odds(scored) * WHOLE / whole.max(1))).collect();
    parts.retain(|&(_, part)| part > 0);
    let mentions = match name.contexts.len() {
        0 => name.nested.min(2),
        1 | 2 => 2,
        _ => 4,
    };
    Ballot { weight: mentions + 6 * i32::from(name.dateline) + 4 * i32::from(name.outlet), parts }
}

/// What speaks for a candidate before the article is read.
fn prior(gazetteer: &Gazetteer, found: &Match) -> i32 {
    let &Match { place, main, part, rare, .. } = found;
    let weight = i32::from(gazetteer.weight(place));
    let known = match gazetteer.level(place) {
        Level::Country => 50,
        Level::Region => 30,
        Level::Division => 24,
        Level::District => -14,
        Level::Nature if matches!(gazetteer.feature(place), "SEA" | "OCN") => 20,
        Level::Nature => -12,
        Level::Town => match gazetteer.feature(place) {
            "PPLC" => 34,
            "PPLA" => 10,
            "PPLX" => -14,
            _ => 0,
        },
    };
    if gazetteer.own(place).is_some() {
        return OUTRANKING;
    }
    // The number of inhabitants is not known of some; they are small.
    weight.max(24) + known - if main { 0 } else { 20 } - if part { 4 } else { 0 } - if rare { 16 } else { 0 }
}

/// What a person's own places have before all others of their name: who gives a list of places knows their articles.
const OUTRANKING: i32 = 400;

/// What `place` gains by being near the point that the caller prefers: 100 there, half of it 300 km away, a tenth at 900 km. That lets
/// London in Ontario win from the one in England for a paper of Toronto, and leaves countries and regions of the world as they are.
fn preferred(gazetteer: &Gazetteer, place: PlaceId, near: (f64, f64)) -> i32 {
    if matches!(gazetteer.level(place), Level::Country | Level::Region) {
        return 0;
    }
    let away = squared(gazetteer.point(place), near);
    (100.0 * 90_000.0 / (90_000.0 + away)) as i32
}

/// What is said to be near, or so many miles away, is within so many kilometres.
const CLOSE: f64 = 160.0;

/// What the words around a name give to `place`, and whether they are beyond doubt.
fn local(gazetteer: &Gazetteer, place: PlaceId, contexts: &[Context], kind: Option<Type>) -> i32 {
    // "Plain Township" need not be the village of Plain.
    let mut sum =
        kind.map_or(0, |kind| kind.fits(gazetteer, place) * if kind == Type::Town { 10 } else { 40 });
    let mut inside = 0;
    let mut typed = 0;
    let mut listed = 0;
    let mut holds = 0;
    for context in contexts {
        for container in &context.containers {
            let lies =
                container.places.iter().any(|&outer| outer != place && gazetteer.lies_in(place, outer));
            let gain = match (lies, container.firm) {
                (true, true) => 110,
                (true, false) => 50,
                _ => 0,
            };
            inside = inside.max(gain);
        }
        let is_close = |&other: &PlaceId| {
            other != place && squared(gazetteer.point(place), gazetteer.point(other)) < CLOSE * CLOSE
        };
        if inside < 40 && context.close.iter().flat_map(|close| &close.places).any(is_close) {
            inside = 40;
        }
        if context.inner.iter().any(|&inner| inner != place && gazetteer.lies_in(inner, place)) {
            holds = 60;
        }
        let level = gazetteer.level(place);
        let alike = (context.peers.iter())
            .filter(|&&peer| level == gazetteer.level(peer) && level != Level::Town)
            .map(|&peer| 12 + 18 * i32::from(gazetteer.country(peer) == gazetteer.country(place)));
        let towns = (context.peers.iter())
            .filter(|&&peer| level == Level::Town && peer != place && gazetteer.level(peer) == level)
            .map(|&peer| 16 * i32::from(gazetteer.country(peer) == gazetteer.country(place)));
        listed = listed.max(alike.sum::<i32>() + towns.sum::<i32>());
        if let Some((kind, _)) = context.kind {
            let fit = kind.fits(gazetteer, place);
            typed += if fit < 0 { -25 } else { 30 * fit };
        }
    }
    sum += inside + listed + holds + typed.clamp(-40, 40);
    // "Paris, Texas" is not the Paris of a person's own list.
    let mut containers = contexts.iter().flat_map(|context| &context.containers);
    if inside == 0 && gazetteer.own(place).is_some() && containers.any(|container| container.firm) {
        sum -= OUTRANKING;
    }
    sum
}

/// What speaks for a candidate whatever the other names mean.
struct Fixed {
    place: PlaceId,
    seat: Seat,
    part: bool,
    /// Before the words around the name are read.
    prior: i32,
    /// What those words give.
    local: i32,
    preferred: i32,
}

/// The candidates of `name`, in the order of its look-up.
fn fixed(gazetteer: &Gazetteer, name: &Name, near: Option<(f64, f64)>) -> Vec<Fixed> {
    let twin = |division: PlaceId| {
        // A province of six million is better known than a city of half a million: Quebec.
        let margin = if gazetteer.weight(division) >= 90 { 10 } else { 20 };
        name.lookup.matches.iter().any(|found| {
            gazetteer.level(found.place) == Level::Town
                && match gazetteer.feature(found.place) {
                    "PPLC" => gazetteer.country(found.place) == gazetteer.country(division),
                    _ => {
                        found.main
                            && gazetteer.division(found.place) == Some(division)
                            && gazetteer.weight(found.place) + margin > gazetteer.weight(division)
                    }
                }
        })
    };
    let namesake = |town: PlaceId| {
        let country = gazetteer.country(town);
        name.lookup.matches.iter().any(|other| Some(other.place) == country)
    };
    let fixed = |found: &Match| {
        let place = found.place;
        // "New York" is the city and "Mexico" the country, unless something says the other.
        let eclipsed = match gazetteer.level(place) {
            Level::Division if twin(place) => 50,
            Level::Town if namesake(place) => 36,
            _ => 0,
        };
        let preferred = near.map_or(0, |near| preferred(gazetteer, place, near));
        Fixed {
            place,
            seat: Seat::of(gazetteer, place),
            part: found.part,
            prior: prior(gazetteer, found) - eclipsed + preferred,
            local: local(gazetteer, place, &name.contexts, name.lookup.kind),
            preferred,
        }
    };
    name.lookup.matches.iter().map(fixed).collect()
}

/// Scores and sorts the candidates of `name`, by the votes of the other names.
fn score(name: &mut Name, fixed: &[Fixed], votes: Option<(&Votes, &Ballot)>) {
    let scored = |(at, fixed): (usize, &Fixed)| {
        let (votes, inside) = votes.map_or(([0; 3], 0), |(votes, own)| votes.of(&fixed.seat, own));
        let base = fixed.prior + votes.iter().sum::<i32>() + inside;
        let &Fixed { place, part, local, preferred, .. } = fixed;
        Scored { place, at, score: base + local, base, part, votes, preferred }
    };
    name.scored.clear();
    name.scored.extend(fixed.iter().enumerate().map(scored));
    crate::order::by_key(&mut name.scored, |scored| (std::cmp::Reverse(scored.score), scored.place));
}

/// The candidates of `name` for its mention in `context` alone, where its own words speak strongly against the sense of the
/// article: `London, Ontario` in an article on England's.
pub(super) fn own_sense(gazetteer: &Gazetteer, name: &Name, context: &Context) -> Option<Vec<Scored>> {
    if context.containers.is_empty() && context.peers.len() < 2 {
        return None;
    }
    let own =
        |scored: &Scored| local(gazetteer, scored.place, std::slice::from_ref(context), name.lookup.kind);
    let best = name.scored.first()?;
    let most = name.scored.iter().map(own).max()?;
    if most < own(best) + 50 {
        return None;
    }
    let mut scored = name.scored.clone();
    for scored in &mut scored {
        scored.score = scored.base + own(scored);
    }
    crate::order::by_key(&mut scored, |scored| (std::cmp::Reverse(scored.score), scored.place));
    Some(scored)
}

/// The score of a place that the gazetteer lacks, without the article around it.
const UNKNOWN: i32 = 24;

/// 2^(-n/8) in 1/65536, for `n` from 0 to 7.
const POWERS: [u64; 8] = [65536, 60097, 55109, 50535, 46341, 42495, 38968, 35734];

/// 2^(-gap/8) in 1/65536.
fn power(gap: i32) -> u64 {
    let gap = gap.clamp(-8 * 12, 8 * 40);
    if gap < 0 {
        return POWERS[0] << (-gap / 8);
    }
    let gap = gap as usize;
    POWERS[gap % 8] >> (gap / 8)
}

/// What the article gives at most to a place that is where it plays.
pub(super) fn focus(names: &[Name]) -> i32 {
    let best = names.iter().filter_map(|name| name.scored.first());
    best.map(|best| best.votes.iter().sum()).max().unwrap_or(0)
}

/// The best candidates of `scored`, at most `most`, with probabilities that sum to one over all of them and a namesake that the
/// gazetteer lacks: a village where the article plays, which `focus` speaks for.
pub(super) fn candidates(
    gazetteer: &Gazetteer,
    scored: &[Scored],
    focus: i32,
    most: usize,
) -> Vec<Candidate> {
    let Some(best) = scored.first() else { return Vec::new() };
    let odds = |scored: &Scored| power(best.score - scored.score);
    // Rivers and seas lie in no country, which the article could name.
    let unknown = UNKNOWN + if gazetteer.country(best.place).is_some() { focus * 3 / 4 } else { 0 };
    let whole: u64 = scored.iter().map(odds).sum::<u64>() + power(best.score - unknown).max(2048);
    let candidate = |scored: &Scored| Candidate {
        location: gazetteer.location(scored.place),
        probability: Probability::from_ratio(odds(scored), whole),
    };
    scored.iter().take(most).map(candidate).collect()
}
