//! Interviews and transcripts: paragraphs that open with the name of who speaks.
//!
//! `((WN))  What made you run?`, `Ana López: We will rebuild.` Such a label counts where three paragraphs of the document
//! have one; what stands between two labelled paragraphs goes on with the speaker of the first.

use std::ops::Range;

use super::content::{Draft, Pattern, one};
use super::lexicon::Tag;
use super::reading::Reading;
use super::source::Source;

/// Labelled paragraphs that make a transcript.
const LEAST: usize = 3;
/// Tokens of a label at most.
const LABEL: usize = 8;

/// A paragraph that opens with a label.
struct Turn {
    paragraph: usize,
    label: Range<usize>,
    content: Range<usize>,
}

/// The turns of a transcript as drafts, in text order; none where the document is no transcript.
pub fn drafts(reading: &Reading) -> Vec<Draft> {
    let mut turns: Vec<Turn> =
        (0..reading.document.paragraphs.len()).filter_map(|paragraph| turn(reading, paragraph)).collect();
    if turns.len() < LEAST || !comes_back(reading, &turns) {
        return Vec::new();
    }
    // A headline with a colon stands before the transcript and labels none of it.
    if !repeats(reading, &turns[..1], &turns[1..]) {
        turns.remove(0);
    }
    let mut drafts = Vec::new();
    for (at, turn) in turns.iter().enumerate() {
        drafts.push(draft(reading, turn.content.clone(), Some(turn.label.clone()), turn));
        let next = turns.get(at + 1).map_or(turn.paragraph + 1, |next| next.paragraph);
        for paragraph in turn.paragraph + 1..next {
            let Some(content) = content(reading, paragraph) else { continue };
            drafts.push(draft(reading, content, None, turn));
        }
    }
    drafts
}

/// Whether a label comes back, as in a dialogue.
fn comes_back(reading: &Reading, turns: &[Turn]) -> bool {
    (1..turns.len()).any(|at| repeats(reading, &turns[at..=at], &turns[..at]))
}

/// Whether labels of `some` are labels of `others` too.
fn repeats(reading: &Reading, some: &[Turn], others: &[Turn]) -> bool {
    let text = |turn: &Turn| reading.document.text_of(reading.span(turn.label.clone()));
    some.iter().any(|turn| others.iter().any(|other| text(other) == text(turn)))
}

fn draft(reading: &Reading, content: Range<usize>, label: Option<Range<usize>>, turn: &Turn) -> Draft {
    let cue = label.as_ref().and_then(|label| {
        let after = label.end;
        (reading.tag(after) == Tag::Colon).then_some(after..after + 1)
    });
    let paragraph = reading
        .document
        .paragraphs
        .partition_point(|paragraph| paragraph.span.end <= reading.span(content.clone()).start);
    Draft {
        parts: one(content),
        cue,
        source: Some(Source::of(turn.label.clone())),
        addressee: None,
        denied: false,
        pattern: Pattern::Turn,
        paragraph,
    }
}

/// The tokens of a paragraph of content.
fn content(reading: &Reading, paragraph: usize) -> Option<Range<usize>> {
    let paragraph = reading.document.paragraphs.get(paragraph)?;
    let tokens = reading.document.tokens_in(paragraph.span);
    // "(Applause)" is a note of the writer.
    let note = reading.tag(tokens.start) == Tag::Open
        && tokens.clone().skip(1).position(|at| matches!(reading.tag(at), Tag::Open | Tag::Close))
            == tokens.len().checked_sub(2);
    (paragraph.kind.is_content() && tokens.len() > 1 && !note).then_some(tokens)
}

/// The label and the words of a paragraph.
fn turn(reading: &Reading, paragraph: usize) -> Option<Turn> {
    let tokens = content(reading, paragraph)?;
    let start = tokens.start;
    let open = tokens.clone().take_while(|&at| reading.tag(at) == Tag::Open).count();
    let first = start + open;
    let end = (first..tokens.end.min(first + LABEL)).find(|&at| !is_label(reading, at))?;
    if end == first {
        return None;
    }
    let mut after = end;
    if open > 0 {
        let close = (end..tokens.end).take_while(|&at| reading.tag(at) == Tag::Close).count();
        if close != open {
            return None;
        }
        after += close;
    }
    let colon = reading.tag(after) == Tag::Colon;
    // A name in double brackets needs no colon; before a colon it is a known name or in capitals.
    let named = (first..end).any(|at| reading.mention_at(at).is_some());
    let capitals = (first..end).all(|at| reading.word(at).chars().all(|c| !c.is_lowercase()));
    if open < 2 && !(colon && (named || capitals)) {
        return None;
    }
    after += usize::from(colon);
    (after < tokens.end).then_some(Turn { paragraph, label: first..end, content: after..tokens.end })
}

fn is_label(reading: &Reading, at: usize) -> bool {
    reading.tag(at) == Tag::Name
        || reading.is_capital(at) && reading.tag(at) != Tag::Quote
        || matches!(reading.word(at), "." | "-" | "of" | "for")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;
    use crate::document::Format;

    fn turns(text: &str) -> Vec<String> {
        let document = Document::read(text, Format::Plain);
        let reading = Reading::new(&document, &[]);
        let label = |draft: Draft| {
            let source = draft.source.map(|source| document.text_of(reading.span(source.phrase)).to_string());
            format!(
                "{}: {}",
                source.unwrap_or_default(),
                document.text_of(reading.span(draft.parts[0].clone()))
            )
        };
        drafts(&reading).into_iter().map(label).collect()
    }

    #[test]
    fn labels_that_come_back_make_a_transcript() {
        let text = "((WN)) Why did you run?\n\n((Ana Lee)) To win.\n\nI still hope so.\n\n((WN)) And now?";
        assert_eq!(
            turns(text),
            ["WN: Why did you run?", "Ana Lee: To win.", "Ana Lee: I still hope so.", "WN: And now?"]
        );
        let text = "LEE: Why?\n\nROSS: To win.\n\nLEE: And now?";
        assert_eq!(turns(text), ["LEE: Why?", "ROSS: To win.", "LEE: And now?"]);
    }

    #[test]
    fn headings_are_no_labels() {
        assert_eq!(turns("Note: one.\n\nSource: two.\n\nContact: three."), Vec::<String>::new());
        assert_eq!(turns("Ana Lee left.\n\nAna Lee came.\n\nAna Lee stayed."), Vec::<String>::new());
    }
}
