//! Annotations in the formats that other tools read, one module each.

pub mod csv;
pub mod json;
pub mod provenance;
pub mod records;
pub mod timeml;
pub mod xml;
