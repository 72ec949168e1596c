//! What the model sees of each token, as hashes: the word, its neighbours, and the same word elsewhere in the document.
//!
//! Training and tagging share this code, so that both see the same.

use super::form::{Class, Form, Forms, list};
use super::hash;
use super::hash::pair;
use super::lexicon::{Lexicon, flag};
use crate::Document;

/// Distances from a token at which a word of its own has features: two before to two after.
pub const SLOTS: usize = 5;
/// The slot of the token itself.
pub const HERE: usize = 2;

/// A document prepared for features.
#[derive(Debug)]
pub struct Scene {
    /// The words.
    pub forms: Forms,
    /// Whether a token may be in a name; the rest is outside.
    pub candidate: Vec<bool>,
    /// First token of each sentence and one past its last, by token.
    bounds: Vec<(u32, u32)>,
    /// Gazetteer phrases: 1 place starts, 2 place goes on, 4 organisation starts, 8 goes on.
    phrases: Vec<u8>,
    /// How often each form was seen in each of [`CONTEXTS`].
    seen: Vec<[u16; CONTEXTS]>,
    /// The contexts of each token.
    contexts: Vec<u16>,
    /// Whether the lower-case form of each form stands in the document.
    small: Vec<bool>,
    /// Whether the sentence of a token is written In Title Case.
    titled: Vec<bool>,
}

const CONTEXTS: usize = 10;

impl Scene {
    /// Prepares `document`.
    pub fn of(document: &Document, lexicon: &Lexicon) -> Scene {
        let forms = Forms::of(document, lexicon);
        let count = document.tokens.len();
        let mut scene = Scene {
            candidate: vec![false; count],
            bounds: vec![(0, 0); count],
            phrases: vec![0; count],
            seen: vec![[0; CONTEXTS]; forms.forms.len()],
            contexts: vec![0; count],
            small: Vec::new(),
            titled: vec![false; count],
            forms,
        };
        for sentence in &document.sentences {
            let range = sentence.tokens.start..sentence.tokens.end.min(count);
            scene.bound(range.clone());
            scene.match_phrases(range.clone(), lexicon);
        }
        scene.gather();
        scene
    }

    /// Forgets in what contexts words were seen, so that each occurrence stands alone: for experiments.
    pub fn forget_elsewhere(&mut self) {
        self.seen.fill([0; CONTEXTS]);
        self.small.fill(false);
    }

    fn bound(&mut self, range: std::ops::Range<usize>) {
        let capital = |at: usize| range.contains(&at) && self.forms.at(at).capitalised;
        let (mut words, mut capitals) = (0, 0);
        for at in range.clone() {
            let form = self.forms.at(at);
            let beside = capital(at + 1) || at > 0 && capital(at - 1);
            self.candidate[at] = form.capitalised || form.joins && beside || form.is_usually_capitalised();
            self.bounds[at] = (range.start as u32, range.end as u32);
            if matches!(form.class, Class::Lower | Class::Title | Class::Upper) && !form.is(list::FUNCTION) {
                words += 1;
                capitals += usize::from(form.capitalised);
            }
        }
        if words >= 5 && capitals * 5 >= words * 4 {
            self.titled[range].fill(true);
        }
    }

    fn match_phrases(&mut self, range: std::ops::Range<usize>, lexicon: &Lexicon) {
        let mut free = [range.start; 2];
        for start in range.clone() {
            if !self.forms.at(start).capitalised {
                continue;
            }
            let (mut hash, mut best) = (0, [0; 2]);
            for at in start..range.end.min(start + 6) {
                hash = hash::phrase(hash, self.forms.at(at).lower);
                if at > start {
                    let kinds = lexicon.phrase(hash);
                    for (kind, best) in best.iter_mut().enumerate() {
                        if kinds & 1 << kind != 0 {
                            *best = at + 1;
                        }
                    }
                }
            }
            for kind in 0..2 {
                if best[kind] > start && start >= free[kind] {
                    self.phrases[start] |= 1 << (2 * kind);
                    for at in start + 1..best[kind] {
                        self.phrases[at] |= 2 << (2 * kind);
                    }
                    free[kind] = best[kind];
                }
            }
        }
    }

    /// Counts the contexts of each capitalised form over the document.
    fn gather(&mut self) {
        let mut lower = std::collections::HashSet::new();
        for at in 0..self.candidate.len() {
            let form = self.forms.at(at);
            if !form.capitalised {
                if form.class == Class::Lower {
                    lower.insert(form.word);
                }
                continue;
            }
            let bits = self.context(at);
            self.contexts[at] = bits;
            let seen = &mut self.seen[self.forms.of[at] as usize];
            for (bit, count) in seen.iter_mut().enumerate() {
                *count = count.saturating_add(bits >> bit & 1);
            }
        }
        self.small =
            self.forms.forms.iter().map(|form| form.capitalised && lower.contains(&form.lower)).collect();
    }

    fn context(&self, at: usize) -> u16 {
        let before = self.near(at, -1);
        let after = self.near(at, 1);
        let is = |form: Option<&Form>, lists: u32| form.is_some_and(|form| form.is(lists));
        let class = |form: Option<&Form>, class: Class| form.is_some_and(|form| form.class == class);
        let capitalised =
            |form: Option<&Form>| form.is_some_and(|form| form.capitalised && !form.is(list::CALENDAR));
        let opens = before.is_none() || class(before, Class::Quote);
        [
            is(before, list::TITLE),
            capitalised(before) && is(before, u32::from(flag::FORENAME)),
            is(before, list::REPORTING) || is(after, list::REPORTING),
            class(before, Class::Preposition),
            capitalised(after) && is(after, list::ORGANISATION_WORD),
            class(before, Class::The),
            capitalised(after),
            capitalised(before),
            !opens && !self.titled[at],
            class(after, Class::Comma) && is(self.near(at, 2), list::PLACE | u32::from(flag::REGION)),
        ]
        .iter()
        .enumerate()
        .fold(0, |bits, (bit, &is)| bits | u16::from(is) << bit)
    }

    /// The form `distance` tokens from token `at`, within its sentence.
    fn near(&self, at: usize, distance: isize) -> Option<&Form> {
        let (from, to) = self.bounds[at];
        let there = at.checked_add_signed(distance)?;
        (from as usize..to as usize).contains(&there).then(|| self.forms.at(there))
    }

    /// The index of the form in `slot` of token `at`, where the sentence has one there.
    pub fn slot(&self, at: usize, slot: usize) -> Option<u32> {
        self.there(at, slot).map(|there| self.forms.of[there])
    }

    /// The gazetteer's phrases in `slot` of token `at`, as bits; 0 outside its sentence.
    pub fn phrases(&self, at: usize, slot: usize) -> u8 {
        self.there(at, slot).map_or(0, |there| self.phrases[there])
    }

    /// The token in `slot` of token `at`, where the sentence has one there.
    fn there(&self, at: usize, slot: usize) -> Option<usize> {
        let (from, to) = self.bounds[at];
        let there = (at + slot).checked_sub(HERE)?;
        (from as usize..to as usize).contains(&there).then_some(there)
    }

    /// Of token `at`: its contexts, those of the same word elsewhere, whether that stands in small letters too, whether the
    /// sentence is In Title Case, and whether it opens with the token. A word in small letters has no contexts.
    pub fn marks(&self, at: usize) -> [u16; 5] {
        let opens = u16::from(self.bounds[at].0 as usize == at);
        let titled = u16::from(self.titled[at]);
        if !self.forms.at(at).capitalised {
            return [0, 0, 0, titled, opens];
        }
        let small = u16::from(self.small[self.forms.of[at] as usize]);
        [self.contexts[at], self.elsewhere(at), small, titled, opens]
    }

    /// The contexts that the word of token `at` has elsewhere in the document.
    fn elsewhere(&self, at: usize) -> u16 {
        let own = self.contexts[at];
        let seen = self.seen[self.forms.of[at] as usize].iter().enumerate();
        seen.fold(0, |bits, (bit, &count)| bits | u16::from(count > own >> bit & 1) << bit)
    }

    /// Whether the whole of `tokens` is a phrase on the list of places.
    pub fn is_place(&self, tokens: std::ops::Range<usize>) -> bool {
        let goes_on = |at: usize| self.phrases.get(at).is_some_and(|phrases| phrases & 2 != 0);
        self.phrases.get(tokens.start).is_some_and(|phrases| phrases & 1 != 0)
            && (tokens.start + 1..tokens.end).all(goes_on)
            && !goes_on(tokens.end)
    }

    /// Whether the word of token `at` also stands in small letters in the document.
    pub fn is_small(&self, at: usize) -> bool {
        self.forms.of.get(at).is_some_and(|&form| self.small.get(form as usize) == Some(&true))
    }

    /// The class of token `at` for the step that leads to its tag.
    pub fn class(&self, at: usize) -> usize {
        let class = self.forms.at(at).class;
        let opens = self.bounds[at].0 as usize == at;
        if class == Class::Title && opens { Class::Opening as usize } else { class as usize }
    }

    /// The features of token `at` that rest on more than one word. Those before the returned index rest on exact words.
    pub fn token_features(&self, at: usize, out: &mut Vec<u32>) -> usize {
        const OUTSIDE: u32 = 0x1234_5678;
        let word = |d: isize| self.near(at, d).map_or(OUTSIDE, |form| form.lower);
        let cluster =
            |d: isize, bits: u32| self.near(at, d).map_or(OUTSIDE, |form| form.cluster & ((1 << bits) - 1));
        let shape = |d: isize| self.near(at, d).map_or(OUTSIDE, |form| form.shape);
        let lists = |d: isize| self.near(at, d).map_or(OUTSIDE, |form| form.lists);
        let form = self.forms.at(at);
        let mut add = |template: u32, value: u32| out.push(pair(template, value));
        add(100, pair(word(-1), form.lower));
        add(101, pair(form.lower, word(1)));
        add(102, pair(word(-1), word(1)));
        add(103, pair(word(-2), word(-1)));
        add(104, pair(word(1), word(2)));
        add(105, pair(word(-1), form.shape));
        add(106, pair(word(1), form.shape));
        add(107, pair(word(-2), form.shape));
        let exact = 8;
        add(110, pair(shape(-1), pair(form.shape, shape(1))));
        add(111, pair(pair(shape(-2), shape(-1)), pair(form.shape, pair(shape(1), shape(2)))));
        add(112, pair(cluster(-1, 16), cluster(0, 16)));
        add(113, pair(cluster(0, 16), cluster(1, 16)));
        add(114, pair(cluster(-1, 8), pair(cluster(0, 8), cluster(1, 8))));
        add(115, pair(lists(-1), lists(0)));
        add(116, pair(lists(0), lists(1)));
        add(117, pair(pair(lists(-1), form.shape), lists(1)));
        add(118, pair(cluster(-1, 16), lists(0)));
        add(119, pair(lists(0), cluster(1, 16)));
        add(120, pair(form.suffix[2], lists(-1)));
        add(121, pair(form.suffix[2], lists(1)));
        add(122, pair(cluster(-2, 8), pair(cluster(-1, 8), form.shape)));
        add(123, pair(form.shape, pair(cluster(1, 8), cluster(2, 8))));
        let opens = u32::from(self.bounds[at].0 as usize == at);
        let titled = u32::from(self.titled[at]);
        add(130, pair(opens + 2 * titled, pair(form.shape, u32::from(form.capital))));
        add(131, pair(opens, pair(form.lists, u32::from(form.capital))));
        let phrases = self.phrases[at];
        if phrases != 0 {
            add(140, u32::from(phrases));
            add(141, pair(u32::from(phrases), lists(0)));
        }
        if let (Some(_), true) = (self.near(at, 1), at + 1 < self.phrases.len()) {
            let next = self.phrases[at + 1];
            if next != 0 {
                add(142, u32::from(next));
            }
        }
        self.document_features(at, form, &mut add);
        exact
    }

    fn document_features(&self, at: usize, form: &Form, add: &mut impl FnMut(u32, u32)) {
        if !form.capitalised {
            return;
        }
        let index = self.forms.of[at] as usize;
        let own = self.contexts[at];
        let elsewhere = u32::from(self.elsewhere(at));
        let small = u32::from(self.small[index]);
        let opens = u32::from(own >> 8 & 1);
        add(150, pair(small, pair(opens, u32::from(form.capital))));
        for bit in 0..CONTEXTS as u32 {
            if elsewhere >> bit & 1 != 0 {
                add(151, bit);
                add(152, pair(bit, form.lists & 0x0154_00ff));
                add(153, pair(bit, u32::from(own & 0xc0)));
            }
        }
        add(154, pair(elsewhere & 0xff, u32::from(own & 0xff)));
    }
}

/// The features of `form` alone for a token that it is `slot` of. Those before the returned index rest on the exact word.
pub fn form_features(form: &Form, slot: usize, out: &mut Vec<u32>) -> usize {
    let salt = slot as u32 * 32;
    let mut add = |template: u32, value: u32| out.push(pair(salt + template + 1000, value));
    add(0, form.lower);
    if slot == HERE {
        add(1, form.word);
        add(2, form.prefix[3]);
        add(3, form.suffix[3]);
        let exact = 4;
        add(4, form.shape);
        add(5, 0);
        for len in 0..3 {
            if form.prefix[len] != 0 {
                add(6 + len as u32, form.prefix[len]);
            }
            if form.suffix[len] != 0 {
                add(9 + len as u32, form.suffix[len]);
            }
        }
        add(12, form.lists);
        for bit in 0..25 {
            if form.lists >> bit & 1 != 0 {
                add(13, bit);
            }
        }
        for bits in [4, 6, 8, 10, 12, 18] {
            add(200 + bits, form.cluster & ((1 << bits) - 1));
        }
        add(15, u32::from(form.capital));
        if form.stem != 0 {
            add(16, pair(form.stem, form.shape));
        }
        exact
    } else {
        let near = slot + 1 == HERE || slot == HERE + 1;
        add(4, form.shape);
        add(12, form.lists);
        add(14, form.cluster & 0xff);
        add(17, form.cluster);
        if near {
            add(18, form.cluster & 0xf);
            add(19, form.suffix[2]);
            add(20, u32::from(form.capital));
            for bit in 0..25 {
                if form.lists >> bit & 1 != 0 {
                    add(13, bit);
                }
            }
        }
        1
    }
}

/// The feature of a token with no word in `slot`: the edge of its sentence.
pub fn edge_feature(slot: usize) -> u32 {
    pair(slot as u32 * 32 + 1000, 0xffff_ffff)
}
