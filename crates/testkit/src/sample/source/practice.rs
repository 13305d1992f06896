//! The exports about the company's own habits: alerts, approvals, practice, the guard's log.

use super::Form::{Moment, Plain};
use super::{Shape, Spec};
use crate::sample::dates::Order::YearFirst;

pub(super) const ALERTS: Spec = Spec {
    name: "alerts",
    system: "helpdesk",
    stem: "practice/segnalazioni",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[("about", false)],
    columns: &[
        ("event", "key", Plain),
        ("ticket", "case", Plain),
        ("contact", "customer", Plain),
        ("from", "department", Plain),
        ("to", "to", Plain),
        ("about", "about", Plain),
        ("state", "state", Plain),
        ("at", "at", Moment),
    ],
};

pub(super) const APPROVALS: Spec = Spec {
    name: "approvals",
    system: "helpdesk",
    stem: "practice/autorizzazioni",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[("what", false)],
    columns: &[
        ("event", "key", Plain),
        ("ticket", "case", Plain),
        ("contact", "customer", Plain),
        ("department", "department", Plain),
        ("what", "what", Plain),
        ("amount", "amount", Plain),
        ("state", "state", Plain),
        ("changed", "changed", Plain),
        ("at", "at", Moment),
    ],
};

/// Rows about no customer: their record is the department.
pub(super) const PRACTICE: Spec = Spec {
    name: "practice",
    system: "practice",
    stem: "practice/attivita",
    shape: Shape::Csv { separator: ';', is_windows: false, has_mark: false },
    order: YearFirst,
    link: "customer",
    may_miss: &[],
    columns: &[
        ("ID", "key", Plain),
        ("Reparto", "customer", Plain),
        ("Responsabile", "department", Plain),
        ("Tipo", "kind", Plain),
        ("Numero", "number", Plain),
        ("Stato", "state", Plain),
        ("Oggetto", "what", Plain),
        ("Quanti", "count", Plain),
        ("Data", "at", Moment),
    ],
};

pub(super) const VERDICTS: Spec = Spec {
    name: "verdicts",
    system: "billing",
    stem: "practice/guardia",
    shape: Shape::Jsonl,
    order: YearFirst,
    link: "customer",
    may_miss: &[],
    columns: &[
        ("decision", "key", Plain),
        ("customer", "customer", Plain),
        ("department", "department", Plain),
        ("action", "action", Plain),
        ("answer", "answer", Plain),
        ("card", "card", Plain),
        ("at", "at", Moment),
    ],
};
