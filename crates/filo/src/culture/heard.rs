//! What customers say when a case is closed: whom to ask, what they answered, and what may be told of it.
//!
//! Layout: [`ended`] finds the cases that ended, [`ask`] chooses whom the guard lets ask, [`answers`] reads a file of
//! answers. What is told keeps both sides apart from small numbers: a department of few people is put together with
//! others, and what was answered is told from the threshold of respondents on, such that nothing below it is left to find
//! by subtraction from the whole. The kernel is in the crate `filo-culture`.

pub mod answers;
pub mod ask;
pub mod ended;

use std::collections::BTreeMap;

use filo_culture::heard::{Answer, Asked, Heard, HeardBy, Question};
use filo_culture::instrument::Instrument;
use filo_disclosure::Threshold;
use filo_disclosure::groups::{Group, Groups};
use filo_store::Store;
use filo_store::after::Points;

use crate::config::Config;
use crate::culture::questionnaire::built_in;
use crate::problem::{Problem, Result};

/// The questions as they are written.
const OWN: &str = include_str!("../../../../data/questionnaire/heard.toml");

/// The name under which small departments are told together: no department has it.
pub const POOLED: &str = "";

/// The questions to customers.
///
/// # Panics
/// Never: they are part of the program, and a test reads them.
#[must_use]
pub fn questions() -> Instrument {
    built_in(OWN)
}

/// From when to when customers were asked, in UTC epoch milliseconds, both with them; without an end where absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Option<i64>,
    /// The last moment.
    pub to: Option<i64>,
}

impl Period {
    fn holds(self, at: i64) -> bool {
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at <= to)
    }
}

/// What customers say after a case, as it may be told; nothing where nobody was asked. Departments of few people are
/// together under [`POOLED`].
///
/// # Errors
/// Where the store refuses.
pub fn heard(config: &Config, store: &Store) -> Result<Option<HeardBy>> {
    heard_in(config, store, Period::default())
}

/// As [`heard`], of those who were asked in a period.
///
/// # Errors
/// As [`heard`].
pub fn heard_in(config: &Config, store: &Store, period: Period) -> Result<Option<HeardBy>> {
    let questions = questions();
    let ids: Vec<&str> = questions.items.iter().map(|item| item.id.as_str()).collect();
    let mut asked: BTreeMap<String, Asked> = BTreeMap::new();
    for one in store.after_list()? {
        // Data under restriction is kept and used for nothing.
        if one.restricted || !period.holds(one.asked_at) {
            continue;
        }
        let department = asked.entry(one.department).or_default();
        department.cases += 1;
        department.answers.extend(one.points.map(|points| answer(&points, &ids)));
    }
    if asked.is_empty() {
        return Ok(None);
    }
    let threshold = config.threshold_of(questions.min_group);
    told(asked, &ids, questions.points(), threshold, |name| {
        config.department(name).and_then(|department| department.people)
    })
    .map(Some)
}

/// An answer in the order of the questions.
fn answer(points: &Points, ids: &[&str]) -> Answer {
    ids.iter().map(|id| points.get(*id).copied()).collect()
}

/// What may be told of cases by department; `people` says how many work in a department, where that is known.
fn told(
    asked: BTreeMap<String, Asked>,
    ids: &[&str],
    scale: u8,
    threshold: Threshold,
    people: impl Fn(&str) -> Option<u32>,
) -> Result<HeardBy> {
    let (small, whole) = {
        let groups: Vec<Group<'_>> = (0..)
            .zip(asked.keys())
            .map(|(number, name)| Group { number, name, people: people(name) })
            .collect();
        let shown = Groups::new(threshold, &groups);
        let is_small = |group: &&Group<'_>| shown.shown(group.number).is_none();
        let small = groups.iter().filter(is_small).map(|group| group.name.to_owned());
        (small.collect::<Vec<String>>(), shown.are_enough())
    };
    let mut lines: BTreeMap<String, Asked> = BTreeMap::new();
    for (name, one) in asked {
        let name = if small.contains(&name) { POOLED.to_owned() } else { name };
        let line = lines.entry(name).or_default();
        line.cases += one.cases;
        line.answers.extend(one.answers);
    }
    let told = filo_culture::heard::heard(&lines, ids, scale)
        .map_err(|error| Problem::new("store").caused_by(error))?;
    let respondents = respondents(&lines, ids.len());
    let groups: Vec<Group<'_>> = (0..)
        .zip(&respondents)
        .map(|(number, (name, count))| Group { number, name, people: Some(*count) })
        .collect();
    let shown = Groups::new(threshold, &groups);
    let company = withheld(told.company, threshold);
    if !whole {
        return Ok(HeardBy { company, departments: BTreeMap::new() });
    }
    let lines = (0..).zip(told.departments).map(|(number, (name, one))| {
        let is_shown = shown.shown(number).is_some();
        (name, if is_shown { withheld(one, threshold) } else { silent(one) })
    });
    Ok(HeardBy { company, departments: lines.collect() })
}

/// By line, how many answered the question that the fewest answered: of the questions that anybody answered.
fn respondents(lines: &BTreeMap<String, Asked>, questions: usize) -> BTreeMap<&str, u32> {
    let count = |line: &Asked, question: usize| {
        let answered =
            line.answers.iter().filter(|answer| answer.get(question).is_some_and(Option::is_some));
        u32::try_from(answered.count()).unwrap_or(u32::MAX)
    };
    let is_used = |question: &usize| lines.values().any(|line| count(line, *question) > 0);
    let used: Vec<usize> = (0..questions).filter(is_used).collect();
    let least = |line| used.iter().map(|question| count(line, *question)).min().unwrap_or(0);
    lines.iter().map(|(name, line)| (name.as_str(), least(line))).collect()
}

/// Without what is told of a question that fewer answered than the threshold.
fn withheld(mut heard: Heard, threshold: Threshold) -> Heard {
    for question in &mut heard.questions {
        let n = question.n.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        if !threshold.allows(n) {
            *question = untold(std::mem::take(&mut question.id));
        }
    }
    heard
}

/// Only how many answered.
fn silent(mut heard: Heard) -> Heard {
    heard.questions = heard.questions.into_iter().map(|question| untold(question.id)).collect();
    heard
}

fn untold(id: String) -> Question {
    Question { id, n: None, mean: None, interval: None, favourable: None }
}

#[cfg(test)]
mod tests;
