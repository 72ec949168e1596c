//! Holidays and named days: `Christmas Eve`, `Good Friday`, `Thanksgiving 2019`, `D-Day`.
//!
//! TimeML 1.2.1 annotates a named day with the day it falls on. The names and rules are `data/en/timex-holidays.tsv`;
//! Easter is reckoned by Gauss's method in the form of Meeus. Feasts of the Hebrew, Islamic, Chinese and Hindu calendars are
//! those of `data/en/timex-feasts.tsv`; beyond its years they are left open.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::expression::{Field, When};
use super::grammar::Dated;
use super::lexicon::Class;
use super::period::{Period, date, plus_days, weekday};
use super::scan::Scan;
use super::year;

/// How a named day is found in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    Fixed(u8, u8),
    /// Month, number from the start or the end, weekday.
    Nth(u8, i8, u8),
    Easter(i16),
    Orthodox(i16),
    Thanksgiving(i16),
    /// One day in history.
    Once(i32, u8, u8),
    /// An index into the table of feasts, and days after it.
    Feast(u16, i16),
    /// Another rule, and how many days a day is moved that falls on a weekday.
    Moved(Box<Rule>, Vec<(u8, i16)>),
}

struct Name {
    name: &'static str,
    rule: Rule,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    include_str!("../../data/en/timex-holidays.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, rule) = line.split_once('\t')?;
            Some(Name { name, rule: rule_of(rule)? })
        })
        .collect()
});

/// A feast with the month and day of each year from `first` on.
struct Feast {
    key: &'static str,
    first: i32,
    days: Vec<Option<(u8, u8)>>,
}

static FEASTS: LazyLock<Vec<Feast>> = LazyLock::new(|| {
    let day = |day: &str| Some((day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?));
    include_str!("../../data/en/timex-feasts.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (key, rest) = line.split_once('\t')?;
            let (first, days) = rest.split_once('\t')?;
            Some(Feast { key, first: first.parse().ok()?, days: days.split(' ').map(day).collect() })
        })
        .collect()
});

/// The names by their first words.
static BY_FIRST_WORD: LazyLock<BTreeMap<&str, Vec<u16>>> = LazyLock::new(|| {
    let mut names: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
    for (index, name) in NAMES.iter().enumerate() {
        names.entry(first_word(name.name)).or_default().push(index as u16);
    }
    names
});

fn first_word(name: &str) -> &str {
    name.split([' ', '-', '.', '\'']).next().unwrap_or(name)
}

fn rule_of(rule: &str) -> Option<Rule> {
    if let Some((rule, moves)) = rule.split_once('~') {
        let step = |step: &str| Some((step.get(..1)?.parse().ok()?, step.get(1..)?.parse().ok()?));
        return Some(Rule::Moved(
            Box::new(rule_of(rule)?),
            moves.split('~').map(step).collect::<Option<_>>()?,
        ));
    }
    let offset = |prefix: &str| rule.strip_prefix(prefix).and_then(|days| days.parse().ok());
    if let Some(days) = offset("easter") {
        return Some(Rule::Easter(days));
    }
    if let Some(days) = offset("orthodox") {
        return Some(Rule::Orthodox(days));
    }
    if let Some(days) = offset("thanks") {
        return Some(Rule::Thanksgiving(days));
    }
    if let Some(feast) = rule.strip_prefix('@') {
        let (key, days) = match feast.find(['+', '-']) {
            Some(at) => feast.split_at(at),
            None => (feast, "0"),
        };
        let index = FEASTS.iter().position(|known| known.key == key)?;
        return Some(Rule::Feast(index as u16, days.parse().ok()?));
    }
    let mut parts = rule.split(':');
    if let (Some(month), Some(n), Some(day)) = (parts.next(), parts.next(), parts.next()) {
        return Some(Rule::Nth(month.parse().ok()?, n.parse().ok()?, day.parse().ok()?));
    }
    let parts: Vec<_> = rule.split('-').collect();
    match parts[..] {
        [month, day] => Some(Rule::Fixed(month.parse().ok()?, day.parse().ok()?)),
        [year, month, day] => Some(Rule::Once(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)),
        _ => None,
    }
}

/// The first words of all names, in lower case.
pub(super) fn first_words() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|name| first_word(name.name))
}

/// The longest name at `at`, and the atom after it.
pub(super) fn name(scan: &Scan, at: usize) -> Option<(u16, usize)> {
    if !scan.atom(at).named {
        return None;
    }
    let mut best: Option<(u16, usize)> = None;
    for &id in BY_FIRST_WORD.get(scan.word(at))? {
        let name = NAMES.get(usize::from(id))?;
        if let Some(to) = matches(scan, at, name.name).filter(|&to| best.is_none_or(|(_, best)| to > best)) {
            best = Some((id, to));
        }
    }
    best
}

/// Whether `name` stands at `at`: the atom after it. Apostrophes may be of any form.
fn matches(scan: &Scan, at: usize, name: &str) -> Option<usize> {
    let mut i = at;
    for word in name.split(' ') {
        let mut rest = word;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix(['\'', '-', '.']) {
                let mark = rest.as_bytes().first().copied()?;
                if scan.symbol(i, mark) {
                    i += 1;
                } else if mark != b'.' {
                    return None;
                }
                rest = after;
                continue;
            }
            let len = rest.find(['\'', '-', '.']).unwrap_or(rest.len());
            let (part, after) = rest.split_at(len);
            if !scan.surface(i).eq_ignore_ascii_case(part) {
                return None;
            }
            i += 1;
            rest = after;
        }
    }
    Some(i)
}

pub(super) fn find(scan: &Scan, at: usize) -> Option<Dated> {
    let (id, to) = name(scan, at)?;
    if let Rule::Once(year, month, day) = NAMES.get(usize::from(id))?.rule {
        let capital = scan.atom(at).capital;
        return Period::day(year, month, day).filter(|_| capital).map(|day| Dated::new(to, When::Whole(day)));
    }
    // Christmas Island, the Easter Rising
    let next = scan.atom(to);
    if scan.atom(at).capital && next.capital && next.class == Class::Other && !next.glued && to == at + 1 {
        return None;
    }
    let of = to + usize::from(scan.is_any(to, &["of", "in"]) || scan.symbol(to, b','));
    let year = year::year(scan, of, true).filter(|_| of == to || !scan.symbol(to, b',') || !scan.glued(of));
    if let Some(Dated { to: end, when: When::Whole(Period::Year(year)), .. }) = year
        && let Some(day) = day_in(id, year)
    {
        return Some(Dated::new(end, When::Whole(Period::Day(day))));
    }
    // Christmas two thousand nineteen
    if let Some((year, end)) = year::year_words(scan, to).filter(|&(_, end)| end >= scan.len())
        && let Some(day) = day_in(id, year)
    {
        return Some(Dated::new(end, When::Whole(Period::Day(day))));
    }
    Some(Dated::new(to, When::Bare(Field::Named(id))))
}

/// The name with index `id`.
pub(super) fn called(id: u16) -> &'static str {
    NAMES.get(usize::from(id)).map_or("", |name| name.name)
}

/// The day that `id` falls on in `year`, where it does.
pub(super) fn day_in(id: u16, year: i32) -> Option<Date> {
    ruled(&NAMES.get(usize::from(id))?.rule, year)
}

fn ruled(rule: &Rule, year: i32) -> Option<Date> {
    match *rule {
        Rule::Fixed(month, day) => date(year, month, day),
        Rule::Nth(month, n, day) => nth(year, month, n, day),
        Rule::Easter(days) => plus_days(easter(year)?, days.into()),
        Rule::Orthodox(days) => plus_days(orthodox_easter(year)?, days.into()),
        Rule::Thanksgiving(days) => plus_days(nth(year, 11, 4, 4)?, days.into()),
        Rule::Once(year, month, day) => date(year, month, day),
        Rule::Moved(ref rule, ref moves) => {
            let day = ruled(rule, year)?;
            let weekday = day.weekday().to_monday_one_offset() as u8;
            let days = moves.iter().find(|step| step.0 == weekday).map_or(0, |step| step.1);
            plus_days(day, days.into())
        }
        Rule::Feast(index, days) => plus_days(feast(index, year)?, days.into()),
    }
}

/// The `n`th weekday of a month, or from its end.
pub(super) fn nth(year: i32, month: u8, n: i8, day: u8) -> Option<Date> {
    date(year, month, 1)?.nth_weekday_of_month(n, weekday(day)).ok()
}

/// Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as u8, (n % 31 + 1) as u8)
}

/// Easter Sunday of the Orthodox churches, in the Gregorian calendar (Meeus).
fn orthodox_easter(year: i32) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let n = d + e + 114;
    let julian = date(year, (n / 31) as u8, (n % 31 + 1) as u8)?;
    plus_days(julian, i64::from(year / 100 - year / 400 - 2))
}

/// The day of a feast in `year`, where the table has it.
fn feast(index: u16, year: i32) -> Option<Date> {
    let feast = FEASTS.get(usize::from(index))?;
    let at = usize::try_from(year - feast.first).ok()?;
    let (month, day) = (*feast.days.get(at)?)?;
    date(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str) -> u16 {
        NAMES.iter().position(|entry| entry.name == name).unwrap() as u16
    }

    fn day(name: &str, year: i32) -> String {
        day_in(id(name), year).unwrap().to_string()
    }

    #[test]
    fn feasts_fall_on_their_days() {
        assert_eq!(day("easter", 2018), "2018-04-01");
        assert_eq!(day("easter", 2013), "2013-03-31");
        assert_eq!(day("good friday", 2024), "2024-03-29");
        assert_eq!(day("orthodox easter", 2018), "2018-04-08");
        assert_eq!(day("thanksgiving", 2013), "2013-11-28");
        assert_eq!(day("black friday", 2013), "2013-11-29");
        assert_eq!(day("memorial day", 2024), "2024-05-27");
        assert_eq!(day("christmas", 2024), "2024-12-25");
        assert_eq!(day("d-day", 2024), "1944-06-06");
        assert_eq!(day("islamic new year", 2018), "2018-09-11");
        assert_eq!(day("yom kippur", 2023), "2023-09-25");
        assert_eq!(day("chinese new year", 2020), "2020-01-25");
        assert_eq!(day("diwali", 2019), "2019-10-27");
        assert_eq!(day("dhanteras", 2019), "2019-10-25");
        assert_eq!(day("king's day", 2014), "2014-04-26"); // the 27th was a Sunday
        assert_eq!(day("king's day", 2015), "2015-04-27");
    }

    #[test]
    fn every_line_is_read() {
        let lines = |table: &str| table.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(NAMES.len(), lines(include_str!("../../data/en/timex-holidays.tsv")));
        assert_eq!(FEASTS.len(), lines(include_str!("../../data/en/timex-feasts.tsv")));
        assert!(FEASTS.iter().all(|feast| feast.days.iter().any(Option::is_some)));
    }
}
