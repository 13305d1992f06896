//! Every file of the fuzz targets' corpus, which holds what once was hard.

use std::path::PathBuf;

use filo_intake::read::{Format, drain};

#[test]
fn the_corpus_is_read_to_its_end() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    for (target, formats) in [
        ("calls", &[Format::AsteriskCdr, Format::QueueLog, Format::ThreeCxCdr][..]),
        ("camt", &[Format::Camt]),
        ("csv", &[Format::Csv]),
        ("fatturapa", &[Format::FatturaPa]),
        ("json_lines", &[Format::JsonLines]),
        ("mail", &[Format::Mbox, Format::Eml]),
        ("xes", &[Format::Xes]),
        ("xlsx", &[Format::Xlsx]),
    ] {
        let mut found = 0;
        let mut opened = 0;
        for entry in std::fs::read_dir(root.join(target)).expect("the corpus is committed") {
            let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
            found += 1;
            opened += formats.iter().filter_map(|&format| drain(format, &bytes)).count();
        }
        assert!(found >= 3 && opened >= 1, "{target}: {found} files, {opened} opened");
    }
}
