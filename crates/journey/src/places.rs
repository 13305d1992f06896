//! The places where customers lose time: pairs of departments, departments, kinds of request far beyond those like them.
//!
//! A place is judged against the company's own standard where there is one, else against nine of ten of all places like it
//! (journey.md, measure 15). What a place costs is the sum of what lies beyond: excess times number, in the customer's
//! hours, and no percentage. Each place has its n, the 95 % interval of the share that lies beyond, and the cases.

use filo_model::figure::wilson;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::case::{Case, Vocabulary};
use crate::frame::Frame;
use crate::kept::{Kept, Of, Source, keep_map, kept, put_number, restore_map};
use crate::log::Direction;
use crate::names::MISSING;
use crate::role::Role;
use crate::stay::{Stay, stays};
use crate::values::{Turn, Values};

filo_model::words! {
    /// What a place is.
    Kind {
        /// Between two departments: from the sender's last event to the receiver's first.
        Handover = "handover",
        /// In a department: from its first event to the one that takes the case on.
        Owning = "owning",
        /// A kind of request: from the first event of a case to its first resolution.
        Resolving = "resolving",
        /// A kind of request: from the first event of a case to the first word to the customer.
        Answering = "answering",
    }
}

impl Kind {
    /// Whether it is of a kind of request, and not of departments.
    fn is_request(self) -> bool {
        matches!(self, Self::Resolving | Self::Answering)
    }
}

/// Which place: of a kind, from which to which; the second of a kind that has only one is [`MISSING`].
type Key = (Kind, u32, u32);

/// A time and the case it is of.
type Timed = (i64, u32);

/// By place, its times. It adds up.
#[derive(Debug, Clone, Default)]
pub struct Places {
    times: FxHashMap<Key, Vec<Timed>>,
    found: Vec<Stay>,
}

/// The company's own standards, in milliseconds of working time where the frame has calendars.
#[derive(Debug, Clone, Default)]
pub struct Standards {
    /// By group, until it has to take on what another hands over.
    pub handover: FxHashMap<u32, i64>,
    /// By reason, until it has to be answered.
    pub answering: FxHashMap<u32, i64>,
}

/// A place where time is lost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Place {
    /// What it is.
    pub kind: &'static str,
    /// The sending department, the department, or the kind of request.
    pub from: String,
    /// The receiving department.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Times that were measured there.
    pub n: u64,
    /// Half of them are at most this, in seconds.
    pub p50_seconds: f64,
    /// Nine of ten are at most this.
    pub p90_seconds: f64,
    /// What is expected: the company's own standard, or what nine of ten places like it need.
    pub expected_seconds: f64,
    /// Whether that is the company's own standard.
    pub is_standard: bool,
    /// How many times lie beyond it.
    pub beyond: u64,
    /// Their share, with its 95 % interval (Wilson 1927).
    pub share: f64,
    /// See `share`.
    pub interval: (f64, f64),
    /// The hours that customers lost there: all that lies beyond, together.
    pub hours_lost: f64,
    /// The cases that lie beyond, those that lost most first.
    pub cases: Vec<String>,
}

impl Places {
    /// Counts a case, or takes it out again; nothing where places are not looked for.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
        if !frame.places {
            return;
        }
        if turn == Turn::Out {
            self.times.values_mut().for_each(|times| times.retain(|one| one.1 != case.number));
            return;
        }
        let lasted = |group: u32, from: i64, to: i64| {
            frame.worked(group, from, to).unwrap_or_else(|| to.saturating_sub(from))
        };
        let mut found = std::mem::take(&mut self.found);
        stays(case, &mut found);
        for pair in found.windows(2) {
            let (from, to) = (&pair[0], &pair[1]);
            let time = lasted(to.group, case.at[from.last], case.at[to.first]);
            self.put((Kind::Handover, from.group, to.group), time, case);
            let taken = (to.first..=to.last)
                .find(|&event| frame.roles.is(case.activity[event], Role::Taken));
            if let Some(event) = taken {
                let time = lasted(to.group, case.at[to.first], case.at[event]);
                self.put((Kind::Owning, to.group, MISSING), time, case);
            }
        }
        self.found = found;
        let reason = case.reason();
        let resolves = |&activity: &u32| frame.roles.is(activity, Role::Resolved);
        if reason == MISSING {
            return;
        }
        let is_tracked = frame.roles.tracks(case.activity);
        let resolved = case.activity.iter().position(resolves).filter(|_| is_tracked);
        // What the company began by itself is no answer.
        let is_asked = case.way(0) == Some(Direction::In);
        let answered = (1..case.at.len()).find(|&event| case.way(event) == Some(Direction::Out));
        for (kind, event) in
            [(Kind::Resolving, resolved), (Kind::Answering, answered.filter(|_| is_asked))]
        {
            let Some(event) = event else { continue };
            let (from, to) = (case.began(), case.at[event]);
            let time = frame.company_worked(from, to).unwrap_or_else(|| to.saturating_sub(from));
            self.put((kind, reason, MISSING), time, case);
        }
    }

    fn put(&mut self, key: Key, time: i64, case: &Case<'_>) {
        self.times.entry(key).or_default().push((time, case.number));
    }

    /// Takes in all of another whose numbers mean the same.
    pub fn merge(&mut self, other: Self) {
        for (key, mut times) in other.times {
            self.times.entry(key).or_default().append(&mut times);
        }
    }

    /// The places that lie beyond what is expected, those where most hours were lost first. A place without a standard counts
    /// where surely more than one in ten of its times lie beyond what nine in ten of all need.
    #[must_use]
    pub fn told(&self, names: &Vocabulary, standards: &Standards) -> Vec<Place> {
        let mut like: FxHashMap<Kind, Vec<i64>> = FxHashMap::default();
        for ((kind, _, _), times) in &self.times {
            like.entry(*kind).or_default().extend(times.iter().map(|one| one.0));
        }
        let usual: FxHashMap<Kind, i64> =
            like.into_iter().map(|(kind, mut all)| (kind, nine_of_ten(&mut all))).collect();
        let mut told = Vec::new();
        for (key, times) in &self.times {
            let (kind, from, to) = *key;
            let own = match kind {
                Kind::Handover => standards.handover.get(&to),
                Kind::Owning | Kind::Resolving => None,
                Kind::Answering => standards.answering.get(&from),
            };
            let expected = own.or_else(|| usual.get(&kind)).copied().unwrap_or(i64::MAX);
            let beyond = times.iter().filter(|one| one.0 > expected).count() as u64;
            // Where nine of ten take no time at all nothing can be far off.
            let is_far = wilson(beyond, times.len() as u64).0 > 0.1 && expected > 0;
            if beyond > 0 && (own.is_some() || is_far) {
                told.push(judge(key, times, (expected, own.is_some()), names));
            }
        }
        told.sort_by(|one, other| {
            let order = other.hours_lost.total_cmp(&one.hours_lost);
            order.then_with(|| {
                (one.kind, &one.from, &one.to).cmp(&(other.kind, &other.from, &other.to))
            })
        });
        told
    }
}

const SECOND: f64 = 1000.0;
const HOUR: f64 = 3_600_000.0;

#[expect(clippy::cast_precision_loss, reason = "times and counts stay far below 2^53")]
fn judge(
    (kind, from, to): &Key,
    times: &[Timed],
    (expected, is_standard): (i64, bool),
    names: &Vocabulary,
) -> Place {
    let mut all = Values::default();
    times.iter().for_each(|one| all.turn(Turn::In, one.0));
    let spread = all.spread(SECOND);
    let mut beyond: Vec<Timed> = times.iter().filter(|one| one.0 > expected).copied().collect();
    beyond.sort_unstable_by_key(|&(time, case)| (std::cmp::Reverse(time), names.cases.name(case)));
    let lost: i128 = beyond.iter().map(|one| i128::from(one.0 - expected)).sum();
    let (n, x) = (times.len() as u64, beyond.len() as u64);
    let name = if kind.is_request() { &names.reasons } else { &names.groups };
    Place {
        kind: kind.name(),
        from: name.name(*from).to_owned(),
        to: name.name(*to).to_owned(),
        n,
        p50_seconds: spread.p50,
        p90_seconds: spread.p90,
        expected_seconds: expected as f64 / SECOND,
        is_standard,
        beyond: x,
        share: if n == 0 { 0.0 } else { x as f64 / n as f64 },
        interval: wilson(x, n),
        hours_lost: lost as f64 / HOUR,
        cases: beyond.iter().map(|&(_, case)| names.cases.name(case).to_owned()).collect(),
    }
}

fn nine_of_ten(all: &mut [i64]) -> i64 {
    let place = (all.len() * 9).div_ceil(10).saturating_sub(1);
    if all.is_empty() { i64::MAX } else { *all.select_nth_unstable(place).1 }
}

kept!(Places { times } empty { found });

impl Kept for FxHashMap<Key, Vec<Timed>> {
    fn keep(&mut self, out: &mut Vec<u8>) {
        keep_map(self, out, |out, (kind, from, to)| {
            out.push(*kind as u8);
            put_number(out, *from);
            put_number(out, *to);
        });
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        restore_map(from, |from| {
            let kind = *Kind::ALL.get(from.count_below(Kind::ALL.len())?)?;
            let of = if kind.is_request() { Of::Reason } else { Of::Group };
            Some((kind, from.number(of)?, from.number(of)?))
        })
    }
}

impl Kept for Timed {
    fn keep(&mut self, out: &mut Vec<u8>) {
        self.0.keep(out);
        put_number(out, self.1);
    }

    fn restore(from: &mut Source<'_>) -> Option<Self> {
        Some((i64::restore(from)?, from.number(Of::Case)?))
    }
}
