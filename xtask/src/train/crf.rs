//! A conditional random field, trained by stochastic gradients in one thread and a fixed order.
#![allow(clippy::needless_range_loop)] // tags are numbers, and index several tables at once

use dateline::mention::form::CLASSES;
use dateline::mention::model::{TAGS, UNIT, may_follow};

use super::corpora::{EXACT, Random, Samples};

const LANES: usize = 16;
type Row = [f32; LANES];

/// How to train.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Passes over the samples.
    pub epochs: usize,
    /// Strength of the pull of weights to zero, in units of one sample's gradient.
    pub l1: f32,
    /// The first step of learning.
    pub rate: f32,
    /// Of a thousand tokens, how many lose their exact word.
    pub dropout: usize,
    /// Whether to end with the mean of the weights at every eighth of a pass, which is steadier than the last.
    pub average: bool,
}

/// Weights by feature, and steps between tags by class of token.
pub struct Crf {
    /// From feature key to row; 0 is no row.
    ids: Vec<u32>,
    /// The key of each row.
    keys: Vec<u32>,
    weights: Vec<Row>,
    sums: Vec<Row>,
    steps: Vec<[Row; TAGS]>,
    step_sums: Vec<[Row; TAGS]>,
}

impl Crf {
    /// A model of the features that at least `least` tokens have.
    pub fn new(samples: &Samples, least: u16) -> Crf {
        let mut counts = vec![0u16; 1 << dateline::mention::model::KEY_BITS];
        for key in &samples.features {
            let count = &mut counts[(key & !EXACT) as usize];
            *count = count.saturating_add(1);
        }
        let keys: Vec<u32> = (0..counts.len() as u32).filter(|&key| counts[key as usize] >= least).collect();
        Crf::of(keys)
    }

    fn of(keys: Vec<u32>) -> Crf {
        let mut ids = vec![0; 1 << dateline::mention::model::KEY_BITS];
        for (index, &key) in keys.iter().enumerate() {
            ids[key as usize] = index as u32 + 1;
        }
        let rows = keys.len() + 1;
        Crf {
            ids,
            weights: vec![[0.0; LANES]; rows],
            sums: vec![[0.0; LANES]; rows],
            steps: vec![[[0.0; LANES]; TAGS]; CLASSES],
            step_sums: vec![[[0.0; LANES]; TAGS]; CLASSES],
            keys,
        }
    }

    /// The number of features.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Keeps the `count` features that weigh most.
    pub fn prune(&mut self, count: usize) {
        let weight =
            |row: &Row| row.iter().map(|weight| weight.abs()).fold(0.0, |sum: f32, weight| sum + weight);
        let mut order: Vec<(f32, usize)> = self
            .weights
            .iter()
            .enumerate()
            .skip(1)
            .map(|(index, row)| (weight(row), index))
            .filter(|(weight, _)| *weight > 0.1)
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.truncate(count);
        let mut kept: Vec<usize> = order.into_iter().map(|(_, index)| index).collect();
        kept.sort_unstable();
        let mut next = Crf::of(kept.iter().map(|&index| self.keys[index - 1]).collect());
        for (to, &from) in kept.iter().enumerate() {
            next.weights[to + 1] = self.weights[from];
            next.sums[to + 1] = self.sums[from];
        }
        std::mem::swap(&mut next.steps, &mut self.steps);
        std::mem::swap(&mut next.step_sums, &mut self.step_sums);
        *self = next;
    }

    /// Trains; `say` hears of each pass.
    pub fn train(
        &mut self,
        samples: &Samples,
        settings: Settings,
        random: &mut Random,
        mut say: impl FnMut(String),
    ) {
        let mut order: Vec<u32> = (0..samples.stretches.len() as u32).collect();
        let mut work = Work::default();
        let part = (order.len() / 8).max(1);
        let mut means = vec![[0.0; LANES]; if settings.average { self.weights.len() } else { 0 }];
        let mut step_means = vec![[[0.0; LANES]; TAGS]; if settings.average { CLASSES } else { 0 }];
        let mut parts = 0.0;
        for epoch in 0..settings.epochs {
            random.shuffle(&mut order);
            let mut loss = 0.0;
            for (count, &stretch) in order.iter().enumerate() {
                let done = (epoch as f32 + count as f32 / order.len() as f32) / settings.epochs as f32;
                let rate = settings.rate * (1.0 - 0.9 * done);
                loss += self.learn(samples, stretch as usize, rate, settings.dropout, random, &mut work);
                if count % part == part - 1 {
                    self.shrink(settings.l1 * rate / 8.0);
                    means.iter_mut().zip(&self.weights).for_each(|(mean, row)| add(mean, row, 1.0));
                    let steps = self.steps.iter().flatten();
                    step_means.iter_mut().flatten().zip(steps).for_each(|(mean, row)| add(mean, row, 1.0));
                    parts += 1.0;
                }
            }
            let nonzero = self.weights.iter().filter(|row| row.iter().any(|&weight| weight != 0.0)).count();
            say(format!(
                "pass {}: loss {:.4} a stretch, {nonzero} features",
                epoch + 1,
                loss / order.len() as f64
            ));
        }
        if settings.average && parts > 0.0 {
            self.weights.iter_mut().zip(means).for_each(|(row, mean)| *row = mean.map(|sum| sum / parts));
            let steps = self.steps.iter_mut().flatten();
            steps.zip(step_means.iter().flatten()).for_each(|(row, mean)| *row = mean.map(|sum| sum / parts));
        }
    }

    /// Pulls every weight to zero.
    fn shrink(&mut self, strength: f32) {
        for (row, sums) in self.weights.iter_mut().zip(&self.sums) {
            for (weight, &sum) in row.iter_mut().zip(sums) {
                if *weight != 0.0 {
                    let pull = strength / (1.0 + sum).sqrt();
                    *weight = if weight.abs() <= pull { 0.0 } else { *weight - pull * weight.signum() };
                }
            }
        }
    }

    /// One step of learning on one stretch; gives its loss.
    fn learn(
        &mut self,
        samples: &Samples,
        stretch: usize,
        rate: f32,
        dropout: usize,
        random: &mut Random,
        work: &mut Work,
    ) -> f64 {
        let (from, to, weight) = samples.stretches[stretch];
        let count = to - from;
        work.rows.clear();
        work.starts.clear();
        work.scores.clear();
        for token in from..to {
            let drop = dropout > 0 && random.below(1000) < dropout;
            work.starts.push(work.rows.len());
            let mut scores = [0.0; LANES];
            for &key in &samples.features[samples.starts[token]..samples.end(token)] {
                if drop && key & EXACT != 0 {
                    continue;
                }
                let id = self.ids[(key & !EXACT) as usize];
                if id != 0 {
                    work.rows.push(id);
                    add(&mut scores, &self.weights[id as usize], 1.0);
                }
            }
            work.scores.push(scores);
        }
        work.starts.push(work.rows.len());
        let classes = &samples.classes[from..to];
        let masks = &samples.masks[from..to];
        work.powers(&self.steps, classes);
        let free = work.sums(classes, None);
        let (all, all_steps) = work.marginals(classes, None);
        let bound = work.sums(classes, Some(masks));
        if !bound.is_finite() {
            return 0.0; // no path fits the annotation
        }
        let (right, right_steps) = work.marginals(classes, Some(masks));
        for at in 0..count {
            let mut gradient = [0.0; LANES];
            for tag in 0..TAGS {
                gradient[tag] = (right[at][tag] - all[at][tag]) * weight;
            }
            if gradient.iter().all(|g| g.abs() < 1e-4) {
                continue;
            }
            for &id in &work.rows[work.starts[at]..work.starts[at + 1]] {
                ada(&mut self.weights[id as usize], &mut self.sums[id as usize], &gradient, rate);
            }
        }
        for at in 0..count {
            let class = usize::from(classes[at]);
            for before in 0..TAGS {
                let mut gradient = [0.0; LANES];
                for tag in 0..TAGS {
                    gradient[tag] = (right_steps[at][before][tag] - all_steps[at][before][tag]) * weight;
                }
                if gradient.iter().any(|g| g.abs() >= 1e-4) {
                    ada(&mut self.steps[class][before], &mut self.step_sums[class][before], &gradient, rate);
                }
            }
        }
        f64::from((free - bound) * weight)
    }

    /// The weights times `share`, in whole steps of the model's unit.
    pub fn rows(&self, share: f32) -> Vec<(u32, [i8; TAGS])> {
        let whole = |weight: f32| (weight * share * UNIT as f32).round().clamp(-127.0, 127.0) as i8;
        self.keys
            .iter()
            .zip(&self.weights[1..])
            .map(|(&key, row)| {
                (key << (32 - dateline::mention::model::KEY_BITS), std::array::from_fn(|tag| whole(row[tag])))
            })
            .collect()
    }

    /// The steps times `share`, and those of the network times the rest, in whole steps of the model's unit.
    pub fn steps(&self, share: f32, other: &[f32]) -> [[[i16; TAGS]; TAGS]; CLASSES] {
        let most = (8 * UNIT) as f32;
        std::array::from_fn(|class| {
            std::array::from_fn(|from| {
                std::array::from_fn(|to| {
                    let step = self.steps[class][from][to] * share
                        + other[(class * TAGS + from) * TAGS + to] * (1.0 - share);
                    (step * UNIT as f32).round().clamp(-most, most) as i16
                })
            })
        })
    }
}

fn add(to: &mut Row, row: &Row, factor: f32) {
    for lane in 0..LANES {
        to[lane] += row[lane] * factor;
    }
}

/// One step up `gradient`, smaller where the sum of squared gradients is large (AdaGrad).
fn ada(weights: &mut Row, sums: &mut Row, gradient: &Row, rate: f32) {
    for lane in 0..LANES {
        let g = gradient[lane];
        sums[lane] += g * g;
        weights[lane] += rate * g / (1.0 + sums[lane]).sqrt();
    }
}

impl Samples {
    fn end(&self, token: usize) -> usize {
        self.starts.get(token + 1).copied().unwrap_or(self.features.len())
    }
}

/// Room for the sums over one stretch.
#[derive(Default)]
struct Work {
    rows: Vec<u32>,
    starts: Vec<usize>,
    scores: Vec<Row>,
    steps: Vec<[Row; TAGS]>,
    exps: Vec<Row>,
    most: Vec<f32>,
    before: Vec<Row>,
    scale: Vec<f32>,
}

impl Work {
    /// Powers of e of the scores and steps.
    fn powers(&mut self, steps: &[[Row; TAGS]], classes: &[u8]) {
        if self.steps.is_empty() {
            self.steps = vec![[[0.0; LANES]; TAGS]; steps.len()];
        }
        self.exps.clear();
        self.most.clear();
        for scores in &self.scores {
            let most = scores[..TAGS].iter().copied().fold(f32::MIN, f32::max);
            let mut exps = [0.0; LANES];
            for tag in 0..TAGS {
                exps[tag] = libm::expf(scores[tag] - most);
            }
            self.exps.push(exps);
            self.most.push(most);
        }
        for &class in classes {
            let class = usize::from(class);
            for from in 0..TAGS {
                for to in 0..TAGS {
                    let power = if may_follow(from, to) { libm::expf(steps[class][from][to]) } else { 0.0 };
                    self.steps[class][from][to] = power;
                }
            }
        }
    }

    /// The logarithm of the sum over all paths that `masks` allow; fills the forward sums.
    fn sums(&mut self, classes: &[u8], masks: Option<&[u16]>) -> f32 {
        self.before.clear();
        self.scale.clear();
        let mut last = [0.0; LANES];
        last[0] = 1.0;
        let mut total = 0.0;
        for at in 0..classes.len() {
            let steps = &self.steps[usize::from(classes[at])];
            let mut next = [0.0; LANES];
            for from in 0..TAGS {
                if last[from] != 0.0 {
                    add(&mut next, &steps[from], last[from]);
                }
            }
            let mask = masks.map_or(u16::MAX, |masks| masks[at]);
            let mut sum = 0.0;
            for tag in 0..TAGS {
                next[tag] *= if mask >> tag & 1 != 0 { self.exps[at][tag] } else { 0.0 };
                sum += next[tag];
            }
            if sum <= 0.0 {
                return f32::NEG_INFINITY;
            }
            for tag in 0..TAGS {
                next[tag] /= sum;
            }
            total += libm::logf(sum) + self.most[at];
            last = next;
            self.before.push(next);
            self.scale.push(sum);
        }
        total
    }

    /// The probability of each tag and of each step, after [`Work::sums`] with the same `masks`.
    #[allow(clippy::type_complexity)] // by token: of each tag, and of each step
    fn marginals(&self, classes: &[u8], masks: Option<&[u16]>) -> (Vec<Row>, Vec<[Row; TAGS]>) {
        let count = classes.len();
        let mut tags = vec![[0.0; LANES]; count];
        let mut pairs = vec![[[0.0; LANES]; TAGS]; count];
        let mut after = [0.0; LANES];
        after[..TAGS].fill(1.0);
        for at in (0..count).rev() {
            let steps = &self.steps[usize::from(classes[at])];
            let mask = masks.map_or(u16::MAX, |masks| masks[at]);
            let mut here = [0.0; LANES];
            for tag in 0..TAGS {
                tags[at][tag] = self.before[at][tag] * after[tag];
                if mask >> tag & 1 != 0 {
                    here[tag] = self.exps[at][tag] * after[tag] / self.scale[at];
                }
            }
            let mut previous = [0.0; LANES];
            for from in 0..TAGS {
                let before =
                    if at == 0 { if from == 0 { 1.0 } else { 0.0 } } else { self.before[at - 1][from] };
                for to in 0..TAGS {
                    let step = steps[from][to] * here[to];
                    previous[from] += step;
                    pairs[at][from][to] = before * step;
                }
            }
            after = previous;
        }
        (tags, pairs)
    }
}
