//! The data that recognition needs beside the code: packs, built once and checked before use.

pub mod pack;

pub use pack::{Pack, PackError, PackKind, PackStamp};

use std::sync::Arc;

use crate::mention::Names;
use crate::place::Gazetteer;

/// The packs of `data/packs`, as the library holds them.
#[cfg(feature = "embedded")]
const EMBEDDED: &[&[u8]] =
    &[include_bytes!("../../data/packs/names.bin"), include_bytes!("../../data/packs/places.bin")];

/// The packs that [`annotate`](crate::annotate) may use. Each layer works without its pack, less well. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The model and lexicons that recognise names.
    pub names: Option<Arc<Names>>,
    /// Names of places, and where those places are.
    pub gazetteer: Option<Arc<Gazetteer>>,
    packs: Vec<PackStamp>,
}

impl Assets {
    /// The packs that this library holds, opened at the first call.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Assets {
        static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(|| {
            let mut assets = Assets::default();
            for pack in EMBEDDED {
                let added = assets.add(pack);
                debug_assert!(added.is_ok(), "a pack of this build does not open: {added:?}");
            }
            assets
        });
        ASSETS.clone()
    }

    /// Adds the pack in `bytes`, of whichever kind it is; replaces one of the same kind.
    ///
    /// # Errors
    ///
    /// [`PackError`] where the bytes are not a whole pack of this version.
    pub fn add(&mut self, bytes: &[u8]) -> Result<PackKind, PackError> {
        let pack = Pack::open(bytes)?;
        match pack.kind {
            PackKind::Names => self.names = Some(Arc::new(Names::open(&pack)?)),
            PackKind::Places => self.gazetteer = Some(Arc::new(Gazetteer::open(&pack)?)),
            PackKind::Speakers | PackKind::Dates => {}
        }
        self.packs.retain(|stamp| stamp.kind != pack.kind);
        self.packs.push(pack.stamp());
        crate::order::by_key(&mut self.packs, |stamp| stamp.kind);
        Ok(pack.kind)
    }

    /// Which packs are in use, in the order of their kinds: exports name them.
    pub fn packs(&self) -> &[PackStamp] {
        &self.packs
    }
}
