//! Periods, fields and amounts in words, for evidence: `Tuesday before the article’s Wednesday 28 February 2024`.

use jiff::civil::Date;

use super::expression::{Amount, Field};
use super::named;
use super::period::{Period, Unit};

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
