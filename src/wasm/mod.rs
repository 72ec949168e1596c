//! The engine in the page's worker: it turns messages into requests, and answers into messages, and nothing else.
//!
//! A message is `{ id, request, file?, bytes? }`, with a [`Request`](crate::view::Request), a `File` or an `ArrayBuffer`;
//! its answer is `{ id, answer, milliseconds }` or `{ id, error }`, with an `Error` whose message is the core's.

mod answer;
mod input;
mod port;

use wasm_bindgen::prelude::wasm_bindgen;

pub use port::start;

/// The version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
