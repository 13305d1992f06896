//! How many rows came to what, and by which cards.

use std::collections::BTreeMap;

use filo_guard::card::Answer;
use filo_guard::fact::Setting;
use filo_guard::guard::Guard;
use serde::Serialize;

use super::columns::Field;
use super::judge::{Answered, Status};
use super::row::Frame;
use crate::guard::log::Versions;
use crate::texts::{Texts, word_key};

/// What a list came to.
#[derive(Debug, Serialize)]
pub struct Summary {
    /// The action.
    pub action: &'static str,
    /// The rows.
    pub rows: usize,
    /// By answer.
    pub answers: BTreeMap<&'static str, u64>,
    /// The rows that the guard did not simply judge, by what became of them.
    pub apart: BTreeMap<&'static str, u64>,
    /// Rows that ask for what an earlier one asks for.
    pub twice: u64,
    /// By card, how many rows it spoke about, by what it came to.
    pub cards: BTreeMap<String, BTreeMap<&'static str, u64>>,
    /// By card in shadow, how many rows it would have spoken about.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub shadow: BTreeMap<String, u64>,
    /// Facts that no source gives and the list does not say, so that cards could not look at them.
    pub not_checked: Vec<&'static str>,
    /// Sources that are older than they promise to be.
    pub stale: Vec<String>,
    /// The first and the last decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<[String; 2]>,
    /// What was in force.
    pub versions: Versions,
}

impl Summary {
    /// Counts.
    #[must_use]
    pub fn new(
        (answered, twice): (&[Answered], u64),
        guard: &Guard,
        frame: &Frame,
        setting: &Setting,
        (stale, versions): (Vec<String>, Versions),
    ) -> Self {
        let mut answers: BTreeMap<&'static str, u64> =
            Answer::ALL.iter().map(|answer| (answer.name(), 0)).collect();
        let mut apart: BTreeMap<&'static str, u64> = BTreeMap::new();
        let mut cards: BTreeMap<String, BTreeMap<&'static str, u64>> = BTreeMap::new();
        let mut shadow: BTreeMap<String, u64> = BTreeMap::new();
        let id =
            |card: usize| guard.cards().get(card).map_or_else(String::new, |card| card.id.clone());
        for one in answered {
            *answers.entry(one.answer.name()).or_default() += 1;
            if one.status != Status::Judged {
                *apart.entry(one.status.name()).or_default() += 1;
            }
            for (card, answer) in &one.spoken {
                *cards.entry(id(*card)).or_default().entry(answer.name()).or_default() += 1;
            }
            for (card, _) in &one.shadow {
                *shadow.entry(id(*card)).or_default() += 1;
            }
        }
        Self {
            action: frame.action.name(),
            rows: answered.len(),
            answers,
            apart,
            twice,
            cards,
            shadow,
            not_checked: not_checked(guard, frame, setting),
            stale,
            decisions: None,
            versions,
        }
    }

    /// The summary as people read it.
    #[must_use]
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        let count =
            |answer: Answer| texts.count(self.answers.get(answer.name()).copied().unwrap_or(0));
        let action = texts.word("action", self.action);
        let values = [
            ("action", &*action),
            ("rows", &*texts.count(self.rows as u64)),
            ("allow", &*count(Answer::Allow)),
            ("warn", &*count(Answer::Warn)),
            ("hold", &*count(Answer::Hold)),
            ("refuse", &*count(Answer::Refuse)),
        ];
        let mut lines = vec![texts.say("screen-summary", &values)];
        for (status, rows) in &self.apart {
            let values = [("count", &*texts.count(*rows))];
            lines.push(format!("  {}", texts.say(&word_key("screen-count", status), &values)));
        }
        if self.twice > 0 {
            let values = [("count", &*texts.count(self.twice))];
            lines.push(format!("  {}", texts.say("screen-count-twice", &values)));
        }
        for (card, by) in &self.cards {
            let by: Vec<String> = by
                .iter()
                .map(|(answer, rows)| {
                    format!("{} {}", texts.word("answer", answer), texts.count(*rows))
                })
                .collect();
            lines.push(format!("  {card}: {}", by.join(", ")));
        }
        for (card, rows) in &self.shadow {
            let values = [("card", &**card), ("count", &*texts.count(*rows))];
            lines.push(format!("  {}", texts.say("screen-shadow", &values)));
        }
        if !self.not_checked.is_empty() {
            let facts: Vec<String> =
                self.not_checked.iter().map(|fact| texts.word("fact", fact)).collect();
            lines.push(texts.say("guard-not-checked", &[("facts", &facts.join("; "))]));
        }
        if !self.stale.is_empty() {
            lines.push(texts.say("guard-stale", &[("sources", &self.stale.join(", "))]));
        }
        if let Some([first, last]) = &self.decisions {
            lines.push(texts.say("screen-decisions", &[("first", first), ("last", last)]));
        }
        lines
    }
}

/// The facts that cards about the action look at, that no source gives and the list does not say.
fn not_checked(guard: &Guard, frame: &Frame, setting: &Setting) -> Vec<&'static str> {
    use filo_guard::fact::vocabulary::FactName;
    let wanted = guard.wanted(frame.action);
    let is_said = |fact: &FactName| {
        frame.stated.iter().any(|(one, _)| one == fact)
            || frame.columns.has(Field::Fact(*fact))
            || (*fact == FactName::RegisterAge && frame.columns.has(Field::RegisterChecked))
    };
    let missing = setting.sources.missing().into_iter();
    missing.filter(|fact| wanted.has(*fact) && !is_said(fact)).map(FactName::name).collect()
}
