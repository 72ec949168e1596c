//! Where the phenomena meet: at each atom the longest expression that any of them reads.

use super::expression::{Base, Clock, Field, Meaning, When};
use super::lexicon::{Class, Start};
use super::number;
use super::period::Unit;
use super::scan::Scan;
use super::{calendar, clock, decade, duration, named, relative, season, set, vague, weekday, year};

/// An expression between two atoms.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub from: usize,
    pub to: usize,
    pub meaning: Meaning,
    pub modifier: Option<&'static str>,
}

/// A date that a phenomenon read, and the atom after it.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub to: usize,
    pub when: When,
    pub modifier: Option<&'static str>,
}

impl Dated {
    pub(super) fn new(to: usize, when: When) -> Dated {
        Dated { to, when, modifier: None }
    }
}

/// How deep dates nest: `the end of the first week of March of last year`.
pub(super) const DEPTH: u8 = 4;

/// The expression that starts at `at`, the longest where several do.
pub(super) fn find(scan: &Scan, at: usize) -> Option<Found> {
    match scan.atom(at).opens {
        Start::No => return None,
        Start::Determiner => {
            let next = scan.atom(at + 1);
            let mark = matches!(next.class, Class::Symbol(mark) if mark != b'\'');
            if next.class == Class::Other && !next.named || mark {
                return None;
            }
        }
        Start::Yes => {}
    }
    let mut best: Option<Found> = None;
    let mut offer = |found: Option<Found>| {
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| found.to - found.from > best.to - best.from)
        {
            best = Some(found);
        }
    };
    offer(set::find(scan, at));
    offer(clock::find(scan, at));
    if let Some(dated) = dated(scan, at, DEPTH) {
        offer(Some(with_clock(scan, at, dated)));
    }
    offer(duration::find(scan, at).map(|found| in_days(scan, found)));
    offer(vague::find(scan, at));
    best
}

/// `in 3 days at 9 a.m.`: a day so far ahead, where a time of day follows.
fn in_days(scan: &Scan, found: Found) -> Found {
    let Meaning::Duration(amount) = &found.meaning else { return found };
    if !scan.is(found.from.wrapping_sub(1), "in") || !scan.is(found.to, "at") || amount.finest() != Unit::Day
    {
        return found;
    }
    let Some((time, to)) = clock::after(scan, found.to) else { return found };
    let when = When::Shift { base: Box::new(When::Base(Base::Created)), amount: amount.clone(), back: false };
    Found { to, meaning: Meaning::Time(Some(when), time), ..found }
}

/// The date that starts at `at`, with what modifies it before: `early March`, `the end of the year`. `depth` bounds how
/// deep others may stand inside.
pub(super) fn dated(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    if scan.atom(at).opens == Start::No {
        return None;
    }
    let depth = depth.checked_sub(1)?;
    let plain = point(scan, at, depth);
    let modified = modified(scan, at, depth);
    match (plain, modified) {
        (Some(a), Some(b)) if a.to >= b.to => Some(a),
        (_, Some(b)) => Some(b),
        (a, None) => a,
    }
}

/// `early`, `late`, `mid-`, `the end of` and a date: TIMEX3 `mod` START, MID, END.
fn modified(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let the = at + usize::from(scan.is_any(at, &["the", "its", "their"]));
    let very = the + usize::from(scan.is(the, "very"));
    let (modifier, mut to) = match scan.word(very) {
        "early" => (Some("START"), very + 1),
        "late" => (Some("END"), very + 1),
        "mid" | "middle" => (Some("MID"), very + 1),
        "beginning" | "start" | "outset" | "turn" => (Some("START"), very + 1),
        "end" => (Some("END"), very + 1),
        "latter" | "final" if scan.is(very + 1, "part") => (Some("END"), very + 2),
        "rest" | "remainder" => (None, very + 1),
        "earlier" | "later" if the == at => (None, very + 1),
        "about" | "around" | "approximately" | "roughly" | "circa" if the == at => (Some("APPROX"), very + 1),
        "ca" if the == at => (Some("APPROX"), scan.skip_point(very + 1)),
        "fiscal" | "financial" | "calendar" => {
            let to = very + 1 + usize::from(scan.is(very + 1, "year"));
            return year::year(scan, to, true).or_else(|| {
                let inner = dated(scan, very + 1, depth)?;
                Some(inner).filter(|_| very > at)
            });
        }
        _ => return None,
    };
    let word = scan.word(very);
    let noun = matches!(
        word,
        "beginning"
            | "start"
            | "outset"
            | "turn"
            | "end"
            | "rest"
            | "remainder"
            | "middle"
            | "latter"
            | "final"
    );
    if noun {
        if scan.is(to, "of") {
            to += 1;
        } else {
            return None;
        }
    } else if scan.symbol(to, b'-') && scan.glued(to) {
        to += 1;
    } else if matches!(word, "early" | "late" | "mid" | "later" | "earlier") {
        if scan.is(to, "part") && scan.is(to + 1, "of") {
            to += 2;
        } else if scan.is_any(to, &["in", "on"]) && word != "mid" {
            to += 1;
        }
    }
    let inner = dated(scan, to, depth).or_else(|| {
        // by end of year
        let Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)) =
            scan.class(to)
        else {
            return None;
        };
        let when = match unit {
            Unit::Day => When::Base(Base::Created),
            unit => When::Near { field: Field::Unit(unit), step: 0, base: Base::Context },
        };
        (noun && word == "end").then(|| Dated::new(to + 1, when))
    })?;
    if modifier == Some("APPROX") && !matches!(inner.when, When::Whole(_)) {
        return None;
    }
    // "The middle" of a day is no date of its own.
    if noun
        && word != "end"
        && matches!(inner.when, When::Base(_))
        && !matches!(scan.class(to), Class::Unit(_))
    {
        return None;
    }
    Some(Dated { modifier: inner.modifier.filter(|_| modifier.is_none()).or(modifier), ..inner })
}

/// The date that starts at `at`, without a modifier.
fn point(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let mut best: Option<Dated> = None;
    let mut offer = |dated: Option<Dated>| {
        if let Some(dated) = dated
            && best.as_ref().is_none_or(|best| dated.to > best.to)
        {
            best = Some(dated);
        }
    };
    offer(calendar::find(scan, at));
    offer(weekday::find(scan, at));
    offer(season::find(scan, at));
    offer(decade::find(scan, at));
    offer(named::find(scan, at));
    offer(relative::find(scan, at, depth));
    let best = best?;
    possessed(scan, &best).or_else(|| on_weekday(scan, &best)).or_else(|| Some(within(scan, best, depth)))
}

/// `two months from today on Tuesday`: the first such day of what is so far ahead.
fn on_weekday(scan: &Scan, ahead: &Dated) -> Option<Dated> {
    let When::Shift { base, amount, back: false } = &ahead.when else { return None };
    let Class::Weekday(day, false) = scan.class(ahead.to + 1) else { return None };
    let told = **base == When::Base(Base::Created) && amount.finest() >= Unit::Week;
    let when = When::In { field: Field::Weekday(day), of: Box::new(ahead.when.clone()) };
    (told && scan.is(ahead.to, "on")).then(|| Dated { to: ahead.to + 2, when, modifier: ahead.modifier })
}

/// `last year's fourth quarter`, `1988's first half`: a part of a year behind the year that has it. TimeML 1.2.1 takes the
/// whole noun phrase for one expression.
fn possessed(scan: &Scan, year: &Dated) -> Option<Dated> {
    let whole = match &year.when {
        When::Near { field: Field::Unit(unit), .. } => *unit == Unit::Year,
        When::Whole(period) => period.unit() == Unit::Year,
        _ => false,
    };
    if !whole || !scan.symbol(year.to, b'\'') || scan.surface(year.to + 1) != "s" {
        return None;
    }
    let part = season::part(scan, year.to + 2)?;
    Some(Dated {
        to: part.1,
        when: When::In { field: part.0, of: Box::new(year.when.clone()) },
        modifier: year.modifier,
    })
}

/// `Christmas two years ago`, `Monday two weeks ago`, `Thanksgiving in three years`.
fn beside(scan: &Scan, found: &Dated, field: Field, depth: u8) -> Option<Dated> {
    if !matches!(field, Field::Named(_) | Field::Weekday(_) | Field::Month(_)) {
        return None;
    }
    let when = |of: When| When::In { field, of: Box::new(of) };
    // Monday, two weeks from now
    let comma = match field {
        Field::Weekday(_) => scan.skip_comma(found.to),
        _ => found.to,
    };
    if let Some(outer) = relative::shifted(scan, comma, depth)
        && matches!(&outer.when, When::Shift { base, .. } if **base == When::Base(Base::Created))
    {
        return Some(Dated { to: outer.to, when: when(outer.when), modifier: found.modifier });
    }
    let ahead = duration::amount(scan, found.to + 1)
        .filter(|amount| scan.is(found.to, "in") && !amount.bare && amount.amount.unit() >= Unit::Week)?;
    let of = When::Shift { base: Box::new(When::Base(Base::Created)), amount: ahead.amount, back: false };
    Some(Dated { to: ahead.to, when: when(of), modifier: found.modifier })
}

/// `of last year`, `last year`, `of the same year` after a date that wants one.
fn within(scan: &Scan, found: Dated, depth: u8) -> Dated {
    let When::Bare(field) = found.when else { return found };
    if let Some(shifted) = beside(scan, &found, field, depth) {
        return shifted;
    }
    let of = scan.is_any(found.to, &["of", "in", "from"]);
    let comma = scan.symbol(found.to, b',');
    let at = found.to + usize::from(of || comma);
    if of && scan.is(found.to, "in") && matches!(field, Field::Weekday(_)) {
        return found;
    }
    let Some(outer) =
        relative::near(scan, at).or_else(|| (of && depth > 0).then(|| dated(scan, at, depth)).flatten())
    else {
        return found;
    };
    let unit = match &outer.when {
        When::Near { field: Field::Unit(unit), .. } => *unit,
        When::Whole(period) => period.unit(),
        When::Bare(Field::Month(_)) => Unit::Month,
        When::Bare(Field::Season(_)) => Unit::Season,
        _ => return found,
    };
    let fits = match field {
        Field::Weekday(_) => matches!(unit, Unit::Week),
        Field::DayOfMonth(_) => matches!(unit, Unit::Month),
        Field::Month(_)
        | Field::Day(..)
        | Field::Season(_)
        | Field::Quarter(_)
        | Field::Half(_)
        | Field::Named(_) => unit == Unit::Year,
        _ => false,
    };
    if fits {
        Dated { to: outer.to, when: When::In { field, of: Box::new(outer.when) }, modifier: found.modifier }
    } else {
        found
    }
}

/// A date with the time of day after it: `Tuesday at 6 p.m.`, `Thursday night`, `yesterday morning`.
fn with_clock(scan: &Scan, at: usize, dated: Dated) -> Found {
    // May/22 (Tue) 11:30
    let named = scan.symbol(dated.to, b'(')
        && matches!(scan.class(dated.to + 1), Class::Weekday(..))
        && scan.symbol(dated.to + 2, b')');
    let comma = if named { number::hyphen(scan, dated.to + 3) } else { scan.skip_comma(dated.to) };
    let day = is_day(&dated.when);
    let read = || {
        if !day {
            return None;
        }
        if let Some((part, to)) = clock::part_after(scan, dated.to) {
            // Wednesday evening next week
            if let (When::Bare(field @ Field::Weekday(_)), Some(outer)) =
                (&dated.when, relative::near(scan, to))
                && matches!(outer.when, When::Near { field: Field::Unit(Unit::Week), .. })
            {
                let when = When::In { field: *field, of: Box::new(outer.when) };
                return Some((when, part, outer.to));
            }
            if let Some((time, to)) = clock::after(scan, to) {
                return Some((dated.when.clone(), Clock { part: part.part, ..time }, to));
            }
            return Some((dated.when.clone(), part, to));
        }
        let (time, to) = clock::after(scan, comma)?;
        Some((dated.when.clone(), time, to))
    };
    match read() {
        Some((when, time, to)) => {
            Found { from: at, to, meaning: Meaning::Time(Some(when), time), modifier: dated.modifier }
        }
        None => {
            Found { from: at, to: dated.to, meaning: Meaning::Date(dated.when), modifier: dated.modifier }
        }
    }
}

/// Whether a date is a day, so that a time of day may follow.
pub(super) fn is_day(when: &When) -> bool {
    let field = |field: &Field| {
        matches!(
            field,
            Field::Day(..)
                | Field::DayOfMonth(_)
                | Field::Weekday(_)
                | Field::WeekdayDay(..)
                | Field::WeekdayOfMonth(..)
                | Field::Named(_)
                | Field::Unit(Unit::Day)
        )
    };
    match when {
        When::Whole(period) => period.unit() == Unit::Day,
        When::Either(..) => true,
        When::Bare(it)
        | When::Near { field: it, .. }
        | When::In { field: it, .. }
        | When::Nth { field: it, .. } => field(it),
        When::Shift { amount, .. } => amount.finest() == Unit::Day,
        When::Base(_) => true,
        When::Reference(_) | When::Then => false,
    }
}
