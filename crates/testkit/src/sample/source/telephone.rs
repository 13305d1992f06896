//! The exports of the telephone systems: Asterisk's calls and queue, 3CX's calls.

use super::Form::Plain;
use super::{Shape, Spec};
use crate::sample::dates::Order::YearFirst;

/// In Asterisk's own order of columns, without a line of headers.
pub(super) const CALLS: Spec = Spec {
    name: "calls",
    system: "phone",
    stem: "customer_service/cdr",
    shape: Shape::Cdr,
    order: YearFirst,
    link: "phone",
    may_miss: &[],
    columns: &[],
};

pub(super) const QUEUE: Spec =
    Spec { name: "queue", stem: "customer_service/queue_log", shape: Shape::QueueLog, ..CALLS };

/// The columns that the sales office chose, in its order.
pub(super) const SALES_CALLS: Spec = Spec {
    name: "sales_calls",
    system: "sales_calls",
    stem: "sales/chiamate",
    shape: Shape::Csv { separator: ',', is_windows: false, has_mark: false },
    order: YearFirst,
    link: "phone",
    may_miss: &[],
    columns: &[
        ("historyid", "key", Plain),
        ("callid", "call", Plain),
        ("duration", "duration", Plain),
        ("time-start", "started", Plain),
        ("time-answered", "answered", Plain),
        ("time-end", "ended", Plain),
        ("reason-terminated", "reason", Plain),
        ("from-no", "from", Plain),
        ("to-no", "to", Plain),
        ("from-type", "from_type", Plain),
        ("final-type", "final_type", Plain),
        ("missed-queue-calls", "missed", Plain),
    ],
};
