//! Dates of the calendar: `March 4, 2025`, `4 March`, `March 2025`, `2025-03-04`, `3/4/2025`, `2025`, `480 BC`.
//!
//! The value is as fine as the words: a month without a day is `2025-03` (TimeML 1.2.1, TIMEX3 `value`). Month and day
//! without a year are left open for the anchor to settle.

use super::clock;
use super::expression::{Field, When, figures};
use super::grammar::Dated;
use super::lexicon::Class;
use super::number;
use super::period::{Period, Unit};
use super::range;
use super::relative;
use super::scan::Scan;
use super::year;

/// Words before a name of a month that show it is one.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "of",
    "by",
    "until",
    "till",
    "from",
    "to",
    "through",
    "between",
    "and",
    "during",
    "before",
    "after",
    "early",
    "late",
    "mid",
    "last",
    "this",
    "next",
    "each",
    "every",
    "around",
    "for",
    "or",
    "that",
    "previous",
    "following",
    "on",
    "or",
    "throughout",
    "the",
    "about",
    "over",
];

/// What makes a bare September 11 that of 2001.
const ATTACKS: &[&str] = &[
    "attack",
    "attacks",
    "terrorist",
    "terrorists",
    "terror",
    "hijackers",
    "hijacking",
    "hijackings",
    "commission",
    "Commission",
];

pub(super) fn find(scan: &Scan, at: usize) -> Option<Dated> {
    match scan.class(at) {
        Class::Month(..) => month(scan, at),
        Class::Number(..) => figured(scan, at),
        Class::Ordinal(_) | Class::Cardinal(_) => {
            ordinal_day(scan, at).or_else(|| year::year_in_words(scan, at))
        }
        Class::Symbol(b'\'') => short_year(scan, at),
        Class::Word if scan.is(at, "the") => match scan.class(at + 1) {
            Class::Number(..) | Class::Ordinal(_) | Class::Cardinal(_) => range::find(scan, at + 1)
                .or_else(|| ordinal_day(scan, at + 1))
                .or_else(|| day_month(scan, at + 1))
                .or_else(|| day_of_month(scan, at)),
            Class::Month(..) => None,
            _ if scan.is(at + 1, "year") => year::year(scan, at + 2, true),
            _ => None,
        },
        Class::Unit(Unit::Year) => year::year(scan, at + 1, true)
            .filter(|_| !scan.is_any(at.wrapping_sub(1), &["last", "next", "this"])),
        Class::Word if scan.is_any(at, &["ad", "bc"]) => match scan.class(at + 1) {
            Class::Number(n @ 1..=2100, 1..=4) if scan.is(at, "ad") && !scan.glued(at + 1) => {
                Some(Dated::new(at + 2, When::Whole(Period::Year(n as i32))))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The month whose name stands at `at`, and the atom after it with its full stop.
pub(super) fn month_name(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    let Class::Month(month, short) = scan.class(at) else { return None };
    let to = if short { scan.skip_point(at + 1) } else { at + 1 };
    Some((month, to))
}

/// `March`, `March 4`, `March 4, 2025`, `March 2025`, `March of 2025`.
fn month(scan: &Scan, at: usize) -> Option<Dated> {
    let (month, to) = month_name(scan, at)?;
    let digit_glued = scan.glued(to) && matches!(scan.class(to), Class::Number(..));
    let separator = |at: usize, mark: u8| scan.symbol(at, mark) && scan.glued(at) && scan.glued(at + 1);
    // Oct-26-2012, May/22
    let day_at = if separator(to, b'-') || separator(to, b'/') { to + 1 } else { to };
    let comma = scan.skip_comma(day_at);
    // "October, 2nd", and "October, 2" where nothing is counted
    let last = scan.len() <= comma + 2 && ends(scan, comma + 1);
    let beyond = last || number::ordinal(scan, comma).is_some();
    if let Some((day, after)) = day_number(scan, if beyond { comma } else { day_at })
        && !(digit_glued && scan.class(at) == Class::Month(5, false))
    {
        let from = scan.skip_comma(after);
        let dash = if separator(after, b'-') || separator(after, b'/') { after + 1 } else { from };
        let of = dash + usize::from(scan.is(dash, "of"));
        // "Aug. 9, 96" alone, but not "On Aug. 9, 96 people" and not "Aug. 9-10"
        let last =
            matches!(scan.class(dash + 1), Class::Symbol(b'.' | b')' | b';')) || dash + 1 >= scan.len();
        let short = dash > after && (day_at > to || from > after && last);
        if let Some((year, end)) = year_number(scan, of, short)
            && let Some(period) = Period::day(year, month, day)
        {
            return Some(Dated::new(end, When::Whole(period)));
        }
        // Jul 4 '18
        if let (true, Class::Symbol(b'\''), Class::Number(n, 2)) =
            (scan.glued(from + 1), scan.class(from), scan.class(from + 1))
            && let Some(period) = Period::day(two_digits(n), month, day)
        {
            return Some(Dated::new(from + 2, When::Whole(period)));
        }
        if (month, day) == (9, 11) && ATTACKS.contains(&scan.surface(after)) {
            return Period::day(2001, 9, 11).map(|day| Dated::new(after, When::Whole(day)));
        }
        if real(month, day) {
            let when = range::year_beyond_day(scan, after).and_then(|year| Period::day(year, month, day));
            return Some(Dated::new(after, when.map_or(When::Bare(Field::Day(month, day)), When::Whole)));
        }
    }
    // september thirteen nineteen seventy-two
    if let Class::Cardinal(1..=31) = scan.class(day_at)
        && let Some((day @ 1..=31, after)) = number::words(scan, day_at)
        && let Some((year, end)) = year::year_words(scan, after)
        && let Some(period) = Period::day(year, month, day as u8)
    {
        return Some(Dated::new(end, When::Whole(period)));
    }
    // the 4th after the month's name: "May the 4th"
    if scan.is(to, "the")
        && let Some((day, after)) = number::ordinal(scan, to + 1).filter(|&(day, _)| real(month, day))
    {
        return Some(Dated::new(after, When::Bare(Field::Day(month, day))));
    }
    let of = to + usize::from(scan.is(to, "of") || scan.symbol(to, b','));
    let of = if separator(to, b'-') || separator(to, b'/') { to + 1 } else { of };
    if let Some((year, end)) = year_number(scan, of, false)
        && (!scan.symbol(to, b',') || in_range(year))
    {
        // Aug 2012 10th
        if let Class::Number(day @ 1..=31, 1..=2) = scan.class(end)
            && number::is_ordinal_ending(scan, end + 1)
            && let Some(period) = Period::day(year, month, day as u8)
        {
            return Some(Dated::new(end + 2, When::Whole(period)));
        }
        return Period::month(year, month).map(|period| Dated::new(end, When::Whole(period)));
    }
    let quoted = to + usize::from(scan.is(to, "of"));
    if let (Class::Symbol(b'\''), Class::Number(n, 2)) = (scan.class(quoted), scan.class(quoted + 1)) {
        return Period::month(two_digits(n), month).map(|period| Dated::new(quoted + 2, When::Whole(period)));
    }
    if let Some(year) =
        range::year_beyond_month(scan, to).filter(|_| bare_month(scan, at, to) || scan.symbol(to, b'-'))
    {
        return Period::month(year, month).map(|period| Dated::new(to, When::Whole(period)));
    }
    bare_month(scan, at, to).then(|| Dated::new(to, When::Bare(Field::Month(month))))
}

/// Whether the month's name at `at` stands for a month where no day or year is beside it: not `May` the verb, not
/// `March on Washington`, not `June Smith`.
fn bare_month(scan: &Scan, at: usize, to: usize) -> bool {
    let Class::Month(month, short) = scan.class(at) else { return false };
    let of_year = || {
        let year = relative::near(scan, to + usize::from(scan.is(to, "of")));
        matches!(year, Some(Dated { when: When::Near { field: Field::Unit(Unit::Year), .. }, .. }))
    };
    let introduced = BEFORE_MONTH.contains(&scan.word_before(at))
        || matches!(scan.before(at), Class::Ordinal(_) | Class::Month(..))
        || scan.before(at) == Class::Symbol(b'-')
        || scan.before(at) == Class::Symbol(b'/');
    if !scan.atom(at).capital {
        // `may`, `march` and `august` are other words; so is a name cut short.
        return match month {
            5 => scan.is_any(at.wrapping_sub(1), &["in", "last", "next", "early", "late", "since", "of"]),
            // "may march" is the verb
            3 | 8 => {
                introduced
                    && (!scan.is(at.wrapping_sub(1), "may") || scan.atom(at.wrapping_sub(1)).capital)
                    && !scan.is_any(
                        at.wrapping_sub(1),
                        &[
                            "to", "the", "and", "or", "that", "on", "each", "every", "last", "about", "for",
                            "this",
                        ],
                    )
            }
            _ => !short || introduced || of_year(),
        };
    }
    let next = scan.atom(to);
    let name_follows = next.capital && next.class == Class::Other && !scan.symbol(to, b',');
    let by = scan.is(at.wrapping_sub(1), "by")
        || scan.is_any(at.wrapping_sub(1), &["and", "to", "the", "of", "or", "for", "from", "about", "that"]);
    match month {
        _ if short => introduced && !name_follows || of_year(),
        5 => {
            introduced
                && !(by && name_follows)
                && !scan.is_any(at.wrapping_sub(1), &["that", "the", "and", "or", "to"])
                || introduced
                    && !name_follows
                    && scan.before(at.wrapping_sub(1)) != Class::Other
                    && scan.is_any(at.wrapping_sub(1), &["and", "or", "to"])
                    && matches!(scan.before(at.wrapping_sub(1)), Class::Month(..))
        }
        3 | 4 | 6 | 8 if name_follows => introduced && !by,
        3 => {
            introduced && !scan.is(at.wrapping_sub(1), "the")
                || !scan.is_any(to, &["on", "of", "for", "to", "in", "through"])
        }
        4 | 6 | 8 => {
            let previous = at
                .checked_sub(1)
                .map(|at| scan.atom(at))
                .filter(|atom| atom.capital && atom.class == Class::Other);
            introduced || previous.is_none()
        }
        _ => true,
    }
}

/// A day of a month in figures or words at `at`, and the atom after it.
fn day_number(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    match scan.class(at) {
        Class::Number(n @ 1..=31, 1..=2) => {
            if number::is_ordinal_ending(scan, at + 1) {
                return Some((n as u8, at + 2));
            }
            let next = at + 1;
            // A clock, a decimal, a percentage, or a count: "March 4:30", "March 4.5 million".
            let inner = |mark| {
                scan.symbol(next, mark)
                    && scan.glued(next)
                    && scan.glued(next + 1)
                    && matches!(scan.class(next + 1), Class::Number(..))
            };
            let counted = matches!(scan.class(next), Class::Scale(_)) || scan.symbol(next, b'%');
            let letters = scan.glued(next) && scan.class(next) == Class::Other;
            let meridiem = clock_follows(scan, next);
            (!inner(b':') && !inner(b'.') && !counted && !letters && !meridiem).then_some((n as u8, next))
        }
        Class::Ordinal(_) | Class::Cardinal(20 | 30) => {
            number::ordinal(scan, at).filter(|&(day, _)| day <= 31)
        }
        _ => None,
    }
}

fn clock_follows(scan: &Scan, at: usize) -> bool {
    scan.is_any(at, &["am", "pm"])
        || scan.symbol(at + 1, b'.')
            && scan.glued(at + 1)
            && matches!(scan.surface(at), "a" | "p")
            && matches!(scan.surface(at + 2), "m")
}

/// A year in figures at `at`, and the atom after it; two digits only where `short` allows.
fn year_number(scan: &Scan, at: usize, short: bool) -> Option<(i32, usize)> {
    match scan.class(at) {
        Class::Number(n @ 1..=9999, digits @ 1..=4) => {
            if let Some(to) = era(scan, at + 1) {
                return Some((if to.1 { 1 - n as i32 } else { n as i32 }, to.0));
            }
            // the years of the Buddha
            if digits == 4 && (2400..=2700).contains(&n) && scan.surface(at + 1) == "BE" {
                return Some((n as i32 - 543, at + 2));
            }
            let decimal = scan.symbol(at + 1, b'.')
                && scan.glued(at + 2)
                && matches!(scan.class(at + 2), Class::Number(..));
            let clock = scan.symbol(at + 1, b':')
                && scan.glued(at + 1)
                && matches!(scan.class(at + 2), Class::Number(..));
            let plural = scan.glued(at + 1) && !matches!(scan.class(at + 1), Class::Symbol(_));
            if decimal || plural || clock && digits < 4 {
                return None;
            }
            match digits {
                4 if (1000..=2999).contains(&n) => Some((n as i32, at + 1)),
                2 if short => Some((two_digits(n), at + 1)),
                _ => None,
            }
        }
        Class::Cardinal(_) | Class::Scale(_) => {
            // "March fifth, two thousand people"
            let counted = scan.before(at) == Class::Symbol(b',');
            let spoken = matches!(scan.class(at), Class::Cardinal(17..=19));
            year::year_words(scan, at).filter(|_| spoken || !counted)
        }
        _ => None,
    }
}

/// `BC` or `B.C.` at `at`: the atom after it and whether it is before Christ.
pub(super) fn era(scan: &Scan, at: usize) -> Option<(usize, bool)> {
    match scan.word(at) {
        "bc" | "bce" => return Some((at + 1, true)),
        "ad" | "ce" => return Some((at + 1, false)).filter(|_| scan.atom(at).capital),
        _ => {}
    }
    let dotted = |first: &str, second: &str| {
        scan.surface(at) == first
            && scan.symbol(at + 1, b'.')
            && scan.glued(at + 1)
            && scan.surface(at + 2) == second
            && scan.glued(at + 2)
    };
    let end = || if scan.symbol(at + 3, b'.') && scan.glued(at + 3) { at + 4 } else { at + 3 };
    match () {
        () if dotted("B", "C") => Some((end(), true)),
        () if dotted("A", "D") => Some((end(), false)),
        () => None,
    }
}

/// Two digits as a year: up to 49 of this century.
pub(super) fn two_digits(n: u32) -> i32 {
    if n < 50 { 2000 + n as i32 } else { 1900 + n as i32 }
}

fn in_range(year: i32) -> bool {
    (1000..=2100).contains(&year)
}

/// Whether some year has the day.
fn real(month: u8, day: u8) -> bool {
    Period::day(2024, month, day).is_some()
}

/// What starts with digits: `2025-03-04`, `3/4/2025`, `4 March 2025`, `2025`.
fn figured(scan: &Scan, at: usize) -> Option<Dated> {
    if scan.glued(at)
        && (scan.before(at) == Class::Other
            || scan.before(at) == Class::Symbol(b'.')
                && matches!(scan.before(at.wrapping_sub(1)), Class::Number(..)))
    {
        return None;
    }
    // 32/13/2012 is no date, and the last of it no year
    let figure = |at: usize| matches!(scan.class(at), Class::Number(_, 1..=2));
    if scan.glued(at)
        && scan.symbol(at.wrapping_sub(1), b'/')
        && scan.symbol(at.wrapping_sub(3), b'/')
        && figure(at.wrapping_sub(2))
        && figure(at.wrapping_sub(4))
    {
        return None;
    }
    range::find(scan, at)
        .or_else(|| run_together(scan, at))
        .or_else(|| parted(scan, at))
        .or_else(|| day_month(scan, at))
        .or_else(|| ordinal_day(scan, at))
        .or_else(|| year::year(scan, at, false))
}

/// A day in eight digits, as agencies and files have it: `19980206`.
fn run_together(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Number(n, 8) = scan.class(at) else { return None };
    let close = |at: usize| scan.glued(at) && !matches!(scan.class(at), Class::Symbol(b'.' | b',' | b')'));
    if scan.glued(at) && !scan.symbol(at.wrapping_sub(1), b'(')
        || close(at + 1)
        || scan.class(at + 1) == Class::Other
    {
        return None;
    }
    let year = (n / 10_000) as i32;
    let (month, day) = ((n / 100 % 100) as u8, (n % 100) as u8);
    let plausible = (1900..=2100).contains(&year);
    Period::day(year, month, day).filter(|_| plausible).map(|day| Dated::new(at + 1, When::Whole(day)))
}

/// Figures parted by `-`, `/` or `.`: `2025-03-04`, `3/4/2025`, `23.04.2022`, `2014/10`, `31-Oct-74`.
fn parted(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Number(first, digits) = scan.class(at) else { return None };
    let mark = match scan.class(at + 1) {
        Class::Symbol(mark @ (b'-' | b'/' | b'.')) => mark,
        _ => return None,
    };
    let wide = mark == b'/' && !scan.glued(at + 1) && !scan.glued(at + 2);
    let close = scan.glued(at + 1) && scan.glued(at + 2);
    if !(wide || close)
        || scan.glued(at)
            && matches!(scan.before(at), Class::Symbol(b'-' | b'/' | b'.' | b'$' | b'#'))
            && !(mark == b'-' && scan.before(at.wrapping_sub(1)) == Class::Other)
    {
        return None;
    }
    let more = scan.symbol(at + 3, mark) && scan.glued(at + 3) != wide;
    // A fourth part: a number of a telephone, a version, an address.
    let tail = at + if more { 5 } else { 3 };
    if matches!(scan.class(tail), Class::Symbol(b'-' | b'/' | b'.'))
        && scan.glued(tail)
        && scan.glued(tail + 1)
        && matches!(scan.class(tail + 1), Class::Number(..))
    {
        return None;
    }
    if let Class::Month(month, _) = scan.class(at + 2) {
        let Class::Number(last, count) = scan.class(at + 4) else { return None };
        if !more {
            return None;
        }
        let (year, day) = match (digits, count) {
            (4, 1..=2) => (first as i32, last),
            (1..=2, 4) => (last as i32, first),
            (1..=2, 2) => (two_digits(last), first),
            _ => return None,
        };
        return Period::day(year, month, u8::try_from(day).ok()?)
            .map(|day| Dated::new(at + 5, When::Whole(day)));
    }
    let Class::Number(second, count) = scan.class(at + 2) else { return None };
    // 23-2020-September, 2020-23-September
    if let (true, Class::Month(month, _)) = (more, scan.class(at + 4)) {
        let (year, day) = if digits == 4 { (first, second) } else { (second, first) };
        return (digits + count > 4)
            .then(|| Period::day(year as i32, month, u8::try_from(day).ok()?))?
            .map(|day| Dated::new(at + 5, When::Whole(day)));
    }
    // 9/2012
    if let (b'/', 1..=12, 1900..=2100, 4, false, true) = (mark, first, second, count, more, close) {
        return Period::month(second as i32, first as u8).map(|month| Dated::new(at + 3, When::Whole(month)));
    }
    if count > 2
        || scan.symbol(tail, b'%')
        || scan.glued(tail) && scan.class(tail) == Class::Other && !scan.surface(tail).starts_with('T')
    {
        return None;
    }
    let second = u8::try_from(second).ok()?;
    if digits == 4 && (1000..=2999).contains(&first) {
        if more {
            let Class::Number(third, 1..=2) = scan.class(at + 4) else { return None };
            return Period::day(first as i32, second, u8::try_from(third).ok()?)
                .map(|day| Dated::new(at + 5, When::Whole(day)));
        }
        return (mark != b'.' && count == 2)
            .then(|| Period::month(first as i32, second))?
            .map(|month| Dated::new(at + 3, When::Whole(month)));
    }
    let first = u8::try_from(first).ok().filter(|_| digits <= 2)?;
    if more {
        let Class::Number(third, size) = scan.class(at + 4) else { return None };
        let year = match size {
            4 if (1000..=2999).contains(&third) => third as i32,
            2 if mark == b'/' || digits == 2 && count == 2 => two_digits(third),
            _ => return None,
        };
        // full stops are written where days go first
        let (first, second) = if mark == b'.' && Period::day(year, second, first).is_some() {
            return Period::day(year, second, first).map(|day| Dated::new(at + 5, When::Whole(day)));
        } else {
            (first, second)
        };
        return figures(year, first, second).map(|when| Dated::new(at + 5, when));
    }
    // Month and day alone: only with a slash, and not a fraction or a score.
    let attacks = match mark {
        b'/' => !scan.is_any(at.wrapping_sub(1), &["on", "by", "until", "next"]),
        b'-' => scan.is_any(at.wrapping_sub(1), &["after", "since", "before", "of", "post", "pre"]),
        _ => false,
    };
    if attacks && (first, second) == (9, 11) {
        // the attacks of 2001, which have the day for their name
        return Period::day(2001, 9, 11).map(|day| Dated::new(at + 3, When::Whole(day)));
    }
    let slash =
        |at: usize| scan.symbol(at, b'/') && matches!(scan.class(at + 1), Class::Number(1..=31, 1..=2));
    let ranged = scan.is(at.wrapping_sub(1), "from")
        && (scan.symbol(at + 3, b'-') || scan.is_any(at + 3, &["to", "until", "till", "through"]))
        && slash(at + 5)
        || scan.is(at.wrapping_sub(5), "from")
            && slash(at.wrapping_sub(3))
            && (scan.symbol(at.wrapping_sub(1), b'-')
                || scan.is_any(at.wrapping_sub(1), &["to", "until", "till", "through"]));
    let week = scan.is(at.wrapping_sub(1), "of") && scan.is_any(at.wrapping_sub(2), &["week", "weekend"]);
    let known = first == 9 && second == 11
        || week
        || ranged
        || scan.is_any(at.wrapping_sub(1), &["on", "until", "next", "this", "since", "by"])
        || matches!(scan.before(at - usize::from(scan.symbol(at.wrapping_sub(1), b','))), Class::Weekday(..))
        || scan.symbol(at + 3, b'(') && matches!(scan.class(at + 4), Class::Weekday(..))
        || scan.len() <= 6 && (wide || at == 0);
    (mark == b'/' && known && real(first, second))
        .then(|| Dated::new(at + 3, When::Bare(Field::Day(first, second))))
}

/// `4 March`, `4th of March, 2025`, `31 Oct '74`.
fn day_month(scan: &Scan, at: usize) -> Option<Dated> {
    let (day, mut to) = match scan.class(at) {
        Class::Number(n @ 1..=31, 1..=2) => {
            (n as u8, if number::is_ordinal_ending(scan, at + 1) { at + 2 } else { at + 1 })
        }
        _ => return None,
    };
    if scan.is(to, "day") {
        to += 1;
    }
    if scan.is(to, "of") {
        to += 1;
    }
    if scan.symbol(to, b'-') && scan.glued(to) && scan.glued(to + 1) {
        to += 1;
    }
    with_month(scan, day, to)
}

/// `fourth of July`, `the 18th of October 1950`, `second of march`.
fn ordinal_day(scan: &Scan, at: usize) -> Option<Dated> {
    let (day, to) = number::ordinal(scan, at).filter(|&(day, _)| day <= 31)?;
    let to = to + usize::from(scan.is(to, "day"));
    if let Some(dated) =
        day_of_near_month(scan, day, to).filter(|_| matches!(scan.class(at), Class::Number(..)))
    {
        return Some(dated);
    }
    let to = to + usize::from(scan.is(to, "of"));
    with_month(scan, day, to)
}

/// The month at `at` and the year after it, for `day`.
fn with_month(scan: &Scan, day: u8, at: usize) -> Option<Dated> {
    let (month, to) = month_name(scan, at)?;
    if !scan.atom(at).capital
        && matches!(month, 3 | 5)
        && scan.class(to) == Class::Other
        && !scan.is(at.wrapping_sub(1), "of")
    {
        return None; // "the 15 may resign"
    }
    let after = scan.skip_comma(to);
    let after = after + usize::from(scan.is(after, "of"));
    let after = after + usize::from(scan.symbol(after, b'-') && scan.glued(after) && scan.glued(after + 1));
    let quoted = after + usize::from(scan.symbol(after, b'\''));
    let short = after == to
        && !matches!(scan.class(quoted + 1), Class::Symbol(b':'))
        && !clock_follows(scan, quoted + 1)
        || quoted > after;
    if let Some((year, end)) = year_number(scan, quoted, short) {
        // A count that follows: "4 March 30 people".
        let counted = scan.class(quoted).ne(&Class::Number(0, 0))
            && matches!(scan.class(quoted), Class::Number(_, 2))
            && scan.class(end) == Class::Other
            && !scan.atom(end).capital;
        if !counted {
            return Period::day(year, month, day).map(|period| Dated::new(end, When::Whole(period)));
        }
    }
    let beyond = range::year_beyond_day(scan, to).and_then(|year| Period::day(year, month, day));
    let when = beyond.map_or(When::Bare(Field::Day(month, day)), When::Whole);
    real(month, day).then(|| Dated::new(to, when))
}

/// `the 18th` and nothing after it that it could count.
fn day_of_month(scan: &Scan, the: usize) -> Option<Dated> {
    let (day, to) = number::ordinal(scan, the + 1).filter(|&(day, _)| (1..=31).contains(&day))?;
    let figures = matches!(scan.class(the + 1), Class::Number(..));
    if scan.is_any(to, &["of"])
        && scan.is_any(to + 1, &["the", "this", "that", "each", "every"])
        && matches!(scan.class(to + 2), Class::Unit(Unit::Month))
    {
        return Some(Dated::new(to + 3, When::Bare(Field::DayOfMonth(day))))
            .filter(|_| scan.is_any(to + 1, &["the", "this"]));
    }
    if let Some(dated) = day_of_near_month(scan, day, to) {
        return Some(dated);
    }
    let introduced = scan
        .is_any(the.wrapping_sub(1), &["on", "by", "until", "till", "from", "through", "since"])
        || scan.is(the.wrapping_sub(1), "for") && scan.len() <= SHORT;
    let timed = scan.is(to, "at") && clock::after(scan, to).is_some();
    ((figures || day > 12) && introduced && (ends(scan, to) || timed))
        .then(|| Dated::new(to, When::Bare(Field::DayOfMonth(day))))
}

/// The atoms of a line that is spoken to a listener rather than read.
const SHORT: usize = 14;

/// Whether a clause or the text ends at `at`.
fn ends(scan: &Scan, at: usize) -> bool {
    at >= scan.len() || matches!(scan.class(at), Class::Symbol(b'.' | b',' | b';' | b')' | b'!' | b'?'))
}

/// `of next month` at `at`, for `day`.
fn day_of_near_month(scan: &Scan, day: u8, at: usize) -> Option<Dated> {
    let month = relative::near(scan, at + 1).filter(|_| scan.is(at, "of"))?;
    let whole = matches!(month.when, When::Near { field: Field::Unit(Unit::Month), .. });
    let when = When::In { field: Field::DayOfMonth(day), of: Box::new(month.when) };
    whole.then(|| Dated::new(month.to, when))
}

/// `'82` where it must be a year: not a quotation mark with a number behind it.
fn short_year(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Number(n, 2) = scan.class(at + 1) else { return None };
    let close = scan.glued(at + 1) && !scan.glued(at);
    let introduced = scan.is_any(
        at.wrapping_sub(1),
        &[
            "in", "since", "of", "by", "from", "until", "summer", "winter", "spring", "fall", "the",
            "before", "after", "to",
        ],
    ) || matches!(scan.before(at), Class::Season(_));
    let ends = !scan.glued(at + 2) || matches!(scan.class(at + 2), Class::Symbol(b'.' | b',' | b';' | b')'));
    (close && introduced && ends).then(|| Dated::new(at + 2, When::Bare(Field::ShortYear(n as u8))))
}
