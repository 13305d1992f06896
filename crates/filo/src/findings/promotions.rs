//! Promotions that should not have been made: of a product the customer already holds, after an
//! opt-out, or more than thirty days after leaving without a new consent. Definition
//! `suspect_promotions/1`.
//!
//! Judged is every promotion whose product is known, or that is suspect whatever it offered; one
//! whose product is unknown is counted apart and is never a harm by itself. A contract holds a
//! product where it surely runs; consents and ends of a contract count against the company where
//! they surely came before the call, and for it where they may have.

use filo_guard::consents::Consents;
use filo_guard::contracts::{Standing, standing};
use filo_model::facts::EntryKind;

use super::event::{Event, What};
use super::{Counts, Finding, FindingKind, Frame};

/// For how many days after its last contract a customer may still be called.
const DAYS_AFTER_LEAVING: i32 = 30;

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[&Event], frame: &Frame) {
    for act in events.iter().copied().filter(|event| frame.holds(event.at.millis)) {
        let What::Promotion { product, .. } = act.what else { continue };
        counts.there_was(FindingKind::SuspectPromotion, act.department);
        let standing = standing(events, act, &frame.zone);
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
        let purposes = &frame.rules.promotional;
        let consents = Consents { events, act, zone: &frame.zone, purposes };
        if let Some(withdrawn) = consents.withdrawn() {
            reasons.push("opted_out");
            shown.push(withdrawn);
        }
        if let Some(ends) = left(&standing, &consents, frame) {
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
fn left<'a>(
    standing: &[Standing<'a>],
    consents: &Consents<'_, 'a>,
    frame: &Frame,
) -> Option<Vec<&'a Event>> {
    if standing.iter().any(|one| one.may_run) {
        return None;
    }
    let last = standing.iter().filter_map(|one| one.ended).max()?;
    let on = frame.day(consents.act.at.millis);
    let days = (on - last).get_days();
    if days <= DAYS_AFTER_LEAVING || consents.given_since(last) {
        return None;
    }
    Some(standing.iter().filter_map(|one| one.events.last().copied()).collect())
}
