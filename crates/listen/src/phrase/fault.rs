//! What can be wrong with a pattern of a phrase.

/// What can be wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PatternFault {
    /// Nothing is written.
    #[error("is empty")]
    Empty,
    /// A bracket is not closed.
    #[error("has a `(` without its `)`")]
    Open,
    /// A bracket was not opened.
    #[error("has a `)` or `|` without its `(`")]
    Closed,
    /// A set that nobody declared.
    #[error("names the set `@{0}`, which the file does not have")]
    UnknownSet(String),
    /// It could be met anywhere.
    #[error("may begin or end with anything: begin and end with a word")]
    Loose,
    /// An ending is too long to be one.
    #[error("has the ending `*{0}`, and an ending has at most six letters")]
    LongEnding(String),
    /// It is met by no words at all.
    #[error("is met by no words at all: not all of it may be optional")]
    Nothing,
    /// It could be met in so many ways that looking for it would never end.
    #[error(
        "can be met in too many ways: let fewer of its parts be left out, or make several of it"
    )]
    Ways,
    /// It is longer, or its brackets are deeper, than any phrase.
    #[error("is longer or its brackets are deeper than a phrase can be: make several of it")]
    Long,
}

impl PatternFault {
    /// The word by which texts know it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::UnknownSet(_) => "set",
            Self::Loose => "loose",
            Self::LongEnding(_) => "ending",
            Self::Nothing => "nothing",
            Self::Ways => "ways",
            Self::Long => "long",
        }
    }
}
