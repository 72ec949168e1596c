//! Years: `2019`, `in 1853`, `the year 2008`, `480 BC`, `two thousand fifteen`; and the numbers that are none.
//!
//! TimeML 1.2.1 gives a year four digits. A number of four digits is one where the words beside it allow it: not a count, a
//! sum, a flight or a law.

use super::calendar::{era, month_name};
use super::expression::When;
use super::grammar::Dated;
use super::lexicon::{Class, GROUPED};
use super::number;
use super::period::Period;
use super::range;
use super::scan::Scan;

/// Words before a number that is no year.
const NUMBERED: &[&str] = &[
    "Flight",
    "flight",
    "Route",
    "Highway",
    "Interstate",
    "Resolution",
    "resolution",
    "Windows",
    "Office",
    "Section",
    "section",
    "Article",
    "article",
    "Room",
    "room",
    "Page",
    "page",
    "Chapter",
    "Bill",
    "Order",
    "Regulation",
    "Model",
    "Boeing",
    "Airbus",
    "Block",
    "Number",
    "number",
    "Apollo",
    "Channel",
    "Directive",
    "Unit",
];

/// A year alone. `sure` where a word before it says that it is one.
pub(super) fn year(scan: &Scan, at: usize, sure: bool) -> Option<Dated> {
    let Class::Number(n, digits) = scan.class(at) else { return None };
    if digits == GROUPED || n == 0 || n > 9999 {
        return None;
    }
    if let Some((to, before)) = era(scan, at + 1) {
        let n = n as i32;
        return Some(Dated::new(to, When::Whole(Period::Year(if before { 1 - n } else { n }))));
    }
    if digits != 4 || !(1000..=2999).contains(&n) {
        return None;
    }
    let whole = || {
        let to = year_and_month(scan, at + 1);
        Some(
            year_month_day(scan, n as i32, at + 1).unwrap_or(Dated::new(to, when_of(scan, n as i32, at + 1))),
        )
    };
    let next = scan.atom(at + 1);
    let glued = next.glued;
    if glued
        && matches!(next.class, Class::Other | Class::UnitShort(_) | Class::Word | Class::Symbol(b'%' | b'$'))
    {
        return None;
    }
    // A decimal, a clock, a telephone number.
    let number_after = matches!(scan.class(at + 2), Class::Number(..)) && scan.glued(at + 2);
    if glued && number_after && matches!(next.class, Class::Symbol(b'.' | b':' | b'/')) {
        return None;
    }
    let before = scan.before(at);
    let close = scan.glued(at);
    if matches!(before, Class::Symbol(b'$' | b'#' | b'+' | b'@' | b'.' | b'&')) && close
        || matches!(before, Class::Symbol(0)) && close && is_currency(scan, at - 1)
    {
        return None;
    }
    if close
        && before == Class::Symbol(b'-')
        && !matches!(scan.before(at - 1), Class::Number(_, 4) | Class::Month(..))
        && !scan.is_any(at.wrapping_sub(2), &["mid", "pre", "post", "late", "early"])
    {
        return None;
    }
    // 138-2020-2015
    if close
        && before == Class::Symbol(b'-')
        && scan.glued(at - 1)
        && scan.symbol(at.wrapping_sub(3), b'-')
        && matches!(scan.before(at.wrapping_sub(3)), Class::Number(..))
    {
        return None;
    }
    if glued && next.class == Class::Symbol(b'-') && scan.glued(at + 2) {
        let range = scan.is(at + 2, "present");
        let phone = matches!(scan.class(at + 2), Class::Number(m, 4) if !(1000..=2999).contains(&m))
            || matches!(scan.class(at + 2), Class::Number(_, 2)) && scan.symbol(at + 3, b'-');
        if !range && !matches!(scan.class(at + 2), Class::Other | Class::Word | Class::Month(..)) || phone {
            return None;
        }
    }
    if matches!(next.class, Class::Units(_) | Class::Scale(_) | Class::Symbol(b'%'))
        || scan.is_any(at + 1, &["gmt", "utc", "hrs"])
        || scan.is(at + 1, "hours")
    {
        return None;
    }
    if let (Class::Symbol(b'-'), Class::Number(other, 2)) = (next.class, scan.class(at + 2))
        && !range::is_short(n, other)
        && !matches!(scan.class(at + 3), Class::Month(..))
    {
        return None;
    }
    if matches!(before, Class::Number(..)) && !scan.symbol(at.wrapping_sub(1), b',') {
        return None;
    }
    if sure {
        return whole();
    }
    if NUMBERED.contains(&scan.surface(at.wrapping_sub(1)))
        || matches!(scan.surface(at + 1), "Index" | "index" | "series")
    {
        return None;
    }
    if scan.is(at.wrapping_sub(1), "than") && scan.is_any(at.wrapping_sub(2), &["later", "earlier"]) {
        return whole();
    }
    // 1988's record
    let owns = next.class == Class::Symbol(b'\'') && scan.surface(at + 2) == "s" && scan.glued(at + 2);
    if owns && (1800..=2100).contains(&n) {
        return whole();
    }
    let word = scan.word_before(at);
    let plausible = (1400..=2100).contains(&n);
    let counted = next.class == Class::Other && !next.capital && !glued && is_plural(scan.surface(at + 1));
    if matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "circa"
            | "throughout"
            | "year"
            | "before"
            | "after"
            | "by"
            | "last"
    ) {
        return (plausible || matches!(word, "in" | "since" | "early" | "late" | "circa"))
            .then(whole)?
            .filter(|_| !counted || matches!(word, "in" | "since") && !is_people(scan.surface(at + 1)));
    }
    if !plausible {
        return None;
    }
    match word {
        "about" | "around" | "approximately" | "roughly" | "nearly" | "almost" | "over" | "under"
        | "than" | "some" | "least" | "up" => {
            let ends = next.class != Class::Other || next.capital;
            (matches!(word, "about" | "around") && ends && (1700..=2100).contains(&n)).then(whole)?
        }
        "the" | "its" | "his" | "her" | "their" | "of" | "from" | "to" | "through" | "between" | "and"
        | "for" | "or" | "a" | "an" => {
            let counts = n < 1900
                && next.class == Class::Other
                && !next.capital
                && !matches!(word, "the" | "its" | "his");
            let range = (1700..=2100).contains(&n) && !counts;
            let fits = !counted
                || matches!(word, "the" | "its" | "his" | "her" | "their")
                    && !is_people(scan.surface(at + 1));
            (range && fits).then(whole)?
        }
        _ => {
            let marked = scan.symbol(at.wrapping_sub(1), b'(') && (!glued || scan.symbol(at + 1, b')'));
            let from = if marked { 1500 } else { 1800 };
            let adjective = matches!(next.class, Class::Other) && !next.capital && n < 1900;
            ((from..=2100).contains(&n) && !counted && !adjective).then(whole)?
        }
    }
}

/// The month written after a year: `2017 april`.
fn year_and_month(scan: &Scan, at: usize) -> usize {
    match month_name(scan, at) {
        Some((_, to))
            if !matches!(scan.class(to), Class::Number(..))
                && (!scan.is(at, "may") || scan.atom(at).capital) =>
        {
            to
        }
        _ => at,
    }
}

/// The month and day written after a year: `2016 Nov 7`.
fn year_month_day(scan: &Scan, year: i32, at: usize) -> Option<Dated> {
    let (month, to) = month_name(scan, at).filter(|&(month, _)| {
        let verb = matches!(month, 3 | 5) || scan.class(at) == Class::Month(8, false);
        scan.atom(at).capital || !verb
    })?;
    let Class::Number(day @ 1..=31, 1..=2) = scan.class(to) else { return None };
    if number::is_ordinal_ending(scan, to + 1) {
        return Period::day(year, month, day as u8).map(|day| Dated::new(to + 2, When::Whole(day)));
    }
    let ends = !scan.glued(to + 1) || matches!(scan.class(to + 1), Class::Symbol(b'.' | b',' | b';' | b')'));
    let day = Period::day(year, month, day as u8)?;
    ends.then(|| Dated::new(to + 1, When::Whole(day)))
}

fn when_of(scan: &Scan, year: i32, at: usize) -> When {
    let month = month_name(scan, at)
        .filter(|&(_, to)| year_and_month(scan, at) == to)
        .and_then(|(month, _)| Period::month(year, month));
    When::Whole(month.unwrap_or(Period::Year(year)))
}

fn is_currency(scan: &Scan, at: usize) -> bool {
    matches!(scan.surface(at), "£" | "€" | "¥" | "¢" | "#")
}

fn is_plural(word: &str) -> bool {
    if matches!(word, "levels" | "elections" | "figures" | "prices" | "sales" | "standards" | "results") {
        return false; // what a year is told of
    }
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") || is_people(word)
}

fn is_people(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "men"
            | "women"
            | "children"
            | "troops"
            | "soldiers"
            | "jobs"
            | "workers"
            | "employees"
            | "feet"
            | "metres"
            | "meters"
            | "miles"
            | "kilometres"
            | "kilometers"
            | "km"
            | "tons"
            | "tonnes"
            | "pounds"
            | "dollars"
            | "euros"
            | "victims"
            | "deaths"
            | "homes"
            | "houses"
            | "civilians"
            | "students"
            | "passengers"
            | "units"
            | "points"
            | "members"
            | "residents"
            | "refugees"
            | "casualties"
            | "prisoners"
            | "votes"
            | "shares"
            | "hours"
    )
}

/// A year in words: `two thousand fifteen`, `nineteen seventy-two`.
pub(super) fn year_in_words(scan: &Scan, at: usize) -> Option<Dated> {
    let (year, to) = year_words(scan, at)?;
    // Alone, or introduced: "in nineteen seventy-two"; "two thousand people" is none.
    let introduced = scan.is_any(at.wrapping_sub(1), &["in", "since", "of", "year"]);
    let ends = to >= scan.len() || matches!(scan.class(to), Class::Symbol(b'.' | b','));
    let alone = at == 0 && to >= scan.len() && to >= at + 3;
    (introduced && ends && to >= at + 2 || alone).then(|| Dated::new(to, When::Whole(Period::Year(year))))
}

pub(super) fn year_words(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    let (n, to) = number::words(scan, at)?;
    if n >= 1000 {
        return i32::try_from(n).ok().filter(|n| (1000..=2999).contains(n)).map(|n| (n, to));
    }
    let century @ 11..=20 = n else { return None };
    let (rest, end) = number::words(scan, number::hyphen(scan, to))?;
    (10..=99).contains(&rest).then_some(((century * 100 + rest) as i32, end))
}
