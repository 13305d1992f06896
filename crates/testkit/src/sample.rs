//! The exports of a fictional energy and internet company, with what was planted in them.
//!
//! Layout: `story` plans what happens to each customer and what becomes of it; `truth` writes it
//! down; `render` writes the exports; `source` and `noise` fix columns and rates; `culture` makes the waves of
//! answers. A customer's story is planned once for the truth and once for the exports, from the same seed, so
//! that nothing of the truth can depend on the rendering.

mod chance;
mod codes;
mod culture;
mod dates;
mod event;
mod exact;
mod names;
mod noise;
mod people;
mod render;
mod source;
mod story;
mod texts;
mod truth;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use culture::Heard;
use render::Exports;
use story::{Slots, Story, company};
use texts::Texts;
use truth::Truth;

/// The most customers a sample may have: beyond it, numbers would no longer be unique.
pub const CUSTOMERS_MAX: u32 = 4_000_000;

/// How large the sample is and which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleOptions {
    /// The number of customers, from 1 to [`CUSTOMERS_MAX`].
    pub customers: u32,
    /// The seed: the same options give the same bytes.
    pub seed: u64,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleSummary {
    /// Each export's path below the folder, with `/`, and its rows without the header.
    pub files: Vec<(String, u64)>,
    /// How many are planted: by the kind for harms, `decoy:` and the kind for decoys, `ordinary:`
    /// and the kind for ordinary acts whose innocence the exports no longer show, `procedure:` and the
    /// template for acts that break one.
    pub planted: BTreeMap<String, u64>,
}

/// Why a sample could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SampleError {
    /// No customers, or too many.
    #[error("a sample has from 1 to {CUSTOMERS_MAX} customers")]
    Customers,
    /// A file or folder could not be written.
    #[error("cannot write the sample")]
    Write(#[from] std::io::Error),
    /// The workbook could not be written.
    #[error("cannot write the sample's workbook")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// An archive could not be written.
    #[error("cannot write the sample's archives")]
    Archive(#[from] zip::result::ZipError),
    /// The wordings could not be read or the truth not written.
    #[error("cannot read or write the sample's JSON")]
    Json(#[from] serde_json::Error),
}

/// Writes filo.toml, truth.json, the departments' exports and the waves of answers into a folder, which is made where it
/// is missing; files of the same names are overwritten. `progress` hears how many customers are
/// rendered, and of how many.
///
/// # Errors
/// Where the number of customers is out of bounds or a file cannot be written.
pub fn write_sample(
    options: &SampleOptions,
    out: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<SampleSummary, SampleError> {
    if options.customers == 0 || options.customers > CUSTOMERS_MAX {
        return Err(SampleError::Customers);
    }
    let texts = Texts::load()?;
    fs::create_dir_all(out)?;
    fs::write(out.join("filo.toml"), include_str!("../data/filo.toml"))?;
    let planted = write_truth(options, &texts, out)?;
    let (exports, heard) = render(options, &texts, out, progress)?;
    let mut files = exports.write(out)?;
    files.extend(culture::write_answers(options.seed, out)?);
    files.push(heard.write(out)?);
    Ok(SampleSummary { files, planted })
}

fn write_truth(
    options: &SampleOptions,
    texts: &Texts,
    out: &Path,
) -> Result<BTreeMap<String, u64>, SampleError> {
    let SampleOptions { customers, seed } = *options;
    let mut slots = Slots::default();
    let mut truth = Truth::default();
    let mut heard = Heard::default();
    for first in (0..customers).step_by(2) {
        let stories: Vec<Story<'_>> = (first..customers.min(first + 2))
            .map(|index| Story::plan(seed, index, customers, &mut slots, texts))
            .collect();
        truth.add(&stories)?;
        for story in &stories {
            heard.add(seed, story);
        }
    }
    let mut file = BufWriter::new(File::create(out.join("truth.json"))?);
    let planted = truth.write(&mut file, seed, customers, &heard)?;
    file.flush()?;
    Ok(planted)
}

fn render(
    options: &SampleOptions,
    texts: &Texts,
    out: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(Exports, Heard), SampleError> {
    let SampleOptions { customers, seed } = *options;
    let mut slots = Slots::default();
    let mut exports = Exports::new(out, customers)?;
    let mut heard = Heard::default();
    exports.add(&company(seed))?;
    for index in 0..customers {
        let story = Story::plan(seed, index, customers, &mut slots, texts);
        exports.add(&story.events)?;
        heard.add(seed, &story);
        progress(u64::from(index) + 1, u64::from(customers));
    }
    Ok((exports, heard))
}
