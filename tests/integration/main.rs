//! One test binary: case tables, golden articles, properties, the command line.
#![cfg(not(target_arch = "wasm32"))]

mod cli;
mod fuzz_corpus;
mod gazetteers;
mod golden;
mod property;
mod property_document;
mod property_exports;
mod property_names;
mod suite;
