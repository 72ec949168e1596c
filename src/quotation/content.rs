//! What a quotation is before its speaker is known, and how it was found.

use std::ops::Range;

use crate::evidence::Rule;

use super::source::Source;

/// How a quotation was found: what its probability rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// `“A,” she said.`
    QuoteBefore,
    /// `She said, “A.”`
    QuoteAfter,
    /// `She said that it held.`
    Clause,
    /// `It held, she said.`
    ClauseBefore,
    /// `According to her, it held.`
    According,
    /// `…, adding that it held.`
    Participle,
    /// `She denounced the plan.`
    Object,
    /// `She: It held.`
    Colon,
    /// What follows the label of a speaker in a transcript.
    Turn,
    /// `Asked whether it held, she said …`
    Asked,
    /// `The site was said to have closed.`, `The plan was criticised by officials.`
    Passive,
    /// Quoted words after words that are no known cue.
    Near,
    /// Quoted words that nothing ties to a source.
    Alone,
}

impl Pattern {
    /// The reason to give for it; `{}` is the cue.
    pub fn rule(self) -> &'static Rule {
        static QUOTE_BEFORE: Rule =
            Rule { id: "quotation/quote-before", words: "quoted words before “{}”" };
        static QUOTE_AFTER: Rule = Rule { id: "quotation/quote-after", words: "quoted words after “{}”" };
        static CLAUSE: Rule = Rule { id: "quotation/clause", words: "a clause after “{}”" };
        static CLAUSE_BEFORE: Rule =
            Rule { id: "quotation/clause-before", words: "a clause beside “{}”" };
        static ACCORDING: Rule = Rule { id: "quotation/according", words: "a clause with “{}”" };
        static PARTICIPLE: Rule =
            Rule { id: "quotation/participle", words: "a clause after the participle “{}”" };
        static OBJECT: Rule = Rule { id: "quotation/object", words: "what “{}” is about" };
        static COLON: Rule = Rule { id: "quotation/colon", words: "words after a name and a colon" };
        static TURN: Rule = Rule { id: "quotation/turn", words: "a turn of a transcript, under its label" };
        static ASKED: Rule = Rule { id: "quotation/asked", words: "a question that was “{}”" };
        static PASSIVE: Rule = Rule { id: "quotation/passive", words: "what was “{}”" };
        static NEAR: Rule = Rule { id: "quotation/near", words: "quoted words in a sentence with “{}”" };
        static ALONE: Rule = Rule { id: "quotation/alone", words: "quoted words that stand alone" };
        match self {
            Pattern::QuoteBefore => &QUOTE_BEFORE,
            Pattern::QuoteAfter => &QUOTE_AFTER,
            Pattern::Clause => &CLAUSE,
            Pattern::ClauseBefore => &CLAUSE_BEFORE,
            Pattern::According => &ACCORDING,
            Pattern::Participle => &PARTICIPLE,
            Pattern::Object => &OBJECT,
            Pattern::Colon => &COLON,
            Pattern::Turn => &TURN,
            Pattern::Asked => &ASKED,
            Pattern::Passive => &PASSIVE,
            Pattern::Near => &NEAR,
            Pattern::Alone => &ALONE,
        }
    }
}

/// A quotation before its speaker is known. Everything counts in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is said.
    pub parts: Vec<Range<usize>>,
    /// What introduces it.
    pub cue: Option<Range<usize>>,
    /// Who says it.
    pub source: Option<Source>,
    /// To whom.
    pub addressee: Option<Range<usize>>,
    /// Whether the source says that it is not so.
    pub denied: bool,
    /// How it was found.
    pub pattern: Pattern,
    /// Its paragraph.
    pub paragraph: usize,
}

/// The parts of a quotation that has but one.
pub fn one(part: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(part).collect()
}
