//! What the configured sources can give, and whether it is as fresh as they promise.

use std::collections::BTreeSet;

use filo_model::facts::EntryKind;

use super::vocabulary::{FactName, Need, Origin};

/// Whether a fact can be known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Yes.
    Yes,
    /// No configured source gives it.
    No,
    /// One does, but it is older than it promises to be.
    Stale,
}

/// What one source gives.
#[derive(Debug, Clone)]
pub struct SourceGives {
    /// The kind of its entries.
    pub kind: EntryKind,
    /// The facts of that kind that it gives, by their names in mappings.
    pub fields: Vec<String>,
    /// Whether it is older than it promises to be.
    pub is_stale: bool,
}

/// For each fact whether it can be known.
#[derive(Debug, Clone)]
pub struct Sources(Vec<Given>);

impl Sources {
    /// What all the sources together give. A fact is stale where any source of a kind it needs is: a
    /// payment may be in just the one that is late.
    #[must_use]
    pub fn new(sources: &[SourceGives]) -> Self {
        let of = |need: &Need| {
            let gives = sources.iter().filter(|source| {
                source.kind == need.kind
                    && (need.field.is_empty() || source.fields.iter().any(|one| one == need.field))
            });
            let mut given = Given::No;
            for source in gives {
                given = if source.is_stale || given == Given::Stale {
                    Given::Stale
                } else {
                    Given::Yes
                };
            }
            given
        };
        let given = FactName::ALL.iter().map(|fact| {
            let needs: Vec<Given> = fact.needs().iter().map(of).collect();
            if needs.contains(&Given::No) {
                Given::No
            } else if needs.contains(&Given::Stale) {
                Given::Stale
            } else {
                Given::Yes
            }
        });
        Self(given.collect())
    }

    /// As if every fact could be known: for tests of cards.
    #[must_use]
    pub fn all() -> Self {
        Self(vec![Given::Yes; FactName::ALL.len()])
    }

    /// Whether a fact can be known.
    #[must_use]
    pub fn given(&self, fact: FactName) -> Given {
        self.0.get(fact as usize).copied().unwrap_or(Given::No)
    }

    /// The facts that no source can give, of those that do not come from who asks alone.
    #[must_use]
    pub fn missing(&self) -> BTreeSet<FactName> {
        let missing = FactName::ALL
            .iter()
            .copied()
            .filter(|fact| fact.origin() != Origin::Asked && self.given(*fact) == Given::No);
        missing.collect()
    }
}
