//! Promotions that should not have been made: of a product the customer already holds, after an
//! opt-out, or more than thirty days after leaving without a new consent. Definition
//! `suspect_promotions/1`.
//!
//! Judged is every promotion whose product is known, or that is suspect whatever it offered; one
//! whose product is unknown is counted apart and is never a harm by itself. A contract holds a
//! product where it surely runs; consents and ends of a contract count against the company where
//! they surely came before the call, and for it where they may have.

use filo_model::facts::{EntryKind, State};

use super::event::{Event, What};
use super::leaving::{Standing, contracts};
use super::{Counts, Finding, FindingKind, Frame};

/// For how many days after its last contract a customer may still be called.
const DAYS_AFTER_LEAVING: i32 = 30;

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    for act in events.iter().filter(|event| frame.holds(event.at.millis)) {
        let What::Promotion { product, .. } = act.what else { continue };
        counts.there_was(FindingKind::SuspectPromotion, act.department);
        let standing = contracts(events, act, frame);
        let mut reasons = Vec::new();
        let mut shown: Vec<&Event> = Vec::new();
        if product != 0 {
            let held = standing.iter().filter(|one| one.runs && one.product == product);
            let held: Vec<&Event> = held.flat_map(|one| one.events.iter().copied()).collect();
            if !held.is_empty() {
                reasons.push("held_product");
                shown.extend(held);
            }
        }
        let consents = Consents { events, act, frame };
        if let Some(withdrawn) = consents.withdrawn() {
            reasons.push("opted_out");
            shown.push(withdrawn);
        }
        if let Some(ends) = left(&standing, &consents) {
            reasons.push("left");
            shown.extend(ends);
        }
        if product != 0 || !reasons.is_empty() {
            counts.judged(FindingKind::SuspectPromotion, act.department);
        }
        if reasons.is_empty() {
            continue;
        }
        let mut finding = Finding::new(FindingKind::SuspectPromotion, customer, act, &shown);
        finding.act = Some(EntryKind::CampaignAttempt);
        finding.reasons = reasons;
        finding.known_by(&shown);
        counts.findings.push(finding);
    }
}

/// The entries that end all contracts, where the last ended longer ago than thirty days and no
/// consent was given since.
fn left<'a>(standing: &[Standing<'a>], consents: &Consents<'a>) -> Option<Vec<&'a Event>> {
    if standing.iter().any(|one| one.may_run) {
        return None;
    }
    let last = standing.iter().filter_map(|one| one.ended).max()?;
    let on = consents.frame.day(consents.act.at.millis);
    let days = (on - last).get_days();
    if days <= DAYS_AFTER_LEAVING || consents.given_since(last) {
        return None;
    }
    Some(standing.iter().filter_map(|one| one.events.last().copied()).collect())
}

/// The consents to promotions that the customer gave and withdrew before an act.
struct Consents<'a> {
    events: &'a [Event],
    act: &'a Event,
    frame: &'a Frame,
}

impl<'a> Consents<'a> {
    fn promotional(&self) -> impl Iterator<Item = (&'a Event, State)> {
        let promotional = &self.frame.rules.promotional;
        self.events.iter().filter_map(move |event| match event.what {
            What::Consent { purpose, state } if promotional.contains(&purpose) => {
                Some((event, state))
            }
            _ => None,
        })
    }

    /// The withdrawal that surely came before the act, where none of the consents given may have
    /// come after it and before the act.
    fn withdrawn(&self) -> Option<&'a Event> {
        let zone = &self.frame.zone;
        let withdrawn = self
            .promotional()
            .filter(|(event, state)| *state == State::Withdrawn && event.before(self.act, zone))
            .map(|(event, _)| event)
            .last()?;
        let again = self.promotional().any(|(event, state)| {
            state == State::Given && !self.act.before(event, zone) && !event.before(withdrawn, zone)
        });
        (!again).then_some(withdrawn)
    }

    /// Whether a consent was given on a day or later, before the act.
    fn given_since(&self, day: jiff::civil::Date) -> bool {
        self.promotional().any(|(event, state)| {
            state == State::Given
                && !self.act.before(event, &self.frame.zone)
                && self.frame.day(event.at.millis) >= day
        })
    }
}
