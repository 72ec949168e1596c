//! The votes of an article's names for where it plays: its countries, its divisions, the squares of two grids.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::Gazetteer;
use super::gazetteer::{Level, PlaceId};

/// A whole vote; what may mean several places gives each a part of it.
pub(super) const WHOLE: i32 = 64;

/// What one name gives to the votes.
pub(super) struct Ballot {
    /// How many votes it has.
    pub weight: i32,
    /// Places, each with its part of one vote.
    pub parts: Vec<(Seat, i32)>,
}

impl Ballot {
    /// The sum of the parts of those places that `counts` says.
    fn parts_where(&self, counts: &dyn Fn(&Seat) -> bool) -> i32 {
        self.parts.iter().filter(|(seat, _)| counts(seat)).map(|&(_, part)| part).sum()
    }
}

/// Where a place is, as the votes see it.
#[derive(Clone, Copy)]
pub(super) struct Seat {
    number: u32,
    level: Level,
    country: Option<u32>,
    division: Option<u32>,
    /// The county, the division and the country around it, each with its kind.
    outer: [Option<(usize, u32)>; 3],
    squares: [(i16, i16); GRIDS.len()],
}

/// The sides of the squares of the two grids, in hundredths of a degree: a region, and what a local newspaper reports on.
const GRIDS: [i16; 2] = [150, 50];

impl Seat {
    pub fn of(gazetteer: &Gazetteer, place: PlaceId) -> Seat {
        let number = |place: PlaceId| place.number();
        let (north, east) = gazetteer.position(place);
        let mut outer = [None; 3];
        let mut inner = place;
        let mut found = 0;
        while let Some(around) = gazetteer.parent(inner) {
            inner = around;
            if let (Some(kind), Some(slot)) = (area(gazetteer.level(around)), outer.get_mut(found)) {
                *slot = Some((kind, around.number()));
                found += 1;
            }
        }
        Seat {
            number: place.number(),
            level: gazetteer.level(place),
            country: gazetteer.country(place).map(number),
            division: gazetteer.division(place).map(number),
            outer,
            squares: GRIDS.map(|side| (north.div_euclid(side), east.div_euclid(side))),
        }
    }

    /// Whether it is small enough to be in one square.
    fn is_point(&self) -> bool {
        matches!(self.level, Level::Town | Level::District)
    }
}

/// The place of `level` among the levels whose names tell where an article plays: countries, divisions, counties.
fn area(level: Level) -> Option<usize> {
    [Level::Country, Level::Division, Level::District].iter().position(|&area| area == level)
}

/// Votes, summed up.
#[derive(Default)]
pub(super) struct Votes {
    countries: Sums,
    divisions: Sums,
    /// For each square of the grids what it and the eight around it have.
    around: Sums,
    /// Of all places that lie in a country.
    total: i32,
    /// The countries, divisions and counties that the article names, however often: [`WHOLE`] for each name that means them.
    named: Sums,
    /// The sums of `named` over countries, divisions, counties.
    areas: [i32; 3],
}

/// Sums by a number that stands for a place or a square. They are read by key only, so that their order never shows.
type Sums = HashMap<u32, i32, BuildHasherDefault<Multiply>>;

/// A hasher for small numbers: one multiplication.
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

/// The number of a square.
fn key(grid: usize, (north, east): (i16, i16)) -> u32 {
    (grid as u32) << 24 | ((north + 1024) as u32) << 12 | (east + 1024) as u32
}

impl Votes {
    /// Sums `ballots` up.
    pub fn count<'a>(ballots: impl Iterator<Item = &'a Ballot>) -> Votes {
        let mut votes = Votes::default();
        let mut squares = Sums::default();
        for ballot in ballots {
            for (seat, part) in &ballot.parts {
                let weight = ballot.weight * part;
                if let Some(area) = area(seat.level) {
                    *votes.named.entry(seat.number).or_default() += part;
                    votes.areas[area] += part;
                }
                for (sums, area) in
                    [(&mut votes.countries, seat.country), (&mut votes.divisions, seat.division)]
                {
                    if let Some(area) = area {
                        *sums.entry(area).or_default() += weight;
                    }
                }
                if seat.country.is_some() {
                    votes.total += weight;
                }
                if seat.is_point() {
                    for (grid, &square) in seat.squares.iter().enumerate() {
                        *squares.entry(key(grid, square)).or_default() += weight;
                    }
                }
            }
        }
        votes.around.reserve(squares.len() * 5);
        for (square, weight) in squares {
            for up in 0..3 {
                for right in 0..3 {
                    // Squares are numbered row by row, 4,096 in a row.
                    *votes.around.entry(square + (up << 12) + right - 4097).or_default() += weight;
                }
            }
        }
        votes
    }

    /// What the article gives to `seat`, but for what its name gave itself, `own`: for its country, its division, and what is near;
    /// and for the areas around it that the article names.
    pub fn of(&self, seat: &Seat, own: &Ballot) -> ([i32; 3], i32) {
        let of_own = |counts: &dyn Fn(&Seat) -> bool| own.parts_where(counts);
        let total = self.total - own.weight * of_own(&|other| other.country.is_some());
        let share = |votes: i32, least: i32, most: i32| match votes > 0 && total > 0 {
            true => least * votes.min(3 * WHOLE) / (3 * WHOLE) + most * votes / total.max(4 * WHOLE),
            false => 0,
        };
        let of = |sums: &Sums, key: u32| sums.get(&key).copied().unwrap_or(0);
        let country = seat.country.map_or(0, |area| {
            of(&self.countries, area) - own.weight * of_own(&|other| other.country == Some(area))
        });
        let division = seat.division.map_or(0, |area| {
            of(&self.divisions, area) - own.weight * of_own(&|other| other.division == Some(area))
        });
        let mut near = 0;
        if seat.level != Level::Country {
            for (grid, (least, most)) in [(6, 12), (8, 14)].into_iter().enumerate() {
                let square = seat.squares[grid];
                let beside = |other: &Seat| {
                    let (north, east) = other.squares[grid];
                    other.is_point() && (north - square.0).abs() <= 1 && (east - square.1).abs() <= 1
                };
                let votes = of(&self.around, key(grid, square)) - own.weight * of_own(&beside);
                near += share(votes, least, most);
            }
        }
        ([share(country, 12, 20), share(division, 14, 30), near], self.inside(seat, own))
    }

    /// What `seat` gains from the areas around it that the article names.
    fn inside(&self, seat: &Seat, own: &Ballot) -> i32 {
        let areas =
            |kind: usize| self.areas[kind] - own.parts_where(&|other| area(other.level) == Some(kind));
        let named = |number: u32| match self.named.get(&number) {
            Some(sum) => (sum - own.parts_where(&|other| other.number == number)).min(WHOLE),
            None => 0,
        };
        let mut sum = 0;
        for &(kind, number) in seat.outer.iter().flatten() {
            let votes = named(number);
            if votes == 0 {
                continue;
            }
            // A state is one among the countries of the article as well, but for its own.
            let abroad = match (kind, seat.country) {
                (1, Some(country)) => areas(0) - named(country),
                _ => 0,
            };
            sum += [10, 28, 20][kind] * votes / (areas(kind) + abroad).max(WHOLE);
        }
        sum
    }
}
