//! Brings what the model tagged to our convention: no title and no article in a name.

use std::ops::Range;

use super::MentionKind;
use super::features::Scene;
use super::form::{Class, list};
use crate::Document;

/// The tokens and kind of a name without the title or article that it opens with; `None` where nothing is left.
///
/// What is tagged as an organisation but opens with a title is a person: `General Adam`.
pub fn trim(
    document: &Document,
    scene: &Scene,
    sentence: &Range<usize>,
    mut tokens: Range<usize>,
    kind: MentionKind,
) -> Option<(Range<usize>, MentionKind)> {
    if matches!(kind, MentionKind::Person | MentionKind::Organisation)
        && let Some(start) = behind_title(scene, &tokens)
    {
        let person = kind == MentionKind::Person || is_bare(scene, start..tokens.end);
        if person {
            return Some((start..tokens.end, MentionKind::Person));
        }
    }
    if kind == MentionKind::Person {
        tokens.end = behind_junior(document, sentence, tokens.end);
    }
    if kind == MentionKind::Person && tokens.len() == 1 && scene.forms.at(tokens.start).is(list::TITLE) {
        let title = document.word(tokens.start);
        return (!is_office(title)).then_some((tokens, kind));
    }
    let opens = tokens.start == sentence.start || scene.forms.at(tokens.start - 1).class == Class::Quote;
    if opens
        && tokens.len() > 1
        && document.word(tokens.start) == "The"
        && document.word(tokens.start + 1) != "Hague"
    {
        tokens.start += 1;
    }
    Some((tokens, kind))
}

/// One past a `Jr.` or the like behind a surname that ends at token `end`, with the comma between; `end` where there is
/// none.
fn behind_junior(document: &Document, sentence: &Range<usize>, end: usize) -> usize {
    let word = |at: usize| if sentence.contains(&at) { document.word(at) } else { "" };
    let at = end + usize::from(word(end) == ",");
    match word(at) {
        "Jr." | "Sr." => at + 1,
        "Jr" | "Sr" if word(at + 1) == "." => at + 2,
        "Jr" | "Sr" => at + 1,
        _ => end,
    }
}

/// The first token behind the titles that `tokens` open with.
fn behind_title(scene: &Scene, tokens: &Range<usize>) -> Option<usize> {
    let mut start = None;
    for at in tokens.clone() {
        let form = scene.forms.at(at);
        if form.is(list::TITLE) && is_office_form(form.lists) {
            start = Some(at + 1);
        } else if form.class == Class::Stop && start == Some(at) {
            start = Some(at + 1); // the full stop of an abbreviated title
        } else if !form.is(list::TITLE_MODIFIER | list::DEMONYM) {
            break;
        }
    }
    start.filter(|&start| start < tokens.end && scene.forms.at(start).capitalised)
}

/// Titles that are forenames or surnames as well stay in the name: `Major`, `Earl`.
fn is_office_form(lists: u32) -> bool {
    use super::lexicon::flag;
    lists & u32::from(flag::FORENAME | flag::COMMON_SURNAME) == 0
}

fn is_office(title: &str) -> bool {
    !matches!(
        title,
        "Major" | "Duke" | "Earl" | "Prince" | "Khan" | "King" | "Judge" | "Don" | "Dean" | "Chase"
    )
}

/// One to three capitalised words that end no organisation.
fn is_bare(scene: &Scene, tokens: Range<usize>) -> bool {
    tokens.len() <= 3
        && tokens.clone().all(|at| {
            let form = scene.forms.at(at);
            form.capitalised && !form.is(list::ORGANISATION_WORD | list::FACILITY_WORD | list::PLACE)
        })
}
