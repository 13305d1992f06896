//! Money asked for, offers and closings while the customer's complaint or dispute is open. Definition
//! `collisions/1` (journey.md 7.16).
//!
//! A reminder, a formal notice or a transfer to collection collides with a dispute about the same claim,
//! or about all claims, and with a complaint, which names no claim and stands against all; an offer with
//! any of them; the end of a case with one that belongs to that case. The matter was surely opened before
//! the act, and surely not over by then. An offer that the customer asked for collides with nothing: one
//! made in a case in which the customer wrote, or after a consent given since the matter was opened.
//!
//! A claim under dispute is also undue: then two kinds of finding tell of one act, each in its own way,
//! and their figures are not to be added up.

use filo_model::facts::{EntryKind, State};

use super::course::{Side, ends, side};
use super::event::{Event, Reference, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

const KIND: FindingKind = FindingKind::Collision;

/// A complaint or a dispute.
struct Matter<'a> {
    number: Reference,
    is_dispute: bool,
    claim: Reference,
    opened: &'a Event,
    ended: Option<&'a Event>,
}

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[&Event], frame: &Frame) {
    let matters = matters(events);
    for act in events.iter().copied().filter(|event| frame.holds(event.at.millis)) {
        let (asked, amount) = match act.what {
            What::Ask { act, amount, .. } => (act, amount),
            What::Promotion { .. } => (EntryKind::CampaignAttempt, None),
            _ if is_closing(act, &matters) => (EntryKind::ClosingContact, None),
            _ => continue,
        };
        counts.there_was(Base::new(KIND, act.department, act));
        counts.judged(KIND, act.department);
        let open: Vec<&Matter<'_>> =
            matters.iter().filter(|matter| matter.collides(act, events, frame)).collect();
        if open.is_empty() {
            continue;
        }
        let opened: Vec<&Event> = open.iter().map(|matter| matter.opened).collect();
        let mut finding = Finding::new(KIND, customer, act, &opened);
        finding.known_by(&opened);
        finding.act = Some(asked);
        finding.amount = amount;
        if open.iter().any(|matter| !matter.is_dispute) {
            finding.reasons.push("complaint_open");
        }
        if open.iter().any(|matter| matter.is_dispute) {
            finding.reasons.push("dispute_open");
        }
        counts.findings.push(finding);
    }
}

/// The complaints and disputes of a customer, in their order.
fn matters<'a>(events: &[&'a Event]) -> Vec<Matter<'a>> {
    let mut matters: Vec<Matter<'a>> = Vec::new();
    for event in events.iter().copied() {
        let (number, is_dispute, claim, state) = match event.what {
            What::Complaint { complaint, state } => (complaint, false, 0, state),
            What::Dispute { dispute, claim, state, .. } => (dispute, true, claim, state),
            _ => continue,
        };
        let is_same = |one: &&mut Matter<'_>| {
            let is_named = one.is_dispute == is_dispute && one.number == number;
            // Without a number, what ends is the one about the same claim that is open.
            is_named && (number != 0 || (one.claim == claim && one.ended.is_none()))
        };
        let known = matters.iter_mut().rev().find(is_same);
        match (known, state) {
            (Some(known), State::Opened) if number != 0 => known.ended = None,
            (_, State::Opened) => {
                let ended = None;
                matters.push(Matter { number, is_dispute, claim, opened: event, ended });
            }
            (Some(known), _) => {
                known.ended.get_or_insert(event);
            }
            (None, _) => {}
        }
    }
    matters
}

/// Whether an entry ends a case that a complaint or dispute belongs to.
fn is_closing(event: &Event, matters: &[Matter<'_>]) -> bool {
    let is_of = |matter: &Matter<'_>| matter.opened.case == event.case;
    event.case != 0 && ends(event) && side(event) != Side::Customer && matters.iter().any(is_of)
}

impl Matter<'_> {
    fn collides(&self, act: &Event, events: &[&Event], frame: &Frame) -> bool {
        let is_about = match act.what {
            What::Ask { claim, .. } => {
                !self.is_dispute || self.claim == 0 || (claim != 0 && claim == self.claim)
            }
            What::Promotion { .. } => !self.was_asked(act, events, frame),
            _ => self.opened.case == act.case,
        };
        is_about
            && self.opened.before(act, &frame.zone)
            && self.ended.is_none_or(|ended| act.before(ended, &frame.zone))
    }

    /// Whether the customer asked for an offer, or consented to it, since the matter was opened.
    fn was_asked(&self, act: &Event, events: &[&Event], frame: &Frame) -> bool {
        let zone = &frame.zone;
        events.iter().copied().filter(|event| !act.before(event, zone)).any(|event| {
            match event.what {
                What::Consent { purpose, state: State::Given, .. } => {
                    let is_promotional = purpose == 0 || frame.rules.promotional.contains(&purpose);
                    is_promotional && !event.before(self.opened, zone)
                }
                _ => act.case != 0 && event.case == act.case && side(event) == Side::Customer,
            }
        })
    }
}
