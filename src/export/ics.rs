//! iCalendar, RFC 5545: the days that an article names, as events for a calendar.
//!
//! - Every date of the [`Timeline`] that lasts a week at most is a `VEVENT` (section 3.6.1), past or future: a day, a
//!   weekend, a week, or a time of a day. A month, a season or a year is no appointment and would fill the calendar from
//!   side to side; it is left out, as are the years before 1, which a calendar can't hold. [`left_out`] tells how many.
//! - A day is `DTSTART;VALUE=DATE` with an exclusive `DTEND`. A time is a floating local time (section 3.3.5), with a `Z`
//!   where the article gives it in UTC; another zone that it names is in the description, with its words. A time has no end:
//!   articles seldom give one.
//! - `SUMMARY` is the sentence, shortened to whole words; `DESCRIPTION` has it in full, the date in words, why each expression
//!   means that date, and its state; `COMMENT` what made the file, and from which text.
//! - `STATUS` is `CONFIRMED` where a person decided on the date, else `TENTATIVE`. `TRANSP:TRANSPARENT` keeps the time free.
//! - `UID` is made of the text's checksum and the date, so that a file that is read again changes its events and adds none.
//!   `DTSTAMP` is the article's day at midnight UTC, and [`NO_DAY`] where that is not known: no clock is read.
//! - Lines are parted by CR LF and folded after 75 octets, between characters (section 3.1). A control character becomes
//!   U+FFFD.
//! - There are no offsets. A calendar without dates has no component, which RFC 5545 asks for and readers do not.

use jiff::civil::Date;

use super::event::{Event, flat, headline, left_out as counted};
use super::{escape, provenance};
use crate::project::Project;
use crate::timeline::{Entry, Timeline};

/// The media type of a file.
pub const MEDIA: &str = "text/calendar; charset=utf-8";

/// `DTSTAMP` of the events of an article whose day is not known.
pub const NO_DAY: &str = "19700101T000000Z";

/// The last line.
pub const END: &str = "END:VCALENDAR\r\n";

/// The longest period that is an event, in days.
const LONGEST: i32 = 7;

/// The longest line, in octets without its CR LF.
const LINE: usize = 75;

/// Writes a calendar of the dates of `project`.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::ics, project::Project};
///
/// let options = Options { created: "2024-02-28".parse().ok(), ..Options::default() };
/// let project = Project::annotate("The council meets on 5 March at 6 p.m.", options, &Assets::default());
/// let file = ics::write(&project);
/// assert!(file.contains("DTSTART:20240305T180000\r\nSUMMARY:The council meets on 5 March at 6 p.m.\r\n"));
/// ```
pub fn write(project: &Project) -> String {
    let mut out = begin();
    if let Some(title) = &project.annotation().document.article.title {
        text(&mut out, "X-WR-CALNAME:", &flat(&title.value));
    }
    if let Some(words) = left_out(project) {
        text(&mut out, "X-WR-CALDESC:", &words);
    }
    out + &events(project) + END
}

/// The first lines of a calendar. With [`events`] of several articles and [`END`] they are one calendar of all.
pub fn begin() -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dateline//Dateline {version}//EN\r\nCALSCALE:GREGORIAN\r\n"
    )
}

/// The events of `project`, in the order of time.
pub fn events(project: &Project) -> String {
    let mut out = String::new();
    let about = provenance::words(project);
    for entry in &Timeline::of(project).entries {
        if refusal(entry).is_none() {
            event(&mut out, &Event { project, entry }, &about);
        }
    }
    out
}

/// What of the dates of `project` is no event, in words; `None` where all are.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::ics, project::Project};
///
/// let project = Project::annotate("Caesar died in 44 BC, after a reign of five years.", Options::default(), &Assets::default());
/// assert_eq!(ics::left_out(&project).unwrap(), "Left out: 1 before the year 1, 1 without a day");
/// ```
pub fn left_out(project: &Project) -> Option<String> {
    let timeline = Timeline::of(project);
    let (mut long, mut early) = (0, 0);
    for entry in &timeline.entries {
        match refusal(entry) {
            Some(Refusal::Long) => long += 1,
            Some(Refusal::Early) => early += 1,
            None => {}
        }
    }
    let undated = timeline.undated.len();
    counted(&[(long, " longer than a week"), (early, " before the year 1"), (undated, " without a day")])
}

/// Why a date is no event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Long,
    Early,
}

fn refusal(entry: &Entry) -> Option<Refusal> {
    match entry.days() {
        _ if entry.first.year() < 1 => Some(Refusal::Early),
        ..=LONGEST => None,
        _ => Some(Refusal::Long),
    }
}

fn event(out: &mut String, event: &Event<'_>, about: &str) {
    let Event { project, entry } = event;
    let article = &project.annotation().document.article;
    out.push_str("BEGIN:VEVENT\r\n");
    line(out, "UID:", &(event.key() + "@dateline"));
    match project.annotation().created().filter(|day| day.year() > 0) {
        Some(day) => line(out, "DTSTAMP:", &(figures(day) + "T000000Z")),
        None => line(out, "DTSTAMP:", NO_DAY),
    }
    when(out, entry);
    let mut words = event.sentence();
    text(out, "SUMMARY:", &headline(&words));
    let mut add = |more: &str| {
        words.push('\n');
        words += more;
    };
    add(&event.when());
    for reason in event.reasons() {
        add(&reason);
    }
    for field in [&article.title, &article.outlet].into_iter().flatten() {
        add(&flat(&field.value));
    }
    text(out, "DESCRIPTION:", &words);
    if let Some(url) = article.url.as_ref().map(|field| field.value.as_str())
        && (url.starts_with("https://") || url.starts_with("http://"))
        && url.bytes().all(|byte| byte.is_ascii_graphic())
    {
        line(out, "URL:", url);
    }
    text(out, "COMMENT:", about);
    out.push_str(if event.is_decided() { "STATUS:CONFIRMED\r\n" } else { "STATUS:TENTATIVE\r\n" });
    out.push_str("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

/// Start and end.
fn when(out: &mut String, entry: &Entry) {
    let after = |day: Date| day.tomorrow().ok().filter(|day| day.year() > 0);
    if let Some(time) = entry.time {
        // 24:00 is the next day's midnight.
        let day = if time.hour < 24 { Some(entry.first) } else { after(entry.first) };
        if let Some(day) = day {
            let zone = if time.utc { "Z" } else { "" };
            let (hour, minute, second) = (time.hour % 24, time.minute, time.second);
            return line(out, "DTSTART:", &format!("{}T{hour:02}{minute:02}{second:02}{zone}", figures(day)));
        }
    }
    line(out, "DTSTART;VALUE=DATE:", &figures(entry.first));
    // Without an end it is one day: the last that there is.
    if let Some(day) = after(entry.last) {
        line(out, "DTEND;VALUE=DATE:", &figures(day));
    }
}

/// A day as `20240305`.
fn figures(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Appends a property with a value of type TEXT (section 3.3.11); `name` has its colon.
fn text(out: &mut String, name: &str, value: &str) {
    let mut content = String::new();
    escape::push(&mut content, value, |character| match character {
        '\\' => Some("\\\\"),
        ';' => Some("\\;"),
        ',' => Some("\\,"),
        '\n' => Some("\\n"),
        '\t' => None,
        '\0'..'\u{20}' | '\u{7f}' => Some(escape::LOST),
        _ => None,
    });
    line(out, name, &content);
}

/// Appends a property as it is, folded: what goes on starts with a space, which counts.
fn line(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    let mut room = LINE - name.len();
    let mut rest = value;
    while rest.len() > room {
        while !rest.is_char_boundary(room) {
            room -= 1;
        }
        let (here, after) = rest.split_at(room);
        out.push_str(here);
        out.push_str("\r\n ");
        (rest, room) = (after, LINE - 1);
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Command, sample};
    use crate::{Assets, Options};

    fn project(text: &str, created: &str) -> Project {
        let options = Options { created: created.parse().ok(), ..Options::default() };
        Project::annotate(text, options, &Assets::default())
    }

    /// The values of the property `name`, unfolded.
    fn values(file: &str, name: &str) -> Vec<String> {
        let unfolded = file.replace("\r\n ", "");
        let lines = unfolded.split("\r\n").filter_map(|line| line.strip_prefix(name));
        lines.map(|value| value.trim_start_matches(':').to_string()).collect()
    }

    #[test]
    fn the_sample_as_a_whole() {
        let mut project = sample::project();
        project.apply(Command::Accept { marks: vec!["t0".parse().unwrap()] }).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        let crc = crc32fast::hash(project.annotation().document.text.as_bytes());
        let bytes = project.annotation().document.text.len();
        let expected = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Dateline//Dateline {version}//EN\nCALSCALE:GREGORIAN\n\
             X-WR-CALNAME:Ana López\nBEGIN:VEVENT\nUID:{crc:08x}-{bytes}-2024-02-27-APPROX@dateline\n\
             DTSTAMP:20240228T000000Z\nDTSTART;VALUE=DATE:20240227\nDTEND;VALUE=DATE:20240228\n\
             SUMMARY:“We will rebuild 🦀\\,” Mayor Ana López said on Tuesday.\n\
             DESCRIPTION:“We will rebuild 🦀\\,” Mayor Ana López said on Tuesday.\\nabout Tuesday 27 February 2024\
             \\n“Tuesday” (confirmed)\\nAna López\n\
             COMMENT:generator: Dateline {version}\\; article date: 2024-02-28\\; text: 91 code points\\, CRC-32 {crc:08x}\n\
             STATUS:CONFIRMED\nTRANSP:TRANSPARENT\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        assert_eq!(write(&project).replace("\r\n ", ""), expected.replace('\n', "\r\n"));
    }

    #[test]
    fn days_weeks_and_times() {
        let text = "It shut on 5 March 2024 and on 6 March at 6 p.m.; they met on 7 March 2024 at 18:00 GMT, again last \
            week and last weekend, and on 8 March 2024 at 6 p.m. EST.";
        let file = write(&project(text, "2024-03-20"));
        assert_eq!(
            values(&file, "DTSTART"),
            [
                ";VALUE=DATE:20240305",
                "20240306T180000",
                "20240307T180000Z",
                "20240308T180000",
                ";VALUE=DATE:20240311",
                ";VALUE=DATE:20240316"
            ]
        );
        assert_eq!(
            values(&file, "DTEND"),
            [";VALUE=DATE:20240306", ";VALUE=DATE:20240318", ";VALUE=DATE:20240318"]
        );
        assert!(values(&file, "DESCRIPTION")[3].contains("6 p.m. EST”"), "{file}");
        assert_eq!(left_out(&project(text, "2024-03-20")), None);
    }

    #[test]
    fn what_is_no_appointment_is_left_out_and_told() {
        let project = project("In 1932, in March 2024, in 44 BC and for two days, every Monday.", "");
        let file = write(&project);
        assert!(!file.contains("VEVENT"));
        let words = "Left out: 2 longer than a week, 1 before the year 1, 2 without a day";
        assert_eq!(left_out(&project).as_deref(), Some(words));
        assert_eq!(values(&file, "X-WR-CALDESC"), [words.replace(',', "\\,")]);
    }

    #[test]
    fn the_edges_of_the_calendar() {
        let entry = |value: &str| {
            let mut project = project("On 5 March 2024.", "-000043-03-15");
            let command =
                Command::SetTimex { marks: vec!["t0".parse().unwrap()], value: value.into(), kind: None };
            project.apply(command).unwrap();
            events(&project)
        };
        let late = entry("2024-12-31T24:00");
        assert_eq!(values(&late, "DTSTART"), ["20250101T000000"]);
        assert_eq!(values(&late, "DTSTAMP"), [NO_DAY]);
        assert_eq!(values(&entry("4999-12-31"), "DTEND"), [";VALUE=DATE:50000101"]);
        assert_eq!(values(&entry("0001-01-01"), "DTSTART"), [";VALUE=DATE:00010101"]);
        assert_eq!(entry("BC0001-12-31"), "");
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        text(&mut out, "SUMMARY:", &"🦀,\n\\;\u{7}".repeat(40));
        for line in out.split("\r\n") {
            assert!(line.len() <= LINE, "{line}");
        }
        assert_eq!(values(&out, "SUMMARY"), ["🦀\\,\\n\\\\\\;\u{fffd}".repeat(40)]);
        let mut out = String::new();
        line(&mut out, "URL:", &"a".repeat(71 + 74));
        assert_eq!(out, format!("URL:{}\r\n {}\r\n", "a".repeat(71), "a".repeat(74)));
    }

    #[test]
    fn the_address_is_one_that_a_calendar_can_open() {
        let with = |url: &str| {
            let mut project = project("On 5 March 2024.", "");
            let field = crate::project::ArticleField::Url;
            project.apply(Command::SetArticle { field, value: Some(url.into()) }).unwrap();
            values(&write(&project), "URL")
        };
        assert_eq!(with("https://post.example/a;b,c"), ["https://post.example/a;b,c"]);
        for url in ["javascript:alert(1)", "https://post.example/a\r\nX:1", "see post"] {
            assert!(with(url).is_empty(), "{url}");
        }
    }
}
