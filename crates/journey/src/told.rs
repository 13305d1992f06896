//! What a journey comes to, with names in the place of numbers: the schema of `filo journey --json`.
//!
//! All times are in seconds. Lists are sorted by how much they hold, then by name, so that the same log gives the same text.

use serde::Serialize;

use crate::collision::Collided;
use crate::first::FirstContact;
use crate::promise::PromisesTold;
use crate::repeat::Repeat;
use crate::resource::Causes;
use crate::survival::Lasting;
use crate::synchrony::Synchronised;
use crate::values::Spread;
use crate::waiting::WaitingTold;

/// What a log of events shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Journey<'n> {
    /// Events that were counted.
    pub events: u64,
    /// Cases.
    pub cases: u64,
    /// Events that name no group; they belong to no stay and end none.
    pub events_without_group: u64,
    /// When the first case began and the last event was, in milliseconds since 1970.
    pub first_ms: i64,
    /// See `first_ms`.
    pub last_ms: i64,
    /// From the first event of a case to its last.
    pub case_seconds: Spread,
    /// By activity, the most frequent first.
    pub activities: Vec<Activity>,
    /// What follows what directly, the most frequent first.
    pub edges: Vec<Edge>,
    /// Which activities in which order, the most frequent first.
    pub variants: Vec<Variant<'n>>,
    /// How many different ones there are, listed or not.
    pub variants_count: u64,
    /// Activities that come again.
    pub rework: Rework,
    /// Between groups; nothing where no event names one.
    pub handovers: Option<Handed>,
    /// Back and forth between groups; nothing where no event names one.
    pub ping_pong: Option<PingPong>,
    /// Taking on what was handed over; nothing where no activity is said to take a case on.
    pub ownership: Option<Ownership>,
    /// Until it is resolved; nothing where no activity is said to resolve.
    pub resolution: Option<Resolution>,
    /// Coming back; nothing without customers or without an activity that resolves.
    pub repeat_contact: Option<RepeatContact>,
    /// What customers have to do; nothing where no event has a direction.
    pub contacts: Option<Contacted>,
    /// From the first event of a case to its last in working time of the company; nothing without a calendar.
    pub case_working_seconds: Option<Spread>,
    /// Resolved at first contact, window by window; nothing without customers, directions and an activity that resolves.
    pub first_contact: Vec<FirstContact>,
    /// What open cases wait for; nothing where nothing tells.
    pub waiting: Option<WaitingTold>,
    /// Why work waits for people; nothing where no event says when it began and who did it.
    pub waiting_for_people: Option<Causes>,
    /// Waiting for another matter; nothing where no event names a further object.
    pub synchronisation: Option<Synchronised>,
    /// Promises in both directions; nothing where no activity promises.
    pub promises: Option<PromisesTold>,
    /// Pressed while something is contested; nothing where no activity contests.
    pub collisions: Option<Collided>,
    /// What a case costs the customer, each known driver by itself; nothing where no event has a direction.
    pub effort: Option<Effort>,
}

/// The known drivers of effort (Dixon, Freeman and Toman 2010), by case: a vector, and no single weight.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effort {
    /// Contacts by the customer.
    pub contacts: Spread,
    /// Handoffs from department to department.
    pub transfers: Spread,
    /// Changes of channel.
    pub channel_switches: Spread,
    /// The same request from a second department.
    pub asked_again: Spread,
    /// Chases.
    pub chases: Spread,
    /// Share of resolved cases followed by a further one of the same customer within seven days.
    pub repeat_contact: Option<f64>,
}

/// An activity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Activity {
    /// Its name.
    pub activity: String,
    /// Its events.
    pub events: u64,
    /// Cases in which it came.
    pub cases: u64,
    /// Cases in which it came more than once.
    pub cases_again: u64,
    /// Cases in which it came directly again.
    pub cases_self_loop: u64,
    /// Cases that began with it.
    pub begins: u64,
    /// Cases that ended with it.
    pub ends: u64,
    /// From a case's first event to the first of these.
    pub reached_seconds: Spread,
    /// Of all time between the events of all cases, the share that came directly after one of these: how long cases stood in it,
    /// where an activity is a state.
    pub share_of_time: f64,
}

/// An activity directly after another, or a group after another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// From this one.
    pub from: String,
    /// To this one.
    pub to: String,
    /// The seconds in working time of the receiving department; nothing without calendars and between activities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_seconds: Option<Spread>,
    /// How often, and how many seconds lay between.
    #[serde(flatten)]
    pub seconds: Spread,
}

/// A way through.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant<'n> {
    /// How many cases took it.
    pub cases: u64,
    /// The activities in their order.
    pub activities: Vec<&'n str>,
}

/// Activities that come again in a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rework {
    /// Cases in which any activity came again.
    pub cases: u64,
    /// Events beyond the first of their activity in their case.
    pub events: u64,
    /// Events with the activity of the event before.
    pub self_loops: u64,
    /// By whom; nothing where nobody is named.
    pub loops: Option<LoopsTold>,
}

/// Events of an activity that came before in the case, by who did it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LoopsTold {
    /// Directly again, by the same person.
    pub self_repeats: u64,
    /// Directly again, by another.
    pub self_redos: u64,
    /// Again after others, by the same person.
    pub repeats: u64,
    /// Again after others, by another.
    pub redos: u64,
    /// Again, one of the two people unknown.
    pub unknown: u64,
    /// Whose work was redone by which department.
    pub referrals: Vec<Referral>,
}

/// Work of one department that another person did again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Referral {
    /// Whose it was.
    pub from: String,
    /// Who did it again.
    pub to: String,
    /// How often.
    pub events: u64,
}

/// Handovers between groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Handed {
    /// All handoffs.
    pub count: u64,
    /// Cases that name a group.
    pub cases: u64,
    /// Of these, cases with a handoff.
    pub cases_handed: u64,
    /// Handoffs per case.
    pub per_case: Spread,
    /// From the sender's last event to the receiver's first, all pairs together.
    pub latency_seconds: Spread,
    /// The same in working time of the receiver; nothing without calendars.
    pub latency_working_seconds: Option<Spread>,
    /// By pair, the most frequent first.
    pub pairs: Vec<Edge>,
}

/// Going back and forth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PingPong {
    /// Cases in which a group got back what it had just handed on (A-B-A).
    pub cases: u64,
    /// How often.
    pub occurrences: u64,
    /// Cases in which a group got it back after two or more others.
    pub indirect_cases: u64,
    /// How often.
    pub indirect_occurrences: u64,
    /// Cases in which a group had it twice, either way.
    pub revisited_cases: u64,
    /// The most stays in a row between the same two groups.
    pub longest: u64,
    /// How long cases with it lasted.
    pub case_seconds_with: Spread,
    /// How long all others lasted.
    pub case_seconds_without: Spread,
}

/// Taking on what was handed over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ownership {
    /// Stays that came by handoff and were taken on, and how long that took.
    pub taken_seconds: Spread,
    /// The same with those that were not taken on, by the time they were seen waiting (Kaplan-Meier).
    pub seconds: Lasting,
    /// The same in working time of the department; nothing without calendars.
    pub working_seconds: Option<Lasting>,
    /// Stays that were handed in and on and never taken on.
    pub bounces: u64,
    /// Cases with one.
    pub bounced_cases: u64,
}

/// Until a case is resolved.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resolution {
    /// Cases that were resolved.
    pub resolved: u64,
    /// Of these, cases in which something other than a resolution or a closing came later.
    pub reopened: u64,
    /// From the first event to the first resolution, of those that were resolved.
    pub resolved_seconds: Spread,
    /// The same with those that were not, by the time they were seen open (Kaplan-Meier).
    pub seconds: Lasting,
    /// The same in working time of the company; nothing without a calendar.
    pub working_seconds: Option<Lasting>,
    /// From the first resolution to the last event.
    pub after_seconds: Spread,
}

/// Coming back after a resolution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RepeatContact {
    /// The same customer.
    pub customer: Vec<Repeat>,
    /// The same customer about the same reason; empty where no case names one.
    pub customer_and_reason: Vec<Repeat>,
}

/// What customers have to do.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contacted {
    /// By case with a contact by the customer: how many.
    pub inbound_per_case: Spread,
    /// Contacts on an open case that answer nothing that was asked, told by the order of events.
    pub chases: u64,
    /// Cases with one.
    pub chased_cases: u64,
    /// Chases by a hundred days of open cases.
    pub chases_per_hundred_days: f64,
    /// Before a chase: since the last word to the customer.
    pub silence_before_seconds: Spread,
    /// Successive contacts on different channels.
    pub channel_switches: u64,
    /// Cases with one.
    pub switched_cases: u64,
    /// The same request from a second department.
    pub asked_again: u64,
    /// Cases with one.
    pub asked_again_cases: u64,
    /// By case: the longest time without a word to the customer while it was open.
    pub silence_seconds: Spread,
    /// The same in working time of the company; nothing without a calendar.
    pub silence_working_seconds: Option<Spread>,
    /// Events whose direction nobody knows.
    pub events_without_direction: u64,
}

filo_model::words! {
    /// The unit in which people would tell a time.
    Unit {
        /// Days of 24 hours.
        Day = "d",
        /// Hours.
        Hour = "h",
        /// Minutes.
        Minute = "min",
        /// Seconds.
        Second = "s",
    }
}

impl Unit {
    /// The largest unit of which some seconds make at least one, and how many they make.
    #[must_use]
    pub fn of(seconds: f64) -> (f64, Self) {
        let units = [(86_400.0, Self::Day), (3600.0, Self::Hour), (60.0, Self::Minute)];
        let unit = units.into_iter().find(|(length, _)| seconds >= *length);
        let (length, unit) = unit.unwrap_or((1.0, Self::Second));
        (seconds / length, unit)
    }
}
