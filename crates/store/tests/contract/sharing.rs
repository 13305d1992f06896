//! Customers who share a value are found by it, in whatever way each wrote it.

use filo_model::address::Address;
use filo_model::email::Email;
use filo_model::name::CompanyName;
use filo_model::record::Details;
use filo_model::shared::{SharedField, SharedValue};
use filo_store::Store;
use filo_store::share::Sharing;
use filo_store::thread::CustomerId;

use crate::Make;
use crate::drafts::{File, customer, details, full_details, link, link_alone, statement};

fn at(address: &str, first: &str, last: &str) -> Details {
    Details { address: Address::from_line(address), ..details(first, last) }
}

fn value(field: SharedField, of: &Details) -> SharedValue {
    SharedValue::of_details(of).into_iter().find(|one| one.field == field).unwrap()
}

fn sharing(store: &Store, value: &SharedValue, named: &[&str]) -> Vec<CustomerId> {
    let named: Vec<String> = named.iter().map(|&word| word.to_owned()).collect();
    match store.customer_sharing(value, &named, 10).unwrap() {
        Sharing::Among(customers) => customers,
        Sharing::TooMany => panic!("too many"),
    }
}

fn sorted(store: &Store, keys: &[&str]) -> Vec<CustomerId> {
    let mut customers: Vec<_> = keys.iter().map(|key| customer(store, key)).collect();
    customers.sort_unstable();
    customers
}

pub(crate) fn customers_are_found_by_what_they_share(make: Make) {
    let store = make().open();
    let firm = |name: &str, email: &str| Details {
        company_name: CompanyName::parse(name),
        emails: Email::parse(email).into_iter().collect(),
        ..Details::default()
    };
    let home = at("Viale Giuseppe Garibaldi 12, 20121 Milano (MI)", "Anna", "Verdi");
    let impianti = firm("A.B.C. Impianti S.r.l.", "info@abcimpianti.it");
    let rows = [
        statement("A", home.clone(), 1),
        statement("B", at("V.LE GARIBALDI 12/B, MILANO", "Ugo", "Neri"), 1),
        statement("C", at("Viale Garibaldi 14, Milano", "Ida", "Verdi"), 1),
        statement("D", full_details("Mario", "Rossi"), 1),
        statement("E", impianti.clone(), 1),
        statement("F", firm("ABC IMPIANTI", "ufficio@pec.abcimpianti.it"), 1),
        statement("G", firm("Impianti Neri", "neri@gmail.com"), 1),
    ];
    let people = File { source: "customers", path: "customers.csv", ..File::default() };
    people.load(&store, &rows);
    link_alone(&store);
    let house = value(SharedField::House, &home);
    assert_eq!(sharing(&store, &house, &[]), sorted(&store, &["A", "B"]));
    assert_eq!(sharing(&store, &house, &["neri", "bianchi"]), sorted(&store, &["B"]));
    let mobile = value(SharedField::Phone, &full_details("", "x"));
    assert_eq!(sharing(&store, &mobile, &[]), sorted(&store, &["D"]));
    for field in [SharedField::Domain, SharedField::CompanyName] {
        let found = sharing(&store, &value(field, &impianti), &[]);
        assert_eq!(found, sorted(&store, &["E", "F"]), "{field:?}");
    }
    assert_eq!(store.customer_sharing(&house, &[], 1).unwrap(), Sharing::TooMany);
    // Records of one customer are one; a name may stand in another record than the house.
    link(&store, &["A", "D"]);
    assert_eq!(sharing(&store, &house, &["rossi"]), sorted(&store, &["A"]));
    assert_eq!(sharing(&store, &mobile, &[]), sorted(&store, &["A"]));
}

pub(crate) fn nobody_is_found_by_what_was_said_before_or_of_whom_was_erased(make: Make) {
    let store = make().open();
    let here = at("Via Roma 1, Milano", "Anna", "Verdi");
    let people = File { source: "customers", path: "customers.csv", ..File::default() };
    let rows = [
        statement("A", here.clone(), 1),
        statement("B", at("Via Roma 1, Milano", "Ugo", "Neri"), 1),
        statement("C", at("Via Roma 1, Milano", "Ida", "Costa"), 1),
    ];
    people.load(&store, &rows);
    let moved = File { path: "customers-2.csv", bytes: "second", ..people };
    moved.load(&store, &[statement("B", at("Via Dante 9, Milano", "Ugo", "Neri"), 2)]);
    link_alone(&store);
    let house = value(SharedField::House, &here);
    assert_eq!(sharing(&store, &house, &[]), sorted(&store, &["A", "C"]));
    let erased = customer(&store, "C");
    store.person_erase(erased, false).unwrap();
    assert_eq!(sharing(&store, &house, &[]), sorted(&store, &["A"]));
    let told = store.customer_details(customer(&store, "A")).unwrap();
    assert_eq!((told.restricted, told.erased, told.records.len()), (false, false, 1));
    assert_eq!(told.records[0].1, here);
}
