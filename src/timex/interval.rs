//! Stretches of time with two ends: `from 2019 to 2021`, `March 3–5`, `between Monday and Thursday`.
//!
//! TimeML 1.2.1 annotates the two ends apart and leaves the stretch between them to the links; [`ranges`] finds those.

use jiff::civil::Date;

use crate::annotation::TimexId;

use super::Timex;

/// Two expressions that are the ends of one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The end that comes first in the text.
    pub first: TimexId,
    /// The end that comes second.
    pub last: TimexId,
    /// The first and the last day of the whole.
    pub interval: (Date, Date),
}

/// The ranges that neighbours in `timexes`, the expressions of `text`, are the ends of. Only those whose days are known
/// and follow each other.
///
/// # Examples
///
/// ```
/// use dateline::timex::{Anchor, find, ranges};
/// use dateline::{Document, document::Format};
///
/// let document = Document::read("She was mayor from 2019 to 2021.", Format::Plain);
/// let timexes = find(&document, Anchor::default());
/// let (first, last) = ranges(&document.text, &timexes)[0].interval;
/// assert_eq!((first.to_string(), last.to_string()), ("2019-01-01".into(), "2021-12-31".into()));
/// ```
pub fn ranges(text: &str, timexes: &[Timex]) -> Vec<Range> {
    let pairs = timexes.iter().zip(timexes.iter().skip(1)).enumerate();
    let range = |(index, (one, two)): (usize, (&Timex, &Timex))| {
        let before = text.get(..one.span.start)?.trim_end();
        let between = text.get(one.span.end..two.span.start)?.trim();
        joins(before, between).then_some(())?;
        let interval = (one.interval?.0, two.interval?.1);
        let range = Range { first: TimexId::from(index), last: TimexId::from(index + 1), interval };
        (interval.0 <= interval.1).then_some(range)
    };
    pairs.filter_map(range).collect()
}

/// Whether `between` two expressions joins them, given what stands `before` the first.
fn joins(before: &str, between: &str) -> bool {
    let ends_with = |word: &str| {
        let (len, end) = (word.len(), before.len());
        end >= len
            && before
                .as_bytes()
                .get(end - len..)
                .is_some_and(|tail| tail.eq_ignore_ascii_case(word.as_bytes()))
    };
    match between {
        "-" | "–" | "—" | "to" | "through" | "until" | "till" => true,
        "and" | "and the" => ends_with("between"),
        "to the" => ends_with("from") || ends_with("from the"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::document::Format;
    use crate::timex::{Anchor, find};

    fn read(text: &str) -> Vec<String> {
        let document = Document::read(text, Format::Plain);
        let timexes = find(&document, Anchor { created: "2024-02-28".parse().ok(), now: None });
        let words = |range: &Range| format!("{}/{}", range.interval.0, range.interval.1);
        ranges(&document.text, &timexes).iter().map(words).collect()
    }

    #[test]
    fn ends_that_are_joined_are_a_range() {
        assert_eq!(read("The fair runs March 3–5, 2025."), ["2025-03-03/2025-03-05"]);
        assert_eq!(read("She was mayor from 2019 to 2021."), ["2019-01-01/2021-12-31"]);
        assert_eq!(read("It grew between 2019 and 2021."), ["2019-01-01/2021-12-31"]);
        assert_eq!(read("They fought from May to August 1950."), ["1950-05-01/1950-08-31"]);
    }

    #[test]
    fn others_are_none() {
        assert!(read("It grew in 2019 and 2021.").is_empty());
        assert!(read("He left in 2021, she in 2019.").is_empty());
        assert!(read("From 2021 to 2019.").is_empty());
    }
}
