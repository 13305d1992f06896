//! `filo culture simulate`: a sheet of made-up answers to Filo's own questionnaire, and what is true of them.

use std::path::Path;

use filo_culture::answers::{Answers, BLANK, NOT_APPLICABLE};
use filo_culture::simulate::{Plan, PlannedDepartment};

use super::super::Session;
use crate::cli::culture::Simulate;
use crate::culture::questionnaire;
use crate::output;
use crate::problem::{Problem, Result};

/// How many departments there are where none is named.
const DEPARTMENTS: u32 = 8;

pub(super) fn run(args: &Simulate, session: &Session) -> Result<u8> {
    let plan = plan(args);
    let sheet = sheet(&plan.answers(args.seed));
    match &args.out {
        None => output::data(sheet.trim_end())?,
        Some(path) => write(path, &sheet)?,
    }
    if let Some(path) = &args.truth {
        let text = serde_json::to_string_pretty(&plan.truth())
            .map_err(|error| Problem::new("output").caused_by(error))?;
        write(path, &format!("{text}\n"))?;
    }
    if let (Some(path), false) = (&args.out, session.common.quiet) {
        let texts = session.texts();
        let rows = texts.count(u64::from(args.respondents));
        let values = [("rows", &*rows), ("file", &*path.display().to_string())];
        output::say(&texts.say("culture-simulate-written", &values));
    }
    Ok(0)
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(|error| {
        Problem::new("culture-simulate-write").with("file", path.display()).caused_by(error)
    })
}

/// As many respondents a department, the first having one more where it does not come out even.
fn plan(args: &Simulate) -> Plan {
    let codes: Vec<String> =
        questionnaire::own().dimensions.iter().map(|dimension| dimension.code.clone()).collect();
    let named: Vec<(String, Option<f64>)> = match args.departments.as_slice() {
        [] => (1..=DEPARTMENTS).map(|number| (format!("reparto {number}"), None)).collect(),
        named => named.to_vec(),
    };
    let count = u32::try_from(named.len()).unwrap_or(u32::MAX).max(1);
    let (each, over) = (args.respondents / count, args.respondents % count);
    let departments = (0..count).zip(named).map(|(place, (name, mean))| {
        // Means that differ by department and dimension, and always alike for a seed and a name.
        let wave = |by: u64| {
            let turn = (args.seed.wrapping_add(by).wrapping_mul(2_654_435_761)) % 10_000;
            f64::from(u32::try_from(turn).unwrap_or_default()) / 10_000.0 - 0.5
        };
        let own = mean.unwrap_or_else(|| 60.0 + 28.0 * wave(u64::from(place) + 1));
        let means = (0_u64..).zip(&codes).map(|(dimension, _)| {
            (own + 12.0 * wave(1_000 * (dimension + 1) + u64::from(place))).clamp(1.0, 99.0)
        });
        let means = if mean.is_some() { vec![own; codes.len()] } else { means.collect() };
        PlannedDepartment { name, invited: each + u32::from(place < over), means }
    });
    let mut plan = Plan::new(&codes, departments.collect());
    (plan.response, plan.not_applicable) = (1.0, args.not_applicable);
    plan
}

/// The answers as separated values.
fn sheet(answers: &Answers) -> String {
    let mut text = format!("department,{}\n", answers.items().join(","));
    for (department, row) in answers.rows() {
        let name =
            usize::try_from(department).ok().and_then(|place| answers.departments().get(place));
        text.push_str(&quoted(name.map_or("", String::as_str)));
        for value in row {
            text.push(',');
            match *value {
                NOT_APPLICABLE => text.push_str("NA"),
                BLANK => {}
                point => text.push_str(&point.to_string()),
            }
        }
        text.push('\n');
    }
    text
}

/// A value with quotes where it needs them.
fn quoted(value: &str) -> String {
    if value.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}
