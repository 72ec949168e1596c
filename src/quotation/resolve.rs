//! From a source phrase to its speaker: names, pronouns, descriptions, and those who stay unnamed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::antecedent::{Options, Sort};
use super::choice::{Answer, Question};
use super::content::{Draft, Pattern};
use super::lexicon::{NounClass, Tag};
use super::reading::Reading;
use super::source::Source;
use super::{Candidate, Speaker};
use crate::annotation::EntityId;
use crate::coref::{Entity, Gender, of_forename};
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind, Names};
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
static OWNER: Rule = Rule { id: "quotation/owner", words: "the text is by “{}”" };
static INITIALS: Rule = Rule { id: "quotation/initials", words: "“{}” are initials" };
static ASKER: Rule = Rule { id: "quotation/asker", words: "who “{}” is not named" };
static OPEN: Rule = Rule { id: "quotation/open", words: "“{}” may be more than one" };
static GOES_ON: Rule = Rule { id: "quotation/goes-on", words: "who spoke before goes on" };
static NO_SOURCE: Rule = Rule { id: "quotation/no-source", words: "nothing near it names a source" };

/// Below this many thousandths a speaker stays unresolved.
const THRESHOLD: u16 = 500;

/// How many attributions of a paragraph are looked at for another speaker.
const SPEAKERS: usize = 64;

/// How many attributions before are looked at for the one that goes on.
const REACH: usize = 4;

/// How sure it is that a description means the only one it fits.
const DESCRIBED: Probability = Probability::from_thousandths(840);

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

/// An attribution that has been read.
pub struct Turn {
    /// The first token of its source.
    pub at: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// Who spoke.
    pub speaker: Speaker,
    /// The head of the source, in lower case.
    word: String,
    /// To whom.
    pub addressee: Option<Range<usize>>,
    /// The phrase that names the speaker.
    source: Option<Range<usize>>,
    /// Whether the words end with a question mark.
    pub asks: bool,
}

impl Turn {
    /// Who spoke, where that is an entity.
    pub fn entity(&self) -> Option<EntityId> {
        match self.speaker {
            Speaker::Entity(id) => Some(id),
            _ => None,
        }
    }
}

/// Resolves sources in text order, remembering who spoke.
pub struct Resolver<'r, 'd> {
    pub(super) reading: &'r Reading<'d>,
    pub(super) entities: &'r [Entity],
    /// Genders as lists of forenames have them, one an entity.
    pub(super) hints: Vec<Gender>,
    /// What was said so far.
    pub(super) turns: Vec<Turn>,
    /// Words that the article uses for a person, made when they are asked for.
    words: RefCell<HashMap<EntityId, Rc<Vec<String>>>>,
}

impl<'r, 'd> Resolver<'r, 'd> {
    /// A resolver that has heard nobody yet.
    pub fn new(reading: &'r Reading<'d>, entities: &'r [Entity], names: Option<&Names>) -> Self {
        let hints = entities.iter().map(|entity| of_forename(&entity.name, names)).collect();
        Resolver { reading, entities, hints, turns: Vec::new(), words: RefCell::default() }
    }

    /// Who says `draft`.
    pub fn resolve(&mut self, draft: &Draft) -> Resolved {
        let first = draft.parts.first().map_or(0, |part| part.start);
        let Some(source) = &draft.source else {
            // A cue whose subject was not found has one: who that is would be a guess.
            if let (Pattern::Asked | Pattern::Passive, Some(cue)) = (draft.pattern, draft.cue.clone()) {
                return self.unresolved(Evidence::at(&ASKER, self.reading.span(cue)), Vec::new(), 800);
            }
            if draft.cue.is_some() {
                let span = self.reading.span(first..first + 1);
                let resolved = self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 300);
                self.remember(first, String::new(), &resolved, draft);
                return resolved;
            }
            let span = self.reading.span(first..first + 1);
            // The only one who spoke in the paragraph goes on; an official who is not named, too.
            let here = self.turns.iter().rev().take(SPEAKERS);
            let mut here = here.take_while(|turn| turn.paragraph == draft.paragraph);
            let before = here.next().filter(|turn| turn.source.is_some());
            let before = before
                .filter(|turn| turn.entity().is_none() || here.all(|other| other.speaker == turn.speaker));
            let resolved = match before {
                Some(turn) => self.other(turn.speaker, &GOES_ON, span, 700),
                None => self.choose(Sort::Nothing, first, &[], span, draft),
            };
            self.remember(first, String::new(), &resolved, draft);
            return resolved;
        };
        let naming = source.naming();
        let head = self.head(naming.clone());
        let resolved = self.source(source, naming, head, draft);
        let word = self.reading.word(head).to_lowercase();
        // "she" makes its antecedent a woman for what follows.
        let gender = match word.as_str() {
            "he" => Gender::Male,
            "she" => Gender::Female,
            _ => Gender::Unknown,
        };
        if let Speaker::Entity(id) = resolved.speaker
            && gender != Gender::Unknown
            && let Some(hint) = self.hints.get_mut(id.index())
        {
            *hint = gender;
        }
        self.remember(source.phrase.start, word, &resolved, draft);
        resolved
    }

    /// The phrase that named `speaker` when it spoke last, for quoted words that go on from there.
    pub fn last_source(&self, speaker: Speaker, draft: &Draft) -> Option<Range<usize>> {
        let earlier = self.turns.iter().rev().skip(1).take(REACH);
        let mut near = earlier.take_while(|turn| turn.paragraph + 1 >= draft.paragraph);
        near.find(|turn| {
            turn.speaker == speaker
                && turn.source.is_some()
                && (turn.entity().is_some() || turn.paragraph == draft.paragraph)
        })?
        .source
        .clone()
    }

    fn remember(&mut self, at: usize, word: String, resolved: &Resolved, draft: &Draft) {
        let (paragraph, addressee) = (draft.paragraph, draft.addressee.clone());
        let source = draft.source.as_ref().map(|source| source.phrase.clone());
        let end = draft.parts.iter().map(|part| part.end).max().unwrap_or(0);
        let asks = (end.saturating_sub(2)..end).any(|at| self.reading.word(at) == "?");
        self.turns.push(Turn { at, paragraph, speaker: resolved.speaker, word, addressee, source, asks });
    }

    /// The head of a phrase; the name that ends it where a place stands between: `the governor of Ohio, Ana Lee`.
    fn head(&self, naming: Range<usize>) -> usize {
        let head = self.reading.head_of(naming.clone());
        let last = naming.clone().rev().find(|&at| self.reading.is_person(at));
        match last {
            // "Governor of Ohio Ana Lee": nothing but names and prepositions on the way.
            Some(last)
                if last > head
                    && last + 1 >= naming.end
                    && self.reading.tag(head) == Tag::Name
                    && (head..last).all(|at| {
                        matches!(self.reading.tag(at), Tag::Name | Tag::Preposition | Tag::Noun)
                            || self.reading.word(at) == "."
                    })
                    && self
                        .mention_start(last)
                        .is_some_and(|start| start > 0 && self.reading.tag(start - 1) == Tag::Name) =>
            {
                last
            }
            _ => head,
        }
    }

    /// The first token of the name that holds `at`, with its title.
    fn mention_start(&self, at: usize) -> Option<usize> {
        let mention = self.reading.mention_at(at)?;
        Some(self.reading.document.token_at(mention.title.unwrap_or(mention.span).start))
    }

    /// Chooses among those who may be meant.
    fn choose(&self, sort: Sort, head: usize, words: &[String], span: Span, draft: &Draft) -> Resolved {
        let options = self.candidates(sort, head, words, draft);
        // A role or a name that fits but one of them tells who it is; one that fits several tells nothing.
        let described =
            if matches!(sort, Sort::Person | Sort::Body) { described(&options) } else { Vec::new() };
        let rivals = described.len() > 1 && sort == Sort::Person;
        let answers: Vec<Answer> = options.candidates.iter().map(|option| option.answer).collect();
        let first = draft.parts.first().map_or(0, |part| self.reading.span(part.clone()).start);
        let found = self.reading.choose(Question::Speaker, span, first, options.candidates);
        let mut ranked: Vec<Candidate> = answers
            .iter()
            .zip(&found)
            .filter_map(|(&answer, &share)| match answer {
                Answer::Entity(entity) => {
                    Some(Candidate { entity, probability: Probability::from_share(share) })
                }
                _ => None,
            })
            .collect();
        if let [Answer::Entity(only)] = described[..] {
            ranked.retain(|candidate| candidate.entity == only);
            for candidate in &mut ranked {
                candidate.probability = candidate.probability.max(DESCRIBED);
            }
        }
        crate::order::by_key(&mut ranked, |candidate| {
            (std::cmp::Reverse(candidate.probability), candidate.entity)
        });
        ranked.retain(|candidate| candidate.probability.thousandths() >= 50);
        ranked.truncate(4);
        let nobody = Probability::from_share(*found.last().unwrap_or(&1.0));
        let rule = match sort {
            Sort::Pronoun(_) | Sort::They | Sort::It => &PRONOUN,
            Sort::Person | Sort::Body => &DESCRIPTION,
            Sort::Nothing => &GOES_ON,
        };
        match ranked.first() {
            Some(&best) if best.probability.thousandths() >= THRESHOLD && !rivals => Resolved {
                speaker: Speaker::Entity(best.entity),
                probability: best.probability,
                evidence: Evidence::at(rule, span),
                candidates: ranked,
            },
            _ if matches!(sort, Sort::They | Sort::Body) && nobody.thousandths() >= THRESHOLD => {
                let resolved = self.other(Speaker::Collective, &COLLECTIVE, span, nobody.thousandths());
                Resolved { candidates: ranked, ..resolved }
            }
            _ => {
                let evidence = match sort {
                    Sort::Nothing => Evidence::plain(&NO_SOURCE),
                    _ => Evidence::at(&OPEN, span),
                };
                self.unresolved(evidence, ranked, nobody.thousandths())
            }
        }
    }

    fn source(&self, source: &Source, naming: Range<usize>, head: usize, draft: &Draft) -> Resolved {
        let reading = self.reading;
        let span = reading.span(naming.clone());
        if matches!(reading.tag(head), Tag::Pronoun | Tag::Object | Tag::Possessive) {
            // "one of them, Tom Yates,", "one of them, Acme,"
            if let Some((entity, mention)) = self.person_after(head, &naming) {
                return self.entity(entity, Evidence::at(&APPOSITION, mention.span), 930);
            }
            return self.pronoun(head, &naming, span, draft);
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
        if draft.pattern == Pattern::Turn {
            if let Some(entity) = self.of_capitals(span) {
                return self.entity(entity, Evidence::at(&NAMED, span), 930);
            }
            if let Some(entity) = self.of_initials(&naming) {
                return self.entity(entity, Evidence::at(&INITIALS, span), 850);
            }
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
        let at = self.reading.mentions.partition_point(|mention| mention.span.end <= span.start);
        let mention = self.reading.mentions.get(at).filter(|mention| mention.span.overlaps(span))?;
        let speaks = matches!(
            mention.kind,
            MentionKind::Person
                | MentionKind::Organisation
                | MentionKind::Place
                | MentionKind::Facility
                | MentionKind::Other
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
                    let one = reading.is(head, "one") && mention.kind == MentionKind::Organisation;
                    if (mention.kind == MentionKind::Person || one)
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
            NounClass::Text => match self.owner(&naming, head) {
                Some((entity, mention)) => self.entity(entity, Evidence::at(&OWNER, mention.span), 850),
                None => self.other(Speaker::Document, &DOCUMENT, span, 900),
            },
            NounClass::People => self.other(Speaker::Collective, &COLLECTIVE, span, 920),
            NounClass::Person => {
                let word = reading.word(head).to_lowercase();
                let earlier = self.turns.iter().rev().take(12).find(|turn| turn.word == word && definite);
                if let Some(Turn { speaker: Speaker::Anonymous, .. }) = earlier {
                    return self.other(Speaker::Anonymous, &ANONYMOUS, span, 800);
                }
                // "Undersecretary Toccafondi": a name that nobody knows describes no other one.
                let unknown =
                    (head + 1..naming.end).take_while(|&at| reading.tag(at) != Tag::Comma).any(|at| {
                        reading.tag(at) == Tag::Name
                            && reading
                                .mention_at(at)
                                .is_none_or(|mention| mention.kind == MentionKind::Person)
                            && reading.word(at).len() > 3
                    });
                if unknown {
                    return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 400);
                }
                let bare = !definite && first != "a" && first != "an" && first != "one" && first != "another";
                if definite || bare && reading.tag(naming.start) == Tag::Name {
                    return self.choose(
                        Sort::Person,
                        naming.start,
                        &self.description(&naming, head),
                        span,
                        draft,
                    );
                }
                self.other(Speaker::Anonymous, &ANONYMOUS, span, 850)
            }
            NounClass::Body => {
                // "his office": a body of somebody's, not one that the article names.
                if definite && !matches!(first.as_str(), "his" | "her" | "their") {
                    return self.choose(
                        Sort::Body,
                        naming.start,
                        &self.description(&naming, head),
                        span,
                        draft,
                    );
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

    /// The entity whose name labels a turn in capitals: `ANA LÓPEZ`, `LÓPEZ`.
    fn of_capitals(&self, label: Span) -> Option<EntityId> {
        let label = self.reading.document.text_of(label).to_lowercase();
        let fits = |entity: &Entity| {
            let name = entity.name.to_lowercase();
            name == label || name.ends_with(&format!(" {label}"))
        };
        self.entities.iter().position(fits).map(EntityId::from)
    }

    /// The entity whose initials label a turn: `AL` of Ana López, `WN` of Wikinews.
    fn of_initials(&self, label: &Range<usize>) -> Option<EntityId> {
        let word = self.reading.word(label.start);
        if label.len() != 1 || word.len() < 2 || !word.chars().all(char::is_uppercase) {
            return None;
        }
        let initials = |entity: &Entity| -> String {
            entity
                .name
                .split([' ', '-'])
                .filter_map(|part| part.chars().next())
                .filter(|c| c.is_uppercase())
                .collect()
        };
        self.entities.iter().position(|entity| initials(entity) == word).map(EntityId::from)
    }

    /// Whose text it is: `the club’s statement`, `FAA records`, `a report by the council`.
    fn owner(&self, naming: &Range<usize>, head: usize) -> Option<(EntityId, &'r Mention)> {
        let reading = self.reading;
        let writes =
            |mention: &Mention| matches!(mention.kind, MentionKind::Person | MentionKind::Organisation);
        let named =
            |at: usize| self.entity_at(reading.span(at..at + 1)).filter(|(_, mention)| writes(mention));
        let before = head.checked_sub(1).filter(|&at| at >= naming.start)?;
        let possessor = (naming.start..head).rev().find(|&at| reading.tag(at) == Tag::Clitic);
        if let Some(clitic) = possessor.filter(|&clitic| clitic > naming.start) {
            return named(clitic - 1);
        }
        // "a government Twitter account", "a Facebook post": the name is of the medium.
        let medium = matches!(
            reading.word(head),
            "account" | "accounts" | "post" | "posts" | "page" | "feed" | "channel" | "profile" | "video"
        );
        if let Some(found) = named(before).filter(|_| !medium) {
            return Some(found);
        }
        let by = (head + 1..naming.end).find(|&at| matches!(reading.word(at), "by" | "from" | "of"))?;
        let phrase = reading.phrase_starting(by + 1, naming.end)?;
        phrase.clone().rev().find_map(named)
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

    /// The words of a description in lower case, its head last.
    fn description(&self, naming: &Range<usize>, head: usize) -> Vec<String> {
        let reading = self.reading;
        let others = naming
            .clone()
            .filter(|&at| at != head && matches!(reading.tag(at), Tag::Noun | Tag::Name | Tag::Adjective));
        others.chain([head]).map(|at| reading.word(at).to_lowercase()).collect()
    }

    /// The words that the article uses for an entity.
    pub(super) fn known_words(&self, id: EntityId, entity: &Entity) -> Rc<Vec<String>> {
        let make = || {
            Rc::new(match entity.kind {
                MentionKind::Person => self.role_words(entity),
                _ => entity.name.split_whitespace().map(str::to_lowercase).collect(),
            })
        };
        self.words.borrow_mut().entry(id).or_insert_with(make).clone()
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
            let Some(mention) = self.reading.mentions.get(id.index()) else { continue };
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
        let from = self.reading.mentions.partition_point(|mention| mention.span.end <= span.start);
        let inside = self.reading.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
        inside.into_iter().find(|mention| mention.kind == MentionKind::Person)
    }

    fn pronoun(&self, head: usize, naming: &Range<usize>, span: Span, draft: &Draft) -> Resolved {
        let word = self.reading.word(head).to_lowercase();
        let stem = word.split(['\'', '’']).next().unwrap_or_default();
        let sort = match stem {
            "he" | "him" | "himself" | "his" => Sort::Pronoun(Gender::Male),
            "she" | "her" | "herself" => Sort::Pronoun(Gender::Female),
            "they" | "them" | "themselves" | "their" => Sort::They,
            "it" | "itself" | "its" => Sort::It,
            "everyone" | "everybody" => return self.other(Speaker::Collective, &COLLECTIVE, span, 750),
            "one" | "someone" | "somebody" | "anyone" => {
                return self.other(Speaker::Anonymous, &ANONYMOUS, span, 800);
            }
            _ => return self.unresolved(Evidence::at(&OPEN, span), Vec::new(), 400),
        };
        self.choose(sort, naming.start, &[], span, draft)
    }
}

/// Those whom the noun of a description and most of its other words fit.
fn described(options: &Options) -> Vec<Answer> {
    let best = options.fits.iter().flatten().max();
    let fitting = options.candidates.iter().zip(&options.fits);
    fitting
        .filter(|(_, fit)| fit.is_some() && fit.as_ref() == best)
        .map(|(option, _)| option.answer)
        .collect()
}
