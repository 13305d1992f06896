//! A question as programs write it, in JSON, and what is asked by it.

use filo_guard::action::Action;
use filo_guard::fact::value::Value;
use filo_guard::fact::vocabulary::FactName;
use filo_model::amount::{Amount, DecimalMark};
use filo_model::facts::Channel;
use filo_model::moment::{DateOrder, Moment, MomentHabits};
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::ask::Asked;
use crate::problem::{Problem, Result};

/// A question as programs write it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    /// The customer: a name, number, address or id.
    pub who: String,
    /// The action's name.
    pub action: String,
    /// The claim's number.
    pub claim: Option<String>,
    /// The instalment.
    pub instalment: Option<u32>,
    /// The amount asked for, as a text.
    pub amount: Option<String>,
    /// The product offered.
    pub product: Option<String>,
    /// The contract it is about.
    pub contract: Option<String>,
    /// The matter that is answered.
    pub matter: Option<String>,
    /// The channel's name.
    pub channel: Option<String>,
    /// When it is to be done: a day, or day and time.
    pub on: Option<String>,
    /// Facts that only who asks knows, by name.
    pub facts: FxHashMap<String, Value>,
}

impl Written {
    /// Reads a question.
    ///
    /// # Errors
    /// Where the text is no JSON of this form.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    /// What is asked; of what is to be done now where nobody says when, in UTC epoch milliseconds.
    ///
    /// # Errors
    /// Where an action, fact, channel, amount or time is none.
    pub fn asked(&self, zone: &TimeZone, now: i64) -> Result<Asked> {
        let action = Action::from_name(&self.action)
            .ok_or_else(|| Problem::new("ask-action").with("action", &self.action))?;
        let stated = self.facts.iter().map(|(name, value)| known_fact(name, value));
        let channel = self.channel.as_deref().map(|name| {
            Channel::from_name(name)
                .ok_or_else(|| Problem::new("ask-channel").with("channel", name))
        });
        let amount = self.amount.as_deref().map(|text| {
            let mark = DecimalMark::observe(std::iter::once(text));
            Amount::parse(text, mark).ok_or_else(|| Problem::new("ask-amount"))
        });
        Ok(Asked {
            action,
            planned: planned(self.on.as_deref(), zone, now)?,
            claim: self.claim.clone(),
            instalment: self.instalment,
            amount: amount.transpose()?,
            product: self.product.clone(),
            contract: self.contract.clone(),
            matter: self.matter.clone(),
            channel: channel.transpose()?,
            stated: stated.collect::<Result<_>>()?,
        })
    }
}

/// A fact by its name, with a value of its type.
pub(crate) fn known_fact(name: &str, value: &Value) -> Result<(FactName, Value)> {
    let fact = FactName::from_name(name).ok_or_else(|| unknown_fact(name))?;
    if filo_guard::fact::fits(fact, value) {
        Ok((fact, value.clone()))
    } else {
        Err(unknown_fact(name))
    }
}

/// The failure of a fact that is none; what stands after `=` may be a person's data and is not told.
pub(crate) fn unknown_fact(name: &str) -> Problem {
    let name = name.split('=').next().unwrap_or_default();
    Problem::new("ask-fact").with("fact", name)
}

/// When an action is to be done; now where nobody says.
pub(crate) fn planned(on: Option<&str>, zone: &TimeZone, now: i64) -> Result<Moment> {
    let habits = MomentHabits { zone: zone.clone(), order: DateOrder::Auto };
    match on {
        Some(text) => {
            Moment::parse(text, &habits).map_err(|_| Problem::new("ask-on").with("value", text))
        }
        None => Ok(Moment::of_clock(now, zone)),
    }
}
