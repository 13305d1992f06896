//! Weaving twice is weaving once.

use crate::company::{Company, assert_same};

#[test]
fn a_second_weave_knows_every_row_and_changes_nothing() {
    let company = Company::committed();
    let first = company.weave_well();
    assert!(first.total.loaded > 3_000, "{:?}", first.total);
    let (dump, sequence) = (company.dump(), company.store().sequence().unwrap());
    let readings = company.readings();
    let second = company.weave_well();
    assert_same(&company.dump(), &dump);
    assert_eq!(company.store().sequence().unwrap(), sequence);
    assert_eq!(company.readings(), readings);
    assert_eq!((second.total.loaded, second.total.corrected), (0, 0));
    assert_eq!(second.total.rows, first.total.rows);
    assert_eq!(second.total.known, first.total.rows - first.total.set_apart);
    assert_eq!(second.total.set_apart, first.total.set_apart);
    assert_eq!((second.records, second.customers), (first.records, first.customers));
}

#[test]
fn files_with_other_bytes_and_the_same_rows_are_read_and_known() {
    let company = Company::committed();
    let first = company.weave_well();
    let dump = company.dump();
    for name in &company.exports_of_lines() {
        company.append(name, "\n");
    }
    let second = company.weave_well();
    assert_same(&company.dump(), &dump);
    assert_eq!((second.total.loaded, second.total.corrected), (0, 0));
    assert_eq!(second.total.rows, first.total.rows);
    assert_eq!(second.total.set_apart, first.total.set_apart);
}

#[test]
fn two_stores_of_one_company_are_the_same() {
    let company = Company::committed();
    let twin = company.twin();
    let (one, other) = (company.weave_well(), twin.weave_well());
    assert_eq!(one.total, other.total);
    assert_same(&company.dump(), &twin.dump());
    let json = |company: &Company| company.run_well(&["report", "--json", "--as-of", "2026-06-30"]);
    assert_eq!(json(&company), json(&twin));
}
