//! Names that the names layer takes for places and the gazetteer does not know: kept only where something shows a place.

use std::collections::HashMap;

use super::Gazetteer;
use super::candidates::{Type, is_direction, look_up};
use crate::mention::{Mention, MentionKind};
use crate::{Document, Probability, Span};

/// From here on the names layer is believed whatever stands around the name.
const CERTAIN: Probability = Probability::from_thousandths(750);
/// From here on a direction (`to`, `from`) is enough: people and goods have them as well.
const LIKELY: Probability = Probability::from_thousandths(650);

/// Last words of names of nature and of roads, beside those of [`Type`].
const FEATURES: &[&str] = &[
    "Beach",
    "Boulevard",
    "Canal",
    "Canyon",
    "Coast",
    "Falls",
    "Forest",
    "Glacier",
    "Gorge",
    "Heights",
    "Hill",
    "Hills",
    "Mountain",
    "Park",
    "Pass",
    "Ranges",
    "Reserve",
    "Ridge",
    "Sanctuary",
    "Trench",
    "Waterway",
    "Woods",
];

/// Last words of the names of firms and newspapers.
const FIRMS: &[&str] =
    &["Airlines", "Daily", "Farm", "Farms", "Foods", "Lines", "Motors", "News", "Post", "Times"];

/// Takes back the places among `mentions` that neither the gazetteer, the names layer nor the words around any of their mentions
/// show to be one: drugs, brands, newspapers.
pub(super) fn take_back(document: &Document, gazetteer: &Gazetteer, mentions: &mut [Mention]) {
    // For each name whether it is a place: known, or shown once.
    let mut shown: HashMap<&str, bool> = HashMap::new();
    let mut before: Option<(Span, bool)> = None; // the place before, and whether it is one
    for mention in mentions.iter() {
        if mention.kind != MentionKind::Place {
            continue;
        }
        let name = document.text_of(mention.span);
        let so_far = shown.get(name).copied();
        let is_shown = so_far.unwrap_or_else(|| !look_up(gazetteer, name).matches.is_empty())
            || mention.probability >= CERTAIN
            || before.is_some_and(|(span, shown)| shown && is_joined(document, span, mention.span))
            || is_placed(document, gazetteer, mention);
        if so_far != Some(is_shown) {
            shown.insert(name, is_shown);
        }
        before = Some((mention.span, is_shown));
    }
    if shown.values().all(|&shown| shown) {
        return;
    }
    for mention in mentions.iter_mut().filter(|mention| mention.kind == MentionKind::Place) {
        if shown.get(document.text_of(mention.span)) == Some(&false) {
            let last = document.text_of(mention.span).rsplit(' ').next().unwrap_or_default();
            let is_firm = FIRMS.contains(&last);
            mention.kind = if is_firm { MentionKind::Organisation } else { MentionKind::Other };
        }
    }
}

/// Whether the names at `first` and `second` are items of one list: `Maliuc and Caraorman`.
pub(super) fn is_joined(document: &Document, first: Span, second: Span) -> bool {
    let between = document.text.get(first.end..second.start).unwrap_or_default();
    matches!(between, ", " | " and " | ", and " | " or " | ", or ")
}

/// Whether the words around `mention` put it somewhere on Earth, or say what kind of place it is.
fn is_placed(document: &Document, gazetteer: &Gazetteer, mention: &Mention) -> bool {
    let tokens = document.tokens_in(mention.span);
    let word = |at: usize| if at < document.tokens.len() { document.word(at) } else { "" };
    let back = |steps: usize| tokens.start.checked_sub(steps).map_or("", word);
    let of_type = |word: &str| Type::of(word).is_some();
    // "Wind River Reservation", "Southern Rhodesia": what it is or where it lies is part of its name.
    let inside = tokens.len() > 1
        && (tokens.clone().any(|at| of_type(word(at)) || is_direction(word(at)))
            || FEATURES.contains(&word(tokens.end - 1)));
    if inside || of_type(word(tokens.end)) || of_type(back(1)) {
        return true;
    }
    if matches!(back(1), "of" | "called" | "named") && (of_type(back(2)) || of_type(back(3))) {
        return true;
    }
    // "Pibor, a farming town"; "Lujhu is a rural township".
    if matches!(word(tokens.end), "," | "is" | "was") {
        let article = matches!(word(tokens.end + 1), "a" | "an" | "the");
        if article && (tokens.end + 2..tokens.end + 5).any(|at| of_type(word(at))) {
            return true;
        }
        // "Weiswampach, Luxembourg".
        let next = word(tokens.end + 1);
        if word(tokens.end) == ","
            && next.starts_with(char::is_uppercase)
            && gazetteer.contains(next).is_some()
        {
            return true;
        }
    }
    let over = usize::from(back(1).eq_ignore_ascii_case("the"));
    match back(1 + over) {
        "to" | "from" | "From" => mention.probability >= LIKELY,
        "in" | "In" | "near" | "Near" | "at" | "At" | "outside" | "around" | "across" | "through"
        | "between" | "into" | "inside" | "toward" | "towards" | "via" | "throughout" => true,
        word => is_direction(word),
    }
}
