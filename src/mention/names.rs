//! The pack of names: model and lexicons, opened once.

use crate::asset::{Pack, PackError};

/// The model and lexicons that recognise names.
#[derive(Debug)]
pub struct Names {
    /// The fingerprint of the pack.
    pub checksum: u32,
}

impl Names {
    /// Opens the content of `pack`.
    ///
    /// # Errors
    ///
    /// [`PackError`] where the content does not hold together.
    pub fn open(pack: &Pack) -> Result<Names, PackError> {
        Ok(Names { checksum: pack.checksum })
    }
}
