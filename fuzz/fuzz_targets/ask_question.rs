//! Questions to the guard as JSON.
#![no_main]

use filo::guard::written::Written;
use jiff::tz::TimeZone;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(written) = Written::parse(text) {
        let _ = written.asked(&TimeZone::UTC, 0);
    }
});
