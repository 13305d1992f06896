//! A row's verdict in words: why, what to do, which cards.

use filo_guard::card::Answer;
use filo_guard::event::Reference;
use filo_guard::fact::vocabulary::FactName;
use filo_guard::guard::{Because, Guard, Spoken};
use filo_store::thread::CustomerId;
use rustc_hash::FxHashMap;

use super::columns::Field;
use super::judge::Status;
use crate::config::Config;
use crate::guard::ask::{Decided, Part};
use crate::texts::{Texts, word_key};

/// How many ways to go on are named.
const WAYS: usize = 3;

/// Puts verdicts into words.
#[derive(Debug)]
pub struct Words<'a> {
    texts: &'a Texts,
    guard: &'a Guard,
    config: &'a Config,
}

/// A verdict in words.
#[derive(Debug, Default)]
pub struct Told {
    /// Why.
    pub reason: String,
    /// What to do.
    pub instead: String,
    /// The ids of the cards.
    pub cards: String,
    /// The cards that spoke, each once with the strictest it came to.
    pub spoken: Vec<(usize, Answer)>,
    /// What cards in shadow would have said.
    pub shadow: Vec<(usize, Answer)>,
}

impl<'a> Words<'a> {
    /// Words of a language for the cards of a guard.
    #[must_use]
    pub fn new(texts: &'a Texts, guard: &'a Guard, config: &'a Config) -> Self {
        Self { texts, guard, config }
    }

    /// A text without values.
    #[must_use]
    pub fn note(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    /// That values of some fields cannot be read.
    #[must_use]
    pub fn unread(&self, fields: &[Field]) -> String {
        let fields: Vec<String> = fields.iter().map(|field| self.field(*field)).collect();
        self.texts.say("screen-why-unread", &[("fields", &fields.join(", "))])
    }

    fn field(&self, field: Field) -> String {
        let group = if matches!(field, Field::Fact(_)) { "fact" } else { "screen-field" };
        self.texts.word(group, field.name())
    }

    /// Why a row could not be judged, with the customers that may be meant.
    #[must_use]
    pub fn unjudged(&self, status: Status, candidates: &[CustomerId], count: usize) -> String {
        let mut ids: Vec<String> = candidates.iter().map(ToString::to_string).collect();
        if count > candidates.len() {
            ids.push("…".to_owned());
        }
        if ids.is_empty() {
            ids.push("-".to_owned());
        }
        self.texts.say(&word_key("screen-why", status.name()), &[("candidates", &ids.join(", "))])
    }

    /// What to do with a row that could not be judged.
    #[must_use]
    pub fn instead_of(&self, status: Status) -> String {
        self.texts.word("screen-do", status.name())
    }

    /// A verdict in words; `notes` say what else holds the row.
    #[must_use]
    pub fn told(
        &self,
        decided: &Decided,
        claims: &FxHashMap<Reference, String>,
        notes: &[String],
    ) -> Told {
        let mut told = Told::default();
        let mut reasons = notes.to_vec();
        let several = decided.parts.len() > 1;
        for part in &decided.parts {
            let judgement = &part.verdict.judgement;
            judgement.spoken.iter().for_each(|one| add(&mut told.spoken, one));
            judgement.shadow.iter().for_each(|one| add(&mut told.shadow, one));
            let reason = self.reason(part);
            let claim = claims.get(&part.claim);
            match claim.filter(|_| several) {
                Some(claim) => {
                    let answer = self.answer(judgement.answer);
                    let values = [("claim", &**claim), ("answer", &*answer), ("reason", &*reason)];
                    reasons.push(self.texts.say("screen-claim", &values).trim().to_owned());
                }
                None if reason.is_empty() => {}
                None => reasons.push(reason),
            }
        }
        told.reason = reasons.join(if several { " | " } else { " " });
        told.instead = self.instead(decided);
        let cards = told.spoken.iter().filter_map(|(card, _)| self.guard.cards().get(*card));
        told.cards = cards.map(|card| card.id.as_str()).collect::<Vec<_>>().join(" ");
        told
    }

    /// The word of an answer.
    #[must_use]
    pub fn answer(&self, answer: Answer) -> String {
        self.texts.word("answer", answer.name())
    }

    /// The sentences of the cards that hold, and the facts that others miss.
    fn reason(&self, part: &Part) -> String {
        let language = self.texts.language().code();
        let judgement = &part.verdict.judgement;
        let mut said: Vec<String> = Vec::new();
        let mut missing: Vec<FactName> = Vec::new();
        if judgement.erred {
            said.push(self.note("guard-erred"));
        }
        for spoken in &judgement.spoken {
            match (&spoken.because, self.guard.cards().get(spoken.card)) {
                (Because::Holds, Some(card)) => said.push(card.title.of(language).to_owned()),
                (Because::Undecided(facts), _) => missing.extend(facts),
                _ => {}
            }
        }
        missing.sort_unstable();
        missing.dedup();
        if !missing.is_empty() {
            let facts: Vec<String> =
                missing.iter().map(|fact| self.texts.word("fact", fact.name())).collect();
            said.push(self.texts.say("screen-missing", &[("facts", &facts.join("; "))]));
        }
        said.join(" ")
    }

    /// What to do instead, and who decides what is held.
    fn instead(&self, decided: &Decided) -> String {
        let answer = decided.answer();
        if answer == Answer::Allow {
            return String::new();
        }
        let strict = decided.parts.iter().filter(|part| part.verdict.judgement.answer == answer);
        let (mut ways, mut owner) = (Vec::new(), None);
        for part in strict {
            for one in &part.verdict.alternatives {
                let action = self.texts.word("action", one.action.name());
                let way = match one.answer {
                    Answer::Allow => action,
                    other => format!("{action} ({})", self.answer(other)),
                };
                if !ways.contains(&way) && ways.len() < WAYS {
                    ways.push(way);
                }
            }
            let first = part.verdict.judgement.spoken.first();
            owner = owner.or(first.and_then(|one| self.guard.cards().get(one.card)));
        }
        if let Some(card) = owner.filter(|_| answer == Answer::Hold) {
            let label = self.config.department_label(&card.owner, self.texts.language());
            ways.push(self.texts.say("screen-decides", &[("owner", label)]));
        }
        ways.join(" · ")
    }
}

/// Adds a card, or makes stricter what it came to.
fn add(all: &mut Vec<(usize, Answer)>, spoken: &Spoken) {
    match all.iter_mut().find(|one| one.0 == spoken.card) {
        Some(one) => one.1 = one.1.max(spoken.answer),
        None => all.push((spoken.card, spoken.answer)),
    }
}
