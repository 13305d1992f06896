//! Reads Parquet row by row, each value as the plain text that an export to CSV has for it.
//!
//! Rows stand in groups, and in a group column by column, in pages. Of each column one page is in
//! memory, with the values of its dictionary, however many rows the file has. A file says at its
//! end where everything stands; whatever it claims is held against the bytes that are there.
//!
//! What is wrong in a group of rows sets apart what is left of the group; reading goes on with the
//! next. Format: <https://parquet.apache.org/docs/file-format/>.
//!
//! # Layout
//! - `thrift`: the protocol in which the file describes itself. `footer`: what it says. `schema`:
//!   the columns.
//! - `page`: bytes from the file. `codec`: what packs them.
//! - `values`, of `runs`, `delta`: how values are encoded. `text`: how they are written.
//! - `column`: a column in a group of rows.

mod codec;
mod column;
mod delta;
mod footer;
mod page;
mod runs;
mod schema;
mod text;
mod thrift;
mod values;

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};

use self::codec::Codec;
use self::column::{Column, Found};
use self::footer::{Footer, Group};
use self::page::Input;
use self::schema::Leaf;
use super::columns::Columns;
use super::options::{Format, Limits, OpenError, Options, ReadError};
use super::source::{Source, Unpacked};
use super::window::Seekable;
use super::{Opened, Reader};
use crate::row::{RAW_BYTES_MAX, Reason, Row, SetApart, Step};

const MAGIC: [u8; 4] = *b"PAR1";
/// At the end of a file whose description of itself is encrypted.
const MAGIC_ENCRYPTED: [u8; 4] = *b"PARE";
/// The longest description of itself, in bytes: a file of thousands of groups and columns has a few
/// million.
const FOOTER_BYTES_MAX: u64 = 128 << 20;

/// How many times more text rows may have than a packed file may have bytes: the few values of a
/// dictionary stand for very many.
const TEXT_FACTOR: u64 = 16;

/// Why reading a group of rows stopped.
#[derive(Debug)]
enum Fault {
    /// The bytes are not what the file says they are.
    Broken,
    /// More than the limit, in bytes.
    TooLarge(u64),
    /// The file itself cannot be read.
    Disk(io::Error),
}

/// Opens a file on disk without reading it into memory.
pub(super) fn open_file(
    mut file: File,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let first = super::source::read_first(&mut file, MAGIC.len()).map_err(OpenError::io)?;
    file.rewind().map_err(OpenError::io)?;
    if first == MAGIC {
        return open_seekable(Box::new(file), options, wanted);
    }
    let source = Source::open(Box::new(file), options.limits).map_err(OpenError::io)?;
    open_packed(source, options, wanted)
}

/// Opens a stream, which may itself be packed, by way of memory.
pub(super) fn open_packed(
    mut source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = source.progress();
    let mut bytes = Vec::new();
    let most = options.limits.unpacked_bytes_max;
    (&mut source).take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(OpenError::io)?;
    let too_large = matches!(progress.ending(), Some(Reason::TooLarge { .. }));
    if too_large || u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
        return Err(OpenError::TooLarge);
    }
    open_seekable(Box::new(Cursor::new(bytes)), options, wanted)
}

fn open_seekable(
    file: Box<dyn Seekable>,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let mut input = Input::new(file, options.limits).map_err(OpenError::io)?;
    let footer = read_footer(&mut input)?;
    let leaves =
        schema::leaves(&footer.nodes, options.limits.depth_max).map_err(|_| not_the_format())?;
    let mut groups = Vec::with_capacity(footer.groups.len());
    for group in footer.groups {
        groups.push(check_group(group, &leaves)?);
    }
    let (leaves, lists): (Vec<_>, Vec<_>) =
        leaves.into_iter().partition(|leaf| leaf.list.is_none());
    let lists: Vec<String> = lists.into_iter().filter_map(|leaf| leaf.list).collect();
    let header: Vec<String> = leaves.iter().map(|leaf| leaf.name.clone()).collect();
    if header.is_empty() {
        return Err(if lists.is_empty() {
            OpenError::Empty
        } else {
            OpenError::Lists { columns: lists }
        });
    }
    let columns = Columns::for_options(header, wanted, options).map_err(|error| match error {
        OpenError::MissingColumns { missing, .. }
            if missing.iter().any(|name| lists.contains(name)) =>
        {
            OpenError::Lists {
                columns: missing.into_iter().filter(|name| lists.contains(name)).collect(),
            }
        }
        other => other,
    })?;
    let names = columns.names().to_vec();
    let reader = ParquetReader {
        input,
        groups: groups.into_iter(),
        leaves,
        group: Vec::new(),
        left_in_group: 0,
        columns,
        limits: options.limits,
        line: 0,
        text: Unpacked::new(options.limits),
    };
    Ok(Opened { reader: Box::new(reader), columns: names, separator: None, encoding: "utf-8" })
}

fn not_the_format() -> OpenError {
    OpenError::NotTheFormat { format: Format::Parquet }
}

fn read_footer(input: &mut Input) -> Result<Footer, OpenError> {
    let broken = |fault| match fault {
        Fault::Disk(source) => OpenError::io(source),
        _ => not_the_format(),
    };
    let length = input.length();
    let begins = input.read(0, length.min(4)).map_err(broken)?;
    if begins.is_empty() {
        return Err(OpenError::Empty);
    }
    if begins == MAGIC_ENCRYPTED {
        return Err(OpenError::Encrypted);
    }
    if begins != MAGIC {
        return Err(not_the_format());
    }
    let Some(tail_at) = length.checked_sub(8).filter(|&at| at >= 4) else {
        return Err(OpenError::Cut);
    };
    let tail = input.read(tail_at, 8).map_err(broken)?;
    let (size, magic) = tail.split_at_checked(4).ok_or(OpenError::Cut)?;
    if magic == MAGIC_ENCRYPTED {
        return Err(OpenError::Encrypted);
    }
    let size = size.first_chunk().map(|bytes| u64::from(u32::from_le_bytes(*bytes)));
    let size = size.filter(|_| magic == MAGIC).ok_or(OpenError::Cut)?;
    if size > FOOTER_BYTES_MAX {
        return Err(OpenError::TooLarge);
    }
    let at = tail_at.checked_sub(size).ok_or_else(not_the_format)?;
    let bytes = input.read(at, size).map_err(broken)?;
    input.progress().restart();
    let footer = footer::read(&bytes).map_err(|_| not_the_format())?;
    if footer.is_encrypted { Err(OpenError::Encrypted) } else { Ok(footer) }
}

/// Holds a group of rows against the schema; only the columns that are no lists remain of it, each
/// with its codec.
fn check_group(group: Group, leaves: &[Leaf]) -> Result<(Group, Vec<Codec>), OpenError> {
    if group.chunks.len() != leaves.len() {
        return Err(not_the_format());
    }
    let both = group.chunks.into_iter().zip(leaves);
    let chunks: Vec<_> =
        both.filter(|(_, leaf)| leaf.list.is_none()).map(|(chunk, _)| chunk).collect();
    let mut codecs = Vec::with_capacity(chunks.len());
    for chunk in &chunks {
        if chunk.is_encrypted {
            return Err(OpenError::Encrypted);
        }
        if chunk.is_elsewhere || chunk.values != group.rows {
            return Err(not_the_format());
        }
        codecs.push(Codec::of(chunk.codec).map_err(|codec| OpenError::UnknownCodec { codec })?);
    }
    Ok((Group { rows: group.rows, chunks }, codecs))
}

struct ParquetReader {
    input: Input,
    groups: std::vec::IntoIter<(Group, Vec<Codec>)>,
    leaves: Vec<Leaf>,
    /// The columns of the present group of rows.
    group: Vec<Column>,
    left_in_group: u64,
    columns: Columns,
    limits: Limits,
    line: u64,
    /// The texts of all rows: a few bytes may stand for very many.
    text: Unpacked,
}

impl ParquetReader {
    fn advance(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        while self.left_in_group == 0 {
            let Some((group, codecs)) = self.groups.next() else { return Ok(Step::End) };
            self.left_in_group = group.rows;
            let chunks = group.chunks.iter().zip(codecs);
            self.group = chunks.map(|(chunk, codec)| Column::new(chunk, codec)).collect();
        }
        self.left_in_group -= 1;
        self.line = self.line.saturating_add(1);
        let line = self.line;
        let reason = match self.fill(row) {
            Ok(None) => return Ok(Step::Row),
            Ok(Some(reason)) => {
                let raw = self.columns.written(row, RAW_BYTES_MAX);
                return Ok(Step::SetApart(SetApart::from_bytes(line, reason, raw.as_bytes())));
            }
            Err(Fault::Broken) => Reason::BrokenRows,
            Err(Fault::TooLarge(limit)) => {
                self.groups = Vec::new().into_iter();
                Reason::TooLarge { limit }
            }
            Err(Fault::Disk(source)) => {
                self.groups = Vec::new().into_iter();
                self.left_in_group = 0;
                return Err(self.input.progress().read_error(source));
            }
        };
        // The rows that are left of the group cannot be told from one another any more.
        self.line = self.line.saturating_add(self.left_in_group);
        self.left_in_group = 0;
        Ok(Step::SetApart(SetApart::from_bytes(line, reason, b"")))
    }

    /// Fills a row from all columns; gives the reason why it is to be set apart, if there is one.
    fn fill(&mut self, row: &mut Row) -> Result<Option<Reason>, Fault> {
        self.columns.begin(row, self.line);
        let packed = self.input.length().saturating_mul(TEXT_FACTOR);
        let (mut reason, mut bytes) = (None, 0_usize);
        for (place, (column, leaf)) in self.group.iter_mut().zip(&self.leaves).enumerate() {
            let text = match column.next(&mut self.input, leaf)? {
                Found::Nothing => "",
                Found::Text(text) => text,
                Found::NoText(text) => {
                    reason.get_or_insert(Reason::Encoding);
                    text
                }
            };
            // A byte more for each value, so that rows of nothing do not go on for ever.
            if let Some(limit) = self.text.add(text.len().saturating_add(1), packed) {
                return Err(Fault::TooLarge(limit));
            }
            bytes = bytes.saturating_add(text.len());
            if bytes > self.limits.row_bytes_max {
                let limit = u64::try_from(self.limits.row_bytes_max).unwrap_or(u64::MAX);
                reason = Some(Reason::TooLong { limit });
            } else {
                self.columns.put(row, place, text);
            }
        }
        self.columns.finish(row);
        Ok(reason)
    }
}

impl Reader for ParquetReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance(row)
    }

    fn bytes_read(&self) -> u64 {
        self.input.progress().bytes_read()
    }
}
