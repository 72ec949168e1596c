//! What the words around a place name say of it: what it lies in, what it is, and who acts.

use super::candidates::{Match, Type, is_direction, look_up};
use super::gazetteer::{Level, PlaceId};
use super::{Gazetteer, Role};
use crate::document::Sentence;
use crate::mention::words::REPORTING_VERBS;
use crate::{Document, Span};

/// A larger place that the words tie a name to.
#[derive(Clone, Debug)]
pub(super) struct Container {
    /// What the larger place's name may mean.
    pub places: Vec<PlaceId>,
    /// Its name, in bytes of the text.
    pub span: Span,
    /// Whether the words leave no doubt, as in `Paris, Texas`.
    pub firm: bool,
}

/// What stands around one mention.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub containers: Vec<Container>,
    /// What the names before and after it in a list may mean.
    pub peers: Vec<PlaceId>,
    /// What the name before its comma may mean: `Buffalo` before `New York`.
    pub inner: Vec<PlaceId>,
    /// What the name that it is near to may mean: `Dallas` in `about 50 miles north of Dallas`.
    pub close: Option<Container>,
    /// What the words say it is, and where they stand.
    pub kind: Option<(Type, Span)>,
    pub role: Role,
    /// The words that make it a government.
    pub verb: Option<Span>,
}

/// Reads the words around `span`, which stands in `sentence`.
pub(super) fn read(
    document: &Document,
    gazetteer: &Gazetteer,
    sentence: &Sentence,
    span: Span,
    own: &[Match],
) -> Context {
    let words = Words { document, gazetteer, sentence };
    let tokens = document.tokens_in(span);
    let mut context = Context::default();
    let is_list = words.list(tokens.start, tokens.end, own, &mut context);
    words.after(tokens.end, is_list, &mut context);
    words.described(tokens.end, &mut context);
    words.close(tokens.end, &mut context);
    words.before(tokens.start, &mut context);
    words.role(tokens.start, tokens.end, &mut context);
    context
}

/// What a place is whose holder of `word` comes right after it: `New York Governor`, `New York Mayor`.
fn office(word: &str) -> Option<Type> {
    match word {
        "Governor" | "Gov" | "Gov." | "Premier" | "Legislature" | "lawmakers" => Some(Type::Division),
        "Mayor" | "mayor" => Some(Type::Town),
        _ => None,
    }
}

struct Words<'a> {
    document: &'a Document,
    gazetteer: &'a Gazetteer,
    sentence: &'a Sentence,
}

impl Words<'_> {
    /// The word of token `at`, within the sentence.
    fn word(&self, at: usize) -> &str {
        if self.sentence.tokens.contains(&at) { self.document.word(at) } else { "" }
    }

    fn span(&self, at: usize) -> Span {
        self.document.span_of(at..at + 1)
    }

    fn before_word(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The longest name of a larger place that starts at token `at`: what it may mean, and the token behind it.
    fn larger(&self, at: usize) -> Option<(Vec<PlaceId>, usize)> {
        let first = self.document.tokens.get(at).filter(|_| self.sentence.tokens.contains(&at))?;
        if !first.is_capitalised() {
            return None;
        }
        let most = (at + 5).min(self.sentence.tokens.end);
        (at + 1..=most).rev().find_map(|end| {
            let last = self.document.tokens.get(end - 1)?;
            // Abbreviations may lose their full stop to the end of the sentence.
            if end - at > 1 && !last.is_capitalised() && self.document.word(end - 1) != "." {
                return None;
            }
            let name = self.document.text_of(self.document.span_of(at..end));
            let places: Vec<PlaceId> = (look_up(self.gazetteer, name).matches.into_iter())
                .map(|found| found.place)
                .filter(|&place| self.gazetteer.level(place) != Level::Nature)
                .collect();
            (!places.is_empty()).then_some((places, end))
        })
    }

    /// Reads the names that stand in one list with the name from `start` to `end`, which may mean `own`: whether the comma
    /// after it goes on with such a list, as in `Georgia, Illinois and Texas`.
    fn list(&self, start: usize, end: usize, own: &[Match], context: &mut Context) -> bool {
        let level = |places: &[PlaceId]| places.first().map(|&place| self.gazetteer.level(place));
        let before = self.item_before(start);
        let after = self.item_after(end);
        let beyond = after.as_ref().and_then(|(_, end)| self.item_after(*end)).map(|(places, _)| places);
        let next = after.as_ref().and_then(|(places, _)| level(places));
        let others = [before.as_deref().and_then(level), beyond.as_deref().and_then(level)];
        let goes_on = next.is_some_and(|next| {
            matches!(next, Level::Country | Level::Division)
                && own.iter().any(|found| self.gazetteer.level(found.place) == next)
                && others.contains(&Some(next))
        }) || match (&after, &beyond) {
            // Three names, none of which lies in the next: "Carrascal, Cantilan, Madrid".
            (Some((next, _)), Some(beyond)) => {
                let lies_in = |inner: PlaceId, outers: &[PlaceId]| {
                    outers.iter().any(|&outer| self.gazetteer.lies_in(inner, outer))
                };
                !own.iter().any(|found| lies_in(found.place, next))
                    && !next.iter().any(|&place| lies_in(place, beyond))
            }
            _ => false,
        };
        let joined = self.word(end) != ",";
        if start > 0 && self.word(start - 1) == "," {
            context.inner.extend(before.iter().flatten());
        }
        context.peers.extend(before.iter().flatten().take(1));
        context
            .peers
            .extend(after.iter().filter(|_| goes_on || joined).flat_map(|(places, _)| places).take(1));
        context.peers.extend(beyond.iter().filter(|_| goes_on).flatten().take(1));
        goes_on
    }

    /// The token after the comma or `and` at token `at`.
    fn over(&self, at: usize) -> Option<usize> {
        match (self.word(at), self.word(at + 1)) {
            (",", "and" | "or") => Some(at + 2),
            ("," | "and" | "or", _) => Some(at + 1),
            _ => None,
        }
    }

    fn item_after(&self, at: usize) -> Option<(Vec<PlaceId>, usize)> {
        self.larger(self.over(at)?)
    }

    /// What the name before the comma or `and` before token `at` may mean.
    fn item_before(&self, at: usize) -> Option<Vec<PlaceId>> {
        let end =
            (1..=2).rev().filter_map(|back| at.checked_sub(back)).find(|&end| self.over(end) == Some(at))?;
        (1..=3).rev().find_map(|len| {
            let start = end.checked_sub(len).filter(|start| self.sentence.tokens.contains(start))?;
            let (places, stop) = self.larger(start)?;
            (stop == end).then_some(places)
        })
    }

    /// `Paris, Texas`; `Springfield (Ill.)`; `Aleppo in northern Syria`; `Idlib province`.
    fn after(&self, start: usize, is_list: bool, context: &mut Context) {
        let mut at = start;
        if let Some(kind) = Type::of(self.word(at)) {
            context.kind = Some((kind, self.span(at)));
            at += 1;
        } else if matches!(self.word(at), "area" | "section" | "located" | "based") {
            at += 1; // "the Rice Lake area of Fulton County"
        } else if let Some(kind) = office(self.word(at)) {
            context.kind = Some((kind, self.span(at)));
        }
        // "The Wedza district of Mashonaland" says where as firmly as "in" does.
        let typed = at > start;
        let mut firm = true;
        for _ in 0..3 {
            let next = match self.word(at) {
                "," if is_list => break,
                "," | "(" => at + 1,
                "in" | "of" if firm => {
                    firm = (typed || self.word(at) == "in") && context.containers.is_empty();
                    self.skip(at + 1)
                }
                _ => break,
            };
            if self.word(at) == "," && matches!(self.word(next), "in") {
                firm = false;
                at = next;
                continue;
            }
            let Some((places, end)) = self.larger(next) else { break };
            let span = self.document.span_of(next..end);
            let firm = firm && (typed || self.word(at) != "of");
            context.containers.push(Container { places, span, firm });
            at = end;
        }
    }

    /// `Lewes is a small town in East Sussex`; `Ciocile, a village in the county of Brăila`.
    fn described(&self, end: usize, context: &mut Context) {
        let stands = matches!((self.word(end), self.word(end + 1)), ("is" | "was" | ",", "a" | "an" | "the"));
        let mut kind = None;
        for at in end + 2..end + 7 {
            let word = self.word(at);
            kind = Type::of(word).map(|kind| (kind, self.span(at))).or(kind);
            if !stands || !word.starts_with(char::is_lowercase) {
                return;
            }
            if word != "in" || kind.is_none() {
                continue;
            }
            let start = self.skip(at + 1);
            if let Some((places, end)) = self.larger(start) {
                let span = self.document.span_of(start..end);
                context.containers.push(Container { places, span, firm: true });
                context.kind = context.kind.or(kind);
            }
            return;
        }
    }

    /// `Greenville, about 50 miles north of Dallas`; `Ozark, near Springfield`.
    fn close(&self, end: usize, context: &mut Context) {
        let mut at = end + usize::from(self.word(end) == ",");
        let mut measured = false;
        for _ in 0..9 {
            match self.word(at) {
                "near" | "outside" => measured = true,
                "miles" | "mile" | "kilometers" | "kilometres" | "km" | "minutes" => measured = true,
                "of" | "from" if !measured => return,
                "of" | "from" => {}
                word if word.is_empty()
                    || !word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) =>
                {
                    return;
                }
                _ => {}
            }
            at += 1;
            if measured
                && matches!(self.word(at - 1), "of" | "from" | "near" | "outside")
                && let Some((places, end)) = self.larger(at)
            {
                context.close = Some(Container { places, span: self.document.span_of(at..end), firm: false });
                return;
            }
        }
    }

    /// Steps over an article, directions, whose it is, and a type with its `of`: `the northern Syrian province of`, `Angola's
    /// capital city`.
    fn skip(&self, mut at: usize) -> usize {
        for _ in 0..6 {
            let word = self.word(at);
            let owned = usize::from(matches!(self.word(at + 1), "'s" | "’s"));
            let typed = Type::of(self.word(at + 1 + owned)).is_some()
                && self.word(at + 1 + owned).starts_with(char::is_lowercase);
            if typed && (owned == 1 || self.gazetteer.demonym(word).is_some()) {
                at += 1 + owned;
                continue;
            }
            let filler = matches!(word, "the" | "of" | "a" | "and" | "far" | "state" | "'s" | "’s")
                || is_direction(word)
                || Type::of(word).is_some() && word.starts_with(char::is_lowercase);
            if !filler {
                break;
            }
            at += 1;
        }
        at
    }

    /// `the town of`; `the northern Syrian province of`; `Syria's`; `Lake`.
    fn before(&self, start: usize, context: &mut Context) {
        let mut at = start;
        if matches!(self.before_word(at, 1), "of" | "called" | "named") && at >= 2 {
            let kind = (2..=3).find_map(|back| {
                let word = self.before_word(at, back);
                Some((Type::of(word)?, self.span(at.checked_sub(back)?)))
            });
            if let Some(kind) = kind.filter(|_| context.kind.is_none()) {
                at = self.document.token_at(kind.1.start);
                context.kind = Some(kind);
            }
        } else if let Some(kind) = Type::of(self.before_word(at, 1))
            && (kind == Type::Capital || context.kind.is_none())
            && at > 0
        {
            context.kind = Some((kind, self.span(at - 1)));
            at -= 1;
        }
        let near_type = at < start;
        // A demonym or a possessor in the same phrase: "the Syrian province of", "Iraq's second city".
        for back in 1..=4 {
            let Some(here) = at.checked_sub(back).filter(|here| self.sentence.tokens.contains(here)) else {
                break;
            };
            let word = self.document.word(here);
            if matches!(word, "'s" | "’s") {
                if let Some((places, span)) = self.possessor(here) {
                    context.containers.push(Container { places, span, firm: near_type || back == 1 });
                }
                break;
            }
            if let Some(place) = self.gazetteer.demonym(word) {
                context.containers.push(Container {
                    places: vec![place],
                    span: self.span(here),
                    firm: near_type,
                });
                break;
            }
            let token = self.document.tokens[here];
            let inside = matches!(token.kind, crate::token::TokenKind::Word) && !token.is_capitalised();
            if !inside
                || matches!(word, "of" | "in" | "and" | "to" | "from" | "at" | "the" | "a" | "said" | "near")
            {
                break;
            }
        }
    }

    /// The place whose possessive ends at token `at`.
    fn possessor(&self, at: usize) -> Option<(Vec<PlaceId>, Span)> {
        (1..=4).rev().find_map(|len| {
            let start = at.checked_sub(len).filter(|start| self.sentence.tokens.contains(start))?;
            let (places, end) = self.larger(start)?;
            (end == at).then(|| (places, self.document.span_of(start..at)))
        })
    }

    /// Whether a government acts: `Moscow said`, `talks between Washington and Tehran`.
    fn role(&self, start: usize, end: usize, context: &mut Context) {
        let before = self.before_word(start, 1);
        let placed = matches!(
            before,
            "in" | "at"
                | "from"
                | "near"
                | "to"
                | "of"
                | "outside"
                | "around"
                | "through"
                | "across"
                | "inside"
                | "over"
                | "In"
                | "At"
                | "From"
                | "Near"
                | "where"
                | "into"
                | "throughout"
        );
        let mut verb = end;
        if self.word(verb) == "also" || self.word(verb).ends_with("ly") {
            verb += 1;
        }
        // "Moscow and Washington are"; the second name is taken for a place without a look.
        if self.word(verb) == "and"
            && self.document.tokens.get(verb + 1).is_some_and(|token| token.is_capitalised())
        {
            verb += 2;
        }
        if matches!(self.word(verb), "has" | "have" | "had" | "is" | "are" | "was" | "were") {
            verb += 1;
        }
        if let Some(noun) = self.dealing(start, end) {
            context.role = Role::Government;
            context.verb = Some(self.span(noun));
            return;
        }
        let word = self.word(verb);
        if !placed && (REPORTING_VERBS.has(word) || ACTS.contains(&word)) && word != "according" {
            context.role = Role::Government;
            context.verb = Some(self.span(verb));
        }
    }
}

impl Words<'_> {
    /// The word for what governments have with each other beside the name: `talks between`, `Moscow's decision`.
    fn dealing(&self, start: usize, end: usize) -> Option<usize> {
        if matches!(self.word(end), "'s" | "’s") && POLICIES.contains(&self.word(end + 1)) {
            return Some(end + 1);
        }
        let mut at = start;
        if self.before_word(at, 1) == "and" && at >= 2 && self.document.tokens[at - 2].is_capitalised() {
            at -= 2;
        }
        let noun = at.checked_sub(2)?;
        let joined = matches!(self.before_word(at, 1), "between" | "with");
        (joined && DEALINGS.contains(&self.word(noun).to_lowercase().as_str())).then_some(noun)
    }
}

/// What governments have with each other.
const DEALINGS: &[&str] = &[
    "agreement",
    "alliance",
    "conflict",
    "deal",
    "dialogue",
    "dispute",
    "negotiations",
    "pact",
    "relations",
    "rift",
    "talks",
    "tension",
    "tensions",
    "ties",
    "treaty",
    "war",
];

/// What a government has, makes or sends.
const POLICIES: &[&str] = &[
    "accusations",
    "allies",
    "ambassador",
    "decision",
    "demand",
    "demands",
    "diplomats",
    "envoy",
    "foreign",
    "intentions",
    "nuclear",
    "policy",
    "position",
    "refusal",
    "rejection",
    "response",
    "sanctions",
    "stance",
    "support",
];

/// What governments do, and cities as such do not.
const ACTS: &[&str] = &[
    "accepted",
    "accuses",
    "agreed",
    "agrees",
    "annexed",
    "backed",
    "backs",
    "condemned",
    "denies",
    "fears",
    "imposed",
    "insists",
    "interested",
    "negotiated",
    "pledged",
    "refused",
    "refuses",
    "rejected",
    "rejects",
    "retaliated",
    "sanctioned",
    "seeks",
    "signed",
    "supported",
    "supports",
    "threatened",
    "threatens",
    "vowed",
    "vows",
    "wants",
    "wanted",
    "warns",
    "withdrew",
];
