//! `filo golden`: of each field of a customer the best value, and what people choose about it.

use filo_identity::golden::{Grade, Said, values};
use filo_model::choice::{ChoiceContent, Field};
use filo_model::digest::Digest;
use filo_store::Store;
use serde_json::json;

use super::golden_lines::{history_line, lines, view_json};
use super::{Session, one_customer};
use crate::cli::{Golden, GoldenAction, GoldenDecide, Undo};
use crate::clock::now;
use crate::config::Config;
use crate::golden::{Setting, view};
use crate::output;
use crate::problem::{Problem, Result};

pub(super) fn run(args: &Golden, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    match (&args.action, &args.who) {
        (Some(GoldenAction::Decide(decide)), _) => choose(&store, &config, decide, session),
        (Some(GoldenAction::Undo(args)), _) => undo(&store, &config, args, session),
        (Some(GoldenAction::History), _) => history(&store, &config, session),
        (None, who) => show(&store, &config, who.as_deref().unwrap_or_default(), session),
    }
}

fn show(store: &Store, config: &Config, who: &str, session: &Session) -> Result<u8> {
    let texts = session.texts();
    session.tell_if_behind(store)?;
    let customer = one_customer(store, who, &texts)?;
    let setting = Setting::new(config, store)?;
    let view = view(&setting, store.statement_fetch(customer)?);
    if session.common.json {
        output::json(&view_json(&view))?;
    } else {
        output::data(&lines(&view, config, &texts))?;
    }
    Ok(0)
}

fn choose(store: &Store, config: &Config, args: &GoldenDecide, session: &Session) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let record = record(store, &args.record)?;
    let customer =
        store.customer_of_record(record)?.ok_or_else(|| Problem::new("record-unknown"))?;
    let setting = Setting::new(config, store)?;
    let mut said = setting.said(store.statement_fetch(customer)?);
    said.retain(|one| one.record == record);
    let statement = statement(&said, args)?;
    let content = ChoiceContent::Right { record, field: args.field, statement };
    let reason = args.reason.trim();
    if reason.is_empty() {
        return Err(Problem::new("no-reason"));
    }
    let number = store.choice_append(now(), &session.author(config), reason, &content)?;
    if session.common.json {
        output::json(&json!({ "choice": number, "customer": customer }))?;
        return Ok(0);
    }
    let texts = session.texts();
    let field = texts.say(&field_key(args.field), &[]);
    output::data(
        &texts.say("golden-chosen", &[("number", &*number.to_string()), ("field", &field)]),
    )?;
    Ok(0)
}

/// The record of an id, or of a key that only one system has.
fn record(store: &Store, typed: &str) -> Result<Digest> {
    let found = store.record_find(typed.trim())?;
    match found.as_slice() {
        [(record, _)] => Ok(*record),
        [] => Err(Problem::new("record-unknown")),
        _ => Err(Problem::new("record-several")),
    }
}

/// The statement in which the record's value of the field stands.
fn statement(said: &[Said], args: &GoldenDecide) -> Result<Digest> {
    let mut found: Vec<(String, Digest)> = Vec::new();
    for one in said.iter().filter(|one| args.source.as_ref().is_none_or(|name| *name == one.source))
    {
        let Some(version) = one.present() else { continue };
        let value = values(args.field, &version.details).into_iter().next();
        found.extend(
            value.filter(|value| value.grade <= Grade::Part).map(|one| (one.text, version.digest)),
        );
    }
    let Some((text, digest)) = found.first() else {
        return Err(Problem::new("record-without-field").with("field", args.field.name()));
    };
    if found.iter().any(|(other, _)| other != text) {
        return Err(Problem::new("record-says-several"));
    }
    Ok(*digest)
}

fn undo(store: &Store, config: &Config, args: &Undo, session: &Session) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let reason = args.reason.trim();
    if reason.is_empty() {
        return Err(Problem::new("no-reason"));
    }
    let content = ChoiceContent::Undo { choice: args.number };
    let number = store.choice_append(now(), &session.author(config), reason, &content)?;
    if session.common.json {
        output::json(&json!({ "choice": number }))?;
        return Ok(0);
    }
    let undone = args.number.to_string();
    let values = [("number", &*number.to_string()), ("undone", &*undone)];
    output::data(&session.texts().say("golden-undone", &values))?;
    Ok(0)
}

fn history(store: &Store, config: &Config, session: &Session) -> Result<u8> {
    let choices = store.choice_list()?;
    if session.common.json {
        output::json(&choices)?;
        return Ok(0);
    }
    let texts = session.texts();
    for choice in &choices {
        output::data(&history_line(choice, config, &texts))?;
    }
    if choices.is_empty() {
        output::say(&texts.say("golden-no-choices", &[]));
    }
    Ok(0)
}

/// The key of a field's name for people.
pub(super) fn field_key(field: Field) -> String {
    format!("golden-field-{}", field.name().replace('_', "-"))
}
