//! What one case shows: that it stands still, goes round, or is handed on and back.

use super::{
    Found, Move, Story, Who, deadline, due, is_in_period, is_over_before, named, period_ends,
    promised,
};
use crate::sample::dates::Stamp;

/// From how many times its own time on a department lets a case stand still, as in filo.toml.
const TIMES: i32 = 5;

/// A time in which the company had to move and did not: since which entry, up to when, held by whom.
type Stand = (usize, Stamp, Stamp, &'static str);

/// The case stands still for five times the time of the department that holds it.
pub(super) fn stalled(entries: &[Move<'_>]) -> Option<Found> {
    if is_over_before(entries) || entries.iter().all(|one| one.step().is_empty()) {
        return None;
    }
    let reason = entries.iter().find_map(|one| {
        let is_told = one.who == Who::Customer;
        one.event.get("reason").filter(|_| is_told)
    });
    let standard = reason.and_then(promised).unwrap_or(0);
    let is_long = |stand: &&Stand| {
        let days = TIMES * deadline(stand.3).max(standard);
        let until = due(stand.1, days, stand.3);
        until < stand.2 && is_in_period(until)
    };
    let stands = stands(entries);
    let first = stands.iter().find(is_long)?;
    Some(Found::new("stalled", first.3, first.0, entries))
}

fn stands(entries: &[Move<'_>]) -> Vec<Stand> {
    let mut stands: Vec<Stand> = Vec::new();
    let mut holder = entries[0].department();
    let (mut since, mut is_over, mut is_answered, mut is_handed) = (None, false, false, false);
    for one in entries {
        let is_step = !one.step().is_empty();
        if is_over && (one.ends() || !is_step) {
            continue;
        }
        is_over = one.ends();
        let stood = |since: (usize, Stamp)| (since.0, since.1, one.at, holder);
        if one.who == Who::Machine {
            if is_over {
                stands.extend(since.take().filter(|_| !is_answered).map(stood));
            }
            continue;
        }
        if one.who == Who::Customer && !is_over {
            since.get_or_insert((one.place, one.at));
            continue;
        }
        stands.extend(since.map(stood));
        let had = since.take().is_some();
        if one.is("sent") && one.event.get("to").is_some() {
            (holder, is_handed) = (named(one.event.get("to")), true);
            since = Some((one.place, one.at));
        } else if one.is("declined") {
            holder = named(one.event.get("from"));
        } else if one.who != Who::Customer && one.event.get("handoff").is_none() && !is_handed {
            holder = one.department();
        }
        is_answered |= one.who == Who::Word;
        let goes_on = had || one.step() == "reopened" || !is_answered;
        if one.who == Who::Inside && goes_on {
            since = Some((one.place, one.at));
        }
        if is_over {
            since = None;
        }
    }
    stands.extend(since.map(|since| (since.0, since.1, period_ends(), holder)));
    stands
}

/// The case is taken in charge and waits three times, or ends three times, with no new fact.
pub(super) fn looped(entries: &[Move<'_>]) -> Option<Found> {
    let mut rounds: [Vec<&Move<'_>>; 2] = [Vec::new(), Vec::new()];
    let mut is_open = [true, true];
    for one in entries {
        if one.who == Who::Customer && one.step() != "reopened" {
            rounds = [Vec::new(), Vec::new()];
        }
        let closes = match one.step() {
            "waiting" => 0,
            "resolved" | "closed" => 1,
            "opened" | "owned" | "reopened" => {
                is_open = [true, true];
                continue;
            }
            _ => continue,
        };
        if std::mem::take(&mut is_open[closes]) {
            rounds[closes].push(one);
        }
        if let [_, _, third] = rounds[closes][..]
            && is_in_period(third.at)
        {
            return Some(Found::new("looped", third.department(), third.place, entries));
        }
    }
    None
}

/// Three changes of department, or one back, with no new fact in between.
pub(super) fn handed_back(story: &Story<'_>, entries: &[Move<'_>]) -> Option<Found> {
    let by_words = |one: &Move<'_>| {
        !(story.is_said(one.place, "chasing") || story.is_said(one.place, "repeat"))
    };
    let found = handed(entries, |one| one.step() != "reopened");
    found.or_else(|| {
        let found = handed(entries, by_words)?;
        Some(Found { in_words: true, ..found })
    })
}

fn handed(entries: &[Move<'_>], is_new: impl Fn(&Move<'_>) -> bool) -> Option<Found> {
    let mut way: Vec<&'static str> = Vec::new();
    for one in entries {
        if one.who == Who::Customer && is_new(one) {
            way.clear();
        }
        let number = one.event.get("handoff");
        let is_declined = entries
            .iter()
            .any(|other| other.is("declined") && other.event.get("handoff") == number);
        let Some(to) = one.event.get("to").filter(|_| one.is("sent") && !is_declined) else {
            continue;
        };
        let (from, to) = (named(one.event.get("from")), named(Some(to)));
        if way.is_empty() {
            way.push(from);
        }
        if way.last() == Some(&to) {
            continue;
        }
        if (way.len() >= 3 || way.contains(&to)) && is_in_period(one.at) {
            return Some(Found::new("handed_back", way[way.len() - 1], one.place, entries));
        }
        way.push(to);
    }
    None
}
