//! What a Parquet file claims of sizes, looked at before the library believes it.
//!
//! The library sets memory aside for counts as they are claimed, and goes as deep as a schema says:
//! where that is too much the system ends the program, which no [`mod@super::confine`] can keep it from.
//! Field numbers and names from `parquet.thrift` of the format's specification.

use parquet::basic::Encoding;
use parquet::column::page::Page;

use super::thrift::{Fault, Read, Thrift, kind};

/// The most values of a dictionary, of which the library keeps each in 32 bytes. Writers give a
/// dictionary up at a few megabytes.
const DICTIONARY_VALUES_MAX: u32 = 1 << 24;

/// Goes through a file's description of itself; tells whether something in it is encrypted.
///
/// A schema that goes deeper than `depth_max`, or claims more children than it has, is broken.
pub(super) fn look_through(description: &[u8], depth_max: usize) -> Read<bool> {
    let mut is_encrypted = false;
    Thrift::new(description).fields(&mut |thrift, id, of| match (id, of) {
        (2, kind::LIST) => schema(thrift, depth_max).map(|()| true),
        (8, kind::STRUCT) => {
            is_encrypted = true;
            Ok(false)
        }
        _ => Ok(false),
    })?;
    Ok(is_encrypted)
}

/// The nodes of a schema, in the order in which one reads them.
fn schema(thrift: &mut Thrift<'_>, depth_max: usize) -> Read<()> {
    let count = thrift.list(kind::STRUCT)?;
    // How many children are still to come of each of the nodes that one is in.
    let mut around: Vec<u64> = Vec::new();
    for place in 0..count {
        while around.pop_if(|left| *left == 0).is_some() {}
        match around.last_mut() {
            Some(left) => *left -= 1,
            None if place == 0 => {}
            None => return Err(Fault::Broken),
        }
        let mut children = 0;
        thrift.fields(&mut |thrift, id, of| {
            let is_count = (id, of) == (5, kind::INT32);
            if is_count {
                children = thrift.count()?;
            }
            Ok(is_count)
        })?;
        let most = u64::try_from(count - place - 1).unwrap_or(u64::MAX);
        if children > most || around.len() == depth_max {
            return Err(Fault::Broken);
        }
        around.push(children);
    }
    Ok(())
}

/// What the head of a page says of its sizes, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) unpacked: u64,
    pub(super) packed: u64,
    pub(super) values: u64,
    /// What stands before the values and is never packed, in the second version of the format.
    pub(super) levels: u64,
    pub(super) is_packed: bool,
}

/// Reads the head of a page; [`Fault::Ended`] where the bytes are too few for it.
pub(super) fn head(bytes: &[u8]) -> Read<Head> {
    let mut head = Head { unpacked: 0, packed: 0, values: 0, levels: 0, is_packed: true };
    Thrift::new(bytes).fields(&mut |thrift, id, of| {
        match (id, of) {
            (2, kind::INT32) => head.unpacked = thrift.count()?,
            (3, kind::INT32) => head.packed = thrift.count()?,
            (5 | 7 | 8, kind::STRUCT) => values(thrift, id, &mut head)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(head)
}

/// What a head says of values (5, and 8 in the second version) or of a dictionary (7).
fn values(thrift: &mut Thrift<'_>, page: i16, head: &mut Head) -> Read<()> {
    thrift.fields(&mut |thrift, id, of| {
        match (page, id, of) {
            (_, 1, kind::INT32) => head.values = thrift.count()?,
            (8, 5 | 6, kind::INT32) => head.levels = head.levels.saturating_add(thrift.count()?),
            (8, 7, kind::FALSE) => head.is_packed = false,
            _ => return Ok(false),
        }
        Ok(true)
    })
}

/// Whether a page, now unpacked, has room for the values that it claims where the library would set
/// memory aside for all of them at once.
pub(super) fn has_room(page: &Page, has_levels: bool) -> bool {
    let count = page.num_values();
    let (bytes, at) = match page {
        Page::DictionaryPage { buf, .. } => {
            let bytes = u32::try_from(buf.len()).unwrap_or(u32::MAX);
            return count <= bytes.min(DICTIONARY_VALUES_MAX);
        }
        Page::DataPage { buf, .. } if has_levels => (buf, levels(buf)),
        Page::DataPage { buf, .. } => (buf, Some(0)),
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let both = def_levels_byte_len.checked_add(*rep_levels_byte_len);
            (buf, both.and_then(|both| usize::try_from(both).ok()))
        }
    };
    let runs = match page.encoding() {
        Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
        Encoding::DELTA_BYTE_ARRAY => 2,
        _ => return true,
    };
    let Some(values) = at.and_then(|at| bytes.get(at..)) else { return false };
    let mut numbers = Thrift::new(values);
    (0..runs).all(|_| pass_numbers(&mut numbers, count.into()).is_ok())
}

/// The bytes of the levels before the values of a page, with those of their length.
fn levels(page: &[u8]) -> Option<usize> {
    let length = u32::from_le_bytes(*page.first_chunk()?);
    usize::try_from(length).ok()?.checked_add(4)
}

/// Passes over whole numbers that are written as differences, in blocks whose parts have each a
/// width of their own (`DELTA_BINARY_PACKED`); broken where they claim to be more than `most`.
fn pass_numbers(bytes: &mut Thrift<'_>, most: u64) -> Read<()> {
    let (block, parts) = (bytes.length()?, bytes.length()?);
    let (count, _first) = (bytes.varint()?, bytes.varint()?);
    let part = block.checked_div(parts).filter(|&part| part > 0).ok_or(Fault::Broken)?;
    if count > most {
        return Err(Fault::Broken);
    }
    let numbers_in_part = u64::try_from(part).map_err(|_| Fault::Broken)?;
    let mut left = count.saturating_sub(1);
    while left > 0 {
        let _smallest = bytes.varint()?;
        for &width in bytes.pass(parts)? {
            if left > 0 {
                bytes.pass(part.checked_mul(width.into()).ok_or(Fault::Broken)? / 8)?;
                left = left.saturating_sub(numbers_in_part);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
