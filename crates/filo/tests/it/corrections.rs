//! A file written anew with one row changed and one row more.

use filo_model::facts::Facts;

use crate::company::{Company, assert_same};

/// Its rows say when they were last updated, which is what orders versions.
const FILE: &str = "administration/incassi_2026-06-30.csv";

/// An amount that no other payment has.
const AMOUNT: &str = "98765.43";

/// The file with the amount of its last row changed and a payment of the same customer added;
/// gives the customer's number.
fn rewrite(company: &Company) -> String {
    let text = String::from_utf8(company.read(FILE)).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let last = lines.pop().unwrap();
    let mut cells: Vec<&str> = last.split(';').collect();
    let customer = cells[1].to_owned();
    (cells[5], cells[7]) = ("98.765,43", "01/07/2026");
    lines.push(cells.join(";"));
    cells[0] = "PG9999999999";
    lines.push(cells.join(";"));
    company.write(FILE, format!("{}\n", lines.join("\n")).as_bytes());
    customer
}

#[test]
fn a_changed_row_is_corrected_a_new_one_loaded_and_the_rest_known() {
    let company = Company::committed();
    let first = company.weave_well();
    let before = company.dump();
    let customer = rewrite(&company);
    let second = company.weave_well();
    assert_eq!((second.total.loaded, second.total.corrected), (1, 1));
    assert_eq!(second.total.rows, first.total.rows + 1);
    assert_eq!(second.total.set_apart, first.total.set_apart);
    assert_eq!(second.records, first.records);

    let store = company.store();
    let found = store.customer_find(&customer, 5).unwrap();
    assert_eq!(found.len(), 1);
    let payments = |history: bool| {
        let entries = store.thread_fetch(found[0].customer, history).unwrap().entries;
        let is_changed = |facts: &Facts| matches!(facts, Facts::Payment(one) if one.amount.is_some_and(|amount| amount.decimal().to_string() == AMOUNT));
        let (changed, others): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| is_changed(&entry.facts));
        (changed, others)
    };
    let (changed, rest) = payments(true);
    assert_eq!(changed.len(), 2, "the corrected one and the new one");
    let corrected = changed.iter().find(|entry| entry.replaces.is_some()).unwrap();
    let old = rest.iter().find(|entry| Some(entry.id) == corrected.replaces).unwrap();
    assert!(old.superseded && !corrected.superseded, "the old version is kept as history");
    let (_, present) = payments(false);
    assert!(present.iter().all(|entry| entry.id != old.id));

    // What was there is there, but for the mark on the version that was replaced.
    let after = company.dump();
    let gone: Vec<&String> = before.iter().filter(|line| !after.contains(line)).collect();
    assert_eq!(gone.len(), 1, "{gone:?}");
    assert!(gone[0].contains(&old.id.to_string()));

    let third = company.weave_well();
    assert_eq!((third.total.loaded, third.total.corrected), (0, 0));
    assert_same(&company.dump(), &after);
}

#[test]
fn the_file_as_it_was_again_is_known_and_the_rest_is_kept() {
    let company = Company::committed();
    company.weave_well();
    let original = company.read(FILE);
    rewrite(&company);
    company.weave_well();
    let entries = company.dump().len();
    company.write(FILE, &original);
    let third = company.weave_well();
    assert_eq!((third.total.loaded, third.total.corrected), (0, 0));
    assert_eq!(company.dump().len(), entries, "nothing is dropped that was read once");
}
