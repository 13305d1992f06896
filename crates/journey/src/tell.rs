//! From what was counted to what is told: numbers become names, milliseconds seconds, and lists are sorted.

use rustc_hash::FxHashMap;

use crate::case::Vocabulary;
use crate::frame::Frame;
use crate::handover::Times;
use crate::names::Names;
use crate::pairs::Pairs;
use crate::role::Role;
use crate::summary::Summary;
use crate::survival::{Lasting, Survival};
use crate::told::{
    Activity, Contacted, Edge, Effort, Handed, Journey, LoopsTold, Ownership, PingPong, Referral,
    RepeatContact, Resolution, Rework, Variant,
};
use crate::values::{Spread, Tally, Values, share};

/// Times are kept in milliseconds and told in seconds.
const SECOND: f64 = 1000.0;
/// In milliseconds.
const DAY: i128 = 86_400_000;

impl Summary {
    /// What it comes to; at most `variants` of the variants are listed. It can be told again after more was folded in.
    pub fn tell<'n>(
        &mut self,
        names: &'n Vocabulary,
        frame: &Frame,
        variants: usize,
    ) -> Journey<'n> {
        let roles = &frame.roles;
        let last = self.ended.largest();
        let repeat_contact = self.repeat_contact();
        let has_contacts = !self.contacts.silence.is_empty();
        let has_groups = !self.handovers.per_case.is_empty();
        Journey {
            events: self.events.get(),
            cases: self.lasted.len() as u64,
            events_without_group: self.events_without_group.get(),
            first_ms: self.began.least(),
            last_ms: last,
            case_seconds: self.lasted.spread(SECOND),
            activities: self.activities(&names.activities),
            edges: edges(&mut self.graph.edges, None, &names.activities),
            variants: self.variants(&names.activities, variants),
            variants_count: self.graph.variants.len() as u64,
            rework: self.rework(&names.groups),
            handovers: has_groups.then(|| self.handed(&names.groups)),
            ping_pong: has_groups.then(|| self.ping_pong()),
            ownership: (has_groups && roles.has(Role::Taken)).then(|| self.ownership()),
            resolution: roles.has(Role::Resolved).then(|| self.resolution()),
            contacts: has_contacts.then(|| self.contacted()),
            case_working_seconds: spread_some(&mut self.lasted_working),
            first_contact: self.first_contacts.told(last, frame),
            waiting: self.waiting.told(SECOND, frame),
            waiting_for_people: self.resources.told(SECOND, frame),
            synchronisation: self.synchrony.told(SECOND),
            promises: self.promises.told(last),
            collisions: self.collisions.told(),
            effort: has_contacts.then(|| self.effort(repeat_contact.as_ref())),
            repeat_contact,
        }
    }

    fn activities(&mut self, names: &Names) -> Vec<Activity> {
        // By activity, the time between its events and the next ones.
        let mut after = vec![0; self.graph.activities.len()];
        for (from, _, values) in self.graph.edges.each() {
            after[from as usize] += values.sum();
        }
        let whole: i128 = after.iter().sum();
        let mut told = Vec::new();
        for ((name, part), after) in names.iter().zip(&mut self.graph.activities).zip(after) {
            if part.events.get() == 0 {
                continue;
            }
            told.push(Activity {
                activity: name.to_owned(),
                events: part.events.get(),
                cases: part.cases.get(),
                cases_again: part.cases_again.get(),
                cases_self_loop: part.cases_directly.get(),
                begins: part.begins.get(),
                ends: part.ends.get(),
                reached_seconds: part.reached.spread(SECOND),
                share_of_time: share(after, whole),
            });
        }
        told.sort_by(|one, other| {
            (other.events, &one.activity).cmp(&(one.events, &other.activity))
        });
        told
    }

    fn variants<'n>(&self, names: &'n Names, most: usize) -> Vec<Variant<'n>> {
        let mut order: Vec<u32> = (0..u32::try_from(names.len()).unwrap_or(u32::MAX)).collect();
        order.sort_unstable_by_key(|&activity| names.name(activity));
        let mut rank = vec![0_u32; order.len()];
        for (place, &activity) in (0_u32..).zip(&order) {
            rank[activity as usize] = place;
        }
        let mut found: Vec<(u64, &[u32])> =
            self.graph.variants.iter().map(|(path, cases)| (cases.get(), &**path)).collect();
        // By the names, not by their numbers, which depend on the order of the log.
        let order = |one: &(u64, &[u32]), other: &(u64, &[u32])| {
            let (left, right) = (one.1.iter(), other.1.iter());
            let by_name =
                || left.map(|&one| rank[one as usize]).cmp(right.map(|&one| rank[one as usize]));
            other.0.cmp(&one.0).then_with(by_name)
        };
        if most < found.len() {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
        let told = found.into_iter().map(|(cases, path)| Variant {
            cases,
            activities: path.iter().map(|&activity| names.name(activity)).collect(),
        });
        told.collect()
    }

    fn rework(&self, groups: &Names) -> Rework {
        let loops = &self.loops;
        let again = self.graph.events_again.get();
        let known = [loops.self_repeats, loops.self_redos, loops.repeats, loops.redos];
        let told = LoopsTold {
            self_repeats: loops.self_repeats.get(),
            self_redos: loops.self_redos.get(),
            repeats: loops.repeats.get(),
            redos: loops.redos.get(),
            unknown: again.saturating_sub(known.into_iter().map(Tally::get).sum()),
            referrals: self.referrals(groups),
        };
        Rework {
            cases: self.graph.cases_again.get(),
            events: again,
            self_loops: self.graph.self_loops.get(),
            loops: (loops.named.get() > 0).then_some(told),
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
        let spread = |pairs: &mut Pairs| {
            Values::spread_of(pairs.each().into_iter().map(|(_, _, values)| values), SECOND)
        };
        let latency = spread(&mut self.handovers.pairs);
        let working = spread(&mut self.handovers.pairs_working);
        Handed {
            count: latency.count,
            cases: self.handovers.cases.get(),
            cases_handed: self.handovers.cases_handed.get(),
            per_case: self.handovers.per_case.spread(1.0),
            latency_seconds: latency,
            latency_working_seconds: (working.count > 0).then_some(working),
            pairs: edges(
                &mut self.handovers.pairs,
                Some(&mut self.handovers.pairs_working),
                groups,
            ),
        }
    }

    fn ping_pong(&mut self) -> PingPong {
        let part = &mut self.handovers;
        let (count, cases) = counted(part.ping_pong);
        let (indirect_occurrences, indirect_cases) = counted(part.indirect);
        let longest = part.alternations.largest();
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
            working_seconds: lasting_some(&mut part.time_to_own_working),
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
            working_seconds: lasting_some(&mut part.until_working),
            after_seconds: part.after.spread(SECOND),
        }
    }

    fn repeat_contact(&self) -> Option<RepeatContact> {
        let customer = self.repeats.of_customers();
        let customer_and_reason = self.repeats.of_reasons();
        (!customer.is_empty()).then_some(RepeatContact { customer, customer_and_reason })
    }

    fn effort(&mut self, repeat_contact: Option<&RepeatContact>) -> Effort {
        let week =
            |one: &RepeatContact| one.customer.iter().find(|one| one.days == 7).map(|one| one.seen);
        let repeat_contact = repeat_contact.and_then(week);
        let [chases, switches, again] = &mut self.contacts.efforts;
        Effort {
            contacts: self.contacts.inbound.spread(1.0),
            transfers: self.handovers.per_case.spread(1.0),
            channel_switches: switches.spread(1.0),
            asked_again: again.spread(1.0),
            chases: chases.spread(1.0),
            repeat_contact,
        }
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
            chases_per_hundred_days: share(i128::from(chases) * 100 * DAY, part.open.sum()),
            silence_before_seconds: part.silence_before.spread(SECOND),
            channel_switches,
            switched_cases,
            asked_again,
            asked_again_cases,
            silence_seconds: part.silence.spread(SECOND),
            silence_working_seconds: spread_some(&mut part.silence_working),
            events_without_direction: self.events.get().saturating_sub(part.directed.get()),
        }
    }
}

fn counted(times: Times) -> (u64, u64) {
    (times.times.get(), times.cases.get())
}

/// What is told of values that only calendars give.
fn spread_some(values: &mut Values) -> Option<Spread> {
    (!values.is_empty()).then(|| values.spread(SECOND))
}

fn lasting_some(survival: &mut Survival) -> Option<Lasting> {
    let is_empty = survival.ended.is_empty() && survival.censored.is_empty();
    (!is_empty).then(|| survival.lasting(SECOND))
}

fn edges(pairs: &mut Pairs, working: Option<&mut Pairs>, names: &Names) -> Vec<Edge> {
    let mut worked: FxHashMap<(u32, u32), Spread> = FxHashMap::default();
    for (from, to, values) in working.into_iter().flat_map(Pairs::each) {
        worked.insert((from, to), values.spread(SECOND));
    }
    let mut told: Vec<_> = pairs
        .each()
        .into_iter()
        .map(|(from, to, values)| Edge {
            from: names.name(from).to_owned(),
            to: names.name(to).to_owned(),
            working_seconds: worked.get(&(from, to)).copied(),
            seconds: values.spread(SECOND),
        })
        .collect();
    told.sort_by(|one, other| {
        (other.seconds.count, &one.from, &one.to).cmp(&(one.seconds.count, &other.from, &other.to))
    });
    told
}
