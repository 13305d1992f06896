//! The event log of the company in columns: rows without words, and how they are kept as Parquet.
//!
//! Every entry of the store is a row, those that were corrected too: which of them count is asked of the store each time.
//! What is kept are numbers only: of records, departments, steps, and references (digests) of cases, claims and the like. Any
//! program that reads Parquet reads it.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use filo_guard::event::{Reference, end_of_day};
use filo_model::facts::{Direction, Facts};
use filo_model::moment::Precision;
use filo_store::scan::EntryRow;
use jiff::tz::TimeZone;
use parquet::basic::Compression;
use parquet::column::reader::ColumnReader;
use parquet::data_type::Int64Type;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::act::{Act, act};

/// A row: an entry as a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The entry's sequence number.
    pub seq: i64,
    /// The number of the record it came with.
    pub record: i64,
    /// When, in milliseconds since 1970; the beginning of the day where only that is known.
    pub at: i64,
    /// The place among entries of one moment.
    pub turn: i64,
    /// The number of the department.
    pub department: i64,
    /// The step, as its place in [`Act::ALL`].
    pub act: i64,
    /// The channel's code, or -1.
    pub channel: i64,
    /// The direction's code; inside is also what a machine sends, and what is no word about the matter.
    pub direction: i64,
    /// References of the case, a claim, a contract, a further number, and the kind of request; 0 where there is none.
    pub case: i64,
    /// See `case`.
    pub claim: i64,
    /// See `case`.
    pub contract: i64,
    /// See `case`.
    pub number: i64,
    /// See `case`.
    pub reason: i64,
    /// Until when it falls due, or [`i64::MIN`].
    pub due: i64,
    /// 1 where only the day is known.
    pub day: i64,
    /// The reference of the telephone call, which several exports of one exchange share.
    pub call: i64,
    /// The reference of the department that did it, where its name is told; 0 where `department` did.
    pub doer: i64,
}

/// The names of the columns and where each stands in a row.
type Column = (&'static str, fn(&mut Row) -> &mut i64);

const COLUMNS: [Column; 17] = [
    ("seq", |row| &mut row.seq),
    ("record", |row| &mut row.record),
    ("at", |row| &mut row.at),
    ("turn", |row| &mut row.turn),
    ("department", |row| &mut row.department),
    ("act", |row| &mut row.act),
    ("channel", |row| &mut row.channel),
    ("direction", |row| &mut row.direction),
    ("case", |row| &mut row.case),
    ("claim", |row| &mut row.claim),
    ("contract", |row| &mut row.contract),
    ("number", |row| &mut row.number),
    ("reason", |row| &mut row.reason),
    ("due", |row| &mut row.due),
    ("day", |row| &mut row.day),
    ("call", |row| &mut row.call),
    ("doer", |row| &mut row.doer),
];

/// A row that says nothing.
pub const EMPTY: Row = Row {
    seq: 0,
    record: 0,
    at: 0,
    turn: 0,
    department: 0,
    act: 0,
    channel: -1,
    direction: 0,
    case: 0,
    claim: 0,
    contract: 0,
    number: 0,
    reason: 0,
    due: i64::MIN,
    day: 0,
    call: 0,
    doer: 0,
};

/// So many rows are written and read at a time.
const GROUP: usize = 1 << 17;

impl Row {
    /// The row of an entry with its facts, where they can be read.
    #[must_use]
    pub fn of(entry: &EntryRow<'_>, facts: Option<&Facts>, zone: &TimeZone) -> Self {
        let (act, about) = facts.map_or((Act::Other, super::act::About::default()), |facts| {
            act(facts, (entry.direction, entry.channel), entry.case_step)
        });
        let is_said = act.is_said() && !is_automatic(facts);
        let direction = if is_said { entry.direction } else { Direction::Internal };
        Self {
            seq: entry.seq,
            record: entry.record,
            at: entry.at.millis,
            turn: i64::from(entry.turn),
            department: entry.department,
            act: i64::from(act as u8),
            channel: entry.channel.map_or(-1, |channel| i64::from(channel.code())),
            direction: i64::from(direction.code()),
            case: signed(filo_guard::event::reference(entry.case)),
            claim: signed(about.claim),
            contract: signed(about.contract),
            number: signed(about.number),
            reason: signed(about.reason),
            due: about.due.and_then(|day| end_of_day(day, zone)).unwrap_or(i64::MIN),
            day: i64::from(entry.at.precision == Precision::Day),
            doer: signed(about.doer),
            call: signed(facts.map_or(0, filo_guard::event::call_of)),
        }
    }

    /// The step.
    #[must_use]
    pub fn step(&self) -> Act {
        usize::try_from(self.act)
            .ok()
            .and_then(|place| Act::ALL.get(place))
            .copied()
            .unwrap_or(Act::Other)
    }
}

fn is_automatic(facts: Option<&Facts>) -> bool {
    matches!(facts, Some(Facts::Message(one)) if one.automatic == Some(true))
}

/// A reference in a column of signed numbers: the same bits.
#[must_use]
pub fn signed(reference: Reference) -> i64 {
    i64::from_ne_bytes(reference.to_ne_bytes())
}

/// Writes rows to a file.
///
/// # Errors
/// Where it cannot be written.
pub fn write(path: &Path, rows: &[Row]) -> Result<()> {
    let fields: String =
        COLUMNS.iter().map(|(name, _)| format!("REQUIRED INT64 {name}; ")).collect();
    let schema = Arc::new(parse_message_type(&format!("message journey {{ {fields}}}"))?);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(File::create(path)?, schema, Arc::new(properties))?;
    let mut values: Vec<i64> = Vec::new();
    for part in rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        for (_, at) in &COLUMNS {
            values.clear();
            values.extend(part.iter().map(|row| *at(&mut { *row })));
            let mut column = group
                .next_column()?
                .ok_or_else(|| ParquetError::General("too few columns".into()))?;
            column.typed::<Int64Type>().write_batch(&values, None, None)?;
            column.close()?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(())
}

/// Reads the rows of a file's bytes that happened between two moments.
///
/// # Errors
/// Where the file is not what [`write()`] wrote.
pub fn read(bytes: Vec<u8>, (from, to): (i64, i64), take: &mut dyn FnMut(&Row)) -> Result<()> {
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes))?;
    let schema = reader.metadata().file_metadata().schema_descr_ptr();
    let names: Vec<&str> = schema.columns().iter().map(|column| column.name()).collect();
    if !names.iter().eq(COLUMNS.iter().map(|(name, _)| name)) {
        return Err(ParquetError::General("not the columns of a journey".into()));
    }
    let mut columns: [Vec<i64>; COLUMNS.len()] = Default::default();
    let is_in = |at: &i64| (from..=to).contains(at);
    for place in 0..reader.num_row_groups() {
        let group = reader.get_row_group(place)?;
        let count = usize::try_from(group.metadata().num_rows()).unwrap_or(0).min(1 << 24);
        read_column(&*group, AT, count, &mut columns[AT])?;
        if !columns[AT].iter().any(is_in) {
            continue;
        }
        for number in (0..COLUMNS.len()).filter(|&number| number != AT) {
            read_column(&*group, number, count, &mut columns[number])?;
        }
        for place in (0..count).filter(|&place| is_in(&columns[AT][place])) {
            let mut row = EMPTY;
            for ((_, of), values) in COLUMNS.iter().zip(&columns) {
                *of(&mut row) = values[place];
            }
            take(&row);
        }
    }
    Ok(())
}

/// The place of the time among the columns.
const AT: usize = 2;

fn read_column(
    group: &dyn RowGroupReader,
    number: usize,
    count: usize,
    values: &mut Vec<i64>,
) -> Result<()> {
    let ColumnReader::Int64ColumnReader(mut column) = group.get_column_reader(number)? else {
        return Err(ParquetError::General("a column that holds no numbers".into()));
    };
    values.clear();
    let (read, _, _) = column.read_records(count, None, None, values)?;
    if read == count && values.len() == count {
        Ok(())
    } else {
        Err(ParquetError::General("a column that is too short".into()))
    }
}
