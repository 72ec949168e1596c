//! Explicit dates as articles print them at their head: `Friday, January 4, 2019`, `18 Feb 2025`, `2025-02-18`,
//! `Published: Feb. 18, 2025 5:30 p.m. ET`.

use jiff::civil::Date;

use crate::token::{Token, TokenKind};

/// A date with all or only the last two of its parts, and the token after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateAt {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    pub end: usize,
}

impl DateAt {
    /// The date, with `year` where it has none of its own.
    pub(super) fn date(self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month, self.day).ok()
    }
}

/// Tokens and the text that they are of.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

impl<'a> Words<'a> {
    pub(super) fn word(self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    pub(super) fn kind(self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The date that starts at token `at`.
    pub(super) fn date_at(self, at: usize) -> Option<DateAt> {
        let word = self.word(at);
        match self.kind(at)? {
            TokenKind::Word if word.starts_with(|c: char| c.is_ascii_digit()) => {
                iso(word, at).or_else(|| self.day_first(at))
            }
            TokenKind::Word => self.month_first(at),
            TokenKind::Number => iso(word, at)
                .or_else(|| numbers(word, at))
                .or_else(|| self.slashes(at))
                .or_else(|| self.day_first(at)),
            _ => None,
        }
    }

    /// `February 18, 2025`, `Feb. 18`.
    fn month_first(self, at: usize) -> Option<DateAt> {
        let month = month(self.word(at))?;
        let mut next = at + 1 + usize::from(self.word(at + 1) == ".");
        let day = day(self.word(next))?;
        next += 1;
        Some(self.with_year(month, day, next))
    }

    /// `18 February 2025`, `18th of February, 2025`.
    fn day_first(self, at: usize) -> Option<DateAt> {
        let day = day(self.word(at))?;
        let mut next = at + 1 + usize::from(self.word(at + 1) == "of");
        let month = month(self.word(next))?;
        next += 1 + usize::from(self.word(next + 1) == ".");
        Some(self.with_year(month, day, next))
    }

    fn with_year(self, month: i8, day: i8, next: usize) -> DateAt {
        let comma = usize::from(self.word(next) == ",");
        match year(self.word(next + comma)) {
            Some(year) => DateAt { year: Some(year), month, day, end: next + comma + 1 },
            None => DateAt { year: None, month, day, end: next },
        }
    }

    /// `2025/02/18`, `18/02/2025`.
    fn slashes(self, at: usize) -> Option<DateAt> {
        let separated = self.word(at + 1) == "/" && self.word(at + 3) == "/";
        separated.then(|| parts([self.word(at), self.word(at + 2), self.word(at + 4)], at + 5)).flatten()
    }
}

/// `2025-02-18`, `2025-02-18T10`.
fn iso(word: &str, at: usize) -> Option<DateAt> {
    let rest = word.get(10..)?;
    if !rest.is_empty() && !rest.starts_with('T') {
        return None;
    }
    let mut fields = word[..10].split('-');
    let (year, month, day) = (year(fields.next()?)?, fields.next()?, fields.next()?);
    (month.len() == 2 && day.len() == 2).then_some(())?;
    checked(year, month.parse().ok()?, day.parse().ok()?, at + 1)
}

/// `18.02.2025`, `18-02-2025`.
fn numbers(word: &str, at: usize) -> Option<DateAt> {
    let mut fields = word.split(['.', '-']);
    let three = [fields.next()?, fields.next()?, fields.next()?];
    fields.next().is_none().then(|| parts(three, at + 1)).flatten()
}

/// A date in numbers; nothing where day and month could be the other way round.
fn parts(fields: [&str; 3], end: usize) -> Option<DateAt> {
    let number = |field: &str| (field.len() <= 2).then(|| field.parse::<i8>().ok()).flatten();
    if let Some(year) = year(fields[0]) {
        return checked(year, number(fields[1])?, number(fields[2])?, end);
    }
    let (one, two) = (number(fields[0])?, number(fields[1])?);
    match year(fields[2])? {
        year if one == two || one > 12 => checked(year, two, one, end),
        year if two > 12 => checked(year, one, two, end),
        _ => None,
    }
}

fn checked(year: i16, month: i8, day: i8, end: usize) -> Option<DateAt> {
    Date::new(year, month, day).ok().map(|_| DateAt { year: Some(year), month, day, end })
}

/// The number of a month by its English name or abbreviation.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !(3..=9).contains(&word.len()) || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| {
        *month == word
            || word == "sept" && *month == "september"
            || word.len() == 3 && month.starts_with(&word)
    });
    found.and_then(|index| i8::try_from(index + 1).ok())
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
    (ordinal && digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}

pub(super) fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1500..2200).contains(year))
}

/// Whether `word` is a weekday or its abbreviation.
pub(super) fn is_weekday(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "weds"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
    )
}

/// The dates of a line that holds nothing but dates, times and words about publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateLine {
    /// When the article was published; of several dates the first that is not an update's.
    pub date: Date,
    /// The tokens of that date.
    pub start: usize,
    pub end: usize,
    /// Whether only an update is dated.
    pub updated: bool,
}

/// Reads `words` as a publication date line.
pub(super) fn date_line(words: Words<'_>) -> Option<DateLine> {
    if words.tokens.len() > 40 {
        return None;
    }
    let line = find_date(words)?;
    let mut at = 0;
    while at < words.tokens.len() {
        at = match words.date_at(at).filter(|found| found.year.is_some()) {
            Some(found) => found.end,
            None if may_stand_by(words.word(at), words.kind(at)) => at + 1,
            None => return None,
        };
    }
    Some(line)
}

/// The date of publication among `words`, whatever else they say.
pub(super) fn find_date(words: Words<'_>) -> Option<DateLine> {
    let mut best: Option<DateLine> = None;
    let mut updated = false;
    let mut at = 0;
    while at < words.tokens.len() {
        let found = words.date_at(at).and_then(|found| Some((found, found.date(None)?)));
        let Some((found, date)) = found else {
            match words.word(at).to_ascii_lowercase().as_str() {
                "updated" | "modified" | "update" | "edited" => updated = true,
                "published" | "posted" | "first" => updated = false,
                _ => (),
            }
            at += 1;
            continue;
        };
        if best.is_none_or(|best| best.updated && !updated) {
            best = Some(DateLine { date, start: at, end: found.end, updated });
        }
        at = found.end;
        updated = false;
    }
    best
}

/// Whether `word` may stand beside the date of a date line.
fn may_stand_by(word: &str, kind: Option<TokenKind>) -> bool {
    match kind {
        Some(TokenKind::Number) => word.len() <= 8,
        Some(TokenKind::Mark) => matches!(
            word,
            "," | ":"
                | "."
                | "|"
                | "-"
                | "–"
                | "—"
                | "--"
                | "•"
                | "·"
                | "("
                | ")"
                | "/"
                | ";"
                | "+"
                | "●"
                | "*"
                | "["
                | "]"
        ),
        Some(TokenKind::Word) => {
            is_weekday(word)
                || word.starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    word.to_ascii_lowercase().as_str(),
                    "published"
                        | "updated"
                        | "update"
                        | "posted"
                        | "last"
                        | "first"
                        | "on"
                        | "at"
                        | "date"
                        | "dated"
                        | "modified"
                        | "created"
                        | "publication"
                        | "issued"
                        | "issue"
                        | "am"
                        | "pm"
                        | "a.m."
                        | "p.m."
                        | "et"
                        | "est"
                        | "edt"
                        | "pt"
                        | "pst"
                        | "pdt"
                        | "ct"
                        | "cst"
                        | "cdt"
                        | "mt"
                        | "mst"
                        | "mdt"
                        | "gmt"
                        | "bst"
                        | "utc"
                        | "ist"
                        | "cet"
                        | "cest"
                        | "msk"
                        | "jst"
                        | "aest"
                        | "aedt"
                        | "hkt"
                        | "sgt"
                        | "pkt"
                        | "z"
                        | "min"
                        | "mins"
                        | "minute"
                        | "minutes"
                        | "read"
                        | "eastern"
                        | "pacific"
                        | "central"
                        | "time"
                        | "local"
                        | "hrs"
                        | "hours"
                        | "the"
                        | "article"
                        | "story"
                        | "was"
                        | "edited"
                        | "noon"
                        | "midnight"
                )
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::token::tokenize;

    fn read(text: &str) -> Option<String> {
        let tokens = tokenize(text, Span::new(0, text.len()));
        date_line(Words { text, tokens: &tokens }).map(|line| line.date.to_string())
    }

    #[test]
    fn date_lines() {
        for (text, expected) in [
            ("February 18, 2025", Some("2025-02-18")),
            ("Friday, January 4, 2019", Some("2019-01-04")),
            ("18 Feb 2025", Some("2025-02-18")),
            ("2025-02-18", Some("2025-02-18")),
            ("2025-02-18T10:30:00Z", Some("2025-02-18")),
            ("Feb. 18, 2025 5:30 p.m. ET", Some("2025-02-18")),
            ("Published: 18th February 2025 at 17:30 GMT", Some("2025-02-18")),
            ("Updated 19 February 2025 | Published 18 February 2025", Some("2025-02-18")),
            ("Last updated: Feb 19, 2025", Some("2025-02-19")),
            ("25/02/2025", Some("2025-02-25")),
            ("18.02.2025", Some("2025-02-18")),
            ("02/03/2025", None),
            ("On February 18, 2025, the council met.", None),
            ("February 31, 2025", None),
            ("9:05 p.m.", None),
            ("", None),
        ] {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }
}
