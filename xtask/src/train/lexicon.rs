//! Builds the lexicon of the names pack: clusters, usual case, lists of forenames, surnames, places and organisations.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use dateline::Span;
use dateline::mention::hash;
use dateline::mention::lexicon::{self, Known, flag};
use dateline::mention::table::Writer;
use dateline::token::tokenize;

use super::Ingredient;
use super::fetch::{self, CENSUS, CITIES, FAKER, LOOKUPS};
use super::senses::Senses;

/// Words below this log-probability have no entry for their cluster.
const CLUSTER_FLOOR: f64 = -16.6;
/// Words below this log-probability have no entry for their usual case.
const CASE_FLOOR: f64 = -16.6;
/// What a word that is in no table counts as.
const UNSEEN: f64 = -20.5;

/// What the lexicon is made of.
#[derive(Default)]
pub struct Lists {
    /// Flags by word as written.
    words: BTreeMap<String, u16>,
    /// Kinds by lower-case phrase.
    phrases: BTreeMap<String, u8>,
}

impl Lists {
    fn word(&mut self, word: &str, flags: u16) {
        let mut chars = word.chars();
        if chars.next().is_some_and(char::is_uppercase) && word.chars().count() > 1 {
            *self.words.entry(word.to_string()).or_default() |= flags;
        }
    }

    /// A name of one word or more, which is a place (`kind` 1) or an organisation (2).
    fn name(&mut self, name: &str, kind: u8, whole: u16, part: u16) {
        let words: Vec<_> =
            tokenize(name, Span::new(0, name.len())).into_iter().map(|token| token.span.of(name)).collect();
        match words[..] {
            [] => {}
            [only] => self.word(only, whole),
            _ if words.len() > 6 => {}
            _ => {
                let phrase = words.join(" ").to_lowercase();
                *self.phrases.entry(phrase).or_default() |= kind;
                for word in words {
                    self.word(word, part);
                }
            }
        }
    }
}

/// Log-probabilities of words as written.
pub type Frequencies = HashMap<String, f64>;

/// The columns of the lexicon, and what was counted, in words.
pub fn build(data: &Path, senses: &Senses, without: &[Ingredient]) -> Result<(Writer, String)> {
    let (clusters, frequencies) = lookups()?;
    let mut lists = Lists::default();
    if !without.contains(&Ingredient::Lists) {
        persons(&mut lists, &data.join("gazetteer"), &frequencies)?;
        places(&mut lists, &data.join("gazetteer"), &frequencies)?;
        organisations(&mut lists, &data.join("gazetteer"))?;
    }
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (word, flags) in &lists.words {
        known.insert(word.clone(), Known { flags: *flags, listed: true, ..Known::default() });
    }
    for (word, &cluster) in &clusters {
        if cluster != 0 && frequencies.get(word).copied().unwrap_or(UNSEEN) >= CLUSTER_FLOOR && is_word(word)
        {
            known.entry(word.clone()).or_default().cluster = cluster;
        } else if let Some(known) = known.get_mut(word) {
            known.cluster = cluster;
        }
    }
    for (word, capital) in capitals(&frequencies) {
        known.entry(word).or_default().capital = capital;
    }
    let has = |ingredient| !without.contains(&ingredient);
    for (word, known) in &mut known {
        known.sense = if has(Ingredient::Senses) { senses.of(word) } else { 0 };
        known.cluster = if has(Ingredient::Clusters) { known.cluster } else { 0 };
        known.capital = if has(Ingredient::Case) { known.capital } else { 0 };
    }
    let words: Vec<_> = known.iter().map(|(word, &known)| (hash::word(word.as_bytes()), known)).collect();
    let phrases: Vec<_> = lists
        .phrases
        .iter()
        .map(|(phrase, &kinds)| (lexicon::phrase_hash(phrase.split(' ')), kinds))
        .collect();
    let mut out = Writer::default();
    lexicon::encode(&words, &phrases, &mut out);
    Ok((out, format!("{} words, {} phrases", words.len(), phrases.len())))
}

fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(|c| c.is_ascii_digit() || c == '/' || c == '_')
}

/// Brown clusters and log-probabilities.
fn lookups() -> Result<(BTreeMap<String, u32>, Frequencies)> {
    let wanted = |name: &str| name.contains("/en_lexeme_cluster") || name.contains("/en_lexeme_prob");
    let files = LOOKUPS.files(wanted)?;
    let text = |part: &str| -> Result<String> {
        let (_, bytes) =
            files.iter().find(|(name, _)| name.contains(part)).context("a table of words is missing")?;
        fetch::gunzip(bytes)
    };
    Ok((serde_json::from_str(&text("cluster")?)?, serde_json::from_str(&text("prob")?)?))
}

/// How much likelier each lower-case word is capitalised, in steps of 1.5 nats from 1 to 7.
fn capitals(frequencies: &Frequencies) -> BTreeMap<String, u8> {
    let mut capitals = BTreeMap::new();
    for (word, &probability) in frequencies {
        if probability < CASE_FLOOR || !is_word(word) {
            continue;
        }
        let lower = word.to_lowercase();
        let mut chars = lower.chars();
        let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        let small = frequencies.get(&lower).copied().unwrap_or(UNSEEN);
        let large = frequencies.get(&title).copied().unwrap_or(UNSEEN);
        let difference = large - small;
        let step = [-3.75, -2.25, -0.75, 0.75, 2.25, 3.75].iter().filter(|&&edge| difference > edge).count();
        capitals.insert(lower, 1 + step as u8);
    }
    capitals
}

fn persons(lists: &mut Lists, folder: &Path, frequencies: &Frequencies) -> Result<()> {
    for (name, bytes) in FAKER.files(|name| name.starts_with("faker/providers/person/"))? {
        let _ = name;
        python_names(&String::from_utf8_lossy(&bytes), |variable, word| {
            let flags = match variable {
                _ if variable.contains("prefix") || variable.contains("suffix") => return,
                _ if variable.contains("first_name") && variable.contains("female") => flag::FEMALE,
                _ if variable.contains("first_name") && variable.contains("male") => flag::MALE,
                _ if variable.contains("first_name") => flag::FORENAME,
                _ if variable.contains("last_name") => flag::SURNAME,
                _ => return,
            };
            for part in word.split([' ', '-']) {
                lists.word(part, flags);
            }
            lists.word(word, flags);
        });
    }
    for (file, column, flags) in [
        ("popular-forenames-by-country.csv.gz", 11, flag::FORENAME),
        ("popular-surnames-by-country.csv.gz", 5, flag::SURNAME),
    ] {
        for row in csv(&fetch::read(&folder.join(file))?, ',') {
            let gender = if flags == flag::SURNAME { "" } else { row.get(9).map_or("", String::as_str) };
            let flags = match gender {
                "F" => flag::FEMALE,
                "M" => flag::MALE,
                _ => flags,
            };
            for column in [column, column - 1] {
                lists.word(row.get(column).map_or("", String::as_str), flags);
            }
        }
    }
    for (name, bytes) in CENSUS.files(|name| name.contains("dist."))? {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let flags = match () {
            _ if name.ends_with("female.first") => flag::FEMALE,
            _ if name.ends_with("male.first") => flag::MALE,
            _ => flag::SURNAME,
        };
        let limit = if flags == flag::SURNAME { 20_000 } else { 1_500 };
        for (rank, line) in text.lines().take(limit).enumerate() {
            let name = line.split_whitespace().next().unwrap_or_default();
            let title: String =
                name.chars().take(1).chain(name.chars().skip(1).flat_map(char::to_lowercase)).collect();
            let common = if flags == flag::SURNAME && rank < 1_000 { flag::COMMON_SURNAME } else { 0 };
            lists.word(&title, flags | common);
        }
    }
    // A word that is far likelier in small letters is no evidence of a person: "Will", "May", "Long".
    let ordinary = |word: &str| {
        let get = |word: &str| frequencies.get(word).copied().unwrap_or(UNSEEN);
        get(&word.to_lowercase()) - get(word) > 3.5
    };
    let names = flag::FORENAME | flag::SURNAME;
    lists.words.retain(|word, flags| *flags & !names != 0 || !ordinary(word));
    Ok(())
}

/// Calls `found` with each string inside an assignment of a Python class, and the name assigned to.
pub fn python_names(source: &str, mut found: impl FnMut(&str, &str)) {
    let mut variable = "";
    for line in source.lines() {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        if indent <= 4
            && let Some((name, _)) = inner.split_once('=')
        {
            variable = name.split(':').next().unwrap_or_default().trim();
        }
        if inner.starts_with('#') {
            continue;
        }
        let mut parts = inner.split('"');
        parts.next();
        while let (Some(word), Some(_)) = (parts.next(), parts.next()) {
            found(variable, word);
        }
    }
}

fn places(lists: &mut Lists, folder: &Path, frequencies: &Frequencies) -> Result<()> {
    let files = CITIES.files(|name| name.ends_with("cities5000.json"))?;
    let cities: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&files.first().context("the table of towns is missing")?.1)?;
    for city in cities.values() {
        let people = city["population"].as_u64().unwrap_or(0);
        let size = if people >= 100_000 { flag::CITY | flag::TOWN } else { flag::TOWN };
        let name = city["name"].as_str().unwrap_or_default();
        lists.name(name, 1, size, flag::PLACE_PART);
        for other in
            city["alternatenames"].as_array().into_iter().flatten().filter_map(|other| other.as_str())
        {
            let familiar = other.split([' ', '-']).all(|word| {
                word.starts_with(|c: char| c.is_uppercase())
                    && frequencies.get(word).is_some_and(|&p| p > -17.5)
            });
            if familiar && people >= 20_000 && other.len() > 3 {
                lists.name(other, 1, size, flag::PLACE_PART);
            }
        }
    }
    for (file, columns, limit) in [
        ("ne_10m_admin_1.tsv.gz", &["name", "name_en", "name_alt", "gn_name"][..], 9),
        ("ne_10m_physical_names.tsv.gz", &["name", "alt"][..], 6),
        ("ne_10m_populated_places.tsv.gz", &["NAME", "NAME_EN", "NAMEALT"][..], 99),
    ] {
        let text = fetch::read(&folder.join(file))?;
        let mut rows = csv(&text, '\t');
        let header = rows.next().unwrap_or_default();
        let column = |name: &str| header.iter().position(|column| column == name);
        let rank = column("scalerank");
        for row in rows {
            let low = rank
                .and_then(|rank| row.get(rank)?.parse::<f64>().ok())
                .is_some_and(|rank| rank > f64::from(limit));
            if low || row.get(1).is_some_and(|class| class == "Airport") {
                continue;
            }
            for name in
                columns.iter().filter_map(|name| row.get(column(name)?)).flat_map(|names| names.split('|'))
            {
                lists.name(
                    name,
                    1,
                    if file.contains("populated") { flag::TOWN } else { flag::REGION },
                    flag::PLACE_PART,
                );
            }
        }
    }
    for (file, column) in [
        ("aliases.tsv", 0),
        ("macro-regions.tsv", 0),
        ("geonames_countryInfo.txt.gz", 4),
        ("geonames_countryInfo.txt.gz", 5),
    ] {
        for row in csv(&fetch::read(&folder.join(file))?, '\t').skip(1) {
            lists.name(row.get(column).map_or("", String::as_str), 1, flag::REGION, flag::PLACE_PART);
        }
    }
    Ok(())
}

fn organisations(lists: &mut Lists, folder: &Path) -> Result<()> {
    let universities = fetch::read(&folder.join("universities.tsv.gz"))?;
    let firms = fetch::read(&folder.join("sp500-constituents.csv.gz"))?;
    let names = csv(&universities, '\t').skip(1).map(|row| row.first().cloned().unwrap_or_default());
    let more = csv(&firms, ',').skip(1).map(|row| row.get(1).cloned().unwrap_or_default());
    for name in names.chain(more) {
        lists.name(&name, 2, flag::ORGANISATION_PART, flag::ORGANISATION_PART);
    }
    Ok(())
}

/// The rows of a table; a field may stand in double quotes where the separator is a comma.
pub fn csv(text: &str, separator: char) -> impl Iterator<Item = Vec<String>> + '_ {
    text.trim_start_matches('\u{feff}').lines().map(move |line| {
        let mut fields = vec![String::new()];
        let mut quoted = false;
        for c in line.chars() {
            match c {
                '"' if separator == ',' => quoted = !quoted,
                _ if c == separator && !quoted => fields.push(String::new()),
                _ => fields.last_mut().into_iter().for_each(|field| field.push(c)),
            }
        }
        fields
    })
}
