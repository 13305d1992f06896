//! `filo person`: export, restriction and erasure of one customer's data.

use filo_store::Store;
use filo_store::person::ErasureReceipt;
use filo_store::thread::CustomerId;

use super::{Session, one_customer};
use crate::cli::PersonAction;
use crate::output;
use crate::problem::Result;

pub(super) fn run(action: &PersonAction, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    match action {
        PersonAction::Export(args) => {
            let customer = one_customer(&store, &args.who, &texts)?;
            let export = store.person_export(customer)?;
            if args.dry_run {
                let counts = [
                    ("records", &*export.thread.records.len().to_string()),
                    ("entries", &*export.thread.entries.len().to_string()),
                ];
                output::data(&texts.say("person-would-export", &counts))?;
            } else {
                output::json(&export)?;
            }
        }
        PersonAction::Restrict(args) => {
            let customer = one_customer(&store, &args.who, &texts)?;
            let _claim = store.writer_claim()?;
            if !args.dry_run {
                store.person_restrict(customer, !args.lift)?;
            }
            let key = match (args.lift, args.dry_run) {
                (false, false) => "person-restricted",
                (true, false) => "person-lifted",
                (false, true) => "person-would-restrict",
                (true, true) => "person-would-lift",
            };
            output::data(&texts.say(key, &[("customer", &customer.to_string())]))?;
        }
        PersonAction::Erase(args) => {
            let customer = one_customer(&store, &args.who, &texts)?;
            erase(&store, customer, args.dry_run, session)?;
        }
    }
    Ok(0)
}

fn erase(store: &Store, customer: CustomerId, dry_run: bool, session: &Session) -> Result<()> {
    let texts = session.texts();
    let _claim = store.writer_claim()?;
    let receipt = store.person_erase(customer, dry_run)?;
    store.compact_if_due()?;
    if session.common.json {
        return output::json(&receipt);
    }
    let ErasureReceipt {
        records,
        statements,
        entries,
        texts: words,
        set_apart,
        decisions,
        files_outside,
    } = &receipt;
    let values = [
        ("records", &*texts.count(*records)),
        ("statements", &*texts.count(*statements)),
        ("entries", &*texts.count(*entries)),
        ("texts", &*texts.count(*words)),
        ("apart", &*texts.count(*set_apart)),
        ("decisions", &*texts.count(*decisions)),
    ];
    output::data(
        &texts.say(if dry_run { "person-would-erase" } else { "person-erased" }, &values),
    )?;
    if !files_outside.is_empty() {
        output::data(&texts.say("person-files-outside", &[]))?;
        for file in files_outside {
            output::data(&format!("  {file}"))?;
        }
    }
    Ok(())
}
