//! The truth agrees with the files, and filo.toml with their columns.

use super::*;
use filo_model::facts::EntryKind;
use serde_json::Value;

/// The exports of a folder as text; Windows-1252 read letter by letter.
fn texts_of(folder: &Path) -> BTreeMap<String, String> {
    let files = bytes_of(folder).into_iter().filter(|(name, _)| !name.ends_with(".xlsx"));
    files
        .map(|(name, bytes)| {
            let text = String::from_utf8(bytes).unwrap_or_else(|error| {
                error.into_bytes().iter().map(|&byte| char::from(byte)).collect()
            });
            (name, text)
        })
        .collect()
}

/// How truth.json names a row, where the line begins one.
fn reference(source: Source, line: &str) -> Option<String> {
    match source.spec().shape {
        source::Shape::Mbox => {
            Some(line.strip_prefix("Message-ID: <")?.trim_end_matches('>').to_owned())
        }
        source::Shape::Jsonl => line.split('"').nth(3).map(str::to_owned),
        _ if source == Source::Calls => {
            let fields: Vec<&str> = line.split(',').collect();
            let date: Vec<&str> = fields[0].split('/').rev().collect();
            Some(format!("{} {} {}", date.join("-"), fields[1], fields[2]))
        }
        source::Shape::Csv { separator, .. } => line.split(separator).next().map(str::to_owned),
        source::Shape::Workbook => None,
    }
}

/// How often each reference stands in the first and in the second export.
fn references(files: &BTreeMap<String, String>) -> BTreeMap<(&'static str, String), [u32; 2]> {
    let mut found: BTreeMap<(&'static str, String), [u32; 2]> = BTreeMap::new();
    for source in Source::ALL {
        let (spec, extension) = (source.spec(), render::extension(source.spec().shape));
        for (place, date) in ["2026-05-31", "2026-06-30"].iter().enumerate() {
            let text = files.get(&format!("{}_{date}.{extension}", spec.stem));
            for key in text
                .into_iter()
                .flat_map(|text| text.lines())
                .filter_map(|line| reference(source, line))
            {
                found.entry((spec.name, key)).or_default()[place] += 1;
            }
        }
    }
    found
}

#[test]
fn what_the_truth_says_of_each_row_is_so_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(3000, 12), folder.path(), &mut |_, _| {}).unwrap();
    let files = texts_of(folder.path());
    let truth: Value = serde_json::from_str(&files["truth.json"]).unwrap();
    let found = references(&files);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for planted in truth["planted"].as_array().unwrap() {
        let mut all_shown = true;
        for evidence in planted["evidence"].as_array().unwrap() {
            let (key, fate) =
                (evidence["key"].as_str().unwrap(), evidence["fate"].as_str().unwrap());
            let source = Source::ALL.iter().find(|one| evidence["source"] == one.spec().name);
            let place = (source.unwrap().spec().name, key.to_owned());
            let [first, second] = found.get(&place).copied().unwrap_or_default();
            match fate {
                "lost" => assert_eq!((first, second), (0, 0), "{key}"),
                "late" => assert_eq!((first, second), (0, 1), "{key}"),
                _ => assert!(first + second >= 1 && first <= 1 && second <= 1, "{key} {fate}"),
            }
            let is_harmless = ["missing_field:method", "missing_field:what"].contains(&fate);
            all_shown &= fate == "kept"
                || fate == "late"
                || is_harmless
                || fate.starts_with("missing_field") && planted["shown"] == true;
            seen.insert(fate.to_owned());
        }
        assert_eq!(planted["shown"].as_bool().unwrap(), all_shown, "{planted}");
    }
    for fate in ["kept", "lost", "late", "wrong_key", "missing_field:amount"] {
        assert!(seen.contains(fate), "the check needs a row that is {fate}");
    }
}

#[test]
fn a_wrong_claim_number_and_a_missing_one_are_what_the_file_shows() {
    let texts = Texts::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(3000, 12), folder.path(), &mut |_, _| {}).unwrap();
    let files = texts_of(folder.path());
    let payments = files["administration/payments_2026-05-31.csv"].clone()
        + &files["administration/payments_2026-06-30.csv"];
    let rows: BTreeMap<&str, &str> =
        payments.lines().map(|line| (line.split(';').next().unwrap(), line)).collect();
    let mut checked = [0, 0];
    for story in stories(3000, 12, &texts) {
        for event in story.events.iter().filter(|event| event.source == Source::Payments) {
            let key = event.get("key").unwrap();
            let line = rows.get(key);
            let claim = event.get("claim").unwrap();
            match event.fate {
                event::Fate::WrongKey => {
                    assert!(line.unwrap().contains(&format!(";{claim}7;")));
                    checked[0] += 1;
                }
                event::Fate::Missing("claim", _) => {
                    assert!(!line.unwrap().contains(claim));
                    checked[1] += 1;
                }
                _ => {}
            }
        }
    }
    assert!(checked.iter().all(|&count| count > 0), "{checked:?}");
}

#[test]
fn rows_of_an_export_are_in_the_order_of_their_dates() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(300, 2), folder.path(), &mut |_, _| {}).unwrap();
    let files = texts_of(folder.path());
    let tickets = &files["customer_service/tickets_2026-05-31.csv"];
    let moments: Vec<&str> = tickets
        .lines()
        .filter(|line| line.starts_with("TE"))
        .map(|line| line.split(',').nth(3).unwrap())
        .collect();
    assert!(moments.len() > 50);
    assert!(moments.is_sorted());
}

#[test]
fn the_overlap_repeats_rows_and_corrects_some() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(3000, 2), folder.path(), &mut |_, _| {}).unwrap();
    let files = texts_of(folder.path());
    let rows = |date: &str| -> BTreeMap<String, String> {
        let text = &files[&format!("administration/invoices_{date}.csv")];
        let keyed = |line: &str| (line.split(';').next().unwrap().to_owned(), line.to_owned());
        text.lines().skip(1).map(keyed).collect()
    };
    let (first, second) = (rows("2026-05-31"), rows("2026-06-30"));
    let repeated = first.iter().filter(|(key, line)| second.get(*key) == Some(*line)).count();
    let corrected: Vec<&String> = first
        .iter()
        .filter(|(key, line)| second.get(*key).is_some_and(|other| other != *line))
        .map(|(key, _)| &second[key])
        .collect();
    assert!(repeated > 300 && !corrected.is_empty(), "{repeated}, {}", corrected.len());
    assert!(corrected.iter().all(|line| line.ends_with(";04/06/2026")));
}

#[test]
fn the_configuration_names_columns_that_the_exports_have() {
    let text = include_str!("../../../data/filo.toml");
    let mut found = BTreeSet::new();
    for block in text.split("[[source]]").skip(1) {
        let value = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
        let line_of = |field: &str| {
            block.lines().find(|line| line.starts_with(&format!("{field} ="))).map(value)
        };
        let name = line_of("name").unwrap();
        let source = *Source::ALL.iter().find(|source| source.spec().name == name).unwrap();
        let spec = source.spec();
        found.insert(name.clone());
        assert_eq!(line_of("system").unwrap_or(name), spec.system);
        assert!(line_of("path").unwrap().starts_with(spec.stem));
        if spec.shape == source::Shape::Mbox {
            continue;
        }
        let columns = block.split("[source.columns]").nth(1).unwrap();
        let columns = columns.split("\n[").next().unwrap().split("\n# ---").next().unwrap();
        for line in columns.lines().filter(|line| line.contains('=')) {
            let (field, wanted) = line.split_once('=').unwrap();
            let wanted = wanted.split('#').next().unwrap();
            for header in wanted.split('"').skip(1).step_by(2) {
                let column = spec.columns.iter().find(|column| column.0 == header);
                let column = column.unwrap_or_else(|| panic!("{}: no column {header}", spec.name));
                let is_moment = column.2 != Form::Plain;
                assert_eq!(is_moment, ["at", "updated"].contains(&field.trim()) && is_moment);
            }
        }
    }
    assert_eq!(found.len(), Source::ALL.len());
}

#[test]
fn the_configuration_maps_facts_that_its_kinds_have() {
    const COMMON: &[&str] = &[
        "key",
        "at",
        "updated",
        "kind",
        "department",
        "case",
        "case_step",
        "channel",
        "direction",
        "actor",
        "text",
        "quoted",
        "signature",
        "layout",
        "customer",
        "name",
        "first_name",
        "last_name",
        "company_name",
        "birth_date",
        "tax_code",
        "vat_number",
        "phone",
        "phone_2",
        "email",
        "address",
        "postcode",
        "city",
        "province",
    ];
    let text = include_str!("../../../data/filo.toml");
    let mut mapped = 0;
    for block in text.split("[[source]]").skip(1) {
        let kind = block.lines().find_map(|line| line.strip_prefix("kind = \"")).unwrap();
        let kind = EntryKind::from_name(kind.trim_end_matches('"'));
        let facts = kind.map_or(&[][..], EntryKind::fact_names);
        let columns =
            block.split("[source.columns]\n").nth(1).unwrap().split("\n[").next().unwrap();
        let fields = columns.lines().filter(|line| !line.starts_with('#'));
        for field in fields.filter_map(|line| line.split_once(" = ")).map(|(field, _)| field) {
            assert!(COMMON.contains(&field) || facts.contains(&field), "{field} of {kind:?}");
            mapped += 1;
        }
    }
    assert!(mapped > 120, "{mapped}");
}
