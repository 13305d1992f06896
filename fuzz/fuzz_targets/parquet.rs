//! Reads any bytes as Parquet.
#![no_main]

use filo_intake::read::{Format, drain};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drain(Format::Parquet, bytes);
});
