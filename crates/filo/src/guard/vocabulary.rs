//! The two vocabularies as a page: every fact and every action, in both languages.

use std::fmt::Write as _;

use filo_guard::action::Action;
use filo_guard::fact::vocabulary::{FactName, NEVER, Origin, Unit};
use filo_model::amount::Amount;
use serde_json::{Value, json};

use crate::texts::{Language, Texts};

/// A number in its unit, as people read it.
#[must_use]
pub fn number(number: i64, unit: Unit, texts: &Texts) -> String {
    match unit {
        Unit::Cents => texts.money(Amount::from_cents(number)),
        Unit::Minutes => format!("{:02}:{:02}", number / 60, number % 60),
        Unit::Percent => format!("{number} %"),
        _ => number.to_string(),
    }
}

fn needs(fact: FactName) -> Vec<String> {
    let needs = fact.needs().iter().map(|need| match need.field {
        "" => need.kind.name().to_owned(),
        field => format!("{}.{field}", need.kind.name()),
    });
    needs.collect()
}

/// Facts and actions for programs.
#[must_use]
pub fn listed() -> Value {
    let texts = [Language::Italian, Language::English].map(Texts::new);
    let said = |set: &str, name: &str| json!({ "it": texts[0].word(set, name), "en": texts[1].word(set, name) });
    let facts: Vec<Value> = FactName::ALL
        .iter()
        .map(|fact| {
            json!({
                "fact": fact.name(), "unit": fact.unit(), "from": fact.origin(),
                "needs": needs(*fact), "meaning": said("fact", fact.name()),
            })
        })
        .collect();
    let actions: Vec<Value> = Action::ALL
        .iter()
        .map(|action| {
            json!({
                "action": action.name(), "effect": action.effect(),
                "can_harm": action.can_harm(), "meaning": said("action", action.name()),
            })
        })
        .collect();
    json!({ "facts": facts, "actions": actions })
}

/// The page, in Markdown.
#[must_use]
pub fn page() -> String {
    let [italian, english] = [Language::Italian, Language::English].map(Texts::new);
    let mut page = String::from(
        "# Facts and actions\n\nMade by `filo rules facts`; a test says when it is behind. Rule cards speak of \
         nothing else ([RULES](RULES.md)).\n\n## Facts\n\nEach is computed from the entries of one thread as of a moment, names the \
         entries it stands on, or is unknown with the reason: no source gives it, who asks did not say, the source is older than it promises, \
         the thread does not say. *From* is the thread, who asks, or the thread seen from what is asked. *Needs* is what sources have to give.\n",
    );
    let _ = writeln!(
        page,
        "Days that count from what never happened are {NEVER}, written `\"never\"` in tests of cards.\n"
    );
    page.push_str(
        "| fact | unit | from | needs | Italiano | English |\n|---|---|---|---|---|---|\n",
    );
    for fact in FactName::ALL {
        let from = match fact.origin() {
            Origin::Thread => "thread",
            Origin::Asked => "asked",
            Origin::Both => "both",
            Origin::Either => "asked, else thread",
        };
        let _ = writeln!(
            page,
            "| `{}` | {} | {from} | {} | {} | {} |",
            fact.name(),
            unit(fact.unit()),
            needs(*fact).join(", "),
            italian.word("fact", fact.name()),
            english.word("fact", fact.name()),
        );
    }
    page.push_str(
        "\n## Actions\n\n| action | can harm | Italiano | English |\n|---|---|---|---|\n",
    );
    for action in Action::ALL {
        let harm = if action.can_harm() { "yes" } else { "no" };
        let _ = writeln!(
            page,
            "| `{}` | {harm} | {} | {} |",
            action.name(),
            italian.word("action", action.name()),
            english.word("action", action.name()),
        );
    }
    page
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Flag => "yes or no",
        Unit::Count => "count",
        Unit::Days => "days",
        Unit::BusinessDays => "business days",
        Unit::Cents => "cents",
        Unit::Percent => "percent",
        Unit::Minutes => "minutes of the day",
        Unit::Weekday => "Monday 1 to Sunday 7",
        Unit::Word => "word",
    }
}
