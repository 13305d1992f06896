//! How the systems write the customer down: codes, names with their typing errors, keys that are there
//! or not.

use super::Story;
use crate::sample::chance::Chance;
use crate::sample::codes;
use crate::sample::dates::Day;
use crate::sample::event::Event;
use crate::sample::people::Person;
use crate::sample::source::Source;

/// How a name is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// As it is.
    Right,
    /// With one typing error.
    Mistyped,
    /// First name and surname swapped.
    Swapped,
}

impl Story<'_> {
    /// The customer's code in the billing system.
    pub(crate) fn billing_code(&self) -> String {
        format!("C1{:07}", self.person.index + 1)
    }

    /// Begins the story: the billing record, the contract, and for most the help desk's contact.
    pub(super) fn begin(&mut self, chance: &mut Chance) {
        let code = self.billing_code();
        self.customer_row(chance, code);
        self.first_contract(chance);
        if chance.percent(3) {
            let code = format!("C2{:07}", self.person.index + 1);
            self.customer_row(chance, code);
        }
        if chance.percent(45) {
            self.contact(chance);
        }
        if self.contact.is_some() && chance.percent(6) {
            self.contact_row(chance, 'D', Writing::Mistyped, false);
        }
    }

    fn customer_row(&mut self, chance: &mut Chance, code: String) {
        let at = Day(chance.between(-700, 170)).at(chance.between(8, 18), 0);
        let person = &self.person;
        let mut event = Event::new(Source::Customers, at).text("customer", code);
        event = named(event, person, chance, Writing::Right);
        event = numbered(event, person);
        if person.company.is_none() {
            event = event.day("birth_date", birth_day(person));
        }
        if chance.percent(92) {
            event = event.text("phone", &person.phone);
        }
        event = event.text("phone_2", person.landline.clone().unwrap_or_default());
        if chance.percent(85) || person.is_email_shared() {
            event = event.text("email", person.email.clone().unwrap_or_default());
        }
        event = addressed(event, person).word("province", person.city.province);
        self.push(event);
    }

    /// Adds what the crm writes of a person: the surname first, in capitals.
    pub(super) fn in_crm(&self, event: Event, chance: &mut Chance) -> Event {
        let person = &self.person;
        let writing = if chance.percent(6) { Writing::Mistyped } else { Writing::Right };
        let name = written_name(person, chance, writing);
        let event = match &person.company {
            Some(_) => event.text("company_name", name.0),
            None => event.text("name", format!("{} {}", name.1, name.0).to_uppercase()),
        };
        let mut event = numbered(event, person);
        if chance.percent(60) {
            event = event.text("phone", &person.phone);
        }
        if chance.percent(70) && writing == Writing::Right {
            event = event.text("email", person.email.clone().unwrap_or_default());
        }
        event
    }

    /// The customer's contact at the help desk, written down at the first need of it.
    pub(super) fn contact(&mut self, chance: &mut Chance) -> String {
        if let Some(contact) = &self.contact {
            return contact.clone();
        }
        let (writing, has_email) = match chance.below(100) {
            0..84 => (Writing::Right, true),
            84..93 => (Writing::Mistyped, false),
            93..96 => (Writing::Swapped, false),
            _ => (Writing::Right, false),
        };
        let key = self.contact_row(chance, 'H', writing, has_email);
        self.contact = Some(key.clone());
        key
    }

    /// A name that is not written right comes without the mail address: whether two names on one
    /// address contradict each other is a judgement, and the truth says only what is certain.
    fn contact_row(
        &mut self,
        chance: &mut Chance,
        letter: char,
        writing: Writing,
        has_email: bool,
    ) -> String {
        let shift = if letter == 'H' { 33 } else { 44 };
        let own = codes::spread(self.seed, u64::from(self.person.index) + shift);
        let key = format!("{letter}{own:07}");
        let at = Day(chance.between(-400, 160)).at(chance.between(9, 17), chance.between(0, 59));
        let person = &self.person;
        let mut event = Event::new(Source::Contacts, at).text("customer", key.clone());
        event = named(event, person, chance, writing);
        let email = person.email.clone().filter(|_| has_email);
        if email.is_none() || chance.percent(85) {
            event = event.text("phone", dialled(&person.phone, chance));
        }
        event = event.text("email", email.unwrap_or_default()).word("city", person.city.name);
        self.push(event);
        key
    }
}

/// Adds the name: first name and surname, or the firm's name.
fn named(event: Event, person: &Person, chance: &mut Chance, writing: Writing) -> Event {
    let (first, last) = written_name(person, chance, writing);
    match person.company {
        Some(_) => event.text("company_name", first),
        None => event.text("first_name", first).text("last_name", last),
    }
}

/// Adds the full name in one field, or the firm's name.
pub(super) fn named_in_full(event: Event, person: &Person) -> Event {
    let field = if person.company.is_some() { "company_name" } else { "name" };
    event.text(field, person.full_name())
}

/// Adds tax code and VAT number.
pub(super) fn numbered(event: Event, person: &Person) -> Event {
    let event = event.text("tax_code", &person.tax_code);
    match person.company {
        Some(_) => event.text("vat_number", &person.tax_code),
        None => event,
    }
}

/// Adds address, postcode and city.
pub(super) fn addressed(event: Event, person: &Person) -> Event {
    event
        .text("address", &person.address)
        .word("postcode", person.city.postcode)
        .word("city", person.city.name)
}

/// First name and surname as written; a firm's name stands in the first place.
fn written_name(person: &Person, chance: &mut Chance, writing: Writing) -> (String, String) {
    let first = person.company.clone().unwrap_or_else(|| person.first_name.to_owned());
    let last = person.last_name.clone();
    match writing {
        Writing::Right => (first, last),
        Writing::Swapped if person.company.is_none() => (last, first),
        Writing::Swapped => (mistyped(&first, chance), last),
        Writing::Mistyped if last.is_empty() || chance.percent(30) => {
            (mistyped(&first, chance), last)
        }
        Writing::Mistyped => {
            let last = mistyped(&last, chance);
            (first, last)
        }
    }
}

/// The name with a letter dropped, doubled or swapped with the next; never the first letter.
fn mistyped(name: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let count = u32::try_from(letters.len().saturating_sub(2)).unwrap_or(0);
    let place = 1 + usize::try_from(chance.below(count)).unwrap_or(0);
    if letters.len() < 3 || !letters[place].is_alphabetic() {
        return format!("{name}i");
    }
    match chance.below(3) {
        0 => {
            letters.remove(place);
        }
        1 if letters[place] != letters[place + 1] && letters[place + 1].is_alphabetic() => {
            letters.swap(place, place + 1);
        }
        _ => letters.insert(place, letters[place]),
    }
    letters.into_iter().collect()
}

/// A telephone number as somebody writes or dials it.
pub(super) fn dialled(phone: &str, chance: &mut Chance) -> String {
    match chance.below(10) {
        0..6 => phone.to_owned(),
        6..8 => format!("+39{phone}"),
        8 => format!("0039{phone}"),
        _ => format!("39{phone}"),
    }
}

fn birth_day(person: &Person) -> Day {
    let since = person.birth.since(Day(0).date()).map(|span| span.get_days()).unwrap_or(0);
    Day(since)
}
