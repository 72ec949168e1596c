//! Ranges: `1914–18`, `6–7 January 1916`, `March 3–5, 2025`, `May to August 1950`, `499-493 BC`.
//!
//! TimeML 1.2.1 annotates the two ends, each with its own value; what one end leaves out it takes from the other.

use super::calendar;
use super::expression::{Field, When};
use super::grammar::Dated;
use super::lexicon::Class;
use super::number;
use super::period::Period;
use super::scan::Scan;

/// The atom after a dash or a word that joins the ends of a range at `at`.
fn joint(scan: &Scan, at: usize) -> Option<usize> {
    let joined = scan.symbol(at, b'-') || scan.is_any(at, &["to", "and", "through", "until", "till", "or"]);
    joined.then_some(at + 1)
}

/// Whether the expression at `next` is the other end of the one of atoms `from..to`: `from May to August`.
pub(super) fn joins(scan: &Scan, from: usize, to: usize, next: usize) -> bool {
    let the = usize::from(scan.is(to + 1, "the"));
    let between = scan.is(to, "and") && scan.is(from.wrapping_sub(1), "between");
    next == to + 1 + the
        && (between || scan.symbol(to, b'-') || scan.is_any(to, &["to", "through", "until", "till"]))
}

/// An end of a range that starts with a number at `at`.
pub(super) fn find(scan: &Scan, at: usize) -> Option<Dated> {
    if scan.glued(at) && matches!(scan.before(at), Class::Other | Class::Symbol(b'$' | b'.' | b'/' | b'#')) {
        return None;
    }
    first_year(scan, at)
        .or_else(|| last_year(scan, at))
        .or_else(|| first_day(scan, at))
        .or_else(|| last_day(scan, at))
}

/// `1914` in `1914–18` and `1914–1918`, `499` in `499-493 BC`.
fn first_year(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Number(first, digits @ 1..=4) = scan.class(at) else { return None };
    if matches!(scan.before(at), Class::Symbol(b'-')) && scan.glued(at) {
        return None;
    }
    let next = joint(scan, at + 1)?;
    let Class::Number(second, count @ 1..=4) = scan.class(next) else { return None };
    if let Some((_, before)) = calendar::era(scan, next + 1) {
        let year = if before { 1 - first as i32 } else { first as i32 };
        return (first > 0 && digits >= 2).then(|| Dated::new(at + 1, When::Whole(Period::Year(year))));
    }
    let close = scan.symbol(at + 1, b'-') && scan.glued(at + 1) && scan.glued(next);
    let tail = matches!(scan.class(next + 1), Class::Symbol(b'-' | b'/' | b'.' | b':'))
        && scan.glued(next + 1)
        && scan.glued(next + 2)
        && matches!(scan.class(next + 2), Class::Number(..));
    let wide = scan.symbol(at + 1, b'-') && !scan.glued(at + 1);
    if tail || !(close || wide && count == 4) || digits != 4 || !is_year(first) {
        return None;
    }
    let fits = match count {
        4 => is_year(second) && second > first && second - first < 300,
        2 => is_short(first, second) && !letters_follow(scan, next + 1),
        _ => false,
    };
    fits.then(|| Dated::new(at + 1, When::Whole(Period::Year(first as i32))))
}

/// `18` in `1914–18`, `1918` in `1914–1918`.
fn last_year(scan: &Scan, at: usize) -> Option<Dated> {
    let Class::Number(second, count @ (2 | 4)) = scan.class(at) else { return None };
    let dash = at.checked_sub(2)?;
    if !scan.symbol(dash + 1, b'-') || count == 2 && !(scan.glued(at) && scan.glued(dash + 1)) {
        return None;
    }
    let Class::Number(first, 4) = scan.class(dash) else { return None };
    if letters_follow(scan, at + 1)
        || matches!(scan.class(at + 1), Class::Symbol(b'-'))
            && scan.glued(at + 1)
            && matches!(scan.class(at + 2), Class::Number(..))
    {
        return None;
    }
    if let Some((to, before)) = calendar::era(scan, at + 1) {
        return Some(Dated::new(
            to,
            When::Whole(Period::Year(if before { 1 - second as i32 } else { second as i32 })),
        ));
    }
    let fits = is_year(first)
        && match count {
            4 => is_year(second) && second > first && second - first < 300,
            _ => is_short(first, second),
        };
    let year = if count == 2 { first / 100 * 100 + second } else { second };
    fits.then(|| Dated::new(at + 1, When::Whole(Period::Year(year as i32))))
}

fn is_year(n: u32) -> bool {
    (1000..=2999).contains(&n)
}

/// Whether `second` shortens a year a little after `first`.
pub(super) fn is_short(first: u32, second: u32) -> bool {
    let last = first % 100;
    // 2009-12 is December; 2007-08 is more often two years
    second > last && second - last <= if second > 12 { 15 } else { 1 }
}

fn letters_follow(scan: &Scan, at: usize) -> bool {
    scan.glued(at) && !matches!(scan.class(at), Class::Symbol(_))
}

/// `6` in `6–7 January 1916`, `the 28` in `the 28 and 29 August`.
fn first_day(scan: &Scan, at: usize) -> Option<Dated> {
    let (day, to) = day(scan, at)?;
    let next = joint(scan, to)?;
    let next = next + usize::from(scan.is(next, "the"));
    let (other, end) = self::day(scan, next)?;
    if other <= day && scan.symbol(to, b'-') {
        return None;
    }
    let of = end + usize::from(scan.is(end, "of"));
    let (month, after) = calendar::month_name(scan, of)?;
    // "between 10 and 20 May" and "10 and 20 may"
    if !scan.atom(of).capital && matches!(month, 3 | 5) {
        return None;
    }
    let comma = scan.skip_comma(after);
    let when = match scan.class(comma) {
        Class::Number(year, 4) if is_year(year) => When::Whole(Period::day(year as i32, month, day)?),
        _ => When::Bare(Field::Day(month, day)),
    };
    Some(Dated::new(to, when))
}

/// `5` in `March 3–5, 2025`.
fn last_day(scan: &Scan, at: usize) -> Option<Dated> {
    let (second, to) = day(scan, at)?;
    let joined = at.checked_sub(1).filter(|&at| joint(scan, at).is_some())?;
    // the number before, with its ending
    let ended = joined.checked_sub(1).filter(|&at| number::is_ordinal_ending(scan, at)).unwrap_or(joined);
    let number = ended.checked_sub(1)?;
    let (first, _) = day(scan, number)?;
    let name = number.checked_sub(1)?;
    let name = if scan.symbol(name, b'.') { name.checked_sub(1)? } else { name };
    let (month, _) = calendar::month_name(scan, name)?;
    if second <= first
        || matches!(
            scan.class(to),
            Class::Units(_) | Class::Unit(_) | Class::Month(..) | Class::Scale(_) | Class::Symbol(b':')
        ) && !scan.symbol(to, b'.')
    {
        return None;
    }
    if scan.class(to) == Class::Other && !scan.symbol(joined, b'-') && !scan.atom(to).capital {
        return None; // "on March 3 and 5 people"
    }
    let comma = scan.skip_comma(to);
    if let Some(year) = year_at(scan, comma) {
        return Some(Dated::new(comma + 1, When::Whole(Period::day(year, month, second)?)));
    }
    Some(Dated::new(to, When::Bare(Field::Day(month, second))))
}

fn day(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    match scan.class(at) {
        Class::Number(n @ 1..=31, 1..=2) => {
            Some((n as u8, if number::is_ordinal_ending(scan, at + 1) { at + 2 } else { at + 1 }))
        }
        _ => None,
    }
}

/// The year that the other end gives to a day of a month: `2025` for `March 3` in `March 3–5, 2025` and for `30 March` in
/// `30 March – 2 April 2025`; `at` is after it.
pub(super) fn year_beyond_day(scan: &Scan, at: usize) -> Option<i32> {
    let next = joint(scan, at)?;
    let month = |at| calendar::month_name(scan, at).map_or(at, |(_, to)| to);
    let (_, to) = day(scan, month(next))?;
    year_at(scan, scan.skip_comma(month(to)))
}

/// The year that the other end gives to a month: `1950` for `May` in `May–August 1950`; `at` is after it.
pub(super) fn year_beyond_month(scan: &Scan, at: usize) -> Option<i32> {
    let next = joint(scan, at)?;
    let (_, to) = calendar::month_name(scan, next)?;
    year_at(scan, scan.skip_comma(to))
}

fn year_at(scan: &Scan, at: usize) -> Option<i32> {
    match scan.class(at) {
        Class::Number(year, 4) if is_year(year) && !letters_follow(scan, at + 1) => Some(year as i32),
        _ => None,
    }
}
