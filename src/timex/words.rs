//! Periods, fields and amounts in words, for evidence: `Tuesday before the article’s Wednesday 28 February 2024`.

use jiff::civil::Date;

use super::expression::{Amount, Field};
use super::named;
use super::period::{Period, Unit};
use super::value;

/// How a bare field lies to the date it is told from: `Tuesday before`.
pub(super) fn relation(field: Field, period: Period, day: Date) -> String {
    let name = match field {
        Field::Weekday(_) | Field::WeekdayDay(..) | Field::WeekdayOfMonth(..) => {
            period.first().map_or("day", weekday_name).to_string()
        }
        field => noun(field),
    };
    match (period.first(), period.last()) {
        (Some(first), Some(last)) if first <= day && day <= last => format!("the {name} of"),
        (Some(first), _) if first > day => format!("{name} after"),
        _ => format!("{name} before"),
    }
}

pub(super) fn noun(field: Field) -> String {
    match field {
        Field::Month(month) => month_name(month).to_string(),
        Field::Day(month, day) | Field::WeekdayDay(_, month, day) => format!("{day} {}", month_name(month)),
        Field::DayOfMonth(day) | Field::WeekdayOfMonth(_, day) => format!("day {day} of a month"),
        Field::Weekday(day) => weekday_label(day).to_string(),
        Field::Season(season) => {
            ["spring", "summer", "autumn", "winter"].get(usize::from(season)).unwrap_or(&"season").to_string()
        }
        Field::Quarter(quarter) => format!("quarter {quarter}"),
        Field::Half(half) => format!("half {half} of a year"),
        Field::Named(id) => named::called(id).to_string(),
        Field::ShortYear(_) => "year".to_string(),
        Field::ShortDecade(_) => "decade".to_string(),
        Field::Unit(unit) => unit.name().to_string(),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"")
}

fn weekday_label(day: u8) -> &'static str {
    WEEKDAYS.get(usize::from(day).wrapping_sub(1)).unwrap_or(&"")
}

fn weekday_name(day: Date) -> &'static str {
    weekday_label(day.weekday().to_monday_one_offset() as u8)
}

/// A day in words, as the page writes it: `28 February 2024`.
pub fn day_in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month() as u8), era(day.year().into()))
}

/// A TIMEX3 `value` as a person reads it, without a `mod`.
fn value_in_words(value: &str) -> Option<String> {
    match value {
        "PRESENT_REF" => return Some("now".into()),
        "PAST_REF" => return Some("some time ago".into()),
        "FUTURE_REF" => return Some("some time to come".into()),
        _ => {}
    }
    if value.starts_with('P') {
        return length(value);
    }
    let (days, time) = value::halves(value);
    let mut words = match days {
        "" | "XXXX-XX-XX" => String::new(),
        days => calendar(days)?,
    };
    if let Some(time) = time {
        if !words.is_empty() {
            words.push_str(", ");
        }
        words.push_str(&time_of_day(time)?);
    }
    (!words.is_empty()).then_some(words)
}

/// A TIMEX3 `value` with its `mod` as a person reads them: `about 1990`, `late in March 2024`; `None` where the value has no
/// plainer reading.
///
/// ```
/// use dateline::timex::in_words;
///
/// assert_eq!(in_words("2024-03-05T18:00", None).as_deref(), Some("Tuesday 5 March 2024, 18:00"));
/// assert_eq!(in_words("199", Some("END")).as_deref(), Some("late in the 1990s"));
/// assert_eq!(in_words("XXXX-XX-XX", None), None);
/// ```
pub fn in_words(value: &str, modifier: Option<&str>) -> Option<String> {
    let words = value_in_words(value)?;
    let before = match modifier {
        Some("APPROX") => "about",
        Some("START" | "EARLY") => "early in",
        Some("MID") => "in the middle of",
        Some("END" | "LATE") => "late in",
        Some("BEFORE") => "before",
        Some("AFTER") => "after",
        Some("ON_OR_BEFORE") => "on or before",
        Some("ON_OR_AFTER") => "on or after",
        Some("LESS_THAN") => "less than",
        Some("MORE_THAN") => "more than",
        Some("EQUAL_OR_LESS") => "at most",
        Some("EQUAL_OR_MORE") => "at least",
        _ => return Some(words),
    };
    Some(format!("{before} {words}"))
}

fn calendar(days: &str) -> Option<String> {
    if let Some(day) = days.strip_prefix("XXXX-WXX-") {
        return day
            .parse()
            .ok()
            .filter(|day| (1..=7).contains(day))
            .map(|day| weekday_label(day).to_string());
    }
    Some(match value::calendar(days)? {
        Period::Quarter(year, quarter) => format!("quarter {quarter} of {}", era(year)),
        Period::Half(year, half) => {
            format!("{} half of {}", if half == 1 { "first" } else { "second" }, era(year))
        }
        Period::Decade(n) if n >= 0 => format!("the {n:02}0s"),
        Period::Century(n) if n >= 0 => format!("the {n}00s"),
        period @ (Period::Decade(_) | Period::Century(_)) => {
            format!("{} to {}", era(period.first()?.year().into()), era(period.last()?.year().into()))
        }
        period => spell(period),
    })
}

fn time_of_day(time: &str) -> Option<String> {
    let part = match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        _ => {
            let clock = value::clock(time)?;
            let mut words = format!("{:02}:{:02}", clock.hour, clock.minute);
            if clock.second > 0 {
                words.push_str(&format!(":{:02}", clock.second));
            }
            return Some(words + if clock.utc { " UTC" } else { "" });
        }
    };
    Some(part.to_string())
}

fn length(value: &str) -> Option<String> {
    let part = |&(half, amount, unit): &(value::Half, &str, &str)| {
        let unit = match (unit, half.time) {
            ("CE", _) => Unit::Century,
            ("DE", _) => Unit::Decade,
            ("WE", _) => Unit::Weekend,
            ("Y", _) => Unit::Year,
            ("Q", _) => Unit::Quarter,
            ("M", false) => Unit::Month,
            ("M", true) => Unit::Minute,
            ("W", _) => Unit::Week,
            ("D", _) => Unit::Day,
            ("H", false) => Unit::Half,
            ("H", true) => Unit::Hour,
            ("S", false) => Unit::Season,
            _ => Unit::Second,
        };
        match amount {
            "1" => format!("1 {}", unit.name()),
            _ if amount.starts_with('X') => format!("some {}", plural(unit)),
            _ => format!("{amount} {}", plural(unit)),
        }
    };
    Some(value::units(value)?.iter().map(part).collect::<Vec<_>>().join(" "))
}

/// A period in words: `Wednesday 28 February 2024`, `March 2024`.
pub(super) fn spell(period: Period) -> String {
    match period {
        Period::Day(day) => format!("{} {}", weekday_name(day), day_in_words(day)),
        Period::Month(year, month) => format!("{} {}", month_name(month), era(year)),
        Period::Year(year) => era(year),
        Period::Week(_) | Period::Weekend(_) => match period.first() {
            Some(first) => format!("{} from {}", period.unit().name(), spell(Period::Day(first))),
            None => period.to_string(),
        },
        Period::Season(year, season) => format!("{} {}", noun(Field::Season(season)), era(year)),
        period => period.to_string(),
    }
}

fn era(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}

pub(super) fn spell_amount(amount: &Amount) -> String {
    let part = |&(quantity, unit): &(super::expression::Quantity, Unit)| match quantity {
        super::expression::Quantity::Exact(1000) => format!("one {}", unit.name()),
        super::expression::Quantity::Exact(n) => {
            format!("{} {}", super::expression::thousandths(n), plural(unit))
        }
        super::expression::Quantity::Vague(_) => format!("some {}", plural(unit)),
    };
    amount.0.iter().map(part).collect::<Vec<_>>().join(" ")
}

fn plural(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "seconds",
        Unit::Minute => "minutes",
        Unit::Hour => "hours",
        Unit::Day => "days",
        Unit::Weekend => "weekends",
        Unit::Week => "weeks",
        Unit::Month => "months",
        Unit::Quarter => "quarters",
        Unit::Season => "seasons",
        Unit::Half => "half-years",
        Unit::Year => "years",
        Unit::Decade => "decades",
        Unit::Century => "centuries",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_words() {
        for (value, words) in [
            ("2024-02-27", "Tuesday 27 February 2024"),
            ("2024-02", "February 2024"),
            ("2024", "2024"),
            ("199", "the 1990s"),
            ("19", "the 1900s"),
            ("2024-W09", "week from Monday 26 February 2024"),
            ("2024-W09-WE", "weekend from Saturday 2 March 2024"),
            ("2023-SP", "spring 2023"),
            ("2024-Q1", "quarter 1 of 2024"),
            ("2024-H2", "second half of 2024"),
            ("2024-03-05T18:00", "Tuesday 5 March 2024, 18:00"),
            ("2024-03-05T18:00Z", "Tuesday 5 March 2024, 18:00 UTC"),
            ("2024-03-05T18:00:07", "Tuesday 5 March 2024, 18:00:07"),
            ("2024-03-05TMO", "Tuesday 5 March 2024, morning"),
            ("T18", "18:00"),
            ("XXXX-XX-XXT18:00", "18:00"),
            ("BC0480", "480 BC"),
            ("BC048", "489 BC to 480 BC"),
            ("P6M", "6 months"),
            ("PT6M", "6 minutes"),
            ("P1Y2M", "1 year 2 months"),
            ("P1DE", "1 decade"),
            ("P2WE", "2 weekends"),
            ("P3Q", "3 quarters"),
            ("PXD", "some days"),
            ("P1.5Y", "1.5 years"),
            ("XXXX-WXX-2", "Tuesday"),
            ("PRESENT_REF", "now"),
        ] {
            assert_eq!(value_in_words(value).as_deref(), Some(words), "{value}");
        }
        for value in ["", "P", "2024-13", "2024-02-30", "2024-02-27Tx", "nonsense", "XXXX-XX-XX"] {
            assert_eq!(value_in_words(value), None, "{value}");
        }
    }
}
