//! The values of a page, one after the other, in whichever way they are encoded.

use super::delta::Delta;
use super::runs::{Runs, bits};
use super::schema::Stored;

/// A value as it is stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Raw<'a> {
    Truth(bool),
    Int(i64),
    Bytes(&'a [u8]),
    /// A place in the dictionary of the column.
    Place(u32),
}

/// How the values of a page are encoded, and how far they were read.
#[derive(Debug)]
pub(super) enum Values {
    /// One after the other.
    Plain { at: usize },
    /// Truths, a bit each.
    Bits { bit: usize },
    /// Truths in runs.
    Truths(Runs),
    /// Places in the dictionary.
    Places(Runs),
    /// Whole numbers by their differences.
    Numbers(Delta),
    /// All lengths, then all bytes.
    Lengths { lengths: Delta, at: usize },
    /// As many bytes as before, then others.
    Prefixes { prefixes: Delta, lengths: Delta, at: usize, last: Vec<u8> },
    /// All first bytes, then all second ones.
    Split { start: usize, step: usize, next: usize, value: Vec<u8> },
}

impl Values {
    /// The values that begin at a place of a page; none where the encoding does not fit the column.
    ///
    /// `count` is how many there are at most, those that are not there included.
    pub(super) fn new(
        encoding: i32,
        stored: Stored,
        page: &[u8],
        at: usize,
        count: u64,
    ) -> Option<Self> {
        let end = page.len();
        Some(match (encoding, stored) {
            (0, Stored::Truth) => Self::Bits { bit: at.checked_mul(8)? },
            (0, _) => Self::Plain { at },
            (2 | 8, _) => {
                // A page on which nothing is there may have no width.
                let width = page.get(at).copied().unwrap_or(0);
                Self::Places(Runs::new(at + 1, end.max(at + 1), width)?)
            }
            (3, Stored::Truth) => {
                let length = u32::from_le_bytes(*page.get(at..)?.first_chunk()?);
                let start = at + 4;
                let stop = start.checked_add(usize::try_from(length).ok()?)?.min(end);
                Self::Truths(Runs::new(start, stop, 1)?)
            }
            (5, Stored::Int32 | Stored::Int64) => Self::Numbers(Delta::new(page, at, end, count)?),
            (6, Stored::Bytes) => {
                let lengths = Delta::new(page, at, end, count)?;
                Self::Lengths { at: lengths.after(page)?, lengths }
            }
            (7, Stored::Bytes | Stored::Fixed(_)) => {
                let prefixes = Delta::new(page, at, end, count)?;
                let lengths = Delta::new(page, prefixes.after(page)?, end, count)?;
                Self::Prefixes { at: lengths.after(page)?, prefixes, lengths, last: Vec::new() }
            }
            (9, _) => {
                let step = page.get(at..)?.len() / stored.width()?;
                Self::Split { start: at, step, next: 0, value: Vec::new() }
            }
            _ => return None,
        })
    }

    /// The next value; none where there are no more, or the bytes are broken.
    #[inline]
    pub(super) fn next<'a>(&'a mut self, stored: Stored, page: &'a [u8]) -> Option<Raw<'a>> {
        match self {
            Self::Plain { at } => {
                let width = match stored.width() {
                    Some(width) => width,
                    None => {
                        let length = u32::from_le_bytes(*page.get(*at..)?.first_chunk()?);
                        *at += 4;
                        usize::try_from(length).ok()?
                    }
                };
                whole(stored, take(page, at, width)?)
            }
            Self::Bits { bit } => {
                let truth = bits(page, *bit, 1)? == 1;
                *bit += 1;
                Some(Raw::Truth(truth))
            }
            Self::Truths(runs) => Some(Raw::Truth(runs.next(page)? == 1)),
            Self::Places(runs) => runs.next(page).map(Raw::Place),
            Self::Numbers(numbers) => {
                let number = numbers.next(page)?;
                Some(Raw::Int(if stored == Stored::Int32 { low_half(number) } else { number }))
            }
            Self::Lengths { lengths, at } => {
                let length = usize::try_from(lengths.next(page)?).ok()?;
                Some(Raw::Bytes(take(page, at, length)?))
            }
            Self::Prefixes { prefixes, lengths, at, last } => {
                let prefix = usize::try_from(prefixes.next(page)?).ok()?;
                let length = usize::try_from(lengths.next(page)?).ok()?;
                if prefix > last.len() {
                    return None;
                }
                last.truncate(prefix);
                last.extend_from_slice(take(page, at, length)?);
                let fits = stored.width().is_none_or(|width| width == last.len());
                fits.then_some(Raw::Bytes(last))
            }
            Self::Split { start, step, next, value } => {
                if *next >= *step {
                    return None;
                }
                value.clear();
                let mut from = *start + *next;
                for _ in 0..stored.width()? {
                    value.push(*page.get(from)?);
                    from += *step;
                }
                *next += 1;
                whole(stored, value)
            }
        }
    }
}

#[inline]
fn take<'a>(page: &'a [u8], at: &mut usize, length: usize) -> Option<&'a [u8]> {
    let end = at.checked_add(length)?;
    let taken = page.get(*at..end)?;
    *at = end;
    Some(taken)
}

/// Stored bytes as the whole number that they are, where they are one.
#[inline]
fn whole(stored: Stored, bytes: &[u8]) -> Option<Raw<'_>> {
    Some(match stored {
        Stored::Int32 => Raw::Int(i32::from_le_bytes(*bytes.first_chunk()?).into()),
        Stored::Int64 => Raw::Int(i64::from_le_bytes(*bytes.first_chunk()?)),
        _ => Raw::Bytes(bytes),
    })
}

/// A number of 32 bits whose differences ran over.
fn low_half(number: i64) -> i64 {
    let [a, b, c, d, ..] = number.to_le_bytes();
    i32::from_le_bytes([a, b, c, d]).into()
}
