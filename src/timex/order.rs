//! Whether `3/4/2025` is a day of March or of April: what the article shows of how it writes dates.
//!
//! The strongest evidence decides, however much there is of weaker: figures that read one way only (`14/3/2025`); then the
//! country that the article comes from, by its address or outlet; then dates that are spelt out (`4 March 2025` against
//! `March 4, 2025`) and the zones of clocks (`ET` against `BST`), which a writer may have taken from others. Where nothing
//! decides, the month goes first, as in most English news. Which countries put the day first is that of the short dates of
//! Unicode CLDR.

use crate::Span;
use crate::document::{Document, country};
use crate::evidence::{Evidence, Rule};

use super::expression::{Clock, Meaning, When};
use super::lexicon::Class;
use super::scan::Scan;

static DAY_FIRST: Rule = Rule { id: "timex/day-first", words: "the day goes first here, by “{}”" };
static MONTH_FIRST: Rule = Rule { id: "timex/month-first", words: "the month goes first here, by “{}”" };
static NO_ORDER: Rule = Rule {
    id: "timex/no-order",
    words: "nothing in the article tells whether day or month goes first; the month is taken",
};

/// The evidence of one weight: how much, above zero for days first, and where the first of each side stands.
#[derive(Clone, Copy, Default)]
struct Pan {
    sum: i32,
    days: Span,
    months: Span,
}

impl Pan {
    fn add(&mut self, day_first: bool, at: Span) {
        self.sum += if day_first { 1 } else { -1 };
        let shown = if day_first { &mut self.days } else { &mut self.months };
        if shown.is_empty() {
            *shown = at;
        }
    }

    fn decide(self) -> Option<(bool, Evidence)> {
        let days = (true, Evidence::at(&DAY_FIRST, self.days));
        let months = (false, Evidence::at(&MONTH_FIRST, self.months));
        (self.sum != 0).then_some(if self.sum > 0 { days } else { months })
    }
}

/// The evidence in the text of one article.
#[derive(Default)]
pub(super) struct Order {
    figures: Pan,
    written: Pan,
}

impl Order {
    /// Adds what the expression of atoms `from..to` shows.
    pub(super) fn read(&mut self, scan: &Scan, from: usize, to: usize, meaning: &Meaning) {
        match of_date(scan, from) {
            Some((true, day_first)) => self.figures.add(day_first, scan.span(from, to)),
            Some((false, day_first)) => self.written.add(day_first, scan.span(from, to)),
            None => {}
        }
        if let Meaning::Time(_, Clock { zone: Some(_), .. }) = meaning
            && let Some((at, day_first)) = (from..to).find_map(|at| Some((at, of_zone(scan, at)?)))
        {
            self.written.add(day_first, scan.span(at, at + 1));
        }
    }

    /// Whether days go first in `document`, and why.
    pub(super) fn decide(self, document: &Document) -> (bool, Evidence) {
        let of_country = || {
            let (code, words) = country(&document.article)?;
            let day_first = of_country(code)?;
            let rule = if day_first { &DAY_FIRST } else { &MONTH_FIRST };
            Some((day_first, Evidence::plain(rule).with(words)))
        };
        let decided = self.figures.decide().or_else(of_country).or_else(|| self.written.decide());
        decided.unwrap_or((false, Evidence::plain(&NO_ORDER)))
    }
}

/// Whether the date at `at` is in figures, and whether its day goes first.
fn of_date(scan: &Scan, at: usize) -> Option<(bool, bool)> {
    let at = match scan.class(at) {
        Class::Weekday(..) => scan.skip_comma(scan.skip_point(at + 1)),
        _ => at,
    };
    let day = |class| matches!(class, Class::Number(1..=31, 1..=2));
    let figures = scan.symbol(at + 1, b'/')
        && scan.symbol(at + 3, b'/')
        && matches!(scan.class(at + 4), Class::Number(..));
    match (scan.class(at), scan.class(at + 2)) {
        (Class::Number(13..=31, 1..=2), Class::Number(1..=12, 1..=2)) if figures => Some((true, true)),
        (Class::Number(1..=12, 1..=2), Class::Number(13..=31, 1..=2)) if figures => Some((true, false)),
        (first, _) if day(first) && matches!(scan.class(at + 1), Class::Month(..)) => Some((false, true)),
        (Class::Month(..), _) if day(scan.class(scan.skip_point(at + 1))) => Some((false, false)),
        _ => None,
    }
}

/// Whether the zone at `at` is one of clocks beside which days go first. UTC is everyone's.
fn of_zone(scan: &Scan, at: usize) -> Option<bool> {
    match scan.word(at) {
        "gmt" | "bst" | "cet" | "cest" | "ist" => Some(true),
        "est" | "edt" | "et" | "pst" | "pdt" | "pt" | "cst" | "cdt" | "ct" | "mst" | "mdt" => {
            scan.atom(at).capital.then_some(false)
        }
        "eastern" | "pacific" | "mountain" => Some(false),
        _ => None,
    }
}

/// Whether days go first in the country with this ISO 3166 code; none where neither does, or both.
fn of_country(code: &str) -> Option<bool> {
    match code {
        "us" | "ph" | "pr" | "gu" | "vi" | "as" | "mh" | "fm" | "pw" => Some(false),
        // the year first, or no custom
        "ca" | "jp" | "cn" | "tw" | "kr" | "kp" | "mn" | "hu" | "lt" | "ir" => None,
        _ => Some(true),
    }
}

/// Whether `meaning` holds figures that read two ways.
pub(super) fn is_ambiguous(meaning: &Meaning) -> bool {
    let (Meaning::Date(when) | Meaning::Time(Some(when), _)) = meaning else { return false };
    let mut when = when;
    loop {
        when = match when {
            When::Either(..) => return true,
            When::In { of, .. } | When::Nth { of, .. } => of,
            When::Shift { base, .. } => base,
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::document::Format;
    use crate::timex::{Anchor, find};

    /// The value of `3/4/2025` in `text`, and why.
    fn read(text: &str) -> (String, String) {
        let document = Document::read(text, Format::Plain);
        let timexes = find(&document, Anchor::default());
        let timex = timexes.iter().find(|timex| timex.span.of(&document.text).contains("3/4/2025")).unwrap();
        let why = timex.evidence.iter().map(|evidence| evidence.words(&document.text));
        (timex.value.clone(), why.collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn the_evidence_names_what_decided() {
        let (value, why) = read("It opened on 3/4/2025, not on 14/3/2025.");
        assert_eq!(value, "2025-04-03");
        assert_eq!(
            why,
            "Thursday 3 April 2025 rather than Tuesday 4 March 2025: figures read two ways; \
             the day goes first here, by “14/3/2025”"
        );
        let (value, why) = read("It opened on 3/4/2025 and will close at 6 p.m. ET today.");
        assert_eq!(value, "2025-03-04");
        assert!(why.ends_with("the month goes first here, by “ET”"), "{why}");
        let (value, why) = read("It opened on 3/4/2025.");
        assert_eq!(value, "2025-03-04");
        assert!(why.ends_with("the month is taken"), "{why}");
    }

    #[test]
    fn the_country_decides_by_address_or_outlet() {
        let of = |address: &str| read(&format!("It opened on 3/4/2025.\n\n{address}")).0;
        assert_eq!(of("https://www.example.com.au/bridge"), "2025-04-03");
        assert_eq!(of("https://apnews.com/bridge"), "2025-03-04");
        let titled = "New bridge for the city | BBC\n\nIt opened on 3/4/2025, the mayor said on Monday.";
        assert_eq!(read(titled).0, "2025-04-03");
    }
}
