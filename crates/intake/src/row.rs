//! What a reader hands on: one row of an export, or the reason why it is set apart.

use std::fmt;

/// A range of bytes in a row's arena.
type Span = (u32, u32);

/// One row as its reader found it: the values of the wanted columns, and the rest as given.
///
/// A reader is told the wanted columns once; slot `i` of every row then holds the value of wanted
/// column `i`. The buffers are reused from row to row, so that a file of millions costs no
/// allocation per row.
#[derive(Debug, Default, Clone)]
pub struct Row {
    /// Where the row begins in its file: line, sheet row, message or event, counted from 1.
    pub line: u64,
    arena: String,
    wanted: Vec<Span>,
    rest: Vec<(Span, Span)>,
}

impl Row {
    /// Empties the row and prepares `slots` wanted values, all missing.
    pub fn begin(&mut self, line: u64, slots: usize) {
        self.line = line;
        self.arena.clear();
        self.rest.clear();
        self.wanted.clear();
        self.wanted.resize(slots, (0, 0));
    }

    /// The bytes of text that the row's buffer has room for, whatever is in it now.
    #[must_use]
    pub fn bytes_held(&self) -> usize {
        self.arena.capacity()
    }

    fn push(&mut self, text: &str) -> Span {
        let start = u32::try_from(self.arena.len()).unwrap_or(u32::MAX);
        self.arena.push_str(text);
        (start, u32::try_from(self.arena.len()).unwrap_or(u32::MAX))
    }

    /// Sets the value of a wanted column.
    pub fn set(&mut self, slot: usize, value: &str) {
        let span = self.push(value);
        if let Some(place) = self.wanted.get_mut(slot) {
            *place = span;
        }
    }

    /// Keeps a value of a column that nobody asked for, with the column's name.
    pub fn keep(&mut self, column: &str, value: &str) {
        let name = self.push(column);
        let value = self.push(value);
        self.rest.push((name, value));
    }

    /// The value in a slot; empty where the column or the value is missing.
    #[must_use]
    pub fn value(&self, slot: usize) -> &str {
        self.wanted.get(slot).map_or("", |&span| self.text(span))
    }

    /// Columns beyond the wanted ones, in the order of the file, empty values left out by readers.
    pub fn rest(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rest.iter().map(|&(name, value)| (self.text(name), self.text(value)))
    }

    fn text(&self, (start, end): Span) -> &str {
        self.arena.get(start as usize..end as usize).unwrap_or("")
    }
}

/// A row that could not be used, with its place and its reason. Nothing is dropped in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetApart {
    /// Where the row begins in its file, counted from 1 as in [`Row::line`].
    pub line: u64,
    /// Why it was set apart.
    pub reason: Reason,
    /// The row as it stood, decoded as far as possible and cut at [`RAW_BYTES_MAX`].
    pub raw: String,
}

/// How much of a row that is set apart is kept, in bytes.
pub const RAW_BYTES_MAX: usize = 4096;

impl SetApart {
    /// A set-apart row whose raw text is decoded from bytes, lossily where it must be.
    #[must_use]
    pub fn from_bytes(line: u64, reason: Reason, raw: &[u8]) -> Self {
        let cut = raw.get(..RAW_BYTES_MAX).unwrap_or(raw);
        Self { line, reason, raw: String::from_utf8_lossy(cut).into_owned() }
    }
}

/// Why a row was set apart. A reason never holds a value of the row: values are personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The row has another number of fields than the header.
    FieldCount {
        /// Fields in the header.
        expected: usize,
        /// Fields in the row.
        found: usize,
    },
    /// The bytes are not valid in the encoding that was configured.
    Encoding,
    /// The row, message or value is longer than the limit, in bytes.
    TooLong {
        /// The limit that was passed.
        limit: u64,
    },
    /// A quoted field never ends.
    OpenQuote,
    /// The line is not a JSON object.
    NotAnObject,
    /// The element or value is nested deeper than the limit.
    TooDeep {
        /// The limit that was passed.
        limit: usize,
    },
    /// The XML is broken here; the reader went on at the next trace where it could.
    BrokenXml,
    /// The file declares entities of its own, which are never expanded.
    Entity,
    /// The rows from here to the end of their group (Parquet) are broken; the reader went on at the
    /// next group.
    BrokenRows,
    /// The file ends in the middle of a row, message or archive.
    Truncated,
    /// The archive or file is larger, once unpacked, than the limit in bytes.
    TooLarge {
        /// The limit that was passed.
        limit: u64,
    },
    /// The message has no readable header.
    NotAMessage,
    /// A compulsory field is empty.
    Missing {
        /// The field of the mapping.
        field: &'static str,
    },
    /// A compulsory value cannot be read.
    Unreadable {
        /// The field of the mapping.
        field: &'static str,
    },
    /// The date or time cannot exist.
    ImpossibleTime {
        /// The field of the mapping.
        field: &'static str,
    },
    /// The value has no meaning in the mapping.
    Unmapped {
        /// The field of the mapping.
        field: &'static str,
    },
    /// The signed data around a document cannot be opened.
    BrokenEnvelope,
    /// Another file or document than the source reads: passed over, and counted.
    OtherContent,
    /// Nothing in the row says which person or firm it is about.
    Nobody,
    /// The row is no record of a call: its values stand in no order that is known.
    NotACall,
    /// A call from one extension to another, which is about no customer.
    InternalCall,
    /// The file ends before it says what became of the call; the next export tells.
    UnfinishedCall,
}

impl Reason {
    /// The stable code of the reason, used in the store and as the key of its text for people.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::FieldCount { .. } => "field-count",
            Self::Encoding => "encoding",
            Self::TooLong { .. } => "too-long",
            Self::OpenQuote => "open-quote",
            Self::NotAnObject => "not-an-object",
            Self::TooDeep { .. } => "too-deep",
            Self::BrokenXml => "broken-xml",
            Self::Entity => "entity",
            Self::BrokenRows => "broken-rows",
            Self::Truncated => "truncated",
            Self::TooLarge { .. } => "too-large",
            Self::NotAMessage => "not-a-message",
            Self::Missing { .. } => "missing",
            Self::Unreadable { .. } => "unreadable",
            Self::ImpossibleTime { .. } => "impossible-time",
            Self::Unmapped { .. } => "unmapped",
            Self::BrokenEnvelope => "broken-envelope",
            Self::OtherContent => "other-content",
            Self::Nobody => "nobody",
            Self::NotACall => "not-a-call",
            Self::InternalCall => "internal-call",
            Self::UnfinishedCall => "unfinished-call",
        }
    }

    /// What the reason is about, for its text: a field of the mapping, a limit or a pair of counts.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::FieldCount { expected, found } => format!("{found}/{expected}"),
            Self::TooLong { limit } | Self::TooLarge { limit } => limit.to_string(),
            Self::TooDeep { limit } => limit.to_string(),
            Self::Missing { field }
            | Self::Unreadable { field }
            | Self::ImpossibleTime { field }
            | Self::Unmapped { field } => (*field).to_owned(),
            _ => String::new(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail = self.detail();
        if detail.is_empty() {
            f.write_str(self.code())
        } else {
            write!(f, "{} `{detail}`", self.code())
        }
    }
}

/// What a reader found next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The row was filled.
    Row,
    /// A row was set apart; reading goes on.
    SetApart(SetApart),
    /// The end of the file.
    End,
}
