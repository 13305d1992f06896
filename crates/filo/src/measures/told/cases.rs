//! The entries that make a number.

use filo_disclosure::groups::Groups;
use filo_store::Store;
use filo_store::scan::EntryPlace;
use serde::Serialize;

use super::Choice;
use crate::findings::review::FindingId;
use crate::measures::{Assessed, Case, Measure, Outcome};
use crate::problem::Result;

/// An entry that was counted.
#[derive(Debug, Clone, Serialize)]
pub struct ToldCase {
    /// The entry's id.
    pub entry: String,
    /// The customer whose it is.
    pub customer: String,
    /// The department it counts for; absent for small ones.
    pub department: Option<String>,
    /// What was made of it: `numerator`, `confirmed`, `denominator`, or `not_judged`.
    pub counted: &'static str,
    /// Its kind.
    pub kind: &'static str,
    /// When it happened.
    pub at: String,
    /// Its source; empty where it is of a small department, which it would name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its file and line; empty where the source is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The finding about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<FindingId>,
}

/// The entries that a measure counted, in the order of time.
pub(super) fn of(
    store: &Store,
    assessed: &Assessed,
    measure: Measure,
    groups: &Groups,
    choice: Choice<'_>,
) -> Result<Vec<ToldCase>> {
    let name = |department: i64| {
        let shown = groups.shown(department)?;
        let found = assessed.departments.iter().find(|one| one.0 == shown)?;
        Some(found.1.as_str())
    };
    let is_wanted = |case: &&Case| {
        case.measure == measure
            && (choice.base || matches!(case.outcome, Outcome::Counted | Outcome::Confirmed))
            && choice.department.is_none_or(|only| name(case.thing.department) == Some(only))
    };
    let mut own: Vec<&Case> = assessed.counts.cases.iter().filter(is_wanted).collect();
    // One entry may stand for several: a course for all who took part.
    own.dedup_by_key(|case| (case.thing.entry.seq, case.outcome));
    let mut sequences: Vec<i64> = own.iter().map(|case| case.thing.entry.seq).collect();
    sequences.sort_unstable();
    sequences.dedup();
    let places = store.entry_places(&sequences)?;
    let numbers: Vec<i64> = own.iter().map(|case| case.thing.customer).collect();
    let customers = store.customers_named(&numbers)?;
    let told = own.iter().zip(customers).filter_map(|(case, customer)| {
        let seq = case.thing.entry.seq;
        let place = places.binary_search_by_key(&seq, |place| place.seq).ok()?;
        let place: &EntryPlace = places.get(place)?;
        let department = name(case.thing.department).map(str::to_owned);
        let is_named = department.is_some();
        let if_named = |text: String| if is_named { text } else { String::new() };
        Some(ToldCase {
            entry: place.id.to_string(),
            customer: customer.to_string(),
            counted: match case.outcome {
                Outcome::Unjudged => "not_judged",
                Outcome::Base => "denominator",
                Outcome::Counted => "numerator",
                Outcome::Confirmed => "confirmed",
            },
            kind: place.kind.name(),
            at: place.at.to_rfc3339(),
            source: if_named(place.source.to_string()),
            place: if_named(format!("{}:{}", place.file, place.line)),
            finding: case.finding.map(FindingId),
            department,
        })
    });
    Ok(told.collect())
}
