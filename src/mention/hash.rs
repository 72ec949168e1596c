//! The hashes that stand for words and features: the same on every machine, for they are written into packs.

const PRIME: u32 = 0x0100_0193;

/// The hash of a word, from its bytes (FNV-1a, then mixed).
pub fn word(bytes: &[u8]) -> u32 {
    mix(bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME)))
}

/// Spreads the bits of `hash` (the finaliser of MurmurHash3).
pub const fn mix(mut hash: u32) -> u32 {
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

/// The hash of a pair, where order counts.
pub const fn pair(first: u32, second: u32) -> u32 {
    mix(first.wrapping_mul(0x9e37_79b1) ^ second.rotate_left(15))
}

/// The hash of a phrase after one more of its words; start with 0.
pub const fn phrase(hash: u32, word: u32) -> u32 {
    pair(hash.wrapping_add(0x5bd1_e995), word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_never_change() {
        assert_eq!(word(b"Moscow"), word("Moscow".as_bytes()));
        assert_ne!(pair(1, 2), pair(2, 1));
        assert_eq!((word(b""), word(b"said"), pair(1, 2)), PINNED);
    }

    const PINNED: (u32, u32, u32) = (2872998923, 1309392892, 3894963795);
}
