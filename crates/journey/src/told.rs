//! What a journey comes to, with names in the place of numbers: the schema of `filo journey --json`.
//!
//! All times are in seconds. Lists are sorted by how much they hold, then by name, so that the same log gives the same text.

use serde::Serialize;

use crate::case::Vocabulary;
use crate::handover::Times;
use crate::names::Names;
use crate::pairs::Pairs;
use crate::repeat::Repeat;
use crate::role::{Role, Roles};
use crate::summary::Summary;
use crate::survival::Lasting;
use crate::values::{Spread, Values};

/// Times are kept in milliseconds and told in seconds.
const SECOND: f64 = 1000.0;

/// What a log of events shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Journey {
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
    pub variants: Vec<Variant>,
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
    /// How often, and how many seconds lay between.
    #[serde(flatten)]
    pub seconds: Spread,
}

/// A way through.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// How many cases took it.
    pub cases: u64,
    /// The activities in their order.
    pub activities: Vec<String>,
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
    /// Events whose direction nobody knows.
    pub events_without_direction: u64,
}

impl Summary {
    /// What it comes to; at most `variants` of the variants are listed. It can be told again after more was folded in.
    pub fn tell(&mut self, names: &Vocabulary, roles: &Roles, variants: usize) -> Journey {
        let has_groups = !self.handovers.per_case.is_empty();
        let edges = edges(&mut self.graph.edges, &names.activities);
        Journey {
            events: self.events.get(),
            cases: self.lasted.len() as u64,
            events_without_group: self.events_without_group.get(),
            first_ms: self.began.sorted().first().copied().unwrap_or_default(),
            last_ms: self.ended.sorted().last().copied().unwrap_or_default(),
            case_seconds: self.lasted.spread(SECOND),
            activities: self.activities(&names.activities, &edges),
            edges,
            variants: self.variants(&names.activities, variants),
            variants_count: self.graph.variants.len() as u64,
            rework: self.rework(&names.groups),
            handovers: has_groups.then(|| self.handed(&names.groups)),
            ping_pong: has_groups.then(|| self.ping_pong()),
            ownership: (has_groups && roles.has(Role::Taken)).then(|| self.ownership()),
            resolution: roles.has(Role::Resolved).then(|| self.resolution()),
            repeat_contact: self.repeat_contact(),
            contacts: (!self.contacts.silence.is_empty()).then(|| self.contacted()),
        }
    }

    fn activities(&mut self, names: &Names, edges: &[Edge]) -> Vec<Activity> {
        let whole: f64 = edges.iter().map(time).sum();
        let mut told = Vec::new();
        for (name, part) in names.iter().zip(&mut self.graph.activities) {
            if part.events.get() == 0 {
                continue;
            }
            let after: f64 = edges.iter().filter(|edge| edge.from == name).map(time).sum();
            told.push(Activity {
                activity: name.to_owned(),
                events: part.events.get(),
                cases: part.cases.get(),
                cases_again: part.cases_again.get(),
                cases_self_loop: part.cases_directly.get(),
                begins: part.begins.get(),
                ends: part.ends.get(),
                reached_seconds: part.reached.spread(SECOND),
                share_of_time: if whole > 0.0 { after / whole } else { 0.0 },
            });
        }
        told.sort_by(|one, other| {
            (other.events, &one.activity).cmp(&(one.events, &other.activity))
        });
        told
    }

    fn variants(&self, names: &Names, most: usize) -> Vec<Variant> {
        let mut order: Vec<u32> = (0..u32::try_from(names.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|&activity| names.name(activity));
        let mut rank = vec![0_u32; order.len()];
        for (place, &activity) in (0_u32..).zip(&order) {
            rank[activity as usize] = place;
        }
        let mut found: Vec<(u64, &[u32])> =
            self.graph.variants.iter().map(|(path, cases)| (cases.get(), &**path)).collect();
        // By the names, not by their numbers, which depend on the order of the log.
        found.sort_unstable_by(|one, other| {
            let ranks = |path: &'_ [u32]| -> Vec<u32> {
                path.iter().map(|&activity| rank[activity as usize]).collect()
            };
            other.0.cmp(&one.0).then_with(|| ranks(one.1).cmp(&ranks(other.1)))
        });
        let told = found.into_iter().take(most).map(|(cases, path)| Variant {
            cases,
            activities: path.iter().map(|&activity| names.name(activity).to_owned()).collect(),
        });
        told.collect()
    }

    fn rework(&self, groups: &Names) -> Rework {
        let loops = &self.loops;
        let told = LoopsTold {
            self_repeats: loops.self_repeats.get(),
            self_redos: loops.self_redos.get(),
            repeats: loops.repeats.get(),
            redos: loops.redos.get(),
            unknown: loops.unknown.get(),
            referrals: self.referrals(groups),
        };
        let any =
            told.self_repeats + told.self_redos + told.repeats + told.redos + told.unknown > 0;
        Rework {
            cases: self.graph.cases_again.get(),
            events: self.graph.events_again.get(),
            self_loops: self.graph.self_loops.get(),
            loops: any.then_some(told),
        }
    }

    fn referrals(&self, groups: &Names) -> Vec<Referral> {
        let each = self.loops.referrals.iter().filter(|(_, events)| events.get() > 0);
        let mut told: Vec<_> = each
            .map(|(&(from, to), events)| Referral {
                from: groups.name(from).to_owned(),
                to: groups.name(to).to_owned(),
                events: events.get(),
            })
            .collect();
        told.sort_by(|one, other| {
            (other.events, &one.from, &one.to).cmp(&(one.events, &other.from, &other.to))
        });
        told
    }

    fn handed(&mut self, groups: &Names) -> Handed {
        let mut all = Values::default();
        for (_, _, values) in self.handovers.pairs.each() {
            all.merge(values.clone());
        }
        Handed {
            count: all.len() as u64,
            cases: self.handovers.cases.get(),
            cases_handed: self.handovers.cases_handed.get(),
            per_case: self.handovers.per_case.spread(1.0),
            latency_seconds: all.spread(SECOND),
            pairs: edges(&mut self.handovers.pairs, groups),
        }
    }

    fn ping_pong(&mut self) -> PingPong {
        let part = &mut self.handovers;
        let (count, cases) = counted(part.ping_pong);
        let (indirect_occurrences, indirect_cases) = counted(part.indirect);
        let longest = part.alternations.sorted().last().copied().unwrap_or_default();
        PingPong {
            cases,
            occurrences: count,
            indirect_cases,
            indirect_occurrences,
            revisited_cases: part.cases_revisited.get(),
            longest: u64::try_from(longest).unwrap_or_default(),
            case_seconds_with: part.lasted_with.spread(SECOND),
            case_seconds_without: part.lasted_without.spread(SECOND),
        }
    }

    fn ownership(&mut self) -> Ownership {
        let part = &mut self.handovers;
        let (bounces, bounced_cases) = counted(part.bounces);
        Ownership {
            taken_seconds: part.time_to_own.ended.spread(SECOND),
            seconds: part.time_to_own.lasting(SECOND),
            bounces,
            bounced_cases,
        }
    }

    fn resolution(&mut self) -> Resolution {
        let part = &mut self.resolutions;
        Resolution {
            resolved: part.resolved.get(),
            reopened: part.reopened.get(),
            resolved_seconds: part.until.ended.spread(SECOND),
            seconds: part.until.lasting(SECOND),
            after_seconds: part.after.spread(SECOND),
        }
    }

    fn repeat_contact(&self) -> Option<RepeatContact> {
        let customer = self.repeats.of_customers();
        let customer_and_reason = self.repeats.of_reasons();
        (!customer.is_empty()).then_some(RepeatContact { customer, customer_and_reason })
    }

    fn contacted(&mut self) -> Contacted {
        let part = &mut self.contacts;
        let (chases, chased_cases) = counted(part.chases);
        let (channel_switches, switched_cases) = counted(part.switches);
        let (asked_again, asked_again_cases) = counted(part.asked_again);
        Contacted {
            inbound_per_case: part.inbound.spread(1.0),
            chases,
            chased_cases,
            silence_before_seconds: part.silence_before.spread(SECOND),
            channel_switches,
            switched_cases,
            asked_again,
            asked_again_cases,
            silence_seconds: part.silence.spread(SECOND),
            events_without_direction: part.unknown.get(),
        }
    }
}

fn counted(times: Times) -> (u64, u64) {
    (times.times.get(), times.cases.get())
}

/// The whole time on an edge, in seconds.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn time(edge: &Edge) -> f64 {
    edge.seconds.mean * edge.seconds.count as f64
}

fn edges(pairs: &mut Pairs, names: &Names) -> Vec<Edge> {
    let mut told: Vec<_> = pairs
        .each()
        .into_iter()
        .map(|(from, to, values)| Edge {
            from: names.name(from).to_owned(),
            to: names.name(to).to_owned(),
            seconds: values.spread(SECOND),
        })
        .collect();
    told.sort_by(|one, other| {
        (other.seconds.count, &one.from, &one.to).cmp(&(one.seconds.count, &other.from, &other.to))
    });
    told
}
