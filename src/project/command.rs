//! What a person can decide.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::flat::Flat;
use super::mark::{Layer, MarkId};
use super::value::PlaceChoice;
use crate::annotation::EntityId;
use crate::mention::MentionKind;
use crate::quotation::Speaker;
use crate::timex::TimexKind;

/// One decision. Its name and members are written to files (`{"command": "reject", "marks": ["m3"]}`), so they never
/// change their meaning. A decision about a mark confirms it, except `reject`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", try_from = "Flat", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Command {
    /// These marks are right.
    Accept {
        /// Marks of any layer.
        marks: Vec<MarkId>,
    },
    /// These marks are wrong.
    Reject {
        /// Marks of any layer.
        marks: Vec<MarkId>,
    },
    /// These names are names of something else.
    Retype {
        /// Mentions.
        marks: Vec<MarkId>,
        /// What they name.
        kind: MentionKind,
    },
    /// This is who said it.
    SetSpeaker {
        /// Quotations.
        marks: Vec<MarkId>,
        /// Who.
        speaker: Speaker,
    },
    /// It is not known who said it.
    ClearSpeaker {
        /// Quotations.
        marks: Vec<MarkId>,
    },
    /// This is what the expressions mean.
    SetTimex {
        /// Temporal expressions.
        marks: Vec<MarkId>,
        /// The TIMEX3 attribute `value`.
        value: String,
        /// The TIMEX3 attribute `type`; as it was where absent.
        #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
        kind: Option<TimexKind>,
    },
    /// This is where the places are. Other places of the same name follow, and the candidates of the rest are weighed anew,
    /// unless a person decided on them.
    SetPlace {
        /// Places.
        marks: Vec<MarkId>,
        /// Where; none where no gazetteer has it.
        place: Option<PlaceChoice>,
    },
    /// This is what the article's title, outlet, author or address is.
    SetArticle {
        /// Which of them.
        field: ArticleField,
        /// What it is; none where the article has none.
        value: Option<String>,
    },
    /// This is when the article was published. Relative dates that no person decided on are reckoned again.
    SetCreated {
        /// The day; none where it is not known.
        date: Option<Date>,
    },
}

/// A field of the article that is a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleField {
    /// The headline.
    Title,
    /// The newspaper, agency or site.
    Outlet,
    /// Who wrote it.
    Author,
    /// Where it was published.
    Url,
}

/// Why a command does not fit the project. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandError {
    kind: ErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    UnknownMark { mark: MarkId, marks: usize },
    UnknownEntity { entity: EntityId, entities: usize },
    Layer { expected: Layer, found: MarkId },
    NoMark,
    Value(String),
    Candidate { mark: MarkId, geonameid: u32 },
    Position(MarkId),
}

impl CommandError {
    pub(super) fn unknown_mark(mark: MarkId, marks: usize) -> CommandError {
        CommandError { kind: ErrorKind::UnknownMark { mark, marks } }
    }

    pub(super) fn unknown_entity(entity: EntityId, entities: usize) -> CommandError {
        CommandError { kind: ErrorKind::UnknownEntity { entity, entities } }
    }

    pub(super) fn layer(expected: Layer, found: MarkId) -> CommandError {
        CommandError { kind: ErrorKind::Layer { expected, found } }
    }

    pub(super) fn no_mark() -> CommandError {
        CommandError { kind: ErrorKind::NoMark }
    }

    pub(super) fn value(found: &str) -> CommandError {
        CommandError { kind: ErrorKind::Value(found.to_string()) }
    }

    /// What is wrong with `choice` for the place `mark`.
    pub(super) fn place(mark: MarkId, choice: &PlaceChoice) -> CommandError {
        let kind = match choice {
            PlaceChoice::Candidate { geonameid } => ErrorKind::Candidate { mark, geonameid: *geonameid },
            PlaceChoice::Given { .. } => ErrorKind::Position(mark),
        };
        CommandError { kind }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |layer: Layer| match layer {
            Layer::Mention => "mentions",
            Layer::Quotation => "quotations",
            Layer::Timex => "temporal expressions",
            Layer::Place => "places",
        };
        match &self.kind {
            ErrorKind::UnknownMark { mark, marks } => {
                write!(f, "expected one of {marks} {}, found {mark}", plural(mark.layer))
            }
            ErrorKind::UnknownEntity { entity, entities } => {
                write!(f, "expected one of {entities} entities, found {entity}")
            }
            ErrorKind::Layer { expected, found } => {
                write!(f, "expected {} only, found {found}", plural(*expected))
            }
            ErrorKind::NoMark => f.write_str("expected at least one mark, found none"),
            ErrorKind::Value(found) => {
                write!(
                    f,
                    "expected a TIMEX3 value as 2024-02-27, 2024-W09, P6M or PRESENT_REF, found {found:?}"
                )
            }
            ErrorKind::Candidate { mark, geonameid } => {
                write!(f, "expected one of the candidates of {mark}, found the geonameid {geonameid}")
            }
            ErrorKind::Position(mark) => {
                write!(
                    f,
                    "{mark}: expected a name, and degrees from -90 to 90 north and from -180 to 180 east"
                )
            }
        }
    }
}

impl std::error::Error for CommandError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_have_stable_names() {
        for json in [
            r#"{"command":"accept","marks":["m0","q1"]}"#,
            r#"{"command":"reject","marks":["p0"]}"#,
            r#"{"command":"retype","marks":["m0"],"kind":"organisation"}"#,
            r#"{"command":"setSpeaker","marks":["q0"],"speaker":"e4"}"#,
            r#"{"command":"clearSpeaker","marks":["q0"]}"#,
            r#"{"command":"setTimex","marks":["t0"],"value":"2024-02","type":"DATE"}"#,
            r#"{"command":"setTimex","marks":["t0"],"value":"P6M"}"#,
            r#"{"command":"setPlace","marks":["p0"],"place":{"geonameid":2988507}}"#,
            r#"{"command":"setPlace","marks":["p0"],"place":{"name":"Mill","latitude":48.85341,"longitude":-2.5}}"#,
            r#"{"command":"setPlace","marks":["p0"],"place":null}"#,
            r#"{"command":"setArticle","field":"title","value":null}"#,
            r#"{"command":"setCreated","date":"2024-02-28"}"#,
        ] {
            let command: Command = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&command).unwrap(), json);
        }
        assert!(serde_json::from_str::<Command>(r#"{"command":"accept","marks":[],"more":1}"#).is_err());
        for (json, message) in [
            (r#"{"command":"accept"}"#, "missing field `marks`"),
            (r#"{"command":"accept","marks":[],"date":"2024-02-28"}"#, "a field that this command has not"),
            (r#"{"command":"setTimex","marks":[]}"#, "missing field `value`"),
            (r#"{"command":"fly"}"#, "unknown variant `fly`"),
            (
                r#"{"command":"setPlace","marks":["p0"],"place":{"name":"Mill","latitude":1}}"#,
                "expected a geonameid, or a name with latitude and longitude in degrees",
            ),
            (
                r#"{"command":"setPlace","marks":["p0"],"place":{"geonameid":-1}}"#,
                "invalid value: integer `-1`",
            ),
            (
                r#"{"command":"setPlace","marks":["p0"],"place":{"geonameid":1,"more":1}}"#,
                "unknown field `more`",
            ),
            (r#"{"command":"setPlace","marks":["p0"],"place":1}"#, "invalid type: integer `1`"),
        ] {
            let error = serde_json::from_str::<Command>(json).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
