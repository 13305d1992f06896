//! A closed wave as it was kept, in the shape that the kernels take.

use std::collections::BTreeMap;

use filo_culture::answers::{Answers, point};
use filo_culture::ballot::{Answer, Ballot};
use filo_culture::instrument::{Form, Instrument};
use filo_culture::mirror::seen::Rating;
use filo_store::Store;
use filo_store::wave::KeptWave;

use crate::culture::wave::{instrument, together};
use crate::problem::{Problem, Result};

/// A closed wave with its answers.
#[derive(Debug)]
pub(super) struct Material {
    pub(super) kept: KeptWave,
    pub(super) instrument: Instrument,
    /// Departments by name, those that were put together as one.
    pub(super) departments: Vec<String>,
    pub(super) answers: Answers,
    /// By closing question and row: the point that was given.
    pub(super) closings: BTreeMap<String, Vec<Option<u8>>>,
    pub(super) ratings: Vec<Rating>,
    /// Department, question and words.
    pub(super) words: Vec<(String, String, String)>,
}

impl Material {
    pub(super) fn read(store: &Store, kept: KeptWave) -> Result<Self> {
        let instrument = instrument(&kept)?;
        let told = store.wave_answers(&kept.name)?;
        let unreadable = || Problem::new("wave-instrument").with("wave", &kept.name);
        let own = kept.departments.iter().filter(|one| one.parent.is_none());
        let departments: Vec<String> = own.map(|one| one.name.clone()).collect();
        let items: Vec<String> = instrument.items.iter().map(|item| item.id.clone()).collect();
        let mut answers = Answers::new(departments.clone(), items);
        let asked = instrument.closings.iter().filter(|closing| closing.form != Form::Words);
        let mut closings: BTreeMap<String, Vec<Option<u8>>> =
            asked.map(|closing| (closing.id.clone(), Vec::new())).collect();
        for (department, content) in &told.ballots {
            let ballot: Ballot =
                serde_json::from_str(content).map_err(|error| unreadable().caused_by(error))?;
            let place = departments.iter().position(|name| name == department);
            let place = place.and_then(|place| u32::try_from(place).ok()).ok_or_else(unreadable)?;
            answers.push(place, &ballot.values(&instrument.items));
            for (id, given) in &mut closings {
                given.push(match ballot.0.get(id) {
                    Some(Answer::Point(point)) => Some(*point),
                    _ => None,
                });
            }
        }
        let mut ratings = Vec::with_capacity(told.seen.len());
        for (rater, rated, content) in &told.seen {
            let ballot: Ballot =
                serde_json::from_str(content).map_err(|error| unreadable().caused_by(error))?;
            let mut points = ballot.values(&instrument.seen).into_iter().map(point);
            let points = [points.next().flatten(), points.next().flatten()];
            // A rating is one figure over both questions: who answered one alone has no rating.
            if points.iter().all(Option::is_some) {
                ratings.push(Rating { rater: rater.clone(), rated: rated.clone(), points });
            }
        }
        Ok(Self { kept, instrument, departments, answers, closings, ratings, words: told.words })
    }

    /// How many people of a department were invited, with those put together with it.
    pub(super) fn invited(&self, department: &str) -> u32 {
        together(&self.kept.departments, department)
    }

    /// The rows of a department.
    pub(super) fn rows<'a>(&'a self, department: &'a str) -> impl Iterator<Item = &'a [u8]> {
        let place = self.departments.iter().position(|name| name == department);
        let place = place.and_then(|place| u32::try_from(place).ok());
        self.answers.rows().filter(move |(of, _)| Some(*of) == place).map(|(_, values)| values)
    }
}
