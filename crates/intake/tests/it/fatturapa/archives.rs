//! Archives of invoices.

use filo_intake::read::{Format, Limits, Options};

use super::writing::{Lengths, invoice, signed, zip};
use super::{USUAL, read_file};
use crate::support::{gzip, read};

#[test]
fn an_archive_holds_many_files_in_folders_and_others_are_counted() {
    let document = invoice();
    let wrapped = signed(document.as_bytes(), Lengths::Indefinite, Some(100));
    let bytes = zip(&[
        ("2026/", b""),
        ("2026/03/IT01234567890_00001.xml", document.as_bytes()),
        ("2026/03/IT01234567890_00002.xml.p7m", &wrapped),
        ("2026/03/leggimi.pdf", b"%PDF-1.7"),
        ("2026/03/IT01234567890_00003.xml", &document.as_bytes()[..900]),
        ("IT01234567890_00004.xml", document.as_bytes()),
    ]);
    let rows =
        ["2:IT01234567890_00001#1.1", "3:IT01234567890_00002#1.1", "6:IT01234567890_00004#1.1"];
    let apart = ["4:other-content", "5:truncated"];
    let found = read_file("anno.zip", &bytes, &["key"]);
    assert_eq!(
        (found.rows, found.set_apart),
        (rows.map(Into::into).into(), apart.map(Into::into).into())
    );
    // From a stream, packed once more.
    let found = read(gzip(&bytes), &Options::new(Format::FatturaPa), USUAL);
    assert_eq!((found.rows.len(), found.set_apart.len()), (3, 2));
}

#[test]
fn a_bomb_is_set_apart_and_the_rest_is_read() {
    let document = invoice();
    let limits = Limits { message_bytes_max: 100_000, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::FatturaPa) };
    let bytes = zip(&[
        ("bomb.xml", &vec![b' '; 1 << 20]),
        ("IT01234567890_00001.xml", document.as_bytes()),
    ]);
    let found = read(bytes, &options, &["key"]);
    assert_eq!(found.set_apart, ["1:too-large"]);
    assert_eq!(found.rows.len(), 1);
}

#[test]
fn an_archive_that_unpacks_to_too_much_in_all_ends_there() {
    let blank = vec![b' '; 40_000];
    let files: Vec<(String, &[u8])> =
        (0..10).map(|place| (format!("{place}.xml"), blank.as_slice())).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let limits = Limits { unpacked_bytes_max: 100_000, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::FatturaPa) };
    let found = read(zip(&files), &options, &["key"]);
    assert_eq!(found.set_apart, ["1:other-content", "2:other-content", "3:too-large"]);
}

#[test]
fn a_cut_archive_is_set_apart() {
    let bytes = zip(&[("IT01234567890_00001.xml", invoice().as_bytes())]);
    let found = read_file("cut.zip", &bytes[..bytes.len() / 2], USUAL);
    assert_eq!((found.rows.len(), found.set_apart), (0, vec!["1:truncated".to_owned()]));
}
