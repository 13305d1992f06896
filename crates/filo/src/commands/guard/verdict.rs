//! `filo verdict`: decisions of the guard, and what was done after them.

use filo_store::verdict::{KeptVerdict, Outcome};
use serde_json::Value;

use crate::cli::{self, VerdictAction};
use crate::clock::now;
use crate::commands::{Session, one_customer};
use crate::config::Config;
use crate::findings::event::day_in;
use crate::guard::cards;
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(in crate::commands) fn run(action: &VerdictAction, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let texts = session.texts();
    match action {
        VerdictAction::Show(args) => {
            let kept = store.verdict_fetch(args.decision)?;
            tell(&[kept], &config, session, true)?;
        }
        VerdictAction::List(args) => {
            let who =
                args.who.as_deref().map(|who| one_customer(&store, who, &texts)).transpose()?;
            tell(&store.verdict_list(who, args.limit)?, &config, session, false)?;
        }
        VerdictAction::Done(args) => {
            let kept = store.verdict_fetch(args.decision)?;
            let author = session.author(&config);
            if args.outcome == cli::Outcome::Overridden {
                may_override(&kept, args, &config)?;
            }
            let outcome = Outcome {
                at: now(),
                author,
                outcome: args.outcome.name().to_owned(),
                reason: args.reason.clone(),
            };
            store.outcome_append(args.decision, &outcome)?;
            let values = [("decision", &*args.decision.to_string())];
            output::data(&texts.say("verdict-noted", &values))?;
        }
    }
    Ok(0)
}

/// Whether the cards that decided let somebody act against them, always with a reason.
fn may_override(kept: &KeptVerdict, args: &cli::VerdictDone, config: &Config) -> Result<()> {
    use filo_guard::card::Override;
    let cards = cards::load(config)?;
    let strictest = deciding(kept)
        .filter_map(|id| {
            cards.iter().find(|card| card.id == id).map(|card| (card.overridden_by, id))
        })
        .min_by_key(|(overridden, _)| match overridden {
            Override::Nobody => 0,
            Override::Two => 1,
            Override::One => 2,
        });
    if args.reason.trim().is_empty() {
        return Err(Problem::new("override-reason").as_answer());
    }
    match strictest {
        Some((Override::Nobody, card)) => {
            Err(Problem::new("override-nobody").with("card", card).as_answer())
        }
        // Without accounts nobody can show that there are two.
        Some((Override::Two, card)) => {
            Err(Problem::new("override-two").with("card", card).as_answer())
        }
        _ => Ok(()),
    }
}

/// The ids of the cards that gave the answer.
fn deciding(kept: &KeptVerdict) -> impl Iterator<Item = &str> {
    let parts = kept.content.get("parts").and_then(Value::as_array).into_iter().flatten();
    let cards = parts.filter_map(|part| part.get("cards")?.as_array()).flatten();
    cards.filter_map(|card| {
        let answer = card.get("answer")?.as_str()?;
        (answer == kept.answer).then_some(())?;
        card.get("card")?.as_str()
    })
}

fn tell(all: &[KeptVerdict], config: &Config, session: &Session, whole: bool) -> Result<()> {
    if session.common.json {
        return output::json(&all);
    }
    let texts = session.texts();
    if all.is_empty() {
        output::data(&texts.say("verdict-none", &[]))?;
    }
    for kept in all {
        output::data(&line(kept, config, &texts))?;
        for outcome in &kept.outcomes {
            let day = texts.date(day_in(outcome.at, &config.zone));
            let done = texts.word("outcome", &outcome.outcome);
            let values = [
                ("day", &*day),
                ("outcome", &*done),
                ("author", &*outcome.author),
                ("reason", &*outcome.reason),
            ];
            output::data(&format!("    {}", texts.say("verdict-outcome", &values)))?;
        }
        if whole {
            let pretty = serde_json::to_string_pretty(&kept.content).unwrap_or_default();
            output::data(&pretty)?;
        }
    }
    Ok(())
}

fn line(kept: &KeptVerdict, config: &Config, texts: &Texts) -> String {
    let cards: Vec<&str> = deciding(kept).collect();
    let customer = kept.customer.map_or_else(|| "-".to_owned(), |customer| customer.to_string());
    let values = [
        ("decision", &*kept.id.to_string()),
        ("day", &*texts.date(day_in(kept.at, &config.zone))),
        ("answer", &*texts.word("answer", &kept.answer)),
        ("action", &*texts.word("action", &kept.action)),
        ("customer", &*customer),
        ("cards", &*cards.join(", ")),
        ("author", &*kept.asked_by),
    ];
    texts.say("verdict-line", &values)
}
