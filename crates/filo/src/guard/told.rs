//! A verdict as people and programs read it: cards with their entries, what to do instead, words to use.

use filo_guard::card::{Answer, Card, Override};
use filo_guard::event::{Event, Reference, What};
use filo_guard::fact::Facts;
use filo_guard::fact::value::{Evidence, Fact};
use filo_guard::fact::vocabulary::{FactName, NEVER};
use filo_guard::guard::{Because, Guard, Spoken};
use filo_model::review::finding_id;
use filo_store::Store;
use filo_store::scan::EntryPlace;
use filo_store::thread::CustomerId;
use filo_store::verdict::VerdictId;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::ask::{Decided, Part};
use super::log::Versions;
use super::vocabulary;
use crate::config::Config;
use crate::findings::event::day_in;
use crate::findings::review::FindingId;
use crate::problem::Result;
use crate::texts::Texts;

/// After how many business days a warning that nobody decided goes to the lead.
const LEAD_AFTER: i64 = 2;

/// The guard's answer to one question, told.
#[derive(Debug, Clone, Serialize)]
pub struct Told {
    /// The decision's id, once it is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<VerdictId>,
    /// The answer.
    pub answer: Answer,
    /// The action.
    pub action: &'static str,
    /// The customer.
    pub customer: CustomerId,
    /// The day on which the action is to be done.
    pub planned: Date,
    /// One part a claim; one in all where the action is about none.
    pub parts: Vec<ToldPart>,
    /// Facts that no configured source can give, so that cards could not look at them.
    pub not_checked: Vec<&'static str>,
    /// Sources that are older than they promise to be: what stands on them is unknown.
    pub stale: Vec<String>,
    /// What was in force.
    pub versions: Versions,
}

/// What is said of one claim.
#[derive(Debug, Clone, Serialize)]
pub struct ToldPart {
    /// The claim's number, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The answer.
    pub answer: Answer,
    /// The cards that spoke, the strictest first.
    pub cards: Vec<ToldCard>,
    /// What cards in shadow would have said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shadow: Vec<ToldCard>,
    /// What to do instead, each itself allowed.
    pub instead: Vec<Instead>,
    /// Whether a rule erred, so that the action is held.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub erred: bool,
}

/// What to do instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Instead {
    /// The action.
    pub action: &'static str,
    /// What the guard says to it.
    pub answer: Answer,
}

/// What one card says.
#[derive(Debug, Clone, Serialize)]
pub struct ToldCard {
    /// Its id.
    pub card: String,
    /// Its version.
    pub version: u32,
    /// The rule in a sentence.
    pub title: String,
    /// What it answers.
    pub answer: Answer,
    /// The facts that are missing, where it is not decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
    /// What was only heard in words, which a person has to look at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<ToldWords>,
    /// What who acts is told.
    pub notice: String,
    /// What the customer may be told, with an apology where one is due.
    pub words: String,
    /// What would release it.
    pub release: String,
    /// Who decides.
    pub owner: String,
    /// Whether that is the department's lead, because nobody decided in time.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lead: bool,
    /// By when.
    pub decide_by: Date,
    /// Who may act against it.
    pub overridden_by: Override,
    /// The norms behind it.
    pub law: Vec<String>,
    /// Where the playbook speaks of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub playbook: Option<String>,
    /// The entries that show it.
    pub entries: Vec<ToldEntry>,
}

/// A fact that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The fact.
    pub fact: &'static str,
    /// Why.
    pub why: &'static str,
}

/// Words in which something was heard that nobody confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldWords {
    /// The finding by which a person confirms or rejects it.
    pub finding: FindingId,
    /// The entry.
    pub entry: String,
    /// The words.
    pub quote: String,
}

/// An entry that shows something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToldEntry {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its day.
    pub day: Date,
    /// The source that said it.
    pub source: String,
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: u64,
}

impl ToldEntry {
    /// Where an entry was read, with its day in a zone.
    #[must_use]
    pub fn of(place: &EntryPlace, zone: &TimeZone) -> Self {
        Self {
            id: place.id.to_string(),
            kind: place.kind.name(),
            day: day_in(place.at.millis, zone),
            source: place.source.to_string(),
            file: place.file.to_string(),
            line: place.line,
        }
    }
}

/// What is needed to tell a verdict.
#[derive(Debug)]
pub struct Teller<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The guard.
    pub guard: &'a Guard,
    /// The store.
    pub store: &'a Store,
    /// The texts of the language that is spoken.
    pub texts: &'a Texts,
    /// The present, in UTC epoch milliseconds: what is held has to be decided from then on.
    pub now: i64,
}

impl Teller<'_> {
    /// Tells a decision about a customer whose events are at hand.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn tell(
        &self,
        decided: &Decided,
        action: &'static str,
        events: &[Event],
        claims: &FxHashMap<Reference, String>,
        versions: Versions,
    ) -> Result<Told> {
        let parts = decided.parts.iter().map(|part| self.part(part, events, claims));
        Ok(Told {
            decision: None,
            answer: decided.answer(),
            action,
            customer: decided.customer,
            planned: day_in(decided.planned, &self.config.zone),
            parts: parts.collect::<Result<_>>()?,
            not_checked: Vec::new(),
            stale: Vec::new(),
            versions,
        })
    }

    fn part(
        &self,
        part: &Part,
        events: &[Event],
        claims: &FxHashMap<Reference, String>,
    ) -> Result<ToldPart> {
        let judgement = &part.verdict.judgement;
        let facts = &part.verdict.facts;
        let told = |all: &[Spoken]| -> Result<Vec<ToldCard>> {
            all.iter().filter_map(|one| self.card(one, facts, events).transpose()).collect()
        };
        let instead = part.verdict.alternatives.iter();
        Ok(ToldPart {
            claim: claims.get(&part.claim).cloned(),
            answer: judgement.answer,
            cards: told(&judgement.spoken)?,
            shadow: told(&judgement.shadow)?,
            instead: instead
                .map(|one| Instead { action: one.action.name(), answer: one.answer })
                .collect(),
            erred: judgement.erred,
        })
    }

    fn card(&self, spoken: &Spoken, facts: &Facts, events: &[Event]) -> Result<Option<ToldCard>> {
        let Some(card) = self.guard.cards().get(spoken.card) else { return Ok(None) };
        let language = self.texts.language().code();
        let missing = match &spoken.because {
            Because::Holds => Vec::new(),
            Because::Undecided(missing) => missing.iter().map(|fact| lacks(*fact, facts)).collect(),
        };
        let mut words = self.filled(card.words.of(language), facts);
        if let Some(apology) = card.apology.as_ref().filter(|_| spoken.because == Because::Holds) {
            words = format!("{} {words}", self.filled(apology.of(language), facts));
        }
        let (owner, lead) = self.owner(card, facts, events);
        Ok(Some(ToldCard {
            card: card.id.clone(),
            version: card.version,
            title: card.title.of(language).to_owned(),
            answer: spoken.answer,
            missing,
            heard: self.heard(card, facts, &spoken.because)?,
            notice: self.filled(card.notice.of(language), facts),
            words,
            release: self.filled(card.release.of(language), facts),
            decide_by: self.decide_by(card, &owner),
            owner,
            lead,
            overridden_by: card.overridden_by,
            law: card.law.iter().map(|law| law.reference.clone()).collect(),
            playbook: card.playbook.clone(),
            entries: self.entries(card, facts)?,
        }))
    }

    /// The day by which what is held is decided, on the owner's calendar.
    fn decide_by(&self, card: &Card, owner: &str) -> Date {
        let department = self.config.department(owner);
        let calendar = department.map_or(&self.config.calendar, |one| &one.calendar);
        calendar.add_business_days(day_in(self.now, &self.config.zone), card.decide_within)
    }

    /// Who decides: the department that owns the card; of a warning the one it was sent to, and after two
    /// business days its lead.
    fn owner(&self, card: &Card, facts: &Facts, events: &[Event]) -> (String, bool) {
        let warning = facts.get(FactName::WarningOpen).map(Fact::evidence).unwrap_or_default();
        let warned = card.facts().has(FactName::WarningOpen).then(|| {
            let seqs = |event: &&Event| warning.iter().any(|one: &Evidence| one.seq == event.seq);
            events.iter().find(seqs).and_then(|event| match event.what {
                What::Alert { to, .. } => to,
                _ => None,
            })
        });
        let names = warned.flatten().and_then(|number| {
            let names = self.store.department_names().ok()?;
            names.into_iter().find(|(one, _)| *one == number).map(|(_, name)| name)
        });
        match names {
            Some(name) => {
                (name, number(facts, FactName::WarningAge).is_some_and(|age| age > LEAD_AFTER))
            }
            None => (card.owner.clone(), false),
        }
    }

    /// The words that keep a card from being decided.
    fn heard(&self, card: &Card, facts: &Facts, because: &Because) -> Result<Vec<ToldWords>> {
        let Because::Undecided(missing) = because else { return Ok(Vec::new()) };
        let mut told: Vec<ToldWords> = Vec::new();
        for name in card.facts().iter().filter(|name| missing.contains(name)) {
            let Some(Fact::Suspected(_, _, evidence)) = facts.get(name) else { continue };
            let seqs: Vec<i64> = evidence.iter().map(|one| one.seq).collect();
            let entries = self.store.entry_fetch(&seqs)?;
            for sign in self.store.heard_at(&seqs)? {
                let Some(kind) = says(name, &sign.kind) else { continue };
                let Some(entry) = entries.iter().find(|one| one.seq == sign.place.seq) else {
                    continue;
                };
                let text = entry.text.as_ref().map_or("", |text| text.text.as_str());
                let quote = sign.place.words(text);
                let words = ToldWords {
                    finding: FindingId(finding_id(kind, entry.id)),
                    entry: entry.id.to_string(),
                    quote: quote.unwrap_or_default().trim().replace('\n', " "),
                };
                if !told.contains(&words) {
                    told.push(words);
                }
            }
        }
        Ok(told)
    }

    fn entries(&self, card: &Card, facts: &Facts) -> Result<Vec<ToldEntry>> {
        let shown = card.facts().iter().filter_map(|fact| facts.get(fact));
        let mut seqs: Vec<i64> =
            shown.flat_map(|fact| fact.evidence().iter().map(|one| one.seq)).collect();
        seqs.sort_unstable();
        seqs.dedup();
        let mut places = self.store.entry_places(&seqs)?;
        places.sort_by_key(|place| (place.at.millis, place.id));
        let zone = &self.config.zone;
        Ok(places.iter().map(|place| ToldEntry::of(place, zone)).collect())
    }

    /// A text of a card with the values of the facts it names.
    #[must_use]
    pub fn filled(&self, text: &str, facts: &Facts) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            filled.push_str(before);
            let fact = FactName::from_name(name);
            filled.push_str(&fact.map_or_else(String::new, |fact| self.value(fact, facts)));
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }

    /// A fact's value as people read it, with its unit.
    #[must_use]
    pub fn value(&self, name: FactName, facts: &Facts) -> String {
        use filo_guard::fact::value::Value;
        let unknown = || self.texts.say("guard-value-unknown", &[]);
        match facts.get(name).and_then(Fact::value) {
            None => unknown(),
            Some(Value::Flag(flag)) => {
                self.texts.say(if *flag { "guard-yes" } else { "guard-no" }, &[])
            }
            Some(Value::Word(word)) => word.clone(),
            Some(Value::Number(NEVER)) => self.texts.say("guard-never", &[]),
            Some(Value::Number(value)) => vocabulary::number(*value, name.unit(), self.texts),
        }
    }
}

fn lacks(fact: FactName, facts: &Facts) -> Missing {
    let why = match facts.get(fact) {
        Some(Fact::Unknown(why)) => why.name(),
        Some(Fact::Suspected(..)) => "suspected",
        _ => "not_said",
    };
    Missing { fact: fact.name(), why }
}

fn number(facts: &Facts, name: FactName) -> Option<i64> {
    match facts.get(name).and_then(Fact::value) {
        Some(filo_guard::fact::value::Value::Number(number)) => Some(*number),
        _ => None,
    }
}

/// The kind of finding by which a sign says a fact.
fn says(fact: FactName, sign: &str) -> Option<&'static str> {
    let is = |name: &str, kind| (sign == name).then_some(kind);
    match fact {
        FactName::PromisesOpen | FactName::PromisesOverdue | FactName::AnsweredOtherwise => {
            is("promise", "said_promise")
        }
        FactName::ToldBefore => is("repeat", "said_repeat"),
        FactName::RefusedLately => is("refusal", "said_refusal"),
        FactName::Leaving => is("leaving", "said_constraint"),
        FactName::WantsNotInOneSum => is("not_in_one_sum", "said_constraint"),
        FactName::WantsOnlyMail => is("only_by_mail", "said_constraint"),
        FactName::WantsOnlyWriting => is("only_in_writing", "said_constraint"),
        FactName::WantsNoCalls => is("no_calls", "said_constraint"),
        FactName::OptedOut => is("no_promotions", "said_constraint"),
        FactName::Vulnerable => is("vulnerable", "said_constraint"),
        FactName::Bereavement => is("bereavement", "said_constraint"),
        FactName::FraudReported => is("fraud", "said_constraint"),
        FactName::Essential => is("essential", "said_constraint"),
        _ => None,
    }
}
