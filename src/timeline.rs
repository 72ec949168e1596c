//! The dates of an article in the order of time: what the page's timeline draws, and what calendars take.

use jiff::civil::Date;

use crate::Span;
use crate::annotation::TimexId;
use crate::project::Project;
use crate::timex::{TimeOfDay, Timex, TimexKind, edtf, extent, in_words, ranges};

/// The dates of an article, and what in it has no place among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// By the first day of what is [drawn](Entry::narrowed), then time of day, then length; equal ones in the order of the text.
    pub entries: Vec<Entry>,
    /// The other temporal expressions, in text order.
    pub undated: Vec<Undated>,
}

/// A day or a longer stretch that the article names, once or more often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The expressions that name it, in text order; at least one. Those that are the two ends of a stretch are both here.
    pub timexes: Vec<TimexId>,
    /// The TIMEX3 attribute `value`; of a stretch with two ends, that of the first.
    pub value: String,
    /// The value of the second end of a stretch: `2021` in `from 2019 to 2021`.
    pub end: Option<String>,
    /// The TIMEX3 attribute `mod`.
    pub modifier: Option<&'static str>,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// When on the day; where some of the expressions say it otherwise, they are other entries.
    pub time: Option<TimeOfDay>,
}

/// A temporal expression that names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undated {
    /// Which.
    pub timex: TimexId,
    /// Why.
    pub reason: UndatedReason,
}

/// Why an expression has no place on a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum UndatedReason {
    /// Nothing tells what it is relative to: the article's date is not known.
    Unanchored,
    /// It means some time of the past, the present or the future.
    Vague,
    /// It is a length of time.
    Length,
    /// It comes again and again.
    Recurring,
}

impl Entry {
    /// The date in words: `about Tuesday 27 February 2024`, `2019 to 2021`.
    pub fn name(&self) -> String {
        let words = |value: &str| in_words(value, self.modifier).unwrap_or_else(|| value.to_string());
        match &self.end {
            Some(end) => format!("{} to {}", words(&self.value), words(end)),
            None => words(&self.value),
        }
    }

    /// The date in Extended Date/Time Format, where that can write it: `2024-02-27~`, `2019/2021`.
    pub fn edtf(&self) -> Option<String> {
        let first = edtf(&self.value, self.modifier)?;
        match &self.end {
            // An interval of intervals has none: its days are.
            Some(end) => {
                let last = edtf(end, self.modifier)?;
                let days = first.contains('/') || last.contains('/');
                Some(if days { format!("{}/{}", self.first, self.last) } else { format!("{first}/{last}") })
            }
            None => Some(first),
        }
    }

    /// How many days it lasts.
    pub fn days(&self) -> i32 {
        self.first.until(self.last).map_or(0, |span| span.get_days()) + 1
    }

    /// The stretch that `early`, `mid-` or `late` leaves of it: a third, where it is longer than a week. What is drawn, not what is
    /// known: the words don't say where `early` ends.
    pub fn narrowed(&self) -> (Date, Date) {
        let (first, last) = (self.first, self.last);
        let days = self.days();
        let at = |n: i32| first.checked_add(jiff::Span::new().days(n)).unwrap_or(last);
        match self.modifier {
            _ if days <= 7 => (first, last),
            Some("START" | "EARLY") => (first, at(days / 3 - 1)),
            Some("MID") => (at(days / 3), at(days - days / 3 - 1)),
            Some("END" | "LATE") => (at(days - days / 3), last),
            _ => (first, last),
        }
    }
}

impl Timeline {
    /// The timeline of what stands in `project`: what a person rejected is no part of it. In n log n of its expressions.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline::{Assets, Options, project::Project, timeline::{UndatedReason, Timeline}};
    ///
    /// let text = "The bridge of 1932 shut on 3 March 2024 for six months. It had stood since 1932.";
    /// let timeline = Timeline::of(&Project::annotate(text, Options::default(), &Assets::default()));
    /// let values: Vec<&str> = timeline.entries.iter().map(|entry| entry.value.as_str()).collect();
    /// assert_eq!(values, ["1932", "2024-03-03"]);
    /// assert_eq!(timeline.entries[0].timexes.len(), 2);
    /// assert_eq!(timeline.undated[0].reason, UndatedReason::Length);
    /// ```
    pub fn of(project: &Project) -> Timeline {
        let mut entries: Vec<Entry> = Vec::new();
        let mut undated = Vec::new();
        let annotation = project.annotation();
        let stretches = ranges(&annotation.document.text, &annotation.timexes);
        let mut stretches = stretches.iter().peekable();
        let mut second = None; // the end of a stretch that is an entry already
        for (index, timex) in annotation.timexes.iter().enumerate() {
            let id = TimexId::from(index);
            while stretches.next_if(|stretch| stretch.first < id).is_some() {}
            if !project.is_live(id.into()) || second == Some(id) {
                continue;
            }
            if let Some(stretch) =
                stretches.next_if(|stretch| stretch.first == id && project.is_live(stretch.last.into()))
                && let Some(end) = annotation.timexes.get(stretch.last.index())
                && [timex.kind, end.kind] == [TimexKind::Date; 2]
            {
                second = Some(stretch.last);
                entries.push(Entry {
                    timexes: vec![id, stretch.last],
                    value: timex.value.clone(),
                    end: Some(end.value.clone()),
                    modifier: timex.modifier.filter(|_| timex.modifier == end.modifier),
                    first: stretch.interval.0,
                    last: stretch.interval.1,
                    time: None,
                });
                continue;
            }
            match dated(timex) {
                Some(days) => entries.push(Entry {
                    timexes: vec![id],
                    value: timex.value.clone(),
                    end: None,
                    modifier: timex.modifier,
                    first: days.first,
                    last: days.last,
                    time: days.time,
                }),
                None => undated.push(Undated { timex: id, reason: reason(timex) }),
            }
        }
        crate::order::by(&mut entries, |a, b| key(a).cmp(&key(b)));
        entries.dedup_by(|next, kept| {
            let same = key(next) == key(kept);
            if same {
                kept.timexes.append(&mut next.timexes);
            }
            same
        });
        Timeline { entries, undated }
    }

    /// The sentence that the first expression of `entry` stands in, or the expression itself; in bytes of the text.
    pub fn sentence(project: &Project, entry: &Entry) -> Span {
        let annotation = project.annotation();
        let span =
            entry.timexes.first().and_then(|id| annotation.timexes.get(id.index())).map(|timex| timex.span);
        let span = span.unwrap_or_default();
        annotation.document.sentence_around(span)
    }
}

/// In what order entries come, so that those to be merged are neighbours.
fn key(entry: &Entry) -> impl Ord + '_ {
    (entry.narrowed().0, entry.time, entry.last, entry.value.as_str(), entry.end.as_deref(), entry.modifier)
}

fn dated(timex: &Timex) -> Option<crate::timex::Extent> {
    matches!(timex.kind, TimexKind::Date | TimexKind::Time).then(|| extent(&timex.value))?
}

fn reason(timex: &Timex) -> UndatedReason {
    match timex.kind {
        TimexKind::Duration => UndatedReason::Length,
        TimexKind::Set => UndatedReason::Recurring,
        _ if timex.value.ends_with("_REF") => UndatedReason::Vague,
        _ => UndatedReason::Unanchored,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Assets, Options};

    fn project(text: &str, created: &str) -> Project {
        let options = Options { created: created.parse().ok(), ..Options::default() };
        Project::annotate(text, options, &Assets::default())
    }

    fn values(text: &str, created: &str) -> Vec<String> {
        let timeline = Timeline::of(&project(text, created));
        timeline.entries.iter().map(|entry| format!("{}×{}", entry.value, entry.timexes.len())).collect()
    }

    #[test]
    fn entries_come_in_the_order_of_time() {
        let text = "It opened in 1932 and will shut on Friday at 6 p.m., not on Friday at noon. On Tuesday, 4 June 2024, they met. In June they had said so; on Tuesday again.";
        assert_eq!(
            values(text, "2024-06-05"),
            ["1932×1", "2024-06×1", "2024-06-04×2", "2024-06-07T12:00×1", "2024-06-07T18:00×1"]
        );
    }

    #[test]
    fn late_in_a_month_comes_after_its_first_days() {
        assert_eq!(
            values("It fell on 3 June 2024, and rose in late June.", "2024-06-05"),
            ["2024-06-03×1", "2024-06×1"]
        );
    }

    #[test]
    fn two_ends_are_one_stretch() {
        let text =
            "She was mayor from 2019 to 2021, and spoke on March 3–5, 2022. From 2019 to 2021 it rained.";
        let timeline = Timeline::of(&project(text, ""));
        let words: Vec<_> =
            timeline.entries.iter().map(|entry| (entry.name(), entry.edtf().unwrap())).collect();
        let expected = [
            ("2019 to 2021", "2019/2021"),
            ("Thursday 3 March 2022 to Saturday 5 March 2022", "2022-03-03/2022-03-05"),
        ];
        assert_eq!(words, expected.map(|(name, edtf)| (name.to_string(), edtf.to_string())));
        assert_eq!(timeline.entries[0].timexes.len(), 4);
        // Without one of its ends it is no stretch.
        let mut project = project(text, "");
        project.apply(serde_json::from_str(r#"{"command": "reject", "marks": ["t1"]}"#).unwrap()).unwrap();
        assert_eq!(Timeline::of(&project).entries[0].edtf().as_deref(), Some("2019"));
    }

    #[test]
    fn what_has_no_day_is_told_apart() {
        let text =
            "They met every Monday for two years, and recently on a Tuesday; the talks begin in March.";
        let reasons = |created| {
            Timeline::of(&project(text, created)).undated.iter().map(|one| one.reason).collect::<Vec<_>>()
        };
        assert_eq!(
            reasons(""),
            [
                UndatedReason::Recurring,
                UndatedReason::Length,
                UndatedReason::Vague,
                UndatedReason::Unanchored,
                UndatedReason::Unanchored
            ]
        );
        assert_eq!(
            reasons("2024-06-05"),
            [UndatedReason::Recurring, UndatedReason::Length, UndatedReason::Vague]
        );
    }

    #[test]
    fn what_a_person_rejected_is_left_out() {
        let mut project = project("They met on 3 March 2024.", "");
        assert_eq!(Timeline::of(&project).entries.len(), 1);
        project.apply(serde_json::from_str(r#"{"command": "reject", "marks": ["t0"]}"#).unwrap()).unwrap();
        assert_eq!(Timeline::of(&project), Timeline::default());
    }

    #[test]
    fn early_and_late_are_thirds() {
        let narrowed = |text| {
            let timeline = Timeline::of(&project(text, "2024-06-05"));
            let (first, last) = timeline.entries[0].narrowed();
            format!("{first}/{last}")
        };
        assert_eq!(narrowed("It fell in early 1990."), "1990-01-01/1990-05-01");
        assert_eq!(narrowed("It fell in mid-1990."), "1990-05-02/1990-09-01");
        assert_eq!(narrowed("It fell in late 1990."), "1990-09-02/1990-12-31");
        assert_eq!(narrowed("It fell in 1990."), "1990-01-01/1990-12-31");
    }
}
