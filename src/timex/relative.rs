//! Dates told from another date: `today`, `last year`, `the previous month`, `two weeks ago`, `three days later`, `the
//! day after tomorrow`.
//!
//! TimeML 1.2.1: what is told from the time of writing takes the document creation time for anchor (`anchorTimeID`),
//! what is told from the story (`later`, `the next day`) the date mentioned before. A value is as fine as the unit that
//! is counted: `two years ago` is a year.

use super::duration;
use super::expression::{Amount, Base, Field, Quantity, When};
use super::grammar::{self, Dated};
use super::lexicon::Class;
use super::number;
use super::period::Unit;
use super::scan::Scan;
use super::{calendar, named, weekday};

pub(super) fn find(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let mut best: Option<Dated> = None;
    let mut offer = |dated: Option<Dated>| {
        if let Some(dated) = dated
            && best.as_ref().is_none_or(|best| dated.to > best.to)
        {
            best = Some(dated);
        }
    };
    offer(deictic(scan, at));
    offer(near(scan, at));
    offer(shifted(scan, at, depth));
    offer(day_beside(scan, at, depth));
    offer(nth(scan, at, depth));
    offer(lone_unit(scan, at));
    offer(unit_end(scan, at));
    offer(unit_of(scan, at, depth));
    offer(weekday_by(scan, at, depth));
    offer(to_date(scan, at));
    best
}

/// `year to date`: the one under way.
fn to_date(scan: &Scan, at: usize) -> Option<Dated> {
    let the = at + usize::from(scan.is(at, "the"));
    let Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)) = scan.class(the) else {
        return None;
    };
    let close = |at: usize| number::hyphen(scan, at);
    let date = close(close(the + 1) + 1);
    let when = When::Near { field: Field::Unit(unit), step: 0, base: Base::Created };
    (scan.is(close(the + 1), "to") && scan.surface(date) == "date").then(|| Dated::new(date + 1, when))
}

/// `the Friday after Thanksgiving`, `the third Tuesday before Easter`, `the closest Monday to October 5`.
fn weekday_by(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let depth = depth.checked_sub(1)?;
    let i = at + usize::from(scan.is(at, "the"));
    let closest = matches!(scan.surface(i), "closest" | "nearest");
    let (n, name) = match number::ordinal(scan, i) {
        _ if closest => (1, i + 1),
        Some((n @ 1..=20, to)) => (i64::from(n), to),
        _ => (1, i),
    };
    let Class::Weekday(day, _) = scan.class(name) else { return None };
    // the last of the seven days that hold it, from the day it is told by
    let end = match scan.word(name + 1) {
        "to" if closest => 3,
        "after" | "following" if !closest => 7 * n,
        "before" if !closest => 6 - 7 * n,
        _ => return None,
    };
    let by = grammar::dated(scan, name + 2, depth).filter(|by| match &by.when {
        When::Whole(_) => grammar::is_day(&by.when),
        When::Bare(field) => matches!(field, Field::Named(_) | Field::Day(..)),
        _ => false,
    })?;
    let days = end - i64::from(day) + 1;
    let amount = Amount::one(Quantity::Exact(days.unsigned_abs() * 1000), Unit::Day);
    let of = shift(by.when, amount, days < 0);
    Some(Dated::new(by.to, When::In { field: Field::Weekday(day), of: Box::new(of) }))
}

/// `the week of Oct. 5`, `the weekend of July 4`: the one that holds the day.
fn unit_of(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let the = at + usize::from(scan.is(at, "the"));
    let Class::Unit(unit @ (Unit::Week | Unit::Weekend)) = scan.class(the) else { return None };
    let depth = depth.checked_sub(1).filter(|_| scan.is(the + 1, "of"))?;
    let day = grammar::dated(scan, the + 2, depth).filter(|dated| grammar::is_day(&dated.when))?;
    let when = When::In { field: Field::Unit(unit), of: Box::new(day.when) };
    Some(Dated::new(day.to, when))
}

/// `year-end`, `the year's end`, `month's end`: the period with `mod` END.
fn unit_end(scan: &Scan, at: usize) -> Option<Dated> {
    let the = at + usize::from(scan.is(at, "the"));
    // EOM
    let short = match scan.surface(the) {
        "EOD" | "eod" => Some(Unit::Day),
        "EOM" | "eom" => Some(Unit::Month),
        "EOY" | "eoy" => Some(Unit::Year),
        _ => None,
    };
    if let Some(unit) = short {
        let when = When::Near { field: Field::Unit(unit), step: 0, base: Base::Created };
        return Some(Dated { modifier: Some("END"), ..Dated::new(the + 1, when) });
    }
    let Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year)) = scan.class(the) else {
        return None;
    };
    let end = if scan.symbol(the + 1, b'-') && scan.glued(the + 1) {
        the + 2
    } else if scan.symbol(the + 1, b'\'') && scan.surface(the + 2) == "s" {
        the + 3
    } else {
        return None;
    };
    // "year-end rally" tells what kind it is, "by year-end" when
    let counted = scan.is_any(at.wrapping_sub(1), &["a", "an", "of"]) || scan.is(end + 1, "of");
    let when = When::Near { field: Field::Unit(unit), step: 0, base: Base::Context };
    (scan.is(end, "end") && !counted).then(|| Dated { modifier: Some("END"), ..Dated::new(end + 1, when) })
}

/// `today`, `yesterday`, `tomorrow, 13/04/2021`.
fn deictic(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Today(days) = scan.class(at) else { return None };
    // tomorrow, 13/04/2021
    let named = calendar::find(scan, at + 2).filter(|named| {
        scan.symbol(at + 1, b',')
            && matches!(scan.class(at + 2), Class::Number(..))
            && matches!(&named.when, When::Whole(_) | When::Either(..))
            && grammar::is_day(&named.when)
    });
    if named.is_some() {
        return named;
    }
    let when = match days {
        0 => When::Base(Base::Created),
        days => When::Near { field: Field::Unit(Unit::Day), step: days, base: Base::Created },
    };
    Some(Dated::new(at + 1, when))
}

/// `lastmonth`, as it is typed in haste.
fn run_together(scan: &Scan, at: usize) -> Option<Dated> {
    let word = scan.word(at);
    let (step, unit) = [("last", -1), ("this", 0), ("next", 1)]
        .into_iter()
        .find_map(|(which, step)| Some((step, word.strip_prefix(which)?)))?;
    let unit = match unit {
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        _ => return None,
    };
    Some(Dated::new(at + 1, When::Near { field: Field::Unit(unit), step, base: Base::Created }))
}

/// What can be last, this or next: a weekday, month, season, holiday, unit of the calendar.
pub(super) fn field(scan: &Scan, at: usize) -> Option<(Field, usize)> {
    if let Some((id, to)) = named::name(scan, at) {
        return Some((Field::Named(id), to));
    }
    match scan.class(at) {
        Class::Weekday(day, short) => {
            let to = if short { scan.skip_point(at + 1) } else { at + 1 };
            Some((Field::Weekday(day), to))
        }
        Class::Month(..) => calendar::month_name(scan, at).map(|(month, to)| (Field::Month(month), to)),
        Class::Season(season) => Some((Field::Season(season), at + 1)),
        Class::Unit(unit) if unit >= Unit::Day => Some((Field::Unit(unit), at + 1)),
        Class::UnitShort(unit) if unit >= Unit::Day => Some((Field::Unit(unit), at + 1)),
        _ => None,
    }
}

/// `last year`, `this week`, `next Tuesday`, `the previous month`, `that same day`, `the following spring`.
pub(super) fn near(scan: &Scan, at: usize) -> Option<Dated> {
    if let Some(together) = run_together(scan, at) {
        return Some(together);
    }
    let the = scan.is(at, "the");
    let mut i = at + usize::from(the);
    let word = scan.word(i);
    let (mut step, mut base) = match word {
        "last" | "past" => (-1, Base::Created),
        // in a story "this year" is the one told of
        "this" if matches!(scan.class(i + 1), Class::Unit(_)) => (0, Base::Context),
        "this" | "current" => (0, Base::Created),
        "next" if the => (1, Base::Narrative),
        "next" | "coming" | "upcoming" => (1, Base::Created),
        "previous" | "prior" | "preceding" => (-1, Base::Narrative),
        "following" | "subsequent" | "ensuing" => (1, Base::Narrative),
        "same" => (0, Base::Narrative),
        "that" if !the => (0, Base::Narrative),
        "entire" | "whole" | "full" if the => (0, Base::Context),
        // the one that figures have just come out for
        "latest"
            if matches!(
                scan.class(i + 1),
                Class::Unit(Unit::Quarter | Unit::Month | Unit::Week | Unit::Year)
            ) =>
        {
            (-1, Base::Created)
        }
        _ => return None,
    };
    i += 1;
    match (word, scan.word(i)) {
        ("this", "past" | "last") => (step, i) = (-1, i + 1),
        ("this", "coming" | "upcoming" | "next") => (step, i) = (1, i + 1),
        ("this", "same") => (base, i) = (Base::Narrative, i + 1),
        ("this", "current") => i += 1,
        ("that", "same") | ("that", "very") => i += 1,
        ("this", "week") if matches!(scan.class(i + 1), Class::Weekday(..)) => i += 1,
        ("last" | "next" | "past", "fiscal" | "financial" | "calendar" | "business" | "trading") => i += 1,
        ("this" | "current", "fiscal" | "financial" | "calendar") => i += 1,
        _ => {}
    }
    // last week's Sunday
    if scan.is_any(i, &["week"])
        && scan.symbol(i + 1, b'\'')
        && let Class::Weekday(day, _) = scan.class(i + 3)
    {
        let of = When::Near { field: Field::Unit(Unit::Week), step, base };
        return Some(Dated::new(i + 4, When::In { field: Field::Weekday(day), of: Box::new(of) }));
    }
    // next 5/12
    if let (Class::Number(..), true, "next" | "this" | "last", Some(dated)) =
        (scan.class(i), scan.symbol(i + 1, b'/'), word, calendar::find(scan, i))
        && let When::Bare(field @ Field::Day(..)) = dated.when
    {
        return Some(Dated::new(dated.to, When::Near { field, step, base }));
    }
    let (field, to) = field(scan, i)?;
    // before the weekend the upcoming one is this week's
    if field == Field::Unit(Unit::Weekend) && matches!(word, "coming" | "upcoming") {
        step = 0;
    }
    // "that May cause", "this March on Washington": bare "that" wants a unit.
    if word == "that" && !matches!(field, Field::Unit(_) | Field::Season(_) | Field::Weekday(_))
        || word == "same" && !matches!(field, Field::Unit(_)) && !the
    {
        return None;
    }
    if matches!(field, Field::Season(2)) && scan.is(i, "fall") && word == "this" && scan.is(to, "in") {
        return None;
    }
    if matches!(field, Field::Month(5)) && !scan.atom(i).capital && matches!(word, "this" | "that" | "the") {
        return None;
    }
    if let Field::Unit(Unit::Season | Unit::Half) = field {
        return None;
    }
    // "the past year" is a length of time, and so is "the last year" after "over"
    if the && matches!(field, Field::Unit(_)) && duration::recent(scan, at).is_some() {
        return None;
    }
    // next week on Tuesday
    if field == Field::Unit(Unit::Week) && base == Base::Created {
        let on = to + usize::from(scan.is(to, "on"));
        if let Class::Weekday(day, false) = scan.class(on) {
            let of = When::Near { field, step, base };
            return Some(Dated::new(on + 1, When::In { field: Field::Weekday(day), of: Box::new(of) }));
        }
    }
    // next month 18th
    if field == Field::Unit(Unit::Month)
        && base != Base::Narrative
        && matches!(scan.class(to), Class::Number(..))
        && let Some((day, end)) = number::ordinal(scan, to).filter(|&(day, _)| day <= 31)
    {
        let of = When::Near { field, step, base };
        return Some(Dated::new(end, When::In { field: Field::DayOfMonth(day), of: Box::new(of) }));
    }
    // last year's
    if matches!(field, Field::Weekday(_))
        && let Some((dated, end)) = weekday::with_day(scan, i)
    {
        return Some(Dated::new(end, dated));
    }
    // next month 18th, last year in March are not read
    if let Field::Month(month) = field {
        // "last March 4": a day of that month
        if let Class::Number(day @ 1..=31, 1..=2) = scan.class(to)
            && !scan.symbol(to + 1, b':')
            && super::period::date(2024, month, day as u8).is_some()
        {
            return Some(Dated::new(to + 1, When::Near { field: Field::Day(month, day as u8), step, base }));
        }
        // "this March 2019" is the month itself
        if let Some(Dated { to, when: when @ When::Whole(_), .. }) = calendar::find(scan, i) {
            return Some(Dated::new(to, when));
        }
    }
    if scan.is(to, "long") && scan.symbol(to.wrapping_sub(1), b'-') {
        return None;
    }
    Some(Dated::new(to, When::Near { field, step, base }))
}

/// `the year before`, `the week after next`, `the day after tomorrow`, `the day before Christmas`.
fn day_beside(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let i = at + usize::from(scan.is_any(at, &["the", "a"]));
    if let (Class::Weekday(day, false), "before", "last") =
        (scan.class(i), scan.word(i + 1), scan.word(i + 2))
    {
        let when = When::Near { field: Field::Weekday(day), step: -2, base: Base::Created };
        return Some(Dated::new(i + 3, when));
    }
    // Friday after next
    if let (Class::Weekday(day, false), "after", "next") = (scan.class(i), scan.word(i + 1), scan.word(i + 2))
    {
        let when = When::Near { field: Field::Weekday(day), step: 2, base: Base::Created };
        return Some(Dated::new(i + 3, when));
    }
    let Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year)) =
        scan.class(i)
    else {
        return None;
    };
    let (back, to) = match scan.word(i + 1) {
        "before" | "earlier" | "prior" | "previous" | "preceding" => (true, i + 2),
        "after" | "following" | "later" => (false, i + 2),
        _ => return None,
    };
    let step = if back { -1 } else { 1 };
    if scan.is_any(to, &["next"]) && !back {
        let when = When::Near { field: Field::Unit(unit), step: 2, base: Base::Created };
        return Some(Dated::new(to + 1, when));
    }
    if scan.is_any(to, &["last"])
        && back
        && !matches!(scan.class(to + 1), Class::Unit(_) | Class::Weekday(..))
    {
        let when = When::Near { field: Field::Unit(unit), step: -2, base: Base::Created };
        return Some(Dated::new(to + 1, when));
    }
    if unit == Unit::Day
        && depth > 0
        && !scan.is(at, "a")
        && let Some(inner) = grammar::dated(scan, to, depth).filter(|inner| grammar::is_day(&inner.when))
    {
        let amount = Amount::one(Quantity::Exact(1000), unit);
        return Some(Dated::new(inner.to, When::Shift { base: Box::new(inner.when), amount, back }));
    }
    // Alone: "the day before", not "the day before he left".
    let ends = matches!(scan.class(to), Class::Symbol(b'.' | b',' | b';' | b')' | b'-' | b'?' | b'!' | b':'))
        || to >= scan.len();
    let sure = matches!(scan.word(i + 1), "earlier" | "later" | "prior" | "previous");
    (at < i && (ends || sure) && !scan.is(at, "a"))
        .then(|| Dated::new(to, When::Near { field: Field::Unit(unit), step, base: Base::Narrative }))
}

/// `two weeks ago`, `three days later`, `a year earlier`, `six months from now`, `two days after Christmas`.
pub(super) fn shifted(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    // year-ago, the year-earlier period
    let year = at + usize::from(scan.is(at, "the"));
    let hyphened = scan.symbol(year + 1, b'-') && scan.is_any(year + 2, &["ago", "earlier", "before"]);
    if scan.is(year, "year") && hyphened {
        let period = scan.is_any(year + 3, &["quarter", "period", "month", "week"]);
        let when = When::Near { field: Field::Unit(Unit::Year), step: -1, base: Base::Created };
        return Some(Dated::new(year + 3 + usize::from(period), when));
    }
    let counted = number::plain(scan, at).filter(|&(n, _)| (1000..=20_000).contains(&n));
    // two Sundays from now, three Mondays ago
    if let Some((n, to)) = counted
        && let Class::Weekdays(day) | Class::Weekday(day, false) = scan.class(to)
    {
        let (sign, end) = match scan.word(to + 1) {
            "ago" => (-1, to + 2),
            "from" if scan.is_any(to + 2, &["now"]) || scan.class(to + 2) == Class::Today(0) => (1, to + 3),
            _ => return None,
        };
        let when =
            When::Near { field: Field::Weekday(day), step: sign * (n / 1000) as i8, base: Base::Created };
        return Some(Dated::new(end, when));
    }
    // 2 upcoming weeks
    if let Some((n, to)) = counted
        && scan.is(to, "upcoming")
        && scan.len() <= to + 2
        && let Class::Unit(unit) | Class::Units(unit) = scan.class(to + 1)
        && unit >= Unit::Day
    {
        let when = When::Near { field: Field::Unit(unit), step: (n / 1000) as i8, base: Base::Created };
        return Some(Dated::new(to + 2, when));
    }
    let (start, modifier) = duration::modifier(scan, at);
    let start = start
        + usize::from(
            scan.is_any(start, &["just", "only", "some", "mere"]) && number::quantity(scan, start).is_none(),
        );
    let amount = duration::amount(scan, start)?;
    let to = amount.to;
    // +15 minutes
    if let (1, Class::Symbol(sign @ (b'+' | b'-')), true) = (at, scan.before(at), to >= scan.len())
        && scan.glued(at)
    {
        return Some(Dated::new(to, shift(When::Base(Base::Created), amount.amount, sign == b'-')));
    }
    let created = |back, to| (When::Base(Base::Created), back, to);
    let story = |back, to| (When::Base(Base::Narrative), back, to);
    let (base, back, end) = match scan.word(to) {
        "ago" => {
            // a week ago Monday
            if let (Class::Weekday(day, _), Unit::Week) = (scan.class(to + 1), amount.amount.unit()) {
                let of = When::Shift {
                    base: Box::new(When::Base(Base::Created)),
                    amount: amount.amount,
                    back: true,
                };
                return Some(Dated::new(to + 2, When::In { field: Field::Weekday(day), of: Box::new(of) }));
            }
            let end = to + 1 + usize::from(scan.is(to + 1, "today"));
            created(true, end)
        }
        "hence" => created(false, to + 1),
        // "15 minutes out" alone
        "out" if at == 0 && to + 1 >= scan.len() => created(false, to + 1),
        "later" | "afterwards" | "afterward" | "thereafter" => {
            if scan.is(to + 1, "than") {
                return None;
            }
            story(false, to + 1)
        }
        "earlier" | "previously" | "before" | "prior" | "after" | "following" | "since" | "from" | "past" => {
            let word = scan.word(to);
            let back = matches!(word, "earlier" | "previously" | "before" | "prior");
            let next = to + 1 + usize::from(word == "prior" && scan.is(to + 1, "to"));
            if word == "from" && scan.is(next, "now") {
                return Some(with_modifier(
                    Dated::new(next + 1, shift(When::Base(Base::Created), amount.amount, false)),
                    modifier,
                ));
            }
            if matches!(word, "before" | "after" | "from" | "since" | "following")
                && depth > 0
                && let Some(inner) = grammar::dated(scan, next, depth).filter(is_anchor)
            {
                let coarse = amount.amount.finest().of_clock();
                if coarse {
                    return None;
                }
                return Some(with_modifier(
                    Dated::new(inner.to, shift(inner.when, amount.amount, back)),
                    modifier,
                ));
            }
            let ends =
                matches!(scan.class(next), Class::Symbol(b'.' | b',' | b';' | b')' | b'?' | b'!' | b'-'))
                    || next >= scan.len();
            match word {
                "earlier" | "previously" => story(true, to + 1),
                "before" if ends || scan.is(next, "that") => story(true, to + 1),
                "after" if ends => story(false, to + 1),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(with_modifier(Dated::new(end, shift(base, amount.amount, back)), modifier))
}

fn shift(base: When, amount: Amount, back: bool) -> When {
    When::Shift { base: Box::new(base), amount, back }
}

fn with_modifier(dated: Dated, modifier: Option<&'static str>) -> Dated {
    Dated { modifier, ..dated }
}

/// Whether a date may stand after `two days before`.
fn is_anchor(dated: &Dated) -> bool {
    !matches!(
        &dated.when,
        When::Reference(_)
            | When::Near { field: Field::Unit(Unit::Day), base: Base::Narrative | Base::Context, .. }
    )
}

/// `the first Monday of October`, `the last week of March`, `the third day of the month`.
fn nth(scan: &Scan, at: usize, depth: u8) -> Option<Dated> {
    let depth = depth.checked_sub(1)?;
    let i = at + usize::from(scan.is(at, "the"));
    let (mut n, mut to) = match scan.word(i) {
        "last" | "final" => (-1, i + 1),
        _ => number::ordinal(scan, i).filter(|&(n, _)| n <= 53).map(|(n, to)| (n as i8, to))?,
    };
    if scan.is(to, "last") && n > 0 {
        (n, to) = (-n, to + 1);
    }
    to = number::hyphen(scan, to);
    let field = match scan.class(to) {
        Class::Weekday(day, _) => Field::Weekday(day),
        Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter)) => {
            Field::Unit(unit)
        }
        _ if scan.is(to, "half") => Field::Unit(Unit::Half),
        _ => return None,
    };
    to += 1;
    let outer = if scan.is_any(to, &["of", "in"]) {
        Some(depth).filter(|&depth| depth > 0)?;
        grammar::dated(scan, to + 1, depth).or_else(|| month_or_year(scan, to + 1))?
    } else {
        // the first Monday next month
        near(scan, to).filter(|_| n > 0 && matches!(field, Field::Weekday(_)))?
    };
    let holds = match &outer.when {
        When::Whole(period) => period.unit(),
        When::Bare(Field::Month(_)) | When::In { field: Field::Month(_), .. } => Unit::Month,
        When::Near { field: Field::Unit(unit), .. } => *unit,
        When::Near { field: Field::Month(_), .. } => Unit::Month,
        When::Bare(Field::Season(_)) => Unit::Season,
        _ => return None,
    };
    let size = match field {
        Field::Unit(unit) => unit,
        _ => Unit::Day,
    };
    (size < holds).then(|| Dated {
        to: outer.to,
        when: When::Nth { n, field, of: Box::new(outer.when) },
        modifier: outer.modifier,
    })
}

fn month_or_year(scan: &Scan, at: usize) -> Option<Dated> {
    let the = scan.is(at, "the");
    let Class::Unit(unit @ (Unit::Month | Unit::Year | Unit::Week)) = scan.class(at + usize::from(the))
    else {
        return None;
    };
    the.then(|| Dated::new(at + 2, When::Near { field: Field::Unit(unit), step: 0, base: Base::Context }))
}

/// `the year`, `the day`, `the weekend`, where the words before show that a certain one is meant.
fn lone_unit(scan: &Scan, at: usize) -> Option<Dated> {
    if !scan.is(at, "the") {
        return None;
    }
    let Class::Unit(
        unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Quarter),
    ) = scan.class(at + 1)
    else {
        return None;
    };
    let before = scan.word_before(at);
    let introduced = match unit {
        Unit::Weekend => true,
        _ => {
            matches!(
                before,
                "of" | "in" | "for" | "during" | "end" | "throughout" | "within" | "over" | "on" | "through"
            ) || scan.before(at) == Class::Other
                && [
                    "ended",
                    "ending",
                    "finish",
                    "finished",
                    "finishing",
                    "closed",
                    "closing",
                    "began",
                    "started",
                ]
                .contains(&scan.surface(at.wrapping_sub(1)))
        }
    };
    let next = scan.class(at + 2);
    let ends = matches!(next, Class::Symbol(b'.' | b',' | b';' | b')' | b'-' | b'?' | b'!'))
        || at + 2 >= scan.len()
        || [
            "at", "with", "in", "to", "by", "and", "as", "on", "up", "down", "before", "after", "from",
            "for", "but", "since", "when",
        ]
        .contains(&scan.surface(at + 2))
        || matches!(next, Class::PastVerb | Class::PresentVerb | Class::Future);
    let base = if matches!(unit, Unit::Day | Unit::Quarter) { Base::Narrative } else { Base::Context };
    let on = before == "on" && unit != Unit::Weekend;
    (introduced && ends && !on && !(unit == Unit::Day && scan.is_any(at + 2, &["before", "after"])))
        .then(|| Dated::new(at + 2, When::Near { field: Field::Unit(unit), step: 0, base }))
}
