//! Annotations in the formats that other tools read, one module each.

pub mod csv;
mod escape;
mod event;
pub mod geojson;
pub mod ics;
pub mod json;
pub mod provenance;
pub mod records;
pub mod timelinejs;
pub mod timeml;
pub mod xml;
