//! The phrase that says what a person is: `Kremlin aide`, `chief executive of Acme`.

use std::ops::Range;

use crate::mention::words::{CALENDAR_WORDS, FUNCTION_WORDS, REPORTING_VERBS, ROLE_MODIFIERS, ROLES};
use crate::mention::{Mention, MentionKind};
use crate::token::TokenKind;
use crate::{Document, Span};

/// Tokens of an apposition at most.
const LONGEST: usize = 14;

/// The role phrase beside mention `index`, which is of a person; the longer of those before and behind the name.
pub fn of(document: &Document, mentions: &[Mention], index: usize) -> Option<Span> {
    let mention = mentions.get(index)?;
    let sentence = document.sentences.get(document.sentence_at(mention.span.start)?)?.tokens.clone();
    let tokens = document.tokens_in(mention.span);
    let scope = Scope { document, mentions, index, sentence };
    let found = [scope.before(mention, tokens.start), scope.behind(tokens.end), scope.ahead(tokens.start)];
    found.into_iter().flatten().max_by_key(|span| span.len())
}

struct Scope<'a> {
    document: &'a Document,
    mentions: &'a [Mention],
    index: usize,
    sentence: Range<usize>,
}

impl Scope<'_> {
    fn word(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.document.word(at) } else { "" }
    }

    fn is_role(&self, at: usize) -> bool {
        let word = self.word(at);
        ROLES.has(word)
            || ROLES.has(word.to_lowercase().as_str())
            || word.rsplit('-').next().is_some_and(|part| ROLES.has(part))
    }

    /// Whether token `at` belongs to a mention near this one that may modify a role.
    fn is_name(&self, at: usize) -> bool {
        self.is_kind(at, |kind| kind != MentionKind::Person)
    }

    /// Whether token `at` belongs to a mention near this one, of a kind that `fits`.
    fn is_kind(&self, at: usize, fits: impl Fn(MentionKind) -> bool) -> bool {
        let Some(token) = self.document.tokens.get(at) else { return false };
        let near = self.index.saturating_sub(4)..(self.index + 5).min(self.mentions.len());
        self.mentions[near].iter().any(|mention| fits(mention.kind) && mention.span.overlaps(token.span))
    }

    /// `Kremlin aide`, `Foreign Minister`: right before the name.
    fn before(&self, mention: &Mention, start: usize) -> Option<Span> {
        let end = start;
        let mut from = match mention.title {
            Some(title) if is_office(self.document.text_of(title)) => self.document.token_at(title.start),
            Some(_) => return None,
            None if self.is_role(start.checked_sub(1)?) => start - 1,
            None => return None,
        };
        let mut unknown = 0;
        while from > self.sentence.start && end - from < LONGEST {
            let at = from - 1;
            let word = self.word(at);
            let known = self.is_name(at) || ROLE_MODIFIERS.has(word) || self.is_role(at);
            let genitive = matches!(word, "'s" | "’s") && at > self.sentence.start && self.is_name(at - 1);
            if !known && !genitive {
                let noun = self.document.tokens[at].kind == TokenKind::Word
                    && !FUNCTION_WORDS.has(word.to_lowercase().as_str())
                    && !CALENDAR_WORDS.has(word)
                    && !REPORTING_VERBS.has(word);
                let capital = word.starts_with(char::is_uppercase);
                let verb = ["ed", "ing", "s"].iter().any(|end| word.ends_with(end));
                unknown += usize::from(!capital);
                if !noun || !capital && (verb || unknown > 1 || mention.title.is_some()) {
                    break;
                }
            }
            from = at;
        }
        Some(self.document.span_of(from..end))
    }

    /// `, a former colleague of Ana López,`: behind the name.
    fn behind(&self, end: usize) -> Option<Span> {
        let mut from = end;
        if self.word(from) != "," {
            return None;
        }
        from += 1;
        // The age: `, 45,`
        if self.document.tokens.get(from).is_some_and(|token| token.kind == TokenKind::Number)
            && self.word(from + 1) == ","
        {
            from += 2;
        }
        if matches!(self.word(from), "a" | "an" | "the" | "his" | "her" | "their" | "its") {
            from += 1;
        }
        let mut to = from;
        while to < self.sentence.end && to - from < LONGEST && !self.stops(to) {
            to += 1;
        }
        self.phrase(from..to)
    }

    /// `The mayor of Springfield, Ana López,`: ahead of the name, from the start of its sentence or the last mark.
    fn ahead(&self, start: usize) -> Option<Span> {
        let end = start.checked_sub(1)?;
        if self.word(end) != "," {
            return None;
        }
        let mut from = end;
        while from > self.sentence.start && end - from < LONGEST && !self.stops(from - 1) {
            from -= 1;
        }
        let article = matches!(
            self.word(from),
            "The" | "the" | "A" | "a" | "An" | "an" | "His" | "Her" | "Their" | "Its"
        );
        if !article && !self.is_name(from) && !self.is_role(from) && !ROLE_MODIFIERS.has(self.word(from)) {
            return None;
        }
        self.phrase(from + usize::from(article)..end)
    }

    /// Whether an apposition ends before token `at`.
    fn stops(&self, at: usize) -> bool {
        let word = self.word(at);
        let kind = self.document.tokens.get(at).map_or(TokenKind::Mark, |token| token.kind);
        matches!(kind, TokenKind::Quote)
            || kind == TokenKind::Mark && !matches!(word, "&" | "/" | "-")
            || REPORTING_VERBS.has(word)
            || matches!(
                word,
                "who"
                    | "which"
                    | "that"
                    | "whose"
                    | "when"
                    | "where"
                    | "is"
                    | "was"
                    | "were"
                    | "are"
                    | "has"
                    | "had"
                    | "have"
                    | "will"
                    | "would"
                    | "but"
            )
    }

    /// The phrase of `tokens`, where its head, before any preposition, is a role.
    fn phrase(&self, tokens: Range<usize>) -> Option<Span> {
        let head = tokens.clone().take_while(|&at| {
            !matches!(
                self.word(at),
                "of" | "in" | "at" | "for" | "with" | "to" | "from" | "on" | "and" | "by"
            )
        });
        let role = head.clone().any(|at| self.is_role(at));
        let person = head.clone().any(|at| self.is_kind(at, |kind| kind == MentionKind::Person));
        (role && !person).then(|| self.document.span_of(tokens))
    }
}

/// Whether a title says what a person is, not only how to address one.
fn is_office(title: &str) -> bool {
    let last = title.split_whitespace().next_back().unwrap_or_default().trim_end_matches('.');
    !matches!(
        last,
        "Mr" | "Mrs"
            | "Ms"
            | "Miss"
            | "Sir"
            | "Dame"
            | "Lord"
            | "Lady"
            | "Señor"
            | "Señora"
            | "Don"
            | "Doña"
            | "Monsieur"
            | "Madame"
            | "Mme"
            | "Herr"
            | "Frau"
    )
}

#[cfg(test)]
mod tests {
    use crate::{Assets, Options, annotate};

    fn role(text: &str, name: &str) -> String {
        let annotation = annotate(text, &Options::default(), &Assets::default());
        let entity = annotation.entities.iter().find(|entity| entity.name == name);
        let entity = entity.unwrap_or_else(|| panic!("no {name}: {:?}", annotation.entities));
        entity.role.map(|role| annotation.text_of(role).to_string()).unwrap_or_default()
    }

    #[test]
    fn roles_stand_before_behind_and_ahead() {
        assert_eq!(role("Kremlin aide Yury Dolin said so.", "Yury Dolin"), "Kremlin aide");
        assert_eq!(
            role("Li Wei, a former colleague of Ana López, said so.", "Li Wei"),
            "former colleague of Ana López"
        );
        assert_eq!(
            role("Li Wei, 45, chief executive of Acme Works, said so.", "Li Wei"),
            "chief executive of Acme Works"
        );
        assert_eq!(
            role("The mayor of Springfield, Ana López, said so.", "Ana López"),
            "mayor of Springfield"
        );
        assert_eq!(role("Foreign Minister Ana López said so.", "Ana López"), "Foreign Minister");
    }

    #[test]
    fn what_is_no_role_is_none() {
        assert_eq!(role("Mr. Li Wei said so.", "Li Wei"), "");
        assert_eq!(role("On Monday, Li Wei said so.", "Li Wei"), "");
        // The next of a list of people, with his own role.
        assert_eq!(role("Mayor Li Wei, Senator Ana López, and others left.", "Li Wei"), "Mayor");
    }
}
