//! What a person's choice of a place says of the other places of the article.
//!
//! Pure functions over the annotation: no gazetteer is asked, so that a project gives the same state wherever it is opened.
//! The numbers below are chosen by hand: one choice in the same town's surroundings outweighs a prior of a few hundred to one,
//! one in the same country only tips what is close.

use std::cmp::Reverse;

use super::distance::squared;
use super::gazetteer::fold;
use super::resolve::{ASTRAY, SURE, UNSURE};
use super::{Candidate, Location, Place, Role};
use crate::evidence::{Evidence, Rule};
use crate::{Probability, Span};

static CHOSEN: Rule = Rule { id: "place/chosen", words: "as you chose for “{}”" };
static NEAR: Rule = Rule { id: "place/chosen-near", words: "near “{}”, which you chose" };
static DIVISION: Rule =
    Rule { id: "place/chosen-division", words: "in the same division as “{}”, which you chose" };
static COUNTRY: Rule =
    Rule { id: "place/chosen-country", words: "in the same country as “{}”, which you chose" };

/// How sure it is that a name means one place throughout: nearly always.
const CARRIED: Probability = Probability::from_thousandths(990);
/// What is within so many kilometres is near.
const NEARBY: f64 = 150.0;
/// Doublings of the odds of what lies in the same country, in the same division besides, and near besides.
const DOUBLINGS: [u32; 3] = [2, 3, 3];
/// Their sum.
const MOST: u32 = 8;

/// What a person has said about a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Where it is.
    Chosen,
    /// Nothing: it follows.
    Free,
    /// Something else: it neither leads nor follows.
    Fixed,
}

/// A place of the article.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// What the machine had.
    pub machine: &'a Place,
    /// What it is now.
    pub present: &'a Place,
    pub standing: Standing,
}

/// Makes `location` the answer of `place`, with `probability`; none makes it a place that no gazetteer has. The other
/// candidates share the rest, so that they can still be chosen.
pub(crate) fn choose(place: &mut Place, location: Option<&Location>, probability: Probability) {
    place.resolved = location.is_some();
    let mut left = 0;
    let mut first = None;
    if let Some(location) = location {
        let at = place.candidates.iter().position(|candidate| candidate.location == *location);
        let mut candidate = match at {
            Some(at) => place.candidates.remove(at),
            None => Candidate { location: location.clone(), probability },
        };
        candidate.probability = probability;
        left = 1000 - u64::from(probability.thousandths());
        if at != Some(0) {
            place.role = Role::Literal; // the verb was read with the other place in mind
        }
        first = Some(candidate);
    }
    let others = || place.candidates.iter().map(|candidate| u64::from(candidate.probability.thousandths()));
    let whole: u64 = others().sum();
    for candidate in &mut place.candidates {
        let part = u64::from(candidate.probability.thousandths()) * left;
        candidate.probability = Probability::from_ratio(part, whole * 1000);
    }
    if let Some(first) = first {
        place.candidates.insert(0, first);
    }
}

/// The free rows as they follow from the chosen ones, by number; `text` is the article's.
pub(crate) fn follow(text: &str, rows: &[Row<'_>]) -> Vec<(usize, Place)> {
    let keys: Vec<String> = rows
        .iter()
        .map(|row| {
            let mut key = String::new();
            fold(row.present.span.of(text), &mut key);
            key
        })
        .collect();
    let chosen: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].standing == Standing::Chosen).collect();
    let free = (0..rows.len()).filter(|&at| rows[at].standing == Standing::Free);
    free.map(|at| {
        let machine = rows[at].machine;
        let namesakes = || chosen.iter().copied().filter(|&other| keys[other] == keys[at]);
        // One name, one place; but where the machine tells two apart, the words around them do.
        let alike = |&other: &usize| first(rows[other].machine) == first(machine);
        let model = namesakes().take_while(|&other| other < at).filter(alike).last();
        let place = match model.or_else(|| namesakes().find(alike)) {
            Some(other) => carried(machine, rows[other].present),
            None => weighed(
                machine,
                chosen.iter().filter(|&&other| keys[other] != keys[at]).map(|&other| &rows[other]),
            ),
        };
        (at, place)
    })
    .collect()
}

fn first(place: &Place) -> Option<&Location> {
    place.candidates.first().map(|candidate| &candidate.location)
}

/// `machine` with the answer of `model`.
fn carried(machine: &Place, model: &Place) -> Place {
    let mut place = machine.clone();
    choose(&mut place, model.location(), CARRIED);
    place.evidence = vec![Evidence::at(&CHOSEN, model.span)];
    place
}

/// `machine` with its candidates weighed by how close they are to what was chosen, and to what the machine had wrongly there:
/// that had its say before.
fn weighed<'a>(machine: &Place, chosen: impl Iterator<Item = &'a Row<'a>>) -> Place {
    let mut leaders: Vec<(Span, &Location)> = Vec::new();
    let mut wrong: Vec<&Location> = Vec::new();
    for row in chosen {
        let now = row.present.location();
        leaders.extend(now.map(|location| (row.present.span, location)));
        wrong.extend(row.machine.location().filter(|&then| now != Some(then)));
    }
    let mut place = machine.clone();
    let mut rest = 2000u64;
    let mut odds = Vec::new();
    let mut moved = false;
    for Candidate { location, probability } in &machine.candidates {
        let push =
            wrong.iter().filter_map(|wrong| closeness(location, wrong)).map(|(doublings, _)| doublings);
        let pull = strongest(&leaders, location).map_or(0, |pull| pull.0);
        let push = push.max().unwrap_or(0);
        moved |= pull != push;
        // In half thousandths; what was rounded down to nothing counts one.
        let half = 2 * u64::from(probability.thousandths());
        rest = rest.saturating_sub(half);
        odds.push((half + 1) << (MOST + pull - push));
    }
    if !moved {
        return place;
    }
    let whole = (rest << MOST) + odds.iter().sum::<u64>();
    for (candidate, odds) in place.candidates.iter_mut().zip(odds) {
        candidate.probability = Probability::from_ratio(odds, whole);
    }
    crate::order::by_key(&mut place.candidates, |candidate| Reverse(candidate.probability));
    if first(&place) != first(machine) {
        place.evidence.clear(); // it spoke for another place
        place.role = Role::Literal;
    }
    place.evidence.retain(|evidence| evidence.rule != UNSURE);
    let astray = place.evidence.iter().any(|evidence| evidence.rule == ASTRAY);
    place.resolved = place.candidates[0].probability >= SURE && !astray;
    if let Some((_, rule, span)) = strongest(&leaders, &place.candidates[0].location) {
        place.evidence.push(Evidence::at(rule, span));
    }
    if !place.resolved && !astray {
        place.evidence.push(Evidence::plain(&UNSURE));
    }
    place
}

/// The leader that is closest to `location`: doublings, rule and words.
fn strongest(leaders: &[(Span, &Location)], location: &Location) -> Option<(u32, &'static Rule, Span)> {
    let pulls = leaders.iter().filter_map(|&(span, leader)| {
        let (doublings, rule) = closeness(location, leader)?;
        Some((doublings, rule, span))
    });
    pulls.max_by_key(|&(doublings, _, span)| (doublings, Reverse(span.start)))
}

/// How many doublings `leader` gives to `location`, and the closest thing that they share.
fn closeness(location: &Location, leader: &Location) -> Option<(u32, &'static Rule)> {
    let [country, division, near] = DOUBLINGS;
    let mut found = None;
    let mut sum = 0;
    let same = |one: &str, other: &str| !one.is_empty() && one == other;
    if same(&location.country, &leader.country) {
        sum += country;
        found = Some(&COUNTRY);
        if same(&location.division, &leader.division) {
            sum += division;
            found = Some(&DIVISION);
        }
    }
    let at = |location: &Location| (location.latitude, location.longitude);
    if is_point(location) && is_point(leader) && squared(at(location), at(leader)) <= NEARBY * NEARBY {
        sum += near;
        found = Some(&NEAR);
    }
    found.map(|rule| (sum, rule))
}

/// Whether a point says where it is: not for countries, seas and the like.
fn is_point(location: &Location) -> bool {
    matches!(location.class(), "P" | "S" | "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::MentionId;

    fn location(name: &str, country: &str, division: &str, at: (f64, f64)) -> Location {
        Location {
            geonameid: None,
            id: None,
            name: name.into(),
            country: country.into(),
            division: division.into(),
            feature: "PPL".into(),
            latitude: at.0,
            longitude: at.1,
            population: 0,
        }
    }

    fn place(text: &str, words: &str, candidates: &[(Location, u16)]) -> Place {
        let start = text.find(words).unwrap();
        let candidate = |(location, thousandths): &(Location, u16)| Candidate {
            location: location.clone(),
            probability: Probability::from_thousandths(*thousandths),
        };
        Place {
            span: Span::new(start, start + words.len()),
            mention: MentionId(0),
            role: Role::Government,
            candidates: candidates.iter().map(candidate).collect(),
            resolved: true,
            evidence: vec![Evidence::plain(&NEAR)],
        }
    }

    fn paris() -> [(Location, u16); 2] {
        [
            (location("Paris", "FR", "Île-de-France", (48.85, 2.35)), 900),
            (location("Paris", "US", "Texas", (33.66, -95.56)), 80),
        ]
    }

    /// Countries and thousandths.
    fn shares(place: &Place) -> String {
        let share = |candidate: &Candidate| {
            format!("{}{}", candidate.location.country, candidate.probability.thousandths())
        };
        place.candidates.iter().map(share).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_chosen_stands_first_and_the_others_stay() {
        let mut place = place("Paris", "Paris", &paris());
        let texas = place.candidates[1].location.clone();
        choose(&mut place, Some(&texas), Probability::ONE);
        assert_eq!((&*shares(&place), place.role), ("US1000 FR0", Role::Literal));
        let own = location("Paris", "", "", (1.0, 2.0));
        choose(&mut place, Some(&own), CARRIED);
        assert_eq!(shares(&place), "990 US10 FR0");
        choose(&mut place, None, Probability::ONE);
        assert_eq!((&*shares(&place), place.resolved), ("0 US0 FR0", false));
    }

    #[test]
    fn a_choice_carries_to_its_name_and_weighs_the_rest() {
        let text = "Paris, PARIS, Paris of Ontario, Athens";
        let athens = [
            (location("Athens", "GR", "Attica", (37.98, 23.73)), 850),
            (location("Athens", "US", "Georgia", (33.96, -83.38)), 100),
            (location("Athens", "US", "Texas", (32.2, -95.86)), 30),
        ];
        let ontario = (location("Paris", "CA", "Ontario", (43.2, -80.38)), 990);
        let machine = [
            place(text, "Paris", &paris()),
            place(text, "PARIS", &paris()),
            place(text, "Paris of Ontario", &[ontario, (paris()[1].0.clone(), 1)]),
            place(text, "Athens", &athens),
        ];
        let mut first = machine[0].clone();
        choose(&mut first, Some(&paris()[1].0), Probability::ONE);
        let mut rows: Vec<Row<'_>> = (machine.iter())
            .map(|machine| Row { machine, present: machine, standing: Standing::Free })
            .collect();
        rows[0] = Row { machine: &machine[0], present: &first, standing: Standing::Chosen };
        let followed = follow(text, &rows);
        assert_eq!(followed.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(shares(&followed[0].1), "US990 FR10");
        assert_eq!(followed[0].1.evidence[0].words(text), "as you chose for “Paris”");
        // “Paris of Ontario” is another name; Texas gains there as it does everywhere.
        assert_eq!(followed[1].1.location().unwrap().country, "CA");
        let athens = &followed[2].1;
        assert_eq!(athens.location().unwrap().division, "Texas");
        assert_eq!(athens.evidence[0].words(text), "in the same division as “Paris”, which you chose");
        assert_eq!(shares(athens), "US434 GR378 US178");
        rows[0].standing = Standing::Fixed;
        assert!(follow(text, &rows).iter().all(|(at, place)| *place == machine[*at]));
    }

    #[test]
    fn what_the_machine_tells_apart_stays_apart() {
        let text = "Paris, paris";
        let texan = [paris()[1].clone(), (paris()[0].0.clone(), 1)];
        let machine = [place(text, "Paris", &paris()), place(text, "paris", &texan)];
        let mut first = machine[0].clone();
        choose(&mut first, Some(&paris()[0].0), Probability::ONE);
        let rows = [
            Row { machine: &machine[0], present: &first, standing: Standing::Chosen },
            Row { machine: &machine[1], present: &machine[1], standing: Standing::Free },
        ];
        assert_eq!(follow(text, &rows), [(1, machine[1].clone())]);
    }
}
