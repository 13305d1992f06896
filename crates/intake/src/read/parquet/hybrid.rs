//! Small whole numbers as Parquet writes levels and places of a dictionary: runs of one number, and stretches of packed bits.
//!
//! Format: <https://parquet.apache.org/docs/file-format/data-pages/encodings/>, `RLE` (3). Nothing is believed: numbers that
//! are not there are none, and no memory is set aside for what is only claimed.

use bytes::Bytes;

/// The widest number, in bits.
const WIDTH_MAX: u8 = 32;

/// What is being given out.
#[derive(Debug, Clone, Copy)]
enum Run {
    /// A number, and how often it is still to come.
    Same { number: u32, left: u64 },
    /// Packed numbers: the bit at which the next begins, and how many are still to come.
    Packed { bit: usize, left: u64 },
}

/// A row of numbers that is read from its beginning on.
#[derive(Debug, Clone)]
pub(super) struct Hybrid {
    bytes: Bytes,
    at: usize,
    width: u8,
    run: Run,
}

impl Hybrid {
    /// Numbers of `width` bits; none where numbers cannot be so wide.
    pub(super) fn new(bytes: Bytes, width: u8) -> Option<Self> {
        let run = Run::Same { number: 0, left: 0 };
        (width <= WIDTH_MAX).then_some(Self { bytes, at: 0, width, run })
    }

    /// Adds the next numbers to `out`; none where there are fewer.
    pub(super) fn take(&mut self, count: usize, out: &mut Vec<u32>) -> Option<()> {
        let mut wanted = count;
        while wanted > 0 {
            let most = u64::try_from(wanted).ok()?;
            match &mut self.run {
                Run::Same { left: 0, .. } | Run::Packed { left: 0, .. } => self.begin()?,
                Run::Same { number, left } => {
                    let now = usize::try_from(most.min(*left)).ok()?;
                    out.resize(out.len() + now, *number);
                    *left -= u64::try_from(now).ok()?;
                    wanted -= now;
                }
                Run::Packed { bit, left } => {
                    let now = usize::try_from(most.min(*left)).ok()?;
                    unpack(&self.bytes, *bit, self.width, now, out)?;
                    *bit += now * usize::from(self.width);
                    *left -= u64::try_from(now).ok()?;
                    wanted -= now;
                }
            }
        }
        Some(())
    }

    /// Begins the next run.
    fn begin(&mut self) -> Option<()> {
        let head = self.varint()?;
        if head & 1 == 0 {
            let bytes = usize::from(self.width.div_ceil(8));
            let value = self.bytes.get(self.at..self.at.checked_add(bytes)?)?;
            let number = value.iter().rev().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
            self.at += bytes;
            self.run = Run::Same { number, left: head >> 1 };
        } else {
            let groups = usize::try_from(head >> 1).ok()?;
            let bytes = groups.checked_mul(self.width.into())?;
            // Some writers leave out the end of the last group, which holds no number.
            let end = self.at.checked_add(bytes)?.min(self.bytes.len());
            let left = u64::try_from(groups.checked_mul(8)?).ok()?;
            self.run = Run::Packed { bit: self.at.checked_mul(8)?, left };
            self.at = end;
        }
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

/// Adds `count` numbers of `width` bits that begin at a bit, the lowest bits first.
fn unpack(bytes: &[u8], bit: usize, width: u8, count: usize, out: &mut Vec<u32>) -> Option<()> {
    let wide = usize::from(width);
    let last = bit.checked_add(count.checked_mul(wide)?)?;
    if last > bytes.len().checked_mul(8)? {
        return None;
    }
    let mask = (1_u64 << width) - 1;
    out.reserve(count);
    let mut at = bit;
    for _ in 0..count {
        let window = match bytes.get(at / 8..).and_then(<[u8]>::first_chunk::<8>) {
            Some(window) => u64::from_le_bytes(*window),
            None => ending(bytes, at / 8),
        };
        out.push(u32::try_from(window >> (at % 8) & mask).unwrap_or_default());
        at += wide;
    }
    Some(())
}

/// The last bytes, where fewer than eight are left.
fn ending(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification: 0 to 7 in three bits, which are three bytes.
    #[test]
    fn packed_numbers_are_those_of_the_specification() {
        let bytes = Bytes::from_static(&[0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010]);
        let mut hybrid = Hybrid::new(bytes, 3).expect("three bits");
        let mut out = Vec::new();
        assert!(hybrid.take(5, &mut out).is_some());
        assert!(hybrid.take(3, &mut out).is_some());
        assert_eq!(out, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert!(hybrid.take(1, &mut out).is_none());
    }

    #[test]
    fn a_run_is_one_number_many_times_and_what_is_not_there_is_none() {
        // Four times 300 in two bytes, then eight ones of one bit's place in nine.
        let mut hybrid = Hybrid::new(Bytes::from_static(&[8, 0x2c, 1]), 9).expect("nine bits");
        let mut out = Vec::new();
        assert!(hybrid.take(4, &mut out).is_some());
        assert_eq!(out, [300; 4]);
        assert!(hybrid.take(1, &mut out).is_none());
        let endless = Bytes::from_static(&[0xff; 10]);
        assert!(Hybrid::new(endless, 32).expect("all bits").take(8, &mut out).is_none());
        assert!(Hybrid::new(Bytes::new(), 33).is_none());
    }
}
