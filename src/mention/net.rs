//! The small neural network that reads a token among its neighbours, in whole numbers.
//!
//! Each word is a sum of rows (its sense, ending, shape, lists …) of [`WIDTH`] numbers, cut at zero. What the words from
//! two before a token to two after it give to the [`HIDDEN`] numbers of the first layer is summed, and the sum is the
//! same whenever the same word stands at the same distance, so that it is kept. A second layer and the tags follow. All
//! numbers are whole, and every sum is one that cannot overflow or is cut at the same place: each machine finds the same.

use super::features::{SLOTS, Scene};
use super::form::{CLASSES, Form};
use super::lexicon::SENSES;
use super::model::{Scores, TAGS, UNIT};
use super::table::{Reader, Writer};
use wide::{i16x8, i32x4};

/// Numbers that stand for a word.
pub const WIDTH: usize = 32;
/// Numbers of the first layer.
pub const HIDDEN: usize = 64;
/// Numbers of the second layer.
pub const SECOND: usize = 32;
/// Marks of a token that rest on more than its word; see [`marks`].
pub const MARKS: usize = 23 + 4 * SLOTS;

/// Rows of each sort of input, in the order of the table: sense, last three letters, last two, first three, shape, the word
/// itself in small letters, usual
/// case, part before a hyphen, class, lists, and the edge of a sentence.
const SORTS: [usize; 11] = [SENSES + 1, 1024, 512, 1024, 256, 4096, 8, 6, CLASSES, 25, 1];

/// The number of rows.
pub const ROWS: usize = {
    let (mut sum, mut sort) = (0, 0);
    while sort < SORTS.len() {
        sum += SORTS[sort];
        sort += 1;
    }
    sum
};

/// The row that stands for the edge of a sentence.
pub const EDGE: u16 = ROWS as u16 - 1;

/// The rows whose sum is `form`.
pub fn rows(form: &Form, out: &mut Vec<u16>) {
    let one_each = [
        usize::from(form.sense),
        form.suffix[2] as usize % SORTS[1],
        form.suffix[1] as usize % SORTS[2],
        form.prefix[2] as usize % SORTS[3],
        form.shape as usize % SORTS[4],
        if form.capitalised { 0 } else { form.lower as usize % SORTS[5] },
        usize::from(form.capital),
        form.stem as usize,
        form.class as usize,
    ];
    let mut start = 0;
    for (index, size) in one_each.into_iter().zip(SORTS) {
        out.push((start + index.min(size - 1)) as u16);
        start += size;
    }
    out.extend((0..SORTS[9]).filter(|list| form.lists >> list & 1 != 0).map(|list| (start + list) as u16));
}

/// The weights.
pub struct Net {
    words: Vec<[i16; WIDTH]>,
    first: [Layer<WIDTH, HIDDEN>; SLOTS],
    /// What the edge of a sentence gives in each slot.
    edges: [Given; SLOTS],
    marks: Vec<[i16; HIDDEN]>,
    bias: [i16; HIDDEN],
    second: Layer<HIDDEN, SECOND>,
    second_bias: [i32; SECOND],
    from_first: Layer<HIDDEN, OUTPUTS>,
    from_second: Layer<SECOND, OUTPUTS>,
    tag_bias: [i32; TAGS],
}

/// The tags, filled up to a whole number of fours.
const OUTPUTS: usize = TAGS.next_multiple_of(4);

impl std::fmt::Debug for Net {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Net").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

// Numbers of words and layers have 5 bits behind the point, weights 7, which a layer's sums drop again.
const WEIGHT: u32 = 7;
/// The largest number of a layer: of 10 bits, so that sums of products stay within 32.
const MOST: i32 = 1023;
/// Bits of a sum for the tags that are behind the point.
const OUT: u32 = 5 + WEIGHT;
/// What one place in the window can give at most, so that sums stay within 16 bits.
const GIVEN: i32 = 3000;

/// The scale of each table, as a power of two: what one in the trained numbers is in the pack.
pub mod scale {
    /// Rows of words.
    pub const WORDS: f32 = 32.0;
    /// Weights of all layers.
    pub const WEIGHTS: f32 = (1 << super::WEIGHT) as f32;
    /// Marks, and the bias of the first layer.
    pub const MARKS: f32 = WORDS;
    /// The biases of the second layer and of the tags.
    pub const BIASES: f32 = WORDS * WEIGHTS;
}

/// What a word gives to the first layer.
type Given = [i16; HIDDEN];

/// Weights from `FROM` numbers to `TO`, in the order of use: for each pair of numbers and each four results, the eight
/// weights between them.
struct Layer<const FROM: usize, const TO: usize>(Vec<i16x8>);

impl<const FROM: usize, const TO: usize> Layer<FROM, TO> {
    /// From rows of `FROM` weights, one a result; results without a row are 0.
    fn new(rows: &[i16]) -> Layer<FROM, TO> {
        let weight = |to: usize, from: usize| rows.get(to * FROM + from).copied().unwrap_or(0);
        let eight = |pair: usize, four: usize| {
            i16x8::new(std::array::from_fn(|at| weight(4 * four + at / 2, 2 * pair + at % 2)))
        };
        Layer((0..FROM / 2).flat_map(|pair| (0..TO / 4).map(move |four| eight(pair, four))).collect())
    }

    /// The sum of products for each result. Numbers have at most 10 bits and weights 8, so that sums stay within 32.
    fn of(&self, numbers: &[i16; FROM]) -> [i32; TO] {
        let mut sums = [i32x4::ZERO; HIDDEN / 4];
        let sums = &mut sums[..TO / 4];
        for (pair, weights) in numbers.chunks_exact(2).zip(self.0.chunks_exact(TO / 4)) {
            if pair[0] == 0 && pair[1] == 0 {
                continue; // half of the numbers are
            }
            let pair = i16x8::new(std::array::from_fn(|at| pair[at % 2]));
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum += weights.dot(pair);
            }
        }
        let mut all = [0; TO];
        for (to, sum) in all.chunks_exact_mut(4).zip(sums) {
            to.copy_from_slice(sum.as_array());
        }
        all
    }
}

/// Reads the tokens of one document.
pub struct Reading<'a> {
    net: &'a Net,
    scene: &'a Scene,
    words: Vec<Option<[i16; WIDTH]>>,
    /// Where what was given lately is kept, by form and slot: a place holds the last of those that share it.
    kept: Vec<(u32, u32)>,
    given: Vec<Given>,
    rows: Vec<u16>,
}

/// Places for what was given lately: as much as fits a processor's second cache.
const KEPT: usize = 1 << 11;

impl<'a> Reading<'a> {
    /// Begins to read `scene`.
    pub fn new(net: &'a Net, scene: &'a Scene) -> Reading<'a> {
        Reading {
            net,
            scene,
            words: vec![None; scene.forms.forms.len()],
            kept: vec![(u32::MAX, 0); KEPT],
            given: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Adds to `scores` what the network says of token `at`.
    pub fn add(&mut self, at: usize, scores: &mut Scores) {
        let mut sum = self.net.bias;
        for slot in 0..SLOTS {
            let given = match self.scene.slot(at, slot) {
                Some(form) => self.given(form, slot),
                None => &self.net.edges[slot],
            };
            sum.iter_mut().zip(given).for_each(|(sum, given)| *sum = sum.saturating_add(*given));
        }
        let mut marks = marks(self.scene, at);
        while marks != 0 {
            let mark = marks.trailing_zeros() as usize;
            marks &= marks - 1;
            let row = &self.net.marks[mark];
            sum.iter_mut().zip(row).for_each(|(sum, given)| *sum = sum.saturating_add(*given));
        }
        self.net.tags(&sum.map(|sum| sum.clamp(0, MOST as i16)), scores);
    }

    fn given(&mut self, form: u32, slot: usize) -> &Given {
        let key = form * SLOTS as u32 + slot as u32;
        let place = key.wrapping_mul(0x9e37_79b1) as usize >> 12 & (KEPT - 1);
        let (known, at) = self.kept[place];
        if known == key {
            return &self.given[at as usize];
        }
        let word = match self.words[form as usize] {
            Some(word) => word,
            None => {
                self.rows.clear();
                rows(&self.scene.forms.forms[form as usize], &mut self.rows);
                let word = self.net.word(&self.rows);
                self.words[form as usize] = Some(word);
                word
            }
        };
        let given = self.net.give(slot, &word);
        if known == u32::MAX {
            self.kept[place] = (key, self.given.len() as u32);
            self.given.push(given);
            return &self.given[self.given.len() - 1];
        }
        self.kept[place].0 = key;
        self.given[at as usize] = given;
        &self.given[at as usize]
    }
}

/// What is known of token `at` beside the words around it, a bit each: its contexts here, and elsewhere in the document,
/// whether its word stands there in small letters too, whether the sentence is In Title Case and opens with it, and
/// where phrases of the gazetteer start and go on, in each slot.
pub fn marks(scene: &Scene, at: usize) -> u64 {
    let [own, elsewhere, small, titled, opens] = scene.marks(at);
    let mut marks = u64::from(own)
        | u64::from(elsewhere) << 10
        | u64::from(small) << 20
        | u64::from(titled) << 21
        | u64::from(opens) << 22;
    for slot in 0..SLOTS {
        marks |= u64::from(scene.phrases(at, slot) & 15) << (23 + 4 * slot);
    }
    marks
}

impl Net {
    fn word(&self, rows: &[u16]) -> [i16; WIDTH] {
        let mut sum = [0i16; WIDTH];
        for &row in rows {
            if let Some(row) = self.words.get(usize::from(row)) {
                sum.iter_mut().zip(row).for_each(|(sum, row)| *sum = sum.saturating_add(*row));
            }
        }
        sum.map(|sum| sum.clamp(0, MOST as i16))
    }

    fn give(&self, slot: usize, word: &[i16; WIDTH]) -> Given {
        self.first[slot].of(word).map(|sum| rounded(sum).clamp(-GIVEN, GIVEN) as i16)
    }

    fn tags(&self, first: &[i16; HIDDEN], scores: &mut Scores) {
        let sums = self.second.of(first);
        let second = std::array::from_fn(|to| rounded(sums[to] + self.second_bias[to]).clamp(0, MOST) as i16);
        let (from_first, from_second) = (self.from_first.of(first), self.from_second.of(&second));
        for (tag, score) in scores.iter_mut().enumerate() {
            let sum = from_first[tag] + from_second[tag] + self.tag_bias[tag];
            *score += (sum * UNIT + (1 << (OUT - 1))) >> OUT;
        }
    }

    /// Reads what [`encode`] wrote; `None` where it does not hold together.
    pub fn open(reader: &mut Reader) -> Option<Net> {
        let mut small = |count: usize| -> Option<Vec<i16>> {
            Some(reader.bytes(count)?.iter().map(|&byte| i16::from(byte as i8)).collect())
        };
        let words = small(ROWS * WIDTH)?;
        let first = small(SLOTS * HIDDEN * WIDTH)?;
        let second = small(SECOND * HIDDEN)?;
        let from_first = small(TAGS * HIDDEN)?;
        let from_second = small(TAGS * SECOND)?;
        let mut large = |count: usize| -> Option<Vec<i16>> {
            Some(reader.halves(count)?.into_iter().map(|number| number as i16).collect())
        };
        let marks = large(MARKS * HIDDEN)?;
        let bias = large(HIDDEN)?;
        let second_bias = large(SECOND)?;
        let tag_bias = large(TAGS)?;
        let mut net = Net {
            words: words.chunks_exact(WIDTH).map(|row| std::array::from_fn(|at| row[at])).collect(),
            first: std::array::from_fn(|slot| Layer::new(&first[slot * HIDDEN * WIDTH..][..HIDDEN * WIDTH])),
            edges: [[0; HIDDEN]; SLOTS],
            marks: marks.chunks_exact(HIDDEN).map(|row| std::array::from_fn(|at| row[at])).collect(),
            bias: std::array::from_fn(|at| bias[at]),
            second: Layer::new(&second),
            second_bias: std::array::from_fn(|at| i32::from(second_bias[at])),
            from_first: Layer::new(&from_first),
            from_second: Layer::new(&from_second),
            tag_bias: std::array::from_fn(|at| i32::from(tag_bias[at])),
        };
        let edge = net.word(&[EDGE]);
        net.edges = std::array::from_fn(|slot| net.give(slot, &edge));
        Some(net)
    }
}

/// Drops the bits that a weight adds behind the point.
fn rounded(sum: i32) -> i32 {
    (sum + (1 << (WEIGHT - 1))) >> WEIGHT
}

/// Trained numbers, before they are made whole: each table by rows, as [`Net`] holds them.
#[derive(Clone, Debug)]
pub struct Trained {
    /// [`ROWS`] of [`WIDTH`].
    pub words: Vec<f32>,
    /// [`SLOTS`] of [`HIDDEN`] of [`WIDTH`].
    pub first: Vec<f32>,
    /// [`MARKS`] of [`HIDDEN`].
    pub marks: Vec<f32>,
    /// [`HIDDEN`].
    pub bias: Vec<f32>,
    /// [`SECOND`] of [`HIDDEN`].
    pub second: Vec<f32>,
    /// [`SECOND`].
    pub second_bias: Vec<f32>,
    /// [`TAGS`] of [`HIDDEN`].
    pub from_first: Vec<f32>,
    /// [`TAGS`] of [`SECOND`].
    pub from_second: Vec<f32>,
    /// [`TAGS`].
    pub tag_bias: Vec<f32>,
}

/// Writes the network.
pub fn encode(trained: &Trained, out: &mut Writer) {
    let whole = |number: f32, scale: f32, most: f32| (number * scale).round().clamp(-most, most);
    for (table, scale) in [
        (&trained.words, scale::WORDS),
        (&trained.first, scale::WEIGHTS),
        (&trained.second, scale::WEIGHTS),
        (&trained.from_first, scale::WEIGHTS),
        (&trained.from_second, scale::WEIGHTS),
    ] {
        out.bytes(table.iter().map(|&number| whole(number, scale, 127.0) as i8 as u8));
    }
    for (table, scale) in [
        (&trained.marks, scale::MARKS),
        (&trained.bias, scale::MARKS),
        (&trained.second_bias, scale::BIASES),
        (&trained.tag_bias, scale::BIASES),
    ] {
        out.halves(table.iter().map(|&number| whole(number, scale, 32767.0) as i16 as u16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::document::Format;
    use crate::mention::lexicon::Lexicon;

    /// A network whose numbers are what `number` gives for their place.
    fn net(number: impl Fn(usize) -> f32) -> Vec<u8> {
        let table = |count: usize| (0..count).map(&number).collect();
        let trained = Trained {
            words: table(ROWS * WIDTH),
            first: table(SLOTS * HIDDEN * WIDTH),
            marks: table(MARKS * HIDDEN),
            bias: table(HIDDEN),
            second: table(SECOND * HIDDEN),
            second_bias: table(SECOND),
            from_first: table(TAGS * HIDDEN),
            from_second: table(TAGS * SECOND),
            tag_bias: table(TAGS),
        };
        let mut out = Writer::default();
        encode(&trained, &mut out);
        out.finish()
    }

    fn scores(bytes: &[u8], text: &str) -> Vec<Scores> {
        let net = Net::open(&mut Reader::new(bytes)).unwrap();
        let document = Document::read(text, Format::Plain);
        let scene = Scene::of(&document, &Lexicon::default());
        let mut reading = Reading::new(&net, &scene);
        let read = |at| {
            let mut scores = [0; TAGS];
            reading.add(at, &mut scores);
            scores
        };
        (0..document.tokens.len()).map(read).collect()
    }

    #[test]
    fn sums_are_cut_and_never_overflow() {
        let text = "“The Ana Ana of Ana,” Ana said. IN CAPITALS ANA SAID SO.";
        let most = i32::from(MOST as i16) * 127;
        let bound = 1 + (((most * (HIDDEN + SECOND) as i32 + i32::from(i16::MAX)) * UNIT) >> OUT);
        for (number, sign) in [(1e9, 1), (-1e9, -1)] {
            for scores in scores(&net(|_| number), text) {
                assert!(
                    scores.iter().all(|score| score.signum() == sign && score.abs() <= bound),
                    "{scores:?}"
                );
            }
        }
        assert!(scores(&net(|_| 0.0), text).iter().flatten().all(|&score| score == 0));
    }

    #[test]
    fn what_was_kept_is_what_would_be_computed() {
        // More forms than slots, each met twice: at the second time its slot may hold another.
        let bytes = net(|at| ((at * 37 % 13) as f32 - 6.0) / 20.0);
        let words: Vec<String> =
            (0..3000).map(|n| format!("A{}x", char::from_u32(0x4e00 + n).unwrap())).collect();
        let sentence = words.join(" ");
        let all = scores(&bytes, &format!("{sentence}\n\n{sentence}"));
        let (first, second) = all.split_at(all.len() / 2);
        assert_eq!(first, second);
        assert!(first.iter().any(|scores| *scores != first[0]));
    }

    #[test]
    fn a_network_that_is_cut_short_does_not_open() {
        let bytes = net(|_| 0.5);
        for len in (0..bytes.len()).step_by(997) {
            assert!(Net::open(&mut Reader::new(&bytes[..len])).is_none(), "cut to {len} bytes");
        }
    }
}
