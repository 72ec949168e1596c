//! The data that recognition needs beside the code: packs, built once and checked before use.

pub mod pack;

pub use pack::{Pack, PackError, PackKind};

/// The packs that [`annotate`](crate::annotate) may use. Each layer works without its pack, less well.
#[derive(Clone, Debug, Default)]
pub struct Assets {}

impl Assets {
    /// The packs that this library holds.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Assets {
        Assets::default()
    }

    /// Adds the pack in `bytes`, of whichever kind it is; replaces one of the same kind.
    ///
    /// # Errors
    ///
    /// [`PackError`] where the bytes are not a whole pack of this version.
    pub fn add(&mut self, bytes: &[u8]) -> Result<PackKind, PackError> {
        let pack = Pack::open(bytes)?;
        Ok(pack.kind)
    }
}
