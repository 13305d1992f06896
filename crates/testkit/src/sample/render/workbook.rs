//! The sales department's workbook: one sheet, dates as dates.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::Sheet;
use crate::sample::SampleError;
use crate::sample::dates::{Day, LAST_DAY};
use crate::sample::event::{Event, Value};
use crate::sample::source::Form;

/// Between the cells of a row, until the workbook is written.
const CELL: char = '\u{1f}';
/// Before the number of a day.
const DAY: char = '\u{1e}';
/// How many rows one workbook holds; the format ends at 1,048,576.
const ROWS_MAX: usize = 1_000_000;

/// Adds the cells of an event.
pub(super) fn push(out: &mut String, event: &Event) {
    for (place, &(_, field, form)) in event.source.spec().columns.iter().enumerate() {
        if place > 0 {
            out.push(CELL);
        }
        match (form, event.value(field)) {
            (Form::Plain, Some(Value::Day(day))) => push_day(out, *day),
            (Form::Plain, Some(Value::Text(text))) => out.push_str(text),
            (Form::Plain, Some(Value::Word(word))) => out.push_str(word),
            (Form::Plain, Some(Value::Cents(_)) | None) => {}
            _ => push_day(out, event.written_at().day()),
        }
    }
}

fn push_day(out: &mut String, day: Day) {
    out.push(DAY);
    out.push_str(&day.0.to_string());
}

/// Writes the workbook, or several where the rows are more than one holds.
pub(super) fn write(
    sheet: &Sheet,
    out: &Path,
    files: &mut Vec<(String, u64)>,
) -> Result<(), SampleError> {
    let spec = sheet.source.spec();
    let parts = sheet.lines.len().div_ceil(ROWS_MAX).max(1);
    for part in 0..parts {
        let suffix = if part == 0 { String::new() } else { format!("_{}", part + 1) };
        let name = format!("{}{suffix}.xlsx", spec.stem);
        let mut workbook = Workbook::new();
        let created = moment(LAST_DAY)?;
        workbook.set_properties(
            &DocProperties::new().set_author("Lumen Casa S.p.A.").set_creation_datetime(&created),
        );
        let page = workbook.add_worksheet();
        page.set_name("Contratti")?;
        for (column, header) in spec.columns.iter().enumerate() {
            page.write_string(0, column_number(column), header.0)?;
        }
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let lines = sheet.lines.iter().skip(part * ROWS_MAX).take(ROWS_MAX);
        let mut rows = 0;
        for line in lines {
            rows += 1;
            write_row(page, rows, sheet.text_of(line), &date)?;
        }
        workbook.save(out.join(&name))?;
        files.push((name, u64::from(rows)));
    }
    Ok(())
}

fn write_row(
    page: &mut Worksheet,
    row: u32,
    cells: &str,
    date: &Format,
) -> Result<(), SampleError> {
    for (column, cell) in cells.split(CELL).enumerate() {
        let column = column_number(column);
        if let Some(day) = cell.strip_prefix(DAY) {
            let day = Day(day.parse().unwrap_or(0));
            page.write_datetime_with_format(row, column, moment(day)?, date)?;
        } else if !cell.is_empty() {
            page.write_string(row, column, cell)?;
        }
    }
    Ok(())
}

fn moment(day: Day) -> Result<ExcelDateTime, SampleError> {
    let date = day.date();
    let year = u16::try_from(date.year()).unwrap_or(1900);
    let month = u8::try_from(date.month()).unwrap_or(1);
    Ok(ExcelDateTime::from_ymd(year, month, u8::try_from(date.day()).unwrap_or(1))?)
}

fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
