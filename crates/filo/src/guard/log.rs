//! What the decision log keeps of a verdict: cards, facts, entries, alternatives, versions; no name.

use filo_guard::card::Answer;
use filo_guard::fact::Facts;
use filo_guard::fact::value::{Fact, Unknown, Value};
use filo_guard::fact::vocabulary::FactName;
use filo_guard::guard::{Because, FACTS_VERSION, Guard, Spoken};
use serde::{Serialize, Serializer};
use serde_json::json;

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
    let parts = decided.parts.iter().map(|part| KeptPart::new(part, guard)).collect();
    serde_json::to_string(&Kept { parts, versions }).unwrap_or_default()
}

#[derive(Serialize)]
struct Kept<'a> {
    parts: Vec<KeptPart<'a>>,
    versions: &'a Versions,
}

/// What is kept of the verdict on one claim.
#[derive(Serialize)]
struct KeptPart<'a> {
    answer: Answer,
    cards: Vec<KeptCard<'a>>,
    facts: KeptFacts<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    instead: Vec<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    shadow: Vec<KeptCard<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    erred: bool,
}

impl<'a> KeptPart<'a> {
    fn new(part: &'a Part, guard: &'a Guard) -> Self {
        let verdict = &part.verdict;
        let spoken = |all: &'a [Spoken]| {
            all.iter().filter_map(|one| KeptCard::new(one, &verdict.facts, guard)).collect()
        };
        Self {
            answer: verdict.judgement.answer,
            cards: spoken(&verdict.judgement.spoken),
            facts: KeptFacts(&verdict.facts),
            instead: verdict.alternatives.iter().map(|one| one.action.name()).collect(),
            shadow: spoken(&verdict.judgement.shadow),
            erred: verdict.judgement.erred,
        }
    }
}

/// What is kept of a card that spoke: the entries by their sequence numbers.
#[derive(Serialize)]
struct KeptCard<'a> {
    card: &'a str,
    version: u32,
    answer: Answer,
    entries: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'a [FactName]>,
}

impl<'a> KeptCard<'a> {
    fn new(spoken: &'a Spoken, facts: &Facts, guard: &'a Guard) -> Option<Self> {
        let card = guard.cards().get(spoken.card)?;
        let looked_at = card.facts();
        let mut entries: Vec<i64> = facts
            .iter()
            .filter(|(name, _)| looked_at.has(*name))
            .flat_map(|(_, fact)| fact.evidence().iter().map(|one| one.seq))
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let missing = match &spoken.because {
            Because::Holds => None,
            Because::Undecided(missing) => Some(missing.as_slice()),
        };
        Some(Self {
            card: &card.id,
            version: card.version,
            answer: spoken.answer,
            entries,
            missing,
        })
    }
}

/// Every fact that was looked at: its value, or why it is unknown.
struct KeptFacts<'a>(&'a Facts);

impl Serialize for KeptFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(untagged)]
        enum Worth<'a> {
            Known(&'a Value),
            Suspected { sure: Box<Worth<'a>>, suspected: &'a Value },
            Unknown { unknown: Unknown },
        }
        fn worth(fact: &Fact) -> Worth<'_> {
            match fact {
                Fact::Known(value, _) => Worth::Known(value),
                Fact::Suspected(sure, value, _) => {
                    Worth::Suspected { sure: Box::new(worth(sure)), suspected: value }
                }
                Fact::Unknown(why) => Worth::Unknown { unknown: *why },
            }
        }
        serializer.collect_map(self.0.iter().map(|(name, fact)| (name.name(), worth(fact))))
    }
}

/// The content of a decision on a row of a list that the guard could not be asked about: why, how many
/// customers fit, and the row's line; nobody's id.
#[must_use]
pub fn unjudged(why: &str, candidates: usize, line: u64, versions: &Versions) -> String {
    let mut told = json!({ "line": line, "parts": [], "row": why, "versions": versions });
    if let (serde_json::Value::Object(told), true) = (&mut told, candidates > 0) {
        told.insert("candidates".to_owned(), json!(candidates));
    }
    told.to_string()
}
