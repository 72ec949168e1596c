//! The container of a pack: what it is, of which format and date, and whether it is whole.
//!
//! A pack opens with 32 bytes, all numbers little-endian: the magic `DATELINE`, the kind (8 bytes of ASCII, padded with
//! zeros), the format version (u32), the date of its sources (u32, as in 20260801), the length of what follows in bytes
//! (u32) and its CRC-32 (u32).

use std::fmt;

use crate::place::gazetteer::TableError;

const MAGIC: &[u8; 8] = b"DATELINE";
const HEADER: usize = 32;

/// What a pack holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PackKind {
    /// The model and lexicons that recognise names.
    Names,
    /// What attribution has learned.
    Speakers,
    /// Tables of the dates layer.
    Dates,
    /// The gazetteer.
    Places,
    /// The rest of the gazetteer: smaller towns, more names, second-level divisions.
    MorePlaces,
    /// A gazetteer of a person's own, as CSV: no pack of ours.
    Own,
}

impl PackKind {
    /// Every kind, with the format version that this code reads.
    const ALL: [(PackKind, &'static str, u32); 6] = [
        (PackKind::Names, "names", 1),
        (PackKind::Speakers, "speakers", 1),
        (PackKind::Dates, "dates", 1),
        (PackKind::Places, "places", 1),
        (PackKind::MorePlaces, "places+", 1),
        (PackKind::Own, "own", 1),
    ];

    /// Its name in files: `names`, `places` …
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The kind with that name.
    pub fn from_name(name: &str) -> Option<PackKind> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map(|(kind, _, _)| kind)
    }

    /// The format version that this code reads and writes.
    pub fn version(self) -> u32 {
        Self::ALL[self as usize].2
    }
}

/// A pack whose header was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack<'a> {
    /// What it holds.
    pub kind: PackKind,
    /// The date of its sources, as in 20260801.
    pub date: u32,
    /// The CRC-32 of its content: the fingerprint that exports carry.
    pub checksum: u32,
    /// What follows the header.
    pub content: &'a [u8],
}

/// What tells one pack from another, without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackStamp {
    /// What it holds.
    pub kind: PackKind,
    /// The date of its sources, as in 20260801; 0 where it has none.
    pub date: u32,
    /// The CRC-32 of its content.
    pub checksum: u32,
}

/// Why bytes are not a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    Magic,
    Kind(String),
    Version { name: &'static str, expected: u32, found: u32 },
    Length { expected: usize, found: usize },
    Checksum { expected: u32, found: u32 },
    Content { name: &'static str, what: &'static str },
    Table(TableError),
}

impl From<TableError> for PackError {
    fn from(error: TableError) -> PackError {
        PackError { kind: ErrorKind::Table(error) }
    }
}

impl PackError {
    /// A pack of `kind` that is whole, but whose content does not hold together; `what` says what is wrong.
    pub fn content(kind: PackKind, what: &'static str) -> PackError {
        PackError { kind: ErrorKind::Content { name: kind.name(), what } }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Magic => {
                write!(f, "expected a pack that opens with `DATELINE`; run `cargo xtask data`")
            }
            ErrorKind::Kind(found) => {
                write!(f, "expected a pack of names, speakers, dates or places, found `{found}`")
            }
            ErrorKind::Version { name, expected, found } => {
                write!(
                    f,
                    "expected format {expected} of the {name} pack, found {found}; run `cargo xtask data`"
                )
            }
            ErrorKind::Length { expected, found } => {
                write!(f, "expected {expected} bytes of pack, found {found}; fetch the file again")
            }
            ErrorKind::Checksum { expected, found } => {
                write!(
                    f,
                    "expected a pack with checksum {expected:08x}, found {found:08x}; fetch the file again"
                )
            }
            ErrorKind::Content { name, what } => {
                write!(f, "the {name} pack is damaged: {what}; run `cargo xtask data`")
            }
            ErrorKind::Table(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PackError {}

impl<'a> Pack<'a> {
    /// Checks the header of `bytes`.
    ///
    /// # Errors
    ///
    /// [`PackError`] where they are not a pack, of another version, cut short or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Pack<'a>, PackError> {
        let fail = |kind| Err(PackError { kind });
        let Some((header, content)) = bytes.split_at_checked(HEADER) else {
            if bytes.starts_with(MAGIC) {
                return fail(ErrorKind::Length { expected: HEADER, found: bytes.len() });
            }
            return fail(ErrorKind::Magic);
        };
        if !header.starts_with(MAGIC) {
            return fail(ErrorKind::Magic);
        }
        let name = String::from_utf8_lossy(&header[8..16]);
        let name = name.trim_end_matches('\0');
        let Some(&(kind, name, expected)) = PackKind::ALL.iter().find(|(_, known, _)| *known == name) else {
            return fail(ErrorKind::Kind(name.escape_default().to_string()));
        };
        let number =
            |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        if number(16) != expected {
            return fail(ErrorKind::Version { name, expected, found: number(16) });
        }
        if number(24) as usize != content.len() {
            return fail(ErrorKind::Length { expected: number(24) as usize + HEADER, found: bytes.len() });
        }
        let checksum = crc32fast::hash(content);
        if number(28) != checksum {
            return fail(ErrorKind::Checksum { expected: number(28), found: checksum });
        }
        Ok(Pack { kind, date: number(20), checksum, content })
    }

    /// What tells it from another.
    pub fn stamp(&self) -> PackStamp {
        PackStamp { kind: self.kind, date: self.date, checksum: self.checksum }
    }

    /// The bytes of a pack of `kind` around `content`, from sources of `date`.
    pub fn write(kind: PackKind, date: u32, content: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER + content.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(kind.name().as_bytes());
        bytes.resize(16, 0);
        for number in [kind.version(), date, content.len() as u32, crc32fast::hash(content)] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        bytes.extend_from_slice(content);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_reads_back() {
        let bytes = Pack::write(PackKind::Places, 20260801, b"here");
        let pack = Pack::open(&bytes).unwrap();
        assert_eq!((pack.kind, pack.date, pack.content), (PackKind::Places, 20260801, &b"here"[..]));
    }

    #[test]
    fn every_damage_is_refused() {
        let whole = Pack::write(PackKind::Names, 20260801, b"content");
        for len in 0..whole.len() {
            assert!(Pack::open(&whole[..len]).is_err(), "cut to {len} bytes");
        }
        for at in (0..whole.len()).filter(|at| !(20..24).contains(at)) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x40;
            assert!(Pack::open(&bytes).is_err(), "byte {at} changed");
        }
    }

    #[test]
    fn messages_say_what_to_do() {
        let error = Pack::open(b"<html>").unwrap_err();
        assert_eq!(error.to_string(), "expected a pack that opens with `DATELINE`; run `cargo xtask data`");
        let mut bytes = Pack::write(PackKind::Names, 20260801, b"");
        bytes[16] = 9;
        let error = Pack::open(&bytes).unwrap_err().to_string();
        assert_eq!(error, "expected format 1 of the names pack, found 9; run `cargo xtask data`");
    }
}
