//! What is said, after what may not be shown is taken out: statistics, closing questions, who sees whom, changes.

use std::collections::BTreeMap;

use filo_culture::answers::{Answers, point};
use filo_culture::dimension::Dimension;
use filo_culture::instrument::Form;
use filo_culture::mirror::seen::{self, Seen};
use filo_culture::mirror::{Estimate, Said, Say};
use filo_culture::statistics::{
    Change, Changed, DimensionStatistics, KeyDimension, Mean, Options, ScoringKey, Shown,
    Statistics, Wave, Why, changes as compared,
};
use filo_disclosure::Threshold;
use filo_model::figure::Figure;
use serde::Serialize;

use super::allowed::Allowed;
use super::material::Material;
use crate::problem::{Problem, Result};

/// A closing question, of the company and by department.
#[derive(Debug, Clone, Serialize)]
pub struct ClosingTold {
    /// Its id.
    pub id: String,
    /// How it is answered.
    pub form: Form,
    /// Its text by language code.
    pub text: filo_culture::instrument::Words,
    /// Of the company.
    pub company: Option<ClosingFigures>,
    /// By department.
    pub departments: BTreeMap<String, ClosingFigures>,
}

/// The figures of a closing question.
#[derive(Debug, Clone, Serialize)]
pub struct ClosingFigures {
    /// The mean, on the question's own scale.
    pub mean: f64,
    /// How many chose one of the two highest points.
    pub favourable: Figure,
    /// How many chose one of the lowest: from 0 to 6 of ten, or the two lowest points.
    pub unfavourable: Figure,
}

/// What is said.
#[derive(Debug)]
pub(super) struct SaidFigures {
    pub(super) statistics: Statistics,
    pub(super) closings: Vec<ClosingTold>,
}

pub(super) fn said(wave: &Material, allowed: &Allowed, threshold: Threshold) -> SaidFigures {
    let group_min = u8::try_from(threshold.people()).unwrap_or(u8::MAX);
    let options = Options { group_min, ..Options::default() };
    let key = ScoringKey::of(&wave.instrument);
    let mut statistics = Statistics::of(&wave.answers, &key, &options);
    for (dimension, of_key) in statistics.dimensions.iter_mut().zip(&key.dimensions) {
        // Items are told of those who answered all of them, so that no item has people of its own.
        let whole = whole(&wave.answers, of_key);
        let one = ScoringKey { points: key.points, dimensions: vec![of_key.clone()] };
        let few = Options { resamples: 1, ..options.clone() };
        let detailed = Statistics::of(&whole, &one, &few).dimensions.into_iter().next();
        withhold(dimension, detailed, allowed);
    }
    in_steps(&mut statistics, wave, threshold);
    SaidFigures { statistics, closings: closings(wave, allowed) }
}

/// How many answered in the whole company, in steps where a department has too few: it would follow by subtraction.
fn in_steps(statistics: &mut Statistics, wave: &Material, threshold: Threshold) {
    let people = |name: &String| u32::try_from(wave.rows(name).count()).unwrap_or(u32::MAX);
    if wave.departments.iter().all(|name| threshold.allows(people(name))) {
        return;
    }
    let step = u64::from(threshold.people());
    statistics.respondents = statistics.respondents / step * step;
    for dimension in &mut statistics.dimensions {
        let told = |n: u64| (statistics.respondents).max(n);
        if let Shown::Value(mean) = &mut dimension.score {
            mean.of = told(mean.n);
        }
        if let Shown::Value(items) = &mut dimension.answers {
            items.iter_mut().for_each(|item| item.of = told(item.n));
        }
        dimension.reliability.of = told(dimension.reliability.n);
    }
}

/// The rows in which all items of a dimension were answered.
fn whole(answers: &Answers, dimension: &KeyDimension) -> Answers {
    let columns: Vec<usize> =
        dimension.items.iter().filter_map(|item| answers.column(&item.id)).collect();
    let mut whole = Answers::new(answers.departments().to_vec(), answers.items().to_vec());
    for (department, row) in answers.rows() {
        if columns.iter().all(|column| row.get(*column).copied().and_then(point).is_some()) {
            whole.push(department, row);
        }
    }
    whole
}

/// Takes out of a dimension what may not be shown; one reason for all, as the reason itself would tell something.
fn withhold(
    dimension: &mut DimensionStatistics,
    detailed: Option<DimensionStatistics>,
    allowed: &Allowed,
) {
    let code = dimension.code.clone();
    let (mut items, mut by_department) = (Shown::Not(Why::TooFewRespondents), BTreeMap::new());
    if let Some(detailed) = detailed {
        items = detailed.answers;
        let cells = detailed.departments.into_iter();
        by_department = cells.map(|cell| (cell.department, cell.answers)).collect();
    }
    if allowed.score(&code, None) {
        dimension.answers =
            if allowed.detail(&code, None) { items } else { Shown::Not(Why::TooFewRespondents) };
    } else {
        withhold_company(dimension);
    }
    for cell in &mut dimension.departments {
        let department = Some(cell.department.as_str());
        // Where all say the same, what each of them said is known.
        let is_unanimous = cell.score.value().is_some_and(|mean| mean.interval.is_none());
        if !allowed.score(&code, department) || is_unanimous {
            cell.respondents = Shown::Not(Why::TooFewRespondents);
            // That items do not apply is said of the department and of nobody in it.
            if cell.score.why() != Some(Why::NotApplicableHere) {
                cell.score = Shown::Not(Why::TooFewRespondents);
            }
            cell.estimate = Shown::Not(Why::TooFewRespondents);
            cell.favourable = Shown::Not(Why::TooFewRespondents);
        }
        if allowed.score(&code, department) && allowed.detail(&code, department) && !is_unanimous {
            let own = by_department.remove(&cell.department);
            cell.answers = own.unwrap_or(Shown::Not(Why::TooFewRespondents));
        } else {
            cell.agreement = Shown::Not(Why::TooFewRespondents);
            cell.answers = Shown::Not(Why::TooFewRespondents);
        }
    }
    if let Shown::Value(differences) = &mut dimension.differences {
        differences.retain(|one| {
            allowed.score(&code, Some(&one.first)) && allowed.score(&code, Some(&one.second))
        });
    }
}

fn withhold_company(dimension: &mut DimensionStatistics) {
    dimension.score = Shown::Not(Why::TooFewRespondents);
    dimension.favourable = Shown::Not(Why::TooFewRespondents);
    dimension.answers = Shown::Not(Why::TooFewRespondents);
    dimension.between = Shown::Not(Why::TooFewRespondents);
}

fn closings(wave: &Material, allowed: &Allowed) -> Vec<ClosingTold> {
    let asked = wave.instrument.closings.iter().filter(|closing| closing.form != Form::Words);
    asked
        .map(|closing| {
            let given = wave.closings.get(&closing.id).map(Vec::as_slice).unwrap_or_default();
            let of = |department: Option<&str>| -> Vec<u8> {
                let rows = wave.answers.rows().zip(given);
                let named = |place: u32| {
                    usize::try_from(place).ok().and_then(|place| wave.departments.get(place))
                };
                rows.filter(|((place, _), _)| {
                    department.is_none_or(|wanted| named(*place).is_some_and(|one| one == wanted))
                })
                .filter_map(|(_, point)| *point)
                .collect()
            };
            let figures = |department: Option<&str>| {
                allowed
                    .closing(&closing.id, department)
                    .then(|| figures(&of(department), closing.form, wave.instrument.points()))
                    .flatten()
            };
            let departments = wave.departments.iter();
            ClosingTold {
                id: closing.id.clone(),
                form: closing.form,
                text: closing.text.clone(),
                company: figures(None),
                departments: departments
                    .filter_map(|name| Some((name.clone(), figures(Some(name))?)))
                    .collect(),
            }
        })
        .collect()
}

fn figures(points: &[u8], form: Form, most: u8) -> Option<ClosingFigures> {
    let n = u64::try_from(points.len()).ok().filter(|n| *n > 0)?;
    let count = |holds: &dyn Fn(u8) -> bool| {
        u64::try_from(points.iter().filter(|point| holds(**point)).count()).unwrap_or(u64::MAX)
    };
    let (high, low): (u8, u8) = match form {
        Form::ZeroToTen => (9, 6),
        Form::Scale | Form::Words => (most.saturating_sub(1), 2),
    };
    let sum: f64 = points.iter().map(|point| f64::from(*point)).sum();
    #[expect(clippy::cast_precision_loss, reason = "respondents stay far below 2^53")]
    let mean = sum / n as f64;
    Some(ClosingFigures {
        mean,
        favourable: Figure::new("culture.closing/1", count(&|point| point >= high), n, n),
        unfavourable: Figure::new("culture.closing/1", count(&|point| point <= low), n, n),
    })
}

/// How departments see each other, as far as it may be shown.
pub(super) fn seen(wave: &Material, allowed: &Allowed) -> Result<Seen> {
    let wrong = |error| Problem::new("culture-mirrors").caused_by(error);
    let mut seen = seen::seen(&wave.ratings, wave.instrument.points(), 5).map_err(wrong)?;
    for (rater, cells) in &mut seen.cells {
        cells.retain(|rated, _| {
            let cell = allowed.seen.cells.get(&(rater.clone(), rated.clone()));
            cell.is_some_and(Result::is_ok)
        });
    }
    seen.cells.retain(|_, cells| !cells.is_empty());
    for (rated, column) in &mut seen.columns {
        if !allowed.seen.columns.get(rated).is_some_and(Result::is_ok) {
            *column = None;
        }
    }
    Ok(seen)
}

/// The questionnaire's side of the mirrors: of what is shown alone.
pub(super) fn say(said: &SaidFigures) -> Say {
    let mut say = Say::default();
    for dimension in &said.statistics.dimensions {
        let Some(code) = Dimension::from_name(&dimension.code) else { continue };
        if let Some(estimate) = dimension.score.value().and_then(estimate) {
            say.company.dimensions.insert(code, estimate);
        }
        for cell in &dimension.departments {
            if let Some(estimate) = cell.score.value().and_then(estimate) {
                let own = say.departments.entry(cell.department.clone()).or_default();
                own.dimensions.insert(code, estimate);
            }
        }
    }
    say.company.overall = together(&say.company);
    for own in say.departments.values_mut() {
        own.overall = together(own);
    }
    say
}

/// All dimensions together: the mean of those that are shown, so that it tells nothing that they do not. Answers
/// of one person go together, so that its standard error is at most the mean of theirs: that is what is taken.
fn together(said: &Said) -> Option<Estimate> {
    let all: Vec<&Estimate> = said.dimensions.values().collect();
    let count = u32::try_from(all.len()).ok().filter(|count| *count > 0).map(f64::from)?;
    Some(Estimate {
        mean: all.iter().map(|one| one.mean).sum::<f64>() / count,
        standard_error: all.iter().map(|one| one.standard_error).sum::<f64>() / count,
        degrees: all.iter().map(|one| one.degrees).fold(f64::INFINITY, f64::min),
        n: all.iter().map(|one| one.n).min()?,
    })
}

/// A mean as the mirrors take it; none where one respondent leaves nothing to judge its spread by.
fn estimate(mean: &Mean) -> Option<Estimate> {
    let degrees = mean.n.checked_sub(1).filter(|degrees| *degrees > 0)?;
    #[expect(clippy::cast_precision_loss, reason = "respondents stay far below 2^53")]
    let (n, degrees) = (mean.n as f64, degrees as f64);
    Some(Estimate { mean: mean.mean, standard_error: mean.sd / n.sqrt(), degrees, n: mean.n })
}

/// What changed since the wave before, as far as it may be shown.
pub(super) fn changes(before: &Material, wave: &Material, allowed: &Allowed) -> Vec<Change> {
    let keys = [before, wave].map(|one| ScoringKey::of(&one.instrument));
    let earlier = Wave { answers: &before.answers, key: &keys[0] };
    let later = Wave { answers: &wave.answers, key: &keys[1] };
    let mut changes = compared(earlier, later, &Options::default());
    for change in &mut changes {
        let why = if allowed.compares(&change.dimension) {
            Why::TooFewRespondents
        } else {
            Why::OtherWording
        };
        let withheld = || Changed {
            earlier: Shown::Not(why),
            later: Shown::Not(why),
            change: Shown::Not(why),
        };
        if !allowed.change(&change.dimension, None) {
            change.company = withheld();
        }
        for department in &mut change.departments {
            let is_absent = department.changed.change.why() == Some(Why::DepartmentAbsent);
            if !allowed.change(&change.dimension, Some(&department.department)) && !is_absent {
                department.changed = withheld();
            }
        }
    }
    changes
}
