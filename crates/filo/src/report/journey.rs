//! The journeys of the company's customers in the picture: the map, the stages, expected beside real, and week by week.

use filo_journey::names::MISSING;
use filo_model::calendar::Within;
use filo_model::facts::Direction;
use filo_store::Store;
use serde::Serialize;

use super::groups::of_departments;
use super::masking::Masking;
use super::published::Published;
use super::words::{Said, said};
use crate::config::Config;
use crate::findings::gather::{self, Stand};
use crate::findings::{Assessed, Scope};
use crate::journey::company::act::Act;
use crate::journey::company::{self, Company};
use crate::journey::pictures::company::{lanes, scene, talk};
use crate::journey::pictures::control::{Control, individuals, shares};
use crate::journey::pictures::expected::{Asked, Expected, Standard, expected};
use crate::journey::pictures::map::{JourneyMap, PAGE, map};
use crate::journey::pictures::stages::{Stages, stages};
use crate::journey::pictures::{Scene, weeks};
use crate::problem::Result;

filo_model::words! {
    /// A quantity that is followed week by week.
    Quantity {
        /// The median time to the first answer.
        FirstAnswer = "first_answer",
        /// The share of handoffs that were taken on in time.
        TakenInTime = "taken_in_time",
    }
}

impl Quantity {
    /// Whether it is a share, and no time.
    #[must_use]
    pub fn is_share(self) -> bool {
        self == Self::TakenInTime
    }
}

/// What journeys show.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Journey {
    /// True where all departments together are fewer than five people: what follows is then empty.
    pub withheld: bool,
    /// The busiest paths.
    pub map: JourneyMap,
    /// How far cases come.
    pub stages: Stages,
    /// What the company holds itself to, beside what happened.
    pub expected: Vec<ExpectedTold>,
    /// Week by week.
    pub weekly: Vec<Weekly>,
}

/// A kind of request with the words of a customer.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectedTold {
    /// The figures.
    #[serde(flatten)]
    pub expected: Expected,
    /// What a customer said whose answer was late, masked and cut.
    pub quote: Option<Said>,
}

/// A quantity week by week.
#[derive(Debug, Clone, Serialize)]
pub struct Weekly {
    /// What.
    pub quantity: Quantity,
    /// The version of the definition.
    pub definition: &'static str,
    /// The weeks and their limits.
    #[serde(flatten)]
    pub control: Control,
}

/// Everything that the journeys are made of.
#[derive(Clone, Copy)]
pub(super) struct Making<'a> {
    /// The configuration.
    pub(super) config: &'a Config,
    /// The store, of which the caller holds a view.
    pub(super) store: &'a Store,
    /// What was found in it.
    pub(super) assessed: &'a Assessed,
    /// What is looked at.
    pub(super) scope: Scope,
    /// The present.
    pub(super) now: i64,
    /// Whether names may stand in what is quoted.
    pub(super) with_names: bool,
}

/// The shortest words of a customer that are quoted.
const QUOTE_LEAST: usize = 25;

impl Making<'_> {
    /// The journeys where they may be shown: those that were made ahead, else made now.
    ///
    /// # Errors
    /// Where the store refuses.
    pub(super) fn told(
        &self,
        ahead: Option<Journey>,
        published: &mut Published<'_>,
    ) -> Result<Journey> {
        if !self.is_published(published) {
            return Ok(Journey { withheld: true, ..Journey::default() });
        }
        match ahead {
            Some(journey) => Ok(journey),
            None => self.journey(),
        }
    }

    /// Makes the journeys beside all else, from a connection of their own; nothing where somebody has written since `stand`.
    ///
    /// # Errors
    /// Where the store refuses.
    pub(super) fn ahead(&self, stand: &Stand) -> Result<Option<Journey>> {
        let _view = self.store.view()?;
        if gather::stand(self.store)? != *stand {
            return Ok(None);
        }
        self.journey().map(Some)
    }

    /// Makes the journeys.
    fn journey(&self) -> Result<Journey> {
        let customers = &self.assessed.customers;
        let Self { config, store, scope, now, .. } = *self;
        let company = company::read_in_view(config, store, scope, now, customers)?;
        let (lanes, talk) = (lanes(&company), talk(&company));
        let scene = scene(&company, &lanes, &talk, self.config);
        let judged = &self.assessed.counts.handoffs;
        std::thread::scope(|threads| {
            let others = threads.spawn(|| (map(&scene, PAGE), stages(&scene)));
            let weekly = vec![
                Weekly {
                    quantity: Quantity::FirstAnswer,
                    definition: "first_answer_by_week/1",
                    control: individuals(&weeks::first_answer(&scene)),
                },
                Weekly {
                    quantity: Quantity::TakenInTime,
                    definition: "I1_by_week/1",
                    control: shares(&weeks::in_time(&scene, judged)),
                },
            ];
            let expected = self.expected(&company, &scene)?;
            let others = others.join();
            let (map, stages) = others.unwrap_or_else(|cause| std::panic::resume_unwind(cause));
            Ok(Journey { withheld: false, map, stages, expected, weekly })
        })
    }

    /// Enters the figures of every department that has a lane of its own, of those that share one, and of all.
    fn is_published(&self, published: &mut Published<'_>) -> bool {
        let departments = &self.assessed.departments;
        let groups = of_departments(self.config, departments);
        let numbers = || departments.iter().map(|(number, _)| *number);
        let shown = numbers().filter(|number| groups.shown(*number).is_some());
        let mut sets: Vec<Vec<i64>> = vec![numbers().collect()];
        sets.extend(shown.map(|number| vec![number]));
        let pool: Vec<i64> = numbers().filter(|one| groups.shown(*one).is_none()).collect();
        if !pool.is_empty() {
            sets.push(pool);
        }
        sets.into_iter().all(|set| published.enter("journey_map/1", set))
    }

    fn expected(&self, company: &Company, scene: &Scene<'_>) -> Result<Vec<ExpectedTold>> {
        let standards: Vec<Standard> = self
            .config
            .requests
            .iter()
            .map(|one| Standard {
                kind: one.kind.clone(),
                answer: one.answer,
                steps: one.steps,
                self_service: one.self_service,
            })
            .collect();
        let activity = |act: Act| company.names.activities.find(act.name());
        let (alone, failed) = (activity(Act::SelfService), activity(Act::SelfServiceFailed));
        let asked = Asked {
            due: &|group, from, within| self.due(company, group, from, within),
            self_service: &|activity| {
                let is_one = [alone, failed].contains(&Some(activity));
                is_one.then_some(Some(activity) == failed)
            },
        };
        let mut told = Vec::new();
        for expected in expected(scene, &standards, &asked) {
            let mut quote = None;
            for &case in &expected.worst {
                quote = self.quote(company, scene, case)?;
                if quote.is_some() {
                    break;
                }
            }
            told.push(ExpectedTold { expected, quote });
        }
        Ok(told)
    }

    /// When something is due that a group may take so long for.
    fn due(&self, company: &Company, group: u32, from: i64, within: Within) -> i64 {
        let name = if group == MISSING { "" } else { company.names.groups.name(group) };
        let calendar =
            self.config.department(name).map_or(&self.config.calendar, |one| &one.calendar);
        calendar.due(from, within, &self.config.zone)
    }

    /// The last words with which the customer of a case asked.
    fn quote(&self, company: &Company, scene: &Scene<'_>, number: u32) -> Result<Option<Said>> {
        let case = company.cases.case(number);
        let Ok(customer) = company.names.customers.name(case.customer()).parse() else {
            return Ok(None);
        };
        let named = self.store.customers_named(&[customer])?;
        let Some(customer) = named.first() else { return Ok(None) };
        let thread = self.store.thread_fetch(*customer, false)?;
        if thread.restricted {
            return Ok(None);
        }
        let asks: Vec<i64> = (0..case.at.len())
            .filter(|&event| case.at[event] <= scene.as_of && scene.talk.asks(&case, event))
            .map(|event| case.at[event])
            .collect();
        let words = |entry: &&filo_model::entry::Entry| {
            let text = entry.text.as_ref().map_or("", |text| text.text.as_str());
            entry.direction == Direction::In
                && asks.contains(&entry.at.millis)
                && text.chars().count() >= QUOTE_LEAST
        };
        let Some(entry) = thread.entries.iter().rev().find(words) else { return Ok(None) };
        let masking = Masking::new(self.config, std::slice::from_ref(&thread), self.with_names);
        let known = masking.known(&thread);
        let mask = |text: &str| masking.mask(&known, text);
        let text = entry.text.as_ref().map_or("", |text| text.text.as_str());
        Ok(Some(said(self.config, entry, text, &mask)))
    }
}
