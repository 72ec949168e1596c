//! Days and times in files.
//!
//! jiff's own reading tells in words what is wrong with a date, which is 20 KB of the engine that nobody reads there: the messages here
//! say what was expected.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};

/// A value that the file writes as text, where it has one.
pub(crate) fn maybe<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<Option<T>, D::Error> {
    Option::<Cow<'_, str>>::deserialize(deserializer)?.map(|text| read(&text)).transpose()
}

/// Two of them, where the file has them.
pub(crate) fn pair<'de, D: Deserializer<'de>, T: FromStr>(
    deserializer: D,
) -> Result<Option<(T, T)>, D::Error> {
    let texts = Option::<(Cow<'_, str>, Cow<'_, str>)>::deserialize(deserializer)?;
    texts.map(|(first, last)| Ok((read(&first)?, read(&last)?))).transpose()
}

fn read<E: Error, T: FromStr>(text: &str) -> Result<T, E> {
    text.parse().map_err(|_| E::custom("expected a date as 2024-02-28"))
}
