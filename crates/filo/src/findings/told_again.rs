//! The same report made again while no case was open for it. Definition `told_again/1`.
//!
//! A telling is an inbound message, an answered call or a note of what the customer wants, with a
//! reason; messages of machines tell nothing. The second or a later one with the same reason within
//! sixty days of the one before is told again, where no case of that reason was open at that moment
//! and none was resolved or closed in between: then it is a new need. A case whose reason nobody
//! wrote down may be about it, and counts as if it were. Tellings less than an hour apart, or on one
//! day without times, are one. The tellings of one need are one finding; the first is the act.

use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::{CaseStep, Direction};
use rustc_hash::FxHashMap;

use super::event::{Event, Reference, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

/// How long a telling is remembered.
const REMEMBERED: i64 = 60 * DAY_MILLIS;

/// Tellings nearer than this may be one, written down twice.
const ONE_TELLING: i64 = 3_600_000;

/// The reason that an event tells, and nothing where it tells none.
fn told(event: &Event) -> Option<Reference> {
    match event.what {
        What::Contact { by_customer: true, reason, .. } | What::Written { reason } => Some(reason),
        _ => None,
    }
}

/// Whether the customer said it, and not within a case.
fn is_first_hand(event: &Event) -> bool {
    event.direction == Direction::In && event.case == 0
}

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[Event], frame: &Frame) {
    let mut cases = cases(events);
    let mut needs: FxHashMap<Reference, Need<'_>> = FxHashMap::default();
    // Cases whose reason nobody wrote down may be about any need.
    let mut unknown = Open::default();
    for event in events.iter().take_while(|event| event.at.millis <= frame.as_of) {
        match told(event) {
            Some(0) if is_first_hand(event) && frame.holds(event.at.millis) => {
                // What the customer said without a reason cannot be judged.
                counts.there_was(Base::new(FindingKind::ToldAgain, event.department, event));
            }
            Some(reason) if reason != 0 => {
                let need = needs.entry(reason).or_default();
                if let Some(ended) = need.tell(event, &unknown, frame) {
                    judge(counts, customer, &ended, frame);
                }
            }
            _ => {}
        }
        // An event that opens a case tells its need before the case is open.
        if let Some(case) = cases.get_mut(&event.case) {
            let open = match case.reason {
                0 => &mut unknown,
                reason => &mut needs.entry(reason).or_default().open,
            };
            case.step(event, open);
        }
    }
    for need in needs.into_values() {
        judge(counts, customer, &need.chain, frame);
    }
}

/// The tellings of one reason that are one report so far, and its cases.
#[derive(Default)]
struct Need<'a> {
    chain: Vec<&'a Event>,
    open: Open,
}

/// How many cases are open, and when the last one ended.
#[derive(Default)]
struct Open {
    count: u32,
    ended_at: Option<i64>,
}

impl<'a> Need<'a> {
    /// Takes a telling; gives back the report before it where this one is a new need.
    fn tell(
        &mut self,
        telling: &'a Event,
        unknown: &Open,
        frame: &Frame,
    ) -> Option<Vec<&'a Event>> {
        let Some(last) = self.chain.last() else {
            self.chain.push(telling);
            return None;
        };
        if telling.at.millis - last.latest(&frame.zone) < ONE_TELLING {
            return None;
        }
        let is_open = self.open.count + unknown.count > 0;
        let was_solved = self.open.ended_at.max(unknown.ended_at) >= Some(last.at.millis);
        let is_new = telling.at.millis - last.at.millis > REMEMBERED;
        let ended = (is_open || was_solved || is_new).then(|| std::mem::take(&mut self.chain));
        self.chain.push(telling);
        ended
    }
}

fn judge(counts: &mut Counts, customer: i64, chain: &[&Event], frame: &Frame) {
    let Some(first) = chain.first() else { return };
    // The harm is done when the customer has to tell it a second time.
    let counted = chain.get(1).unwrap_or(first);
    if !frame.holds(counted.at.millis) {
        return;
    }
    let base = Base::new(FindingKind::ToldAgain, first.department, first);
    counts.there_was(Base { at: counted.at.millis, ..base });
    counts.judged(FindingKind::ToldAgain, first.department);
    if chain.len() < 2 {
        return;
    }
    let mut finding = Finding::new(FindingKind::ToldAgain, customer, first, &chain[1..]);
    finding.at = counted.at.millis;
    finding.times = u32::try_from(chain.len()).unwrap_or(u32::MAX);
    counts.findings.push(finding);
}

/// A case as it stands while the thread is read.
#[derive(Default)]
struct Case {
    /// The reason that any of its entries tells; 0 where none does.
    reason: Reference,
    is_open: bool,
    has_ended: bool,
}

fn cases(events: &[Event]) -> FxHashMap<Reference, Case> {
    let mut cases: FxHashMap<Reference, Case> = FxHashMap::default();
    for event in events.iter().filter(|event| event.case != 0) {
        let case = cases.entry(event.case).or_default();
        if case.reason == 0 {
            case.reason = told(event).unwrap_or(0);
        }
    }
    cases
}

impl Case {
    fn step(&mut self, event: &Event, open: &mut Open) {
        let ends = matches!(event.step, Some(CaseStep::Resolved | CaseStep::Closed));
        // A word after the end, without a step, does not open it again.
        let goes_on = self.is_open || event.step.is_some() || !self.has_ended;
        let is_open = !ends && goes_on;
        match (self.is_open, is_open) {
            (false, true) => open.count += 1,
            (true, false) => open.count -= 1,
            _ => {}
        }
        self.is_open = is_open;
        if ends {
            self.has_ended = true;
            open.ended_at = open.ended_at.max(Some(event.at.millis));
        }
    }
}
