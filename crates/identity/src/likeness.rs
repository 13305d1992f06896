//! Joins by likeness: the records that no exact key joins, weighed field by field.

use filo_model::record::Details;

use crate::Linker;
use crate::clusters::Clusters;
use crate::linkage::{CUT_MIN, Person};
use crate::rule::Rule;

/// The share of joined pairs that has to be right, as far as can be expected.
const PRECISION: f64 = 0.99;

impl Linker {
    /// Adds a record to those that are compared, where it names somebody.
    pub(crate) fn add_person(&mut self, place: u32, details: &Details) {
        let (first_name, last_name) =
            details.name.as_ref().map_or(("", ""), |name| (name.first(), name.last()));
        let company = details.company_name.as_ref().map_or("", |name| name.display());
        if first_name.is_empty() && last_name.is_empty() && company.is_empty() {
            return;
        }
        let birth_date = details.birth_date.map(|date| date.to_string()).unwrap_or_default();
        let code = details.tax_code.as_ref().map(|code| code.canonical());
        // A code with a typing error is no code, but it still says whose it is.
        let given = |field: &str| details.given.iter().find(|(name, _)| name == field);
        let tax_code = match (&code, given("tax_code")) {
            (Some(code), _) => code.as_str(),
            (None, Some((_, raw))) => raw.as_str(),
            (None, None) => "",
        };
        let phones: Vec<&str> = details.phones.iter().map(|phone| phone.as_str()).collect();
        let emails = details.emails.iter();
        let emails: Vec<&str> = emails
            .filter(|email| !email.is_placeholder() && !email.is_shared_mailbox())
            .map(|email| email.as_str())
            .collect();
        let address = details.address.as_ref();
        let numbers: Vec<&str> = details.vat_number.iter().map(|number| number.as_str()).collect();
        self.persons.add(&Person {
            first_name,
            last_name,
            company,
            birth_date: &birth_date,
            tax_code,
            phones: &phones,
            emails: &emails,
            street: address.map_or("", |address| address.street()),
            house_number: address.map_or("", |address| address.number()),
            postcode: address.map_or("", |address| address.postcode()),
            city: address.map_or("", |address| address.city()),
            numbers: &numbers,
        });
        self.compared.push(place);
    }

    /// Joins what is alike enough. Records are compared in the order of their ids, so that the order
    /// in which they came does not matter.
    pub(crate) fn join_alike(&mut self, clusters: &mut Clusters, ranks: &[u32], cores: usize) {
        let compared = std::mem::take(&mut self.compared);
        let persons = std::mem::take(&mut self.persons);
        let mut grouped: Vec<(u32, u32)> = (0_u32..)
            .zip(&compared)
            .map(|(record, &place)| (clusters.root(place), record))
            .collect();
        grouped.sort_unstable_by_key(|&(root, record)| {
            (ranks[root as usize], ranks[compared[record as usize] as usize])
        });
        let (features, origins) = persons.finish_grouped(&grouped);
        let place = |row: u32| compared[origins[row as usize].1 as usize];
        let mut groups: Vec<u32> = Vec::with_capacity(origins.len());
        for (row, &(root, _)) in (0_u32..).zip(&origins) {
            let before = row.checked_sub(1).filter(|&before| origins[before as usize].0 == root);
            groups.push(before.map_or(row, |before| groups[before as usize]));
        }
        let linkage = features.link_grouped(&groups, CUT_MIN, PRECISION, cores);
        for join in linkage.made() {
            clusters.join(place(join.a), place(join.b), Rule::Likeness);
        }
    }
}
