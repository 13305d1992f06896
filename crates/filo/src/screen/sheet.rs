//! A screened list as a workbook: one sheet, numbers as numbers and days as days.

use filo_intake::read::CellKind;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::list::{List, ListRow};
use super::write::Beside;
use crate::problem::{Problem, Result};

/// The rows that a sheet can have, its header among them.
const ROWS_MAX: usize = 1_048_576;

/// The list with what was found beside each row.
///
/// # Errors
/// Where it has more rows than a sheet.
pub fn workbook(list: &List, beside: &Beside<'_>) -> Result<Vec<u8>> {
    let places: Vec<usize> = (0..list.header.len()).collect();
    let rows: Vec<&ListRow> = list.rows.iter().collect();
    let headings = beside.headings(list);
    write(list, &places, &rows, &headings, &|number| beside.cells(number).to_vec())
}

/// Some columns of some rows, and nothing of what was added.
///
/// # Errors
/// As [`workbook`].
pub fn chosen<'a>(
    list: &List,
    places: &[usize],
    rows: impl Iterator<Item = &'a ListRow>,
) -> Result<Vec<u8>> {
    let rows: Vec<&ListRow> = rows.collect();
    write(list, places, &rows, &[], &|_| Vec::new())
}

fn write(
    list: &List,
    places: &[usize],
    rows: &[&ListRow],
    headings: &[String],
    beside: &dyn Fn(usize) -> Vec<String>,
) -> Result<Vec<u8>> {
    if rows.len() >= ROWS_MAX {
        return Err(Problem::new("screen-sheet-large"));
    }
    let refused = |error: XlsxError| Problem::new("screen-sheet").caused_by(error);
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), list, places, rows, headings, beside).map_err(refused)?;
    workbook.save_to_buffer().map_err(refused)
}

fn fill(
    sheet: &mut Worksheet,
    list: &List,
    places: &[usize],
    rows: &[&ListRow],
    headings: &[String],
    beside: &dyn Fn(usize) -> Vec<String>,
) -> Result<(), XlsxError> {
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    for (column, place) in (0_u16..).zip(places) {
        sheet.write_string(0, column, list.heading(*place))?;
    }
    let after = u16::try_from(places.len()).unwrap_or(u16::MAX);
    for (column, heading) in (after..).zip(headings) {
        sheet.write_string(0, column, heading)?;
    }
    for (number, (line, row)) in (1_u32..).zip(rows).enumerate() {
        for (column, &place) in (0_u16..).zip(places) {
            let value = row.value(place);
            if value.is_empty() {
                continue;
            }
            let moment = if value.len() > 10 { &moment } else { &day };
            let number = value.parse::<f64>();
            match (row.kind(place), number, ExcelDateTime::parse_from_str(value)) {
                (CellKind::Number, Ok(number), _) => sheet.write_number(line, column, number)?,
                (CellKind::Truth, ..) => sheet.write_boolean(line, column, value == "true")?,
                (CellKind::Moment, _, Ok(at))
                    if value.starts_with(|one: char| one.is_ascii_digit())
                        && value.contains('-') =>
                {
                    sheet.write_datetime_with_format(line, column, &at, moment)?
                }
                _ => sheet.write_string(line, column, value)?,
            };
        }
        for (column, cell) in (after..).zip(beside(number)).filter(|one| !one.1.is_empty()) {
            sheet.write_string(line, column, &cell)?;
        }
    }
    Ok(())
}
