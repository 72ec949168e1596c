//! The weights of the sequence model: a row of small integers for each feature, and the steps between tags.

use super::MentionKind;
use super::form::CLASSES;
use super::table::{Reader, Writer};

/// The number of tags: outside, and beginning and inside of each kind.
pub const TAGS: usize = 13;
/// The tag of a token outside any name.
pub const OUTSIDE: usize = 0;
/// Steps of score in one unit of log-probability.
pub const UNIT: i32 = 16;
/// Bits of a feature's hash that are kept.
pub const KEY_BITS: u32 = 26;

/// The kinds in the order of their tags.
pub const KINDS: [MentionKind; 6] = [
    MentionKind::Person,
    MentionKind::Place,
    MentionKind::Organisation,
    MentionKind::Facility,
    MentionKind::Demonym,
    MentionKind::Other,
];

/// The raw thousandths at which the table of calibration has its points: close together where most names are.
pub const POINTS: [u16; 21] =
    [0, 100, 200, 300, 400, 500, 550, 600, 650, 700, 750, 800, 850, 900, 930, 950, 970, 980, 990, 996, 1000];

/// Scores of every tag, in [`UNIT`]s of log-probability.
pub type Scores = [i32; TAGS];

/// Whether `tag` goes on with a name.
pub const fn is_inside(tag: usize) -> bool {
    tag != OUTSIDE && tag.is_multiple_of(2)
}

/// The kind of `tag`, which is not [`OUTSIDE`], as an index into [`KINDS`].
pub const fn kind_of(tag: usize) -> usize {
    (tag - 1) / 2
}

/// Whether tag `to` may follow tag `from`: a name goes on only with its own kind.
pub const fn may_follow(from: usize, to: usize) -> bool {
    !is_inside(to) || from != OUTSIDE && kind_of(from) == kind_of(to)
}

const ROW: usize = 16;
const EMPTY: [u8; 3] = [0xff; 3];

/// The trained model.
pub struct Model {
    /// 16 bytes a row: a weight for each tag, then three bytes that tell the feature. Open addressing in sorted order.
    rows: Vec<[u8; ROW]>,
    shift: u32,
    /// The score of a step, by class of the token, tag before and tag.
    pub steps: Box<[[[i16; TAGS]; TAGS]; CLASSES]>,
    /// Thousandths of probability at each of [`POINTS`].
    pub calibration: Vec<u16>,
    count: usize,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").field("features", &self.count).finish_non_exhaustive()
    }
}

impl Model {
    /// Builds the table from rows sorted by key.
    fn build(keys: &[u32], row: impl Fn(usize) -> [i8; TAGS]) -> Option<Model> {
        let bits = (keys.len().max(1) * 3 / 2).next_power_of_two().trailing_zeros().clamp(8, KEY_BITS);
        let mut blank = [0; ROW];
        blank[TAGS..].copy_from_slice(&EMPTY);
        // Room behind the last slot for what overflows.
        let mut rows = vec![blank; (1 << bits) + keys.len().min(1 << 12) + 64];
        let shift = KEY_BITS - bits;
        for (index, &key) in keys.iter().enumerate() {
            let mut slot = (key >> shift) as usize;
            while rows.get(slot)?[TAGS..] != EMPTY {
                slot += 1;
            }
            for (to, weight) in rows[slot].iter_mut().zip(row(index)) {
                *to = weight as u8;
            }
            rows[slot][TAGS..].copy_from_slice(&tell(key));
        }
        Some(Model {
            rows,
            shift,
            steps: Box::new([[[0; TAGS]; TAGS]; CLASSES]),
            calibration: Vec::new(),
            count: keys.len(),
        })
    }

    /// Adds the weights of the feature with `hash`, if it has any, to `scores`.
    #[inline]
    pub fn add(&self, hash: u32, scores: &mut Scores) {
        let key = hash >> (32 - KEY_BITS);
        let mut slot = (key >> self.shift) as usize;
        let tell = tell(key);
        while let Some(row) = self.rows.get(slot) {
            if row[TAGS..] == tell {
                for (score, &weight) in scores.iter_mut().zip(&row[..TAGS]) {
                    *score += i32::from(weight as i8);
                }
                return;
            }
            if row[TAGS..] == EMPTY {
                return;
            }
            slot += 1;
        }
    }

    /// How often names are right, in thousandths, where the model says `raw` thousandths: between two points in proportion.
    pub fn calibrated(&self, raw: u16) -> u16 {
        let raw = raw.min(1000);
        let above = POINTS.partition_point(|&point| point < raw).clamp(1, POINTS.len() - 1);
        let at = |index: usize| u32::from(self.calibration.get(index).copied().unwrap_or(POINTS[index]));
        let (low, high) = (u32::from(POINTS[above - 1]), u32::from(POINTS[above]));
        let raw = u32::from(raw);
        ((at(above - 1) * (high - raw) + at(above) * (raw - low)) / (high - low)) as u16
    }

    /// The number of features that have weights.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether no feature has weights.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Reads what [`encode`] wrote; `None` where it does not hold together.
    pub fn open(reader: &mut Reader) -> Option<Model> {
        let keys = reader.ascending()?;
        if keys.last().is_some_and(|&last| last >> KEY_BITS != 0) {
            return None;
        }
        let masks = reader.bytes(keys.len() * 2)?;
        let count = reader.number()? as usize;
        let values = reader.bytes(count)?;
        let mut starts = Vec::with_capacity(keys.len());
        let mut start = 0;
        for mask in masks.chunks_exact(2) {
            starts.push(start);
            start += u16::from_le_bytes([mask[0], mask[1]]).count_ones() as usize;
        }
        if start != count {
            return None;
        }
        let mut model = Model::build(&keys, |index| {
            let mask = u16::from_le_bytes([masks[2 * index], masks[2 * index + 1]]);
            let mut next = starts[index];
            std::array::from_fn(|tag| {
                if mask >> tag & 1 == 0 {
                    return 0;
                }
                next += 1;
                values[next - 1] as i8
            })
        })?;
        for class in model.steps.iter_mut() {
            for from in class.iter_mut() {
                for to in from.iter_mut() {
                    let bytes = reader.bytes(2)?;
                    *to = i16::from_le_bytes([bytes[0], bytes[1]]);
                }
            }
        }
        model.calibration =
            reader.bytes(42)?.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]]).min(1000)).collect();
        Some(model)
    }
}

/// The three bytes that tell a key from those that share its slot; never [`EMPTY`].
fn tell(key: u32) -> [u8; 3] {
    // A slot's neighbours share the high bits, so the low 24 of 26 tell them apart.
    let low = (key & 0x00ff_ffff).min(0x00ff_fffe);
    [low as u8, (low >> 8) as u8, (low >> 16) as u8]
}

/// Writes `rows` (feature hash and weights), the steps and the calibration. Of two rows with one key the first stays.
pub fn encode(
    rows: &[(u32, [i8; TAGS])],
    steps: &[[[i16; TAGS]; TAGS]; CLASSES],
    calibration: &[u16; 21],
    out: &mut Writer,
) {
    let mut rows: Vec<_> = rows
        .iter()
        .map(|&(hash, row)| (hash >> (32 - KEY_BITS), row))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect();
    rows.sort_by_key(|&(key, _)| key);
    rows.dedup_by_key(|&mut (key, _)| key);
    out.ascending(&rows.iter().map(|&(key, _)| key).collect::<Vec<_>>());
    let mask = |row: &[i8; TAGS]| {
        row.iter().enumerate().fold(0u16, |mask, (tag, &weight)| mask | u16::from(weight != 0) << tag)
    };
    out.bytes(rows.iter().flat_map(|(_, row)| mask(row).to_le_bytes()));
    let values: Vec<u8> = rows
        .iter()
        .flat_map(|(_, row)| row.iter().filter(|&&weight| weight != 0).map(|&weight| weight as u8))
        .collect();
    out.number(values.len() as u32);
    out.bytes(values);
    out.bytes(steps.iter().flatten().flatten().flat_map(|step| step.to_le_bytes()));
    out.bytes(calibration.iter().flat_map(|point| point.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again() {
        let mut rows = Vec::new();
        for n in 0..5000u32 {
            let mut row = [0; TAGS];
            row[n as usize % TAGS] = (n % 100) as i8 - 120;
            rows.push((n.wrapping_mul(0x9e37_79b1) & !63, row));
        }
        let mut out = Writer::default();
        encode(&rows, &[[[3; TAGS]; TAGS]; CLASSES], &[7; 21], &mut out);
        let bytes = out.finish();
        let model = Model::open(&mut Reader::new(&bytes)).unwrap();
        for &(hash, row) in &rows {
            let mut scores = [0; TAGS];
            model.add(hash, &mut scores);
            assert_eq!(scores, row.map(i32::from));
        }
        let mut scores = [0; TAGS];
        model.add(0xdead_beef, &mut scores);
        assert_eq!(scores, [0; TAGS]);
        for len in (0..bytes.len()).step_by(97) {
            assert!(Model::open(&mut Reader::new(&bytes[..len])).is_none(), "cut to {len} bytes");
        }
    }

    #[test]
    fn calibration_goes_through_its_points() {
        let mut out = Writer::default();
        encode(&[], &[[[0; TAGS]; TAGS]; CLASSES], &POINTS.map(|point| point / 2), &mut out);
        let model = Model::open(&mut Reader::new(&out.finish())).unwrap();
        assert_eq!([0, 50, 100, 999, 1000].map(|raw| model.calibrated(raw)), [0, 25, 50, 499, 500]);
    }

    #[test]
    fn names_go_on_with_their_own_kind() {
        assert!(may_follow(1, 2) && may_follow(2, 2) && may_follow(2, 3) && may_follow(2, OUTSIDE));
        assert!(!may_follow(OUTSIDE, 2) && !may_follow(1, 4));
    }
}
