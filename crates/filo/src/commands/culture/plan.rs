//! `filo culture plan`: what a wave can show, said before it opens.

use filo_culture::instrument::GROUP_MIN;
use filo_culture::statistics::{DEPARTMENTS_MAX, Detectable, detectable, half_width};
use serde::Serialize;

use super::super::Session;
use crate::cli::culture::Plan;
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// What a wave can show.
#[derive(Serialize)]
struct Planned<'p> {
    sd: f64,
    participation: u32,
    departments: Vec<PlannedDepartment<'p>>,
    /// Of two departments, by themselves.
    pairs: Vec<Pair<'p>>,
}

#[derive(Serialize)]
struct PlannedDepartment<'p> {
    department: &'p str,
    invited: u32,
    /// How many are expected to answer.
    expected: u64,
    /// Half the interval of its score, in points; none below the smallest group.
    half_width: Option<f64>,
}

#[derive(Serialize)]
struct Pair<'p> {
    departments: [&'p str; 2],
    alone: Detectable,
    /// Adjusted for all pairs, as the statistics of the wave will be.
    adjusted: Detectable,
}

pub(super) fn run(args: &Plan, session: &Session) -> Result<u8> {
    let departments = args.departments.iter().map(|(department, invited)| {
        let expected = u64::from(*invited) * u64::from(args.participation) / 100;
        let half = || half_width(expected, args.sd);
        let half_width = (expected >= u64::from(GROUP_MIN)).then(half);
        PlannedDepartment { department, invited: *invited, expected, half_width }
    });
    let departments: Vec<PlannedDepartment<'_>> = departments.collect();
    let told: Vec<&PlannedDepartment<'_>> =
        departments.iter().filter(|one| one.half_width.is_some()).collect();
    if told.len() > DEPARTMENTS_MAX {
        return Err(Problem::new("culture-plan-many").with("count", DEPARTMENTS_MAX));
    }
    let comparisons =
        u64::try_from(told.len() * told.len().saturating_sub(1) / 2).unwrap_or(u64::MAX);
    let mut pairs = Vec::new();
    for (place, first) in told.iter().enumerate() {
        for second in told.iter().skip(place + 1) {
            let both =
                |comparisons| detectable(first.expected, second.expected, args.sd, comparisons);
            if let (Ok(alone), Ok(adjusted)) = (both(1), both(comparisons)) {
                pairs.push(Pair {
                    departments: [first.department, second.department],
                    alone,
                    adjusted,
                });
            }
        }
    }
    let planned = Planned { sd: args.sd, participation: args.participation, departments, pairs };
    if session.common.json {
        output::json(&planned)?;
    } else {
        output::data(&lines(&planned, &session.texts()))?;
    }
    Ok(0)
}

fn lines(planned: &Planned<'_>, texts: &Texts) -> String {
    let (participation, sd) = (planned.participation.to_string(), texts.decimal(planned.sd));
    let head = [("participation", &*participation), ("sd", &*sd)];
    let mut lines = vec![texts.say("culture-plan-title", &head)];
    for one in &planned.departments {
        let (expected, invited) = (one.expected.to_string(), one.invited.to_string());
        let half = one.half_width.map(|half| texts.decimal(half)).unwrap_or_default();
        let values = [
            ("department", one.department),
            ("expected", &*expected),
            ("invited", &*invited),
            ("half", &*half),
        ];
        let few = [("department", one.department), ("invited", &*invited)];
        lines.push(match one.half_width {
            Some(_) => texts.say("culture-plan-department", &values),
            None => texts.say("culture-plan-few", &few),
        });
    }
    let by_size =
        |pair: &&Pair<'_>, other: &&Pair<'_>| pair.alone.exact.total_cmp(&other.alone.exact);
    let ends = [planned.pairs.iter().min_by(by_size), planned.pairs.iter().max_by(by_size)];
    if planned.pairs.is_empty() {
        lines.push(texts.say("culture-plan-no-pair", &[]));
        return lines.join("\n");
    }
    let comparisons = texts.count(u64::try_from(planned.pairs.len()).unwrap_or(u64::MAX));
    lines.push(texts.say("culture-plan-pairs", &[("count", &comparisons)]));
    let shown = if planned.pairs.len() == 1 { 1 } else { 2 };
    for pair in ends.into_iter().flatten().take(shown) {
        let [first, second] = pair.departments;
        let (alone, adjusted) =
            (texts.decimal(pair.alone.exact), texts.decimal(pair.adjusted.exact));
        let values =
            [("first", first), ("second", second), ("alone", &*alone), ("adjusted", &*adjusted)];
        lines.push(texts.say("culture-plan-pair", &values));
    }
    lines.push(texts.say("culture-plan-next", &[]));
    lines.join("\n")
}
