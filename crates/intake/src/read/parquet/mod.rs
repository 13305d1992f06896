//! Reads Parquet row by row, each value as the plain text that an export to CSV has for it.
//!
//! Rows stand in groups, and in a group column by column, in pages. The library `parquet` decodes
//! them, some rows at a time; of each column one page is in memory, with the values of its
//! dictionary, however many rows the file has. A file says at its end where everything stands;
//! whatever it claims is held against the bytes that are there and against the limits first.
//!
//! What is wrong in a group of rows sets apart what is left of the group; reading goes on with the
//! next. Format: <https://parquet.apache.org/docs/file-format/>.
//!
//! [`by_column`] reads the same files column by column, for whoever wants numbers and few columns.
//!
//! # Layout
//! - `schema`: the columns. `text`: how values are written.
//! - `column`: a column in a group of rows. `pages`: bytes from the file to the library.
//! - `cells`: a column as numbers or places. `coded`, of `hybrid`: texts as places in a dictionary.
//! - `claims`, of `thrift`: what is looked at before the library believes it. `confine`: a panic in
//!   the library.

pub mod by_column;
mod cells;
mod claims;
mod coded;
mod column;
mod confine;
mod hybrid;
mod pages;
mod schema;
mod text;
mod thrift;

use std::fs::File;
use std::io::{self, Cursor, Seek};

use parquet::basic::Compression;
use parquet::errors::Result as Decoded;
use parquet::file::metadata::{
    ColumnChunkMetaData, KeyValue, ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData,
};

use self::column::Column;
use self::confine::confine;
use self::pages::{Input, Shared};
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

/// Rows that are decoded at a time.
const BATCH_ROWS: u64 = 1024;

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
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let bytes = source.into_memory(options.limits.unpacked_bytes_max)?;
    open_seekable(Box::new(Cursor::new(bytes)), options, wanted)
}

/// A file whose description of itself was read.
struct Described {
    input: Input,
    groups: Vec<RowGroupMetaData>,
    /// The columns that are no lists.
    leaves: Vec<Placed>,
    columns: Columns,
    /// What the writer noted.
    notes: Vec<KeyValue>,
}

/// A column with its place in a group of rows, and among the columns that are no lists.
struct Placed {
    chunk: usize,
    column: usize,
    leaf: Leaf,
}

fn open_seekable(
    file: Box<dyn Seekable>,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let described = describe(file, options, wanted)?;
    let names = described.columns.names().to_vec();
    let reader = ParquetReader {
        input: Shared::new(described.input),
        groups: described.groups.into_iter(),
        leaves: described.leaves,
        group: Vec::new(),
        left_in_group: 0,
        batch_rows: BATCH_ROWS,
        left_in_batch: 0,
        columns: described.columns,
        limits: options.limits,
        line: 0,
        text: Unpacked::new(options.limits),
        written: String::new(),
    };
    Ok(Opened { reader: Box::new(reader), columns: names, separator: None, encoding: "utf-8" })
}

/// Reads what a file says of itself, and finds the wanted columns.
fn describe(
    file: Box<dyn Seekable>,
    options: &Options,
    wanted: &[String],
) -> Result<Described, OpenError> {
    let mut input = Input::new(file, options.limits).map_err(OpenError::io)?;
    let description = read_description(&mut input)?;
    let is_encrypted = claims::look_through(&description, options.limits.depth_max);
    if is_encrypted.map_err(|_| not_the_format())? {
        return Err(OpenError::Encrypted);
    }
    let described = confine(|| {
        let described = ParquetMetaDataReader::decode_metadata(&description).ok()?;
        let leaves = schema::leaves(described.file_metadata().schema_descr())?;
        Some((described, leaves))
    });
    let (described, leaves) = described.flatten().ok_or_else(not_the_format)?;
    check_groups(&described, &leaves)?;
    let lists: Vec<String> = leaves.iter().filter_map(|leaf| leaf.list.clone()).collect();
    let leaves = leaves.into_iter().enumerate().filter(|(_, leaf)| leaf.list.is_none());
    let mut leaves: Vec<Placed> =
        leaves.enumerate().map(|(column, (chunk, leaf))| Placed { chunk, column, leaf }).collect();
    let header: Vec<String> = leaves.iter().map(|placed| placed.leaf.name.clone()).collect();
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
    if options.narrow {
        leaves.retain(|placed| columns.slot(placed.column).is_some());
    }
    let notes = described.file_metadata().key_value_metadata().cloned().unwrap_or_default();
    Ok(Described { input, groups: described.row_groups().to_vec(), leaves, columns, notes })
}

fn not_the_format() -> OpenError {
    OpenError::NotTheFormat { format: Format::Parquet }
}

/// Reads what the file says of itself, at its end.
fn read_description(input: &mut Input) -> Result<Vec<u8>, OpenError> {
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
    Ok(bytes)
}

/// Holds the groups of rows against the schema.
fn check_groups(described: &ParquetMetaData, leaves: &[Leaf]) -> Result<(), OpenError> {
    for group in described.row_groups() {
        if group.num_columns() != leaves.len() || group.num_rows() < 0 {
            return Err(not_the_format());
        }
        for (chunk, _) in group.columns().iter().zip(leaves).filter(|(_, leaf)| leaf.list.is_none())
        {
            let is_elsewhere = chunk.file_path().is_some_and(|path| !path.is_empty());
            if is_elsewhere || chunk.num_values() != group.num_rows() {
                return Err(not_the_format());
            }
            if let Some(codec) = unknown_codec(chunk.compression()) {
                return Err(OpenError::UnknownCodec { codec: codec.to_owned() });
            }
        }
    }
    Ok(())
}

/// Holds what the file says of the columns of a group of rows against the limits.
fn check_sizes<'c>(
    chunks: impl Iterator<Item = &'c ColumnChunkMetaData>,
    length: u64,
    limits: Limits,
) -> Result<(), Fault> {
    let mut unpacked = 0_u64;
    for chunk in chunks {
        let size = u64::try_from(chunk.uncompressed_size()).map_err(|_| Fault::Broken)?;
        unpacked = unpacked.saturating_add(size);
        let packed = u64::try_from(chunk.compressed_size()).ok();
        packed.filter(|&packed| packed <= length).ok_or(Fault::Broken)?;
    }
    if unpacked > limits.unpacked_bytes_max {
        return Err(Fault::TooLarge(limits.unpacked_bytes_max));
    }
    Ok(())
}

/// The name of what packs pages, where this build cannot unpack it.
fn unknown_codec(compression: Compression) -> Option<&'static str> {
    match compression {
        Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::GZIP(_) => None,
        Compression::ZSTD(_) if cfg!(feature = "parquet-zstd") => None,
        Compression::ZSTD(_) => Some("ZSTD"),
        Compression::BROTLI(_) => Some("BROTLI"),
        Compression::LZ4 => Some("LZ4"),
        Compression::LZ4_RAW => Some("LZ4_RAW"),
        Compression::LZO => Some("LZO"),
    }
}

struct ParquetReader {
    input: Shared,
    groups: std::vec::IntoIter<RowGroupMetaData>,
    /// The columns that are read.
    leaves: Vec<Placed>,
    /// The columns of the present group of rows, in the order of `leaves`.
    group: Vec<Box<dyn Column>>,
    left_in_group: u64,
    /// How many rows are decoded at a time, and how many of them are still to be given out.
    batch_rows: u64,
    left_in_batch: u64,
    columns: Columns,
    limits: Limits,
    line: u64,
    /// The texts of all rows: a few bytes may stand for very many.
    text: Unpacked,
    /// The present value.
    written: String,
}

impl ParquetReader {
    fn advance(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        let mut begun = Ok(());
        while self.left_in_group == 0 {
            let Some(group) = self.groups.next() else { return Ok(Step::End) };
            self.left_in_group = u64::try_from(group.num_rows()).unwrap_or(0);
            self.left_in_batch = 0;
            if self.left_in_group > 0 {
                begun = self.begin(&group);
            }
        }
        if begun.is_ok() && self.left_in_batch == 0 {
            begun = self.decode();
        }
        self.left_in_group -= 1;
        self.left_in_batch = self.left_in_batch.saturating_sub(1);
        self.line = self.line.saturating_add(1);
        let line = self.line;
        let filled = begun.and_then(|()| self.fill(row));
        let reason = match filled {
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
                return Err(self.input.lock().progress().read_error(source));
            }
        };
        // The rows that are left of the group cannot be told from one another any more.
        self.line = self.line.saturating_add(self.left_in_group);
        self.left_in_group = 0;
        self.group.clear();
        Ok(Step::SetApart(SetApart::from_bytes(line, reason, b"")))
    }

    /// Begins a group of rows, if it is no larger than the limits by what the file says of it.
    fn begin(&mut self, group: &RowGroupMetaData) -> Result<(), Fault> {
        let chunks = || self.leaves.iter().filter_map(|placed| group.columns().get(placed.chunk));
        check_sizes(chunks(), self.input.lock().length(), self.limits)?;
        self.batch_rows = if chunks().any(pages::has_prefixes) { 1 } else { BATCH_ROWS };
        let rows = usize::try_from(self.left_in_group).map_err(|_| Fault::Broken)?;
        let open = || chunks().map(|chunk| column::open(&self.input, chunk, rows)).collect();
        self.group = self.decoded(confine(open))?;
        Ok(())
    }

    /// Decodes the next rows of the group in all columns.
    fn decode(&mut self) -> Result<(), Fault> {
        let count = self.batch_rows.min(self.left_in_group);
        let rows = usize::try_from(count).map_err(|_| Fault::Broken)?;
        let group = &mut self.group;
        let called = confine(|| group.iter_mut().try_for_each(|column| column.fill(rows)));
        self.decoded(called)?;
        self.left_in_batch = count;
        Ok(())
    }

    /// What a confined call gave, or why there is nothing.
    fn decoded<T>(&self, called: Option<Decoded<T>>) -> Result<T, Fault> {
        called.and_then(Result::ok).ok_or_else(|| self.input.fault())
    }

    /// Fills a row from all columns; gives the reason why it is to be set apart, if there is one.
    fn fill(&mut self, row: &mut Row) -> Result<Option<Reason>, Fault> {
        self.columns.begin(row, self.line);
        let packed = self.input.lock().length().saturating_mul(TEXT_FACTOR);
        let (mut reason, mut bytes) = (None, 0_usize);
        for (column, placed) in self.group.iter_mut().zip(&self.leaves) {
            self.written.clear();
            let raw = column.next();
            let meaning = placed.leaf.meaning;
            if raw.is_some_and(|raw| !text::write(raw, meaning, &mut self.written)) {
                reason.get_or_insert(Reason::Encoding);
            }
            let text = self.written.as_str();
            // A byte more for each value, so that rows of nothing do not go on for ever.
            if let Some(limit) = self.text.add(text.len().saturating_add(1), packed) {
                return Err(Fault::TooLarge(limit));
            }
            bytes = bytes.saturating_add(text.len());
            if bytes > self.limits.row_bytes_max {
                let limit = u64::try_from(self.limits.row_bytes_max).unwrap_or(u64::MAX);
                reason = Some(Reason::TooLong { limit });
            } else {
                self.columns.put(row, placed.column, text);
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
        self.input.lock().progress().bytes_read()
    }
}
