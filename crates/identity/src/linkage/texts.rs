//! Texts held once, each under a small number: what is compared most is whether two are the same.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

/// The number of "nothing".
pub(super) const NONE: u32 = 0;

/// Distinct texts in one buffer, numbered from 1 in the order of their first appearance.
///
/// A text is known again by sixty-four bits of hash: among ten million texts the chance that any two
/// are taken for one is below one in a hundred thousand.
#[derive(Debug)]
pub(super) struct Texts {
    numbers: FxHashMap<u64, u32>,
    buffer: String,
    ends: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), buffer: String::new(), ends: vec![0] }
    }
}

/// A hash that spreads texts over all its bits.
pub(super) fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    // Multiplication alone leaves the low bits weak.
    let value = hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    value ^ (value >> 29)
}

/// The first characters.
pub(super) fn start(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| text.get(..end).unwrap_or_default())
}

/// Two hashes as one.
pub(super) fn mix(one: u64, other: u64) -> u64 {
    let value = (one.rotate_left(23) ^ other).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    value ^ (value >> 32)
}

impl Texts {
    /// The number of a text, given on first sight; [`NONE`] for an empty one.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return NONE;
        }
        let next = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(hash(text)).or_insert(next);
        if number == next {
            self.buffer.push_str(text);
            self.ends.push(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
        }
        number
    }

    /// The text of a number; empty for [`NONE`].
    pub(super) fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let begin = at.checked_sub(1).and_then(|before| self.ends.get(before));
        match (begin, self.ends.get(at)) {
            (Some(&begin), Some(&end)) => {
                self.buffer.get(begin as usize..end as usize).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// One more than the largest number.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// For each record a short list of numbers.
#[derive(Debug)]
pub(super) struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Default for Lists {
    fn default() -> Self {
        Self { starts: vec![0], values: Vec::new() }
    }
}

impl Lists {
    /// Adds the list of the next record, without nothings and repetitions.
    pub(super) fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        let begin = self.values.len();
        for value in list {
            if value != NONE && !self.values.get(begin..).unwrap_or_default().contains(&value) {
                self.values.push(value);
            }
        }
        self.starts.push(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
    }

    /// The list of a record.
    pub(super) fn of(&self, record: u32) -> &[u32] {
        let at = record as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&begin), Some(&end)) => {
                self.values.get(begin as usize..end as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }
}
