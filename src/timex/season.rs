//! Seasons, quarters and halves of a year: `the summer of 1969`, `autumn`, `the fourth quarter`, `Q3 2024`.
//!
//! Values `2024-SU`, `2024-Q4`, `2024-H1` (TimeML 1.2.1, TIMEX3 `value`). A winter has the year it begins in.

use super::calendar;
use super::expression::{Base, Field, When};
use super::grammar::Dated;
use super::lexicon::Class;
use super::number;
use super::period::{Period, Unit};
use super::scan::Scan;
use super::year;

pub(super) fn find(scan: &Scan, at: usize) -> Option<Dated> {
    season(scan, at)
        .or_else(|| quarter(scan, at))
        .or_else(|| quarter_code(scan, at))
        .or_else(|| coded(scan, at))
        .or_else(|| week(scan, at))
}

/// `week 10 of 2019`, `calendar week 12`, `week 10` where nothing stands before it: weeks as ISO 8601 counts them. Others
/// count the weeks of a season or a trial.
fn week(scan: &Scan, at: usize) -> Option<Dated> {
    let sure = scan.is(at, "calendar");
    let name = at + usize::from(sure);
    let Class::Number(n @ 1..=53, 1..=2) = scan.class(name + 1) else { return None };
    if !scan.is(name, "week") || scan.glued(name + 2) && !matches!(scan.class(name + 2), Class::Symbol(_)) {
        return None;
    }
    let to = name + 2;
    let of = scan.skip_comma(to + usize::from(scan.is(to, "of")));
    let (of, end) = match year::year(scan, of, of > to).or_else(|| super::relative::near(scan, of)) {
        Some(Dated { to, when: year @ When::Whole(Period::Year(_)), .. }) => (year, to),
        Some(Dated { to, when: year @ When::Near { field: Field::Unit(Unit::Year), .. }, .. }) => (year, to),
        _ if sure || at == 0 && !scan.atom(at).capital => {
            (When::Near { field: Field::Unit(Unit::Year), step: 0, base: Base::Created }, to)
        }
        _ => return None,
    };
    Some(Dated::new(end, When::Nth { n: n as i8, field: Field::Unit(Unit::Week), of: Box::new(of) }))
}

fn season(scan: &Scan, at: usize) -> Option<Dated> {
    // 1982 summer
    if let Class::Number(year @ 1800..=2100, 4) = scan.class(at) {
        let Class::Season(season) = scan.class(at + 1) else { return None };
        let next = scan.atom(at + 2);
        let games = scan.atom(at + 1).capital && next.capital;
        return (!games && !scan.is(at + 1, "fall"))
            .then(|| Dated::new(at + 2, When::Whole(Period::Season(year as i32, season))));
    }
    let the = usize::from(scan.is(at, "the"));
    let i = at + the;
    let Class::Season(season) = scan.class(i) else { return None };
    let to = i + 1;
    let of = to + usize::from(scan.is(to, "of"));
    // winter 2017-2018
    if let (Class::Number(first @ 1500..=2100, 4), true, Class::Number(last, 4)) =
        (scan.class(of), scan.symbol(of + 1, b'-') && scan.glued(of + 1), scan.class(of + 2))
        && last == first + 1
    {
        return Some(Dated::new(of + 3, When::Whole(Period::Season(first as i32, season))));
    }
    if let Some(Dated { to: end, when: When::Whole(Period::Year(year)), .. }) = year::year(scan, of, of > to)
    {
        // winter 2010-11: the season has the year that it begins in
        let end = if scan.symbol(end, b'-')
            && matches!(scan.class(end + 1), Class::Number(_, 2))
            && scan.glued(end + 1)
        {
            end + 2
        } else {
            end
        };
        return Some(Dated::new(end, When::Whole(Period::Season(year, season))));
    }
    if let (Class::Symbol(b'\''), Class::Number(n, 2)) = (scan.class(of), scan.class(of + 1)) {
        return Some(Dated::new(of + 2, When::Whole(Period::Season(calendar::two_digits(n), season))));
    }
    let atom = scan.atom(i);
    let next = scan.atom(to);
    let before = scan.word_before(i);
    let capital_before = i
        .checked_sub(1)
        .map(|at| scan.atom(at))
        .is_some_and(|atom| atom.capital && atom.class == Class::Other);
    if atom.capital && (next.capital && !scan.symbol(to, b',') || capital_before) {
        return None;
    }
    let introduced = matches!(
        before,
        "in" | "this"
            | "last"
            | "next"
            | "during"
            | "early"
            | "late"
            | "mid"
            | "since"
            | "by"
            | "until"
            | "every"
            | "each"
            | "that"
            | "the"
            | "throughout"
    ) || before == "of" && scan.is(i.wrapping_sub(2), "end");
    let word = scan.word(i);
    // "fall" and "spring" are more often something else.
    let clear = match word {
        "fall" => {
            matches!(before, "in" | "this" | "last" | "next" | "early" | "late" | "during" | "since")
                || before == "the"
                    && matches!(scan.word_before(at), "in" | "during" | "by")
                    && !scan.is_any(to, &["of", "in", "from"])
        }
        "spring" => {
            introduced && !(before == "the" && scan.is_any(to, &["of"])) || scan.class(to) == Class::PastVerb
        }
        _ => true,
    };
    let of_year = || {
        super::relative::near(scan, to + 1)
            .is_some_and(|outer| matches!(outer.when, When::Near { field: Field::Unit(Unit::Year), .. }))
    };
    (clear && (!scan.is(to, "of") || of_year()) || scan.is(to, "of") && introduced && of_year())
        .then(|| Dated::new(to, When::Bare(Field::Season(season))))
}

/// What halves of a year are told of.
const BUSINESS: &[&str] = &[
    "profit",
    "profits",
    "earnings",
    "results",
    "sales",
    "revenue",
    "revenues",
    "loss",
    "losses",
    "net",
    "income",
    "dividend",
    "figures",
    "report",
    "growth",
    "turnover",
    "output",
    "production",
];

/// A part of a year behind the year: `fourth quarter`, `first half`, `summer`, `March`.
pub(super) fn part(scan: &Scan, at: usize) -> Option<(Field, usize)> {
    match scan.class(at) {
        Class::Season(season) => return Some((Field::Season(season), at + 1)),
        Class::Month(..) => {
            return calendar::month_name(scan, at).map(|(month, to)| (Field::Month(month), to));
        }
        _ => {}
    }
    let (n, to) = match scan.word(at) {
        "final" => (4, at + 1),
        _ => number::ordinal(scan, at)?,
    };
    let to = number::hyphen(scan, to);
    let field = match n {
        1..=4 if scan.is(to, "quarter") => Field::Quarter(n),
        1..=2 if scan.is(to, "half") => Field::Half(n),
        _ => return None,
    };
    Some((field, to + 1))
}

/// `the fourth quarter`, `the first half of 2008`, `fourth-quarter`, `the fiscal third quarter`.
fn quarter(scan: &Scan, at: usize) -> Option<Dated> {
    let the = usize::from(scan.is(at, "the"));
    let i = at + the + usize::from(scan.is_any(at + the, &["fiscal", "financial"]));
    let (n, to) = match scan.word(i) {
        "final" | "last" => (4, i + 1),
        "latter" => (2, i + 1),
        _ => number::ordinal(scan, i)?,
    };
    let close = number::hyphen(scan, to);
    let short = matches!(scan.class(close), Class::UnitShort(Unit::Quarter));
    if scan.is(close, "quarter") || short {
        let end = close + 1;
        if scan.is(i, "last") && !scan.is(end, "of") || n == 0 || n > 4 {
            return None;
        }
        let fiscal = usize::from(scan.is_any(end + 1, &["fiscal", "financial"]));
        let of = end + usize::from(scan.is(end, "of"));
        if let Some(Dated { to, when: When::Whole(Period::Year(year)), .. }) =
            year::year(scan, of + fiscal, of > end)
        {
            return Some(Dated::new(to, When::Whole(Period::Quarter(year, n))));
        }
        // third quarter last year
        let near = super::relative::near(scan, end).filter(|year| {
            matches!(year.when, When::Near { field: Field::Unit(Unit::Year), base: Base::Created, .. })
        });
        if let Some(year) = near {
            let when = When::In { field: Field::Quarter(n), of: Box::new(year.when) };
            return Some(Dated::new(year.to, when));
        }
        let sport = ["goal", "touchdown", "lead", "score"].contains(&scan.surface(end));
        return (!sport
            && (the == 1
                || at == 0 && end >= scan.len()
                || i > at
                || close > to
                || scan.is_any(at.wrapping_sub(1), &["in", "its", "for", "s", "their"])
                || scan.surface(at.wrapping_sub(1)) == "s"
                || scan.is(end, "of")))
        .then(|| Dated::new(end, When::Bare(Field::Quarter(n))));
    }
    if scan.is(close, "half") && (1..=2).contains(&n) {
        let end = close + 1;
        let of = end + usize::from(scan.is(end, "of"));
        let n = if scan.is(i, "last") || scan.is(i, "final") { 2 } else { n };
        if let Some(Dated { to, when: When::Whole(Period::Year(year)), .. }) = year::year(scan, of, of > end)
        {
            return Some(Dated::new(to, When::Whole(Period::Half(year, n))));
        }
        // "first-half profit"; in sports it is a part of a game
        let business = (end..end + 3).any(|at| BUSINESS.contains(&scan.surface(at)));
        if business && close > to {
            return Some(Dated::new(end, When::Bare(Field::Half(n))));
        }
        let near = super::relative::near(scan, of).or_else(|| {
            (scan.is(of, "the") && scan.is(of + 1, "year")).then(|| {
                Dated::new(
                    of + 2,
                    When::Near { field: Field::Unit(Unit::Year), step: 0, base: Base::Context },
                )
            })
        });
        if let (true, Some(outer)) = (of > end, near)
            && matches!(outer.when, When::Near { field: Field::Unit(Unit::Year), .. })
        {
            return Some(Dated::new(outer.to, When::In { field: Field::Half(n), of: Box::new(outer.when) }));
        }
    }
    None
}

/// `Q4 2009`, `2009 Q4`, `2009-Q1`.
fn quarter_code(scan: &Scan, at: usize) -> Option<Dated> {
    let code = |at: usize| match scan.class(at + 1) {
        Class::Number(n @ 1..=4, 1) if matches!(scan.surface(at), "Q" | "q") && scan.glued(at + 1) => {
            Some(n as u8)
        }
        Class::Number(n @ 1..=2, 1) if scan.surface(at) == "H" && scan.glued(at + 1) => Some(n as u8 + 4),
        _ => None,
    };
    let whole = |year: u32, n: u8| {
        When::Whole(if n > 4 { Period::Half(year as i32, n - 4) } else { Period::Quarter(year as i32, n) })
    };
    if let Class::Number(year @ 1900..=2100, 4) = scan.class(at) {
        let next = parted(scan, at + 1);
        return code(next).map(|n| Dated::new(next + 2, whole(year, n)));
    }
    None
}

/// `at`, or what comes after the mark that parts a quarter from its year there.
fn parted(scan: &Scan, at: usize) -> usize {
    at + usize::from(matches!(scan.class(at), Class::Symbol(b'-' | b'/')))
}

/// `Q4`, `Q4 2009`, `Q4/2009`, `H1 2019`, `FY2018`.
fn coded(scan: &Scan, at: usize) -> Option<Dated> {
    // FY2018, FY 2018
    if scan.surface(at) == "FY" {
        if let Class::Number(n, 2) = scan.class(at + 1) {
            return Some(Dated::new(at + 2, When::Whole(Period::Year(calendar::two_digits(n)))));
        }
        return year::year(scan, at + 1, true);
    }
    // 2H 2019
    if let (Class::Number(n @ 1..=2, 1), "H", true, Class::Number(year @ 1900..=2100, 4)) =
        (scan.class(at), scan.surface(at + 1), scan.glued(at + 1), scan.class(at + 2))
    {
        return Some(Dated::new(at + 3, When::Whole(Period::Half(year as i32, n as u8))));
    }
    let Class::Number(n @ 1..=4, 1) = scan.class(at + 1) else { return None };
    if let ("H", true, 1..=2, Class::Number(year @ 1900..=2100, 4)) =
        (scan.surface(at), scan.glued(at + 1), n, scan.class(at + 2))
    {
        return Some(Dated::new(at + 3, When::Whole(Period::Half(year as i32, n as u8))));
    }
    if !matches!(scan.surface(at), "Q" | "q") || !scan.glued(at + 1) {
        return None;
    }
    let of = parted(scan, at + 2 + usize::from(scan.is(at + 2, "of")));
    if let Class::Number(year @ 1900..=2100, 4) = scan.class(of) {
        return Some(Dated::new(of + 1, When::Whole(Period::Quarter(year as i32, n as u8))));
    }
    Some(Dated::new(at + 2, When::Bare(Field::Quarter(n as u8))))
}
