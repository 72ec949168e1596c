//! Days and times in files.
//!
//! jiff reads many more forms, and tells in words what is wrong with each, which is 40 KB of the engine that nobody needs there:
//! files have the two forms that it writes, and the messages here say what was expected.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use serde::de::{Deserialize, Deserializer, Error};

/// What a file writes as text.
pub(crate) trait Day: Sized {
    /// Reads what [`Display`](std::fmt::Display) wrote.
    fn read(text: &str) -> Option<Self>;
}

impl Day for Date {
    /// `2024-02-28`, and `-000043-03-15` for the year 44 BC.
    fn read(text: &str) -> Option<Date> {
        let (years, rest) = match text.strip_prefix('-') {
            Some(text) => (text.get(..6)?, text.get(6..)?),
            None => (text.get(..4)?, text.get(4..)?),
        };
        let [dash, month @ .., other, _, _] = rest.as_bytes() else { return None };
        if [*dash, *other] != [b'-'; 2] || month.len() != 2 {
            return None;
        }
        let year = number(years)? as i16;
        let year = if years.len() == 6 { -year } else { year };
        Date::new(year, number(rest.get(1..3)?)? as i8, number(rest.get(4..6)?)? as i8).ok()
    }
}

impl Day for DateTime {
    /// `2024-02-28T18:30:00`, with up to nine digits behind a point.
    fn read(text: &str) -> Option<DateTime> {
        let (day, time) = text.split_once('T')?;
        let (time, part) = time.split_once('.').unwrap_or((time, "0"));
        let mut parts = time.split(':').map(|part| number(part).filter(|_| part.len() == 2));
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        if part.len() > 9 || parts.next().is_some() {
            return None;
        }
        let nanoseconds = number(part)? * 10u32.pow(9 - part.len() as u32);
        Date::read(day)?
            .to_datetime(
                jiff::civil::Time::new(hour as i8, minute as i8, second as i8, nanoseconds as i32).ok()?,
            )
            .into()
    }
}

/// Digits, and nothing but digits.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A value that the file writes as text, where it has one.
pub(crate) fn maybe<'de, D: Deserializer<'de>, T: Day>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::<Cow<'_, str>>::deserialize(deserializer)?.map(|text| read(&text)).transpose()
}

/// Two of them, where the file has them.
pub(crate) fn pair<'de, D: Deserializer<'de>, T: Day>(deserializer: D) -> Result<Option<(T, T)>, D::Error> {
    let texts = Option::<(Cow<'_, str>, Cow<'_, str>)>::deserialize(deserializer)?;
    texts.map(|(first, last)| Ok((read(&first)?, read(&last)?))).transpose()
}

fn read<E: Error, T: Day>(text: &str) -> Result<T, E> {
    T::read(text).ok_or_else(|| E::custom("expected a date as 2024-02-28"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for text in ["2024-02-28", "0001-01-01", "-000043-03-15", "9999-12-31", "0000-02-29", "-009999-01-01"]
        {
            assert_eq!(Date::read(text), text.parse().ok(), "{text}");
            assert_eq!(Date::read(text).unwrap().to_string(), text);
        }
        for text in ["2024-02-28T18:30:00", "2024-02-28T00:00:00.123456789", "-000043-03-15T23:59:59.5"] {
            assert_eq!(DateTime::read(text), text.parse().ok(), "{text}");
            assert_eq!(DateTime::read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "2024",
            "2024-02-30",
            "2024-2-28",
            "2024-02-281",
            "+2024-02-28",
            "2024-+2-28",
            "é024-02-28",
            "20240228",
            "-43-03-15",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
        for text in [
            "2024-02-28",
            "2024-02-28T24:00:00",
            "2024-02-28T1",
            "2024-02-28T18:30:00.1234567890",
            "2024-02-28T18:30:00Z",
        ] {
            assert_eq!(DateTime::read(text), None, "{text}");
        }
    }
}
