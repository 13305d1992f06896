//! Answers about actions that only help, remembered: most customers are alike there.

use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::action::Action;
use crate::card::Answer;
use crate::fact::Facts;
use crate::fact::value::{Fact, Value};
use crate::fact::vocabulary::FactName;

/// Answers about actions that only help, by action, day and facts: most customers are alike there, and one
/// question has several alternatives.
#[derive(Debug, Default)]
pub(super) struct Remembered(Mutex<FxHashMap<Seen, Answer>>);

/// What an answer depends on.
type Seen = (Action, Date, Vec<(FactName, Option<Value>, bool)>);

/// How many answers are remembered.
const REMEMBERED: usize = 4_096;

impl Remembered {
    /// The answer to facts, remembered or made.
    pub(super) fn answer(
        &self,
        action: Action,
        facts: &Facts,
        on: Date,
        make: impl FnOnce() -> Answer,
    ) -> Answer {
        if facts.has_suspicions() {
            return make();
        }
        let of = |(name, fact): (FactName, &Fact)| match fact {
            Fact::Known(value, _) => (name, Some(value.clone()), false),
            // Answers to what was heard in words are rare, and not remembered.
            Fact::Suspected(sure, ..) => (name, sure.value().cloned(), false),
            Fact::Unknown(why) => (name, None, why.holds()),
        };
        let seen: Seen = (action, on, facts.iter().map(of).collect());
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = lock().get(&seen) {
            return *answer;
        }
        let answer = make();
        let mut remembered = lock();
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        remembered.insert(seen, answer);
        answer
    }
}
