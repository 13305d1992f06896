//! Known answers for households, firms and contacts; relations are the same from either side.

use std::collections::BTreeSet;

use filo_model::address::Address;
use filo_model::digest::Digest;
use filo_model::email::Email;
use filo_model::name::{CompanyName, PersonName};
use filo_model::phone::Phone;
use filo_model::record::Details;
use filo_model::shared::SharedField::{self, *};
use filo_model::shared::SharedValue;
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;
use proptest::prelude::*;
use rustc_hash::FxHashSet;

use super::RelationKind::{Contact, Firm, Household};
use super::Sureness::{Certain, Likely};
use super::{Party, Relation, RelationKind, Relations, Sureness, relate, surname_words};

/// A value is held by more than this of a crowd in these tests as it is by 64 in the store.
const COUNTED_MAX: usize = 8;

/// What a record says: `first last`, `firm:`, `vat:`, numbers, mail addresses and, with a comma, an
/// address.
fn details(words: &[&str]) -> Details {
    let mut details = Details::default();
    for word in words {
        if let Some(name) = word.strip_prefix("firm:") {
            details.company_name = CompanyName::parse(name);
        } else if let Some(number) = word.strip_prefix("vat:") {
            details.vat_number = Some(VatNumber::parse(number).unwrap());
        } else if word.contains('@') {
            details.emails.push(Email::parse(word).unwrap());
        } else if word.contains(',') {
            details.address = Address::from_line(word);
        } else if word.starts_with(|first: char| first.is_ascii_digit()) {
            details.phones.push(Phone::parse(word).unwrap());
        } else {
            let (first, last) = word.split_once(' ').unwrap();
            details.name = PersonName::from_parts(first, last);
        }
    }
    details
}

fn party(customer: u64, records: &[&[&str]]) -> Party {
    let record = |(place, words): (usize, &&[&str])| {
        (Digest::of(format!("{customer} {place}").as_bytes()), details(words))
    };
    Party { customer, records: records.iter().enumerate().map(record).collect() }
}

/// As the store finds them: all who hold a value, or of too many those of the house and surname.
fn ask(all: &[Party], customer: u64) -> Relations {
    let asked = all.iter().find(|one| one.customer == customer).unwrap();
    let mut found = BTreeSet::new();
    let mut crowds = FxHashSet::default();
    for value in asked.values() {
        let holders: Vec<&Party> =
            all.iter().filter(|party| party.values().contains(&value)).collect();
        if holders.len() <= COUNTED_MAX {
            found.extend(holders.iter().map(|party| party.customer));
            continue;
        }
        if value.field == House {
            let ours = asked.surname_words();
            let is_named = |party: &&&Party| {
                let names = party.records.iter().filter_map(|(_, one)| one.name.as_ref());
                let mut words = names.flat_map(|name| surname_words(&name.to_string()));
                words.any(|word| ours.contains(&word))
            };
            found.extend(holders.iter().filter(is_named).map(|party| party.customer));
        }
        crowds.insert(value);
    }
    let others = all.iter().filter(|party| found.contains(&party.customer));
    relate(asked, others, &crowds)
}

type Told = (u64, RelationKind, Sureness, Vec<SharedField>);

fn told(relations: &Relations) -> Vec<Told> {
    let one = |one: &Relation| {
        let fields: BTreeSet<SharedField> = one.evidence.iter().map(|one| one.field).collect();
        (one.customer, one.kind, one.sureness, fields.into_iter().collect())
    };
    relations.relations.iter().map(one).collect()
}

/// The relation between two, each of one record.
fn between(one: &[&str], other: &[&str]) -> Vec<(RelationKind, Sureness, Vec<SharedField>)> {
    let relations = ask(&[party(1, &[one]), party(2, &[other])], 1);
    told(&relations)
        .into_iter()
        .map(|(_, kind, sureness, fields)| (kind, sureness, fields))
        .collect()
}

const HOME: &str = "Via Giuseppe Garibaldi 12, 20121 Milano (MI)";

#[test]
fn people_of_one_house_are_a_household_and_a_surname_makes_it_certain() {
    let anna = ["Anna Verdi", HOME];
    assert_eq!(
        between(&anna, &["Luca Verdi", "V. G. Garibaldi 12, Milano"]),
        [(Household, Certain, vec![House, Surname])]
    );
    assert_eq!(between(&anna, &["Luca Neri", HOME]), [(Household, Likely, vec![House])]);
    assert_eq!(
        between(&["Anna Verdi Neri", HOME], &["Ugo Neri", HOME]),
        [(Household, Certain, vec![House, Surname])]
    );
    assert_eq!(between(&anna, &["Luca Verdi", "Via Garibaldi 14, Milano"]), []);
    // A namesake in another town, or a surname of one particle, is nobody.
    assert_eq!(between(&["Anna Della Valle"], &["Ugo Della Corte"]), []);
    assert_eq!(between(&anna, &["Anna Verdi", "Via Garibaldi 12, Roma"]), []);
}

#[test]
fn a_first_name_in_the_surnames_place_makes_no_family() {
    let other = party(2, &[&["Bice Antonio", HOME]]);
    // One system writes the surname first; the tax code, or the other systems, tell.
    let by_count = party(1, &[&["Neri Antonio", HOME], &["Antonio Neri"], &["Antonio Neri"]]);
    let mut by_code = party(1, &[&["Rossi Mario", HOME]]);
    by_code.records[0].1.tax_code = TaxCode::parse("RSSMRA85T10A562S");
    let fields = [(2, Household, Likely, vec![House])];
    assert_eq!(told(&ask(&[by_count, other], 1)), fields);
    let maria = party(2, &[&["Bice Mario", HOME]]);
    assert_eq!(told(&ask(&[by_code.clone(), maria], 1)), fields);
    let rossi = party(2, &[&["Bice Rossi", HOME]]);
    let family = [(2, Household, Certain, vec![House, Surname])];
    assert_eq!(told(&ask(&[by_code, rossi], 1)), family);
}

#[test]
fn a_fixed_line_is_a_homes_unless_a_firm_has_it_too() {
    let (anna, luca) = (["Anna Verdi", "0266712345"], ["Luca Neri", "0266712345"]);
    assert_eq!(between(&anna, &luca), [(Household, Likely, vec![Landline])]);
    let firm = party(3, &[&["firm:Stella S.r.l.", "0266712345"]]);
    let found = ask(&[party(1, &[&anna]), party(2, &[&luca]), firm], 1);
    assert_eq!(
        told(&found),
        [(3, Firm, Likely, vec![Landline]), (2, Contact, Likely, vec![Landline])]
    );
    // A free number is that of whom it calls.
    assert_eq!(between(&["Anna Verdi", "800123456"], &["Luca Neri", "800123456"]), []);
}

#[test]
fn a_mobile_or_mailbox_alone_is_a_contact() {
    let anna = ["Anna Verdi", "3331234567", "verdi@gmail.com"];
    assert_eq!(between(&anna, &["Ugo Neri", "3331234567"]), [(Contact, Likely, vec![Phone])]);
    assert_eq!(between(&anna, &["Ugo Neri", "verdi@gmail.com"]), [(Contact, Likely, vec![Email])]);
    assert_eq!(
        between(&anna, &["Ugo Neri", "3331234567", "verdi@gmail.com"]),
        [(Contact, Certain, vec![Phone, Email])]
    );
    // A record of a number alone, whose nobody knows.
    assert_eq!(between(&anna, &["3331234567"]), [(Contact, Likely, vec![Phone])]);
    assert_eq!(between(&anna, &["Ugo Neri", "neri@gmail.com", "3337654321"]), []);
}

#[test]
fn a_block_of_flats_needs_a_surname_a_line_or_the_flat() {
    let flat = "Via Roma 1 scala B int. 7, Milano";
    let block = "Via Roma 1, Milano";
    let mut all: Vec<Party> = ["Bo", "Cau", "Diaz", "Erba", "Fois"]
        .iter()
        .zip(10..)
        .map(|(last, id)| party(id, &[&[&*format!("Ugo {last}"), block]]))
        .collect();
    all.push(party(1, &[&["Anna Verdi", block, "0266712345"]]));
    all.push(party(2, &[&["Luca Verdi", block]]));
    all.push(party(3, &[&["Ada Neri", block, "0266712345"]]));
    let found = ask(&all, 1);
    assert_eq!(
        told(&found),
        [(2, Household, Likely, vec![House, Surname]), (3, Household, Likely, vec![Landline])]
    );
    assert_eq!(found.passed_over.len(), 1);
    assert_eq!(found.passed_over[0].customers, Some(8));
    // More than anybody counts.
    all.extend((20..30).map(|id| party(id, &[&[&*format!("Ivo N{id}"), block]])));
    let found = ask(&all, 1);
    assert_eq!(told(&found)[0], (2, Household, Likely, vec![House, Surname]));
    assert_eq!(found.passed_over[0].customers, None);
    let mut flats = all.clone();
    flats.truncate(5);
    flats.push(party(1, &[&["Anna Verdi", flat]]));
    flats.push(party(2, &[&["Ada Neri", flat]]));
    flats.push(party(3, &[&["Ida Costa", "Via Roma 1 scala B int. 8, Milano"]]));
    assert_eq!(told(&ask(&flats, 1)), [(2, Household, Likely, vec![House])]);
}

#[test]
fn who_acts_for_a_firm_is_known_by_its_name_number_and_domain() {
    let firm = ["firm:Rossi Impianti S.r.l.", "vat:00743110157", "info@rossi-impianti.it"];
    assert_eq!(
        between(&firm, &["Ada Neri", "ada@rossi-impianti.it"]),
        [(Firm, Certain, vec![Domain])]
    );
    assert_eq!(
        between(&["firm:Aurora srl", "info@firma.it"], &["Ada Neri", "ada@pec.firma.it"]),
        [(Firm, Likely, vec![Domain])]
    );
    assert_eq!(
        between(&firm, &["Ada Neri", "firm:ROSSI IMPIANTI SRL"]),
        [(Firm, Likely, vec![CompanyName])]
    );
    assert_eq!(
        between(&firm, &["Ada Neri", "vat:00743110157"]),
        [(Firm, Certain, vec![VatNumber])]
    );
    assert_eq!(
        between(&["firm:Stella srl", "0266712345"], &["Ada Neri", "0266712345"]),
        [(Firm, Likely, vec![Landline])]
    );
    assert_eq!(
        between(&["firm:Verdi Ugo Idraulica", HOME], &["Ugo Verdi", HOME]),
        [(Firm, Likely, vec![House, Surname])]
    );
    // Two firms of one name, one house with a firm of another name, a provider's domain, colleagues.
    assert_eq!(
        between(&firm, &["firm:Rossi Impianti", "vat:00159560366", "Ada Neri"]),
        [],
        "two firms of one name"
    );
    assert_eq!(between(&["firm:Stella srl", HOME], &["Ugo Verdi", HOME]), []);
    assert_eq!(between(&["firm:Stella", "s@gmail.com"], &["Ugo Verdi", "u@gmail.com"]), []);
    assert_eq!(between(&["Ada Neri", "a@firma.it"], &["Ugo Verdi", "u@firma.it"]), []);
}

#[test]
fn a_domain_of_two_firms_is_a_providers() {
    let all = [
        party(1, &[&["firm:Aurora srl", "info@posta-comune.it"]]),
        party(2, &[&["firm:Stella srl", "stella@posta-comune.it"]]),
        party(3, &[&["Ada Neri", "ada@posta-comune.it"]]),
    ];
    assert_eq!(told(&ask(&all, 3)), []);
    assert_eq!(told(&ask(&all, 1)), []);
}

#[test]
fn a_number_of_many_relates_nobody_and_is_told() {
    let many: Vec<Party> = (1..=7)
        .map(|id| party(id, &[&[&*format!("Ugo N{id}"), "3331234567", "info@caf.it"]]))
        .collect();
    let found = ask(&many, 1);
    assert_eq!(told(&found), []);
    let passed: Vec<_> = found.passed_over.iter().map(|one| (one.field, one.customers)).collect();
    assert_eq!(passed, [(Phone, Some(7)), (Email, Some(7))]);
    assert_eq!(told(&ask(&many[..6], 1)).len(), 5);
}

#[test]
fn what_is_posted_in_public_relates_nobody() {
    let mut by_hand = party(2, &[&["Luca Verdi", HOME]]);
    by_hand.records[0].1.by_hand = true;
    assert_eq!(told(&ask(&[party(1, &[&["Anna Verdi", HOME]]), by_hand], 1)), []);
}

/// One of few values each, so that customers share many.
fn any_record() -> impl Strategy<Value = Vec<&'static str>> {
    let names =
        ["Anna Verdi", "Luca Verdi", "Ada Neri", "Ida De Luca", "Ivo Deluca", "Ugo Rossi Neri"];
    let houses = [
        "Via Roma 1, Milano",
        "Via Roma 1/A, 20121 Milano",
        "Via Roma 1/B, 20121 Milano",
        "Viale Roma 1, Milano",
        "Via Roma 1 scala B int. 7, Milano",
        HOME,
    ];
    let others = [
        "0266712345",
        "3331234567",
        "3337654321",
        "verdi@gmail.com",
        "info@rossi-impianti.it",
        "ada@rossi-impianti.it",
        "x@firma.it",
        "firm:Rossi Impianti srl",
        "firm:Verdi Idraulica",
        "vat:00743110157",
        "vat:00159560366",
    ];
    (
        prop::option::of(prop::sample::select(names.to_vec())),
        prop::option::of(prop::sample::select(houses.to_vec())),
        prop::sample::subsequence(others.to_vec(), 0..=3),
    )
        .prop_map(|(name, house, mut words)| {
            words.extend(name.into_iter().chain(house));
            words
        })
}

fn any_parties() -> impl Strategy<Value = Vec<Party>> {
    let records = prop::collection::vec(any_record(), 1..=3);
    prop::collection::vec(records, 2..=16).prop_map(|all| {
        let parties = all.iter().zip(1..).map(|(records, id)| {
            let records: Vec<&[&str]> = records.iter().map(Vec::as_slice).collect();
            party(id, &records)
        });
        parties.collect()
    })
}

/// A relation as it is from the other side.
fn turned(asked: u64, one: &Relation) -> (u64, Told, BTreeSet<(SharedField, Digest, Digest)>) {
    let fields: BTreeSet<_> =
        one.evidence.iter().map(|one| (one.field, one.there, one.here)).collect();
    let names = fields.iter().map(|one| one.0).collect::<BTreeSet<_>>();
    (one.customer, (asked, one.kind, one.sureness, names.into_iter().collect()), fields)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn relations_are_the_same_from_either_side(all in any_parties()) {
        let mut ours = BTreeSet::new();
        let mut theirs = BTreeSet::new();
        for asked in &all {
            for one in ask(&all, asked.customer).relations {
                prop_assert_ne!(one.customer, asked.customer);
                prop_assert!(!one.evidence.is_empty());
                theirs.insert(turned(asked.customer, &one));
                let back: BTreeSet<_> =
                    one.evidence.iter().map(|one| (one.field, one.here, one.there)).collect();
                let fields: BTreeSet<_> = back.iter().map(|one| one.0).collect();
                let told = (one.customer, one.kind, one.sureness, fields.into_iter().collect());
                ours.insert((asked.customer, told, back));
            }
        }
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn the_order_of_customers_and_records_does_not_matter(all in any_parties(), turn in 0..16_usize) {
        let mut moved = all.clone();
        let places = moved.len();
        moved.rotate_left(turn % places);
        moved.iter_mut().for_each(|party| party.records.reverse());
        for asked in &all {
            prop_assert_eq!(ask(&all, asked.customer), ask(&moved, asked.customer));
        }
    }

    #[test]
    fn customers_who_share_nothing_change_nothing(all in any_parties()) {
        let asked = &all[0];
        let none = FxHashSet::default();
        let values: BTreeSet<SharedValue> = asked.values().into_iter().collect();
        let sharing = all.iter().filter(|one| one.values().iter().any(|one| values.contains(one)));
        prop_assert_eq!(relate(asked, sharing, &none), relate(asked, &all, &none));
    }
}
