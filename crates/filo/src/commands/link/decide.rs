//! `filo link decide` and `undo`: what a person knows better.

use filo_model::record::{DecisionContent, Judgement};
use filo_store::Store;

use super::record_id;
use crate::cli::{Decide, Said, Undo};
use crate::clock::now;
use crate::commands::Session;
use crate::config::Config;
use crate::output;
use crate::pipeline;
use crate::problem::{Problem, Result};

pub(super) fn decide(
    store: &Store,
    config: &Config,
    args: &Decide,
    session: &Session,
) -> Result<u8> {
    let (a, b) = (record_id(store, &args.a)?, record_id(store, &args.b)?);
    if a == b {
        return Err(Problem::new("record-twice"));
    }
    let judgement = match args.said {
        Said::Same => Judgement::Same,
        Said::NotSame => Judgement::NotSame,
    };
    let content = DecisionContent::Pair { a, b, judgement };
    keep(store, config, &args.reason, &content, session)
}

/// Whether a decision is passed over for an earlier one that it contradicts.
fn is_passed_over(store: &Store, content: &DecisionContent) -> Result<bool> {
    let DecisionContent::Pair { a, b, judgement: Judgement::Same } = content else {
        return Ok(false);
    };
    Ok(store.customer_of_record(*a)? != store.customer_of_record(*b)?)
}

pub(super) fn undo(store: &Store, config: &Config, args: &Undo, session: &Session) -> Result<u8> {
    let content = DecisionContent::Undo { decision: args.number };
    keep(store, config, &args.reason, &content, session)
}

/// Keeps a decision and makes the customers that it leads to.
fn keep(
    store: &Store,
    config: &Config,
    reason: &str,
    content: &DecisionContent,
    session: &Session,
) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let number = store.decision_append(now(), &session.author(config), reason, content)?;
    let linked = pipeline::link(store, &config.link)?;
    let is_passed_over = is_passed_over(store, content)?;
    if session.common.json {
        output::json(&serde_json::json!({
            "decision": number,
            "customers": linked.customers,
            "merged": linked.merged,
            "split": linked.split,
            "passed_over": is_passed_over,
        }))?;
        return Ok(u8::from(is_passed_over));
    }
    let texts = session.texts();
    let values = [("number", &*number.to_string()), ("customers", &*texts.count(linked.customers))];
    output::data(&texts.say("link-decided", &values))?;
    if is_passed_over {
        output::say(&texts.say("link-contradicts", &values));
    }
    Ok(u8::from(is_passed_over))
}
