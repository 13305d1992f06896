//! `filo link`: who is the same, why, and the decisions of people about it.

use filo_model::digest::Digest;
use filo_model::record::{DecisionContent, Judgement};
use filo_store::Store;

use super::{Session, link_run, one_customer};
use crate::cli::{LinkAction, Pair};
use crate::clock::now;
use crate::config::Config;
use crate::output;
use crate::pipeline;
use crate::problem::{Problem, Result};

pub(super) fn run(action: &LinkAction, session: &Session) -> Result<u8> {
    if let LinkAction::Run(args) = action {
        return link_run::run(args, session);
    }
    let config = session.config()?;
    let store = Session::store(&config)?;
    match action {
        LinkAction::Run(_) => Ok(0),
        LinkAction::List => list(&store, session),
        LinkAction::Explain(args) => explain(&store, &args.who, session),
        LinkAction::Same(pair) => judge(&store, &config, pair, Judgement::Same, session),
        LinkAction::NotSame(pair) => judge(&store, &config, pair, Judgement::NotSame, session),
        LinkAction::Undo(undo) => {
            let content = DecisionContent::Undo { decision: undo.number };
            decide(&store, &config, &undo.reason, &content, session)
        }
    }
}

fn list(store: &Store, session: &Session) -> Result<u8> {
    let decisions = store.decision_list()?;
    if session.common.json {
        output::json(&decisions)?;
        return Ok(0);
    }
    let texts = session.texts();
    for decision in &decisions {
        let content = match &decision.content {
            DecisionContent::Pair { a, b, judgement } => {
                let key = if *judgement == Judgement::Same { "link-same" } else { "link-not-same" };
                texts.say(key, &[("a", &a.to_string()), ("b", &b.to_string())])
            }
            DecisionContent::Undo { decision } => {
                texts.say("link-undo", &[("number", &decision.to_string())])
            }
        };
        output::data(&format!(
            "{}  {}  {content}  {}",
            decision.number, decision.author, decision.reason
        ))?;
    }
    if decisions.is_empty() {
        output::say(&texts.say("link-none", &[]));
    }
    Ok(0)
}

/// The records of a customer and the link that holds each.
fn explain(store: &Store, who: &str, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let customer = one_customer(store, who, &texts)?;
    let thread = store.thread_fetch(customer, false)?;
    if session.common.json {
        output::json(&thread.records)?;
        return Ok(0);
    }
    for linked in &thread.records {
        let record = &linked.record;
        let name = record.details.display_name().unwrap_or_default();
        let why = match (&linked.rule, linked.linked_to) {
            (Some(rule), Some(to)) => {
                let rule = texts.say(&format!("rule-{rule}"), &[]);
                texts.say("thread-linked", &[("to", &to.to_string()), ("rule", &rule)])
            }
            _ => texts.say("link-naming", &[]),
        };
        output::data(&format!("{}  {} {}  {name}  {why}", record.id, record.system, record.key))?;
    }
    Ok(0)
}

fn judge(
    store: &Store,
    config: &Config,
    pair: &Pair,
    judgement: Judgement,
    session: &Session,
) -> Result<u8> {
    let record = |text: &str| -> Result<Digest> {
        // What was typed may be a name: it is not repeated.
        let id: Digest = text.parse().map_err(|_| Problem::new("record-id"))?;
        match store.customer_of_record(id)? {
            Some(_) => Ok(id),
            None => Err(Problem::new("record-id")),
        }
    };
    let (a, b) = (record(&pair.a)?, record(&pair.b)?);
    if a == b {
        return Err(Problem::new("record-twice"));
    }
    decide(store, config, &pair.reason, &DecisionContent::Pair { a, b, judgement }, session)
}

fn decide(
    store: &Store,
    config: &Config,
    reason: &str,
    content: &DecisionContent,
    session: &Session,
) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let number = store.decision_append(now(), &session.author(config), reason, content)?;
    let linked = pipeline::link(store)?;
    if session.common.json {
        output::json(&serde_json::json!({ "decision": number, "customers": linked.customers }))?;
        return Ok(0);
    }
    let texts = session.texts();
    let values = [("number", &*number.to_string()), ("customers", &*texts.count(linked.customers))];
    output::data(&texts.say("link-decided", &values))?;
    Ok(0)
}
