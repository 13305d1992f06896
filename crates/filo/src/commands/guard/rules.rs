//! `filo rules`: the cards as people read them, checked and tried.

use std::path::PathBuf;

use filo_guard::card::check::{Flaw, FlawKind, outdated};
use filo_guard::card::condition::{Condition, Test};
use filo_guard::card::trial::try_card;
use filo_guard::card::{Card, compile};
use filo_guard::fact::value::Value;
use filo_guard::fact::vocabulary::{FactName, NEVER};
use filo_guard::guard::{Guard, GuardError};
use serde_json::json;

use crate::cli::{RulesAction, RulesFiles, RulesShow};
use crate::clock::now;
use crate::commands::Session;
use crate::findings::event::day_in;
use crate::guard::{cards, vocabulary};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::{Texts, word_key};

pub(in crate::commands) fn run(action: &RulesAction, session: &Session) -> Result<u8> {
    match action {
        RulesAction::List => list(session),
        RulesAction::Show(args) => show(args, session),
        RulesAction::Check(args) => check(args, session),
        RulesAction::Test(args) => test(args, session),
        RulesAction::Prove(args) => super::prove::run(args, session),
        RulesAction::Facts => {
            if session.common.json {
                output::json(&vocabulary::listed())?;
            } else {
                output::data(vocabulary::page().trim_end())?;
            }
            Ok(0)
        }
    }
}

/// The cards of some files, else of the configuration, else all that come with Filo.
pub(super) fn load(files: &[PathBuf], session: &Session) -> Result<Vec<Card>> {
    if !files.is_empty() {
        return cards::of_files(files);
    }
    match session.config() {
        Ok(config) => cards::load(&config),
        Err(problem) if problem.is("config-absent") => cards::all_packs(),
        Err(problem) => Err(problem),
    }
}

fn list(session: &Session) -> Result<u8> {
    let cards = load(&[], session)?;
    if session.common.json {
        output::json(&cards)?;
        return Ok(0);
    }
    let texts = session.texts();
    for card in &cards {
        let answer = texts.word("answer", card.answer.name());
        let mode = texts.word("mode", card.mode.name());
        let actions: Vec<String> =
            card.actions.iter().map(|one| texts.word("action", one.name())).collect();
        let title = card.title.of(texts.language().code());
        output::data(&format!(
            "{}  {title}\n    {answer} · {mode} · {}",
            card.id,
            actions.join(", ")
        ))?;
    }
    Ok(0)
}

fn show(args: &RulesShow, session: &Session) -> Result<u8> {
    let cards = load(&[], session)?;
    let wanted: Vec<&Card> =
        cards.iter().filter(|card| card.id.eq_ignore_ascii_case(&args.card)).collect();
    if wanted.is_empty() {
        return Err(Problem::new("guard-no-card").with("card", &args.card).as_answer());
    }
    let texts = session.texts();
    for card in wanted {
        if args.cedar {
            let place = cards.iter().position(|one| one == card).unwrap_or(0);
            for action in &card.actions {
                output::data(compile::forbids(card, place, *action).trim_end())?;
            }
        } else if session.common.json {
            output::json(card)?;
        } else {
            output::data(&card_lines(card, &texts))?;
        }
    }
    Ok(0)
}

/// A card as a person reads it.
fn card_lines(card: &Card, texts: &Texts) -> String {
    let language = texts.language().code();
    let say = |name: &str, value: &str| texts.say(name, &[("value", value)]);
    let actions = |all: &[filo_guard::action::Action]| {
        let names: Vec<String> = all.iter().map(|one| texts.word("action", one.name())).collect();
        names.join(" · ")
    };
    let mut out = vec![format!("{} · {}", card.id, card.title.of(language))];
    out.push(say("card-actions", &actions(&card.actions)));
    out.push(texts.say("card-when", &[]));
    condition_lines(&card.when, card, texts, 1, &mut out);
    out.push(say("card-answer", &texts.word("answer", card.answer.name())));
    out.push(say("card-mode", &texts.word("mode", card.mode.name())));
    out.push(say("card-owner", &card.owner));
    out.push(say("card-notice", card.notice.of(language)));
    out.push(say("card-words", card.words.of(language)));
    if let Some(apology) = &card.apology {
        out.push(say("card-apology", apology.of(language)));
    }
    out.push(say("card-release", card.release.of(language)));
    out.push(say("card-instead", &actions(&card.alternatives)));
    for (name, one) in &card.parameters {
        let values = [
            ("name", &**name),
            ("value", &*one.value.to_string()),
            ("source", &*one.source),
            ("day", &*texts.date(one.checked_on)),
        ];
        out.push(texts.say("card-parameter", &values));
    }
    for law in &card.law {
        let read = if law.verified { "card-law-read" } else { "card-law-unread" };
        let values = [("norm", &*law.reference), ("day", &*texts.date(law.checked_on))];
        out.push(texts.say(read, &values));
    }
    out.push(say("card-tests", &card.tests.len().to_string()));
    out.join("\n")
}

fn condition_lines(
    condition: &Condition,
    card: &Card,
    texts: &Texts,
    depth: usize,
    out: &mut Vec<String>,
) {
    let indent = "  ".repeat(depth);
    let mut group = |name: &str, parts: &[Condition]| {
        out.push(format!("{indent}{}", texts.say(name, &[])));
        parts.iter().for_each(|part| condition_lines(part, card, texts, depth + 1, out));
    };
    match condition {
        Condition::All(parts) => group("card-all", parts),
        Condition::Any(parts) => group("card-any", parts),
        Condition::None(parts) => group("card-none", parts),
        Condition::Fact { fact, test, parameter } => {
            let label = texts.word("fact", fact.name());
            let compared = test_words(*fact, test, texts);
            let named = parameter.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
            let must = if card.compulsory.has(*fact) {
                texts.say("card-compulsory", &[])
            } else {
                String::new()
            };
            out.push(format!("{indent}{label}: {compared}{named}{must}"));
        }
    }
}

pub(super) fn test_words(fact: FactName, test: &Test, texts: &Texts) -> String {
    let value = |number: i64| match number {
        NEVER => texts.say("guard-never", &[]),
        number => vocabulary::number(number, fact.unit(), texts),
    };
    match test {
        Test::Is(Value::Flag(flag)) => texts.say(if *flag { "guard-yes" } else { "guard-no" }, &[]),
        Test::Is(Value::Number(number)) => value(*number),
        Test::Is(Value::Word(word)) => word.clone(),
        Test::OneOf(words) => words.join(", "),
        Test::AtLeast(least) => texts.say("card-at-least", &[("value", &value(*least))]),
        Test::AtMost(most) => texts.say("card-at-most", &[("value", &value(*most))]),
    }
}

fn check(args: &RulesFiles, session: &Session) -> Result<u8> {
    let cards = load(&args.files, session)?;
    let texts = session.texts();
    let mut found = match Guard::new(cards.clone()) {
        Ok(_) => Vec::new(),
        Err(GuardError::Flaws(found)) => found,
    };
    let today = match session.config() {
        Ok(config) => {
            let unowned = cards.iter().filter(|card| config.department(&card.owner).is_none());
            found.extend(unowned.map(|card| Flaw {
                card: card.id.clone(),
                kind: FlawKind::Owner,
                about: card.owner.clone(),
            }));
            day_in(now(), &config.zone)
        }
        Err(_) => day_in(now(), &jiff::tz::TimeZone::UTC),
    };
    let old = outdated(&cards, today);
    if session.common.json {
        let told: Vec<_> = found
            .iter()
            .map(|one| json!({ "card": one.card, "flaw": one.kind.name(), "about": one.about }))
            .collect();
        let old: Vec<_> = old
            .iter()
            .map(|one| json!({ "card": one.card, "what": one.what, "checked_on": one.checked_on }))
            .collect();
        output::json(&json!({ "cards": cards.len(), "flaws": told, "outdated": old }))?;
        return Ok(u8::from(!found.is_empty()));
    }
    for flaw in &found {
        let values = [("card", &*flaw.card), ("about", &*flaw.about)];
        output::data(&texts.say(&word_key("flaw", flaw.kind.name()), &values))?;
    }
    for one in &old {
        let day = texts.date(one.checked_on);
        let values = [("card", &*one.card), ("what", &*one.what), ("day", &*day)];
        output::data(&texts.say("rules-outdated", &values))?;
    }
    let counts = [("cards", &*cards.len().to_string()), ("flaws", &*found.len().to_string())];
    output::data(&texts.say("rules-checked", &counts))?;
    Ok(u8::from(!found.is_empty()))
}

fn test(args: &RulesFiles, session: &Session) -> Result<u8> {
    let cards = load(&args.files, session)?;
    let texts = session.texts();
    // Cards with a flaw are not tried: they would seem to have no tests.
    cards::compiled(cards.clone())?;
    let (mut run, mut failed) = (0u64, Vec::new());
    for card in &cards {
        for trial in try_card(card) {
            run += 1;
            if !trial.is_passed() {
                failed.push((card.id.clone(), trial));
            }
        }
    }
    if session.common.json {
        let told: Vec<_> = failed.iter().map(|(card, one)| json!({ "card": card, "test": one.name, "expected": one.expected, "answered": one.answered, "slips": one.slips })).collect();
        output::json(&json!({ "cards": cards.len(), "tests": run, "failed": told }))?;
        return Ok(u8::from(!failed.is_empty()));
    }
    for (card, one) in &failed {
        let say = |answer: filo_guard::card::Answer| texts.word("answer", answer.name());
        let values = [
            ("card", &**card),
            ("test", &*one.name),
            ("expected", &*say(one.expected)),
            ("answered", &*say(one.answered)),
        ];
        if one.expected != one.answered {
            output::data(&texts.say("rules-failed", &values))?;
        }
        for fact in &one.slips {
            let fact = texts.word("fact", fact.name());
            let values = [("card", &**card), ("test", &*one.name), ("fact", &*fact)];
            output::data(&texts.say("rules-slips", &values))?;
        }
    }
    let counts = [
        ("cards", &*cards.len().to_string()),
        ("tests", &*run.to_string()),
        ("failed", &*failed.len().to_string()),
    ];
    output::data(&texts.say("rules-tested", &counts))?;
    Ok(u8::from(!failed.is_empty()))
}
