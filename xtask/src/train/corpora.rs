//! Training text: open corpora brought to one convention of names, as tags that each token may have.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline::document::Format;
use dateline::mention::features::{HERE, SLOTS, Scene, edge_feature, form_features};
use dateline::mention::lexicon::Lexicon;
use dateline::mention::model::{KEY_BITS, OUTSIDE, TAGS};
use dateline::mention::net::{self, EDGE};
use dateline::mention::words::{DEMONYMS, FACILITY_WORDS, TITLE_MODIFIERS, TITLES};
use dateline::{Document, OffsetMap, Span};
use serde::Deserialize;

use super::{fetch, own};

/// A corpus and how much each of its tokens counts.
pub struct Corpus {
    /// The name of its files.
    pub name: &'static str,
    /// How much its gradient counts, in hundredths.
    pub weight: u16,
    /// Its text or labels are under a share-alike licence.
    pub share_alike: bool,
    /// Its documents are single sentences in article order.
    pub sentences: bool,
}

/// Every corpus, in the order of training.
pub const CORPORA: [Corpus; 11] = [
    Corpus { name: WIKINEWS, weight: 250, share_alike: false, sentences: false },
    Corpus { name: "gmb", weight: 35, share_alike: false, sentences: true },
    Corpus { name: "masc", weight: 100, share_alike: false, sentences: false },
    Corpus { name: "gum", weight: 120, share_alike: true, sentences: false },
    Corpus { name: "wikigold", weight: 100, share_alike: true, sentences: false },
    Corpus { name: "uner-ewt", weight: 100, share_alike: true, sentences: false },
    Corpus { name: "redocred", weight: 100, share_alike: true, sentences: false },
    Corpus { name: "crossner", weight: 70, share_alike: true, sentences: false },
    Corpus { name: "btc", weight: 30, share_alike: false, sentences: false },
    Corpus { name: "wnut17", weight: 30, share_alike: false, sentences: false },
    Corpus { name: "multiner", weight: 30, share_alike: false, sentences: false },
];

/// One annotated document.
#[derive(Deserialize, Clone, Default)]
pub struct Gold {
    /// Its name.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its licence.
    #[serde(default)]
    pub license: String,
    /// The names.
    #[serde(default)]
    pub entities: Vec<GoldEntity>,
    /// The types that were annotated.
    #[serde(default)]
    pub entity_types: Option<Vec<String>>,
    /// Names inside names.
    #[serde(default)]
    pub nested: Vec<GoldEntity>,
    /// Stretches that count neither way.
    #[serde(default)]
    pub ignore: Vec<serde_json::Value>,
}

/// One name, in code points.
#[derive(Deserialize, Clone)]
pub struct GoldEntity {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// PER, LOC, ORG or MISC.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// The corpus's own label.
    #[serde(default)]
    pub label: Option<String>,
    /// Neither right nor wrong.
    #[serde(default)]
    pub optional: bool,
    /// Another type that it may have as well.
    #[serde(skip)]
    pub or: Option<String>,
}

impl Gold {
    /// The words of `entity`.
    pub fn words(&self, entity: &GoldEntity) -> String {
        self.text.chars().skip(entity.start).take(entity.end - entity.start).collect()
    }
}

/// Stretches of candidate tokens with their features and allowed tags.
#[derive(Default)]
pub struct Samples {
    /// Feature keys of all tokens; the highest bit marks those that rest on exact words.
    pub features: Vec<u32>,
    /// Where the features of each token start; one more at the end.
    pub starts: Vec<usize>,
    /// Allowed tags of each token, a bit each.
    pub masks: Vec<u16>,
    /// Class of each token.
    pub classes: Vec<u8>,
    /// First token, one past the last, and weight of each stretch.
    pub stretches: Vec<(usize, usize, f32)>,
    /// Names that could be aligned with tokens, and those that could not.
    pub aligned: [usize; 2],
    /// Tokens of names that can't be candidates.
    pub lost: usize,
    /// Whether to train without what the same word has elsewhere in the document.
    pub forget_elsewhere: bool,
    /// The words around each token, as numbers of `forms`.
    pub windows: Vec<[u32; SLOTS]>,
    /// The marks of each token.
    pub marks: Vec<u64>,
    /// Every word as the network sees it, with its number.
    pub forms: FormTable,
}

/// Words as the network sees them, each once.
pub struct FormTable {
    numbers: HashMap<Vec<u16>, u32>,
    /// The rows of each.
    pub rows: Vec<Vec<u16>>,
}

impl Default for FormTable {
    fn default() -> FormTable {
        FormTable { numbers: HashMap::from([(vec![EDGE], 0)]), rows: vec![vec![EDGE]] }
    }
}

impl FormTable {
    fn number(&mut self, rows: Vec<u16>) -> u32 {
        *self.numbers.entry(rows).or_insert_with_key(|rows| {
            self.rows.push(rows.clone());
            self.rows.len() as u32 - 1
        })
    }
}

/// Marks a feature that rests on the exact word.
pub const EXACT: u32 = 1 << 31;
const ALL: u16 = (1 << TAGS) - 1;

/// A generator of numbers that never changes (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// Puts `items` into a random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ z >> 31) % limit.max(1) as u64) as usize
    }
}

/// The corpus that this project annotated itself.
pub const WIKINEWS: &str = "wikinews";

/// The documents of one split of a corpus.
pub fn load(data: &Path, name: &str, split: &str) -> Result<Vec<Gold>> {
    if name == WIKINEWS {
        return own::load(data, split);
    }
    let path = data.join("ner").join(format!("{name}.{split}.jsonl.gz"));
    let text = fetch::read(&path)?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}

/// Joins runs of single sentences, of lengths from one to twenty-four, to stretches like articles.
pub fn join(golds: Vec<Gold>, random: &mut Random) -> Vec<Gold> {
    let mut joined: Vec<Gold> = Vec::new();
    let mut left = 0;
    for gold in golds {
        if left == 0 {
            left = [1, 2, 6, 10, 16, 24][random.below(6)];
            joined.push(gold);
        } else if let Some(last) = joined.last_mut() {
            last.text.push('\n');
            let shift = last.text.chars().count();
            last.text.push_str(&gold.text);
            last.entities.extend(gold.entities.into_iter().map(|entity| GoldEntity {
                start: entity.start + shift,
                end: entity.end + shift,
                ..entity
            }));
        }
        left -= 1;
    }
    joined
}

impl Samples {
    /// Adds the candidate stretches of `gold`.
    pub fn add(&mut self, gold: &Gold, lexicon: &Lexicon, weight: f32) {
        let document = Document::read(&gold.text, Format::Plain);
        let mut scene = Scene::of(&document, lexicon);
        if self.forget_elsewhere {
            scene.forget_elsewhere();
        }
        let masks = self.masks(gold, &document, &scene);
        let (mut out, mut keep) = (Vec::new(), Vec::new());
        let numbers: Vec<u32> = (scene.forms.forms.iter())
            .map(|form| {
                let mut rows = Vec::new();
                net::rows(form, &mut rows);
                self.forms.number(rows)
            })
            .collect();
        let mut open = false;
        for sentence in &document.sentences {
            for at in sentence.tokens.clone() {
                if !scene.candidate[at] {
                    open = false;
                    self.lost += usize::from(masks[at] & 1 == 0);
                    continue;
                }
                if !open {
                    self.stretches.push((self.masks.len(), self.masks.len(), weight));
                    open = true;
                }
                out.clear();
                token_keys(&scene, at, &mut out, &mut keep);
                self.starts.push(self.features.len());
                self.features.extend(&out);
                self.masks.push(masks[at]);
                self.classes.push(scene.class(at) as u8);
                self.windows.push(std::array::from_fn(|slot| {
                    scene.slot(at, slot).map_or(0, |form| numbers[form as usize])
                }));
                self.marks.push(net::marks(&scene, at));
                if let Some(last) = self.stretches.last_mut() {
                    last.1 = self.masks.len();
                }
            }
            open = false;
        }
    }

    /// The tags that each token of `document` may have.
    fn masks(&mut self, gold: &Gold, document: &Document, scene: &Scene) -> Vec<u16> {
        let types =
            gold.entity_types.clone().unwrap_or_else(|| ["PER", "LOC", "ORG"].map(String::from).to_vec());
        let has = |kind: &str| types.iter().any(|known| known == kind);
        let mut outside = 1u16;
        for (kind, name) in ["PER", "LOC", "ORG", "LOC", "MISC", "MISC"].iter().enumerate() {
            outside |= if has(name) { 0 } else { 3 << (1 + 2 * kind) };
        }
        let mut masks = vec![outside; document.tokens.len()];
        let precise = has("MISC") && !gold.id.starts_with("wnut");
        for (at, mask) in masks.iter_mut().enumerate() {
            if !precise && scene.candidate[at] && DEMONYMS.has(document.word(at)) {
                *mask = 1 << 9;
            }
        }
        let offsets = OffsetMap::new(&gold.text);
        let byte = |point: usize| byte_of(&offsets, &gold.text, point);
        for entity in gold.entities.iter().filter(|entity| entity.optional) {
            self.paint(&mut masks, document, Span::new(byte(entity.start), byte(entity.end)), &[ALL]);
        }
        for range in &gold.ignore {
            let at = |key: &str, index: usize| {
                range.get(key).or(range.get(index)).and_then(serde_json::Value::as_u64)
            };
            if let (Some(start), Some(end)) = (at("start", 0), at("end", 1)) {
                self.paint(&mut masks, document, Span::new(byte(start as usize), byte(end as usize)), &[ALL]);
            }
        }
        let mut free = 0;
        for entity in gold.entities.iter().filter(|entity| !entity.optional) {
            let span = Span::new(byte(entity.start), byte(entity.end));
            if span.start < free || span.is_empty() {
                continue;
            }
            free = span.end;
            let words = span.of(&gold.text);
            let mut kinds = kinds(&entity.kind, entity.label.as_deref().unwrap_or_default(), words);
            kinds.extend(entity.or.iter().flat_map(|other| self::kinds(other, "", words)));
            let cut = if entity.kind == "PER" { title_len(words) } else { article_len(&gold.text, span) };
            let span = Span::new(span.start + cut, span.end - genitive_len(words));
            self.paint(&mut masks, document, span, &kinds);
        }
        masks
    }

    /// Lets the tokens in `span` of the source be a name of one of `kinds` (bits of beginnings); anything where the span
    /// does not fit the tokens.
    fn paint(&mut self, masks: &mut [u16], document: &Document, span: Span, kinds: &[u16]) {
        let tokens: Vec<_> = (0..document.tokens.len())
            .skip(first_token(document, span.start))
            .take_while(|&at| document.source_span(document.tokens[at].span).start < span.end)
            .collect();
        let source = |at: &usize| document.source_span(document.tokens[*at].span);
        let fits = tokens.first().is_some_and(|at| source(at).start == span.start)
            && tokens.last().is_some_and(|at| source(at).end == span.end);
        let begin = kinds.iter().fold(0, |all, kind| all | kind);
        if begin == ALL || !fits {
            self.aligned[1] += usize::from(begin != ALL);
            tokens.iter().for_each(|&at| masks[at] = ALL);
            return;
        }
        self.aligned[0] += 1;
        for (index, &at) in tokens.iter().enumerate() {
            masks[at] = if index == 0 { begin } else { begin << 1 & !1 };
        }
    }
}

/// The first token that ends after byte `at` of the source.
fn first_token(document: &Document, at: usize) -> usize {
    document.tokens.partition_point(|token| document.source_span(token.span).end <= at)
}

/// All feature keys of token `at`.
fn token_keys(scene: &Scene, at: usize, out: &mut Vec<u32>, some: &mut Vec<u32>) {
    for slot in 0..SLOTS {
        some.clear();
        let exact = match scene.slot(at, slot) {
            Some(form) => form_features(&scene.forms.forms[form as usize], slot, some),
            None => {
                some.push(edge_feature(slot));
                0
            }
        };
        let exact = if slot == HERE { exact } else { 0 };
        out.extend(some.iter().enumerate().map(|(index, hash)| key(*hash, index < exact)));
    }
    some.clear();
    let exact = scene.token_features(at, some);
    out.extend(some.iter().enumerate().map(|(index, hash)| key(*hash, index < exact && index < 2)));
}

fn key(hash: u32, exact: bool) -> u32 {
    hash >> (32 - KEY_BITS) | if exact { EXACT } else { 0 }
}

fn byte_of(offsets: &OffsetMap, text: &str, point: usize) -> usize {
    offsets.byte_of_code_point(point).unwrap_or(text.len())
}

/// The bits of the beginnings that a name of the corpus's `kind` and `label` may have by our convention.
fn kinds(kind: &str, label: &str, words: &str) -> Vec<u16> {
    const PERSON: u16 = 1 << 1;
    const PLACE: u16 = 1 << 3;
    const ORGANISATION: u16 = 1 << 5;
    const FACILITY: u16 = 1 << 7;
    const DEMONYM: u16 = 1 << 9;
    const OTHER: u16 = 1 << 11;
    let mut parts = words.split_whitespace();
    let last = parts.next_back().unwrap_or_default();
    let building = parts.next().is_some()
        && FACILITY_WORDS.has(last)
        && !matches!(last, "Mill" | "Camp" | "Gate" | "Port" | "House");
    let building = building || words.starts_with("Museum of ");
    match kind {
        _ if words == "Kremlin" => vec![PLACE], // it stands for a government, and stays a place
        "PER" => vec![PERSON],
        "LOC" if label.contains("facility") || building => vec![FACILITY],
        "LOC" if label.contains("street") || label.contains("attraction") => vec![FACILITY, PLACE],
        "LOC" => vec![PLACE],
        "ORG" => vec![ORGANISATION],
        _ if DEMONYMS.has(words) || label == "gpe" => vec![DEMONYM],
        _ if label == own::OTHER => vec![OTHER],
        _ => vec![OTHER, 1 << OUTSIDE],
    }
}

/// The length of titles at the start of a person's name, in bytes; 0 where nothing would be left.
fn title_len(words: &str) -> usize {
    const NAMES: [&str; 22] = [
        "Duke", "Major", "Judge", "Earl", "Baron", "Don", "Marshall", "Khan", "Field", "Saint", "Count",
        "Lance", "Sister", "Brother", "Private", "Uncle", "Aunt", "Father", "Shah", "Grandma", "Grandpa",
        "Chief",
    ];
    let mut cut = 0;
    let mut rest = words;
    let mut pending = 0;
    while let Some((word, after)) = rest.split_once(' ') {
        pending += word.len() + 1;
        if TITLES.has(word) && !NAMES.contains(&word) {
            cut = pending;
        } else if !TITLE_MODIFIERS.has(word) {
            break;
        }
        rest = after;
    }
    if words[cut..].starts_with(char::is_uppercase) { cut } else { 0 }
}

/// The length of an article that opens a name, in bytes, where it has a capital only because a sentence opens with it.
fn article_len(text: &str, span: Span) -> usize {
    let before = text[..span.start].trim_end_matches([' ', '“', '"', '\'', '(']);
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n']);
    let words = span.of(text);
    if words.starts_with("the ") || opens && words.starts_with("The ") && words != "The Hague" {
        4
    } else {
        0
    }
}

fn genitive_len(words: &str) -> usize {
    ["'s", "’s"].iter().find(|end| words.ends_with(*end)).map_or(0, |end| end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut_from_names() {
        let cut = |words: &'static str| &words[title_len(words)..];
        assert_eq!(cut("President Ana López"), "Ana López");
        assert_eq!(cut("Prime Minister López"), "López");
        assert_eq!(cut("Major Owens"), "Major Owens");
        assert_eq!(cut("President"), "President");
    }
}
