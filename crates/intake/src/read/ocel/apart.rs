//! What in an object-centric log is set apart or kept otherwise than it was written, with place and reason.

use std::fmt;

use crate::row::Reason;

/// The most entries of one file that are listed; what is beyond is counted.
const LISTED_MAX: usize = 100_000;

/// What something wrong is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The file as a whole, from here on.
    File,
    /// The declaration of a type of events.
    EventType,
    /// The declaration of a type of objects.
    ObjectType,
    /// An event.
    Event,
    /// An object.
    Object,
}

impl Part {
    /// The stable name of the part.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::EventType => "event-type",
            Self::ObjectType => "object-type",
            Self::Event => "event",
            Self::Object => "object",
        }
    }
}

/// One thing that is wrong, with its place. No value of the file is in it: values are personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Apart {
    /// What it is part of.
    pub part: Part,
    /// The how manieth of its part in the file it is, from 1 (SQLite: the row of the table); 0 for the file.
    pub place: u64,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Apart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::File => write!(f, "file: {}", self.fault),
            part => write!(f, "{} {}: {}", part.name(), self.place, self.fault),
        }
    }
}

/// What is wrong, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// It is no object of JSON, or a list that should be one is not; set apart.
    NotAnObject,
    /// Something that it cannot be without is missing or empty; set apart.
    Missing {
        /// The name in the file's JSON form.
        field: &'static str,
    },
    /// The time cannot be read or cannot exist: the event or value is set apart.
    ImpossibleTime,
    /// An id, type, attribute or relation stands a second time: the second is set apart. Of a type that
    /// is declared twice, the attributes of both are kept.
    Duplicate,
    /// A relation to an object that is nowhere in the file: the relation is set apart.
    Nowhere,
    /// The type is declared nowhere: it is kept, and declared.
    UndeclaredType,
    /// The type does not declare the attribute: it is kept, and declared.
    UndeclaredAttribute,
    /// An attribute is declared as something unknown: its values are kept as texts.
    UnknownKind,
    /// Values of the attribute, of which this is the first, are not what it declares: they are kept as texts.
    Unfit,
    /// A list, an object or bytes where a value should be: set apart.
    NotAValue,
    /// A row of a type's table that the table of all events or objects does not list so: set apart.
    Unlisted,
    /// A table, or a column that it must have, is missing, or it is none that holds rows of its own.
    MissingTable,
    /// Longer than the limit, in bytes.
    TooLong {
        /// The limit that was passed.
        limit: u64,
    },
    /// Nested deeper than the limit; the reading ends here.
    TooDeep {
        /// The limit that was passed.
        limit: usize,
    },
    /// More events, objects, attributes and relations than the limit; the reading ends here.
    TooMany {
        /// The limit that was passed.
        limit: u64,
    },
    /// Larger than the limit once unpacked, in bytes; the reading ends here.
    TooLarge {
        /// The limit that was passed.
        limit: u64,
    },
    /// The file ends in the middle.
    Truncated,
    /// The file is broken here; the reading ends here (SQLite: of this table).
    Broken,
    /// The file declares or uses entities of its own, which are never expanded.
    Entity,
    /// The bytes are not valid in the encoding of the file.
    Encoding,
}

impl Fault {
    /// The stable code of the fault.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject => "not-an-object",
            Self::Missing { .. } => "missing",
            Self::ImpossibleTime => "impossible-time",
            Self::Duplicate => "duplicate",
            Self::Nowhere => "nowhere",
            Self::UndeclaredType => "undeclared-type",
            Self::UndeclaredAttribute => "undeclared-attribute",
            Self::UnknownKind => "unknown-kind",
            Self::Unfit => "unfit",
            Self::NotAValue => "not-a-value",
            Self::Unlisted => "unlisted",
            Self::MissingTable => "missing-table",
            Self::TooLong { .. } => "too-long",
            Self::TooDeep { .. } => "too-deep",
            Self::TooMany { .. } => "too-many",
            Self::TooLarge { .. } => "too-large",
            Self::Truncated => "truncated",
            Self::Broken => "broken",
            Self::Entity => "entity",
            Self::Encoding => "encoding",
        }
    }

    /// Whether all that was written is in the log nevertheless.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        matches!(
            self,
            Self::UndeclaredType | Self::UndeclaredAttribute | Self::UnknownKind | Self::Unfit
        )
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        match self {
            Self::Missing { field } => write!(f, " `{field}`"),
            Self::TooLong { limit } | Self::TooMany { limit } | Self::TooLarge { limit } => {
                write!(f, " `{limit}`")
            }
            Self::TooDeep { limit } => write!(f, " `{limit}`"),
            _ => Ok(()),
        }
    }
}

impl From<Reason> for Fault {
    /// Why the bytes of a file ended early.
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::TooLarge { limit } => Self::TooLarge { limit },
            Reason::TooLong { limit } => Self::TooLong { limit },
            Reason::Encoding => Self::Encoding,
            _ => Self::Truncated,
        }
    }
}

/// The list of what is wrong in one file.
#[derive(Debug, Default)]
pub(super) struct Aparts {
    pub(super) listed: Vec<Apart>,
    pub(super) unlisted: u64,
}

impl Aparts {
    pub(super) fn push(&mut self, part: Part, place: u64, fault: Fault) {
        if self.listed.len() < LISTED_MAX {
            self.listed.push(Apart { part, place, fault });
        } else {
            self.unlisted += 1;
        }
    }
}
