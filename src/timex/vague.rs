//! What has no place in the calendar: `now`, `recently`, `the past`, `in recent days`, `the future`.
//!
//! TimeML 1.2.1 gives them the values `PRESENT_REF`, `PAST_REF` and `FUTURE_REF`.

use super::expression::{Base, Meaning, When};
use super::grammar::Found;
use super::lexicon::Class;
use super::scan::Scan;

const PRESENT: &str = "PRESENT_REF";
const PAST: &str = "PAST_REF";
const FUTURE: &str = "FUTURE_REF";

/// Words before `this time` and `that period` that mean a time of the story.
const TOLD: &[&str] = &["by", "since", "until", "before", "during", "around", "throughout", "from", "after"];

pub(super) fn find(scan: &Scan, at: usize) -> Option<Found> {
    if scan.class(at) != Class::Word {
        return None;
    }
    let found = |to, value| {
        Some(Found { from: at, to, meaning: Meaning::Date(When::Reference(value)), modifier: None })
    };
    let next = scan.word(at + 1);
    match (scan.word(at), next) {
        ("now", _) => found(at + 1, PRESENT)
            .filter(|_| !scan.is(at + 1, "that") && !scan.is_any(at.wrapping_sub(1), &["from"])),
        ("right" | "just", "now") => found(at + 2, PRESENT),
        ("currently" | "presently" | "nowadays", _) => found(at + 1, PRESENT),
        ("current", _) if matches!(scan.class(at + 1), Class::Other) && !scan.atom(at + 1).glued => {
            found(at + 1, PRESENT)
        }
        ("recently" | "lately", _) => found(at + 1, PAST),
        ("recent", _) => match scan.class(at + 1) {
            Class::Units(_) => None,
            _ if scan.is_any(at.wrapping_sub(1), &["most", "more"]) => None,
            _ => found(at + 1, PAST),
        },
        ("the" | "that", "past" | "future") => {
            let ends = matches!(
                scan.class(at + 2),
                Class::Symbol(b'.' | b',' | b';' | b')' | b'?' | b'!' | b':' | b'-')
                    | Class::PresentVerb
                    | Class::PastVerb
                    | Class::Future
            ) || at + 2 >= scan.len()
                || scan.is_any(
                    at + 2,
                    &["of", "and", "to", "for", "as", "in", "with", "on", "by", "or", "from"],
                )
                || scan.class(at + 2) == Class::Symbol(0)
                || scan.class(at + 2) == Class::Symbol(b'"')
                || scan.class(at + 2) == Class::Symbol(b'\'');
            let close = scan.symbol(at + 2, b'-') && scan.glued(at + 2);
            found(at + 2, if next == "past" { PAST } else { FUTURE }).filter(|_| ends && !close)
        }
        ("the", "near" | "foreseeable") if scan.is(at + 2, "future") => found(at + 3, FUTURE),
        ("the", _)
            if scan.is(at + 2, "future")
                && ["near", "foreseeable", "distant", "immediate"].contains(&scan.surface(at + 1)) =>
        {
            found(at + 3, FUTURE)
        }
        ("the", "present") if scan.is(at + 2, "time") => found(at + 3, PRESENT),
        ("the", "moment") if scan.is(at.wrapping_sub(1), "at") || scan.is(at.wrapping_sub(1), "for") => {
            found(at + 2, PRESENT).filter(|_| !scan.is(at + 2, "of"))
        }
        ("the" | "that", "time") if scan.is_any(at + 2, &["being"]) || scan.surface(at + 2) == "being" => {
            found(at + 3, PRESENT)
        }
        ("this", "moment") if scan.is(at.wrapping_sub(1), "at") => found(at + 2, PRESENT),
        ("present", _) if scan.is(at.wrapping_sub(1), "at") && scan.class(at + 1) != Class::Other => {
            found(at + 1, PRESENT)
        }
        ("this", "time") if scan.is(at.wrapping_sub(1), "at") => found(at + 2, PRESENT),
        // "at the time", not "at the time of" and not "at the time he left"
        ("the", "time")
            if scan.is(at.wrapping_sub(1), "at")
                && matches!(scan.class(at + 2), Class::Symbol(_) | Class::PastVerb) =>
        {
            Some(Found { from: at, to: at + 2, meaning: Meaning::Date(When::Then), modifier: None })
        }
        ("present" | "modern", _)
            if scan.symbol(at + 1, b'-') && scan.is(at + 2, "day")
                || scan.is(at + 1, "day") && scan.class(at + 2) == Class::Other =>
        {
            found(at + 2 + usize::from(scan.symbol(at + 1, b'-')), PRESENT)
        }
        // by that time, during this period
        ("this" | "that", "time") | ("this" | "that", "period")
            if scan.is_any(at.wrapping_sub(1), TOLD)
                || scan.is(at + 1, "period") && scan.is(at.wrapping_sub(1), "in")
                || scan.is(at, "that") && scan.is(at.wrapping_sub(1), "at") =>
        {
            // "by that time" goes on from a date, "at that time" only tells of the past
            let by = scan.is(at, "that") && scan.is(at.wrapping_sub(1), "by");
            let when = if by { When::Base(Base::Narrative) } else { When::Then };
            Some(Found { from: at, to: at + 2, meaning: Meaning::Date(when), modifier: None })
        }
        ("these", "days") => found(at + 2, PRESENT),
        ("these", _) if scan.surface(at + 1) == "days" => found(at + 2, PRESENT),
        ("future", _) if scan.class(at + 1) == Class::Other && !scan.atom(at).capital => {
            found(at + 1, FUTURE)
        }
        _ => None,
    }
}
