//! Which of its candidates each name means: prior, words around it, and the other places of the article.
//!
//! Scores are integers, in eighths of a doubling of the odds, so that every machine ranks alike. Each name of an article
//! is ranked once (one sense per article), against the votes of all other names; time is linear in their number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

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
    countries: Sums,
    divisions: Sums,
    /// By the squares of the two grids that a place lies in.
    cells: Sums,
    /// Of all places that lie in a country.
    total: i32,
    /// The countries, divisions and counties that the article names, however often: [`WHOLE`] for each name that means them.
    named: Sums,
    /// The sums of `named` over countries, divisions, counties.
    areas: [i32; 3],
}

/// Sums by a number that stands for a place or a square.
type Sums = HashMap<u32, i32, BuildHasherDefault<Multiply>>;

/// A hasher for small numbers: one multiplication. Sums are read by key only, so its order never shows.
#[derive(Default)]
struct Multiply(u64);

impl Hasher for Multiply {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        let mixed = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// A whole vote; what may mean several places gives each a part of it.
const WHOLE: i32 = 64;
/// The most candidates of one name that get a part of its vote.
const VOTED: usize = 12;

/// What one name gives to the votes.
struct Ballot {
    /// How many votes it has.
    weight: i32,
    /// Places, each with its part of one vote.
    parts: Vec<(PlaceId, i32)>,
}

/// The sides of the squares of the two grids, in hundredths of a degree: a region, and what a local newspaper reports on.
const GRIDS: [i16; 2] = [150, 50];

/// The square of grid `grid` that `place` lies in, moved by `up` and `right` squares.
fn cell(gazetteer: &Gazetteer, place: PlaceId, grid: usize, (up, right): (i16, i16)) -> u32 {
    let (north, east) = gazetteer.position(place);
    let square = |degrees: i16, steps: i16| (degrees.div_euclid(GRIDS[grid]) + steps + 1024) as u32;
    (grid as u32) << 24 | square(north, up) << 12 | square(east, right)
}

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
    for name in names.iter_mut() {
        score(gazetteer, name, None, near);
    }
    for spread in [4, 2, 1] {
        let ballots: Vec<Ballot> = names.iter().map(|name| ballot(name, spread)).collect();
        let mut votes = Votes::default();
        for ballot in &ballots {
            votes.add(gazetteer, ballot, 1);
        }
        for (&place, &count) in demonyms {
            votes.add(gazetteer, &Ballot { weight: 1 + count.min(2), parts: vec![(place, WHOLE)] }, 1);
        }
        for (name, own) in names.iter_mut().zip(&ballots) {
            // The only candidate keeps its whole vote whatever its score, which counts at the end.
            if spread > 1 && name.scored.len() < 2 {
                continue;
            }
            votes.add(gazetteer, own, -1);
            score(gazetteer, name, Some(&votes), near);
            votes.add(gazetteer, own, 1);
        }
    }
}

/// The vote of `name`, spread over its candidates by their odds, which are flattened `spread` times.
fn ballot(name: &Name, spread: i32) -> Ballot {
    let best = name.scored.first().map_or(0, |best| best.score);
    let scored = &name.scored[..name.scored.len().min(VOTED)];
    let odds = |scored: &Scored| power((best - scored.score) / spread) as i32;
    let whole: i32 = scored.iter().map(odds).sum();
    // The odds are below 2^17, and their sum is not zero where there are any.
    let mut parts: Vec<_> =
        scored.iter().map(|scored| (scored.place, odds(scored) * WHOLE / whole.max(1))).collect();
    parts.retain(|&(_, part)| part > 0);
    let mentions = match name.contexts.len() {
        0 => name.nested.min(2),
        1 | 2 => 2,
        _ => 4,
    };
    Ballot { weight: mentions + 6 * i32::from(name.dateline) + 4 * i32::from(name.outlet), parts }
}

/// The place of `level` among the levels whose names tell where an article plays: countries, divisions, counties.
fn area(level: Level) -> Option<usize> {
    [Level::Country, Level::Division, Level::District].iter().position(|&area| area == level)
}

impl Votes {
    fn add(&mut self, gazetteer: &Gazetteer, ballot: &Ballot, sign: i32) {
        for &(place, part) in &ballot.parts {
            let weight = ballot.weight * part * sign;
            let level = gazetteer.level(place);
            if let Some(area) = area(level) {
                *self.named.entry(place.number()).or_default() += part * sign;
                self.areas[area] += part * sign;
            }
            let country = gazetteer.country(place);
            if country.is_some() {
                self.total += weight;
            }
            for (sums, area) in
                [(&mut self.countries, country), (&mut self.divisions, gazetteer.division(place))]
            {
                if let Some(area) = area {
                    *sums.entry(area.number()).or_default() += weight;
                }
            }
            if matches!(level, Level::Town | Level::District) {
                for grid in 0..GRIDS.len() {
                    *self.cells.entry(cell(gazetteer, place, grid, (0, 0))).or_default() += weight;
                }
            }
        }
    }

    /// What `place` gains from the areas around it that the article names.
    fn inside(&self, gazetteer: &Gazetteer, place: PlaceId) -> i32 {
        let mut sum = 0;
        let mut inner = place;
        while let Some(outer) = gazetteer.parent(inner) {
            inner = outer;
            let Some(area) = area(gazetteer.level(outer)) else { continue };
            let named = |place: PlaceId| self.named.get(&place.number()).copied().unwrap_or(0).min(WHOLE);
            // A state is one among the countries of the article as well, but for its own.
            let abroad = match (area, gazetteer.country(outer)) {
                (1, Some(country)) => self.areas[0] - named(country),
                _ => 0,
            };
            sum += [10, 28, 20][area] * named(outer) / (self.areas[area] + abroad).max(WHOLE);
        }
        sum
    }

    /// What the article gives to `place`: for its country, its division, and what is near.
    fn of(&self, gazetteer: &Gazetteer, place: PlaceId) -> [i32; 3] {
        let share = |votes: i32, total: i32, least: i32, most: i32| match votes > 0 && total > 0 {
            true => least * votes.min(3 * WHOLE) / (3 * WHOLE) + most * votes / total.max(4 * WHOLE),
            false => 0,
        };
        let of = |sums: &Sums, key: u32| sums.get(&key).copied().unwrap_or(0);
        let country = gazetteer.country(place).map_or(0, |area| of(&self.countries, area.number()));
        let division = gazetteer.division(place).map_or(0, |area| of(&self.divisions, area.number()));
        let mut near = 0;
        if gazetteer.level(place) != Level::Country {
            for (grid, (least, most)) in [(6, 12), (8, 14)].into_iter().enumerate() {
                let around = (-1..=1).flat_map(|up| (-1..=1).map(move |right| (up, right)));
                let votes =
                    around.map(|step| of(&self.cells, cell(gazetteer, place, grid, step))).sum::<i32>();
                near += share(votes, self.total, least, most);
            }
        }
        [share(country, self.total, 12, 20), share(division, self.total, 14, 30), near]
    }
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
    let away = squared(point(gazetteer, place), near);
    (100.0 * 90_000.0 / (90_000.0 + away)) as i32
}

/// Where `place` is, in degrees.
fn point(gazetteer: &Gazetteer, place: PlaceId) -> (f64, f64) {
    let (north, east) = gazetteer.position(place);
    (f64::from(north) / 100.0, f64::from(east) / 100.0)
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
            other != place && squared(point(gazetteer, place), point(gazetteer, other)) < CLOSE * CLOSE
        };
        if inside < 40 && context.close.iter().any(is_close) {
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

/// Scores and sorts the candidates of `name`.
fn score(gazetteer: &Gazetteer, name: &mut Name, votes: Option<&Votes>, near: Option<(f64, f64)>) {
    name.scored.clear();
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
    for found in &name.lookup.matches {
        let place = found.place;
        let local = local(gazetteer, place, &name.contexts, name.lookup.kind);
        let inside = votes.map_or(0, |votes| votes.inside(gazetteer, place));
        let votes = votes.map_or([0; 3], |votes| votes.of(gazetteer, place));
        // "New York" is the city and "Mexico" the country, unless something says the other.
        let eclipsed = match gazetteer.level(place) {
            Level::Division if twin(place) => 50,
            Level::Town
                if (name.lookup.matches.iter())
                    .any(|other| Some(other.place) == gazetteer.country(place)) =>
            {
                36
            }
            _ => 0,
        };
        let prior = prior(gazetteer, found) - eclipsed;
        let preferred = near.map_or(0, |near| preferred(gazetteer, place, near));
        let base = prior + votes.iter().sum::<i32>() + inside + preferred;
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
