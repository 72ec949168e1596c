//! Quotations as a person pastes them into notes or an article.

use super::said::quoted;
use crate::annotation::{Annotation, QuotationId};
use crate::project::Project;
use crate::quotation::{Quotation, Speaker};
use crate::said::{label, role};
use crate::timex::day_in_words;

/// The quotations `ids`, a line each: its words with speaker, role and the article's date; then a line with title, outlet
/// and address. What is not known is left out. Empty where there is no such quotation.
///
/// Words are as the article has them: reported speech gets no quotation marks. `[denied]` stands before what the source
/// says is not so.
///
/// ```text
/// “We will rebuild the bridge,” … “without a new tax.” — Ana López, mayor, 28 February 2024
/// the foundations were sound — John Smith, 28 February 2024
/// “Bridge to reopen”, The Springfield Post, https://post.example/bridge
/// ```
pub fn citation(project: &Project, ids: &[QuotationId]) -> String {
    let annotation = project.annotation();
    let created = annotation.created().map(day_in_words);
    let quotations = ids.iter().filter_map(|id| annotation.quotations.get(id.index()));
    let mut lines: Vec<String> = quotations.map(|quotation| line(annotation, quotation, &created)).collect();
    if lines.is_empty() {
        return String::new();
    }
    let article = &annotation.document.article;
    let title = article.title.as_ref().map(|field| format!("“{}”", field.value));
    let outlet = article.outlet.as_ref().map(|field| field.value.clone());
    let url = article.url.as_ref().map(|field| field.value.clone());
    let from: Vec<String> = [title, outlet, url].into_iter().flatten().collect();
    if !from.is_empty() {
        lines.push(from.join(", "));
    }
    lines.join("\n")
}

fn line(annotation: &Annotation, quotation: &Quotation, created: &Option<String>) -> String {
    let name = match (quotation.speaker, quotation.source) {
        (Speaker::Unresolved, Some(source)) => format!("unresolved (“{}”)", annotation.text_of(source)),
        (Speaker::Unresolved, None) => "unresolved".to_string(),
        _ => label(annotation, quotation),
    };
    let from = [Some(name), role(annotation, quotation), created.clone()];
    let from: Vec<String> = from.into_iter().flatten().filter(|words| !words.is_empty()).collect();
    let mut words = quoted(annotation, quotation);
    if quotation.denied {
        words = format!("[denied] {words}");
    }
    if from.is_empty() { words } else { format!("{words} — {}", from.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Assets, Options};

    /// Every quotation of `text`, published on 28 February 2024.
    fn cited(text: &str) -> String {
        let created = "2024-02-28".parse().ok();
        let project = Project::annotate(text, Options { created, ..Options::default() }, &Assets::default());
        let ids: Vec<_> = (0..project.annotation().quotations.len()).map(QuotationId::from).collect();
        citation(&project, &ids)
    }

    #[test]
    fn a_split_quotation_is_one_line_with_name_role_and_date() {
        assert_eq!(
            cited("“We will rebuild,” Kremlin aide Yury Ushakov said. “And\nsoon.”"),
            "“We will rebuild,” … “And soon.” — Yury Ushakov, Kremlin aide, 28 February 2024"
        );
    }

    #[test]
    fn reported_speech_gets_no_quotation_marks_and_keeps_those_it_has() {
        assert_eq!(
            cited("John Smith said repairs could take months. Smith said the steel was “tired”."),
            "repairs could take months — John Smith, 28 February 2024\nthe steel was “tired” — John Smith, 28 February 2024"
        );
    }

    #[test]
    fn who_is_not_named_is_called_as_the_article_does_and_nobody_is_guessed() {
        assert_eq!(cited("Officials said it was over."), "it was over — Officials, 28 February 2024");
        assert_eq!(cited("“It is over,” he said."), "“It is over,” — unresolved (“he”), 28 February 2024");
    }

    #[test]
    fn nothing_is_cited_where_there_is_nothing() {
        assert_eq!(cited("It rained."), "");
    }
}
