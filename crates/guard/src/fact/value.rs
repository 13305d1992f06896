//! What a fact is worth: a value with the entries it stands on, or unknown with the reason.

use std::fmt;

use filo_model::digest::Digest;
use filo_model::words;
use serde::{Deserialize, Serialize};

use crate::event::Event;

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// True or false.
    Flag(bool),
    /// A whole number in the fact's unit.
    Number(i64),
    /// A word of a closed set.
    Word(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => word.fmt(f),
        }
    }
}

/// An entry that a fact stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Its sequence number in this store.
    pub seq: i64,
    /// Its id, the same in every store.
    pub id: Digest,
    /// The department it happened in, by its number.
    pub department: i64,
    /// Whether when the company knew it comes from its source's configured lag.
    pub inferred: bool,
    /// Whether it was heard in the entry's words.
    pub heard: bool,
}

impl From<&Event> for Evidence {
    fn from(event: &Event) -> Self {
        Self {
            seq: event.seq,
            id: event.id,
            department: event.department,
            inferred: event.known_inferred,
            heard: event.heard.is_some(),
        }
    }
}

words! {
    /// Why a fact is unknown.
    Unknown {
        /// No configured source can say.
        NoSource = "no_source",
        /// Who asks did not say.
        NotStated = "not_stated",
        /// The source that can say is older than it promises to be.
        Stale = "stale",
        /// The thread does not say.
        NotSaid = "not_said",
    }
}

impl Unknown {
    /// Whether it could have been known: then what depends on it is held. What cannot be known here is
    /// announced once, and holds only where a card calls the fact compulsory.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::Stale | Self::NotSaid)
    }
}

/// A fact as of a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Its value and the entries it stands on; none where it stands on what who asks said, or on the
    /// absence of entries.
    Known(Value, Vec<Evidence>),
    /// What it is worth as far as it is sure, and what it would be worth if what was heard in the words of
    /// some entries, which stand in the last place, is true. Nobody confirmed it, so where that would stop
    /// an act the act is held until a person has looked.
    Suspected(Box<Fact>, Value, Vec<Evidence>),
    /// Nobody knows, and why.
    Unknown(Unknown),
}

impl Fact {
    /// A value with the events that show it.
    #[must_use]
    pub fn known(value: Value, events: &[&Event]) -> Self {
        Self::Known(value, events.iter().map(|event| Evidence::from(*event)).collect())
    }

    /// The value, where it is known.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Known(value, _) => Some(value),
            Self::Suspected(sure, ..) => sure.value(),
            Self::Unknown(_) => None,
        }
    }

    /// What is sure of it.
    #[must_use]
    pub fn sure(&self) -> &Self {
        match self {
            Self::Suspected(sure, ..) => sure,
            Self::Known(..) | Self::Unknown(_) => self,
        }
    }

    /// The entries it stands on; of a suspicion those in whose words it was heard.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        match self {
            Self::Known(_, evidence) | Self::Suspected(_, _, evidence) => evidence,
            Self::Unknown(_) => &[],
        }
    }
}
