//! From a source phrase to its speaker: names, pronouns, descriptions, and those who stay unnamed.

use std::ops::Range;

use super::content::{Draft, Pattern};
use super::lexicon::{NounClass, Tag};
use super::reading::Reading;
use super::source::Source;
use super::{Candidate, Speaker};
use crate::annotation::EntityId;
use crate::coref::{Entity, Gender};
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind};
use crate::{Probability, Span};

static NAMED: Rule = Rule { id: "quotation/named", words: "the source is named: “{}”" };
static APPOSITION: Rule =
    Rule { id: "quotation/apposition", words: "the source’s description names “{}”" };
static PRONOUN: Rule = Rule { id: "quotation/pronoun", words: "“{}” fits the person spoken of last" };
static DESCRIPTION: Rule =
    Rule { id: "quotation/description", words: "“{}” describes somebody named in the article" };
static ANONYMOUS: Rule = Rule { id: "quotation/anonymous", words: "“{}” is not named" };
static COLLECTIVE: Rule = Rule { id: "quotation/collective", words: "“{}” are several, not named" };
static DOCUMENT: Rule = Rule { id: "quotation/document", words: "“{}” is a text" };
static OPEN: Rule = Rule { id: "quotation/open", words: "“{}” may be more than one" };
static NO_SOURCE: Rule = Rule { id: "quotation/no-source", words: "nothing near it names a source" };

/// Below this many thousandths a speaker stays unresolved.
const THRESHOLD: u16 = 500;
/// How many mentions before a pronoun may be its antecedent.
const MENTIONS: usize = 40;

/// Who a source is.
pub struct Resolved {
    /// The speaker.
    pub speaker: Speaker,
    /// Who it may be, likeliest first.
    pub candidates: Vec<Candidate>,
    /// How sure that is, given that the source is right.
    pub probability: Probability,
    /// Why.
    pub evidence: Evidence,
}

/// Resolves sources in text order, remembering who spoke.
pub struct Resolver<'r, 'd> {
    reading: &'r Reading<'d>,
    mentions: &'r [Mention],
    entities: &'r [Entity],
    /// Earlier speakers: token of the source, paragraph, who, and the source's head word in lower case.
    spoken: Vec<(usize, usize, Speaker, String)>,
}

impl<'r, 'd> Resolver<'r, 'd> {
    /// A resolver that has heard nobody yet.
    pub fn new(reading: &'r Reading<'d>, mentions: &'r [Mention], entities: &'r [Entity]) -> Self {
        Resolver { reading, mentions, entities, spoken: Vec::new() }
    }

    /// Who says `draft`.
    pub fn resolve(&mut self, draft: &Draft) -> Resolved {
        let Some(source) = &draft.source else {
            return self.unresolved(Evidence::plain(&NO_SOURCE), Vec::new(), 300);
        };
        let naming = source.naming();
        let head = self.reading.head_of(naming.clone());
        let resolved = self.source(source, naming, head, draft);
        let word = self.reading.word(head).to_lowercase();
        self.spoken.push((source.phrase.start, draft.paragraph, resolved.speaker, word));
        resolved
    }

    fn source(&self, source: &Source, naming: Range<usize>, head: usize, draft: &Draft) -> Resolved {
        let reading = self.reading;
        let span = reading.span(naming.clone());
        if matches!(reading.tag(head), Tag::Pronoun | Tag::Object) {
            return self.pronoun(head, span, draft);
        }
        if reading.tag(head) == Tag::Relative
            || source.antecedent.is_none() && reading.tag(source.phrase.start) == Tag::Relative
        {
            return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 300);
        }
        let head_span = reading.span(head..head + 1);
        // "Officials said" opens a sentence: a capital makes no name of it.
        let common =
            matches!(reading.noun_class(head), NounClass::People | NounClass::Text | NounClass::Person);
        if let Some((entity, mention)) =
            self.entity_at(head_span).filter(|(_, mention)| !common || mention.span != head_span)
        {
            return self.entity(entity, Evidence::at(&NAMED, mention.span), 960);
        }
        // "colleague, Li Wei,": the name in apposition.
        if let Some((entity, mention)) = self.person_after(head, &naming) {
            return self.entity(entity, Evidence::at(&APPOSITION, mention.span), 930);
        }
        if reading.tag(head) == Tag::Name && reading.noun_class(head) == NounClass::Other {
            return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 300);
        }
        self.common(naming, head, span, draft)
    }

    fn entity(&self, entity: EntityId, evidence: Evidence, thousandths: u16) -> Resolved {
        let probability = Probability::from_thousandths(thousandths);
        Resolved {
            speaker: Speaker::Entity(entity),
            candidates: vec![Candidate { entity, probability }],
            probability,
            evidence,
        }
    }

    fn unresolved(&self, evidence: Evidence, candidates: Vec<Candidate>, thousandths: u16) -> Resolved {
        let probability = Probability::from_thousandths(thousandths);
        Resolved { speaker: Speaker::Unresolved, candidates, probability, evidence }
    }

    fn other(&self, speaker: Speaker, rule: &'static Rule, span: Span, thousandths: u16) -> Resolved {
        Resolved {
            speaker,
            candidates: Vec::new(),
            probability: Probability::from_thousandths(thousandths),
            evidence: Evidence::at(rule, span),
        }
    }

    /// The entity whose mention covers `span`.
    fn entity_at(&self, span: Span) -> Option<(EntityId, &'r Mention)> {
        let at = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let mention = self.mentions.get(at).filter(|mention| mention.span.overlaps(span))?;
        let speaks = matches!(
            mention.kind,
            MentionKind::Person | MentionKind::Organisation | MentionKind::Place | MentionKind::Facility
        );
        Some((mention.entity.filter(|_| speaks)?, mention))
    }

    /// The first person named in `naming` after its head, who is in apposition: not the object of a preposition and not
    /// inside a relative clause.
    fn person_after(&self, head: usize, naming: &Range<usize>) -> Option<(EntityId, &'r Mention)> {
        let reading = self.reading;
        for at in head + 1..naming.end {
            match reading.tag(at) {
                Tag::Relative | Tag::Verb | Tag::Auxiliary => return None,
                Tag::Name => {
                    let span = reading.span(at..at + 1);
                    let before = reading.tag(at - 1);
                    let Some((entity, mention)) = self.entity_at(span) else { continue };
                    let titled =
                        mention.title.is_some_and(|title| reading.document.token_at(title.start) < at);
                    let first = reading.document.token_at(mention.title.unwrap_or(mention.span).start);
                    let comma = first > 0
                        && matches!(reading.tag(first - 1), Tag::Comma | Tag::Noun | Tag::Dash)
                        || before == Tag::Comma;
                    if mention.kind == MentionKind::Person
                        && (comma || titled && reading.tag(first.wrapping_sub(1)) == Tag::Comma)
                    {
                        return Some((entity, mention));
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn common(&self, naming: Range<usize>, head: usize, span: Span, draft: &Draft) -> Resolved {
        let reading = self.reading;
        if self.asks_for_anonymity(&naming, draft) {
            return self.other(Speaker::Anonymous, &ANONYMOUS, span, 970);
        }
        let first = reading.word(naming.start).to_lowercase();
        let definite = matches!(first.as_str(), "the" | "this" | "that" | "his" | "her" | "their" | "its");
        match reading.noun_class(head) {
            NounClass::Text => self.other(Speaker::Document, &DOCUMENT, span, 900),
            NounClass::People => self.other(Speaker::Collective, &COLLECTIVE, span, 920),
            NounClass::Person => {
                let word = reading.word(head).to_lowercase();
                let earlier = self.spoken.iter().rev().take(12).find(|spoken| spoken.3 == word && definite);
                if let Some(&(.., Speaker::Anonymous, _)) = earlier {
                    return self.other(Speaker::Anonymous, &ANONYMOUS, span, 800);
                }
                if definite && let Some(resolved) = self.description(&naming, head, span) {
                    return resolved;
                }
                let bare = !definite && first != "a" && first != "an" && first != "one" && first != "another";
                if bare && reading.tag(naming.start) == Tag::Name || definite {
                    return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 400);
                }
                self.other(Speaker::Anonymous, &ANONYMOUS, span, 850)
            }
            NounClass::Body => {
                if definite && let Some(resolved) = self.body(head, span) {
                    return resolved;
                }
                if definite {
                    return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 400);
                }
                self.other(Speaker::Collective, &COLLECTIVE, span, 700)
            }
            NounClass::Other => {
                let word = reading.word(head).to_lowercase();
                let vague = matches!(
                    word.as_str(),
                    "some"
                        | "many"
                        | "several"
                        | "most"
                        | "all"
                        | "both"
                        | "others"
                        | "these"
                        | "those"
                        | "few"
                        | "other"
                );
                if vague || reading.tag(head) == Tag::Number {
                    return self.other(Speaker::Collective, &COLLECTIVE, span, 850);
                }
                self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 350)
            }
        }
    }

    /// `who asked not to be named`, in the phrase or in the rest of its sentence.
    fn asks_for_anonymity(&self, naming: &Range<usize>, draft: &Draft) -> bool {
        let reading = self.reading;
        let end = naming.end + 25;
        let _ = draft;
        (naming.start..end.min(reading.tags.len()))
            .take_while(|&at| at < naming.end || reading.tag(at) != Tag::Stop && reading.inside[at] == 0)
            .any(|at| {
                let word = reading.word(at);
                matches!(word, "anonymity" | "anonymous" | "anonymously" | "unnamed")
                    || matches!(word, "named" | "identified")
                        && (at.saturating_sub(4)..at)
                            .any(|before| matches!(reading.word(before), "not" | "declined"))
            })
    }

    /// A description that fits the role of exactly one person: `the Russian foreign minister`.
    fn description(&self, naming: &Range<usize>, head: usize, span: Span) -> Option<Resolved> {
        let reading = self.reading;
        let noun = reading.word(head).to_lowercase();
        let modifiers: Vec<String> = naming
            .clone()
            .filter(|&at| at != head && matches!(reading.tag(at), Tag::Noun | Tag::Name | Tag::Adjective))
            .map(|at| reading.word(at).to_lowercase())
            .collect();
        let mut best: Vec<(usize, EntityId)> = Vec::new();
        let before = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let mut seen: Vec<EntityId> = Vec::new();
        for mention in self.mentions[..before].iter().rev().take(4 * MENTIONS) {
            let Some(id) = mention.entity.filter(|_| mention.kind == MentionKind::Person) else { continue };
            if seen.contains(&id) || seen.len() >= MENTIONS {
                continue;
            }
            seen.push(id);
            let Some(entity) = self.entities.get(id.index()) else { continue };
            let role = self.role_words(entity);
            if !role.contains(&noun) {
                continue;
            }
            best.push((modifiers.iter().filter(|word| role.contains(word)).count(), id));
        }
        let most = best.iter().map(|&(score, _)| score).max()?;
        let top: Vec<EntityId> =
            best.iter().filter(|&&(score, _)| score == most).map(|&(_, id)| id).collect();
        match top.as_slice() {
            [only] => Some(self.entity(*only, Evidence::at(&DESCRIPTION, span), 840)),
            several => {
                let each = Probability::from_ratio(9, 10 * several.len() as u64);
                let candidates =
                    several.iter().map(|&entity| Candidate { entity, probability: each }).collect();
                Some(self.unresolved(Evidence::at(&OPEN, span), candidates, 450))
            }
        }
    }

    /// Words that the article uses for a person: titles before the name and nouns in apposition, in lower case.
    fn role_words(&self, entity: &Entity) -> Vec<String> {
        let reading = self.reading;
        let mut words = Vec::new();
        let mut add = |tokens: Range<usize>| {
            for at in tokens {
                if matches!(reading.tag(at), Tag::Noun | Tag::Name | Tag::Adjective) {
                    words.push(reading.word(at).to_lowercase());
                }
            }
        };
        if let Some(role) = entity.role {
            add(reading.document.tokens_in(role));
        }
        for id in entity.mentions.iter().take(8) {
            let Some(mention) = self.mentions.get(id.index()) else { continue };
            let first = reading.document.token_at(mention.title.unwrap_or(mention.span).start);
            let last = reading.document.token_at(mention.span.end);
            if let Some(title) = mention.title {
                add(reading.document.tokens_in(title));
            }
            // "Kremlin aide Yury Ushakov", "The mayor, Ana López,"
            let end = if first > 0 && reading.tag(first - 1) == Tag::Comma { first - 1 } else { first };
            if end > 0
                && reading.inside[end - 1] == reading.inside.get(first).copied().unwrap_or(0)
                && let Some(phrase) = reading.phrase_ending(end - 1, first.saturating_sub(10))
                && reading.noun_class(phrase.end - 1) == NounClass::Person
            {
                add(phrase);
            }
            // "Ana López, the mayor of Springfield,"
            if reading.tag(last) == Tag::Comma
                && let Some(phrase) = reading.phrase_starting(last + 1, last + 12)
                && self.person_in(reading.span(phrase.clone())).is_none()
            {
                add(phrase);
            }
        }
        words
    }

    /// The first person named within `span`.
    fn person_in(&self, span: Span) -> Option<&'r Mention> {
        let from = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let inside = self.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
        inside.into_iter().find(|mention| mention.kind == MentionKind::Person)
    }

    /// `the company`: the organisation named last, where only one has been named lately.
    fn body(&self, head: usize, span: Span) -> Option<Resolved> {
        let noun = self.reading.word(head).to_lowercase();
        let before = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let mut found: Vec<EntityId> = Vec::new();
        for mention in self.mentions[..before].iter().rev().take(MENTIONS) {
            let Some(id) = mention.entity.filter(|_| mention.kind == MentionKind::Organisation) else {
                continue;
            };
            let Some(entity) = self.entities.get(id.index()) else { continue };
            if entity.name.to_lowercase().split_whitespace().any(|word| word == noun) {
                return Some(self.entity(id, Evidence::at(&DESCRIPTION, span), 850));
            }
            if !found.contains(&id) {
                found.push(id);
            }
        }
        let generic = matches!(
            noun.as_str(),
            "company"
                | "firm"
                | "group"
                | "organization"
                | "organisation"
                | "agency"
                | "newspaper"
                | "paper"
                | "team"
                | "club"
                | "party"
                | "magazine"
                | "network"
        );
        match found.as_slice() {
            [only] if generic => Some(self.entity(*only, Evidence::at(&DESCRIPTION, span), 700)),
            several if generic => {
                let each = Probability::from_ratio(1, several.len().max(2) as u64);
                let candidates =
                    several.iter().take(5).map(|&entity| Candidate { entity, probability: each }).collect();
                Some(self.unresolved(Evidence::at(&OPEN, span), candidates, 400))
            }
            _ => None,
        }
    }

    fn pronoun(&self, head: usize, span: Span, draft: &Draft) -> Resolved {
        let word = self.reading.word(head).to_lowercase();
        let stem = word.split(['\'', '’']).next().unwrap_or_default();
        let gender = match stem {
            "he" | "him" | "himself" => Gender::Male,
            "she" | "her" | "herself" => Gender::Female,
            "they" | "them" | "themselves" | "everyone" | "everybody" => {
                return self.other(Speaker::Collective, &COLLECTIVE, span, 750);
            }
            "it" => return self.it(span),
            "one" | "someone" | "somebody" | "anyone" => {
                return self.other(Speaker::Anonymous, &ANONYMOUS, span, 800);
            }
            _ => return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 400),
        };
        let scored = self.antecedents(head, draft, gender);
        let total: i64 = scored.iter().take(4).map(|&(score, _)| weight(score, scored[0].0)).sum();
        let candidates: Vec<Candidate> = scored
            .iter()
            .take(4)
            .map(|&(score, entity)| Candidate {
                entity,
                probability: Probability::from_ratio(
                    (weight(score, scored[0].0) * 93 / 100) as u64,
                    total.max(1) as u64,
                ),
            })
            .collect();
        match candidates.first() {
            Some(best) if best.probability.thousandths() >= THRESHOLD => Resolved {
                speaker: Speaker::Entity(best.entity),
                probability: best.probability,
                evidence: Evidence::at(&PRONOUN, span),
                candidates,
            },
            _ => self.unresolved(Evidence::at(&OPEN, span), candidates, 400),
        }
    }

    /// Persons who may be meant by a pronoun at token `head`, best first, with their scores.
    fn antecedents(&self, head: usize, draft: &Draft, gender: Gender) -> Vec<(i64, EntityId)> {
        let reading = self.reading;
        let here = reading.document.tokens.get(head).map_or(0, |token| token.span.start);
        let unit = self.unit_of(head);
        let before = self.mentions.partition_point(|mention| mention.span.end <= here);
        let mut scored: Vec<(i64, EntityId)> = Vec::new();
        let mut first_of_unit: Option<usize> = None;
        let window = &self.mentions[before.saturating_sub(MENTIONS)..before];
        for mention in window {
            let at = reading.document.token_at(mention.span.start);
            let its_unit = self.unit_of(at);
            let first = first_of_unit != Some(its_unit);
            let Some(id) = mention.entity.filter(|_| mention.kind == MentionKind::Person) else { continue };
            first_of_unit = Some(its_unit);
            let Some(entity) = self.entities.get(id.index()) else { continue };
            let fits = match (entity.gender, gender) {
                (Gender::Unknown, _) => 0,
                (known, wanted) if known == wanted => 25,
                _ => continue,
            };
            let distance = unit.saturating_sub(its_unit).min(12) as i64;
            let quoted = reading.inside.get(at).is_some_and(|&inside| inside != 0);
            let last = reading.document.token_at(mention.span.end);
            let possessive = reading.tag(last) == Tag::Clitic;
            let mut score = 60 - 9 * distance + fits;
            score += if first && !possessive { 14 } else { 0 };
            score -= if quoted { 40 } else { 0 };
            score -= if possessive { 8 } else { 0 };
            match scored.iter_mut().find(|known| known.1 == id) {
                Some(known) => known.0 = known.0.max(score) + 2,
                None => scored.push((score, id)),
            }
        }
        // Who spoke last goes on speaking.
        let recent = self.spoken.iter().rev().take(3).enumerate();
        for (back, &(at, paragraph, speaker, _)) in recent {
            let Speaker::Entity(id) = speaker else { continue };
            if at >= head || paragraph + 3 < draft.paragraph {
                continue;
            }
            let near = 3 - (draft.paragraph - paragraph.min(draft.paragraph)) as i64;
            let bonus = (12 * near - 8 * back as i64).max(0);
            if let Some(known) = scored.iter_mut().find(|known| known.1 == id) {
                known.0 += bonus;
            } else if let Some(entity) = self.entities.get(id.index())
                && entity.kind == MentionKind::Person
                && (entity.gender == gender || entity.gender == Gender::Unknown)
            {
                scored.push((40 + bonus, id));
            }
        }
        scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        scored
    }

    fn unit_of(&self, token: usize) -> usize {
        self.reading.units.partition_point(|unit| unit.tokens.end <= token)
    }

    /// `it`: the text, organisation or place that spoke last.
    fn it(&self, span: Span) -> Resolved {
        match self.spoken.last().map(|spoken| spoken.2) {
            Some(Speaker::Document) => self.other(Speaker::Document, &DOCUMENT, span, 700),
            Some(Speaker::Entity(id))
                if self.entities.get(id.index()).is_some_and(|entity| entity.kind != MentionKind::Person) =>
            {
                self.entity(id, Evidence::at(&PRONOUN, span), 700)
            }
            _ => self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 350),
        }
    }
}

/// How much a candidate counts against the best one: halved with every twelve points.
fn weight(score: i64, best: i64) -> i64 {
    let behind = (best - score).max(0);
    (4096 >> (behind / 12).min(12)) * (24 - behind % 12) / 24
}

/// How far a pattern is trusted to find content and source right, in thousandths. Set by hand, in the order in which the
/// patterns erred on development articles; not calibrated.
pub fn prior(pattern: Pattern) -> u16 {
    match pattern {
        Pattern::QuoteBefore => 960,
        Pattern::QuoteAfter => 900,
        Pattern::Clause | Pattern::ClauseBefore => 850,
        Pattern::According => 880,
        Pattern::Participle => 800,
        Pattern::Object => 650,
        Pattern::Colon => 800,
        Pattern::Continued => 750,
        Pattern::Near => 550,
        Pattern::Alone => 400,
    }
}
