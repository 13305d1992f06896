//! Call records that stand one a row: finds their columns and hands each record to its exchange.

use super::super::csv;
use super::{Call, asterisk, opened, three_cx};
use crate::read::columns::Lookup;
use crate::read::options::{Exchange, Format, OpenError, Options, ReadError};
use crate::read::source::Source;
use crate::read::{Opened, Reader};
use crate::row::{Reason, Row, SetApart, Step};

/// Columns that a record may have.
const COLUMNS_MAX: usize = 64;

/// A place that no record has.
pub(super) const NOWHERE: usize = usize::MAX;

/// Which place of a record holds what.
enum Places {
    /// Found record by record, by what the values are.
    AsteriskBySignature,
    Asterisk(asterisk::Places),
    ThreeCx(three_cx::Places),
}

impl Places {
    /// The places of named columns; nothing where these are no names.
    fn named(format: Format, names: &[&str]) -> Option<Self> {
        match format {
            Format::ThreeCxCdr => three_cx::Places::named(names).map(Self::ThreeCx),
            _ => asterisk::Places::named(names).map(Self::Asterisk),
        }
    }

    fn call<'a>(&self, record: &'a Row, exchange: &Exchange) -> Result<Call<'a>, Reason> {
        match self {
            Self::AsteriskBySignature => {
                let places = asterisk::Places::by_signature(record).ok_or(Reason::NotACall)?;
                asterisk::call(record, &places, exchange)
            }
            Self::Asterisk(places) => asterisk::call(record, places, exchange),
            Self::ThreeCx(places) => three_cx::call(record, places, exchange),
        }
    }
}

struct RecordReader {
    inner: Box<dyn Reader>,
    record: Row,
    /// What the first step found, where it was no header.
    first: Option<Step>,
    places: Places,
    lookup: Lookup,
    exchange: Exchange,
}

/// Opens call records: by a header in the file, else by names that were given, else by signature.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let mut inner = csv::open_bare(source, options, COLUMNS_MAX)?;
    let mut record = Row::default();
    let mut first =
        Some(inner.reader.step(&mut record).map_err(|error| OpenError::io(error.source))?);
    let format = options.format;
    let mut places = None;
    if first == Some(Step::Row) {
        let names: Vec<&str> = (0..COLUMNS_MAX).map(|slot| record.value(slot).trim()).collect();
        places = Places::named(format, &names);
        if places.is_some() {
            first = None;
        }
    }
    if let (None, Some(names)) = (&places, &options.header) {
        let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
        places = Some(Places::named(format, &names).ok_or(OpenError::NoHeader { format })?);
    }
    let places = match (places, format, &first) {
        (Some(places), ..) => places,
        (None, Format::ThreeCxCdr, Some(Step::Row)) => return Err(OpenError::NoHeader { format }),
        _ => Places::AsteriskBySignature,
    };
    let (separator, encoding) = (inner.separator, inner.encoding);
    let reader = RecordReader {
        inner: inner.reader,
        record,
        first,
        places,
        lookup: Lookup::new(wanted),
        exchange: options.exchange.clone(),
    };
    Ok(opened(Box::new(reader), separator, encoding))
}

impl Reader for RecordReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        let step = match self.first.take() {
            Some(step) => step,
            None => self.inner.step(&mut self.record)?,
        };
        let line = self.record.line;
        // Records name the company's own people: nothing of one that is set apart is kept.
        let apart = |line, reason| Step::SetApart(SetApart::from_bytes(line, reason, b""));
        Ok(match step {
            Step::End => Step::End,
            Step::SetApart(one) => apart(one.line, one.reason),
            Step::Row => match self.places.call(&self.record, &self.exchange) {
                Ok(call) => {
                    call.put(&mut self.lookup, row, line);
                    Step::Row
                }
                Err(reason) => apart(line, reason),
            },
        })
    }

    fn bytes_read(&self) -> u64 {
        self.inner.bytes_read()
    }
}
