//! Reads any bytes as a bank statement.
#![no_main]

use filo_intake::read::{Format, drain};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drain(Format::Camt, bytes);
});
