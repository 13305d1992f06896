//! `filo listen learn`: a small correction of the weights from reviews of what was heard.

use serde_json::{Map, json};

use crate::cli::listen::Learn;
use crate::commands::Session;
use crate::listen::learn;
use crate::output;
use crate::problem::Result;

pub(super) fn run(args: &Learn, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    let _claim = store.writer_claim()?;
    if args.forget {
        let had = store.correction()?.is_some();
        store.correction_set(None)?;
        if session.common.json {
            output::json(&json!({ "forgotten": had }))?;
        } else {
            output::data(
                &texts.say(if had { "listen-forgotten" } else { "listen-nothing-learnt" }, &[]),
            )?;
        }
        return Ok(0);
    }
    let learnt = learn::learn(&config, &store)?;
    let correction = &learnt.correction;
    if session.common.json {
        let kinds: Map<String, serde_json::Value> = correction
            .learnt
            .iter()
            .map(|(kind, one)| {
                let counts = json!({ "confirmed": one.confirmed, "rejected": one.rejected });
                (kind.name().to_owned(), counts)
            })
            .collect();
        output::json(&json!({
            "reviews": learnt.reviews, "examples": learnt.examples, "kinds": kinds,
            "features": correction.len(),
        }))?;
        return Ok(0);
    }
    let count = |number: usize| texts.count(number as u64);
    let counts = [
        ("reviews", &*count(learnt.reviews)),
        ("examples", &*count(learnt.examples)),
        ("features", &*count(correction.len())),
    ];
    output::data(&texts.say("listen-learnt", &counts))?;
    for (kind, one) in &correction.learnt {
        let kind = texts.word("signal", kind.name());
        let (confirmed, rejected) = (texts.count(one.confirmed), texts.count(one.rejected));
        let values = [("kind", &*kind), ("confirmed", &*confirmed), ("rejected", &*rejected)];
        output::data(&texts.say("listen-learnt-kind", &values))?;
    }
    Ok(0)
}
