//! What a customer holds that others may share, worked out once for all comparisons.

use std::collections::{BTreeMap, BTreeSet};

use filo_model::address::House;
use filo_model::digest::Digest;
use filo_model::name::fold;
use filo_model::record::Details;
use filo_model::shared::{SharedField, SharedValue};
use filo_model::tax_code::TaxCode;

/// A customer: its records and what their sources say now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// The customer's id.
    pub customer: u64,
    /// The records by id.
    pub records: Vec<(Digest, Details)>,
}

impl Party {
    /// The values that others may share, each once, in order.
    #[must_use]
    pub fn values(&self) -> Vec<SharedValue> {
        let values = self.records.iter().flat_map(|(_, one)| SharedValue::of_details(one));
        values.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The words of the surnames, each once, in order: by them and a house people are found where too
    /// many live.
    #[must_use]
    pub fn surname_words(&self) -> Vec<String> {
        Sheet::of(self).surnames.into_keys().collect()
    }
}

/// Words of surnames that say nothing by themselves.
const PARTICLES: [&str; 13] = [
    "del", "della", "dello", "dei", "degli", "delle", "dal", "dalla", "van", "von", "der", "den",
    "dos",
];

/// The words of a surname that tell families apart, folded: of `De Luca` there is `luca`.
pub fn surname_words(surname: &str) -> impl Iterator<Item = String> + use<> {
    let folded = fold(surname);
    let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
    words.into_iter().filter(|word| word.chars().count() >= 3 && !PARTICLES.contains(&&**word))
}

/// A value as a record has it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) record: Digest,
    /// As people read it.
    pub(super) shown: String,
}

/// What a customer holds.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) customer: u64,
    /// Each value, with the record of the smallest id that holds it.
    pub(super) values: BTreeMap<SharedValue, Held>,
    pub(super) houses: Vec<(House, Held)>,
    /// By word, and by whole surname written together.
    pub(super) surnames: BTreeMap<String, Held>,
    pub(super) surnames_joined: BTreeMap<String, Held>,
    /// The words of all names of firms, and these written together.
    pub(super) firm_words: BTreeSet<&'a str>,
    pub(super) is_person: bool,
    pub(super) is_firm: bool,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(party: &'a Party) -> Self {
        let mut records: Vec<&(Digest, Details)> =
            party.records.iter().filter(|(_, details)| !details.by_hand).collect();
        records.sort_unstable_by_key(|(id, _)| *id);
        let mut sheet = Self {
            customer: party.customer,
            values: BTreeMap::new(),
            houses: Vec::new(),
            surnames: BTreeMap::new(),
            surnames_joined: BTreeMap::new(),
            firm_words: BTreeSet::new(),
            is_person: false,
            is_firm: false,
        };
        let firms = records.iter().filter_map(|(_, details)| details.company_name.as_ref());
        sheet.firm_words.extend(firms.flat_map(|name| name.key().split(' ')));
        for (id, details) in &records {
            sheet.add(*id, details);
        }
        sheet.add_surnames(&records);
        sheet
    }

    /// Some systems write surnames first and others last, and some nobody knows how. The tax code tells
    /// which is the surname; else a word counts that is one in more records than it is a first name.
    fn add_surnames(&mut self, records: &[&(Digest, Details)]) {
        let codes: Vec<&TaxCode> =
            records.iter().filter_map(|(_, details)| details.tax_code.as_ref()).collect();
        let is_surname = |name: &str| codes.iter().any(|code| code.is_of_surname(name));
        let mut counts: BTreeMap<(bool, String), i32> = BTreeMap::new();
        for (record, details) in records {
            let Some(name) = &details.name else { continue };
            let (mut first, mut last) = (name.first(), name.last());
            if !is_surname(last) && is_surname(first) {
                (first, last) = (last, first);
            }
            let shown = || Held { record: *record, shown: last.to_owned() };
            for (part, step) in [(last, 1), (first, -1)] {
                let joined = fold(&part.replace('\'', "")).replace(' ', "");
                let words = surname_words(part).map(|word| (word, false)).chain([(joined, true)]);
                for (word, is_joined) in words.filter(|(word, _)| !word.is_empty()) {
                    *counts.entry((is_joined, word.clone())).or_default() += step;
                    let surnames =
                        if is_joined { &mut self.surnames_joined } else { &mut self.surnames };
                    if step > 0 {
                        surnames.entry(word).or_insert_with(shown);
                    }
                }
            }
        }
        let stands = |is_joined: bool, word: &String| {
            counts.get(&(is_joined, word.clone())).is_some_and(|&count| count > 0)
        };
        self.surnames.retain(|word, _| stands(false, word));
        self.surnames_joined.retain(|word, _| stands(true, word));
    }

    fn add(&mut self, record: Digest, details: &Details) {
        self.is_firm |= details.company_name.is_some() || details.vat_number.is_some();
        self.is_person |= details.tax_code.is_some() || details.birth_date.is_some();
        for value in SharedValue::of_details(details) {
            let shown = match value.field {
                SharedField::House => details.address.as_ref().map(ToString::to_string),
                SharedField::CompanyName => details.company_name.as_ref().map(ToString::to_string),
                _ => None,
            };
            let shown = shown.unwrap_or_else(|| value.key.clone());
            self.values.entry(value).or_insert(Held { record, shown });
        }
        if let Some(address) = &details.address
            && let Some(house) = address.house()
            && !self.houses.iter().any(|(known, _)| *known == house)
        {
            self.houses.push((house, Held { record, shown: address.to_string() }));
        }
        if let Some(name) = &details.name {
            // Some systems write a firm's name as if it were a person's.
            let folded = fold(&name.to_string());
            self.is_person |= !folded.split(' ').all(|word| self.firm_words.contains(word));
        }
    }

    /// Whether it is a firm and no person's.
    pub(super) fn is_bare_firm(&self) -> bool {
        self.is_firm && !self.is_person
    }

    /// Whether the name of the firm holds a word.
    pub(super) fn firm_is_named(&self, word: &str) -> bool {
        self.firm_words.contains(word)
    }
}
