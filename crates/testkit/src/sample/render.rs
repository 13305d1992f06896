//! The exports: rows gathered story by story, sorted by date, written as each system writes.

mod csv;
mod jsonl;
mod mbox;
mod workbook;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::SampleError;
use super::dates::{FIRST_CUT, OVERLAP_START, Order, push_date};
use super::event::{Event, Fate, Value};
use super::source::{Shape, Source, Spec};

/// A row of an export, ready to be written.
#[derive(Debug, Clone, Copy)]
struct Line {
    moment: i64,
    start: usize,
    end: usize,
    in_first: bool,
    in_second: bool,
}

/// The rows of one export: their text in one piece, and where each begins and ends.
#[derive(Debug)]
struct Sheet {
    source: Source,
    text: String,
    lines: Vec<Line>,
}

/// All exports under way.
#[derive(Debug)]
pub(crate) struct Exports {
    sheets: Vec<Sheet>,
}

impl Exports {
    /// Exports without rows.
    pub(crate) fn new() -> Self {
        let sheets = Source::ALL
            .iter()
            .map(|&source| Sheet { source, text: String::new(), lines: Vec::new() })
            .collect();
        Self { sheets }
    }

    /// Adds the row of an event, as far as it is written at all.
    pub(crate) fn add(&mut self, event: &Event) {
        let Some(written) = event.written() else { return };
        let day = event.at.day();
        let is_single = event.source.spec().shape == Shape::Workbook;
        let is_late = event.fate == Fate::Late && day <= FIRST_CUT;
        let in_first = is_single || day <= FIRST_CUT && !is_late;
        let in_second = !is_single && (day >= OVERLAP_START || is_late);
        let Some(sheet) = self.sheets.iter_mut().find(|sheet| sheet.source == event.source) else {
            return;
        };
        if let Some(cents) = event.first_amount.filter(|_| in_first && in_second) {
            let mut before = written.clone().into_owned();
            before.set_amount(cents);
            sheet.add(&before, true, false);
            let mut after = written.into_owned();
            after.set_updated(FIRST_CUT.plus(4));
            sheet.add(&after, false, true);
        } else {
            sheet.add(&written, in_first, in_second);
        }
    }

    /// Writes all exports below a folder: each file's path and rows.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub(crate) fn write(self, out: &Path) -> Result<Vec<(String, u64)>, SampleError> {
        let mut files = Vec::new();
        for sheet in self.sheets {
            sheet.write(out, &mut files)?;
        }
        Ok(files)
    }
}

impl Sheet {
    fn add(&mut self, event: &Event, in_first: bool, in_second: bool) {
        let start = self.text.len();
        match self.source.spec().shape {
            Shape::Csv { separator, is_windows, .. } => {
                csv::push(&mut self.text, event, separator, is_windows);
            }
            Shape::Jsonl => jsonl::push(&mut self.text, event),
            Shape::Mbox => mbox::push(&mut self.text, event),
            Shape::Workbook => workbook::push(&mut self.text, event),
        }
        let (moment, end) = (event.written_at().0, self.text.len());
        self.lines.push(Line { moment, start, end, in_first, in_second });
    }

    fn write(mut self, out: &Path, files: &mut Vec<(String, u64)>) -> Result<(), SampleError> {
        // By moment, then by place: the order in which the rows were added.
        self.lines.sort_unstable_by_key(|line| (line.moment, line.start));
        let spec = self.source.spec();
        if let Some(folder) = out.join(spec.stem).parent() {
            fs::create_dir_all(folder)?;
        }
        if spec.shape == Shape::Workbook {
            return workbook::write(&self, out, files);
        }
        for (date, is_first) in [("2026-05-31", true), ("2026-06-30", false)] {
            let name = format!("{}_{date}.{}", spec.stem, extension(spec.shape));
            let mut file = BufWriter::with_capacity(1 << 18, File::create(out.join(&name))?);
            write_header(&mut file, spec)?;
            let mut rows = 0;
            for line in &self.lines {
                if if is_first { line.in_first } else { line.in_second } {
                    write_text(&mut file, self.text_of(line), spec.shape)?;
                    rows += 1;
                }
            }
            file.flush()?;
            files.push((name, rows));
        }
        Ok(())
    }

    fn text_of(&self, line: &Line) -> &str {
        self.text.get(line.start..line.end).unwrap_or_default()
    }
}

pub(super) fn extension(shape: Shape) -> &'static str {
    match shape {
        Shape::Csv { .. } => "csv",
        Shape::Jsonl => "jsonl",
        Shape::Mbox => "mbox",
        Shape::Workbook => "xlsx",
    }
}

fn write_header(file: &mut impl Write, spec: &Spec) -> Result<(), SampleError> {
    if let Shape::Csv { separator, has_mark, is_windows } = spec.shape {
        let headers: Vec<&str> = spec.columns.iter().map(|column| column.0).collect();
        let mark = if has_mark { "\u{feff}" } else { "" };
        let end = if is_windows { "\r\n" } else { "\n" };
        let line = format!("{mark}{}{end}", headers.join(&separator.to_string()));
        write_text(file, &line, spec.shape)?;
    }
    Ok(())
}

fn write_text(file: &mut impl Write, text: &str, shape: Shape) -> Result<(), SampleError> {
    match shape {
        Shape::Csv { is_windows: true, .. } if !text.is_ascii() => {
            file.write_all(&csv::windows_1252(text))?;
        }
        _ => file.write_all(text.as_bytes())?,
    }
    Ok(())
}

/// Writes an amount with the decimal mark.
fn push_amount(out: &mut String, cents: i64, mark: char) {
    use std::fmt::Write as _;
    let _ = write!(out, "{}{mark}{:02}", cents / 100, cents % 100);
}

/// Writes a value without quotes.
fn push_value(out: &mut String, value: &Value, order: Order, mark: char) {
    match value {
        Value::Text(text) => out.push_str(text),
        Value::Word(word) => out.push_str(word),
        Value::Day(day) => push_date(out, *day, order),
        Value::Cents(cents) => push_amount(out, *cents, mark),
    }
}
