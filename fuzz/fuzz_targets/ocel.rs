//! Reads any bytes as an object-centric event log in JSON or XML.
#![no_main]

use filo_intake::read::ocel::drain;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = drain(bytes);
});
