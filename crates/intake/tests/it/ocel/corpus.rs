//! Every file of the fuzz target's corpus, whole and damaged.

use std::path::PathBuf;

use filo_intake::read::ocel::drain;

fn corpus() -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/ocel");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the corpus is committed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file")).collect()
}

#[test]
fn the_corpus_of_logs_is_read_to_its_end() {
    let read: Vec<_> = corpus().iter().map(|bytes| drain(bytes)).collect();
    assert!(read.len() >= 6 && read.iter().flatten().count() >= 4, "{read:?}");
}

#[test]
fn damaged_logs_of_the_corpus_are_read_to_their_end() {
    let mut opened = 0;
    for file in corpus() {
        for at in 0..file.len() {
            for with in [&b"\""[..], b"<", b"[{", b"&#0;", b"\\u0000", b"\xff", b""] {
                let mut bytes = file.clone();
                bytes.splice(at..(at + 1 + at % 5).min(file.len()), with.iter().copied());
                opened += usize::from(drain(&bytes).is_some());
            }
        }
    }
    assert!(opened > 1000, "{opened} opened");
}
