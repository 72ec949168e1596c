//! TimeML 1.2.1: the text with a TIMEX3 around each temporal expression, as corpora and temporal taggers have it.
//!
//! ```text
//! <TimeML>
//! <DOCID>bridge.txt</DOCID>
//! <DCT><TIMEX3 tid="t0" type="DATE" value="2024-02-28" … functionInDocument="CREATION_TIME">2024-02-28</TIMEX3></DCT>
//! <TEXT>She resigned on <TIMEX3 tid="t1" type="DATE" value="2024-02-27" … anchorTimeID="t0">Tuesday</TIMEX3>.</TEXT>
//! </TimeML>
//! ```
//!
//! - There are no offsets: `TEXT` without its tags is the article's text, but for characters that XML has no place for
//!   (see [`xml`]).
//! - `t0` is the document creation time, the day of the article. Where it is not known, its value is `XXXX-XX-XX`, which is
//!   TIMEX3 for a day that nothing tells, and the element is empty.
//! - Mark `t0` of the project is `tid="t1"`, and so on: numbers stay when a mark is rejected, and is left out.
//! - `temporalFunction` is true where the value was reckoned, or is still to be (`XXXX-WXX-2`); `anchorTimeID` names what
//!   it was reckoned from, where that is in the file.
//! - TimeML has no attribute for what a person decided, so comments carry it: at the top what made the file, at the end the
//!   state of each mark.
//!
//! # Values that TimeML has no place for
//!
//! The XML Schema of TempEval-3, by which such files are checked, takes fewer values than TIMEX3 has and a person may give.
//! A value that it refuses is widened to the narrowest one that holds it and that the schema takes, and the comment at the
//! end has the value itself, as it has a `freq` that the schema refuses (`1.5X`):
//!
//! | value | written | why |
//! | --- | --- | --- |
//! | `BC0044-SP`, `BC0044-03-15T12:00` | `BC0044`, `BC0044-03-15` | no weeks, seasons or times before Christ |
//! | `XXXX-WXX-WD`, `2024-W09-WETMO` | `XXXX-WXX`, `2024-W09-WE` | no weekdays as a whole; no times of a weekend |
//! | `P2WE`, `P3S`, `P1H` | `P4D`, `P9M`, `P6M` | no weekends, seasons or half-years as lengths |
//! | anything else, as `P1W2D` | `XXXX`, `TXX`, `PXX` | a date, a time, a length without more |

use std::borrow::Cow;

use super::json::hex;
use super::{provenance, xml};
use crate::project::{Layer, MarkId, Project};
use crate::timex::{Anchor, AnchoredTo, Timex, TimexKind, day_value, units};

/// The media type of a file.
pub const MEDIA: &str = "application/xml";

/// Writes `project` as one XML document in UTF-8, with a line break at the end.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, export::timeml, project::Project};
///
/// let options = Options { created: "2024-02-28".parse().ok(), ..Options::default() };
/// let file = timeml::write(&Project::annotate("R&D met on Tuesday.", options, &Assets::default()));
/// assert!(file.contains("<TEXT>R&amp;D met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-02-27\""));
/// assert!(file.contains("anchorTimeID=\"t0\">Tuesday</TIMEX3>.</TEXT>"));
/// ```
pub fn write(project: &Project) -> String {
    let annotation = project.annotation();
    let document = &annotation.document;
    let mut out = String::with_capacity(document.text.len() * 2);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml::comment(&mut out, &provenance::words(project));
    out.push_str("<TimeML>\n");
    element(&mut out, "<DOCID>", &name(project), "</DOCID>\n");
    created(&mut out, annotation.anchor);
    if let Some(title) = &document.article.title {
        element(&mut out, "<TITLE>", &title.value, "</TITLE>\n");
    }
    out.push_str("<TEXT>");
    let mut at = 0;
    let mut states = String::from("tid, state, and what TimeML has no place for");
    for (number, timex) in annotation.timexes.iter().enumerate() {
        let mark = MarkId::new(Layer::Timex, number);
        // Expressions don't overlap; an inner one would have no place.
        if !project.is_live(mark) || timex.span.start < at {
            continue;
        }
        xml::text(&mut out, document.text.get(at..timex.span.start).unwrap_or_default());
        let value = fitting(&timex.value);
        open(&mut out, project, number, timex, &value);
        xml::text(&mut out, annotation.text_of(timex.span));
        out.push_str("</TIMEX3>");
        at = timex.span.end;
        states.push('\n');
        states += &tid(number);
        states.push(' ');
        states += project.state(mark).unwrap_or_default().name();
        if value != timex.value {
            states += " value=";
            states += &timex.value;
        }
        if let Some(freq) = timex.freq.as_deref().filter(|freq| frequency(freq).is_empty()) {
            states += " freq=";
            states += freq;
        }
    }
    xml::text(&mut out, document.text.get(at..).unwrap_or_default());
    out.push_str("</TEXT>\n");
    xml::comment(&mut out, &states);
    out.push_str("</TimeML>\n");
    out
}

/// The name of the document: its name in its archive, its address, or the checksum of its text.
fn name(project: &Project) -> String {
    let document = &project.annotation().document;
    if let Some(name) = project.id.as_ref().or(document.article.url.as_ref().map(|url| &url.value)) {
        return name.clone();
    }
    String::from("text-") + &hex(crc32fast::hash(document.text.as_bytes()))
}

fn element(out: &mut String, open: &str, content: &str, close: &str) {
    out.push_str(open);
    xml::text(out, content);
    out.push_str(close);
}

/// The document creation time: the clock where one is known, else the day.
fn created(out: &mut String, anchor: Anchor) {
    let (mut kind, mut value) = ("DATE", String::from("XXXX-XX-XX"));
    if let Some(day) = anchor.created {
        value = day_value(day);
        if let Some(now) = anchor.now.filter(|now| now.date() == day && day.year() > 0) {
            kind = "TIME";
            value.push('T');
            value += now.time().to_string().get(..8).unwrap_or_default(); // whole seconds
        }
    }
    out.push_str("<DCT><TIMEX3 tid=\"t0\"");
    xml::attribute(out, "type", kind);
    xml::attribute(out, "value", &value);
    out.push_str(" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">");
    out.push_str(if anchor.created.is_some() { &value } else { "" });
    out.push_str("</TIMEX3></DCT>\n");
}

/// Appends the tag that opens expression `number`.
fn open(out: &mut String, project: &Project, number: usize, timex: &Timex, value: &str) {
    out.push_str("<TIMEX3");
    xml::attribute(out, "tid", &tid(number));
    let kind = match timex.kind {
        TimexKind::Date => "DATE",
        TimexKind::Time => "TIME",
        TimexKind::Duration => "DURATION",
        TimexKind::Set => "SET",
    };
    xml::attribute(out, "type", kind);
    xml::attribute(out, "value", value);
    let more = [
        ("mod", timex.modifier),
        ("quant", timex.quant.as_deref()),
        ("freq", timex.freq.as_deref().map(frequency)),
    ];
    for (name, value) in more {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            xml::attribute(out, name, value);
        }
    }
    let is_open = matches!(timex.kind, TimexKind::Date | TimexKind::Time) && value.contains("XX");
    let is_reckoned = timex.anchor.is_some() || is_open;
    xml::attribute(out, "temporalFunction", if is_reckoned { "true" } else { "false" });
    match timex.anchor {
        Some(AnchoredTo::Created) => xml::attribute(out, "anchorTimeID", "t0"),
        Some(AnchoredTo::Timex(id)) if project.is_live(id.into()) => {
            xml::attribute(out, "anchorTimeID", &tid(id.index()));
        }
        _ => {}
    }
    out.push('>');
}

fn tid(number: usize) -> String {
    String::from("t") + &(number + 1).to_string()
}

/// `freq` as the schema takes it: parts of a time are none, and nothing is written for what is no frequency.
fn frequency(freq: &str) -> &str {
    let unit = freq.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = if unit.len() < freq.len() { unit } else { unit.strip_prefix('X').unwrap_or_default() };
    if FREQUENCIES.contains(&unit) { freq } else { "" }
}

const FREQUENCIES: [&str; 11] = ["C", "Y", "X", "W", "D", "H", "S", "SP", "SU", "FA", "WI"];

/// `value`, or the narrowest wider one that the schema takes.
fn fitting(value: &str) -> Cow<'_, str> {
    if fits(value) {
        return value.into();
    }
    if value.starts_with('P') {
        let written = in_other_units(value).filter(|length| fits(length));
        return written.map_or("PXX".into(), Cow::Owned);
    }
    let mut wider = value;
    while let Some(end) = wider.rfind(['T', '-']) {
        wider = &wider[..end];
        if fits(wider) {
            return wider.into();
        }
    }
    if value.starts_with('T') { "TXX".into() } else { "XXXX".into() }
}

/// Whether the schema takes `value`: its types Date, Time, WeekDate, WeekTime, Season, PartOfYear, PaPrFu and Duration.
fn fits(value: &str) -> bool {
    if value.ends_with("_REF") {
        return matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF");
    }
    if value.starts_with('P') {
        return is_length(value);
    }
    let day = value.strip_prefix("BC").or(value.strip_prefix('-')).unwrap_or(value);
    if like(day, "y y-n y-n-n") || like(value, "y-Wn y-Wn-d y-Wn-WE y-SP y-SU y-FA y-WI y-Ho y-Qq y-Tq") {
        return true;
    }
    let Some((day, time)) = value.split_once('T') else { return false };
    let figures = time.strip_suffix('Z').unwrap_or(time);
    let is_time = like(time, "MO MI AF EV NI DT") || like(figures, "t t:t t:t:t");
    // A time of a day of a week has no open figures.
    is_time && (day.is_empty() || like(day, "y-n-n") || like(day, "y-Wn-d") && !time.contains('X'))
}

/// Whether `value` is like one of `patterns`, in which stand: `y` for one to four figures, `n` for one or two, `t` for two,
/// `d` for one up to 7, `q` up to 4, `o` up to 2, and an `X` for any of the figures.
fn like(value: &str, patterns: &str) -> bool {
    patterns.split(' ').any(|pattern| {
        let mut rest = value.as_bytes();
        for class in pattern.bytes() {
            let (least, most, last) = match class {
                b'y' => (1, 4, b'9'),
                b'n' => (1, 2, b'9'),
                b't' => (2, 2, b'9'),
                b'd' => (1, 1, b'7'),
                b'q' => (1, 1, b'4'),
                b'o' => (1, 1, b'2'),
                literal if rest.first() == Some(&literal) => {
                    rest = &rest[1..];
                    continue;
                }
                _ => return false,
            };
            let first = if last == b'9' { b'0' } else { b'1' };
            let figures =
                rest.iter().take(most).take_while(|&&c| c == b'X' || first <= c && c <= last).count();
            if figures < least {
                return false;
            }
            rest = &rest[figures..];
        }
        rest.is_empty()
    })
}

/// The units of a length in the schema's order, with whether they stand after the `T`.
const UNITS: [(bool, &str); 9] = [
    (false, "CE"),
    (false, "DE"),
    (false, "Y"),
    (false, "Q"),
    (false, "M"),
    (false, "D"),
    (true, "H"),
    (true, "M"),
    (true, "S"),
];

/// Whether the schema takes the length of time `value`: its units in their order, or weeks alone.
fn is_length(value: &str) -> bool {
    let Some(units) = units(value) else { return value == "PXX" };
    let mut order = UNITS.iter();
    for (half, number, unit) in &units {
        let is_week = *unit == "W" && !half.time && units.len() == 1;
        if !is_number(number) || !is_week && !order.any(|known| *known == (half.time, *unit)) {
            return false;
        }
    }
    true
}

/// Whether the schema takes the number of units.
fn is_number(number: &str) -> bool {
    let mut parts = number.splitn(2, '.');
    matches!(number, "X" | "XX")
        || parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A length of weekends, seasons or half-years in units that the schema has.
fn in_other_units(value: &str) -> Option<String> {
    let units = units(value)?;
    let [(half, number, unit)] = units[..] else { return None };
    let (times, other) = match unit {
        "WE" => (2, "D"),
        "S" => (3, "M"),
        "H" => (6, "M"),
        _ => return None,
    };
    if half.time {
        return None;
    }
    let mut out = String::from("P");
    match number {
        "X" => out += number,
        _ => out += &number.parse::<u32>().ok()?.checked_mul(times)?.to_string(),
    }
    Some(out + other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Command, sample};
    use crate::{Assets, Options};

    #[test]
    fn the_sample_as_a_whole() {
        let mut project = sample::project();
        project.id = Some("a & b".into());
        let crc = crc32fast::hash(project.annotation().document.text.as_bytes());
        assert_eq!(
            write(&project),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                 <!-- generator: Dateline {}; article date: 2024-02-28; text: 91 code points, CRC-32 {crc:08x} -->\n\
                 <TimeML>\n<DOCID>a &amp; b</DOCID>\n\
                 <DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-02-28\" temporalFunction=\"false\" \
                 functionInDocument=\"CREATION_TIME\">2024-02-28</TIMEX3></DCT>\n<TITLE>Ana López</TITLE>\n\
                 <TEXT>“We will rebuild 🦀,” Mayor Ana López said on <TIMEX3 tid=\"t1\" type=\"DATE\" \
                 value=\"2024-02-27\" mod=\"APPROX\" temporalFunction=\"true\" anchorTimeID=\"t0\">Tuesday</TIMEX3>. \
                 “And soon,” she told Li Wei in Paris.</TEXT>\n\
                 <!-- tid, state, and what TimeML has no place for\nt1 suggested -->\n</TimeML>\n",
                env!("CARGO_PKG_VERSION")
            )
        );
    }

    #[test]
    fn rejected_marks_are_left_out_and_numbers_stay() {
        let text = "It broke on 5 March 2024. Two days later it closed, for two weekends.";
        let mut project = Project::annotate(text, Options::default(), &Assets::default());
        let file = write(&project);
        assert!(
            file.contains("value=\"2024-03-07\" temporalFunction=\"true\" anchorTimeID=\"t1\""),
            "{file}"
        );
        assert!(file.contains("<TIMEX3 tid=\"t0\" type=\"DATE\" value=\"XXXX-XX-XX\""), "{file}");
        assert!(file.contains("CREATION_TIME\"></TIMEX3></DCT>"), "{file}");
        assert!(file.contains("value=\"P4D\"") && file.contains("\nt3 suggested value=P2WE -->"), "{file}");
        project.apply(Command::Reject { marks: vec!["t0".parse().unwrap()] }).unwrap();
        project.apply(Command::Accept { marks: vec!["t1".parse().unwrap()] }).unwrap();
        let file = write(&project);
        assert!(file.contains("It broke on 5 March 2024. <TIMEX3 tid=\"t2\""), "{file}");
        assert!(!file.contains("anchorTimeID") && file.contains("\nt2 confirmed\n"), "{file}");
    }

    #[test]
    fn the_creation_time_is_what_is_known_of_it() {
        let created = |day: &str, now: &str| {
            let mut out = String::new();
            super::created(&mut out, Anchor { created: day.parse().ok(), now: now.parse().ok() });
            out.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_string()
        };
        assert_eq!(created("2024-02-28", ""), "2024-02-28");
        assert_eq!(created("2013-02-12", "2013-02-12T04:30:00"), "2013-02-12T04:30:00");
        assert_eq!(created("2014-01-01", "2013-02-12T04:30:00"), "2014-01-01", "a person set another day");
        assert_eq!(created("-000043-03-15", "-000043-03-15T04:30:00"), "BC0044-03-15");
        assert_eq!(created("", ""), "XXXX-XX-XX");
    }

    #[test]
    fn values_of_the_schema_stay() {
        let values = "2024 2024-02 2024-02-27 199 18 BC0044 BC048 BC04 BC0044-03-15 -0044 XXXX XX99 XXXX-XX-27 XXXX-03 XXX XX \
            2024-02-27T18:00 2024-02-27T18:00:30Z 2024-02-27TMO 2024-02-27TXX T18:00 TNI XXXX-XX-XXTNI 2024-W09 \
            2024-W09-WE XXXX-WXX XXXX-WXX-2 XXXX-WXX-WE XXXX-WXX-2TMO XXXX-WXX-2T18:00 2024-SP XXXX-WI 2024-Q1 XXXX-QX \
            2024-H2 XXXX-HX 2024-T1 PAST_REF PRESENT_REF FUTURE_REF P6M PXM PXXD P1Y6M P1.5Y P3W P2Q P1DE P2CE PT3H PT1H30M \
            P1DT12H P0.5D PXX";
        for value in values.split_whitespace() {
            assert_eq!(fitting(value), value);
        }
    }

    #[test]
    fn other_values_become_wider() {
        for (value, wider) in [
            ("BC0044-SP", "BC0044"),
            ("BC0044-W11", "BC0044"),
            ("BC0044-03-15T12:00", "BC0044-03-15"),
            ("XXXX-WXX-WD", "XXXX-WXX"),
            ("XXXX-WXX-WDTNI", "XXXX-WXX"),
            ("2024-W09-WETMO", "2024-W09-WE"),
            ("XXXX-WXX-2TXX", "XXXX-WXX-2"),
            ("2024-02-27T18:00:00.5", "2024-02-27"),
            ("2024-02TMO", "2024-02"),
            ("12024-01", "XXXX"),
            ("T6", "TXX"),
            ("+", "XXXX"),
            ("P2WE", "P4D"),
            ("PXWE", "PXD"),
            ("P1.5WE", "PXX"),
            ("P3S", "P9M"),
            ("P1H", "P6M"),
            ("P1.5S", "PXX"),
            ("P1Y1H", "PXX"),
            ("P1H1M", "PXX"),
            ("P1W2D", "PXX"),
            ("P1DT2H1WE", "PXX"),
            ("P2D1M", "PXX"),
            ("PXXXD", "PXX"),
            ("P99999999999999999999H", "PXX"),
            ("P", "PXX"),
            ("PT", "PXX"),
            ("P1", "PXX"),
            ("P1.Y", "PXX"),
        ] {
            assert_eq!(fitting(value), wider, "{value}");
            assert_eq!(fitting(wider), wider);
        }
    }

    #[test]
    fn frequencies_are_counts() {
        for (freq, written) in
            [("2X", "2X"), ("XX", "XX"), ("3D", "3D"), ("1SP", "1SP"), ("1.5X", ""), ("X", ""), ("2", "")]
        {
            assert_eq!(frequency(freq), written, "{freq}");
        }
    }
}
