//! Reading bytes to the end and writing down what was found.

use std::io::{Cursor, Write};

use filo_intake::read::{Format, Options, Reader, open_bytes};
use filo_intake::row::{Row, Step};

/// What a reader found: a line of text for each row, and the reasons of the rows set apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) rows: Vec<String>,
    pub(crate) set_apart: Vec<String>,
}

pub(crate) fn names(wanted: &[&str]) -> Vec<String> {
    wanted.iter().map(|&name| name.to_owned()).collect()
}

pub(crate) fn boxed(bytes: impl Into<Vec<u8>>) -> Box<Cursor<Vec<u8>>> {
    Box::new(Cursor::new(bytes.into()))
}

/// Reads everything; a row is `line:value|value` and then `+name=value` for what was kept.
pub(crate) fn read(bytes: impl Into<Vec<u8>>, options: &Options, wanted: &[&str]) -> Found {
    let reader = open_bytes(boxed(bytes), options, &names(wanted)).expect("the input opens");
    finish(reader, wanted.len())
}

pub(crate) fn finish(mut reader: Box<dyn Reader>, slots: usize) -> Found {
    let mut found = Found::default();
    let mut row = Row::default();
    loop {
        match reader.step(&mut row).expect("memory can be read") {
            Step::End => return found,
            Step::SetApart(apart) => {
                found.set_apart.push(format!("{}:{}", apart.line, apart.reason.code()));
            }
            Step::Row => {
                let values: Vec<&str> = (0..slots).map(|slot| row.value(slot)).collect();
                let rest: String =
                    row.rest().map(|(name, value)| format!("+{name}={value}")).collect();
                found.rows.push(format!("{}:{}{rest}", row.line, values.join("|")));
            }
        }
    }
}

/// The wanted values of a row as [`read`] writes it, without its place and what was kept.
pub(crate) fn values(row: &str) -> &str {
    let values = row.split_once(':').map_or(row, |(_, values)| values);
    values.split_once('+').map_or(values, |(wanted, _)| wanted)
}

/// Reads text in a format with all options left alone.
pub(crate) fn read_as(format: Format, bytes: impl Into<Vec<u8>>, wanted: &[&str]) -> Found {
    read(bytes, &Options::new(format), wanted)
}

/// Counts rows and rows set apart without keeping them.
pub(crate) fn count(mut reader: Box<dyn Reader>) -> (u64, Vec<String>) {
    let (mut rows, mut set_apart) = (0, Vec::new());
    let mut row = Row::default();
    loop {
        match reader.step(&mut row).expect("the file can be read") {
            Step::End => return (rows, set_apart),
            Step::SetApart(apart) => set_apart.push(apart.reason.code().to_owned()),
            Step::Row => rows += 1,
        }
    }
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}
