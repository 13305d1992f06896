//! `filo link review`: pairs of customers that may be one, left to a person, the most valuable first.

use filo_model::record::Details;
use filo_store::Store;
use filo_store::linking::Proposal;
use filo_store::project::RecordNumber;

use super::explain::{because, explain_records};
use super::{bits, probability};
use crate::cli::Review;
use crate::commands::Session;
use crate::output;
use crate::problem::Result;
use crate::texts::Texts;

pub(super) fn run(store: &Store, args: &Review, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let (proposals, count) = store.proposal_list(args.limit)?;
    let mut told = Vec::new();
    for proposal in &proposals {
        let (a, b) = (side(store, proposal.a)?, side(store, proposal.b)?);
        if let (Some(a), Some(b)) = (a, b) {
            told.push(Pair { a, b, proposal: *proposal });
        }
    }
    if session.common.json {
        let pairs: Vec<_> = told.iter().map(Pair::json).collect();
        output::json(&serde_json::json!({ "count": count, "pairs": pairs }))?;
        return Ok(0);
    }
    for pair in &told {
        pair.tell(store, &texts)?;
    }
    let values = [("shown", &*texts.count(told.len() as u64)), ("count", &*texts.count(count))];
    output::say(&texts.say("link-review", &values));
    Ok(0)
}

/// One of two records that may be the same customer's.
struct Side {
    id: String,
    system: String,
    name: String,
}

struct Pair {
    a: Side,
    b: Side,
    proposal: Proposal,
}

fn side(store: &Store, number: RecordNumber) -> Result<Option<Side>> {
    let mut found = None;
    let systems = store.system_names()?;
    store.record_scan(number..=number, &mut |record| {
        let system = systems.iter().find(|(id, _)| *id == record.system);
        found = Some(Side {
            id: record.id.to_string(),
            system: system.map(|(_, name)| name.clone()).unwrap_or_default(),
            name: shown(&record.details),
        });
    })?;
    Ok(found)
}

fn shown(details: &Details) -> String {
    details.display_name().unwrap_or_default()
}

impl Pair {
    fn json(&self) -> serde_json::Value {
        let side = |side: &Side| serde_json::json!({ "record": side.id, "system": side.system, "name": side.name });
        serde_json::json!({
            "a": side(&self.a),
            "b": side(&self.b),
            "weight": bits(self.proposal.odds),
            "probability": probability(self.proposal.odds),
            "pairs": self.proposal.pairs,
        })
    }

    fn tell(&self, store: &Store, texts: &Texts) -> Result<()> {
        let likely = format!("{:.2}", probability(self.proposal.odds));
        let values =
            [("probability", &*likely), ("pairs", &*texts.count(self.proposal.pairs.into()))];
        output::data(&texts.say("link-proposal", &values))?;
        for side in [&self.a, &self.b] {
            output::data(&format!("  {}  {}  {}", side.id, side.system, side.name))?;
        }
        let explained = explain_records(store, &self.a.id, &self.b.id, texts)?;
        if let Some(explanation) = explained {
            output::data(&format!("  {}", because(&explanation, texts)))?;
        }
        Ok(())
    }
}
