//! All that is counted over cases, as a summary that adds up: fold a case in, merge two summaries, finish.
//!
//! What was folded in can be taken out again, so that a case that grew is counted anew and all others are left alone.

use crate::case::{Case, Cases};
use crate::collision::Collisions;
use crate::contact::Contacts;
use crate::first::FirstContacts;
use crate::frame::{Frame, turn_some};
use crate::graph::Graph;
use crate::handover::Handovers;
use crate::kept::{Kept, Source};
use crate::loops::Loops;
use crate::places::Places;
use crate::promise::Promises;
use crate::repeat::Repeats;
use crate::resolution::Resolutions;
use crate::resource::Resources;
use crate::synchrony::Synchrony;
use crate::values::{Tally, Turn, Values};
use crate::waiting::Waiting;

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
    /// From the first event of a case to its last, in working time of the company; nothing without a calendar.
    pub lasted_working: Values,
    /// Resolved at first contact.
    pub first_contacts: FirstContacts,
    /// What open cases wait for.
    pub waiting: Waiting,
    /// Why work waits for people.
    pub resources: Resources,
    /// Waiting for another matter.
    pub synchrony: Synchrony,
    /// Promises in both directions.
    pub promises: Promises,
    /// Pressed while something is contested.
    pub collisions: Collisions,
    /// Where time is lost.
    pub places: Places,
}

impl Summary {
    /// Counts a case.
    pub fn fold(&mut self, case: &Case<'_>, frame: &Frame) {
        self.turn(Turn::In, case, frame);
    }

    /// Takes a case out again that was counted, as it was.
    pub fn unfold(&mut self, case: &Case<'_>, frame: &Frame) {
        self.turn(Turn::Out, case, frame);
    }

    fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
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
        self.handovers.turn(turn, case, frame);
        self.loops.turn(turn, case);
        if frame.roles.tracks(case.activity) {
            self.resolutions.turn(turn, case, frame);
            self.repeats.turn(turn, case, &frame.roles);
            self.waiting.turn(turn, case, frame);
        }
        self.contacts.turn(turn, case, frame);
        let worked = frame.company_worked(case.began(), case.ended());
        turn_some(&mut self.lasted_working, turn, worked);
        self.first_contacts.turn(turn, case, frame);
        self.resources.turn(turn, case);
        self.synchrony.turn(turn, case);
        self.promises.turn(turn, case, &frame.roles);
        self.collisions.turn(turn, case, &frame.roles);
        self.places.turn(turn, case, frame);
    }

    /// Counts all cases on so many cores, each of which takes as many events as the others.
    #[must_use]
    pub fn of(cases: &Cases, frame: &Frame, cores: usize) -> Self {
        let fold = |range: std::ops::Range<u32>| {
            let mut summary = Self::default();
            range.for_each(|number| summary.fold(&cases.case(number), frame));
            summary
        };
        let mut shares = cases.shares(cores).into_iter();
        let mine = shares.next().unwrap_or_default();
        let mut summary = std::thread::scope(|scope| {
            let others: Vec<_> = shares.map(|share| scope.spawn(move || fold(share))).collect();
            let mut summary = fold(mine);
            for other in others {
                let done = other.join();
                summary.merge(done.unwrap_or_else(|cause| std::panic::resume_unwind(cause)));
            }
            summary
        });
        if cores > 1 {
            summary.settle(cores);
        }
        summary
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
        self.lasted_working.merge(other.lasted_working);
        self.first_contacts.merge(other.first_contacts);
        self.waiting.merge(other.waiting);
        self.resources.merge(other.resources);
        self.synchrony.merge(other.synchrony);
        self.promises.merge(other.promises);
        self.collisions.merge(other.collisions);
        self.places.merge(other.places);
    }
}

/// The fields that one core writes and reads, and those that another does.
macro_rules! parts {
    ($gaps:ident, $gaps_back:ident { $($first:ident),* $(,)? } $customers:ident, $customers_back:ident { $($second:ident),* $(,)? }) => {
        impl Summary {
            pub(crate) fn $gaps(&mut self, out: &mut Vec<u8>) {
                $(self.$first.keep(out);)*
            }

            pub(crate) fn $gaps_back(&mut self, from: &mut Source<'_>) -> Option<()> {
                $(self.$first = Kept::restore(from)?;)*
                Some(())
            }

            pub(crate) fn $customers(&mut self, out: &mut Vec<u8>) {
                $(self.$second.keep(out);)*
            }

            pub(crate) fn $customers_back(&mut self, from: &mut Source<'_>) -> Option<()> {
                $(self.$second = Kept::restore(from)?;)*
                Some(())
            }

            /// With the second part of another.
            pub(crate) fn beside(self, other: Self) -> Self {
                Self { $($first: self.$first,)* $($second: other.$second,)* }
            }

            /// Every set of values in it.
            pub(crate) fn lists<'v>(&'v mut self, all: &mut Vec<&'v mut Values>) {
                $(self.$first.lists(all);)*
                $(self.$second.lists(all);)*
            }
        }
    };
}

parts!(keep_gaps, restore_gaps {
    events,
    events_without_group,
    lasted,
    began,
    ended,
    graph,
    handovers,
    loops,
    resolutions,
    lasted_working,
    waiting,
} keep_customers, restore_customers {
    contacts,
    repeats,
    first_contacts,
    resources,
    synchrony,
    promises,
    collisions,
    places,
});
