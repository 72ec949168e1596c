//! The content of a places pack: columns of a table of places, laid out to compress well.
//!
//! Places stand as a tree in preorder: a country, its divisions, the towns of each, so that a column of depths holds the
//! hierarchy and neighbours in the table are neighbours on Earth. After a format-wide row of section lengths come the
//! sections: feature codes, countries' codes, and the columns depth, feature, weight, id, latitude, longitude and names;
//! then the demonyms, and the names that are ordinary words. Numbers are differences to the row before, as planes of bytes.

use super::Own;
use crate::asset::{Pack, PackError, PackKind};
use crate::place::Degrees;

/// One row: what the gazetteer knows of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The GeoNames id; 0 where there is none.
    pub id: u32,
    /// Its names, the English one first; at least one.
    pub names: Vec<String>,
    /// Hundredths of a degree north.
    pub latitude: i16,
    /// Hundredths of a degree east.
    pub longitude: i16,
    /// Index into [`Table::features`].
    pub feature: u8,
    /// How deep it stands in the tree: 0 for countries, seas and regions of the world.
    pub depth: u8,
    /// Four times the binary logarithm of its number of inhabitants, or of what corresponds to it for seas and mountains;
    /// 0 where it is not known. See [`weight`] and [`population`].
    pub weight: u8,
}

/// The whole content of a places pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// GeoNames feature codes, as `PPLC`; at most 256.
    pub features: Vec<String>,
    /// The rows that are countries, in order, with their ISO 3166 codes.
    pub countries: Vec<(u32, [u8; 2])>,
    /// Places in preorder.
    pub rows: Vec<Row>,
    /// Inhabitants and adjectives with the row they belong to, sorted.
    pub demonyms: Vec<(String, u32)>,
    /// The names that are ordinary words as well (`Mobile`, `Nice`), as numbers of names counted through all rows; sorted.
    pub ordinary: Vec<u32>,
}

/// The weight of a row of the rest of the gazetteer that stands for the row of the gazetteer with its id: others hang below it, and
/// its names are more names of that place.
pub const MORE: u8 = 255;
/// The weight of a person's own places, above all others: who lists a place means it.
const OWN: u8 = 200;
const SECTIONS: usize = 10;
const DEEPEST: u8 = 4;

/// The weight of `population`: four times its binary logarithm, rounded, and at least 1 where it is known.
///
/// ```
/// use dateline::place::gazetteer::{population, weight};
/// assert_eq!((weight(0), weight(1_000_000), population(weight(1_000_000))), (0, 80, 1_000_000));
/// ```
pub fn weight(population: u64) -> u8 {
    (1..=160u8)
        .rev()
        .find(|&step| self::step(step - 1) < u128::from(population))
        .unwrap_or(population.min(1) as u8)
}

/// About how many inhabitants `weight` stands for, to two digits (at most an eighth off); 0 for unknown.
pub fn population(weight: u8) -> u64 {
    if weight == 0 {
        return 0;
    }
    // 2^(w/4), its fraction in thousandths.
    let exact = (1u64 << (weight / 4).min(40)) * [1000, 1189, 1414, 1682][usize::from(weight % 4)] / 1000;
    let mut unit = 1;
    while exact / unit >= 100 {
        unit *= 10;
    }
    (exact + unit / 2) / unit * unit
}

/// The largest population whose weight is `weight`: 2^((weight + 0.5) / 4).
fn step(weight: u8) -> u128 {
    (1u128 << (weight / 4)) * [10905, 12968, 15422, 18340][usize::from(weight % 4)] / 10000
}

impl Table {
    /// The bytes of a places pack of `kind` with this content, from sources of `date` (as in 20260801).
    pub fn write(&self, kind: PackKind, date: u32) -> Vec<u8> {
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let [features, countries, depth, feature, weight, ids, coordinates, names, demonyms, ordinary] =
            &mut sections;
        lines(features, self.features.iter());
        let mut last = 0;
        for (row, code) in &self.countries {
            varint(countries, row - last);
            countries.extend_from_slice(code);
            last = *row;
        }
        depth.extend(self.rows.iter().map(|row| row.depth));
        feature.extend(self.rows.iter().map(|row| row.feature));
        weight.extend(self.rows.iter().map(|row| row.weight));
        let mut last = 0u32;
        for row in &self.rows {
            varint(ids, zigzag32(row.id.wrapping_sub(last) as i32));
            last = row.id;
        }
        for column in [|row: &Row| row.latitude, |row: &Row| row.longitude] {
            let mut last = 0i16;
            let deltas: Vec<u16> = (self.rows.iter())
                .map(|row| {
                    let delta = column(row).wrapping_sub(last);
                    last = column(row);
                    ((delta << 1) ^ (delta >> 15)) as u16
                })
                .collect();
            coordinates.extend(deltas.iter().map(|delta| (delta >> 8) as u8));
            coordinates.extend(deltas.iter().map(|delta| *delta as u8));
        }
        for row in &self.rows {
            for (at, name) in row.names.iter().enumerate() {
                names.extend_from_slice(name.as_bytes());
                names.push(if at + 1 < row.names.len() { b'\t' } else { b'\n' });
            }
        }
        lines(demonyms, self.demonyms.iter().map(|(form, _)| form));
        for (_, row) in &self.demonyms {
            varint(demonyms, *row);
        }
        let mut last = 0;
        for name in &self.ordinary {
            varint(ordinary, name - last);
            last = *name;
        }
        let mut content = Vec::new();
        varint(&mut content, self.rows.len() as u32);
        for section in &sections {
            varint(&mut content, section.len() as u32);
        }
        content.extend(sections.concat());
        Pack::write(kind, date, &content)
    }
}

fn varint(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn zigzag32(number: i32) -> u32 {
    ((number << 1) ^ (number >> 31)) as u32
}

/// A count, then one line each.
fn lines<'a>(out: &mut Vec<u8>, texts: impl ExactSizeIterator<Item = &'a String>) {
    varint(out, texts.len() as u32);
    for text in texts {
        out.extend_from_slice(text.as_bytes());
        out.push(b'\n');
    }
}

/// The columns of a pack as they are kept in memory. Every index in them was checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub features: Vec<Box<str>>,
    pub countries: Vec<(u32, [u8; 2])>,
    /// The row above; the row itself where it is at the top.
    pub parent: Vec<u32>,
    pub feature: Vec<u8>,
    pub weight: Vec<u8>,
    pub id: Vec<u32>,
    pub latitude: Vec<i16>,
    pub longitude: Vec<i16>,
    /// All names, each ended by a tab (the next one is of the same place) or a line feed.
    pub names: String,
    /// Where each name starts in `names`, and the row it belongs to.
    pub name: Vec<(u32, u32)>,
    /// The same of names that the rest of the gazetteer adds to rows that stand before it.
    pub added: Vec<(u32, u32)>,
    pub demonyms: Vec<(Box<str>, u32)>,
    /// Names that are ordinary words as well; sorted.
    pub ordinary: Vec<u32>,
}

impl Columns {
    /// Reads the content of a places pack.
    ///
    /// # Errors
    ///
    /// [`PackError`] where it does not hold together, whatever the bytes.
    pub fn read(pack: &Pack) -> Result<Columns, PackError> {
        Columns::parse(pack.content).map_err(|what| PackError::content(pack.kind, what))
    }

    /// The name at `start` of `names`.
    pub fn name_at(&self, start: u32) -> &str {
        let rest = self.names.get(start as usize..).unwrap_or_default();
        let end = memchr::memchr2(b'\t', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        &rest[..end]
    }

    /// The first name of `row`.
    pub fn main_name(&self, row: u32) -> &str {
        let at = self.name.partition_point(|name| name.1 < row);
        self.name.get(at).map_or("", |name| self.name_at(name.0))
    }

    /// Appends the rows of `more`; those that stand for one of these give it their names.
    pub fn join(&mut self, more: &Columns) {
        let features: Vec<u8> = more.features.iter().map(|code| self.feature_of(code)).collect();
        let mut rows = Vec::with_capacity(more.id.len());
        let mut names = more.name.iter().peekable();
        let mut near = 0; // both tables are in one order: the next row of a twin is not far
        for row in 0..more.id.len() {
            let twin = (more.weight[row] == MORE)
                .then(|| {
                    let is = |id: &u32| *id == more.id[row];
                    let ahead = self.id[near..].iter().position(is).map(|at| near + at);
                    ahead.or_else(|| self.id.iter().position(is))
                })
                .flatten();
            let here = self.id.len() as u32;
            near = twin.unwrap_or(near);
            rows.push(twin.map_or(here, |at| at as u32));
            if twin.is_none() {
                let parent = more.parent[row] as usize;
                self.parent.push(rows[parent]); // parents stand before their children
                self.feature.push(features[usize::from(more.feature[row])]);
                self.weight.push(if more.weight[row] == MORE { 0 } else { more.weight[row] });
                self.id.push(more.id[row]);
                self.latitude.push(more.latitude[row]);
                self.longitude.push(more.longitude[row]);
            }
            while let Some(&(start, _)) = names.next_if(|name| name.1 as usize == row) {
                let name = more.name_at(start);
                let list = match twin {
                    Some(at) if name == self.main_name(at as u32) => continue,
                    Some(_) => &mut self.added,
                    None => &mut self.name,
                };
                list.push((self.names.len() as u32, rows[row]));
                self.names.push_str(name);
                self.names.push('\n');
            }
        }
    }

    /// Appends a place of a person's own.
    pub fn push(&mut self, own: &Own) {
        let row = self.id.len() as u32;
        let country = own.country.and_then(|code| self.countries.iter().find(|country| country.1 == code));
        self.parent.push(country.map_or(row, |country| country.0));
        let feature = self.feature_of(&own.feature);
        self.feature.push(feature);
        self.weight.push(OWN);
        self.id.push(own.id.parse().unwrap_or(0));
        let centi = |degrees: Degrees| (degrees.degrees() * 100.0) as i16;
        self.latitude.push(centi(own.at.0));
        self.longitude.push(centi(own.at.1));
        for name in &own.names {
            self.name.push((self.names.len() as u32, row));
            self.names.push_str(name);
            self.names.push('\n');
        }
    }

    /// The number of a feature code, a new one where it is not there yet.
    fn feature_of(&mut self, code: &str) -> u8 {
        let known = self.features.iter().position(|known| **known == *code);
        known.unwrap_or_else(|| {
            if self.features.len() > usize::from(u8::MAX) {
                return 0; // no table of places has so many kinds
            }
            self.features.push(code.into());
            self.features.len() - 1
        }) as u8
    }

    fn parse(content: &[u8]) -> Result<Columns, &'static str> {
        let mut reader = Reader(content);
        let rows = reader.varint()? as usize;
        let mut lengths = [0; SECTIONS];
        for length in &mut lengths {
            *length = reader.varint()? as usize;
        }
        let mut section = |at: usize| reader.take(lengths[at]).map(Reader);
        let [
            mut features,
            mut countries,
            depth,
            feature,
            weight,
            mut ids,
            mut coordinates,
            names,
            mut demonyms,
            mut ordinary,
        ] = [
            section(0)?,
            section(1)?,
            section(2)?,
            section(3)?,
            section(4)?,
            section(5)?,
            section(6)?,
            section(7)?,
            section(8)?,
            section(9)?,
        ];
        if !reader.0.is_empty() {
            return Err("there are bytes after the last section");
        }
        if [depth.0.len(), feature.0.len(), weight.0.len()] != [rows; 3] || coordinates.0.len() != rows * 4 {
            return Err("columns differ in length");
        }
        let mut columns = Columns { features: features.lines()?, ..Columns::default() };
        if feature.0.iter().any(|&code| usize::from(code) >= columns.features.len()) {
            return Err("a place has an unknown feature code");
        }
        columns.feature = feature.0.to_vec();
        columns.weight = weight.0.to_vec();
        columns.parent = parents(depth.0)?;
        let mut last = 0u32;
        while !countries.0.is_empty() {
            last = last.checked_add(countries.varint()?).ok_or("a country is out of range")?;
            let code = countries.take(2)?;
            if last as usize >= rows || !code.iter().all(u8::is_ascii_uppercase) {
                return Err("a country is out of range");
            }
            columns.countries.push((last, [code[0], code[1]]));
        }
        let mut last = 0u32;
        columns.id.reserve_exact(rows);
        for _ in 0..rows {
            let delta = ids.varint()?;
            last = last.wrapping_add((delta >> 1) ^ (delta & 1).wrapping_neg());
            columns.id.push(last);
        }
        columns.latitude = coordinates.plane(rows, 9000)?;
        columns.longitude = coordinates.plane(rows, 18000)?;
        columns.names = std::str::from_utf8(names.0).map_err(|_| "names are not UTF-8")?.into();
        let (mut start, mut row) = (0, 0);
        for (at, byte) in columns.names.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'\t' | b'\n'))
        {
            if at == start {
                return Err("a name is empty");
            }
            columns.name.push((start as u32, row));
            start = at + 1;
            row += u32::from(byte == b'\n');
        }
        if row as usize != rows || start != columns.names.len() {
            return Err("names and places differ in number");
        }
        let forms = demonyms.lines()?;
        for form in forms {
            let row = demonyms.varint()?;
            if row as usize >= rows {
                return Err("a demonym is of no place");
            }
            columns.demonyms.push((form, row));
        }
        if !columns.demonyms.is_sorted_by(|a, b| a.0 <= b.0) {
            return Err("demonyms are not sorted");
        }
        let mut last = 0u32;
        while !ordinary.0.is_empty() {
            last = last.checked_add(ordinary.varint()?).ok_or("an ordinary word is no name")?;
            if last as usize >= columns.name.len() {
                return Err("an ordinary word is no name");
            }
            columns.ordinary.push(last);
        }
        if !ids.0.is_empty() || !demonyms.0.is_empty() {
            return Err("a section is too long");
        }
        Ok(columns)
    }
}

/// The row above each row, from the depths of a tree in preorder.
fn parents(depths: &[u8]) -> Result<Vec<u32>, &'static str> {
    let mut path = [0u32; DEEPEST as usize + 1];
    let mut deepest = 0;
    let mut parents = Vec::with_capacity(depths.len());
    for (row, &depth) in depths.iter().enumerate() {
        if depth > DEEPEST || depth > deepest {
            return Err("the tree of places is broken");
        }
        let here = usize::from(depth);
        path[here] = row as u32;
        parents.push(path[here.saturating_sub(1)]);
        deepest = depth + 1;
    }
    Ok(parents)
}

/// Reads numbers and lines off the front of a section.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], &'static str> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or("a section is cut short")?;
        self.0 = rest;
        Ok(taken)
    }

    fn varint(&mut self) -> Result<u32, &'static str> {
        let mut number = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("a number is too long")
    }

    fn lines(&mut self) -> Result<Vec<Box<str>>, &'static str> {
        let count = self.varint()?;
        let mut lines = Vec::new();
        for _ in 0..count {
            let end = memchr::memchr(b'\n', self.0).ok_or("a line is cut short")?;
            let line = std::str::from_utf8(self.take(end)?).map_err(|_| "a line is not UTF-8")?;
            self.take(1)?;
            lines.push(line.into());
        }
        Ok(lines)
    }

    /// A column of `rows` differences, high bytes before low ones, of numbers from `-limit` to `limit`.
    fn plane(&mut self, rows: usize, limit: i16) -> Result<Vec<i16>, &'static str> {
        let (high, low) = (self.take(rows)?, self.take(rows)?);
        let mut last = 0i16;
        let numbers: Vec<i16> = (high.iter().zip(low))
            .map(|(&high, &low)| {
                let delta = u16::from_be_bytes([high, low]);
                last = last.wrapping_add(((delta >> 1) ^ (delta & 1).wrapping_neg()) as i16);
                last
            })
            .collect();
        match numbers.iter().all(|number| (-limit..=limit).contains(number)) {
            true => Ok(numbers),
            false => Err("a coordinate is out of range"),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A table of a few places, two of them called Paris.
    pub fn small() -> Table {
        let row = |id, names: &[&str], at: (i16, i16), feature, depth, population| Row {
            id,
            names: names.iter().map(|name| name.to_string()).collect(),
            latitude: at.0,
            longitude: at.1,
            feature,
            depth,
            weight: weight(population),
        };
        Table {
            features: ["PCLI", "ADM1", "PPL", "SEA"].map(str::to_string).to_vec(),
            countries: vec![(0, *b"FR"), (2, *b"US")],
            rows: vec![
                row(3017382, &["France"], (4600, 200), 0, 0, 67_000_000),
                row(2988507, &["Paris"], (4885, 235), 2, 1, 2_138_551),
                row(6252001, &["United States", "U.S."], (3976, -9850), 0, 0, 327_000_000),
                row(4736286, &["Texas", "Tex."], (3125, -9925), 1, 1, 0),
                row(4717560, &["Paris"], (3366, -9556), 2, 2, 24_782),
                row(0, &["North Sea"], (5600, 300), 3, 0, 0),
            ],
            demonyms: vec![("French".into(), 0), ("Texan".into(), 3)],
            ordinary: vec![4],
        }
    }

    /// What hangs below some of [`small`].
    pub fn rest() -> Table {
        let row = |id, names: &[&str], feature, depth, weight| Row {
            id,
            names: names.iter().map(|name| name.to_string()).collect(),
            latitude: 3370,
            longitude: -9550,
            feature,
            depth,
            weight,
        };
        Table {
            features: ["ADM2", "PCLI", "PPLX"].map(str::to_string).to_vec(),
            countries: vec![(0, *b"US")],
            rows: vec![
                row(6252001, &["United States"], 1, 0, MORE),
                row(4736286, &["Texas", "Tejas"], 0, 1, MORE),
                row(10, &["Lamar County", "Lamar"], 0, 2, weight(50_000)),
                row(11, &["Petit Paris"], 2, 3, weight(510)),
                row(12, &["Nowhere"], 2, 0, MORE), // of no row there
            ],
            ..Table::default()
        }
    }

    #[test]
    fn a_table_reads_back() {
        let table = small();
        let bytes = table.write(PackKind::Places, 20260801);
        let pack = Pack::open(&bytes).unwrap();
        let columns = Columns::read(&pack).unwrap();
        assert_eq!(columns.parent, [0, 0, 2, 2, 3, 5]);
        assert_eq!(columns.countries, table.countries);
        assert_eq!(columns.name.len(), 8);
        for (at, row) in table.rows.iter().enumerate() {
            assert_eq!(
                (columns.id[at], columns.latitude[at], columns.longitude[at]),
                (row.id, row.latitude, row.longitude)
            );
            assert_eq!((columns.feature[at], columns.weight[at]), (row.feature, row.weight));
        }
        assert_eq!(columns.ordinary, [4]);
        assert_eq!(columns.demonyms[1], ("Texan".into(), 3));
    }

    #[test]
    fn damage_behind_a_right_checksum_is_an_error_or_another_table() {
        let bytes = small().write(PackKind::Places, 20260801);
        let content = Pack::open(&bytes).unwrap().content;
        for at in 0..content.len() {
            for flip in [0x01, 0x0a, 0x40, 0x80, 0xff] {
                let mut damaged = content.to_vec();
                damaged[at] ^= flip;
                if let Ok(columns) = Columns::parse(&damaged) {
                    assert_eq!(columns.parent.len(), columns.id.len());
                }
            }
            assert!(Columns::parse(&content[..at]).is_err(), "cut to {at} bytes");
        }
    }

    #[test]
    fn populations_survive_within_an_eighth() {
        for number in [1u64, 2, 501, 5_000, 24_782, 999_999, 1_400_000_000] {
            let back = population(weight(number));
            assert!(back.abs_diff(number) * 8 <= number, "{number} as {back}");
        }
        assert_eq!((weight(0), population(0)), (0, 0));
    }
}
