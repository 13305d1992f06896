//! Which written records hang together by exact keys, as docs/SAMPLE.md defines it.
//!
//! Same tax code; same VAT number; same mail address or telephone number under the same name, its
//! words in the same order; and a bare address or number joins the one group that alone holds it.
//! The definition is narrow on purpose: what it joins, every careful reader joins.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{e164, fold};
use super::event::Event;
use super::source::Source;

/// A record as the exports name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RecordKey {
    /// The system.
    pub(crate) system: &'static str,
    /// The customer's key in it; else the mail address; else the number in E.164.
    pub(crate) key: String,
}

/// What all written rows of a record say about the person.
#[derive(Debug, Default)]
struct View {
    names: BTreeSet<String>,
    codes: BTreeSet<String>,
    emails: BTreeSet<String>,
    phones: BTreeSet<String>,
    /// What the rows own, and what they refer to where they name nobody.
    owned: BTreeSet<String>,
    named: BTreeSet<String>,
}

/// The records of some customers and the group of each.
#[derive(Debug, Default)]
pub(crate) struct Records {
    views: BTreeMap<RecordKey, View>,
    groups: BTreeMap<RecordKey, usize>,
}

/// The record that a row with these values belongs to, if it names one.
pub(crate) fn record_of(event: &Event) -> Option<RecordKey> {
    let system = event.source.spec().system;
    let key = event
        .get("customer")
        .map(str::to_owned)
        .or_else(|| event.get("email").map(str::to_lowercase))
        .or_else(|| event.get("phone").map(e164))
        .or_else(|| event.get("tax_code").map(str::to_owned))
        .or_else(|| event.get("vat_number").map(|number| format!("IT{number}")))
        .or_else(|| pointer(event))?;
    Some(RecordKey { system, key })
}

/// What a row names instead of a person.
fn pointer(event: &Event) -> Option<String> {
    match event.source {
        Source::Bank => {
            let account = || event.get("account").map(|account| format!("account:{account}"));
            event.get("claim").map(|claim| format!("claim:{claim}")).or_else(account)
        }
        Source::Receipts => event.get("about_file").map(|file| format!("file:{file}")),
        _ => None,
    }
}

/// What a row owns, so that others may name it.
fn owned(event: &Event) -> impl Iterator<Item = String> {
    let of = |what: &str, field: &str| event.get(field).map(|value| format!("{what}:{value}"));
    let is_invoice = event.source == Source::Invoices;
    [of("claim", "claim"), of("file", "file")].into_iter().flatten().filter(move |_| is_invoice)
}

impl Records {
    /// Adds what one event's row says, and tells the record it belongs to; nothing where it is not
    /// written.
    pub(crate) fn add(&mut self, event: &Event) -> Option<RecordKey> {
        let written = event.written()?;
        let key = record_of(&written)?;
        let view = self.views.entry(key.clone()).or_default();
        let text = |field| written.get(field).unwrap_or_default();
        // The name of a mail's header is not mapped: an address says more than what stands before it.
        let has_name = !matches!(event.source, Source::Mailbox | Source::Replies | Source::Pec | Source::PecSent | Source::Bank);
        if has_name {
            let last = text("last_name");
            let name = [text("name"), text("company_name"), text("first_name"), last].join(" ");
            let name = fold(&name.to_lowercase()).split_whitespace().collect::<Vec<_>>().join(" ");
            if !name.is_empty() {
                view.names.insert(name);
            }
        }
        for field in ["tax_code", "vat_number"] {
            view.codes.extend(written.get(field).map(str::to_owned));
        }
        view.emails.extend(written.get("email").map(str::to_lowercase));
        if written.get("simplified").is_none() {
            view.emails.extend(written.get("pec").map(str::to_lowercase));
        }
        for field in ["phone", "phone_2"] {
            view.phones.extend(written.get(field).map(e164));
        }
        view.owned.extend(owned(&written));
        view.named.extend(pointer(&written));
        Some(key)
    }

    /// Finds the groups, once all rows are added.
    pub(crate) fn group(&mut self) {
        let keys: Vec<&RecordKey> = self.views.keys().collect();
        let views: Vec<&View> = self.views.values().collect();
        let mut group: Vec<usize> = (0..views.len()).collect();
        for one in 0..views.len() {
            for two in one + 1..views.len() {
                if is_tied(views[one], views[two]) {
                    join(&mut group, one, two);
                }
            }
        }
        let named = group.clone();
        for (place, view) in views.iter().enumerate() {
            if view.names.is_empty() && view.codes.is_empty() {
                let holders: BTreeSet<usize> = (0..views.len())
                    .filter(|&other| !views[other].names.is_empty() && holds(views[other], view))
                    .map(|other| named[other])
                    .collect();
                if let (1, Some(&holder)) = (holders.len(), holders.first()) {
                    join(&mut group, place, holder);
                }
            }
        }
        // Last, so that what owns is where it belongs.
        let joined = group.clone();
        for (place, view) in views.iter().enumerate() {
            let owners: BTreeSet<usize> = (0..views.len())
                .filter(|&other| views[other].owned.iter().any(|one| view.named.contains(one)))
                .map(|other| joined[other])
                .collect();
            if let (1, Some(&owner)) = (owners.len(), owners.first()) {
                join(&mut group, place, owner);
            }
        }
        self.groups = keys.into_iter().cloned().zip(group).collect();
    }

    /// The group of a record.
    pub(crate) fn group_of(&self, key: &RecordKey) -> Option<usize> {
        self.groups.get(key).copied()
    }
}

fn is_tied(one: &View, two: &View) -> bool {
    let meets = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.iter().any(|key| b.contains(key));
    let is_address_shared = meets(&one.emails, &two.emails) || meets(&one.phones, &two.phones);
    meets(&one.codes, &two.codes) || is_address_shared && meets(&one.names, &two.names)
}

/// Whether a named record holds an address or number of a bare one.
fn holds(named: &View, bare: &View) -> bool {
    bare.emails.iter().any(|email| named.emails.contains(email))
        || bare.phones.iter().any(|phone| named.phones.contains(phone))
}

fn join(group: &mut [usize], one: usize, two: usize) {
    let (from, to) = (group[one], group[two]);
    for place in group {
        if *place == from {
            *place = to;
        }
    }
}
