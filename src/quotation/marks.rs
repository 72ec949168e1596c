//! Quoted stretches: what stands between quotation marks, paragraph by paragraph.
//!
//! Double marks (`“ ”`, `" "`, `« »`, `‹ ›`, `„ “`, ``` `` '' ```) and single ones in the British manner. A quotation over
//! several paragraphs opens each of them with a mark and closes only the last one. A mark that never closes holds no more
//! than its paragraph.

use std::ops::Range;

use super::lexicon::{self, Form};
use crate::Document;
use crate::token::TokenKind;

/// A quoted stretch that lies in no other one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Its tokens, marks included.
    pub tokens: Range<usize>,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// Whether it goes on in the next paragraph, which opens with a mark again.
    pub continues: bool,
    /// Whether its marks are single ones.
    pub single: bool,
    /// Its paragraph, as an index.
    pub paragraph: usize,
    /// Stretches quoted inside it, by their tokens.
    pub inner: Vec<Range<usize>>,
}

impl Quoted {
    /// The tokens between the marks.
    pub fn inside(&self) -> Range<usize> {
        let end = if self.closed { self.tokens.end - 1 } else { self.tokens.end };
        self.tokens.start + 1..end.max(self.tokens.start + 1)
    }
}

/// The outermost quoted stretches of `document`, in order.
pub fn find(document: &Document) -> Vec<Quoted> {
    let mut all: Vec<Quoted> = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        if !paragraph.kind.is_content() {
            continue;
        }
        let tokens = document.tokens_in(paragraph.span);
        let reopens = tokens.clone().next().is_some_and(|first| opens_paragraph(document, first));
        if let Some(last) = all.last_mut()
            && !last.closed
            && last.paragraph + 1 == index
        {
            last.continues = reopens;
        }
        let from = all.len();
        Scanner { document, tokens, paragraph: index, out: &mut all }.run();
        // An opening mark without an end is trusted with the paragraph only where the paragraph starts with it.
        for quoted in &mut all[from..] {
            if !quoted.closed && !starts_sentence(document, quoted.tokens.start, paragraph.sentences.clone())
            {
                cut_to_sentence(document, quoted);
            }
        }
    }
    all
}

fn opens_paragraph(document: &Document, token: usize) -> bool {
    matches!(document.word(token), "“" | "\"" | "«" | "„" | "``" | "‘" | "''")
}

fn starts_sentence(document: &Document, token: usize, sentences: Range<usize>) -> bool {
    document
        .sentences
        .get(sentences)
        .unwrap_or_default()
        .iter()
        .any(|sentence| sentence.tokens.start == token)
        || matches!(document.word(token.wrapping_sub(1)), ":" | ",")
}

fn cut_to_sentence(document: &Document, quoted: &mut Quoted) {
    let start = document.tokens.get(quoted.tokens.start).map_or(0, |token| token.span.start);
    if let Some(sentence) = document.sentence_at(start) {
        let end = document.sentences[sentence].tokens.end;
        quoted.tokens.end = quoted.tokens.end.min(end.max(quoted.tokens.start + 1));
        quoted.inner.retain(|inner| inner.end <= end);
    }
}

/// What closes a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Curly,
    Straight,
    Guillemets,
    Low,
    Backticks,
    Single,
    StraightSingle,
}

struct Scanner<'a, 'b> {
    document: &'a Document,
    tokens: Range<usize>,
    paragraph: usize,
    out: &'b mut Vec<Quoted>,
}

impl Scanner<'_, '_> {
    fn run(mut self) {
        let mut open: Option<(usize, Style)> = None;
        let mut nested: Option<(usize, Style)> = None; // a stretch inside the open one
        let mut inner: Vec<Range<usize>> = Vec::new();
        let mut closers = self.closers();
        for at in self.tokens.clone() {
            if self.document.tokens[at].kind != TokenKind::Quote
                || self.out.last().is_some_and(|last| at < last.tokens.end)
            {
                continue;
            }
            if is_single_close(self.document.word(at)) {
                closers.0 = closers.0.saturating_sub(1);
            } else if self.document.word(at) == "”" {
                closers.1 = closers.1.saturating_sub(1);
            }
            let Some((start, style)) = open else {
                if let Some(style) = self.opening(at, closers.0 > 0) {
                    open = Some((at, style));
                }
                continue;
            };
            if let Some((inner_start, inner_style)) = nested {
                if self.closes(at, inner_style) {
                    inner.push(inner_start..at + 1);
                    nested = None;
                    continue;
                }
                // The outer stretch ends: what was nested was an apostrophe.
                if !self.closes(at, style) || self.opening(at, false).is_some() && style != Style::Straight {
                    continue;
                }
            } else if !self.closes(at, style) {
                if let Some(next) = self.opening(at, closers.0 > 0) {
                    if next == style && style == Style::Curly && closers.1 < 2 {
                        // The mark before this one was never closed.
                        self.push(start..at, false, style, std::mem::take(&mut inner));
                        open = Some((at, style));
                    } else {
                        nested = Some((at, next));
                    }
                }
                continue;
            }
            // ‘…’” typed as three straight marks: the last of them belongs to the stretch.
            let stray = nested.is_some() && self.is_joined_quote(at + 1);
            nested = None;
            self.push(start..at + 1 + usize::from(stray), true, style, std::mem::take(&mut inner));
            open = None;
        }
        if let Some((start, style)) = open
            && !matches!(style, Style::Single | Style::StraightSingle)
        {
            let end = self.report_after(start).unwrap_or(self.tokens.end);
            inner.retain(|nested| nested.end <= end);
            self.push(start..end, false, style, inner);
        }
    }

    /// Where the words of an unclosed mark at `start` end because a report follows: `“It is tired, said Li.`
    fn report_after(&self, start: usize) -> Option<usize> {
        let says = |at: usize| {
            let word = self.document.word(at);
            let verbs = lexicon::lookup(word).map_or(&[][..], |entry| &entry.verbs);
            verbs.iter().any(|verb| verb.frames.speech() && matches!(verb.form, Form::Past | Form::Present))
        };
        let subject = |at: usize| {
            let token = self.document.tokens.get(at);
            token.is_some_and(|token| token.is_capitalised())
                || matches!(self.document.word(at), "he" | "she" | "they")
        };
        let commas = (start + 2..self.tokens.end).filter(|&at| self.document.word(at) == ",");
        commas.map(|comma| comma + 1).find(|&next| {
            says(next) && subject(next + 1)
                || subject(next) && (next + 1..next + 4).take_while(|&at| says(at) || subject(at)).any(says)
        })
    }

    /// How many tokens may close a single quotation, and how many are curly closing marks.
    fn closers(&self) -> (usize, usize) {
        let count = |test: &dyn Fn(&str) -> bool| {
            self.tokens.clone().filter(|&at| test(self.document.word(at))).count()
        };
        (count(&is_single_close), count(&|word| word == "”"))
    }

    fn push(&mut self, tokens: Range<usize>, closed: bool, style: Style, inner: Vec<Range<usize>>) {
        let single = matches!(style, Style::Single | Style::StraightSingle);
        if tokens.len() > 1 + usize::from(closed) {
            self.out.push(Quoted {
                tokens,
                closed,
                continues: false,
                single,
                paragraph: self.paragraph,
                inner,
            });
        }
    }

    /// The style that the mark at `at` opens, if it opens one.
    fn opening(&self, at: usize, single_closes: bool) -> Option<Style> {
        let spaced = self.space_before(at);
        let word_follows = !self.space_after(at);
        match self.document.word(at) {
            "“" | "‟" => Some(Style::Curly),
            "«" | "‹" => Some(Style::Guillemets),
            "»" | "›" if spaced && word_follows => Some(Style::Guillemets),
            "„" | "‚" => Some(Style::Low),
            "``" => Some(Style::Backticks),
            "\"" if word_follows || spaced => Some(Style::Straight),
            // A closing mark typed for an opening one.
            "”" if spaced && word_follows => Some(Style::Curly),
            "''" if spaced && word_follows => Some(Style::Backticks),
            "‘" if word_follows && single_closes && !self.is_elision(at) => Some(Style::Single),
            "'" | "`" if spaced && word_follows && single_closes && !self.is_elision(at) => {
                Some(Style::StraightSingle)
            }
            _ => None,
        }
    }

    /// Whether the mark at `at` can close a stretch of `style`.
    fn closes(&self, at: usize, style: Style) -> bool {
        let word = self.document.word(at);
        let tight = !self.space_before(at);
        // An opening mark typed for a closing one.
        if word == "“" && matches!(style, Style::Curly | Style::Straight) {
            return tight && self.space_after(at);
        }
        match style {
            Style::Curly => matches!(word, "”" | "\"") && (tight || self.space_after(at)),
            Style::Straight => matches!(word, "\"" | "”") && (tight || self.space_after(at)),
            Style::Guillemets => matches!(word, "»" | "›" | "«" | "‹") && tight,
            Style::Low => matches!(word, "“" | "”" | "‘" | "’") && tight,
            Style::Backticks => matches!(word, "''" | "\"" | "”"),
            Style::Single => word == "’" && self.single_close(at),
            Style::StraightSingle => matches!(word, "'" | "’") && self.single_close(at),
        }
    }

    /// Whether a single mark at `at` ends a stretch and is no apostrophe of a plural: `the officials’ claims`.
    fn single_close(&self, at: usize) -> bool {
        if self.space_before(at) || self.joined_after(at) {
            return false;
        }
        let before = self.document.word(at.wrapping_sub(1));
        let plural = before.ends_with('s') && self.space_after(at);
        let next = self.document.word(at + 1);
        let noun_follows = next.starts_with(char::is_lowercase)
            && !matches!(
                next,
                "and" | "or" | "of" | "in" | "to" | "by" | "at" | "for" | "is" | "was" | "said" | "says"
            );
        !(plural && noun_follows && self.another_close(at))
    }

    /// Whether another mark that may close a single quotation follows within the paragraph, near enough to matter.
    fn another_close(&self, at: usize) -> bool {
        let end = self.tokens.end.min(at + 60);
        (at + 1..end).take_while(|&next| !matches!(self.document.word(next), "‘" | "“" | "\"")).any(|next| {
            is_single_close(self.document.word(next)) && !self.joined_after(next) && !self.space_before(next)
        })
    }

    fn is_elision(&self, at: usize) -> bool {
        let next = self.document.word(at + 1).to_ascii_lowercase();
        matches!(next.as_str(), "em" | "tis" | "twas" | "til" | "till" | "cause" | "n" | "bout" | "round")
            || next.len() <= 3 && next.starts_with(|c: char| c.is_ascii_digit()) && !next.ends_with(',')
    }

    /// Whether white space or an opening sign stands before, with at most three other quotation marks between.
    fn space_before(&self, at: usize) -> bool {
        for at in (at.saturating_sub(3)..=at).rev() {
            if at == self.tokens.start {
                return true;
            }
            let (Some(before), Some(token)) =
                (self.document.tokens.get(at.wrapping_sub(1)), self.document.tokens.get(at))
            else {
                return true;
            };
            if before.span.end < token.span.start
                || matches!(self.document.word(at - 1), "(" | "[" | "—" | "–" | "-" | "/" | "…")
            {
                return true;
            }
            if before.kind != TokenKind::Quote {
                return false;
            }
        }
        false
    }

    fn space_after(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.document.tokens.get(at), self.document.tokens.get(at + 1))
        else {
            return true;
        };
        at + 1 >= self.tokens.end
            || token.span.end < next.span.start
            || matches!(self.document.word(at + 1), "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "—" | "–")
    }

    /// Whether token `at` is a quotation mark right behind the token before it.
    fn is_joined_quote(&self, at: usize) -> bool {
        let (Some(before), Some(token)) =
            (self.document.tokens.get(at.wrapping_sub(1)), self.document.tokens.get(at))
        else {
            return false;
        };
        at < self.tokens.end && token.kind == TokenKind::Quote && before.span.end == token.span.start
    }

    /// Whether a letter follows without space.
    fn joined_after(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.document.tokens.get(at), self.document.tokens.get(at + 1))
        else {
            return false;
        };
        token.span.end == next.span.start && matches!(next.kind, TokenKind::Word | TokenKind::Number)
    }
}

fn is_single_close(word: &str) -> bool {
    matches!(word, "’" | "'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn quoted(text: &str) -> Vec<String> {
        let document = Document::read(text, Format::Plain);
        find(&document)
            .into_iter()
            .map(|quoted| document.text_of(document.span_of(quoted.tokens)).to_string())
            .collect()
    }

    #[test]
    fn every_style_is_read() {
        for (text, expected) in [
            ("“Yes,” he said.", "“Yes,”"),
            ("\"Yes,\" he said.", "\"Yes,\""),
            ("«Yes,» he said.", "«Yes,»"),
            ("``Yes,'' he said.", "``Yes,''"),
            ("„Yes,“ he said.", "„Yes,“"),
            ("‘We can’t,’ he said.", "‘We can’t,’"),
            ("'We can't,' he said.", "'We can't,'"),
        ] {
            assert_eq!(quoted(text), [expected], "{text}");
        }
    }

    #[test]
    fn apostrophes_open_nothing() {
        for text in
            ["The officials’ claims and the teachers’ pay.", "Rock 'n' roll in the '90s.", "It’s Ana’s."]
        {
            assert_eq!(quoted(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_plural_possessive_stays_inside() {
        assert_eq!(quoted("‘The teachers’ pay is low,’ she said."), ["‘The teachers’ pay is low,’"]);
    }

    #[test]
    fn nested_marks_stay_inside() {
        assert_eq!(quoted("“He said ‘no’ to us,” she said."), ["“He said ‘no’ to us,”"]);
        assert_eq!(quoted("“He said “no” to us,” she said."), ["“He said “no” to us,”"]);
        assert_eq!(
            quoted("\"My father used to say 'measure twice, cut once',\" said Li."),
            ["\"My father used to say 'measure twice, cut once',\""]
        );
    }

    #[test]
    fn an_unclosed_mark_holds_its_paragraph_at_most() {
        let text = "“One.\n“Two,” he said.";
        let document = Document::read(text, Format::Plain);
        let all = find(&document);
        assert_eq!(all.len(), 2);
        assert!(all[0].continues && !all[0].closed);
        assert_eq!(quoted("He called it “tired. It held for years.\nThe end."), ["“tired."]);
    }
}
