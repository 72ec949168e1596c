//! Which of the many a bare `Tuesday`, `March` or `Christmas` is: in news the one that its clause looks to, in a story the
//! one nearest to the date mentioned before; and where in a longer period a shorter one lies.

use jiff::civil::Date;

use super::expression::{Base, Field, Tense, days};
use super::named;
use super::period::{Period, SEASONS, Unit, plus_days, weekday};

/// How fine a field is.
pub(super) fn grain(field: Field) -> Unit {
    match field {
        Field::Month(_) => Unit::Month,
        Field::Season(_) => Unit::Season,
        Field::Quarter(_) => Unit::Quarter,
        Field::Half(_) => Unit::Half,
        Field::ShortYear(_) => Unit::Year,
        Field::ShortDecade(_) => Unit::Decade,
        Field::Unit(unit) => unit,
        _ => Unit::Day,
    }
}

/// The field in a certain year; weekdays and days of a month have none.
pub(super) fn in_year(field: Field, year: i32) -> Option<Period> {
    match field {
        Field::Month(month) => Period::month(year, month),
        Field::Day(month, day) | Field::WeekdayDay(_, month, day) => Period::day(year, month, day),
        Field::Season(season) => Some(Period::Season(year, season)),
        Field::Quarter(quarter) => Some(Period::Quarter(year, quarter)),
        Field::Half(half) => Some(Period::Half(year, half)),
        Field::Named(id) => named::day_in(id, year).map(Period::Day),
        _ => None,
    }
}

/// The field within a longer period, `March` in a year, `Tuesday` in a week; for a unit the one that holds it.
pub(super) fn inside(field: Field, period: Period) -> Option<Period> {
    let first = period.first()?;
    match field {
        // In a month or a year it is the first one: "Thursday, two years from now".
        Field::Weekday(day) if period.unit() > Unit::Week => {
            plus_days(first, -1)?.nth_weekday(1, weekday(day)).ok().map(Period::Day)
        }
        Field::Weekday(day) => {
            let monday = Period::Week(first).first()?;
            plus_days(monday, i64::from(day) - 1).map(Period::Day)
        }
        Field::DayOfMonth(day) => Period::day(period.year(), first.month() as u8, day),
        Field::Unit(unit) => Some(Period::holding(first, unit)),
        field => in_year(field, period.year()),
    }
}

/// The `n`th field of a period, or from its end.
pub(super) fn nth(n: i8, field: Field, period: Period) -> Option<Period> {
    let (first, last) = days(period)?;
    let steps = if n > 0 { i64::from(n) - 1 } else { i64::from(n) + 1 };
    let edge = if n > 0 { first } else { last };
    let found = match field {
        Field::Weekday(day) => {
            let to = weekday(day);
            let edge = if n > 0 { plus_days(edge, -1)? } else { plus_days(edge, 1)? };
            edge.nth_weekday(n.into(), to).ok().map(Period::Day)?
        }
        Field::Unit(Unit::Week) => {
            // The week that has most of its days inside, as ISO 8601 counts the weeks of a year.
            let middle = plus_days(edge, if n > 0 { 3 } else { -3 })?;
            Period::Week(middle).step(steps)?
        }
        Field::Unit(Unit::Weekend) => {
            let edge = plus_days(edge, if n > 0 { -1 } else { 1 })?;
            Period::Weekend(edge.nth_weekday(n.into(), weekday(6)).ok()?)
        }
        Field::Unit(unit) => Period::holding(edge, unit).step(steps)?,
        _ => return None,
    };
    Some(found)
        .filter(|found| found.unit() == Unit::Week || period.covers(*found) || found.unit() == Unit::Weekend)
}

/// The bare field that a reader of news takes: before the article where the clause looks back, after it where it looks
/// ahead, the nearest where it does neither. The article's own day, month or year counts for both sides.
pub(super) fn news_choice(field: Field, created: Date, tense: Tense) -> Option<Period> {
    match field {
        Field::Weekday(day) => {
            let zero = i64::from(created.weekday().to_monday_one_offset());
            let back = (zero - i64::from(day)).rem_euclid(7);
            let days = if matches!(tense, Tense::Future | Tense::Next) { (7 - back) % 7 } else { -back };
            plus_days(created, days).map(Period::Day)
        }
        Field::DayOfMonth(_) => {
            let here = Period::holding(created, Unit::Month);
            let at = |n| here.step(n).and_then(|month| inside(field, month));
            closest((-2..=2).filter_map(at), created, tense)
        }
        Field::WeekdayOfMonth(day, number) => {
            let here = Period::holding(created, Unit::Month);
            let fits = |period: &Period| period.first().is_some_and(|at| at.weekday() == weekday(day));
            let at = |n| here.step(n).and_then(|month| inside(Field::DayOfMonth(number), month)).filter(fits);
            closest((-12..=12).filter_map(at), created, tense)
        }
        Field::WeekdayDay(day, ..) => {
            let year = i32::from(created.year());
            let fits = |period: &Period| period.first().is_some_and(|at| at.weekday() == weekday(day));
            let right = (-1..=1).filter_map(|n| in_year(field, year + n)).filter(fits);
            closest(right, created, Tense::Unknown).or_else(|| news_choice(plain_day(field), created, tense))
        }
        Field::ShortYear(n) => {
            let century = i32::from(created.year()) / 100 * 100;
            let year = century + i32::from(n);
            Some(Period::Year(if year > i32::from(created.year()) + 10 { year - 100 } else { year }))
        }
        Field::ShortDecade(n) => {
            let century = i32::from(created.year()) / 100 * 10;
            let decade = century + i32::from(n);
            Some(Period::Decade(if decade * 10 > i32::from(created.year()) { decade - 10 } else { decade }))
        }
        Field::Unit(unit) => Some(Period::holding(created, unit)),
        field => {
            let year = i32::from(created.year());
            // February 29 may be years away
            let near = (-1..=1).filter_map(|n| in_year(field, year + n));
            closest(near, created, tense)
                .or_else(|| closest((-8..=8).filter_map(|n| in_year(field, year + n)), created, tense))
        }
    }
}

fn plain_day(field: Field) -> Field {
    match field {
        Field::WeekdayDay(_, month, day) => Field::Day(month, day),
        other => other,
    }
}

/// The period on the side of `created` that `tense` looks to, unless the other side is far nearer.
fn closest(periods: impl Iterator<Item = Period>, created: Date, tense: Tense) -> Option<Period> {
    let mut past: Option<(i64, Period)> = None;
    let mut future: Option<(i64, Period)> = None;
    for period in periods {
        let (Some(first), Some(last)) = (period.first(), period.last()) else { continue };
        if first <= created {
            let away = if last >= created { 0 } else { day_count(last, created) };
            if past.is_none_or(|(best, _)| away < best) {
                past = Some((away, period));
            }
        }
        if last >= created {
            let away = if first <= created { 0 } else { day_count(created, first) };
            if future.is_none_or(|(best, _)| away < best) {
                future = Some((away, period));
            }
        }
    }
    let far = |chosen: i64, other: i64| chosen > 240 && other < 75;
    match (past, future) {
        (Some(past), Some(future)) => Some(match tense {
            Tense::Past if far(past.0, future.0) => future.1,
            Tense::Past => past.1,
            Tense::Future if far(future.0, past.0) => past.1,
            Tense::Future | Tense::Next => future.1,
            _ if past.0 <= future.0 => past.1,
            _ => future.1,
        }),
        (one, other) => one.or(other).map(|found| found.1),
    }
}

pub(super) fn day_count(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX, |span| i64::from(span.get_days()))
}

/// The bare field that a reader of a story takes: the one nearest to the date mentioned before, onward rather than back.
pub(super) fn story_choice(field: Field, last: Period) -> Option<Period> {
    let (first, end) = days(last)?;
    match field {
        Field::Weekday(day) => {
            let zero = i64::from(end.weekday().to_monday_one_offset());
            plus_days(end, (i64::from(day) - zero).rem_euclid(7)).map(Period::Day)
        }
        Field::DayOfMonth(day) => inside(Field::DayOfMonth(day), Period::holding(first, Unit::Month)),
        Field::ShortYear(n) => {
            let century = last.year().div_euclid(100) * 100;
            (-1..=1)
                .map(|c| century + c * 100 + i32::from(n))
                .min_by_key(|year| (year - last.year()).abs())
                .map(Period::Year)
        }
        Field::ShortDecade(n) => {
            let century = last.year().div_euclid(100) * 10;
            (-1..=1)
                .map(|c| century + c * 10 + i32::from(n))
                .min_by_key(|decade| (decade * 10 - last.year()).abs())
                .map(Period::Decade)
        }
        Field::WeekdayDay(..) | Field::WeekdayOfMonth(..) | Field::Unit(_) => {
            news_choice(field, first, Tense::Unknown)
        }
        field => {
            if last.unit() >= Unit::Year {
                return in_year(field, last.year());
            }
            (-1..=1)
                .filter_map(|n| in_year(field, last.year() + n))
                .filter_map(|period| {
                    let at = period.first()?;
                    let cost = if period.covers(last) || last.covers(period) {
                        0
                    } else if at > first {
                        day_count(first, at) * 10
                    } else {
                        day_count(at, first) * 14
                    };
                    Some((cost, period))
                })
                .min_by_key(|found| found.0)
                .map(|found| found.1)
        }
    }
}

/// `last`, `this` or `next` field from `day`.
pub(super) fn stepped(field: Field, day: Date, step: i8, base: Base) -> Option<Period> {
    let year = i32::from(day.year());
    match field {
        Field::Weekday(number) => {
            if step < 0 && base == Base::Narrative {
                return inside(field, Period::Week(plus_days(day, -7)?));
            }
            match step {
                0 => inside(field, Period::Week(day)),
                step => day.nth_weekday(step.into(), weekday(number)).ok().map(Period::Day),
            }
        }
        Field::Unit(unit) => Period::holding(day, unit).step(step.into()),
        // in January this winter is the one that began the year before
        Field::Season(3) if step == 0 && day.month() <= 4 => in_year(field, year - 1),
        Field::Season(_) if step == 0 => in_year(field, year),
        _ if step == 0 => in_year(field, year).or_else(|| news_choice(field, day, Tense::Unknown)),
        field => {
            let mut all = (-2..=2).filter_map(|n| in_year(field, year + n));
            if step < 0 {
                all.rfind(|period| period.last().is_some_and(|last| last < day))
            } else {
                all.find(|period| period.first().is_some_and(|first| first > day))
            }
        }
    }
}

/// A value for a field that nothing anchors: `XXXX-WXX-2`, `XXXX-03`.
pub(super) fn open_value(field: Field) -> String {
    match field {
        Field::Month(month) => format!("XXXX-{month:02}"),
        Field::Day(month, day) | Field::WeekdayDay(_, month, day) => format!("XXXX-{month:02}-{day:02}"),
        Field::DayOfMonth(day) | Field::WeekdayOfMonth(_, day) => format!("XXXX-XX-{day:02}"),
        Field::Weekday(day) => format!("XXXX-WXX-{day}"),
        Field::Season(season) => format!("XXXX-{}", SEASONS.get(usize::from(season)).unwrap_or(&"XX")),
        Field::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        Field::Half(half) => format!("XXXX-H{half}"),
        Field::ShortYear(year) => format!("XX{year:02}"),
        Field::ShortDecade(decade) => format!("XX{decade}"),
        Field::Named(id) => match named::day_in(id, 2024).zip(named::day_in(id, 2025)) {
            Some((a, b)) if (a.month(), a.day()) == (b.month(), b.day()) => {
                format!("XXXX-{:02}-{:02}", a.month(), a.day())
            }
            _ => "XXXX-XX-XX".to_string(),
        },
        Field::Unit(unit) => match unit {
            Unit::Week => "XXXX-WXX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Half => "XXXX-HX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
            _ => "XXXX-XX-XX",
        }
        .to_string(),
    }
}

/// A value for a day or month of which only the year or month is known: `1940-10-XX`.
pub(super) fn coarse_value(period: Period, field: Field) -> String {
    match (period, grain(field)) {
        (Period::Month(..), Unit::Day) => format!("{period}-XX"),
        (Period::Year(_), Unit::Day) => format!("{period}-XX-XX"),
        (Period::Year(_), Unit::Month) => format!("{period}-XX"),
        (Period::Year(_), Unit::Week) => format!("{period}-WXX"),
        _ => open_value(field),
    }
}
