//! Which places of the gazetteer a name may mean: under its own form, and without the words around its core.

use std::ops::Range;

use super::Gazetteer;
use super::gazetteer::{Entry, Level, PlaceId, fold};
use crate::{Document, Span};

/// What a word says a place is: `province`, `town`, `river`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Type {
    Country,
    Division,
    County,
    Town,
    Capital,
    /// A feature of nature, by the start of its GeoNames codes.
    Nature(&'static [&'static str]),
}

impl Type {
    /// The type that `word` names, in any case.
    pub fn of(word: &str) -> Option<Type> {
        let small = word.to_ascii_lowercase();
        Some(match small.trim_end_matches('.') {
            "country" | "nation" | "republic" | "kingdom" => Type::Country,
            "state" | "province" | "prefecture" | "governorate" | "oblast" | "region" | "territory"
            | "canton" | "department" | "provinces" | "states" | "voivodeship" | "krai" => Type::Division,
            "county" | "counties" | "district" | "parish" | "borough" | "shire" | "districts"
            | "municipality" | "subdistrict" | "regency" => Type::County,
            "city" | "town" | "village" | "suburb" | "township" | "cities" | "towns" | "villages"
            | "port" | "hamlet" | "resort" | "settlement" | "neighborhood" | "neighbourhood" | "suburbs"
            | "slum" | "slums" | "community" | "commune" => Type::Town,
            "capital" => Type::Capital,
            "river" | "rivers" | "creek" => Type::Nature(&["STM"]),
            "lake" | "lakes" | "reservoir" | "lac" | "loch" => Type::Nature(&["LK", "RSV", "LGN"]),
            "island" | "islands" | "isla" | "isle" | "archipelago" | "atoll" => Type::Nature(&["ISL", "PCL"]),
            "mountain" | "mountains" | "mount" | "mt" | "peak" | "volcano" | "range" => Type::Nature(&["MT"]),
            "desert" => Type::Nature(&["DSRT"]),
            "peninsula" => Type::Nature(&["PEN", "CAPE"]),
            "sea" | "ocean" => Type::Nature(&["SEA", "OCN"]),
            "bay" | "gulf" | "strait" | "straits" | "sound" => {
                Type::Nature(&["BAY", "GULF", "STRT", "SD", "CHN"])
            }
            "valley" | "delta" | "basin" | "plateau" => Type::Nature(&["VAL", "DLTA", "BSN", "PLAT"]),
            _ => return None,
        })
    }

    /// How well `place` is of this type: 1 is, -1 is not, 0 may be.
    pub fn fits(self, gazetteer: &Gazetteer, place: PlaceId) -> i32 {
        let (level, feature) = (gazetteer.level(place), gazetteer.feature(place));
        let yes = match self {
            Type::Country => level == Level::Country,
            Type::Division => matches!(level, Level::Division) || level == Level::Region && feature == "RGN",
            Type::County => level == Level::District,
            Type::Town => level == Level::Town,
            Type::Capital => matches!(feature, "PPLC" | "PPLA"),
            Type::Nature(codes) => codes.iter().any(|code| feature.starts_with(code)),
        };
        match (yes, self, level) {
            (true, ..) => 1,
            // A country's word for its divisions may not be ours.
            (_, Type::Division, Level::District) | (_, Type::County, Level::Division) => 0,
            (_, Type::County, Level::Town) | (_, Type::Town, Level::District) => 0,
            _ => -1,
        }
    }
}

/// How a candidate was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub place: PlaceId,
    /// Whether the name is the first one of the place.
    pub main: bool,
    /// Whether the words of the text are but part of the place (`northern Iraq`), or more than its name.
    pub part: bool,
    /// Whether the name is an ordinary word as well.
    pub ordinary: bool,
    /// Whether only the rest of the gazetteer has the name.
    pub rare: bool,
}

/// The candidates of one name, and the type that its own words give.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookup {
    pub matches: Vec<Match>,
    pub kind: Option<Type>,
}

/// The most candidates that are weighed for one name, the best known ones.
const MOST: usize = 40;

/// Looks `name` up: as it stands, else without article, direction and type words.
pub(super) fn look_up(gazetteer: &Gazetteer, name: &str) -> Lookup {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let words: Vec<&str> = name.split_whitespace().take(9).collect();
    let whole = matches(gazetteer, name, false);
    let kind = match words[..] {
        [_, .., last] => Type::of(last).or_else(|| Type::of(words[0]).filter(|_| words[0] != "Port")),
        _ => None,
    };
    if !whole.is_empty() {
        // "Mexico City", "Lake Victoria": the type is part of the name, and says nothing more.
        return Lookup { matches: whole, kind: None };
    }
    for (core, part) in cores(&words) {
        let mut matches = matches(gazetteer, &core.join(" "), part);
        if let Some(kind) = kind.filter(|_| !part) {
            matches.retain(|found| kind.fits(gazetteer, found.place) >= 0);
        }
        if !matches.is_empty() {
            return Lookup { matches, kind: kind.filter(|_| !part) };
        }
    }
    Lookup { matches: Vec::new(), kind }
}

/// What is left of a name without its outer words, longest first, and whether that is a larger place.
fn cores<'a, 'b>(words: &'b [&'a str]) -> Vec<(&'b [&'a str], bool)> {
    let mut cores = Vec::new();
    if let [first, "of", core @ ..] = words
        && !core.is_empty()
        && (Type::of(first).is_some() || is_direction(first))
    {
        cores.push((core, is_direction(first)));
    }
    if let [core @ .., last] = words
        && !core.is_empty()
        && Type::of(last).is_some()
    {
        cores.push((core, false));
    }
    if let [first, core @ ..] = words
        && !core.is_empty()
    {
        if Type::of(first).is_some() {
            cores.push((core, false));
        } else if is_direction(first) {
            cores.push((core, true));
        }
    }
    cores
}

/// The places inside the name of an organisation or a building, the tokens of which are `tokens`: `Tennessee` of `Tennessee
/// Department of Transportation`. They are not marked, but tell where an article plays. A town counts where the name opens
/// with it or after `of`; larger places anywhere.
pub(super) fn nested(document: &Document, gazetteer: &Gazetteer, tokens: Range<usize>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let opens = at == tokens.start || matches!(document.word(at - 1), "of" | "at" | "in" | "the" | "The");
        let most = (at + 4).min(tokens.end);
        let end = (at + 1..=most).rev().find(|&end| {
            if !document.tokens[at].is_capitalised()
                || document.word(end - 1).starts_with(char::is_lowercase)
                || (at..end) == tokens
            {
                return false;
            }
            let name = document.text_of(document.span_of(at..end));
            let lookup = look_up(gazetteer, name);
            lookup.matches.first().is_some_and(|best| {
                let large = match gazetteer.level(best.place) {
                    Level::Country | Level::Division => true,
                    Level::District => lookup.kind.is_some() || end - at > 1,
                    _ => false,
                };
                !best.ordinary
                    && !best.part
                    && (opens || large)
                    && !needs_neighbour(gazetteer, name, best.place)
            })
        });
        if let Some(end) = end {
            found.push(document.span_of(at..end));
        }
        at = end.unwrap_or(at + 1);
    }
    found
}

/// Whether `word` names a part of a place: `Northern`, `East`, `Central`.
pub(super) fn is_direction(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let stem = small.strip_suffix("ern").unwrap_or(&small);
    let stem = stem
        .strip_prefix("south")
        .or_else(|| stem.strip_prefix("north"))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(stem);
    let stem = stem.trim_start_matches('-');
    matches!(
        stem,
        "north"
            | "south"
            | "east"
            | "west"
            | "central"
            | "upper"
            | "lower"
            | "downtown"
            | "greater"
            | "inner"
            | "mid"
            | "upstate"
            | "rural"
    )
}

/// The places called `name`, the best known ones first; abbreviations only in their own case.
fn matches(gazetteer: &Gazetteer, name: &str, part: bool) -> Vec<Match> {
    let mut key = String::with_capacity(name.len() + 8);
    fold(name, &mut key);
    let mut found: Vec<Match> = Vec::new();
    // "Mo." is Missouri, not the village of Mo.
    let pointed = name.ends_with('.') && gazetteer.folded(&key).any(|entry| entry.name.ends_with('.'));
    for entry in gazetteer
        .folded(&key)
        .filter(|entry| !pointed || entry.name.ends_with('.'))
        .filter(|entry| is_written(entry, name))
    {
        match found.iter_mut().find(|other| other.place == entry.place) {
            Some(other) => other.main |= entry.main,
            None => {
                let Entry { place, main, ordinary, rare, .. } = entry;
                found.push(Match { place, main, part, ordinary, rare });
            }
        }
    }
    crate::order::by_key(&mut found, |found| (std::cmp::Reverse(gazetteer.weight(found.place)), found.place));
    found.truncate(MOST);
    found
}

/// Whether `name`, as the text writes it, may stand for `entry`: `US` for `U.S.`, but not `us` or `Us`.
fn is_written(entry: &Entry, name: &str) -> bool {
    // "Wash." is a state, "Wash" is not; "Washington, D.C." may lose its points.
    if entry.name.ends_with('.') && entry.name.contains(char::is_lowercase) && !entry.name.ends_with("D.C.") {
        return name.ends_with('.');
    }
    let abbreviation = !entry.name.contains(char::is_lowercase) && entry.name.len() <= 7;
    !abbreviation || !name.contains(char::is_lowercase)
}

/// Whether `name` is a short form that only means a place beside a larger or smaller one: `Ill.`, `OR`.
pub(super) fn needs_neighbour(gazetteer: &Gazetteer, name: &str, place: PlaceId) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let short = name.ends_with('.') || letters <= 2 && !name.contains(char::is_lowercase);
    short
        && gazetteer.level(place) == Level::Division
        && !matches!(name, "D.C." | "DC" | "B.C." | "N.Y." | "N.J." | "NSW")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_words_come_off() {
        let words = ["Province", "of", "Idlib"];
        assert_eq!(cores(&words), [(&words[2..], false), (&words[1..], false)]);
        let words = ["Northern", "Iraq"];
        assert_eq!(cores(&words), [(&words[1..], true)]);
        assert!(cores(&["Paris"]).is_empty());
    }

    #[test]
    fn directions_are_known_in_every_form() {
        for word in ["Northern", "north-east", "southwestern", "Central", "south"] {
            assert!(is_direction(word), "{word}");
        }
        assert!(!is_direction("Nordic") && !is_direction("Western-style"));
    }
}
