//! Any order of sources, files and rows gives the same threads.

use std::fs;

use crate::company::{Company, Numbers, assert_same};

/// The configuration with its sources in another order.
fn sources_reordered(text: &str, numbers: &mut Numbers) -> String {
    let (head, rest) = text.split_once("[[source]]").unwrap();
    let (sources, tail) = rest.split_at(rest.find("[[line]]").unwrap());
    let mut sources: Vec<&str> = sources.split("[[source]]").collect();
    assert!(sources.len() > 10);
    numbers.shuffle(&mut sources);
    format!("{head}[[source]]{}{tail}", sources.join("\n[[source]]"))
}

/// A file of lines with its rows in another order; a row may span lines within quotes.
fn rows_shuffled(bytes: &[u8], has_header: bool, numbers: &mut Numbers) -> Vec<u8> {
    let mut rows: Vec<Vec<u8>> = Vec::new();
    let mut is_open = false;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_open {
            rows.last_mut().unwrap().extend_from_slice(line);
        } else {
            rows.push(line.to_vec());
        }
        is_open ^= has_header && line.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
    }
    if let Some(last) = rows.last_mut().filter(|last| !last.ends_with(b"\n")) {
        last.push(b'\n');
    }
    numbers.shuffle(&mut rows[usize::from(has_header)..]);
    rows.concat()
}

#[test]
fn sources_in_another_order_give_the_same_threads() {
    let company = Company::committed();
    let twin = company.twin();
    let text = fs::read_to_string(company.path().join("filo.toml")).unwrap();
    twin.write("filo.toml", sources_reordered(&text, &mut Numbers(1)).as_bytes());
    let (one, other) = (company.weave_well(), twin.weave_well());
    assert_eq!(one.total, other.total);
    assert_same(&company.dump(), &twin.dump());
    let mut readings = [company.readings(), twin.readings()];
    readings.iter_mut().for_each(|all| all.sort_by(|a, b| a.path.cmp(&b.path)));
    let tallies =
        readings.map(|all| all.into_iter().map(|one| (one.path, one.tally)).collect::<Vec<_>>());
    assert_eq!(tallies[0], tallies[1]);
}

#[test]
fn rows_in_another_order_give_the_same_threads() {
    let company = Company::committed();
    let twin = company.twin();
    let mut numbers = Numbers(2);
    for name in company.exports() {
        // Call records have no line of headers; their quotes never span lines.
        let is_csv = name.ends_with(".csv") && !name.contains("cdr_");
        if is_csv || name.ends_with(".jsonl") {
            twin.write(&name, &rows_shuffled(&company.read(&name), is_csv, &mut numbers));
        }
    }
    let (one, other) = (company.weave_well(), twin.weave_well());
    assert_eq!((one.total.rows, one.total.set_apart), (other.total.rows, other.total.set_apart));
    assert_same(&company.dump(), &twin.dump());
}

#[test]
fn files_that_arrive_one_by_one_in_any_order_give_the_same_threads() {
    let company = Company::committed();
    company.weave_well();
    for seed in [3, 4] {
        let twin = company.twin();
        let mut names = twin.exports();
        names.iter().for_each(|name| fs::remove_file(twin.path().join(name)).unwrap());
        Numbers(seed).shuffle(&mut names);
        let mut loaded = 0;
        for some in names.chunks(8) {
            // Written in the order of the committed ones: a file without a date in its name is as old.
            some.iter().for_each(|name| {
                fs::copy(company.path().join(name), twin.path().join(name)).unwrap();
            });
            let woven = twin.weave();
            assert!(woven.total.adds_up());
            loaded += woven.total.loaded + woven.total.corrected;
        }
        assert!(loaded > 3_000);
        // Ids are history, and so are weights that were learnt while half of the files were there.
        company.run_well(&["link", "learn"]);
        twin.run_well(&["link", "learn"]);
        assert_same(&twin.dump_without_ids(), &company.dump_without_ids());
    }
}

#[test]
fn the_report_is_the_same_whatever_the_order() {
    let company = Company::committed();
    let twin = company.twin();
    let text = fs::read_to_string(company.path().join("filo.toml")).unwrap();
    twin.write("filo.toml", sources_reordered(&text, &mut Numbers(5)).as_bytes());
    company.weave_well();
    twin.weave_well();
    let json = |company: &Company| serde_json::to_string_pretty(&company.report()).unwrap();
    assert_eq!(json(&company), json(&twin));
}
