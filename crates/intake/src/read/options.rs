//! What a caller may choose about a file, the limits a reader keeps, and the errors of opening one.

use std::io;
use std::path::{Path, PathBuf};

/// A format of export that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Separated values (RFC 4180 and what spreadsheets make of it).
    Csv,
    /// An Office Open XML workbook (ECMA-376).
    Xlsx,
    /// Apache Parquet: a table column by column.
    Parquet,
    /// One JSON object a line.
    JsonLines,
    /// Many messages in one file (RFC 4155).
    Mbox,
    /// One message (RFC 5322 with MIME).
    Eml,
    /// An event log (IEEE 1849).
    Xes,
    /// Call records of an Asterisk exchange, with or without a header.
    AsteriskCdr,
    /// The log of an Asterisk exchange's queues.
    QueueLog,
    /// Call records of a 3CX exchange, whose columns its administrator chose.
    ThreeCxCdr,
    /// Electronic invoices (FatturaPA) and receipts of their exchange, alone or in archives.
    FatturaPa,
    /// A bank statement or notification (ISO 20022 camt.053, camt.054).
    Camt,
}

impl Format {
    /// The format that the name of a file tells, with or without `.gz` at its end.
    #[must_use]
    pub fn from_extension(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension {
            "csv" | "tsv" | "txt" => Self::Csv,
            "xlsx" | "xlsm" => Self::Xlsx,
            "parquet" => Self::Parquet,
            "jsonl" | "ndjson" => Self::JsonLines,
            "mbox" => Self::Mbox,
            "eml" => Self::Eml,
            "xes" => Self::Xes,
            "p7m" => Self::FatturaPa,
            _ => return None,
        })
    }

    /// The name of the format as people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Parquet => "Parquet",
            Self::JsonLines => "JSON Lines",
            Self::Mbox => "mbox",
            Self::Eml => "EML",
            Self::Xes => "XES",
            Self::AsteriskCdr => "Asterisk CDR",
            Self::QueueLog => "Asterisk queue_log",
            Self::ThreeCxCdr => "3CX CDR",
            Self::FatturaPa => "FatturaPA",
            Self::Camt => "camt",
        }
    }

    pub(super) fn is_mail(self) -> bool {
        matches!(self, Self::Mbox | Self::Eml)
    }

    pub(super) fn is_telephone(self) -> bool {
        matches!(self, Self::AsteriskCdr | Self::QueueLog | Self::ThreeCxCdr)
    }

    /// The columns that every file of the format has by itself; none where the file says.
    pub(super) fn columns(self) -> Vec<String> {
        if self.is_mail() {
            super::mail::columns()
        } else if self.is_telephone() {
            super::calls::columns()
        } else {
            Vec::new()
        }
    }
}

/// How the bytes of a text file are to be understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-16 when the file says so, else row by row UTF-8 where it is valid, else Windows-1252.
    #[default]
    Auto,
    /// UTF-8; a row that is not is set apart.
    Utf8,
    /// Windows-1252, which also reads ISO 8859-1.
    Windows1252,
    /// UTF-16; its byte order mark decides, little-endian without one.
    Utf16,
}

/// How a file is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The format.
    pub format: Format,
    /// The encoding (CSV, JSON Lines).
    pub encoding: Encoding,
    /// The separator (CSV); `None` finds it among comma, semicolon, tab and bar.
    pub separator: Option<u8>,
    /// The sheet (XLSX); `None` is the first.
    pub sheet: Option<String>,
    /// The row of the header, from 1; rows before it are skipped (CSV, XLSX).
    pub header_row: u32,
    /// The names of the columns of a file that has no header (CSV, call records); its first row is
    /// then the one that [`Self::header_row`] says.
    pub header: Option<Vec<String>>,
    /// Wanted names of the form `one|other`, which mean the first of these columns that the file has
    /// (CSV, XLSX, Parquet).
    pub alternatives: Vec<String>,
    /// Wanted names that need not be there (CSV, XLSX, Parquet): where one is missing its values are empty.
    pub optional: Vec<String>,
    /// Whether columns that nobody wants are left unread (Parquet): whatever is wrong in one of them then sets no row apart.
    pub narrow: bool,
    /// What is known of the exchange (call records).
    pub exchange: Exchange,
    /// The limits.
    pub limits: Limits,
}

impl Options {
    /// Options that leave everything to be found by itself.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            format,
            encoding: Encoding::Auto,
            separator: None,
            sheet: None,
            header_row: 1,
            header: None,
            alternatives: Vec::new(),
            optional: Vec::new(),
            narrow: false,
            exchange: Exchange::default(),
            limits: Limits::default(),
        }
    }
}

/// What is known of a telephone exchange: which numbers are the company's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The company's own numbers, which customers dial or see.
    pub lines: Vec<String>,
    /// The fewest and the most digits of an extension.
    pub extension_digits: (u8, u8),
    /// What is dialled before an outside number to get a line; empty where nothing is.
    pub outside_prefix: String,
}

impl Default for Exchange {
    fn default() -> Self {
        Self { lines: Vec::new(), extension_digits: (2, 5), outside_prefix: String::new() }
    }
}

/// How much a reader takes in before it sets something apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest row, in bytes.
    pub row_bytes_max: usize,
    /// The longest message, in bytes.
    pub message_bytes_max: usize,
    /// The most that a packed file may hold, in bytes.
    pub unpacked_bytes_max: u64,
    /// How many times larger than the packed file its content may be; applied beyond 64 MiB.
    pub unpack_ratio_max: u64,
    /// The deepest nesting of JSON and XML.
    pub depth_max: usize,
    /// Calls put together from several lines that may be open at once.
    pub open_calls_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            row_bytes_max: 1 << 20,
            message_bytes_max: 32 << 20,
            unpacked_bytes_max: 8 << 30,
            unpack_ratio_max: 200,
            depth_max: 32,
            open_calls_max: 1 << 16,
        }
    }
}

impl Limits {
    /// Limits that small input can reach.
    pub(super) fn small() -> Self {
        Self {
            row_bytes_max: 1 << 12,
            message_bytes_max: 1 << 14,
            unpacked_bytes_max: 1 << 22,
            unpack_ratio_max: 200,
            depth_max: 12,
            open_calls_max: 4,
        }
    }
}

/// Why a file cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The file; empty for bytes that come from elsewhere.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Columns that the mapping names are not in the header.
    #[error("missing columns: {}; found: {}", list(missing), list(found))]
    MissingColumns {
        /// The names that were not found.
        missing: Vec<String>,
        /// The columns of the file.
        found: Vec<String>,
    },
    /// The file has no header.
    #[error("the file is empty")]
    Empty,
    /// The file has no line that names its columns, and nothing else does.
    #[error(
        "no line names the columns: let {} write one, or name them with `header = [...]`",
        format.name()
    )]
    NoHeader {
        /// The format that was expected.
        format: Format,
    },
    /// The content is not of the format.
    #[error("the content is not {}", format.name())]
    NotTheFormat {
        /// The format that was expected.
        format: Format,
    },
    /// The file is encrypted: a workbook protected by a password or in the old binary format, or
    /// Parquet.
    #[error("the file is encrypted, or a workbook in the old binary format")]
    Encrypted,
    /// The end of the file is missing, where it says what stands where.
    #[error("the end of the file is missing: copy or export it anew")]
    Cut,
    /// The values are packed with something that cannot be unpacked.
    #[error(
        "packed with `{codec}`, which is not read: write it with snappy, gzip or unpacked, or build with the feature `parquet-zstd` if it is ZSTD"
    )]
    UnknownCodec {
        /// The name of what packs them.
        codec: String,
    },
    /// Columns that are wanted, or all columns, have several values for a row.
    #[error(
        "lists and maps are not read as columns: {}; export a value for each row",
        list(columns)
    )]
    Lists {
        /// The names of the columns.
        columns: Vec<String>,
    },
    /// The workbook has no sheet of that name.
    #[error("no sheet `{sheet}`; found: {}", list(found))]
    MissingSheet {
        /// The sheet that was asked for.
        sheet: String,
        /// The sheets of the workbook.
        found: Vec<String>,
    },
    /// The archive is larger, once unpacked, than the limits allow.
    #[error("the file is too large once unpacked")]
    TooLarge,
}

impl OpenError {
    pub(super) fn io(source: io::Error) -> Self {
        Self::Io { path: PathBuf::new(), source }
    }
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The file could not be read on.
#[derive(Debug, thiserror::Error)]
#[error("cannot read on after {bytes_read} bytes")]
pub struct ReadError {
    /// Bytes read before it failed.
    pub bytes_read: u64,
    /// The cause.
    pub source: io::Error,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_the_format() {
        for (name, format) in [
            ("a/b.CSV", Some(Format::Csv)),
            ("b.tsv.gz", Some(Format::Csv)),
            ("b.txt", Some(Format::Csv)),
            ("b.xlsm", Some(Format::Xlsx)),
            ("b.ndjson", Some(Format::JsonLines)),
            ("b.mbox.GZ", Some(Format::Mbox)),
            ("b.eml", Some(Format::Eml)),
            ("b.xes.gz", Some(Format::Xes)),
            ("b.xml.p7m", Some(Format::FatturaPa)),
            ("b.xml", None),
            ("b.pdf", None),
            ("csv", None),
            (".gz", None),
        ] {
            assert_eq!(Format::from_extension(Path::new(name)), format, "{name}");
        }
    }
}
