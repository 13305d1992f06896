//! Which records are the same customer: people's decisions, exact keys, likeness.
//!
//! Pure: records and judgements in, customers out; the order in which records are added does not
//! matter. Layout: [`rule`] names why records are joined, [`Linker`] gathers records and resolves them,
//! [`linkage`] weighs what no key joins, `likeness` brings it to the linker's records,
//! `clusters` joins them without breaking what must stay apart; `lineage` keeps the ids of customers;
//! [`golden`] says what is best known of a customer once its records are together, [`relation`] which
//! customers are related though they are not the same.
//!
//! An exact key joins two records when nothing contradicts it: two different tax codes or VAT
//! numbers never meet in one customer, two first names behind one mail address are two people of a
//! household, and what a person decided comes before any key.

mod bare;
mod clusters;
pub mod golden;
mod likeness;
pub mod lineage;
pub mod linkage;
pub mod relation;
pub mod rule;

use filo_model::digest::Digest;
use filo_model::pointer::Pointer;
use filo_model::record::{Details, Judgement};
use rustc_hash::{FxHashMap, FxHashSet};

use clusters::Clusters;
pub use likeness::{explain, forget};
use linkage::{Model, Reader};
use rule::Rule;

/// A value that more records than this share says nothing about one person: a switchboard, a
/// placeholder, a mailbox of an office.
pub const SHARED_BY_MAX: usize = 40;

/// Gathers what identifies records, in some hundred bytes each, and resolves them.
#[derive(Debug, Default)]
pub struct Linker {
    ids: Vec<Digest>,
    names: Vec<Names>,
    tax_codes: Vec<(u64, u32)>,
    vat_numbers: Vec<(u64, u32)>,
    emails: Vec<(u64, u32)>,
    phones: Vec<(u64, u32)>,
    /// Records that name no person but something of theirs.
    pointers: Vec<(u64, u32)>,
    /// Records whose entries own what a pointer names.
    owners: Vec<(u64, u32)>,
    /// What records refer to, once owners are asked for.
    wanted: FxHashSet<u64>,
    /// Records of which nothing is said, and the claims their entries mention.
    silent: Vec<u32>,
    mentions: Vec<(u64, u32)>,
    /// Records that name somebody, to be compared by likeness, and their places.
    persons: Reader,
    compared: Vec<u32>,
    /// Records of sources that know nobody twice, and these sources.
    once: Vec<(u32, u32)>,
}

/// The digests of a record's names; 0 where it has none.
#[derive(Debug, Default, Clone, Copy)]
struct Names {
    first: u64,
    whole: u64,
}

impl Names {
    /// Whether two records name two people: both have a first name and they differ, unless the whole
    /// names are the same words in another order.
    fn contradict(self, other: Self) -> bool {
        let same_words = self.whole != 0 && self.whole == other.whole;
        self.first != 0 && other.first != 0 && self.first != other.first && !same_words
    }
}

/// The customer of a record, and the link that holds it there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Member {
    /// The place of the record with the smallest id among the customer's. Places count records in the
    /// order they were added.
    pub customer: u32,
    /// The record it is linked to and why; absent for the one with the smallest id.
    pub link: Option<Link>,
}

/// What holds a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The other record.
    pub to: u32,
    /// Why.
    pub rule: Rule,
    /// Where it is likeness, the natural logarithm of the odds.
    pub odds: Option<f32>,
}

/// A join that a person may decide on: likely, and not likely enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proposal {
    /// A record of one customer.
    pub a: u32,
    /// A record of the other.
    pub b: u32,
    /// The natural logarithm of the odds that they are one.
    pub odds: f32,
    /// Pairs of rows that the join would make.
    pub pairs: u32,
}

/// Where the weights of likeness come from.
#[derive(Debug, Clone, Copy)]
pub enum Learning<'a> {
    /// They are learnt from these records, and the cut is made for this share of right pairs.
    Anew {
        /// The share of joined pairs that has to be right.
        precision: f64,
    },
    /// They are those of a model that is kept.
    Under(&'a Model),
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resolution {
    /// For each record, in the order they were added.
    pub members: Vec<Member>,
    /// How many customers there are.
    pub customers: usize,
    /// How many values were passed over because too many records share them.
    pub shared_values: usize,
    /// The model, where one was learnt.
    pub model: Option<Model>,
    /// What is left to a person, the most valuable first.
    pub proposals: Vec<Proposal>,
}

impl Resolution {
    /// Turns the links of a customer so that they lead to this record of it.
    pub fn turn(&mut self, to: u32) {
        let mut towards: Option<Link> = None;
        let mut at = to;
        while let Some(member) = self.members.get_mut(at as usize) {
            let Some(link) = std::mem::replace(&mut member.link, towards) else { return };
            towards = Some(Link { to: at, ..link });
            at = link.to;
        }
    }
}

fn short(text: &str) -> u64 {
    // 0 stands for "none"; a digest that happens to be 0 becomes 1.
    Digest::of(text.as_bytes()).short().max(1)
}

impl Linker {
    /// Adds a record of a source; `once` is the source's number, from 1 on, where it promises to know
    /// nobody twice, else 0.
    pub fn add(&mut self, id: Digest, details: &Details, once: u32) {
        let place = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.push(id);
        if once != 0 {
            self.once.push((place, once));
        }
        if details.by_hand {
            self.names.push(Names::default());
            return;
        }
        if details.is_empty() {
            self.silent.push(place);
        }
        let mut names = Names::default();
        if let Some(name) = &details.name {
            let first = name.first_key();
            names.first = if first.is_empty() { 0 } else { short(&first) };
            // One word alone is too little of a name to join people by.
            let key = name.key();
            names.whole = if key.tokens().nth(1).is_some() { short(key.as_str()) } else { 0 };
        } else if let Some(name) = &details.company_name {
            names.whole = short(name.key());
        }
        self.names.push(names);
        self.add_person(place, details);
        if let Some(code) = &details.tax_code {
            self.tax_codes.push((short(code.canonical().as_str()), place));
        }
        if let Some(number) = &details.vat_number {
            self.vat_numbers.push((short(number.as_str()), place));
        }
        for email in &details.emails {
            if !email.is_placeholder() && !email.is_shared_mailbox() {
                self.emails.push((short(email.as_str()), place));
            }
        }
        for phone in &details.phones {
            self.phones.push((short(phone.as_str()), place));
        }
        if let Some(pointer) = &details.refers_to {
            self.pointers.push((pointer.short(), place));
        }
    }

    /// Whether any record names no person but something of theirs, so that its owner is asked for.
    #[must_use]
    pub fn has_pointers(&self) -> bool {
        !self.pointers.is_empty()
    }

    /// The places of records of which no source says anything, in order.
    #[must_use]
    pub fn silent(&self) -> &[u32] {
        &self.silent
    }

    /// Says that entries of the silent record at a place are about a claim.
    pub fn add_mention(&mut self, place: u32, pointer: &Pointer) {
        self.mentions.push((pointer.short(), place));
    }

    /// Says that entries of the record at a place own what a pointer may name; once all records are
    /// added. Owners of what no record refers to cost nothing, but claims may yet be mentioned.
    pub fn add_owner(&mut self, place: u32, pointer: &Pointer) {
        let value = pointer.short();
        if self.wanted.is_empty() {
            self.wanted = self.pointers.iter().map(|&(value, _)| value).collect();
        }
        let may_be_mentioned = !self.silent.is_empty() && matches!(pointer, Pointer::Claim(_));
        if may_be_mentioned || self.wanted.contains(&value) {
            self.owners.push((value, place));
        }
    }

    /// The customers, given the judgements of people that stand, made on so many cores.
    #[must_use]
    pub fn resolve(
        mut self,
        judgements: &[(Digest, Digest, Judgement)],
        learning: &Learning<'_>,
        cores: usize,
    ) -> Resolution {
        let mut by_id: Vec<u32> = (0..u32::try_from(self.ids.len()).unwrap_or(u32::MAX)).collect();
        by_id.sort_unstable_by_key(|&place| self.ids[place as usize]);
        let mut ranks = vec![0_u32; self.ids.len()];
        for (rank, &place) in by_id.iter().enumerate() {
            ranks[place as usize] = u32::try_from(rank).unwrap_or(u32::MAX);
        }
        for list in [&mut self.tax_codes, &mut self.vat_numbers, &mut self.emails, &mut self.phones]
        {
            list.sort_unstable_by_key(|&(value, place)| (value, ranks[place as usize]));
        }
        let mut clusters = Clusters::new(ranks.clone());
        let mut shared_values = 0;
        let judgements = self.judge(&mut clusters, &by_id, judgements);
        clusters.hold_apart(&self.tax_codes);
        clusters.hold_apart(&self.vat_numbers);
        clusters.hold_once(&self.once);
        for (list, rule) in [(&self.tax_codes, Rule::TaxCode), (&self.vat_numbers, Rule::VatNumber)]
        {
            for group in list.chunk_by(|a, b| a.0 == b.0) {
                clusters.join_group(group, rule, |_, _| true);
            }
        }
        for group in self.emails.chunk_by(|a, b| a.0 == b.0) {
            if group.len() > SHARED_BY_MAX {
                shared_values += 1;
                continue;
            }
            let named: Vec<(u64, u32)> =
                group.iter().copied().filter(|&(_, place)| self.is_known(place)).collect();
            clusters.join_group(&named, Rule::Email, |a, b| {
                !self.names[a as usize].contradict(self.names[b as usize])
            });
        }
        for group in self.phones.chunk_by(|a, b| a.0 == b.0) {
            let named = |&&(_, place): &&(u64, u32)| self.names[place as usize].whole != 0;
            let mut named: Vec<(u64, u32)> = group.iter().filter(named).copied().collect();
            // One number and one name: the same person, however many share the number.
            named.sort_by_key(|&(_, place)| self.names[place as usize].whole);
            for same in named
                .chunk_by(|a, b| self.names[a.1 as usize].whole == self.names[b.1 as usize].whole)
            {
                clusters.join_group(same, Rule::PhoneAndName, |_, _| true);
            }
        }
        let (model, proposals) =
            self.join_alike(&mut clusters, &ranks, &judgements, learning, cores);
        shared_values += self.join_bare(&mut clusters);
        shared_values += self.join_pointers(&mut clusters);
        let (members, customers) = clusters.members(&by_id);
        Resolution { members, customers, shared_values, model, proposals }
    }

    /// Applies what people decided: apart first, so that no later "same" can pass over it. Gives the
    /// judgements over records that are there, by their places.
    fn judge(
        &self,
        clusters: &mut Clusters,
        by_id: &[u32],
        judgements: &[(Digest, Digest, Judgement)],
    ) -> Vec<(u32, u32, Judgement)> {
        let place = |id: Digest| {
            let rank = by_id.binary_search_by_key(&id, |&place| self.ids[place as usize]).ok()?;
            by_id.get(rank).copied()
        };
        // In the order in which they were taken: of two that contradict, the later one is passed over.
        let mut sorted: Vec<_> = judgements.to_vec();
        sorted.sort_by_key(|&(_, _, judgement)| judgement == Judgement::Same);
        let known = |(a, b, judgement)| Some((place(a)?, place(b)?, judgement));
        let sorted: Vec<(u32, u32, Judgement)> = sorted.into_iter().filter_map(known).collect();
        for &(a, b, judgement) in &sorted {
            match judgement {
                Judgement::NotSame => clusters.keep_apart(a, b),
                Judgement::Same => {
                    clusters.join(a, b, Rule::Decision);
                }
            }
        }
        sorted
    }

    /// Whether a record says more of its person than a bare number or address.
    fn is_known(&self, place: u32) -> bool {
        let names = self.names[place as usize];
        names.first != 0 || names.whole != 0
    }

    /// A record that names no person belongs to the one customer whose entries own what it names; one
    /// of which nothing is said, to the one customer whose claims its entries are about.
    /// Where two customers do, it stays by itself. The owners are all known by now, so that it does
    /// not matter which came first.
    fn join_pointers(&mut self, clusters: &mut Clusters) -> usize {
        let ids = &self.ids;
        for list in [&mut self.pointers, &mut self.owners] {
            list.sort_unstable_by_key(|&(value, place)| (value, ids[place as usize]));
            list.dedup();
        }
        let mut shared_values = 0;
        let owners: FxHashMap<u64, &[(u64, u32)]> =
            self.owners.chunk_by(|a, b| a.0 == b.0).map(|group| (group[0].0, group)).collect();
        for group in self.pointers.chunk_by(|a, b| a.0 == b.0) {
            let Some([(_, owner), others @ ..]) = owners.get(&group[0].0) else { continue };
            let root = clusters.root(*owner);
            if others.iter().any(|&(_, other)| clusters.root(other) != root) {
                shared_values += 1;
                continue;
            }
            for &(_, place) in group {
                clusters.join(place, *owner, Rule::Reference);
            }
        }
        self.mentions.sort_unstable_by_key(|&(value, place)| (ids[place as usize], value));
        for mentioned in self.mentions.chunk_by(|a, b| a.1 == b.1) {
            let owned = mentioned.iter().filter_map(|(value, _)| owners.get(value));
            let mut owned = owned.flat_map(|group| group.iter().map(|&(_, owner)| owner));
            let Some(owner) = owned.next() else { continue };
            let root = clusters.root(owner);
            if owned.any(|other| clusters.root(other) != root) {
                shared_values += 1;
                continue;
            }
            clusters.join(mentioned[0].1, owner, Rule::Reference);
        }
        shared_values
    }
}

#[cfg(test)]
mod tests;
