//! How sure an annotation is, in thousandths.

use std::fmt;

/// A probability in thousandths, so that equal inputs give equal bytes on every machine.
///
/// # Examples
///
/// ```
/// use dateline::Probability;
/// assert_eq!(Probability::from_thousandths(934).to_string(), "0.934");
/// assert_eq!(Probability::from_ratio(1, 3).thousandths(), 333);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Probability(u16);

impl Probability {
    /// Certain: what a person decided, or what cannot be otherwise.
    pub const ONE: Probability = Probability(1000);

    /// The probability of `thousandths` in a thousand; more than a thousand counts as certain.
    pub const fn from_thousandths(thousandths: u16) -> Probability {
        Probability(if thousandths > 1000 { 1000 } else { thousandths })
    }

    /// `part` of `whole`, rounded down; an empty whole gives zero.
    pub fn from_ratio(part: u64, whole: u64) -> Probability {
        let thousandths = (part.saturating_mul(1000)).checked_div(whole).unwrap_or(0).min(1000);
        Probability(thousandths as u16)
    }

    /// The nearest probability to `share`, which counts from 0 to 1.
    pub fn from_share(share: f64) -> Probability {
        Probability::from_thousandths((share * 1000.0 + 0.5) as u16)
    }

    /// The number of thousandths, 0 to 1000.
    pub const fn thousandths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

impl serde::Serialize for Probability {
    /// Written as a number with at most three decimals.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 1000.0)
    }
}

impl<'de> serde::Deserialize<'de> for Probability {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if !(0.0..=1.0).contains(&value) {
            return Err(serde::de::Error::custom(format!(
                "expected a probability from 0 to 1, found {value}"
            )));
        }
        Ok(Probability((value * 1000.0 + 0.5) as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_probability_reads_back_equal() {
        for thousandths in 0..=1000 {
            let probability = Probability::from_thousandths(thousandths);
            let json = serde_json::to_string(&probability).unwrap();
            assert_eq!(serde_json::from_str::<Probability>(&json).unwrap(), probability, "{json}");
        }
    }

    #[test]
    fn out_of_range_is_refused() {
        assert!(serde_json::from_str::<Probability>("1.5").is_err());
        assert_eq!(Probability::from_ratio(3, 0), Probability::from_thousandths(0));
    }
}
