//! Cards become policies: for each action one unconditional permit, and two forbids a card.
//!
//! The first forbid is the card's condition: it fires where the condition surely holds. The second
//! fires where it is not decided. Logic is three-valued: false and unknown is false. A fact that cannot
//! be known here (`context` has neither it nor its mark `unsure_`) counts as if it spoke against the
//! card, unless the card calls it compulsory; a fact that could have been known and is not carries the
//! mark. No policy computes anything: numbers, days and durations come as facts.

use std::fmt::Write as _;

use super::Card;
use super::condition::{Condition, Test};
use crate::action::Action;
use crate::fact::value::Value;
use crate::fact::vocabulary::{FactName, FactSet, Unit};

/// The schema of all policies, in Cedar's own words.
#[must_use]
pub fn schema() -> String {
    let mut schema = String::from("entity Department;\nentity Customer;\ntype Facts = {\n");
    for fact in FactName::ALL {
        let kind = match fact.unit() {
            Unit::Flag => "Bool",
            Unit::Word => "String",
            _ => "Long",
        };
        let name = fact.name();
        let _ = writeln!(schema, "  {name}?: {kind},\n  unsure_{name}?: Bool,");
    }
    schema.push_str("};\n");
    for action in Action::ALL {
        let _ = writeln!(
            schema,
            "action \"{}\" appliesTo {{ principal: [Department], resource: [Customer], context: Facts }};",
            action.name()
        );
    }
    schema
}

/// The permit that every action has.
#[must_use]
pub fn permit(action: Action) -> String {
    format!(
        "@id(\"permit\")\npermit (principal, action == Action::\"{}\", resource);\n",
        action.name()
    )
}

/// The two forbids of a card for one of its actions, with the ids `<place>` and `<place>?`.
#[must_use]
pub fn forbids(card: &Card, place: usize, action: Action) -> String {
    let sure = surely(&card.when);
    let not = surely_not(&card.when, card.compulsory);
    let alternatives: Vec<&str> = card.alternatives.iter().map(|one| one.name()).collect();
    let forbid = |id: &str, condition: &str| {
        format!(
            "@id({})\n@card({})\n@version(\"{}\")\n@alternative({})\nforbid (principal, action == Action::\"{}\", resource)\nwhen {{ {condition} }};\n",
            quoted(id),
            quoted(&card.id),
            card.version,
            quoted(&alternatives.join(" ")),
            action.name(),
        )
    };
    let undecided = format!("!({sure}) && !({not})");
    forbid(&place.to_string(), &sure) + &forbid(&format!("{place}?"), &undecided)
}

/// Where a condition surely holds.
fn surely(condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(parts, " && ", surely),
        Condition::Any(parts) => joined(parts, " || ", surely),
        Condition::None(parts) => joined(parts, " && ", surely_fails),
        Condition::Fact { fact, test, .. } => {
            format!("{} && {}", has(*fact), compared(*fact, test))
        }
    }
}

/// Where a condition surely fails on known facts: what a negation needs to hold.
fn surely_fails(condition: &Condition) -> String {
    match condition {
        Condition::All(parts) => joined(parts, " || ", surely_fails),
        Condition::Any(parts) => joined(parts, " && ", surely_fails),
        Condition::None(parts) => joined(parts, " || ", surely),
        Condition::Fact { fact, test, .. } => {
            format!("{} && !({})", has(*fact), compared(*fact, test))
        }
    }
}

/// Where a condition does not hold, what cannot be known here speaking against it.
fn surely_not(condition: &Condition, compulsory: FactSet) -> String {
    match condition {
        Condition::All(parts) => joined(parts, " || ", |part| surely_not(part, compulsory)),
        Condition::Any(parts) => joined(parts, " && ", |part| surely_not(part, compulsory)),
        Condition::None(parts) => joined(parts, " || ", |part| surely_not_fails(part, compulsory)),
        Condition::Fact { fact, test, .. } => {
            format!("({} && !({})){}", has(*fact), compared(*fact, test), absent(*fact, compulsory))
        }
    }
}

/// As [`surely_not`], of a condition under a negation.
fn surely_not_fails(condition: &Condition, compulsory: FactSet) -> String {
    match condition {
        Condition::All(parts) => joined(parts, " && ", |part| surely_not_fails(part, compulsory)),
        Condition::Any(parts) => joined(parts, " || ", |part| surely_not_fails(part, compulsory)),
        Condition::None(parts) => joined(parts, " && ", |part| surely_not(part, compulsory)),
        Condition::Fact { fact, test, .. } => {
            format!("({} && {}){}", has(*fact), compared(*fact, test), absent(*fact, compulsory))
        }
    }
}

fn absent(fact: FactName, compulsory: FactSet) -> String {
    if compulsory.has(fact) {
        return String::new();
    }
    format!(" || (!({}) && !(context has unsure_{}))", has(fact), fact.name())
}

fn joined(parts: &[Condition], with: &str, each: impl Fn(&Condition) -> String) -> String {
    parts.iter().map(|part| format!("({})", each(part))).collect::<Vec<_>>().join(with)
}

fn has(fact: FactName) -> String {
    format!("context has {}", fact.name())
}

fn compared(fact: FactName, test: &Test) -> String {
    let name = fact.name();
    match test {
        Test::Is(Value::Flag(flag)) => format!("context.{name} == {flag}"),
        Test::Is(Value::Number(number)) => format!("context.{name} == {number}"),
        Test::Is(Value::Word(word)) => format!("context.{name} == {}", quoted(word)),
        Test::OneOf(words) => {
            let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            format!("[{}].contains(context.{name})", words.join(", "))
        }
        Test::AtLeast(least) => format!("context.{name} >= {least}"),
        Test::AtMost(most) => format!("context.{name} <= {most}"),
    }
}

/// A text as Cedar writes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.escape_debug())
}
