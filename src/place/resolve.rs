//! The places of an article: names that are places, each with its candidates.

use std::collections::HashMap;

use super::candidates::{look_up, nested};
use super::context::{self, Container, Context};
use super::gazetteer::{Level, PlaceId, fold};
use super::rank::{Name, Scored, candidates, focus, own_sense, rank};
use super::{Candidate, Gazetteer, Location, Place, Role};
use crate::annotation::MentionId;
use crate::evidence::{Evidence, Rule};
use crate::mention::{Mention, MentionKind};
use crate::{Document, Probability, Span};

static CONTAINER: Rule = Rule { id: "place/container", words: "in “{}”" };
static TYPE: Rule = Rule { id: "place/type", words: "called a “{}”" };
static ONLY: Rule = Rule { id: "place/only", words: "the only place of that name in the gazetteer" };
static OWN: Rule = Rule { id: "place/own", words: "in your own gazetteer" };
static LARGEST: Rule = Rule { id: "place/largest", words: "the best known place of that name" };
static COUNTRY: Rule = Rule { id: "place/country", words: "the article names other places in {}" };
static DIVISION: Rule = Rule { id: "place/division", words: "the article names other places in {}" };
static NEAR: Rule = Rule { id: "place/near", words: "close to other places of the article" };
static PREFERRED: Rule = Rule { id: "place/preferred", words: "near the point that you prefer" };
static SAME: Rule = Rule { id: "place/same", words: "as “{}” in the same article" };
static PART: Rule = Rule { id: "place/part", words: "a part of {}" };
static DATELINE: Rule = Rule { id: "place/dateline", words: "the dateline" };
static GOVERNMENT: Rule = Rule { id: "place/government", words: "for its government, with “{}”" };
static UNKNOWN: Rule = Rule { id: "place/unknown", words: "not in the gazetteer" };
static BESIDE: Rule = Rule { id: "place/beside", words: "shown where “{}” is, which it is near" };
static WITHIN: Rule = Rule { id: "place/within", words: "shown where “{}” is, which it lies in" };
pub(super) static ASTRAY: Rule =
    Rule { id: "place/astray", words: "the gazetteer has no place of that name in “{}”" };
pub(super) static UNSURE: Rule = Rule { id: "place/unsure", words: "several places are about as likely" };

/// How many candidates are kept.
const KEPT: usize = 5;
/// Below this no candidate is the answer.
pub(super) const SURE: Probability = Probability::from_thousandths(300);

/// That a place which the gazetteer lacks is about where the town or county around it is; and where the state around it is.
const WITHIN_DISTRICT: Probability = Probability::from_thousandths(800);
const WITHIN_DIVISION: Probability = Probability::from_thousandths(500);
/// A country whose towns are all within so many kilometres of its middle can stand for a village in it: Luxembourg, Lebanon.
const SMALL: f64 = 120.0;
/// That a place is one of its namesakes, though the text puts it where the gazetteer has none.
const NAMESAKE: Probability = Probability::from_thousandths(30);

/// A mention of a name.
struct Occurrence {
    mention: usize,
    name: usize,
    /// Its place among the contexts of its name.
    context: usize,
}

/// The places among `mentions`, in text order.
pub(super) fn resolve(
    document: &Document,
    mentions: &[Mention],
    near: Option<(f64, f64)>,
    gazetteer: Option<&Gazetteer>,
) -> Vec<Place> {
    let Some(gazetteer) = gazetteer else {
        let places = mentions.iter().enumerate().filter(|(_, mention)| mention.kind == MentionKind::Place);
        return places.map(|(at, mention)| unknown(at, mention.span)).collect();
    };
    let mut names: Vec<Name> = Vec::new();
    let mut keys: HashMap<String, usize> = HashMap::new();
    let mut occurrences = Vec::new();
    let mut demonyms: HashMap<PlaceId, i32> = HashMap::new();
    for (at, mention) in mentions.iter().enumerate() {
        let text = document.text_of(mention.span);
        match mention.kind {
            MentionKind::Place => {}
            MentionKind::Demonym => {
                if let Some(place) = gazetteer.demonym(text) {
                    *demonyms.entry(place).or_default() += 1;
                }
                continue;
            }
            MentionKind::Organisation | MentionKind::Facility => {
                for span in nested(document, gazetteer, document.tokens_in(mention.span)) {
                    let name = numbered(gazetteer, &mut names, &mut keys, document.text_of(span));
                    names[name].nested += 1;
                }
                continue;
            }
            _ => continue,
        }
        let name = numbered(gazetteer, &mut names, &mut keys, text);
        let context = match document.sentence_at(mention.span.start).and_then(|at| document.sentences.get(at))
        {
            Some(sentence) => {
                context::read(document, gazetteer, sentence, mention.span, &names[name].lookup.matches)
            }
            None => Context::default(),
        };
        let dateline = document.article.dateline_place.is_some_and(|place| place.overlaps(mention.span));
        names[name].dateline |= dateline;
        names[name].contexts.push(context);
        occurrences.push(Occurrence { mention: at, name, context: names[name].contexts.len() - 1 });
    }
    if let Some(span) = document.article.outlet.as_ref().and_then(|outlet| outlet.span) {
        for span in nested(document, gazetteer, document.tokens_in(span)) {
            let name = numbered(gazetteer, &mut names, &mut keys, document.text_of(span));
            names[name].outlet = true;
        }
    }
    rank(gazetteer, &mut names, &demonyms, near);
    for name in &mut names {
        let Some(best) = name.scored.first() else { continue };
        name.container = name.contexts.iter().find_map(|context| container(gazetteer, best, context));
    }
    let focus = focus(&names);
    let place = |occurrence| place(document, mentions, gazetteer, &names, focus, occurrence);
    occurrences.iter().map(place).collect()
}

/// The number of the name `text` in `names`, where it is added if it is new.
fn numbered(
    gazetteer: &Gazetteer,
    names: &mut Vec<Name>,
    keys: &mut HashMap<String, usize>,
    text: &str,
) -> usize {
    let mut key = String::new();
    fold(text, &mut key);
    *keys.entry(key).or_insert_with(|| {
        names.push(Name { lookup: look_up(gazetteer, text), ..Name::default() });
        names.len() - 1
    })
}

/// A place that the gazetteer lacks.
fn unknown(mention: usize, span: Span) -> Place {
    Place {
        span,
        mention: MentionId::from(mention),
        role: Role::Literal,
        candidates: Vec::new(),
        resolved: false,
        evidence: vec![Evidence::plain(&UNKNOWN)],
    }
}

/// The place of one occurrence, from the ranking of its name.
fn place(
    document: &Document,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    names: &[Name],
    focus: i32,
    occurrence: &Occurrence,
) -> Place {
    let name = &names[occurrence.name];
    let span = mentions[occurrence.mention].span;
    let context = &name.contexts[occurrence.context];
    let own = own_sense(gazetteer, name, context);
    let scored = own.as_ref().unwrap_or(&name.scored);
    let candidates = candidates(gazetteer, scored, focus, KEPT);
    let astray = scored.first().and_then(|best| is_astray(gazetteer, name, best));
    let Some(best) = scored.first().filter(|_| astray.is_none()) else {
        let mut place = unknown(occurrence.mention, span);
        if let Some(span) = astray {
            place.evidence = vec![Evidence::at(&ASTRAY, span)];
        }
        if let Some((outer, at)) = around(document, gazetteer, names, name, context) {
            place.evidence.push(Evidence::at(&WITHIN, at));
            place.resolved = true;
            place.candidates.push(within(gazetteer, outer, document.text_of(span)));
        } else if let Some((town, close)) = beside(names, name) {
            place.evidence.push(Evidence::at(&BESIDE, close.span));
            place.resolved = true;
            place.candidates.push(within(gazetteer, town, document.text_of(span)));
        }
        // Its namesakes elsewhere stay to choose from.
        place
            .candidates
            .extend(candidates.into_iter().map(|candidate| Candidate { probability: NAMESAKE, ..candidate }));
        return place;
    };
    let resolved = candidates[0].probability >= SURE;
    let mut evidence = reasons(document, gazetteer, name, best, context);
    if !resolved {
        evidence.push(Evidence::plain(&UNSURE));
    }
    let capital =
        matches!(gazetteer.level(best.place), Level::Country) || gazetteer.feature(best.place) == "PPLC";
    let role = if capital { context.role } else { Role::Literal };
    if let Some(verb) = context.verb.filter(|_| role == Role::Government) {
        evidence.push(Evidence::at(&GOVERNMENT, verb));
    }
    Place { span, mention: MentionId::from(occurrence.mention), role, candidates, resolved, evidence }
}

/// The smallest place around `name` that the words give, first those of `context`: `Fife` in `the village of Cellardyke in Fife,
/// Scotland`. Most countries are too large to stand for a village.
fn around(
    document: &Document,
    gazetteer: &Gazetteer,
    names: &[Name],
    name: &Name,
    context: &Context,
) -> Option<(PlaceId, Span)> {
    let containers = std::iter::once(context).chain(&name.contexts).flat_map(|context| &context.containers);
    containers.into_iter().find_map(|container| {
        // As the article ranks it, where it is one of its names.
        let ranked = |place: &&PlaceId| {
            names.iter().any(|name| name.scored.first().is_some_and(|best| best.place == **place))
        };
        let places = &container.places;
        // "Kurdish" says whose village it is, not where.
        if gazetteer.demonym(document.text_of(container.span)).is_some() {
            return None;
        }
        let ranked = places.iter().find(ranked);
        let outer = *ranked.or(places.first())?;
        let small = match gazetteer.level(outer) {
            Level::Division => true,
            Level::District => ranked.is_some(),
            // After a comma it may be the next of a list.
            Level::Town => {
                ranked.is_some() && !document.text[..container.span.start].trim_end().ends_with(',')
            }
            Level::Country => gazetteer.is_within(outer, SMALL),
            _ => false,
        };
        small.then_some((outer, container.span))
    })
}

/// The town that the words put `name` near.
fn beside<'a>(names: &[Name], name: &'a Name) -> Option<(PlaceId, &'a Container)> {
    let close = name.contexts.iter().find_map(|context| context.close.as_ref())?;
    let named = |place: &&PlaceId| {
        names.iter().any(|name| name.scored.first().is_some_and(|best| best.place == **place))
    };
    Some((*close.places.iter().find(named)?, close))
}

/// A place called `name` that the gazetteer lacks, at the point of `outer`, which holds it.
fn within(gazetteer: &Gazetteer, outer: PlaceId, name: &str) -> Candidate {
    let large = matches!(gazetteer.level(outer), Level::Division | Level::Country);
    Candidate {
        location: Location {
            geonameid: None,
            name: name.to_string(),
            feature: String::new(),
            population: 0,
            ..gazetteer.location(outer)
        },
        probability: if large { WITHIN_DIVISION } else { WITHIN_DISTRICT },
    }
}

/// The words that put the name into a state or country where the gazetteer knows no place of that name.
fn is_astray(gazetteer: &Gazetteer, name: &Name, best: &Scored) -> Option<Span> {
    let large = matches!(gazetteer.level(best.place), Level::Country | Level::Division | Level::Region);
    if large || gazetteer.country(best.place).is_none() {
        return None;
    }
    let firm =
        || name.contexts.iter().flat_map(|context| &context.containers).filter(|container| container.firm);
    // A county elsewhere; towns may lie in several of one state.
    let area = |place: &PlaceId| match gazetteer.level(*place) {
        Level::Country | Level::Division => true,
        Level::District => gazetteer.division(*place) != gazetteer.division(best.place),
        _ => false,
    };
    if firm().any(|container| container.places.iter().any(|&outer| gazetteer.lies_in(best.place, outer))) {
        return None;
    }
    firm().find(|container| container.places.first().is_some_and(area)).map(|container| container.span)
}

/// The words around a name that name a larger place which holds `best`.
fn container(gazetteer: &Gazetteer, best: &Scored, context: &Context) -> Option<Span> {
    let holds = |&outer: &PlaceId| outer != best.place && gazetteer.lies_in(best.place, outer);
    let container = context.containers.iter().find(|container| container.places.iter().any(holds))?;
    Some(container.span)
}

/// Why `best` is the first candidate of `name`, where it stands in `context`.
fn reasons(
    document: &Document,
    gazetteer: &Gazetteer,
    name: &Name,
    best: &Scored,
    context: &Context,
) -> Vec<Evidence> {
    let mut reasons = Vec::new();
    if let Some(span) = container(gazetteer, best, context) {
        reasons.push(Evidence::at(&CONTAINER, span));
    } else if let Some(span) = name.container {
        reasons.push(Evidence::at(&SAME, span).with(format!("in {}", document.text_of(span))));
    }
    if let Some((kind, span)) = context.kind.filter(|(kind, _)| kind.fits(gazetteer, best.place) > 0) {
        let _ = kind;
        reasons.push(Evidence::at(&TYPE, span));
    }
    if best.part {
        reasons.push(Evidence::plain(&PART).with(gazetteer.main_name(best.place)));
    }
    if gazetteer.own(best.place).is_some() {
        reasons.push(Evidence::plain(&OWN));
    } else if name.scored.len() == 1 {
        reasons.push(Evidence::plain(&ONLY));
    } else if name.scored.iter().all(|other| gazetteer.weight(other.place) <= gazetteer.weight(best.place)) {
        reasons.push(Evidence::plain(&LARGEST));
    }
    let [country, division, near] = best.votes;
    let is_country = gazetteer.level(best.place) == Level::Country;
    match (gazetteer.division(best.place), gazetteer.country(best.place)) {
        (Some(outer), _) if division > 0 && outer != best.place => {
            reasons.push(Evidence::plain(&DIVISION).with(gazetteer.main_name(outer)));
        }
        (_, Some(outer)) if country > 0 && !is_country => {
            reasons.push(Evidence::plain(&COUNTRY).with(gazetteer.main_name(outer)));
        }
        _ => {}
    }
    if near > 0 && name.scored.len() > 1 {
        reasons.push(Evidence::plain(&NEAR));
    }
    if best.preferred >= 10 && name.scored.len() > 1 {
        reasons.push(Evidence::plain(&PREFERRED));
    }
    if name.dateline {
        reasons.push(Evidence::plain(&DATELINE));
    }
    reasons
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{Assets, Options, annotate};

    #[test]
    fn a_later_mention_follows_the_one_that_the_text_explains() {
        let text = "SPRINGFIELD, 28 February 2024 – Engineers flew in from Paris, Texas, to inspect the piers.\n\n\
            The foundations are sound. Officials in Paris declined to comment.";
        let annotation = annotate(text, &Options::default(), &Assets::embedded());
        let places: Vec<_> =
            annotation.places.iter().filter(|place| place.span.of(text).starts_with("Paris")).collect();
        assert_eq!(places.len(), 2);
        for place in &places {
            assert_eq!(place.location().and_then(|location| location.geonameid), Some(4717560));
            assert_eq!(place.candidates[1].location.country, "FR"); // the next to choose from
        }
        let words =
            |at: usize| places[at].evidence.iter().map(|evidence| evidence.words(text)).collect::<Vec<_>>();
        assert_eq!(words(0)[0], "in “Texas”");
        assert_eq!(words(1)[0], "as “in Texas” in the same article");
    }
}
