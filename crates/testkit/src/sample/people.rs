//! Who the customers are: people and firms, and what two neighbours share.

use jiff::civil::Date;

use super::chance::{Chance, Purpose};
use super::codes;
use super::dates::Day;
use super::names::{
    CITIES, City, FORMS, MEN, PROVIDERS, STREETS, SURNAME_BEGINNINGS, SURNAME_ENDS, SURNAMES,
    TRADES, WOMEN,
};

/// How two customers of a pair are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// One home, one landline, one surname, sometimes one mail address.
    Household,
    /// Same surname, birth date and birthplace, other first name.
    Twins,
    /// Same full name, other tax code, other city.
    Namesakes,
}

impl Relation {
    /// The stable name in truth.json.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Twins => "twins",
            Self::Namesakes => "namesakes",
        }
    }
}

/// How the names of public bodies begin.
const SCHOOL: &str = "Istituto Comprensivo";

/// A customer as nature made it, before any source writes it down.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The running number, from 0.
    pub(crate) index: u32,
    /// First name; empty for a firm.
    pub(crate) first_name: &'static str,
    /// Surname; empty for a firm.
    pub(crate) last_name: String,
    /// The firm's name, for a firm.
    pub(crate) company: Option<String>,
    /// Birth date, for a person.
    pub(crate) birth: Date,
    /// Tax code; a firm's is its VAT number.
    pub(crate) tax_code: String,
    /// The number at which the customer is reached: a mobile, or a firm's landline.
    pub(crate) phone: String,
    /// The landline of the home, where a household shares it.
    pub(crate) landline: Option<String>,
    /// The mail address, where there is one.
    pub(crate) email: Option<String>,
    /// Street and number.
    pub(crate) address: String,
    /// The city of the address.
    pub(crate) city: &'static City,
    /// How this customer and the other of its pair are related.
    pub(crate) relation: Option<Relation>,
    is_woman: bool,
    birthplace: &'static City,
    is_shared_email: bool,
}

impl Person {
    /// The customer with this index of the company with this seed.
    pub(crate) fn new(seed: u64, index: u32, customers: u32) -> Self {
        let relation = relation(seed, index, customers);
        let mut person = Self::alone(seed, index, relation);
        if let Some(relation) = relation {
            if index % 2 == 1 {
                let first = Self::new(seed, index - 1, customers);
                person.relate(seed, &first, relation);
            } else if relation == Relation::Household {
                person.share_home(seed);
            }
        }
        person
    }

    /// Whether two people of the household use the mail address.
    pub(crate) fn is_email_shared(&self) -> bool {
        self.is_shared_email
    }

    /// Whether the mail address is shared and the other of the household writes from it.
    pub(crate) fn is_guest_of_email(&self) -> bool {
        self.is_shared_email && self.index % 2 == 1
    }

    /// The account from which the customer pays, with its check digits (ISO 13616).
    pub(crate) fn iban(&self) -> String {
        let own = format!("Z0300203280{:012}", u64::from(self.index) * 7_919 + 4_000_001);
        let letters = |text: &str| {
            text.chars().fold(0_u64, |rest, letter| {
                let value = u64::from(letter.to_digit(36).unwrap_or(0));
                (rest * if value > 9 { 100 } else { 10 } + value) % 97
            })
        };
        format!("IT{:02}{own}", 98 - letters(&format!("{own}IT00")))
    }

    /// Whether it is a public body: a school, which is invoiced as public bodies are.
    pub(crate) fn is_public(&self) -> bool {
        self.company.as_deref().is_some_and(|name| name.starts_with(SCHOOL))
    }

    /// The address of certified mail.
    pub(crate) fn pec(&self) -> String {
        let (first, last) = match &self.company {
            Some(company) => ("ditta", company.as_str()),
            None => (self.first_name, self.last_name.as_str()),
        };
        mail_address(first, last, self.index, "pec.example")
    }

    /// First name and surname, or the firm's name.
    pub(crate) fn full_name(&self) -> String {
        match &self.company {
            Some(company) => company.clone(),
            None => format!("{} {}", self.first_name, self.last_name),
        }
    }

    fn alone(seed: u64, index: u32, relation: Option<Relation>) -> Self {
        let mut chance = Chance::new(seed, Purpose::Person, index);
        let is_firm = chance.percent(15) && relation.is_none();
        let is_woman = chance.percent(50);
        let first_name: &'static str = chance.word(if is_woman { WOMEN } else { MEN });
        let last_name = surname(&mut chance);
        let city: &'static City = chance.pick(&CITIES);
        let (birth, birthplace) = birth(seed, index);
        let address = address(&mut chance);
        let has_email = chance.percent(78);
        let provider = chance.word(PROVIDERS);
        let wide = u64::from(index);
        let mut person = Self {
            index,
            first_name,
            tax_code: String::new(),
            phone: mobile(seed, index),
            landline: None,
            email: has_email.then(|| mail_address(first_name, &last_name, index, provider)),
            address,
            city,
            birth,
            birthplace,
            is_woman,
            company: None,
            relation,
            is_shared_email: false,
            last_name,
        };
        if is_firm {
            let trade = chance.word(TRADES);
            let company = if chance.percent(4) {
                format!("{SCHOOL} {}", person.last_name)
            } else {
                format!("{} {trade} {}", person.last_name, chance.pick(FORMS))
            };
            person.email = Some(mail_address(&person.last_name, trade, index, provider));
            person.phone = format!("{}{:07}", city.prefix, codes::spread(seed, wide * 2 + 1));
            person.tax_code = codes::vat_number(codes::spread(seed, wide), 1 + chance.below(99));
            person.company = Some(company);
            person.first_name = "";
            person.last_name = String::new();
        } else {
            person.set_tax_code();
        }
        person
    }

    fn set_tax_code(&mut self) {
        self.tax_code = codes::tax_code(
            &self.last_name,
            self.first_name,
            self.birth,
            self.is_woman,
            self.birthplace.cadastral,
        );
    }

    fn relate(&mut self, seed: u64, first: &Self, relation: Relation) {
        let mut pair = Chance::new(seed, Purpose::Pair, self.index / 2);
        self.last_name.clone_from(&first.last_name);
        match relation {
            Relation::Household => {
                self.first_name = other_first_name(&mut pair, first.first_name, self.is_woman);
                self.address.clone_from(&first.address);
                self.city = first.city;
            }
            Relation::Twins => {
                self.birth = first.birth;
                self.birthplace = first.birthplace;
                self.first_name = other_first_name(&mut pair, first.first_name, self.is_woman);
            }
            Relation::Namesakes => {
                self.first_name = first.first_name;
                self.is_woman = first.is_woman;
                while std::ptr::eq(self.city, first.city) || self.city.name == first.city.name {
                    self.city = pair.pick(&CITIES);
                }
            }
        }
        if let Some(provider) = self.email.as_ref().and_then(|email| email.split_once('@')) {
            let provider = provider.1.to_owned();
            self.email =
                Some(mail_address(self.first_name, &self.last_name, self.index, &provider));
        }
        if relation == Relation::Household {
            self.share_home(seed);
            if first.is_shared_email {
                self.email.clone_from(&first.email);
            }
        }
        self.set_tax_code();
    }

    /// Gives the two of a household their landline and, in four of ten, one mail address.
    fn share_home(&mut self, seed: u64) {
        let pair = self.index / 2;
        let number = codes::spread(seed, u64::from(pair) * 4);
        self.landline = Some(format!("{}{number:07}", self.city.prefix));
        self.is_shared_email = pair % 5 < 2;
        if self.is_shared_email {
            self.email = Some(mail_address("famiglia", &self.last_name, self.index, PROVIDERS[0]));
        }
    }
}

/// The relation of the pair to which a customer belongs: of 50 pairs, one is of twins, two of
/// namesakes and five of a household.
fn relation(seed: u64, index: u32, customers: u32) -> Option<Relation> {
    let pair = index / 2;
    if pair * 2 + 1 >= customers {
        return None;
    }
    let shift = u32::try_from(seed % 50).unwrap_or(0);
    match (pair + shift) % 50 {
        7 => Some(Relation::Twins),
        3 | 28 => Some(Relation::Namesakes),
        place if place % 10 == 5 => Some(Relation::Household),
        _ => None,
    }
}

fn surname(chance: &mut Chance) -> String {
    if chance.percent(10) {
        (*chance.pick(SURNAMES)).to_owned()
    } else {
        format!("{}{}", chance.pick(SURNAME_BEGINNINGS), chance.pick(SURNAME_ENDS))
    }
}

fn address(chance: &mut Chance) -> String {
    let street = chance.pick(STREETS);
    let number = chance.between(1, 180);
    let letter = if chance.percent(10) { "/B" } else { "" };
    format!("{street}, {number}{letter}")
}

/// Birth date and birthplace: together another pair for each of the first 876,000 customers, so
/// that no two tax codes meet.
fn birth(seed: u64, index: u32) -> (Date, &'static City) {
    const FIRST: i32 = -29_585; // 1945-01-01
    const DAYS: u64 = 21_915; // to 2004-12-31
    let cities = u64::try_from(CITIES.len()).unwrap_or(1);
    let place = (u64::from(index) * 1_000_003 + seed % 1_000_000) % (DAYS * cities);
    let day = i32::try_from(place / cities).unwrap_or(0);
    let city = usize::try_from(place % cities).unwrap_or(0);
    (Day(FIRST + day).date(), &CITIES[city])
}

fn mobile(seed: u64, index: u32) -> String {
    const PREFIXES: [&str; 12] =
        ["320", "328", "329", "331", "333", "338", "339", "347", "348", "349", "366", "388"];
    let number = codes::spread(seed, u64::from(index));
    let place = usize::try_from(number % 12).unwrap_or(0);
    format!("{}{number:07}", PREFIXES[place])
}

fn mail_address(first: &str, last: &str, index: u32, provider: &str) -> String {
    let plain = |text: &str| -> String {
        codes::fold(&text.to_lowercase()).chars().filter(char::is_ascii_lowercase).collect()
    };
    format!("{}.{}{}@{provider}", plain(first), plain(last), index + 1)
}

/// A first name whose part of the tax code differs from the other's.
fn other_first_name(chance: &mut Chance, other: &str, is_woman: bool) -> &'static str {
    loop {
        let name: &'static str = chance.word(if is_woman { WOMEN } else { MEN });
        if codes::first_name_part(name) != codes::first_name_part(other) {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_belong_to_one_customer_except_what_a_household_shares() {
        let people: Vec<Person> = (0..6000).map(|index| Person::new(11, index, 6000)).collect();
        let mut tax_codes = BTreeSet::new();
        let mut phones = BTreeSet::new();
        for person in &people {
            assert!(tax_codes.insert(&person.tax_code));
            assert!(phones.insert(&person.phone));
            if let (Some(landline), 0) = (&person.landline, person.index % 2) {
                assert!(phones.insert(landline));
            }
        }
    }

    #[test]
    fn relations_are_what_they_say() {
        for index in (0..3000).step_by(2) {
            let (one, two) = (Person::new(3, index, 3000), Person::new(3, index + 1, 3000));
            assert_eq!(one.relation, two.relation);
            match one.relation {
                Some(Relation::Household) => {
                    assert_eq!((&one.address, &one.landline), (&two.address, &two.landline));
                    assert_ne!(one.phone, two.phone);
                }
                Some(Relation::Twins) => {
                    assert_eq!((one.birth, &one.last_name), (two.birth, &two.last_name));
                    assert_eq!(one.birthplace.name, two.birthplace.name);
                    assert_ne!(one.first_name, two.first_name);
                }
                Some(Relation::Namesakes) => {
                    assert_eq!(one.full_name(), two.full_name());
                    assert_ne!(one.city.name, two.city.name);
                    assert_ne!(one.tax_code, two.tax_code);
                }
                None => {}
            }
        }
    }
}
