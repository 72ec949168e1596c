//! What holds for the formats for dates: any text and any value that a person gives is escaped, and reads back.

use std::path::Path;

use dateline::export::{ics, timelinejs, timeml};
use dateline::project::{ArticleField, Command, Layer, MarkId, Project};
use dateline::timeline::Timeline;
use dateline::timex::TimexKind;
use dateline::{Assets, Options};
use proptest::prelude::*;
use regex::Regex;
use serde_json::Value;

use super::property::{config, options, text};

/// Values as a person may give them: what TIMEX3 knows, and anything that passes for one.
fn value() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2024", "XXXX", "BC", "-", "-W", "09", "-WE", "WD", "-SP", "-Q", "-H", "X", "T", "18", ":30", "Z",
        "MO", "NI", "P", "1", "2.5", "W", "D", "M", "Y", "DE", "CE", "Q", "S", "H", "PAST_REF", "--", "+",
    ]);
    prop_oneof![
        4 => prop::collection::vec(pieces, 1..9).prop_map(|pieces| pieces.concat()).prop_filter("40 bytes", |value| value.len() <= 40),
        1 => "[A-Z0-9:_.+-]{1,40}",
        1 => "(BC)?[0-9]{4}(-(0[1-9]|1[0-2])(-[0-2][1-9](T[01][0-9]:[0-5][0-9]Z?)?)?)?",
    ]
}

/// A project in which a person gave `values`, a title and an address.
fn project(text: &str, options: Options, values: &[String]) -> Project {
    let text = format!("{text}\nOn 5 March 2024, on Tuesday and in two days.");
    let mut project = Project::annotate(&text, options, &Assets::embedded());
    let kinds =
        [None, Some(TimexKind::Time), Some(TimexKind::Duration), Some(TimexKind::Set), Some(TimexKind::Date)];
    for (at, value) in values.iter().enumerate().take(project.annotation().timexes.len()) {
        let marks = vec![MarkId::new(Layer::Timex, at)];
        project
            .apply(Command::SetTimex { marks, value: value.clone(), kind: kinds[at % kinds.len()] })
            .unwrap();
    }
    for field in [ArticleField::Title, ArticleField::Url] {
        project.apply(Command::SetArticle { field, value: Some(text.clone()) }).unwrap();
    }
    project
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_date_is_escaped(text in text(), options in options(), values in prop::collection::vec(value(), 0..6)) {
        let project = project(&text, options, &values);
        check_timeml(&project)?;
        check_calendar(&ics::write(&project))?;
        check_slides(&project)?;
    }
}

/// The text without its tags is the article's, tags are well formed, and the schema takes every attribute.
fn check_timeml(project: &Project) -> Result<(), TestCaseError> {
    let file = timeml::write(project);
    let allowed = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
    prop_assert!(file.chars().all(allowed), "{:?}", file);
    let inside = file.split_once("<TEXT>").and_then(|(_, rest)| rest.rsplit_once("</TEXT>")).unwrap().0;
    let tag = Regex::new(r#"</TIMEX3>|<TIMEX3( [a-zA-Z0-9]+="[^"<]*")+>"#).unwrap();
    let bare = tag.replace_all(inside, "");
    prop_assert!(!bare.contains(['<', '>']), "{}", bare);
    let text: String = project
        .annotation()
        .document
        .text
        .chars()
        .map(|c| if allowed(c) || c == '\r' { c } else { '\u{fffd}' })
        .collect();
    let plain = bare.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&");
    prop_assert_eq!(plain, text);
    for comment in file.split("<!--").skip(1) {
        let inner = comment.split("-->").next().unwrap();
        prop_assert!(!inner.contains("--") && !inner.ends_with('-'), "{}", inner);
    }
    let names: Vec<&str> =
        file.split(" tid=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for anchor in file.split(" anchorTimeID=\"").skip(1) {
        prop_assert!(names.contains(&anchor.split('"').next().unwrap()));
    }
    for (name, attribute) in [("value", &*VALUES), ("freq", &*FREQUENCIES)] {
        let Some(attribute) = attribute else { continue };
        for rest in file.split(&format!(" {name}=\"")).skip(1) {
            let value = rest.split('"').next().unwrap();
            prop_assert!(attribute.is_match(value), "{}: {}", name, value);
        }
    }
    Ok(())
}

static VALUES: std::sync::LazyLock<Option<Regex>> = std::sync::LazyLock::new(|| {
    schema(&["Date", "Time", "WeekDate", "WeekTime", "Season", "PartOfYear", "Duration"])
        .map(|patterns| Regex::new(&format!("^(?:{patterns}|PAST_REF|PRESENT_REF|FUTURE_REF)$")).unwrap())
});
static FREQUENCIES: std::sync::LazyLock<Option<Regex>> = std::sync::LazyLock::new(|| {
    schema(&["Frequency"]).map(|pattern| Regex::new(&format!("^{pattern}$")).unwrap())
});

/// The patterns of `types` in the XML Schema of TempEval-3, where that is beside the project.
fn schema(types: &[&str]) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/schemas/tml.xsd");
    let Ok(schema) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there, so TimeML's values are not held against it", path.display());
        return None;
    };
    let comment = Regex::new("(?s)<!--.*?-->").unwrap();
    let schema = comment.replace_all(&schema, "");
    let patterns: Vec<String> = types
        .iter()
        .map(|name| {
            let rest = schema.split(&format!("simpleType name=\"{name}\"")).nth(1).unwrap();
            format!("(?:{})", rest.split("pattern value=\"").nth(1).unwrap().split('"').next().unwrap())
        })
        .collect();
    Some(format!("(?:{})", patterns.join("|")))
}

/// Lines of 75 octets at most, each a property or the rest of one, in components that open and close.
fn check_calendar(file: &str) -> Result<(), TestCaseError> {
    prop_assert!(file.ends_with("\r\n"));
    for line in file.trim_end().split("\r\n") {
        prop_assert!(
            line.len() <= 75 && !line.is_empty() && !line.contains(['\r', '\n', '\u{b}', '\0']),
            "{:?}",
            line
        );
    }
    let property = Regex::new(r"^[A-Z-]+(;VALUE=DATE)?:").unwrap();
    let unfolded = file.replace("\r\n ", "");
    for line in unfolded.trim_end().split("\r\n") {
        prop_assert!(property.is_match(line), "{:?}", line);
    }
    let mut names: Vec<&str> =
        unfolded.split("\r\nUID:").skip(1).map(|rest| rest.split('\r').next().unwrap()).collect();
    let events = names.len();
    names.sort_unstable();
    names.dedup();
    prop_assert_eq!(names.len(), events, "two events of one name");
    prop_assert_eq!(unfolded.matches("\r\nEND:VEVENT\r\n").count(), events);
    Ok(())
}

/// JSON with an event for each date, numbers that are dates, and no markup but paragraphs.
fn check_slides(project: &Project) -> Result<(), TestCaseError> {
    let file: Value = serde_json::from_str(&timelinejs::write(project)).unwrap();
    let events = file["events"].as_array().unwrap();
    prop_assert_eq!(events.len(), Timeline::of(project).entries.len());
    for event in events {
        prop_assert!(event["start_date"]["year"].as_i64().is_some_and(|year| year != 0), "{}", event);
    }
    for slide in events.iter().chain([&file["title"]]) {
        for member in ["headline", "text"] {
            let html = slide["text"][member].as_str().unwrap().replace("<p>", "").replace("</p>", "");
            prop_assert!(!html.contains(['<', '>']), "{}", html);
        }
    }
    Ok(())
}
