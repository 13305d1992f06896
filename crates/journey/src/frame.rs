//! What a log is counted against: what its activities mean, when its departments work, what was promised.

use rustc_hash::FxHashSet;

use crate::clock::Clocks;
use crate::role::Roles;
use crate::values::{Turn, Values};

/// What is known beside the log.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// What activities mean.
    pub roles: Roles,
    /// When departments work; nothing where nobody said.
    pub clocks: Option<Clocks>,
    /// Whether the places are looked for where customers lose time; see [`places`](crate::places).
    pub places: bool,
    /// Reasons that by rule cannot be solved at first contact.
    pub beyond_first: FxHashSet<u32>,
}

impl From<Roles> for Frame {
    fn from(roles: Roles) -> Self {
        Self { roles, ..Self::default() }
    }
}

impl Frame {
    /// The working time of a group between two moments; nothing where no calendar is known.
    #[must_use]
    pub fn worked(&self, group: u32, from: i64, to: i64) -> Option<i64> {
        self.clocks.as_ref().map(|clocks| clocks.of(group).between(from, to))
    }

    /// The working time of the company between two moments; nothing where no calendar is known.
    #[must_use]
    pub fn company_worked(&self, from: i64, to: i64) -> Option<i64> {
        self.clocks.as_ref().map(|clocks| clocks.company().between(from, to))
    }
}

/// Puts a value in where there is one.
pub(crate) fn turn_some(values: &mut Values, turn: Turn, value: Option<i64>) {
    if let Some(value) = value {
        values.turn(turn, value);
    }
}
