//! Annotations in the formats that other tools read, one module each.

pub mod csv;
mod event;
pub mod ics;
pub mod json;
pub mod provenance;
pub mod records;
pub mod timelinejs;
pub mod timeml;
pub mod xml;
