//! Weekdays: `Tuesday`, `Tuesday, March 4`, `Tues.`, `Monday the 4th`.
//!
//! A bare weekday is the day nearest to the article on the side its clause looks to; the article's own day counts for
//! both sides, as news agencies write (TempEval-3 annotates it so).

use super::calendar;
use super::expression::{Field, When};
use super::grammar::Dated;
use super::lexicon::Class;
use super::number;
use super::period::Unit;
use super::scan::Scan;

/// Papers and programmes that carry a weekday in their names.
const PAPERS: &[&str] = &[
    "Times",
    "Post",
    "Herald",
    "Mirror",
    "Telegraph",
    "Star",
    "Mail",
    "Sun",
    "Express",
    "Tribune",
    "Night",
    "Review",
    "World",
    "Agreement",
    "Mass",
    "Club",
];

pub(super) fn find(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Weekday(day, short) = scan.class(at) else { return None };
    if let Some((when, to)) = with_day(scan, at) {
        return Some(Dated::new(to, when));
    }
    let to = if short { scan.skip_point(at + 1) } else { at + 1 };
    if scan.atom(at).capital
        && PAPERS.contains(&scan.surface(to))
        && !(scan.surface(to) == "Night" && scan.is(at.wrapping_sub(1), "on"))
    {
        return None;
    }
    if short {
        let introduced =
            scan.is_any(at.wrapping_sub(1), &["on", "next", "last", "this", "by", "until", "every"]);
        // Wed, Sat and Sun are other words as well.
        let clear = !matches!(day, 3 | 6 | 7);
        let alone = scan.len() <= to.max(2) && at == 0;
        let numbered = number::ordinal(scan, to).is_some();
        let numbered = numbered
            || scan.is(to, "the")
                && number::is_ordinal_ending(scan, to + 2)
                && matches!(scan.class(to + 1), Class::Number(1..=31, _));
        let capital = scan.atom(at).capital || scan.is(to, "the");
        let timed = matches!(scan.class(to), Class::Part(_) | Class::Noon)
            || scan.is(to, "at") && matches!(scan.class(to + 1), Class::Number(..) | Class::Noon)
            || matches!(scan.class(to), Class::Number(..)) && scan.is_any(to + 1, &["am", "pm"]);
        let known = introduced && (capital || clear) || (numbered || timed) && capital;
        if !(known || alone || to > at + 1 && clear && capital) {
            return None;
        }
    }
    // Monday 21
    if let Class::Number(n @ 1..=31, 1..=2) = scan.class(to) {
        let plain = !scan.glued(to + 1)
            || matches!(scan.class(to + 1), Class::Symbol(b'.' | b',' | b'!' | b'?')) && !scan.glued(to + 2);
        if (plain || number::is_ordinal_ending(scan, to + 1))
            && !scan.is_any(to + 1, &["am", "pm"])
            && !matches!(scan.class(to + 1), Class::Units(_) | Class::Unit(_) | Class::Other if !number::is_ordinal_ending(scan, to + 1))
        {
            let end = if number::is_ordinal_ending(scan, to + 1) { to + 2 } else { to + 1 };
            return Some(Dated::new(end, When::Bare(Field::WeekdayOfMonth(day, n as u8))));
        }
    }
    if scan.is(to, "the")
        && let Some((n, end)) = number::ordinal(scan, to + 1).filter(|&(n, end)| {
            (1..=31).contains(&n) && (matches!(scan.class(to + 1), Class::Number(..)) || end >= scan.len())
        })
    {
        return Some(Dated::new(end, When::Bare(Field::WeekdayOfMonth(day, n))));
    }
    Some(Dated::new(to, When::Bare(Field::Weekday(day))))
}

/// A weekday with the date that it is of: `Tuesday, March 4, 2025`, `Tuesday (March 4)`.
pub(super) fn with_day(scan: &Scan, at: usize) -> Option<(When, usize)> {
    let Class::Weekday(day, short) = scan.class(at) else { return None };
    let to = if short { scan.skip_point(at + 1) } else { at + 1 };
    let comma = scan.skip_comma(to);
    let the = comma + usize::from(scan.is(comma, "the"));
    let dated = calendar::find(scan, the)?;
    match dated.when {
        When::Whole(period) if period.unit() == Unit::Day => Some((dated.when, dated.to)),
        When::Either(..) => Some((dated.when, dated.to)),
        When::Bare(Field::Day(month, number)) => {
            Some((When::Bare(Field::WeekdayDay(day, month, number)), dated.to))
        }
        _ => None,
    }
}
