//! One quotation as a person pastes it into notes or an article.

use super::said::quoted;
use crate::annotation::QuotationId;
use crate::project::Project;
use crate::quotation::Speaker;

/// The quotation `id` on two lines: its words with the speaker, then title, outlet, date and address, as far as they are
/// known. Empty where there is no such quotation.
///
/// ```text
/// “We will rebuild the bridge.” — Ana López, mayor
/// “Bridge to reopen”, The Springfield Post, 2024-02-28, https://post.example/bridge
/// ```
pub fn citation(project: &Project, id: QuotationId) -> String {
    let annotation = project.annotation();
    let Some(quotation) = annotation.quotations.get(id.index()) else { return String::new() };
    let mut text = quoted(annotation, quotation);
    let entity = match quotation.speaker {
        Speaker::Entity(entity) => annotation.entities.get(entity.index()),
        _ => None,
    };
    let name =
        entity.map(|entity| entity.name.as_str()).or(quotation.source.map(|span| annotation.text_of(span)));
    if let Some(name) = name {
        text.push_str(" — ");
        text.push_str(name);
        if let Some(role) = entity.and_then(|entity| entity.role) {
            text.push_str(", ");
            text.push_str(annotation.text_of(role));
        }
    }
    let article = &annotation.document.article;
    let title = article.title.as_ref().map(|field| format!("“{}”", field.value));
    let outlet = article.outlet.as_ref().map(|field| field.value.clone());
    let created = annotation.created().map(|date| date.to_string());
    let url = article.url.as_ref().map(|field| field.value.clone());
    let from: Vec<String> = [title, outlet, created, url].into_iter().flatten().collect();
    if !from.is_empty() {
        text.push('\n');
        text.push_str(&from.join(", "));
    }
    text
}
