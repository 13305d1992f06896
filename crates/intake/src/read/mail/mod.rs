//! Reads messages: mbox and EML, MIME, HTML to text, and new text apart from quotes and signatures.
//!
//! Columns: `message_id`, `in_reply_to`, `references`, `at`, `from`, `from_name`, `to`, `cc`,
//! `subject`, `text` (the new text alone), `quoted`, `signature`, `layout`, `attachments`,
//! `automatic`, `html`; and `header:NAME` for any other header. `message` is the message's own id.
//!
//! Certified mail also fills `kind`, `carrier`, `channel`, `direction`, `state`, `reason` and
//! `about_message`: of a receipt, `message` is the message it is about, and `from` and `to` are the
//! recipient it is about.

mod html;
mod message;
mod parts;
mod patterns;
mod pec;
mod split;

use std::io;
use std::sync::Arc;

pub use html::html_to_text;
pub use parts::{Part, PartKind, split_parts};

use super::columns::Lookup;
use super::lines::Lines;
use super::options::{Encoding, Limits, OpenError, Options, ReadError};
use super::source::{Progress, Source};
use super::{Opened, Reader};
use crate::row::{Reason, Row, SetApart, Step};
use split::{Found, Splitter};

/// The columns that every message has, without `header:NAME`.
const COLUMNS: [&str; 24] = [
    "message_id",
    "in_reply_to",
    "references",
    "at",
    "from",
    "from_name",
    "to",
    "cc",
    "subject",
    "text",
    "quoted",
    "signature",
    "layout",
    "attachments",
    "automatic",
    "html",
    "message",
    "kind",
    "carrier",
    "channel",
    "direction",
    "state",
    "reason",
    "about_message",
];

pub(super) fn columns() -> Vec<String> {
    COLUMNS.iter().map(|&name| name.to_owned()).collect()
}

/// What holds the messages of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Mbox,
    Single,
}

struct MailReader {
    splitter: Splitter,
    lookup: Lookup,
    limits: Limits,
    done: bool,
    progress: Arc<Progress>,
}

/// Opens messages. A wanted column must be one of the fixed ones or begin with `header:`.
pub(super) fn open(
    source: Source,
    options: &Options,
    wanted: &[String],
    container: Container,
) -> Result<Opened, OpenError> {
    let known = |name: &str| {
        let folded = name.trim().to_lowercase();
        folded.starts_with("header:") || COLUMNS.contains(&folded.as_str())
    };
    let missing: Vec<String> = wanted.iter().filter(|name| !known(name)).cloned().collect();
    if !missing.is_empty() {
        return Err(OpenError::MissingColumns { missing, found: columns() });
    }
    let progress = source.progress();
    // Messages name their encodings themselves; only a byte order mark is taken off.
    let input = super::text::open(source, Encoding::Auto).map_err(OpenError::io)?;
    let lines = Lines::new(input.bytes, options.limits.message_bytes_max);
    let reader = MailReader {
        splitter: Splitter::new(lines, container, options.limits.message_bytes_max),
        lookup: Lookup::new(wanted),
        limits: options.limits,
        done: false,
        progress,
    };
    Ok(Opened { reader: Box::new(reader), columns: columns(), separator: None, encoding: "utf-8" })
}

impl MailReader {
    fn advance_step(&mut self, row: &mut Row) -> io::Result<Step> {
        if self.done {
            return Ok(Step::End);
        }
        let found = self.splitter.next()?;
        let ending = self.progress.ending();
        let limit = u64::try_from(self.limits.message_bytes_max).unwrap_or(u64::MAX);
        let (line, bytes, outcome) = match &found {
            Found::End => {
                self.done = true;
                return Ok(ending.map_or(Step::End, |reason| {
                    Step::SetApart(SetApart::from_bytes(self.splitter.line() + 1, reason, b""))
                }));
            }
            Found::TooLong { line, bytes } => (*line, bytes, Err(Reason::TooLong { limit })),
            Found::Message { line, bytes, last } => match ending {
                Some(reason) if *last => {
                    self.done = true;
                    (*line, bytes, Err(reason))
                }
                _ => {
                    self.lookup.begin(row, *line);
                    let filled = message::fill(&mut self.lookup, row, bytes);
                    (*line, bytes, filled.ok_or(Reason::NotAMessage))
                }
            },
        };
        Ok(match outcome {
            Ok(()) => {
                self.lookup.finish(row);
                Step::Row
            }
            Err(reason) => Step::SetApart(SetApart::from_bytes(line, reason, bytes)),
        })
    }
}

impl Reader for MailReader {
    fn step(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        self.advance_step(row).map_err(|source| self.progress.read_error(source))
    }

    fn bytes_read(&self) -> u64 {
        self.progress.bytes_read()
    }
}
