//! Annotations in the formats that other tools read, one module each.

pub mod records;
