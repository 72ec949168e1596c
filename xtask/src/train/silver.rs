//! Mends labels that a machine gave: what the same name is called elsewhere in the corpus, countries that were labelled as
//! organisations or persons, and ends that reach too far.

use std::collections::HashMap;

use dateline::mention::words::PLACES;

use super::corpora::{Gold, GoldEntity};
use super::score::TYPES;

/// How often a name must stand in the corpus before its usual label counts.
const SEEN: usize = 5;

/// Brings the names of `golds` closer to what a person would have marked.
pub fn mend(golds: &mut [Gold]) {
    for gold in golds.iter_mut() {
        let chars: Vec<char> = gold.text.chars().collect();
        for entity in &mut gold.entities {
            trim(&chars, entity);
        }
        gold.entities.retain(|entity| entity.start < entity.end);
    }
    let mut labels: HashMap<String, [usize; 3]> = HashMap::new();
    for gold in golds.iter() {
        for entity in &gold.entities {
            if let Some(label) = TYPES.iter().position(|label| *label == entity.kind) {
                labels.entry(gold.words(entity)).or_default()[label] += 1;
            }
        }
    }
    for gold in golds.iter_mut() {
        let words: Vec<String> = gold.entities.iter().map(|entity| gold.words(entity)).collect();
        for (entity, words) in gold.entities.iter_mut().zip(words) {
            if TYPES.contains(&entity.kind.as_str()) && PLACES.has(&words) {
                entity.or = Some("LOC".into()); // a country or capital that stands for its government stays a place
            } else if let Some(usual) = labels.get(&words).and_then(usual)
                && TYPES.contains(&entity.kind.as_str())
                && usual != entity.kind
            {
                entity.or = Some(usual.into());
            }
        }
    }
}

/// The label that four in five have.
fn usual(labels: &[usize; 3]) -> Option<&'static str> {
    let all: usize = labels.iter().sum();
    let best = (0..3).max_by_key(|&label| labels[label])?;
    (all >= SEEN && labels[best] * 5 >= all * 4).then_some(TYPES[best])
}

/// Cuts what is no part of a name from its ends: a genitive of the word before, a dash, a direction in small letters.
fn trim(chars: &[char], entity: &mut GoldEntity) {
    loop {
        let words: String = chars[entity.start..entity.end].iter().collect();
        let head = words.split(' ').next().unwrap_or_default();
        let direction = ["north", "south", "east", "west", "central"].iter().any(|way| head.starts_with(way));
        let cut =
            words.contains(' ') && (direction || matches!(head, "'s" | "’s" | "-" | "the" | "the-then"));
        if cut {
            entity.start += head.chars().count() + 1;
            continue;
        }
        match words.rsplit_once(' ') {
            Some((_, last @ ("-" | "," | "." | "'s" | "and" | "of"))) => {
                entity.end -= last.chars().count() + 1
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(text: &str, start: usize, end: usize, kind: &str) -> Gold {
        let entity = GoldEntity { start, end, kind: kind.into(), label: None, optional: false, or: None };
        Gold { text: text.into(), entities: vec![entity], ..Gold::default() }
    }

    #[test]
    fn labels_of_a_machine_are_mended() {
        let mut golds: Vec<Gold> = (0..9).map(|_| gold("In Foxton", 3, 9, "LOC")).collect();
        golds.push(gold("Foxton spoke", 0, 6, "ORG"));
        golds.push(gold("Peru said", 0, 4, "ORG"));
        golds.push(gold("in southern Foxton -", 3, 20, "LOC"));
        mend(&mut golds);
        assert_eq!(golds[9].entities[0].or.as_deref(), Some("LOC"));
        assert_eq!(golds[10].entities[0].or.as_deref(), Some("LOC"));
        assert_eq!((golds[11].entities[0].start, golds[11].entities[0].end), (12, 18));
    }
}
