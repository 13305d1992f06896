//! `filo findings review`: one finding after the other as a sample is drawn, with its words, confirmed or
//! rejected by a person at once.

use std::io::{BufRead, stdin};

use filo_store::Store;
use filo_store::heard::Stretch;
use serde_json::json;

use super::findings::judged;
use super::{Session, finding_lines};
use crate::cli::FindingsReview;
use crate::clock::now;
use crate::config::Config;
use crate::findings::review::{FindingId, Standing, State, WITHIN, audit_place, precision};
use crate::findings::{Assessed, Finding, Scope, assess};
use crate::output;
use crate::problem::Result;
use crate::report::compute::names;
use crate::report::listed::listed;
use crate::report::masking::{Masking, in_words};

/// Half of the widest interval that is precise enough, in points.
const WITHIN_POINTS: u32 = 10;

/// What a person says of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Confirm(String),
    Reject(String),
    Skip,
    Quit,
}

pub(super) fn run(
    store: &Store,
    config: &Config,
    args: &FindingsReview,
    session: &Session,
) -> Result<u8> {
    let assessed = assess(config, store, Scope { as_of: None, whole: args.all }, now())?;
    let standing = Standing::new(&store.review_list()?);
    let mut next: Vec<&Finding> = assessed
        .counts
        .findings
        .iter()
        .filter(|one| one.kind == args.kind && standing.state(one.id()) == State::Suspected)
        .collect();
    next.sort_by_key(|one| audit_place(one.id()));
    next.truncate(args.limit);
    if session.common.json {
        return tell_all(store, config, &next, args, session);
    }
    let texts = session.texts();
    if next.is_empty() {
        output::say(&texts.say("findings-none", &[]));
        return Ok(0);
    }
    output::say(&texts.say("review-how", &[]));
    let names = names(config, &assessed);
    let mut answers = stdin().lock().lines();
    for finding in next {
        let listed = listed(store, &[finding], &standing, &names)?;
        for one in &listed {
            output::data(&finding_lines::lines(one, None, config, &texts))?;
        }
        for words in words(store, config, finding, args.with_names, session)? {
            output::data(&format!("    «{words}»"))?;
        }
        let mut said = None;
        while said.is_none() {
            let Some(line) = answers.next() else { return foot(store, &assessed, args, session) };
            let Ok(line) = line else { return foot(store, &assessed, args, session) };
            said = read(&line);
            if said.is_none() {
                output::say(&texts.say("review-how", &[]));
            }
        }
        match said {
            Some(Said::Confirm(reason)) => {
                keep(store, config, finding, State::Confirmed, (&reason, &assessed), session)?;
            }
            Some(Said::Reject(reason)) => {
                keep(store, config, finding, State::Rejected, (&reason, &assessed), session)?;
            }
            Some(Said::Quit) => break,
            Some(Said::Skip) | None => {}
        }
    }
    foot(store, &assessed, args, session)
}

/// What a line says: a letter in Italian or English, and behind it the reason.
fn read(line: &str) -> Option<Said> {
    let line = line.trim();
    let (word, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let reason = reason.trim().to_owned();
    Some(match word.to_lowercase().as_str() {
        "c" | "sì" | "si" | "s" | "y" | "yes" => Said::Confirm(reason),
        "r" | "n" | "no" => Said::Reject(reason),
        "" | "d" | "dopo" | "later" | "l" => Said::Skip,
        "q" | "f" | "fine" | "quit" => Said::Quit,
        _ => return None,
    })
}

fn keep(
    store: &Store,
    config: &Config,
    finding: &Finding,
    state: State,
    (reason, assessed): (&str, &Assessed),
    session: &Session,
) -> Result<()> {
    let _claim = store.writer_claim()?;
    // Whether it was the next of the sample is asked of what stands now.
    let standing = Standing::new(&store.review_list()?);
    let sampled = standing.is_next(finding.id(), &assessed.counts.findings, finding.kind);
    let content = judged(finding, sampled, state);
    let texts = session.texts();
    let usual = texts.say("review-reason", &[]);
    let reason = if reason.is_empty() { &usual } else { reason };
    let number = store.review_append(now(), &session.author(config), reason, &content)?;
    let id = FindingId(finding.id()).to_string();
    let state = texts.say(&format!("findings-state-{}", state.name()), &[]);
    let values = [("number", &*number.to_string()), ("finding", &*id), ("state", &*state)];
    output::say(&texts.say("findings-reviewed", &values));
    Ok(())
}

/// What the reviews of the kind say now.
fn foot(
    store: &Store,
    assessed: &Assessed,
    args: &FindingsReview,
    session: &Session,
) -> Result<u8> {
    let standing = Standing::new(&store.review_list()?);
    let precision = precision(args.kind, &assessed.counts.findings, &standing, WITHIN);
    output::data(&finding_lines::foot(&precision, WITHIN_POINTS, &session.texts()))?;
    Ok(0)
}

/// The findings with their words, for other programs.
fn tell_all(
    store: &Store,
    config: &Config,
    next: &[&Finding],
    args: &FindingsReview,
    session: &Session,
) -> Result<u8> {
    let mut all = Vec::new();
    for finding in next {
        all.push(json!({
            "id": FindingId(finding.id()),
            "kind": finding.kind.name(),
            "reasons": finding.reasons,
            "words": words(store, config, finding, args.with_names, session)?,
        }));
    }
    output::json(&json!({ "next": all }))?;
    Ok(0)
}

/// The words that show a finding, masked unless names are asked for: what was heard, else the texts.
fn words(
    store: &Store,
    config: &Config,
    finding: &Finding,
    with_names: bool,
    session: &Session,
) -> Result<Vec<String>> {
    let customers = store.customers_named(&[finding.customer])?;
    let Some(&customer) = customers.first() else { return Ok(Vec::new()) };
    let thread = store.thread_fetch(customer, false)?;
    let masking = Masking::new(config, std::slice::from_ref(&thread), with_names);
    let known = masking.known(&thread);
    let stretches = stretches(store, finding)?;
    let texts = session.texts();
    let mut out = Vec::new();
    for evidence in &finding.evidence {
        let entry = thread.entries.iter().find(|entry| entry.seq == evidence.seq);
        let Some(text) = entry.and_then(|entry| entry.text.as_ref()) else { continue };
        let own = stretches.iter().filter(|one| one.seq == evidence.seq);
        let mut quotes: Vec<&str> = own.filter_map(|one| one.words(&text.text)).collect();
        if quotes.is_empty() {
            quotes.push(&text.text);
        }
        out.extend(quotes.into_iter().map(|quote| {
            in_words(&masking.mask(&known, quote), &texts).replace('\n', " ").trim().to_owned()
        }));
    }
    Ok(out)
}

/// Where the words stand that a finding was heard in.
fn stretches(store: &Store, finding: &Finding) -> Result<Vec<Stretch>> {
    let seqs: Vec<i64> = finding.evidence.iter().map(|one| one.seq).collect();
    let heard = store.heard_at(&seqs)?;
    let shows = |kind: &str| crate::findings::shows(finding, kind);
    let mut all: Vec<Stretch> =
        heard.into_iter().filter(|sign| shows(&sign.kind)).map(|sign| sign.place).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{Said, read};

    #[test]
    fn a_letter_in_either_language_says_what_is_meant() {
        assert_eq!(read("c lo dice lui"), Some(Said::Confirm("lo dice lui".to_owned())));
        assert_eq!(read("  Sì "), Some(Said::Confirm(String::new())));
        assert_eq!(read("n it is a quote"), Some(Said::Reject("it is a quote".to_owned())));
        assert_eq!(read(""), Some(Said::Skip));
        assert_eq!(read("q"), Some(Said::Quit));
        assert_eq!(read("forse"), None);
    }
}
