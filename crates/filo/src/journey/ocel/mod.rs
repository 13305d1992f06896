//! Writes object-centric logs in the three forms of OCEL 2.0; the same log gives the same bytes.

mod json;
mod sqlite;
pub(in crate::journey) mod xml;

use std::io;
use std::path::Path;

use filo_intake::read::ocel::Form;
use filo_model::event_log::{EventLog, Misfit, Type, written};

use crate::journey::place;

/// Why a log cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The place cannot be written.
    #[error("cannot write the event log")]
    Io(#[from] io::Error),
    /// The database cannot be written.
    #[error("cannot write the event log as a database")]
    Database(#[from] rusqlite::Error),
    /// The log is not sound.
    #[error("the event log holds {0}")]
    Misfit(#[from] Misfit),
}

/// The form that a file's name asks for: `.json` or `.jsonocel`, `.xml` or `.xmlocel`, `.sqlite`.
#[must_use]
pub fn form(path: &Path) -> Option<Form> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match extension.as_str() {
        "json" | "jsonocel" => Form::Json,
        "xml" | "xmlocel" => Form::Xml,
        "sqlite" => Form::Sqlite,
        _ => return None,
    })
}

/// Writes a log into a file, which stands in its place only when all of it is there.
///
/// # Errors
/// Where the log is not sound, or the place cannot be written.
pub fn write(log: &EventLog, form: Form, path: &Path) -> Result<(), WriteError> {
    log.check()?;
    match form {
        Form::Json => place::write(path, |out| json::write(log, out).map_err(WriteError::from)),
        Form::Xml => place::write(path, |out| xml::write(log, out).map_err(WriteError::from)),
        Form::Sqlite => place::with_path(path, |beside| sqlite::write(log, beside)),
    }
}

/// A moment, which the check of the log has found writable.
fn moment(millis: i64) -> String {
    written(millis).unwrap_or_default()
}

/// The name of a type; empty where there is none, which the check of the log has excluded.
fn type_name(of: Option<&Type>) -> &str {
    of.map_or("", |of| of.name.as_str())
}

/// The name of an attribute of a type.
fn attribute_name(of: Option<&Type>, attribute: u32) -> &str {
    let place = usize::try_from(attribute).unwrap_or(usize::MAX);
    of.and_then(|of| of.attributes.get(place)).map_or("", |attribute| attribute.name.as_str())
}
