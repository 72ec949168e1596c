//! Dates, times, durations and sets, with their TIMEX3 values.
//!
//! Recognition ([`recognise`]) and resolution ([`resolve`]) are apart: the first reads the text, the second settles values
//! against an [`Anchor`] and alone runs again when the date of the article changes. Each phenomenon has a file of its
//! own, which names the behaviour of the TimeML 1.2.1 guidelines that it follows; `grammar` puts them together. Nothing
//! here reads a clock, a locale or a time zone.

mod calendar;
mod choice;
mod clock;
mod decade;
mod duration;
mod expression;
mod grammar;
mod interval;
mod lexicon;
mod named;
mod number;
mod order;
mod period;
mod range;
mod relative;
mod resolve;
mod scan;
mod season;
mod set;
mod tense;
mod vague;
mod value;
mod weekday;
mod words;
mod year;

use jiff::civil::{Date, DateTime};

use crate::annotation::TimexId;
use crate::document::ParagraphKind;
use crate::evidence::Evidence;
use crate::pipeline::Options;
use crate::{Document, Span};

pub use expression::Expression;
pub use interval::{Range, ranges};
pub use resolve::resolve;
pub(crate) use value::units;
pub use value::{Extent, TimeOfDay, day_value, edtf, extent};
pub use words::{day_in_words, in_words};

use expression::Meaning;

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A calendar date or longer period: `Tuesday`, `last spring`.
    Date,
    /// A time of day: `6 p.m.`, `Tuesday morning`.
    Time,
    /// A length of time: `six months`.
    Duration,
    /// Something that comes again: `every weekday`.
    Set,
}

/// What relative expressions are relative to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The document creation time.
    pub created: Option<Date>,
    /// The clock, where one is known.
    pub now: Option<DateTime>,
}

impl Anchor {
    /// The anchor of `document`: what the caller knows goes before what the text says.
    pub fn of(document: &Document, options: &Options) -> Anchor {
        let created = options.created.or(options.reference.map(|now| now.date()));
        Anchor {
            created: created.or(document.article.created.as_ref().map(|field| field.value)),
            now: options.reference,
        }
    }
}

/// What a value was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchoredTo {
    /// The document creation time.
    Created,
    /// Another expression of the text: `two days later`.
    Timex(TimexId),
}

/// A temporal expression of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The TIMEX3 attribute `type`.
    pub kind: TimexKind,
    /// The TIMEX3 attribute `value`: `2024-02-27`, `P6M`, `XXXX-WXX-2` where nothing anchors it.
    pub value: String,
    /// The TIMEX3 attribute `mod`: `APPROX`, `START`, `MID`, `END`, `MORE_THAN` …
    pub modifier: Option<&'static str>,
    /// The TIMEX3 attribute `quant` of a set: `EVERY`.
    pub quant: Option<String>,
    /// The TIMEX3 attribute `freq` of a set: `2X`.
    pub freq: Option<String>,
    /// What the value was reckoned from; none where the words give it whole.
    pub anchor: Option<AnchoredTo>,
    /// The first and the last day that it covers, where that is known.
    pub interval: Option<(Date, Date)>,
    /// Why it is there: rule and anchor in words.
    pub evidence: Vec<Evidence>,
}

impl Timex {
    /// The other value of a date in figures that read two ways, as `3/4/2025`; `None` for all others.
    ///
    /// ```
    /// use dateline::timex::{Anchor, find};
    /// use dateline::{Document, document::Format};
    ///
    /// let timexes = find(&Document::read("It opened on 3/4/2025.", Format::Plain), Anchor::default());
    /// assert_eq!(timexes[0].value, "2025-03-04");
    /// assert_eq!(timexes[0].alternative().as_deref(), Some("2025-04-03"));
    /// ```
    pub fn alternative(&self) -> Option<String> {
        let ambiguous = self.evidence.first().is_some_and(|first| first.rule == resolve::AMBIGUOUS);
        let (year, rest) = self.value.split_at_checked(5).filter(|_| ambiguous)?;
        let (month, rest) = rest.split_at_checked(3)?;
        let (day, time) = rest.split_at_checked(2)?;
        let other = year.to_string() + day + "-" + month.trim_end_matches('-') + time;
        extent(&other).map(|_| other)
    }
}

/// The temporal expressions in `document`, in text order, none overlapping another.
pub fn find(document: &Document, anchor: Anchor) -> Vec<Timex> {
    resolve(&recognise(document), anchor)
}

/// The temporal expressions in `document` as its words have them, in text order, none overlapping another. The address
/// of the article is not read.
///
/// # Examples
///
/// ```
/// use dateline::timex::{Anchor, recognise, resolve};
/// use dateline::{Document, document::Format};
///
/// let expressions = recognise(&Document::read("They met on Tuesday.", Format::Plain));
/// let value = |created: &str| resolve(&expressions, Anchor { created: created.parse().ok(), now: None })[0].value.clone();
/// assert_eq!(value("2024-02-28"), "2024-02-27");
/// assert_eq!(value("2025-02-28"), "2025-02-25");
/// assert_eq!(value("unknown"), "XXXX-WXX-2");
/// ```
pub fn recognise(document: &Document) -> Vec<Expression> {
    let mut scan = scan::Scan::default();
    let mut expressions: Vec<Expression> = Vec::new();
    let mut order = order::Order::default();
    let mut ambiguous = false;
    for paragraph in &document.paragraphs {
        if paragraph.kind == ParagraphKind::SourceUrl {
            continue;
        }
        scan.read(&document.text, paragraph.span);
        let published = paragraph.kind == ParagraphKind::Published;
        let mut sentences =
            document.sentences.get(paragraph.sentences.clone()).unwrap_or_default().iter().peekable();
        let mut sentence = paragraph.span;
        let mut at = 0;
        let mut before = None;
        while at < scan.len() {
            let Some(found) = grammar::find(&scan, at).filter(|found| found.to > at) else {
                at += 1;
                continue;
            };
            let span = scan.span(found.from, found.to);
            while let Some(next) = sentences.next_if(|next| next.span.start <= span.start) {
                sentence = next.span;
            }
            order.read(&scan, found.from, found.to, &found.meaning);
            ambiguous |= order::is_ambiguous(&found.meaning);
            expressions.push(Expression {
                span,
                tense: match &found.meaning {
                    Meaning::Date(_) | Meaning::Time(Some(_), _) => {
                        tense::around(&scan, found.from, found.to, sentence.start, sentence.end)
                    }
                    _ => expression::Tense::Unknown,
                },
                order: None,
                joined: before.is_some_and(|(from, to)| range::joins(&scan, from, to, found.from)),
                awaited: tense::awaited(&scan, found.from, sentence.start),
                after_in: scan.is(found.from.wrapping_sub(1), "in")
                    && !scan.is_any(found.from, &["the", "next", "coming", "last", "past"]),
                meaning: found.meaning,
                modifier: found.modifier,
                sentence: sentence.start,
                published,
            });
            at = found.to;
            before = Some((found.from, found.to));
        }
    }
    if ambiguous {
        let order = order.decide(document);
        for expression in expressions.iter_mut().filter(|it| order::is_ambiguous(&it.meaning)) {
            expression.order = Some(order.clone());
        }
    }
    expressions
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;
    use crate::document::Format;

    /// The grammar of TIMEX3 values that this layer writes.
    static VALUE: LazyLock<Regex> = LazyLock::new(|| {
        let year = r"(?:BC)?(?:\d{4}|XXXX|XX\d\d)";
        let part = r"-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-(?:WE|WD|[1-7]))?|-(?:SP|SU|FA|WI|Q[1-4X]|H[12X])";
        let time = r"T(?:\d\d:\d\d(?::\d\d)?Z?|MO|AF|EV|NI|DT|XX)";
        let amount = r"(?:\d+(?:\.\d+)?|X)";
        Regex::new(&format!(
            r"^(?:(?:{year}(?:{part})?|(?:BC)?(?:\d\d\d?|XXX?|XX\d))(?:{time})?|(?:PRESENT|PAST|FUTURE)_REF|P(?:{amount}(?:CE|DE|WE|[YQMWDSH]))*(?:T(?:{amount}[HMS])+)?)$"
        ))
        .unwrap()
    });

    fn check(text: &str, anchor: Anchor) {
        let document = Document::read(text, Format::Plain);
        let mut end = 0;
        for timex in find(&document, anchor) {
            assert!(end <= timex.span.start && timex.span.start < timex.span.end, "{text:?}: {timex:?}");
            assert!(document.text.get(timex.span.start..timex.span.end).is_some(), "{text:?}: {timex:?}");
            end = timex.span.end;
            assert!(VALUE.is_match(&timex.value), "{text:?}: {timex:?}");
            assert!(timex.interval.is_none_or(|(first, last)| first <= last), "{text:?}: {timex:?}");
            let named = extent(&timex.value).map(|extent| (extent.first, extent.last));
            assert!(named == timex.interval, "{text:?}: {named:?}, {timex:?}");
            assert!(!timex.evidence.is_empty());
        }
    }

    /// Words that expressions are made of, in any order, with marks between.
    fn jumble() -> impl Strategy<Value = String> {
        let words: Vec<&str> = include_str!("../../data/en/timex-words.tsv")
            .lines()
            .filter_map(|line| line.split('\t').next())
            .chain([
                "1999",
                "4",
                "31",
                "12:30",
                "0",
                "99999",
                "4,000",
                "2024-02-30",
                "3/4/2025",
                "Christmas",
                "p.m.",
                "’82",
                "1990s",
                "BC",
                "th",
            ])
            .collect();
        let mark =
            prop::sample::select(vec![" ", " ", " ", " ", "-", ", ", ". ", "–", "/", ":", "'", "", "\n"]);
        prop::collection::vec((prop::sample::select(words), mark), 0..12)
            .prop_map(|parts| parts.into_iter().flat_map(|(word, mark)| [word, mark]).collect())
    }

    fn anchors() -> impl Strategy<Value = Anchor> {
        let day = (-500i16..=2100, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).ok());
        (day, any::<bool>(), 0i8..24).prop_map(|(created, known, hour)| Anchor {
            created: created.filter(|_| known || hour > 3),
            now: created.filter(|_| known).map(|day| day.at(hour, 30, 0, 0)),
        })
    }

    proptest! {
        #[test]
        fn any_text_gives_well_formed_expressions(text in ".{0,80}", anchor in anchors()) {
            check(&text, anchor);
        }

        #[test]
        fn any_words_of_time_give_well_formed_expressions(text in jumble(), anchor in anchors()) {
            check(&text, anchor);
        }
    }

    #[test]
    fn long_lines_are_read_at_once() {
        for line in [
            "7",
            "7 ",
            "the end of ",
            "two days before ",
            "1999-",
            "first day of ",
            "New ",
            "'",
            "between 5 and ",
        ] {
            let bytes = if line.starts_with('7') { 1_000_000 } else { 100_000 };
            let text = line.repeat(bytes / line.len());
            check(&text, Anchor { created: Date::new(2024, 2, 28).ok(), now: None });
        }
    }

    #[test]
    fn evidence_names_rule_and_anchor() {
        let document = Document::read("The council met on Tuesday.", Format::Plain);
        let timexes = find(&document, Anchor { created: Date::new(2024, 2, 28).ok(), now: None });
        let words = timexes[0].evidence[0].words(&document.text);
        assert_eq!(words, "Tuesday before the article’s Wednesday 28 February 2024");
    }
}
