//! Findings of what was heard in words: the dynamics of a matter, and what its words say as facts of the
//! thread. All of it is suspected until a person has looked.
//!
//! The base of a dynamic is the matters that a department took part in, with a date within the period; that
//! of a flat no is the noes that it said. A no that gave way with no new fact counts once, among
//! contradictory answers.

use filo_model::digest::Digest;
use filo_model::facts::Direction;
use filo_store::Store;
use filo_store::heard::{EntryMark, Heard, HeardDynamic, HeardSign};
use rustc_hash::FxHashMap;

use super::{Base, Counts, Evidence, Finding, FindingKind, Frame};
use crate::listen::customer::MATTER;
use crate::problem::Result;

/// The dynamics of which the base is matters.
const OF_MATTERS: [FindingKind; 5] = [
    FindingKind::Tortuous,
    FindingKind::Slow,
    FindingKind::Contradictory,
    FindingKind::Bounce,
    FindingKind::Repeated,
];

/// Adds what was heard in a store within the period.
///
/// # Errors
/// Where the store refuses.
pub(crate) fn find(store: &Store, heard: &Heard, frame: &Frame, counts: &mut Counts) -> Result<()> {
    add(heard, &marks(store, heard)?, frame, counts);
    Ok(())
}

/// The entries that what was heard is about, in the order of their sequence numbers.
///
/// # Errors
/// Where the store refuses.
pub(crate) fn marks(store: &Store, heard: &Heard) -> Result<Vec<EntryMark>> {
    let mut seqs: Vec<i64> = heard.signs.iter().map(|sign| sign.place.seq).collect();
    seqs.extend(heard.dynamics.iter().flat_map(|one| one.entries.iter().copied()));
    seqs.sort_unstable();
    seqs.dedup();
    let mut marks = store.entry_marks(&seqs)?;
    marks.retain(|mark| !mark.restricted);
    Ok(marks)
}

/// Adds what was heard. `marks` are in the order of their sequence numbers.
pub(crate) fn add(heard: &Heard, marks: &[EntryMark], frame: &Frame, counts: &mut Counts) {
    let mark = |seq: i64| {
        let place = marks.binary_search_by_key(&seq, |mark| mark.seq).ok()?;
        Some(&marks[place])
    };
    for sign in &heard.signs {
        let Some(mark) = mark(sign.place.seq).filter(|mark| frame.holds(mark.at)) else { continue };
        base(sign, mark, counts);
        let Some(kind) = said(sign) else { continue };
        counts.there_was(base_of(kind, mark));
        counts.judged(kind, mark.department);
        let known = counts.findings.iter_mut().rev().take_while(|one| one.anchor == mark.id);
        let mut known = known.filter(|one| one.kind == kind);
        let reason = reason(sign);
        match known.next() {
            Some(known) => known.reasons.extend(reason),
            None => {
                let mut finding = of(kind, &[mark]);
                finding.reasons.extend(reason);
                counts.findings.push(finding);
            }
        }
    }
    let mut places: FxHashMap<(FindingKind, Digest), usize> = FxHashMap::default();
    for dynamic in &heard.dynamics {
        let Some((kind, reason)) = shown(dynamic) else { continue };
        let entries: Vec<&EntryMark> =
            dynamic.entries.iter().filter_map(|seq| mark(*seq)).collect();
        if entries.len() < dynamic.entries.len() || !frame.holds(entries[0].at) {
            continue;
        }
        // One matter may show a kind in two ways: it is one finding with both reasons.
        let place = places.entry((kind, entries[0].id)).or_insert(counts.findings.len());
        if let Some(known) = counts.findings.get_mut(*place) {
            known.reasons.extend(reason);
            continue;
        }
        let mut finding = of(kind, &entries);
        finding.times = dynamic.times.max(1);
        finding.reasons.extend(reason);
        counts.findings.push(finding);
    }
}

fn base_of(kind: FindingKind, mark: &EntryMark) -> Base {
    Base {
        kind,
        department: mark.department,
        customer: mark.customer,
        entry: Evidence { seq: mark.seq, id: mark.id },
        at: mark.at,
        is_judged: false,
        times: 1,
        lasted: None,
        kept_first: false,
    }
}

/// Counts what dynamics are found among.
fn base(sign: &HeardSign, mark: &EntryMark, counts: &mut Counts) {
    let kinds: &[FindingKind] = match sign.kind.as_str() {
        MATTER => &OF_MATTERS,
        "refusal" => &[FindingKind::FlatNo],
        _ => return,
    };
    for kind in kinds {
        counts.there_was(base_of(*kind, mark));
        counts.judged(*kind, mark.department);
    }
}

/// Whether a sign of an entry is what a finding was heard in.
#[must_use]
pub fn shows(finding: &Finding, kind: &str) -> bool {
    match finding.kind {
        FindingKind::SaidPromise => kind == "promise",
        FindingKind::SaidRefusal | FindingKind::FlatNo => kind == "refusal",
        FindingKind::SaidRepeat | FindingKind::Repeated => kind == "repeat",
        FindingKind::SaidConstraint => finding.reasons.contains(&kind),
        FindingKind::Contradictory => matches!(kind, "refusal" | "grant" | "promise" | "goodwill"),
        FindingKind::Bounce => matches!(kind, "not_my_department" | "forced_effort"),
        FindingKind::Tortuous => kind == "forced_effort",
        FindingKind::Slow | FindingKind::Chased => matches!(kind, "interim" | "chasing"),
        _ => false,
    }
}

/// The fact that a sign is, where it is one.
fn said(sign: &HeardSign) -> Option<FindingKind> {
    match sign.kind.as_str() {
        "promise" => sign.due.map(|_| FindingKind::SaidPromise),
        "refusal" => Some(FindingKind::SaidRefusal),
        "repeat" => Some(FindingKind::SaidRepeat),
        "leaving" => Some(FindingKind::SaidConstraint),
        _ => reason(sign).map(|_| FindingKind::SaidConstraint),
    }
}

/// The constraint that a sign says.
fn reason(sign: &HeardSign) -> Option<&'static str> {
    use filo_listen::constraint::Constraint;
    if sign.kind == "leaving" {
        return Some("leaving");
    }
    Constraint::from_name(&sign.kind).map(Constraint::name)
}

/// The kind of finding that a dynamic is, and its reason.
fn shown(dynamic: &HeardDynamic) -> Option<(FindingKind, Option<&'static str>)> {
    use filo_listen::kind::DynamicKind;
    Some(match DynamicKind::from_name(&dynamic.kind)? {
        DynamicKind::Tortuous => (FindingKind::Tortuous, None),
        DynamicKind::Slow => (FindingKind::Slow, None),
        DynamicKind::Contradictory => (FindingKind::Contradictory, None),
        DynamicKind::SoftenedNo => (FindingKind::Contradictory, Some("softened_no")),
        DynamicKind::FlatNo => (FindingKind::FlatNo, None),
        DynamicKind::Bounce => (FindingKind::Bounce, None),
        DynamicKind::Repeat => (FindingKind::Repeated, None),
        DynamicKind::Unanswered
        | DynamicKind::PromiseKept
        | DynamicKind::PromiseBroken
        | DynamicKind::ThanksButUnresolved
        | DynamicKind::Recovered => return None,
    })
}

/// A finding that some entries show; it is of the department that first spoke for the company.
fn of(kind: FindingKind, entries: &[&EntryMark]) -> Finding {
    let company = entries.iter().find(|mark| mark.direction != Direction::In);
    let department = company.unwrap_or(&entries[0]).department;
    Finding {
        kind,
        act: None,
        reasons: Vec::new(),
        customer: entries[0].customer,
        department,
        knew: Vec::new(),
        from: None,
        at: entries[0].at,
        waited: None,
        times: 1,
        amount: None,
        leaver: false,
        anchor: entries[0].id,
        evidence: entries.iter().map(|mark| Evidence { seq: mark.seq, id: mark.id }).collect(),
    }
}
