//! `filo report`: the picture of ninety days.

use super::Session;
use crate::cli;
use crate::clock::now;
use crate::output;
use crate::problem::Result;
use crate::report::compute::{Scope, compute};
use crate::report::print;

pub(super) fn run(args: &cli::Report, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store_lean(&config)?;
    session.tell_if_behind(&store)?;
    let scope = Scope { as_of: args.as_of, whole: args.all };
    let report = compute(&config, &store, scope, now())?;
    if session.common.json {
        output::json(&report)?;
    } else {
        output::data(&print(&report, &config, &session.texts()))?;
    }
    Ok(0)
}
