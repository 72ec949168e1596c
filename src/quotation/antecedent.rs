//! Whom a pronoun, a description or words without a source may mean: the candidates, and what speaks for each.

use std::ops::Range;

use super::choice::{Answer, Candidate, bucket};
use super::content::Draft;
use super::lexicon::{self, Tag};
use super::resolve::{Resolver, Turn};
use crate::annotation::EntityId;
use crate::coref::{Entity, Gender};
use crate::mention::{Mention, MentionKind};

/// How many mentions before may be meant.
const MENTIONS: usize = 60;
/// How many candidates are weighed.
const CANDIDATES: usize = 10;

/// What asks for its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// `he`, `she`.
    Pronoun(Gender),
    /// `they`.
    They,
    /// `it`.
    It,
    /// `the mayor`.
    Person,
    /// `the company`.
    Body,
    /// Nothing: quoted words without a source.
    Nothing,
}

impl Sort {
    /// The group whose features count together.
    fn name(self) -> &'static str {
        match self {
            Sort::Pronoun(_) => "he",
            Sort::They => "they",
            Sort::It => "it",
            Sort::Person => "person",
            Sort::Body => "body",
            Sort::Nothing => "nothing",
        }
    }

    fn fits(self, entity: &Entity) -> bool {
        let clash = |gender: Gender| {
            gender != Gender::Unknown && entity.gender != Gender::Unknown && entity.gender != gender
        };
        match self {
            Sort::Pronoun(gender) => entity.kind == MentionKind::Person && !clash(gender),
            Sort::Person => entity.kind == MentionKind::Person,
            Sort::Nothing => matches!(entity.kind, MentionKind::Person | MentionKind::Organisation),
            Sort::They => {
                matches!(entity.kind, MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
            }
            Sort::It => matches!(entity.kind, MentionKind::Organisation | MentionKind::Place),
            Sort::Body => {
                matches!(entity.kind, MentionKind::Organisation | MentionKind::Place | MentionKind::Facility)
            }
        }
    }
}

/// Those who may be meant, nobody as the last one.
pub struct Options {
    /// What speaks for each.
    pub candidates: Vec<Candidate>,
    /// How many words of a description fit each beside its noun; none where the noun does not.
    pub fits: Vec<Option<usize>>,
}

/// One who may be meant, with the last mention before.
struct Seen<'r> {
    id: EntityId,
    entity: &'r Entity,
    mention: &'r Mention,
    count: usize,
}

impl<'r> Resolver<'r, '_> {
    /// The candidates for `sort` at token `head`, latest first, and nobody as the last one. `words` are those of a
    /// description.
    pub(super) fn candidates(&self, sort: Sort, head: usize, words: &[String], draft: &Draft) -> Options {
        let name = sort.name();
        let mut seen = self.seen(sort, head);
        if let Sort::Pronoun(gender) = sort {
            // "she" is not John where another may be meant.
            let clashes = |seen: &Seen| self.agreement(seen, gender) == "other";
            if seen.iter().any(|seen| !clashes(seen)) {
                seen.retain(|seen| !clashes(seen));
            }
        }
        // Who asks waits for another.
        let asker = self
            .turns
            .last()
            .filter(|turn| sort == Sort::Nothing && turn.asks && turn.paragraph + 1 == draft.paragraph);
        if let Some(asker) = asker.and_then(Turn::entity) {
            seen.retain(|seen| seen.id != asker);
        }
        let mut candidates = Vec::with_capacity(seen.len() + 1);
        let only = seen.len() == 1;
        let mut best_role = 0;
        let mut fits = Vec::with_capacity(seen.len() + 1);
        for (rank, seen) in seen.iter().enumerate() {
            let mut features: Vec<String> = Vec::with_capacity(16);
            let mut add = |feature: String| {
                features.push(format!("{name}:{feature}"));
                features.push(feature);
            };
            add(format!("rank:{}", rank.min(4)));
            add(format!("of:{:?}", seen.entity.kind));
            if only {
                add("only".to_string());
            }
            self.place_features(seen, head, &mut add);
            add(format!("count:{}", bucket(seen.count)));
            if let Sort::Pronoun(gender) = sort {
                add(format!("gender:{}", self.agreement(seen, gender)));
            }
            let mut fit = None;
            if !words.is_empty() {
                let known = self.known_words(seen.id, seen.entity);
                let noun = words.last().is_some_and(|word| {
                    known.contains(word)
                        || sort == Sort::Body && known.iter().any(|own| lexicon::describes(word, own))
                });
                let others = words.iter().rev().skip(1).filter(|word| known.contains(word)).count();
                best_role = best_role.max(usize::from(noun) * (1 + others));
                fit = noun.then_some(others.min(2));
                add(format!("noun:{noun}:{}", others.min(2)));
                add(format!("others:{}", others.min(2)));
            }
            self.turn_features(seen.id, head, draft, &mut add);
            if self.is_named_in(seen.id, &draft.parts) {
                add("own words".to_string());
            }
            if seen.entity.mentions.first().is_some_and(|first| self.is_early(first.index())) {
                add("early".to_string());
            }
            candidates.push(Candidate { answer: Answer::Entity(seen.id), features });
            fits.push(fit);
        }
        let mut features = vec![
            format!("{name}:nobody"),
            format!("{name}:nobody:of {}", bucket(seen.len())),
            format!("{name}:nobody:role {best_role}"),
        ];
        features.push(format!("{name}:nobody:turns {}", self.turns.len().min(2)));
        candidates.push(Candidate { answer: Answer::Nobody, features });
        fits.push(None);
        Options { candidates, fits }
    }

    /// The entities named before token `head` that `sort` can mean, latest first.
    fn seen(&self, sort: Sort, head: usize) -> Vec<Seen<'r>> {
        let here = self.reading.document.tokens.get(head).map_or(usize::MAX, |token| token.span.start);
        let before = self.reading.mentions.partition_point(|mention| mention.span.end <= here);
        let mut seen: Vec<Seen> = Vec::new();
        for mention in self.reading.mentions[before.saturating_sub(MENTIONS)..before].iter().rev() {
            let Some(id) = mention.entity else { continue };
            let Some(entity) = self.entities.get(id.index()) else { continue };
            if let Some(known) = seen.iter_mut().find(|known| known.id == id) {
                known.count += 1;
            } else if seen.len() < CANDIDATES && sort.fits(entity) {
                seen.push(Seen { id, entity, mention, count: 1 });
            }
        }
        seen
    }

    /// Where the last mention stands.
    fn place_features(&self, seen: &Seen, head: usize, add: &mut impl FnMut(String)) {
        let reading = self.reading;
        let first = reading.document.token_at(seen.mention.title.unwrap_or(seen.mention.span).start);
        let next = reading.document.tokens_in(seen.mention.span).end;
        let (unit, here) = (self.unit_of(first), self.unit_of(head));
        let distance = here.saturating_sub(unit);
        let after = reading.tag(next);
        let quoted = reading.inside.get(first).is_some_and(|&inside| inside != 0);
        let start = reading.units.get(unit).map_or(0, |unit| unit.tokens.start);
        let role = if after == Tag::Clitic {
            "owner"
        } else if matches!(after, Tag::Verb | Tag::Auxiliary | Tag::Adverb) {
            "subject"
        } else if matches!(after, Tag::Comma | Tag::Open | Tag::Relative) && first <= start + 6 {
            "apposed"
        } else if first > 0 && matches!(reading.tag(first - 1), Tag::Preposition | Tag::To) {
            "prepositional"
        } else if first > 0 && matches!(reading.tag(first - 1), Tag::Verb | Tag::Gerund) {
            "object"
        } else {
            "other"
        };
        add(format!("distance:{}", bucket(distance)));
        add(format!("place:{role}"));
        add(format!("{}:{role}", if distance == 0 { "same" } else { "earlier" }));
        let paragraphs = self.paragraph_of(head).saturating_sub(self.paragraph_of(first));
        add(format!("paragraphs:{}", paragraphs.min(3)));
        if quoted {
            add("quoted".to_string());
        }
        // "He told Ana Lee": not she.
        if distance == 0 && first > head {
            add("behind".to_string());
        }
        let opens =
            (start..first).all(|at| !matches!(reading.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Name));
        if opens {
            add(format!("opens:{}", bucket(distance)));
        }
    }

    /// How the entity has spoken before.
    fn turn_features(&self, id: EntityId, head: usize, draft: &Draft, add: &mut impl FnMut(String)) {
        let earlier =
            self.turns.iter().rev().filter(|turn: &&Turn| turn.at < head || turn.paragraph < draft.paragraph);
        let back = earlier.take(4).position(|turn| turn.entity() == Some(id));
        match back {
            None => add("silent".to_string()),
            Some(back) => {
                let turn = &self.turns[self.turns.len() - 1 - back.min(self.turns.len() - 1)];
                let gap = draft.paragraph.saturating_sub(turn.paragraph);
                add(format!("spoke:{back}:{}", gap.min(3)));
            }
        }
        let addressed = self.turns.last().and_then(|turn| turn.addressee.clone());
        if addressed.is_some_and(|phrase| self.is_named_in(id, std::slice::from_ref(&phrase))) {
            add("addressed".to_string());
        }
    }

    fn agreement(&self, seen: &Seen, wanted: Gender) -> &'static str {
        if seen.entity.gender == wanted {
            return "same";
        }
        match self.hints.get(seen.id.index()) {
            Some(&hint) if hint == wanted => "hinted",
            Some(Gender::Unknown) | None => "unknown",
            Some(_) => "other",
        }
    }

    fn is_named_in(&self, id: EntityId, parts: &[Range<usize>]) -> bool {
        parts.iter().any(|part| {
            let span = self.reading.span(part.clone());
            let from = self.reading.mentions.partition_point(|mention| mention.span.end <= span.start);
            self.reading.mentions[from..]
                .iter()
                .take_while(|mention| mention.span.start < span.end)
                .any(|mention| mention.entity == Some(id))
        })
    }

    /// Whether a mention stands in the headline or the first paragraph of the body.
    fn is_early(&self, mention: usize) -> bool {
        self.reading
            .mentions
            .get(mention)
            .is_some_and(|mention| self.paragraph_of(self.reading.document.token_at(mention.span.start)) < 3)
    }

    pub(super) fn unit_of(&self, token: usize) -> usize {
        self.reading.units.partition_point(|unit| unit.tokens.end <= token)
    }

    fn paragraph_of(&self, token: usize) -> usize {
        let start = self.reading.document.tokens.get(token).map_or(usize::MAX, |token| token.span.start);
        self.reading.document.paragraphs.partition_point(|paragraph| paragraph.span.end <= start)
    }
}
