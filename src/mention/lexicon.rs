//! What is known of words and phrases: Brown cluster, sense, usual case, and which lists of names they are on.
//!
//! Words are held as hashes of 28 bits, sorted; one word in 1,500 that is on no list passes for one that is.

use super::hash;
use super::table::{Reader, Writer};

/// The number of senses.
pub const SENSES: usize = 2047;

/// Bits of hash kept of a word or phrase.
const BITS: u32 = 28;

/// Flags of a word: the lists that it is on.
pub mod flag {
    /// A forename that men have.
    pub const MALE: u16 = 1;
    /// A forename that women have.
    pub const FEMALE: u16 = 1 << 1;
    /// A surname.
    pub const SURNAME: u16 = 1 << 2;
    /// A frequent surname.
    pub const COMMON_SURNAME: u16 = 1 << 3;
    /// The whole name of a town.
    pub const TOWN: u16 = 1 << 4;
    /// The whole name of a town of 100,000 or more.
    pub const CITY: u16 = 1 << 5;
    /// The whole name of a country, a division or a region.
    pub const REGION: u16 = 1 << 6;
    /// A word of a longer name of a place.
    pub const PLACE_PART: u16 = 1 << 7;
    /// A word of the name of a firm or a university.
    pub const ORGANISATION_PART: u16 = 1 << 8;
    /// A forename of any sort.
    pub const FORENAME: u16 = MALE | FEMALE;
}

/// How a word is usually written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The lists it is on; see [`flag`].
    pub flags: u16,
    /// The path of its Brown cluster, first branch in the lowest bit; 0 where it has none.
    pub cluster: u32,
    /// How much likelier it is capitalised, in steps of e to the power of 1.5 from 1 (hardly ever) to 7 (nearly always);
    /// 0 where it is not known. Held by the lower-case form.
    pub capital: u8,
    /// Words of one sense stand in like surroundings in large amounts of text; 0 where it has none.
    pub sense: u16,
    /// Whether the exact form is in the lexicon at all.
    pub listed: bool,
}

/// The lexicon of the names pack.
#[derive(Debug, Default)]
pub struct Lexicon {
    keys: Index,
    /// Index into `clusters`, by word.
    cluster: Vec<u16>,
    /// Case class in the low 3 bits.
    capital: Vec<u8>,
    sense: Vec<u16>,
    flags: Vec<u16>,
    clusters: Vec<u32>,
    phrases: Index,
    /// Kinds of each phrase: 1 place, 2 organisation.
    phrase_kinds: Vec<u8>,
}

impl Lexicon {
    /// What is known of the word with `hash`, as written.
    pub fn look(&self, hash: u32) -> Known {
        let Some(at) = self.keys.find(hash >> (32 - BITS)) else { return Known::default() };
        let cluster = self.cluster.get(at).and_then(|&index| self.clusters.get(usize::from(index)));
        Known {
            flags: self.flags.get(at).copied().unwrap_or(0),
            cluster: cluster.copied().unwrap_or(0),
            capital: self.capital.get(at).copied().unwrap_or(0),
            sense: self.sense.get(at).copied().unwrap_or(0),
            listed: true,
        }
    }

    /// The kinds of the phrase with `hash`: bit 0 place, bit 1 organisation; 0 where it is none.
    pub fn phrase(&self, hash: u32) -> u8 {
        self.phrases.find(hash >> (32 - BITS)).and_then(|at| self.phrase_kinds.get(at).copied()).unwrap_or(0)
    }

    /// The number of words and of phrases.
    pub fn len(&self) -> (usize, usize) {
        (self.flags.len(), self.phrase_kinds.len())
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty() && self.phrase_kinds.is_empty()
    }

    /// Reads what [`encode`] wrote; `None` where it does not hold together.
    pub fn open(reader: &mut Reader) -> Option<Lexicon> {
        let clusters = reader.numbers()?;
        let keys = Index::new(reader.ascending()?);
        let count = keys.keys.len();
        let low = reader.bytes(count)?;
        let high = reader.bytes(count)?;
        let cluster: Vec<_> =
            low.iter().zip(high).map(|(&low, &high)| u16::from_le_bytes([low, high & 7])).collect();
        if cluster.iter().any(|&index| usize::from(index) >= clusters.len().max(1)) {
            return None;
        }
        let capital = high.iter().map(|&high| high >> 3).collect();
        let flags = reader.halves(count)?;
        let sense = reader.halves(count)?;
        if sense.iter().any(|&sense| usize::from(sense) > SENSES) {
            return None;
        }
        let phrases = Index::new(reader.ascending()?);
        let phrase_kinds = reader.bytes(phrases.keys.len())?.to_vec();
        Some(Lexicon { keys, cluster, capital, sense, flags, clusters, phrases, phrase_kinds })
    }
}

/// Sorted keys of [`BITS`] bits, with the start of each of 2^16 buckets.
#[derive(Debug, Default)]
struct Index {
    keys: Vec<u32>,
    starts: Vec<u32>,
}

impl Index {
    fn new(keys: Vec<u32>) -> Index {
        let mut starts = vec![0; (1 << 16) + 1];
        for &key in &keys {
            starts[((key >> (BITS - 16)) as usize + 1).min(1 << 16)] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Index { keys, starts }
    }

    fn find(&self, key: u32) -> Option<usize> {
        let bucket = (key >> (BITS - 16)) as usize;
        let (from, to) = (*self.starts.get(bucket)? as usize, *self.starts.get(bucket + 1)? as usize);
        let at = self.keys.get(from..to)?.iter().position(|&known| known == key)?;
        Some(from + at)
    }
}

/// Writes a lexicon of `words` (hash as [`hash::word`] gives it) and `phrases`. The first of two entries with one key
/// stays, with the flags of both.
pub fn encode(words: &[(u32, Known)], phrases: &[(u32, u8)], out: &mut Writer) {
    let mut words: Vec<_> = words.iter().map(|&(hash, known)| (hash >> (32 - BITS), known)).collect();
    words.sort_by_key(|&(key, _)| key);
    words.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1.flags |= next.1.flags;
        }
        same
    });
    let mut clusters: Vec<u32> = words.iter().map(|(_, known)| known.cluster).chain([0]).collect();
    clusters.sort_unstable();
    clusters.dedup();
    let index = |known: &Known| clusters.binary_search(&known.cluster).unwrap_or(0) as u16;
    out.numbers(&clusters);
    out.ascending(&words.iter().map(|&(key, _)| key).collect::<Vec<_>>());
    out.bytes(words.iter().map(|(_, known)| index(known) as u8));
    out.bytes(words.iter().map(|(_, known)| (index(known) >> 8) as u8 | known.capital << 3));
    out.halves(words.iter().map(|(_, known)| known.flags));
    out.halves(words.iter().map(|(_, known)| known.sense));
    let mut phrases: Vec<_> = phrases.iter().map(|&(hash, kinds)| (hash >> (32 - BITS), kinds)).collect();
    phrases.sort_unstable();
    phrases.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 |= next.1;
        }
        same
    });
    out.ascending(&phrases.iter().map(|&(key, _)| key).collect::<Vec<_>>());
    out.bytes(phrases.iter().map(|&(_, kinds)| kinds));
}

/// The hash of a phrase from its lower-case words.
pub fn phrase_hash<'a>(words: impl Iterator<Item = &'a str>) -> u32 {
    words.fold(0, |hash, word| hash::phrase(hash, hash::word(word.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_phrases_are_found_again() {
        let known = Known {
            flags: flag::MALE | flag::ORGANISATION_PART,
            cluster: 678,
            capital: 5,
            sense: 2047,
            listed: true,
        };
        let mut out = Writer::default();
        let new_york = phrase_hash(["new", "york"].into_iter());
        encode(
            &[(hash::word(b"Ivan"), known), (hash::word(b"Li"), Known::default())],
            &[(new_york, 1)],
            &mut out,
        );
        let bytes = out.finish();
        let lexicon = Lexicon::open(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(lexicon.look(hash::word(b"Ivan")), known);
        assert!(!lexicon.look(hash::word(b"Olga")).listed);
        assert_eq!((lexicon.phrase(new_york), lexicon.phrase(1)), (1, 0));
        for len in 0..bytes.len() {
            assert!(Lexicon::open(&mut Reader::new(&bytes[..len])).is_none(), "cut to {len} bytes");
        }
    }
}
