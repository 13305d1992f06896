//! Reads from a row what it says about the person or firm.

use filo_model::address::Address;
use filo_model::email::Email;
use filo_model::moment::parse_date;
use filo_model::name::{CompanyName, NameOrder, PersonName};
use filo_model::phone::Phone;
use filo_model::pointer::Pointer;
use filo_model::record::Details;
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;

use super::reading::{Field, Reading};

/// What the row says about the person; a value that cannot be parsed goes to `given` as it is.
pub(super) fn details(reading: &Reading<'_>, given: &mut Vec<(String, String)>) -> Details {
    let mut details = Details { name: name(reading, given), ..Details::default() };
    details.company_name =
        parsed(reading, const { Field::named("company_name") }, given, CompanyName::parse);
    details.birth_date = parsed(reading, const { Field::named("birth_date") }, given, |text| {
        parse_date(text, reading.plan.habits.order).ok()
    });
    tax_numbers(reading, given, &mut details);
    for field in const { [Field::named("phone"), Field::named("phone_2")] } {
        let phones = parsed(reading, field, given, |text| {
            let phones = Phone::parse_all(text);
            (!phones.is_empty()).then_some(phones)
        });
        for phone in phones.into_iter().flatten() {
            if !details.phones.contains(&phone) {
                details.phones.push(phone);
            }
        }
    }
    for field in const { [Field::named("email"), Field::named("pec")] } {
        if let Some(email) = parsed(reading, field, given, Email::parse)
            && !details.emails.contains(&email)
        {
            details.emails.push(email);
        }
    }
    details.address = address(reading, given);
    details
}

/// Parses a field where it has a value, and keeps the value as given where that fails.
fn parsed<T>(
    reading: &Reading<'_>,
    field: Field,
    given: &mut Vec<(String, String)>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    if !reading.plan.has(field) {
        return None;
    }
    let value = reading.value(field);
    if value.is_empty() {
        return None;
    }
    let read = parse(&value);
    if read.is_none() {
        given.push((field.name().to_owned(), value.into_owned()));
    }
    read
}

fn name(reading: &Reading<'_>, given: &mut Vec<(String, String)>) -> Option<PersonName> {
    let (first, last) = (
        reading.value(const { Field::named("first_name") }),
        reading.value(const { Field::named("last_name") }),
    );
    if first.is_empty() && last.is_empty() {
        return parsed(reading, const { Field::named("name") }, given, |text| {
            PersonName::from_full(text, NameOrder::Unknown)
        });
    }
    let name = PersonName::from_parts(&first, &last);
    if name.is_none() {
        given.push(("first_name".to_owned(), first.into_owned()));
        given.push(("last_name".to_owned(), last.into_owned()));
    }
    name
}

/// A firm's tax code is numeric and follows the rule of VAT numbers, so one column may hold either.
fn tax_numbers(reading: &Reading<'_>, given: &mut Vec<(String, String)>, details: &mut Details) {
    let numbers = parsed(reading, const { Field::named("tax_code") }, given, |text| {
        let person = TaxCode::parse(text);
        let firm = if person.is_none() { VatNumber::parse(text) } else { None };
        (person.is_some() || firm.is_some()).then_some((person, firm))
    });
    let (person, firm) = numbers.unwrap_or_default();
    details.tax_code = person;
    details.vat_number =
        parsed(reading, const { Field::named("vat_number") }, given, VatNumber::parse).or(firm);
}

fn address(reading: &Reading<'_>, given: &mut Vec<(String, String)>) -> Option<Address> {
    let part = |field| if reading.plan.has(field) { reading.value(field) } else { "".into() };
    let street = part(const { Field::named("address") });
    let rest = [
        part(const { Field::named("house_number") }),
        part(const { Field::named("postcode") }),
        part(const { Field::named("city") }),
        part(const { Field::named("province") }),
    ];
    if street.is_empty() && rest.iter().all(|value| value.is_empty()) {
        return None;
    }
    let [number, postcode, city, province] = &rest;
    let address = if rest.iter().all(|value| value.is_empty()) {
        Address::from_line(&street)
    } else {
        Address::from_parts(&street, number, postcode, city, province)
    };
    if address.is_none() {
        given.push(("address".to_owned(), street.into_owned()));
    }
    address
}

/// What the row names instead of a person, where it does.
pub(super) fn pointer(reading: &Reading<'_>) -> Option<Pointer> {
    type Make = fn(String) -> Pointer;
    let named: [(Field, Make); 3] = [
        (const { Field::named("about_claim") }, Pointer::Claim),
        (const { Field::named("about_file") }, Pointer::File),
        (const { Field::named("about_message") }, Pointer::Message),
    ];
    named.into_iter().filter(|(field, _)| reading.plan.has(*field)).find_map(|(field, make)| {
        let value = reading.value(field);
        (!value.is_empty()).then(|| make(value.into_owned()))
    })
}

/// Whoever paid a claim may be somebody else than its customer: where a row is known by what it refers
/// to and comes from an account, the name on the account stays as given.
pub(super) fn set_payer_aside(
    reading: &Reading<'_>,
    details: &mut Details,
    given: &mut Vec<(String, String)>,
) {
    if reading.value(const { Field::named("account") }).is_empty() {
        return;
    }
    let person = details.name.take().map(|name| name.to_string());
    let firm = details.company_name.take().map(|name| name.to_string());
    given.extend(person.or(firm).map(|payer| ("payer".to_owned(), payer)));
}

/// The key of a record that is known by its bank account alone.
pub(super) fn account_key(reading: &Reading<'_>) -> Option<String> {
    let account = reading.value(const { Field::named("account") });
    let account: String = account.split_whitespace().collect();
    (!account.is_empty()).then(|| format!("account:{}", account.to_uppercase()))
}

/// The key of the record in its system: the source's own, else the strongest thing it says.
pub(super) fn record_key(reading: &Reading<'_>, details: &Details) -> Option<String> {
    let own = reading.value(const { Field::named("customer") });
    if !own.is_empty() {
        return Some(own.into_owned());
    }
    let email = details.emails.first().map(|email| format!("mailto:{email}"));
    let phone = || details.phones.first().map(|phone| format!("tel:{phone}"));
    let tax_code = || details.tax_code.as_ref().map(|code| format!("tax:{code}"));
    let vat_number = || details.vat_number.as_ref().map(|number| format!("vat:{number}"));
    email.or_else(phone).or_else(tax_code).or_else(vat_number)
}
