//! Every file of the fuzz target's corpus, which holds what once was hard.

use std::path::Path;

use filo::guard::written::Written;
use jiff::tz::TimeZone;

#[test]
fn the_corpus_of_questions_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/ask_question");
    let (mut files, mut asked) = (0, 0);
    for entry in std::fs::read_dir(folder).expect("the corpus is committed") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        if let Ok(written) = Written::parse(&text) {
            asked += usize::from(written.asked(&TimeZone::UTC, 0).is_ok());
        }
        files += 1;
    }
    assert!(files >= 4 && asked >= 1 && asked < files, "{files} files, {asked} questions");
}
