//! Whole numbers by their differences, in blocks whose parts have each a width of their own
//! (`DELTA_BINARY_PACKED` of the specification).

use super::runs::{bits, varint};
use super::thrift::unfold;

/// Numbers in a part of a page, whose bytes are handed in with each step.
#[derive(Debug, Clone)]
pub(super) struct Delta {
    /// Where the next part begins, or the next block.
    at: usize,
    end: usize,
    parts: usize,
    /// Numbers in each part of a block; a multiple of 32.
    part_numbers: usize,
    left: u64,
    last: i64,
    is_first: bool,
    smallest: i64,
    /// Where the widths of the parts that follow in the block stand, and how many do.
    widths: (usize, usize),
    width: u8,
    bit: usize,
    part_left: usize,
}

impl Delta {
    /// Numbers between two places of a page, as many as there are values in it at most.
    pub(super) fn new(page: &[u8], at: usize, end: usize, values_max: u64) -> Option<Self> {
        let bytes = page.get(..end)?;
        let mut at = at;
        let block = usize::try_from(varint(bytes, &mut at)?).ok()?;
        let parts = usize::try_from(varint(bytes, &mut at)?).ok()?;
        let left = varint(bytes, &mut at)?;
        let last = unfold(varint(bytes, &mut at)?);
        let part_numbers = block.checked_div(parts)?;
        let is_whole = part_numbers > 0
            && part_numbers.is_multiple_of(32)
            && part_numbers.checked_mul(parts)? == block;
        (is_whole && left <= values_max).then_some(Self {
            at,
            end,
            parts,
            part_numbers,
            left,
            last,
            is_first: true,
            smallest: 0,
            widths: (0, 0),
            width: 0,
            bit: 0,
            part_left: 0,
        })
    }

    /// The next number; none where there are no more, or the bytes are broken.
    #[inline]
    pub(super) fn next(&mut self, page: &[u8]) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        if std::mem::take(&mut self.is_first) {
            return Some(self.last);
        }
        if self.part_left == 0 {
            self.begin(page)?;
        }
        self.part_left -= 1;
        let over = bits(page.get(..self.end)?, self.bit, self.width)?;
        self.bit += usize::from(self.width);
        self.last = self.last.wrapping_add(self.smallest).wrapping_add(over.cast_signed());
        Some(self.last)
    }

    /// Goes to the next part, and into the next block where this one has no more.
    fn begin(&mut self, page: &[u8]) -> Option<()> {
        let bytes = page.get(..self.end)?;
        if self.widths.1 == 0 {
            self.smallest = unfold(varint(bytes, &mut self.at)?);
            self.widths = (self.at, self.parts);
            self.at = self.at.checked_add(self.parts)?;
        }
        self.width = *bytes.get(self.widths.0)?;
        self.widths = (self.widths.0 + 1, self.widths.1 - 1);
        self.bit = self.at.checked_mul(8)?;
        let length = self.part_numbers.checked_mul(self.width.into())? / 8;
        self.at = self.at.checked_add(length).filter(|_| self.width <= 64)?;
        self.part_left = self.part_numbers;
        Some(())
    }

    /// The place after all numbers, found without keeping any.
    pub(super) fn after(&self, page: &[u8]) -> Option<usize> {
        let mut all = self.clone();
        while all.left > 0 {
            all.next(page)?;
        }
        (all.at <= all.end).then_some(all.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The second example of the specification: 7, 5, 3, 1, 2, 3, 4, 5 in one block.
    #[test]
    fn numbers_follow_from_their_differences() {
        let mut page = vec![0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0];
        page.extend([0b1100_0000, 0b0011_1111, 0, 0, 0, 0, 0, 0, 99]);
        let mut delta = Delta::new(&page, 0, page.len(), 8).expect("a head");
        assert_eq!(delta.after(&page), Some(page.len() - 1));
        let read: Vec<i64> = std::iter::from_fn(|| delta.next(&page)).collect();
        assert_eq!(read, [7, 5, 3, 1, 2, 3, 4, 5]);
        assert!(Delta::new(&page, 0, page.len(), 7).is_none());
        assert!(Delta::new(&page, 0, 12, 8).is_some_and(|delta| delta.after(&page).is_none()));
    }
}
