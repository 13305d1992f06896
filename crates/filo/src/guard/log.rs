//! What the decision log keeps of a verdict: cards, facts, entries, alternatives, versions; no name.

use filo_guard::fact::value::Fact;
use filo_guard::guard::{Because, FACTS_VERSION, Guard, Spoken, Verdict};
use serde_json::{Map, Value, json};

use super::ask::{Decided, Part};

/// What was in force when a verdict was given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Versions {
    /// The digest of all cards.
    pub rules: String,
    /// The version of the vocabulary of facts.
    pub facts: u32,
    /// The newest sequence number of the store: what came later was not looked at.
    pub sequence: i64,
}

impl Versions {
    /// The versions of a guard over a store at a sequence number.
    #[must_use]
    pub fn new(guard: &Guard, sequence: i64) -> Self {
        Self { rules: guard.version().to_string(), facts: FACTS_VERSION, sequence }
    }
}

/// The content of a decision as the store keeps it.
#[must_use]
pub fn content(decided: &Decided, guard: &Guard, versions: &Versions) -> String {
    let parts: Vec<Value> = decided.parts.iter().map(|part| one(part, guard)).collect();
    json!({ "parts": parts, "versions": versions }).to_string()
}

fn one(part: &Part, guard: &Guard) -> Value {
    let verdict = &part.verdict;
    let spoken = |all: &[Spoken]| -> Vec<Value> {
        all.iter().map(|one| card(one, verdict, guard)).collect()
    };
    let facts: Map<String, Value> = verdict
        .facts
        .iter()
        .map(|(name, fact)| {
            let value = match fact {
                Fact::Known(value, _) => json!(value),
                Fact::Unknown(why) => json!({ "unknown": why }),
            };
            (name.name().to_owned(), value)
        })
        .collect();
    let instead: Vec<&str> = verdict.alternatives.iter().map(|one| one.action.name()).collect();
    let mut told = json!({
        "answer": verdict.judgement.answer,
        "cards": spoken(&verdict.judgement.spoken),
        "facts": facts,
    });
    if let Value::Object(told) = &mut told {
        if !instead.is_empty() {
            told.insert("instead".to_owned(), json!(instead));
        }
        if !verdict.judgement.shadow.is_empty() {
            told.insert("shadow".to_owned(), json!(spoken(&verdict.judgement.shadow)));
        }
        if verdict.judgement.erred {
            told.insert("erred".to_owned(), json!(true));
        }
    }
    told
}

fn card(spoken: &Spoken, verdict: &Verdict, guard: &Guard) -> Value {
    let Some(card) = guard.cards().get(spoken.card) else { return Value::Null };
    let mut entries: Vec<i64> = card
        .facts()
        .iter()
        .filter_map(|fact| verdict.facts.get(fact))
        .flat_map(|fact| fact.evidence().iter().map(|one| one.seq))
        .collect();
    entries.sort_unstable();
    entries.dedup();
    let mut told = json!({ "card": card.id, "version": card.version, "answer": spoken.answer, "entries": entries });
    if let (Because::Undecided(missing), Value::Object(told)) = (&spoken.because, &mut told) {
        told.insert("missing".to_owned(), json!(missing));
    }
    told
}

/// The content of a decision on a row of a list that the guard could not be asked about: why, how many
/// customers fit, and the row's line; nobody's id.
#[must_use]
pub fn unjudged(why: &str, candidates: usize, line: u64, versions: &Versions) -> String {
    let mut told = json!({ "line": line, "parts": [], "row": why, "versions": versions });
    if let (Value::Object(told), true) = (&mut told, candidates > 0) {
        told.insert("candidates".to_owned(), json!(candidates));
    }
    told.to_string()
}
