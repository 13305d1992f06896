//! The events of a log as Parquet columns, by case and in order of time: what is read again at a fraction of the cost.
//!
//! Columns are called as in [`Field`], texts stand in dictionaries, moments are milliseconds in UTC. A note in the file says which
//! columns of the first file they were and what was left out of it, so that the same question gets the same answer from both.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use filo_journey::case::{Case, Cases, Vocabulary};
use filo_journey::log::{Direction, UNKNOWN};
use filo_journey::names::{MISSING, Names};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use serde::{Deserialize, Serialize};

use super::LeftOut;
use crate::journey::columns::Field;
use crate::journey::place;

/// The key of the note.
pub const MARK: &str = "filo.journey";
/// Changes when the columns mean something else.
const VERSION: u32 = 1;
/// A group of rows ends with the first case after so many.
const GROUP: usize = 1 << 19;
/// A dictionary is never given up for being long, in bytes.
const DICTIONARY_BYTES: usize = 64 << 20;

/// What the columns say of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    version: u32,
    /// By field, the column of the first file.
    fields: Vec<(Field, String)>,
    /// What was left out of it.
    pub left_out: LeftOut,
}

impl Mark {
    /// The note of columns of a file.
    #[must_use]
    pub fn new(taken: &[(Field, String)], left_out: LeftOut) -> Self {
        Self { version: VERSION, fields: taken.to_vec(), left_out }
    }

    /// Reads a note; none where it is another's.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mark: Option<Self> = serde_json::from_str(text).ok();
        mark.filter(|mark| mark.version == VERSION)
    }

    /// By field, the column of the first file.
    #[must_use]
    pub fn taken(&self) -> Vec<(Field, String)> {
        self.fields.clone()
    }

    /// The columns to be read: those that are known only where somebody names them are named, and what is named by what the
    /// first file called it is found.
    #[must_use]
    pub fn chosen(&self, chosen: &[(Field, String)], known: &[String]) -> Vec<(Field, String)> {
        let mut all: Vec<(Field, String)> = Vec::new();
        for (field, name) in chosen {
            let is_same = |one: &(Field, String)| one.0 == *field && one.1 == *name;
            let own = self.fields.iter().any(is_same) && !known.contains(name);
            let name = if own { field.name() } else { name };
            if !own || all.iter().all(|one| one.0 != *field) {
                all.push((*field, name.to_owned()));
            }
        }
        for (field, _) in &self.fields {
            let is_there = known.iter().any(|name| name == field.name());
            if is_there && all.iter().all(|one| one.0 != *field) {
                all.push((*field, field.name().to_owned()));
            }
        }
        all
    }
}

/// A column of texts: its field, where its numbers stand, and their names.
type Named<'n> = (Field, fn(&Case<'n>) -> &'n [u32], &'n Names);
/// A column of whole numbers: its field, where they stand, and their type.
type Valued<'n> = (Field, fn(&Case<'n>) -> &'n [i64], &'static str);

/// Writes the events of a log.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(path: &Path, cases: &Cases, names: &Vocabulary, mark: &Mark) -> Result<()> {
    place::with_path(path, |beside| fill(beside, cases, names, mark))
}

fn fill(path: &Path, cases: &Cases, names: &Vocabulary, mark: &Mark) -> Result<()> {
    let ways = ways();
    let named: [Named<'_>; 7] = [
        (Field::Group, |case| case.group, &names.groups),
        (Field::Customer, |case| case.customer, &names.customers),
        (Field::Reason, |case| case.reason, &names.reasons),
        (Field::Actor, |case| case.actor, &names.actors),
        (Field::Channel, |case| case.channel, &names.channels),
        (Field::Direction, |case| case.direction, &ways),
        (Field::Object, |case| case.object, &names.objects),
    ];
    let named: Vec<Named<'_>> =
        named.into_iter().filter(|one| has(cases, one.1, MISSING)).collect();
    let valued: [Valued<'_>; 3] = [
        (Field::Due, |case| case.due, "TIMESTAMP(MILLIS, true)"),
        (Field::Started, |case| case.started, "TIMESTAMP(MILLIS, true)"),
        (Field::Amount, |case| case.amount, "DECIMAL(18, 2)"),
    ];
    let valued: Vec<Valued<'_>> =
        valued.into_iter().filter(|one| has(cases, one.1, UNKNOWN)).collect();
    let mut fields = "REQUIRED BYTE_ARRAY case (STRING); REQUIRED BYTE_ARRAY activity (STRING); \
                      REQUIRED INT64 time (TIMESTAMP(MILLIS, true)); "
        .to_owned();
    for (field, _, _) in &named {
        fields.extend(["OPTIONAL BYTE_ARRAY ", field.name(), " (STRING); "]);
    }
    for (field, _, of) in &valued {
        fields.extend(["OPTIONAL INT64 ", field.name(), " (", of, "); "]);
    }
    let schema = Arc::new(parse_message_type(&format!("message journey {{ {fields}}}"))?);
    let properties = Arc::new(properties(mark)?);
    let mut writer = SerializedFileWriter::new(File::create_new(path)?, schema, properties)?;
    let mut first = 0;
    while first < cases.len() {
        let group = group(cases, first);
        let mut rows = writer.next_row_group()?;
        texts(&mut rows, &group, |case| (case.number, case.at.len()), &names.cases)?;
        column(&mut rows, &group, |case| case.activity, &names.activities, false)?;
        let at: Vec<i64> = group.iter().flat_map(|case| case.at).copied().collect();
        put::<Int64Type>(&mut rows, &at, None)?;
        for (_, of, names) in &named {
            column(&mut rows, &group, *of, names, true)?;
        }
        for (_, of, _) in &valued {
            values(&mut rows, &group, *of)?;
        }
        rows.close()?;
        first += group.len();
    }
    writer.close()?.file_metadata();
    Ok(())
}

/// The directions by their numbers.
fn ways() -> Names {
    let mut ways = Names::default();
    for way in Direction::ALL {
        ways.number(way.name());
    }
    ways
}

/// Whether any event says anything in a column.
fn has<'n, T: Copy + PartialEq + 'n>(
    cases: &'n Cases,
    of: fn(&Case<'n>) -> &'n [T],
    none: T,
) -> bool {
    cases.iter().any(|case| of(&case).iter().any(|value| *value != none))
}

/// The cases of a group of rows, from one on.
fn group(cases: &Cases, first: usize) -> Vec<Case<'_>> {
    let mut rows = 0;
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    let end = u32::try_from(cases.len()).unwrap_or(u32::MAX);
    let mut group = Vec::new();
    for number in first..end {
        let case = cases.case(number);
        rows += case.at.len();
        group.push(case);
        if rows >= GROUP {
            break;
        }
    }
    group
}

fn properties(mark: &Mark) -> Result<WriterProperties> {
    let note = serde_json::to_string(mark).map_err(|error| ParquetError::External(error.into()))?;
    let time = || ColumnPath::from(Field::Time.name());
    Ok(WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_page_size_limit(DICTIONARY_BYTES)
        .set_column_dictionary_enabled(time(), false)
        .set_column_encoding(time(), Encoding::DELTA_BINARY_PACKED)
        .set_key_value_metadata(Some(vec![KeyValue::new(MARK.to_owned(), note)]))
        .build())
}

type Rows<'w> = SerializedRowGroupWriter<'w, File>;

fn put<T: DataType>(rows: &mut Rows<'_>, values: &[T::T], levels: Option<&[i16]>) -> Result<()> {
    let mut column =
        rows.next_column()?.ok_or_else(|| ParquetError::General("too few columns".into()))?;
    column.typed::<T>().write_batch(values, levels, None)?;
    column.close()
}

/// Writes the name of each case as often as it has events.
fn texts(
    rows: &mut Rows<'_>,
    group: &[Case<'_>],
    of: impl Fn(&Case<'_>) -> (u32, usize),
    names: &Names,
) -> Result<()> {
    let mut all = Vec::new();
    for (number, times) in group.iter().map(of) {
        let name = ByteArray::from(names.name(number).as_bytes().to_vec());
        all.resize(all.len() + times, name);
    }
    put::<ByteArrayType>(rows, &all, None)
}

/// Writes what events say in a column of names.
fn column<'n>(
    rows: &mut Rows<'_>,
    group: &[Case<'n>],
    of: fn(&Case<'n>) -> &'n [u32],
    names: &Names,
    is_optional: bool,
) -> Result<()> {
    let mut known: rustc_hash::FxHashMap<u32, ByteArray> = rustc_hash::FxHashMap::default();
    let (mut all, mut levels) = (Vec::new(), Vec::new());
    for case in group {
        for event in 0..case.at.len() {
            let number = Case::name(of(case), event);
            levels.push(i16::from(number != MISSING));
            if number != MISSING {
                let name = || ByteArray::from(names.name(number).as_bytes().to_vec());
                all.push(known.entry(number).or_insert_with(name).clone());
            }
        }
    }
    put::<ByteArrayType>(rows, &all, is_optional.then_some(&levels))
}

/// Writes what events say in a column of whole numbers.
fn values<'n>(
    rows: &mut Rows<'_>,
    group: &[Case<'n>],
    of: fn(&Case<'n>) -> &'n [i64],
) -> Result<()> {
    let (mut all, mut levels) = (Vec::new(), Vec::new());
    for case in group {
        for event in 0..case.at.len() {
            let value = Case::value(of(case), event);
            levels.push(i16::from(value.is_some()));
            all.extend(value);
        }
    }
    put::<Int64Type>(rows, &all, Some(&levels))
}
