//! Columns of numbers as packs hold them: written once, read without a panic whatever the bytes.

/// Reads columns in the order in which a [`Writer`] wrote them.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads `bytes` from the start.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes }
    }

    /// The next `len` bytes.
    pub fn bytes(&mut self, len: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(head)
    }

    /// A number of 32 bits, little-endian.
    pub fn number(&mut self) -> Option<u32> {
        let bytes = self.bytes(4)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A list of numbers with its length before it.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.number()? as usize;
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    /// `count` numbers of 16 bits: the low bytes of all, then the high ones.
    pub fn halves(&mut self, count: usize) -> Option<Vec<u16>> {
        let low = self.bytes(count)?;
        let high = self.bytes(count)?;
        Some(low.iter().zip(high).map(|(&low, &high)| u16::from_le_bytes([low, high])).collect())
    }

    /// Ascending numbers, written as steps.
    pub fn ascending(&mut self) -> Option<Vec<u32>> {
        let count = self.number()? as usize;
        let len = self.number()? as usize;
        let mut steps = self.bytes(len)?.iter();
        let mut numbers = Vec::with_capacity(count.min(len));
        let mut last = 0u32;
        for _ in 0..count {
            let mut step = 0u32;
            for shift in [0, 7, 14, 21, 28] {
                let &byte = steps.next()?;
                step |= u32::from(byte & 0x7f) << shift;
                if byte < 0x80 {
                    break;
                }
            }
            last = last.checked_add(step)?;
            numbers.push(last);
        }
        steps.next().is_none().then_some(numbers)
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Writes columns.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Bytes as they stand.
    pub fn bytes(&mut self, bytes: impl IntoIterator<Item = u8>) {
        self.bytes.extend(bytes);
    }

    /// A number of 32 bits.
    pub fn number(&mut self, number: u32) {
        self.bytes(number.to_le_bytes());
    }

    /// A list of numbers.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.number(numbers.len() as u32);
        for &number in numbers {
            self.number(number);
        }
    }

    /// Numbers of 16 bits: the low bytes of all, then the high ones, which compress better apart.
    pub fn halves(&mut self, numbers: impl Iterator<Item = u16> + Clone) {
        self.bytes(numbers.clone().map(|number| number as u8));
        self.bytes(numbers.map(|number| (number >> 8) as u8));
    }

    /// Ascending numbers, as steps of seven bits a byte.
    pub fn ascending(&mut self, numbers: &[u32]) {
        let mut steps = Vec::new();
        let mut last = 0;
        for &number in numbers {
            let mut step = number - last;
            while step >= 0x80 {
                steps.push(step as u8 | 0x80);
                step >>= 7;
            }
            steps.push(step as u8);
            last = number;
        }
        self.number(numbers.len() as u32);
        self.number(steps.len() as u32);
        self.bytes(steps);
    }

    /// What was written.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_read_back() {
        let mut writer = Writer::default();
        writer.ascending(&[0, 3, 3, 200, u32::MAX]);
        writer.numbers(&[7, 1]);
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.ascending(), Some(vec![0, 3, 3, 200, u32::MAX]));
        assert_eq!(reader.numbers(), Some(vec![7, 1]));
        assert!(reader.is_empty());
        assert_eq!(Reader::new(&[255; 40]).ascending(), None);
    }
}
