//! `filo search`: entries by their words, newest first.

use serde_json::json;

use super::Session;
use crate::cli;
use crate::output;
use crate::problem::{Problem, Result};

/// How much of a text is shown in a line, in characters.
const SHOWN: usize = 100;

pub(super) fn run(args: &cli::Search, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let hits = store.text_search(&args.words.join(" "), args.limit)?;
    if hits.is_empty() {
        return Err(Problem::new("no-text-found").as_answer());
    }
    let sequences: Vec<i64> = hits.iter().map(|(_, seq)| *seq).collect();
    let entries = store.entry_fetch(&sequences)?;
    if session.common.json {
        let found: Vec<_> = hits
            .iter()
            .zip(&entries)
            .map(|((customer, _), entry)| json!({ "customer": customer, "entry": entry }))
            .collect();
        output::json(&found)?;
        return Ok(0);
    }
    let texts = session.texts();
    for ((customer, _), entry) in hits.iter().zip(&entries) {
        let text = entry.text.as_ref().map(|text| text.text.as_str()).unwrap_or_default();
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = line.chars().take(SHOWN).collect();
        output::data(&format!("{customer}  {}  {shown}", texts.date(entry.at.date())))?;
    }
    Ok(0)
}
