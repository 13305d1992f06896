//! `filo weave`: reads all sources into threads and says what became of every row.

use filo_store::Store;
use filo_store::load::Tally;

use super::Session;
use crate::clock::{Stopwatch, now};
use crate::config::Config;
use crate::output::{self, Bar};
use crate::pipeline::weave::{Woven, weave};
use crate::problem::Result;
use crate::texts::Texts;

pub(super) fn run(session: &Session) -> Result<u8> {
    let config = session.config()?;
    weave_and_tell(&config, session)
}

/// Weaves and tells; the exit code says whether every file could be read.
pub(super) fn weave_and_tell(config: &Config, session: &Session) -> Result<u8> {
    let woven = weave_here(config, session)?;
    if session.common.json {
        output::json(&woven)?;
    } else {
        tell(&woven, session)?;
    }
    Ok(code(&woven))
}

/// 0 where every file could be read.
pub(super) fn code(woven: &Woven) -> u8 {
    if woven.problems.is_empty() { 0 } else { 2 }
}

/// The counts of every source on standard output.
pub(super) fn tell(woven: &Woven, session: &Session) -> Result<()> {
    if session.common.quiet {
        return Ok(());
    }
    output::data(&table(woven, &session.texts()))
}

/// Weaves, with progress and problems on standard error.
pub(super) fn weave_here(config: &Config, session: &Session) -> Result<Woven> {
    let texts = session.texts();
    let store = Store::create(&config.store)?;
    let watch = Stopwatch::start();
    let mut bar = Bar::new(&texts, session.common.quiet);
    let woven = weave(config, &store, now(), &mut bar)?;
    tracing::info!(rows = woven.total.rows, duration_s = watch.seconds(), "woven");
    for problem in &woven.problems {
        output::say(&problem.explain(&texts));
    }
    Ok(woven)
}

/// One line a source, and the sum that has to be right.
fn table(woven: &Woven, texts: &Texts) -> String {
    let heads = ["source", "rows", "loaded", "corrected", "known", "apart"];
    let mut rows: Vec<[String; 6]> =
        vec![heads.map(|head| texts.say(&format!("woven-{head}"), &[]))];
    let line = |name: String, tally: &Tally| {
        let counts = [tally.rows, tally.loaded, tally.corrected, tally.known, tally.set_apart];
        let [a, b, c, d, e] = counts.map(|count| texts.count(count));
        [name, a, b, c, d, e]
    };
    for source in &woven.sources {
        rows.push(line(source.name.clone(), &source.tally));
    }
    rows.push(line(texts.say("woven-total", &[]), &woven.total));
    let mut text = columns(&rows);
    text.push_str(&texts.say(
        "woven-customers",
        &[("customers", &texts.count(woven.customers)), ("records", &texts.count(woven.records))],
    ));
    if woven.total.set_apart > 0 {
        text.push('\n');
        text.push_str(
            &texts.say("woven-see-apart", &[("count", &texts.count(woven.total.set_apart))]),
        );
    }
    text
}

/// Lines whose columns are as wide as they need to be; numbers to the right.
fn columns(rows: &[[String; 6]]) -> String {
    let width =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = format!("{:<w$}", row[0], w = widths[0]);
        for column in 1..6 {
            line.push_str(&format!("  {:>w$}", row[column], w = widths[column]));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
