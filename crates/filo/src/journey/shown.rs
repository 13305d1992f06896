//! What a journey shows, as text for a terminal.

use std::fmt::Write as _;

use filo_journey::repeat::Repeat;
use filo_journey::told::{
    Activity, Contacted, Edge, Handed, Journey, Ownership, PingPong, Resolution, Unit, Variant,
};
use filo_journey::values::Spread;

use crate::texts::Texts;

/// So many lines a list has; how many more there are is said below it.
const LISTED: usize = 12;

/// The text of a journey.
#[must_use]
pub fn shown(journey: &Journey<'_>, texts: &Texts) -> String {
    let mut out = Out { text: String::new(), texts };
    out.head(journey);
    out.activities(&journey.activities);
    out.edges("journey-edges", &journey.edges);
    out.variants(&journey.variants, journey.variants_count);
    out.rework(journey);
    if let (Some(handed), Some(back)) = (&journey.handovers, &journey.ping_pong) {
        out.handed(handed, back);
    }
    if let Some(ownership) = &journey.ownership {
        out.ownership(ownership);
    }
    if let Some(resolution) = &journey.resolution {
        out.resolution(resolution);
    }
    if let Some(repeat) = &journey.repeat_contact {
        out.repeats("journey-repeat-customer", &repeat.customer);
        out.repeats("journey-repeat-reason", &repeat.customer_and_reason);
    }
    if let Some(contacts) = &journey.contacts {
        out.contacts(contacts);
    }
    out.further(journey);
    out.text
}

pub(super) struct Out<'t> {
    pub(super) text: String,
    pub(super) texts: &'t Texts,
}

impl Out<'_> {
    pub(super) fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        let _ = writeln!(self.text, "{}", self.texts.say(key, args));
    }

    pub(super) fn count(&self, number: u64) -> String {
        self.texts.count(number)
    }

    /// A time in the unit that people would take.
    pub(super) fn lasting(&self, seconds: f64) -> String {
        let (count, unit) = Unit::of(seconds);
        let key = match unit {
            Unit::Day => "journey-days",
            Unit::Hour => "journey-hours",
            Unit::Minute => "journey-minutes",
            Unit::Second => "journey-seconds",
        };
        self.texts.say(key, &[("n", &self.texts.decimal(count))])
    }

    pub(super) fn percent(&self, share: f64) -> String {
        format!("{} %", self.texts.decimal(share * 100.0))
    }

    fn head(&mut self, journey: &Journey<'_>) {
        let day = |millis: i64| {
            let instant = jiff::Timestamp::from_millisecond(millis).unwrap_or_default();
            self.texts.date(jiff::tz::Offset::UTC.to_datetime(instant).date())
        };
        let (first, last) = (day(journey.first_ms), day(journey.last_ms));
        let (events, cases) = (self.count(journey.events), self.count(journey.cases));
        self.say(
            "journey-head",
            &[("events", &events), ("cases", &cases), ("first", &first), ("last", &last)],
        );
        self.spread("journey-cases-last", &journey.case_seconds);
        if journey.events_without_group > 0 && journey.handovers.is_some() {
            let count = self.count(journey.events_without_group);
            self.say("journey-without-group", &[("count", &count)]);
        }
    }

    pub(super) fn spread(&mut self, key: &str, spread: &Spread) {
        let count = self.count(spread.count);
        let (half, most) = (self.lasting(spread.p50), self.lasting(spread.p95));
        self.say(key, &[("count", &count), ("half", &half), ("most", &most)]);
    }

    pub(super) fn more(&mut self, all: usize) {
        if all > LISTED {
            let count = self.count((all - LISTED) as u64);
            self.say("journey-more", &[("count", &count)]);
        }
    }

    fn activities(&mut self, activities: &[Activity]) {
        self.say("journey-activities", &[]);
        for one in activities.iter().take(LISTED) {
            let (events, cases, again) =
                (self.count(one.events), self.count(one.cases), self.count(one.cases_again));
            let args = [
                ("name", one.activity.as_str()),
                ("events", &events),
                ("cases", &cases),
                ("again", &again),
            ];
            self.say("journey-activity", &args);
        }
        self.more(activities.len());
    }

    fn edges(&mut self, key: &str, edges: &[Edge]) {
        self.say(key, &[]);
        for edge in edges.iter().take(LISTED) {
            let count = self.count(edge.seconds.count);
            let (half, most) = (self.lasting(edge.seconds.p50), self.lasting(edge.seconds.p95));
            let args = [
                ("from", edge.from.as_str()),
                ("to", &edge.to),
                ("count", &count),
                ("half", &half),
                ("most", &most),
            ];
            self.say("journey-edge", &args);
        }
        self.more(edges.len());
    }

    fn variants(&mut self, variants: &[Variant<'_>], all: u64) {
        let count = self.count(all);
        self.say("journey-variants", &[("count", &count)]);
        for variant in variants.iter().take(LISTED) {
            let cases = self.count(variant.cases);
            self.say(
                "journey-variant",
                &[("cases", &cases), ("path", &variant.activities.join(" → "))],
            );
        }
        self.more(usize::try_from(all).unwrap_or(usize::MAX));
    }

    fn rework(&mut self, journey: &Journey<'_>) {
        let (cases, events) = (self.count(journey.rework.cases), self.count(journey.rework.events));
        self.say("journey-rework", &[("cases", &cases), ("events", &events)]);
        if let Some(loops) = &journey.rework.loops {
            let same = self.count(loops.self_repeats + loops.repeats);
            let other = self.count(loops.self_redos + loops.redos);
            self.say("journey-loops", &[("same", &same), ("other", &other)]);
        }
    }

    fn handed(&mut self, handed: &Handed, back: &PingPong) {
        let (count, cases) = (self.count(handed.count), self.count(handed.cases_handed));
        let of = self.count(handed.cases);
        self.say("journey-handovers", &[("count", &count), ("cases", &cases), ("of", &of)]);
        self.spread("journey-latency", &handed.latency_seconds);
        self.edges("journey-pairs", &handed.pairs);
        let (cases, times) = (self.count(back.cases), self.count(back.occurrences));
        let (indirect, longest) = (self.count(back.indirect_cases), self.count(back.longest));
        let (with, without) =
            (self.lasting(back.case_seconds_with.p50), self.lasting(back.case_seconds_without.p50));
        let args = [
            ("cases", cases.as_str()),
            ("times", &times),
            ("indirect", &indirect),
            ("longest", &longest),
            ("with", &with),
            ("without", &without),
        ];
        self.say("journey-ping-pong", &args);
    }

    fn ownership(&mut self, ownership: &Ownership) {
        self.spread("journey-taken", &ownership.taken_seconds);
        self.working(ownership.working_seconds);
        let (bounces, cases) = (self.count(ownership.bounces), self.count(ownership.bounced_cases));
        self.say("journey-bounces", &[("bounces", &bounces), ("cases", &cases)]);
    }

    fn resolution(&mut self, resolution: &Resolution) {
        let (resolved, reopened) =
            (self.count(resolution.resolved), self.count(resolution.reopened));
        self.say("journey-resolved", &[("resolved", &resolved), ("reopened", &reopened)]);
        self.spread("journey-resolved-after", &resolution.resolved_seconds);
        self.working(resolution.working_seconds);
        self.spread("journey-after", &resolution.after_seconds);
    }

    fn repeats(&mut self, key: &str, repeats: &[Repeat]) {
        if repeats.is_empty() {
            return;
        }
        self.say(key, &[]);
        for one in repeats {
            let (days, seen) = (one.days.to_string(), self.percent(one.seen));
            let chance = self.percent(one.chance_given_number);
            let excess = self.percent(one.excess_given_number);
            let resolved = self.count(one.resolved);
            let args = [
                ("days", days.as_str()),
                ("seen", &seen),
                ("chance", &chance),
                ("excess", &excess),
                ("n", &resolved),
            ];
            self.say("journey-repeat", &args);
        }
    }

    fn contacts(&mut self, contacts: &Contacted) {
        let (chases, chased) = (self.count(contacts.chases), self.count(contacts.chased_cases));
        self.say("journey-chases", &[("chases", &chases), ("cases", &chased)]);
        let (switches, switched) =
            (self.count(contacts.channel_switches), self.count(contacts.switched_cases));
        self.say("journey-switches", &[("switches", &switches), ("cases", &switched)]);
        self.spread("journey-silence", &contacts.silence_seconds);
    }
}
