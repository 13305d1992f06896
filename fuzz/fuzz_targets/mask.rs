//! Masks any text, and masks the result again.
#![no_main]

use std::sync::LazyLock;

use filo_disclosure::mask::{Known, Masker, Placeholders, Vocabulary};

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    Vocabulary::new(Placeholders::new(|kind| kind.name().replace('_', " ")), ["Lumen Casa"])
});
static KNOWN: LazyLock<Known> =
    LazyLock::new(|| Known::new().with_person("Mario De Luca").with_number("K-2024/31"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let masker = Masker::new(&KNOWN, &VOCABULARY);
    let once = masker.mask(text);
    assert_eq!(masker.mask(&once.text).text, once.text);
});
