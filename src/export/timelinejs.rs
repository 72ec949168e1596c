//! JSON for TimelineJS 3: the dates of an article as slides on a line of time.
//!
//! - Every date of the [`Timeline`] is an event, whatever its length; what names no day has no place, and [`left_out`] tells
//!   how many. An event that is longer than a day has an `end_date`, its last day.
//! - `start_date` is as fine as the value: a year, a month of a year, a day, a time of a day. `display_date` has it in words.
//! - TimelineJS counts years before Christ as negative ones without a zero: 44 BC is `-44`, which its axis labels “44 BCE”.
//!   Its times have no zone; the words of the date name it.
//! - TimelineJS shows texts as HTML, so `<`, `>` and `&` of the article are references there: no text becomes markup.
//! - The title slide has the title, the outlet and the address of the article, as far as they are known. A member that
//!   TimelineJS does not read, `dateline`, says at the top what made the file, and in each event the TIMEX3 `value` and `mod`
//!   and whether a person decided on it.
//! - There are no offsets.

use serde_json::{Map, Value};

use super::event::{Event, flat, headline, left_out as counted};
use super::json::layout;
use super::{provenance, xml};
use crate::project::Project;
use crate::timeline::{Entry, Timeline};

/// The media type of a file.
pub const MEDIA: &str = "application/json";

/// Writes `project` with one event a line, and a line break at the end.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::timelinejs, project::Project};
///
/// let project = Project::annotate("R&D began in March 2024.", Options::default(), &Assets::default());
/// let file = timelinejs::write(&project);
/// assert!(file.contains(r#""start_date": {"year": 2024, "month": 3}"#));
/// assert!(file.contains(r#""headline": "R&amp;D began in March 2024.""#));
/// ```
pub fn write(project: &Project) -> String {
    let events = Timeline::of(project).entries.iter().map(|entry| event(&Event { project, entry })).collect();
    let about = provenance::lines(project).into_iter().map(|(name, value)| (name, value.into()));
    let file = object([
        ("scale", "human".into()),
        ("title", title(project)),
        ("events", Value::Array(events)),
        ("dateline", object(about)),
    ]);
    layout::text(&file, 2) + "\n"
}

/// What of the dates of `project` is no event, in words; `None` where all are.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::timelinejs, project::Project};
///
/// let project = Project::annotate("It took six months.", Options::default(), &Assets::default());
/// assert_eq!(timelinejs::left_out(&project).unwrap(), "Left out: 1 without a day");
/// ```
pub fn left_out(project: &Project) -> Option<String> {
    counted(&[(Timeline::of(project).undated.len(), "without a day")])
}

fn event(event: &Event<'_>) -> Value {
    let entry = event.entry;
    let sentence = event.sentence();
    let short = headline(&sentence);
    let mut paragraphs = event.reasons();
    if short != sentence {
        paragraphs.insert(0, sentence);
    }
    let mut members = vec![("start_date", start(entry))];
    if entry.first < entry.last {
        members.push(("end_date", object(day(entry.last))));
    }
    let mut about = vec![("value", entry.value.as_str().into())];
    if let Some(modifier) = entry.modifier {
        about.push(("mod", modifier.into()));
    }
    about.push(("state", if event.is_decided() { "confirmed" } else { "suggested" }.into()));
    members.extend([
        ("display_date", event.when().into()),
        ("text", slide(&short, &paragraphs)),
        ("unique_id", event.key().into()),
        ("dateline", object(about)),
    ]);
    object(members)
}

fn title(project: &Project) -> Value {
    let article = &project.annotation().document.article;
    let words = |field: &Option<crate::document::article::Field<String>>| {
        field.as_ref().map_or(String::new(), |field| flat(&field.value))
    };
    let title = words(&article.title);
    let more: Vec<String> =
        [words(&article.outlet), words(&article.url)].into_iter().filter(|words| !words.is_empty()).collect();
    let title = if title.is_empty() { "Dates of an article" } else { &title };
    object([("text", slide(title, &more)), ("unique_id", "title".into())])
}

/// The text of a slide, as HTML.
fn slide(headline: &str, paragraphs: &[String]) -> Value {
    let mut head = String::new();
    xml::text(&mut head, headline);
    let mut body = String::new();
    for paragraph in paragraphs {
        body.push_str("<p>");
        xml::text(&mut body, paragraph);
        body.push_str("</p>");
    }
    object([("headline", head.into()), ("text", body.into())])
}

/// The first day, as fine as the value is.
fn start(entry: &Entry) -> Value {
    let mut members = day(entry.first).to_vec();
    if let Some(time) = entry.time {
        members.extend([("hour", time.hour.into()), ("minute", time.minute.into())]);
    }
    let whole_months = entry.first.day() == 1 && entry.last == entry.last.last_of_month();
    if whole_months {
        let whole_years = entry.first.month() == 1 && entry.last.month() == 12;
        members.truncate(if whole_years { 1 } else { 2 });
    }
    object(members)
}

fn day(day: jiff::civil::Date) -> [(&'static str, Value); 3] {
    let year = i32::from(day.year());
    [
        ("year", if year > 0 { year } else { year - 1 }.into()),
        ("month", day.month().into()),
        ("day", day.day().into()),
    ]
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let members = members.into_iter().map(|(name, value)| (name.to_string(), value));
    Value::Object(members.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{ArticleField, Command, sample};
    use crate::{Assets, Options};

    #[test]
    fn the_sample_as_a_whole() {
        let project = sample::project();
        let version = env!("CARGO_PKG_VERSION");
        let crc = crc32fast::hash(project.annotation().document.text.as_bytes());
        let bytes = project.annotation().document.text.len();
        let expected = format!(
            r#"{{
  "scale": "human",
  "title": {{
    "text": {{"headline": "Ana López", "text": ""}},
    "unique_id": "title"
  }},
  "events": [
    {{"start_date": {{"year": 2024, "month": 2, "day": 27}}, "display_date": "about Tuesday 27 February 2024", "text": {{"headline": "“We will rebuild 🦀,” Mayor Ana López said on Tuesday.", "text": "<p>“Tuesday” (suggested)</p>"}}, "unique_id": "{crc:08x}-{bytes}-2024-02-27-APPROX", "dateline": {{"value": "2024-02-27", "mod": "APPROX", "state": "suggested"}}}}
  ],
  "dateline": {{
    "generator": "Dateline {version}",
    "article date": "2024-02-28",
    "text": "91 code points, CRC-32 {crc:08x}"
  }}
}}
"#
        );
        assert_eq!(write(&project), expected);
    }

    #[test]
    fn dates_are_as_fine_as_the_value() {
        let mut project = Project::annotate("On 5 March 2024.", Options::default(), &Assets::default());
        let mut dates = |value: &str| {
            let marks = vec!["t0".parse().unwrap()];
            project.apply(Command::SetTimex { marks, value: value.into(), kind: None }).unwrap();
            let file: Value = serde_json::from_str(&write(&project)).unwrap();
            format!("{} {}", file["events"][0]["start_date"], file["events"][0]["end_date"])
        };
        for (value, expected) in [
            ("2024-03-05", r#"{"year":2024,"month":3,"day":5} null"#),
            ("2024-03-05T18:30", r#"{"year":2024,"month":3,"day":5,"hour":18,"minute":30} null"#),
            ("2024-03-01", r#"{"year":2024,"month":3,"day":1} null"#),
            ("2024-02", r#"{"year":2024,"month":2} {"year":2024,"month":2,"day":29}"#),
            ("2024-Q1", r#"{"year":2024,"month":1} {"year":2024,"month":3,"day":31}"#),
            ("2024-W09-WE", r#"{"year":2024,"month":3,"day":2} {"year":2024,"month":3,"day":3}"#),
            ("199", r#"{"year":1990} {"year":1999,"month":12,"day":31}"#),
            ("BC0044-03-15", r#"{"year":-44,"month":3,"day":15} null"#),
            ("BC0001", r#"{"year":-1} {"year":-1,"month":12,"day":31}"#),
            ("0001", r#"{"year":1} {"year":1,"month":12,"day":31}"#),
        ] {
            assert_eq!(dates(value), expected, "{value}");
        }
    }

    #[test]
    fn no_text_becomes_markup() {
        let text = "The <script>alert(1)</script> & <img src=x onerror=alert(1)> broke on 5 March 2024.";
        let mut project = Project::annotate(text, Options::default(), &Assets::default());
        let value = Some("<b>&amp;".into());
        project.apply(Command::SetArticle { field: ArticleField::Title, value }).unwrap();
        let file: Value = serde_json::from_str(&write(&project)).unwrap();
        assert_eq!(file["title"]["text"]["headline"], "&lt;b&gt;&amp;amp;");
        for member in ["headline", "text"] {
            let html = file["events"][0]["text"][member].as_str().unwrap();
            let bare = html.replace("<p>", "").replace("</p>", "");
            assert!(!bare.contains(['<', '>']), "{html}");
        }
    }
}
