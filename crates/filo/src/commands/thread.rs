//! `filo thread WHO`: one customer's thread.

use super::thread_lines::lines;
use super::{Session, one_customer};
use crate::cli;
use crate::output;
use crate::problem::Result;

pub(super) fn run(args: &cli::Thread, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    session.tell_if_behind(&store)?;
    let customer = one_customer(&store, &args.who, &texts)?;
    let thread = store.thread_fetch(customer, args.history)?;
    if session.common.json {
        output::json(&thread)?;
    } else {
        output::data(&lines(&thread, &config, &texts))?;
    }
    Ok(0)
}
