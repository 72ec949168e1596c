//! One name, one kind: what the document shows elsewhere corrects what the model saw in one place.

use std::collections::HashMap;

use super::features::Scene;
use super::form::{Class, list};
use super::{Mention, MentionKind};
use crate::evidence::{Evidence, Rule};
use crate::{Document, Probability, Span};

static EARLIER: Rule = Rule { id: "mention/same-name", words: "the same name as “{}”" };

/// A person named in full is sure enough to lend the surname to others from here, in thousandths.
const SURE: u16 = 500;

/// Makes surnames of persons who are named in full persons, and equal names of one kind.
pub fn settle(document: &Document, scene: &Scene, mentions: &mut Vec<Mention>) {
    let surnames = surnames(document, scene, mentions);
    adopt(document, mentions, &surnames);
    agree(document, mentions);
    complete(document, scene, mentions, &surnames);
}

/// The first and last words of persons named in full, with the first such mention.
fn surnames<'a>(
    document: &'a Document,
    scene: &Scene,
    mentions: &[Mention],
) -> HashMap<&'a str, (Span, Probability)> {
    let mut surnames = HashMap::new();
    for mention in mentions {
        if mention.kind == MentionKind::Person && mention.probability.thousandths() >= SURE {
            let tokens = document.tokens_in(mention.span);
            let mut full = tokens.clone().filter(|&at| is_surname_like(document, scene, at));
            if let (Some(first), Some(last)) = (full.next(), full.next_back()) {
                let mut add = |at| {
                    surnames.entry(document.word(at)).or_insert((mention.span, mention.probability));
                };
                if document.word(last).chars().count() > 2 {
                    add(last);
                }
                // The family name comes first in much of the world: Xi Jinping. A word that is seldom written with a
                // capital proves nothing: Will, May.
                if !(1..=3).contains(&scene.forms.at(first).capital) {
                    add(first);
                }
            }
        }
    }
    surnames
}

/// Whether the word of token `at` may be a whole name: no initial, and not what follows a surname.
fn is_surname_like(document: &Document, scene: &Scene, at: usize) -> bool {
    matches!(scene.forms.at(at).class, Class::Title | Class::Upper | Class::Mixed | Class::Opening)
        && !matches!(document.word(at), "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}

/// A single word that is the surname of a person named in full is that person, where the model was not sure.
fn adopt(document: &Document, mentions: &mut [Mention], surnames: &HashMap<&str, (Span, Probability)>) {
    for mention in mentions {
        if mention.kind == MentionKind::Person || mention.probability.thousandths() > 850 {
            continue;
        }
        if let Some(&(full, probability)) = surnames.get(document.text_of(mention.span)) {
            mention.kind = MentionKind::Person;
            mention.probability = probability.min(Probability::from_thousandths(850));
            mention.evidence = vec![Evidence::at(&EARLIER, full)];
        }
    }
}

/// Equal names are of the kind that has the most probability in sum, where the model was less sure of another.
fn agree(document: &Document, mentions: &mut [Mention]) {
    let mut votes: HashMap<&str, [u32; 6]> = HashMap::new();
    for mention in mentions.iter() {
        let votes = votes.entry(document.text_of(mention.span)).or_default();
        votes[mention.kind as usize] += u32::from(mention.probability.thousandths());
    }
    let mut first: HashMap<(&str, MentionKind), Span> = HashMap::new();
    for mention in mentions.iter() {
        first.entry((document.text_of(mention.span), mention.kind)).or_insert(mention.span);
    }
    for mention in mentions {
        let name = document.text_of(mention.span);
        let Some(votes) = votes.get(name) else { continue };
        let best = KINDS.iter().copied().max_by_key(|&kind| (votes[kind as usize], std::cmp::Reverse(kind)));
        if let Some(best) = best
            && best != mention.kind
            && votes[best as usize] >= 2 * votes[mention.kind as usize]
            && mention.probability.thousandths() < 750
        {
            mention.evidence =
                first.get(&(name, best)).map(|&span| Evidence::at(&EARLIER, span)).into_iter().collect();
            mention.kind = best;
            if best != MentionKind::Person {
                mention.title = None;
            }
        }
    }
}

const KINDS: [MentionKind; 6] = [
    MentionKind::Person,
    MentionKind::Place,
    MentionKind::Organisation,
    MentionKind::Facility,
    MentionKind::Demonym,
    MentionKind::Other,
];

/// Surnames that stand outside every name become mentions.
fn complete(
    document: &Document,
    scene: &Scene,
    mentions: &mut Vec<Mention>,
    surnames: &HashMap<&str, (Span, Probability)>,
) {
    if surnames.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut next = 0;
    for (at, token) in document.tokens.iter().enumerate() {
        while mentions.get(next).is_some_and(|mention| mention.span.end <= token.span.start) {
            next += 1;
        }
        let inside = mentions.get(next).is_some_and(|mention| mention.span.overlaps(token.span));
        if inside || !scene.candidate[at] {
            continue;
        }
        let form = scene.forms.at(at);
        if !matches!(form.class, Class::Title | Class::Upper)
            || form.is(list::FUNCTION | list::CALENDAR)
            || form.is(list::TITLE) && scene.forms.at(at + 1).capitalised
            || scene.is_small(at)
        {
            continue;
        }
        if let Some(&(full, probability)) = surnames.get(token.span.of(&document.text)) {
            found.push(Mention {
                span: token.span,
                kind: MentionKind::Person,
                title: None,
                entity: None,
                probability: probability.min(Probability::from_thousandths(800)),
                evidence: vec![Evidence::at(&EARLIER, full)],
            });
        }
    }
    mentions.extend(found);
    crate::order::by_key(mentions, |mention| mention.span.start);
}
