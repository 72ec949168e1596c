//! What a page in HTML says about its article outside the text: title, date, author, site, address.

use html5gum::StartTag;

use super::ParagraphKind;

/// The words of a page about itself, as they stand there; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    /// The title given to other sites.
    pub og_title: String,
    /// The title of the window.
    pub title: String,
    /// The site's name.
    pub site: String,
    /// Who wrote it.
    pub author: String,
    /// When it was published.
    pub published: String,
    /// Its address.
    pub url: String,
    /// Whether `url` is the canonical one.
    canonical: bool,
}

/// The value of an attribute.
pub(super) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).trim().to_string())
}

/// The kind that an element's own attributes give to the paragraphs in it.
pub(super) fn hint(tag: &StartTag<usize>) -> Option<ParagraphKind> {
    if tag.attributes.is_empty() {
        return None;
    }
    let class = attribute(tag, "class").unwrap_or_default();
    let property = attribute(tag, "itemprop").unwrap_or_default();
    let one_of = |names: &[&str]| {
        class.split_whitespace().chain(property.split_whitespace()).any(|word| names.contains(&word))
    };
    if one_of(&["byline", "author", "article-author", "article__author", "entry-author"]) {
        return Some(ParagraphKind::Byline);
    }
    if *tag.name == b"time"[..]
        || one_of(&["pubdate", "dateline-date", "published", "datePublished", "entry-date"])
    {
        return Some(ParagraphKind::Published);
    }
    one_of(&["wp-caption-text", "caption", "photo-caption", "image-caption"])
        .then_some(ParagraphKind::Caption)
}

/// Whether an element's own attributes take it off the page.
pub(super) fn is_hidden(tag: &StartTag<usize>) -> bool {
    if tag.attributes.is_empty() {
        return false;
    }
    let is =
        |name: &str, value: &str| attribute(tag, name).is_some_and(|found| found.eq_ignore_ascii_case(value));
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    let class = attribute(tag, "class").unwrap_or_default();
    tag.attributes.contains_key(&b"hidden"[..])
        || is("aria-hidden", "true")
        || is("role", "navigation")
        || style.split(';').any(|rule| {
            let mut parts = rule.split(':').map(str::trim);
            matches!(
                (parts.next(), parts.next()),
                (Some("display"), Some("none")) | (Some("visibility"), Some("hidden"))
            )
        })
        || class
            .split_whitespace()
            .any(|word| matches!(word, "sr-only" | "visually-hidden" | "screen-reader-text"))
}

impl Meta {
    /// Reads one start tag.
    pub(super) fn tag(&mut self, tag: &StartTag<usize>) {
        match &tag.name[..] {
            b"meta" => self.meta(tag),
            b"link" if attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                if let Some(url) = attribute(tag, "href").filter(|url| url.starts_with("http")) {
                    (self.url, self.canonical) = (url, true);
                }
            }
            b"time" => set(&mut self.published, attribute(tag, "datetime")),
            _ => (),
        }
    }

    fn meta(&mut self, tag: &StartTag<usize>) {
        let content = attribute(tag, "content");
        let name = attribute(tag, "property")
            .or_else(|| attribute(tag, "name"))
            .or_else(|| attribute(tag, "itemprop"));
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" => set(&mut self.og_title, content),
            "og:site_name" | "application-name" => set(&mut self.site, content),
            "author" | "article:author" | "byl" | "dc.creator" | "parsely-author" => {
                set(&mut self.author, content.filter(|name| !name.contains("://")));
            }
            "article:published_time"
            | "datepublished"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "parsely-pub-date"
            | "sailthru.date" => {
                // Goes before a `<time>` met earlier, which may be of anything.
                if let Some(date) = content.filter(|date| !date.is_empty()) {
                    self.published = date;
                }
            }
            "og:url" if !self.canonical => {
                set(&mut self.url, content.filter(|url| url.starts_with("http")));
            }
            _ => (),
        }
    }

    /// Reads the title of the window.
    pub(super) fn title(&mut self, text: &str) {
        set(&mut self.title, Some(text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }

    /// Reads linked data: only the date, and only as `"datePublished": "…"`.
    pub(super) fn json(&mut self, text: &str) {
        let date = text.split_once("\"datePublished\"").and_then(|(_, rest)| {
            let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            Some(value.split('"').next()?.to_string())
        });
        set(&mut self.published, date);
    }
}

/// Gives `field` a value where it has none.
fn set(field: &mut String, value: Option<String>) {
    if field.is_empty() {
        *field = value.unwrap_or_default();
    }
}
