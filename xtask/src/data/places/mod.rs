//! The places pack: which places and which of their names, gathered from GeoNames, Natural Earth and lists of ours.

mod gather;
mod names;
mod rest;
mod tree;

use std::collections::HashMap;

use anyhow::Result;
use dateline::asset::PackKind;

use super::source::Sources;

/// Builds `data/packs/places.bin`; returns its bytes and its number of places.
pub fn build(sources: &Sources) -> Result<(Vec<u8>, usize)> {
    let words = words(sources)?;
    let english = english(sources)?;
    let mut tree = tree::Tree::default();
    let mut gather = gather::Gather { sources, words: &words, english: &english, tree: &mut tree };
    gather.all()?;
    let demonyms = gather.demonyms()?;
    let mut table = tree.table(demonyms)?;
    let names = table.rows.iter().flat_map(|row| &row.names).zip(0..);
    table.ordinary = names.filter(|(name, _)| words.is_ordinary(name)).map(|(_, at)| at).collect();
    Ok((table.write(PackKind::Places, sources.date), table.rows.len()))
}

/// Builds `data/packs/places-extra.bin`, the places that `places.bin` leaves out; returns its bytes and its number of rows.
pub fn build_rest(sources: &Sources) -> Result<(Vec<u8>, usize)> {
    let words = words(sources)?;
    let english = english(sources)?;
    let mut tree = tree::Tree::default();
    let mut gather = gather::Gather { sources, words: &words, english: &english, tree: &mut tree };
    gather.all()?;
    let table = gather.rest()?.table(Vec::new())?;
    Ok((table.write(PackKind::MorePlaces, sources.date), table.rows.len()))
}

fn words(sources: &Sources) -> Result<names::Words> {
    Ok(names::Words::read(&sources.text("spacy-lookups-data")?))
}

fn english(sources: &Sources) -> Result<HashMap<String, String>> {
    names::english(&sources.bytes("libgeonames-common")?)
}
