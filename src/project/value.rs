//! TIMEX3 values that a person gives.

/// Whether `value` can be the attribute `value` of a TIMEX3: digits and marks of ISO 8601, letters in capitals, as
/// `2024-02-27T18:00`, `2024-W09`, `XXXX-WXX-2`, `P6M`, `2024-SP`, `PRESENT_REF`.
pub(super) fn is_timex_value(value: &str) -> bool {
    let known = |byte: u8| {
        byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'-' | b':' | b'_' | b'.' | b'+')
    };
    (1..=40).contains(&value.len()) && value.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_are_no_values() {
        assert!(is_timex_value("XXXX-WXX-2") && is_timex_value("2024-02-27T18:00"));
        assert!(!is_timex_value("") && !is_timex_value("next week") && !is_timex_value("2024–02"));
    }
}
