//! The places of an article, each spot on Earth once: what the page's map draws, and what a GIS takes.

use std::collections::HashMap;

use crate::Span;
use crate::place::{Location, Place, Role};
use crate::project::{Layer, MarkId, Project, State};

/// Where an article plays, and which of its places could not be put anywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atlas {
    /// Spots on Earth, in the order of their first mention.
    pub sites: Vec<Site>,
    /// Names without a sure location, in the order of their first mention.
    pub unlocated: Vec<Unlocated>,
}

/// A spot on Earth that the article names, once or more often: `the United States` and `America` are one.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Where.
    pub location: Location,
    /// The places that mean it, as indices into [`Annotation::places`](crate::Annotation::places), in text order; at least one.
    pub places: Vec<usize>,
}

/// A name of a place that is in no gazetteer, or that may mean several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlocated {
    /// The places of that name, as indices into [`Annotation::places`](crate::Annotation::places); at least one.
    pub places: Vec<usize>,
}

impl Atlas {
    /// The atlas of what stands in `project`: what a person rejected is no part of it. Linear in the number of places.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline::{Assets, Options, atlas::Atlas, project::Project};
    ///
    /// let text = "The engineers came from Paris, Texas. Officials in Paris said nothing.";
    /// # #[cfg(feature = "embedded")]
    /// # {
    /// let atlas = Atlas::of(&Project::annotate(text, Options::default(), &Assets::embedded()));
    /// assert_eq!(atlas.sites[0].location.geonameid, Some(4717560));
    /// assert_eq!(atlas.sites[0].places, [0, 2]);
    /// # }
    /// ```
    pub fn of(project: &Project) -> Atlas {
        let annotation = project.annotation();
        let mut atlas = Atlas::default();
        let mut sites = HashMap::new();
        let mut names = HashMap::new();
        for (index, place) in annotation.places.iter().enumerate() {
            if !project.is_live(MarkId::new(Layer::Place, index)) {
                continue;
            }
            match place.location() {
                Some(location) => {
                    let at = *sites.entry(key(location)).or_insert(atlas.sites.len());
                    match atlas.sites.get_mut(at) {
                        Some(site) => site.places.push(index),
                        None => atlas.sites.push(Site { location: location.clone(), places: vec![index] }),
                    }
                }
                None => {
                    let name = annotation.text_of(place.span);
                    let at = *names.entry(name).or_insert(atlas.unlocated.len());
                    match atlas.unlocated.get_mut(at) {
                        Some(other) => other.places.push(index),
                        None => atlas.unlocated.push(Unlocated { places: vec![index] }),
                    }
                }
            }
        }
        atlas
    }
}

/// What two mentions of one spot have in common.
fn key(location: &Location) -> (Option<u32>, &str, [u64; 2]) {
    match location.geonameid {
        Some(id) => (Some(id), "", [0; 2]),
        None => (None, &location.name, [location.latitude, location.longitude].map(f64::to_bits)),
    }
}

/// What is the same of every list of `places`, for its map and its file.
pub(crate) struct Mentions<'a> {
    pub project: &'a Project,
    pub places: &'a [usize],
}

impl<'a> Mentions<'a> {
    /// The places, in text order.
    pub fn places(&self) -> impl Iterator<Item = &'a Place> + use<'a> {
        let all = &self.project.annotation().places;
        self.places.iter().filter_map(|&at| all.get(at))
    }

    /// The words of the first one.
    pub fn text(&self) -> &'a str {
        self.project.annotation().text_of(self.span())
    }

    /// Where the first one stands, in bytes of the text.
    pub fn span(&self) -> Span {
        self.places().next().map_or(Span::default(), |place| place.span)
    }

    /// Whether every one means the government.
    pub fn is_government(&self) -> bool {
        self.places().all(|place| place.role == Role::Government)
    }

    /// What a person said of the most decided one.
    pub fn state(&self) -> State {
        let state = |&at: &usize| self.project.state(MarkId::new(Layer::Place, at)).unwrap_or_default();
        self.places.iter().map(state).find(|state| state.is_decided()).unwrap_or_default()
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::{Assets, Options};

    fn project(text: &str) -> Project {
        Project::annotate(text, Options::default(), &Assets::embedded())
    }

    fn sites(text: &str) -> Vec<(String, usize)> {
        let atlas = Atlas::of(&project(text));
        atlas.sites.into_iter().map(|site| (site.location.name, site.places.len())).collect()
    }

    #[test]
    fn one_spot_is_one_site_whatever_it_is_called() {
        let text =
            "The United States and Kenya met in Nairobi. America and the U.S. are one, and so is Kenya.";
        let expected = [("United States", 3), ("Kenya", 2), ("Nairobi", 1)];
        assert_eq!(sites(text), expected.map(|(name, count)| (name.to_string(), count)));
    }

    #[test]
    fn one_name_of_two_spots_is_two_sites() {
        let text = "London, Ontario, is not London, England.";
        let atlas = Atlas::of(&project(text));
        let countries: Vec<_> = atlas.sites.iter().map(|site| site.location.country.as_str()).collect();
        assert_eq!(countries, ["CA", "CA", "GB", "GB"]);
    }

    #[test]
    fn what_is_nowhere_is_told() {
        let project =
            project("She moved from the village of Xanquaroo in Kenya to Nairobi, then back to Xanquaroo.");
        let atlas = Atlas::of(&project);
        let names: Vec<_> = atlas
            .unlocated
            .iter()
            .map(|one| Mentions { project: &project, places: &one.places }.text())
            .collect();
        assert_eq!(names, ["Xanquaroo"]);
        assert_eq!(atlas.unlocated[0].places.len(), 2);
    }

    #[test]
    fn what_a_person_rejected_is_left_out() {
        let mut project = project("They met in Nairobi.");
        assert_eq!(Atlas::of(&project).sites.len(), 1);
        project.apply(serde_json::from_str(r#"{"command": "reject", "marks": ["m0"]}"#).unwrap()).unwrap();
        assert_eq!(Atlas::of(&project), Atlas::default());
    }
}
