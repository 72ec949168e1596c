//! Who said what, where and when: the persons, organisations, places, dates and quotations of a news article,
//! each quotation tied to its speaker.
//!
//! [`annotate`] is a pure function of a text, [`Options`] and [`Assets`]: it reads no clock, no locale, no network and no
//! global, never fails, and gives the same answer on every machine. [`Project`](project::Project) holds such an
//! annotation together with what a person decides about it; [`export`] writes it for the next tool.
//!
//! Offsets inside the library are UTF-8 bytes of [`Document::text`]; [`OffsetMap`] turns them into UTF-16 units (a web
//! page) and code points (most file formats), and [`Document::source_span`] into offsets of the text as it was given.
//!
//! # Examples
//!
//! ```
//! use dateline::{Assets, Options, annotate};
//!
//! let annotation = annotate("“We will rebuild,” Mayor Ana López said.", &Options::default(), &Assets::default());
//! let quotation = &annotation.quotations[0];
//! assert_eq!(annotation.text_of(quotation.content[0]), "“We will rebuild,”");
//! ```
#![warn(missing_docs)]

pub mod annotation;
pub mod asset;
pub mod atlas;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod coref;
pub mod document;
pub mod evidence;
pub mod export;
pub mod mention;
pub mod offsets;
mod order;
pub mod pipeline;
pub mod place;
pub mod probability;
pub mod project;
pub mod quotation;
pub mod said;
pub mod span;
pub mod timeline;
pub mod timex;
pub mod token;
pub mod view;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use annotation::Annotation;
pub use asset::Assets;
pub use document::Document;
pub use offsets::OffsetMap;
pub use pipeline::{Options, annotate};
pub use probability::Probability;
pub use span::Span;
