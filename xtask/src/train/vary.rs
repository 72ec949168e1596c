//! Training text with other names in it: the same article about other people in other places, so that the model reads
//! what stands around a name and not the name alone.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use dateline::mention::words::PLACES;

use super::corpora::{Gold, GoldEntity, Random};
use super::fetch::{self, CITIES, FAKER};
use super::lexicon::{csv, python_names};

/// Names to put in the place of others.
pub struct Stock {
    /// Forenames and surnames, a language or country each.
    peoples: Vec<[Vec<String>; 2]>,
    towns: Vec<String>,
}

impl Stock {
    /// Reads the lists of names.
    pub fn read(data: &Path) -> Result<Stock> {
        Ok(Stock { peoples: peoples(&data.join("gazetteer"))?, towns: towns()? })
    }
}

fn peoples(folder: &Path) -> Result<Vec<[Vec<String>; 2]>> {
    let mut by_country: std::collections::BTreeMap<String, [Vec<String>; 2]> = Default::default();
    for (file, column, sort) in
        [("popular-forenames-by-country.csv.gz", 11, 0), ("popular-surnames-by-country.csv.gz", 5, 1)]
    {
        for row in csv(&fetch::read(&folder.join(file))?, ',').skip(1) {
            if let (Some(country), Some(name)) = (row.first(), row.get(column))
                && is_name(name)
            {
                by_country.entry(country.clone()).or_default()[sort].push(name.clone());
            }
        }
    }
    for (file, bytes) in FAKER.files(|name| name.starts_with("faker/providers/person/"))? {
        let names = by_country.entry(file).or_default();
        python_names(&String::from_utf8_lossy(&bytes), |variable, word| {
            let sort = match variable {
                _ if variable.contains("prefix") || variable.contains("suffix") => return,
                _ if variable.contains("first_name") => 0,
                _ if variable.contains("last_name") => 1,
                _ => return,
            };
            if is_name(word) {
                names[sort].push(word.to_string());
            }
        });
    }
    Ok(by_country.into_values().filter(|names| names.iter().all(|names| names.len() >= 10)).collect())
}

/// One word with a capital in Latin script.
fn is_name(word: &str) -> bool {
    word.chars().count() > 2
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() && c < '\u{250}' || c == '-' || c == '\'')
        && word.chars().any(char::is_lowercase)
}

fn towns() -> Result<Vec<String>> {
    let files = CITIES.files(|name| name.ends_with("cities5000.json"))?;
    let cities: std::collections::BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&files.first().context("the table of towns is missing")?.1)?;
    let names = cities.values().filter_map(|city| city["name"].as_str());
    Ok(names
        .filter(|name| name.split(' ').count() <= 2 && name.split(' ').all(is_name))
        .map(String::from)
        .collect())
}

/// `gold` with other persons, towns and abbreviations in it: one name stands for one other throughout.
pub fn swap(gold: &Gold, stock: &Stock, random: &mut Random) -> Gold {
    let chars: Vec<char> = gold.text.chars().collect();
    let text = |entity: &GoldEntity| -> String {
        chars.get(entity.start..entity.end).unwrap_or_default().iter().collect()
    };
    let mut order: Vec<&GoldEntity> = gold.entities.iter().filter(|entity| !entity.optional).collect();
    order.sort_by_key(|entity| (entity.start, std::cmp::Reverse(entity.end)));
    // Full names first, so that a surname alone follows the person.
    let mut words = HashMap::new();
    let mut whole = HashMap::new();
    let people = &stock.peoples[random.below(stock.peoples.len())];
    for pass in [true, false] {
        for entity in &order {
            let name = text(entity);
            match entity.kind.as_str() {
                "PER" if name.contains(' ') == pass => person(&name, people, stock, &mut words, random),
                "LOC" if pass && !whole.contains_key(&name) && is_town(&name) => {
                    let town = stock.towns[random.below(stock.towns.len())].clone();
                    let keep = random.below(4) == 0;
                    whole.insert(name.clone(), if keep { name } else { town });
                }
                "ORG" if pass && !whole.contains_key(&name) && is_acronym(&name) => {
                    let letters = (0..name.len()).map(|_| (b'A' + random.below(26) as u8) as char).collect();
                    whole.insert(name, letters);
                }
                _ => {}
            }
        }
    }
    let mut out = Gold { id: format!("{}-swapped", gold.id), ..gold.clone() };
    let mut moves = Vec::new(); // end of each piece that changed, before and after
    let (mut written, mut from) = (String::new(), 0);
    let mut count = 0;
    for entity in order {
        if entity.start < from {
            continue;
        }
        let name = text(entity);
        let other = match entity.kind.as_str() {
            "PER" => each_word(&name, &words),
            _ => whole.get(&name).cloned().unwrap_or_else(|| name.clone()),
        };
        written.extend(&chars[from..entity.start]);
        count += entity.start - from + other.chars().count();
        written += &other;
        from = entity.end;
        moves.push((entity.start, entity.end, count));
    }
    written.extend(&chars[from..]);
    out.text = written;
    let shift = |at: usize| -> usize {
        let next = moves.partition_point(|&(_, end, _)| end <= at);
        let (end, new) = next.checked_sub(1).map_or((0, 0), |index| (moves[index].1, moves[index].2));
        new + (at - end).min(moves.get(next).map_or(usize::MAX, |next| next.0.saturating_sub(end)))
    };
    // What lies inside a changed name is stretched to the whole of it.
    let close = |at: usize| -> usize {
        let inside = moves.iter().find(|&&(start, end, _)| start < at && at < end);
        inside.map_or_else(|| shift(at), |&(_, _, new)| new)
    };
    for entity in out.entities.iter_mut().chain(&mut out.nested) {
        (entity.start, entity.end) = (shift(entity.start), close(entity.end));
    }
    out.ignore = Vec::new();
    out
}

/// Gives each word of a person's `name` another.
fn person(
    name: &str,
    people: &[Vec<String>; 2],
    stock: &Stock,
    words: &mut HashMap<String, String>,
    random: &mut Random,
) {
    // Now and then a person from elsewhere.
    let people =
        if random.below(3) == 0 { &stock.peoples[random.below(stock.peoples.len())] } else { people };
    let parts: Vec<&str> = name.split(' ').collect();
    for (index, part) in parts.iter().enumerate() {
        if is_name(part) && !words.contains_key(*part) {
            let sort = usize::from(index + 1 == parts.len());
            let names = &people[sort];
            words.insert(part.to_string(), names[random.below(names.len())].clone());
        }
    }
}

fn each_word(name: &str, words: &HashMap<String, String>) -> String {
    let parts: Vec<&str> = name.split(' ').map(|part| words.get(part).map_or(part, String::as_str)).collect();
    parts.join(" ")
}

fn is_town(name: &str) -> bool {
    is_name(name) && !PLACES.has(name)
}

fn is_acronym(name: &str) -> bool {
    (2..=5).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase()) && !PLACES.has(name)
}

/// The document with its letters as capitals, where that keeps every offset.
pub fn capitals(gold: &Gold) -> Option<Gold> {
    let text = gold.text.to_uppercase();
    (text.chars().count() == gold.text.chars().count()).then(|| Gold {
        id: format!("{}-capitals", gold.id),
        text,
        ..gold.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_text_keeps_its_names() {
        let text = "Ana López met Bo Lee in Foxton. López left AB.";
        let entity = |start: usize, end: usize, kind: &str| GoldEntity {
            start,
            end,
            kind: kind.into(),
            label: None,
            optional: false,
            or: None,
        };
        let gold = Gold {
            id: "x".into(),
            text: text.into(),
            entities: vec![
                entity(0, 9, "PER"),
                entity(14, 20, "PER"),
                entity(24, 30, "LOC"),
                entity(32, 37, "PER"),
                entity(43, 45, "ORG"),
            ],
            nested: vec![entity(0, 3, "PER")],
            ..Gold::default()
        };
        let names = |a: &str, b: &str| [vec![a.to_string()], vec![b.to_string()]];
        let stock = Stock { peoples: vec![names("Konstantin", "Wu")], towns: vec!["New Elm".into()] };
        for seed in 0..9 {
            let swapped = swap(&gold, &stock, &mut Random(seed));
            let chars: Vec<char> = swapped.text.chars().collect();
            let found: Vec<String> =
                swapped.entities.iter().map(|e| chars[e.start..e.end].iter().collect()).collect();
            assert_eq!(found[0], "Konstantin Wu", "{}", swapped.text);
            assert_eq!(found[3], "Wu");
            assert!(["Foxton", "New Elm"].contains(&found[2].as_str()));
            assert_eq!(found[4].len(), 2);
            assert!(swapped.text.starts_with("Konstantin Wu met ") && swapped.text.ends_with('.'));
        }
    }
}
