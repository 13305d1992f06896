//! Signed invoices in every coding, and base64.

use super::writing::{Lengths, base64, invoice, signed};
use super::{USUAL, check_apart, read_file};
use crate::support::gzip;

#[track_caller]
fn check_read(bytes: &[u8], what: &str) {
    let found = read_file("IT01234567890_00001.xml.p7m", bytes, USUAL);
    let row = "1:invoice|IT01234567890_00001#1.1|IT00743110157|F26-1||122.00|2026-03-31";
    assert_eq!((found.rows, found.set_apart), (vec![row.to_owned()], vec![]), "{what}");
}

#[test]
fn signed_invoices_are_read_however_they_are_encoded() {
    let document = invoice().into_bytes();
    for lengths in [Lengths::Definite, Lengths::Indefinite] {
        for chunk in [None, Some(1000), Some(7)] {
            let what = format!("{lengths:?} {chunk:?}");
            let once = signed(&document, lengths, chunk);
            check_read(&once, &what);
            check_read(&signed(&once, lengths, chunk), &format!("{what}, signed twice"));
            check_read(base64(&once).as_bytes(), &format!("{what}, base64"));
            check_read(&gzip(&once), &format!("{what}, gzip"));
            let lines = base64(&once);
            let pem = format!("-----BEGIN PKCS7-----\r\n{lines}\r\n-----END PKCS7-----\r\n");
            check_read(pem.as_bytes(), &format!("{what}, PEM"));
            let inside = signed(base64(&once).as_bytes(), lengths, chunk);
            check_read(&inside, &format!("{what}, base64 inside a second signature"));
        }
    }
    check_read(base64(&document).as_bytes(), "base64 alone");
}

#[test]
fn a_signature_that_another_program_made_is_opened() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for name in ["openssl_der.xml.p7m", "openssl_stream.xml.p7m", "openssl_pem.xml.p7m"] {
        check_read(&std::fs::read(folder.join(name)).expect("the file is committed"), name);
    }
}

#[test]
fn what_is_cut_off_behind_the_content_is_not_missed() {
    let once = signed(invoice().as_bytes(), Lengths::Definite, None);
    check_read(&once[..once.len() - 4], "without its end");
}

#[test]
fn broken_envelopes_are_set_apart() {
    let once = signed(invoice().as_bytes(), Lengths::Definite, None);
    check_apart(&once[..once.len() / 2], "truncated");
    check_apart(signed(&[], Lengths::Definite, None), "other-content");
    check_apart([0x30, 0x03, 0x02, 0x01, 0x01], "broken-envelope");
    check_apart([0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1], "broken-envelope");
    // Nested far too deep: it ends, and well.
    check_apart([0x30, 0x80].repeat(10_000), "broken-envelope");
    let deep = [[0x24, 0x80].repeat(10_000), vec![0; 20_000]].concat();
    let mut hostile = signed(&[], Lengths::Indefinite, None);
    let place = hostile.windows(2).position(|two| two == [0x04, 0x00]).expect("the content");
    hostile.splice(place..place + 2, deep);
    check_apart(hostile, "too-deep");
    let mut many = invoice().into_bytes();
    for _ in 0..9 {
        many = signed(&many, Lengths::Definite, None);
    }
    check_apart(many, "broken-envelope");
}
