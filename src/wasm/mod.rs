//! Conversions for the page, and nothing else.
