//! Measured from outside: masking by planted mentions and ordinary sentences, figures by an attacker.

mod around;
mod attack;
mod beside;
mod classes;
mod corpus;
mod flat;
mod further;
mod mentions;
mod ordinary;
mod page;
mod plain;
mod usefulness;

use std::sync::LazyLock;

use filo_disclosure::mask::{Known, Masked, Masker, Placeholders, Vocabulary};

/// Reading the lexicon takes longer than a text: once for all tests.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let placeholders = Placeholders::new(|kind| kind.name().replace('_', " "));
    Vocabulary::new(placeholders, ["Lumen Casa"])
});

fn mask(text: &str) -> Masked {
    Masker::new(&Known::new(), &VOCABULARY).mask(text)
}

fn are_masked(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(mask(text).text, *expected);
    }
}

fn stay(texts: &[&str]) {
    for text in texts {
        assert_eq!(mask(text).text, *text);
    }
}
