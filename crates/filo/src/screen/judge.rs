//! One row before the guard: its customer, the claims it is about, and what is said to it.

use filo_guard::card::Answer;
use filo_guard::event::{Event, Reference, reference};
use filo_guard::fact::Setting;
use filo_guard::fact::claim::{Claim, Part, open_numbers};
use filo_guard::fact::value::{Fact, Value};
use filo_guard::fact::vocabulary::FactName;
use filo_guard::guard::Guard;
use filo_model::amount::Amount;
use filo_model::words;
use filo_store::Store;
use filo_store::reading::Reading;
use filo_store::thread::CustomerId;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::columns::Field;
use super::list::ListRow;
use super::row::{Frame, Question};
use super::told::Words;
use super::who::{CANDIDATES, Finder, Known, Who};
use crate::config::Config;
use crate::findings::event::day_in;
use crate::guard::ask::{Asked, Decided, decide};
use crate::guard::log::{Versions, content, unjudged};
use crate::guard::setting::setting;
use crate::guard::threads::{CustomerEvents, Threads};
use crate::problem::Result;

/// How many settings of past days are kept.
const SETTINGS: usize = 64;

words! {
    /// What became of a row.
    Status {
        /// The guard judged it.
        Judged = "judged",
        /// The row could not be read.
        Unreadable = "unreadable",
        /// A value that matters could not be read.
        ValueUnread = "value_unread",
        /// The list speaks of another due date than the thread.
        OtherDue = "other_due",
        /// The row does not say who.
        Nameless = "nameless",
        /// Nobody in the threads.
        NotFound = "not_found",
        /// Several customers fit.
        SeveralFit = "several_fit",
        /// What the row says of who is of different customers.
        Conflict = "conflict",
    }
}

/// What a row asks for, so that a second row that asks for it is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct About {
    /// The customer, claim, product and contract.
    pub of: (CustomerId, Reference, Reference, Reference),
    /// The instalment; 0 where it is the whole.
    pub instalment: u32,
}

/// The verdict on a row.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// What became of the row.
    pub status: Status,
    /// The customer, where there is one.
    pub customer: Option<CustomerId>,
    /// Why, in the language that is spoken.
    pub reason: String,
    /// What to do.
    pub instead: String,
    /// The ids of the cards that spoke.
    pub cards: String,
    /// The cards that spoke and what they came to, those in shadow apart.
    pub spoken: Vec<(usize, Answer)>,
    /// What cards in shadow would have said.
    pub shadow: Vec<(usize, Answer)>,
    /// When it is to be done, in UTC epoch milliseconds.
    pub planned: i64,
    /// The claim named by the row.
    pub claim: Option<String>,
    /// What the decision log keeps.
    pub content: String,
    /// What it asks for.
    pub about: Vec<About>,
}

/// Judges rows one by one.
#[derive(Debug)]
pub struct Judge<'a> {
    shared: Shared<'a>,
    words: Words<'a>,
    finder: Finder<'a>,
    threads: Threads<'a>,
    last: Option<(CustomerId, CustomerEvents)>,
    settings: FxHashMap<Date, Setting>,
}

/// What is shared by all who judge.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'a> {
    /// The guard.
    pub guard: &'a Guard,
    /// The configuration.
    pub config: &'a Config,
    /// What holds for every row.
    pub frame: &'a Frame,
    /// The readings of the sources.
    pub readings: &'a [Reading],
    /// What was looked up for the whole list.
    pub known: &'a Known,
    /// The present, in UTC epoch milliseconds.
    pub now: i64,
    /// What is in force.
    pub versions: &'a Versions,
}

impl<'a> Judge<'a> {
    /// Judges with a connection of its own.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn new(shared: Shared<'a>, store: &'a Store, words: Words<'a>) -> Result<Self> {
        Ok(Self {
            shared,
            words,
            finder: Finder::new(store, shared.known)?,
            threads: Threads::new(store, &shared.config.zone)?,
            last: None,
            settings: FxHashMap::default(),
        })
    }

    /// The verdict on a row.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn answer(&mut self, row: &ListRow) -> Result<Answered> {
        if !row.is_readable {
            return Ok(self.unjudged(
                row,
                Status::Unreadable,
                self.shared.frame.planned.millis,
                &[],
            ));
        }
        let question = self.shared.frame.question(row);
        let planned = question.asked.planned.millis;
        let (status, candidates) = match self.finder.who(self.shared.frame, row)? {
            Who::One(customer) => return self.judged(row, question, customer),
            Who::Nobody => (Status::NotFound, Vec::new()),
            Who::Unsaid => (Status::Nameless, Vec::new()),
            Who::Several(some) => (Status::SeveralFit, some),
            Who::Conflict(some) => (Status::Conflict, some),
        };
        Ok(self.unjudged(row, status, planned, &candidates))
    }

    /// The verdict on a row that the guard cannot be asked about.
    fn unjudged(
        &self,
        row: &ListRow,
        status: Status,
        planned: i64,
        candidates: &[CustomerId],
    ) -> Answered {
        let named = candidates.get(..CANDIDATES).unwrap_or(candidates);
        Answered {
            answer: self.held(),
            status,
            customer: None,
            reason: self.words.unjudged(status, named, candidates.len()),
            instead: self.words.instead_of(status),
            cards: String::new(),
            spoken: Vec::new(),
            shadow: Vec::new(),
            planned,
            claim: None,
            content: unjudged(status.name(), candidates.len(), row.line, self.shared.versions),
            about: Vec::new(),
        }
    }

    /// What is not known holds what can harm.
    fn held(&self) -> Answer {
        if self.shared.frame.action.can_harm() { Answer::Hold } else { Answer::Warn }
    }

    fn judged(
        &mut self,
        row: &ListRow,
        question: Question,
        customer: CustomerId,
    ) -> Result<Answered> {
        let setting = self.setting(question.asked.planned.millis.min(self.shared.now));
        let thread = match self.last.take() {
            Some((of, thread)) if of == customer => thread,
            _ => self.threads.of(customer)?,
        };
        let Question { asked, due, unread } = question;
        let (all, is_other_due) = split(&asked, due, &thread, &setting);
        let mut decided = decide(self.shared.guard, &setting, &all[0], customer, &thread);
        for one in all.iter().skip(1) {
            decided.parts.extend(decide(self.shared.guard, &setting, one, customer, &thread).parts);
        }
        let mut above = false;
        if asked.amount.is_some() && decided.parts.len() > 1 {
            // One amount for several claims is their sum, and not what is asked for each.
            (decided, above) = self.of_sum(&all, (customer, &thread), &setting);
        }
        let mut answer = decided.answer();
        let status = match () {
            () if !unread.is_empty() => Status::ValueUnread,
            () if is_other_due => Status::OtherDue,
            () => Status::Judged,
        };
        let mut notes = Vec::new();
        if !unread.is_empty() {
            notes.push(self.words.unread(&unread));
        }
        if is_other_due {
            notes.push(self.words.note("screen-why-other-due"));
        }
        if above {
            notes.push(self.words.note("screen-why-above"));
        }
        if !notes.is_empty() {
            answer = answer.max(self.held());
        }
        let about = about(&all, &decided);
        let told = self.words.told(&decided, &thread.claims, &notes);
        let mut kept = content(&decided, self.shared.guard, self.shared.versions);
        kept.insert_str(1, &format!("\"line\":{},\"row\":\"{}\",", row.line, status.name()));
        self.last = Some((customer, thread));
        self.settings.insert(
            day_in(asked.planned.millis.min(self.shared.now), &self.shared.config.zone),
            setting,
        );
        Ok(Answered {
            answer,
            status,
            customer: Some(customer),
            reason: told.reason,
            instead: told.instead,
            cards: told.cards,
            spoken: told.spoken,
            shadow: told.shadow,
            planned: decided.planned,
            claim: asked.claim,
            content: kept,
            about,
        })
    }

    /// The verdict on several claims that one amount is asked for; and whether that is more than is open.
    fn of_sum(
        &self,
        all: &[Asked],
        (customer, thread): (CustomerId, &CustomerEvents),
        setting: &Setting,
    ) -> (Decided, bool) {
        let amount = all.first().and_then(|one| one.amount).and_then(Amount::cents);
        let mut joined: Option<Decided> = None;
        for one in all {
            let one = Asked { amount: None, ..one.clone() };
            let decided = decide(self.shared.guard, setting, &one, customer, thread);
            match &mut joined {
                Some(joined) => joined.parts.extend(decided.parts),
                None => joined = Some(decided),
            }
        }
        let decided = joined.unwrap_or(Decided { customer, planned: 0, parts: Vec::new() });
        let open = decided.parts.iter().map(|part| {
            match part.verdict.facts.get(FactName::ClaimOpen).and_then(Fact::value) {
                Some(Value::Number(cents)) => Some(*cents),
                _ => None,
            }
        });
        let open: Option<i64> = open.sum();
        let is_above = open.zip(amount).is_some_and(|(open, amount)| amount > open);
        (decided, is_above)
    }

    /// The setting of a day: taken out, so that whoever uses it gives it back.
    fn setting(&mut self, at: i64) -> Setting {
        let day = day_in(at, &self.shared.config.zone);
        if self.settings.len() > SETTINGS {
            self.settings.clear();
        }
        let kept = self.settings.remove(&day);
        kept.unwrap_or_else(|| setting(self.shared.config, self.shared.readings, Some(at)))
    }
}

/// What a row asks for: one question about its claims, or a question for each claim.
fn about(all: &[Asked], decided: &Decided) -> Vec<About> {
    let of = |asked: &Asked, claim| About {
        of: (
            decided.customer,
            claim,
            reference(asked.product.as_deref()),
            reference(asked.contract.as_deref()),
        ),
        instalment: asked.instalment.unwrap_or(0),
    };
    match all {
        [one] => decided.parts.iter().map(|part| of(one, part.claim)).collect(),
        all => all.iter().zip(&decided.parts).map(|(one, part)| of(one, part.claim)).collect(),
    }
}

/// The questions that a row with a due date is: the instalment that is due then, or each open claim that
/// has one; and whether the thread knows another date.
fn split(
    asked: &Asked,
    due: Option<Date>,
    thread: &CustomerEvents,
    setting: &Setting,
) -> (Vec<Asked>, bool) {
    let whole = || vec![asked.clone()];
    let Some(due) = due.filter(|_| asked.action.is_about_claims()) else { return (whole(), false) };
    let question = asked.question(setting);
    let act = question.as_event();
    let known: Vec<&Event> =
        thread.events.iter().filter(|event| event.known_at <= question.at.millis).collect();
    let day = setting.day(question.at.millis);
    let parts = |claim: Reference| -> Vec<Part> {
        Claim::as_of(&known, &act, claim, &setting.zone).stand((0, None), day).all
    };
    if question.claim != 0 {
        let parts = parts(question.claim);
        let dated: Vec<&Part> = parts.iter().filter(|part| part.due.is_some()).collect();
        if dated.is_empty() {
            return (whole(), false);
        }
        let of =
            |part: &&&Part| asked.instalment.is_none_or(|one| one == 0 || one == part.instalment);
        return match dated.iter().filter(of).find(|part| part.due == Some(due)) {
            Some(part) => {
                let instalment = asked.instalment.or(Some(part.instalment)).filter(|one| *one > 0);
                (vec![Asked { instalment, ..asked.clone() }], false)
            }
            None => (whole(), true),
        };
    }
    let mut all = Vec::new();
    for claim in open_numbers(&known, &act, &setting.zone) {
        for part in parts(claim).iter().filter(|part| part.due == Some(due) && part.is_open()) {
            let instalment = Some(part.instalment).filter(|one| *one > 0);
            let claim = thread.claims.get(&claim).cloned();
            all.push(Asked { claim, instalment, ..asked.clone() });
        }
    }
    if all.is_empty() { (whole(), true) } else { (all, false) }
}

/// Whether a row says who by a claim alone, or by a claim and a name.
#[must_use]
pub fn is_only_claim(frame: &Frame, row: &ListRow) -> bool {
    use Field::{CompanyName, FirstName, LastName, Name};
    let is_number = |field: Field| {
        field.says_who() && !matches!(field, Name | FirstName | LastName | CompanyName)
    };
    let mut who = frame.columns.found.iter().filter(|one| is_number(one.0));
    row.is_readable
        && !frame.value(row, Field::Claim).is_empty()
        && who.all(|&(_, place)| row.value(place).trim().is_empty())
}
