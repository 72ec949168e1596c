//! A conditional logit model: which of several candidates is chosen, each a list of named features.

use std::collections::BTreeMap;

/// One choice: the features of each candidate, and which candidate is right.
pub struct Example {
    pub candidates: Vec<Vec<String>>,
    pub right: usize,
}

/// How strongly weights are pulled to zero, and how long they are fitted.
#[derive(Clone, Copy)]
pub struct Fit {
    /// The weight of half the squared weights, in choices.
    pub l2: f64,
    /// Features seen in fewer choices are left out.
    pub least: usize,
    /// Steps of the descent.
    pub steps: usize,
}

/// The weights of features that make the right candidates likeliest, by name. Every sum is in a fixed order.
pub fn fit(examples: &[Example], how: Fit) -> BTreeMap<String, f64> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        let mut here: Vec<&str> = example.candidates.iter().flatten().map(String::as_str).collect();
        here.sort_unstable();
        here.dedup();
        for feature in here {
            *seen.entry(feature).or_default() += 1;
        }
    }
    let names: Vec<&str> =
        seen.iter().filter(|(_, count)| **count >= how.least).map(|(name, _)| *name).collect();
    let index: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let rows: Vec<(Vec<Vec<usize>>, usize)> = examples
        .iter()
        .map(|example| {
            let indices = |features: &Vec<String>| {
                features.iter().filter_map(|feature| index.get(feature.as_str()).copied()).collect()
            };
            (example.candidates.iter().map(indices).collect(), example.right)
        })
        .collect();
    // Adam: the problem is convex, so the end does not hang on the path.
    let mut weights = vec![0.0; names.len()];
    let (mut first, mut second) = (vec![0.0; names.len()], vec![0.0; names.len()]);
    for step in 1..=how.steps {
        let mut slope: Vec<f64> = weights.iter().map(|weight| how.l2 * weight).collect();
        for (candidates, right) in &rows {
            let shares = shares(candidates, &weights);
            for (at, features) in candidates.iter().enumerate() {
                let error = shares[at] - f64::from(u8::from(at == *right));
                for &feature in features {
                    slope[feature] += error;
                }
            }
        }
        let rate = 0.1 / (1.0 + step as f64 / 60.0);
        let correction = (1.0 - 0.9f64.powi(step as i32), 1.0 - 0.999f64.powi(step as i32));
        for at in 0..weights.len() {
            first[at] = 0.9 * first[at] + 0.1 * slope[at];
            second[at] = 0.999 * second[at] + 0.001 * slope[at] * slope[at];
            weights[at] -= rate * (first[at] / correction.0) / ((second[at] / correction.1).sqrt() + 1e-8);
        }
    }
    names.into_iter().map(String::from).zip(weights).collect()
}

fn shares(candidates: &[Vec<usize>], weights: &[f64]) -> Vec<f64> {
    let scores: Vec<f64> =
        candidates.iter().map(|features| features.iter().map(|&feature| weights[feature]).sum()).collect();
    let best = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| libm::exp(score - best)).collect();
    let sum: f64 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_more_often_weighs_more() {
        let choice = |right| Example { candidates: vec![vec!["near".into()], vec!["far".into()]], right };
        let weights =
            fit(&[choice(0), choice(0), choice(0), choice(1)], Fit { l2: 0.01, least: 1, steps: 300 });
        assert!(weights["near"] > weights["far"], "{weights:?}");
    }
}
