//! Parquet column by column: the same values, and the same rows set apart, as row by row.

use std::path::Path;
use std::sync::Arc;

use filo_intake::read::by_column::{ByColumn, Cells, NO_NUMBER, NO_TEXT, Stretch};
use filo_intake::read::{Format, Options, open};
use filo_intake::row::{Reason, Row, Step};
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use proptest::collection::vec;
use proptest::prelude::*;

/// By line, the values of the wanted columns, or why it is set apart.
type Found = Vec<(u64, Result<Vec<String>, Reason>)>;

const WANTED: [&str; 7] = ["case", "at", "utc", "small", "weight", "price", "case"];

fn options() -> Options {
    let mut options = Options { narrow: true, ..Options::new(Format::Parquet) };
    options.limits.row_bytes_max = 200;
    options
}

fn wanted() -> Vec<String> {
    WANTED.iter().map(|name| (*name).to_owned()).collect()
}

fn by_row(path: &Path) -> Found {
    let mut reader = open(path, &options(), &wanted()).expect("it opens");
    let mut row = Row::default();
    let mut found = Vec::new();
    loop {
        match reader.step(&mut row).expect("the disk is whole") {
            Step::End => return found,
            Step::SetApart(one) => found.push((one.line, Err(one.reason))),
            Step::Row => {
                let values = (0..WANTED.len()).map(|slot| row.value(slot).to_owned());
                found.push((row.line, Ok(values.collect())));
            }
        }
    }
}

fn value(cells: Cells<'_>, row: usize) -> String {
    match cells {
        Cells::None => String::new(),
        Cells::Texts { texts, places, .. } => match places[row] {
            NO_TEXT => String::new(),
            place => texts.get(place).to_owned(),
        },
        Cells::Numbers { numbers, of } => {
            let mut text = String::new();
            if numbers[row] != NO_NUMBER {
                of.write(numbers[row], &mut text);
            }
            text
        }
    }
}

fn by_column(path: &Path, groups: std::ops::Range<usize>, line: &mut u64) -> Found {
    let mut reader = ByColumn::open(path, &options(), &wanted()).expect("it opens").expect("known");
    reader.restrict(groups);
    let mut found = Vec::new();
    loop {
        match reader.step().expect("the disk is whole") {
            Stretch::End => return found,
            Stretch::SetApart(one) => found.push((one.line, Err(one.reason))),
            Stretch::Rows(rows) => {
                for row in 0..rows {
                    *line += 1;
                    let apart = reader.apart().iter().find(|(place, _)| *place == row);
                    let values = (0..WANTED.len()).map(|slot| value(reader.cells(slot), row));
                    found.push((
                        *line,
                        match apart {
                            Some((_, reason)) => Err(reason.clone()),
                            None => Ok(values.collect()),
                        },
                    ));
                }
            }
        }
    }
}

type One = (Option<Vec<u8>>, Option<i64>, Option<i64>, Option<i32>, Option<f64>, Option<i64>);

fn column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, std::fs::File>,
    values: &[Option<T::T>],
) {
    let mut writer = group.next_column().expect("room").expect("a column");
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let there: Vec<T::T> = values.iter().flatten().cloned().collect();
    writer.typed::<T>().write_batch(&there, Some(&levels), None).expect("values of the type");
    writer.close().expect("a whole column");
}

fn write(path: &Path, rows: &[One], groups: usize, way: usize) {
    let schema = "message m { optional binary case (STRING);
        optional int64 at (TIMESTAMP(MICROS, false)); optional int64 utc (TIMESTAMP(MILLIS, true));
        optional int32 small; optional double weight; optional int64 price (DECIMAL(18, 2));
        optional binary unwanted (STRING); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let plain = WriterProperties::builder().set_compression(Compression::UNCOMPRESSED);
    let properties = match way {
        0 => plain,
        1 => plain.set_dictionary_enabled(false),
        2 => plain.set_compression(Compression::SNAPPY),
        3 => plain
            .set_writer_version(WriterVersion::PARQUET_2_0)
            .set_compression(Compression::SNAPPY),
        4 => plain.set_data_page_row_count_limit(3).set_write_batch_size(2),
        // The dictionary is given up on the way.
        5 => plain.set_dictionary_page_size_limit(8).set_write_batch_size(2),
        _ => plain
            .set_dictionary_enabled(false)
            .set_column_encoding("case".into(), Encoding::DELTA_LENGTH_BYTE_ARRAY),
    };
    let file = std::fs::File::create(path).expect("a file");
    let mut writer =
        SerializedFileWriter::new(file, schema, Arc::new(properties.build())).expect("a writer");
    for part in rows.chunks(rows.len().div_ceil(groups).max(1)) {
        let mut group = writer.next_row_group().expect("a group");
        let of = |one: &One| one.0.clone().map(ByteArray::from);
        column::<ByteArrayType>(&mut group, &part.iter().map(of).collect::<Vec<_>>());
        column::<Int64Type>(&mut group, &part.iter().map(|one| one.1).collect::<Vec<_>>());
        column::<Int64Type>(&mut group, &part.iter().map(|one| one.2).collect::<Vec<_>>());
        column::<Int32Type>(&mut group, &part.iter().map(|one| one.3).collect::<Vec<_>>());
        column::<DoubleType>(&mut group, &part.iter().map(|one| one.4).collect::<Vec<_>>());
        column::<Int64Type>(&mut group, &part.iter().map(|one| one.5).collect::<Vec<_>>());
        // Not text, and looked at by nobody.
        let broken = part.iter().map(|_| Some(ByteArray::from(vec![0xff])));
        column::<ByteArrayType>(&mut group, &broken.collect::<Vec<_>>());
        group.close().expect("a whole group");
    }
    writer.close().expect("a file");
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => (0_u8..5).prop_map(|number| vec![b'a' + number; 3]),
        2 => vec(any::<u8>(), 0..6),
        1 => Just(vec![b'x'; 300]),
        1 => "[a-zè]{0,12}".prop_map(String::into_bytes),
    ]
}

fn rows() -> impl Strategy<Value = Vec<One>> {
    let moment = || {
        proptest::option::weighted(
            0.8,
            prop_oneof![
                0..2_000_000_000_000_000_i64,
                any::<i64>(),
                (0..20_000_i64).prop_map(|day| day * 86_400_000_000),
            ],
        )
    };
    let one = (
        proptest::option::weighted(0.8, text()),
        moment(),
        moment(),
        any::<Option<i32>>(),
        any::<Option<f64>>(),
        any::<Option<i64>>(),
    );
    vec(one, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_ways_read_the_same(rows in rows(), groups in 1_usize..4, way in 0_usize..7) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.parquet");
        write(&path, &rows, groups, way);
        let expected = by_row(&path);
        prop_assert_eq!(expected.len(), rows.len());
        prop_assert_eq!(&by_column(&path, 0..groups, &mut 0), &expected);
        // In two parts, as two cores do.
        let mut line = 0;
        let mut parts = by_column(&path, 0..1, &mut line);
        parts.extend(by_column(&path, 1..groups, &mut line));
        prop_assert_eq!(&parts, &expected);
    }

    /// Whatever bytes are changed, nothing panics, and what both ways can read is the same.
    #[test]
    fn broken_files_end_in_rows_that_are_set_apart(
        rows in rows(),
        way in 0_usize..7,
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.parquet");
        write(&path, &rows, 2, way);
        let mut bytes = std::fs::read(&path).expect("a file");
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        std::fs::write(&path, bytes).expect("a file");
        if let Ok(Some(mut reader)) = ByColumn::open(&path, &options(), &wanted()) {
            let mut left = 10_000;
            while left > 0 && reader.step().expect("the disk is whole") != Stretch::End {
                for slot in 0..WANTED.len() {
                    let _ = value_of_any(reader.cells(slot));
                }
                left -= 1;
            }
            prop_assert!(left > 0, "it does not end");
        }
    }
}

fn value_of_any(cells: Cells<'_>) -> usize {
    match cells {
        Cells::None => 0,
        Cells::Texts { texts, places, .. } => places.iter().map(|&one| texts.get(one).len()).sum(),
        Cells::Numbers { numbers, .. } => numbers.len(),
    }
}

/// A column whose texts all begin alike is left to whoever reads row by row.
#[test]
fn texts_that_begin_alike_are_not_read_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.parquet");
    let schema = Arc::new(
        parse_message_type("message m { optional binary case (STRING); }").expect("a schema"),
    );
    let properties = WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_column_encoding("case".into(), Encoding::DELTA_BYTE_ARRAY);
    let file = std::fs::File::create(&path).expect("a file");
    let mut writer =
        SerializedFileWriter::new(file, schema, Arc::new(properties.build())).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    column::<ByteArrayType>(
        &mut group,
        &[Some(ByteArray::from("abc")), Some(ByteArray::from("abd"))],
    );
    group.close().expect("a whole group");
    writer.close().expect("a file");
    let wanted = ["case".to_owned()];
    assert!(ByColumn::open(&path, &options(), &wanted).expect("it opens").is_none());
}
