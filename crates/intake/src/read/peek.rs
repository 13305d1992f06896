//! A first look at a file: its columns, separator and encoding, and some rows.

use std::io::Read;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::options::{OpenError, Options};
use super::{Opened, opened_bytes, opened_path};
use crate::row::{Row, Step};

/// Rows in a sample.
const SAMPLE_ROWS: usize = 20;
/// Steps taken at most to find them, so that a file of broken rows is not read to its end.
const STEPS_MAX: usize = 1000;

/// What a file looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peek {
    /// The columns, in the order in which they were found.
    pub columns: Vec<String>,
    /// The separator (CSV).
    pub separator: Option<char>,
    /// The encoding, as far as the beginning of the file tells.
    pub encoding: &'static str,
    /// The first rows, a value for each column; empty where there is none.
    pub sample: Vec<Vec<String>>,
}

/// Looks at the beginning of a file.
///
/// # Errors
/// As [`super::open`]; also [`OpenError::Io`] when the file cannot be read on.
pub fn peek(path: &Path, options: &Options) -> Result<Peek, OpenError> {
    look(opened_path(path, options, &wanted(options))?, options).map_err(|error| match error {
        OpenError::Io { source, .. } => OpenError::Io { path: path.to_owned(), source },
        other => other,
    })
}

/// As [`peek`], from bytes that come from anywhere.
///
/// # Errors
/// As [`peek`].
pub fn peek_bytes(input: Box<dyn Read + Send>, options: &Options) -> Result<Peek, OpenError> {
    look(opened_bytes(input, options, &wanted(options))?, options)
}

/// Text of messages is only given to whoever asks for it.
fn wanted(options: &Options) -> Vec<String> {
    options.format.columns()
}

fn look(mut opened: Opened, options: &Options) -> Result<Peek, OpenError> {
    let wanted = wanted(options);
    let mut columns = opened.columns;
    let mut places: FxHashMap<String, usize> =
        columns.iter().cloned().enumerate().map(|(place, name)| (name, place)).collect();
    let mut sample: Vec<Vec<String>> = Vec::new();
    let mut row = Row::default();
    for _ in 0..STEPS_MAX {
        match opened.reader.step(&mut row).map_err(|error| OpenError::io(error.source))? {
            Step::End => break,
            Step::SetApart(_) => continue,
            Step::Row => {}
        }
        let mut values: Vec<String> =
            (0..wanted.len()).map(|slot| row.value(slot).to_owned()).collect();
        values.resize(columns.len(), String::new());
        for (name, value) in row.rest() {
            let column = match places.get(name) {
                Some(&column) => column,
                None => {
                    places.insert(name.to_owned(), columns.len());
                    columns.push(name.to_owned());
                    columns.len() - 1
                }
            };
            values.resize(values.len().max(column + 1), String::new());
            if let Some(place) = values.get_mut(column) {
                value.clone_into(place);
            }
        }
        sample.push(values);
        if sample.len() == SAMPLE_ROWS {
            break;
        }
    }
    for values in &mut sample {
        values.resize(columns.len(), String::new());
    }
    Ok(Peek { columns, separator: opened.separator, encoding: opened.encoding, sample })
}
