//! What a Parquet file says of itself at its end: its columns, and where their values stand.
//!
//! Field numbers and names from `parquet.thrift` of the format's specification.

use super::thrift::{Fault, Read, Thrift, kind};

/// The parts of a second in which a time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Millis,
    Micros,
    Nanos,
}

impl Unit {
    /// How many of it a second has.
    pub(super) fn a_second(self) -> i64 {
        match self {
            Self::Millis => 1_000,
            Self::Micros => 1_000_000,
            Self::Nanos => 1_000_000_000,
        }
    }
}

/// What the values of a column mean, beyond how they are stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing is said.
    #[default]
    Bare,
    Text,
    Unsigned,
    Date,
    Time(Unit),
    /// With whether the instant was brought to UTC; if not, it is what a clock on the wall showed.
    Timestamp(Unit, bool),
    /// With the digits after the decimal mark.
    Decimal(u32),
    Uuid,
    /// A binary fraction of 16 bits.
    Half,
}

/// A node of the schema; nodes stand in the order in which one reads them.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    /// How values are stored; none for a group.
    pub(super) stored: Option<i32>,
    /// Bytes of a value of fixed length.
    pub(super) length: i32,
    /// 0 there is always one, 1 there may be one, 2 any number.
    pub(super) repetition: i32,
    pub(super) children: i32,
    pub(super) meaning: Meaning,
}

/// The values of one column in one group of rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    pub(super) codec: i32,
    pub(super) values: u64,
    /// Where its first page begins in the file.
    pub(super) start: u64,
    pub(super) is_encrypted: bool,
    /// Whether the values stand in another file.
    pub(super) is_elsewhere: bool,
}

/// Rows that stand together.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) rows: u64,
    pub(super) chunks: Vec<Chunk>,
}

/// What a file says of itself.
#[derive(Debug, Default)]
pub(super) struct Footer {
    pub(super) nodes: Vec<Node>,
    pub(super) groups: Vec<Group>,
    pub(super) is_encrypted: bool,
}

/// Reads what a file says of itself.
pub(super) fn read(bytes: &[u8]) -> Read<Footer> {
    let mut footer = Footer::default();
    Thrift::new(bytes).fields(&mut |thrift, id, of| {
        match (id, of) {
            (2, kind::LIST) => {
                for _ in 0..thrift.list(kind::STRUCT)? {
                    footer.nodes.push(node(thrift)?);
                }
            }
            (4, kind::LIST) => {
                for _ in 0..thrift.list(kind::STRUCT)? {
                    footer.groups.push(group(thrift)?);
                }
            }
            (8, kind::STRUCT) => {
                footer.is_encrypted = true;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(footer)
}

fn node(thrift: &mut Thrift<'_>) -> Read<Node> {
    let mut node = Node::default();
    let (mut converted, mut scale, mut logical) = (None, 0, None);
    thrift.fields(&mut |thrift, id, of| {
        match (id, of) {
            (1, kind::INT32) => node.stored = Some(thrift.int32()?),
            (2, kind::INT32) => node.length = thrift.int32()?,
            (3, kind::INT32) => node.repetition = thrift.int32()?,
            (4, kind::BINARY) => {
                node.name = String::from_utf8_lossy(thrift.binary()?).into_owned();
            }
            (5, kind::INT32) => node.children = thrift.int32()?,
            (6, kind::INT32) => converted = Some(thrift.int32()?),
            (7, kind::INT32) => scale = thrift.int32()?,
            (10, kind::STRUCT) => logical = meaning(thrift)?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    // The newer way of saying what a column means prevails over the older one.
    let older = || converted.map_or(Ok(Meaning::Bare), |converted| older_meaning(converted, scale));
    node.meaning = logical.map_or_else(older, Ok)?;
    Ok(node)
}

/// The union `LogicalType`; none for what changes nothing in how a value is written.
fn meaning(thrift: &mut Thrift<'_>) -> Read<Option<Meaning>> {
    let mut found = None;
    thrift.fields(&mut |thrift, id, of| {
        found = match (id, of) {
            (1 | 4 | 12, kind::STRUCT) => Some(Meaning::Text),
            (5, kind::STRUCT) => {
                let mut scale = 0;
                thrift.fields(&mut |thrift, id, of| {
                    let is_scale = (id, of) == (1, kind::INT32);
                    if is_scale {
                        scale = thrift.int32()?;
                    }
                    Ok(is_scale)
                })?;
                found = Some(decimal(scale)?);
                return Ok(true);
            }
            (6, kind::STRUCT) => Some(Meaning::Date),
            (7 | 8, kind::STRUCT) => {
                let (unit, is_utc) = clock(thrift)?;
                let is_time = id == 7;
                found = Some(if is_time {
                    Meaning::Time(unit)
                } else {
                    Meaning::Timestamp(unit, is_utc)
                });
                return Ok(true);
            }
            (10, kind::STRUCT) => {
                let mut is_signed = true;
                thrift.fields(&mut |_, id, of| {
                    is_signed &= (id, of) != (2, kind::FALSE);
                    Ok(false)
                })?;
                found = Some(if is_signed { Meaning::Bare } else { Meaning::Unsigned });
                return Ok(true);
            }
            (14, kind::STRUCT) => Some(Meaning::Uuid),
            (15, kind::STRUCT) => Some(Meaning::Half),
            _ => None,
        };
        Ok(false)
    })?;
    Ok(found)
}

/// The unit of a time, and whether it was brought to UTC.
fn clock(thrift: &mut Thrift<'_>) -> Read<(Unit, bool)> {
    let (mut unit, mut is_utc) = (None, false);
    thrift.fields(&mut |thrift, id, of| {
        match (id, of) {
            (1, kind::TRUE) => is_utc = true,
            (2, kind::STRUCT) => {
                thrift.fields(&mut |_, id, _| {
                    unit = match id {
                        1 => Some(Unit::Millis),
                        2 => Some(Unit::Micros),
                        3 => Some(Unit::Nanos),
                        _ => None,
                    };
                    Ok(false)
                })?;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok((unit.ok_or(Fault::Broken)?, is_utc))
}

/// The digits that a decimal number can have after its mark: as many as it can have at all.
const SCALE_MAX: u32 = 38;

fn decimal(scale: i32) -> Read<Meaning> {
    let scale = u32::try_from(scale).ok().filter(|&scale| scale <= SCALE_MAX);
    scale.map(Meaning::Decimal).ok_or(Fault::Broken)
}

/// The enumeration `ConvertedType`.
fn older_meaning(converted: i32, scale: i32) -> Read<Meaning> {
    Ok(match converted {
        0 | 4 | 19 => Meaning::Text,
        5 => decimal(scale)?,
        6 => Meaning::Date,
        7 => Meaning::Time(Unit::Millis),
        8 => Meaning::Time(Unit::Micros),
        9 => Meaning::Timestamp(Unit::Millis, true),
        10 => Meaning::Timestamp(Unit::Micros, true),
        11..=14 => Meaning::Unsigned,
        _ => Meaning::Bare,
    })
}

fn group(thrift: &mut Thrift<'_>) -> Read<Group> {
    let mut group = Group::default();
    thrift.fields(&mut |thrift, id, of| {
        match (id, of) {
            (1, kind::LIST) => {
                for _ in 0..thrift.list(kind::STRUCT)? {
                    group.chunks.push(chunk(thrift)?);
                }
            }
            (3, kind::INT64) => group.rows = thrift.count()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(group)
}

fn chunk(thrift: &mut Thrift<'_>) -> Read<Chunk> {
    let mut chunk = Chunk::default();
    thrift.fields(&mut |thrift, id, of| {
        match (id, of) {
            (1, kind::BINARY) => chunk.is_elsewhere = !thrift.binary()?.is_empty(),
            (3, kind::STRUCT) => {
                chunk_columns(thrift, &mut chunk)?;
            }
            (8, kind::STRUCT) => {
                chunk.is_encrypted = true;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(chunk)
}

fn chunk_columns(thrift: &mut Thrift<'_>, chunk: &mut Chunk) -> Read<()> {
    let (mut data, mut dictionary) = (0, 0);
    thrift.fields(&mut |thrift, id, of| {
        match (id, of) {
            (4, kind::INT32) => chunk.codec = thrift.int32()?,
            (5, kind::INT64) => chunk.values = thrift.count()?,
            (9, kind::INT64) => data = thrift.count()?,
            (11, kind::INT64) => dictionary = thrift.count()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    // Some writers say 0 where there is no dictionary.
    chunk.start = if dictionary > 0 { dictionary.min(data) } else { data };
    Ok(())
}
