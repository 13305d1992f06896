//! Every file of the fuzz target's corpus, which holds what once was hard.

use std::path::PathBuf;

use crate::mask;

#[test]
fn the_corpus_is_masked_once_and_for_all() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/mask");
    let mut found = 0;
    for entry in std::fs::read_dir(folder).expect("the corpus is committed") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        let once = mask(&String::from_utf8_lossy(&bytes));
        assert_eq!(mask(&once.text).text, once.text);
        found += 1;
    }
    assert!(found >= 4, "{found} files");
}
