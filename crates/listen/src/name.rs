//! Names of features by their hashes: a name is put together from pieces whose hashes are known, so most
//! names are never written out.
//!
//! The hash is a polynomial of the bytes modulo 2^64 (Karp and Rabin, "Efficient randomized
//! pattern-matching algorithms", 1987): that of two pieces one behind the other follows from theirs, and
//! that of a part of a text from those of two beginnings. Two names with one hash would share their
//! weights; among the some hundred thousand names of a model, with 64 bits, that is not to be expected.

use std::ops::Range;

/// The base of the polynomial: odd, and without a pattern.
const BASE: u64 = 0x9E6C_63D0_873B_5E4B;
/// Powers of the base are kept up to this length.
const KEPT: usize = 64;
const POWERS: [u64; KEPT] = powers();

const fn powers() -> [u64; KEPT] {
    let mut powers = [1_u64; KEPT];
    let mut at = 1;
    while at < KEPT {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
        at += 1;
    }
    powers
}

/// The base to the power of a length.
fn power(length: usize) -> u64 {
    POWERS.get(length).copied().unwrap_or_else(|| {
        (KEPT..=length).fold(POWERS[KEPT - 1], |power, _| power.wrapping_mul(BASE))
    })
}

const fn next(hash: u64, byte: u8) -> u64 {
    // No byte counts nothing, so that "a" and "a" behind zeros differ.
    hash.wrapping_mul(BASE).wrapping_add(byte as u64 + 1)
}

/// A part of a name.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    text: &'a str,
    hash: u64,
    power: u64,
}

impl<'a> Piece<'a> {
    /// The piece that a text is.
    #[must_use]
    pub const fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let (mut hash, mut power, mut at) = (0, 1_u64, 0);
        while at < bytes.len() {
            hash = next(hash, bytes[at]);
            power = power.wrapping_mul(BASE);
            at += 1;
        }
        Self { text, hash, power }
    }

    /// What it says.
    #[must_use]
    pub fn text(self) -> &'a str {
        self.text
    }

    /// Its hash.
    #[must_use]
    pub fn hash(self) -> u64 {
        self.hash
    }
}

/// The hash of pieces one behind the other.
#[must_use]
pub fn hash(pieces: &[Piece<'_>]) -> u64 {
    pieces.iter().fold(0, |hash, piece| hash.wrapping_mul(piece.power).wrapping_add(piece.hash))
}

/// What pieces say one behind the other.
#[must_use]
pub fn text(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(|piece| piece.text()).collect()
}

/// A text any part of which is a piece at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hashed {
    text: String,
    /// The hash of each beginning; that of the empty one is left out.
    beginnings: Vec<u64>,
}

impl Hashed {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Changes the text at its end.
    pub fn append(&mut self, change: impl FnOnce(&mut String)) -> Range<usize> {
        let start = self.beginnings.len();
        change(&mut self.text);
        let mut hash = self.beginnings.last().copied().unwrap_or_default();
        self.beginnings.extend(self.text.as_bytes()[start..].iter().map(|byte| {
            hash = next(hash, *byte);
            hash
        }));
        start..self.text.len()
    }

    fn beginning(&self, length: usize) -> u64 {
        length.checked_sub(1).map_or(0, |last| self.beginnings[last])
    }

    /// A part of it, in bytes.
    #[must_use]
    pub fn piece(&self, place: Range<usize>) -> Piece<'_> {
        let power = power(place.len());
        let hash = self.hash(place.clone(), power);
        Piece { text: &self.text[place], hash, power }
    }

    fn hash(&self, place: Range<usize>, power: u64) -> u64 {
        self.beginning(place.end).wrapping_sub(self.beginning(place.start).wrapping_mul(power))
    }

    /// The hash of a part of it, in bytes.
    #[must_use]
    pub fn hash_of(&self, place: Range<usize>) -> u64 {
        let power = power(place.len());
        self.hash(place, power)
    }
}

/// Which hashes may be in a set: most that are not in it are known not to be at the price of one bit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sieve {
    bits: Vec<u64>,
}

/// A sieve has two to the power of this many bits.
const SIEVE: u32 = 19;

impl Default for Sieve {
    fn default() -> Self {
        Self { bits: vec![0; 1 << (SIEVE - 6)] }
    }
}

impl Sieve {
    fn place(hash: u64) -> (usize, u32) {
        let mixed = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SIEVE);
        (usize::try_from(mixed >> 6).unwrap_or_default(), (mixed & 63) as u32)
    }

    /// Adds a hash.
    pub fn insert(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.bits[word] |= 1 << bit;
    }

    /// Whether a hash may have been added.
    #[must_use]
    pub fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.bits[word] >> bit & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::{Hashed, Piece, hash};

    #[test]
    fn a_name_has_one_hash_however_it_is_put_together() {
        let whole = Piece::of("b=perché no").hash();
        let mut text = Hashed::default();
        text.append(|text| text.push_str("ma "));
        let word = text.append(|text| text.push_str("perché"));
        let pieces = [Piece::of("b="), text.piece(word), Piece::of(" "), Piece::of("no")];
        assert_eq!(hash(&pieces), whole);
        assert_ne!(hash(&pieces[1..]), whole);
        let long = "a".repeat(200);
        let place = text.append(|text| text.push_str(&long));
        assert_eq!(text.hash_of(place), Piece::of(&long).hash());
    }
}
