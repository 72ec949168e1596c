//! The places of an article, for the panel *Map*.

use serde::Serialize;

use super::detail::{PlaceDetail, place_detail};
use super::{Handle, Item};
use crate::atlas::{Atlas, Mentions};
use crate::project::{Layer, MarkId, Project};

/// A spot on Earth that the article names once or more often, or a name that may be in several.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(ts_rs::TS))]
pub struct PlaceView {
    /// The group of its marks.
    pub group: u32,
    /// Its marks, in text order.
    pub marks: Vec<u32>,
    /// The names of what a decision about it is made on, as `p1`; one for each mark.
    pub names: Vec<String>,
    /// The words of the first mark.
    pub text: String,
    /// Where it may be.
    pub place: PlaceDetail,
}

pub(super) fn places(project: &Project) -> Vec<PlaceView> {
    let Atlas { sites, unlocated } = Atlas::of(project);
    let sites = sites.into_iter().map(|site| site.places);
    let all = sites.chain(unlocated.into_iter().map(|one| one.places));
    all.filter_map(|places| place_view(project, &places)).collect()
}

fn place_view(project: &Project, places: &[usize]) -> Option<PlaceView> {
    let mentions = Mentions { project, places };
    let first = mentions.places().next()?;
    let entity = project.annotation().mentions.get(first.mention.index())?.entity;
    let mut place = place_detail(first);
    place.government = mentions.is_government();
    Some(PlaceView {
        group: entity.map_or(0, |entity| entity.0 + 1),
        marks: mentions.places().map(|place| Handle::from(Item::Mention(place.mention)).0).collect(),
        names: places.iter().map(|&at| MarkId::new(Layer::Place, at).to_string()).collect(),
        text: mentions.text().to_string(),
        place,
    })
}
