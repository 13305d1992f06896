//! Records of telephone exchanges, each format from the same bytes.
#![no_main]

use filo_intake::read::{Format, drain};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    drain(Format::AsteriskCdr, bytes);
    drain(Format::QueueLog, bytes);
    drain(Format::ThreeCxCdr, bytes);
});
