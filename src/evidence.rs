//! Why an annotation is there, in words.

use std::borrow::Cow;

use crate::Span;

/// A reason that annotations can have: a stable name for machines and a sentence for people.
///
/// Each layer declares its rules as constants beside the code that applies them. In `words`, `{}` stands for the words
/// of the article at [`Evidence::at`], or for [`Evidence::detail`] where there is one.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Layer and name, as `mention/title`: written to files, so it never changes its meaning.
    pub id: &'static str,
    /// What the popover says, as `after the title “{}”`.
    pub words: &'static str,
}

/// The rule behind a piece of evidence: one of the code's, or one that was read from a file, which may be of another
/// version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedRule {
    /// [`Rule::id`].
    pub id: Cow<'static, str>,
    /// [`Rule::words`].
    pub words: Cow<'static, str>,
}

impl From<&'static Rule> for AppliedRule {
    fn from(rule: &'static Rule) -> AppliedRule {
        AppliedRule { id: Cow::Borrowed(rule.id), words: Cow::Borrowed(rule.words) }
    }
}

impl PartialEq<Rule> for AppliedRule {
    fn eq(&self, rule: &Rule) -> bool {
        self.id == rule.id
    }
}

/// One reason for one annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The rule that applied.
    pub rule: AppliedRule,
    /// The words of the article that it rests on.
    pub at: Option<Span>,
    /// What the words alone don't say, as the entry of a gazetteer.
    pub detail: Option<Box<str>>,
}

impl Evidence {
    /// A reason that needs no words of the article.
    pub fn plain(rule: &'static Rule) -> Evidence {
        Evidence { rule: rule.into(), at: None, detail: None }
    }

    /// A reason that rests on the words at `span`.
    pub fn at(rule: &'static Rule, span: Span) -> Evidence {
        Evidence { rule: rule.into(), at: Some(span), detail: None }
    }

    /// The same reason with `detail` in place of the article's words.
    pub fn with(self, detail: impl Into<Box<str>>) -> Evidence {
        Evidence { detail: Some(detail.into()), ..self }
    }

    /// The reason as a person reads it; `text` is the document's text.
    ///
    /// ```
    /// use dateline::{Span, evidence::{Evidence, Rule}};
    /// static TITLE: Rule = Rule { id: "mention/title", words: "after the title “{}”" };
    /// assert_eq!(Evidence::at(&TITLE, Span::new(0, 5)).words("Mayor Ana"), "after the title “Mayor”");
    /// ```
    pub fn words(&self, text: &str) -> String {
        let filler = match (&self.detail, self.at) {
            (Some(detail), _) => detail,
            (None, Some(span)) => span.of(text),
            (None, None) => "",
        };
        self.rule.words.replace("{}", filler)
    }
}
