//! A gazetteer of a person's own: a table as CSV.
//!
//! ```csv
//! name,latitude,longitude,id
//! Old Mill,48.8534,2.3488,site-7
//! ```
//!
//! The first line names the columns, in any order and case; those with other names are passed over. `name`, `latitude`
//! and `longitude` (in degrees; also `lat`, `lon` and `lng`) are needed. `id` may be any text; where it is a number, it is taken for a
//! GeoNames id. `alternates` are more names, parted by `|`; `country` is an ISO 3166 code, `feature` a GeoNames feature
//! code, `population` a number. Cells are parted by commas, semicolons or tabs, and may stand in quotation marks, as RFC 4180 has it.

use std::fmt;

use super::fold;
use crate::place::Degrees;

/// A line of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Own {
    /// The name, and others.
    pub names: Vec<String>,
    /// Degrees north and east.
    pub at: (Degrees, Degrees),
    pub id: String,
    pub country: Option<[u8; 2]>,
    pub feature: String,
    pub population: u64,
}

/// Why a text is not a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line where it ends to be one, from 1.
    line: usize,
    expected: &'static str,
    found: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TableError { line, expected, found } = self;
        write!(f, "line {line} of the gazetteer: expected {expected}, found {found:?}")
    }
}

impl std::error::Error for TableError {}

const COLUMNS: [&str; 8] =
    ["name", "latitude", "longitude", "id", "alternates", "country", "feature", "population"];

/// Whether `bytes` look like such a table, and no pack or page: whether the first line names a column of latitudes.
pub(crate) fn is_table(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    !line.starts_with(b"DATELINE")
        && !line.starts_with(b"<")
        && line.windows(3).any(|letters| letters.eq_ignore_ascii_case(b"lat"))
}

/// Reads such a table.
///
/// # Errors
///
/// [`TableError`] at the first line that is not as it should be.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Own>, TableError> {
    let fail = |line, expected, found: &str| {
        Err(TableError { line, expected, found: found.chars().take(60).collect() })
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + memchr::memchr_iter(b'\n', before).count();
            return fail(line, "UTF-8; save the table as “CSV UTF-8”", "another byte");
        }
    };
    let first = text.lines().next().unwrap_or_default();
    let mark = [b'\t', b';'].into_iter().find(|&mark| first.as_bytes().contains(&mark)).unwrap_or(b',');
    let mut reader = Reader { text, line: 1, mark };
    let header = reader.row()?.unwrap_or_default();
    let columns = COLUMNS.map(|column| {
        header.iter().position(|cell| {
            let cell = cell.trim().to_ascii_lowercase();
            let short = match &*cell {
                "lat" => "latitude",
                "lon" | "lng" => "longitude",
                cell => cell,
            };
            short == column
        })
    });
    if columns[..3].contains(&None) {
        return fail(1, "the columns name, latitude and longitude, named in the first line", first);
    }
    let mut places = Vec::new();
    loop {
        let line = reader.line;
        let Some(row) = reader.row()? else { return Ok(places) };
        let [name, latitude, longitude, id, alternates, country, feature, population] =
            columns.map(|at| at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim()));
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let angle = |text, most| Degrees::parse(text).filter(|angle| angle.degrees().abs() <= most);
        let Some(north) = angle(latitude, 90.0) else {
            return fail(line, "a latitude from -90 to 90 degrees, as 48.8534", latitude);
        };
        let Some(east) = angle(longitude, 180.0) else {
            return fail(line, "a longitude from -180 to 180 degrees, as 2.3488", longitude);
        };
        let mut names: Vec<String> = Vec::new();
        for name in std::iter::once(name).chain(alternates.split('|')) {
            let mut key = String::new();
            fold(name, &mut key);
            if !key.is_empty() {
                names.push(name.split_whitespace().collect::<Vec<_>>().join(" "));
            } else if names.is_empty() {
                return fail(line, "a name", name);
            }
        }
        let country = match country.to_ascii_uppercase().as_bytes() {
            [] => None,
            &[first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Some([first, second]),
            _ => return fail(line, "the code of a country, as FR", country),
        };
        if !feature.bytes().all(|byte| byte.is_ascii_alphanumeric()) || feature.len() > 10 {
            return fail(line, "a feature code of GeoNames, as PPL", feature);
        }
        let Some(population) = (if population.is_empty() { Some(0) } else { population.parse().ok() }) else {
            return fail(line, "a number of inhabitants, as 25000", population);
        };
        places.push(Own {
            names,
            at: (north, east),
            id: id.to_string(),
            country,
            feature: feature.to_ascii_uppercase(),
            population,
        });
    }
}

/// Reads rows of cells by RFC 4180.
struct Reader<'a> {
    text: &'a str,
    /// The line at which `text` starts.
    line: usize,
    mark: u8,
}

impl Reader<'_> {
    /// The cells of the next row; none at the end.
    fn row(&mut self) -> Result<Option<Vec<String>>, TableError> {
        if self.text.is_empty() {
            return Ok(None);
        }
        let start = self.line;
        let mut row = vec![String::new()];
        let mut quoted = false;
        let bytes = self.text.as_bytes();
        let mut from = 0; // where what is not yet in a cell starts
        for at in 0..=bytes.len() {
            let byte = bytes.get(at).copied();
            self.line += usize::from(byte == Some(b'\n'));
            let cell = row.len() - 1;
            match byte {
                Some(b'"') => {
                    row[cell].push_str(&self.text[from..at]);
                    // Two in a quoted cell are one.
                    if !quoted && at > 0 && bytes[at - 1] == b'"' {
                        row[cell].push('"');
                    }
                    quoted = !quoted;
                    from = at + 1;
                }
                Some(byte) if quoted || byte != self.mark && byte != b'\n' => {}
                None if quoted => {
                    let found = self.text[from..].chars().take(60).collect();
                    return Err(TableError {
                        line: start,
                        expected: "a quotation mark after the cell",
                        found,
                    });
                }
                end => {
                    row[cell].push_str(&self.text[from..at]);
                    from = at + 1;
                    if end == Some(self.mark) {
                        row.push(String::new());
                        continue;
                    }
                    self.text = self.text.get(from..).unwrap_or_default();
                    return Ok(Some(row));
                }
            }
        }
        Ok(Some(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Own {
        let [own] = &read(text.as_bytes()).unwrap()[..] else { panic!("{text}") };
        own.clone()
    }

    #[test]
    fn tables_are_read_in_any_form() {
        let place = one("name,latitude,longitude,id\nOld Mill,48.8534,2.3488,site-7\n");
        assert_eq!((&*place.names[0], &*place.id), ("Old Mill", "site-7"));
        assert_eq!(place.at, (Degrees::of(48.8534), Degrees::of(2.3488)));
        for text in [
            "\u{feff}ID,Name,LON,Lat\r\nsite-7,Old Mill,2.3488,48.8534\r\n",
            "name;latitude;longitude;id\nOld  Mill;48,8534;2,3488;site-7",
            "note\tname\tlat\tlng\tid\n\"many\n\"\"lines\"\"\"\tOld Mill\t48.8534\t2.3488\tsite-7\n\n",
            "\"name\",\"latitude\",\"longitude\",\"id\"\n\"Old Mill\",\"48.8534\",\"2.3488\",\"site-7\"",
        ] {
            assert!(is_table(text.as_bytes()), "{text}");
            assert_eq!(one(text), place, "{text}");
        }
        let rich = "name,latitude,longitude,alternates,country,feature,population\n\"A \"\"b\"\", c\",1,2,D| |E,fr,ppl,25";
        let rich = one(rich);
        assert_eq!(rich.names, ["A \"b\", c", "D", "E"]);
        assert_eq!((rich.country, &*rich.feature, rich.population), (Some(*b"FR"), "PPL", 25));
        assert!(!is_table(b"<html>") && !is_table(b"DATELINE") && !is_table(b""));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let message = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        let at = |line: &str| {
            message(&format!("name,latitude,longitude,country,feature,population\nA,1,2\n{line}"))
        };
        assert_eq!(
            message("name,lat\nA,1"),
            "line 1 of the gazetteer: expected the columns name, latitude and longitude, named in the first line, \
             found \"name,lat\""
        );
        for (line, words) in [
            ("B,north,2", "a latitude from -90 to 90 degrees, as 48.8534, found \"north\""),
            ("B,91,2", "a latitude from -90 to 90 degrees, as 48.8534, found \"91\""),
            ("B,1", "a longitude from -180 to 180 degrees, as 2.3488, found \"\""),
            (" ,1,2", "a name, found \"\""),
            ("B,1,2,France", "the code of a country, as FR, found \"France\""),
            ("B,1,2,FR,P P", "a feature code of GeoNames, as PPL, found \"P P\""),
            ("B,1,2,FR,PPL,many", "a number of inhabitants, as 25000, found \"many\""),
            ("\"B,1,2", "a quotation mark after the cell, found \"B,1,2\""),
        ] {
            assert_eq!(at(line), format!("line 3 of the gazetteer: expected {words}"), "{line}");
        }
        let error = read(b"name,latitude,longitude\nA\xff,1,2").unwrap_err().to_string();
        assert!(error.starts_with("line 2 of the gazetteer: expected UTF-8;"), "{error}");
    }

    #[test]
    fn damage_never_panics() {
        let table =
            "name,latitude,longitude,id,country\n\"Old \"\"Mill\"\"\",48.8534,2.3488,site-7,FR\nÉ,1,2,,\n";
        for at in 0..table.len() {
            for byte in [b'"', b',', b'\n', b'0', 0x80, 0xff] {
                let mut bytes = table.as_bytes().to_vec();
                bytes[at] = byte;
                drop(read(&bytes));
                drop(read(&bytes[..at]));
            }
        }
    }
}
