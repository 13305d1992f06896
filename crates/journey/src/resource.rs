//! Why work waits for people, where events say who did them and when they began: the causes of Lashkevich and others 2023.
//!
//! The wait of an event is from the event before it in its case to its start. It is cut in this order. **Batching**: the same
//! person does several of one activity in a row, all ready before the first begins; each waits until the last is ready.
//! **Contention**: the person works on what was ready earlier. **Prioritisation**: the person works on what was ready
//! later. **Unavailability**: of the rest, what lies outside the department's working time. **Extraneous**: what remains.
//! Work counts by when it began; two things done at once are not told apart. No figure is about a person: people are
//! compared by number and forgotten.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::case::Case;
use crate::frame::Frame;
use crate::kept::kept;
use crate::names::MISSING;
use crate::values::Turn;

/// Work on one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    started: i64,
    at: i64,
    /// When it could have begun; nothing for the first of a case.
    ready: Option<i64>,
    activity: u32,
    group: u32,
    case: u32,
}

/// By person, the work. It adds up.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    by_actor: FxHashMap<u32, Vec<Piece>>,
}

/// For how long work waited, and why, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Causes {
    /// Events whose wait is known.
    pub events: u64,
    /// All their waits.
    pub waiting_seconds: f64,
    /// Until a batch was complete.
    pub batching_seconds: f64,
    /// The person worked on what was ready earlier.
    pub contention_seconds: f64,
    /// The person worked on what was ready later.
    pub prioritisation_seconds: f64,
    /// Outside working time; zero without a calendar.
    pub unavailability_seconds: f64,
    /// None of these.
    pub extraneous_seconds: f64,
}

/// The same in milliseconds.
#[derive(Default)]
struct Sums {
    events: u64,
    waiting: i128,
    batching: i128,
    contention: i128,
    prioritisation: i128,
    unavailability: i128,
}

impl Resources {
    /// Counts a case, or takes it out again; nothing where no event says when it began and who did it.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>) {
        if case.started.is_empty() || case.actor.is_empty() {
            return;
        }
        for event in 0..case.at.len() {
            let actor = Case::name(case.actor, event);
            let Some(started) = Case::value(case.started, event).filter(|_| actor != MISSING)
            else {
                continue;
            };
            let piece = Piece {
                started,
                at: case.at[event].max(started),
                ready: event.checked_sub(1).map(|before| case.at[before]),
                activity: case.activity[event],
                group: case.group[event],
                case: case.number,
            };
            let all = self.by_actor.entry(actor).or_default();
            match turn {
                Turn::In => all.push(piece),
                Turn::Out => {
                    let place = all.iter().position(|other| *other == piece);
                    place.map(|place| all.swap_remove(place));
                }
            }
        }
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        for (actor, mut all) in other.by_actor {
            self.by_actor.entry(actor).or_default().append(&mut all);
        }
    }

    /// What is told, in milliseconds divided by `unit`; nothing where nothing is known.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "sums of times need no more digits than a float has"
    )]
    pub fn told(&self, unit: f64, frame: &Frame) -> Option<Causes> {
        let mut sums = Sums::default();
        self.by_actor.values().for_each(|all| count(all, frame, &mut sums));
        let Sums { waiting, batching, contention, prioritisation, unavailability, .. } = sums;
        let told = |sum: i128| sum as f64 / unit;
        (sums.events > 0).then(|| Causes {
            events: sums.events,
            waiting_seconds: told(waiting),
            batching_seconds: told(batching),
            contention_seconds: told(contention),
            prioritisation_seconds: told(prioritisation),
            unavailability_seconds: told(unavailability),
            extraneous_seconds: told(
                waiting - batching - contention - prioritisation - unavailability,
            ),
        })
    }
}

/// Goes through the work of one person.
fn count(all: &[Piece], frame: &Frame, sums: &mut Sums) {
    let mut work = all.to_vec();
    work.sort_unstable();
    let complete = batches(&work);
    let mut busy = Busy::new(work.len());
    let mut whole = vec![0_i64; work.len() + 1];
    for (place, piece) in work.iter().enumerate() {
        whole[place + 1] = whole[place] + (piece.at - piece.started);
    }
    // By when it was ready, so that what is summed up at any time was ready earlier.
    let mut by_ready: Vec<usize> = (0..work.len()).collect();
    by_ready.sort_unstable_by_key(|&place| (work[place].ready, place));
    let mut added = 0;
    for next in 0..by_ready.len() {
        let (place, piece) = (by_ready[next], work[by_ready[next]]);
        while work[by_ready[added]].ready < piece.ready {
            let earlier = by_ready[added];
            busy.add(earlier, work[earlier].at - work[earlier].started);
            added += 1;
        }
        if let Some(ready) = piece.ready.filter(|&ready| ready <= piece.started) {
            let wait = piece.started - ready;
            let batching = (complete[place].min(piece.started) - ready).max(0);
            let from = ready + batching;
            let first = work.partition_point(|other| other.started < from);
            let last = work.partition_point(|other| other.started < piece.started).max(first);
            let in_window = (whole[last] - whole[first]).clamp(0, wait - batching);
            let earlier = (busy.up_to(last) - busy.up_to(first)).clamp(0, in_window);
            let rest = wait - batching - in_window;
            let open = frame.worked(piece.group, from, piece.started).unwrap_or(wait - batching);
            let closed = (wait - batching - open).clamp(0, rest);
            sums.events += 1;
            sums.waiting += i128::from(wait);
            sums.batching += i128::from(batching);
            sums.contention += i128::from(earlier);
            sums.prioritisation += i128::from(in_window - earlier);
            sums.unavailability += i128::from(closed);
        }
    }
}

/// By piece, when the batch that it is part of was complete; for one that is in none, when it was ready itself.
fn batches(work: &[Piece]) -> Vec<i64> {
    let mut complete: Vec<i64> =
        work.iter().map(|piece| piece.ready.unwrap_or(piece.started)).collect();
    let mut by_activity: Vec<usize> = (0..work.len()).collect();
    by_activity.sort_by_key(|&place| work[place].activity);
    let is_next = |begin: &Piece, one: &Piece, next: &Piece| {
        next.activity == one.activity
            && next.started <= one.at
            && next.ready.is_some_and(|at| at <= begin.started)
    };
    let mut rest = &by_activity[..];
    while let Some(&first) = rest.first() {
        let joins = |pair: &&[usize]| is_next(&work[first], &work[pair[0]], &work[pair[1]]);
        let count = 1 + rest.windows(2).take_while(joins).count();
        let (batch, others) = rest.split_at(count);
        if let Some(ready) = batch.iter().map(|&place| complete[place]).max() {
            batch.iter().for_each(|&place| complete[place] = ready);
        }
        rest = others;
    }
    complete
}

/// Sums of work up to a place while work is added in any order (a tree of Fenwick 1994).
struct Busy(Vec<i64>);

impl Busy {
    fn new(length: usize) -> Self {
        Self(vec![0; length + 1])
    }

    fn add(&mut self, place: usize, time: i64) {
        let mut node = place + 1;
        while node < self.0.len() {
            self.0[node] += time;
            node += node & node.wrapping_neg();
        }
    }

    /// The sum of all before a place.
    fn up_to(&self, place: usize) -> i64 {
        let (mut node, mut sum) = (place, 0);
        while node > 0 {
            sum += self.0[node];
            node &= node - 1;
        }
        sum
    }
}

kept!(Piece { started, at, ready } numbers { activity: Activity, group: Group, case: Case });
kept!(Resources {} numbers { by_actor: Actor });
