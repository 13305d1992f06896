//! Files packed with gzip: several members, cut in half, exploding.

use std::io::Write;

use filo_intake::read::{Format, Limits, Options, open, open_bytes};

use crate::support::{boxed, count, finish, gzip, read_as};

#[test]
fn members_follow_each_other() {
    let mut packed = gzip(b"a,b\n1,2\n");
    packed.extend(gzip(b"3,4\n"));
    assert_eq!(read_as(Format::Csv, packed, &["a"]).rows, ["2:1+b=2", "3:3+b=4"]);
}

#[test]
fn a_cut_file_keeps_its_beginning() {
    let text: String =
        (0..50_000).map(|row| format!("{row},value {}\n", row * 7919 % 1000)).collect();
    let packed = gzip(format!("a,b\n{text}").as_bytes());
    let found = read_as(Format::Csv, &packed[..packed.len() / 2], &["a"]);
    assert!(found.rows.len() > 10_000);
    assert_eq!(found.set_apart.len(), 1);
    assert!(found.set_apart[0].ends_with(":truncated"));
}

fn gzip_tightly(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

#[test]
fn three_gibibytes_of_zeros_stop_at_the_limit() {
    // Members may be repeated: 192 times 16 MiB.
    let member = gzip_tightly(&vec![0; 16 << 20]);
    let mut bomb = gzip(b"a,b\n1,2\n");
    bomb.extend(member.repeat(192));
    for format in [Format::Csv, Format::JsonLines, Format::Mbox, Format::Xes] {
        let options = Options::new(format);
        let Ok(reader) = open_bytes(boxed(bomb.clone()), &options, &[]) else { continue };
        let (_, set_apart) = count(reader);
        assert!(set_apart.iter().any(|reason| reason == "too-large"), "{format:?} {set_apart:?}");
    }
    let limits = Limits { unpacked_bytes_max: 1 << 20, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::Csv) };
    let (rows, set_apart) = count(open_bytes(boxed(bomb), &options, &[]).expect("it opens"));
    assert_eq!((rows, set_apart.last().map(String::as_str)), (1, Some("too-large")));
}

#[test]
fn a_file_tells_how_far_it_was_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.csv.gz");
    let packed = gzip("a,b\n1,2\n".repeat(1000).as_bytes());
    std::fs::write(&path, &packed).expect("a file");
    assert_eq!(Format::from_extension(&path), Some(Format::Csv));
    let mut reader = open(&path, &Options::new(Format::Csv), &[]).expect("it opens");
    let mut row = filo_intake::row::Row::default();
    reader.step(&mut row).expect("a row");
    while reader.step(&mut row).expect("a row") != filo_intake::row::Step::End {}
    assert_eq!(reader.bytes_read(), u64::try_from(packed.len()).expect("small"));
    assert!(finish(reader, 0).rows.is_empty());
    let missing = open(&folder.path().join("no.csv"), &Options::new(Format::Csv), &[]);
    assert!(missing.is_err_and(|error| error.to_string().contains("no.csv")));
}
