//! Where sentences end.
//!
//! A sentence ends at a full stop, a question mark, an exclamation mark or an ellipsis, with the quotation marks and
//! brackets that it closes, unless the word before is an abbreviation or what follows goes on with the sentence. The
//! decision looks at a fixed number of tokens around the mark, so that time is linear.

use super::abbreviation::{Abbreviation, abbreviation, starts_sentences};

use crate::token::{Case, Token, TokenKind};

/// The sentences of one paragraph, whose tokens are `tokens`: their lengths in tokens, in order. Together they hold all.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut lengths = Vec::new();
    let paragraph = Splitter { text, tokens };
    let mut start = 0;
    let mut words = 0; // of the sentence so far
    let mut quotes = 0; // straight double quotation marks so far
    let mut at = 0;
    while at < tokens.len() {
        let word = tokens[at].span.of(text);
        quotes += usize::from(word == "\"");
        let Some(mark) = mark(tokens[at], word) else {
            words += usize::from(paragraph.is_word(at));
            at += 1;
            continue;
        };
        let end = paragraph.close(at + 1, quotes);
        // A mark and its closers alone are no sentence: "... and".
        words += usize::from(mark == Mark::Inner);
        if words > 0 && end < tokens.len() && paragraph.ends(start, at, end, mark) {
            lengths.push(end - start);
            (start, words) = (end, 0);
        }
        quotes += (at + 1..end).filter(|&closer| tokens[closer].span.of(text) == "\"").count();
        at = end;
    }
    if start < tokens.len() {
        lengths.push(tokens.len() - start);
    }
    lengths
}

/// A mark that may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A full stop of its own.
    Stop,
    /// The full stop at the end of an abbreviation, part of its token.
    Inner,
    /// An exclamation or question mark.
    Strong,
    /// `...` or `…`.
    Ellipsis,
}

fn mark(token: Token, word: &str) -> Option<Mark> {
    match token.kind {
        TokenKind::Mark => match word {
            "." | "。" => Some(Mark::Stop),
            "!" | "?" | "‼" | "⁉" | "！" | "？" | "‽" => Some(Mark::Strong),
            "…" => Some(Mark::Ellipsis),
            dots if dots.starts_with("..") => Some(Mark::Ellipsis),
            _ => None,
        },
        TokenKind::Word if word.ends_with('.') => Some(Mark::Inner),
        _ => None,
    }
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl Splitter<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether no white space stands before token `at`.
    fn adjacent(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(here)) => before.span.end == here.span.start,
            _ => false,
        }
    }

    /// The token after the marks, quotation marks and brackets that close at `at`, after a mark that may end a sentence.
    /// `quotes` straight quotation marks stand before it.
    fn close(&self, mut at: usize, mut quotes: usize) -> usize {
        while at < self.tokens.len() {
            let word = self.word(at);
            let adjacent = self.adjacent(at);
            let closes = match word {
                "." | "!" | "?" | "…" | "！" | "？" | ".." | "..." | "...." => {
                    adjacent || (word != "…" && !word.starts_with("..") && at + 1 == self.tokens.len())
                }
                "”" | "»" | "›" | ")" | "]" | "}" | "''" | "’" => {
                    adjacent || matches!(word, "”" | ")" | "]" | "''")
                }
                "\"" => {
                    // Between words, or after a space: by counting.
                    let odd = quotes % 2 == 1;
                    quotes += 1;
                    if adjacent { odd || !self.adjacent(at + 1) } else { odd && !self.adjacent(at + 1) }
                }
                "'" => adjacent && !(self.adjacent(at + 1) && self.is_word(at + 1)),
                // A note: `It ended.[1] The next`.
                "[" => adjacent && self.is_number(at + 1) && self.word(at + 2) == "]",
                number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                    adjacent && self.word(at - 1) == "[" && self.word(at + 1) == "]"
                }
                _ => false,
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether the sentence that began at token `start` ends with the mark at token `at`, closed before token `end`.
    fn ends(&self, start: usize, at: usize, end: usize, mark: Mark) -> bool {
        let gap = !self.adjacent(end);
        let Some(next) = self.next_word(end) else { return false };
        let quoted =
            end > at + 1 && self.tokens[at + 1..end].iter().any(|token| token.kind == TokenKind::Quote);
        if !gap {
            return self.ends_without_space(at, end, mark);
        }
        if mark == Mark::Strong
            && abbreviation(self.word(at - 1)) == Some(Abbreviation::Mark)
            && self.adjacent(at)
        {
            return starts_sentences(self.word(next));
        }
        // "Really?" Smith asked.
        if quoted && mark == Mark::Strong && self.is_attribution(end) {
            return false;
        }
        match self.tokens[next].case {
            _ if self.is_number(next) => self.ends_before_number(start, at, mark),
            Case::Lower => self.is_caseless(next),
            Case::Mixed => {
                mark == Mark::Strong || mark == Mark::Stop && self.abbreviation_at(at, mark).is_none()
            }
            _ => self.ends_before_capital(start, at, next, mark, quoted || end > at + 1),
        }
    }

    /// The first word from token `from` on, past opening quotation marks and brackets; none where the sentence goes on
    /// with another mark.
    fn next_word(&self, from: usize) -> Option<usize> {
        for at in from..self.tokens.len().min(from + 4) {
            let token = self.tokens[at];
            let word = token.span.of(self.text);
            let opens = match token.kind {
                TokenKind::Word | TokenKind::Number => return Some(at),
                TokenKind::Quote => true,
                TokenKind::Mark => "([$£€#…¿¡•*".contains(word) || word.starts_with(".."),
            };
            // A dash goes on with the sentence: “It is over.” — Ana López
            if !opens {
                return None;
            }
        }
        None
    }

    /// Whether the letters of token `at` know no case, as those of Chinese.
    fn is_caseless(&self, at: usize) -> bool {
        self.word(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
    }

    /// `ended.The next`, `over.”He left`: a space is missing.
    fn ends_without_space(&self, at: usize, end: usize, mark: Mark) -> bool {
        let next = self.tokens[end];
        let capital =
            next.kind == TokenKind::Word && matches!(next.case, Case::Title | Case::Initial | Case::Upper);
        let opens = next.kind == TokenKind::Quote && self.word(end) != "'" && self.word(end) != "’"
            || next.kind == TokenKind::Mark && self.word(end) == "(";
        let before = self.tokens[at.saturating_sub(1)];
        match mark {
            Mark::Inner => {
                let name = self.tokens[at].case == Case::Initial || self.abbreviation_at(at, mark).is_some();
                capital && (!name || starts_sentences(self.word(end)))
            }
            Mark::Ellipsis => capital && starts_sentences(self.word(end)),
            Mark::Strong => capital && next.case != Case::Upper || opens && end > at + 1,
            Mark::Stop if opens => {
                end == at + 1 && before.case == Case::Lower && before.kind == TokenKind::Word
            }
            Mark::Stop => {
                let long = self.word(end).chars().count() > 1
                    || starts_sentences(self.word(end))
                    || self.word(end) == "I";
                capital
                    && long
                    && self.abbreviation_at(at, mark).is_none()
                    && (before.case == Case::Lower
                        || before.kind != TokenKind::Word
                        || next.case == Case::Title
                            && (before.span.len() > 3 || starts_sentences(self.word(end))))
            }
        }
    }

    /// The class of the abbreviation whose full stop stands at token `at`.
    fn abbreviation_at(&self, at: usize, mark: Mark) -> Option<Abbreviation> {
        match mark {
            Mark::Inner => abbreviation(self.word(at).trim_end_matches('.')),
            Mark::Stop if at > 0 && self.adjacent(at) => abbreviation(self.word(at - 1)),
            _ => None,
        }
    }

    /// Whether a sentence ends before a number.
    fn ends_before_number(&self, start: usize, at: usize, mark: Mark) -> bool {
        match self.abbreviation_at(at, mark) {
            Some(Abbreviation::Clock) => true,
            Some(_) => false,
            None if mark == Mark::Inner => false,
            None => !self.numbers_a_list(start, at, mark),
        }
    }

    /// Whether a sentence ends before the capitalised word at token `next`; `closed` where quotation marks or brackets
    /// stand between.
    fn ends_before_capital(&self, start: usize, at: usize, next: usize, mark: Mark, closed: bool) -> bool {
        let word = self.word(next);
        // The Under Secretary is a person.
        let starter =
            starts_sentences(word) && !(word == "Under" && self.word(next + 1).starts_with("Secretar"));
        if closed && mark != Mark::Ellipsis {
            // A full stop in brackets is often that of an abbreviation: "Fox (Nev. Republican) Smith".
            return mark != Mark::Inner
                || starter
                || self.tokens[at + 1..next].iter().any(|token| token.kind == TokenKind::Quote);
        }
        match mark {
            Mark::Strong => true,
            // "Well... I think": the pronoun is always a capital.
            Mark::Ellipsis => {
                (self.adjacent(at) || starter)
                    && word != "I"
                    && !word.starts_with("I'")
                    && !word.starts_with("I’")
            }
            Mark::Stop | Mark::Inner => match self.abbreviation_at(at, mark) {
                Some(Abbreviation::Title | Abbreviation::Inner) => false,
                Some(Abbreviation::Saint) => starter,
                Some(Abbreviation::Number) => true,
                Some(Abbreviation::Outer | Abbreviation::Mark) => starter || next > at + 1,
                Some(Abbreviation::Clock) => !follows_a_clock(word),
                None if mark == Mark::Stop => !self.numbers_a_list(start, at, mark),
                None if self.tokens[at].case == Case::Initial => {
                    starter && !self.after_a_name(start, at) && word != "A"
                }
                // U.S., N.Y.
                None => starter,
            },
        }
    }

    /// Whether a capitalised word stands before the initial at token `at`: `George W. Bush`.
    fn after_a_name(&self, start: usize, at: usize) -> bool {
        at > start && self.tokens[at - 1].is_capitalised() && !starts_sentences(self.word(at - 1))
    }

    /// Whether the mark belongs to the number of a list: `1. Rents will fall`.
    fn numbers_a_list(&self, start: usize, at: usize, mark: Mark) -> bool {
        mark == Mark::Stop && at == start + 1 && self.is_number(start) && self.tokens[start].span.len() <= 3
    }

    /// Whether `Smith asked` stands at token `from`, so that the question before it is part of the sentence.
    fn is_attribution(&self, from: usize) -> bool {
        for at in from..self.tokens.len().min(from + 7) {
            let token = self.tokens[at];
            let word = token.span.of(self.text);
            if at > from && is_reporting(word) {
                return true;
            }
            let particle = matches!(word, "." | "'s" | "’s" | "de" | "van" | "von" | "bin" | "al" | "of");
            let name = token.kind == TokenKind::Word && token.is_capitalised();
            if at == from && (!name || starts_sentences(word)) || !name && !particle {
                return false;
            }
        }
        false
    }
}

/// Verbs that follow a speaker after a quoted question.
fn is_reporting(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "added"
            | "adds"
            | "told"
            | "wondered"
            | "replied"
            | "shouted"
            | "cried"
            | "exclaimed"
            | "wrote"
            | "writes"
            | "tweeted"
            | "demanded"
            | "inquired"
            | "enquired"
            | "quipped"
            | "joked"
            | "yelled"
            | "recalled"
            | "responded"
            | "answered"
            | "explained"
            | "declared"
            | "continued"
            | "queried"
    )
}

/// Whether `word` goes on after a time of day: a weekday, a month, a time zone.
fn follows_a_clock(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Eastern",
        "Central",
        "Pacific",
        "Mountain",
        "Greenwich",
        "Moscow",
        "London",
        "Local",
        "Beijing",
        "Tokyo",
        "Universal",
        "Mon",
        "Tue",
        "Tues",
        "Wed",
        "Thu",
        "Thurs",
        "Fri",
        "Sat",
        "Sun",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ];
    let zone = word.len() <= 4 && word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    zone && !matches!(word, "IT" | "NATO" | "US" | "EU" | "UN") || WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::token::tokenize;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = tokenize(text, Span::new(0, text.len()));
        let mut start = 0;
        let mut sentences = Vec::new();
        for length in split(text, &tokens) {
            sentences.push(tokens[start].span.cover(tokens[start + length - 1].span).of(text));
            start += length;
        }
        assert_eq!(start, tokens.len());
        sentences
    }

    /// Each `|` is a boundary; nothing else is.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let expected: Vec<_> = marked.split('|').map(str::trim).collect();
        assert_eq!(sentences(&text), expected);
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        for marked in [
            "U.S. officials met Gen. Smith at 5 p.m. Tuesday. |No. 5 won in St. Louis.",
            "J. K. Rowling met George W. Bush. |Acme Inc. said so. |Acme Corp. Chief Executive Ana López left.",
            "He lives in the U.S. |The others left. |It was 5 p.m. |He slept.",
            "He moved to Washington, D.C. |In May he left.",
            "The Feb. 18 meeting, Ms. López v. Smith, cost $4.5 million. |It was over.",
            "He asked Dr. Smith, Lt. Col. Jones and Sen. John F. Kerry, D-Mass., to come.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn quotation_marks_belong_to_the_sentence_they_end() {
        for marked in [
            "“It is over.” |He left.",
            "\"It is over,\" he said. |\"We lost.\" |Smith left.",
            "\"Really?\" she asked.",
            "“Really?” Ana López asked. |“Yes!” |He nodded.",
            "(He left.) |She stayed.",
            "‘It is over.’ |He left.",
            "He called it \"the end.\" |\"It was,\" she said.",
            "``It is over.'' |He left.",
        ] {
            check(marked);
        }
    }

    #[test]
    fn ellipses_and_missing_spaces() {
        for marked in [
            "\"positive, upbeat, constructive... solution-based.\"",
            "... and so it was. |He left.",
            "Well... I think so. |He stopped... |Nobody spoke.",
            "It ended.|The next began.",
            "“It is over.”|He left.",
            "Node.js is at example.com. |It cost 4.50. |Yes.",
            "Yahoo! Inc. bought it. |Then it left Yahoo! |The end.",
            "It ended.[1] |The next began.",
        ] {
            check(marked);
        }
    }
}
