//! `filo rules prove`: that no fact there could be leads to a refusal without a way out.

#[cfg(feature = "prove")]
pub(super) use with_solver::run;

#[cfg(not(feature = "prove"))]
pub(super) fn run(
    _args: &crate::cli::RulesFiles,
    _session: &crate::commands::Session,
) -> crate::problem::Result<u8> {
    Err(crate::problem::Problem::new("prove-absent"))
}

#[cfg(feature = "prove")]
mod with_solver {
    use std::collections::BTreeSet;

    use filo_guard::action::Action;
    use filo_guard::card::condition::Test;
    use filo_guard::proof::{PolicySet, Property, Replayed, Seen};
    use serde_json::{Map, Value, json};

    use super::super::rules::{load, test_words};
    use crate::cli::RulesFiles;
    use crate::clock::now;
    use crate::commands::Session;
    use crate::guard::cards;
    use crate::guard::prove::{Outcome, Tried, prove};
    use crate::output::{self, Bar};
    use crate::problem::Result;
    use crate::texts::Texts;

    /// From when on progress is shown, in milliseconds.
    const PATIENCE: i64 = 1_000;

    pub(in super::super) fn run(args: &RulesFiles, session: &Session) -> Result<u8> {
        let texts = session.texts();
        let guard = cards::compiled(load(&args.files, session)?)?;
        let policies: Vec<(Action, &PolicySet)> =
            Action::ALL.iter().map(|&action| (action, guard.policies(action))).collect();
        let (begin, total) = (now(), policies.len() as u64);
        let mut bar = Bar::new(&texts, session.common.quiet);
        let tried = prove(&policies, |done| {
            if now() - begin > PATIENCE {
                bar.count(done as u64, total);
            }
        })?;
        bar.clear();
        let cards = guard.cards().len();
        if session.common.json {
            output::json(&listed(&tried, cards))?;
        } else {
            output::data(&lines(&tried, cards, &texts))?;
        }
        Ok(exit(&tried))
    }

    /// 1 where the authorizer agrees that something does not hold, 2 where something stays open.
    fn exit(tried: &[Tried]) -> u8 {
        let refuted =
            |one: &Tried| matches!(&one.outcome, Outcome::Counterexample(found) if found.confirmed);
        if tried.iter().any(refuted) {
            1
        } else if tried.iter().any(|one| one.outcome != Outcome::Proved) {
            2
        } else {
            0
        }
    }

    fn listed(tried: &[Tried], cards: usize) -> Value {
        let mut found = Vec::new();
        let mut undecided = Vec::new();
        for one in tried {
            let (action, property) = (one.action.name(), one.property.name());
            match &one.outcome {
                Outcome::Proved => {}
                Outcome::Counterexample(replayed) => found.push(json!({
                    "action": action, "property": property, "card": one.card,
                    "confirmed": replayed.confirmed, "cards": replayed.cards,
                    "facts": known(replayed), "unsure": unsure(replayed),
                })),
                Outcome::Undecided(reason) => undecided.push(json!({
                    "action": action, "property": property, "card": one.card, "reason": reason,
                })),
            }
        }
        let proved = tried.iter().filter(|one| one.outcome == Outcome::Proved).count();
        json!({
            "cards": cards, "actions": actions(tried), "tried": tried.len(), "proved": proved,
            "counterexamples": found, "undecided": undecided,
        })
    }

    fn actions(tried: &[Tried]) -> usize {
        tried.iter().map(|one| one.action).collect::<BTreeSet<_>>().len()
    }

    fn known(replayed: &Replayed) -> Map<String, Value> {
        let known = replayed.facts.iter().filter_map(|(fact, seen)| match seen {
            Seen::Known(value) => Some((fact.name().to_owned(), json!(value))),
            Seen::Unsure => None,
        });
        known.collect()
    }

    fn unsure(replayed: &Replayed) -> Vec<&'static str> {
        let unsure = replayed.facts.iter().filter(|(_, seen)| *seen == Seen::Unsure);
        unsure.map(|(fact, _)| fact.name()).collect()
    }

    fn lines(tried: &[Tried], cards: usize, texts: &Texts) -> String {
        let mut out = Vec::new();
        for &property in Property::ALL {
            let of: Vec<&Tried> = tried.iter().filter(|one| one.property == property).collect();
            let proved = of.iter().filter(|one| one.outcome == Outcome::Proved).count();
            let values = [
                ("property", &*texts.word("property", property.name())),
                ("proved", &*proved.to_string()),
                ("tried", &*of.len().to_string()),
            ];
            out.push(texts.say("prove-property", &values));
            of.iter().for_each(|one| outcome_lines(one, texts, &mut out));
        }
        let values = [("cards", &*cards.to_string()), ("actions", &*actions(tried).to_string())];
        let whole = match exit(tried) {
            0 => "prove-proved",
            1 => "prove-refuted",
            _ => "prove-open",
        };
        out.push(texts.say(whole, &values));
        out.join("\n")
    }

    fn outcome_lines(one: &Tried, texts: &Texts, out: &mut Vec<String>) {
        let action = texts.word("action", one.action.name());
        let about = match &one.card {
            Some(card) => format!("{action} · {card}"),
            None => action,
        };
        match &one.outcome {
            Outcome::Proved => {}
            Outcome::Undecided(reason) => {
                let values = [("about", &*about), ("reason", reason)];
                out.push(format!("  {}", texts.say("prove-undecided", &values)));
            }
            Outcome::Counterexample(replayed) => {
                let name =
                    if replayed.confirmed { "prove-counterexample" } else { "prove-spurious" };
                out.push(format!("  {}", texts.say(name, &[("about", &*about)])));
                for (fact, seen) in &replayed.facts {
                    let label = texts.word("fact", fact.name());
                    let value = match seen {
                        Seen::Known(value) => test_words(*fact, &Test::Is(value.clone()), texts),
                        Seen::Unsure => texts.say("prove-unsure", &[]),
                    };
                    out.push(format!("    {label}: {value}"));
                }
                if !replayed.cards.is_empty() {
                    let values = [("cards", &*replayed.cards.join(", "))];
                    out.push(format!("    {}", texts.say("prove-cards", &values)));
                }
            }
        }
    }
}
