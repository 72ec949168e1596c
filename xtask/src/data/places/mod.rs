//! The places pack: which places and which of their names, gathered from GeoNames, Natural Earth and lists of ours.

mod gather;
mod names;
mod tree;

use anyhow::Result;
use dateline::asset::PackKind;

use super::source::Sources;

/// Builds `data/packs/places.bin`; returns its bytes and its number of places.
pub fn build(sources: &Sources) -> Result<(Vec<u8>, usize)> {
    let words = names::Words::read(&sources.text("spacy-lookups-data")?);
    let english = names::english(&sources.bytes("libgeonames-common")?)?;
    let mut tree = tree::Tree::default();
    let mut gather = gather::Gather { sources, words: &words, english: &english, tree: &mut tree };
    gather.countries()?;
    gather.divisions()?;
    gather.counties()?;
    gather.districts()?;
    gather.cities()?;
    gather.regions()?;
    gather.physical()?;
    gather.aliases()?;
    let demonyms = gather.demonyms()?;
    let mut table = tree.table(demonyms)?;
    let names = table.rows.iter().flat_map(|row| &row.names).zip(0..);
    table.ordinary = names.filter(|(name, _)| words.is_ordinary(name)).map(|(_, at)| at).collect();
    Ok((table.write(PackKind::Places, sources.date), table.rows.len()))
}
