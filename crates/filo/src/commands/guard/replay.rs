//! `filo replay`: what the cards would have held or refused, or what a plan would hit.

use filo_guard::guard::Guard;
use filo_guard::plan::{Plan, TriedPlan};
use serde_json::json;

use crate::cli;
use crate::clock::now;
use crate::commands::Session;
use crate::config::Config;
use crate::guard::replay::{self, ToldAct, ToldReplay, ToldTally};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(in crate::commands) fn run(args: &cli::Replay, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store_lean(&config)?;
    session.tell_if_behind(&store)?;
    let guard = replay::guard_of(&config, &args.cards)?;
    let texts = session.texts();
    let _view = store.view()?;
    if let Some(path) = &args.draft {
        let name = path.display().to_string();
        let wrong = || Problem::new("replay-draft").with("file", &name);
        let text = std::fs::read_to_string(path).map_err(|error| wrong().caused_by(error))?;
        let plan = Plan::parse(&text).map_err(|error| wrong().caused_by(error))?;
        let tried = replay::plan(&config, &store, &guard, &plan, now())?;
        if session.common.json {
            output::json(&tried_json(&plan, &tried, &guard))?;
        } else {
            output::data(&tried_lines(&plan, &tried, &guard, &texts))?;
        }
        return Ok(0);
    }
    let days = replay::days(&config, &store, (args.from, args.to), now())?;
    let replayed = replay::replay(&config, &store, &guard, days, args.list)?;
    if args.list {
        let acts = replay::acts(&replayed, &guard, (&config, &store))?;
        if session.common.json {
            output::json(&acts)?;
        } else {
            acts.iter().try_for_each(|act| output::data(&act_line(act, &config, &texts)))?;
        }
        return Ok(0);
    }
    let told =
        replay::tell(&replayed, (&guard, days), (&config, &store), texts.language(), args.limit)?;
    if session.common.json {
        output::json(&told)?;
    } else {
        output::data(&lines(&told, &config, &texts))?;
    }
    Ok(0)
}

fn act_line(act: &ToldAct, config: &Config, texts: &Texts) -> String {
    let answer = texts.word("answer", act.answer.name());
    let line = act.line.to_string();
    let values = [
        ("day", &*texts.date(act.day)),
        ("answer", &*answer),
        ("action", &*texts.word("action", act.action)),
        ("customer", &*act.customer.to_string()),
        ("department", config.department_label(&act.department, texts.language())),
        ("cards", &*act.cards.join(", ")),
        ("file", &*act.file),
        ("line", &*line),
    ];
    texts.say("replay-act", &values)
}

fn lines(told: &ToldReplay, config: &Config, texts: &Texts) -> String {
    let values = [
        ("from", &*texts.date(told.from)),
        ("to", &*texts.date(told.to)),
        ("acts", &*texts.count(told.acts)),
        ("customers", &*texts.count(told.customers)),
    ];
    let mut out = vec![texts.say("replay-title", &values)];
    for answer in &told.answers {
        let name = texts.word("answer", &answer.of);
        out.push(format!("  {}", tally_line(&name, answer, texts)));
    }
    for card in &told.cards {
        let answer = texts.word("answer", card.answer.name());
        let mut marks = String::new();
        if card.shadow {
            marks.push_str(&format!(" · {}", texts.say("mode-shadow", &[])));
        }
        if card.undecided {
            marks.push_str(&format!(" · {}", texts.say("replay-undecided", &[])));
        }
        out.push(format!("{} · {answer}{marks} · {}", card.card, card.title));
        out.push(format!("  {}", tally_line(&texts.say("replay-all", &[]), &card.all, texts)));
        for action in &card.actions {
            out.push(format!(
                "    {}",
                tally_line(&texts.word("action", &action.of), action, texts)
            ));
        }
        for department in &card.departments {
            let label = config.department_label(&department.of, texts.language());
            out.push(format!("    {}", tally_line(label, department, texts)));
        }
        for month in &card.months {
            out.push(format!("    {}", tally_line(&month.of, month, texts)));
        }
        for example in &card.examples {
            let entries: Vec<String> = example
                .entries
                .iter()
                .map(|entry| {
                    let kind = texts.word("kind", entry.kind);
                    format!("{} {kind}", texts.date(entry.day))
                })
                .collect();
            let values =
                [("customer", &*example.customer.to_string()), ("entries", &*entries.join(", "))];
            out.push(format!("    {}", texts.say("replay-example", &values)));
        }
    }
    out.join("\n")
}

fn tally_line(of: &str, tally: &ToldTally, texts: &Texts) -> String {
    let values = [
        ("of", of),
        ("acts", &*texts.count(tally.acts)),
        ("inferred", &*texts.count(tally.inferred)),
        ("complaints", &*texts.count(tally.complaints)),
        ("exits", &*texts.count(tally.exits)),
        ("payments", &*texts.count(tally.payments)),
    ];
    texts.say("replay-tally", &values)
}

fn tried_json(plan: &Plan, tried: &TriedPlan, guard: &Guard) -> serde_json::Value {
    let cards = tried.cards.iter().filter_map(|((place, answer), count)| {
        let card = guard.cards().get(*place)?;
        Some(json!({ "card": card.id, "answer": answer, "customers": count }))
    });
    let told = tried.told.iter().map(|(fact, count)| json!({ "fact": fact, "customers": count }));
    let answers =
        tried.answers.iter().map(|(answer, count)| json!({ "answer": answer, "customers": count }));
    json!({
        "draft": plan.name, "action": plan.action, "customers": tried.customers,
        "concerned": tried.concerned, "undecided": tried.undecided,
        "answers": answers.collect::<Vec<_>>(), "cards": cards.collect::<Vec<_>>(),
        "told": told.collect::<Vec<_>>(),
    })
}

fn tried_lines(plan: &Plan, tried: &TriedPlan, guard: &Guard, texts: &Texts) -> String {
    let action = texts.word("action", plan.action.name());
    let values = [
        ("name", &*plan.name),
        ("action", &*action),
        ("concerned", &*texts.count(tried.concerned)),
        ("customers", &*texts.count(tried.customers)),
    ];
    let mut out = vec![texts.say("draft-title", &values)];
    if tried.undecided > 0 {
        out.push(texts.say("draft-undecided", &[("count", &texts.count(tried.undecided))]));
    }
    for (answer, count) in &tried.answers {
        let answer = texts.word("answer", answer.name());
        out.push(format!("  {answer}: {}", texts.count(*count)));
    }
    for ((place, answer), count) in &tried.cards {
        let Some(card) = guard.cards().get(*place) else { continue };
        let answer = texts.word("answer", answer.name());
        let title = card.title.of(texts.language().code());
        out.push(format!("  {} · {answer} · {title} {}", card.id, texts.count(*count)));
    }
    if !tried.told.is_empty() {
        out.push(texts.say("draft-told", &[]));
    }
    for (fact, count) in &tried.told {
        let label = texts.word("fact", fact.name());
        out.push(format!("  {label}: {}", texts.count(*count)));
    }
    out.join("\n")
}
