//! What several entries of a customer show together: asking again, acts that collide, late answers.

use std::collections::BTreeMap;

use super::{Found, Move, Story, Who, due, hours_later, is_in_period, period_ends, promised};
use crate::sample::dates::Stamp;
use crate::sample::event::Event;
use crate::sample::source::Source;

type Cases<'s> = BTreeMap<&'s str, Vec<Move<'s>>>;

/// Whether a person and the customer spoke, or one wrote to the customer, outside of any case.
fn is_word_outside(event: &Event) -> bool {
    event.get("case").is_none()
        && match event.source {
            Source::Calls => event.get("outcome") == Some("ANSWERED"),
            Source::SalesCalls => event.get("talked").is_some(),
            Source::Replies => event.get("automatic").is_none(),
            Source::Chat => event.get("author") == Some("agent"),
            Source::PecSent => true,
            _ => false,
        }
}

/// The reason with which the customer writes.
fn told(event: &Event) -> Option<&str> {
    let is_customer = match event.source {
        Source::Chat => event.get("author") == Some("visitor"),
        Source::Tickets => event.get("kind") == Some("customer_message"),
        _ => false,
    };
    event.get("reason").filter(|_| is_customer)
}

/// When a case was open.
fn is_open_at(entries: &[Move<'_>], at: Stamp) -> bool {
    let begun = entries.first().is_some_and(|first| first.at < at);
    let last = entries.iter().rfind(|one| one.at < at && !one.step().is_empty());
    begun && !last.is_some_and(Move::ends)
}

/// The customer asks again more than a working day after having written, with nothing to answer.
pub(super) fn chased(story: &Story<'_>, case: &str, cases: &Cases<'_>) -> Option<Found> {
    let entries = &cases[case];
    let reason = entries.iter().find_map(|one| told(one.event));
    let first = entries.first()?.place;
    // All that the customer said about it: in the case, and elsewhere with its reason.
    let is_elsewhere = |event: &Event| {
        let own = event.get("case").and_then(|own| cases.get(own));
        let open = cases.iter().filter(|(_, of)| {
            let with = of.iter().find_map(|one| told(one.event));
            with == told(event) && is_open_at(of, event.at)
        });
        let open: Vec<&str> = open.map(|(number, _)| *number).collect();
        told(event).is_some()
            && told(event) == reason
            && event.get("case") != Some(case)
            && !own.is_some_and(|own| is_open_at(own, event.at))
            && open == [case]
    };
    let mut heard: Vec<(Stamp, usize)> = Vec::new();
    for one in entries.iter().filter(|one| one.who == Who::Customer) {
        heard.push((one.at, one.place));
    }
    let events = || story.events.iter().enumerate();
    heard.extend(events().filter(|(_, one)| is_elsewhere(one)).map(|(place, one)| (one.at, place)));
    heard.sort_unstable();
    let mut act: Option<(usize, bool)> = None;
    for pair in heard.windows(2) {
        let ((before, _), (at, place)) = (pair[0], pair[1]);
        let is_asking = place != first
            && !matches!(story.events[place].get("case_step"), Some("resolved" | "closed"));
        let holder = holder(entries, at);
        if !is_asking || !is_open_at(entries, at) || at <= due(before, 1, holder) {
            continue;
        }
        let in_case = entries.iter().filter(|one| one.who == Who::Word).map(|one| one.place);
        let outside = events().filter(|(_, one)| is_word_outside(one)).map(|(place, _)| place);
        let words = in_case.chain(outside).filter(|word| {
            let said = story.events[*word].at;
            said > before && said < at
        });
        let words: Vec<usize> = words.collect();
        let is_interim = words.iter().all(|word| story.is_said(*word, "interim"));
        // What comes within four working hours of the company's last word answers it.
        let last = words.iter().map(|word| story.events[*word].at).max();
        let is_reply = last.is_some_and(|last| at <= hours_later(last, 4, holder));
        let is_heard = is_interim || story.is_said(place, "chasing");
        let in_case = story.events[place].get("case") == Some(case);
        let is_chase = words.is_empty() || (in_case && is_heard && !is_reply);
        if is_chase && is_in_period(at) {
            let in_words = !words.is_empty();
            act = match act {
                Some((first, was)) => Some((first, was && in_words)),
                None => Some((place, in_words)),
            };
        }
    }
    let (act, in_words) = act?;
    let department = holder(entries, story.events[act].at);
    let mut found = Found::new("chased", department, act, entries);
    let others = heard
        .iter()
        .map(|(_, place)| *place)
        .filter(|place| !entries.iter().any(|one| one.place == *place));
    for place in others {
        if !found.evidence.contains(&place) {
            found.evidence.push(place);
        }
    }
    Some(Found { in_words, ..found })
}

/// The department that holds a case at a moment: where it was handed to last, else where somebody moved.
fn holder(entries: &[Move<'_>], at: Stamp) -> &'static str {
    let mut holder = entries[0].department();
    let mut is_handed = false;
    for one in entries.iter().filter(|one| one.at < at) {
        if one.is("sent") && one.event.get("to").is_some() {
            (holder, is_handed) = (super::named(one.event.get("to")), true);
        } else if one.is("declined") {
            holder = super::named(one.event.get("from"));
        } else if one.who != Who::Customer
            && one.who != Who::Machine
            && !is_handed
            && one.event.get("handoff").is_none()
        {
            holder = one.department();
        }
    }
    holder
}

/// Requests that no person answered within the time that the company promises for their kind.
pub(super) fn answered_late(
    story: &Story<'_>,
    cases: &Cases<'_>,
    innocent: &mut Vec<Vec<usize>>,
) -> Vec<Found> {
    let mut requests: Vec<(Stamp, usize, Option<&str>)> = Vec::new();
    for (number, entries) in cases {
        if let Some(first) = entries.iter().find(|one| one.who == Who::Customer) {
            requests.push((first.at, first.place, Some(number)));
        }
    }
    let outside = story.events.iter().enumerate();
    let outside = outside.filter(|(_, one)| one.get("case").is_none() && told(one).is_some());
    requests.extend(outside.map(|(place, one)| (one.at, place, None)));
    requests.sort_unstable();
    let mut waiting: BTreeMap<&str, Stamp> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, place, case) in requests {
        let Some(reason) = told(&story.events[place]) else { continue };
        let Some(days) = promised(reason) else { continue };
        if waiting.get(reason).is_some_and(|until| at <= *until) {
            continue;
        }
        let own: &[Move<'_>] = case.map_or(&[], |case| &cases[case]);
        let answers = own.iter().filter(|one| {
            one.at > at && (one.who == Who::Word || (one.ends() && one.who == Who::Inside))
        });
        let outside = story.events.iter().enumerate();
        let outside = outside.filter(|(_, one)| one.at > at && is_word_outside(one));
        let outside = outside.map(|(place, one)| (one.at, place));
        let answer = answers.map(|one| (one.at, one.place)).chain(outside).min();
        let answered = answer.map(|answer| answer.0);
        waiting.insert(reason, answered.unwrap_or(Stamp(i64::MAX)));
        let until = due(at, days, "customer_service");
        if is_in_period(at) && answered.unwrap_or(period_ends()) > until {
            found.push(Found::new("answered_late", "customer_service", place, own));
        } else if let Some((_, answer)) = answer {
            innocent.push(vec![place, answer]);
        }
    }
    found
}

/// Acts while a complaint or a dispute is open, and those that only look so.
pub(super) fn collisions(
    story: &Story<'_>,
    found: &mut Vec<Found>,
    innocent: &mut Vec<Vec<usize>>,
) {
    let events = || story.events.iter().enumerate();
    for (act, one) in events().filter(|(_, one)| is_in_period(one.at)) {
        let is_offer = one.source.is_campaign();
        if !is_offer && !matches!(one.source, Source::Reminders | Source::Collections) {
            continue;
        }
        let mut evidence = vec![act];
        let mut collides = false;
        for (opened, matter) in events() {
            let field = match matter.source {
                Source::Complaints => "complaint",
                Source::Disputes => "dispute",
                _ => continue,
            };
            let is_about = is_offer
                || matter.source == Source::Complaints
                || matter.get("claim") == one.get("claim");
            let is_opened = matter.get("state") == Some("opened") && matter.at < one.at;
            if !is_about || !is_opened {
                continue;
            }
            evidence.push(opened);
            let ended = events().find(|(_, end)| {
                end.get(field) == matter.get(field)
                    && end.get("state") != Some("opened")
                    && end.at <= one.at
            });
            let consent = events().find(|(_, consent)| {
                is_offer
                    && consent.source == Source::Consents
                    && consent.get("state") == Some("DATO")
                    && consent.get("purpose") != Some("profilazione")
                    && consent.at >= matter.at
                    && consent.at <= one.at
            });
            evidence.extend(ended.or(consent).map(|(place, _)| place));
            collides |= ended.is_none() && consent.is_none();
        }
        let department = if is_offer { "marketing" } else { "administration" };
        if collides {
            let (kind, in_words) = ("collision", false);
            found.push(Found { kind, in_words, department, evidence });
        } else if evidence.len() > 1 {
            innocent.push(evidence);
        }
    }
}
