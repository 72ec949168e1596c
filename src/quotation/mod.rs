//! Who says what: quotations with their cue, source and speaker.

use std::ops::Range;

use crate::annotation::EntityId;
use crate::coref::Entity;
use crate::evidence::Evidence;
use crate::mention::{Mention, MentionKind};
use crate::token::TokenKind;
use crate::{Assets, Document, Probability, Span};

mod antecedent;
mod boundary;
pub mod choice;
mod clause;
mod content;
mod cue;
mod frame;
mod join;
mod lexicon;
mod marks;
mod phrase;
mod reading;
mod refusal;
mod resolve;
mod scare;
mod source;
mod stretch;
mod transcript;
mod unit;

use choice::{Answer, Question, bucket};
use content::{Draft, Pattern};
use lexicon::Tag;
use reading::Reading;
use resolve::{Resolved, Resolver};
pub use scare::Use;

/// How a quotation reports the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// All of its words stand in quotation marks: `“It is tired,” he said.`
    Direct,
    /// Some of them do: `He said it was “tired”.`
    Mixed,
    /// None of them do: `He said it was tired.`
    Indirect,
}

/// Who is behind a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// A person, organisation or place of the article.
    Entity(EntityId),
    /// Someone who is not named: `a spokesman who asked not to be named`.
    Anonymous,
    /// More than one, not named: `officials`, `the two sides`.
    Collective,
    /// A text: `a report published last spring`.
    Document,
    /// Nobody could be told with confidence.
    Unresolved,
}

/// One who may have said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub entity: EntityId,
    /// How likely.
    pub probability: Probability,
}

/// Something that somebody is reported to have said or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What is said, in text order; with its quotation marks. A split quotation has several parts.
    pub content: Vec<Span>,
    /// Direct, mixed or indirect.
    pub kind: QuotationKind,
    /// The words that introduce it: `said`, `according to`.
    pub cue: Option<Span>,
    /// The whole phrase that names the source: `Kremlin aide Yury Ushakov`, `he`.
    pub source: Option<Span>,
    /// Who that is.
    pub speaker: Speaker,
    /// Who it may be, likeliest first; with more than one entry where the text leaves it open.
    pub candidates: Vec<Candidate>,
    /// To whom it was said: `state broadcaster Channel One`.
    pub addressee: Option<Span>,
    /// Whether the source says that it is not so: `She denied that it fell.`
    pub denied: bool,
    /// How sure the machine is of the speaker.
    pub probability: Probability,
    /// Why it is there.
    pub evidence: Vec<Evidence>,
}

/// Someone who is reported to say nothing: `declined to comment`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The words that tell it: `did not respond`.
    pub cue: Span,
    /// The phrase that names who.
    pub source: Option<Span>,
    /// Who that is.
    pub speaker: Speaker,
}

/// Words in quotation marks that nobody says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unspoken {
    /// Where they stand, marks included.
    pub span: Span,
    /// What they are.
    pub kind: Use,
}

/// What this layer finds in one article, every list in text order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What is said.
    pub quotations: Vec<Quotation>,
    /// Who says nothing.
    pub refusals: Vec<Refusal>,
    /// Scare quotes, titles of works and nicknames. What reads like speech and has no quotation over it is left out.
    pub unspoken: Vec<Unspoken>,
}

/// What is said in `document`, who says nothing, and what stands in quotation marks without being said. Paragraphs that
/// are no content have none of it.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, annotate};
/// use dateline::quotation::QuotationKind;
///
/// let text = "“We will rebuild,” Mayor Ana López said. “And soon.”";
/// let annotation = annotate(text, &Options::default(), &Assets::default());
/// let [quotation] = annotation.quotations.as_slice() else { panic!("one quotation in two parts") };
/// assert_eq!(quotation.kind, QuotationKind::Direct);
/// let parts: Vec<&str> = quotation.content.iter().map(|&part| annotation.text_of(part)).collect();
/// assert_eq!(parts, ["“We will rebuild,”", "“And soon.”"]);
/// assert_eq!(quotation.source.map(|source| annotation.text_of(source)), Some("Mayor Ana López"));
///
/// let annotation = annotate("The so-called “experts” declined to comment.", &Options::default(), &Assets::default());
/// assert_eq!(annotation.text_of(annotation.refusals[0].cue), "declined to comment");
/// assert_eq!(annotation.text_of(annotation.unspoken[0].span), "“experts”");
/// ```
pub fn find(document: &Document, mentions: &[Mention], entities: &[Entity], assets: &Assets) -> Found {
    find_on_trial(document, mentions, entities, assets, None)
}

/// [`find`] with the weights of `trial`, which gets the choices that were made.
pub fn find_on_trial(
    document: &Document,
    mentions: &[Mention],
    entities: &[Entity],
    assets: &Assets,
    trial: Option<&choice::Trial>,
) -> Found {
    let mut reading = Reading::new(document, mentions);
    reading.trial = trial;
    let mut resolver = Resolver::new(&reading, entities, assets.names.as_deref());
    let drafts = join::drafts(&reading).into_iter();
    let found = drafts.map(|draft| (draft.pattern, quotation(&reading, &mut resolver, &draft)));
    let quotations: Vec<Quotation> = found
        .filter(|(pattern, quotation)| is_report(*pattern, quotation, entities))
        .map(|(_, quotation)| quotation)
        .collect();
    let unspoken = unspoken(&reading, &quotations);
    resolver.turns.clear();
    Found { refusals: refusal::find(&reading, &mut resolver), unspoken, quotations }
}

/// The quoted stretches that are nobody's words and that no quotation covers.
fn unspoken(reading: &Reading, quotations: &[Quotation]) -> Vec<Unspoken> {
    let mut said: Vec<Span> =
        quotations.iter().flat_map(|quotation| quotation.content.iter().copied()).collect();
    crate::order::by_key(&mut said, |span| (span.end, span.start));
    let free = |span: Span| {
        let from = said.partition_point(|other| other.end <= span.start);
        !said[from..].iter().take(64).any(|other| other.overlaps(span))
    };
    let stretches = reading.quoted.iter().map(|quoted| Unspoken {
        span: reading.span(quoted.tokens.clone()),
        kind: scare::classify(reading, quoted),
    });
    stretches.filter(|stretch| stretch.kind != Use::Speech && free(stretch.span)).collect()
}

/// Whether a draft holds now that its speaker is known: words after a colon need one who can speak before it.
fn is_report(pattern: Pattern, quotation: &Quotation, entities: &[Entity]) -> bool {
    let label = pattern == Pattern::Colon && quotation.kind == QuotationKind::Indirect;
    let speaks = match quotation.speaker {
        Speaker::Entity(entity) => entities
            .get(entity.index())
            .is_some_and(|entity| matches!(entity.kind, MentionKind::Person | MentionKind::Organisation)),
        Speaker::Unresolved => false,
        _ => true,
    };
    !label || speaks
}

/// The quoted stretches of `document`, marks included, in order: none lies in another one. Not all of them are
/// quotations; scare quotes and titles are among them.
pub fn quoted(document: &Document) -> Vec<Span> {
    marks::find(document).into_iter().map(|quoted| document.span_of(quoted.tokens)).collect()
}

fn quotation(reading: &Reading, resolver: &mut Resolver, draft: &Draft) -> Quotation {
    let resolved = resolver.resolve(draft);
    let cue = draft.cue.clone().map(|cue| reading.span(cue));
    let how = match cue {
        Some(cue) => Evidence::at(draft.pattern.rule(), cue),
        None => Evidence::plain(draft.pattern.rule()),
    };
    let kind = kind(reading, &draft.parts);
    let named = draft.source.as_ref().map(|source| source.phrase.clone());
    let source = named.or_else(|| resolver.last_source(resolved.speaker, draft));
    let probability = certainty(reading, draft, kind, &resolved);
    Quotation {
        content: draft.parts.iter().map(|part| reading.span(part.clone())).collect(),
        kind,
        cue,
        source: source.map(|phrase| trimmed(reading, phrase)),
        speaker: resolved.speaker,
        candidates: resolved.candidates,
        addressee: draft.addressee.clone().map(|phrase| reading.span(phrase)),
        denied: draft.denied,
        probability,
        evidence: vec![how, resolved.evidence],
    }
}

/// How likely words and speaker are right, learned from annotated articles.
fn certainty(reading: &Reading, draft: &Draft, kind: QuotationKind, resolved: &Resolved) -> Probability {
    let words = draft.parts.iter().flat_map(Clone::clone).filter(|&at| reading.document.is_word(at)).count();
    let pattern = draft.pattern.rule().id;
    let speaker = &resolved.evidence.rule.id;
    let share = resolved.probability.thousandths() / 125;
    let features = vec![
        "holds".to_string(),
        pattern.to_string(),
        format!("{kind:?}"),
        format!("{kind:?} {pattern}"),
        speaker.to_string(),
        format!("{speaker} {share}"),
        format!("words {}", bucket(words)),
        format!("parts {}", draft.parts.len().min(3)),
        format!("source {}", draft.source.is_some()),
    ];
    let candidates = vec![
        choice::Candidate { answer: Answer::Holds(false), features: Vec::new() },
        choice::Candidate { answer: Answer::Holds(true), features },
    ];
    let at = draft.parts.first().map_or(Span::new(0, 0), |part| reading.span(part.clone()));
    let found = reading.choose(Question::Right, at, at.start, candidates);
    Probability::from_share(found[1])
}

/// The span of a phrase without a comma at its end.
fn trimmed(reading: &Reading, mut phrase: Range<usize>) -> Span {
    while phrase.len() > 1 && matches!(reading.tag(phrase.end - 1), Tag::Comma | Tag::Dash) {
        phrase.end -= 1;
    }
    reading.span(phrase)
}

/// The kind of a quotation, by how many of its words stand between quotation marks.
fn kind(reading: &Reading, parts: &[Range<usize>]) -> QuotationKind {
    let (mut inside, mut all) = (0, 0);
    for at in parts.iter().flat_map(Clone::clone) {
        let word = reading
            .document
            .tokens
            .get(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number));
        all += usize::from(word);
        inside += usize::from(word && reading.inside[at] != 0);
    }
    match inside {
        0 => QuotationKind::Indirect,
        inside if inside == all => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
