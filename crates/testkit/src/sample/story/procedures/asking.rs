//! Procedures about asking for money and suspending a service.

use super::{Breach, Past, cents, day_of};
use crate::sample::dates::Day;
use crate::sample::event::Event;
use crate::sample::source::Source;

/// Friendly reminders before an agency, and days since the last notice.
const REMINDERS: usize = 2;
const NOTICE_DAYS: i32 = 15;
/// Days after leaving in which the final balance is explained before it is asked for.
const LEFT_DAYS: i32 = 60;

/// The procedures that a reminder, formal notice or transfer breaks.
pub(super) fn broken(past: Past<'_>, ends: Option<Day>) -> Vec<Breach> {
    let act = past.act();
    let mut all: Vec<Breach> = complaints(past).into_iter().collect();
    all.extend(faults(past));
    all.extend(unexplained(past, ends));
    all.extend(undelivered(past));
    all.extend(frail(past));
    if act.source == Source::Collections {
        all.extend(unannounced(past));
        if cents(act) > past.open_amount(act.get("claim"), act.get("instalment")) {
            all.push(past.breach("REC-15", rows(past)));
        }
    }
    if act.get("kind") == Some("SOLLECITO") {
        // Reminders of this export go by letter.
        let wish = past.of(Source::Preferences).find(|(_, one)| is_mail_only(one));
        all.extend(wish.map(|(place, _)| past.breach("PRE-04", [place])));
    }
    all
}

/// The procedures that a suspension, or its announcement, breaks.
pub(super) fn broken_by_suspension(past: Past<'_>) -> Vec<Breach> {
    let open = past.open_complaints();
    let mut all = Vec::new();
    if !open.is_empty() {
        all.push(past.breach("SOS-04", open));
    }
    if past.open_amount(past.act().get("claim"), None) <= 0 {
        let paid = past.before().filter(|(_, event)| {
            matches!(event.source, Source::Bank | Source::Portal | Source::Credits)
                && event.get("claim") == past.act().get("claim")
        });
        let shown: Vec<usize> = rows(past).into_iter().chain(paid.map(|one| one.0)).collect();
        all.push(past.breach("SOS-01", shown));
    }
    all
}

/// Whether the customer wants electronic mail only.
pub(super) fn is_mail_only(event: &Event) -> bool {
    event.get("what") == Some("solo per e-mail") && event.get("state") == Some("DATO")
}

/// The rows of the claim.
fn rows(past: Past<'_>) -> Vec<usize> {
    let claim = past.act().get("claim");
    past.of(Source::Invoices)
        .filter(|(_, row)| row.get("claim") == claim)
        .map(|one| one.0)
        .collect()
}

/// An open complaint that touches the amount, or of which nobody looked whether it does.
fn complaints(past: Past<'_>) -> Option<Breach> {
    let open = past.open_complaints();
    let touches = |place: &usize| {
        let reason = past.events[*place].get("reason");
        matches!(reason, Some("doppia fatturazione" | "contratto non richiesto"))
    };
    let template = if open.iter().any(touches) { "REC-04" } else { "REC-04R" };
    (!open.is_empty()).then(|| past.breach(template, open))
}

/// A promise past its day and not kept, or a dispute that the customer won and nobody credited.
fn faults(past: Past<'_>) -> Option<Breach> {
    let day = past.act().at.day();
    let promise =
        past.last_words(Source::Promises, "promise").into_iter().find(|&(first, last)| {
            let is_open = matches!(past.events[last].get("state"), Some("made" | "moved"));
            let due =
                day_of(&past.events[last], "due").or_else(|| day_of(&past.events[first], "due"));
            is_open && due.is_some_and(|due| due < day)
        });
    let unmended = past.of(Source::Disputes).find(|(_, event)| {
        let is_mended =
            past.of(Source::Credits).any(|(_, one)| one.get("claim") == event.get("claim"));
        event.get("state") == Some("upheld") && !is_mended
    });
    let shown = promise.map(|one| one.1).or(unmended.map(|one| one.0))?;
    Some(past.breach("REC-05", [shown]))
}

/// Fewer than two friendly reminders before an agency, or less than fifteen days since the last notice.
fn unannounced(past: Past<'_>) -> Option<Breach> {
    let act = past.act();
    let notices = || {
        past.of(Source::Reminders).filter(|(_, one)| {
            one.get("claim") == act.get("claim") && one.get("instalment") == act.get("instalment")
        })
    };
    let friendly = notices().filter(|(_, one)| one.get("kind") == Some("SOLLECITO")).count();
    let last = notices().map(|(_, one)| one.at.day()).max();
    let is_too_soon = last.is_some_and(|last| act.at.day().0 - last.0 < NOTICE_DAYS);
    let shown = rows(past).into_iter().chain(notices().map(|one| one.0));
    (friendly < REMINDERS || is_too_soon).then(|| past.breach("REC-06", shown))
}

/// To whoever left, or asked to, in the last sixty days nobody has explained the final balance.
fn unexplained(past: Past<'_>, ends: Option<Day>) -> Option<Breach> {
    let day = past.act().at.day();
    let is_recent = |since: Day| (0..=LEFT_DAYS).contains(&(day.0 - since.0));
    let has_left = ends.is_some_and(is_recent);
    let wish = past.before().find(|(_, event)| {
        matches!(event.source, Source::Tickets | Source::Chat)
            && event.get("reason") == Some("cancellation")
            && is_recent(event.at.day())
    });
    // Who left long ago leaves no more.
    let wish = wish.filter(|_| ends.is_none_or(|end| day <= end));
    let is_explained = past.of(Source::Tickets).any(|(_, event)| {
        event.get("kind") == Some("closing_contact") && event.get("explained") == Some("true")
    });
    if !(has_left || wish.is_some()) || is_explained {
        return None;
    }
    let ended = past.of(Source::Contracts).filter(|(_, one)| one.get("state") == Some("CESSATO"));
    let ended = ended.filter(|_| has_left).map(|one| one.0);
    Some(past.breach("REC-07", ended.chain(wish.map(|one| one.0))))
}

/// The exchange could not deliver the invoice, and nobody told the customer.
fn undelivered(past: Past<'_>) -> Option<Breach> {
    let claim = past.act().get("claim")?;
    let rows = rows(past);
    let files: Vec<&str> = rows.iter().filter_map(|&row| past.events[row].get("file")).collect();
    let receipts = |code: &'static str| {
        past.of(Source::Receipts).filter(move |(_, one)| one.get("code") == Some(code))
    };
    let of_claim =
        |one: &&(usize, &Event)| one.1.get("about_file").is_some_and(|file| files.contains(&file));
    let all: Vec<(usize, &Event)> = receipts("MC").collect();
    let receipt = all.iter().find(of_claim)?;
    let is_delivered = receipts("RC").any(|one| of_claim(&&one));
    let is_told = past.of(Source::Tickets).any(|(_, event)| {
        event.get("kind") == Some("agent_reply")
            && event.get("text").is_some_and(|text| text.contains(claim))
    });
    let shown = rows.iter().copied().chain([receipt.0]);
    (!is_delivered && !is_told).then(|| past.breach("REC-13", shown))
}

/// A department warned that the customer is frail.
fn frail(past: Past<'_>) -> Option<Breach> {
    let alert =
        past.of(Source::Alerts).find(|(_, one)| one.get("about") == Some("cliente fragile"))?;
    Some(past.breach("REC-14", [alert.0]))
}
