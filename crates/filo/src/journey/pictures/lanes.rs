//! Which department has a lane of its own in a picture, and which share one.

use filo_journey::names::{MISSING, Names};
use serde::Serialize;

filo_model::words! {
    /// What a lane holds.
    LaneKind {
        /// What the customer does.
        Customer = "customer",
        /// What one department does.
        Department = "department",
        /// What departments do that are not shown by themselves.
        Pool = "pool",
        /// What is done by nobody knows whom.
        Unknown = "unknown",
    }
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// What it holds.
    pub kind: LaneKind,
    /// The department, where it is one.
    pub name: Option<String>,
}

/// The lanes of a picture: the customer's, departments by name, those that share one, and the unknown.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    all: Vec<Lane>,
    by_group: Vec<usize>,
    has_customer: bool,
}

impl Lanes {
    /// A lane for each group that may be shown by itself, one for the others, and one for the customer where events say
    /// which way they went.
    #[must_use]
    pub fn new(groups: &Names, is_shown: impl Fn(u32) -> bool, has_customer: bool) -> Self {
        let mut shown: Vec<(&str, u32)> =
            groups.iter().zip(0..).filter(|(_, number)| is_shown(*number)).collect();
        shown.sort_unstable();
        let mut all = Vec::new();
        if has_customer {
            all.push(Lane { kind: LaneKind::Customer, name: None });
        }
        let first = all.len();
        all.extend(
            shown.iter().map(|(name, _)| Lane {
                kind: LaneKind::Department,
                name: Some((*name).to_owned()),
            }),
        );
        let pool = all.len();
        all.push(Lane { kind: LaneKind::Pool, name: None });
        all.push(Lane { kind: LaneKind::Unknown, name: None });
        let mut by_group = vec![pool; groups.len()];
        for (place, (_, number)) in shown.iter().enumerate() {
            by_group[*number as usize] = first + place;
        }
        Self { all, by_group, has_customer }
    }

    /// All lanes from the top down; not every one need hold anything.
    #[must_use]
    pub fn all(&self) -> &[Lane] {
        &self.all
    }

    /// The lane of an event by its group, or the customer's where the customer did it.
    #[must_use]
    pub fn of(&self, group: u32, by_customer: bool) -> usize {
        if self.has_customer && by_customer {
            return 0;
        }
        let unknown = self.all.len().saturating_sub(1);
        if group == MISSING {
            return unknown;
        }
        self.by_group.get(group as usize).copied().unwrap_or(unknown)
    }
}
