//! The shell, in a browser: `cargo xtask test` runs it in headless Chromium.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_version_is_that_of_the_package() {
    assert_eq!(dateline::wasm::version(), env!("CARGO_PKG_VERSION"));
}
