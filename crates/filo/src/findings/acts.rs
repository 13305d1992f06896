//! Acts that the guard would have stopped, had it been asked: claims asked for although they could not
//! be, definition `undue_claims/2`, and promotions that should not have been made, definition
//! `suspect_promotions/1`.
//!
//! Every reminder, notice, transfer and promotion of the period is put to the rule cards that name a
//! finding, in hindsight: with all that had happened before it, whenever the company learnt of it. (What
//! was known at the time is what `filo replay` looks at.) What is only not decided is no finding. A claim
//! of which no document is known is not judged; nor is a promotion whose product is unknown, unless a card
//! speaks all the same.

use filo_guard::card::Undue;
use filo_guard::fact::value::{Evidence, Fact};
use filo_guard::fact::vocabulary::{FactName, FactSet};
use filo_guard::fact::{Facts, Known};
use filo_guard::guard::{Because, Guard};
use filo_guard::question::Question;
use filo_model::facts::EntryKind;

use super::event::{Event, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

pub(super) fn fold(counts: &mut Counts, customer: i64, events: &[&Event], frame: &Frame) {
    for act in events.iter().copied().filter(|event| frame.holds(event.at.millis)) {
        let (kind, asked, amount) = match act.what {
            What::Ask { act, amount, .. } => (FindingKind::UndueClaim, act, amount),
            What::Promotion { .. } => {
                (FindingKind::SuspectPromotion, EntryKind::CampaignAttempt, None)
            }
            _ => continue,
        };
        counts.there_was(Base::new(kind, act.department, act));
        let Some(question) = Question::of(act) else { continue };
        let judged = judge(&question, events, frame);
        if !judged.is_judged {
            continue;
        }
        counts.judged(kind, act.department);
        if judged.why.is_empty() {
            continue;
        }
        let mut finding = Finding::new(kind, customer, act, &[]);
        finding.shown_by(&judged.documents);
        finding.shown_by(&judged.shown);
        finding.act = Some(asked);
        finding.reasons = judged.why.iter().map(|why| why.name()).collect();
        finding.amount = amount;
        finding.known_to(judged.shown.iter().map(|one| one.department));
        counts.findings.push(finding);
    }
}

/// What the cards make of one act.
#[derive(Debug, Default)]
struct Judged {
    is_judged: bool,
    why: Vec<Undue>,
    /// The documents of the claim.
    documents: Vec<Evidence>,
    /// What shows that it was undue.
    shown: Vec<Evidence>,
}

fn judge(question: &Question, events: &[&Event], frame: &Frame) -> Judged {
    let guard = &frame.guard;
    let about_claims = question.action.is_about_claims();
    let wanted = guard.wanted(question.action).and(FactSet::NONE.with(FactName::ClaimKnown));
    let known = Known { events, restricted: false };
    let facts = Facts::of(wanted, question, known, &frame.setting);
    let documents = facts.get(FactName::ClaimKnown).map(Fact::evidence).unwrap_or_default();
    if about_claims && documents.is_empty() {
        return Judged::default();
    }
    let mut judged = Judged {
        is_judged: about_claims || question.product != 0,
        documents: if about_claims { documents.to_vec() } else { Vec::new() },
        ..Judged::default()
    };
    let mut why: Vec<(Undue, usize)> = spoken(guard, question, &facts, frame);
    why.sort_unstable();
    for (undue, place) in why {
        judged.why.push(undue);
        let looked_at = guard.cards()[place].facts();
        let shown = looked_at.iter().filter_map(|fact| facts.get(fact));
        let shown = shown.flat_map(|fact| fact.evidence().iter().copied());
        judged.shown.extend(shown.filter(|one| !judged.documents.contains(one)));
    }
    judged.is_judged |= !judged.why.is_empty();
    judged
}

/// The cards that surely apply, with the reasons that they name.
fn spoken(guard: &Guard, question: &Question, facts: &Facts, frame: &Frame) -> Vec<(Undue, usize)> {
    let judgement = guard.judge(question.action, facts, frame.day(question.at.millis));
    let sure = judgement.spoken.iter().filter(|one| one.because == Because::Holds);
    sure.filter_map(|one| Some((guard.cards().get(one.card)?.finding?, one.card))).collect()
}
