//! Decades and centuries: `the 1990s`, `the '90s`, `the nineties`, `the 19th century`, `the fifth century BC`.
//!
//! The value is the digits that all its years share: `199`, `18` (TimeML 1.2.1, after TIDES: `the 1960s` is `196`).

use super::calendar;
use super::expression::{Field, When};
use super::grammar::Dated;
use super::lexicon::Class;
use super::number;
use super::period::Period;
use super::scan::Scan;

pub(super) fn find(scan: &Scan, at: usize) -> Option<Dated> {
    let the = usize::from(scan.is(at, "the"));
    let i = at + the;
    century(scan, i).or_else(|| decade(scan, i, the == 1))
}

fn decade(scan: &Scan, at: usize, the: bool) -> Option<Dated> {
    let plural = |at: usize| {
        let at = if scan.symbol(at, b'\'') && scan.glued(at) { at + 1 } else { at };
        (matches!(scan.surface(at), "s" | "S")
            && (scan.glued(at) || !matches!(scan.class(at + 1), Class::Symbol(b'\''))))
        .then_some(at + 1)
    };
    let of_age = |at: usize| {
        scan.is_any(at.wrapping_sub(1), &["his", "her", "their", "my", "your", "our", "its"])
            || scan.is_any(at.wrapping_sub(2), &["his", "her", "their"])
    };
    match scan.class(at) {
        Class::Number(year, digits @ (3 | 4)) if year % 10 == 0 => {
            let to = plural(at + 1)?;
            if let Some((end, before)) = calendar::era(scan, to) {
                let n = (year / 10) as i32;
                return Some(Dated::new(end, When::Whole(Period::Decade(if before { -n - 1 } else { n }))));
            }
            if digits != 4 || !(1000..=2990).contains(&year) {
                return None;
            }
            // "the 1900s" is more often the century than its first ten years, but the value is the same in both.
            Some(Dated::new(to, When::Whole(Period::Decade((year / 10) as i32))))
        }
        Class::Number(year, 2) if year % 10 == 0 => {
            let to = plural(at + 1).filter(|_| scan.glued(at + 1))?;
            let near = the
                || matches!(scan.word_before(at), "mid" | "early" | "late" | "and" | "or" | "to" | "of")
                || matches!(scan.before(at), Class::Symbol(b'-'));
            (near && !of_age(at) && !scan.is(to, "per"))
                .then(|| Dated::new(to, When::Bare(Field::ShortDecade((year / 10) as u8))))
        }
        Class::Symbol(b'\'') => {
            let Class::Number(year, 2) = scan.class(at + 1) else { return None };
            let to = plural(at + 2).filter(|_| scan.glued(at + 2) && year % 10 == 0 && scan.glued(at + 1))?;
            Some(Dated::new(to, When::Bare(Field::ShortDecade((year / 10) as u8))))
        }
        Class::Decade(decade) => {
            let near = the
                || matches!(
                    scan.word_before(at),
                    "mid" | "early" | "late" | "swinging" | "roaring" | "nineteen" | "and"
                );
            if of_age(at) || !near {
                return None;
            }
            Some(Dated::new(at + 1, When::Bare(Field::ShortDecade(decade))))
        }
        Class::Cardinal(19) => {
            let Class::Decade(decade) = scan.class(number::hyphen(scan, at + 1)) else { return None };
            Some(Dated::new(
                number::hyphen(scan, at + 1) + 1,
                When::Whole(Period::Decade(190 + i32::from(decade))),
            ))
        }
        _ => None,
    }
}

fn century(scan: &Scan, at: usize) -> Option<Dated> {
    let (n, to) = number::ordinal(scan, at).filter(|&(n, _)| (1..=30).contains(&n))?;
    let to = number::hyphen(scan, to);
    if !scan.is_any(to, &["century", "centuries"]) {
        return None;
    }
    let n = i32::from(n);
    Some(match calendar::era(scan, to + 1) {
        Some((end, true)) => Dated::new(end, When::Whole(Period::Century(-n))),
        Some((end, false)) => Dated::new(end, When::Whole(Period::Century(n - 1))),
        None => Dated::new(to + 1, When::Whole(Period::Century(n - 1))),
    })
}
