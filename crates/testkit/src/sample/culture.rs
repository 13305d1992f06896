//! The company's culture waves: what its people answer about their departments and about each other, and
//! what customers answer after a case; each with the truth that it is drawn from.
//!
//! `scenario` holds what is so; `latent` turns it into points of a scale; `respondents` and `heard` draw the
//! answers; `truth` writes down what was planted. All from streams of their own: nothing else of the sample
//! depends on them. The answers of the people do not depend on the number of customers.

mod heard;
mod latent;
mod respondents;
mod scenario;
mod truth;
mod words;

use std::fs;
use std::path::Path;

use super::SampleError;
use super::render::push_quoted;
use respondents::{Given, Respondent, respondents};
use scenario::{DIMENSIONS, ITEMS, RATED, WAVES};

pub(crate) use heard::Heard;
pub(crate) use truth::write as write_truth;

#[cfg(test)]
pub(crate) use scenario::{GROUPS, not_applicable_count, own_points, seen_points};

/// Writes the answers of the company's people below a folder: each file's path and rows.
///
/// # Errors
/// Where the comments cannot be read or a file cannot be written.
pub(crate) fn write_answers(seed: u64, out: &Path) -> Result<Vec<(String, u64)>, SampleError> {
    let comments = words::load()?;
    fs::create_dir_all(out.join("culture"))?;
    let mut files = Vec::new();
    for (wave, name) in WAVES.iter().enumerate() {
        let rows = respondents(seed, wave, &comments);
        let mut text = header();
        for row in &rows {
            push_row(&mut text, row);
        }
        let name = file_of(name);
        fs::write(out.join(&name), text)?;
        files.push((name, u64::try_from(rows.len()).unwrap_or(0)));
    }
    Ok(files)
}

/// The path of a wave's file.
fn file_of(wave: &str) -> String {
    format!("culture/answers_{wave}.csv")
}

/// The ids of the items, in their order: each dimension has three.
fn items() -> impl Iterator<Item = String> {
    let of = |code: &'static str| (1..=ITEMS).map(move |number| format!("{code}{number}"));
    DIMENSIONS.iter().flat_map(move |&(code, _)| of(code))
}

fn header() -> String {
    let mut columns = vec!["department".to_owned()];
    columns.extend(items());
    columns.extend(["dire", "consiglio", "una_cosa"].map(str::to_owned));
    for department in RATED {
        columns.extend(["v1", "v2"].map(|question| format!("{question}:{department}")));
    }
    columns.join(",") + "\n"
}

fn push_row(out: &mut String, row: &Respondent<'_>) {
    out.push_str(row.department);
    for given in row.items.iter().chain([&row.dire, &row.consiglio]) {
        out.push(',');
        push_given(out, *given);
    }
    out.push(',');
    push_quoted(out, row.words.map_or("", |comment| comment.text.as_str()), ',');
    for given in row.seen.iter().flatten() {
        out.push(',');
        push_given(out, *given);
    }
    out.push('\n');
}

fn push_given(out: &mut String, given: Given) {
    match given {
        Given::Point(point) => out.push_str(&point.to_string()),
        Given::NotApplicable => out.push_str("NA"),
        Given::Blank => {}
    }
}
