//! Where the clause around an expression looks: back, ahead, or neither.
//!
//! A bare `Tuesday` or `March` goes back or forward by the nearest verb of its clause (TimeML 1.2.1 leaves it to the
//! reader's understanding; newspapers write so).

use super::expression::Tense;
use super::lexicon::Class;
use super::scan::Scan;

/// How many atoms a cue may stand away.
const REACH: usize = 22;

/// The tense around the atoms `from..to`, in the sentence between bytes `start` and `end`.
pub(super) fn around(scan: &Scan, from: usize, to: usize, start: usize, end: usize) -> Tense {
    let before = scan.word_before(from);
    let left = look_left(scan, from, start);
    if matches!(before, "until" | "till") || before == "by" && left != Tense::Past {
        return Tense::Future;
    }
    if left != Tense::Unknown {
        return left;
    }
    look_right(scan, to, end)
}

/// Whether the expression at `from` is yet to come by the word before it: `will rebuild before winter`.
pub(super) fn awaited(scan: &Scan, from: usize, start: usize) -> bool {
    scan.is_any(from.wrapping_sub(1), &["before", "until", "till", "by"])
        && look_left(scan, from, start) != Tense::Past
}

fn look_left(scan: &Scan, from: usize, start: usize) -> Tense {
    let mut present = false;
    for at in (from.saturating_sub(REACH)..from).rev() {
        let atom = scan.atom(at);
        if (atom.start as usize) < start {
            break;
        }
        if atom.class == Class::Symbol(b';') {
            break;
        }
        match cue(scan, at, start) {
            Tense::Unknown => {}
            Tense::Present => present = true,
            tense => return tense,
        }
    }
    if present { Tense::Present } else { Tense::Unknown }
}

fn look_right(scan: &Scan, to: usize, end: usize) -> Tense {
    for at in to..to + REACH {
        let atom = scan.atom(at);
        if atom.end as usize > end || at >= scan.len() {
            break;
        }
        match cue(scan, at, usize::MAX) {
            Tense::Unknown => {}
            tense => return tense,
        }
    }
    Tense::Unknown
}

/// What the word at `at` says; `start` bounds the look back from a participle.
fn cue(scan: &Scan, at: usize, start: usize) -> Tense {
    let atom = scan.atom(at);
    match atom.class {
        // "the plans", but "it plans to"
        Class::Future if is_noun(atom.word) && !scan.is(at + 1, "to") => Tense::Unknown,
        Class::Future => Tense::Future,
        // the modal, not the month
        Class::Month(5, false) if !atom.capital && scan.class(at + 1) == Class::Other => Tense::Future,
        Class::PresentVerb => Tense::Present,
        Class::PastVerb => participle(scan, at, start),
        Class::Other if !atom.capital && is_past(scan.surface(at)) => participle(scan, at, start),
        // "agreed to meet": an infinitive looks ahead
        Class::Word if atom.word == "to" => {
            let next = scan.atom(at + 1);
            let verb = next.class == Class::Other && !next.capital && !scan.surface(at + 1).ends_with("ing");
            let led = scan.atom(at.wrapping_sub(1));
            if verb
                && (led.class == Class::PresentVerb
                    || led.class == Class::Future
                    || led.class == Class::Other)
            {
                Tense::Future
            } else {
                Tense::Unknown
            }
        }
        _ => Tense::Unknown,
    }
}

/// A past form: ahead after `will be` or `to be`, else back.
fn participle(scan: &Scan, at: usize, start: usize) -> Tense {
    for back in 1..=4 {
        let Some(i) = at.checked_sub(back) else { break };
        let atom = scan.atom(i);
        if start != usize::MAX && (atom.start as usize) < start {
            break;
        }
        if atom.class == Class::Future && !is_noun(atom.word) {
            return Tense::Future;
        }
        if scan.surface(i) == "be" && scan.is(i.wrapping_sub(1), "to") {
            return Tense::Future;
        }
        if matches!(atom.class, Class::PastVerb | Class::PresentVerb | Class::Symbol(_)) {
            break;
        }
    }
    Tense::Past
}

/// Whether a word that looks ahead is a noun as well.
fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "plan" | "plans" | "hope" | "hopes" | "aims" | "planned" | "due" | "must" | "promised" | "pledged"
    )
}

fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
}
