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

use super::event::{Event, flat, headline, left_out as counted};
use super::json::layout::{number, string};
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
    let mut out = String::from("{\n  \"scale\": \"human\",\n  \"title\": {");
    title(&mut out, project);
    out.push_str(", \"unique_id\": \"title\"},\n  \"events\": [");
    for (at, entry) in Timeline::of(project).entries.iter().enumerate() {
        out.push_str(if at > 0 { ",\n    {" } else { "\n    {" });
        event(&mut out, &Event { project, entry });
        out.push('}');
    }
    out.push_str("\n  ],\n  ");
    string(&mut out, "\"dateline\": ", &provenance::words(project));
    out.push_str("\n}\n");
    out
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
    counted(&[(Timeline::of(project).undated.len(), " without a day")])
}

fn event(out: &mut String, event: &Event<'_>) {
    let entry = event.entry;
    start(out, entry);
    if entry.first < entry.last {
        out.push_str(", \"end_date\": {");
        date(out, entry.last, 3);
        out.push('}');
    }
    string(out, ", \"display_date\": ", &event.when());
    let sentence = event.sentence();
    let short = headline(&sentence);
    let mut paragraphs = event.reasons();
    if short != sentence {
        paragraphs.insert(0, sentence);
    }
    out.push_str(", ");
    slide(out, &short, &paragraphs);
    string(out, ", \"unique_id\": ", &event.key());
    string(out, ", \"dateline\": {\"value\": ", &entry.value);
    if let Some(modifier) = entry.modifier {
        string(out, ", \"mod\": ", modifier);
    }
    string(out, ", \"state\": ", if event.is_decided() { "confirmed" } else { "suggested" });
    out.push('}');
}

fn title(out: &mut String, project: &Project) {
    let article = &project.annotation().document.article;
    let mut headline = "Dates of an article".to_string();
    let mut more = Vec::new();
    for (at, field) in [&article.title, &article.outlet, &article.url].into_iter().enumerate() {
        match field.as_ref().map(|field| flat(&field.value)) {
            Some(title) if at == 0 => headline = title,
            Some(words) => more.push(words),
            None => {}
        }
    }
    slide(out, &headline, &more);
}

/// The text of a slide, as HTML.
fn slide(out: &mut String, headline: &str, paragraphs: &[String]) {
    let mut html = String::new();
    xml::text(&mut html, headline);
    string(out, "\"text\": {\"headline\": ", &html);
    html.clear();
    for paragraph in paragraphs {
        html.push_str("<p>");
        xml::text(&mut html, paragraph);
        html.push_str("</p>");
    }
    string(out, ", \"text\": ", &html);
    out.push('}');
}

/// The first day, as fine as the value is.
fn start(out: &mut String, entry: &Entry) {
    let whole_months = entry.first.day() == 1 && entry.last == entry.last.last_of_month();
    let whole_years = whole_months && entry.first.month() == 1 && entry.last.month() == 12;
    out.push_str("\"start_date\": {");
    date(out, entry.first, 3 - usize::from(whole_months) - usize::from(whole_years));
    if let Some(time) = entry.time {
        number(out, ", \"hour\": ", time.hour.into());
        number(out, ", \"minute\": ", time.minute.into());
    }
    out.push('}');
}

/// The first `parts` of year, month and day.
fn date(out: &mut String, day: jiff::civil::Date, parts: usize) {
    let year = i64::from(day.year());
    let year = if year > 0 { year } else { year - 1 };
    let all =
        [("\"year\": ", year), (", \"month\": ", day.month().into()), (", \"day\": ", day.day().into())];
    for (name, value) in &all[..parts] {
        number(out, name, *value);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
  "title": {{"text": {{"headline": "Ana López", "text": ""}}, "unique_id": "title"}},
  "events": [
    {{"start_date": {{"year": 2024, "month": 2, "day": 27}}, "display_date": "about Tuesday 27 February 2024", "text": {{"headline": "“We will rebuild 🦀,” Mayor Ana López said on Tuesday.", "text": "<p>“Tuesday” (suggested)</p>"}}, "unique_id": "{crc:08x}-{bytes}-2024-02-27-APPROX", "dateline": {{"value": "2024-02-27", "mod": "APPROX", "state": "suggested"}}}}
  ],
  "dateline": "generator: Dateline {version}; article date: 2024-02-28; text: 91 code points, CRC-32 {crc:08x}"
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
