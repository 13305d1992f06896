//! How cards are written in TOML, and what is meant by it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::condition::{Condition, Test};
use super::{
    Answer, Card, CardError, CardFault, CardTest, Law, Mode, Override, Parameter, Said, Undue,
};
use crate::action::Action;
use crate::event::reference;
use crate::fact::value::{Unknown, Value};
use crate::fact::vocabulary::{FactName, FactSet, NEVER, Unit};
use crate::plan::Plan;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    card: Vec<Written>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    version: u32,
    title: Said,
    owner: String,
    actions: Vec<String>,
    when: WrittenCondition,
    verdict: Answer,
    #[serde(default = "enforce")]
    mode: Mode,
    #[serde(rename = "override")]
    overridden_by: Override,
    valid_from: Option<toml::value::Datetime>,
    valid_to: Option<toml::value::Datetime>,
    #[serde(default)]
    compulsory: Vec<String>,
    notice: Said,
    words: Said,
    apology: Option<Said>,
    release: Said,
    #[serde(default = "two")]
    decide_within: u32,
    alternatives: Vec<String>,
    playbook: Option<String>,
    finding: Option<Undue>,
    #[serde(default)]
    law: Vec<WrittenLaw>,
    #[serde(default)]
    parameters: BTreeMap<String, WrittenParameter>,
    #[serde(default)]
    tests: Vec<WrittenTest>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLaw {
    reference: String,
    checked_on: toml::value::Datetime,
    #[serde(default)]
    verified: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParameter {
    value: i64,
    source: String,
    checked_on: toml::value::Datetime,
}

/// A condition as written: `fact` with one comparison, or one of `all`, `any`, `none`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenCondition {
    all: Option<Vec<WrittenCondition>>,
    any: Option<Vec<WrittenCondition>>,
    none: Option<Vec<WrittenCondition>>,
    fact: Option<String>,
    is: Option<Value>,
    one_of: Option<Vec<String>>,
    at_least: Option<Bound>,
    at_most: Option<Bound>,
    more_than: Option<Bound>,
    less_than: Option<Bound>,
}

/// A number, the name of a parameter, or `never`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Bound {
    Number(i64),
    Parameter(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTest {
    name: String,
    action: String,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    #[serde(default)]
    unknown: BTreeMap<String, Unknown>,
    expect: Answer,
}

fn enforce() -> Mode {
    Mode::Enforce
}

fn two() -> u32 {
    2
}

pub(super) fn parse(text: &str, pack: &str) -> Result<Vec<Card>, CardError> {
    let file: File = toml::from_str(text)?;
    file.card.into_iter().map(|written| card(written, pack)).collect()
}

fn card(written: Written, pack: &str) -> Result<Card, CardError> {
    let id = written.id.clone();
    meant(written, pack).map_err(|fault| CardError::Card { card: id, fault })
}

fn meant(written: Written, pack: &str) -> Result<Card, CardFault> {
    if written.verdict == Answer::Allow {
        return Err(CardFault::Allows);
    }
    let parameters: BTreeMap<String, Parameter> = written
        .parameters
        .into_iter()
        .map(|(name, one)| {
            let checked_on = date(one.checked_on).ok_or_else(|| CardFault::Value(name.clone()))?;
            Ok((name, Parameter { value: one.value, source: one.source, checked_on }))
        })
        .collect::<Result<_, _>>()?;
    let laws = written.law.into_iter().map(|one| {
        let checked_on =
            date(one.checked_on).ok_or_else(|| CardFault::Value(one.reference.clone()))?;
        Ok(Law { reference: one.reference, checked_on, verified: one.verified })
    });
    let day = |day: Option<toml::value::Datetime>, name: &str| match day {
        Some(day) => date(day).map(Some).ok_or_else(|| CardFault::Value(name.to_owned())),
        None => Ok(None),
    };
    Ok(Card {
        when: condition(written.when, &parameters)?,
        actions: actions(&written.actions)?,
        compulsory: written
            .compulsory
            .iter()
            .map(|name| fact(name))
            .collect::<Result<FactSet, _>>()?,
        valid_from: day(written.valid_from, "valid_from")?,
        valid_to: day(written.valid_to, "valid_to")?,
        alternatives: actions(&written.alternatives)?,
        law: laws.collect::<Result<_, _>>()?,
        tests: written.tests.into_iter().map(test).collect::<Result<_, _>>()?,
        parameters,
        id: written.id,
        version: written.version,
        pack: pack.to_owned(),
        title: written.title,
        owner: written.owner,
        answer: written.verdict,
        mode: written.mode,
        overridden_by: written.overridden_by,
        notice: written.notice,
        words: written.words,
        apology: written.apology,
        release: written.release,
        decide_within: written.decide_within,
        playbook: written.playbook,
        finding: written.finding,
    })
}

fn date(written: toml::value::Datetime) -> Option<Date> {
    let date = written.date?;
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn actions(names: &[String]) -> Result<Vec<Action>, CardFault> {
    let action =
        |name: &String| Action::from_name(name).ok_or_else(|| CardFault::Action(name.clone()));
    names.iter().map(action).collect()
}

fn fact(name: &str) -> Result<FactName, CardFault> {
    FactName::from_name(name).ok_or_else(|| CardFault::Fact(name.to_owned()))
}

fn test(written: WrittenTest) -> Result<CardTest, CardFault> {
    let action = Action::from_name(&written.action).ok_or(CardFault::Action(written.action))?;
    let facts = written.facts.into_iter().map(|(name, value)| {
        let fact = fact(&name)?;
        // Days since what never happened are written as the word.
        let value = match value {
            Value::Word(word) if word == "never" && is_number(fact.unit()) => Value::Number(NEVER),
            value => value,
        };
        if fits(fact.unit(), &value) { Ok((fact, value)) } else { Err(CardFault::Value(name)) }
    });
    let unknown = written.unknown.into_iter().map(|(name, why)| Ok((fact(&name)?, why)));
    Ok(CardTest {
        name: written.name,
        action,
        facts: facts.collect::<Result<_, _>>()?,
        unknown: unknown.collect::<Result<_, _>>()?,
        expect: written.expect,
    })
}

fn is_number(unit: Unit) -> bool {
    !matches!(unit, Unit::Flag | Unit::Word)
}

/// Whether a value is of a fact's type.
#[must_use]
pub(crate) fn fits(unit: Unit, value: &Value) -> bool {
    match value {
        Value::Flag(_) => unit == Unit::Flag,
        Value::Number(_) => is_number(unit),
        Value::Word(_) => unit == Unit::Word,
    }
}

fn condition(
    written: WrittenCondition,
    parameters: &BTreeMap<String, Parameter>,
) -> Result<Condition, CardFault> {
    let parts = |all: Vec<WrittenCondition>| -> Result<Vec<Condition>, CardFault> {
        if all.is_empty() {
            return Err(CardFault::Condition);
        }
        all.into_iter().map(|one| condition(one, parameters)).collect()
    };
    let WrittenCondition {
        all,
        any,
        none,
        fact: name,
        is,
        one_of,
        at_least,
        at_most,
        more_than,
        less_than,
    } = written;
    let comparisons = usize::from(is.is_some())
        + usize::from(one_of.is_some())
        + [&at_least, &at_most, &more_than, &less_than].iter().filter(|one| one.is_some()).count();
    let Some(name) = name else {
        return match (all, any, none, comparisons) {
            (Some(all), None, None, 0) => Ok(Condition::All(parts(all)?)),
            (None, Some(any), None, 0) => Ok(Condition::Any(parts(any)?)),
            (None, None, Some(none), 0) => Ok(Condition::None(parts(none)?)),
            _ => Err(CardFault::Condition),
        };
    };
    if comparisons != 1 || all.is_some() || any.is_some() || none.is_some() {
        return Err(CardFault::Condition);
    }
    let fact = fact(&name)?;
    let bound = |bound: Bound| match bound {
        _ if !is_number(fact.unit()) => Err(CardFault::Value(name.clone())),
        Bound::Number(number) => Ok((number, None)),
        // As in tests: days since what never happened are written as the word.
        Bound::Parameter(word) if word == "never" => Ok((NEVER, None)),
        Bound::Parameter(parameter) => match parameters.get(&parameter) {
            Some(found) => Ok((found.value, Some(parameter))),
            None => Err(CardFault::Parameter(parameter)),
        },
    };
    let (test, parameter) = if let Some(value) = is {
        if !fits(fact.unit(), &value) {
            return Err(CardFault::Value(name));
        }
        (Test::Is(value), None)
    } else if let Some(words) = one_of {
        if fact.unit() != Unit::Word {
            return Err(CardFault::Value(name));
        }
        if words.is_empty() {
            return Err(CardFault::Condition);
        }
        (Test::OneOf(words), None)
    } else if let Some(least) = at_least {
        let (least, parameter) = bound(least)?;
        (Test::AtLeast(least), parameter)
    } else if let Some(most) = at_most {
        let (most, parameter) = bound(most)?;
        (Test::AtMost(most), parameter)
    } else if let Some(more) = more_than {
        let (more, parameter) = bound(more)?;
        (Test::AtLeast(more.saturating_add(1)), parameter)
    } else {
        let (less, parameter) = bound(less_than.ok_or(CardFault::Condition)?)?;
        (Test::AtMost(less.saturating_sub(1)), parameter)
    };
    Ok(Condition::Fact { fact, test, parameter })
}

/// A plan as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPlan {
    name: String,
    action: String,
    on: Option<toml::value::Datetime>,
    who: Option<WrittenCondition>,
    product: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
}

/// Reads a plan that is to be tried on the threads.
pub(crate) fn parse_plan(text: &str) -> Result<Plan, CardError> {
    let written: WrittenPlan = toml::from_str(text)?;
    let name = written.name.clone();
    plan(written).map_err(|fault| CardError::Card { card: name, fault })
}

fn plan(written: WrittenPlan) -> Result<Plan, CardFault> {
    let stated = written.facts.into_iter().map(|(name, value)| {
        let fact = fact(&name)?;
        if fits(fact.unit(), &value) { Ok((fact, value)) } else { Err(CardFault::Value(name)) }
    });
    Ok(Plan {
        name: written.name,
        action: Action::from_name(&written.action).ok_or(CardFault::Action(written.action))?,
        on: written
            .on
            .map(|on| date(on).ok_or_else(|| CardFault::Value("on".to_owned())))
            .transpose()?,
        who: written.who.map(|who| condition(who, &BTreeMap::new())).transpose()?,
        product: reference(written.product.as_deref()),
        stated: stated.collect::<Result<_, _>>()?,
    })
}
