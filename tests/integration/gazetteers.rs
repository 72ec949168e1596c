//! Gazetteers that join the one of the library.

use dateline::asset::PackKind;
use dateline::place::Place;
use dateline::{Assets, Options, annotate};

const SITES: &str = "name,latitude,longitude,id,country\n\
                     Paris,45.5,5.5,site-1,FR\n\
                     Zorbik Flats,10.25,20.125,site-2,\n";

fn with(tables: &[&str]) -> Assets {
    let mut assets = Assets::embedded();
    for table in tables {
        assert_eq!(assets.add(table.as_bytes()).unwrap(), PackKind::Own);
    }
    assets
}

/// The places of `text`: words, latitude, rules of the evidence.
fn places(text: &str, assets: &Assets) -> Vec<(String, Option<f64>, String)> {
    let annotation = annotate(text, &Options::default(), assets);
    let rules = |place: &Place| -> Vec<String> {
        place.evidence.iter().map(|evidence| evidence.rule.id.to_string()).collect()
    };
    let place = |place: &Place| {
        let latitude = place.location().map(|location| location.latitude);
        (annotation.text_of(place.span).to_string(), latitude, rules(place).join(" "))
    };
    annotation.places.iter().map(place).collect()
}

#[test]
fn a_place_of_ones_own_goes_before_its_namesakes() {
    let assets = with(&[SITES]);
    let text = "Police searched houses in Paris and Lyon on Monday, and later the docks of Marseille.";
    let found = places(text, &assets);
    assert_eq!((&*found[0].0, found[0].1), ("Paris", Some(45.5)));
    assert!(found[0].2.contains("place/own"), "{found:?}");
    assert_eq!(places(text, &with(&[]))[0].1, Some(48.85));
}

#[test]
fn words_that_name_another_state_overrule_it() {
    let found = places("A barn burned in Paris, Texas, on Monday. Nobody was hurt.", &with(&[SITES]));
    assert_eq!((&*found[0].0, found[0].1), ("Paris", Some(33.66)));
}

#[test]
fn places_of_ones_own_are_found_by_their_names() {
    let text = "The sheriff of Zorbik Flats resigned on Monday.";
    let found = places(text, &with(&[SITES]));
    assert_eq!(found[0].1, Some(10.25), "{found:?}");
    assert!(places(text, &with(&[])).iter().all(|place| place.1.is_none()));
}

#[test]
fn the_same_table_counts_once_and_stands_in_the_file() {
    let once = with(&[SITES]);
    let twice = with(&[SITES, SITES]);
    assert_eq!(once.packs(), twice.packs());
    assert_eq!(once.gazetteer.as_ref().unwrap().len(), twice.gazetteer.as_ref().unwrap().len());
    let project = dateline::project::Project::annotate("Fog in Zorbik Flats.", Options::default(), &once);
    let file = dateline::export::json::write(&project);
    assert!(file.contains("\"name\": \"own\", \"crc32\": "), "{file}");
    assert!(file.contains("\"id\": \"site-2\""), "{file}");
    assert_eq!(dateline::export::json::write(&dateline::export::json::read(&file).unwrap()), file);
}

#[test]
fn a_table_that_is_wrong_changes_nothing() {
    let mut assets = Assets::embedded();
    let before = assets.packs().to_vec();
    let error = assets.add(b"name,latitude,longitude\nMill,x,1\n").unwrap_err().to_string();
    assert_eq!(
        error,
        "line 2 of the gazetteer: expected a latitude from -90 to 90 degrees, as 48.8534, found \"x\""
    );
    assert_eq!(assets.packs(), before);
    let error = assets.add(b"<!doctype html>").unwrap_err().to_string();
    assert_eq!(error, "expected a pack that opens with `DATELINE`; run `cargo xtask data`");
}
