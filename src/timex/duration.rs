//! Lengths of time: `six months`, `4.5-hour`, `two and a half years`, `a decade`, `decades-long`, `the past three weeks`.
//!
//! Values `P6M`, `PT4.5H`, `PXY` where the number is left open (TimeML 1.2.1). Words that bound or soften the number
//! belong to the expression and give its `mod`: `more than three years`. Ages are annotated as lengths of time where they
//! carry a unit: `54-year-old`, `22 years old`.

use super::expression::{Amount, Meaning, Quantity};
use super::grammar::Found;
use super::lexicon::{Class, GROUPED};
use super::number;
use super::period::Unit;
use super::scan::Scan;

/// An amount of time and the atom after it.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    pub amount: Amount,
    pub to: usize,
    /// A bare plural: `years`.
    pub bare: bool,
    /// An article for a number: `a year`.
    pub article: bool,
}

pub(super) fn find(scan: &Scan, at: usize) -> Option<Found> {
    let found =
        |to, amount, modifier| Some(Found { from: at, to, meaning: Meaning::Duration(amount), modifier });
    if let Some((amount, to)) = recent(scan, at) {
        return found(to, amount, None);
    }
    if let (Class::Unit(unit), true) = (scan.class(at), is_compound(scan, at + 1)) {
        return found(at + 3, Amount::one(Quantity::Exact(1000), unit), None);
    }
    if let Class::Long(unit) = scan.class(at) {
        return found(at + 1, Amount::one(Quantity::Exact(1000), unit), None);
    }
    if let Some((amount, to)) = low_end(scan, at) {
        return found(to, amount, None);
    }
    // all day
    if let (true, Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year))) =
        (scan.is(at, "all"), scan.class(at + 1))
        && !scan.symbol(at + 2, b'-')
    {
        return found(at + 2, Amount::one(Quantity::Exact(1000), unit), None);
    }
    let (start, modifier) = modifier(scan, at);
    let measured = amount(scan, start)?;
    let mut to = measured.to;
    let unit = measured.amount.unit();
    if measured.bare {
        return bare(scan, at, start, &measured).and_then(|to| found(to, measured.amount, modifier));
    }
    // "a day" as a rate is a set; "a second" and "the second" are seldom times
    if measured.article && unit == Unit::Second {
        return None;
    }
    // Measures of other things: "10m", "a 2-minute warning" stays.
    if scan.symbol(to, b'-') && scan.glued(to) && scan.is(to + 1, "old") {
        to += 2;
    } else if scan.is(to, "old") {
        to += 1;
    } else if scan.is(to, "of") && scan.is(to + 1, "age")
        || scan.symbol(to, b'-') && scan.glued(to) && scan.is(to + 1, "long") && scan.glued(to + 1)
    {
        to += 2;
    } else if scan.symbol(to, b'-')
        && scan.glued(to)
        && scan.glued(to + 1)
        && matches!(scan.word(to + 1), "to")
    {
        return None;
    }
    found(to, measured.amount, modifier)
}

/// `-long`, `-old` at `at`: the unit before is an adjective, and an article before that belongs to the noun behind.
fn is_compound(scan: &Scan, at: usize) -> bool {
    scan.symbol(at, b'-') && scan.glued(at) && scan.is_any(at + 1, &["long", "old"]) && scan.glued(at + 1)
}

/// `60` in `between 60 and 90 days`: it takes its unit from the other end.
fn low_end(scan: &Scan, at: usize) -> Option<(Amount, usize)> {
    if !scan.is_any(at.wrapping_sub(1), &["between", "from"]) {
        return None;
    }
    let low = number::quantity(scan, at).filter(|low| matches!(low.quantity, Quantity::Exact(_)))?;
    if !scan.is_any(low.to, &["and", "to"]) {
        return None;
    }
    let high = part(scan, low.to + 1).filter(|high| !high.bare && !high.article)?;
    let &(_, unit) = high.amount.0.first()?;
    Some((Amount::one(low.quantity, unit), low.to))
}

/// `years` alone, where what stands before shows a length of time: `for years`, `decades-long`.
fn bare(scan: &Scan, at: usize, start: usize, measured: &Measured) -> Option<usize> {
    let to = measured.to;
    if scan.symbol(to, b'-') && scan.glued(to) && scan.is_any(to + 1, &["long", "old"]) {
        return Some(to + 2);
    }
    let before = scan.word_before(at);
    let lasting = matches!(
        before,
        "for"
            | "in"
            | "within"
            | "over"
            | "after"
            | "and"
            | "or"
            | "just"
            | "takes"
            | "take"
            | "took"
            | "many"
            | "been"
            | "through"
            | "than"
            | "of"
    );
    let unit = measured.amount.unit();
    let short = matches!(unit, Unit::Second | Unit::Weekend | Unit::Season | Unit::Quarter);
    let after_of =
        before == "of" && !matches!(scan.word_before(at.wrapping_sub(1)), "couple" | "dozens" | "hundreds");
    let joined =
        !matches!(before, "and" | "or") || matches!(scan.before(at.wrapping_sub(1)), Class::Units(_));
    (start == at && lasting && !short && !after_of && joined).then_some(to)
}

/// `the past three weeks`, `the next six months`, `the past week`, `the last few years`.
pub(super) fn recent(scan: &Scan, at: usize) -> Option<(Amount, usize)> {
    let the = scan.is_any(at, &["the", "these", "those", "its", "his", "her", "their", "our"]);
    let i = at + usize::from(the);
    let word = scan.word(i);
    // over the years
    if let (true, Class::Units(unit), "over") = (scan.is(at, "the"), scan.class(i), scan.word_before(at)) {
        return Some((Amount::one(Quantity::Vague(0), unit), i + 1));
    }
    if !matches!(
        word,
        "past"
            | "last"
            | "next"
            | "coming"
            | "previous"
            | "following"
            | "first"
            | "final"
            | "preceding"
            | "subsequent"
            | "ensuing"
            | "intervening"
            | "recent"
            | "opening"
            | "upcoming"
            | "prior"
    ) {
        return None;
    }
    // "will last six weeks" is the verb
    if word == "last" && !the && (scan.is(at.wrapping_sub(1), "to") || scan.before(at) == Class::Future) {
        return None;
    }
    let to = i + 1;
    // "for the last 3 months and 2 days ago": two
    let long = amount(scan, to);
    let ends = long.as_ref().is_some_and(|measured| scan.is(measured.to, "ago"));
    if let Some(measured) = if ends { part(scan, to) } else { long } {
        if measured.article {
            return None;
        }
        if measured.bare {
            let plain =
                the && matches!(
                    word,
                    "past"
                        | "last"
                        | "next"
                        | "coming"
                        | "following"
                        | "final"
                        | "preceding"
                        | "intervening"
                        | "first"
                        | "recent"
                ) || matches!(word, "recent" | "coming");
            return (plain && measured.amount.unit() >= Unit::Day).then_some((measured.amount, measured.to));
        }
        return Some((measured.amount, measured.to));
    }
    let unit = match scan.class(to) {
        Class::Unit(
            unit @ (Unit::Day
            | Unit::Week
            | Unit::Month
            | Unit::Year
            | Unit::Decade
            | Unit::Century
            | Unit::Hour
            | Unit::Quarter),
        ) => unit,
        _ => return None,
    };
    // "the past year" is the twelve months up to now; "last year" is a date, "over the last year" none.
    let lasting = scan.is_any(at.wrapping_sub(1), &["over", "within", "for", "during", "in", "throughout"]);
    let length = match word {
        "past" | "coming" => true,
        "next" => {
            unit >= Unit::Decade || lasting && unit != Unit::Quarter && !scan.is(at.wrapping_sub(1), "in")
        }
        "last" => {
            lasting && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)
        }
        _ => false,
    };
    (the && length && !scan.symbol(to + 1, b'-') && !scan.is(to + 1, "of"))
        .then(|| (Amount::one(Quantity::Exact(1000), unit), to + 1))
}

/// Words that bound or soften a number: the atom after them and the TIMEX3 `mod`.
pub(super) fn modifier(scan: &Scan, at: usize) -> (usize, Option<&'static str>) {
    let next = scan.word(at + 1);
    match (scan.word(at), next) {
        ("more", "than") => (at + 2, Some("MORE_THAN")),
        ("less", "than") => (at + 2, Some("LESS_THAN")),
        ("no" | "not", "more") if scan.is(at + 2, "than") => (at + 3, Some("EQUAL_OR_LESS")),
        ("no" | "not", "less") if scan.is(at + 2, "than") => (at + 3, Some("EQUAL_OR_MORE")),
        ("at", "least") => (at + 2, Some("EQUAL_OR_MORE")),
        ("at", "most") | ("up", "to") => (at + 2, Some("EQUAL_OR_LESS")),
        ("over", _) => (at + 1, Some("MORE_THAN")),
        ("under" | "nearly" | "almost", _) => (at + 1, Some("LESS_THAN")),
        ("about" | "around" | "approximately" | "roughly" | "some", _) => (at + 1, Some("APPROX")),
        ("just" | "only", "over") => (at + 2, Some("MORE_THAN")),
        ("just" | "only", "under") => (at + 2, Some("LESS_THAN")),
        _ => (at, None),
    }
}

/// The amount of time at `at`: `two years and three months`, `a 30-minute`, `a year and a half`, `years`.
pub(super) fn amount(scan: &Scan, at: usize) -> Option<Measured> {
    let first = part(scan, at)?;
    if first.bare {
        return Some(first);
    }
    let (mut parts, mut to) = (first.amount, first.to);
    for _ in 0..4 {
        let unit = parts.finest();
        // "3-week, three hundred days" are two
        let closed = first.article || scan.symbol(to.wrapping_sub(2), b'-');
        let comma = if closed { to } else { scan.skip_comma(to) };
        let next = comma + usize::from(scan.is(comma, "and"));
        if scan.is(next, "a") && scan.is(next + 1, "half") || scan.is(next, "half") && next > comma {
            // a year and a half
            let end = next + if scan.is(next, "half") { 1 } else { 2 };
            if next > comma
                && !matches!(scan.class(end), Class::Unit(_) | Class::Units(_))
                && !scan.symbol(end, b'-')
                && !scan.is_any(end, &["a", "of", "the"])
                && let Some((Quantity::Exact(n), _)) = parts.0.last_mut()
            {
                *n += 500;
                to = end;
            }
            break;
        }
        // 1 hour and thirty
        if let (Unit::Hour, Class::Number(n @ 1..=59, _) | Class::Cardinal(n @ 1..=59)) =
            (unit, scan.class(next))
            && next + 1 >= scan.len()
        {
            parts.0.push((Quantity::Exact(u64::from(n) * 1000), Unit::Minute));
            to = next + 1;
            break;
        }
        let Some(more) = part(scan, next).filter(|more| !more.bare && (!more.article || next > comma)) else {
            break;
        };
        let finer =
            more.amount.unit() < unit && matches!(more.amount.0.first(), Some((Quantity::Exact(_), _)));
        let of_days = (unit.of_clock() || unit >= Unit::Day)
            && parts.0.iter().all(|part| matches!(part.0, Quantity::Exact(_)));
        if !finer || !of_days {
            break;
        }
        parts.0.extend(more.amount.0);
        to = more.to;
    }
    Some(Measured { amount: parts, to, bare: false, article: first.article })
}

/// A unit of one letter close to its number, where what stands beside shows that it is one: `5m ago`, `1h 20m`.
fn letter(scan: &Scan, at: usize) -> Option<Unit> {
    let unit = |at: usize| match scan.surface(at) {
        "h" => Some(Unit::Hour),
        "m" => Some(Unit::Minute),
        "s" => Some(Unit::Second),
        "d" => Some(Unit::Day),
        "w" => Some(Unit::Week),
        "y" => Some(Unit::Year),
        "H" | "D" | "W" | "Y" if scan.is(at.wrapping_sub(2), "lasted") => match scan.surface(at) {
            "H" => Some(Unit::Hour),
            "D" => Some(Unit::Day),
            "W" => Some(Unit::Week),
            _ => Some(Unit::Year),
        },
        _ => None,
    };
    let fraction = scan.surface(at) == "h" && scan.symbol(at.wrapping_sub(2), b'/');
    // 45m and 30" alone
    if at == 1 && scan.len() == 2 && scan.glued(at) && matches!(scan.class(0), Class::Number(..)) {
        match scan.surface(at) {
            "\"" | "s" => return Some(Unit::Second),
            "'" | "m" => return Some(Unit::Minute),
            _ => {}
        }
    }
    let found = unit(at).filter(|_| scan.glued(at) || fraction)?;
    let numbered = |at: usize| matches!(scan.class(at), Class::Number(..));
    // for 3h, in 2d
    let led = scan.is_any(at.wrapping_sub(2), &["in", "for", "within"]);
    let lasting = scan.is(at.wrapping_sub(2), "lasted");
    let introduced =
        (lasting || led && matches!(found, Unit::Hour | Unit::Day)) && numbered(at.wrapping_sub(1));
    let spelt = numbered(at + 1) && matches!(scan.class(at + 2), Class::UnitShort(next) if next < found);
    let finer =
        |at: usize| numbered(at) && unit(at + 1).is_some_and(|next| next < found) && scan.glued(at + 1);
    let second = numbered(at.wrapping_sub(3)) && unit(at.wrapping_sub(2)).is_some_and(|first| first > found);
    let moved = scan.is_any(at + 1, &["ago", "later", "earlier"])
        || scan.is(at + 1, "from") && scan.is(at + 2, "now");
    (moved || fraction || introduced || spelt || finer(at + 1) || second).then_some(found)
}

/// One number and its unit.
fn part(scan: &Scan, at: usize) -> Option<Measured> {
    let class = scan.class(at);
    if let Class::Units(unit) = class {
        return Some(Measured {
            amount: Amount::one(Quantity::Vague(0), unit),
            to: at + 1,
            bare: true,
            article: false,
        });
    }
    // single-day
    if let (true, true, Class::Unit(unit)) =
        (scan.is(at, "single"), scan.symbol(at + 1, b'-'), scan.class(at + 2))
    {
        return Some(Measured {
            amount: Amount::one(Quantity::Exact(1000), unit),
            to: at + 3,
            bare: false,
            article: false,
        });
    }
    if let Class::Unit(_) = class {
        return None;
    }
    if scan.is_any(at, &["a", "one"]) && scan.is(at + 1, "fortnight") || scan.is(at, "fortnight") {
        let to = at + 1 + usize::from(!scan.is(at, "fortnight"));
        return Some(Measured {
            amount: Amount::one(Quantity::Exact(2000), Unit::Week),
            to,
            bare: false,
            article: false,
        });
    }
    if let Class::Number(n, digits) = class {
        // "$1,000 days" and "A380-800 hours" are none; a year before a unit is one.
        let money = scan.glued(at)
            && matches!(scan.before(at), Class::Symbol(b'$' | b'#' | 0 | b'.' | b':') | Class::Other);
        if money
            || digits == 4 && (1900..=2100).contains(&n) && matches!(scan.class(at + 1), Class::Unit(_))
            || digits > 9 && digits != GROUPED
        {
            return None;
        }
    }
    let counted = number::quantity(scan, at)?;
    let article = counted.to == at + 1 && scan.is_any(at, &["a", "an"]);
    if article && matches!(scan.class(at + 1), Class::Unit(_)) && is_compound(scan, at + 2) {
        return None;
    }
    let mut to = number::hyphen(scan, counted.to);
    if scan.is_any(
        to,
        &[
            "more",
            "additional",
            "straight",
            "consecutive",
            "successive",
            "full",
            "whole",
            "long",
            "trading",
            "business",
            "working",
            "calendar",
            "entire",
            "good",
            "mere",
            "single",
            "other",
            "of",
            "further",
            "extra",
        ],
    ) && (!scan.is(to, "of") || matches!(scan.word(at), "dozens"))
        && matches!(scan.class(to + 1), Class::Unit(_) | Class::Units(_))
    {
        to += 1;
    }
    if let Some(unit) = letter(scan, to) {
        let amount = Amount::small(counted.quantity, unit);
        return Some(Measured { amount, to: to + 1, bare: false, article: false });
    }
    let unit = match scan.class(to) {
        Class::Unit(unit) => unit,
        // "a months-long"
        Class::Units(_) if article && !scan.is_any(to + 1, &["ago", "from"]) => return None,
        Class::Units(unit) => unit,
        Class::UnitShort(unit)
            if !article
                || scan.is(at.wrapping_sub(1), "in")
                || scan.is_any(to + 1, &["ago", "before", "later", "earlier"]) =>
        {
            let end = scan.skip_point(to + 1);
            let end = if end >= scan.len() { to + 1 } else { end };
            return Some(Measured {
                amount: Amount::small(counted.quantity, unit),
                to: end,
                bare: false,
                article,
            });
        }
        // in 1 mon
        Class::Weekday(1, true)
            if !scan.atom(to).capital
                && (scan.is_any(to + 1, &["ago", "later", "earlier"])
                    || scan.is(at.wrapping_sub(1), "in")) =>
        {
            Unit::Month
        }
        Class::Ordinal(2) if counted.quantity == Quantity::Exact(1000) && !article => Unit::Second,
        _ => return None,
    };
    // "three quarters of it", "the team's five seasons"
    let fraction = unit == Unit::Quarter
        && !scan.is_any(at.wrapping_sub(1), &["last", "past", "next", "previous"])
        && (matches!(counted.quantity, Quantity::Exact(1000 | 3000)) && to == counted.to
            || scan.is(to + 1, "of"));
    if fraction || unit == Unit::Season {
        return None;
    }
    if matches!(unit, Unit::Weekend) && matches!(scan.class(to), Class::Unit(_)) && article {
        return None;
    }
    Some(Measured { amount: Amount::small(counted.quantity, unit), to: to + 1, bare: false, article })
}
