//! What an article says about itself: title, date, place, author, outlet and address.

use jiff::civil::Date;

use crate::Span;
use crate::evidence::Evidence;

/// A value, the words that it was read from, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// The words of the text behind it; none where a person or the caller gave it.
    pub span: Option<Span>,
    /// Why it is thought to be that.
    pub evidence: Evidence,
}

/// What an article says about itself. Each field is absent where nothing was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The headline.
    pub title: Option<Field<String>>,
    /// The newspaper, agency or site.
    pub outlet: Option<Field<String>>,
    /// Who wrote it.
    pub author: Option<Field<String>>,
    /// Where it was published.
    pub url: Option<Field<String>>,
    /// The document creation time: the day of publication.
    pub created: Option<Field<Date>>,
    /// The whole dateline, `RIYADH, Feb 18 —`.
    pub dateline: Option<Span>,
    /// The place in the dateline, `RIYADH`.
    pub dateline_place: Option<Span>,
}
