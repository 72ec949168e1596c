//! What comes again: `every Tuesday`, `twice a year`, `daily`, `annual`, `$40 a month`, `Mondays`.
//!
//! TimeML 1.2.1 (specification, section 2.3): the value is the period that comes again (`P1Y`, `XXXX-WXX-2`); `quant` is the
//! word of the text that counts over it, words of several joined by an underscore (`EVERY`, `EVERY_OTHER`); `freq` says how
//! often within the period (`2X`). So `every other day` has the value `P2D`, and `every other Friday`, whose value is a
//! Friday, keeps the alternation in `quant`. A time of day beside the day belongs to the expression, as in
//! `Friday at 8 a.m.`.

use super::choice::open_value;
use super::expression::{Amount, Clock, Field, Meaning, Quantity, Recurrence, When, thousandths};
use super::grammar::{Dated, Found};
use super::lexicon::Class;
use super::number;
use super::period::{SEASONS, Unit};
use super::scan::Scan;
use super::{calendar, clock, named};

pub(super) fn find(scan: &Scan, at: usize) -> Option<Found> {
    let found = |to, value: String, quant, freq| {
        Some(Found { from: at, to, meaning: Meaning::Set(Recurrence { value, quant, freq }), modifier: None })
    };
    match scan.class(at) {
        Class::Weekdays(day) => {
            let value = format!("XXXX-WXX-{day}");
            if let Some((time, to)) = clock::after(scan, at + 1).filter(|_| scan.is(at + 1, "at")) {
                return found(to, format!("{value}{}", clock::value(time)), None, None);
            }
            return found(at + 1, value, None, None);
        }
        // Friday mornings
        Class::Weekday(day, false) => {
            if let Class::Part(part) = scan.class(at + 1) {
                let plural = matches!(scan.word(at + 1), "mornings" | "evenings" | "nights")
                    || scan.surface(at + 1) == "afternoons";
                return plural.then(|| found(at + 2, format!("XXXX-WXX-{day}T{part}"), None, None))?;
            }
            return None;
        }
        Class::Word => {}
        Class::Cardinal(_) | Class::Number(..) => {
            // three times a week
            let (n, to) = number::plain(scan, at)?;
            // 3 pm every Thursday
            if let Some((time, comes)) = clock::time(scan, at, false).filter(|found| found.0.sure)
                && scan.is_any(comes, &["every", "each", "everyday"])
            {
                let every = if scan.is(comes, "everyday") {
                    Every { value: String::from("P1D"), step: 1, to: comes + 1 }
                } else {
                    every(scan, comes)?
                };
                let value = format!("{}{}", every.days()?, clock::value(time));
                return found(every.to, value, Some(every.quant()), None);
            }
            let times = scan.surface(to) == "times" && scan.class(to) == Class::Other;
            return times
                .then(|| rate(scan, to + 1))?
                .and_then(|(unit, end)| found(end, one(unit), None, Some(format!("{}X", thousandths(n)))));
        }
        Class::Units(Unit::Weekend) => {
            return found(at + 1, "XXXX-WXX-WE".into(), None, None);
        }
        _ => return None,
    }
    let word = scan.word(at);
    match word {
        "every" | "each" => every(scan, at).map(|every| every.timed(scan)).and_then(|every| {
            let quant = if word == "every" { every.quant() } else { "EACH" };
            found(every.to, every.value, Some(quant), None)
        }),
        "once" | "twice" => {
            let freq = if word == "once" { "1X" } else { "2X" };
            let (unit, to) = rate(scan, at + 1)?;
            found(to, one(unit), None, Some(freq.to_string()))
        }
        "a" | "an" | "per" => {
            let Class::Unit(unit) = scan.class(at + 1) else {
                return (word == "per" && scan.is(at + 1, "annum"))
                    .then(|| found(at + 2, "P1Y".into(), None, None))?;
            };
            if matches!(unit, Unit::Season | Unit::Half | Unit::Decade | Unit::Century | Unit::Second)
                && word != "per"
            {
                return None;
            }
            (word == "per"
                || is_rate(scan, at) && !scan.is_any(at + 2, &["ago", "earlier", "later", "before", "after"]))
            .then(|| found(at + 2, one(unit), None, None))?
        }
        "daily" | "nightly" | "weekdays" => {
            let value = match word {
                "daily" => "P1D",
                "nightly" => "XXXX-XX-XXTNI",
                _ => "XXXX-WXX-WD",
            };
            let every = Every { value: value.into(), step: 1, to: at + 1 };
            let every = if scan.is(at + 1, "at") { every.timed(scan) } else { every };
            found(every.to, every.value, None, None).filter(|_| word != "daily" || !named(scan, at))
        }
        "weekly" => found(at + 1, "P1W".into(), None, None).filter(|_| !named(scan, at)),
        "monthly" => found(at + 1, "P1M".into(), None, None).filter(|_| !named(scan, at)),
        "quarterly" => found(at + 1, "P1Q".into(), None, None),
        "yearly" | "annual" | "annually" => {
            found(at + 1, "P1Y".into(), None, None).filter(|_| !named(scan, at))
        }
        "hourly" => found(at + 1, "PT1H".into(), None, None),
        "biweekly" | "fortnightly" => found(at + 1, "P2W".into(), None, None),
        "semiannual" | "semiannually" | "biannual" | "biannually" => found(at + 1, "P6M".into(), None, None),
        // "the Venice Biennial" is a show
        "biennial" => found(at + 1, "P2Y".into(), None, None).filter(|_| !scan.atom(at).capital),
        "bimonthly" => found(at + 1, "P2M".into(), None, None),
        "semi" | "bi" | "half" => {
            let adverb = number::hyphen(scan, at + 1);
            let value = match (word, scan.word(adverb)) {
                ("semi", "annual" | "annually") | ("half", "yearly") => "P6M",
                ("bi", "weekly") => "P2W",
                ("bi", "monthly") => "P2M",
                _ => return None,
            };
            (adverb > at + 1).then(|| found(adverb + 1, value.into(), None, None))?
        }
        "everyday" => {
            let every = Every { value: "P1D".into(), step: 1, to: at + 1 }.timed(scan);
            found(every.to, every.value, Some("EVERY"), None)
                .filter(|found| scan.len() <= at + 2 || found.to > at + 1)
        }
        _ => None,
    }
}

/// `Daily Mail`: a word in the name of a paper or a meeting.
fn named(scan: &Scan, at: usize) -> bool {
    let next = scan.atom(at + 1);
    scan.atom(at).capital && next.capital && next.class == Class::Other
}

/// `a week` after `twice`.
fn rate(scan: &Scan, at: usize) -> Option<(Unit, usize)> {
    if !scan.is_any(at, &["a", "an", "per", "every", "each"]) {
        return None;
    }
    match scan.class(at + 1) {
        Class::Unit(unit) => Some((unit, at + 2)),
        _ => None,
    }
}

/// Whether `a year` is a rate: a number and what it counts stand before.
fn is_rate(scan: &Scan, at: usize) -> bool {
    let counts =
        |at: usize| matches!(scan.class(at), Class::Number(..) | Class::Scale(_) | Class::Cardinal(_));
    let before = at.wrapping_sub(1);
    if counts(before) {
        return true;
    }
    if scan.symbol(before, b'%') || scan.surface(before).eq_ignore_ascii_case("percent") {
        return true;
    }
    if matches!(scan.class(before), Class::Units(_)) {
        return counts(before.wrapping_sub(1)) && !scan.is(before.wrapping_sub(2), "for");
    }
    // "50,000 cars a year", "40 million dollars a year"
    scan.class(before) == Class::Other
        && scan.surface(before).ends_with('s')
        && (counts(before.wrapping_sub(1))
            || counts(before.wrapping_sub(2)) && scan.class(before.wrapping_sub(1)) == Class::Other)
}

/// What `every` or `each` at `at` is of: the period, as a value, and how many of them are passed over.
struct Every {
    value: String,
    /// 2 for `every other Friday`; 1 where the value has the number.
    step: u64,
    to: usize,
}

impl Every {
    /// The attribute `quant`.
    fn quant(&self) -> &'static str {
        ["EVERY_OTHER", "EVERY_THIRD", "EVERY_FOURTH"]
            .get(self.step.wrapping_sub(2) as usize)
            .unwrap_or(&"EVERY")
    }

    /// The days that it is of, as a value that a time of day can follow.
    fn days(&self) -> Option<&str> {
        match self.value.as_str() {
            "P1D" | "XXXX-XX-XXTMO" | "XXXX-XX-XXTAF" | "XXXX-XX-XXTEV" | "XXXX-XX-XXTNI" => {
                Some("XXXX-XX-XX")
            }
            value => value.split('T').next().filter(|value| value.starts_with("XXXX-WXX-")),
        }
    }

    /// With the time of day after it: `every day at 8 a.m.`, `every Friday night`.
    fn timed(self, scan: &Scan) -> Every {
        let Some(days) = self.days() else { return self };
        let asked = scan.is_any(self.to, &["at", "around"]);
        if let Some((time, to)) = clock::after(scan, self.to).filter(|found| asked || found.0.sure) {
            let part = ["MO", "AF", "EV", "NI"].into_iter().find(|&part| self.value.ends_with(part));
            let value = format!("{days}{}", clock::value(Clock { part: time.part.or(part), ..time }));
            return Every { value, to, ..self };
        }
        match scan.class(self.to) {
            Class::Part(part) if days == self.value => {
                Every { value: format!("{days}T{part}"), to: self.to + 1, ..self }.timed(scan)
            }
            _ => self,
        }
    }
}

fn every(scan: &Scan, at: usize) -> Option<Every> {
    let mut i = at + 1;
    let mut n = 1000;
    if scan.is(i, "single") {
        i += 1;
    }
    let day = named::find(scan, i).or_else(|| calendar::find(scan, i));
    if let Some(Dated { to, when: When::Bare(field @ (Field::Named(_) | Field::Day(..))), .. }) = day {
        return Some(Every { value: open_value(field), step: 1, to });
    }
    if scan.is_any(i, &["other", "alternate"])
        || scan.is(i, "second") && !matches!(scan.class(i + 1), Class::Other)
    {
        (n, i) = (2000, i + 1);
    } else if let Some((count, to)) = number::ordinal(scan, i) {
        (n, i) = (u64::from(count) * 1000, to);
    } else if let Some((count, to)) = number::plain(scan, i) {
        (n, i) = (count, to);
    } else if scan.is(i, "few") {
        let Class::Units(unit) = scan.class(i + 1) else { return None };
        let value = Amount::one(Quantity::Vague(3), unit).value();
        return Some(Every { value, step: 1, to: i + 2 });
    } else if scan.is(i, "half") {
        let hour = i + 1 + usize::from(scan.is(i + 1, "an"));
        let value = String::from("PT30M");
        return scan.is(hour, "hour").then_some(Every { value, step: 1, to: hour + 1 });
    }
    let value = match scan.class(i) {
        Class::Unit(Unit::Weekend) | Class::Units(Unit::Weekend) => "XXXX-WXX-WE".to_string(),
        Class::Unit(unit) | Class::Units(unit) | Class::UnitShort(unit) => {
            if unit == Unit::Season || unit == Unit::Half {
                return None;
            }
            let value = Amount::one(Quantity::Exact(n), unit).value();
            return Some(Every { value, step: 1, to: i + 1 });
        }
        Class::Weekday(day, _) => format!("XXXX-WXX-{day}"),
        Class::Month(month, _) => format!("XXXX-{month:02}"),
        Class::Season(season) => format!("XXXX-{}", SEASONS.get(usize::from(season))?),
        Class::Part(part) => format!("XXXX-XX-XXT{part}"),
        _ if scan.is(i, "weekday") => "XXXX-WXX-WD".to_string(),
        _ => return None,
    };
    Some(Every { value, step: n / 1000, to: i + 1 })
}

fn one(unit: Unit) -> String {
    Amount::one(Quantity::Exact(1000), unit).value()
}
