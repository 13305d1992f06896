//! What one source says of one record over time: its versions, put in the order of time.

use filo_model::choice::Field;
use filo_model::digest::Digest;
use filo_model::record::Details;

use super::value::{Value, values};

/// One version of what a source says of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The digest of the statement.
    pub digest: Digest,
    /// The generation of the mapping that read it.
    pub mapping: i64,
    /// The first stamp it came with, of its row or its export, in UTC epoch milliseconds.
    pub first: i64,
    /// The newest stamp it came with.
    pub last: i64,
    /// The date of the newest export that held it.
    pub exported: i64,
    /// Whether it is what the source says now.
    pub in_force: bool,
    /// What it says.
    pub details: Details,
}

/// What one source says of one record, in all its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The record.
    pub record: Digest,
    /// Its key in its system.
    pub key: String,
    /// The system that keeps it.
    pub system: String,
    /// The source.
    pub source: String,
    /// The department that keeps the source; nothing where the configuration lost it.
    pub department: Option<String>,
    /// Whether the source is kept by people of the company, so that they can correct it; what a
    /// customer wrote or a carrier says cannot be.
    pub keeps: bool,
    /// The stamps of the source's exports, ascending.
    pub exports: std::sync::Arc<[i64]>,
    /// The versions, in any order.
    pub versions: Vec<Version>,
}

/// A version in its time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span<'a> {
    /// When the source was first seen saying so, this time.
    pub(super) from: i64,
    pub(super) version: &'a Version,
}

impl Said {
    /// What the source says now.
    #[must_use]
    pub fn present(&self) -> Option<&Version> {
        self.versions.iter().find(|version| version.in_force)
    }

    /// The versions in the order of time, what is said now at the end. A version that came back stands
    /// twice. What an earlier mapping misread of exports that a later one read too is no version.
    pub(super) fn spans(&self) -> Vec<Span<'_>> {
        let is_misread = |one: &Version| {
            self.versions.iter().any(|other| {
                other.mapping > one.mapping && other.first <= one.last && one.first <= other.last
            })
        };
        let mut spans: Vec<Span<'_>> = self
            .versions
            .iter()
            .filter(|version| version.in_force || !is_misread(version))
            .map(|version| Span { from: version.first, version })
            .collect();
        // At one stamp the version in force comes last.
        spans.sort_by_key(|span| (span.from, span.version.in_force, span.version.digest));
        let Some(place) = spans.iter().position(|span| span.version.in_force) else { return spans };
        if place + 1 < spans.len() {
            let present = spans[place].version;
            let between = spans[place + 1..].iter().map(|span| span.version.last).max();
            spans.push(Span { from: self.returned(present, between), version: present });
        }
        spans
    }

    /// When a version came back: the first export after those that held another, or the row's own
    /// time where it has one.
    fn returned(&self, present: &Version, between: Option<i64>) -> i64 {
        let after = between.unwrap_or(present.first);
        if self.exports.binary_search(&present.last).is_err() {
            return present.last;
        }
        let next = self.exports.iter().copied().find(|&export| export > after);
        next.map_or(present.last, |next| next.min(present.last))
    }

    /// The date of the first export at or after a stamp, which may be a row's own time.
    pub(super) fn exported_from(&self, stamp: i64) -> i64 {
        let place = self.exports.partition_point(|&export| export < stamp);
        self.exports.get(place).copied().unwrap_or(stamp)
    }

    /// What the source says now of a field, and since when without a break.
    pub(super) fn now(&self, field: Field) -> Vec<(Value, i64)> {
        let spans = self.spans();
        let Some((last, earlier)) = spans.split_last() else { return Vec::new() };
        if !last.version.in_force {
            return Vec::new();
        }
        let of_present = values(field, &last.version.details);
        of_present
            .into_iter()
            .map(|value| {
                let says = |span: &&Span<'_>| {
                    values(field, &span.version.details).iter().any(|one| one.key == value.key)
                };
                let run = earlier.iter().rev().take_while(says).count();
                let from = earlier[earlier.len() - run..].first().unwrap_or(last).from;
                (value, from)
            })
            .collect()
    }
}
