//! The exports: rows gathered story by story, sorted by date, written as each system writes.

mod archive;
mod camt;
mod csv;
mod fattura;
mod jsonl;
mod mbox;
mod pec;
mod signed;
mod telephone;
mod workbook;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::SampleError;
use super::dates::{FIRST_CUT, Order, Stamp, push_date};
use super::event::{Event, Value};
use super::source::{Shape, Source, Spec};
use archive::{Archives, exports_of};

pub(crate) use csv::push_quoted;

/// Beyond so many customers a company is large: its archives are not packed.
const LARGE: u32 = 20_000;

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

/// All exports under way: archives are written as stories come, the others at the end.
#[derive(Debug)]
pub(crate) struct Exports {
    sheets: Vec<Sheet>,
    archives: Archives,
}

impl Exports {
    /// Exports without rows, below a folder.
    ///
    /// # Errors
    /// Where a folder cannot be made.
    pub(crate) fn new(out: &Path, customers: u32) -> Result<Self, SampleError> {
        let sheets = Source::ALL
            .iter()
            .filter(|source| source.spec().shape != Shape::Fattura)
            .map(|&source| Sheet { source, text: String::new(), lines: Vec::new() })
            .collect();
        Ok(Self { sheets, archives: Archives::new(out, customers > LARGE)? })
    }

    /// Adds what a story's events become, as far as they are written at all.
    ///
    /// # Errors
    /// Where an archive cannot be written.
    pub(crate) fn add(&mut self, events: &[Event]) -> Result<(), SampleError> {
        self.archives.add(events)?;
        for event in events {
            let sheet = self.sheets.iter_mut().find(|sheet| sheet.source == event.source);
            if let (Some(sheet), Some(written)) = (sheet, event.written()) {
                sheet.add_event(event, &written);
            }
        }
        Ok(())
    }

    /// Writes all exports below a folder: each file's path and rows.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub(crate) fn write(self, out: &Path) -> Result<Vec<(String, u64)>, SampleError> {
        let mut files = self.archives.finish()?;
        for sheet in self.sheets {
            sheet.write(out, &mut files)?;
        }
        Ok(files)
    }
}

impl Sheet {
    /// Adds the row of an event, with its correction where there is one.
    fn add_event(&mut self, event: &Event, written: &Event) {
        let is_single = self.source.spec().shape == Shape::Workbook;
        let (mut in_first, mut in_second) = exports_of(event.at.day(), event.fate);
        if is_single {
            (in_first, in_second) = (true, false);
        }
        if let Some(cents) = event.first_amount.filter(|_| in_first && in_second) {
            let mut before = written.clone();
            before.set_amount(cents);
            self.add(&before, true, false);
            let mut after = written.clone();
            after.set_updated(FIRST_CUT.plus(4));
            self.add(&after, false, true);
        } else if self.source.spec().shape == Shape::QueueLog {
            for (moment, line) in telephone::queue_lines(written) {
                let start = self.text.len();
                self.text.push_str(&line);
                self.line(moment, start, in_first, in_second);
            }
        } else {
            self.add(written, in_first, in_second);
        }
    }

    fn add(&mut self, event: &Event, in_first: bool, in_second: bool) {
        let start = self.text.len();
        match self.source.spec().shape {
            _ if self.source == Source::SalesCalls => {
                telephone::push_sales(&mut self.text, event);
            }
            Shape::Csv { separator, is_windows, .. } => {
                csv::push(&mut self.text, event, separator, is_windows);
            }
            Shape::Jsonl => jsonl::push(&mut self.text, event),
            Shape::Mbox => mbox::push(&mut self.text, event),
            Shape::Pec => pec::push(&mut self.text, event),
            Shape::Workbook => workbook::push(&mut self.text, event),
            Shape::Camt => camt::push(&mut self.text, event),
            Shape::Cdr => telephone::push_record(&mut self.text, event),
            Shape::QueueLog | Shape::Fattura => {}
        }
        self.line(event.written_at(), start, in_first, in_second);
    }

    fn line(&mut self, moment: Stamp, start: usize, in_first: bool, in_second: bool) {
        let (moment, end) = (moment.0, self.text.len());
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
            write_header(&mut file, spec, date)?;
            let mut rows = 0;
            for line in &self.lines {
                if if is_first { line.in_first } else { line.in_second } {
                    write_text(&mut file, self.text_of(line), spec.shape)?;
                    rows += 1;
                }
            }
            if spec.shape == Shape::Camt {
                file.write_all(camt::END.as_bytes())?;
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
        Shape::Csv { .. } | Shape::Cdr => "csv",
        Shape::Jsonl => "jsonl",
        Shape::Mbox | Shape::Pec => "mbox",
        Shape::Workbook => "xlsx",
        Shape::Fattura => "zip",
        Shape::Camt => "xml",
        Shape::QueueLog => "log",
    }
}

fn write_header(file: &mut impl Write, spec: &Spec, date: &str) -> Result<(), SampleError> {
    if spec.shape == Shape::Camt {
        file.write_all(camt::begin(date).as_bytes())?;
    }
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

/// Writes a text within XML.
fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
}
