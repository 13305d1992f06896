//! A customer's thread as the guard sees it: events in order, each call once.

use filo_guard::event::{Event, Reference, reference};
use filo_guard::traits::Phrases;
use filo_model::facts::Facts;
use filo_store::Store;
use filo_store::thread::CustomerId;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;

use super::cards::phrases;
use crate::findings::calls;
use crate::findings::event::event_of;
use crate::findings::review::Standing;
use crate::listen::facts::HeardFacts;
use crate::problem::Result;

/// Reads the threads of customers one by one.
#[derive(Debug)]
pub struct Threads<'a> {
    store: &'a Store,
    phrases: Phrases,
    /// What people made of what was heard in words.
    standing: Standing,
    /// The company's zone.
    zone: TimeZone,
    /// Departments by name.
    numbers: FxHashMap<String, i64>,
}

/// The events of one customer.
#[derive(Debug, Default)]
pub struct CustomerEvents {
    /// In the order of the thread.
    pub events: Vec<Event>,
    /// Whether the person restricted the use of their data.
    pub restricted: bool,
    /// The numbers of the claims as they are written, by the references that events use.
    pub claims: FxHashMap<Reference, String>,
}

impl<'a> Threads<'a> {
    /// Reads from a store; days are those of a zone.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn new(store: &'a Store, zone: &TimeZone) -> Result<Self> {
        let names = store.department_names()?;
        Ok(Self {
            store,
            phrases: phrases()?,
            standing: Standing::new(&store.review_list()?),
            zone: zone.clone(),
            numbers: names.into_iter().map(|(number, name)| (name, number)).collect(),
        })
    }

    /// The events of a customer.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn of(&self, customer: CustomerId) -> Result<CustomerEvents> {
        let (mut events, mut claims) = (Vec::new(), FxHashMap::default());
        let free = self.store.customer_scan(customer, &mut |row| {
            let facts = row.facts();
            if let Some(Facts::Invoice(invoice)) = &facts
                && let Some(claim) = &invoice.claim
            {
                claims.insert(reference(Some(claim)), claim.clone());
            }
            let number_of = |name: &str| self.numbers.get(name).copied();
            events.push(event_of(row, facts.as_ref(), &self.phrases, number_of));
        })?;
        events.sort_unstable_by_key(|event: &Event| (event.at.millis, event.turn, event.id));
        let mut events = calls::once(&events).into_owned();
        let heard = HeardFacts::of(&self.store.heard_of(customer)?.signs);
        if !heard.is_empty() {
            heard.add(&mut events, &self.standing, &self.zone);
        }
        Ok(CustomerEvents { events, restricted: !free, claims })
    }
}
