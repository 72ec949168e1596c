//! Stretches of the calendar, from a day to a century: their TIMEX3 values, their neighbours and the days they cover.
//!
//! Years count as astronomers do: 0 is 1 BC, -479 is 480 BC. Values write years before Christ as `BC0480`, as the TIDES
//! guidelines behind TIMEX3 have it. Weeks are ISO weeks, from Monday.

use std::fmt;

use jiff::Span as Step;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The units of the calendar and the clock, short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The letter of an ISO 8601 duration, and whether it belongs after the `T`.
    pub(super) fn letters(self) -> (&'static str, bool) {
        match self {
            Unit::Second => ("S", true),
            Unit::Minute => ("M", true),
            Unit::Hour => ("H", true),
            Unit::Day => ("D", false),
            Unit::Weekend => ("WE", false),
            Unit::Week => ("W", false),
            Unit::Month => ("M", false),
            Unit::Quarter => ("Q", false),
            Unit::Season => ("S", false),
            Unit::Half => ("H", false),
            Unit::Year => ("Y", false),
            Unit::Decade => ("DE", false),
            Unit::Century => ("CE", false),
        }
    }

    /// Whether it is shorter than a day.
    pub(super) fn of_clock(self) -> bool {
        self < Unit::Day
    }

    /// Its name in a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Hour => "hour",
            Unit::Day => "day",
            Unit::Weekend => "weekend",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Quarter => "quarter",
            Unit::Season => "season",
            Unit::Half => "half-year",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
        }
    }
}

/// The seasons, numbered as they follow each other in a year; winter goes on into the next.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// The years that periods may lie in, far inside what the calendar can count.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = -5000..=4999;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// A hundred years; `18` is the years 1800 to 1899. Before Christ -4 is 399 to 300 BC.
    Century(i32),
    /// Ten years; `198` is 1980 to 1989. Before Christ -49 is 489 to 480 BC.
    Decade(i32),
    Year(i32),
    /// A year and 1 or 2.
    Half(i32, u8),
    /// A year and 1 to 4.
    Quarter(i32, u8),
    /// A year and an index into [`SEASONS`].
    Season(i32, u8),
    /// A year and 1 to 12.
    Month(i32, u8),
    /// The week of a day.
    Week(Date),
    /// The Saturday and Sunday in the week of a day.
    Weekend(Date),
    Day(Date),
}

impl Period {
    /// The day, where year, month and day are one.
    pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Period> {
        date(year, month, day).map(Period::Day)
    }

    /// The month, where there is one.
    pub(super) fn month(year: i32, month: u8) -> Option<Period> {
        ((1..=12).contains(&month) && YEARS.contains(&year)).then_some(Period::Month(year, month))
    }

    /// The period of `unit` that holds `day`.
    pub(super) fn holding(day: Date, unit: Unit) -> Period {
        let (year, month) = (i32::from(day.year()), day.month() as u8);
        match unit {
            Unit::Century => Period::Century(leading(year, 100)),
            Unit::Decade => Period::Decade(leading(year, 10)),
            Unit::Year => Period::Year(year),
            Unit::Half => Period::Half(year, month.div_ceil(6)),
            Unit::Quarter => Period::Quarter(year, month.div_ceil(3)),
            // January and February belong to the winter that began in the year before.
            Unit::Season if month < 3 => Period::Season(year - 1, 3),
            Unit::Season => Period::Season(year, (month - 3) / 3),
            Unit::Month => Period::Month(year, month),
            Unit::Week => Period::Week(day),
            Unit::Weekend => Period::Weekend(day),
            Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => Period::Day(day),
        }
    }

    pub(super) fn unit(self) -> Unit {
        match self {
            Period::Century(_) => Unit::Century,
            Period::Decade(_) => Unit::Decade,
            Period::Year(_) => Unit::Year,
            Period::Half(..) => Unit::Half,
            Period::Quarter(..) => Unit::Quarter,
            Period::Season(..) => Unit::Season,
            Period::Month(..) => Unit::Month,
            Period::Week(_) => Unit::Week,
            Period::Weekend(_) => Unit::Weekend,
            Period::Day(_) => Unit::Day,
        }
    }

    /// The year it begins in.
    pub(super) fn year(self) -> i32 {
        match self {
            Period::Century(_) | Period::Decade(_) => self.first().map_or(0, |day| i32::from(day.year())),
            Period::Year(year)
            | Period::Half(year, _)
            | Period::Quarter(year, _)
            | Period::Season(year, _)
            | Period::Month(year, _) => year,
            Period::Week(day) | Period::Weekend(day) | Period::Day(day) => i32::from(day.year()),
        }
    }

    /// Its first day.
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Period::Century(n) => date(span_of(n, 100).0, 1, 1),
            Period::Decade(n) => date(span_of(n, 10).0, 1, 1),
            Period::Year(year) => date(year, 1, 1),
            Period::Half(year, half) => date(year, half * 6 - 5, 1),
            Period::Quarter(year, quarter) => date(year, quarter * 3 - 2, 1),
            Period::Season(year, season) => date(year, season * 3 + 3, 1),
            Period::Month(year, month) => date(year, month, 1),
            Period::Week(day) => plus_days(day, -i64::from(day.weekday().to_monday_zero_offset())),
            Period::Weekend(day) => plus_days(day, 5 - i64::from(day.weekday().to_monday_zero_offset())),
            Period::Day(day) => Some(day),
        }
    }

    /// Its last day.
    pub(super) fn last(self) -> Option<Date> {
        match self {
            Period::Century(n) => date(span_of(n, 100).1, 12, 31),
            Period::Decade(n) => date(span_of(n, 10).1, 12, 31),
            Period::Day(day) => Some(day),
            Period::Weekend(_) => plus_days(self.first()?, 1),
            _ => plus_days(self.step(1)?.first()?, -1),
        }
    }

    /// The period of the same length `n` further on, or back.
    pub(super) fn step(self, n: i64) -> Option<Period> {
        let small = i32::try_from(n).ok().filter(|n| n.abs() < 20_000)?;
        let wheel = |year: i32, at: u8, base: u8, size: i32| {
            let index = year * size + i32::from(at - base) + small;
            Some((in_range(index.div_euclid(size))?, index.rem_euclid(size) as u8 + base))
        };
        Some(match self {
            Period::Century(c) => Period::Century(hop(c, small)),
            Period::Decade(d) => Period::Decade(hop(d, small)),
            Period::Year(year) => Period::Year(in_range(year + small)?),
            Period::Half(year, half) => wheel(year, half, 1, 2).map(|(y, h)| Period::Half(y, h))?,
            Period::Quarter(year, q) => wheel(year, q, 1, 4).map(|(y, q)| Period::Quarter(y, q))?,
            Period::Season(year, s) => wheel(year, s, 0, 4).map(|(y, s)| Period::Season(y, s))?,
            Period::Month(year, month) => wheel(year, month, 1, 12).map(|(y, m)| Period::Month(y, m))?,
            Period::Week(day) => Period::Week(plus_days(day, n * 7)?),
            Period::Weekend(day) => Period::Weekend(plus_days(day, n * 7)?),
            Period::Day(day) => Period::Day(plus_days(day, n)?),
        })
    }

    /// The same stretch `n` units of `unit` on: a day a month on is a day, unless `unit` is coarser than what it keeps.
    pub(super) fn plus(self, n: i64, unit: Unit) -> Option<Period> {
        if n.abs() > 20_000 * 366 {
            return None;
        }
        let first = self.first()?;
        let moved = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => first,
            Unit::Day => plus_days(first, n)?,
            Unit::Weekend | Unit::Week => plus_days(first, n * 7)?,
            Unit::Month => plus_months(first, n)?,
            Unit::Quarter | Unit::Season => plus_months(first, n * 3)?,
            Unit::Half => plus_months(first, n * 6)?,
            Unit::Year => plus_months(first, n * 12)?,
            Unit::Decade => plus_months(first, n * 120)?,
            Unit::Century => plus_months(first, n * 1200)?,
        };
        Some(Period::holding(moved, self.unit()))
    }

    /// Whether every day of `other` lies in it.
    pub(super) fn covers(self, other: Period) -> bool {
        match (self.first(), self.last(), other.first(), other.last()) {
            (Some(first), Some(last), Some(from), Some(to)) => first <= from && to <= last,
            _ => false,
        }
    }
}

/// Writes the TIMEX3 value.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Period::Century(n) if n < 0 => write!(f, "BC{:02}", -n - 1),
            Period::Century(n) => write!(f, "{n:02}"),
            Period::Decade(n) if n < 0 => write!(f, "BC{:03}", -n - 1),
            Period::Decade(n) => write!(f, "{n:03}"),
            Period::Year(year) => write_year(f, year),
            Period::Half(year, half) => write_year(f, year).and_then(|()| write!(f, "-H{half}")),
            Period::Quarter(year, quarter) => write_year(f, year).and_then(|()| write!(f, "-Q{quarter}")),
            Period::Season(year, season) => {
                write_year(f, year)?;
                write!(f, "-{}", SEASONS.get(usize::from(season)).unwrap_or(&"XX"))
            }
            Period::Month(year, month) => write_year(f, year).and_then(|()| write!(f, "-{month:02}")),
            Period::Week(day) => write_week(f, day.iso_week_date()),
            Period::Weekend(day) => write_week(f, day.iso_week_date()).and_then(|()| f.write_str("-WE")),
            Period::Day(day) => {
                write_year(f, i32::from(day.year()))?;
                write!(f, "-{:02}-{:02}", day.month(), day.day())
            }
        }
    }
}

fn write_year(f: &mut fmt::Formatter<'_>, year: i32) -> fmt::Result {
    if year > 0 { write!(f, "{year:04}") } else { write!(f, "BC{:04}", 1 - year) }
}

fn write_week(f: &mut fmt::Formatter<'_>, week: ISOWeekDate) -> fmt::Result {
    write_year(f, i32::from(week.year()))?;
    write!(f, "-W{:02}", week.week())
}

/// The number of the `size` years that hold `year`; there is no number 0 before Christ.
fn leading(year: i32, size: i32) -> i32 {
    if year > 0 { year / size } else { -((1 - year) / size) - 1 }
}

/// The first and the last of the `size` years with number `n`.
fn span_of(n: i32, size: i32) -> (i32, i32) {
    if n >= 0 {
        ((n * size).max(1), n * size + size - 1)
    } else {
        (1 - ((-n - 1) * size + size - 1), (1 - (-n - 1) * size).min(0))
    }
}

/// Counts on from `n`, within bounds that no text leaves.
fn hop(n: i32, step: i32) -> i32 {
    (n + step).clamp(-400, 499)
}

fn in_range(year: i32) -> Option<i32> {
    YEARS.contains(&year).then_some(year)
}

/// The day, where year, month and day are one.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(in_range(year)?).ok()?, month, day).ok()
}

/// The day `n` days on.
pub(super) fn plus_days(day: Date, n: i64) -> Option<Date> {
    let step = Step::new().try_days(n).ok()?;
    day.checked_add(step).ok().filter(|day| YEARS.contains(&i32::from(day.year())))
}

/// The day `n` months on, or the last of its month where that has no such day.
pub(super) fn plus_months(day: Date, n: i64) -> Option<Date> {
    let step = Step::new().try_months(n).ok()?;
    day.checked_add(step).ok().filter(|day| YEARS.contains(&i32::from(day.year())))
}

/// The weekday with number `n`, Monday 1 to Sunday 7.
pub(super) fn weekday(n: u8) -> Weekday {
    Weekday::from_monday_one_offset(i8::try_from(n).unwrap_or(1)).unwrap_or(Weekday::Monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn values_are_those_of_timex3() {
        let at = day("2024-02-28");
        let value = |unit| Period::holding(at, unit).to_string();
        assert_eq!(value(Unit::Century), "20");
        assert_eq!(value(Unit::Decade), "202");
        assert_eq!(value(Unit::Year), "2024");
        assert_eq!(value(Unit::Half), "2024-H1");
        assert_eq!(value(Unit::Quarter), "2024-Q1");
        assert_eq!(value(Unit::Season), "2023-WI");
        assert_eq!(value(Unit::Month), "2024-02");
        assert_eq!(value(Unit::Week), "2024-W09");
        assert_eq!(value(Unit::Weekend), "2024-W09-WE");
        assert_eq!(value(Unit::Day), "2024-02-28");
        assert_eq!(Period::Year(-479).to_string(), "BC0480");
        assert_eq!(Period::Decade(-49).to_string(), "BC048"); // 489 to 480 BC
    }

    #[test]
    fn steps_and_edges_fit_together() {
        for unit in [
            Unit::Century,
            Unit::Decade,
            Unit::Year,
            Unit::Half,
            Unit::Quarter,
            Unit::Season,
            Unit::Month,
            Unit::Week,
        ] {
            for at in ["2024-02-28", "1999-12-31", "-000479-06-01", "0001-01-01"] {
                let here = Period::holding(day(at), unit);
                let (first, last) = (here.first().unwrap(), here.last().unwrap());
                assert!(first <= day(at) && day(at) <= last, "{here} holds {at}: {first} to {last}");
                let next = here.step(1).unwrap();
                if !matches!(unit, Unit::Century | Unit::Decade) {
                    assert_eq!(plus_days(last, 1), next.first(), "{here} then {next}");
                    assert_eq!(next.step(-1).unwrap().first(), Some(first));
                }
            }
        }
    }

    #[test]
    fn the_far_future_is_nothing() {
        assert_eq!(Period::Year(4999).step(1), None);
        assert_eq!(Period::Day(day("2024-02-28")).plus(i64::MAX, Unit::Century), None);
        assert_eq!(Period::Day(day("2024-02-28")).plus(1_000_000, Unit::Year), None);
        assert_eq!(date(99_999, 1, 1), None);
    }
}
