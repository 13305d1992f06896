//! Reads any bytes as an electronic invoice, a receipt, an envelope or an archive of them.
#![no_main]

use filo_intake::read::{Format, drain};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drain(Format::FatturaPa, bytes);
});
