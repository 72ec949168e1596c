//! Chains of mentions: who is named again, and how.

use std::collections::HashMap;

use super::Gender;
use super::gender::{of_forename, of_words};
use super::person::PersonName;
use super::spelling::{deletions, fold, one_edit, two_slips};
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind};
use crate::{Assets, Document};

static MISSPELT: Rule = Rule { id: "coref/misspelt", words: "probably misspelt for “{}”" };

/// Persons of one surname, or of one forename, that a name is compared with: the latest of them.
const COMPARED: usize = 12;
/// Forms of one person's name that are kept.
const FORMS: usize = 16;

/// The mentions of one person, organisation or place, by index.
#[derive(Debug)]
pub struct Chain {
    /// In text order.
    pub mentions: Vec<usize>,
    /// The longest form of the name.
    pub name: String,
    /// As titles show it.
    pub gender: Gender,
}

/// The chains of `mentions`, in the order of their first mention. Notes misspelt names in their evidence.
pub fn chains(document: &Document, mentions: &mut [Mention], assets: &Assets) -> Vec<Chain> {
    let mut chains = persons(document, mentions, assets);
    chains.extend(others(document, mentions));
    for chain in &mut chains {
        crate::order::by_key(&mut chain.mentions, |&id| id);
    }
    chains.retain(|chain| !chain.mentions.is_empty());
    crate::order::by_key(&mut chains, |chain| chain.mentions[0]);
    chains
}

/// A person while chains are made.
#[derive(Debug)]
struct Person {
    mentions: Vec<usize>,
    names: Vec<PersonName>,
    /// As titles show it.
    gender: Gender,
    /// As lists of forenames have it: only to choose between persons, for lists err.
    hint: Gender,
}

#[derive(Default)]
struct Persons {
    persons: Vec<Person>,
    /// Persons by each word of their full names, or by their one word.
    by_word: HashMap<String, Vec<usize>>,
    /// Persons by what is left of a word of five letters or more without one of them.
    by_slip: HashMap<String, Vec<usize>>,
}

fn persons(document: &Document, mentions: &mut [Mention], assets: &Assets) -> Vec<Chain> {
    let found: Vec<_> =
        (0..mentions.len()).filter(|&index| mentions[index].kind == MentionKind::Person).collect();
    let names: Vec<_> =
        found.iter().map(|&index| PersonName::new(document.text_of(mentions[index].span))).collect();
    let shown = |index: usize| {
        let title = mentions.get(index).and_then(|mention: &Mention| mention.title);
        title.map_or(Gender::Unknown, |title| of_words(document.text_of(title)))
    };
    let mut persons = Persons::default();
    // Names in full first, so that a surname in the headline finds its person.
    let mut of = vec![usize::MAX; found.len()];
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.is_full()) {
        let gender = shown(found[at]);
        let person = persons.same(name, gender).or_else(|| persons.slip(name, gender, false));
        of[at] = persons.add(person, found[at], name, gender);
        let hint = of_forename(document.text_of(mentions[found[at]].span), assets.names.as_deref());
        persons.persons[of[at]].hint = hint;
    }
    let mut last: Vec<Option<usize>> = vec![None; persons.persons.len()];
    for (at, name) in names.iter().enumerate() {
        if !name.is_full() {
            let shown = shown(found[at]);
            let titled = mentions[found[at]].title.is_some();
            let person = persons
                .latest(name, shown, titled, &last, found[at])
                .or_else(|| persons.slip(name, shown, titled));
            of[at] = persons.add(person, found[at], name, shown);
            last.resize(persons.persons.len(), None);
        }
        last[of[at]] = Some(found[at]);
    }
    persons.persons.into_iter().map(|person| close(document, mentions, person)).collect()
}

impl Persons {
    fn near(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_word.get(word).into_iter().flat_map(|ids| ids.iter().rev().take(COMPARED).copied())
    }

    fn fits(&self, id: usize, gender: Gender) -> bool {
        let known = self.persons[id].gender;
        known == gender || known == Gender::Unknown || gender == Gender::Unknown
    }

    /// The person who may have this full name.
    fn same(&self, name: &PersonName, gender: Gender) -> Option<usize> {
        let agrees = |&id: &usize| {
            self.fits(id, gender) && self.persons[id].names.iter().take(4).all(|known| known.agrees(name))
        };
        self.near(name.last()).find(agrees).or_else(|| self.near(name.first()).find(agrees))
    }

    /// The person whose name is one slip away; two of a long surname behind a title.
    fn slip(&self, name: &PersonName, gender: Gender, titled: bool) -> Option<usize> {
        let near = |word: &str| -> Vec<usize> {
            if word.chars().count() < 5 {
                return Vec::new();
            }
            deletions(word)
                .filter_map(|short| self.by_slip.get(&short))
                .flat_map(|ids| ids.iter().rev().take(COMPARED).copied())
                .collect()
        };
        let mut close = near(name.last());
        if name.is_full() {
            close.extend(self.near(name.last()));
        }
        crate::order::by_key(&mut close, |&id| id);
        close.dedup();
        let mut fitting = close.into_iter().filter(|&id| {
            self.fits(id, gender)
                && self.persons[id].names.len() < FORMS
                && self.persons[id].names.iter().any(|known| {
                    if name.is_full() {
                        known.is_full() && known.nearly_agrees(name)
                    } else {
                        known.is_full()
                            && (one_edit(known.last(), name.last())
                                || titled && two_slips(known.last(), name.last()))
                    }
                })
        });
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// The person named by one word: the last one mentioned so far who has it as surname, else as another word, else the
    /// next one.
    fn latest(
        &self,
        name: &PersonName,
        gender: Gender,
        titled: bool,
        last: &[Option<usize>],
        at: usize,
    ) -> Option<usize> {
        let word = name.last();
        let rank = |id: usize| {
            let person = &self.persons[id];
            let surname = person.names.iter().any(|known| known.last() == word);
            let first = person.mentions.first().copied().unwrap_or(usize::MAX);
            let seen = last.get(id).copied().flatten();
            // Seen before: the later the better. Else: the sooner it comes the better.
            let known = gender != Gender::Unknown
                && (person.gender == gender || person.gender == Gender::Unknown && person.hint == gender);
            (surname, known, seen, std::cmp::Reverse(if first > at { first } else { 0 }))
        };
        let ids = self.near(word).filter(|&id| self.fits(id, gender));
        ids.map(|id| (rank(id), id)).filter(|((surname, ..), _)| *surname || !titled).max().map(|(_, id)| id)
    }

    fn add(&mut self, person: Option<usize>, mention: usize, name: &PersonName, gender: Gender) -> usize {
        let id = person.unwrap_or_else(|| {
            self.persons.push(Person {
                mentions: Vec::new(),
                names: Vec::new(),
                gender: Gender::Unknown,
                hint: Gender::Unknown,
            });
            self.persons.len() - 1
        });
        let person = &mut self.persons[id];
        person.mentions.push(mention);
        if person.gender == Gender::Unknown {
            person.gender = gender;
        }
        if person.names.len() < FORMS && !person.names.contains(name) {
            person.names.push(name.clone());
            for word in &name.words {
                push(self.by_word.entry(word.clone()).or_default(), id);
            }
            if name.is_full() && name.last().chars().count() >= 5 {
                for short in deletions(name.last()) {
                    push(self.by_slip.entry(short).or_default(), id);
                }
            }
        }
        id
    }
}

fn push(ids: &mut Vec<usize>, id: usize) {
    if !ids.iter().rev().take(COMPARED).any(|&known| known == id) {
        ids.push(id);
    }
}

/// Chooses the name of a person; notes forms that are rarer than one they are a slip away from.
fn close(document: &Document, mentions: &mut [Mention], person: Person) -> Chain {
    let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
    let words: Vec<Vec<String>> = person
        .mentions
        .iter()
        .map(|&index| PersonName::new(document.text_of(mentions[index].span)).words)
        .collect();
    for word in words.iter().flatten() {
        let next = counts.len();
        counts.entry(word.clone()).or_insert((0, next)).0 += 1;
    }
    let mut order: Vec<(&String, (usize, usize))> =
        counts.iter().map(|(word, &count)| (word, count)).collect();
    crate::order::by_key(&mut order, |&(_, (count, first))| (std::cmp::Reverse(count), first));
    let order: Vec<&String> = order.into_iter().map(|(word, _)| word).take(12).collect();
    let right = |word: &String| -> Option<String> {
        let before = order.iter().take_while(|other| **other != word);
        before
            .into_iter()
            .find(|other| other.chars().count() > 3 && super::spelling::one_edit(other, word))
            .map(|other| (*other).clone())
    };
    let mut best: Option<((bool, bool, usize), String)> = None;
    for (&index, words) in person.mentions.iter().zip(&words) {
        let text = normal(document.text_of(mentions[index].span));
        let slip = words.iter().find_map(right);
        if let Some(right) = &slip {
            let right = as_written(document, &person.mentions, mentions, right);
            mentions[index].evidence.push(Evidence::plain(&MISSPELT).with(right));
        }
        let rank = (slip.is_none(), !in_capitals(&text) || text.len() < 5, text.chars().count());
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, text));
        }
    }
    let name = best.map(|(_, name)| name).unwrap_or_default();
    Chain { mentions: person.mentions, name, gender: person.gender }
}

/// The word behind its folded form, as the article writes it.
fn as_written(document: &Document, indices: &[usize], mentions: &[Mention], folded: &str) -> String {
    let words = indices
        .iter()
        .filter_map(|&index| mentions.get(index))
        .flat_map(|mention| document.text_of(mention.span).split(|c: char| c.is_whitespace() || c == '.'));
    words.into_iter().find(|word| fold(word) == folded).unwrap_or(folded).to_string()
}

fn in_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// The name with one space between words.
fn normal(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Chains of what is no person: equal names, acronyms with what they stand for, first words of firms.
fn others(document: &Document, mentions: &[Mention]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut by_key: HashMap<(MentionKind, String), usize> = HashMap::new();
    let mut acronyms: HashMap<String, usize> = HashMap::new();
    let mut firsts: HashMap<String, Option<usize>> = HashMap::new();
    let open = |chains: &mut Vec<Chain>| {
        chains.push(Chain { mentions: Vec::new(), name: String::new(), gender: Gender::Unknown });
        chains.len() - 1
    };
    let of: Vec<_> =
        mentions.iter().enumerate().filter(|(_, mention)| mention.kind != MentionKind::Person).collect();
    // Names of several words first, so that an acronym in the headline finds its name.
    for &(_, mention) in &of {
        let name = document.text_of(mention.span);
        if name.contains(char::is_whitespace) && mention.kind != MentionKind::Demonym {
            let key = (mention.kind, key(name));
            if let std::collections::hash_map::Entry::Vacant(entry) = by_key.entry(key) {
                let id = open(&mut chains);
                entry.insert(id);
                if matches!(mention.kind, MentionKind::Organisation | MentionKind::Other) {
                    for acronym in initials(name) {
                        acronyms.entry(acronym).or_insert(id);
                    }
                    let first = fold(name.split_whitespace().next().unwrap_or_default());
                    firsts.entry(first).and_modify(|known| *known = None).or_insert(Some(id));
                }
            }
        }
    }
    for (position, &(index, mention)) in of.iter().enumerate() {
        let name = document.text_of(mention.span);
        let key = (mention.kind, key(name));
        let single = !name.contains(char::is_whitespace);
        let organisation = matches!(mention.kind, MentionKind::Organisation | MentionKind::Other);
        let mut known = by_key.get(&key).copied();
        if known.is_none() && single && organisation {
            let bare: String = name.chars().filter(|&c| c != '.').collect();
            let is_acronym = bare.len() > 1 && bare.chars().all(|c| c.is_uppercase() || c == '&');
            let behind = position.checked_sub(1).map(|before| of[before]).filter(|_| is_acronym).and_then(
                |(_, before)| {
                    let gap = document.text.get(before.span.end..mention.span.start)?;
                    let fits = gap.trim() == "("
                        && document.text.get(mention.span.end..).is_some_and(|rest| rest.starts_with(')'));
                    let of_kind = matches!(before.kind, MentionKind::Organisation | MentionKind::Other);
                    let words = document.text_of(before.span);
                    let initial = words.chars().next()?.to_uppercase().eq(bare.chars().take(1));
                    (fits && of_kind && initial).then_some(())?;
                    by_key.get(&(before.kind, self::key(words))).copied()
                },
            );
            known = behind.or_else(|| acronyms.get(&bare).copied().filter(|_| is_acronym));
            if known.is_none() && mention.kind == MentionKind::Organisation && !is_acronym {
                known = firsts.get(&fold(name)).copied().flatten();
            }
        }
        let id = known.unwrap_or_else(|| open(&mut chains));
        by_key.insert(key, id);
        let chain = &mut chains[id];
        chain.mentions.push(index);
        // The longest form; of equals, one that is not in capitals.
        let rank = |name: &str| (name.chars().count(), !in_capitals(name));
        let name = normal(name);
        if rank(&name) > rank(&chain.name) {
            chain.name = name;
        }
    }
    chains
}

/// The name as it is compared: small letters, no points, no article.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if key.is_empty() && word.eq_ignore_ascii_case("the") {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(fold(word).chars().filter(|&c| c != '.'));
    }
    match key.as_str() {
        "united states" | "usa" | "united states of america" => "us".to_string(),
        "united kingdom" => "uk".to_string(),
        _ => key,
    }
}

/// The acronyms that a name may have: initials of its capitalised words, and of all.
fn initials(name: &str) -> Vec<String> {
    let words = || name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    let small: String = words().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    let all: String = words().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect();
    let mut initials = vec![small, all];
    initials.dedup();
    initials.retain(|initials| initials.chars().count() > 1);
    initials
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::{Probability, Span};

    /// Mentions of every name given, wherever it stands in `text`.
    fn chained(text: &str, names: &[(&str, MentionKind)]) -> Vec<(String, Vec<String>)> {
        let document = Document::read(text, Format::Plain);
        let mut mentions = Vec::new();
        for &(name, kind) in names {
            for (start, _) in text.match_indices(name) {
                let span = Span::new(start, start + name.len());
                let probability = Probability::ONE;
                mentions.push(Mention {
                    span,
                    kind,
                    title: None,
                    entity: None,
                    probability,
                    evidence: Vec::new(),
                });
            }
        }
        mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        mentions.dedup_by(|next, kept| kept.span.overlaps(next.span));
        for mention in &mut mentions {
            let first = document.token_at(mention.span.start);
            mention.title = first
                .checked_sub(1)
                .map(|at| document.tokens[at].span)
                .filter(|title| matches!(title.of(text), "Mr" | "Ms"));
        }
        let chains = chains(&document, &mut mentions, &Assets::default());
        let words = |chain: Chain| {
            let words = chain.mentions.iter().map(|&index| mentions[index].span.of(text).to_string());
            (chain.name, words.collect())
        };
        chains.into_iter().map(words).collect()
    }

    #[test]
    fn a_headline_finds_its_person() {
        let text = "López quits\nMayor Ana López left. López wept.";
        let found = chained(text, &[("Ana López", MentionKind::Person), ("López", MentionKind::Person)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "Ana López");
    }

    #[test]
    fn two_of_one_surname_stay_two() {
        let text = "Bill Moreno met Ana Moreno. Ms Moreno spoke. Mr Moreno left. Bill Moreno ran.";
        let people = [
            ("Bill Moreno", MentionKind::Person),
            ("Ana Moreno", MentionKind::Person),
            ("Moreno", MentionKind::Person),
        ];
        let found = chained(text, &people);
        // Without forename lists a title can't tell whose it is, but the two stay apart.
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1.iter().filter(|name| *name == "Bill Moreno").count(), 2);
    }

    #[test]
    fn a_slip_is_chained_and_noted() {
        let text = "Yury Dolinov spoke. Yury Dolinov left. Yuri Dolinov slept, and Dolniov woke.";
        let names = [
            ("Yury Dolinov", MentionKind::Person),
            ("Yuri Dolinov", MentionKind::Person),
            ("Dolniov", MentionKind::Person),
        ];
        let found = chained(text, &names);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "Yury Dolinov");
    }

    #[test]
    fn acronyms_find_their_names() {
        use MentionKind::Organisation;
        let text = "IUA split. The International Umbrella Agency (IUA) met Acme Works. Acme agreed.";
        let names = [
            ("IUA", Organisation),
            ("International Umbrella Agency", Organisation),
            ("Acme Works", Organisation),
            ("Acme", Organisation),
        ];
        let found = chained(text, &names);
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            (
                "International Umbrella Agency".to_string(),
                vec!["IUA".into(), "International Umbrella Agency".into(), "IUA".into()]
            )
        );
        assert_eq!(found[1].1, ["Acme Works", "Acme"]);
    }

    #[test]
    fn many_names_take_little_time() {
        let names: Vec<String> = (0..30_000).map(|n| format!("Ana Lopez{}", n % 7000)).collect();
        let text = names.join(". ");
        let document = Document::read(&text, Format::Plain);
        let mut mentions = Vec::new();
        let mut at = 0;
        for name in &names {
            let span = Span::new(at, at + name.len());
            at = span.end + 2;
            let (kind, probability) = (MentionKind::Person, Probability::ONE);
            mentions.push(Mention {
                span,
                kind,
                title: None,
                entity: None,
                probability,
                evidence: Vec::new(),
            });
        }
        assert!(chains(&document, &mut mentions, &Assets::default()).len() > 1);
    }
}
