//! TIMEX3 values, read: which days and times they name.
//!
//! The grammar is that of TIMEX3 in TimeML 1.2.1 with the years before Christ of the TIDES guidelines (`BC0480`), which a
//! person may write as well as [`resolve`](super::resolve) does.

use jiff::civil::{Date, ISOWeekDate};

use super::period::{self, Period, SEASONS};

/// The days, and the time of day, that a value names.
///
/// # Examples
///
/// ```
/// use dateline::timex::extent;
///
/// let march = extent("2024-03").unwrap();
/// assert_eq!((march.first.to_string(), march.last.to_string()), ("2024-03-01".into(), "2024-03-31".into()));
/// assert_eq!(extent("2024-03-05T18:00").unwrap().time.unwrap().hour, 18);
/// assert_eq!(extent("P6M"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// When on the day; only where it is one.
    pub time: Option<TimeOfDay>,
}

/// A time by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Whether it is Coordinated Universal Time; else it is the time of the place, whose zone the value leaves out.
    pub utc: bool,
}

/// What `value` names; `None` where it names no certain days: a duration, `PRESENT_REF`, `XXXX-WXX-2`.
pub fn extent(value: &str) -> Option<Extent> {
    let (days, time) = halves(value);
    let period = calendar(days)?;
    let (first, last) = (period.first()?, period.last()?);
    Some(Extent { first, last, time: time.and_then(clock).filter(|_| first == last) })
}

/// The value of a day: `2024-03-05`, `BC0044-03-15`.
pub fn day_value(day: Date) -> String {
    Period::Day(day).to_string()
}

/// `2024-03-05T18:00` as what stands before the `T` and after it.
pub(super) fn halves(value: &str) -> (&str, Option<&str>) {
    match value.split_once('T') {
        Some((days, time)) => (days, Some(time)),
        None => (value, None),
    }
}

/// The time `18`, `18:00`, `18:00:30`, with a `Z` or without.
pub(super) fn clock(time: &str) -> Option<TimeOfDay> {
    let (digits, utc) = time.strip_suffix('Z').map_or((time, false), |digits| (digits, true));
    let mut parts = digits.split(':');
    let mut part = |most: u8| match parts.next() {
        None => Some(0),
        Some(part) => number(part, 2).and_then(|n| u8::try_from(n).ok()).filter(|&n| n <= most),
    };
    let time = TimeOfDay { hour: part(24)?, minute: part(59)?, second: part(59)?, utc };
    parts.next().is_none().then_some(time)
}

/// The period of `2024-02-27`, `2024-W09-WE`, `2024-SP`, `199`, `BC0480` …
pub(super) fn calendar(days: &str) -> Option<Period> {
    let (digits, before) = days.strip_prefix("BC").map_or((days, false), |digits| (digits, true));
    let (year, rest) = digits.split_once('-').map_or((digits, None), |(year, rest)| (year, Some(rest)));
    let Some(rest) = rest else {
        let n = number(year, year.len())?;
        return Some(match year.len() {
            4 => Period::Year(if before { 1 - n } else { n }),
            3 => Period::Decade(if before { -n - 1 } else { n }),
            2 => Period::Century(if before { -n - 1 } else { n }),
            _ => return None,
        });
    };
    let n = number(year, 4)?;
    let year = if before { 1 - n } else { n };
    let (part, day) = rest.split_once('-').map_or((rest, None), |(part, day)| (part, Some(day)));
    if let Some(week) = part.strip_prefix('W').filter(|&week| week != "I") {
        return self::week(year, i8::try_from(number(week, 2)?).ok()?, day);
    }
    let small = |text: &str, len| number(text, len).and_then(|n| u8::try_from(n).ok());
    match (small(part, 2), day) {
        (Some(month), Some(day)) => return Period::day(year, month, small(day, 2)?),
        (Some(month), None) => return Period::month(year, month),
        (None, Some(_)) => return None,
        (None, None) => {}
    }
    let within = |at: u8, most: u8| (1..=most).contains(&at).then_some(at);
    if let Some(quarter) = part.strip_prefix('Q') {
        return Some(Period::Quarter(year, within(small(quarter, 1)?, 4)?));
    }
    if let Some(half) = part.strip_prefix('H') {
        return Some(Period::Half(year, within(small(half, 1)?, 2)?));
    }
    let part = if part == "AU" { "FA" } else { part };
    let season = SEASONS.iter().position(|&season| season == part)?;
    Some(Period::Season(year, season as u8))
}

fn week(year: i32, week: i8, day: Option<&str>) -> Option<Period> {
    let weekday =
        |n| Some(ISOWeekDate::new(i16::try_from(year).ok()?, week, period::weekday(n)).ok()?.date());
    match day {
        None => Some(Period::Week(weekday(1)?)),
        Some("WE") => Some(Period::Weekend(weekday(1)?)),
        Some(day) => {
            number(day, 1).filter(|n| (1..=7).contains(n)).and_then(|n| weekday(n as u8)).map(Period::Day)
        }
    }
}

/// `text` as a number, where it is `len` digits.
fn number(text: &str, len: usize) -> Option<i32> {
    (text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `value` in Extended Date/Time Format (ISO 8601-2:2019), for those who don't read TIMEX3; with `~` where `modifier` is
/// `APPROX`. Durations are those of ISO 8601. `None` where the standard has no way to write it: `PRESENT_REF`, `PXD`,
/// `XXXX-WXX-2`. A week, for which it has no form of its own, is an interval of days; so is a decade before Christ.
///
/// # Examples
///
/// ```
/// use dateline::timex::edtf;
///
/// assert_eq!(edtf("199", Some("APPROX")).as_deref(), Some("199X~"));
/// assert_eq!(edtf("2024-SP", None).as_deref(), Some("2024-21"));
/// assert_eq!(edtf("2024-W09", None).as_deref(), Some("2024-02-26/2024-03-03"));
/// assert_eq!(edtf("P2DE", None).as_deref(), Some("P20Y"));
/// ```
pub fn edtf(value: &str, modifier: Option<&str>) -> Option<String> {
    if value.starts_with('P') {
        return duration(value);
    }
    let about = if modifier == Some("APPROX") { "~" } else { "" };
    let (days, time) = halves(value);
    let Some(period) = calendar(days) else {
        // Digits that are not known: XXXX-03, 2024-XX-XX.
        let known = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
        let mut parts = days.split('-');
        let fits = parts.next().is_some_and(|year| year.len() == 4 && known(year))
            && parts.clone().count() <= 2
            && parts.all(|part| part.len() == 2 && known(part))
            && days.bytes().any(|byte| byte.is_ascii_digit());
        return (fits && time.is_none()).then(|| format!("{days}{about}"));
    };
    let written = match period {
        Period::Day(day) => match time.and_then(clock) {
            // Whether a time is approximate, the format cannot say.
            Some(TimeOfDay { hour, minute, second, utc }) => {
                let zone = if utc { "Z" } else { "" };
                return Some(format!("{}T{hour:02}:{minute:02}:{second:02}{zone}", iso(day)));
            }
            None => iso(day),
        },
        Period::Month(year, month) => format!("{}-{month:02}", iso_year(year)),
        Period::Season(year, season) => format!("{}-{}", iso_year(year), 21 + season),
        Period::Quarter(year, quarter) => format!("{}-{}", iso_year(year), 32 + quarter),
        Period::Half(year, half) => format!("{}-{}", iso_year(year), 39 + half),
        Period::Year(year) => iso_year(year),
        Period::Decade(n) if n >= 0 => format!("{n:03}X"),
        Period::Century(n) if n >= 0 => format!("{n:02}XX"),
        Period::Decade(_) | Period::Century(_) => {
            let (first, last) =
                (iso_year(period.first()?.year().into()), iso_year(period.last()?.year().into()));
            return Some(format!("{first}{about}/{last}{about}"));
        }
        Period::Week(_) | Period::Weekend(_) => {
            return Some(format!("{}{about}/{}{about}", iso(period.first()?), iso(period.last()?)));
        }
    };
    Some(written + about)
}

fn iso(day: Date) -> String {
    format!("{}-{:02}-{:02}", iso_year(day.year().into()), day.month(), day.day())
}

/// Years as astronomers count them: 1 BC is 0000.
fn iso_year(year: i32) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// A duration in the units of ISO 8601: no decades, centuries, quarters, and nothing that is not known.
fn duration(value: &str) -> Option<String> {
    let mut out = String::from("P");
    for (at, amount, unit) in units(value)? {
        if at.time && !out.contains('T') {
            out.push('T');
        }
        let (n, letter) = match unit {
            "CE" => (amount.parse::<u32>().ok()?.checked_mul(100)?.to_string(), "Y"),
            "DE" => (amount.parse::<u32>().ok()?.checked_mul(10)?.to_string(), "Y"),
            "Q" => (amount.parse::<u32>().ok()?.checked_mul(3)?.to_string(), "M"),
            "Y" | "M" | "W" | "D" | "H" => (amount.to_string(), unit),
            "S" if at.time => (amount.to_string(), unit),
            _ => return None,
        };
        if amount.starts_with('X') {
            return None;
        }
        out.push_str(&n);
        out.push_str(letter);
    }
    Some(out)
}

/// Where in a duration a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Half {
    /// After the `T`: an `M` is minutes.
    pub time: bool,
}

/// The parts of a duration, number and unit each; `None` where `value` is none.
pub(crate) fn units(value: &str) -> Option<Vec<(Half, &str, &str)>> {
    let mut rest = value.strip_prefix('P')?;
    let mut half = Half { time: false };
    let mut parts = Vec::new();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|_| !half.time) {
            (half.time, rest) = (true, after);
            continue;
        }
        let number =
            rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'X')).count();
        let (amount, after) = rest.split_at(number);
        let unit = ["CE", "DE", "WE", "Y", "Q", "M", "W", "D", "H", "S"]
            .iter()
            .find(|unit| after.starts_with(**unit))?;
        if number == 0 {
            return None;
        }
        parts.push((half, amount, *unit));
        rest = &after[unit.len()..];
    }
    (!parts.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_name_days() {
        for (value, days) in [
            ("2024", "2024-01-01/2024-12-31"),
            ("2024-02", "2024-02-01/2024-02-29"),
            ("2024-02-27", "2024-02-27/2024-02-27"),
            ("2024-02-27T18:00", "2024-02-27/2024-02-27"),
            ("2024-02-27TMO", "2024-02-27/2024-02-27"),
            ("2024-W09", "2024-02-26/2024-03-03"),
            ("2024-W09-WE", "2024-03-02/2024-03-03"),
            ("2024-W09-2", "2024-02-27/2024-02-27"),
            ("2024-WI", "2024-12-01/2025-02-28"),
            ("2024-AU", "2024-09-01/2024-11-30"),
            ("2024-Q2", "2024-04-01/2024-06-30"),
            ("2024-H2", "2024-07-01/2024-12-31"),
            ("199", "1990-01-01/1999-12-31"),
            ("19", "1900-01-01/1999-12-31"),
            ("BC0480", "-000479-01-01/-000479-12-31"),
            ("BC0480-09", "-000479-09-01/-000479-09-30"),
            ("BC04", "-000498-01-01/-000399-12-31"),
        ] {
            let found = extent(value).map(|Extent { first, last, .. }| format!("{first}/{last}"));
            assert_eq!(found.as_deref(), Some(days), "{value}");
        }
        for value in [
            "",
            "24-01",
            "+202-01",
            "2024-13",
            "2024-02-30",
            "2024-W54",
            "2024-W09-8",
            "2024-Q5",
            "2024-XX",
            "P6M",
            "XXXX-WXX-2",
            "PRESENT_REF",
            "T18:00",
            "2024-02-27-01",
            "20244",
            "é024",
        ] {
            assert_eq!(extent(value), None, "{value}");
        }
    }

    #[test]
    fn times_belong_to_one_day() {
        let time = |value| extent(value).and_then(|extent| extent.time);
        let at = |hour, minute, second, utc| Some(TimeOfDay { hour, minute, second, utc });
        assert_eq!(time("2024-02-27T18"), at(18, 0, 0, false));
        assert_eq!(time("2024-02-27T18:05:09Z"), at(18, 5, 9, true));
        for value in
            ["2024-02-27", "2024-02-27TMO", "2024-02T18:00", "2024-02-27T25:00", "2024-02-27T18:00:00:00"]
        {
            assert_eq!(time(value), None, "{value}");
        }
    }

    #[test]
    fn values_in_edtf() {
        for (value, modifier, expected) in [
            ("2024-02-27", None, "2024-02-27"),
            ("2024-02-27T18:00", None, "2024-02-27T18:00:00"),
            ("2024-02-27T18:00Z", Some("APPROX"), "2024-02-27T18:00:00Z"),
            ("2024-02-27TMO", None, "2024-02-27"),
            ("2024-02", Some("START"), "2024-02"),
            ("2024", Some("APPROX"), "2024~"),
            ("2024-Q2", None, "2024-34"),
            ("2024-H1", None, "2024-40"),
            ("2024-WI", None, "2024-24"),
            ("19", None, "19XX"),
            ("2024-W09-WE", None, "2024-03-02/2024-03-03"),
            ("BC0480", None, "-0479"),
            ("BC0001", None, "0000"),
            ("BC048", None, "-0488/-0479"),
            ("XXXX-03", None, "XXXX-03"),
            ("2024-XX-XX", None, "2024-XX-XX"),
            ("P6M", None, "P6M"),
            ("P1Y2M", None, "P1Y2M"),
            ("PT4.5H", None, "PT4.5H"),
            ("P3CE", None, "P300Y"),
        ] {
            assert_eq!(edtf(value, modifier).as_deref(), Some(expected), "{value}");
        }
        for value in
            ["PXD", "P2WE", "P", "PT", "P6", "XXXX-WXX-2", "PRESENT_REF", "XXXX", "XXXX-XX-XX", "T18:00", ""]
        {
            assert_eq!(edtf(value, None), None, "{value}");
        }
    }
}
