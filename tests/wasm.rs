//! The shell, in a browser: `cargo xtask test` runs it in headless Chromium.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_version_is_that_of_the_package() {
    assert_eq!(dateline::wasm::version(), env!("CARGO_PKG_VERSION"));
}

/// The core in the browser, with the packs that the page fetches: what it finds, and that a damaged pack is refused.
#[wasm_bindgen_test]
fn the_core_annotates_in_the_browser() {
    let mut assets = dateline::Assets::default();
    for pack in [&include_bytes!("../data/packs/names.bin")[..], include_bytes!("../data/packs/places.bin")] {
        assets.add(pack).expect("a pack of this version");
        let error = assets.add(&pack[..pack.len() - 1]).expect_err("a pack that is cut short");
        assert!(error.to_string().ends_with("fetch the file again"), "{error}");
    }
    let text = "LISBON, 28 February 2024 - “Rents will fall 🦀,” Ana Moreno said on Tuesday.";
    let annotation = dateline::annotate(text, &dateline::Options::default(), &assets);
    let quotation = &annotation.quotations[0];
    assert_eq!(annotation.text_of(quotation.content[0]), "“Rents will fall 🦀,”");
    assert_eq!(dateline::said::said(&annotation)[0].label, "Ana Moreno");
    assert_eq!(annotation.timexes[1].value, "2024-02-27");
    let lisbon = annotation.places[0].location().expect("a place that is known");
    assert_eq!(lisbon.country, "PT");
    let end = annotation.document.offsets.utf16(quotation.content[0].end);
    assert_eq!(end, Some(text.find(" Ana").map(|byte| text[..byte].encode_utf16().count()).unwrap()));
}

/// How fast names are found in the browser. It is told, and held to a pace, in a release build only: `tests/bench/README.md`
/// has the command.
#[wasm_bindgen_test]
fn names_are_found_at_a_pace() {
    let mut assets = dateline::Assets::default();
    assets.add(include_bytes!("../data/packs/names.bin")).expect("a pack of this version");
    let articles = [
        include_str!("golden/2022-11-17-court.txt"),
        include_str!("golden/2023-09-21-science.txt"),
        include_str!("golden/2024-02-28-bridge.txt"),
    ];
    let documents =
        articles.map(|article| dateline::Document::read(article, dateline::document::Format::Plain));
    let turns = if cfg!(debug_assertions) { 1 } else { 200 };
    let start = js_sys::Date::now();
    let mut found = 0;
    for _ in 0..turns {
        found +=
            documents.iter().map(|document| dateline::mention::find(document, &assets).len()).sum::<usize>();
    }
    let bytes = turns * articles.iter().map(|article| article.len()).sum::<usize>();
    let pace = bytes as f64 / (js_sys::Date::now() - start) / 1000.0;
    wasm_bindgen_test::console_log!("{found} names in {bytes} bytes: {pace:.2} MB/s");
    assert!(found > 20 * turns, "{found} names");
    assert!(cfg!(debug_assertions) || pace > 2.0, "expected 2 MB/s, found {pace:.2}");
}
