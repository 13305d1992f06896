//! Thrift's compact protocol, as far as a Parquet file describes itself in it.
//!
//! Nothing is set aside for a length before the bytes are there: what a hostile file claims costs
//! nothing.

/// How deep structures may stand in one another; a file's own description has six levels.
const DEPTH_MAX: u8 = 24;

/// The kinds of values on the wire that are asked for by name.
pub(super) mod kind {
    pub(in crate::read::parquet) const TRUE: u8 = 1;
    pub(in crate::read::parquet) const FALSE: u8 = 2;
    pub(in crate::read::parquet) const BYTE: u8 = 3;
    pub(in crate::read::parquet) const INT16: u8 = 4;
    pub(in crate::read::parquet) const INT32: u8 = 5;
    pub(in crate::read::parquet) const INT64: u8 = 6;
    pub(in crate::read::parquet) const DOUBLE: u8 = 7;
    pub(in crate::read::parquet) const BINARY: u8 = 8;
    pub(in crate::read::parquet) const LIST: u8 = 9;
    pub(in crate::read::parquet) const SET: u8 = 10;
    pub(in crate::read::parquet) const MAP: u8 = 11;
    pub(in crate::read::parquet) const STRUCT: u8 = 12;
}

/// Why a description was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// The bytes end in the middle: with more of them it may be read.
    Ended,
    /// The bytes are not of the protocol.
    Broken,
}

pub(super) type Read<T> = Result<T, Fault>;

/// What is called for each field with its number and kind; it tells whether it took the value.
type Field<'f, 'a> = dyn FnMut(&mut Thrift<'a>, i16, u8) -> Read<bool> + 'f;

/// Bytes and the place in them.
#[derive(Debug)]
pub(super) struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
    depth_left: u8,
}

impl<'a> Thrift<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, depth_left: DEPTH_MAX }
    }

    /// How many bytes were read.
    #[cfg(test)]
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Read<u8> {
        let byte = self.bytes.get(self.at).copied().ok_or(Fault::Ended)?;
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn pass(&mut self, count: usize) -> Read<&'a [u8]> {
        let end = self.at.checked_add(count).ok_or(Fault::Broken)?;
        let passed = self.bytes.get(self.at..end).ok_or(Fault::Ended)?;
        self.at = end;
        Ok(passed)
    }

    pub(super) fn varint(&mut self) -> Read<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Fault::Broken)
    }

    pub(super) fn length(&mut self) -> Read<usize> {
        usize::try_from(self.varint()?).map_err(|_| Fault::Broken)
    }

    /// A whole number of 16, 32 or 64 bits.
    fn int64(&mut self) -> Read<i64> {
        Ok(unfold(self.varint()?))
    }

    /// A count or length, which cannot be negative.
    pub(super) fn count(&mut self) -> Read<u64> {
        u64::try_from(self.int64()?).map_err(|_| Fault::Broken)
    }

    /// Bytes of a length that stands before them.
    pub(super) fn binary(&mut self) -> Read<&'a [u8]> {
        let length = self.length()?;
        self.pass(length)
    }

    /// The beginning of a list: how many elements follow, all of the kind that is expected.
    pub(super) fn list(&mut self, expected: u8) -> Read<usize> {
        let (count, found) = self.any_list()?;
        if count > 0 && found != expected { Err(Fault::Broken) } else { Ok(count) }
    }

    fn any_list(&mut self) -> Read<(usize, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.length()?,
            few => usize::from(few),
        };
        Ok((count, head & 0x0f))
    }

    /// Goes through the fields of a structure; what `read` does not take is passed over.
    pub(super) fn fields(&mut self, read: &mut Field<'_, 'a>) -> Read<()> {
        self.depth_left = self.depth_left.checked_sub(1).ok_or(Fault::Broken)?;
        let mut id: i16 = 0;
        loop {
            let head = self.byte()?;
            if head == 0 {
                self.depth_left += 1;
                return Ok(());
            }
            id = match head >> 4 {
                0 => i16::try_from(self.int64()?).map_err(|_| Fault::Broken)?,
                step => id.checked_add(i16::from(step)).ok_or(Fault::Broken)?,
            };
            let kind = head & 0x0f;
            if !read(self, id, kind)? {
                self.skip(kind)?;
            }
        }
    }

    fn skip(&mut self, kind: u8) -> Read<()> {
        match kind {
            // The truth is in the kind.
            kind::TRUE | kind::FALSE => Ok(()),
            kind::BYTE => self.byte().map(drop),
            kind::INT16 | kind::INT32 | kind::INT64 => self.varint().map(drop),
            kind::DOUBLE => self.pass(8).map(drop),
            kind::BINARY => self.binary().map(drop),
            kind::LIST | kind::SET => {
                let (count, of) = self.any_list()?;
                self.skip_all(count, &[of])
            }
            kind::MAP => {
                let count = self.length()?;
                let kinds = if count > 0 { self.byte()? } else { 0 };
                self.skip_all(count, &[kinds >> 4, kinds & 0x0f])
            }
            kind::STRUCT => self.fields(&mut |_, _, _| Ok(false)),
            _ => Err(Fault::Broken),
        }
    }

    /// Passes over elements of a list or a map, in which a truth is a byte of its own.
    fn skip_all(&mut self, count: usize, kinds: &[u8]) -> Read<()> {
        self.depth_left = self.depth_left.checked_sub(1).ok_or(Fault::Broken)?;
        for _ in 0..count {
            for &kind in kinds {
                let is_truth = matches!(kind, kind::TRUE | kind::FALSE);
                self.skip(if is_truth { kind::BYTE } else { kind })?;
            }
        }
        self.depth_left += 1;
        Ok(())
    }
}

/// The whole number that was folded so that small ones of both signs are short ("zigzag").
fn unfold(folded: u64) -> i64 {
    (folded >> 1).cast_signed() ^ -((folded & 1).cast_signed())
}
