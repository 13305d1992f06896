//! Procedures about offers by telephone.

use std::collections::BTreeSet;

use super::asking::is_mail_only;
use super::{Breach, Past, unasked};
use crate::sample::dates::{Day, HOLIDAYS, Stamp};
use crate::sample::source::Source;

/// Attempts to sell in thirty days.
const ATTEMPTS: usize = 3;
const MONTH: i64 = 30 * 86_400;
/// Contacts of the company's own accord in one week, and departments or agencies that make them.
const CONTACTS: usize = 4;
const ORIGINS: usize = 3;
const WEEK: i64 = 7 * 86_400;

/// The procedures that a call with an offer breaks.
pub(super) fn broken(past: Past<'_>) -> Vec<Breach> {
    let at = past.act().at;
    let mut all = Vec::new();
    let said = past.before().find(|(_, event)| {
        event.source.is_campaign()
            && matches!(event.get("outcome"), Some("GIA' CLIENTE" | "already customer"))
    });
    all.extend(said.map(|(place, _)| past.breach("TEL-04", [place])));
    if !is_in_hours(at) {
        all.push(past.breach("TEL-05", []));
    }
    all.extend(troubled(past));
    let since = |seconds: i64| move |stamp: Stamp| at.0 - stamp.0 <= seconds;
    let tried = past.before().filter(|(_, one)| one.source.is_campaign() && since(MONTH)(one.at));
    let tried: Vec<usize> = tried.map(|one| one.0).collect();
    if tried.len() >= ATTEMPTS {
        all.push(past.breach("TEL-08", tried));
    }
    let wish = past.of(Source::Preferences).find(|(_, one)| is_mail_only(one));
    all.extend(wish.map(|(place, _)| past.breach("PRE-01", [place])));
    let week: Vec<(usize, Source)> = past
        .before()
        .filter(|(_, one)| since(WEEK)(one.at))
        .filter_map(|(place, one)| Some((place, unasked(one)?)))
        .collect();
    let mut origins: BTreeSet<Source> = week.iter().map(|one| one.1).collect();
    origins.extend(unasked(past.act()));
    if week.len() >= CONTACTS || origins.len() > ORIGINS {
        all.push(past.breach("CON-01", week.iter().map(|one| one.0)));
    }
    all
}

/// A complaint is open, the customer was found right in the last thirty days, or a payment is being
/// asked for.
fn troubled(past: Past<'_>) -> Option<Breach> {
    let at = past.act().at;
    let mut shown = past.open_complaints();
    shown.extend(past.of(Source::Disputes).filter_map(|(place, one)| {
        (one.get("state") == Some("upheld") && at.0 - one.at.0 <= MONTH).then_some(place)
    }));
    shown.extend(past.before().filter_map(|(place, one)| {
        let is_ask = matches!(one.source, Source::Reminders | Source::Collections);
        let is_open = || past.open_amount(one.get("claim"), one.get("instalment")) > 0;
        (is_ask && is_open()).then_some(place)
    }));
    (!shown.is_empty()).then(|| past.breach("TEL-07", shown))
}

/// From Monday to Friday from 9 to 20, on Saturdays and the days before holidays from 10 to 19; never on
/// Sundays and holidays.
fn is_in_hours(at: Stamp) -> bool {
    let day = at.day();
    let is_holiday = |day: Day| day.weekday() == 6 || HOLIDAYS.contains(&day);
    let second = at.0.rem_euclid(86_400);
    let is_short = day.weekday() == 5 || is_holiday(day.plus(1));
    let (from, to) = if is_short { (10, 19) } else { (9, 20) };
    !is_holiday(day) && second >= from * 3600 && second <= to * 3600
}
