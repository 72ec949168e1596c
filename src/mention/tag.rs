//! Recognition with the pack: the model tags the tokens, what it tagged becomes mentions with reasons.

use super::consistency::settle;
use super::decode::{best, names, probabilities};
use super::features::{SLOTS, Scene, edge_feature, form_features};
use super::form::list;
use super::lexicon::flag;
use super::model::{KINDS, Model, Scores, TAGS};
use super::names::Names;
use super::net::Reading;
use super::title::title_before;
use super::trim::trim;
use super::{Mention, MentionKind};
use crate::evidence::{Evidence, Rule};
use crate::{Document, Probability};

static MODEL: Rule = Rule { id: "mention/model", words: "the words around it" };
static TITLE: Rule = Rule { id: "mention/title", words: "after the title “{}”" };
static FORENAME: Rule = Rule { id: "mention/forename", words: "“{}” is on the list of forenames" };
static SURNAME: Rule = Rule { id: "mention/surname", words: "“{}” is on the list of surnames" };
static PLACE: Rule = Rule { id: "mention/place-list", words: "“{}” is on the list of places" };
static DEMONYM: Rule = Rule { id: "mention/demonym", words: "“{}” is on the list of demonyms" };
static LAST_WORD: Rule = Rule { id: "mention/last-word", words: "ends in “{}”" };
static REPORTS: Rule = Rule { id: "mention/reporting-verb", words: "beside “{}”" };

/// The names in `document` by the model of `names`.
pub fn find(document: &Document, pack: &Names) -> Vec<Mention> {
    let scene = Scene::of(document, &pack.lexicon);
    let mut tagger = Tagger::new(&scene, pack);
    let mut mentions = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !scene.candidate[at] {
                at += 1;
                continue;
            }
            let start = at;
            while at < sentence.tokens.end && scene.candidate[at] {
                at += 1;
            }
            let scores: Vec<Scores> = (start..at).map(|token| tagger.scores(token)).collect();
            let classes: Vec<usize> = (start..at).map(|token| scene.class(token)).collect();
            let found = names(&best(&pack.model, &scores, &classes));
            if found.is_empty() {
                continue;
            }
            let raw = probabilities(&pack.model, &pack.powers, &scores, &classes, &found);
            for ((range, kind), raw) in found.into_iter().zip(raw) {
                let tokens = start + range.start..start + range.end;
                let Some((tokens, kind)) = trim(document, &scene, &sentence.tokens, tokens, KINDS[kind])
                else {
                    continue;
                };
                mentions.push(mention(
                    document,
                    &scene,
                    sentence.tokens.clone(),
                    tokens,
                    kind,
                    Probability::from_thousandths(pack.model.calibrated(raw)),
                ));
            }
        }
    }
    settle(document, &scene, &mut mentions);
    mentions
}

/// Scores tokens; remembers the sum of the features of each form in each slot.
struct Tagger<'a> {
    scene: &'a Scene,
    model: &'a Model,
    known: Vec<[Option<Box<Scores>>; SLOTS]>,
    edges: [Scores; SLOTS],
    features: Vec<u32>,
    reading: Reading<'a>,
}

impl<'a> Tagger<'a> {
    fn new(scene: &'a Scene, names: &'a Names) -> Tagger<'a> {
        let model = &names.model;
        let edges = std::array::from_fn(|slot| {
            let mut scores = [0; TAGS];
            model.add(edge_feature(slot), &mut scores);
            scores
        });
        let known = scene.forms.forms.iter().map(|_| Default::default()).collect();
        Tagger { scene, model, known, edges, features: Vec::new(), reading: Reading::new(&names.net, scene) }
    }

    fn scores(&mut self, at: usize) -> Scores {
        let mut sum = [0; TAGS];
        for slot in 0..SLOTS {
            let part = match self.scene.slot(at, slot) {
                Some(form) => self.form(form as usize, slot),
                None => &self.edges[slot],
            };
            sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
        }
        self.features.clear();
        self.scene.token_features(at, &mut self.features);
        for &feature in &self.features {
            self.model.add(feature, &mut sum);
        }
        self.reading.add(at, &mut sum);
        sum
    }

    fn form(&mut self, form: usize, slot: usize) -> &Scores {
        let (scene, model, features) = (self.scene, self.model, &mut self.features);
        self.known[form][slot].get_or_insert_with(|| {
            features.clear();
            form_features(&scene.forms.forms[form], slot, features);
            let mut scores = [0; TAGS];
            features.iter().for_each(|&feature| model.add(feature, &mut scores));
            Box::new(scores)
        })
    }
}

fn mention(
    document: &Document,
    scene: &Scene,
    sentence: std::ops::Range<usize>,
    tokens: std::ops::Range<usize>,
    kind: MentionKind,
    probability: Probability,
) -> Mention {
    let span = document.span_of(tokens.clone());
    let title = title_before(document, sentence.start, tokens.start).filter(|_| kind == MentionKind::Person);
    let mut evidence = Vec::new();
    let (first, last) = (scene.forms.at(tokens.start), scene.forms.at(tokens.end - 1));
    let at = |index: usize| document.span_of(index..index + 1);
    match kind {
        MentionKind::Person => {
            evidence.extend(title.map(|title| Evidence::at(&TITLE, title)));
            if first.is(u32::from(flag::FORENAME)) {
                evidence.push(Evidence::at(&FORENAME, at(tokens.start)));
            }
            if last.is(u32::from(flag::SURNAME)) {
                evidence.push(Evidence::at(&SURNAME, at(tokens.end - 1)));
            }
            let verbs = [tokens.end, tokens.start.wrapping_sub(1)];
            let verb = verbs
                .into_iter()
                .find(|&verb| sentence.contains(&verb) && scene.forms.at(verb).is(list::REPORTING));
            evidence.extend(verb.map(|verb| Evidence::at(&REPORTS, at(verb))));
        }
        MentionKind::Place => {
            let known = list::PLACE | u32::from(flag::TOWN | flag::REGION);
            if scene.is_place(tokens.clone()) || tokens.len() == 1 && first.is(known) {
                evidence.push(Evidence::at(&PLACE, span));
            }
        }
        MentionKind::Organisation if last.is(list::ORGANISATION_WORD) => {
            evidence.push(Evidence::at(&LAST_WORD, at(tokens.end - 1)));
        }
        MentionKind::Facility if last.is(list::FACILITY_WORD) => {
            evidence.push(Evidence::at(&LAST_WORD, at(tokens.end - 1)));
        }
        MentionKind::Demonym if first.is(list::DEMONYM) => evidence.push(Evidence::at(&DEMONYM, span)),
        _ => {}
    }
    if evidence.is_empty() {
        evidence.push(Evidence::plain(&MODEL));
    }
    Mention { span, kind, title, entity: None, probability, evidence }
}
