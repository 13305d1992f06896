//! `filo set-apart`: the rows that could not be used, with place and reason.

use super::Session;
use crate::cli;
use crate::output;
use crate::problem::Result;

pub(super) fn run(args: &cli::SetApart, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let mut rows = store.set_apart_list(args.source.as_deref(), args.limit)?;
    if !args.raw {
        // Rows are personal data: they are shown only where asked for.
        rows.iter_mut().for_each(|row| row.raw = None);
    }
    if session.common.json {
        output::json(&rows)?;
        return Ok(0);
    }
    let texts = session.texts();
    for row in &rows {
        let reason = texts.say(&format!("apart-{}", row.code), &[("detail", &row.detail)]);
        output::data(&format!("{}:{}  {reason}", row.path, row.line))?;
        if let Some(raw) = row.raw.as_deref().filter(|_| args.raw) {
            output::data(&format!("    {}", raw.escape_debug()))?;
        }
    }
    if rows.is_empty() {
        output::say(&texts.say("apart-none", &[]));
    }
    Ok(0)
}
