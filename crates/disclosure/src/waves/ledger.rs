//! The register of what was published of the waves: answers each question, and remembers.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::count::{in_steps, together};
use super::unit::{By, Unit, check, units};
use super::{Count, Definition, Participation, Question, Refusal, Wave, WaveError};
use crate::Threshold;

/// A register of what was published of a company's waves.
///
/// ```
/// use std::collections::BTreeMap;
/// use filo_disclosure::Threshold;
/// use filo_disclosure::waves::{Definition, Department, Refusal, Wave, WaveLedger};
///
/// let department = |name: &str, invited, respondents| Department {
///     name: name.to_owned(),
///     invited,
///     respondents,
///     valid: BTreeMap::from([("cura/1".to_owned(), vec![respondents])]),
///     ..Department::default()
/// };
/// let mut ledger = WaveLedger::new(Threshold::LEAST);
/// ledger.enter(Wave {
///     name: "spring".to_owned(),
///     is_open: false,
///     departments: vec![department("sales", 30, 22), department("legal", 6, 4)],
/// })?;
/// let score =
///     Definition { family: "cura/1".to_owned(), name: "score".to_owned(), base: 0, is_detail: false };
/// assert!(ledger.publish(&ledger.company("spring", &score)).is_ok());
/// // With the company's figure, that of sales would tell the four of legal.
/// let sales = ledger.question("spring", &score, &["sales"]);
/// assert_eq!(ledger.publish(&sales), Err(Refusal::Difference));
/// # Ok::<(), filo_disclosure::waves::WaveError>(())
/// ```
#[derive(Debug, Clone)]
pub struct WaveLedger {
    pub(super) threshold: Threshold,
    pub(super) known_absent: u32,
    pub(super) waves: Vec<Wave>,
    /// The units of each wave.
    units: Vec<BTreeMap<String, Unit>>,
    pub(super) published: BTreeSet<Question>,
    /// What was published because the same was of the same people, in the wave before.
    pub(super) again: BTreeSet<Question>,
    books: BTreeMap<(usize, String), Book>,
}

impl WaveLedger {
    /// A register without waves.
    #[must_use]
    pub fn new(threshold: Threshold) -> Self {
        Self {
            threshold,
            known_absent: 0,
            waves: Vec::new(),
            units: Vec::new(),
            published: BTreeSet::new(),
            again: BTreeSet::new(),
            books: BTreeMap::new(),
        }
    }

    /// A register without waves for a company where people may know of so many in a department that
    /// they did not answer: all but these counts as all, in what is held against an earlier wave.
    #[must_use]
    pub fn with_known_absent(threshold: Threshold, people: u32) -> Self {
        Self { known_absent: people, ..Self::new(threshold) }
    }

    /// Enters a wave, after those entered before, or the new numbers of one that was open.
    ///
    /// Entering a closed wave again with the same content changes nothing.
    ///
    /// # Errors
    /// Says what does not fit; the ledger is then as it was.
    pub fn enter(&mut self, wave: Wave) -> Result<(), WaveError> {
        let place = self.place(&wave.name).unwrap_or(self.waves.len());
        if let Some(known) = self.waves.get(place)
            && !known.is_open
        {
            let same = *known == wave;
            return if same { Ok(()) } else { Err(WaveError::Closed(wave.name)) };
        }
        if let Some(open) = self.waves[..place].iter().find(|one| one.is_open) {
            return Err(WaveError::Open(wave.name, open.name.clone()));
        }
        check(&wave)?;
        self.units.truncate(place);
        self.units.push(units(&wave, self.threshold, By::Respondents));
        self.waves.truncate(place);
        self.waves.push(wave);
        Ok(())
    }

    fn place(&self, wave: &str) -> Option<usize> {
        self.waves.iter().position(|one| one.name == wave)
    }

    /// The departments of a wave as they are shown: those that count with their parent are in it.
    /// Nothing for an unknown wave and for one that is open.
    #[must_use]
    pub fn departments(&self, wave: &str) -> Vec<&str> {
        let place = self.place(wave).filter(|&place| !self.waves[place].is_open);
        place.map_or_else(Vec::new, |place| self.units[place].keys().map(String::as_str).collect())
    }

    /// The department under which a department is shown: itself, or its parent.
    pub(crate) fn shown_with(&self, wave: &str, department: &str) -> Option<&str> {
        let units = &self.units[self.place(wave)?];
        let mut holds = units.iter().filter(|(_, unit)| unit.departments.contains(department));
        holds.next().map(|(name, _)| name.as_str())
    }

    /// The respondents of a closed wave by department as it is shown.
    pub(crate) fn respondents(&self, wave: &str) -> Result<BTreeMap<&str, u32>, Refusal> {
        let place = self.place(wave).ok_or(Refusal::UnknownWave)?;
        if self.waves[place].is_open {
            return Err(Refusal::Open);
        }
        let units = self.units[place].iter();
        Ok(units.map(|(name, unit)| (name.as_str(), unit.respondents)).collect())
    }

    /// The departments of a wave that others may rate, and whether each has enough people for that.
    pub(crate) fn rated(&self, wave: &str) -> Vec<(String, bool)> {
        let departments = self.place(wave).map(|place| self.waves[place].departments.iter());
        let is_large = |invited| self.threshold.allows(invited);
        let rated = departments.into_iter().flatten();
        rated.map(|one| (one.name.clone(), is_large(one.invited))).collect()
    }

    /// A question about departments together.
    #[must_use]
    pub fn question(&self, wave: &str, definition: &Definition, departments: &[&str]) -> Question {
        Question {
            wave: wave.to_owned(),
            definition: definition.clone(),
            departments: departments.iter().map(ToString::to_string).collect(),
        }
    }

    /// The question about all departments of a wave together.
    #[must_use]
    pub fn company(&self, wave: &str, definition: &Definition) -> Question {
        self.question(wave, definition, &self.departments(wave))
    }

    /// How many took part in a wave; nothing for an unknown one.
    #[must_use]
    pub fn participation(&self, wave: &str) -> Option<Participation> {
        self.place(wave).map(|place| Participation::of(&self.waves[place], self.threshold))
    }

    /// Whether a figure was published.
    #[must_use]
    pub fn is_published(&self, question: &Question) -> bool {
        self.published.contains(question) || self.again.contains(question)
    }

    /// Enters a figure, unless it must not be published. Asking again for what was published is
    /// allowed. Gives the number of respondents that may stand beside it.
    ///
    /// # Errors
    /// Says why the figure must not be published; the ledger is then as it was.
    pub fn publish(&mut self, question: &Question) -> Result<Count, Refusal> {
        let place = self.place(&question.wave).ok_or(Refusal::UnknownWave)?;
        if self.waves[place].is_open {
            return Err(Refusal::Open);
        }
        let places = self.places(place, question)?;
        if self.is_published(question) {
            return Ok(self.count(place, question));
        }
        let rules = (self.threshold, self.known_absent);
        let family = &question.definition.family;
        let (waves, units) = (&self.waves, &self.units[place]);
        let book = self
            .books
            .entry((place, family.clone()))
            .or_insert_with(|| Book::new(waves, place, units, family, rules));
        if question.definition.base >= book.bases() {
            return Err(Refusal::UnknownDefinition);
        }
        match book.publish(&question.definition, &places, self.threshold) {
            Ok(()) => self.published.insert(question.clone()),
            Err(Refusal::SamePeople) if self.is_again(place, question) => {
                self.again.insert(question.clone())
            }
            Err(refusal) => return Err(refusal),
        };
        Ok(self.count(place, question))
    }

    /// Enters figures: of earlier waves first, those about the most people first, scores before
    /// details, so that the order they are given in does not matter. Says for each, in the order
    /// given, whether it was entered.
    pub fn publish_all(&mut self, questions: &[Question]) -> Vec<Result<Count, Refusal>> {
        let mut ordered: Vec<usize> = (0..questions.len()).collect();
        ordered.sort_by_cached_key(|&at| {
            let question = &questions[at];
            let place = self.place(&question.wave);
            let people = place.map_or(0, |place| self.people(place, question));
            let definition = &question.definition;
            (place, definition.is_detail, std::cmp::Reverse(people), definition.base, question)
        });
        let mut answers = vec![Err(Refusal::UnknownWave); questions.len()];
        for at in ordered {
            answers[at] = self.publish(&questions[at]);
        }
        answers
    }

    /// Enters the figures of two waves that a change between them is made of, both or none. Gives
    /// the respondents of the earlier and of the later.
    ///
    /// # Errors
    /// Says why one of them must not be published; the ledger is then as it was.
    pub fn publish_change(
        &mut self,
        earlier: &Question,
        later: &Question,
    ) -> Result<(Count, Count), Refusal> {
        let mut both = self.clone();
        let counts = (both.publish(earlier)?, both.publish(later)?);
        *self = both;
        Ok(counts)
    }

    /// The places of the departments asked for among the wave's units.
    fn places(&self, place: usize, question: &Question) -> Result<BTreeSet<usize>, Refusal> {
        let units = &self.units[place];
        let find = |name: &String| {
            units.keys().position(|unit| unit == name).ok_or_else(|| {
                let merged = units.values().any(|unit| unit.departments.contains(name));
                if merged { Refusal::Merged } else { Refusal::UnknownDepartment }
            })
        };
        question.departments.iter().map(find).collect()
    }

    fn asked<'a>(
        &'a self,
        place: usize,
        question: &'a Question,
    ) -> impl Iterator<Item = &'a Unit> + 'a {
        question.departments.iter().filter_map(move |name| self.units[place].get(name))
    }

    fn people(&self, place: usize, question: &Question) -> u32 {
        let Definition { family, base, .. } = &question.definition;
        let people = self.asked(place, question).map(|unit| unit.people(family, *base));
        people.fold(0, u32::saturating_add)
    }

    /// The respondents of a figure as closely as they may be told.
    fn count(&self, place: usize, question: &Question) -> Count {
        let Definition { family, base, .. } = &question.definition;
        let steps =
            |unit: &Unit| in_steps(unit.invited, unit.people(family, *base), self.threshold);
        let ranges: Vec<Count> = self.asked(place, question).map(steps).collect();
        // Of the company alone, so that no two numbers overlap.
        let is_company = ranges.len() == self.units[place].len();
        let sum = if is_company { self.people(place, question) } else { 0 };
        together(&ranges, sum, self.threshold.people(), self.threshold)
    }

    /// Whether the same was published of exactly the same people in the wave before.
    fn is_again(&self, place: usize, question: &Question) -> bool {
        let Some(previous) = place.checked_sub(1) else { return false };
        let Definition { family, base, .. } = &question.definition;
        let wave = self.waves[previous].name.clone();
        self.is_published(&Question { wave, ..question.clone() })
            && question.departments.iter().all(|name| {
                let now = self.units[place].get(name);
                let before = self.units[previous].get(name);
                now.zip(before).is_some_and(|(now, before)| now.is_again(before, family, *base))
            })
    }
}
