//! The events of each case, side by side and in order of time; events of one instant keep the order in which they came.

use std::ops::Range;

use crate::log::{Direction, Log, UNKNOWN};
use crate::names::{MISSING, Names};

/// The names of what the columns of [`Cases`] hold as numbers.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The cases.
    pub cases: Names,
    /// The activities.
    pub activities: Names,
    /// The groups.
    pub groups: Names,
    /// The customers; empty where the log names none.
    pub customers: Names,
    /// What cases are about; empty where the log does not say.
    pub reasons: Names,
    /// Who did something; only numbers are ever compared, no name is told.
    pub actors: Names,
    /// The channels; empty where the log names none.
    pub channels: Names,
    /// What else events are about; empty where the log names nothing.
    pub objects: Names,
}

/// All events, sorted by case and time, in columns of one length. A column that the log does not have is empty.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// By case, where its events begin; one more at the end.
    starts: Vec<u32>,
    activity: Vec<u32>,
    group: Vec<u32>,
    at: Vec<i64>,
    customer: Vec<u32>,
    reason: Vec<u32>,
    actor: Vec<u32>,
    channel: Vec<u32>,
    direction: Vec<u32>,
    object: Vec<u32>,
    due: Vec<i64>,
    amount: Vec<i64>,
    started: Vec<i64>,
}

/// The events of one case in order of time: element `i` of every column is of event `i`. A column that is not
/// known is empty; a single value that is not known is [`MISSING`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Case<'a> {
    /// The number of the case.
    pub number: u32,
    /// What was done.
    pub activity: &'a [u32],
    /// By which group.
    pub group: &'a [u32],
    /// When, in milliseconds since 1970.
    pub at: &'a [i64],
    /// Whose.
    pub customer: &'a [u32],
    /// About what.
    pub reason: &'a [u32],
    /// By whom.
    pub actor: &'a [u32],
    /// On which channel.
    pub channel: &'a [u32],
    /// Which way.
    pub direction: &'a [u32],
    /// What else it is about.
    pub object: &'a [u32],
    /// Until when it falls due, or [`UNKNOWN`].
    pub due: &'a [i64],
    /// The amount in question, or [`UNKNOWN`].
    pub amount: &'a [i64],
    /// When work on it began, or [`UNKNOWN`].
    pub started: &'a [i64],
}

impl Case<'_> {
    /// When the first event was.
    #[must_use]
    pub fn began(&self) -> i64 {
        self.at.first().copied().unwrap_or_default()
    }

    /// When the last event was.
    #[must_use]
    pub fn ended(&self) -> i64 {
        self.at.last().copied().unwrap_or_default()
    }

    /// What an event says in a column of names; [`MISSING`] where it says nothing.
    #[must_use]
    pub fn name(column: &[u32], event: usize) -> u32 {
        column.get(event).copied().unwrap_or(MISSING)
    }

    /// What an event says in a column of numbers.
    #[must_use]
    pub fn value(column: &[i64], event: usize) -> Option<i64> {
        column.get(event).copied().filter(|&value| value != UNKNOWN)
    }

    /// Which way an event goes.
    #[must_use]
    pub fn way(&self, event: usize) -> Option<Direction> {
        Direction::of_code(Self::name(self.direction, event))
    }

    /// The customer of the first event that names one: some cases change theirs on the way.
    #[must_use]
    pub fn customer(&self) -> u32 {
        first(self.customer)
    }

    /// The reason of the first event that names one.
    #[must_use]
    pub fn reason(&self) -> u32 {
        first(self.reason)
    }
}

fn first(column: &[u32]) -> u32 {
    column.iter().copied().find(|&number| number != MISSING).unwrap_or(MISSING)
}

impl Cases {
    /// Sorts a log.
    #[must_use]
    pub fn of(mut log: Log) -> (Self, Vocabulary) {
        log.finish();
        let starts = starts(&log.case, log.cases.len());
        // Columns that were kept are in order already.
        let order = (!is_in_order(&log)).then(|| order(&log, &starts));
        let order = order.as_deref();
        let cases = Self {
            activity: sorted(log.activity, order),
            group: sorted(log.group, order),
            at: sorted(log.at, order),
            customer: sorted(log.customer.numbers, order),
            reason: sorted(log.reason.numbers, order),
            actor: sorted(log.actor.numbers, order),
            channel: sorted(log.channel.numbers, order),
            direction: sorted(log.direction, order),
            object: sorted(log.object.numbers, order),
            due: sorted(log.due.values, order),
            amount: sorted(log.amount.values, order),
            started: sorted(log.started.values, order),
            starts,
        };
        let vocabulary = Vocabulary {
            cases: log.cases,
            activities: log.activities,
            groups: log.groups,
            customers: log.customer.names,
            reasons: log.reason.names,
            actors: log.actor.names,
            channels: log.channel.names,
            objects: log.object.names,
        };
        (cases, vocabulary)
    }

    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> usize {
        self.at.len()
    }

    /// The case with a number.
    #[must_use]
    pub fn case(&self, number: u32) -> Case<'_> {
        let at = |place: usize| self.starts.get(place).map_or(0, |&start| start as usize);
        let place = at(number as usize)..at(number as usize + 1);
        Case {
            number,
            activity: part(&self.activity, &place),
            group: part(&self.group, &place),
            at: part(&self.at, &place),
            customer: part(&self.customer, &place),
            reason: part(&self.reason, &place),
            actor: part(&self.actor, &place),
            channel: part(&self.channel, &place),
            direction: part(&self.direction, &place),
            object: part(&self.object, &place),
            due: part(&self.due, &place),
            amount: part(&self.amount, &place),
            started: part(&self.started, &place),
        }
    }

    /// The first and the last moment of the log; nothing where it is empty.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let first = self.at.iter().chain(&self.started).filter(|&&at| at != UNKNOWN).min()?;
        Some((*first, self.at.iter().max().copied().unwrap_or(*first)))
    }

    /// The numbers of all cases in so many stretches with about as many events each; few events are not worth dividing.
    #[must_use]
    pub(crate) fn shares(&self, cores: usize) -> Vec<Range<u32>> {
        let end = u32::try_from(self.len()).unwrap_or(MISSING);
        let parts = if self.events() < WORTH_DIVIDING { 1 } else { cores.max(1) };
        let mut shares = Vec::with_capacity(parts);
        let mut next = 0;
        for part in 1..=parts {
            let until = self.events() / parts * part;
            let place = self.starts.partition_point(|&start| (start as usize) < until);
            let last = u32::try_from(place).unwrap_or(end).clamp(next, end);
            let last = if part == parts { end } else { last };
            shares.push(next..last);
            next = last;
        }
        shares
    }

    /// Every case, in the order in which they first came.
    pub fn iter(&self) -> impl Iterator<Item = Case<'_>> {
        (0..u32::try_from(self.len()).unwrap_or(MISSING)).map(|number| self.case(number))
    }
}

/// So many events are counted faster than a further core begins.
const WORTH_DIVIDING: usize = 1 << 15;

/// The part of a column that is of one case; nothing of a column that is not known.
fn part<'c, T>(column: &'c [T], place: &Range<usize>) -> &'c [T] {
    column.get(place.clone()).unwrap_or_default()
}

/// Where the events of each case begin once they are sorted; one more at the end.
fn starts(case: &[u32], cases: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; cases + 1];
    for &case in case {
        starts[case as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// By place after sorting, the place before.
fn order(log: &Log, starts: &[u32]) -> Vec<u32> {
    let mut next = starts.to_vec();
    let mut order = vec![0_u32; log.case.len()];
    for (event, &case) in (0_u32..).zip(&log.case) {
        let place = &mut next[case as usize];
        order[*place as usize] = event;
        *place += 1;
    }
    for bounds in starts.windows(2) {
        let of_case = &mut order[bounds[0] as usize..bounds[1] as usize];
        let at = |event: &u32| log.at[*event as usize];
        if !of_case.is_sorted_by_key(at) {
            of_case.sort_by_key(at);
        }
    }
    order
}

/// Whether the events of each case stand side by side and in order of time, and cases in the order of their numbers.
fn is_in_order(log: &Log) -> bool {
    let next = || log.case.iter().zip(log.case.iter().skip(1));
    let times = || log.at.iter().zip(log.at.iter().skip(1));
    next()
        .zip(times())
        .all(|((case, other), (at, later))| case < other || (case == other && at <= later))
}

/// A column in its new order, if there is one; an empty one stays so.
fn sorted<T: Copy>(column: Vec<T>, order: Option<&[u32]>) -> Vec<T> {
    match order {
        Some(order) if !column.is_empty() => {
            order.iter().map(|&from| column[from as usize]).collect()
        }
        _ => column,
    }
}
