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
    /// What tells beside codes and addresses that two records are the same person's: claims, and a
    /// name, its words in any order, in a town or with a birth date.
    marks: BTreeSet<String>,
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
        let has_name = !matches!(
            event.source,
            Source::Mailbox | Source::Replies | Source::Pec | Source::PecSent | Source::Bank
        );
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
        let mut words: Vec<&str> = view.names.iter().flat_map(|name| name.split(' ')).collect();
        words.sort_unstable();
        words.dedup();
        let name = words.join(" ");
        let beside = ["city", "birth_date"].map(|field| written.get(field));
        let beside = beside.into_iter().flatten().filter(|_| !name.is_empty());
        view.marks.extend(beside.map(|beside| format!("{name} {}", fold(&beside.to_lowercase()))));
        view.marks.extend(written.get("claim").map(|claim| format!("claim:{claim}")));
        view.owned.extend(owned(&written));
        view.named.extend(pointer(&written));
        Some(key)
    }

    /// Finds the groups, once all rows are added.
    pub(crate) fn group(&mut self) {
        let keys: Vec<&RecordKey> = self.views.keys().collect();
        let views: Vec<&View> = self.views.values().collect();
        let mut group: Vec<usize> = (0..views.len()).collect();
        let mut holders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut owners: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let mut ties: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (place, view) in views.iter().enumerate() {
            for tie in view.ties() {
                let first = *ties.entry(tie).or_insert(place);
                join(&mut group, place, first);
            }
        }
        for (place, view) in views.iter().enumerate() {
            for value in view.addresses().filter(|_| !view.names.is_empty()) {
                holders.entry(value).or_default().insert(place);
            }
            for value in &view.owned {
                owners.entry(value).or_default().insert(place);
            }
        }
        // First what is bare, then what refers to something, so that its owner is where it belongs.
        let is_bare = |view: &View| view.names.is_empty() && view.codes.is_empty();
        join_to_one(&mut group, &views, &holders, |view| {
            view.addresses().filter(|_| is_bare(view)).collect()
        });
        join_to_one(&mut group, &views, &owners, |view| {
            view.named.iter().map(String::as_str).collect()
        });
        self.groups = keys.into_iter().cloned().zip(group).collect();
    }

    /// Whether anything that is written ties some records of one person to one another, by way of
    /// `all` its records: what nobody could see in the exports is nobody's to find. An address that
    /// somebody else has too ties nothing.
    pub(crate) fn are_tied(&self, some: &BTreeSet<&RecordKey>, all: &BTreeSet<&RecordKey>) -> bool {
        let others = self.views.iter().filter(|(key, _)| !all.contains(key));
        let shared: BTreeSet<&str> = others.flat_map(|(_, view)| view.addresses()).collect();
        let marks = |key: &RecordKey| {
            let marks = self.views.get(key).into_iter().flat_map(View::all_marks);
            marks.filter(|mark| !shared.contains(mark)).collect::<BTreeSet<&str>>()
        };
        let mut waiting: Vec<&RecordKey> = some.iter().copied().take(1).collect();
        let mut reached: BTreeSet<&RecordKey> = waiting.iter().copied().collect();
        while let Some(key) = waiting.pop() {
            let own = marks(key);
            let is_near = |other: &&&RecordKey| !marks(other).is_disjoint(&own);
            let near: Vec<&RecordKey> = all.iter().filter(is_near).copied().collect();
            waiting.extend(near.into_iter().filter(|other| reached.insert(other)));
        }
        some.iter().all(|key| reached.contains(key))
    }

    /// The group of a record.
    pub(crate) fn group_of(&self, key: &RecordKey) -> Option<usize> {
        self.groups.get(key).copied()
    }
}

impl View {
    fn all_marks(&self) -> impl Iterator<Item = &str> {
        let said = self.codes.iter().chain(&self.marks).chain(&self.owned).chain(&self.named);
        said.map(String::as_str).chain(self.addresses())
    }

    fn addresses(&self) -> impl Iterator<Item = &str> {
        self.emails.iter().chain(&self.phones).map(String::as_str)
    }

    /// What joins records that share it: a code alone; an address or number under a name.
    fn ties(&self) -> impl Iterator<Item = (&str, &str)> {
        let codes = self.codes.iter().map(|code| (code.as_str(), ""));
        let named = |name| self.addresses().map(move |address| (address, name));
        codes.chain(self.names.iter().map(String::as_str).flat_map(named))
    }
}

/// Joins each record to the one group that holds what it says, where it is one.
fn join_to_one<'v>(
    group: &mut [usize],
    views: &[&'v View],
    holders: &BTreeMap<&str, BTreeSet<usize>>,
    said: impl Fn(&'v View) -> Vec<&'v str>,
) {
    let joined = group.to_vec();
    for (place, view) in views.iter().enumerate() {
        let found = said(view).into_iter().filter_map(|value| holders.get(value)).flatten();
        let groups: BTreeSet<usize> = found.map(|&holder| joined[holder]).collect();
        if let (1, Some(&holder)) = (groups.len(), groups.first()) {
            join(group, place, holder);
        }
    }
}

fn join(group: &mut [usize], one: usize, two: usize) {
    let (from, to) = (group[one], group[two]);
    for place in group {
        if *place == from {
            *place = to;
        }
    }
}
