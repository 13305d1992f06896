//! `filo link`: who is the same, why, and the decisions of people about it.
//!
//! Layout: `decide` takes decisions and undoes them, `explain` says what holds a customer together and
//! what speaks for a pair, `review` lists what is left to people, `history` what became of customers,
//! `learn` makes versions of the model, `run` links any file of people.

mod decide;
mod explain;
mod history;
mod learn;
mod review;
mod run;

use filo_model::digest::Digest;
use filo_store::Store;
use filo_store::thread::LinkedRecord;

use super::{Session, one_customer};
use crate::cli::LinkAction;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(super) fn run(action: &LinkAction, session: &Session) -> Result<u8> {
    if let LinkAction::Run(args) = action {
        return run::run(args, session);
    }
    let config = session.config()?;
    let store = Session::store(&config)?;
    match action {
        LinkAction::Run(_) => Ok(0),
        LinkAction::Explain(args) => explain::run(&store, args, session),
        LinkAction::Decide(args) => decide::decide(&store, &config, args, session),
        LinkAction::Undo(args) => decide::undo(&store, &config, args, session),
        LinkAction::Review(args) => review::run(&store, args, session),
        LinkAction::History(args) => history::run(&store, args, session),
        LinkAction::Learn(args) => learn::run(&store, &config, args, session),
    }
}

/// The records that somebody means: one record by its id, else all of the customer that fits.
fn records_of(store: &Store, who: &str, texts: &Texts) -> Result<Vec<LinkedRecord>> {
    let id = who.parse::<Digest>().ok();
    let customer = id.map(|id| store.customer_of_record(id)).transpose()?.flatten();
    if let (Some(id), Some(customer)) = (id, customer) {
        let mut records = store.thread_fetch(customer, false)?.records;
        records.retain(|one| one.record.id == id);
        return Ok(records);
    }
    let customer = one_customer(store, who, texts)?;
    Ok(store.thread_fetch(customer, false)?.records)
}

/// A record by its id.
fn record_id(store: &Store, text: &str) -> Result<Digest> {
    // What was typed may be a name: it is not repeated.
    let id: Digest = text.parse().map_err(|_| Problem::new("record-id"))?;
    match store.customer_of_record(id)? {
        Some(_) => Ok(id),
        None => Err(Problem::new("record-id")),
    }
}

/// The weight that people read: the odds in bits.
fn bits(odds: f32) -> f64 {
    f64::from(odds) / std::f64::consts::LN_2
}

/// The probability of these odds.
fn probability(odds: f32) -> f64 {
    1.0 / (1.0 + (-f64::from(odds)).exp())
}
