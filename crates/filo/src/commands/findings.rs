//! `filo findings`: what was found, reviewed by people one by one.

use std::cmp::Reverse;

use filo_model::digest::Digest;
use filo_model::review::{Review, ReviewContent, Reviewed};
use filo_store::Store;
use serde_json::json;

use super::Session;
use super::finding_lines;
use super::findings_review;
use crate::cli::{FindingsAction, FindingsHistory, FindingsList, Judge, Order, Undo};
use crate::clock::now;
use crate::config::Config;
use crate::findings::review::{
    FindingId, IdPrefix, Precision, Standing, State, audit_place, precision,
};
use crate::findings::weight::weight;
use crate::findings::{Assessed, Finding, FindingKind, Scope, assess};
use crate::output;
use crate::problem::{Problem, Result};
use crate::report::compute::names;
use crate::report::listed::listed;

pub(super) fn run(action: &FindingsAction, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store_lean(&config)?;
    match action {
        FindingsAction::List(args) => list(&store, &config, args, session),
        FindingsAction::Confirm(args) => judge(&store, &config, args, State::Confirmed, session),
        FindingsAction::Reject(args) => judge(&store, &config, args, State::Rejected, session),
        FindingsAction::Review(args) => findings_review::run(&store, &config, args, session),
        FindingsAction::Undo(args) => undo(&store, &config, args, session),
        FindingsAction::History(args) => history(&store, args, session),
    }
}

fn list(store: &Store, config: &Config, args: &FindingsList, session: &Session) -> Result<u8> {
    session.tell_if_behind(store)?;
    let _view = store.view()?;
    let scope = Scope { as_of: args.as_of, whole: args.all };
    let assessed = assess(config, store, scope, now())?;
    let standing = Standing::new(&store.review_list()?);
    let names = names(config, &assessed);
    if let Some(wanted) = &args.department
        && config.department(wanted).is_none()
    {
        return Err(Problem::new("no-department").with("name", wanted).as_answer());
    }
    let state = args.state.unwrap_or(State::Suspected);
    let mut chosen: Vec<(&Finding, Digest)> = assessed
        .counts
        .findings
        .iter()
        .filter(|finding| wanted(args, finding.kind))
        .filter(|finding| {
            let shown = || names.shown(finding.kind, finding.department);
            args.department.is_none() || args.department == shown()
        })
        .map(|finding| (finding, finding.id()))
        .filter(|(_, id)| standing.state(*id) == state)
        .collect();
    sort(&mut chosen, args.order);
    let all = chosen.len();
    chosen.truncate(args.limit);
    let findings: Vec<&Finding> = chosen.iter().map(|(finding, _)| *finding).collect();
    let listed = listed(store, &findings, &standing, &names)?;
    let precisions = precisions(&assessed, args, &standing);
    if session.common.json {
        output::json(&json!({ "findings": listed, "of": all, "precision": precisions }))?;
        return Ok(0);
    }
    let texts = session.texts();
    for finding in &listed {
        let name = if args.with_names { customer_name(store, &finding.customer)? } else { None };
        output::data(&finding_lines::lines(finding, name.as_deref(), config, &texts))?;
    }
    if all > listed.len() {
        let counts =
            [("shown", &*texts.count(listed.len() as u64)), ("all", &*texts.count(all as u64))];
        output::data(&texts.say("findings-more", &counts))?;
    } else if listed.is_empty() {
        output::data(&texts.say("findings-none", &[]))?;
    }
    for precision in &precisions {
        output::data(&finding_lines::foot(precision, args.within, &texts))?;
    }
    Ok(0)
}

/// Whether a kind is asked for. Facts heard in words are nobody's fault, and listed only by name.
fn wanted(args: &FindingsList, kind: FindingKind) -> bool {
    args.kind.map_or(!kind.is_said(), |wanted| wanted == kind)
}

fn sort(chosen: &mut [(&Finding, Digest)], order: Order) {
    match order {
        Order::Harm => {
            chosen
                .sort_by_key(|(finding, id)| (Reverse(weight(finding)), Reverse(finding.at), *id));
        }
        // What lost no time that anybody can tell comes last.
        Order::Hours => chosen
            .sort_by_key(|(finding, id)| (Reverse(finding.waited), Reverse(weight(finding)), *id)),
        Order::Audit => chosen.sort_by_key(|(_, id)| audit_place(*id)),
        Order::Time => chosen.sort_by_key(|(finding, id)| (finding.at, *id)),
    }
}

/// What the reviews say of each kind that was found and is looked at.
fn precisions(assessed: &Assessed, args: &FindingsList, standing: &Standing) -> Vec<Precision> {
    FindingKind::ALL
        .into_iter()
        .filter(|kind| wanted(args, *kind))
        .map(|kind| {
            precision(kind, &assessed.counts.findings, standing, f64::from(args.within) / 100.0)
        })
        .filter(|precision| precision.found > 0)
        .collect()
}

fn customer_name(store: &Store, customer: &str) -> Result<Option<String>> {
    Ok(store.customer_find(customer, 1)?.into_iter().next().and_then(|found| found.name))
}

/// The one finding that an id begins with, of the present period or else of all the time.
fn find(store: &Store, config: &Config, wanted: &IdPrefix) -> Result<(Finding, bool)> {
    for whole in [false, true] {
        let _view = store.view()?;
        let assessed = assess(config, store, Scope { as_of: None, whole }, now())?;
        let mut fits = assessed.counts.findings.iter().filter(|finding| wanted.fits(finding.id()));
        match (fits.next(), fits.next()) {
            (Some(found), None) => {
                let standing = Standing::new(&store.review_list()?);
                let is_next =
                    !whole && standing.is_next(found.id(), &assessed.counts.findings, found.kind);
                return Ok((found.clone(), is_next));
            }
            (Some(_), Some(_)) => {
                return Err(Problem::new("several-findings").with("id", wanted).as_answer());
            }
            _ => {}
        }
    }
    Err(Problem::new("no-finding").with("id", wanted).as_answer())
}

/// What a person says of a finding, to be kept.
pub(super) fn judged(finding: &Finding, sampled: bool, state: State) -> ReviewContent {
    let reviewed =
        Reviewed { kind: finding.kind.name().to_owned(), anchor: finding.anchor, sampled };
    if state == State::Confirmed {
        ReviewContent::Confirm(reviewed)
    } else {
        ReviewContent::Reject(reviewed)
    }
}

fn judge(
    store: &Store,
    config: &Config,
    args: &Judge,
    state: State,
    session: &Session,
) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let (finding, sampled) = find(store, config, &args.finding)?;
    let content = judged(&finding, sampled, state);
    let author = session.author(config);
    let number = store.review_append(now(), &author, reason(&args.reason)?, &content)?;
    told(number, finding.id(), state, session)
}

fn undo(store: &Store, config: &Config, args: &Undo, session: &Session) -> Result<u8> {
    let _claim = store.writer_claim()?;
    let content = ReviewContent::Undo { review: args.number };
    let author = session.author(config);
    let number = store.review_append(now(), &author, reason(&args.reason)?, &content)?;
    let reviews = store.review_list()?;
    let finding =
        reviews.last().map(|review| review.finding).ok_or_else(|| Problem::new("no-review"))?;
    told(number, finding, Standing::new(&reviews).state(finding), session)
}

/// A reason says something.
fn reason(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if reason.is_empty() { Err(Problem::new("no-reason")) } else { Ok(reason) }
}

fn told(number: i64, finding: Digest, state: State, session: &Session) -> Result<u8> {
    let id = FindingId(finding);
    if session.common.json {
        output::json(&json!({ "review": number, "finding": id, "state": state }))?;
        return Ok(0);
    }
    let texts = session.texts();
    let state = texts.say(&format!("findings-state-{}", state.name()), &[]);
    let values =
        [("number", &*number.to_string()), ("finding", &*id.to_string()), ("state", &*state)];
    output::data(&texts.say("findings-reviewed", &values))?;
    Ok(0)
}

fn history(store: &Store, args: &FindingsHistory, session: &Session) -> Result<u8> {
    let mut reviews = store.review_list()?;
    if let Some(wanted) = &args.finding {
        reviews.retain(|review| wanted.fits(review.finding));
        if reviews.is_empty() {
            return Err(Problem::new("no-reviews-of").with("id", wanted).as_answer());
        }
    }
    if session.common.json {
        output::json(&reviews)?;
        return Ok(0);
    }
    let texts = session.texts();
    for review in &reviews {
        output::data(&history_line(review, session))?;
    }
    if reviews.is_empty() {
        output::say(&texts.say("findings-no-reviews", &[]));
    }
    Ok(0)
}

fn history_line(review: &Review, session: &Session) -> String {
    let texts = session.texts();
    let content = match &review.content {
        ReviewContent::Confirm(_) => texts.say("findings-state-confirmed", &[]),
        ReviewContent::Reject(_) => texts.say("findings-state-rejected", &[]),
        ReviewContent::Undo { review } => {
            texts.say("findings-undo", &[("number", &review.to_string())])
        }
    };
    let zone = session.config().map_or(jiff::tz::TimeZone::UTC, |config| config.zone);
    let day = texts.date(crate::findings::event::day_in(review.at, &zone));
    let id = FindingId(review.finding);
    format!("{}  {day}  {}  {id}  {content}  {}", review.number, review.author, review.reason)
}
