//! The best tags for a stretch of tokens, and how probable each name among them is.

use super::model::{KINDS, Model, OUTSIDE, Scores, TAGS, UNIT, is_inside, kind_of, may_follow};

const NEVER: i32 = i32::MIN / 4;

/// The tags of a stretch of tokens with the highest score in sum; the token before it is outside. `classes` are the
/// classes of its tokens.
pub fn best(model: &Model, scores: &[Scores], classes: &[usize]) -> Vec<usize> {
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    let mut sums = [NEVER; TAGS];
    sums[OUTSIDE] = 0;
    for (here, &class) in scores.iter().zip(classes) {
        let steps = &model.steps[class.min(model.steps.len() - 1)];
        let mut next = [NEVER; TAGS];
        let mut from = [0; TAGS];
        for to in 0..TAGS {
            for before in 0..TAGS {
                let sum = sums[before] + i32::from(steps[before][to]);
                if may_follow(before, to) && sum > next[to] {
                    next[to] = sum;
                    from[to] = before as u8;
                }
            }
            next[to] = (next[to] + here[to]).max(NEVER);
        }
        sums = next;
        back.push(from);
    }
    let mut tag = (0..TAGS).fold(0, |best, tag| if sums[tag] > sums[best] { tag } else { best });
    let mut tags = vec![OUTSIDE; scores.len()];
    for (at, from) in back.iter().enumerate().rev() {
        tags[at] = tag;
        tag = usize::from(from[tag]);
    }
    tags
}

/// A name among the tags of a stretch: its tokens as indices into the stretch, and its kind as an index into
/// [`KINDS`].
pub fn names(tags: &[usize]) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut names: Vec<(std::ops::Range<usize>, usize)> = Vec::new();
    for (at, &tag) in tags.iter().enumerate() {
        match names.last_mut() {
            Some((range, kind)) if is_inside(tag) && range.end == at && *kind == kind_of(tag) => {
                range.end += 1
            }
            _ if tag != OUTSIDE => names.push((at..at + 1, kind_of(tag).min(KINDS.len() - 1))),
            _ => {}
        }
    }
    names
}

/// Powers of e in steps of one [`UNIT`], made by multiplication alone so that every machine has the same.
#[derive(Debug)]
pub struct Powers(Vec<f64>);

impl Default for Powers {
    fn default() -> Powers {
        const STEP: f64 = 0.939_413_062_813_475_8; // e to the power of -1/16
        const { assert!(UNIT == 16) };
        let mut power = 1.0;
        let powers = (0..=40 * UNIT).map(|_| {
            let here = power;
            power *= STEP;
            here
        });
        Powers(powers.collect())
    }
}

impl Powers {
    /// e to the power of `score` [`UNIT`]s, which is at most 0.
    fn of(&self, score: i32) -> f64 {
        self.0.get(score.unsigned_abs() as usize).copied().unwrap_or(0.0)
    }
}

/// The probability of each of `names`, in thousandths, as the model alone gives it.
pub fn probabilities(
    model: &Model,
    powers: &Powers,
    scores: &[Scores],
    classes: &[usize],
    names: &[(std::ops::Range<usize>, usize)],
) -> Vec<u16> {
    let lattice = Lattice::new(model, powers, scores, classes);
    names.iter().map(|(range, kind)| lattice.probability(range, *kind)).collect()
}

/// Sums over all paths to and from each tag, scaled so that each column of `before` sums to one.
struct Lattice<'a> {
    model: &'a Model,
    powers: &'a Powers,
    classes: &'a [usize],
    here: Vec<[f64; TAGS]>,
    before: Vec<[f64; TAGS]>,
    after: Vec<[f64; TAGS]>,
    scale: Vec<f64>,
}

#[allow(clippy::needless_range_loop)] // tags are numbers, and index several tables at once
impl<'a> Lattice<'a> {
    fn new(model: &'a Model, powers: &'a Powers, scores: &[Scores], classes: &'a [usize]) -> Lattice<'a> {
        let here: Vec<[f64; TAGS]> = scores
            .iter()
            .map(|scores| {
                let most = scores.iter().copied().max().unwrap_or(0);
                scores.map(|score| powers.of(score - most))
            })
            .collect();
        let mut lattice = Lattice {
            model,
            powers,
            classes,
            here,
            before: Vec::new(),
            after: Vec::new(),
            scale: Vec::new(),
        };
        let count = lattice.here.len();
        let mut last = [0.0; TAGS];
        last[OUTSIDE] = 1.0;
        for at in 0..count {
            let mut next = [0.0; TAGS];
            for to in 0..TAGS {
                let mut sum = 0.0;
                for from in 0..TAGS {
                    sum += last[from] * lattice.step(at, from, to);
                }
                next[to] = sum * lattice.here[at][to];
            }
            let total: f64 = next.iter().sum();
            let total = if total > 0.0 { total } else { 1.0 };
            last = next.map(|sum| sum / total);
            lattice.before.push(last);
            lattice.scale.push(total);
        }
        lattice.after = vec![[1.0; TAGS]; count];
        for at in (1..count).rev() {
            for from in 0..TAGS {
                let mut sum = 0.0;
                for to in 0..TAGS {
                    sum += lattice.step(at, from, to) * lattice.here[at][to] * lattice.after[at][to];
                }
                lattice.after[at - 1][from] = sum / lattice.scale[at];
            }
        }
        lattice
    }

    fn step(&self, at: usize, from: usize, to: usize) -> f64 {
        if !may_follow(from, to) {
            return 0.0;
        }
        let class = self.classes.get(at).copied().unwrap_or(0).min(self.model.steps.len() - 1);
        // The highest step weight is well below this, so that the power stays in range.
        self.powers.of(i32::from(self.model.steps[class][from][to]).min(8 * UNIT) - 8 * UNIT)
    }

    /// The share of the paths that hold exactly this name.
    fn probability(&self, range: &std::ops::Range<usize>, kind: usize) -> u16 {
        let (begin, inside) = (1 + 2 * kind, 2 + 2 * kind);
        let Some(&first) = self.here.get(range.start) else { return 0 };
        let mut share = 0.0;
        for from in 0..TAGS {
            let before = match range.start.checked_sub(1) {
                Some(at) => self.before[at][from],
                None => f64::from(u8::from(from == OUTSIDE)),
            };
            share += before * self.step(range.start, from, begin);
        }
        share *= first[begin] / self.scale[range.start];
        let mut tag = begin;
        for at in range.start + 1..range.end {
            share *= self.step(at, tag, inside) * self.here[at][inside] / self.scale[at];
            tag = inside;
        }
        // What follows must not go on with the name.
        let rest = if range.end < self.here.len() {
            let goes_on = self.step(range.end, tag, inside)
                * self.here[range.end][inside]
                * self.after[range.end][inside]
                / self.scale[range.end];
            self.after[range.end - 1][tag] - goes_on
        } else {
            1.0
        };
        (share * rest * 1000.0).clamp(0.0, 1000.0) as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::form::CLASSES;
    use crate::mention::model::encode;
    use crate::mention::table::{Reader, Writer};

    fn model() -> Model {
        let mut out = Writer::default();
        encode(&[], &[[[0; TAGS]; TAGS]; CLASSES], &[0; 21], &mut out);
        Model::open(&mut Reader::new(&out.finish())).unwrap()
    }

    #[test]
    fn the_best_path_is_legal() {
        let mut scores = vec![[0; TAGS]; 3];
        scores[0][1] = 20;
        scores[1][2] = 20;
        scores[2][4] = 20; // the inside of a place can't follow a person
        let tags = best(&model(), &scores, &[0, 0, 0]);
        assert_eq!(tags[..2], [1, 2]);
        assert_ne!(tags[2], 4);
        assert_eq!(names(&[1, 2, 0, 3, 3]), [(0..2, 0), (3..4, 1), (4..5, 1)]);
    }

    #[test]
    fn probabilities_of_all_names_at_a_token_sum_to_one() {
        let mut scores = vec![[0; TAGS]; 2];
        scores[0][1] = 9;
        scores[1][2] = -4;
        let all: Vec<_> = (0..6).flat_map(|kind| [(0..1, kind), (0..2, kind)]).collect();
        let found = probabilities(&model(), &Powers::default(), &scores, &[0, 0], &all);
        // Outside first: everything but the first tag 0.
        let outside = 1000 - found.iter().map(|&thousandths| i32::from(thousandths)).sum::<i32>();
        assert!((0..200).contains(&outside), "{found:?}");
    }
}
