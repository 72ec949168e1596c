//! Annotations in the formats that other tools read, one module each.

pub mod csv;
pub mod json;
pub mod records;
