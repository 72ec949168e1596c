//! What the reader should know about a result: what is missing, and why.

use serde::Serialize;

use super::{Layer, View};
use crate::annotation::Annotation;
use crate::project::day::Day;
use crate::timex::{AnchoredTo, TimexKind, day_in_words};

/// A day that the article may have been published on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct Guess {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// The day in words.
    pub name: String,
    /// The words of the article that name it.
    pub words: String,
}

/// One thing that the reader should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub enum Notice {
    /// Relative dates can't be reckoned, since nothing says when the article was published.
    NoDate {
        /// The first expression that needs it.
        example: String,
        /// Days that the text names.
        guesses: Vec<Guess>,
    },
    /// No layer found anything of its kind.
    Nothing {
        /// The layers that found nothing.
        layers: Vec<Layer>,
        /// Whether the text has quotation marks.
        quotation_marks: bool,
    },
    /// The text doesn't look English.
    NotEnglish,
}

/// How many days the notice offers.
const GUESSES: usize = 3;

/// The words that make up a quarter of any English text.
const COMMON: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "was", "with", "he", "it", "as", "at",
    "by", "be", "from", "his", "her", "has", "have", "said",
];

/// Fewer words than this tell nothing about the language.
const ENOUGH_WORDS: usize = 40;

/// Fewer common words than this in a hundred, and the text is not English. English news has 20 to 40.
const FEW_COMMON_PERCENT: usize = 8;

pub(super) fn notices(annotation: &Annotation, view: &View) -> Vec<Notice> {
    let mut notices = Vec::new();
    if is_foreign(annotation) {
        notices.push(Notice::NotEnglish);
    }
    notices.extend(no_date(annotation));
    let layers: Vec<Layer> = Layer::ALL
        .into_iter()
        .filter(|layer| !matches!(layer, Layer::Speaker | Layer::Other))
        .filter(|&layer| view.counts[layer as usize] == 0)
        .collect();
    // One layer without a mark is the rule, not news; quotations are what people come for.
    if layers.contains(&Layer::Quotation) {
        let quotation_marks = view.text.contains(['"', '“', '”', '«', '‹', '„']);
        notices.push(Notice::Nothing { layers, quotation_marks });
    }
    notices
}

fn no_date(annotation: &Annotation) -> Option<Notice> {
    if annotation.created().is_some() {
        return None;
    }
    let relative = annotation.timexes.iter().find(|timex| {
        let open = timex.value.contains('X') || timex.anchor == Some(AnchoredTo::Created);
        open && matches!(timex.kind, TimexKind::Date | TimexKind::Time)
    })?;
    let mut guesses: Vec<Guess> = Vec::new();
    for timex in annotation.timexes.iter().filter(|timex| timex.kind == TimexKind::Date) {
        let Some(day) = Day::read(&timex.value) else { continue };
        if guesses.len() < GUESSES && !guesses.iter().any(|guess| guess.date == timex.value) {
            let words = annotation.text_of(timex.span).to_string();
            guesses.push(Guess { date: timex.value.clone(), name: day_in_words(day), words });
        }
    }
    Some(Notice::NoDate { example: annotation.text_of(relative.span).to_string(), guesses })
}

fn is_foreign(annotation: &Annotation) -> bool {
    let document = &annotation.document;
    let mut words = 0;
    let mut common = 0;
    for token in document.tokens.iter().take(2000) {
        if token.kind == crate::token::TokenKind::Word {
            let word = token.span.of(&document.text);
            words += 1;
            common += usize::from(COMMON.iter().any(|known| word.eq_ignore_ascii_case(known)));
        }
    }
    words >= ENOUGH_WORDS && common * 100 < words * FEW_COMMON_PERCENT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::{Assets, Options};

    fn notices_of(text: &str) -> Vec<Notice> {
        View::of(&Project::annotate(text, Options::default(), &Assets::default())).notices
    }

    #[test]
    fn another_language_is_named_as_such() {
        let german = "Der Stadtrat beschloss gestern Abend, dass die alte Brücke über den Fluss noch vor dem Winter neu gebaut werden soll. ".repeat(3);
        assert!(notices_of(&german).contains(&Notice::NotEnglish));
        let english = "The council agreed last night that the old bridge over the river is to be built again before the winter. ".repeat(3);
        assert!(!notices_of(&english).contains(&Notice::NotEnglish));
        assert!(!notices_of("Hola").contains(&Notice::NotEnglish), "too short to tell");
    }

    #[test]
    fn a_text_without_quotations_says_whether_it_has_quotation_marks() {
        let marks = |text| match notices_of(text).as_slice() {
            [.., Notice::Nothing { quotation_marks, .. }] => Some(*quotation_marks),
            _ => None,
        };
        assert_eq!(marks("It rained."), Some(false));
    }
}
