//! All that is counted over cases, as a summary that adds up: fold a case in, merge two summaries, finish.
//!
//! What was folded in can be taken out again, so that a case that grew is counted anew and all others are left alone.

use crate::case::Case;
use crate::contact::Contacts;
use crate::graph::Graph;
use crate::handover::Handovers;
use crate::loops::Loops;
use crate::repeat::Repeats;
use crate::resolution::Resolutions;
use crate::role::Roles;
use crate::values::{Tally, Turn, Values};

/// What is counted over cases. Numbers of names are those of one [`Vocabulary`](crate::case::Vocabulary): only
/// summaries of the same one can be merged.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Events.
    pub events: Tally,
    /// Events without a group.
    pub events_without_group: Tally,
    /// From the first event of a case to its last, in milliseconds.
    pub lasted: Values,
    /// When cases began; the first and the last tell what time the log covers.
    pub began: Values,
    /// When cases ended.
    pub ended: Values,
    /// What follows what.
    pub graph: Graph,
    /// Between departments.
    pub handovers: Handovers,
    /// Doing again what was done.
    pub loops: Loops,
    /// Until it is resolved, and what comes after.
    pub resolutions: Resolutions,
    /// Coming back.
    pub repeats: Repeats,
    /// What customers have to do.
    pub contacts: Contacts,
}

impl Summary {
    /// Counts a case.
    pub fn fold(&mut self, case: &Case<'_>, roles: &Roles) {
        self.turn(Turn::In, case, roles);
    }

    /// Takes a case out again that was counted, as it was.
    pub fn unfold(&mut self, case: &Case<'_>, roles: &Roles) {
        self.turn(Turn::Out, case, roles);
    }

    fn turn(&mut self, turn: Turn, case: &Case<'_>, roles: &Roles) {
        if case.at.is_empty() {
            return;
        }
        self.events.turn(turn, case.at.len() as u64);
        let without = case.group.iter().filter(|&&group| group == crate::names::MISSING).count();
        self.events_without_group.turn(turn, without as u64);
        self.lasted.turn(turn, case.ended().saturating_sub(case.began()));
        self.began.turn(turn, case.began());
        self.ended.turn(turn, case.ended());
        self.graph.turn(turn, case);
        self.handovers.turn(turn, case, roles);
        self.loops.turn(turn, case);
        self.resolutions.turn(turn, case, roles);
        self.repeats.turn(turn, case, roles);
        self.contacts.turn(turn, case, roles);
    }

    /// Takes in all of another summary.
    pub fn merge(&mut self, other: Self) {
        self.events.merge(other.events);
        self.events_without_group.merge(other.events_without_group);
        self.lasted.merge(other.lasted);
        self.began.merge(other.began);
        self.ended.merge(other.ended);
        self.graph.merge(other.graph);
        self.handovers.merge(other.handovers);
        self.loops.merge(other.loops);
        self.resolutions.merge(other.resolutions);
        self.repeats.merge(other.repeats);
        self.contacts.merge(other.contacts);
    }
}
