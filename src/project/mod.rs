//! An article with what the machine suggests and what a person decides.
