//! From UTF-8 bytes to UTF-16 units and code points, and back.

/// Translates offsets of one text between UTF-8 bytes (the core), UTF-16 code units (a web page) and Unicode code points
/// (most file formats). Each look-up takes time logarithmic in the number of characters outside ASCII.
///
/// An offset is a position between characters: `0` to the length, both included. One that splits a character, or lies
/// outside the text, has no counterpart.
///
/// # Examples
///
/// ```
/// let map = dateline::OffsetMap::new("“Yes,” said 🦀");
/// assert_eq!(map.utf16(16), Some(12)); // the crab starts here
/// assert_eq!(map.utf16(17), None); // and this is inside it
/// assert_eq!(map.utf16(20), Some(14));
/// assert_eq!(map.code_point(20), Some(13));
/// assert_eq!(map.byte_of_utf16(13), None);
/// assert_eq!(map.byte_of_code_point(12), Some(16));
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    /// One entry after each character outside ASCII, and one at 0: between entries all three units step together.
    steps: Vec<Step>,
    len: Step,
}

/// One position in all three units, and the size of the character before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Step {
    byte: usize,
    utf16: usize,
    point: usize,
}

impl OffsetMap {
    /// Reads `text` once and remembers where its characters outside ASCII end.
    pub fn new(text: &str) -> OffsetMap {
        let mut steps = vec![Step::default()];
        let mut at = Step::default();
        let bytes = text.as_bytes();
        while at.byte < bytes.len() {
            if bytes[at.byte] < 0x80 {
                at = Step { byte: at.byte + 1, utf16: at.utf16 + 1, point: at.point + 1 };
                continue;
            }
            let size = match bytes[at.byte] {
                0xf0.. => 4,
                0xe0.. => 3,
                _ => 2,
            };
            at = Step {
                byte: at.byte + size,
                utf16: at.utf16 + if size == 4 { 2 } else { 1 },
                point: at.point + 1,
            };
            steps.push(at);
        }
        OffsetMap { steps, len: at }
    }

    /// The position in UTF-16 units of the byte offset `byte`, or `None` where it splits a character or lies outside.
    pub fn utf16(&self, byte: usize) -> Option<usize> {
        self.find(byte, |step| step.byte).map(|at| at.utf16)
    }

    /// The position in code points of the byte offset `byte`, or `None` where it splits a character or lies outside.
    pub fn code_point(&self, byte: usize) -> Option<usize> {
        self.find(byte, |step| step.byte).map(|at| at.point)
    }

    /// The byte offset of the position `utf16` in UTF-16 units, or `None` inside a surrogate pair or outside the text.
    pub fn byte_of_utf16(&self, utf16: usize) -> Option<usize> {
        self.find(utf16, |step| step.utf16).map(|at| at.byte)
    }

    /// The byte offset of the position `point` in code points, or `None` outside the text.
    pub fn byte_of_code_point(&self, point: usize) -> Option<usize> {
        self.find(point, |step| step.point).map(|at| at.byte)
    }

    /// The length of the text in UTF-16 units.
    pub fn len_utf16(&self) -> usize {
        self.len.utf16
    }

    /// The length of the text in code points.
    pub fn len_code_points(&self) -> usize {
        self.len.point
    }

    fn find(&self, offset: usize, unit: impl Fn(&Step) -> usize) -> Option<Step> {
        let after = self.steps.partition_point(|step| unit(step) <= offset);
        let last = self.steps[after - 1]; // the first step is 0, so at least one is not beyond
        let beyond = offset - unit(&last);
        let at = Step { byte: last.byte + beyond, utf16: last.utf16 + beyond, point: last.point + beyond };
        // The next character outside ASCII starts where the three units stop to step together.
        match self.steps.get(after) {
            Some(next) => {
                let start = next.byte - Self::width(&last, next);
                (at.byte <= start).then_some(at)
            }
            None => (at.byte <= self.len.byte).then_some(at),
        }
    }

    /// The number of bytes of the character that ends at `next`; `last` is the step before it.
    fn width(last: &Step, next: &Step) -> usize {
        let points = next.point - last.point - 1; // ASCII characters between the two
        next.byte - last.byte - points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte offset against what the standard library counts.
    fn check(text: &str) {
        let map = OffsetMap::new(text);
        for byte in 0..=text.len() + 2 {
            let expected = text.get(..byte).filter(|_| byte <= text.len());
            let utf16 = expected.map(|before| before.encode_utf16().count());
            let point = expected.map(|before| before.chars().count());
            assert_eq!((map.utf16(byte), map.code_point(byte)), (utf16, point), "byte {byte} of {text:?}");
            if let (Some(utf16), Some(point)) = (utf16, point) {
                assert_eq!(map.byte_of_utf16(utf16), Some(byte), "{text:?}");
                assert_eq!(map.byte_of_code_point(point), Some(byte), "{text:?}");
            }
        }
        assert_eq!(map.byte_of_utf16(map.len_utf16() + 1), None);
        assert_eq!(map.byte_of_code_point(map.len_code_points() + 1), None);
    }

    #[test]
    fn all_units_agree_with_the_standard_library() {
        for text in
            ["", "a", "é", "🦀", "a🦀b", "🦀🦀", "“Yes,” said 🦀 – é", "e\u{301}", "\u{10ffff}\u{800}\u{7ff}"]
        {
            check(text);
        }
    }

    #[test]
    fn the_middle_of_a_surrogate_pair_is_no_position() {
        assert_eq!(OffsetMap::new("a🦀").byte_of_utf16(2), None);
    }
}
