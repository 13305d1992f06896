//! `filo ask WHO --action A`: may this be done to this customer?

use std::io::Read as _;
use std::path::Path;

use filo_guard::fact::value::Value;
use filo_guard::fact::vocabulary::FactName;
use filo_store::Store;
use filo_store::thread::CustomerId;
use filo_store::verdict::{NewVerdict, VerdictId};

use super::lines::lines;
use crate::cli;
use crate::clock::now;
use crate::commands::{Session, one_customer};
use crate::config::Config;
use crate::guard::ask::{Asked, decide};
use crate::guard::cards;
use crate::guard::log::{Versions, content};
use crate::guard::setting::{setting, stale};
use crate::guard::threads::Threads;
use crate::guard::told::{Teller, Told};
use crate::guard::written::{Written, known_fact, unknown_fact};
use crate::output;
use crate::problem::{Problem, Result};

pub(in crate::commands) fn run(args: &cli::Ask, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    session.tell_if_behind(&store)?;
    let written = match &args.question {
        Some(path) => read(path)?,
        None => typed(args)?,
    };
    let asked = written.asked(&config.zone, now())?;
    let customer = one_customer(&store, &written.who, &texts)?;
    let (mut told, content) = told(&store, &config, session, &asked, customer)?;
    if !args.dry_run {
        let author = session.author(&config);
        told.decision = Some(keep(&store, asked, &told, (author, content))?);
    }
    if session.common.json {
        output::json(&told)?;
    } else {
        output::data(&lines(&told, &config, &texts))?;
    }
    Ok(u8::from(args.fail_on.is_some_and(|answer| told.answer >= answer)))
}

fn typed(args: &cli::Ask) -> Result<Written> {
    let facts = args.facts.iter().map(|fact| fact_typed(fact));
    Ok(Written {
        who: args.who.clone().unwrap_or_default(),
        action: args.action.map(|action| action.name().to_owned()).unwrap_or_default(),
        claim: args.claim.clone(),
        instalment: args.instalment,
        amount: args.amount.clone(),
        product: args.product.clone(),
        contract: args.contract.clone(),
        matter: args.matter.clone(),
        channel: args.channel.map(|channel| channel.name().to_owned()),
        on: args.on.clone(),
        facts: facts.collect::<Result<_>>()?,
    })
}

/// A fact as it is typed: `name=value`.
fn fact_typed(fact: &str) -> Result<(String, Value)> {
    let (name, value) = fact.split_once('=').ok_or_else(|| unknown_fact(fact))?;
    let value = match value.trim() {
        "true" | "yes" | "si" | "sì" => Value::Flag(true),
        "false" | "no" => Value::Flag(false),
        word => word.parse().map_or_else(|_| Value::Word(word.to_owned()), Value::Number),
    };
    Ok((name.trim().to_owned(), value))
}

/// Facts as they are typed, by their names and types.
pub(super) fn stated(facts: &[String]) -> Result<Vec<(FactName, Value)>> {
    let facts = facts.iter().map(|fact| {
        let (name, value) = fact_typed(fact)?;
        known_fact(&name, &value)
    });
    facts.collect()
}

fn read(path: &Path) -> Result<Written> {
    let name = path.display().to_string();
    let text = if name == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let wrong = || Problem::new("ask-question").with("file", &name);
    let text = text.map_err(|error| wrong().caused_by(error))?;
    // The text may hold a person's data: the place of the fault is told, not what stands there.
    Written::parse(&text)
        .map_err(|error| wrong().with("line", error.line()).with("column", error.column()))
}

fn told(
    store: &Store,
    config: &Config,
    session: &Session,
    asked: &Asked,
    customer: CustomerId,
) -> Result<(Told, String)> {
    let texts = session.texts();
    let guard = cards::guard(config)?;
    let _view = store.view()?;
    let readings = store.reading_list()?;
    let as_of = asked.planned.millis.min(now());
    let setting = setting(config, &readings, Some(as_of));
    let thread = Threads::new(store, &config.zone)?.of(customer)?;
    let decided = decide(&guard, &setting, asked, customer, &thread);
    let versions = Versions::new(&guard, store.sequence()?);
    let kept = content(&decided, &guard, &versions);
    let teller = Teller { config, guard: &guard, store, texts: &texts, now: now() };
    let mut told =
        teller.tell(&decided, asked.action.name(), &thread.events, &thread.claims, versions)?;
    let wanted = guard.wanted(asked.action);
    let missing = setting.sources.missing();
    told.not_checked =
        missing.iter().filter(|fact| wanted.has(**fact)).map(|fact| fact.name()).collect();
    told.stale = stale(config, &readings, as_of);
    Ok((told, kept))
}

fn keep(
    store: &Store,
    asked: Asked,
    told: &Told,
    (author, content): (String, String),
) -> Result<VerdictId> {
    let new = NewVerdict {
        at: now(),
        asked_by: author,
        customer: Some(told.customer),
        action: told.action,
        planned: asked.planned.millis,
        answer: told.answer.name(),
        claim: asked.claim,
        content,
    };
    let ids = store.verdicts_append(&[new])?;
    ids.first().copied().ok_or_else(|| Problem::new("store"))
}
