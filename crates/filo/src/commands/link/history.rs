//! `filo link history`: the decisions that were taken, the versions of the model, and what became of
//! customers.

use filo_model::record::{Decision, DecisionContent, Judgement};
use filo_store::Store;
use filo_store::linking::Lineage;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::cli::History;
use crate::commands::{Session, one_customer};
use crate::output;
use crate::problem::Result;
use crate::texts::Texts;

pub(super) fn run(store: &Store, args: &History, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let customer = args.who.as_deref().map(|who| one_customer(store, who, &texts)).transpose()?;
    let lineage = store.lineage_list(customer)?;
    let mut decisions = store.decision_list()?;
    if let Some(customer) = customer {
        let thread = store.thread_fetch(customer, false)?;
        let is_theirs = |id| thread.records.iter().any(|one| one.record.id == id);
        let mut about: Vec<i64> = Vec::new();
        decisions.retain(|decision| {
            let is_about = match decision.content {
                DecisionContent::Pair { a, b, .. } => is_theirs(a) || is_theirs(b),
                DecisionContent::Undo { decision } => about.contains(&decision),
            };
            if is_about {
                about.push(decision.number);
            }
            is_about
        });
    }
    if session.common.json {
        output::json(&serde_json::json!({ "decisions": decisions, "lineage": lineage }))?;
        return Ok(0);
    }
    let mut lines: Vec<(i64, String)> = Vec::new();
    lines.extend(decisions.iter().map(|one| (one.at, decision_line(one, &texts))));
    lines.extend(lineage.iter().map(|one| (one.at, lineage_line(one, &texts))));
    if customer.is_none() {
        for kept in store.model_list()? {
            let values = [
                ("version", &*kept.version.to_string()),
                ("records", &*texts.count(kept.model.records)),
                ("labels", &*texts.count(kept.model.labels)),
            ];
            lines.push((kept.model.at, texts.say("link-model", &values)));
        }
    }
    // In the order of time; what happened at one moment in the order above.
    lines.sort_by_key(|&(at, _)| at);
    for (at, line) in &lines {
        output::data(&format!("{}  {line}", moment(*at)))?;
    }
    if lines.is_empty() {
        output::say(&texts.say("link-none", &[]));
    }
    Ok(0)
}

fn moment(at: i64) -> String {
    let at = Timestamp::from_millisecond(at).unwrap_or_default();
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%SZ").to_string()
}

fn decision_line(decision: &Decision, texts: &Texts) -> String {
    let content = match &decision.content {
        DecisionContent::Pair { a, b, judgement } => {
            let key = if *judgement == Judgement::Same { "link-same" } else { "link-not-same" };
            texts.say(key, &[("a", &a.to_string()), ("b", &b.to_string())])
        }
        DecisionContent::Undo { decision } => {
            texts.say("link-undo", &[("number", &decision.to_string())])
        }
    };
    format!("{}  {}  {content}  {}", decision.number, decision.author, decision.reason)
}

fn lineage_line(lineage: &Lineage, texts: &Texts) -> String {
    let (customer, other) = (lineage.customer.to_string(), lineage.other.to_string());
    let values = [("customer", &*customer), ("other", &*other)];
    texts.say(&format!("link-{}", lineage.fate.name()), &values)
}
