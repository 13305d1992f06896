//! `filo retention`: removes what the configured classes say is kept no longer.

use jiff::{Span, Timestamp};

use super::Session;
use crate::cli;
use crate::clock::now;
use crate::config::Config;
use crate::journey::company::keep;
use crate::listen::learn;
use crate::output;
use crate::pipeline;
use crate::problem::{Problem, Result};

pub(super) fn run(args: &cli::DryRun, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let _claim = store.writer_claim()?;
    pipeline::link(&store, &config.link)?;
    let now = now();
    let learnt = store.correction()?;
    let texts_removed = match config.retention.text_months {
        Some(months) => store.text_expire(months_before(&config, now, months)?, args.dry_run)?,
        None => 0,
    };
    let verdicts = match config.retention.verdict_months {
        Some(months) => store.verdict_expire(months_before(&config, now, months)?, args.dry_run)?,
        None => 0,
    };
    let wave_words = match config.retention.wave_words_months {
        Some(months) => {
            store.wave_words_expire(months_before(&config, now, months)?, args.dry_run)?
        }
        None => 0,
    };
    let waves = match config.retention.wave_months {
        Some(months) => store.wave_expire(months_before(&config, now, months)?, args.dry_run)?,
        None => 0,
    };
    let mut customers = 0;
    if let Some(months) = config.retention.thread_months {
        let silent = store.customer_silent_since(months_before(&config, now, months)?)?;
        if !args.dry_run {
            pipeline::forget(&store, &silent)?;
        }
        for customer in silent {
            store.person_erase(customer, args.dry_run)?;
            customers += 1;
        }
    }
    if !args.dry_run && customers > 0 {
        keep::forget(&config.store)?;
    }
    learn::again(&config, &store, learnt.as_deref())?;
    store.compact_if_due()?;
    if session.common.json {
        let removed = serde_json::json!({ "texts": texts_removed, "customers": customers, "verdicts": verdicts, "wave_words": wave_words, "waves": waves, "dry_run": args.dry_run });
        output::json(&removed)?;
    } else {
        let texts = session.texts();
        let key = if args.dry_run { "retention-would" } else { "retention-done" };
        let values = [
            ("texts", &*texts.count(texts_removed)),
            ("customers", &*texts.count(customers)),
            ("verdicts", &*texts.count(verdicts)),
        ];
        output::data(&texts.say(key, &values))?;
        if wave_words + waves > 0 {
            let values = [("words", &*texts.count(wave_words)), ("waves", &*texts.count(waves))];
            output::data(&texts.say("retention-waves", &values))?;
        }
    }
    Ok(0)
}

fn months_before(config: &Config, now: i64, months: u32) -> Result<i64> {
    let wrong = || Problem::new("retention").with("months", months.to_string());
    let moment = Timestamp::from_millisecond(now).map_err(|error| wrong().caused_by(error))?;
    let span =
        Span::new().try_months(i64::from(months)).map_err(|error| wrong().caused_by(error))?;
    let before = moment
        .to_zoned(config.zone.clone())
        .checked_sub(span)
        .map_err(|error| wrong().caused_by(error))?;
    Ok(before.timestamp().as_millisecond())
}
