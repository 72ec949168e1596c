//! The fields of [`Article`], each with the words behind it.

use jiff::civil::Date;

use super::article::{Article, Field};
use super::date_line::{self, Words};
use super::meta::Meta;
use super::structure::Structure;
use super::{Document, ParagraphKind, dateline};
use crate::Span;
use crate::evidence::{Evidence, Rule};
use crate::token::{Token, TokenKind, tokenize};

static HEADLINE: Rule = Rule { id: "article/headline", words: "the line above the text" };
static MARKUP: Rule = Rule { id: "article/markup", words: "what the page says about itself: “{}”" };
static TITLE_SUFFIX: Rule = Rule { id: "article/title-suffix", words: "at the end of the title: “{}”" };
static ADDRESS: Rule = Rule { id: "article/address", words: "the address in the text, “{}”" };
static DOMAIN: Rule = Rule { id: "article/domain", words: "the address “{}”" };
static AGENCY: Rule = Rule { id: "article/agency", words: "the agency in the dateline, “{}”" };
static BYLINE: Rule = Rule { id: "article/byline", words: "the author's line “{}”" };
static DATE_LINE: Rule = Rule { id: "article/date-line", words: "the date line “{}”" };
static URL_DATE: Rule = Rule { id: "article/url-date", words: "the date in the address “{}”" };
static DATELINE: Rule = Rule { id: "article/dateline", words: "the dateline “{}”" };
static DATELINE_YEAR: Rule =
    Rule { id: "article/dateline-year", words: "the dateline, with the year of “{}”" };

/// Reads the fields of the article out of `document`, whose paragraphs have their kinds.
pub(super) fn read(document: &Document, structure: &Structure, meta: &Meta) -> Article {
    let view = View { document, meta };
    let mut article = Article::default();
    (article.title, article.outlet) = view.title(structure.title);
    article.url = view.url();
    article.author = view.author();
    let dateline = structure.body.and_then(|body| view.dateline(body));
    if let Some(dateline) = &dateline {
        article.dateline = Some(dateline.span);
        article.dateline_place = Some(dateline.place);
    }
    if article.outlet.is_none() {
        article.outlet = view.outlet(article.url.as_ref(), dateline.as_ref());
    }
    article.created = view.created(structure.body, article.url.as_ref(), dateline.as_ref());
    article
}

/// A dateline in the text.
struct Dateline {
    span: Span,
    place: Span,
    agency: Option<Span>,
    date: Option<date_line::DateAt>,
}

struct View<'a> {
    document: &'a Document,
    meta: &'a Meta,
}

impl View<'_> {
    fn paragraphs(&self, kind: ParagraphKind) -> impl DoubleEndedIterator<Item = (usize, Span)> {
        let paragraphs = self.document.paragraphs.iter().enumerate();
        paragraphs
            .filter(move |(_, paragraph)| paragraph.kind == kind)
            .map(|(at, paragraph)| (at, paragraph.span))
    }

    fn tokens(&self, paragraph: usize) -> &[Token] {
        let span =
            self.document.paragraphs.get(paragraph).map_or_else(Span::default, |paragraph| paragraph.span);
        self.document.tokens.get(self.document.tokens_in(span)).unwrap_or_default()
    }

    /// The title without the outlet after it, and that outlet.
    fn title(&self, headline: Option<usize>) -> (Option<Field<String>>, Option<Field<String>>) {
        let site = (!self.meta.site.is_empty()).then(|| {
            field(self.meta.site.clone(), None, Evidence::plain(&MARKUP).with(self.meta.site.as_str()))
        });
        if let Some(paragraph) = headline.and_then(|headline| self.document.paragraphs.get(headline)) {
            let words = paragraph.span.of(&self.document.text);
            let (len, outlet) = split_outlet(words, &self.meta.site);
            let span = Span::new(paragraph.span.start, paragraph.span.start + len);
            let value = span.of(&self.document.text).trim_start_matches(['#', ' ']).to_string();
            let outlet = outlet.map(|at| {
                let span = Span::new(paragraph.span.start + at, paragraph.span.end);
                field(span.of(&self.document.text).to_string(), Some(span), Evidence::at(&TITLE_SUFFIX, span))
            });
            return (Some(field(value, Some(span), Evidence::at(&HEADLINE, span))), site.or(outlet));
        }
        let title = [&self.meta.og_title, &self.meta.title].into_iter().find(|title| !title.is_empty());
        let Some(title) = title else { return (None, site) };
        let (len, outlet) = split_outlet(title, &self.meta.site);
        let outlet = outlet.map(|at| {
            field(title[at..].to_string(), None, Evidence::plain(&TITLE_SUFFIX).with(&title[at..]))
        });
        (
            Some(field(title[..len].to_string(), None, Evidence::plain(&MARKUP).with(title.as_str()))),
            site.or(outlet),
        )
    }

    /// The address of the article: what the markup says, a labelled one, else one that stands alone at an end.
    fn url(&self) -> Option<Field<String>> {
        if !self.meta.url.is_empty() {
            return Some(field(
                self.meta.url.clone(),
                None,
                Evidence::plain(&MARKUP).with(self.meta.url.as_str()),
            ));
        }
        let count = self.document.paragraphs.len();
        let ends = |&(at, _): &(usize, Span)| at < 4 || at + 4 >= count;
        let address = |(at, _): (usize, Span)| {
            self.tokens(at).iter().map(|token| token.span).find(|span| {
                let word = span.of(&self.document.text);
                word.starts_with("http") || word.starts_with("www.")
            })
        };
        let span = self.paragraphs(ParagraphKind::SourceUrl).filter(ends).filter_map(address).next_back()?;
        Some(field(span.of(&self.document.text).to_string(), Some(span), Evidence::at(&ADDRESS, span)))
    }

    fn author(&self) -> Option<Field<String>> {
        let written = self.paragraphs(ParagraphKind::Byline).find_map(|(at, _)| self.author_in(at));
        let meta = || {
            (!self.meta.author.is_empty()).then(|| {
                field(
                    self.meta.author.clone(),
                    None,
                    Evidence::plain(&MARKUP).with(self.meta.author.as_str()),
                )
            })
        };
        written.or_else(meta)
    }

    /// The names of the author's line `paragraph`.
    fn author_in(&self, paragraph: usize) -> Option<Field<String>> {
        let tokens = self.tokens(paragraph);
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(&self.document.text));
        let mut start = 0;
        while matches!(
            word(start).to_lowercase().as_str(),
            "by" | "author"
                | "authors"
                | "reporter"
                | "words"
                | ":"
                | "written"
                | "story"
                | "reported"
                | "posted"
        ) {
            start += 1;
        }
        let mut end = start;
        let mut at = start;
        while at < tokens.len() {
            let token = tokens[at];
            let dated = Words { text: &self.document.text, tokens }.date_at(at).is_some();
            let goes_on = token.kind == TokenKind::Word
                && token.is_capitalised()
                && !dated
                && !date_line::is_weekday(word(at));
            let particle = matches!(
                word(at),
                "and"
                    | "de"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "bin"
                    | "al"
                    | "la"
                    | "el"
                    | "du"
                    | "dos"
                    | "da"
                    | "."
                    | "&"
            );
            if goes_on {
                end = at + 1;
            } else if word(at) == "," && tokens.len() > at + 3 && word(at + 3) == "and" {
                // A comma in a list of names: “Ana López, Li Wei and John Smith”.
            } else if !particle {
                break;
            }
            at += 1;
        }
        let span = tokens
            .get(start)?
            .span
            .cover(tokens.get(end.checked_sub(1).filter(|last| *last >= start)?)?.span);
        Some(field(span.of(&self.document.text).to_string(), Some(span), Evidence::at(&BYLINE, span)))
    }

    fn dateline(&self, body: usize) -> Option<Dateline> {
        let tokens = self.tokens(body);
        let found = dateline::read(Words { text: &self.document.text, tokens })?;
        let cover = |start: usize, end: usize| {
            Some(tokens.get(start)?.span.cover(tokens.get(end.checked_sub(1)?)?.span))
        };
        Some(Dateline {
            span: cover(0, found.end)?,
            place: cover(0, found.place)?,
            agency: found.agency.and_then(|(start, end)| cover(start, end)),
            date: found.date,
        })
    }

    fn outlet(&self, url: Option<&Field<String>>, dateline: Option<&Dateline>) -> Option<Field<String>> {
        if let Some(url) = url
            && let Some(domain) = domain(&url.value)
        {
            let evidence = Evidence { at: url.span, ..Evidence::plain(&DOMAIN).with(domain) };
            return Some(field(outlet_of(domain).to_string(), url.span, evidence));
        }
        let span = dateline?.agency?;
        Some(field(span.of(&self.document.text).to_string(), Some(span), Evidence::at(&AGENCY, span)))
    }

    /// The document creation time: the markup and the publication line, the address, the dateline.
    fn created(
        &self,
        body: Option<usize>,
        url: Option<&Field<String>>,
        dateline: Option<&Dateline>,
    ) -> Option<Field<Date>> {
        let published = &self.meta.published;
        let meta = published.get(..published.len().min(60)).unwrap_or_default();
        let tokens = tokenize(meta, Span::new(0, meta.len()));
        if let Some(line) = date_line::find_date(Words { text: meta, tokens: &tokens }) {
            return Some(field(line.date, None, Evidence::plain(&MARKUP).with(published.as_str())));
        }
        let lines = || {
            let kinds =
                self.paragraphs(ParagraphKind::Published).chain(self.paragraphs(ParagraphKind::Byline));
            kinds.filter_map(|(at, _)| {
                let tokens = self.tokens(at);
                // Below the text a bare date may be that of a correction.
                if body.is_some_and(|body| at > body) && !self.is_labelled(tokens) {
                    return None;
                }
                let line = date_line::find_date(Words { text: &self.document.text, tokens })?;
                let span = tokens.get(line.start)?.span.cover(tokens.get(line.end.checked_sub(1)?)?.span);
                Some((line, field(line.date, Some(span), Evidence::at(&DATE_LINE, span))))
            })
        };
        let line = lines().find(|(line, _)| !line.updated).or_else(|| lines().next());
        if let Some((_, field)) = line {
            return Some(field);
        }
        if let Some(field) = body.and_then(|body| self.leading_date(body)) {
            return Some(field);
        }
        if let Some(url) = url
            && let Some(date) = url_date(&url.value)
        {
            return Some(field(
                date,
                url.span,
                Evidence { at: url.span, ..Evidence::plain(&URL_DATE).with(url.value.as_str()) },
            ));
        }
        let dateline = dateline?;
        let date = dateline.date?;
        if let Some(value) = date.date(None) {
            return Some(field(value, Some(dateline.span), Evidence::at(&DATELINE, dateline.span)));
        }
        let (year, from) = self.year(url)?;
        let value = date.date(Some(year))?;
        Some(field(value, Some(dateline.span), Evidence::at(&DATELINE_YEAR, dateline.span).with(from)))
    }

    /// Whether a date line says that it dates the publication.
    fn is_labelled(&self, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| {
            let word = token.span.of(&self.document.text).to_lowercase();
            matches!(
                word.as_str(),
                "published" | "posted" | "updated" | "date" | "publication" | "dated" | "modified" | "by"
            )
        })
    }

    /// A date line that lost its line break: `Thursday, May 7, 2015 On Tuesday, the council met.`
    fn leading_date(&self, body: usize) -> Option<Field<Date>> {
        let tokens = self.tokens(body);
        let words = Words { text: &self.document.text, tokens };
        let weekday = usize::from(date_line::is_weekday(words.word(0)));
        let start = weekday + usize::from(weekday == 1 && words.word(1) == ",");
        let found = words.date_at(start)?;
        let date = found.date(None)?;
        let next = tokens.get(found.end)?;
        let span = tokens.first()?.span.cover(tokens.get(found.end - 1)?.span);
        let capital = next.kind == TokenKind::Word && next.is_capitalised();
        capital.then(|| field(date, Some(span), Evidence::at(&DATE_LINE, span)))
    }

    /// The year that the address or a copyright line gives, and the words that it stands in.
    fn year(&self, url: Option<&Field<String>>) -> Option<(i16, String)> {
        let of_url = url.and_then(|url| {
            let year = url.value.split(['/', '-']).find_map(date_line::year)?;
            Some((year, url.value.clone()))
        });
        of_url.or_else(|| {
            self.paragraphs(ParagraphKind::Credit).find_map(|(at, span)| {
                let year = self
                    .tokens(at)
                    .iter()
                    .find_map(|token| date_line::year(token.span.of(&self.document.text)))?;
                Some((year, span.of(&self.document.text).to_string()))
            })
        })
    }
}

fn field<T>(value: T, span: Option<Span>, evidence: Evidence) -> Field<T> {
    Field { value, span, evidence }
}

/// The length in bytes of `title` without an outlet after it, and where that outlet starts: `New bridge | The Gazette`.
fn split_outlet(title: &str, site: &str) -> (usize, Option<usize>) {
    for mark in [" | ", " — ", " – ", " - ", " · ", " :: "] {
        let Some(at) = title.rfind(mark) else { continue };
        let outlet = &title[at + mark.len()..];
        let short = outlet.split_whitespace().count() <= 5
            && outlet.starts_with(char::is_uppercase)
            && title[..at].split_whitespace().count() >= 2;
        let known = matches!(mark, " | " | " :: ") || !site.is_empty() && outlet == site || is_outlet(outlet);
        if short && known {
            return (title[..at].trim_end().len(), Some(at + mark.len()));
        }
    }
    (title.len(), None)
}

/// Whether `name` is or looks like the name of a news outlet.
fn is_outlet(name: &str) -> bool {
    outlets().any(|row| row.name == name)
        || name.split_whitespace().last().is_some_and(|word| {
            matches!(
                word,
                "News"
                    | "Times"
                    | "Post"
                    | "Gazette"
                    | "Herald"
                    | "Tribune"
                    | "Journal"
                    | "Chronicle"
                    | "Guardian"
                    | "Telegraph"
                    | "Observer"
                    | "Mail"
                    | "Standard"
                    | "Star"
                    | "Globe"
                    | "Courier"
                    | "Examiner"
                    | "Inquirer"
                    | "Register"
                    | "Press"
                    | "Wikinews"
                    | "Magazine"
                    | "Dispatch"
                    | "Sentinel"
                    | "Independent"
                    | "Reuters"
                    | "Bloomberg"
            )
        }) && name
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) || word == "of" || word == "the")
}

/// The domain of `url` without `www.`.
fn domain(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    host.contains('.').then_some(host)
}

/// The outlet at `domain`; the domain itself where none is known.
fn outlet_of(domain: &str) -> &str {
    outlets().find(|row| row.is_at(domain)).map_or(domain, |row| row.name)
}

/// A line of the table of outlets.
struct Outlet {
    domain: &'static str,
    name: &'static str,
    country: Option<&'static str>,
}

impl Outlet {
    fn is_at(&self, domain: &str) -> bool {
        domain == self.domain || domain.strip_suffix(self.domain).is_some_and(|rest| rest.ends_with('.'))
    }
}

fn outlets() -> impl Iterator<Item = Outlet> {
    include_str!("../../data/en/outlets.txt").lines().filter_map(|line| {
        let (domain, rest) = line.split_once('\t')?;
        let (name, country) = rest.split_once('\t').map_or((rest, None), |(name, code)| (name, Some(code)));
        Some(Outlet { domain, name, country })
    })
}

/// The ISO 3166 code, in small letters, of the country that `article` comes from, by its address, else by its outlet; and the
/// words that tell it.
pub(crate) fn country(article: &Article) -> Option<(&str, &str)> {
    let by_address = article.url.as_ref().and_then(|url| {
        let domain = domain(&url.value)?;
        let listed = outlets().find(|row| row.is_at(domain)).and_then(|row| row.country);
        Some((listed.or_else(|| country_of(domain))?, domain))
    });
    by_address.or_else(|| {
        let name = article.outlet.as_ref()?.value.as_str();
        let row = outlets().find(|row| row.name == name || row.domain == name)?;
        Some((row.country.or_else(|| country_of(row.domain))?, name))
    })
}

/// The country that the end of a domain stands for. Some of two letters are sold to all the world.
fn country_of(domain: &str) -> Option<&str> {
    match domain.rsplit('.').next()? {
        "uk" => Some("gb"),
        "gov" | "mil" => Some("us"),
        "ai" | "cc" | "co" | "fm" | "gg" | "im" | "io" | "la" | "ly" | "me" | "sh" | "to" | "tv" | "ws" => {
            None
        }
        end => Some(end).filter(|end| end.len() == 2),
    }
}

/// The date in the path of `url`: `/2025/02/18/`, `/2025/feb/18/`, `/2025-02-18`, `/20250218`.
fn url_date(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.', '?', '=']).skip(1).take(64).collect();
    for (at, part) in parts.iter().enumerate() {
        if part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()) {
            let number =
                |from: usize, to: usize| part.get(from..to).and_then(|digits| digits.parse::<i8>().ok());
            if let (Some(year), Some(month), Some(day)) =
                (part.get(..4).and_then(date_line::year), number(4, 6), number(6, 8))
                && let Ok(date) = Date::new(year, month, day)
            {
                return Some(date);
            }
        }
        let (Some(year), Some(month), Some(day)) =
            (date_line::year(part), parts.get(at + 1), parts.get(at + 2))
        else {
            continue;
        };
        let number =
            |digits: &str| (1..=2).contains(&digits.len()).then(|| digits.parse::<i8>().ok()).flatten();
        let capital = |name: &str| name.get(..1).map(|first| first.to_ascii_uppercase() + &name[1..]);
        let month = number(month).or_else(|| date_line::month(&capital(month)?));
        if let (Some(month), Some(day)) = (month, number(day))
            && let Ok(date) = Date::new(year, month, day)
        {
            return Some(date);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses() {
        for (url, expected) in [
            ("https://example.org/2025/02/18/new-bridge-a1", Some("2025-02-18")),
            ("https://example.org/world/2025/feb/18/new-bridge", Some("2025-02-18")),
            ("https://example.org/new-bridge-2025-02-18", Some("2025-02-18")),
            ("https://example.org/news/20250218/x", Some("2025-02-18")),
            ("https://example.org/2025/13/18/", None),
            ("https://example.org/2025/new-bridge", None),
        ] {
            assert_eq!(url_date(url).map(|date| date.to_string()).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn countries_of_addresses_and_outlets() {
        let of = |url: &str, outlet: &str| {
            let value = |value: &str| {
                (!value.is_empty()).then(|| field(value.to_string(), None, Evidence::plain(&DOMAIN)))
            };
            let article = Article { url: value(url), outlet: value(outlet), ..Article::default() };
            country(&article).map(|(country, words)| format!("{country} by {words}"))
        };
        assert_eq!(of("https://www.example.co.uk/x", "").as_deref(), Some("gb by example.co.uk"));
        assert_eq!(of("https://apnews.com/x", "").as_deref(), Some("us by apnews.com"));
        assert_eq!(of("https://example.com/x", "BBC").as_deref(), Some("gb by BBC"));
        assert_eq!(of("https://example.io/x", "The Springfield Gazette"), None);
    }

    #[test]
    fn outlets_of_domains_and_titles() {
        assert_eq!(domain("https://www.example.org/x").map(outlet_of), Some("example.org"));
        assert_eq!(domain("https://news.bbc.co.uk/x").map(outlet_of), Some("BBC"));
        assert_eq!(split_outlet("New bridge for city | Example", ""), (19, Some(22)));
        assert_eq!(split_outlet("New bridge – now", ""), (18, None));
        assert_eq!(split_outlet("New bridge – The Springfield Gazette", ""), (10, Some(15)));
    }
}
