//! What a temporal expression says, before anything is known of when the article was written.
//!
//! Recognition gives [`Expression`]s, resolution turns them into [`Timex`](super::Timex)es; a change of the article's
//! date needs the second only.

use jiff::civil::Date;

use crate::Span;
use crate::evidence::Evidence;

use super::period::{Period, Unit};

/// A temporal expression as recognised: where it stands and what its words say, with the date of the article left open.
#[derive(Clone, Debug)]
pub struct Expression {
    pub(super) span: Span,
    pub(super) meaning: Meaning,
    /// The TIMEX3 attribute `mod`.
    pub(super) modifier: Option<&'static str>,
    pub(super) tense: Tense,
    /// Where the sentence starts, in bytes of the text.
    pub(super) sentence: usize,
    /// It is the second end of a range, and the expression before it the first: `Monday to Friday`.
    pub(super) joined: bool,
    /// Stands after `before`, `until` or `by`, so that it is yet to come: `before winter`.
    pub(super) awaited: bool,
    /// Stands after `in`, so that a clock would date it: `in 15 minutes`.
    pub(super) after_in: bool,
    /// Whether days go before months, and why; only where its figures read two ways.
    pub(super) order: Option<(bool, Evidence)>,
    /// It is the publication line: the date of the article itself.
    pub(super) published: bool,
}

/// Where the clause of an expression looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Present,
    Unknown,
    /// The next one, however far: for who speaks to a clock.
    Next,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    Date(When),
    Time(Option<When>, Clock),
    Duration(Amount),
    Set(Recurrence),
}

/// A place in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// One that the words give whole: `March 2019`.
    Whole(Period),
    /// A day written in figures that reads two ways: `3/4/2025`, month first and day first.
    Either(Period, Period),
    /// One that recurs, bare: `Tuesday`, `March`, `Christmas`.
    Bare(Field),
    /// One near a base: `last March`, `this week`, `the following year`. Steps from the one that holds the base.
    Near { field: Field, step: i8, base: Base },
    /// One within another: `March of last year`, `Tuesday of that week`.
    In { field: Field, of: Box<When> },
    /// One counted from the start, or with a negative number from the end: `the first Monday of October`.
    Nth { n: i8, field: Field, of: Box<When> },
    /// One so far before or after another: `two days later`, `a week before Christmas`.
    Shift { base: Box<When>, amount: Amount, back: bool },
    /// The base itself: `today`, `that day`.
    Base(Base),
    /// `that time`: the date mentioned last in a story, `PAST_REF` in news.
    Then,
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

/// What relative expressions start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The date of the article.
    Created,
    /// The date that was mentioned last.
    Narrative,
    /// The date of the article in news, the date mentioned last in a story.
    Context,
}

/// A stretch of the calendar that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// 1 to 12.
    Month(u8),
    /// A month and a day.
    Day(u8, u8),
    /// A day of some month: `the 18th`.
    DayOfMonth(u8),
    /// A weekday with the day of some month: `Monday the 4th`.
    WeekdayOfMonth(u8, u8),
    /// A weekday, a month and a day: `Tuesday, March 4`.
    WeekdayDay(u8, u8, u8),
    /// Monday 1 to Sunday 7.
    Weekday(u8),
    /// An index into [`SEASONS`](super::period::SEASONS).
    Season(u8),
    Quarter(u8),
    Half(u8),
    /// An index into the table of holidays.
    Named(u16),
    /// `'82`.
    ShortYear(u8),
    /// `the eighties`: 8.
    ShortDecade(u8),
    Unit(Unit),
}

/// A number of units, as `two and a half years`; the numbers are thousandths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount(pub Vec<(Quantity, Unit)>);

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantity {
    /// In thousandths.
    Exact(u64),
    /// `several`: the number is what a clock would take it for; 0 for a bare plural.
    Vague(u8),
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    /// Hour, minute and second.
    pub time: Option<(u8, Option<u8>, Option<u8>)>,
    /// The hour counts from midnight or says a.m. or p.m.
    pub sure: bool,
    /// A part of the day: `MO`.
    pub part: Option<&'static str>,
    /// `Z`, or an offset that was written out.
    pub zone: Option<Zone>,
}

/// A time zone, as far as a value has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Utc,
    /// Named by a country's clock; the value leaves it out.
    Named,
}

/// Something that comes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recurrence {
    /// The TIMEX3 value: `P1D`, `XXXX-WXX-2`.
    pub value: String,
    pub quant: Option<&'static str>,
    pub freq: Option<String>,
}

impl Amount {
    pub(super) fn one(quantity: Quantity, unit: Unit) -> Amount {
        Amount(vec![(quantity, unit)])
    }

    /// One amount, with less than one of a unit told in the next smaller one: `half an hour` as thirty minutes.
    pub(super) fn small(quantity: Quantity, unit: Unit) -> Amount {
        let finer = match unit {
            Unit::Century => Some((100, Unit::Year)),
            Unit::Decade => Some((10, Unit::Year)),
            Unit::Year => Some((12, Unit::Month)),
            Unit::Day => Some((24, Unit::Hour)),
            Unit::Hour => Some((60, Unit::Minute)),
            Unit::Minute => Some((60, Unit::Second)),
            _ => None,
        };
        match (quantity, finer) {
            (Quantity::Exact(n @ 1..1000), Some((size, unit))) if n * size % 1000 == 0 => {
                Amount::one(Quantity::Exact(n * size), unit)
            }
            _ => Amount::one(quantity, unit),
        }
    }

    /// Its longest unit.
    pub(super) fn unit(&self) -> Unit {
        self.0.iter().map(|part| part.1).max().unwrap_or(Unit::Day)
    }

    /// Its shortest unit.
    pub(super) fn finest(&self) -> Unit {
        self.0.iter().map(|part| part.1).min().unwrap_or(Unit::Day)
    }

    pub(super) fn is_vague(&self) -> bool {
        self.0.iter().any(|part| matches!(part.0, Quantity::Vague(_)))
    }

    /// The TIMEX3 value: `P2Y3M`, `PT4.5H`, `PXD`.
    pub(super) fn value(&self) -> String {
        self.value_guessing(false)
    }

    /// The value with a number for `several` where `guess`.
    pub(super) fn value_guessing(&self, guess: bool) -> String {
        let mut value = String::from("P");
        let mut clock = false;
        for &(quantity, unit) in &self.0 {
            let (letters, of_clock) = unit.letters();
            if of_clock && !clock {
                clock = true;
                value.push('T');
            }
            match quantity {
                Quantity::Exact(n) => value.push_str(&thousandths(n)),
                Quantity::Vague(n @ 1..) if guess => value.push_str(&n.to_string()),
                Quantity::Vague(_) => value.push('X'),
            }
            value.push_str(letters);
        }
        value
    }

    /// `day` so much later or earlier; parts of a unit are counted in the next smaller one.
    pub(super) fn from(&self, period: Period, back: bool, guess: bool) -> Option<Period> {
        let mut at = period;
        for &(quantity, unit) in &self.0 {
            let n = match quantity {
                Quantity::Exact(n) => n,
                Quantity::Vague(n) if guess => u64::from(n.max(2)) * 1000,
                Quantity::Vague(_) => return None,
            };
            let (n, unit) = match (n % 1000, unit) {
                (0, unit) => (n / 1000, unit),
                (_, Unit::Century) => (n * 100 / 1000, Unit::Year),
                (_, Unit::Decade) => (n * 10 / 1000, Unit::Year),
                (_, Unit::Year) => (n * 12 / 1000, Unit::Month),
                (_, Unit::Month) => (n * 30 / 1000, Unit::Day),
                (_, Unit::Week) => (n * 7 / 1000, Unit::Day),
                (_, unit) => (n / 1000, unit),
            };
            let n = i64::try_from(n).ok()?;
            at = at.plus(if back { -n } else { n }, unit)?;
        }
        Some(at)
    }

    /// Its length in seconds, where every part is shorter than a month.
    pub(super) fn seconds(&self, guess: bool) -> Option<i64> {
        self.0.iter().try_fold(0i64, |sum, &(quantity, unit)| {
            let n = match quantity {
                Quantity::Exact(n) => i64::try_from(n).ok()?,
                Quantity::Vague(n) if guess => i64::from(n.max(2)) * 1000,
                Quantity::Vague(_) => return None,
            };
            let size = match unit {
                Unit::Second => 1,
                Unit::Minute => 60,
                Unit::Hour => 3600,
                Unit::Day => 86_400,
                Unit::Week => 604_800,
                _ => return None,
            };
            sum.checked_add(n.checked_mul(size)? / 1000)
        })
    }
}

/// `4500` as `4.5`.
pub(super) fn thousandths(n: u64) -> String {
    let (whole, rest) = (n / 1000, n % 1000);
    if rest == 0 {
        return whole.to_string();
    }
    let digits = format!("{rest:03}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

impl Expression {
    /// Where it stands, in bytes of the text.
    pub fn span(&self) -> Span {
        self.span
    }
}

/// A day that both readings of figures name, month first and day first; one where only one is a day.
pub(super) fn figures(year: i32, first: u8, second: u8) -> Option<When> {
    let day = |month, day| Period::day(year, month, day);
    match (day(first, second), day(second, first)) {
        (Some(a), Some(b)) if a != b => Some(When::Either(a, b)),
        (Some(a), _) | (None, Some(a)) => Some(When::Whole(a)),
        (None, None) => None,
    }
}

/// The days of `period`, where both edges are days of the calendar.
pub(super) fn days(period: Period) -> Option<(Date, Date)> {
    Some((period.first()?, period.last()?))
}
