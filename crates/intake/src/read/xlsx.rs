//! Reads a sheet of a workbook (ECMA-376) row by row, numbers and dates as plain text.
//!
//! The archive is first unpacked into a counter, so that sizes it lies about do not help. The sheet
//! is then read on a thread of its own that hands over batches of rows: the library's cells borrow
//! their workbook, and a fault deep inside a hostile workbook stays there.

mod archive;
mod cell;
mod sheet;

use std::fs::File;
use std::io::{self, Cursor};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};

use self::sheet::{Message, SheetRow};
use super::columns::Columns;
use super::options::{Format, Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source};
use super::window::Seekable;
use super::{CellKind, Opened, Reader};
use crate::row::{Reason, Row, SetApart, Step};
use archive::{Content, Tracked};

/// Batches of rows that may wait to be taken.
const BATCHES_WAITING: usize = 4;

struct XlsxReader {
    messages: Option<Receiver<Message>>,
    batch: std::vec::IntoIter<SheetRow>,
    columns: Columns,
    /// The cells of the last row.
    cells: Vec<(usize, CellKind)>,
    limits: Limits,
    last_line: u64,
    progress: Arc<Progress>,
}

/// Opens a workbook on disk without reading it into memory.
pub(super) fn open_file(
    mut file: File,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let first = super::source::read_first(&mut file, 2).map_err(OpenError::io)?;
    io::Seek::rewind(&mut file).map_err(OpenError::io)?;
    if first == b"PK" {
        return open_seekable(Box::new(file), options, wanted);
    }
    let source = Source::open(Box::new(file), options.limits).map_err(OpenError::io)?;
    open_packed(source, options, wanted)
}

/// Opens a workbook from a stream, which may itself be packed, by way of memory.
pub(super) fn open_packed(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let bytes = source.into_memory(options.limits.unpacked_bytes_max)?;
    open_seekable(Box::new(Cursor::new(bytes)), options, wanted)
}

fn open_seekable(
    input: Box<dyn Seekable>,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = Arc::new(Progress::default());
    let tracked = Tracked::new(input, Arc::clone(&progress));
    let (content, tracked) = archive::check(tracked, options.limits)?;
    progress.restart();
    let mut reader = XlsxReader {
        messages: None,
        batch: Vec::new().into_iter(),
        columns: Columns::new(Vec::new(), &[])?,
        cells: Vec::new(),
        limits: options.limits,
        last_line: 0,
        progress,
    };
    if content == Content::Workbook {
        let (sender, receiver) = sync_channel(BATCHES_WAITING);
        let (sheet, header_row) = (options.sheet.clone(), options.header_row);
        let limits = options.limits;
        std::thread::Builder::new()
            .name("sheet".to_owned())
            .spawn(move || sheet::read(tracked, sheet, header_row, limits, &sender))
            .map_err(OpenError::io)?;
        match receiver.recv() {
            Ok(Message::Header(names)) => {
                reader.columns = Columns::for_options(names, wanted, options)?;
                reader.messages = Some(receiver);
            }
            Ok(Message::Failed(error)) => return Err(error),
            Ok(Message::Broken) => reader.set_broken(),
            _ => return Err(OpenError::NotTheFormat { format: Format::Xlsx }),
        }
    } else {
        reader.set_broken();
    }
    let columns = reader.columns.names().to_vec();
    Ok(Opened { reader: Box::new(reader), columns, separator: None, encoding: "utf-8" })
}

impl XlsxReader {
    /// Leaves only the message that the archive is broken.
    fn set_broken(&mut self) {
        let (sender, receiver) = sync_channel(1);
        // The receiver is alive and the channel has room for one.
        let _ = sender.send(Message::Broken);
        self.messages = Some(receiver);
    }

    fn fill(&mut self, row: &mut Row, found: &SheetRow) -> Step {
        self.last_line = found.line;
        if found.text.len() > self.limits.row_bytes_max {
            let limit = u64::try_from(self.limits.row_bytes_max).unwrap_or(u64::MAX);
            let reason = Reason::TooLong { limit };
            return Step::SetApart(SetApart::from_bytes(found.line, reason, found.text.as_bytes()));
        }
        self.columns.begin(row, found.line);
        self.cells.clear();
        self.cells.extend(found.cells.iter().map(|cell| (cell.column, cell.kind)));
        for cell in &found.cells {
            let value = found.text.get(cell.start..cell.end).unwrap_or_default();
            self.columns.put(row, cell.column, value);
        }
        self.columns.finish(row);
        Step::Row
    }
}

impl Reader for XlsxReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        loop {
            if let Some(found) = self.batch.next() {
                return Ok(self.fill(row, &found));
            }
            let Some(messages) = &self.messages else { return Ok(Step::End) };
            match messages.recv() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(Message::End) => self.messages = None,
                // A thread that ends without a word has met a fault in the workbook.
                Ok(_) | Err(_) => {
                    self.messages = None;
                    let line = self.last_line + 1;
                    return Ok(Step::SetApart(SetApart::from_bytes(line, Reason::Truncated, b"")));
                }
            }
        }
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }

    fn cells(&self) -> &[(usize, CellKind)] {
        &self.cells
    }
}
