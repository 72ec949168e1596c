//! Which of its candidates each name means: prior, words around it, and the other places of the article.
//!
//! Scores are integers, in quarters of a doubling of the odds, so that every machine ranks alike. Each name of an article
//! is ranked once (one sense per article), against the votes of all other names; time is linear in their number.

use std::collections::HashMap;

use super::candidates::{Lookup, Match, Type};
use super::context::Context;
use super::distance::squared;
use super::gazetteer::{Level, PlaceId};
use super::{Candidate, Gazetteer};
use crate::Probability;

/// One name of the article, with all its mentions.
#[derive(Debug, Default)]
pub(super) struct Name {
    pub lookup: Lookup,
    pub contexts: Vec<Context>,
    /// Where one of the contexts names a larger place that holds the first answer.
    pub container: Option<crate::Span>,
    /// Whether the dateline holds it.
    pub dateline: bool,
    /// The candidates in the order of their scores.
    pub scored: Vec<Scored>,
}

/// A candidate with what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored {
    pub place: PlaceId,
    pub score: i32,
    /// The score without the words around the name.
    pub base: i32,
    pub part: bool,
    /// What the other places of the article gave: the same country, the same division, near by.
    pub votes: [i32; 3],
    /// What it gains by being near the point that the caller prefers.
    pub preferred: i32,
}

/// The votes of the article's names for where it plays.
#[derive(Default)]
struct Votes {
    countries: HashMap<PlaceId, i32>,
    divisions: HashMap<PlaceId, i32>,
    cells: HashMap<(i16, i16), i32>,
    total: [i32; 3],
}

/// What one name gives to the votes.
struct Vote {
    country: Option<PlaceId>,
    division: Option<PlaceId>,
    cell: Option<(i16, i16)>,
    weight: i32,
}

/// The side of a cell of the vote for nearness, in hundredths of a degree.
const CELL: i16 = 150;

fn cell(gazetteer: &Gazetteer, place: PlaceId) -> (i16, i16) {
    let (north, east) = gazetteer.position(place);
    (north.div_euclid(CELL), east.div_euclid(CELL))
}

/// Ranks the candidates of every name. `demonyms` are the places of the inhabitants and adjectives in the article, with the
/// number of their mentions; `near` is a point in degrees that the caller prefers.
pub(super) fn rank(
    gazetteer: &Gazetteer,
    names: &mut [Name],
    demonyms: &HashMap<PlaceId, i32>,
    near: Option<(f64, f64)>,
) {
    for name in names.iter_mut() {
        score(gazetteer, name, None, near);
    }
    for _ in 0..2 {
        let ballots: Vec<Option<Vote>> = names.iter().map(|name| vote(gazetteer, name)).collect();
        let mut votes = Votes::default();
        for ballot in ballots.iter().flatten() {
            votes.add(ballot, 1);
        }
        for (&place, &count) in demonyms {
            let weight = 1 + count.min(2);
            let (country, division) = (gazetteer.country(place), gazetteer.division(place));
            votes.add(&Vote { country, division, cell: None, weight }, 1);
        }
        for (name, own) in names.iter_mut().zip(&ballots) {
            if let Some(own) = own {
                votes.add(own, -1);
            }
            score(gazetteer, name, Some(&votes), near);
            if let Some(own) = own {
                votes.add(own, 1);
            }
        }
    }
}

/// What a name that is sure enough gives to the votes.
fn vote(gazetteer: &Gazetteer, name: &Name) -> Option<Vote> {
    let best = name.scored.first()?;
    let margin = name.scored.get(1).map_or(100, |second| best.score - second.score);
    if margin < 8 {
        return None;
    }
    let level = gazetteer.level(best.place);
    let weight = (1 + i32::from(margin >= 24)) * (1 + i32::from(name.contexts.len() > 2))
        + 3 * i32::from(name.dateline);
    Some(Vote {
        country: gazetteer.country(best.place),
        division: gazetteer.division(best.place),
        cell: matches!(level, Level::Town | Level::District).then(|| cell(gazetteer, best.place)),
        weight,
    })
}

impl Votes {
    fn add(&mut self, vote: &Vote, sign: i32) {
        let weight = vote.weight * sign;
        if let Some(country) = vote.country {
            *self.countries.entry(country).or_default() += weight;
            self.total[0] += weight;
        }
        if let Some(division) = vote.division {
            *self.divisions.entry(division).or_default() += weight;
            self.total[1] += weight;
        }
        if let Some(cell) = vote.cell {
            *self.cells.entry(cell).or_default() += weight;
            self.total[2] += weight;
        }
    }

    /// What the article gives to `place`: for its country, its division, and what is near.
    fn of(&self, gazetteer: &Gazetteer, place: PlaceId) -> [i32; 3] {
        let share = |votes: i32, total: i32, least: i32, most: i32| match votes > 0 && total > 0 {
            true => least * votes.min(3) / 3 + most * votes / total.max(4),
            false => 0,
        };
        let country =
            gazetteer.country(place).and_then(|country| self.countries.get(&country)).copied().unwrap_or(0);
        let division = gazetteer
            .division(place)
            .and_then(|division| self.divisions.get(&division))
            .copied()
            .unwrap_or(0);
        let (north, east) = cell(gazetteer, place);
        let mut near = 0;
        for (up, right) in (-1..=1).flat_map(|up| (-1..=1).map(move |right| (up, right))) {
            near += self.cells.get(&(north + up, east + right)).copied().unwrap_or(0);
        }
        [
            share(country, self.total[0], 12, 20),
            share(division, self.total[1], 14, 30),
            if gazetteer.level(place) == Level::Country { 0 } else { share(near, self.total[2], 10, 22) },
        ]
    }
}

/// What speaks for a candidate before the article is read.
fn prior(gazetteer: &Gazetteer, found: &Match) -> i32 {
    let &Match { place, main, part, rare, .. } = found;
    let weight = i32::from(gazetteer.weight(place));
    let known = match gazetteer.level(place) {
        Level::Country => 50,
        Level::Region => 30,
        Level::Division => 10,
        Level::District => -14,
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
    let (north, east) = gazetteer.position(place);
    let away = squared((f64::from(north) / 100.0, f64::from(east) / 100.0), near);
    (100.0 * 90_000.0 / (90_000.0 + away)) as i32
}

/// What the words around a name give to `place`, and whether they are beyond doubt.
fn local(gazetteer: &Gazetteer, place: PlaceId, contexts: &[Context], kind: Option<Type>) -> i32 {
    let mut sum = kind.map_or(0, |kind| 40 * kind.fits(gazetteer, place));
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
        if context.inner.iter().any(|&inner| inner != place && gazetteer.lies_in(inner, place)) {
            holds = 36;
        }
        let level = gazetteer.level(place);
        let alike = (context.peers.iter())
            .filter(|&&peer| level == gazetteer.level(peer) && level != Level::Town)
            .map(|&peer| 12 + 18 * i32::from(gazetteer.country(peer) == gazetteer.country(place)));
        listed = listed.max(alike.sum());
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

/// Scores and sorts the candidates of `name`.
fn score(gazetteer: &Gazetteer, name: &mut Name, votes: Option<&Votes>, near: Option<(f64, f64)>) {
    name.scored.clear();
    let twin = |division: PlaceId| {
        name.lookup.matches.iter().any(|found| {
            gazetteer.level(found.place) == Level::Town
                && match gazetteer.feature(found.place) {
                    "PPLC" => gazetteer.country(found.place) == gazetteer.country(division),
                    _ => {
                        gazetteer.division(found.place) == Some(division)
                            && gazetteer.weight(found.place) + 20 > gazetteer.weight(division)
                    }
                }
        })
    };
    for found in &name.lookup.matches {
        let place = found.place;
        let local = local(gazetteer, place, &name.contexts, name.lookup.kind);
        let votes = votes.map_or([0; 3], |votes| votes.of(gazetteer, place));
        // "New York" is the city and "Mexico" the country, unless something says the other.
        let eclipsed = match gazetteer.level(place) {
            Level::Division => twin(place),
            Level::Town => {
                name.lookup.matches.iter().any(|other| Some(other.place) == gazetteer.country(place))
            }
            _ => false,
        };
        let prior = prior(gazetteer, found) - if eclipsed { 36 } else { 0 };
        let preferred = near.map_or(0, |near| preferred(gazetteer, place, near));
        let base = prior + votes.iter().sum::<i32>() + preferred;
        name.scored.push(Scored { place, score: base + local, base, part: found.part, votes, preferred });
    }
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

/// 2^(-n/8) in 1/65536, for `n` from 0 to 7.
const POWERS: [u64; 8] = [65536, 60097, 55109, 50535, 46341, 42495, 38968, 35734];

/// The best candidates of `scored`, at most `most`, with probabilities that sum to one over all of them.
pub(super) fn candidates(gazetteer: &Gazetteer, scored: &[Scored], most: usize) -> Vec<Candidate> {
    let Some(best) = scored.first() else { return Vec::new() };
    let odds = |scored: &Scored| {
        let gap = (best.score - scored.score).clamp(0, 8 * 40) as usize;
        POWERS[gap % 8] >> (gap / 8)
    };
    // Something that the gazetteer lacks may be meant as well.
    let whole: u64 = scored.iter().map(odds).sum::<u64>() + 2048;
    let candidate = |scored: &Scored| Candidate {
        location: gazetteer.location(scored.place),
        probability: Probability::from_ratio(odds(scored), whole),
    };
    scored.iter().take(most).map(candidate).collect()
}
