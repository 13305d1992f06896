//! What the company promised in public, beside what was done: the measure that each promise names.

use std::collections::BTreeMap;

use filo_model::figure::Figure;
use jiff::civil::Date;
use serde::Serialize;

use crate::config::PublicPromise;
use crate::measures::told::{State, ToldMeasure};
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
    /// What was done: the measure as `filo measures` tells it; absent where it cannot be measured here.
    pub figure: Option<Figure>,
    /// Where the measure rests on findings: what people confirmed, never added to the rest.
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

/// Each public promise of the configuration with its measure, where it can be measured here.
pub(crate) fn said_and_done(
    promises: &[PublicPromise],
    measures: &[ToldMeasure],
) -> Vec<SaidAndDone> {
    let each = promises.iter().map(|promise| {
        let done = measures.iter().find(|one| one.id == promise.measure);
        let done = done.filter(|one| one.state == State::Measured);
        SaidAndDone {
            text: promise.text.clone(),
            source: promise.source.clone(),
            date: promise.date,
            measure: promise.measure.clone(),
            figure: done.and_then(|one| one.figure.clone()),
            confirmed: done.and_then(|one| one.confirmed.clone()),
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
    use crate::measures::Measure;
    use crate::measures::told::{Lacks, State, ToldMeasure};

    fn promise(measure: &str) -> PublicPromise {
        let text = BTreeMap::from([("it".to_owned(), "Manteniamo le date".to_owned())]);
        let (source, date) = ("Carta".to_owned(), date(2026, 1, 1));
        PublicPromise { text, source, date, measure: measure.to_owned(), share: None }
    }

    fn measured(measure: Measure, state: State) -> ToldMeasure {
        let definition = measure.definition();
        let figure = |x| Some(Figure::new(definition.version, x, 40, 41));
        ToldMeasure {
            id: measure.name(),
            name: BTreeMap::new(),
            definition: definition.version,
            direction: definition.direction,
            rests_on: definition.rests,
            from: date(2026, 1, 1),
            to: date(2026, 3, 31),
            lag: definition.lag,
            state,
            needs_kinds: Vec::new(),
            needs_fields: Vec::new(),
            lacks: Lacks::default(),
            figure: figure(35),
            confirmed: figure(2),
            audited: None,
            spread: None,
            beside: Vec::new(),
            departments: Vec::new(),
            cases: None,
        }
    }

    #[test]
    fn a_promise_stands_beside_the_figure_of_its_measure() {
        let measures = [Measure::S1, Measure::P1b].map(|one| measured(one, State::Measured));
        let done = said_and_done(&[promise("P1b"), promise("C4")], &measures);
        let figure = done[0].figure.as_ref().expect("it can be measured");
        assert_eq!((figure.definition, figure.x, figure.n, figure.of), ("P1b/1", 35, 40, 41));
        assert_eq!(done[0].confirmed.as_ref().map(|one| one.x), Some(2));
        assert!(done[1].figure.is_none(), "C4 was not told");
    }

    #[test]
    fn what_cannot_be_measured_is_no_zero() {
        for state in [State::NotMeasurable, State::Withheld, State::NothingToJudge] {
            let done = said_and_done(&[promise("S1")], &[measured(Measure::S1, state)]);
            assert!(done[0].figure.is_none() && done[0].confirmed.is_none(), "{state:?}");
        }
    }
}
