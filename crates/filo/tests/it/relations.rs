//! Customers who are related though they are not the same: what is told, of whom, and of whom not.

use std::collections::BTreeSet;

use filo::relations::{CustomerRelations, relations_of, relations_of_all};
use filo_identity::relation::RelationKind;
use filo_store::thread::CustomerId;
use serde_json::Value;

use crate::company::Company;

const CONFIG: &str = r#"[company]
name = "Prova"
[[department]]
name = "service"
people = 12
[[source]]
name = "customers"
system = "billing"
department = "service"
kind = "record"
path = "customers*.csv"
[source.columns]
customer = "Codice"
first_name = "Nome"
last_name = "Cognome"
company_name = "Ditta"
vat_number = "Partita IVA"
tax_code = "Codice fiscale"
phone = "Telefono"
email = "Email"
address = "Indirizzo"
"#;

const HEAD: &str =
    "Codice;Nome;Cognome;Ditta;Partita IVA;Codice fiscale;Telefono;Email;Indirizzo\n";

/// A family of two surnames and its neighbour, a firm with its accountant's number and somebody who
/// writes from its domain, and many who gave one number.
const PEOPLE: &str = "\
C1;Ermelinda;Quaranta;;;;0461 984411;e.quaranta@gmail.com;Via dei Muredei 8, 38122 Trento (TN)
C2;Jacopo;Zorzi;;;;+39 0461984411;;V. DEI MUREDEI 8, TRENTO
C3;Sveva;Quaranta;;;;3471200331;;Via dei Muredei 8, 38122 Trento (TN)
C4;Ugo;Depaoli;;;;3471200444;;Via dei Muredei 10, 38122 Trento (TN)
F1;;;Falegnameria Stelvio S.r.l.;00743110157;;0461 222333;info@stelvio.it;Via Brennero 1, 38122 Trento (TN)
C5;Ida;Moser;;;;;ida.moser@stelvio.it;
C6;Rita;Pedri;;;;3471200331;;
N1;Aldo;Bolner;;;;3480000123;;
N2;Bice;Cavada;;;;3480000123;;
N3;Ciro;Dorigoni;;;;3480000123;;
N4;Dino;Endrizzi;;;;3480000123;;
N5;Elda;Filippi;;;;3480000123;;
N6;Fede;Gasperi;;;;3480000123;;
N7;Gina;Holzer;;;;3480000123;;
";

fn company() -> Company {
    let company = Company::empty();
    company.write("filo.toml", CONFIG.as_bytes());
    company.write("customers.csv", format!("{HEAD}{PEOPLE}").as_bytes());
    company.weave_well();
    company
}

fn id(company: &Company, key: &str) -> CustomerId {
    let record = filo_model::record::record_id("billing", key);
    company.store().customer_of_record(record).unwrap().unwrap()
}

fn ask(company: &Company, key: &str) -> CustomerRelations {
    relations_of(&company.store(), id(company, key)).unwrap()
}

/// Kind, and the other's name.
fn told(found: &CustomerRelations) -> Vec<(RelationKind, &str)> {
    let name = |name: &Option<String>| name.is_some();
    assert!(found.relations.iter().all(|one| name(&one.name) != one.withheld));
    found.relations.iter().map(|one| (one.kind, one.name.as_deref().unwrap_or("-"))).collect()
}

#[test]
fn households_firms_and_contacts_are_told() {
    use RelationKind::{Contact, Firm, Household};
    let company = company();
    let found = ask(&company, "C1");
    let names: BTreeSet<_> = told(&found).into_iter().collect();
    let family = [(Household, "Jacopo Zorzi"), (Household, "Sveva Quaranta")];
    assert_eq!(names, BTreeSet::from(family));
    assert_eq!(told(&ask(&company, "F1")), [(Firm, "Ida Moser")]);
    assert_eq!(told(&ask(&company, "C5")), [(Firm, "Falegnameria Stelvio S.r.l.")]);
    assert_eq!(told(&ask(&company, "C6")), [(Contact, "Sveva Quaranta")]);
    assert_eq!(told(&ask(&company, "C4")), []);
    let many = ask(&company, "N1");
    assert_eq!(told(&many), []);
    assert_eq!(many.passed_over[0].customers, Some(7));
}

#[test]
fn a_decision_turns_a_relation_into_identity_and_its_undo_brings_it_back() {
    let company = company();
    let before = ask(&company, "C1");
    let record = |key: &str| filo_model::record::record_id("billing", key).to_string();
    let (one, other) = (record("C1"), record("C3"));
    company.run_well(&[
        "link",
        "decide",
        &one,
        &other,
        "same",
        "--reason",
        "una persona, due nomi",
    ]);
    assert_eq!(id(&company, "C1"), id(&company, "C3"));
    let joined = ask(&company, "C1");
    let others: BTreeSet<&str> = told(&joined).into_iter().map(|one| one.1).collect();
    assert_eq!(others, BTreeSet::from(["Jacopo Zorzi", "Rita Pedri"]));
    company.run_well(&["link", "undo", "1", "--reason", "sono madre e figlia"]);
    assert_eq!(ask(&company, "C1"), before);
}

#[test]
fn an_erased_person_is_related_to_nobody() {
    let company = company();
    let erased = id(&company, "C3");
    company.run_well(&["person", "erase", &erased.to_string()]);
    assert_eq!(told(&ask(&company, "C1")), [(RelationKind::Household, "Jacopo Zorzi")]);
    assert_eq!(told(&ask(&company, "C6")), []);
    let gone = company.customers().into_iter().filter(|&one| {
        let found = relations_of(&company.store(), one).unwrap();
        found.erased && found.relations.is_empty() && found.passed_over.is_empty()
    });
    assert_eq!(gone.count(), 1);
    assert_eq!(company.customers().len(), PEOPLE.lines().count(), "its place is kept");
}

#[test]
fn of_a_restricted_person_only_the_relation_is_told_and_to_people_alone() {
    let company = company();
    let restricted = id(&company, "C3");
    company.run_well(&["person", "restrict", &restricted.to_string()]);
    for (key, other) in [("C1", restricted), ("C3", id(&company, "C1"))] {
        let found = ask(&company, key);
        let one = found.relations.iter().find(|one| one.customer == other).unwrap();
        assert_eq!((one.kind, one.withheld), (RelationKind::Household, true));
        assert!(one.name.is_none() && one.shared.iter().all(|shared| shared.value.is_none()));
        assert!(!one.shared.is_empty(), "what kind of value is shared is told");
    }
    let shown = company.run_well(&["relations", "C3", "--lang", "en"]);
    assert!(!shown.contains("Muredei") && !shown.contains("Ermelinda"), "{shown}");
    // The program by itself makes no use of it.
    let all: Vec<CustomerId> = company.customers();
    for found in relations_of_all(&company.store(), &all).unwrap() {
        assert!(found.relations.iter().all(|one| one.customer != restricted));
        assert!(found.customer != restricted || found.relations.is_empty());
    }
    company.run_well(&["person", "restrict", &restricted.to_string(), "--lift"]);
    assert!(ask(&company, "C1").relations.iter().all(|one| !one.withheld));
}

#[test]
fn many_at_once_say_what_each_says_alone_and_from_either_side() {
    let company = Company::committed();
    company.weave_well();
    let store = company.store();
    let all = company.customers();
    let found = relations_of_all(&store, &all).unwrap();
    let mut pairs = BTreeSet::new();
    let mut turned = BTreeSet::new();
    for (one, &customer) in found.iter().zip(&all) {
        assert_eq!(one, &relations_of(&store, customer).unwrap());
        for other in &one.relations {
            pairs.insert((customer, other.customer, other.kind, other.sureness));
            turned.insert((other.customer, customer, other.kind, other.sureness));
        }
    }
    assert_eq!(pairs, turned);
}

/// The sample company plants households, twins and namesakes; who they are is written down.
#[test]
fn the_households_of_the_sample_company_are_found_and_nobody_else_is_certain() {
    let company = Company::sample(300, 20_260_630);
    company.weave_well();
    let truth: Value = serde_json::from_slice(&company.read("truth.json")).unwrap();
    let store = company.store();
    let of_person = |person: &Value| -> BTreeSet<CustomerId> {
        let people = truth["people"].as_array().unwrap();
        let line = people.iter().find(|line| line["person"] == *person).unwrap();
        let groups = line["exact_groups"].as_array().unwrap();
        let keys = groups.iter().flat_map(|group| group.as_array().unwrap());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let records = keys.map(|key| filo_model::record::record_id(&text(&key[0]), &text(&key[1])));
        records.filter_map(|record| store.customer_of_record(record).unwrap()).collect()
    };
    let mut planted = BTreeSet::new();
    let mut households = 0;
    for relation in truth["relations"].as_array().unwrap() {
        if relation["kind"] != "household" {
            continue;
        }
        households += 1;
        let (ones, others) =
            (of_person(&relation["persons"][0]), of_person(&relation["persons"][1]));
        let found = ones.iter().any(|&one| {
            let found = relations_of(&store, one).unwrap();
            found.relations.iter().any(|other| {
                other.kind == RelationKind::Household && others.contains(&other.customer)
            })
        });
        assert!(found, "{relation}");
        planted
            .extend(ones.iter().flat_map(|&a| others.iter().map(move |&b| (a.min(b), a.max(b)))));
    }
    assert!(households > 10);
    for found in relations_of_all(&store, &company.customers()).unwrap() {
        for one in found.relations.iter().filter(|one| one.kind != RelationKind::Contact) {
            let pair = (found.customer.min(one.customer), found.customer.max(one.customer));
            let is_likely = one.sureness == filo_identity::relation::Sureness::Likely;
            assert!(is_likely || planted.contains(&pair), "{pair:?}");
        }
    }
}
