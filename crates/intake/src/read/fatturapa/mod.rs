//! Reads electronic invoices (FatturaPA) and the receipts of their exchange, alone or in archives.
//!
//! A file is the document itself, signed data around it (`.p7m`), either of them as base64, packed
//! with gzip, or a ZIP archive of any of these. Signatures are not verified. Each instalment of each
//! document is a row, each invoice that a credit note corrects is one, each receipt is one; the
//! columns are [`COLUMNS`].
//!
//! Layout: `envelope` finds the document in the bytes, `parse` reads its markup into `document` or
//! `receipt`, `rows` says which rows it makes and fills them, `archive` goes through a ZIP.

mod archive;
mod document;
mod envelope;
mod parse;
mod receipt;
mod rows;
mod tags;

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use super::columns::Lookup;
use super::options::{Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source, read_first};
use super::window::Seekable;
use super::{Opened, Reader};
use crate::row::{RAW_BYTES_MAX, Reason, Row, SetApart, Step};
use archive::Archive;
use document::{Document, Invoices};
use receipt::Receipt;
use rows::Planned;

/// The columns of a row; each is left out where a document says nothing of it.
pub const COLUMNS: &[&str] = &[
    "kind",
    "key",
    "file",
    "document_type",
    "document",
    "customer",
    "tax_code",
    "vat_number",
    "company_name",
    "first_name",
    "last_name",
    "pec",
    "address",
    "house_number",
    "postcode",
    "city",
    "province",
    "at",
    "claim",
    "number",
    "instalment",
    "amount",
    "due",
    "period_from",
    "period_to",
    "contract",
    "method",
    "payment_code",
    "causal",
    "total",
    "currency",
    "supplier_vat",
    "carrier",
    "state",
    "reason",
    "about_file",
    "sdi",
];

const ZIP_MAGIC: &[u8] = b"PK\x03\x04";

/// Endings that tell how a file is packed, signed or written, and are no part of its name.
const ENDINGS: &[&str] = &[".gz", ".zip", ".p7m", ".xml", ".b64", ".txt"];

/// Opens a file on disk; an archive is read where it lies.
pub(super) fn open_file(
    path: &Path,
    mut file: File,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let first = read_first(&mut file, ZIP_MAGIC.len()).map_err(OpenError::io)?;
    file.rewind().map_err(OpenError::io)?;
    if first == ZIP_MAGIC {
        return open_archive(Box::new(file), options, wanted);
    }
    let source = Source::open(Box::new(file), options.limits).map_err(OpenError::io)?;
    open(source, &name, options, wanted)
}

/// Opens a stream of bytes under a name, by way of memory.
pub(super) fn open(
    mut source: Source,
    name: &str,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let progress = source.progress();
    let first = read_first(&mut source, ZIP_MAGIC.len()).map_err(OpenError::io)?;
    let most = if first == ZIP_MAGIC {
        options.limits.unpacked_bytes_max
    } else {
        u64::try_from(options.limits.message_bytes_max).unwrap_or(u64::MAX)
    };
    let mut bytes = first;
    source.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(OpenError::io)?;
    if bytes.is_empty() && progress.ending().is_none() {
        return Err(OpenError::Empty);
    }
    let ending = progress.ending();
    if bytes.starts_with(ZIP_MAGIC) {
        let too_large = matches!(ending, Some(Reason::TooLarge { .. }));
        if too_large || u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
            return Err(OpenError::TooLarge);
        }
        return open_archive(Box::new(Cursor::new(bytes)), options, wanted);
    }
    let mut reader = Invoicing::new(options.limits, wanted, progress);
    let is_too_long = u64::try_from(bytes.len()).is_ok_and(|length| length > most);
    let fault = ending.or_else(|| is_too_long.then_some(Reason::TooLong { limit: most }));
    reader.bytes = bytes;
    reader.name = bare_name(name).to_owned();
    reader.from = From::Single(Some(fault.map_or(Ok(()), Err)));
    Ok(opened(reader))
}

fn open_archive(
    input: Box<dyn Seekable>,
    options: &Options,
    wanted: &[String],
) -> Result<Opened, OpenError> {
    let mut reader = Invoicing::new(options.limits, wanted, Arc::default());
    reader.from = match Archive::open(input, options.limits)? {
        Some(archive) => From::Archive(Box::new(archive)),
        None => From::Single(Some(Err(Reason::Truncated))),
    };
    Ok(opened(reader))
}

fn opened(reader: Invoicing) -> Opened {
    Opened { reader: Box::new(reader), columns: Vec::new(), separator: None, encoding: "utf-8" }
}

/// The name of a file without folder and without the endings that say how it is written.
fn bare_name(path: &str) -> &str {
    let mut name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    loop {
        let shorter = ENDINGS.iter().find_map(|ending| {
            let start = name.len().checked_sub(ending.len())?;
            let (stem, end) = name.split_at_checked(start)?;
            end.eq_ignore_ascii_case(ending).then_some(stem)
        });
        match shorter {
            Some(stem) if !stem.is_empty() => name = stem,
            _ => return name,
        }
    }
}

/// Where documents come from.
enum From {
    /// One, which is read already, or why it could not be.
    Single(Option<Result<(), Reason>>),
    Archive(Box<Archive>),
}

/// What is being given out.
enum Current {
    Nothing,
    Invoices(Box<Invoices>, std::vec::IntoIter<Planned>),
    Receipt(Box<Receipt>),
}

struct Invoicing {
    from: From,
    limits: Limits,
    lookup: Lookup,
    bytes: Vec<u8>,
    /// The path of the present document in its archive; empty for one alone.
    place_name: String,
    /// Its bare name.
    name: String,
    line: u64,
    current: Current,
    /// Documents of the present file that are passed over and still to be told.
    others: usize,
    progress: Arc<Progress>,
}

impl Invoicing {
    fn new(limits: Limits, wanted: &[String], progress: Arc<Progress>) -> Self {
        Self {
            from: From::Single(None),
            limits,
            lookup: Lookup::new(wanted),
            bytes: Vec::new(),
            place_name: String::new(),
            name: String::new(),
            line: 1,
            current: Current::Nothing,
            others: 0,
            progress,
        }
    }

    fn advance_step(&mut self, row: &mut Row) -> Step {
        loop {
            if self.others > 0 {
                self.others -= 1;
                return self.apart(Reason::OtherContent);
            }
            match &mut self.current {
                Current::Invoices(invoices, planned) => {
                    if let Some(planned) = planned.next() {
                        let (lookup, name) = (&mut self.lookup, &self.name);
                        rows::fill(lookup, row, self.line, name, invoices, planned);
                        return Step::Row;
                    }
                    self.current = Current::Nothing;
                }
                Current::Receipt(receipt) => {
                    fill_receipt(&mut self.lookup, row, self.line, &self.name, receipt);
                    self.current = Current::Nothing;
                    return Step::Row;
                }
                Current::Nothing => match self.next_document() {
                    None => return Step::End,
                    Some(Ok(())) => {}
                    Some(Err(reason)) => return self.apart(reason),
                },
            }
        }
    }

    /// Goes to the next document; its reason where it has to be set apart.
    fn next_document(&mut self) -> Option<Result<(), Reason>> {
        let content = match &mut self.from {
            From::Single(content) => content.take()?,
            From::Archive(archive) => {
                let packed = archive.next(&mut self.bytes)?;
                self.line = packed.place;
                self.progress.reach(packed.reached);
                bare_name(&packed.name).clone_into(&mut self.name);
                self.place_name = packed.name;
                packed.content
            }
        };
        Some(content.and_then(|()| self.understand()))
    }

    fn understand(&mut self) -> Result<(), Reason> {
        let document = envelope::document(&self.bytes)?;
        match parse::parse(&document, self.limits)? {
            Document::Companion => {}
            Document::Receipt(receipt) => self.current = Current::Receipt(receipt),
            Document::Invoices(mut invoices) => {
                let (planned, others) = rows::plan(&mut invoices, self.limits)?;
                self.others = others;
                if self.name.is_empty() {
                    self.name = format!("{}_{}", invoices.sender.joined(), invoices.progressive);
                }
                self.current = Current::Invoices(invoices, planned.into_iter());
            }
        }
        Ok(())
    }

    /// The present document set apart: its place in the archive, and its beginning.
    fn apart(&self, reason: Reason) -> Step {
        let begun = self.bytes.get(..RAW_BYTES_MAX).unwrap_or(&self.bytes);
        let mut raw = self.place_name.clone().into_bytes();
        // What is no invoice is told by its name alone.
        if reason != Reason::OtherContent {
            if !raw.is_empty() {
                raw.push(b'\n');
            }
            raw.extend(begun);
        }
        Step::SetApart(SetApart::from_bytes(self.line, reason, &raw))
    }
}

fn fill_receipt(lookup: &mut Lookup, row: &mut Row, line: u64, name: &str, receipt: &Receipt) {
    lookup.begin(row, line);
    // The refusal of an answer names no file; its own name begins with it.
    let about = match bare_name(&receipt.file) {
        "" => name.splitn(3, '_').take(2).collect::<Vec<_>>().join("_"),
        file => file.to_owned(),
    };
    let reason = receipt.reason();
    let key =
        if name.is_empty() { format!("{}#{reason}", receipt.identifier) } else { name.to_owned() };
    for (column, value) in [
        ("kind", "receipt"),
        ("key", &key),
        ("file", &about),
        ("about_file", &about),
        ("carrier", "sdi"),
        ("at", receipt.at()),
        ("state", receipt.state()),
        ("reason", &reason),
        ("sdi", &receipt.identifier),
    ] {
        lookup.put(row, column, value);
    }
    lookup.finish(row);
}

impl Reader for Invoicing {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        Ok(self.advance_step(row))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}

#[cfg(test)]
mod tests;
