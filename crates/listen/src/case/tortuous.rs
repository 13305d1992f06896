//! Tortuous: how many steps the customer was made to take for what is simple.

use crate::case::line::{Line, Step, departments};
use crate::case::{Basis, Case, Found, Intent, What};
use crate::kind::{DynamicKind, SignalKind};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// From so many contacts on, documents or forms asked for, changes of channel.
const CONTACTS: u32 = 3;
const DOCUMENTS: u32 = 2;

/// Contacts, forced steps, forced changes of channel, self-service that failed.
pub(super) fn tortuous(case: &Case<'_>, line: &Line<'_>) -> Option<Found> {
    let least = match case.intent {
        Intent::Simple(least) => least,
        Intent::Unknown => 1,
        Intent::Complex => return None,
    };
    let contacts = contacts(line);
    let documents = documents(line);
    let changes = changes(line, &contacts);
    let failed = failed(line);
    let count = |steps: &[&Step<'_>]| u32::try_from(steps.len()).unwrap_or(u32::MAX);
    let forced: u32 =
        documents.iter().map(|step| step.count(SignalKind::ForcedEffort).max(1)).sum();
    let (contacted, changed) = (count(&contacts), count(&changes));
    // What one conversation shows alone is told by it.
    let is_forced = forced >= DOCUMENTS && is_over_parts(&documents);
    if contacted < CONTACTS && !is_forced && changes.is_empty() && failed.is_empty() {
        return None;
    }
    let is_recorded = case.intent != Intent::Unknown
        || !failed.is_empty()
        || changes.iter().chain(&documents).any(|step| step.event().is_some());
    let mut found =
        Found::new(DynamicKind::Tortuous, if is_recorded { Basis::Events } else { Basis::Words });
    let count_failed = count(&failed) / 2;
    found.count = contacted + forced + changed + count_failed;
    found.severity = found.count.saturating_sub(least);
    let all = [&contacts, &documents, &changes, &failed];
    let steps = || all.iter().flat_map(|steps| steps.iter().copied());
    found.spots = steps().map(|step| step.spot).collect();
    found.departments = departments(documents.iter().chain(&changes).copied());
    let signals = documents
        .iter()
        .filter_map(|step| step.shows(SignalKind::ForcedEffort).map(|signal| step.quote(signal)));
    found.quotes = signals.collect();
    Some(found)
}

fn is_over_parts(steps: &[&Step<'_>]) -> bool {
    steps.iter().any(|step| step.part().is_none() || step.part() != steps[0].part())
}

/// The first messages of each contact: the customer comes again after a day, or by another way.
fn contacts<'a>(line: &'a Line<'a>) -> Vec<&'a Step<'a>> {
    let mut out: Vec<&Step<'_>> = Vec::new();
    let mut last: Option<&Step<'_>> = None;
    for step in line.steps.iter().filter(|step| step.is_inbound()) {
        let is_new = last.is_none_or(|last| {
            step.at.saturating_sub(last.at) > DAY_MILLIS
                || (step.channel().is_some() && step.channel() != last.channel())
        });
        if is_new {
            out.push(step);
        }
        last = Some(step);
    }
    out
}

/// What asked for a step, a document, a form.
fn documents<'a>(line: &'a Line<'a>) -> Vec<&'a Step<'a>> {
    let is_one = |step: &&Step<'_>| {
        step.shows(SignalKind::ForcedEffort).is_some() || step.event() == Some(&What::DocumentAsked)
    };
    line.steps.iter().filter(is_one).collect()
}

/// What made the customer come by another way.
fn changes<'a>(line: &'a Line<'a>, contacts: &[&'a Step<'a>]) -> Vec<&'a Step<'a>> {
    let mut out: Vec<&Step<'_>> = line
        .steps
        .iter()
        .filter(|step| matches!(step.event(), Some(What::ChannelForced(_))))
        .collect();
    for pair in contacts.windows(2) {
        let (Some(from), Some(to)) = (pair[0].channel(), pair[1].channel()) else { continue };
        let asked = line.steps.iter().rfind(|step| {
            (pair[0].at..=pair[1].at).contains(&step.at)
                && step.part() == pair[0].part()
                && step.shows(SignalKind::ForcedEffort).is_some()
        });
        let is_known = |step: &&Step<'_>| (pair[0].at..=pair[1].at).contains(&step.at);
        if let Some(asked) = asked
            && from != to
            && !out.iter().any(is_known)
        {
            out.push(asked);
        }
    }
    out
}

/// Self-service that failed, each with the contact within a day after it.
fn failed<'a>(line: &'a Line<'a>) -> Vec<&'a Step<'a>> {
    let mut out = Vec::new();
    for (place, step) in line.steps.iter().enumerate() {
        if step.event() != Some(&What::SelfServiceFailed) {
            continue;
        }
        let after = line.steps[place + 1..].iter();
        let after = after.take_while(|next| {
            next.at - step.at <= DAY_MILLIS && next.event() != Some(&What::SelfServiceFailed)
        });
        let mut after = after.take_while(|next| next.event() != Some(&What::SelfServiceDone));
        if let Some(contact) = after.find(|next| next.is_inbound()) {
            out.extend([step, contact]);
        }
    }
    out
}
