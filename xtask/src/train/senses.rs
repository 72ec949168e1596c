//! Senses of words: clusters of the word vectors of a package, so that words of like surroundings share a number.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use dateline::mention::lexicon::SENSES;
use rayon::prelude::*;

use super::fetch::VECTORS;

/// Numbers in a vector.
const WIDTH: usize = 300;
type Vector = [f32; WIDTH];

/// The sense of each word, and the middle of each sense.
pub struct Senses {
    /// From the hash of a word to its row.
    rows: HashMap<u64, i64>,
    /// From row to sense, counted from 1.
    of: Vec<u16>,
    /// The middle of each sense, of length one before they were averaged.
    pub middles: Vec<Vector>,
}

impl Senses {
    /// Reads the vectors and parts them into [`SENSES`] senses.
    pub fn read() -> Result<Senses> {
        let files =
            VECTORS.files(|name| name.ends_with("vocab/key2row") || name.ends_with("vocab/vectors"))?;
        let bytes = |end: &str| {
            files
                .iter()
                .find(|(name, _)| name.ends_with(end))
                .map(|(_, bytes)| bytes)
                .context("vectors are missing")
        };
        let rows: HashMap<u64, i64> = rmp_serde::from_slice(bytes("key2row")?)?;
        let vectors = vectors(bytes("vectors")?)?;
        let (of, middles) = part(&vectors);
        Ok(Senses { rows, of, middles })
    }

    /// The sense of `word` as written; 0 where it has none.
    pub fn of(&self, word: &str) -> u16 {
        let row = self.rows.get(&murmur(word.as_bytes()));
        row.and_then(|&row| self.of.get(usize::try_from(row).ok()?)).copied().unwrap_or(0)
    }
}

/// The rows of an array as numpy writes it, each brought to length one.
fn vectors(bytes: &[u8]) -> Result<Vec<Vector>> {
    ensure!(bytes.starts_with(b"\x93NUMPY\x01\x00"), "the vectors are no array of numpy's first version");
    let start = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    let head = String::from_utf8_lossy(&bytes[10..start]);
    ensure!(head.contains("'<f4'") && head.contains("'fortran_order': False"), "unexpected array: {head}");
    let numbers: Vec<f32> =
        bytes[start..].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
    ensure!(numbers.len().is_multiple_of(WIDTH), "expected vectors of {WIDTH} numbers");
    Ok(numbers
        .chunks_exact(WIDTH)
        .map(|row| {
            let length = dot(row, row).sqrt().max(1e-6);
            std::array::from_fn(|at| row[at] / length)
        })
        .collect())
}

/// K-means from evenly spread rows, in a fixed order.
fn part(vectors: &[Vector]) -> (Vec<u16>, Vec<Vector>) {
    let mut middles: Vec<Vector> = (0..SENSES).map(|sense| vectors[sense * vectors.len() / SENSES]).collect();
    let mut of = Vec::new();
    for _ in 0..10 {
        let halves: Vec<f32> = middles.iter().map(|middle| dot(middle, middle) / 2.0).collect();
        of = vectors.par_iter().map(|vector| nearest(vector, &middles, &halves)).collect();
        let mut sums = vec![([0.0; WIDTH], 0.0); SENSES];
        for (vector, &sense) in vectors.iter().zip(&of) {
            let (sum, count) = &mut sums[usize::from(sense) - 1];
            sum.iter_mut().zip(vector).for_each(|(sum, number)| *sum += number);
            *count += 1.0;
        }
        for (middle, (sum, count)) in middles.iter_mut().zip(sums) {
            if count > 0.0 {
                *middle = sum.map(|sum| sum / count);
            }
        }
    }
    (of, middles)
}

fn nearest(vector: &Vector, middles: &[Vector], halves: &[f32]) -> u16 {
    let mut best = (f32::MIN, 0);
    for (sense, (middle, half)) in middles.iter().zip(halves).enumerate() {
        let near = dot(vector, middle) - half;
        if near > best.0 {
            best = (near, sense);
        }
    }
    best.1 as u16 + 1
}

/// The sum of products in eight strands, which the compiler keeps side by side.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut strands = [0.0; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for strand in 0..8 {
            strands[strand] += a[strand] * b[strand];
        }
    }
    let rest = WIDTH / 8 * 8;
    let tail: f32 = a[rest..].iter().zip(&b[rest..]).map(|(a, b)| a * b).sum();
    strands.iter().sum::<f32>() + tail
}

/// The hash by which the package knows a word: Austin Appleby's MurmurHash64A, which is in the public domain, with seed 1.
fn murmur(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = chunk.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        word = word.wrapping_mul(M);
        word = (word ^ word >> 47).wrapping_mul(M);
        hash = (hash ^ word).wrapping_mul(M);
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let word = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
        hash = (hash ^ word).wrapping_mul(M);
    }
    hash = (hash ^ hash >> 47).wrapping_mul(M);
    hash ^ hash >> 47
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_hashes_of_the_package() {
        assert_eq!(murmur(b"coffee"), 3_197_928_453_018_144_401);
        assert_eq!(murmur(b"apple"), 8_566_208_034_543_834_098);
    }
}
