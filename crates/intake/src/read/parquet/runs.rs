//! Small whole numbers in runs of equal ones and in packed groups of eight: levels, places in a
//! dictionary, truths ("RLE/bit-packing hybrid" of the specification).

/// The widest number, in bits.
const WIDTH_MAX: u8 = 32;

#[derive(Debug)]
enum Run {
    Same(u32),
    /// With the bit at which the next number begins, counted from the beginning of the page.
    Packed(usize),
}

/// Numbers in a part of a page, whose bytes are handed in with each step.
#[derive(Debug)]
pub(super) struct Runs {
    at: usize,
    end: usize,
    width: u8,
    run: Run,
    left: u64,
}

impl Runs {
    /// Numbers of so many bits each, between two places of a page.
    pub(super) fn new(at: usize, end: usize, width: u8) -> Option<Self> {
        (width <= WIDTH_MAX && at <= end).then_some(Self {
            at,
            end,
            width,
            run: Run::Same(0),
            left: 0,
        })
    }

    /// The next number; none where the bytes end or are broken.
    #[inline]
    pub(super) fn next(&mut self, page: &[u8]) -> Option<u32> {
        while self.left == 0 {
            self.begin(page)?;
        }
        self.left -= 1;
        match &mut self.run {
            Run::Same(number) => Some(*number),
            Run::Packed(bit) => {
                let number = bits(page.get(..self.end)?, *bit, self.width)?;
                *bit += usize::from(self.width);
                u32::try_from(number).ok()
            }
        }
    }

    fn begin(&mut self, page: &[u8]) -> Option<()> {
        let bytes = page.get(..self.end)?;
        let head = varint(bytes, &mut self.at)?;
        let count = head >> 1;
        if head & 1 == 0 {
            let mut number = 0;
            for shift in (0..u32::from(self.width)).step_by(8) {
                number |= u32::from(*bytes.get(self.at)?) << shift;
                self.at += 1;
            }
            self.run = Run::Same(number);
            self.left = count;
        } else {
            let length = usize::try_from(count).ok()?.checked_mul(self.width.into())?;
            self.run = Run::Packed(self.at.checked_mul(8)?);
            // Some writers leave out the bytes of numbers that nobody asks for.
            self.at = self.at.checked_add(length)?.min(self.end);
            self.left = count.checked_mul(8)?;
        }
        Some(())
    }
}

/// A number of up to 64 bits that begins at any bit, the lowest bits first; bytes past the end are
/// missing, and a number that needs one is none.
#[inline]
pub(super) fn bits(bytes: &[u8], bit: usize, width: u8) -> Option<u64> {
    if width == 0 {
        return Some(0);
    }
    let (at, shift) = (bit / 8, bit % 8);
    let needed = (shift + usize::from(width)).div_ceil(8);
    let found = bytes.get(at..at.checked_add(needed)?)?;
    let mask = u64::MAX >> (64_u32.checked_sub(width.into())?);
    if let Some(window) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>)
        && needed <= 8
    {
        return Some(u64::from_le_bytes(*window) >> shift & mask);
    }
    let mut window = [0; 16];
    window.get_mut(..needed)?.copy_from_slice(found);
    u64::try_from((u128::from_le_bytes(window) >> shift) & u128::from(mask)).ok()
}

/// A whole number of seven bits a byte, and the place after it.
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification: 0 to 7 in three bits each.
    #[test]
    fn packed_numbers_begin_with_the_lowest_bits() {
        let page = [0b0000_0011, 0b1000_1000, 0b1100_0110, 0b1111_1010, 0b0000_1010, 5];
        let mut runs = Runs::new(0, page.len(), 3).expect("a width");
        let read: Vec<u32> = std::iter::from_fn(|| runs.next(&page)).collect();
        assert_eq!(read, [0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 5, 5]);
    }

    #[test]
    fn numbers_that_are_not_there_are_none() {
        assert_eq!(Runs::new(0, 3, 33).map(drop), None);
        let page = [0b0000_0011, 0xff];
        let mut runs = Runs::new(0, page.len(), 3).expect("a width");
        assert_eq!(
            (runs.next(&page), runs.next(&page), runs.next(&page)),
            (Some(7), Some(7), None)
        );
        assert_eq!(
            bits(&[0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], 7, 64),
            Some(u64::MAX)
        );
    }
}
