//! Writes a sample company: `write_sample CUSTOMERS SEED FOLDER`.

use std::path::Path;
use std::process::ExitCode;

use filo_testkit::sample::{SampleOptions, write_sample};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, customers, seed, folder] = arguments.as_slice() else { return ExitCode::from(2) };
    let (Ok(customers), Ok(seed)) = (customers.parse(), seed.parse()) else {
        return ExitCode::from(2);
    };
    let options = SampleOptions { customers, seed };
    match write_sample(&options, Path::new(folder), &mut |_, _| {}) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
