//! Numbers in words and figures: `two and a half`, `4.5`, `twenty-five`, `a few`, `a dozen`.

use super::expression::Quantity;
use super::lexicon::{Class, GROUPED};
use super::scan::Scan;

/// A number, and the atom after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub quantity: Quantity,
    pub to: usize,
}

fn exact(n: u64, to: usize) -> Option<Counted> {
    Some(Counted { quantity: Quantity::Exact(n), to })
}

fn vague(guess: u8, to: usize) -> Option<Counted> {
    Some(Counted { quantity: Quantity::Vague(guess), to })
}

/// The number at `at`, with `a`, `half a`, `several` and the like.
pub(super) fn quantity(scan: &Scan, at: usize) -> Option<Counted> {
    if let Some(quarters) = quarters(scan, at) {
        return Some(quarters);
    }
    match scan.class(at) {
        Class::Number(..) | Class::Cardinal(_) => {
            let (n, to) = plain(scan, at)?;
            fraction(scan, n, to)
        }
        Class::Scale(n) => exact(u64::from(n) * 1000, at + 1),
        Class::Word => match scan.word(at) {
            "a" | "an" => match scan.word(at + 1) {
                "couple" => {
                    let of = at + 2 + usize::from(scan.is(at + 2, "of"));
                    exact(2000, of)
                }
                "few" => vague(3, at + 2),
                "dozen" => exact(12_000, at + 2),
                "score" => exact(20_000, at + 2),
                "half" => exact(500, hyphen(scan, at + 2)),
                "good" | "great" | "many" => vague(3, at + 2).filter(|_| scan.is(at + 1, "many")),
                _ => match scan.class(at + 1) {
                    Class::Scale(_) => {
                        let (n, to) = plain(scan, at + 1)?;
                        exact(n, to)
                    }
                    _ if scan.is(at + 1, "quarter") => {
                        let century = hyphen(scan, at + 2);
                        exact(250, century).filter(|_| scan.is(century, "century"))
                    }
                    _ => fraction(scan, 1000, at + 1),
                },
            },
            "half" => {
                let to = hyphen(scan, at + 1);
                if scan.is_any(to, &["a", "an"]) {
                    return exact(500, to + 1);
                }
                let dozen = usize::from(scan.is(to, "dozen"));
                exact(if dozen == 1 { 6000 } else { 500 }, to + dozen)
            }
            "couple" => exact(2000, at + 1 + usize::from(scan.is(at + 1, "of"))),
            "several" | "few" => vague(3, at + 1),
            "many" | "dozens" | "some" => vague(3, at + 1),
            "dozen" => exact(12_000, at + 1),
            "another" => match quantity(scan, at + 1) {
                Some(more) => Some(more),
                None => exact(1000, at + 1),
            },
            _ => None,
        },
        _ => None,
    }
}

/// `three quarters of an`, `a quarter of a`: the unit follows.
fn quarters(scan: &Scan, at: usize) -> Option<Counted> {
    let n = match scan.class(at) {
        Class::Cardinal(n @ (1 | 3)) => n,
        Class::Word if scan.is(at, "a") => 1,
        _ => return None,
    };
    let name = hyphen(scan, at + 1);
    let whole = scan.is_any(name, &["quarter", "quarters"]) && scan.is(name + 1, "of");
    (whole && scan.is_any(name + 2, &["a", "an"])).then(|| exact(250 * u64::from(n), name + 3))?
}

/// A number in figures or words, in thousandths.
pub(super) fn plain(scan: &Scan, at: usize) -> Option<(u64, usize)> {
    match scan.class(at) {
        Class::Number(n, digits) => {
            if let (true, Class::Number(decimals, count @ 1..=3), false) =
                (scan.symbol(at + 1, b'.') && scan.glued(at + 1), scan.class(at + 2), digits == GROUPED)
                && scan.glued(at + 2)
                && !(scan.symbol(at + 3, b'.')
                    && matches!(scan.class(at + 4), Class::Number(..))
                    && scan.glued(at + 4))
            {
                let scaled =
                    u64::from(decimals) * [1000, 100, 10, 1].get(usize::from(count)).copied().unwrap_or(1);
                return Some((u64::from(n) * 1000 + scaled, at + 3));
            }
            // 3/4 hour
            let hour = matches!(scan.class(at + 3), Class::Unit(_) | Class::UnitShort(_))
                || scan.surface(at + 3) == "h";
            if let (true, Class::Number(bottom @ 2..=9, 1), true) =
                (digits == 1 && scan.symbol(at + 1, b'/') && scan.glued(at + 1), scan.class(at + 2), hour)
            {
                return Some((u64::from(n) * 1000 / u64::from(bottom), at + 3));
            }
            let n = u64::from(n) * 1000;
            let next = hyphen(scan, at + 1);
            match scan.class(next) {
                Class::Scale(scale) => Some((n * u64::from(scale), next + 1)),
                _ => Some((n, at + 1)),
            }
        }
        Class::Cardinal(_) | Class::Scale(_) => {
            let (n, to) = words(scan, at)?;
            Some((n * 1000, to))
        }
        _ => None,
    }
}

/// `four hours` of `twenty and four hours`.
fn old_style(scan: &Scan, at: usize) -> bool {
    matches!(scan.class(at), Class::Cardinal(1..=9))
        && matches!(scan.class(at + 1), Class::Units(_) | Class::UnitShort(_))
}

/// A whole number in words: `two hundred seventeen`, `twenty-five`.
pub(super) fn words(scan: &Scan, at: usize) -> Option<(u64, usize)> {
    let (mut total, mut group) = (0u64, 0u64);
    let mut to = at;
    let mut last = 0; // the size of the number word before
    for _ in 0..12 {
        let next = if to == at { to } else { hyphen(scan, to) };
        let joined = if scan.is(next, "and")
            && to > at
            && matches!(scan.class(next + 1), Class::Cardinal(_))
            && (last >= 100 || old_style(scan, next + 1) && (20..100).contains(&last) && last % 10 == 0)
        {
            next + 1
        } else {
            next
        };
        match scan.class(joined) {
            Class::Cardinal(n) => {
                let fits = to == at || last >= 100 || last >= 20 && last % 10 == 0 && n < 10 && n > 0;
                if !fits {
                    break;
                }
                group = group.saturating_add(u64::from(n));
                last = n;
            }
            Class::Scale(scale) => {
                if to > at && last >= scale && total == 0 && scale != 100 {
                    break;
                }
                if scale == 100 {
                    group = group.max(1).saturating_mul(100);
                } else {
                    total = total.saturating_add(group.max(1).saturating_mul(u64::from(scale)));
                    group = 0;
                }
                last = scale;
            }
            _ => break,
        }
        to = joined + 1;
    }
    (to > at).then_some((total.saturating_add(group), to))
}

/// `n` with the fraction after it: `two and a half`, `1 1/2`, `1½`.
fn fraction(scan: &Scan, n: u64, to: usize) -> Option<Counted> {
    if let (Class::Symbol(0), true) = (scan.class(to), scan.glued(to)) {
        let quarters = ["¼", "½", "¾"].iter().position(|&part| part == scan.surface(to));
        if let Some(quarters) = quarters {
            return exact(n + 250 * (quarters as u64 + 1), to + 1);
        }
    }
    if scan.is(to, "and") {
        if scan.is_any(to + 1, &["a", "one"]) && scan.is(to + 2, "half") {
            return exact(n + 500, to + 3);
        }
        if scan.is(to + 1, "half") {
            return exact(n + 500, to + 2);
        }
        // 1 and 1/2
        if let Class::Number(..) = scan.class(to + 1)
            && n < 1_000_000
            && let Some(part) = fraction(scan, 0, to + 1).filter(|part| part.to == to + 4)
            && let Quantity::Exact(part_of_one) = part.quantity
        {
            return exact(n + part_of_one, part.to);
        }
        // one and three quarters of an hour
        let (quarters, name) = match scan.class(to + 1) {
            Class::Cardinal(n @ 1..=3) => (n.into(), to + 2),
            _ => (1, to + 1 + usize::from(scan.is(to + 1, "a"))),
        };
        if scan.is_any(name, &["quarter", "quarters"]) {
            let of = usize::from(scan.is(name + 1, "of"));
            return exact(n + 250 * quarters, name + 1 + of);
        }
    }
    if scan.symbol(to, b'-') && scan.is(to + 1, "and") && scan.symbol(to + 2, b'-') && scan.is(to + 3, "a") {
        return exact(n + 500, to + 6).filter(|_| scan.is(to + 5, "half"));
    }
    if let (Class::Number(top, 1), true, Class::Number(bottom @ 1..=9, 1)) =
        (scan.class(to), scan.symbol(to + 1, b'/') && scan.glued(to + 1), scan.class(to + 2))
    {
        return exact(n + 1000 * u64::from(top) / u64::from(bottom), to + 3);
    }
    exact(n, to)
}

/// `at`, or what comes after a hyphen there that is written close.
pub(super) fn hyphen(scan: &Scan, at: usize) -> usize {
    if scan.symbol(at, b'-') && scan.glued(at) && scan.glued(at + 1) { at + 1 } else { at }
}

/// An ordinal at `at`: `first`, `21st`, `twenty-first`.
pub(super) fn ordinal(scan: &Scan, at: usize) -> Option<(u8, usize)> {
    match scan.class(at) {
        Class::Ordinal(n) => Some((n, at + 1)),
        Class::Cardinal(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
            match scan.class(hyphen(scan, at + 1)) {
                Class::Ordinal(n @ 1..=9) => Some((tens as u8 + n, hyphen(scan, at + 1) + 1)),
                _ => None,
            }
        }
        Class::Number(n @ 1..=99, _) if is_ordinal_ending(scan, at + 1) => Some((n as u8, at + 2)),
        _ => None,
    }
}

/// Whether `st`, `nd`, `rd` or `th` stands at `at`, close to a number.
pub(super) fn is_ordinal_ending(scan: &Scan, at: usize) -> bool {
    scan.glued(at)
        && scan.class(at) == Class::Other
        && ["st", "nd", "rd", "th"].iter().any(|ending| scan.surface(at).eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn read(text: &str) -> Option<(Quantity, usize)> {
        let mut scan = Scan::default();
        scan.read(text, Span::new(0, text.len()));
        quantity(&scan, 0).map(|counted| (counted.quantity, counted.to))
    }

    #[test]
    fn numbers_in_words_and_figures() {
        let exact = |n, to| Some((Quantity::Exact(n), to));
        assert_eq!(read("seven"), exact(7000, 1));
        assert_eq!(read("twenty-five"), exact(25_000, 3));
        assert_eq!(read("two hundred seventeen"), exact(217_000, 3));
        assert_eq!(read("a thousand one hundred ten"), exact(1_110_000, 5));
        assert_eq!(read("a hundred"), exact(100_000, 2));
        assert_eq!(read("4.5"), exact(4500, 3));
        assert_eq!(read("two and a half"), exact(2500, 4));
        assert_eq!(read("a"), exact(1000, 1));
        assert_eq!(read("half a"), exact(500, 2));
        assert_eq!(read("a couple of"), exact(2000, 3));
        assert_eq!(read("several"), Some((Quantity::Vague(3), 1)));
        assert_eq!(read("Ana"), None);
    }
}
