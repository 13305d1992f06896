//! `filo link learn`: a new version of the model from all records and decisions, applied at once.

use filo_store::Store;

use crate::cli::Learn;
use crate::commands::Session;
use crate::config::{Config, Link};
use crate::output;
use crate::pipeline;
use crate::problem::Result;

pub(super) fn run(store: &Store, config: &Config, args: &Learn, session: &Session) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let before = store.customer_count()?;
    let precision = args.precision.unwrap_or(config.link.precision);
    let link = Link { precision, ..config.link.clone() };
    let linked = match args.back {
        Some(version) => pipeline::learn_back(store, &link, version)?,
        None => pipeline::learn(store, &link)?,
    };
    let kept = store.model_newest()?;
    let (labels, expected) =
        kept.map_or((0, 0.0), |kept| (kept.model.labels, kept.model.expected_precision));
    if session.common.json {
        output::json(&serde_json::json!({
            "model": linked.model,
            "records": linked.records,
            "labels": labels,
            "expected_precision": expected,
            "customers_before": before,
            "customers": linked.customers,
            "merged": linked.merged,
            "split": linked.split,
        }))?;
        return Ok(0);
    }
    let texts = session.texts();
    let values = [
        ("version", &*linked.model.to_string()),
        ("records", &*texts.count(linked.records)),
        ("labels", &*texts.count(labels)),
        ("precision", &*format!("{expected:.3}")),
        ("before", &*texts.count(before)),
        ("customers", &*texts.count(linked.customers)),
        ("merged", &*texts.count(linked.merged)),
        ("split", &*texts.count(linked.split)),
        ("back", &*(linked.model - 1).to_string()),
    ];
    output::data(&texts.say("link-learnt", &values))?;
    if linked.model > 1 {
        output::say(&texts.say("link-learnt-back", &values));
    }
    Ok(0)
}
