//! `filo person`: export, restriction and erasure of one customer's data.

use filo_store::Store;
use filo_store::person::ErasureReceipt;
use filo_store::thread::CustomerId;

use super::{Session, one_customer};
use crate::cli::{PersonAction, PersonWho, Restrict};
use crate::config::Config;
use crate::journey::company::keep;
use crate::listen::learn;
use crate::output;
use crate::pipeline;
use crate::problem::Result;

pub(super) fn run(action: &PersonAction, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    // A right reaches every record of the person: nobody else writes meanwhile, and what an
    // interrupted weave left unlinked is linked first.
    let _claim = store.writer_claim()?;
    pipeline::link(&store, &config.link)?;
    let (PersonAction::Export(PersonWho { who, .. })
    | PersonAction::Erase(PersonWho { who, .. })
    | PersonAction::Restrict(Restrict { who, .. })) = action;
    let customer = one_customer(&store, who, &texts)?;
    match action {
        PersonAction::Export(args) if args.dry_run => {
            let export = store.person_export(customer)?;
            let (records, entries) = (export.thread.records.len(), export.thread.entries.len());
            if session.common.json {
                output::json(&serde_json::json!({ "records": records, "entries": entries }))?;
            } else {
                let counts =
                    [("records", &*records.to_string()), ("entries", &*entries.to_string())];
                output::data(&texts.say("person-would-export", &counts))?;
            }
        }
        PersonAction::Export(_) => output::json(&store.person_export(customer)?)?,
        PersonAction::Restrict(args) => restrict(&store, customer, args, session)?,
        PersonAction::Erase(args) => erase(&config, &store, customer, args.dry_run, session)?,
    }
    Ok(0)
}

fn restrict(store: &Store, customer: CustomerId, args: &Restrict, session: &Session) -> Result<()> {
    if !args.dry_run {
        store.person_restrict(customer, !args.lift)?;
    }
    if session.common.json {
        let told = serde_json::json!({ "customer": customer, "restricted": !args.lift, "dry_run": args.dry_run });
        return output::json(&told);
    }
    let key = match (args.lift, args.dry_run) {
        (false, false) => "person-restricted",
        (true, false) => "person-lifted",
        (false, true) => "person-would-restrict",
        (true, true) => "person-would-lift",
    };
    output::data(&session.texts().say(key, &[("customer", &customer.to_string())]))
}

fn erase(
    config: &Config,
    store: &Store,
    customer: CustomerId,
    dry_run: bool,
    session: &Session,
) -> Result<()> {
    let texts = session.texts();
    let learnt = store.correction()?;
    if !dry_run {
        pipeline::forget(store, &[customer])?;
    }
    let receipt = store.person_erase(customer, dry_run)?;
    if !dry_run {
        keep::forget(&config.store)?;
    }
    learn::again(config, store, learnt.as_deref())?;
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
        choices,
        reviews,
        verdicts,
        heard_after,
        files_outside,
    } = &receipt;
    let values = [
        ("records", &*texts.count(*records)),
        ("statements", &*texts.count(*statements)),
        ("entries", &*texts.count(*entries)),
        ("texts", &*texts.count(*words)),
        ("apart", &*texts.count(*set_apart)),
        ("decisions", &*texts.count(*decisions)),
        ("choices", &*texts.count(*choices)),
        ("reviews", &*texts.count(*reviews)),
        ("verdicts", &*texts.count(*verdicts)),
        ("heard", &*texts.count(*heard_after)),
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
