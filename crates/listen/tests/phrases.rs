//! Every file of the fuzz target of phrases, which holds what once was hard.

use std::path::Path;

use filo_listen::phrase::Grammar;
use filo_listen::token::Tokens;

/// How many phrases and concepts of a file are found in a text and in the file; none where it is neither.
fn found(text: &str) -> Option<usize> {
    let parse = |name| Grammar::parse("", [(name, text)]);
    let grammar = parse("it/phrases").or_else(|_| parse("it/concepts")).ok()?;
    let count = |text: &str| {
        let tokens = Tokens::of(text);
        let chunks = grammar.chunks(&tokens);
        let said = grammar.said(&tokens, &chunks, &(0..tokens.len()));
        said.hits.len() + said.concepts.len()
    };
    Some(count("Purtroppo non posso farci proprio niente: non è possibile.") + count(text))
}

#[test]
fn the_corpus_of_phrases_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/phrases");
    let (mut files, mut read, mut all) = (0, 0, 0);
    for entry in std::fs::read_dir(folder).expect("the corpus is committed") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        files += 1;
        if let Some(count) = found(&text) {
            read += 1;
            all += count;
        }
    }
    assert!(files >= 5 && read >= 2 && read < files, "{files} files, {read} read");
    assert!(all >= 2, "{all} phrases and concepts found");
}
