//! The gazetteer: names of places, and where those places are.

mod fold;
pub(crate) mod own;
mod table;

pub use fold::fold;
pub use own::TableError;
pub use table::{MORE, Row, Table, population, weight};

pub(crate) use own::Own;
pub(crate) use table::Columns;

use std::ops::Range;

use super::Location;
use super::distance::squared;
use crate::asset::{Pack, PackError};

/// A place of the gazetteer, as an index into its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

impl PlaceId {
    fn row(self) -> usize {
        self.0 as usize
    }

    /// The index itself.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// What a place is, roughly: the levels that rules ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A continent, or a region of several countries: `the Middle East`.
    Region,
    /// A country or a dependent territory.
    Country,
    /// A state or a province.
    Division,
    /// A county, a district.
    District,
    /// A city, a town, a village.
    Town,
    /// A sea, a river, a mountain, a park.
    Nature,
}

/// A name that was found in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The place of that name.
    pub place: PlaceId,
    /// The name as the gazetteer writes it.
    pub name: &'a str,
    /// Whether it is the place's first, English name.
    pub main: bool,
    /// Whether the name is an ordinary word as well, more usual than the place: `Mobile`.
    pub ordinary: bool,
    /// Whether only the rest of the gazetteer has the name.
    pub rare: bool,
}

/// Names of places, and where those places are. Opened from a pack once, then shared.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The date of its sources, as in 20260801.
    pub date: u32,
    /// The fingerprint of its pack.
    pub checksum: u32,
    columns: Columns,
    /// The rows of the rest of the gazetteer, then those of a person's own up to the end.
    more: Range<u32>,
    own: Vec<Own>,
    levels: Vec<Level>,
    /// The country of each row, as an index into `columns.countries`; `NONE` for what belongs to none.
    country: Vec<u16>,
    /// Open addressing by hash of the folded name: the last name with that form, plus 1; 0 is empty.
    slots: Vec<u32>,
    /// For each slot eight more bits of its hash, so that few names are compared in vain.
    tags: Vec<u8>,
    /// For each name the one before it with the same folded form, plus 1; 0 ends the chain.
    chain: Vec<u32>,
    /// The number of words of the longest name.
    deepest: usize,
}

const NONE: u16 = u16::MAX;

impl Gazetteer {
    /// Opens the gazetteer in `pack`: checks every column, and indexes the names.
    ///
    /// # Errors
    ///
    /// [`PackError`] where its content does not hold together.
    pub fn open(pack: &Pack) -> Result<Gazetteer, PackError> {
        let columns = Columns::read(pack)?;
        let gazetteer =
            Gazetteer { date: pack.date, checksum: pack.checksum, columns, ..Gazetteer::default() };
        Ok(gazetteer.ready())
    }

    /// `base` with `more` and the places of a person's `own` behind it.
    pub(crate) fn join(base: Option<&Gazetteer>, more: Option<&Columns>, own: &[Own]) -> Gazetteer {
        let mut gazetteer = Gazetteer::default();
        if let Some(base) = base {
            gazetteer = Gazetteer { date: base.date, checksum: base.checksum, ..gazetteer };
            gazetteer.columns = base.columns.clone();
        }
        let from = gazetteer.len() as u32;
        if let Some(more) = more {
            gazetteer.columns.join(more);
        }
        gazetteer.more = from..gazetteer.len() as u32;
        gazetteer.own = own.to_vec();
        for place in own {
            gazetteer.columns.push(place);
        }
        gazetteer.ready()
    }

    /// Derives what the columns do not hold.
    fn ready(mut self) -> Gazetteer {
        let names = self.columns.name.len() + self.columns.added.len();
        self.slots = vec![0; (names * 2).next_power_of_two().max(16)];
        self.chain = vec![0; names];
        self.deepest = 0;
        self.classify();
        self.index();
        self
    }

    /// Fills in levels and countries.
    fn classify(&mut self) {
        let columns = &self.columns;
        let by_feature: Vec<Level> = columns.features.iter().map(|code| level(code)).collect();
        self.levels = columns.feature.iter().map(|&code| by_feature[usize::from(code)]).collect();
        self.country = vec![NONE; columns.parent.len()];
        for (index, &(row, _)) in columns.countries.iter().enumerate() {
            self.country[row as usize] = index as u16;
        }
        for (row, &parent) in columns.parent.iter().enumerate() {
            if self.country[row] == NONE {
                self.country[row] = self.country[parent as usize]; // parents stand before their children
            }
        }
    }

    /// Fills in the table of folded names.
    fn index(&mut self) {
        let mask = self.slots.len() - 1;
        self.tags = vec![0; self.slots.len()];
        let (mut key, mut other) = (String::new(), String::new());
        for name in 0..self.chain.len() {
            key.clear();
            fold(self.name(name), &mut key);
            self.deepest = self.deepest.max(1 + memchr::memchr_iter(b' ', key.as_bytes()).count());
            let hash = hash(&key);
            let mut slot = hash as usize & mask;
            while self.slots[slot] != 0 {
                if self.tags[slot] == tag(hash) {
                    other.clear();
                    fold(self.name(self.slots[slot] as usize - 1), &mut other);
                    if other == key {
                        self.chain[name] = self.slots[slot];
                        break;
                    }
                }
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = name as u32 + 1;
            self.tags[slot] = tag(hash);
        }
    }

    /// Where name number `name` starts, and its row.
    fn entry(&self, name: usize) -> Option<(u32, u32)> {
        let Columns { name: names, added, .. } = &self.columns;
        names.get(name).or_else(|| added.get(name - names.len())).copied()
    }

    fn name(&self, name: usize) -> &str {
        self.entry(name).map_or("", |(start, _)| self.columns.name_at(start))
    }

    /// The number of places.
    pub fn len(&self) -> usize {
        self.columns.id.len()
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of words of its longest name.
    pub fn longest(&self) -> usize {
        self.deepest
    }

    /// The places called `name`, whatever its case and accents, in a fixed order.
    pub fn find(&self, name: &str) -> Vec<Entry<'_>> {
        let mut key = String::with_capacity(name.len() + 8);
        fold(name, &mut key);
        self.folded(&key).collect()
    }

    /// The places whose folded name is `key` (see [`fold()`]), in a fixed order.
    pub fn folded<'a>(&'a self, key: &str) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let mut next = self.slot(key);
        std::iter::from_fn(move || {
            let name = (next as usize).checked_sub(1)?;
            next = self.chain.get(name).copied().unwrap_or(0);
            let row = self.entry(name)?.1;
            let added = name >= self.columns.name.len();
            let main = !added && (name == 0 || self.entry(name - 1).is_none_or(|before| before.1 != row));
            let ordinary = self.columns.ordinary.binary_search(&(name as u32)).is_ok();
            Some(Entry {
                place: PlaceId(row),
                name: self.name(name),
                main,
                ordinary,
                rare: added || self.more.contains(&row),
            })
        })
    }

    /// The last name, plus 1, whose folded form is `key`; 0 where there is none.
    fn slot(&self, key: &str) -> u32 {
        if key.is_empty() {
            return 0;
        }
        let mask = self.slots.len() - 1;
        let hash = hash(key);
        let mut slot = hash as usize & mask;
        let mut other = String::new();
        while let Some(&name) = self.slots.get(slot).filter(|&&name| name != 0) {
            if self.tags[slot] == tag(hash) {
                other.clear();
                fold(self.name(name as usize - 1), &mut other);
                if other == key {
                    return name;
                }
            }
            slot = (slot + 1) & mask;
        }
        0
    }

    /// How well known the best-known place called `name` is: its weight, 1 to 255 (see [`weight`]); none where no place is
    /// called that. Cheap enough to be asked for every capitalised word.
    pub fn contains(&self, name: &str) -> Option<u8> {
        let mut key = String::with_capacity(name.len() + 8);
        fold(name, &mut key);
        self.folded(&key).map(|entry| self.weight(entry.place).max(1)).max()
    }

    /// The place that a demonym is of: `Texan` of Texas.
    pub fn demonym(&self, word: &str) -> Option<PlaceId> {
        let demonyms = &self.columns.demonyms;
        let at = demonyms.binary_search_by(|(form, _)| (**form).cmp(word)).ok()?;
        Some(PlaceId(demonyms[at].1))
    }

    /// What `place` is.
    pub fn level(&self, place: PlaceId) -> Level {
        self.levels.get(place.row()).copied().unwrap_or(Level::Nature)
    }

    /// How large or well known `place` is: see [`weight`]; 0 where it is not known.
    pub fn weight(&self, place: PlaceId) -> u8 {
        self.columns.weight.get(place.row()).copied().unwrap_or(0)
    }

    /// What a person's own gazetteer says of `place`, where it is from there.
    pub(crate) fn own(&self, place: PlaceId) -> Option<&Own> {
        self.own.get(place.0.checked_sub(self.more.end)? as usize)
    }

    /// The GeoNames feature code of `place`.
    pub fn feature(&self, place: PlaceId) -> &str {
        let code = self.columns.feature.get(place.row()).map_or(0, |&code| usize::from(code));
        self.columns.features.get(code).map_or("", |code| code)
    }

    /// The place that `place` lies in: its county, state or country.
    pub fn parent(&self, place: PlaceId) -> Option<PlaceId> {
        self.columns
            .parent
            .get(place.row())
            .filter(|&&parent| parent != place.0)
            .map(|&parent| PlaceId(parent))
    }

    /// Whether `inner` lies in `outer`, or is it.
    pub fn lies_in(&self, inner: PlaceId, outer: PlaceId) -> bool {
        std::iter::successors(Some(inner), |&place| self.parent(place)).any(|place| place == outer)
    }

    /// The country of `place`; a country is its own.
    pub fn country(&self, place: PlaceId) -> Option<PlaceId> {
        let index = self.country.get(place.row())?;
        self.columns.countries.get(usize::from(*index)).map(|country| PlaceId(country.0))
    }

    /// Whether all towns of `country` lie within so many kilometres of its point. Goes over the whole gazetteer.
    pub(super) fn is_within(&self, country: PlaceId, kilometres: f64) -> bool {
        let middle = self.point(country);
        let inside =
            |&place: &PlaceId| self.level(place) == Level::Town && self.country(place) == Some(country);
        let mut towns = (0..self.len() as u32).map(PlaceId).filter(inside);
        towns.all(|town| squared(self.point(town), middle) <= kilometres * kilometres)
    }

    /// The state or province of `place`; a division is its own.
    pub fn division(&self, place: PlaceId) -> Option<PlaceId> {
        std::iter::successors(Some(place), |&place| self.parent(place))
            .find(|&place| self.level(place) == Level::Division)
    }

    /// Where `place` is, in hundredths of a degree north and east.
    pub fn position(&self, place: PlaceId) -> (i16, i16) {
        let columns = &self.columns;
        (
            columns.latitude.get(place.row()).copied().unwrap_or(0),
            columns.longitude.get(place.row()).copied().unwrap_or(0),
        )
    }

    /// Where `place` is, in degrees north and east.
    pub(super) fn point(&self, place: PlaceId) -> (f64, f64) {
        let (north, east) = self.position(place);
        (f64::from(north) / 100.0, f64::from(east) / 100.0)
    }

    /// The English name of `place`.
    pub fn main_name(&self, place: PlaceId) -> &str {
        self.columns.main_name(place.0)
    }

    /// Everything known of `place`.
    pub fn location(&self, place: PlaceId) -> Location {
        let (latitude, longitude) = self.position(place);
        let country =
            self.country.get(place.row()).and_then(|&at| self.columns.countries.get(usize::from(at)));
        let inhabited = matches!(self.level(place), Level::Town | Level::Country);
        let mut location = Location {
            geonameid: self.columns.id.get(place.row()).copied().filter(|&id| id != 0),
            name: self.main_name(place).to_string(),
            country: country.map_or(String::new(), |(_, code)| code.iter().map(|&c| char::from(c)).collect()),
            division: self
                .division(place)
                .map_or(String::new(), |division| self.main_name(division).to_string()),
            feature: self.feature(place).to_string(),
            latitude: f64::from(latitude) / 100.0,
            longitude: f64::from(longitude) / 100.0,
            population: if inhabited { population(self.weight(place)) } else { 0 },
            id: None,
        };
        if let Some(own) = self.own(place) {
            (location.latitude, location.longitude) = (own.at.0.degrees(), own.at.1.degrees());
            location.population = own.population;
            location.id = location.geonameid.is_none().then(|| own.id.clone()).filter(|id| !id.is_empty());
        }
        location
    }
}

/// What a GeoNames feature code stands for.
fn level(code: &str) -> Level {
    match code {
        "ADM1" | "ADM1H" => Level::Division,
        "CONT" | "RGN" | "RGNE" | "ZN" => Level::Region,
        _ if code.starts_with("PCL") || code == "TERR" => Level::Country,
        _ if code.starts_with("ADM") => Level::District,
        // A person's own place without a code may be anything; texts speak of most as of towns.
        "" | "STLMT" => Level::Town,
        _ if code.starts_with("PPL") => Level::Town,
        _ => Level::Nature,
    }
}

/// The bits of a hash that a slot remembers.
fn tag(hash: u32) -> u8 {
    (hash >> 24) as u8
}

/// FNV-1a.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asset::PackKind;

    fn small() -> Gazetteer {
        let bytes = table::tests::small().write(PackKind::Places, 20260801);
        Gazetteer::open(&Pack::open(&bytes).unwrap()).unwrap()
    }

    #[test]
    fn names_find_their_places() {
        let gazetteer = small();
        let ids = |name| -> Vec<_> {
            gazetteer.find(name).iter().map(|entry| gazetteer.location(entry.place).geonameid).collect()
        };
        assert_eq!(ids("PARIS"), [Some(4717560), Some(2988507)]);
        assert_eq!(ids("U.S"), [Some(6252001)]);
        assert_eq!(ids("north sea"), [None]);
        assert_eq!(ids("Lyon"), []);
        assert_eq!(ids(""), []);
    }

    #[test]
    fn places_know_where_they_lie() {
        let gazetteer = small();
        let paris = gazetteer.find("Paris")[0].place;
        let location = gazetteer.location(paris);
        assert_eq!((&*location.country, &*location.division), ("US", "Texas"));
        assert_eq!((location.latitude, location.longitude, location.population), (33.66, -95.56, 23_000));
        assert!(gazetteer.lies_in(paris, gazetteer.find("Texas")[0].place));
        assert!(!gazetteer.lies_in(paris, gazetteer.find("France")[0].place));
        assert_eq!(gazetteer.demonym("Texan"), Some(gazetteer.find("Texas")[0].place));
        assert_eq!(gazetteer.contains("Gotham"), None);
    }

    #[test]
    fn the_rest_and_a_list_of_ones_own_join() {
        let more = table::tests::rest().write(PackKind::MorePlaces, 20260801);
        let more = Columns::read(&Pack::open(&more).unwrap()).unwrap();
        let csv = "name,latitude,longitude,id,country,feature,alternates\n\
                   Paris,1.23456,2.5,site-7,fr,,The Den\nParis,3,4,77,,S,\nMill,0,0,,ZZ,ISL,";
        let own = own::read(csv.as_bytes()).unwrap();
        let base = small();
        let joined = Gazetteer::join(Some(&base), Some(&more), &own);
        assert_eq!(joined.len(), base.len() + 3 + 3, "what stands for a row of the base is no row");
        let locations = |name| -> Vec<Location> {
            joined.find(name).iter().map(|entry| joined.location(entry.place)).collect()
        };
        let [hamlet] = &locations("Petit Paris")[..] else { panic!() };
        assert_eq!((&*hamlet.country, &*hamlet.division, &*hamlet.feature), ("US", "Texas", "PPLX"));
        assert_eq!((hamlet.geonameid, hamlet.latitude, hamlet.population), (Some(11), 33.7, 510));
        let [county] = &locations("lamar county")[..] else { panic!() };
        assert_eq!((county.class(), &*county.division), ("A", "Texas"));
        let place = joined.find("Petit Paris")[0].place;
        assert!(joined.find("Petit Paris")[0].rare && !joined.find("Texas")[0].rare);
        let [texas] = &joined.find("Tejas")[..] else { panic!() };
        assert!(texas.rare && !texas.main && joined.main_name(texas.place) == "Texas");
        assert!(joined.lies_in(place, joined.find("Lamar County")[0].place));
        let paris: Vec<_> = locations("paris")
            .into_iter()
            .map(|location| (location.geonameid, location.id, location.country, location.latitude))
            .collect();
        assert_eq!(
            paris,
            [
                (Some(77), None, "".into(), 3.0),
                (None, Some("site-7".into()), "FR".into(), 1.23456),
                (Some(4717560), None, "US".into(), 33.66),
                (Some(2988507), None, "FR".into(), 48.85)
            ]
        );
        assert_eq!(locations("the den")[0].name, "Paris");
        assert_eq!((locations("mill")[0].class(), &*locations("mill")[0].country), ("T", ""));
        assert_eq!(base.find("Paris").len(), 2);
        let alone = Gazetteer::join(None, None, &own);
        assert_eq!(alone.find("PARIS").len(), 2);
        assert_eq!(Gazetteer::join(None, Some(&more), &[]).len(), more.id.len());
    }

    #[test]
    fn a_damaged_gazetteer_never_panics() {
        let bytes = table::tests::small().write(PackKind::Places, 20260801);
        let content = Pack::open(&bytes).unwrap().content.to_vec();
        for at in 0..content.len() {
            for flip in [0x01, 0x08, 0x20, 0x80, 0xff] {
                let mut content = content.clone();
                content[at] ^= flip;
                let bytes = Pack::write(PackKind::Places, 20260801, &content);
                let Ok(gazetteer) = Gazetteer::open(&Pack::open(&bytes).unwrap()) else { continue };
                let columns = Columns::read(&Pack::open(&bytes).unwrap()).unwrap();
                drop(Gazetteer::join(Some(&small()), Some(&columns), &[]));
                for place in (0..=gazetteer.len() as u32).map(PlaceId) {
                    let location = gazetteer.location(place);
                    assert!(location.latitude.abs() <= 90.0 && location.longitude.abs() <= 180.0);
                    let _ = (gazetteer.find(&location.name), gazetteer.lies_in(place, PlaceId(0)));
                }
            }
        }
    }
}
