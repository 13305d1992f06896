//! Files of rule cards: what has no flaws compiles and answers.
#![no_main]

use filo_guard::card::trial::drain;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = drain(text);
});
