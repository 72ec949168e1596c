//! Choices between candidates, learned from annotated articles: where a clause ends, who a pronoun means, how sure that
//! is.
//!
//! A conditional logit model. A candidate is a list of named features; its score is the sum of their weights, and its
//! probability the share of its `exp(score)`. The weights are a table of data, made by `cargo xtask train speakers`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use super::lexicon::Fnv;
use crate::Span;
use crate::annotation::EntityId;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Where the reported clause ends.
    End,
    /// Whom a pronoun or a description means.
    Speaker,
    /// Whether a quotation is right: words, source and speaker.
    Right,
}

impl Question {
    /// All of them.
    pub const ALL: [Question; 3] = [Question::End, Question::Speaker, Question::Right];

    /// The name in the table of weights.
    pub const fn name(self) -> &'static str {
        match self {
            Question::End => "end",
            Question::Speaker => "speaker",
            Question::Right => "right",
        }
    }
}

/// What choosing a candidate means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The clause ends before this byte.
    End(usize),
    /// This entity speaks.
    Entity(EntityId),
    /// No entity of the article does.
    Nobody,
    /// Yes or no.
    Holds(bool),
}

/// One candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What choosing it means.
    pub answer: Answer,
    /// What speaks for and against it, by name.
    pub features: Vec<String>,
}

/// A choice as the trainer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen.
    pub question: Question,
    /// The cue, source or first words that it is about, in bytes.
    pub at: Span,
    /// Where the content starts whose end is chosen, in bytes.
    pub from: usize,
    /// The candidates, in text order.
    pub candidates: Vec<Candidate>,
}

/// The weights of features, one table a question.
#[derive(Clone, Debug, Default)]
pub struct Weights([HashMap<String, i32, BuildHasherDefault<Fnv>>; 3]);

static SHIPPED: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../data/en/quotation-weights.tsv")));

impl Weights {
    /// The weights that ship.
    pub fn shipped() -> &'static Weights {
        &SHIPPED
    }

    /// Reads a table: question, feature and weight in thousandths, one row a feature; `#` opens a comment.
    pub fn parse(table: &str) -> Weights {
        let mut all = Weights::default();
        for row in table.lines().filter(|row| !row.starts_with('#')) {
            let mut cells = row.split('\t');
            let (Some(question), Some(feature), Some(weight)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let known = Question::ALL.into_iter().find(|known| known.name() == question);
            if let (Some(known), Ok(weight)) = (known, weight.parse()) {
                all.set(known, feature, weight);
            }
        }
        all
    }

    /// Sets the weight of a feature, in thousandths.
    pub fn set(&mut self, question: Question, feature: &str, weight: i32) {
        self.0[question as usize].insert(feature.to_string(), weight);
    }

    /// The probability of each candidate, in their order.
    pub fn probabilities(&self, question: Question, candidates: &[Candidate]) -> Vec<f64> {
        let weights = &self.0[question as usize];
        let score = |candidate: &Candidate| -> i32 {
            candidate.features.iter().filter_map(|feature| weights.get(feature.as_str())).sum()
        };
        let scores: Vec<i32> = candidates.iter().map(score).collect();
        let best = scores.iter().copied().max().unwrap_or_default();
        let powers: Vec<f64> =
            scores.iter().map(|&score| libm::exp(f64::from(score - best) / 1000.0)).collect();
        let sum: f64 = powers.iter().sum();
        powers.into_iter().map(|power| power / sum).collect()
    }
}

/// What the trainer gives and gets: weights on trial, and the choices of a document.
#[derive(Debug, Default)]
pub struct Trial {
    /// The weights to read with.
    pub weights: Weights,
    /// The choices that were made.
    pub choices: RefCell<Vec<Choice>>,
}

/// A count in words, so that close counts share a feature.
pub fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=6 => "4",
        7..=12 => "7",
        13..=24 => "13",
        _ => "25",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read() {
        let table = include_str!("../../data/en/quotation-weights.tsv");
        let rows = table.lines().filter(|row| !row.starts_with('#'));
        assert_eq!(rows.count(), Weights::shipped().0.iter().map(HashMap::len).sum::<usize>());
        assert!(Weights::shipped().0.iter().all(|weights| !weights.is_empty()));
    }

    #[test]
    fn probabilities_sum_to_one() {
        let candidates = [true, false, true]
            .map(|holds| Candidate { answer: Answer::Holds(holds), features: vec!["unknown".into()] });
        let found = Weights::shipped().probabilities(Question::Right, &candidates);
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-9 && found[0] == found[2], "{found:?}");
    }
}
