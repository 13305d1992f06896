//! What findings are found among, one by one: the entries of a denominator.

use super::event::Event;
use super::{Evidence, FindingKind};

/// One thing that a kind of finding is found among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Base {
    /// The kind.
    pub kind: FindingKind,
    /// The department.
    pub department: i64,
    /// The number of the customer's naming record.
    pub customer: i64,
    /// The entry that it is about, which is the first that shows a finding.
    pub entry: Evidence,
    /// When it counts, in UTC epoch milliseconds.
    pub at: i64,
    /// Whether it could be judged.
    pub is_judged: bool,
    /// How often the customer tried, for needs; 1 for the rest.
    pub times: u32,
    /// How long it lasted in working time, and whether it has ended, for handoffs.
    pub lasted: Option<(i64, bool)>,
    /// Whether a promise was kept by the date that was said first.
    pub kept_first: bool,
}

impl Base {
    pub(super) fn new(kind: FindingKind, department: i64, act: &Event) -> Self {
        Self {
            kind,
            department,
            customer: act.customer,
            entry: Evidence::from(act),
            at: act.at.millis,
            is_judged: false,
            times: 1,
            lasted: None,
            kept_first: false,
        }
    }
}
