//! The places as they are gathered, and the order in which the pack holds them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};
use dateline::place::gazetteer::{MORE, Row, Table, fold, weight};

/// One place, before it has its row.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The GeoNames id; 0 where there is none.
    pub id: u32,
    /// Its names, the English one first.
    pub names: Vec<String>,
    /// Degrees north and east.
    pub at: (f64, f64),
    /// The GeoNames feature code.
    pub feature: String,
    /// Number of inhabitants, or what corresponds to it.
    pub population: u64,
    /// Whether it only stands for the place of another pack, so that others hang below it.
    pub is_twin: bool,
}

/// Where a place hangs: the codes of country, division and district, as `["US", "TX", "277"]`.
pub type Code = Vec<String>;

/// All places: those with a code of their own, and those that lie in one.
#[derive(Default)]
pub struct Tree {
    /// Countries, divisions and districts by code; a town hangs below one of them.
    pub areas: BTreeMap<Code, Place>,
    /// Towns by the code of the area that they lie in.
    pub towns: BTreeMap<Code, Vec<Place>>,
    /// What lies in no country: continents, regions, seas, rivers, mountains.
    pub world: Vec<Place>,
}

/// The folded form of a name.
pub fn key(name: &str) -> String {
    let mut key = String::new();
    fold(name, &mut key);
    key
}

impl Place {
    /// Adds a name, unless the place has it already whatever its case and accents.
    pub fn call(&mut self, name: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let form = key(&name);
        if !form.is_empty() && !self.names.iter().any(|other| key(other) == form) {
            self.names.push(name);
        }
    }

    fn row(self, depth: u8, features: &[String]) -> Result<Row> {
        let feature = features.binary_search(&self.feature).ok().context("a feature code was not counted")?;
        let centi = |degrees: f64| (degrees * 100.0).round() as i16;
        Ok(Row {
            id: self.id,
            names: self.names,
            latitude: centi(self.at.0),
            longitude: centi(self.at.1),
            feature: u8::try_from(feature)?,
            depth,
            weight: if self.is_twin { MORE } else { weight(self.population) },
        })
    }
}

impl Tree {
    /// The deepest area at or above `code`.
    pub fn area(&self, code: &[String]) -> Option<&Code> {
        (1..=code.len()).rev().find_map(|len| self.areas.get_key_value(&code[..len])).map(|(code, _)| code)
    }

    /// The table of the pack: areas in the order of their codes, each before what lies in it.
    ///
    /// `demonyms` are given by GeoNames id, or by name where the place has no id.
    pub fn table(mut self, demonyms: Vec<(String, u32, String)>) -> Result<Table> {
        let all = self.areas.values().chain(self.towns.values().flatten()).chain(&self.world);
        let features: BTreeSet<String> = all.map(|place| place.feature.clone()).collect();
        let mut table = Table { features: features.into_iter().collect(), ..Table::default() };
        for (code, place) in std::mem::take(&mut self.areas) {
            let depth = code.len() as u8 - 1;
            if depth == 0 {
                table.countries.push((table.rows.len() as u32, code[0].as_bytes().try_into()?));
            }
            table.rows.push(place.row(depth, &table.features)?);
            let mut towns = self.towns.remove(&code).unwrap_or_default();
            towns.sort_by(|a, b| (a.id, &a.names).cmp(&(b.id, &b.names)));
            for town in towns {
                table.rows.push(town.row(depth + 1, &table.features)?);
            }
        }
        if !self.towns.is_empty() {
            bail!("{} areas of towns are missing", self.towns.len());
        }
        self.world.sort_by(|a, b| (&a.feature, &a.names, a.id).cmp(&(&b.feature, &b.names, b.id)));
        for place in self.world {
            table.rows.push(place.row(0, &table.features)?);
        }
        table.demonyms = resolve(&table, demonyms);
        Ok(table)
    }
}

/// The rows of the demonyms' places, sorted by form; a form that several places share goes to the largest.
fn resolve(table: &Table, demonyms: Vec<(String, u32, String)>) -> Vec<(String, u32)> {
    let ids: BTreeMap<u32, usize> = table.rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        for name in &row.names {
            let best = names.entry(key(name)).or_insert(at);
            if table.rows[*best].weight < row.weight {
                *best = at;
            }
        }
    }
    let mut rows: BTreeMap<String, u32> = BTreeMap::new();
    for (form, id, place) in demonyms {
        if let Some(&row) = ids.get(&id).filter(|_| id != 0).or_else(|| names.get(&key(&place))) {
            let best = rows.entry(form).or_insert(row as u32);
            if table.rows[*best as usize].weight < table.rows[row].weight {
                *best = row as u32;
            }
        }
    }
    rows.into_iter().collect()
}
