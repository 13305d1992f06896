//! Every file of the fuzz targets' corpus, which holds what once was hard.

use std::path::PathBuf;

use filo_intake::read::{Format, drain};

/// The formats that each target reads the same bytes as.
const TARGETS: [(&str, &[Format]); 9] = [
    ("camt", &[Format::Camt]),
    ("csv", &[Format::Csv]),
    ("calls", &[Format::AsteriskCdr, Format::QueueLog, Format::ThreeCxCdr]),
    ("fatturapa", &[Format::FatturaPa]),
    ("json_lines", &[Format::JsonLines]),
    ("mail", &[Format::Mbox, Format::Eml]),
    ("parquet", &[Format::Parquet]),
    ("xes", &[Format::Xes]),
    ("xlsx", &[Format::Xlsx]),
];

/// The files of a target.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files = std::fs::read_dir(root).expect("the corpus is committed");
    files.map(|entry| std::fs::read(entry.expect("an entry").path()).expect("a file")).collect()
}

#[test]
fn the_corpus_is_read_to_its_end() {
    for (target, formats) in TARGETS {
        let files = corpus(target);
        let read =
            |bytes: &Vec<u8>| formats.iter().filter_map(|&format| drain(format, bytes)).count();
        let opened: usize = files.iter().map(read).sum();
        assert!(
            files.len() >= 3 && opened >= 1,
            "{target}: {} files, {opened} opened",
            files.len()
        );
    }
}

#[test]
fn damaged_files_of_the_corpus_are_read_to_their_end() {
    // The constants of Knuth's MMIX, so that every run damages the same way.
    let mut seed: u64 = 1;
    let mut below = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % bound.max(1) as u64).expect("below a usize")
    };
    let mut opened = 0;
    for (target, formats) in TARGETS.iter().filter(|(target, _)| *target != "xlsx") {
        for file in corpus(target) {
            for _ in 0..60 {
                let mut bytes = file.clone();
                for _ in 0..=below(4) {
                    let at = below(bytes.len());
                    let until = (at + below(40)).min(bytes.len());
                    match below(4) {
                        0 => drop(bytes.drain(at..until)),
                        1 => bytes
                            .splice(at..at, file[at.min(file.len())..].iter().copied().take(60))
                            .for_each(drop),
                        2 => bytes.truncate(until),
                        _ => bytes[at..until].fill(b"\n<&\"|,\xc3"[below(7)]),
                    }
                }
                opened += formats.iter().filter_map(|&format| drain(format, &bytes)).count();
            }
        }
    }
    assert!(opened > 1000, "{opened} opened");
}
