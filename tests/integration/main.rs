//! One test binary: case tables, golden articles and properties.
#![cfg(not(target_arch = "wasm32"))]

mod property_document;
mod suite;
