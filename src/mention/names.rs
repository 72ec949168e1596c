//! The pack of names: model and lexicons, opened once.

use super::decode::Powers;
use super::lexicon::Lexicon;
use super::model::Model;
use super::net::Net;
use super::table::{Reader, Writer};
use crate::asset::{Pack, PackError, PackKind};

/// The model and lexicons that recognise names.
#[derive(Debug)]
pub struct Names {
    /// What is known of words and phrases.
    pub lexicon: Lexicon,
    /// The weights.
    pub model: Model,
    /// The network, whose scores are added to those of the weights.
    pub net: Net,
    /// Powers of e for probabilities.
    pub powers: Powers,
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
        let mut reader = Reader::new(pack.content);
        let damaged = |what| PackError::content(PackKind::Names, what);
        let lexicon =
            Lexicon::open(&mut reader).ok_or_else(|| damaged("the lexicon does not hold together"))?;
        let model = Model::open(&mut reader).ok_or_else(|| damaged("the model does not hold together"))?;
        let net = Net::open(&mut reader).ok_or_else(|| damaged("the network does not hold together"))?;
        if !reader.is_empty() {
            return Err(damaged("there are bytes behind its end"));
        }
        Ok(Names { lexicon, model, net, powers: Powers::default(), checksum: pack.checksum })
    }

    /// The bytes of a pack with a lexicon, a model and a network as their `encode` functions write them, from sources of
    /// `date`.
    pub fn write(date: u32, lexicon: Writer, model: Writer, net: Writer) -> Vec<u8> {
        let content = [lexicon.finish(), model.finish(), net.finish()].concat();
        Pack::write(PackKind::Names, date, &content)
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    const PACK: &[u8] = include_bytes!("../../data/packs/names.bin");

    #[test]
    fn the_pack_opens() {
        let names = Names::open(&Pack::open(PACK).unwrap()).unwrap();
        assert!(names.model.len() > 10_000 && names.lexicon.len().0 > 100_000);
    }

    #[test]
    fn a_damaged_pack_is_an_error_or_a_pack_but_no_panic() {
        let whole = Pack::open(PACK).unwrap();
        let open = |content: &[u8]| Names::open(&Pack { content, ..whole });
        for part in 0..12 {
            let at = whole.content.len() * part / 12;
            assert!(open(&whole.content[..at]).is_err(), "cut to {at} bytes");
            let mut bytes = whole.content.to_vec();
            for (offset, byte) in bytes[at..].iter_mut().take(8).enumerate() {
                *byte = !*byte ^ offset as u8;
            }
            let _ = open(&bytes);
        }
        let error = open(&[whole.content, &[0]].concat()).unwrap_err().to_string();
        assert_eq!(
            error,
            "the names pack is damaged: there are bytes behind its end; run `cargo xtask data`"
        );
    }
}
