//! Messages, alone and many in a file.
#![no_main]

use filo_intake::read::{Format, drain};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drain(Format::Mbox, bytes);
    drain(Format::Eml, bytes);
});
