//! Recognition without a pack: runs of capitalised words, told apart by titles, small lists and their neighbours.

use std::collections::HashMap;
use std::ops::Range;

use super::title::title_before;
use super::words::*;
use super::{Mention, MentionKind};
use crate::document::Sentence;
use crate::evidence::{Evidence, Rule};
use crate::token::{Case, TokenKind};
use crate::{Document, Probability, Span};

static LISTED: Rule = Rule { id: "mention/list", words: "“{}” is on a list of names" };
static LAST_WORD: Rule = Rule { id: "mention/last-word", words: "ends in “{}”" };
static TITLED: Rule = Rule { id: "mention/title", words: "after the title “{}”" };
static REPORTS: Rule = Rule { id: "mention/reporting-verb", words: "beside “{}”" };
static LOCATED: Rule = Rule { id: "mention/preposition", words: "after “{}”" };
static EARLIER: Rule = Rule { id: "mention/earlier", words: "the same as “{}”" };
static CAPITALS: Rule = Rule { id: "mention/capitals", words: "written with capitals" };

/// The names in `document` by rule.
pub fn find(document: &Document) -> Vec<Mention> {
    let mut seen = HashMap::new();
    let mut mentions = Vec::new();
    for sentence in &document.sentences {
        for run in runs(document, sentence) {
            mentions.extend(classify(document, sentence, run, &mut seen));
        }
    }
    mentions
}

/// Runs of capitalised words with the small words that join them, as token indices.
fn runs(document: &Document, sentence: &Sentence) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if !opens(document, at) {
            at += 1;
            continue;
        }
        let start = at;
        let mut end = at + 1;
        while end < sentence.tokens.end {
            let joins = is_joiner(document.word(end));
            if is_name_word(document, end)
                && !(end == start + 1 && PLACES.has(document.word(start)) && DEMONYMS.has(document.word(end)))
            {
                end += 1;
            } else if joins
                && end + 1 < sentence.tokens.end
                && is_name_word(document, end + 1)
                && adjacent(document, end)
            {
                end += 2;
            } else {
                break;
            }
        }
        runs.push(start..end);
        at = end;
    }
    runs
}

fn adjacent(document: &Document, at: usize) -> bool {
    let (Some(a), Some(b)) = (document.tokens.get(at - 1), document.tokens.get(at)) else { return false };
    b.span.start <= a.span.end + 1
}

fn is_joiner(word: &str) -> bool {
    matches!(
        word,
        "of" | "de"
            | "da"
            | "del"
            | "della"
            | "der"
            | "von"
            | "van"
            | "bin"
            | "al"
            | "el"
            | "la"
            | "du"
            | "&"
    )
}

fn is_name_word(document: &Document, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else { return false };
    let word = document.word(at);
    let capital = token.is_capitalised() || token.case == Case::Mixed && word.contains('-');
    token.kind == TokenKind::Word
        && capital
        && !word.starts_with(['\'', '’'])
        && !CALENDAR_WORDS.has(word)
        && word != "I"
        && !word.starts_with("I'")
}

/// Whether a name may start at token `at`.
fn opens(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    is_name_word(document, at) && !FUNCTION_WORDS.has(word.to_lowercase().as_str())
}

fn classify(
    document: &Document,
    sentence: &Sentence,
    mut run: Range<usize>,
    seen: &mut HashMap<String, (MentionKind, Span)>,
) -> Option<Mention> {
    while run.len() > 1 && TITLES.has(document.word(run.start))
        || run.len() > 1 && is_modifier(document, &run)
    {
        run.start += 1;
    }
    let title = title_before(document, sentence.tokens.start, run.start);
    let span = document.span_of(run.clone());
    let name = document.text_of(span);
    let first = document.word(run.start);
    let last = document.word(run.end - 1);
    let before = if run.start > sentence.tokens.start { document.word(run.start - 1) } else { "" };
    let after = if run.end < sentence.tokens.end { document.word(run.end) } else { "" };
    let token = document.token_at(span.start);
    let acronym = document.tokens[token].case == Case::Upper;
    let at = |index: usize| document.tokens.get(index).map(|token| token.span).unwrap_or_default();
    let (kind, thousandths, why) = if PLACES.has(name) {
        (MentionKind::Place, 850, Evidence::at(&LISTED, span))
    } else if DEMONYMS.has(name)
        || run.len() == 1 && first.split('-').next().is_some_and(|part| DEMONYMS.has(part))
    {
        (MentionKind::Demonym, 850, Evidence::at(&LISTED, span))
    } else if let Some(title) = title {
        (MentionKind::Person, 850, Evidence::at(&TITLED, title))
    } else if run.len() == 1 && TITLES.has(name) {
        return None;
    } else if let Some(&(kind, earlier)) = seen.get(name) {
        (kind, 700, Evidence::at(&EARLIER, earlier))
    } else if run.len() > 1 && FACILITY_WORDS.has(last) {
        (MentionKind::Facility, 600, Evidence::at(&LAST_WORD, at(run.end - 1)))
    } else if ORGANISATION_WORDS.has(last) || ORGANISATION_WORDS.has(first) {
        (MentionKind::Organisation, 650, Evidence::at(&LAST_WORD, at(run.end - 1)))
    } else if acronym && run.len() == 1 {
        (MentionKind::Organisation, 600, Evidence::plain(&CAPITALS))
    } else if REPORTING_VERBS.has(after) || REPORTING_VERBS.has(before) && run.len() > 1 {
        let verb = if REPORTING_VERBS.has(after) { run.end } else { run.start - 1 };
        (MentionKind::Person, 650, Evidence::at(&REPORTS, at(verb)))
    } else if matches!(before, "in" | "In" | "at" | "near" | "from") && run.len() <= 2 {
        (MentionKind::Place, 600, Evidence::at(&LOCATED, at(run.start - 1)))
    } else if (2..=3).contains(&run.len()) && !name.contains(" of ") {
        (MentionKind::Person, 450, Evidence::plain(&CAPITALS))
    } else if run.len() == 1 && run.start == sentence.tokens.start {
        return None;
    } else {
        (MentionKind::Other, 300, Evidence::plain(&CAPITALS))
    };
    seen.entry(name.to_string()).or_insert((kind, span));
    if kind == MentionKind::Person {
        seen.entry(last.to_string()).or_insert((kind, span));
    }
    let probability = Probability::from_thousandths(thousandths);
    let title = title.filter(|_| kind == MentionKind::Person);
    Some(Mention { span, kind, title, entity: None, probability, evidence: vec![why] })
}

fn is_modifier(document: &Document, run: &Range<usize>) -> bool {
    let mut at = run.start;
    while at + 1 < run.end && (TITLE_MODIFIERS.has(document.word(at)) || DEMONYMS.has(document.word(at))) {
        at += 1;
    }
    at > run.start && at + 1 < run.end && TITLES.has(document.word(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn names(text: &str) -> Vec<(String, MentionKind)> {
        let document = Document::read(text, Format::Plain);
        find(&document).into_iter().map(|m| (document.text_of(m.span).to_string(), m.kind)).collect()
    }

    #[test]
    fn rules_tell_kinds_apart() {
        use MentionKind::*;
        let found =
            names("Mayor Ana López met Peruvian envoys in Lima, said Acme Works Ltd near Kennedy Airport.");
        let expected = [
            ("Ana López", Person),
            ("Peruvian", Demonym),
            ("Lima", Place),
            ("Acme Works Ltd", Organisation),
            ("Kennedy Airport", Facility),
        ];
        assert_eq!(found, expected.map(|(name, kind)| (name.to_string(), kind)));
    }

    #[test]
    fn a_title_is_kept_apart() {
        let text = "Foreign Minister Li Wei spoke.";
        let document = Document::read(text, Format::Plain);
        let found = find(&document);
        assert_eq!(found[0].span.of(text), "Li Wei");
        assert_eq!(found[0].title.map(|title| title.of(text)), Some("Foreign Minister"));
    }
}
