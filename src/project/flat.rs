//! A command as it is read: one set of members for all of them.
//!
//! What serde derives for an enum with a tag reads every member into a value of its own first, and again from that, once for
//! each command: tens of kilobytes of WebAssembly. This reads them once, and then asks which command they make.

use jiff::civil::Date;
use serde::Deserialize;

use super::command::{ArticleField, Command};
use super::mark::MarkId;
use super::value::PlaceChoice;
use crate::mention::MentionKind;
use crate::quotation::Speaker;
use crate::timex::TimexKind;

/// The members of all commands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flat {
    command: Name,
    marks: Option<Vec<MarkId>>,
    kind: Option<MentionKind>,
    speaker: Option<Speaker>,
    value: Option<String>,
    #[serde(rename = "type")]
    timex: Option<TimexKind>,
    place: Option<PlaceChoice>,
    field: Option<ArticleField>,
    #[serde(default, deserialize_with = "super::day::maybe")]
    date: Option<Date>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Name {
    Accept,
    Reject,
    Retype,
    SetSpeaker,
    ClearSpeaker,
    SetTimex,
    SetPlace,
    SetArticle,
    SetCreated,
}

impl TryFrom<Flat> for Command {
    type Error = &'static str;

    fn try_from(mut flat: Flat) -> Result<Command, &'static str> {
        let mut marks = || flat.marks.take().ok_or("missing field `marks`");
        let command = match flat.command {
            Name::Accept => Command::Accept { marks: marks()? },
            Name::Reject => Command::Reject { marks: marks()? },
            Name::Retype => {
                Command::Retype { marks: marks()?, kind: flat.kind.take().ok_or("missing field `kind`")? }
            }
            Name::SetSpeaker => Command::SetSpeaker {
                marks: marks()?,
                speaker: flat.speaker.take().ok_or("missing field `speaker`")?,
            },
            Name::ClearSpeaker => Command::ClearSpeaker { marks: marks()? },
            Name::SetTimex => Command::SetTimex {
                marks: marks()?,
                value: flat.value.take().ok_or("missing field `value`")?,
                kind: flat.timex.take(),
            },
            Name::SetPlace => Command::SetPlace { marks: marks()?, place: flat.place.take() },
            Name::SetArticle => Command::SetArticle {
                field: flat.field.take().ok_or("missing field `field`")?,
                value: flat.value.take(),
            },
            Name::SetCreated => Command::SetCreated { date: flat.date.take() },
        };
        let Flat { command: _, marks, kind, speaker, value, timex, place, field, date } = &flat;
        let more = marks.is_some()
            || kind.is_some()
            || speaker.is_some()
            || value.is_some()
            || timex.is_some()
            || place.is_some()
            || field.is_some()
            || date.is_some();
        if more { Err("a field that this command has not") } else { Ok(command) }
    }
}
