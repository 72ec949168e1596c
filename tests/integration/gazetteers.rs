//! Gazetteers that join the one of the library.

use std::path::Path;

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

/// The rest of the gazetteer joins the base, whatever comes first.
fn with_the_rest() -> Assets {
    let pack = |name: &str| {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/packs").join(name)).unwrap()
    };
    let mut assets = Assets::default();
    assert_eq!(assets.add(&pack("places-extra.bin")).unwrap(), PackKind::MorePlaces);
    assert!(assets.gazetteer.is_none(), "it hangs below the other pack");
    assets.add(&pack("names.bin")).unwrap();
    assets.add(&pack("places.bin")).unwrap();
    assets
}

#[test]
fn the_rest_of_the_gazetteer_places_names_and_finds_none() {
    let (assets, base) = (with_the_rest(), with(&[]));
    let kinds: Vec<PackKind> = assets.packs().iter().map(|stamp| stamp.kind).collect();
    assert_eq!(kinds, [PackKind::Names, PackKind::Places, PackKind::MorePlaces]);
    let text = "Residents of Krimml, Austria, met on Monday; others in Upper Bavaria did so before.";
    let annotation = annotate(text, &Options::default(), &assets);
    let ids: Vec<_> = (annotation.places.iter())
        .map(|place| place.location().and_then(|location| location.geonameid))
        .collect();
    assert_eq!(
        ids,
        [Some(3323923), Some(2782113), Some(2861322)],
        "a village, a country, a second-level division"
    );
    let village = annotation.places[0].location().unwrap();
    assert_eq!((&*village.country, &*village.division, village.class()), ("AT", "Salzburg", "P"));
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let text = std::fs::read_to_string(&path).unwrap();
            let mentions = |assets| annotate(&text, &Options::default(), assets).mentions;
            assert_eq!(mentions(&assets), mentions(&base), "{}", path.display());
        }
    }
}
