//! Whom to ask how a case went: newest cases first, each customer once, and only where the guard allows it.

use std::collections::{BTreeMap, BTreeSet};

use filo_culture::code::Code;
use filo_guard::action::Action;
use filo_guard::card::Answer;
use filo_guard::fact::Setting;
use filo_guard::fact::vocabulary::FactName;
use filo_guard::guard::{Because, Guard};
use filo_identity::golden::Grade;
use filo_model::choice::Field;
use filo_model::digest::Digest;
use filo_model::facts::Channel;
use filo_model::moment::Moment;
use filo_store::Store;
use filo_store::after::NewAfter;
use filo_store::thread::CustomerId;
use filo_store::verdict::NewVerdict;
use jiff::Span;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::ended::{self, Found, Standing};
use crate::config::Config;
use crate::culture::wave;
use crate::findings::event::{day_in, end_of_day, start_of_day};
use crate::golden;
use crate::guard::ask::{Asked, Decided, decide};
use crate::guard::cards;
use crate::guard::log::{Versions, content};
use crate::guard::setting::{setting, stale};
use crate::guard::threads::Threads;
use crate::guard::written::planned;
use crate::problem::{Problem, Result};
use crate::texts::Language;

/// Who may be asked.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// How many days back a case may have ended, the last day with them.
    pub days: u32,
    /// For how many days nobody is asked again.
    pub pause: u32,
    /// How many of a hundred cases are chosen.
    pub share: u8,
    /// The channel.
    pub channel: Channel,
    /// How many are listed at most.
    pub limit: Option<usize>,
    /// The last day, on which the guard is asked too; else the day of the newest entry, and the guard is asked now.
    pub as_of: Option<Date>,
    /// Now, in UTC epoch milliseconds.
    pub now: i64,
    /// Who asks the guard.
    pub author: String,
    /// The language of the cards' sentences.
    pub language: Language,
}

/// Somebody on the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The customer.
    pub customer: CustomerId,
    /// The case's number.
    pub case: String,
    /// The department that ended it.
    pub department: String,
    /// The day on which it ended.
    pub closed: Date,
    /// The customer's name, where it is known.
    pub name: Option<String>,
    /// The address for the channel, where it needs one.
    pub address: Option<String>,
    /// What is kept once the list is written.
    pub after: NewAfter,
}

/// How many customers were left out, each for the first reason that holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Not among the share that is asked.
    pub not_chosen: u64,
    /// Asked not long ago.
    pub asked_lately: u64,
    /// Restricted the use of their data, or were erased.
    pub restricted: u64,
    /// No address for the channel is known.
    pub no_address: u64,
    /// The guard did not allow it.
    pub guard: u64,
    /// Beyond the limit, not looked at.
    pub beyond_limit: u64,
}

/// What one card said, of how many customers. Several cards may speak of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpokenCard {
    /// Its id.
    pub card: String,
    /// Its sentence.
    pub title: String,
    /// By answer, of how many customers.
    pub answers: BTreeMap<&'static str, u64>,
    /// Facts for want of which it could not be decided.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub missing: BTreeSet<&'static str>,
}

/// Whom to ask, and who was left out.
#[derive(Debug)]
pub struct Choice {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How many cases ended.
    pub cases: u64,
    /// Of these, about how many the customer was asked before.
    pub known: u64,
    /// Of how many customers the others are.
    pub customers: u64,
    /// The list, the newest case first.
    pub listed: Vec<Listed>,
    /// Who was left out.
    pub left_out: LeftOut,
    /// What the cards said, by id.
    pub cards: Vec<SpokenCard>,
    /// Facts that no source gives, so that cards could not look at them.
    pub not_checked: Vec<&'static str>,
    /// Sources that are older than they promise.
    pub stale: Vec<String>,
    /// What the guard was asked, to be kept.
    pub verdicts: Vec<NewVerdict>,
}

/// Chooses whom to ask. The caller holds a [`Store::view`].
///
/// # Errors
/// Where the store refuses or holds no entry yet, or the cards cannot be used.
pub fn choose(config: &Config, store: &Store, wanted: &Wanted) -> Result<Choice> {
    let mut chooser = Chooser::new(config, store, wanted)?;
    let (from, to) = chooser.days;
    let wrong = || Problem::new("as-of").with("date", to);
    let from_millis = start_of_day(from, &config.zone).ok_or_else(wrong)?;
    let to_millis = end_of_day(to, &config.zone).ok_or_else(wrong)?;
    let ended = ended::between(store, from_millis, to_millis)?;
    let ids = named(store, &ended)?;
    let mut choice = Choice {
        from,
        to,
        cases: ended.len() as u64,
        known: 0,
        customers: 0,
        listed: Vec::new(),
        left_out: LeftOut::default(),
        cards: Vec::new(),
        not_checked: chooser.not_checked(),
        stale: stale(config, &store.reading_list()?, chooser.asked.planned.millis.min(wanted.now)),
        verdicts: Vec::new(),
    };
    let pause = i64::from(wanted.pause) * filo_model::calendar::DAY_MILLIS;
    let lately: BTreeSet<CustomerId> =
        store.after_customers(to_millis.saturating_sub(pause))?.into_iter().collect();
    let mut seen = FxHashSet::default();
    for one in &ended {
        let Some(&customer) = ids.get(&one.customer) else { continue };
        let case = ended::digest(&chooser.secret, &one.case);
        if chooser.known.contains(&(case, customer)) {
            choice.known += 1;
            continue;
        }
        if !seen.insert(customer) {
            continue;
        }
        choice.customers += 1;
        let left = &mut choice.left_out;
        if wanted.limit.is_some_and(|limit| choice.listed.len() >= limit) {
            left.beyond_limit += 1;
        } else if !is_chosen(&one.case, wanted.share) {
            left.not_chosen += 1;
        } else if wanted.pause > 0 && lately.contains(&customer) {
            left.asked_lately += 1;
        } else {
            chooser.look(one, customer, case, &mut choice)?;
        }
    }
    choice.cards = chooser.spoken(wanted.language);
    Ok(choice)
}

/// The customers of cases, by the numbers of their naming records.
fn named(store: &Store, ended: &[Found]) -> Result<FxHashMap<i64, CustomerId>> {
    let mut ids = FxHashMap::default();
    for one in ended {
        if !ids.contains_key(&one.customer) {
            let named = store.customers_named(&[one.customer])?;
            ids.extend(named.first().map(|&customer| (one.customer, customer)));
        }
    }
    Ok(ids)
}

/// Whether a case is among those that are asked about: the same ones whenever it is looked at.
fn is_chosen(case: &str, share: u8) -> bool {
    let text = format!("heard\0{}", filo_model::pointer::written_alike(case));
    Digest::of(text.as_bytes()).short() % 100 < u64::from(share)
}

/// By which value a customer is reached on a channel; nothing where it needs none.
fn reached_by(channel: Channel) -> Option<Field> {
    match channel {
        Channel::Email | Channel::Pec => Some(Field::Email),
        Channel::Phone | Channel::Sms => Some(Field::Phone),
        Channel::Letter | Channel::Visit => Some(Field::Address),
        Channel::Chat | Channel::Web | Channel::Ticket | Channel::Social | Channel::System => None,
    }
}

/// What is the same for every customer, and what the cards said so far.
struct Chooser<'a> {
    config: &'a Config,
    store: &'a Store,
    wanted: &'a Wanted,
    /// The first and the last day.
    days: (Date, Date),
    secret: [u8; 32],
    guard: Guard,
    setting: Setting,
    versions: Versions,
    asked: Asked,
    threads: Threads<'a>,
    golden: golden::Setting,
    departments: FxHashMap<i64, String>,
    /// The cases about which customers were asked.
    known: FxHashSet<(Digest, CustomerId)>,
    /// By card, of how many customers it came to what, and what was missing.
    cards: BTreeMap<usize, (BTreeMap<Answer, u64>, BTreeSet<FactName>)>,
}

impl<'a> Chooser<'a> {
    fn new(config: &'a Config, store: &'a Store, wanted: &'a Wanted) -> Result<Self> {
        let newest =
            store.entry_newest(wanted.now)?.ok_or_else(|| Problem::new("nothing-woven"))?;
        let to = wanted.as_of.unwrap_or_else(|| day_in(newest, &config.zone));
        let back = Span::new().days(i64::from(wanted.days) - 1);
        let from = to
            .checked_sub(back)
            .map_err(|error| Problem::new("as-of").with("date", to).caused_by(error))?;
        let on = wanted.as_of.map(|day| day.to_string());
        let planned: Moment = planned(on.as_deref(), &config.zone, wanted.now)?;
        let asked = Asked {
            action: Action::AskAfterCase,
            planned,
            claim: None,
            instalment: None,
            amount: None,
            product: None,
            contract: None,
            matter: None,
            channel: Some(wanted.channel),
            stated: Vec::new(),
        };
        let guard = cards::guard(config)?;
        let as_of = planned.millis.min(wanted.now);
        let known = store.after_list()?.into_iter();
        Ok(Self {
            config,
            store,
            wanted,
            days: (from, to),
            secret: store.secret()?,
            setting: setting(config, &store.reading_list()?, Some(as_of)),
            versions: Versions::new(&guard, store.sequence()?),
            guard,
            asked,
            threads: Threads::new(store, &config.zone)?,
            golden: golden::Setting::new(config, store)?,
            departments: store.department_names()?.into_iter().collect(),
            known: known.filter_map(|one| one.case.zip(one.customer)).collect(),
            cards: BTreeMap::new(),
        })
    }

    fn not_checked(&self) -> Vec<&'static str> {
        let wanted = self.guard.wanted(self.asked.action);
        let missing = self.setting.sources.missing().into_iter();
        missing.filter(|fact| wanted.has(*fact)).map(FactName::name).collect()
    }

    /// Looks at one customer: lists them, or says why not.
    fn look(
        &mut self,
        one: &Found,
        customer: CustomerId,
        case: Digest,
        choice: &mut Choice,
    ) -> Result<()> {
        let details = self.store.customer_details(customer)?;
        if details.restricted || details.erased {
            choice.left_out.restricted += 1;
            return Ok(());
        }
        let view = golden::view(&self.golden, self.store.statement_fetch(customer)?);
        let best = |field: Field| {
            let is_good = |grade: Grade| matches!(grade, Grade::Full | Grade::Part);
            let mut best = view.golden.best.iter().filter(|best| best.field == field);
            best.find(|best| is_good(best.value.grade)).map(|best| best.value.text.clone())
        };
        let needed = reached_by(self.wanted.channel);
        let address = needed.and_then(best);
        if needed.is_some() && address.is_none() {
            choice.left_out.no_address += 1;
            return Ok(());
        }
        let thread = self.threads.of(customer)?;
        let decided = decide(&self.guard, &self.setting, &self.asked, customer, &thread);
        choice.verdicts.push(self.verdict(&decided));
        self.count(&decided);
        if decided.answer() != Answer::Allow {
            choice.left_out.guard += 1;
            return Ok(());
        }
        // What ended a moment ago is there: the caller holds one state of the store.
        let Standing::Ended(end) = ended::of_case(self.store, customer, &one.case, Some(one.at))?
        else {
            return Ok(());
        };
        let department = self.departments.get(&end.department).cloned().unwrap_or_default();
        choice.listed.push(Listed {
            customer,
            case: one.case.clone(),
            department: department.clone(),
            closed: day_in(one.at, &self.config.zone),
            name: best(Field::Name).or_else(|| best(Field::CompanyName)),
            address,
            after: NewAfter { case, record: end.record, department, asked_at: self.wanted.now },
        });
        Ok(())
    }

    /// What the log keeps of one question.
    fn verdict(&self, decided: &Decided) -> NewVerdict {
        NewVerdict {
            at: self.wanted.now,
            asked_by: self.wanted.author.clone(),
            customer: Some(decided.customer),
            action: self.asked.action.name(),
            planned: decided.planned,
            answer: decided.answer().name(),
            claim: None,
            content: content(decided, &self.guard, &self.versions),
        }
    }

    fn count(&mut self, decided: &Decided) {
        for spoken in decided.parts.iter().flat_map(|part| &part.verdict.judgement.spoken) {
            let (answers, missing) = self.cards.entry(spoken.card).or_default();
            *answers.entry(spoken.answer).or_default() += 1;
            if let Because::Undecided(facts) = &spoken.because {
                missing.extend(facts);
            }
        }
    }

    fn spoken(&self, language: Language) -> Vec<SpokenCard> {
        let spoken = self.cards.iter().filter_map(|(place, (answers, missing))| {
            let card = self.guard.cards().get(*place)?;
            Some(SpokenCard {
                card: card.id.clone(),
                title: card.title.of(language.code()).to_owned(),
                answers: answers.iter().map(|(answer, count)| (answer.name(), *count)).collect(),
                missing: missing.iter().map(|fact| fact.name()).collect(),
            })
        });
        let mut spoken: Vec<SpokenCard> = spoken.collect();
        spoken.sort_by(|a, b| a.card.cmp(&b.card));
        spoken
    }
}

/// Makes as many codes as are needed, none of which was given before.
///
/// # Errors
/// Where the store refuses.
pub fn codes(store: &Store, count: usize) -> Result<Vec<(Code, Digest)>> {
    let secret = store.secret()?;
    let is_taken = |code| Ok(store.after_code_given(code_digest(&secret, code))?);
    let codes = wave::codes(store, count, is_taken)?;
    Ok(codes.into_iter().map(|code| (code, code_digest(&secret, code))).collect())
}

/// The digest under which a code is kept: it opens nothing else, and no other store.
#[must_use]
pub fn code_digest(secret: &[u8; 32], code: Code) -> Digest {
    Digest::keyed(secret, format!("after\0{}", code.word()).as_bytes())
}
