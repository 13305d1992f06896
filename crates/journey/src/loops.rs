//! Loops: the same activity again in a case, directly or after others, by the same person or by another.
//!
//! Four kinds, as edeaR has them (bupaverse): a **self-loop** is the same activity directly again, a **repetition** the same
//! again after others; each is a *repeat* where the same person does it and a *redo* where another does. People are only
//! compared; who redid whose work is told by department alone.

use rustc_hash::FxHashMap;

use crate::case::Case;
use crate::kept::{Kept, Of, Source, keep_map, kept, put_number, restore_map};
use crate::names::MISSING;
use crate::values::{Tally, Turn};

/// What is counted of loops, which adds up.
#[derive(Debug, Clone, Default)]
pub struct Loops {
    /// Directly again, by the same person.
    pub self_repeats: Tally,
    /// Directly again, by another person.
    pub self_redos: Tally,
    /// Again after others, by the same person.
    pub repeats: Tally,
    /// Again after others, by another person.
    pub redos: Tally,
    /// Events whose person is known.
    pub named: Tally,
    /// Whose work was redone by whom: from department to department.
    pub referrals: FxHashMap<(u32, u32), Tally>,
    before: FxHashMap<u32, usize>,
}

impl Loops {
    /// Counts a case, or takes it out again. Where nobody is named nothing is known.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>) {
        let named = case.actor.iter().filter(|&&actor| actor != MISSING).count();
        if named == 0 {
            return;
        }
        self.named.turn(turn, named as u64);
        self.before.clear();
        for (event, &activity) in case.activity.iter().enumerate() {
            let Some(before) = self.before.insert(activity, event) else { continue };
            let (whose, who) = (case.actor[before], case.actor[event]);
            if whose == MISSING || who == MISSING {
                continue;
            }
            let is_direct = before + 1 == event;
            let counted = match (is_direct, whose == who) {
                (true, true) => &mut self.self_repeats,
                (true, false) => &mut self.self_redos,
                (false, true) => &mut self.repeats,
                (false, false) => &mut self.redos,
            };
            counted.turn(turn, 1);
            let (from, to) = (case.group[before], case.group[event]);
            if whose != who && from != MISSING && to != MISSING {
                self.referrals.entry((from, to)).or_default().turn(turn, 1);
            }
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        self.self_repeats.merge(other.self_repeats);
        self.self_redos.merge(other.self_redos);
        self.repeats.merge(other.repeats);
        self.redos.merge(other.redos);
        self.named.merge(other.named);
        for (pair, count) in other.referrals {
            self.referrals.entry(pair).or_default().merge(count);
        }
    }
}

kept!(Loops { self_repeats, self_redos, repeats, redos, named, referrals } empty { before });

impl Kept for FxHashMap<(u32, u32), Tally> {
    fn keep(&mut self, out: &mut Vec<u8>) {
        keep_map(self, out, |out, (from, to)| {
            put_number(out, *from);
            put_number(out, *to);
        });
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        restore_map(from, |from| Some((from.number(Of::Group)?, from.number(Of::Group)?)))
    }
}
