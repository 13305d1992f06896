//! What the company promised in public, beside what was done: the measure that each promise names.

use std::collections::BTreeMap;

use filo_model::figure::Figure;
use jiff::civil::Date;
use serde::Serialize;

use super::Suspected;
use crate::config::PublicPromise;
use crate::texts::Language;

/// A public promise and its measure.
#[derive(Debug, Clone, Serialize)]
pub struct SaidAndDone {
    /// The words, by language code.
    pub text: BTreeMap<String, String>,
    /// Where it was said.
    pub source: String,
    /// When.
    pub date: Date,
    /// The id of the measure in the field reference.
    pub measure: String,
    /// What was done; absent where it cannot be measured here.
    pub figure: Option<Figure>,
}

impl SaidAndDone {
    /// The words in a language, else in whichever there are.
    #[must_use]
    pub fn words(&self, language: Language) -> &str {
        let own = self.text.get(language.code());
        own.or_else(|| self.text.values().next()).map_or("", String::as_str)
    }
}

/// The finding that a measure counts, its definition, and whether the measure counts what went well
/// instead: the kept among promises, the taken over in time among handoffs.
const MEASURED: &[(&str, &str, &str, bool)] = &[
    ("F3", "unanswered", "F3/1", false),
    ("I1", "handoff_late", "I1/1", true),
    ("P1", "promise_broken", "P1/1", true),
    ("C1", "undue_claim", "C1/1", false),
    ("C2", "suspect_promotion", "C2/1", false),
];

/// Each public promise of the configuration with its measure, where there is anything to measure.
pub(super) fn said_and_done(
    promises: &[PublicPromise],
    suspected: &[Suspected],
) -> Vec<SaidAndDone> {
    let done = |promise: &PublicPromise| {
        let (_, kind, definition, is_inverse) =
            MEASURED.iter().find(|one| one.0 == promise.measure)?;
        let figure = &suspected.iter().find(|one| one.kind == *kind && !one.withheld)?.figure;
        if figure.n == 0 {
            return None;
        }
        let x = if *is_inverse { figure.n.saturating_sub(figure.x) } else { figure.x };
        Some(Figure::new(definition, x, figure.n, figure.of))
    };
    let each = promises.iter().map(|promise| SaidAndDone {
        text: promise.text.clone(),
        source: promise.source.clone(),
        date: promise.date,
        measure: promise.measure.clone(),
        figure: done(promise),
    });
    each.collect()
}
