//! Angles of latitude and longitude as a person gives them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An angle in ten-millionths of a degree, about a centimetre on the ground: it reads back equal from any file. A number of
/// degrees outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Degrees(i32);

impl Degrees {
    /// The nearest angle to `degrees`; what is no angle becomes one beyond 180 degrees.
    pub fn of(degrees: f64) -> Degrees {
        let half = if degrees < 0.0 { -0.5 } else { 0.5 };
        Degrees(if degrees.is_nan() { i32::MAX } else { (degrees * 1e7 + half) as i32 })
    }

    /// Reads a decimal number of degrees, as `-33.4569` or `48,85`; none for anything else, and beyond 180 degrees.
    pub fn parse(text: &str) -> Option<Degrees> {
        let digits = text.strip_prefix(['-', '−']).unwrap_or(text);
        let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        if whole.is_empty() || !(whole.bytes().chain(part.bytes())).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut number = 0i64;
        for digit in whole.bytes().chain(part.bytes().chain(std::iter::repeat(b'0')).take(7)) {
            number = number * 10 + i64::from(digit - b'0');
            if number > 1_800_000_000 {
                return None;
            }
        }
        Some(Degrees(if digits.len() < text.len() { -number } else { number } as i32))
    }

    /// The number of degrees.
    pub fn degrees(self) -> f64 {
        f64::from(self.0) / 1e7
    }
}

impl Serialize for Degrees {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.degrees())
    }
}

impl<'de> Deserialize<'de> for Degrees {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Degrees, D::Error> {
        f64::deserialize(deserializer).map(Degrees::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_read_back_equal() {
        for degrees in [0.0, -0.1, 48.85341, -179.9999999, 180.0, 1e-7, -33.4569001] {
            let json = serde_json::to_string(&Degrees::of(degrees)).unwrap();
            assert_eq!(json, serde_json::to_string(&degrees).unwrap());
            assert_eq!(serde_json::from_str::<Degrees>(&json).unwrap(), Degrees::of(degrees));
            assert_eq!(Degrees::parse(&format!("{degrees:.7}")), Some(Degrees::of(degrees)));
        }
        for degrees in [f64::NAN, f64::INFINITY, 1e300, 180.1] {
            assert!(Degrees::of(degrees).degrees() > 180.0, "{degrees}");
        }
    }

    #[test]
    fn what_is_no_angle_is_none() {
        for text in
            ["", "-", "north", "1e2", "181", "12.5N", "+1", "999999999999999999999", ".5", "1.2.3", "−"]
        {
            assert_eq!(Degrees::parse(text), None, "{text}");
        }
        assert_eq!(Degrees::parse("48,85"), Some(Degrees::of(48.85)));
        assert_eq!(Degrees::parse("7."), Some(Degrees::of(7.0)));
        assert_eq!(Degrees::parse("0.123456789"), Some(Degrees::of(0.1234567)));
    }
}
