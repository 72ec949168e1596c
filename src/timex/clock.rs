//! Times of day: `6 p.m.`, `18:30`, `0600 GMT`, `noon`, `half past three`, `Tuesday morning`, `tonight`, `last night`.
//!
//! Values `2024-02-27T18:00`, and `2024-02-27TMO` for parts of the day (TimeML 1.2.1). A zone is written where it is UTC.

use super::expression::{Base, Clock, Field, Meaning, When, Zone};
use super::grammar::{self, Found};
use super::lexicon::Class;
use super::number;
use super::period::Unit;
use super::scan::Scan;

/// What starts with a time of day: with the date after it, where there is one.
pub(super) fn find(scan: &Scan, at: usize) -> Option<Found> {
    let found =
        |from, to, when, clock| Some(Found { from, to, meaning: Meaning::Time(when, clock), modifier: None });
    if let Some(iso) = stamp(scan, at) {
        return Some(iso);
    }
    if let Some((when, clock, to, modifier)) = part_of_day(scan, at) {
        // "this morning at 3"
        if let Some((time, end)) = after(scan, to) {
            return found(at, end, when, Clock { part: clock.part, ..time });
        }
        return Some(Found { from: at, to, meaning: Meaning::Time(when, clock), modifier });
    }
    let (time, to) = time(scan, at, false)?;
    let (when, clock, to) = with_date(scan, time, to);
    found(at, to, when, clock)
}

/// A time of day that was read, with the part of the day and the date after it.
fn with_date(scan: &Scan, time: Clock, to: usize) -> (Option<When>, Clock, usize) {
    // in the afternoon
    let (mut time, mut to) = (time, to);
    let the = to + 1 + usize::from(scan.is(to + 1, "the"));
    if let Some(end) = at_night(scan, to) {
        (time.part, to) = (Some("NI"), end);
    }
    if scan.is(to, "in")
        && let Class::Part(part) = scan.class(the)
    {
        (time.part, to) = (Some(part), the + 1);
    }
    let night = scan.skip_comma(to);
    if let Class::Tonight = scan.class(night) {
        return (Some(When::Base(Base::Created)), Clock { part: Some("NI"), ..time }, night + 1);
    }
    // 8 this evening
    let told = scan.skip_comma(to);
    if let Some((when, part, end, _)) = part_of_day(scan, told).filter(|_| {
        scan.is_any(told, &["this", "that", "yesterday", "tomorrow", "last"])
            || matches!(scan.class(told), Class::Today(_))
    }) {
        return (when, Clock { part: part.part, ..time }, end);
    }
    let comma = scan.skip_comma(to);
    let on = comma + usize::from(scan.is_any(comma, &["on", "of"]));
    if let Some(dated) = grammar::dated(scan, on, grammar::DEPTH)
        .filter(|dated| grammar::is_day(&dated.when) && dated.modifier.is_none())
    {
        let bare = matches!(dated.when, When::Base(Base::Narrative));
        if !bare && !matches!(dated.when, When::Shift { .. }) {
            if let Some((part, end)) = part_after(scan, dated.to) {
                return (Some(dated.when), Clock { part: part.part, ..time }, end);
            }
            return (Some(dated.when), time, dated.to);
        }
    }
    (None, time, to)
}

/// A time of day after a date: `at 6 p.m.`, `, 18:30`, `around noon`.
pub(super) fn after(scan: &Scan, at: usize) -> Option<(Clock, usize)> {
    let comma = scan.skip_comma(at);
    let lead = scan.is_any(comma, &["at", "around", "about", "by", "from", "for", "shortly"]);
    let mut i = comma + usize::from(lead);
    if scan.is_any(i, &["about", "around", "approximately"]) {
        i += 1;
    }
    let colon = usize::from(!lead && scan.symbol(i, b':') && scan.glued(i) && scan.glued(i + 1));
    let dash = usize::from(
        !lead && scan.symbol(i, b'-') && scan.glued(i) && scan.glued(i + 1) && scan.symbol(i + 2, b':'),
    );
    let (time, to) = time(scan, i + colon + dash, scan.is_any(comma, &["at", "around"]))?;
    let the = to + 1 + usize::from(scan.is(to + 1, "the"));
    if let Some(end) = at_night(scan, to) {
        return Some((Clock { part: Some("NI"), ..time }, end));
    }
    if let (true, Class::Part(part)) = (scan.is(to, "in"), scan.class(the)) {
        return Some((Clock { part: Some(part), ..time }, the + 1));
    }
    Some((time, to))
}

/// The atom after `at night`.
fn at_night(scan: &Scan, at: usize) -> Option<usize> {
    (scan.is(at, "at") && scan.is(at + 1, "night")).then_some(at + 2)
}

/// A part of the day after a date: `morning`, `night`.
pub(super) fn part_after(scan: &Scan, at: usize) -> Option<(Clock, usize)> {
    let i = at + usize::from(scan.is_any(at, &["early", "late"]));
    let i = if scan.symbol(at, b'\'') && scan.surface(at + 1) == "s" { at + 2 } else { i };
    let i = if scan.is(at, "in") && scan.is(at + 1, "the") { at + 2 } else { i };
    match scan.class(i) {
        Class::Part(part) if !matches!(scan.word(i), "nights" | "mornings" | "evenings" | "overnight") => {
            // Thursday Night Football
            let name = scan.atom(i).capital && scan.atom(i + 1).capital && scan.class(i + 1) == Class::Other;
            (!name).then_some((Clock { part: Some(part), ..Clock::default() }, i + 1))
        }
        _ => None,
    }
}

/// `this morning`, `last night`, `tonight`, `the night of 10 August`, `early in the morning of April 29`.
type PartOfDay = (Option<When>, Clock, usize, Option<&'static str>);

fn part_of_day(scan: &Scan, at: usize) -> Option<PartOfDay> {
    let (modifier, mut i) = match scan.word(at) {
        "early" => (Some("START"), at + 1),
        "late" => (Some("END"), at + 1),
        "mid" => (Some("MID"), number::hyphen(scan, at + 1)),
        "later" | "earlier" => (None, at + 1),
        _ => (None, at),
    };
    if i > at && scan.is(i, "in") {
        i += 1;
    }
    let clock = |part| Clock { part: Some(part), ..Clock::default() };
    let day = |step, base| When::Near { field: Field::Unit(Unit::Day), step, base };
    if scan.class(i) == Class::Tonight {
        return Some((Some(When::Base(Base::Created)), clock("NI"), i + 1, modifier));
    }
    let word = scan.word(i);
    // last night, this morning, the next morning, that afternoon
    let the = i + usize::from(word == "the");
    let (when, part_at) = match scan.word(the) {
        "last" if the == i => (day(-1, Base::Created), the + 1),
        "this" if the == i => (When::Base(Base::Created), the + 1),
        "that" if the == i => (When::Base(Base::Narrative), the + 1 + usize::from(scan.is(the + 1, "same"))),
        "next" | "following" => (day(1, Base::Narrative), the + 1),
        "previous" => (day(-1, Base::Narrative), the + 1),
        "same" => (When::Base(Base::Narrative), the + 1),
        _ if the > i || i > at || matches!(scan.class(i), Class::Part(_)) => {
            // the morning of 29 April 1975
            let Class::Part(part) = scan.class(the) else { return None };
            if scan.is(the, "overnight") {
                // "overnight rates" are a kind of rates
                let adverb = scan.class(the + 1) != Class::Other && the == at;
                return adverb.then(|| (None, clock(part), the + 1, None));
            }
            if scan.is(the, "nights") {
                return None;
            }
            let hours = the + 1 + usize::from(scan.surface(the + 1) == "hours" || scan.is(the + 1, "hours"));
            let on = scan.is_any(hours, &["of", "on"]);
            if let Some(dated) = grammar::dated(scan, hours + usize::from(on), grammar::DEPTH)
                .filter(|dated| grammar::is_day(&dated.when) && (on || !matches!(dated.when, When::Base(_))))
            {
                if matches!(dated.when, When::Bare(Field::Named(_))) && !on {
                    return None;
                }
                return Some((Some(dated.when), clock(part), dated.to, modifier));
            }
            let introduced = the > i && scan.is_any(i.wrapping_sub(1), &["in", "during", "for", "by", "on"])
                || modifier.is_some()
                || i > at
                || the > i
                    && matches!(part, "AF" | "EV" | "MO")
                    && scan.is_any(i.wrapping_sub(1), &["later", "into", "of"]);
            let alone = scan.len() <= 3 && !scan.atom(at).capital && !scan.is(at.wrapping_sub(1), "good")
                || scan.is(at.wrapping_sub(1), "in") && matches!(part, "MO" | "AF" | "EV");
            // "at night" is any night
            if scan.is(the, "night") && the == at && scan.is(at.wrapping_sub(1), "at") {
                return Some((Some(When::Reference("XXXX-XX-XX")), clock(part), the + 1, None));
            }
            let season = matches!(scan.word(the), "dawn" | "dusk" | "daytime" | "daylight");
            if scan.is(hours, "of") {
                return None;
            }
            return ((introduced || alone) && !season).then(|| (None, clock(part), hours, modifier));
        }
        _ => return None,
    };
    let part_at = part_at + usize::from(scan.is_any(part_at, &["early", "late"]));
    match scan.class(part_at) {
        Class::Part(part)
            if !matches!(scan.word(part_at), "nights" | "mornings" | "evenings" | "overnight") =>
        {
            Some((Some(when), clock(part), part_at + 1, modifier))
        }
        _ => None,
    }
}

/// A time of day by the clock: `6:30 p.m.`, `18:30 GMT`, `0600 UTC`, `noon`. `asked` where `at` and a date stand before,
/// so that a bare hour is enough.
pub(super) fn time(scan: &Scan, at: usize, asked: bool) -> Option<(Clock, usize)> {
    let (clock, to) = hour(scan, at, asked)?;
    let (zone, to) = zone(scan, to);
    Some((Clock { zone, ..clock }, to))
}

fn hour(scan: &Scan, at: usize, asked: bool) -> Option<(Clock, usize)> {
    let clock = |h: u8, m: Option<u8>, s: Option<u8>, sure: bool| Clock {
        time: Some((h, m, s)),
        sure,
        ..Clock::default()
    };
    match scan.class(at) {
        Class::Noon => return Some((clock(12, Some(0), None, true), at + 1)),
        Class::Midnight => return Some((clock(24, Some(0), None, true), at + 1)),
        // mid-day
        Class::Word if scan.is(at, "mid") && scan.symbol(at + 1, b'-') && scan.is(at + 2, "day") => {
            return Some((clock(12, Some(0), None, true), at + 3));
        }
        _ => {}
    }
    if let Some((spoken, to)) = spoken(scan, at) {
        return Some((spoken, oclock(scan, to).unwrap_or(to)));
    }
    let (h, digits, mut to) = match scan.class(at) {
        Class::Number(h, digits @ 1..=4) => (h, digits, at + 1),
        Class::Cardinal(h @ 1..=12) => (h, 0, at + 1),
        _ => return None,
    };
    if scan.glued(at)
        && matches!(
            scan.before(at),
            Class::Symbol(b'$' | b'.' | b'/' | b'#' | b',') | Class::Number(..) | Class::Other
        )
    {
        return None;
    }
    let (mut minute, mut second) = (None, None);
    let mark = match scan.class(to) {
        Class::Symbol(mark @ (b':' | b'.')) if scan.glued(to) && scan.glued(to + 1) => Some(mark),
        // "for 3h" is a length of time
        _ if matches!(scan.surface(to), "h" | "H")
            && scan.glued(to)
            && digits > 0
            && !scan.is_any(at.wrapping_sub(1), &["in", "for", "within", "lasted"]) =>
        {
            Some(b'h')
        }
        _ => None,
    };
    let mut marked = None;
    if let (Some(mark), 1..=2) = (mark, digits) {
        if let Class::Number(m @ 0..=59, 2) = scan.class(to + 1) {
            if mark != b'h' || scan.glued(to + 1) && !scan.glued(to + 2) {
                (minute, to, marked) = (Some(m as u8), to + 2, Some(mark));
                if let (true, Class::Number(s @ 0..=59, 2)) =
                    (scan.symbol(to, b':') && scan.glued(to) && scan.glued(to + 1), scan.class(to + 1))
                {
                    (second, to) = (Some(s as u8), to + 2);
                    if scan.symbol(to, b'.')
                        && scan.glued(to + 1)
                        && matches!(scan.class(to + 1), Class::Number(..))
                    {
                        to += 2;
                    }
                } else if matches!(scan.class(to), Class::Symbol(b':' | b'.'))
                    && scan.glued(to + 1)
                    && matches!(scan.class(to + 1), Class::Number(..))
                {
                    return None;
                }
            }
        } else if mark == b'h' && !scan.is_any(to + 1, &["ago", "later", "earlier", "from"]) {
            (to, marked) = (to + 1, Some(b'h'));
        } else if mark == b':' {
            return None; // a score, a verse
        }
    }
    if minute.is_none() && digits == 0 {
        // seven thirty p.m.
        let close = number::hyphen(scan, to);
        // march eighteenth nine thirty
        let told = asked
            || scan.is_any(at.wrapping_sub(1), &["at", "around"])
            || matches!(scan.before(at), Class::Ordinal(_));
        if let Some((m, end)) = number::words(scan, close).filter(|&(m, end)| {
            let the = end + 1 + usize::from(scan.is(end + 1, "the"));
            let part = scan.is(end, "in") && matches!(scan.class(the), Class::Part(_));
            let oclock = scan.surface(end) == "o" || scan.is(end, "oclock");
            (10..60).contains(&m)
                && (meridiem(scan, end).is_some() || part || oclock || told && is_end(scan, end))
        }) {
            if meridiem(scan, end).is_none() {
                return Some((clock(h as u8, Some(m as u8), None, false), end));
            }
            (minute, to) = (Some(m as u8), end);
        }
    }
    if let Some((afternoon, end)) = meridiem(scan, to) {
        let (h, minute) = match (digits, minute) {
            (3..=4, None) => (h / 100, Some((h % 100) as u8)),
            _ => (h, minute),
        };
        if !((1..=12).contains(&h) || h <= 23 && afternoon) || minute.is_some_and(|m| m > 59) {
            return None;
        }
        let h = match (h, afternoon) {
            (12, false) => 0,
            (12, true) => 12,
            (h, true) if h < 12 => h + 12,
            (h, _) => h,
        };
        return Some((clock(h as u8, minute, second, true), end));
    }
    if let Some(afternoon) = meridiem_beyond(scan, at, to).filter(|_| (1..=12).contains(&h)) {
        let h = h % 12 + if afternoon { 12 } else { 0 };
        return Some((clock(h as u8, minute, second, true), to));
    }
    // o'clock
    if let Some(end) = oclock(scan, to) {
        let (h, sure, end) = match meridiem(scan, end) {
            Some((true, end)) if h < 12 => (h + 12, true, end),
            Some((_, end)) => (h, true, end),
            None => (h, false, end),
        };
        return (h <= 24).then_some((clock(h as u8, Some(0), None, sure), end));
    }
    // 12 noon, 12 midnight
    if h == 12 && minute.unwrap_or(0) == 0 {
        match scan.class(to) {
            Class::Noon => return Some((clock(12, Some(0), None, true), to + 1)),
            Class::Midnight => return Some((clock(24, Some(0), None, true), to + 1)),
            _ => {}
        }
    }
    // 0600 GMT, 1200 hours
    if digits == 4 && h <= 2400 && h % 100 < 60 {
        // Who counts hours writes the word out, or says what of: "1930 hrs of work".
        let short =
            (scan.is(to, "hrs") || scan.class(to) == Class::UnitShort(Unit::Hour)) && !scan.is(to + 1, "of");
        let hours = short || scan.is(to, "hours") || scan.class(to) == Class::Units(Unit::Hour);
        if zone(scan, to).0.is_some()
            || hours
                && h % 100 < 60
                && scan.class(at) == Class::Number(h, 4)
                && (short || scan.surface(at).starts_with('0') || scan.is(at.wrapping_sub(1), "at"))
        {
            let end = if hours { to + 1 } else { to };
            return Some((clock((h / 100) as u8, Some((h % 100) as u8), None, true), end));
        }
        return None;
    }
    if digits > 2 || h > 24 {
        return None;
    }
    match marked {
        Some(b':') => {
            let hrs =
                usize::from(matches!(scan.class(to), Class::UnitShort(Unit::Hour)) || scan.is(to, "hrs"));
            // A score, a record, a ratio: "won 6:30", "3:1".
            Some((
                clock(
                    h as u8,
                    minute,
                    second,
                    digits == 2 && (h > 12 || scan.surface(at).starts_with('0')) || hrs > 0,
                ),
                to + hrs,
            ))
        }
        Some(b'h') => Some((clock(h as u8, minute, second, true), to)),
        Some(_) => {
            let zoned = zone(scan, to).0.is_some();
            (zoned
                || asked
                || scan.is(at.wrapping_sub(1), "at")
                    && !matches!(
                        scan.class(to),
                        Class::Symbol(b'%')
                            | Class::Other
                            | Class::Scale(_)
                            | Class::Units(_)
                            | Class::Unit(_)
                    ))
            .then(|| (clock(h as u8, minute, second, false), to))
        }
        None => {
            let alone = !matches!(
                scan.class(to),
                Class::Units(_)
                    | Class::Unit(_)
                    | Class::UnitShort(_)
                    | Class::Scale(_)
                    | Class::Other
                    | Class::Number(..)
                    | Class::Symbol(b'%' | b'-' | b'/')
            ) || scan.is_any(to, &["in", "on", "this"]);
            let comma = scan.skip_comma(to);
            let part = scan.is(to, "in")
                && matches!(scan.class(to + 1 + usize::from(scan.is(to + 1, "the"))), Class::Part(_))
                || scan.class(comma) == Class::Tonight
                || at_night(scan, to).is_some()
                || matches!((scan.class(to), scan.class(to + 1)), (Class::Today(_), Class::Part(_)))
                || hoped(scan, at, to)
                || scan.is(comma, "this") && matches!(scan.class(comma + 1), Class::Part(_))
                || scan.is(at.wrapping_sub(1), "at")
                    && (matches!(scan.class(comma), Class::Today(_))
                        // in a long text "at 7 on Friday" may be a price or an age
                        || scan.is(to, "on")
                            && scan.len() <= 16
                            && matches!(scan.class(to + 1), Class::Weekday(..)));
            (h >= 1
                && (asked && alone
                    || part
                    || zone(scan, to).0.is_some() && h <= 24 && !scan.is(to, "et") && !scan.is(to, "pt")))
            .then(|| (clock(h as u8, None, None, h > 12), to))
        }
    }
}

/// Whether the bare hour from `at` to `to` ends a short line that looks ahead: `I'll be back at 5`, `at 12`.
fn hoped(scan: &Scan, at: usize, to: usize) -> bool {
    let last = to >= scan.len()
        || to + 1 == scan.len() && matches!(scan.class(to), Class::Symbol(b'.' | b'?' | b'!'));
    last && scan.len() <= 12
        && scan.is_any(at.wrapping_sub(1), &["at", "around"])
        && (at == 1 || (0..at).any(|at| scan.class(at) == Class::Future))
        && matches!(scan.class(at), Class::Number(1..=12, _) | Class::Cardinal(_))
}

/// The atom after `o'clock` at `at`.
fn oclock(scan: &Scan, at: usize) -> Option<usize> {
    if scan.is(at, "oclock") {
        return Some(at + 1);
    }
    let whole = scan.surface(at) == "o" && scan.symbol(at + 1, b'\'') && scan.is(at + 2, "clock");
    whole.then_some(at + 3)
}

/// Whether nothing at `at` could be counted.
fn is_end(scan: &Scan, at: usize) -> bool {
    !matches!(
        scan.class(at),
        Class::Other
            | Class::Units(_)
            | Class::Unit(_)
            | Class::UnitShort(_)
            | Class::Scale(_)
            | Class::Number(..)
    )
}

/// Whether the hour at `at`, whose atoms end before `to`, takes afternoon or morning from the end of its range: `9` in `from
/// 9 to 11 a.m.`, in `11-12:30 p.m.` the morning.
fn meridiem_beyond(scan: &Scan, at: usize, to: usize) -> Option<bool> {
    let introduced = scan.is_any(at.wrapping_sub(1), &["from", "between"]);
    let dash = scan.symbol(to, b'-');
    if !(dash || scan.is(to, "to") || introduced && scan.is_any(to, &["and", "until", "till"])) {
        return None;
    }
    let (Class::Number(first @ 1..=12, 1..=2), Class::Number(last @ 1..=12, 1..=2)) =
        (scan.class(at), scan.class(to + 1))
    else {
        return None;
    };
    let colon = scan.symbol(to + 2, b':') && matches!(scan.class(to + 3), Class::Number(0..=59, 2));
    let (afternoon, _) = meridiem(scan, to + if colon { 4 } else { 2 })?;
    Some(afternoon == (first % 12 <= last % 12))
}

/// `half past three`, `a quarter to noon`, `20 minutes past eight`.
fn spoken(scan: &Scan, at: usize) -> Option<(Clock, usize)> {
    let a = at + usize::from(scan.is(at, "a"));
    // "ten minutes to 5 p.m.", but "from 7 to 9 a.m."
    let mut told = false;
    let (minutes, to) = match scan.word(a) {
        "half" => (30, a + 1),
        "quarter" => (15, a + 1),
        _ => {
            let (n, to) = number::plain(scan, at)?;
            let unit = matches!(scan.class(to), Class::Units(Unit::Minute) | Class::UnitShort(Unit::Minute));
            // "20 to 3 p.m."; "9 to 11 a.m." is a range
            told = meridiem(scan, to + if unit { 3 } else { 2 }).is_some() && (unit || n > 12_000)
                || (unit || n <= 29_000)
                    && to + 2 + usize::from(unit) >= scan.len()
                    && (at == 0 || matches!(scan.surface(at - 1), "s" | "is" | "at"))
                    && matches!(scan.class(at), Class::Cardinal(_));
            (u32::try_from(n / 1000).ok().filter(|n| (1..60).contains(n))?, to + usize::from(unit))
        }
    };
    let back = match scan.word(to) {
        "past" => false,
        "after" | "from" if !scan.is(a, "half") => false,
        "to" | "til" | "till" if !scan.is(a, "half") => true,
        "before" if told || scan.is(a, "quarter") => true,
        _ => return None,
    };
    if scan.class(to + 1) == Class::Other
        || back
            && !matches!(scan.class(to + 1), Class::Noon | Class::Midnight)
            && !scan.is(a, "quarter")
            && !told
    {
        return None;
    }
    let (h, end, sure) = match scan.class(to + 1) {
        Class::Noon => (12, to + 2, true),
        Class::Midnight => (24, to + 2, true),
        Class::Number(h @ 1..=12, 1..=2) | Class::Cardinal(h @ 1..=12) => match meridiem(scan, to + 2) {
            Some((true, end)) if h < 12 => (h + 12, end, true),
            Some((_, end)) => (h, end, true),
            None if (matches!(scan.word(to), "past" | "to") || scan.is(a, "quarter"))
                && !matches!(scan.class(to + 2), Class::Units(_) | Class::Other) =>
            {
                (h, to + 2, false)
            }
            None => return None,
        },
        _ => return None,
    };
    let total = (h * 60 + if back { 24 * 60 - minutes } else { minutes }) % (24 * 60);
    Some((
        Clock { time: Some(((total / 60) as u8, Some((total % 60) as u8), None)), sure, ..Clock::default() },
        end,
    ))
}

/// `a.m.`, `pm`, `P.M.` at `at`: whether it is afternoon, and the atom after it.
fn meridiem(scan: &Scan, at: usize) -> Option<(bool, usize)> {
    match scan.word(at) {
        "am" => return Some((false, at + 1)),
        "pm" => return Some((true, at + 1)),
        _ => {}
    }
    let letter = scan.surface(at);
    let afternoon = matches!(letter, "p" | "P");
    if !(afternoon || matches!(letter, "a" | "A")) {
        return None;
    }
    if scan.symbol(at + 1, b'.') && scan.glued(at + 1) && matches!(scan.surface(at + 2), "m" | "M") {
        let dot = scan.symbol(at + 3, b'.') && scan.glued(at + 3);
        return Some((afternoon, at + 3 + usize::from(dot)));
    }
    if matches!(scan.surface(at + 1), "m" | "M") && !scan.glued(at + 1) {
        return Some((afternoon, at + 2));
    }
    // 8:45a
    (scan.glued(at) && matches!(scan.before(at), Class::Number(..)) && !scan.glued(at + 1)
        || scan.glued(at)
            && matches!(scan.class(at + 1), Class::Symbol(_))
            && matches!(scan.before(at), Class::Number(..)))
    .then_some((afternoon, at + 1))
}

/// A zone at `at`: `GMT`, `EST`, `Eastern time`, `(1200 GMT)`.
fn zone(scan: &Scan, at: usize) -> (Option<Zone>, usize) {
    let capital = scan.atom(at).capital;
    match scan.word(at) {
        "gmt" | "utc" => (Some(Zone::Utc), at + 1),
        "est" | "edt" | "et" | "pst" | "pdt" | "pt" | "cst" | "cdt" | "ct" | "mst" | "mdt" | "bst"
        | "cet" | "cest" | "ist" | "jst"
            if capital =>
        {
            (Some(Zone::Named), at + 1)
        }
        "eastern" | "pacific" | "central" | "mountain" | "local" => {
            let more = at + 1 + usize::from(scan.is_any(at + 1, &["standard", "daylight"]));
            if scan.is(more, "time") { (Some(Zone::Named), more + 1) } else { (None, at) }
        }
        // Baghdad time, New York time
        _ if capital && scan.class(at) == Class::Other && !scan.glued(at) => {
            let more = at + 1 + usize::from(scan.atom(at + 1).capital && scan.class(at + 1) == Class::Other);
            if scan.is(more, "time") { (Some(Zone::Named), more + 1) } else { (None, at) }
        }
        _ if scan.surface(at) == "Z" && scan.glued(at) => (Some(Zone::Utc), at + 1),
        _ => (None, at),
    }
}

/// `2016-05-07T23:45:00.487+01:00`.
fn stamp(scan: &Scan, at: usize) -> Option<Found> {
    let (Class::Number(year @ 1000..=2999, 4), true) = (scan.class(at), scan.symbol(at + 1, b'-')) else {
        return None;
    };
    let (Class::Number(month, 2), Class::Number(day, 2)) = (scan.class(at + 2), scan.class(at + 4)) else {
        return None;
    };
    if !matches!(scan.surface(at + 5), "T" | "t") || !scan.glued(at + 5) {
        return None;
    }
    let period = super::period::Period::day(year as i32, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let (time, mut to) = time(scan, at + 6, false).or_else(|| {
        // the hour stands close to the T, which is no word
        let Class::Number(h @ 0..=23, 2) = scan.class(at + 6) else { return None };
        let Class::Number(m @ 0..=59, 2) = scan.class(at + 8) else { return None };
        let second = match scan.class(at + 10) {
            Class::Number(s @ 0..=59, 2) if scan.symbol(at + 9, b':') => Some(s as u8),
            _ => None,
        };
        let to = at + if second.is_some() { 11 } else { 9 };
        let to =
            if scan.symbol(to, b'.') && matches!(scan.class(to + 1), Class::Number(..)) && scan.glued(to + 1)
            {
                to + 2
            } else {
                to
            };
        let clock = Clock {
            time: Some((h as u8, Some(m as u8), second.filter(|&s| s > 0))),
            sure: true,
            ..Clock::default()
        };
        let (zone, to) = zone(scan, to);
        Some((Clock { zone, ..clock }, to))
    })?;
    if matches!(scan.class(to), Class::Symbol(b'+' | b'-'))
        && scan.glued(to)
        && matches!(scan.class(to + 1), Class::Number(..))
    {
        to += if scan.symbol(to + 2, b':') { 4 } else { 2 };
    }
    Some(Found { from: at, to, meaning: Meaning::Time(Some(When::Whole(period)), time), modifier: None })
}

/// The part of a value after the day: `T18:30`, `TMO`.
pub(super) fn value(clock: Clock) -> String {
    match (clock.time, clock.part) {
        (Some((h, m, s)), part) => {
            let h = match part {
                Some("EV" | "NI") if h == 12 && !clock.sure => 0,
                Some("AF" | "EV") if h < 12 && !clock.sure => h + 12,
                Some("NI") if (5..12).contains(&h) && !clock.sure => h + 12,
                _ => h,
            };
            let mut value = format!("T{h:02}:{:02}", m.unwrap_or(0));
            if let Some(s) = s {
                value.push_str(&format!(":{s:02}"));
            }
            if clock.zone == Some(Zone::Utc) {
                value.push('Z');
            }
            value
        }
        (None, Some(part)) => format!("T{part}"),
        (None, None) => "TXX".to_string(),
    }
}
