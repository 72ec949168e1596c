//! The order of the layers.

use jiff::civil::{Date, DateTime};

use crate::annotation::Annotation;
use crate::document::{Document, Format};
use crate::place::Degrees;
use crate::{Assets, coref, mention, place, quotation, timex};

/// What a caller knows of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the text is written in.
    pub format: Format,
    /// The document creation time: when the article was published. Goes before what the text says.
    pub created: Option<Date>,
    /// The date and time that "now" means, where a clock is known; its date counts where `created` is absent.
    pub reference: Option<DateTime>,
    /// A point on Earth, in degrees north and east: of the places that a name may mean, those near it are preferred.
    pub near: Option<(Degrees, Degrees)>,
}

/// Annotates `text`. A pure function of its arguments: any text gives an annotation, the same on every machine, in time
/// linear in its length.
///
/// # Examples
///
/// ```
/// use dateline::{Assets, Options, annotate};
///
/// let options = Options { created: Some("2024-02-28".parse().unwrap()), ..Options::default() };
/// let annotation = annotate("The council met on Tuesday.", &options, &Assets::default());
/// assert_eq!(annotation.timexes[0].value, "2024-02-27");
/// ```
pub fn annotate(text: &str, options: &Options, assets: &Assets) -> Annotation {
    let document = Document::read(text, options.format);
    let mut mentions = mention::find(&document, assets);
    place::detect(&document, &mut mentions, assets);
    let entities = coref::link(&document, &mut mentions, assets);
    let said = quotation::find(&document, &mentions, &entities, assets);
    let anchor = timex::Anchor::of(&document, options);
    let timexes = timex::find(&document, anchor);
    let places = place::resolve(&document, &mentions, options.near, assets);
    Annotation {
        document,
        anchor,
        mentions,
        entities,
        quotations: said.quotations,
        refusals: said.refusals,
        unspoken: said.unspoken,
        timexes,
        places,
    }
}
