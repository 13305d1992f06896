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
    /// What was done: the suspected, or for what went well all that nothing was found against;
    /// absent where it cannot be measured here.
    pub figure: Option<Figure>,
    /// What people confirmed of the contrary; never added to the suspected.
    pub confirmed: Option<Figure>,
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
        let found = suspected.iter().find(|one| one.kind == *kind && !one.withheld)?;
        let (n, of) = (found.figure.n, found.figure.of);
        if n == 0 {
            return None;
        }
        // What is confirmed went no better for that: neither counts as well done.
        let well = n.saturating_sub(found.figure.x).saturating_sub(found.confirmed.x);
        let x = if *is_inverse { well } else { found.figure.x };
        let confirmed = Figure::new(definition, found.confirmed.x, n, of);
        Some((Figure::new(definition, x, n, of), confirmed))
    };
    let each = promises.iter().map(|promise| {
        let (figure, confirmed) = done(promise).unzip();
        SaidAndDone {
            text: promise.text.clone(),
            source: promise.source.clone(),
            date: promise.date,
            measure: promise.measure.clone(),
            figure,
            confirmed,
        }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use filo_model::figure::Figure;
    use jiff::civil::date;

    use super::said_and_done;
    use crate::config::PublicPromise;
    use crate::report::Suspected;

    fn promise(measure: &str) -> PublicPromise {
        let text = BTreeMap::from([("it".to_owned(), "Manteniamo le date".to_owned())]);
        let (source, date) = ("Carta".to_owned(), date(2026, 1, 1));
        PublicPromise { text, source, date, measure: measure.to_owned() }
    }

    fn broken(suspected: u64, confirmed: u64) -> Suspected {
        Suspected {
            kind: "promise_broken",
            withheld: false,
            missing: Vec::new(),
            figure: Figure::new("test/1", suspected, 40, 41),
            confirmed: Figure::new("test/1", confirmed, 40, 41),
            reasons: Vec::new(),
            acts: Vec::new(),
            departments: Vec::new(),
        }
    }

    #[test]
    fn what_a_person_confirmed_is_not_well_done() {
        for (suspected, confirmed) in [(5, 0), (3, 2), (0, 5)] {
            let [done] = said_and_done(&[promise("P1")], &[broken(suspected, confirmed)])
                .try_into()
                .expect("one promise");
            let figure = done.figure.expect("it can be measured");
            assert_eq!((figure.x, figure.n, figure.of), (35, 40, 41));
            assert_eq!(done.confirmed.map(|one| one.x), Some(confirmed));
        }
    }

    #[test]
    fn a_measure_that_is_not_counted_is_no_zero() {
        let done = said_and_done(&[promise("S1")], &[broken(5, 0)]);
        assert!(done[0].figure.is_none());
    }
}
