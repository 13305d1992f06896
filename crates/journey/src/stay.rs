//! Stays: the runs of a case within one department, and what their order shows.
//!
//! A stay is a maximal run of events of one group. An event without a group belongs to no stay and ends none: the
//! policy is said with every figure, since the other two (a missing group as a group of its own, or as one that is never the same) give
//! other counts (BPIC 2013 by `org:role`: 746, 1,121 and 806 cases of ping-pong).

use rustc_hash::FxHashSet;

use crate::case::Case;
use crate::names::MISSING;

/// A run of events of one group: places of its first and its last event in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The group.
    pub group: u32,
    /// The place of its first event.
    pub first: usize,
    /// The place of its last event.
    pub last: usize,
}

/// Finds the stays of a case; what `stays` held before is forgotten.
pub fn stays(case: &Case<'_>, stays: &mut Vec<Stay>) {
    stays.clear();
    for (place, &group) in case.group.iter().enumerate() {
        if group == MISSING {
            continue;
        }
        match stays.last_mut() {
            Some(stay) if stay.group == group => stay.last = place,
            _ => stays.push(Stay { group, first: place, last: place }),
        }
    }
}

/// How a case went back and forth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Returns {
    /// Stays in the group of the stay before the last one: A-B-A.
    pub ping_pong: u32,
    /// Stays in a group that had the case earlier, with two or more stays between.
    pub indirect: u32,
    /// The most stays in a row that alternate between two groups; zero where none do.
    pub alternation: u32,
}

/// So many stays are looked through one by one.
const FEW: usize = 64;

/// The groups of the first stays of a case, and of how many.
#[derive(Default)]
struct Seen {
    groups: FxHashSet<u32>,
    noted: usize,
}

/// How the stays of a case go back and forth.
#[must_use]
pub fn returns(stays: &[Stay]) -> Returns {
    let mut found = Returns::default();
    let mut row = 2_u32;
    let mut seen = Seen::default();
    for (place, stay) in stays.iter().enumerate().skip(2) {
        if stays[place - 2].group == stay.group {
            row += 1;
            found.ping_pong += 1;
            found.alternation = found.alternation.max(row);
        } else {
            row = 2;
            found.indirect +=
                u32::from(was_before(&stays[..place - 2], stay.group, &mut seen, place));
        }
    }
    found
}

/// Whether a group had the case in one of these stays. Few are looked through, of many the groups are noted, lest
/// a case of a million stays takes their square.
fn was_before(earlier: &[Stay], group: u32, seen: &mut Seen, place: usize) -> bool {
    if place < FEW {
        return earlier.iter().any(|stay| stay.group == group);
    }
    seen.groups.extend(earlier[seen.noted..].iter().map(|stay| stay.group));
    seen.noted = earlier.len();
    seen.groups.contains(&group)
}
