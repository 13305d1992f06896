//! Reads JSON Lines: one object a line, nested objects flattened with dots.

mod flatten;

use std::io;
use std::sync::Arc;

use self::flatten::Fault;
use super::columns::Lookup;
use super::lines::{Line, Lines};
use super::options::{Encoding, Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source};
use super::{Opened, Reader, text};
use crate::row::{Reason, Row, SetApart, Step};

/// How many times larger than the longest row its flattened values may be, names included.
const FLATTENED_FACTOR: usize = 8;

struct JsonLinesReader {
    lines: Lines,
    lookup: Lookup,
    encoding: Encoding,
    limits: Limits,
    done: bool,
    progress: Arc<Progress>,
}

/// Opens JSON Lines; wanted columns need not exist in every object.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = source.progress();
    let input = text::open(source, options.encoding).map_err(OpenError::io)?;
    let reader = JsonLinesReader {
        lines: Lines::new(input.bytes, options.limits.row_bytes_max),
        lookup: Lookup::new(wanted),
        encoding: options.encoding,
        limits: options.limits,
        done: false,
        progress,
    };
    let encoding = input.told.unwrap_or("utf-8");
    Ok(Opened { reader: Box::new(reader), columns: Vec::new(), separator: None, encoding })
}

impl JsonLinesReader {
    fn advance_step(&mut self, row: &mut Row) -> io::Result<Step> {
        loop {
            if self.done {
                return Ok(Step::End);
            }
            let Some(line) = self.lines.next()? else {
                self.done = true;
                let number = self.lines.number() + 1;
                return Ok(self.progress.ending().map_or(Step::End, |reason| {
                    Step::SetApart(SetApart::from_bytes(number, reason, b""))
                }));
            };
            if line.bytes.trim_ascii().is_empty() && !line.too_long {
                continue;
            }
            let ending = if line.is_complete() { None } else { self.progress.ending() };
            let outcome = match ending {
                Some(reason) => {
                    self.done = true;
                    Err(reason)
                }
                None => fill(&mut self.lookup, row, &line, self.encoding, self.limits),
            };
            return Ok(match outcome {
                Ok(()) => Step::Row,
                Err(reason) => {
                    Step::SetApart(SetApart::from_bytes(line.number, reason, line.bytes))
                }
            });
        }
    }
}

fn fill(
    lookup: &mut Lookup,
    row: &mut Row,
    line: &Line<'_>,
    encoding: Encoding,
    limits: Limits,
) -> Result<(), Reason> {
    let too_long =
        Reason::TooLong { limit: u64::try_from(limits.row_bytes_max).unwrap_or(u64::MAX) };
    if line.too_long {
        return Err(too_long);
    }
    let text = text::decode(line.bytes, encoding).ok_or(Reason::Encoding)?;
    lookup.begin(row, line.number);
    // Deeply nested long names repeat with every value: bounded, they cannot fill the memory.
    let mut left = limits.row_bytes_max.saturating_mul(FLATTENED_FACTOR);
    let outcome = flatten::flatten(&text, limits.depth_max, &mut |name, value| {
        left = left.checked_sub(name.len() + value.len()).ok_or(Fault::TooLong)?;
        lookup.put(row, name, value);
        Ok(())
    });
    lookup.finish(row);
    outcome.map_err(|fault| match fault {
        Fault::TooLong => too_long,
        Fault::TooDeep => Reason::TooDeep { limit: limits.depth_max },
        Fault::Ended if !line.is_complete() => Reason::Truncated,
        Fault::Ended | Fault::Syntax => Reason::NotAnObject,
    })
}

impl Reader for JsonLinesReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance_step(row).map_err(|source| self.progress.read_error(source))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}
