//! What a customer has to do for a case: contacts, chasing, changes of channel, saying it again, and silence.
//!
//! These are the known drivers of effort (Dixon, Freeman and Toman 2010), each by itself: no weight is invented to make one
//! number of them. A **chase** is a contact by the customer on a case that is open and is no answer to something the customer
//! was asked; it is told **by pattern**, from the order of events alone, and a message that brings something new looks the
//! same. **Silence** is the longest time of an open case without a word to the customer.

use crate::case::Case;
use crate::frame::{Frame, turn_some};
use crate::handover::Times;
use crate::kept::kept;
use crate::log::Direction;
use crate::names::MISSING;
use crate::role::{Role, Roles};
use crate::values::{Tally, Turn, Values};

/// What is counted of contacts, which adds up. Times in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Contacts {
    /// By case with a contact by the customer: how many.
    pub inbound: Values,
    /// Chases, and cases with one.
    pub chases: Times,
    /// Before each chase: since the last word to the customer, else since the case began.
    pub silence_before: Values,
    /// Successive contacts by the customer on different channels, and cases with one.
    pub switches: Times,
    /// The same request to the customer from a second department, and cases with one.
    pub asked_again: Times,
    /// By case: the longest time without a word to the customer while it was open.
    pub silence: Values,
    /// Events whose direction is known.
    pub directed: Tally,
    /// The same in working time of the company; nothing without a calendar.
    pub silence_working: Values,
    /// By case: how long it was open.
    pub open: Values,
    /// By case: chases, changes of channel, requests made again.
    pub efforts: [Values; 3],
}

impl Contacts {
    /// Counts a case, or takes it out again. Where no direction is known only requests are counted.
    pub fn turn(&mut self, turn: Turn, case: &Case<'_>, frame: &Frame) {
        let roles = &frame.roles;
        let again = if roles.has(Role::Asked) { asked_again(case, roles) } else { 0 };
        self.asked_again.turn(turn, again);
        let directed = case.direction.iter().filter(|&&one| one != MISSING).count();
        if directed == 0 || (roles.has(Role::Tracked) && !is_contacted(case)) {
            return;
        }
        self.directed.turn(turn, directed as u64);
        let resolves = |&activity: &u32| roles.is(activity, Role::Resolved);
        // Up to this event the case is open: its first resolution, else its last event.
        let last = case.at.len() - 1;
        let open_until = case.activity.iter().position(resolves).unwrap_or(last);
        let mut told = Told { at: case.began(), is_asked: false };
        let mut walk = Walk { channel: MISSING, ..Walk::default() };
        for event in 0..=last {
            let (at, is_open) = (case.at[event], event <= open_until);
            match Direction::of_code(case.direction[event]) {
                Some(Direction::In) => {
                    walk.inbound += 1;
                    if walk.inbound > 1 && is_open && !told.is_asked {
                        walk.chases += 1;
                        self.silence_before.turn(turn, at.saturating_sub(told.at));
                    }
                    told.is_asked = false;
                    walk.switch(case.channel.get(event).copied().unwrap_or(MISSING));
                }
                Some(Direction::Out) => {
                    let (from, to) = walk.silence;
                    if is_open && at.saturating_sub(told.at) > to.saturating_sub(from) {
                        walk.silence = (told.at, at);
                    }
                    told.at = at;
                    told.is_asked |= roles.is(case.activity[event], Role::Asked);
                }
                Some(Direction::Internal) | None => {}
            }
        }
        let rest = case.at[open_until].saturating_sub(told.at);
        if rest > walk.silence.1.saturating_sub(walk.silence.0) {
            walk.silence = (told.at, case.at[open_until]);
        }
        let (from, to) = walk.silence;
        self.silence.turn(turn, to.saturating_sub(from));
        turn_some(&mut self.silence_working, turn, frame.company_worked(from, to));
        self.open.turn(turn, case.at[open_until].saturating_sub(case.began()));
        for (values, times) in self.efforts.iter_mut().zip([walk.chases, walk.switches, again]) {
            values.turn(turn, i64::from(times));
        }
        if walk.inbound > 0 {
            self.inbound.turn(turn, i64::from(walk.inbound));
        }
        self.chases.turn(turn, walk.chases);
        self.switches.turn(turn, walk.switches);
    }

    /// Takes in all of another.
    pub fn merge(&mut self, other: Self) {
        self.inbound.merge(other.inbound);
        self.chases.merge(other.chases);
        self.silence_before.merge(other.silence_before);
        self.switches.merge(other.switches);
        self.asked_again.merge(other.asked_again);
        self.silence.merge(other.silence);
        self.directed.merge(other.directed);
        self.silence_working.merge(other.silence_working);
        self.open.merge(other.open);
        for (values, more) in self.efforts.iter_mut().zip(other.efforts) {
            values.merge(more);
        }
    }
}

/// Whether the customer made contact at all.
fn is_contacted(case: &Case<'_>) -> bool {
    (0..case.at.len()).any(|event| case.way(event) == Some(Direction::In))
}

/// What the customer was last told: when, and whether an answer is awaited.
struct Told {
    at: i64,
    is_asked: bool,
}

/// What is counted on the way through a case.
#[derive(Default)]
struct Walk {
    inbound: u32,
    chases: u32,
    switches: u32,
    /// The longest silence: from when to when.
    silence: (i64, i64),
    /// The channel of the last contact that names one.
    channel: u32,
}

impl Walk {
    fn switch(&mut self, channel: u32) {
        if channel == MISSING {
            return;
        }
        self.switches += u32::from(self.channel != MISSING && self.channel != channel);
        self.channel = channel;
    }
}

/// How often the customer of a case was asked for what another department had asked for before.
fn asked_again(case: &Case<'_>, roles: &Roles) -> u32 {
    let mut asked: Vec<(u32, u32)> = Vec::new();
    let mut again = 0;
    for (&activity, &group) in case.activity.iter().zip(case.group) {
        if group == MISSING || !roles.is(activity, Role::Asked) {
            continue;
        }
        let is_of = |&(what, who): &(u32, u32)| what == activity && who != group;
        again += u32::from(asked.iter().any(is_of));
        if !asked.contains(&(activity, group)) {
            asked.push((activity, group));
        }
    }
    again
}

kept!(Contacts {
    inbound,
    chases,
    silence_before,
    switches,
    asked_again,
    silence,
    directed,
    silence_working,
    open,
    efforts,
});
