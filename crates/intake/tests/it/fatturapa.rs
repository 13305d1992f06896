//! Electronic invoices and receipts: every trap of the format, each told as a document and its rows.

mod archives;
mod envelopes;
mod invoices;
mod receipts;
mod writing;

use filo_intake::read::{Format, Options, open};

use crate::support::{Found, finish, names, read_as, values};

/// The columns that tests look at unless they say others.
const USUAL: &[&str] = &["kind", "key", "customer", "claim", "instalment", "amount", "due"];

/// What a document makes under the name of its file.
fn read_file(name: &str, bytes: impl AsRef<[u8]>, wanted: &[&str]) -> Found {
    let folder = tempfile::tempdir().expect("a folder for a file");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("the file can be written");
    let reader = open(&path, &Options::new(Format::FatturaPa), &names(wanted)).expect("it opens");
    let mut found = finish(reader, wanted.len());
    for row in &mut found.rows {
        // What nobody wanted is of no interest here.
        row.truncate(row.find('+').unwrap_or(row.len()));
    }
    found
}

/// The rows of one ordinary invoice file, without the line before them.
#[track_caller]
fn check(document: &str, wanted: &[&str], rows: &[&str]) {
    let found = read_file("IT01234567890_00001.xml", document, wanted);
    assert_eq!(found.set_apart, [""; 0], "nothing is set apart");
    let found: Vec<&str> = found.rows.iter().map(|row| values(row)).collect();
    assert_eq!(found, rows);
}

/// The reason why something is set apart.
#[track_caller]
fn check_apart(bytes: impl Into<Vec<u8>>, reason: &str) {
    let found = read_as(Format::FatturaPa, bytes, USUAL);
    assert_eq!((found.rows.len(), found.set_apart), (0, vec![format!("1:{reason}")]));
}
