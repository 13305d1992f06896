//! The directly-follows graph of cases: activities, what follows what and after how long, and variants.
//!
//! An edge counts how often an activity came directly after another in the same case; its times are from the one
//! event to the next. They are **gaps**: with one stamp an event, nobody can say which part was work and which waiting.

use rustc_hash::FxHashMap;

use crate::case::Case;
use crate::kept::{Kept, KeptAs, Of, Source, kept, put, put_number};
use crate::names::MISSING;
use crate::pairs::Pairs;
use crate::values::{Tally, Turn, Values};

/// What is counted of one activity.
#[derive(Debug, Clone, Default)]
pub struct ActivityPart {
    /// Its events.
    pub events: Tally,
    /// Cases in which it came.
    pub cases: Tally,
    /// Cases in which it came more than once.
    pub cases_again: Tally,
    /// Of these, cases in which it came directly again.
    pub cases_directly: Tally,
    /// Cases that began with it.
    pub begins: Tally,
    /// Cases that ended with it.
    pub ends: Tally,
    /// From a case's first event to the first of these, in milliseconds.
    pub reached: Values,
}

/// The directly-follows graph, which adds up.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// By activity.
    pub activities: Vec<ActivityPart>,
    /// From which activity to which, and the time between.
    pub edges: Pairs,
    /// How many cases took the same activities in the same order.
    pub variants: FxHashMap<Box<[u32]>, Tally>,
    /// Cases in which any activity came again.
    pub cases_again: Tally,
    /// Events beyond the first of their activity in their case.
    pub events_again: Tally,
    /// Events whose activity was also that of the event before.
    pub self_loops: Tally,
    seen: Vec<Seen>,
    met: Vec<u32>,
}

/// Where an activity stood in the case at hand.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    count: u32,
    is_direct: bool,
}

impl Graph {
    /// Counts a case, or takes it out again.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>) {
        let (Some(&first), Some(&last)) = (case.activity.first(), case.activity.last()) else {
            return;
        };
        self.make_room(case);
        self.activities[first as usize].begins.turn(turn, 1);
        self.activities[last as usize].ends.turn(turn, 1);
        for (steps, times) in case.activity.windows(2).zip(case.at.windows(2)) {
            self.edges.turn(turn, steps[0], steps[1], times[1].saturating_sub(times[0]));
        }
        self.turn_activities(turn, case);
        self.turn_variant(turn, case);
    }

    fn make_room(&mut self, case: &Case<'_>) {
        let most = case.activity.iter().max().map_or(0, |&most| most as usize + 1);
        if self.activities.len() < most {
            self.activities.resize_with(most, ActivityPart::default);
            self.seen.resize(most, Seen::default());
        }
    }

    fn turn_activities(&mut self, turn: Turn, case: &Case<'_>) {
        let began = case.began();
        let mut before = None;
        for (&activity, &at) in case.activity.iter().zip(case.at) {
            let seen = &mut self.seen[activity as usize];
            seen.count += 1;
            if before == Some(activity) {
                seen.is_direct = true;
                self.self_loops.turn(turn, 1);
            }
            if seen.count == 1 {
                self.met.push(activity);
                self.activities[activity as usize].reached.turn(turn, at.saturating_sub(began));
            }
            before = Some(activity);
        }
        let again = case.activity.len() - self.met.len();
        self.events_again.turn(turn, again as u64);
        self.cases_again.turn(turn, u64::from(again > 0));
        for activity in self.met.drain(..) {
            let seen = std::mem::take(&mut self.seen[activity as usize]);
            let part = &mut self.activities[activity as usize];
            part.events.turn(turn, u64::from(seen.count));
            part.cases.turn(turn, 1);
            part.cases_again.turn(turn, u64::from(seen.count > 1));
            part.cases_directly.turn(turn, u64::from(seen.is_direct));
        }
    }

    fn turn_variant(&mut self, turn: Turn, case: &Case<'_>) {
        match self.variants.get_mut(case.activity) {
            Some(cases) => {
                cases.turn(turn, 1);
                if cases.get() == 0 {
                    self.variants.remove(case.activity);
                }
            }
            None => {
                let mut one = Tally::default();
                one.turn(turn, 1);
                self.variants.insert(case.activity.into(), one);
            }
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        if self.activities.len() < other.activities.len() {
            self.activities.resize_with(other.activities.len(), ActivityPart::default);
            self.seen.resize(other.activities.len(), Seen::default());
        }
        for (mine, its) in self.activities.iter_mut().zip(other.activities) {
            mine.merge(its);
        }
        self.edges.merge(other.edges);
        for (path, cases) in other.variants {
            self.variants.entry(path).or_default().merge(cases);
        }
        self.cases_again.merge(other.cases_again);
        self.events_again.merge(other.events_again);
        self.self_loops.merge(other.self_loops);
    }
}

impl ActivityPart {
    fn merge(&mut self, other: Self) {
        self.events.merge(other.events);
        self.cases.merge(other.cases);
        self.cases_again.merge(other.cases_again);
        self.cases_directly.merge(other.cases_directly);
        self.begins.merge(other.begins);
        self.ends.merge(other.ends);
        self.reached.merge(other.reached);
    }
}

kept!(ActivityPart { events, cases, cases_again, cases_directly, begins, ends, reached });

impl Kept for Graph {
    fn keep(&mut self, out: &mut Vec<u8>) {
        self.activities.keep(out);
        self.edges.keep_as(out);
        let mut variants: Vec<(&Box<[u32]>, &mut Tally)> = self.variants.iter_mut().collect();
        variants.sort_unstable_by_key(|(path, _)| *path);
        put(out, variants.len() as u64);
        for (path, cases) in variants {
            put(out, path.len() as u64);
            path.iter().for_each(|&activity| put_number(out, activity));
            cases.keep(out);
        }
        self.cases_again.keep(out);
        self.events_again.keep(out);
        self.self_loops.keep(out);
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        let mut graph = Self::default();
        let parts: Vec<ActivityPart> = Kept::restore(from)?;
        for (number, part) in (0_u32..).zip(parts) {
            let place = from.renumbered(Of::Activity, number)? as usize;
            if graph.activities.len() <= place {
                graph.activities.resize_with(place + 1, ActivityPart::default);
            }
            graph.activities[place] = part;
        }
        graph.seen.resize(graph.activities.len(), Seen::default());
        graph.edges = KeptAs::restore_as(from, Of::Activity)?;
        let count = from.count()?;
        graph.variants.reserve(count);
        let mut path = Vec::new();
        for _ in 0..count {
            path.clear();
            for _ in 0..from.count()? {
                path.push(from.number(Of::Activity).filter(|&activity| activity != MISSING)?);
            }
            graph.variants.insert(path.as_slice().into(), Kept::restore(from)?);
        }
        graph.cases_again = Kept::restore(from)?;
        graph.events_again = Kept::restore(from)?;
        graph.self_loops = Kept::restore(from)?;
        Some(graph)
    }

    fn lists<'v>(&'v mut self, all: &mut Vec<&'v mut Values>) {
        self.activities.iter_mut().for_each(|part| part.lists(all));
        self.edges.lists_as(all);
    }
}
