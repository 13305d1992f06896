//! `filo report`: the picture of ninety days, as lines, as JSON, or as a page.

use std::path::Path;

use super::Session;
use crate::cli;
use crate::clock::now;
use crate::output;
use crate::problem::{Problem, Result};
use crate::report::compute::{Scope, compute};
use crate::report::page::render;
use crate::report::print;

pub(super) fn run(args: &cli::Report, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store_lean(&config)?;
    session.tell_if_behind(&store)?;
    let scope = Scope { as_of: args.as_of, whole: args.all };
    let texts = session.texts();
    let report = compute(&config, &store, scope, args.with_names, now())?;
    if let Some(path) = &args.out {
        let wrong =
            |error| Problem::new("report-out").with("path", path.display()).caused_by(error);
        output::file(path, &render(&report, &config, &texts)?, wrong)?;
        if path != Path::new("-") && !session.common.quiet {
            let shown = path.display().to_string();
            output::say(&texts.say("report-written", &[("path", &shown)]));
        }
    }
    if session.common.json {
        output::json(&report.for_leaving())?;
    } else if args.out.is_none() {
        output::data(&print(&report, &config, &texts))?;
    }
    Ok(0)
}
