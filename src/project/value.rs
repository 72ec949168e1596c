//! TIMEX3 values that a person gives.

use jiff::civil::Date;

/// Whether `value` can be the attribute `value` of a TIMEX3: digits and marks of ISO 8601, letters in capitals, as
/// `2024-02-27T18:00`, `2024-W09`, `XXXX-WXX-2`, `P6M`, `2024-SP`, `PRESENT_REF`.
pub(super) fn is_timex_value(value: &str) -> bool {
    let known = |byte: u8| {
        byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'-' | b':' | b'_' | b'.' | b'+')
    };
    (1..=40).contains(&value.len()) && value.bytes().all(known)
}

/// The first and the last day of a year, month, day or time of day; none for other values.
pub(super) fn interval(value: &str) -> Option<(Date, Date)> {
    let day = value.split('T').next().unwrap_or_default();
    if !day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let numbers: Vec<i16> = day.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let part = |at: usize| i8::try_from(numbers[at]).ok();
    match numbers.len() {
        _ if day.find('-').unwrap_or(day.len()) != 4 => None,
        1 => Some((Date::new(numbers[0], 1, 1).ok()?, Date::new(numbers[0], 12, 31).ok()?)),
        2 => {
            let first = Date::new(numbers[0], part(1)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        3 => {
            let day = Date::new(numbers[0], part(1)?, part(2)?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_cover_what_the_value_names() {
        let days = |value| interval(value).map(|(first, last)| format!("{first}/{last}"));
        assert_eq!(days("2024").unwrap(), "2024-01-01/2024-12-31");
        assert_eq!(days("2024-02").unwrap(), "2024-02-01/2024-02-29");
        assert_eq!(days("2024-02-27T18:00").unwrap(), "2024-02-27/2024-02-27");
        for value in ["2024-W09", "P6M", "XXXX-WXX-2", "2024-13", "2024-02-30", "", "24", "+202-01"] {
            assert_eq!(days(value), None, "{value}");
        }
    }

    #[test]
    fn other_words_are_no_values() {
        assert!(is_timex_value("XXXX-WXX-2") && is_timex_value("2024-02-27T18:00"));
        assert!(!is_timex_value("") && !is_timex_value("next week") && !is_timex_value("2024–02"));
    }
}
