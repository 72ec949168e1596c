//! The data that recognition needs beside the code: packs, built once and checked before use.

pub mod pack;

pub use pack::{Pack, PackError, PackKind, PackStamp};

use std::sync::Arc;

use crate::mention::Names;
use crate::place::Gazetteer;
use crate::place::gazetteer::{Columns, Own, own};

/// The packs of `data/packs`, as the library holds them.
#[cfg(feature = "embedded")]
const EMBEDDED: &[&[u8]] =
    &[include_bytes!("../../data/packs/names.bin"), include_bytes!("../../data/packs/places.bin")];

/// The packs that [`annotate`](crate::annotate) may use. Each layer works without its pack, less well. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The model and lexicons that recognise names.
    pub names: Option<Arc<Names>>,
    /// Names of places, and where those places are: all that was added.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// The same without the rest of the gazetteer: what finds places that the names layer left out. The names of villages are those of
    /// persons and firms too often for that.
    pub(crate) known: Option<Arc<Gazetteer>>,
    /// The parts.
    base: Option<Arc<Gazetteer>>,
    more: Option<Arc<Columns>>,
    own: Vec<Own>,
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

    /// Adds the pack in `bytes`, of whichever kind it is; replaces one of the same kind. Takes gazetteers as CSV as well
    /// ([`PackKind::Own`]), which join those that are there, whatever came first.
    ///
    /// # Errors
    ///
    /// [`PackError`] where the bytes are not a whole pack of this version, nor such a table.
    ///
    /// # Examples
    ///
    /// ```
    /// use dateline::{Assets, Options, annotate};
    ///
    /// let mut assets = Assets::default();
    /// assets.add(b"name,latitude,longitude,id\nAshgrove Mill,48.8534,2.3488,site-7\n").unwrap();
    /// let annotation = annotate("Fire broke out at Ashgrove Mill on Monday.", &Options::default(), &assets);
    /// let location = annotation.places[0].location().unwrap();
    /// assert_eq!((location.latitude, location.id.as_deref()), (48.8534, Some("site-7")));
    /// ```
    pub fn add(&mut self, bytes: &[u8]) -> Result<PackKind, PackError> {
        if own::is_table(bytes) {
            return self.add_table(bytes);
        }
        let pack = Pack::open(bytes)?;
        match pack.kind {
            PackKind::Names => self.names = Some(Arc::new(Names::open(&pack)?)),
            PackKind::Places => self.base = Some(Arc::new(Gazetteer::open(&pack)?)),
            PackKind::MorePlaces => self.more = Some(Arc::new(Columns::read(&pack)?)),
            PackKind::Own => return self.add_table(pack.content),
            PackKind::Speakers | PackKind::Dates => {}
        }
        self.packs.retain(|stamp| stamp.kind != pack.kind);
        self.stamp(pack.stamp());
        Ok(pack.kind)
    }

    fn add_table(&mut self, bytes: &[u8]) -> Result<PackKind, PackError> {
        let places = own::read(bytes)?;
        let stamp = PackStamp { kind: PackKind::Own, date: 0, checksum: crc32fast::hash(bytes) };
        if !self.packs.contains(&stamp) {
            self.own.extend(places);
            self.stamp(stamp);
        }
        Ok(PackKind::Own)
    }

    /// Remembers what was added, and joins the parts of the gazetteer anew.
    fn stamp(&mut self, stamp: PackStamp) {
        self.packs.push(stamp);
        crate::order::by_key(&mut self.packs, |stamp| stamp.kind);
        if stamp.kind >= PackKind::Places {
            let join = |more: Option<&Columns>| match (more, &*self.own) {
                (None, []) => self.base.clone(),
                (more, own) => Some(Arc::new(Gazetteer::join(self.base.as_deref(), more, own))),
            };
            // The rest hangs below what the pack before it holds.
            let more = self.more.as_deref().filter(|_| self.base.is_some());
            self.known = join(None);
            self.gazetteer = more.map_or_else(|| self.known.clone(), |more| join(Some(more)));
        }
    }

    /// Which packs are in use, in the order of their kinds: exports name them.
    pub fn packs(&self) -> &[PackStamp] {
        &self.packs
    }
}
