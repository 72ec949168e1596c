//! The dates of an article in the order of time, for the panel *Timeline*.

use jiff::civil::{Date, date};
use serde::Serialize;

use super::{Handle, Item};
use crate::Annotation;
use crate::annotation::TimexId;
use crate::project::Project;
use crate::timeline::{Entry, Timeline, UndatedReason};
use crate::timex::{TimeOfDay, in_words};

/// What the panel *Timeline* shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct TimelineView {
    /// In the order of time.
    pub entries: Vec<DateView>,
    /// What has no place on it, in text order.
    pub undated: Vec<UndatedView>,
    /// The article's date, in days since 1970-01-01.
    pub created: Option<i32>,
}

/// A day or a longer stretch, which the article names once or more often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct DateView {
    /// The group of its marks.
    pub group: u32,
    /// Its marks, in text order.
    pub marks: Vec<u32>,
    /// In words: `about Tuesday 27 February 2024`.
    pub name: String,
    /// In Extended Date/Time Format, where that can write it.
    pub edtf: Option<String>,
    /// The first day to draw, in days since 1970-01-01.
    pub from: i32,
    /// The last day to draw.
    pub to: i32,
    /// When on the day, in minutes since midnight.
    pub minutes: Option<u16>,
    /// Whether the words leave its ends open: `early`, `about`.
    pub vague: bool,
}

/// A temporal expression that names no day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct UndatedView {
    /// Its mark.
    pub mark: u32,
    /// What it means, in words.
    pub name: Option<String>,
    /// Why it has no day.
    pub reason: UndatedReason,
}

pub(super) fn timeline(project: &Project) -> TimelineView {
    let annotation = project.annotation();
    let Timeline { entries, undated } = Timeline::of(project);
    let entries =
        entries.iter().enumerate().map(|(at, entry)| entry_view(entry, group(annotation, at))).collect();
    let undated = undated.iter().map(|one| UndatedView {
        mark: mark(one.timex),
        name: annotation
            .timexes
            .get(one.timex.index())
            .and_then(|timex| in_words(&timex.value, timex.modifier)),
        reason: one.reason,
    });
    TimelineView { entries, undated: undated.collect(), created: annotation.created().map(day_number) }
}

/// The group of the marks of the `at`th entry: groups of dates follow those of entities.
fn group(annotation: &Annotation, at: usize) -> u32 {
    (annotation.entities.len() + 1 + at) as u32
}

fn entry_view(entry: &Entry, group: u32) -> DateView {
    let (from, to) = entry.narrowed();
    DateView {
        group,
        marks: entry.timexes.iter().map(|&id| mark(id)).collect(),
        name: entry.name(),
        edtf: entry.edtf(),
        from: day_number(from),
        to: day_number(to),
        minutes: entry.time.map(|TimeOfDay { hour, minute, .. }| u16::from(hour) * 60 + u16::from(minute)),
        vague: entry.modifier.is_some(),
    }
}

fn mark(id: TimexId) -> u32 {
    Handle::from(Item::Timex(id)).0
}

/// Days since 1970-01-01.
fn day_number(day: Date) -> i32 {
    date(1970, 1, 1).until(day).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(
            [date(1970, 1, 1), date(2024, 2, 28), date(1969, 12, 31), date(-479, 9, 1)].map(day_number),
            [0, 19_781, -1, -894_236]
        );
    }
}
