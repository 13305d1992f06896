//! Reads one sheet cell by cell and hands over batches of rows.

use std::sync::mpsc::SyncSender;

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::archive::Tracked;
use super::cell;
use crate::read::CellKind;
use crate::read::options::{Format, Limits, OpenError};

const BATCH_ROWS: usize = 256;
const BATCH_BYTES: usize = 1 << 20;
/// Columns that a sheet can have.
const COLUMNS_MAX: usize = 16_384;

/// A cell that is not empty: its column from 0, and its text within the row's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) kind: CellKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A row of a sheet, numbered as people see it.
#[derive(Debug, Default)]
pub(super) struct SheetRow {
    pub(super) line: u64,
    pub(super) text: String,
    pub(super) cells: Vec<Cell>,
}

/// What the thread of a sheet tells.
#[derive(Debug)]
pub(super) enum Message {
    Header(Vec<String>),
    Failed(OpenError),
    Rows(Vec<SheetRow>),
    /// The workbook is broken here.
    Broken,
    End,
}

/// The receiver is gone: nobody reads on.
struct Gone;

/// Reads a sheet to its end, or until nobody listens any more.
pub(super) fn read(
    input: Tracked,
    sheet: Option<String>,
    header_row: u32,
    limits: Limits,
    sender: &SyncSender<Message>,
) {
    let last = match Xlsx::new(input) {
        Ok(mut workbook) => match find_sheet(&workbook, sheet) {
            Ok(name) => match rows(&mut workbook, &name, header_row, limits, sender) {
                Ok(message) => message,
                Err(Gone) => return,
            },
            Err(error) => Message::Failed(error),
        },
        Err(XlsxError::Password) => Message::Failed(OpenError::Encrypted),
        Err(_) => Message::Broken,
    };
    // Nobody listening is no fault: the reader was dropped.
    let _ = sender.send(last);
}

fn find_sheet(workbook: &Xlsx<Tracked>, wanted: Option<String>) -> Result<String, OpenError> {
    let sheets = workbook.sheets_metadata();
    let Some(wanted) = wanted else {
        let first = sheets.iter().find(|sheet| sheet.typ == SheetType::WorkSheet);
        return first
            .map(|sheet| sheet.name.clone())
            .ok_or(OpenError::NotTheFormat { format: Format::Xlsx });
    };
    let folded = wanted.trim().to_lowercase();
    let exact = sheets.iter().find(|sheet| sheet.name == wanted);
    let near = || sheets.iter().find(|sheet| sheet.name.trim().to_lowercase() == folded);
    exact.or_else(near).map(|sheet| sheet.name.clone()).ok_or_else(|| OpenError::MissingSheet {
        sheet: wanted,
        found: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
    })
}

/// Collects rows into batches and sends them.
struct Batches<'a> {
    sender: &'a SyncSender<Message>,
    rows: Vec<SheetRow>,
    bytes: usize,
    header: bool,
}

impl Batches<'_> {
    fn take(&mut self, row: SheetRow) -> Result<(), Gone> {
        if row.cells.is_empty() {
            return Ok(());
        }
        if !self.header {
            self.header = true;
            return self.send(Message::Header(header(&row)));
        }
        self.bytes += row.text.len();
        self.rows.push(row);
        if self.rows.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Gone> {
        self.bytes = 0;
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() { Ok(()) } else { self.send(Message::Rows(rows)) }
    }

    fn send(&self, message: Message) -> Result<(), Gone> {
        self.sender.send(message).map_err(|_| Gone)
    }
}

fn header(row: &SheetRow) -> Vec<String> {
    let width = row.cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
    let mut names = vec![String::new(); width];
    for cell in &row.cells {
        if let (Some(name), Some(text)) =
            (names.get_mut(cell.column), row.text.get(cell.start..cell.end))
        {
            text.clone_into(name);
        }
    }
    names
}

fn rows(
    workbook: &mut Xlsx<Tracked>,
    name: &str,
    header_row: u32,
    limits: Limits,
    sender: &SyncSender<Message>,
) -> Result<Message, Gone> {
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { return Ok(Message::Broken) };
    let mut batches = Batches { sender, rows: Vec::new(), bytes: 0, header: false };
    let mut row = SheetRow::default();
    let end = loop {
        match cells.next_cell() {
            Ok(Some(found)) => {
                let (at, column) = found.get_position();
                let line = u64::from(at) + 1;
                if line < u64::from(header_row) {
                    continue;
                }
                if line != row.line {
                    batches.take(std::mem::take(&mut row))?;
                    row.line = line;
                }
                add(&mut row, column, found.get_value(), limits);
            }
            Ok(None) => {
                batches.take(row)?;
                break Message::End;
            }
            // The row in the middle of which the workbook breaks is not whole.
            Err(_) => break Message::Broken,
        }
    };
    batches.flush()?;
    match end {
        Message::End if !batches.header => Ok(Message::Failed(OpenError::Empty)),
        end => Ok(end),
    }
}

/// Adds a cell to a row; once the row is too long, which is seen later, no more.
fn add(row: &mut SheetRow, column: u32, value: &DataRef<'_>, limits: Limits) {
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    if column >= COLUMNS_MAX || row.text.len() > limits.row_bytes_max {
        return;
    }
    let start = row.text.len();
    cell::write(value, &mut row.text);
    let end = row.text.len();
    if end > start {
        row.cells.push(Cell { column, kind: cell::kind(value), start, end });
    }
}
