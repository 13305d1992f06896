//! Every file of the fuzz target's corpus, which holds what once was hard.

use std::path::Path;

use filo_guard::card::trial::drain;

#[test]
fn the_corpus_of_cards_is_read_compiled_and_asked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/rule_cards");
    let (mut files, mut asked) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("the corpus is committed") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        asked += drain(&String::from_utf8_lossy(&bytes)).unwrap_or(0);
        files += 1;
    }
    assert!(files >= 5 && asked >= 20, "{files} files, {asked} questions");
}
