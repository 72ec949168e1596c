//! One view of all the marks of an article, whatever their layer.

use std::fmt;
use std::str::FromStr;

use crate::annotation::{EntityId, MentionId, QuotationId, TimexId};
use crate::quotation::Speaker;
use crate::{Probability, Span};

/// What a person has said about a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The machine found it; nobody has looked yet.
    #[default]
    Suggested,
    /// A person agreed, or changed it to what is right.
    Confirmed,
    /// A person said that it is wrong: it stays in the file, and nowhere else.
    Rejected,
    /// A person made it.
    Manual,
}

impl State {
    /// Whether the mark stands: everything but a rejected one.
    pub fn is_live(self) -> bool {
        self != State::Rejected
    }

    /// Its name in files: `suggested`, `confirmed`, `rejected` or `manual`.
    pub fn name(self) -> &'static str {
        match self {
            State::Suggested => "suggested",
            State::Confirmed => "confirmed",
            State::Rejected => "rejected",
            State::Manual => "manual",
        }
    }

    /// Whether a person decided, so that the machine may no longer change the mark.
    pub fn is_decided(self) -> bool {
        self != State::Suggested
    }
}

/// What kind of thing a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// A name.
    Mention,
    /// What is said.
    Quotation,
    /// A date, time, duration or set.
    Timex,
    /// A place with its location, on the words of its mention.
    Place,
}

/// The name of a mark, the same for the life of a project: `m12`, `q3`, `t0`, `p7`. The number is an index into the list
/// of its layer in [`Annotation`](crate::Annotation); a place is numbered as [`Annotation::places`](crate::Annotation::places).
///
/// ```
/// use dateline::project::{Layer, MarkId};
/// let id: MarkId = "q3".parse().unwrap();
/// assert_eq!((id.layer, id.number, id.to_string()), (Layer::Quotation, 3, "q3".to_string()));
/// assert!("x3".parse::<MarkId>().is_err() && "q03".parse::<MarkId>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId {
    /// Its layer.
    pub layer: Layer,
    /// Its place in the list of that layer.
    pub number: u32,
}

impl MarkId {
    /// The mark at `index` of `layer`.
    pub fn new(layer: Layer, index: usize) -> MarkId {
        MarkId { layer, number: u32::try_from(index).unwrap_or(u32::MAX) }
    }

    /// Its place in the list of its layer.
    pub fn index(self) -> usize {
        self.number as usize
    }
}

impl From<MentionId> for MarkId {
    fn from(id: MentionId) -> MarkId {
        MarkId { layer: Layer::Mention, number: id.0 }
    }
}

impl From<QuotationId> for MarkId {
    fn from(id: QuotationId) -> MarkId {
        MarkId { layer: Layer::Quotation, number: id.0 }
    }
}

impl From<TimexId> for MarkId {
    fn from(id: TimexId) -> MarkId {
        MarkId { layer: Layer::Timex, number: id.0 }
    }
}

/// Something that was to be the name of a mark, an entity or a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError(String, &'static str);

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {:?}", self.1, self.0)
    }
}

impl std::error::Error for NameError {}

impl fmt::Display for MarkId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.layer {
            Layer::Mention => 'm',
            Layer::Quotation => 'q',
            Layer::Timex => 't',
            Layer::Place => 'p',
        };
        write!(f, "{letter}{}", self.number)
    }
}

impl FromStr for MarkId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<MarkId, NameError> {
        let layer = match text.as_bytes().first() {
            Some(b'm') => Some(Layer::Mention),
            Some(b'q') => Some(Layer::Quotation),
            Some(b't') => Some(Layer::Timex),
            Some(b'p') => Some(Layer::Place),
            _ => None,
        };
        match (layer, number(text)) {
            (Some(layer), Some(number)) => Ok(MarkId { layer, number }),
            _ => Err(NameError(text.to_string(), "a mark as m0, q0, t0 or p0")),
        }
    }
}

/// The number behind the letter of `text`, without leading zeros or sign, so that each name has one form.
fn number(text: &str) -> Option<u32> {
    let digits = text.get(1..)?;
    let plain =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    digits.parse().ok().filter(|_| plain)
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "e{}", self.0)
    }
}

impl FromStr for EntityId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<EntityId, NameError> {
        let found = number(text).filter(|_| text.starts_with('e')).map(EntityId);
        found.ok_or_else(|| NameError(text.to_string(), "an entity as e0"))
    }
}

impl fmt::Display for Speaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Speaker::Entity(id) => id.fmt(f),
            Speaker::Anonymous => f.write_str("anonymous"),
            Speaker::Collective => f.write_str("collective"),
            Speaker::Document => f.write_str("document"),
            Speaker::Unresolved => f.write_str("unresolved"),
        }
    }
}

impl FromStr for Speaker {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Speaker, NameError> {
        const EXPECTED: &str = "a speaker as e0, anonymous, collective, document or unresolved";
        Ok(match text {
            "anonymous" => Speaker::Anonymous,
            "collective" => Speaker::Collective,
            "document" => Speaker::Document,
            "unresolved" => Speaker::Unresolved,
            _ => Speaker::Entity(text.parse().map_err(|_| NameError(text.to_string(), EXPECTED))?),
        })
    }
}

/// Serialises what has a name as that name.
macro_rules! as_name {
    ($($name:ty),*) => { $(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let name = std::borrow::Cow::<str>::deserialize(deserializer)?;
                name.parse().map_err(serde::de::Error::custom)
            }
        }
    )* };
}

as_name!(MarkId, Speaker);

/// One mark: what the page draws, without the particulars of its layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// Its name.
    pub id: MarkId,
    /// Where it stands, in text order, in bytes of the text; a split quotation has several parts.
    pub spans: &'a [Span],
    /// What a person has said about it.
    pub state: State,
    /// How sure the machine is.
    pub probability: Probability,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in ["m0", "q12", "t4294967295", "p7"] {
            assert_eq!(name.parse::<MarkId>().unwrap().to_string(), name);
        }
        for name in ["e0", "anonymous", "collective", "document", "unresolved"] {
            assert_eq!(name.parse::<Speaker>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn other_names_are_refused() {
        for name in ["", "m", "m-1", "m+1", "m01", "m4294967296", "é1", "e1", "m1 "] {
            assert!(name.parse::<MarkId>().is_err(), "{name:?}");
        }
        let message = "nobody".parse::<Speaker>().unwrap_err().to_string();
        assert_eq!(
            message,
            "expected a speaker as e0, anonymous, collective, document or unresolved, found \"nobody\""
        );
    }
}
