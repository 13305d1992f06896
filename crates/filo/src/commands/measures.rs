//! `filo measures`: the behaviour measures by department, or one of them explained with its entries.

use super::Session;
use super::measure_lines;
use crate::cli::measures::Measures;
use crate::clock::now;
use crate::measures::told::{Choice, told};
use crate::measures::{Keep, Measure, assess};
use crate::output;
use crate::problem::{Problem, Result};

pub(super) fn run(args: &Measures, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let named = |name: &String| {
        let wrong = || Problem::new("no-measure").with("name", name).as_answer();
        Measure::named(name).ok_or_else(wrong)
    };
    let measure = args.id.as_ref().map(named).transpose()?;
    if args.cases && measure.is_none() && !session.common.json {
        return Err(Problem::new("measure-cases"));
    }
    if let Some(wanted) = &args.department
        && config.department(wanted).is_none()
    {
        return Err(Problem::new("no-department").with("name", wanted).as_answer());
    }
    let store = Session::store_lean(&config)?;
    session.tell_if_behind(&store)?;
    let _view = store.view()?;
    let keep = match (args.cases, measure) {
        (false, _) => Keep::Nothing,
        (true, Some(measure)) => Keep::Of(measure),
        (true, None) => Keep::Everything,
    };
    let assessed = assess(&config, &store, args.as_of, keep, now())?;
    let department = args.department.as_deref();
    let choice = Choice { measure, department, cases: args.cases, base: args.base };
    let told = told(&config, &store, &assessed, choice)?;
    if session.common.json {
        output::json(&told)?;
        return Ok(0);
    }
    let texts = session.texts();
    let lines = match (measure, told.measures.first()) {
        (Some(_), Some(one)) => measure_lines::one(one, &config, &texts),
        _ => measure_lines::table(&told, &config, &texts),
    };
    output::data(&lines)?;
    Ok(0)
}
