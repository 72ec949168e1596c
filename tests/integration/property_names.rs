//! What holds for the names and chains of any text.

use dateline::{Annotation, Assets, Options, annotate};
use proptest::prelude::*;

/// Pieces that names are made of and stand beside.
const PIECES: &[&str] = &[
    "Ana",
    "López",
    "Lopez",
    "ANA",
    "ana",
    "Mr.",
    "Mrs",
    "President",
    "Prime Minister",
    "von",
    "der",
    "de",
    "bin",
    "al-",
    "O'Brien",
    "Jean-Luc",
    "J.",
    "K.",
    "Jr.",
    "Moscow",
    "U.S.",
    "US",
    "Paris",
    "Texas",
    "Russian",
    "The",
    "the",
    "of",
    "and",
    "&",
    "International",
    "Agency",
    "(",
    ")",
    "IA",
    "Inc.",
    "Airport",
    "said",
    "he",
    "she",
    "His",
    "’s",
    "'s",
    "-",
    "—",
    ",",
    ".",
    "\n",
    "\n\n",
    " ",
    " ",
    " ",
    "“",
    "”",
    "\u{ad}",
    "\u{a0}",
    "e\u{301}",
    "É",
    "🦀",
    "北京",
    "\u{200d}",
    "aide",
    "a former",
    "chief executive",
    "45",
    "<b>",
    "</b>",
    "&amp;",
    "Dolinov",
    "Dolniov",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => proptest::sample::select(PIECES).prop_map(String::from), 1 => "\\PC{0,6}"];
    proptest::collection::vec((piece, prop_oneof![Just(" "), Just("")]), 0..60)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap.to_string()]).collect())
}

fn check(annotation: &Annotation) -> Result<(), TestCaseError> {
    let text = &annotation.document.text;
    let mut free = 0;
    for (index, mention) in annotation.mentions.iter().enumerate() {
        prop_assert!(free <= mention.span.start && !mention.span.is_empty());
        prop_assert!(text.get(mention.span.start..mention.span.end).is_some_and(|name| name.trim() == name));
        if let Some(title) = mention.title {
            prop_assert!(title.end <= mention.span.start && text.get(title.start..title.end).is_some());
        }
        prop_assert!(!mention.evidence.is_empty());
        let entity = mention.entity.and_then(|id| annotation.entities.get(id.index()));
        prop_assert!(entity.is_some_and(|entity| entity.mentions.iter().any(|id| id.index() == index)));
        free = mention.span.end;
    }
    let mut last = None;
    for entity in &annotation.entities {
        prop_assert!(!entity.name.is_empty() && entity.mentions.is_sorted());
        prop_assert!(last < entity.mentions.first().copied());
        last = entity.mentions.first().copied();
        prop_assert!(
            entity
                .role
                .is_none_or(|role| text.get(role.start..role.end).is_some_and(|role| !role.is_empty()))
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// With the model and without it: mentions are in order, apart, on character boundaries, and each is of one entity.
    #[test]
    fn mentions_and_chains_fit_any_text(text in text()) {
        check(&annotate(&text, &Options::default(), &Assets::embedded()))?;
        check(&annotate(&text, &Options::default(), &Assets::default()))?;
    }
}
