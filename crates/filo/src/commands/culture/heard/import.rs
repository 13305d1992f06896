//! `filo culture heard import`: takes in a file of customers' answers.

use serde_json::json;

use crate::cli::culture::heard::HeardImport;
use crate::commands::Session;
use crate::culture::heard::answers;
use crate::output;
use crate::problem::Result;

/// How many rows set apart are named one by one.
const NAMED: usize = 20;

pub(super) fn run(args: &HeardImport, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    session.tell_if_behind(&store)?;
    let _claim = (!args.dry_run).then(|| store.writer_claim()).transpose()?;
    let read = answers::read(&args.file, &config, &store)?;
    let taken = store.after_answer(&read.answers, args.dry_run)?;
    let counts = read.counts(&taken);
    let texts = session.texts();
    for apart in read.apart.iter().take(NAMED) {
        output::say(&apart.told(&texts));
    }
    if let Some(more) = read.apart.len().checked_sub(NAMED).filter(|more| *more > 0) {
        output::say(&texts.say("culture-sheet-more", &[("count", &more.to_string())]));
    }
    if session.common.json {
        let mut told = json!(counts);
        told["dry_run"] = json!(args.dry_run);
        output::json(&told)?;
    } else {
        let key = if args.dry_run { "heard-after-would-take" } else { "heard-after-taken" };
        let values = [
            ("rows", &*texts.count(counts.rows)),
            ("answered", &*texts.count(counts.answered)),
            ("replaced", &*texts.count(counts.replaced)),
            ("asked", &*texts.count(counts.asked)),
            ("known", &*texts.count(counts.known)),
            ("apart", &*texts.count(counts.set_apart)),
        ];
        output::data(&texts.say(key, &values))?;
    }
    if answers::are_answers_alone(&taken) && !session.common.quiet {
        output::say(&texts.say("heard-after-answers-alone", &[]));
    }
    Ok(0)
}
