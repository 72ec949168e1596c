//! Tables for people, by RFC 4180: who said what, as a spreadsheet opens it.
//!
//! Cells are parted by commas and lines by CR LF; a cell with a comma, a quotation mark or a line break stands in quotation
//! marks. A spreadsheet takes a cell that starts with `=`, `+`, `-`, `@`, a tab or a CR for a formula: such a cell gets an
//! apostrophe in front, [`NEUTRAL`]. Offsets are half-open and count code points of the text as read.

use crate::project::{Layer, MarkId, Project};
use crate::quotation::{Quotation, QuotationKind, Speaker};
use crate::{Document, Span};

/// What stands before a cell that a spreadsheet would take for a formula.
pub const NEUTRAL: char = '\'';

/// What may stand before the first line, so that Excel reads UTF-8.
pub const BOM: &str = "\u{feff}";

/// The columns of [`quotations`].
const QUOTATIONS: [&str; 16] = [
    "article",
    "title",
    "date",
    "number",
    "type",
    "speaker",
    "role",
    "source",
    "cue",
    "quotation",
    "start",
    "end",
    "probability",
    "state",
    "addressee",
    "denied",
];

/// The header line of [`quotations`], with its line break.
///
/// ```
/// assert!(dateline::export::csv::quotations_header().starts_with("article,title,date,number,type,speaker,"));
/// ```
pub fn quotations_header() -> String {
    let mut out = String::new();
    row(&mut out, QUOTATIONS.iter().map(|name| name.to_string()));
    out
}

/// One line for each quotation that stands, in text order, without header. `start` and `end` enclose all its parts, which
/// the column `quotation` joins with ` … `.
pub fn quotations(project: &Project) -> String {
    let annotation = project.annotation();
    let article = &annotation.document.article;
    let title = article.title.as_ref().map(|field| field.value.clone()).unwrap_or_default();
    let date = annotation.created().map(|date| date.to_string()).unwrap_or_default();
    let live = |at: &usize| project.is_live(MarkId::new(Layer::Quotation, *at));
    let mut order: Vec<usize> = (0..annotation.quotations.len()).filter(live).collect();
    crate::order::by_key(&mut order, |&at| {
        (annotation.quotations[at].content.first().map(|part| part.start), at)
    });
    let mut out = String::new();
    for (number, &at) in order.iter().enumerate() {
        let quotation = &annotation.quotations[at];
        let words = |span: Option<Span>| flat(span.map_or("", |span| annotation.text_of(span)));
        let (start, end) = extent(&annotation.document, quotation);
        let (speaker, role) = speaker(project, quotation.speaker);
        let parts: Vec<String> =
            quotation.content.iter().map(|&part| flat(annotation.text_of(part))).collect();
        let state = project.state(MarkId::new(Layer::Quotation, at)).unwrap_or_default();
        row(
            &mut out,
            [
                project.id.clone().unwrap_or_default(),
                flat(&title),
                date.clone(),
                (number + 1).to_string(),
                kind(quotation.kind).to_string(),
                speaker,
                role,
                words(quotation.source),
                words(quotation.cue),
                parts.join(" … "),
                start.to_string(),
                end.to_string(),
                quotation.probability.to_string(),
                state.name().to_string(),
                words(quotation.addressee),
                if quotation.denied { "yes" } else { "" }.to_string(),
            ],
        );
    }
    out
}

/// The stretch from the first to the last part, in code points of the text.
fn extent(document: &Document, quotation: &Quotation) -> (usize, usize) {
    let whole = quotation.content.iter().copied().reduce(Span::cover).unwrap_or_default();
    let point = |byte| document.offsets.code_point(byte).unwrap_or(0);
    (point(whole.start), point(whole.end))
}

/// Name and role of a speaker; in angle brackets what is not a name.
fn speaker(project: &Project, speaker: Speaker) -> (String, String) {
    let annotation = project.annotation();
    let other = |words: &str| (words.to_string(), String::new());
    match speaker {
        Speaker::Entity(id) => annotation.entities.get(id.index()).map_or_else(
            || other(""),
            |entity| {
                let role = entity.role.map_or("", |span| annotation.text_of(span));
                (flat(&entity.name), flat(role))
            },
        ),
        Speaker::Anonymous => other("<anonymous>"),
        Speaker::Collective => other("<collective>"),
        Speaker::Document => other("<document>"),
        Speaker::Unresolved => other(""),
    }
}

fn kind(kind: QuotationKind) -> &'static str {
    match kind {
        QuotationKind::Direct => "direct",
        QuotationKind::Mixed => "mixed",
        QuotationKind::Indirect => "indirect",
    }
}

/// `words` on one line: line breaks and runs of white space become one space.
fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Appends one line of `cells` to `out`.
fn row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for (at, text) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, &text);
    }
    out.push_str("\r\n");
}

/// Appends `text` to `out`, harmless and quoted as needed.
fn cell(out: &mut String, text: &str) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = text.contains(['"', ',', '\n', '\r']);
    if quoted {
        out.push('"');
    }
    if formula {
        out.push(NEUTRAL);
    }
    for character in text.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{Command, sample};

    #[test]
    fn quotations_are_lines_of_a_table() {
        let mut project = sample::project();
        project.id = Some("a-1".into());
        assert_eq!(
            quotations(&project),
            "a-1,Ana López,2024-02-28,1,direct,Ana López,Mayor,Mayor Ana López,said,\"“We will rebuild 🦀,”\",0,20,0.934,suggested,,\r\n\
             a-1,Ana López,2024-02-28,2,direct,,,she,told,\"“And soon,”\",54,65,0.934,suggested,,\r\n"
        );
        assert_eq!(quotations_header().matches(',').count(), 15);
    }

    #[test]
    fn rejected_quotations_are_left_out() {
        let mut project = sample::project();
        project.apply(Command::Reject { marks: vec!["q0".parse().unwrap()] }).unwrap();
        assert_eq!(quotations(&project).lines().count(), 1);
        assert!(quotations(&project).contains(",1,direct,"), "numbers count what stands");
    }

    #[test]
    fn cells_are_quoted_and_harmless() {
        let line = |text: &str| {
            let mut out = String::new();
            cell(&mut out, text);
            out
        };
        assert_eq!(line("plain"), "plain");
        assert_eq!(line("a,b"), "\"a,b\"");
        assert_eq!(line("say \"x\""), "\"say \"\"x\"\"\"");
        for text in ["=1+1", "+1", "-1", "@a"] {
            assert_eq!(line(text), format!("'{text}"));
        }
        assert_eq!(line("\t=1"), "'\t=1");
        assert_eq!(line("=A1,\"x\""), "\"'=A1,\"\"x\"\"\"");
        assert_eq!(line("<anonymous>"), "<anonymous>");
    }
}
