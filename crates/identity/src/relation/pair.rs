//! The rules between two customers: what they share, and which relation that makes.

use std::collections::BTreeMap;

use filo_model::address::House;
use filo_model::shared::{SharedField, SharedValue};

use super::party::{Held, Sheet};
use super::{Evidence, Holding, Relation, RelationKind, Sureness};

/// Letters of a firm's name that have to stand in its domain.
const NAME_IN_DOMAIN_MIN: usize = 4;

/// Gathers evidence, and counts what of it stands by itself.
#[derive(Debug, Default)]
struct Case {
    pieces: usize,
    evidence: Vec<Evidence>,
}

impl Case {
    fn push(&mut self, field: SharedField, here: &Held, there: &Held) {
        self.evidence.push(Evidence {
            field,
            value: here.shown.clone(),
            here: here.record,
            there: there.record,
        });
    }

    /// Adds evidence that, whatever there is of it, counts as so many pieces.
    fn add(&mut self, more: &[Evidence], pieces: usize) {
        if !more.is_empty() {
            self.pieces += pieces;
            self.evidence.extend_from_slice(more);
        }
    }

    fn relation(mut self, kind: RelationKind, customer: u64) -> Option<Relation> {
        let sureness = match self.pieces {
            0 => return None,
            1 => Sureness::Likely,
            _ => Sureness::Certain,
        };
        self.evidence.sort();
        self.evidence.dedup();
        Some(Relation { customer, kind, sureness, evidence: self.evidence })
    }
}

/// The houses that two share: of one house that several records write differently, the same two records
/// from either side.
#[derive(Default)]
struct Houses<'a>(BTreeMap<&'a str, (&'a Held, &'a Held)>);

impl<'a> Houses<'a> {
    fn add(&mut self, house: &'a House, here: &'a Held, there: &'a Held) {
        let rank = |here: &Held, there: &Held| {
            (here.record.min(there.record), here.record.max(there.record))
        };
        let kept = self.0.entry(house.key()).or_insert((here, there));
        if rank(here, there) < rank(kept.0, kept.1) {
            *kept = (here, there);
        }
    }

    fn evidence(&self) -> Vec<Evidence> {
        let mut case = Case::default();
        self.0.values().for_each(|(here, there)| case.push(SharedField::House, here, there));
        case.evidence
    }
}

/// What two customers share.
struct Shared<'a> {
    here: &'a Sheet<'a>,
    there: &'a Sheet<'a>,
    holding: &'a Holding<'a>,
    /// Houses that few share, or one flat.
    house: Vec<Evidence>,
    /// Houses that many share, where the surname says which of them belong together.
    crowded_house: Vec<Evidence>,
    landline: Vec<Evidence>,
    phone: Vec<Evidence>,
    email: Vec<Evidence>,
    surname: Vec<Evidence>,
}

/// The relations between two customers.
pub(super) fn relations(
    here: &Sheet<'_>,
    there: &Sheet<'_>,
    holding: &Holding<'_>,
) -> Vec<Relation> {
    let shared = Shared::of(here, there, holding);
    let customer = there.customer;
    let household = shared.household().relation(RelationKind::Household, customer);
    let firm = shared.firm(household.is_some()).relation(RelationKind::Firm, customer);
    let mut found: Vec<Relation> = household.into_iter().chain(firm).collect();
    if found.is_empty() {
        found.extend(shared.contact().relation(RelationKind::Contact, customer));
    }
    found
}

impl<'a> Shared<'a> {
    fn of(here: &'a Sheet<'a>, there: &'a Sheet<'a>, holding: &'a Holding<'a>) -> Self {
        let mut shared = Self {
            here,
            there,
            holding,
            house: Vec::new(),
            crowded_house: Vec::new(),
            landline: Vec::new(),
            phone: Vec::new(),
            email: Vec::new(),
            surname: Vec::new(),
        };
        shared.landline = shared.values(SharedField::Landline);
        shared.phone = shared.values(SharedField::Phone);
        shared.email = shared.values(SharedField::Email);
        shared.find_surname();
        shared.find_houses();
        shared
    }

    /// The values of a field that both hold and not too many share.
    fn values(&self, field: SharedField) -> Vec<Evidence> {
        let mut case = Case::default();
        for (value, held) in self.here.values.iter().filter(|(value, _)| value.field == field) {
            if let Some(other) = self.there.values.get(value)
                && !self.holding.is_crowded(value)
            {
                case.push(field, held, other);
            }
        }
        case.evidence
    }

    /// A word of the surname in common, or the whole surname written together in one.
    fn find_surname(&mut self) {
        if !(self.here.is_person && self.there.is_person) {
            return;
        }
        let by_word = (&self.here.surnames, &self.there.surnames);
        let joined = (&self.here.surnames_joined, &self.there.surnames_joined);
        let mut case = Case::default();
        for (ours, theirs) in [by_word, joined] {
            let found = ours.iter().find_map(|(word, held)| Some((held, theirs.get(word)?)));
            if let (Some((held, other)), true) = (found, case.evidence.is_empty()) {
                case.push(SharedField::Surname, held, other);
            }
        }
        self.surname = case.evidence;
    }

    fn find_houses(&mut self) {
        let (mut few, mut many) = (Houses::default(), Houses::default());
        for (house, held) in &self.here.houses {
            let value = SharedValue::of_house(house);
            let is_crowded = self.holding.is_crowded(&value);
            // Where more live than anybody counts, people are found by their surname alone.
            let is_flat_known = !self.holding.of(&value).uncounted;
            for (other, other_held) in &self.there.houses {
                let is_flat = is_flat_known && house.is_same_flat(other);
                if is_flat || house.is_same(other) && !is_crowded {
                    few.add(house, held, other_held);
                } else if house.is_same(other) && self.is_family(&value) {
                    many.add(house, held, other_held);
                }
            }
        }
        (self.house, self.crowded_house) = (few.evidence(), many.evidence());
    }

    /// Whether the surname relates the two where many live: where more live than anybody counts, a word
    /// of it as the search has it, so that either finds the other.
    fn is_family(&self, house: &SharedValue) -> bool {
        if self.holding.of(house).uncounted {
            self.here.surnames.keys().any(|word| self.there.surnames.contains_key(word))
        } else {
            !self.surname.is_empty()
        }
    }

    /// People of one house or one fixed line. A line that a firm has as well is no home's.
    fn household(&self) -> Case {
        let mut case = Case::default();
        if !(self.here.is_person && self.there.is_person) {
            return case;
        }
        let is_home = |evidence: &&Evidence| {
            let line = SharedValue::new(SharedField::Landline, &evidence.value);
            self.holding.of(&line).bare_firms == 0
        };
        let landline: Vec<Evidence> = self.landline.iter().filter(is_home).cloned().collect();
        case.add(&self.house, 1);
        case.add(&landline, 1);
        let surname = usize::from(case.pieces > 0);
        case.add(&self.crowded_house, 1);
        if case.pieces > 0 {
            case.add(&self.surname, surname);
            case.add(&self.phone, 1);
            case.add(&self.email, 1);
        }
        case
    }

    /// A firm and who acts for it. The number or name of a firm says so itself; a telephone, a mailbox
    /// or a house only where one is a firm and no person's, as somebody in business alone has one of each.
    fn firm(&self, is_household: bool) -> Case {
        let mut case = Case::default();
        let is_somebody = self.here.is_person || self.there.is_person;
        case.add(&self.values(SharedField::VatNumber), 2);
        if is_somebody && !self.numbers_differ() {
            case.add(&self.values(SharedField::CompanyName), 1);
        }
        self.add_domains(&mut case);
        let is_firm_and_person = self.here.is_bare_firm() && self.there.is_person
            || self.there.is_bare_firm() && self.here.is_person;
        if is_firm_and_person {
            let named = self.named_after();
            if !named.is_empty() {
                case.add(&[&self.house[..], &named[..]].concat(), 1);
            }
        }
        if is_firm_and_person || case.pieces > 0 && !is_household {
            case.add(&self.landline, 1);
            case.add(&self.phone, 1);
            case.add(&self.email, 1);
        }
        case
    }

    /// Whether both have VAT numbers and none in common: two firms of one name.
    fn numbers_differ(&self) -> bool {
        let number = |sheet: &Sheet<'_>| -> Vec<SharedValue> {
            let numbers = sheet.values.keys().filter(|one| one.field == SharedField::VatNumber);
            numbers.cloned().collect()
        };
        let (ours, theirs) = (number(self.here), number(self.there));
        !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|one| theirs.contains(one))
    }

    /// A mail domain of a firm's own: one firm alone has it, and few people. Where it has the firm's
    /// name in it, it says so twice.
    fn add_domains(&self, case: &mut Case) {
        let (firm, person) =
            if self.here.is_firm { (self.here, self.there) } else { (self.there, self.here) };
        if !firm.is_firm || !person.is_person {
            return;
        }
        for one in self.values(SharedField::Domain) {
            let value = SharedValue::new(SharedField::Domain, &one.value);
            if self.holding.of(&value).firms != 1 {
                continue;
            }
            let letters: String = one.value.chars().filter(|one| one.is_alphanumeric()).collect();
            let is_named = firm
                .firm_words
                .iter()
                .any(|word| word.chars().count() >= NAME_IN_DOMAIN_MIN && letters.contains(word));
            case.add(&[one], 1 + usize::from(is_named));
        }
    }

    /// The person's surname in the firm's name, where both are in one house.
    fn named_after(&self) -> Vec<Evidence> {
        let mut case = Case::default();
        let (is_here, person, firm) = if self.here.is_person {
            (true, self.here, self.there)
        } else {
            (false, self.there, self.here)
        };
        let firm_record = firm.values.iter().find(|(one, _)| one.field == SharedField::CompanyName);
        let word = person.surnames.iter().find(|(word, _)| firm.firm_is_named(word));
        if let (Some((_, firm_held)), Some((_, held))) = (firm_record, word)
            && !self.house.is_empty()
        {
            let firm_held = Held { shown: held.shown.clone(), ..firm_held.clone() };
            let (here, there) = if is_here { (held, &firm_held) } else { (&firm_held, held) };
            case.push(SharedField::Surname, here, there);
        }
        case.evidence
    }

    /// One telephone or mailbox.
    fn contact(&self) -> Case {
        let mut case = Case::default();
        for one in [&self.landline, &self.phone, &self.email].into_iter().flatten() {
            case.add(std::slice::from_ref(one), 1);
        }
        if case.pieces > 0 {
            case.add(&self.surname, 1);
        }
        case
    }
}
