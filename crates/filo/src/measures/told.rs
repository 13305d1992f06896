//! What is told of the measures: figures by department, with their needs and, where asked for, their cases.

use std::collections::BTreeMap;

use filo_disclosure::groups::Groups;
use filo_journey::survival::Survival;
use filo_model::calendar::DAY_MILLIS;
use filo_model::figure::Figure;
use filo_store::Store;
use jiff::civil::Date;
use serde::Serialize;

use super::table::{Definition, Direction, Lag, Measure, Rests};
use super::{Assessed, Beside, Counts, Tally};
use crate::config::{Config, RequestStandard};
use crate::findings::event::day_in;
use crate::findings::review::{WITHIN, precision_among};
use crate::problem::Result;
use crate::report::groups::of_departments;
use crate::report::published::Published;
use crate::report::unmeasured::{Given, Unmeasured};
use crate::texts::{Language, Texts};

mod cases;
mod requests;

pub use cases::ToldCase;
pub use requests::ToldRequest;

/// The measures as they are told.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// The company.
    pub company: String,
    /// The last day of every window.
    pub to: Date,
    /// The measures, in their order.
    pub measures: Vec<ToldMeasure>,
    /// The standards by kind of request, beside what was done.
    pub requests: Vec<ToldRequest>,
}

/// Whether a measure has a figure, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It has.
    Measured,
    /// All that it needs is there, and nothing happened that could be judged.
    NothingToJudge,
    /// Something that it needs is missing: never a zero.
    NotMeasurable,
    /// It would be about fewer than five people.
    Withheld,
}

/// A measure and its figures.
#[derive(Debug, Clone, Serialize)]
pub struct ToldMeasure {
    /// Its id in the field reference.
    pub id: &'static str,
    /// Its name, by language code.
    pub name: BTreeMap<&'static str, String>,
    /// Its definition and version.
    pub definition: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// What it rests on: entries, words as well, findings, or harms that people confirmed.
    pub rests_on: Rests,
    /// The first day of the window.
    pub from: Date,
    /// The last day of the window.
    pub to: Date,
    /// How long a thing must age before it is judged.
    pub lag: Lag,
    /// Whether it has a figure.
    pub state: State,
    /// Groups of kinds of entry that it needs; of each group one is enough.
    pub needs_kinds: Vec<Vec<&'static str>>,
    /// Facts that it needs.
    pub needs_fields: Vec<&'static str>,
    /// What of it is missing, or older than it promises.
    pub lacks: Lacks,
    /// x of n, of all there were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Figure>,
    /// The same base, x are those about which people confirmed a finding; never added to the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Figure>,
    /// What a fair sample of reviews says of the suspected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audited: Option<Audited>,
    /// How long it lasts, or how often it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
    /// What stands beside it, so that the share is not read alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<ToldBeside>,
    /// By department, small ones pooled.
    pub departments: Vec<ToldDepartment>,
    /// The entries that were counted, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<Vec<ToldCase>>,
}

/// What a measure lacks here.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Lacks {
    /// Kinds of entry of which no source gives any; of each group one would be enough.
    pub kinds: Vec<Vec<&'static str>>,
    /// Fields that no source maps.
    pub fields: Vec<&'static str>,
    /// Sources that are older than they promise, or were not read.
    pub stale_sources: Vec<String>,
    /// True where the configuration has no standard for a simple kind of request.
    pub standard: bool,
}

impl Lacks {
    fn new(lacks: Unmeasured) -> Self {
        let Unmeasured { missing_kinds, missing_fields, stale_sources, .. } = lacks;
        let (kinds, fields) = (missing_kinds, missing_fields);
        Self { kinds, fields, stale_sources, standard: false }
    }

    /// Whether the measure cannot be counted: what is only old is counted.
    fn is_impossible(&self) -> bool {
        self.standard || !self.kinds.is_empty() || !self.fields.is_empty()
    }
}

/// A figure of one department, or of small ones pooled.
#[derive(Debug, Clone, Serialize)]
pub struct ToldDepartment {
    /// The department; absent for the pool of small ones.
    pub department: Option<String>,
    /// x of n, of all there were.
    pub figure: Figure,
    /// The confirmed of the same base.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Figure>,
    /// How long it lasts, or how often it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
}

/// A median and the ninetieth of a hundred; those still open count until when they were seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// What is counted: `working_hours` or `attempts`.
    pub unit: &'static str,
    /// How many have ended.
    pub ended: u64,
    /// How many are still open.
    pub open: u64,
    /// Half are at most this; absent where fewer than half are known to be.
    pub p50: Option<f64>,
    /// Nine of ten are at most this.
    pub p90: Option<f64>,
}

/// A share of findings, true as far as a fair sample of reviews says: thirty at least, or all of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Audited {
    /// How many of the findings were reviewed in the order for samples.
    pub sample: u64,
    /// How many of these were confirmed.
    pub confirmed: u64,
    /// The share of what was judged that is truly so: that of the findings times their precision.
    pub rate: f64,
    /// Its interval: both ends of one times both ends of the other.
    pub interval: (f64, f64),
}

/// A number that stands beside a measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ToldBeside {
    /// What it is: `promises_per_100_cases` or `undue_per_10000_invoices`.
    pub what: &'static str,
    /// How many there were.
    pub x: u64,
    /// Of how many.
    pub n: u64,
    /// The number.
    pub value: f64,
}

/// What is told: of which measures and departments, and with which cases.
#[derive(Debug, Clone, Copy, Default)]
pub struct Choice<'a> {
    /// Only this measure.
    pub measure: Option<Measure>,
    /// Only this department, by its name in the configuration.
    pub department: Option<&'a str>,
    /// With the entries that make the numerators, and those that people confirmed.
    pub cases: bool,
    /// With those of the denominators as well.
    pub base: bool,
}

/// Tells the measures.
///
/// # Errors
/// Where the store refuses; it is asked only where cases are.
pub fn told(
    config: &Config,
    store: &Store,
    assessed: &Assessed,
    choice: Choice<'_>,
) -> Result<Told> {
    let given = Given::new(config, &assessed.sources);
    let names = [Language::Italian, Language::English].map(Texts::new);
    let mut telling = Telling {
        config,
        assessed,
        given: &given,
        names: &names,
        choice,
        published: Published::new(config, &assessed.departments),
    };
    let wanted = Measure::ALL.iter().copied();
    let wanted = wanted.filter(|one| choice.measure.is_none_or(|only| only == *one));
    let mut measures = Vec::new();
    for measure in wanted {
        let (mut told, groups) = telling.measure(measure);
        if choice.cases && told.state == State::Measured {
            told.cases = Some(cases::of(store, assessed, measure, &groups, choice)?);
        }
        measures.push(told);
    }
    let frame = &assessed.frame;
    Ok(Told {
        company: config.company.clone(),
        to: frame.findings.day(frame.findings.as_of),
        measures,
        requests: if choice.measure.is_none() {
            requests::requests(config, frame, &assessed.counts)
        } else {
            Vec::new()
        },
    })
}

struct Telling<'a> {
    config: &'a Config,
    assessed: &'a Assessed,
    given: &'a Given<'a>,
    names: &'a [Texts; 2],
    choice: Choice<'a>,
    published: Published<'a>,
}

impl Telling<'_> {
    fn measure(&mut self, measure: Measure) -> (ToldMeasure, Groups) {
        let definition = measure.definition();
        let counts = &self.assessed.counts;
        let own: Vec<(i64, Tally)> = of_measure(&counts.tallies, measure)
            .map(|(department, tally)| (department, *tally))
            .collect();
        let groups = self.groups(&own);
        let lacks = self.lacks(measure);
        let mut told = self.frame_of(measure, lacks);
        if told.state == State::NotMeasurable {
            return (told, groups);
        }
        let is_empty = own.iter().all(|(_, tally)| tally.of == 0);
        let about = || own.iter().map(|(department, _)| *department);
        if is_empty {
            told.state = State::NothingToJudge;
        } else if self.published.enter(definition.version, about()) {
            let all = |_: i64| true;
            let (figure, confirmed) = figures(definition, &own, all);
            told.state = if figure.n > 0 { State::Measured } else { State::NothingToJudge };
            told.spread = self.spread(measure, all);
            told.beside = beside(measure, &figure, counts);
            told.audited = audited(measure, &figure, self.assessed);
            (told.figure, told.confirmed) = (Some(figure), confirmed);
            told.departments = self.departments(measure, &own, &groups);
        } else {
            told.state = State::Withheld;
        }
        (told, groups)
    }

    /// Which departments a measure shows by themselves: of those that it is about.
    fn groups(&self, own: &[(i64, Tally)]) -> Groups {
        let is_about = |number: i64| own.iter().any(|(one, _)| *one == number);
        let present = self.assessed.departments.iter();
        let present: Vec<_> = present.filter(|(number, _)| is_about(*number)).cloned().collect();
        of_departments(self.config, &present)
    }

    fn lacks(&self, measure: Measure) -> Lacks {
        let mut lacks = Lacks::new(self.given.lacks(measure.definition()));
        if measure == Measure::F4 && !self.assessed.frame.asked.is_empty() {
            // Filo's own guard was asked: that is a log of its own.
            lacks.kinds.retain(|group| *group != ["verdict"]);
        }
        if measure == Measure::S3 {
            lacks.standard = !self.config.requests.iter().any(RequestStandard::is_simple);
        }
        lacks
    }

    fn frame_of(&self, measure: Measure, lacks: Lacks) -> ToldMeasure {
        let definition = measure.definition();
        let frame = &self.assessed.frame;
        let from = day_in(frame.from(measure), &frame.findings.zone);
        let kinds = definition.needs.iter();
        let kinds = kinds.map(|group| group.iter().map(|kind| kind.name()).collect());
        let name = |texts: &Texts| texts.say(&format!("measure-{}", measure.name()), &[]);
        let is_impossible = lacks.is_impossible();
        ToldMeasure {
            id: measure.name(),
            name: self.names.iter().map(|texts| (texts.language().code(), name(texts))).collect(),
            definition: definition.version,
            direction: definition.direction,
            rests_on: definition.rests,
            from,
            to: frame.findings.day(frame.findings.as_of),
            lag: definition.lag,
            state: if is_impossible { State::NotMeasurable } else { State::Measured },
            needs_kinds: kinds.collect(),
            needs_fields: definition.facts.to_vec(),
            lacks,
            figure: None,
            confirmed: None,
            audited: None,
            spread: None,
            beside: Vec::new(),
            departments: Vec::new(),
            cases: None,
        }
    }

    fn departments(
        &mut self,
        measure: Measure,
        own: &[(i64, Tally)],
        groups: &Groups,
    ) -> Vec<ToldDepartment> {
        let definition = measure.definition();
        let assessed = self.assessed;
        let name = |number: i64| {
            let found = assessed.departments.iter().find(|one| one.0 == number);
            found.map(|one| one.1.as_str())
        };
        let mut shown: Vec<Option<i64>> = own.iter().map(|one| groups.shown(one.0)).collect();
        shown.sort_unstable_by_key(|group| (group.is_none(), group.and_then(name)));
        shown.dedup();
        shown.retain(|group| {
            let all = own.iter().map(|one| one.0);
            let within = all.filter(|department| groups.shown(*department) == *group);
            self.published.enter(definition.version, within)
        });
        let told = shown.into_iter().map(|group| {
            let within = |department: i64| groups.shown(department) == group;
            let (figure, confirmed) = figures(definition, own, within);
            let department = group.and_then(name).map(str::to_owned);
            ToldDepartment { department, figure, confirmed, spread: self.spread(measure, within) }
        });
        let wanted = |one: &ToldDepartment| {
            self.choice.department.is_none_or(|only| one.department.as_deref() == Some(only))
        };
        told.filter(wanted).collect()
    }

    fn spread(&self, measure: Measure, within: impl Fn(i64) -> bool) -> Option<Spread> {
        let (unit, by) = match measure {
            Measure::I1 => ("working_hours", 3_600_000.0),
            Measure::F3b => ("attempts", 1.0),
            _ => return None,
        };
        let mut all = Survival::default();
        let own = of_measure(&self.assessed.counts.spreads, measure);
        own.filter(|one| within(one.0)).for_each(|one| all.merge(one.1.clone()));
        let lasting = all.lasting(by);
        let round = |value: Option<f64>| value.map(|value| (value * 100.0).round() / 100.0);
        let (ended, open) = (lasting.ended, lasting.open);
        let (p50, p90) = (round(lasting.p50), round(lasting.p90));
        (ended + open > 0).then_some(Spread { unit, ended, open, p50, p90 })
    }
}

/// What was counted of one measure, by department.
fn of_measure<T>(
    all: &BTreeMap<(Measure, i64), T>,
    measure: Measure,
) -> impl Iterator<Item = (i64, &T)> {
    let own = all.range((measure, i64::MIN)..=(measure, i64::MAX));
    own.map(|((_, department), value)| (*department, value))
}

/// The figure of some departments, and the confirmed where the measure rests on findings.
fn figures(
    definition: &Definition,
    own: &[(i64, Tally)],
    within: impl Fn(i64) -> bool,
) -> (Figure, Option<Figure>) {
    let mut sum = Tally::default();
    own.iter().filter(|one| within(one.0)).for_each(|one| sum.add(one.1));
    let figure = |x| Figure::new(definition.version, x, sum.n, sum.of);
    let confirmed = (definition.rests == Rests::Findings).then(|| figure(sum.confirmed));
    (figure(sum.x), confirmed)
}

/// What a fair sample of reviews says of a measure that counts one kind of finding.
fn audited(measure: Measure, figure: &Figure, assessed: &Assessed) -> Option<Audited> {
    let ids = assessed.counts.found.get(&measure)?;
    let found = Figure::new(figure.definition, ids.len() as u64, figure.n, figure.of);
    let standing = &assessed.frame.standing;
    let one = precision_among(measure.finding()?, ids.iter().copied(), standing, WITHIN);
    let (rate, (low, high)) = found.rate.zip(found.interval)?;
    let (precision, (least, most)) = one.precision.zip(one.interval)?;
    let (sample, confirmed) = (one.sample, one.sample_confirmed);
    let (rate, interval) = (rate * precision, (low * least, high * most));
    Some(Audited { sample, confirmed, rate, interval })
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn beside(measure: Measure, figure: &Figure, counts: &Counts) -> Vec<ToldBeside> {
    let of = |beside: Beside| -> u64 {
        let own = counts.beside.iter().filter(|((one, _), _)| *one == beside);
        own.map(|(_, number)| number).sum()
    };
    let (what, x, n, per) = match measure {
        Measure::P1 => {
            ("promises_per_100_cases", of(Beside::PromisesMade), of(Beside::CasesBegun), 100.0)
        }
        Measure::C1 => ("undue_per_10000_invoices", figure.x, of(Beside::Invoices), 10_000.0),
        _ => return Vec::new(),
    };
    if n == 0 {
        return Vec::new();
    }
    let value = (x as f64 * per / n as f64 * 10.0).round() / 10.0;
    vec![ToldBeside { what, x, n, value }]
}

/// The days of a window, for texts.
#[must_use]
pub fn days(definition: &Definition) -> i64 {
    definition.window() / DAY_MILLIS
}
