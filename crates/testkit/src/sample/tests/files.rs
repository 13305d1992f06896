//! The truth agrees with the files, and filo.toml with their columns.

use super::*;
use filo_model::facts::EntryKind;
use serde_json::Value;

/// The exports of a folder as text; Windows-1252 read letter by letter.
fn texts_of(folder: &Path) -> BTreeMap<String, String> {
    let files = bytes_of(folder)
        .into_iter()
        .filter(|(name, _)| ![".xlsx", ".zip", ".p7m"].iter().any(|end| name.ends_with(end)));
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
        source::Shape::Mbox | source::Shape::Pec => {
            let id = line.strip_prefix("Message-ID: <")?.trim_end_matches('>');
            (!id.starts_with("opec.")).then(|| id.to_owned())
        }
        source::Shape::Jsonl => line.split('"').nth(3).map(str::to_owned),
        source::Shape::Cdr => line.rsplit(',').nth(1).map(|id| id.trim_matches('"').to_owned()),
        source::Shape::QueueLog => {
            line.contains("|ENTERQUEUE|").then(|| line.split('|').nth(1).unwrap().to_owned())
        }
        source::Shape::Camt => Some(line.split("<NtryRef>").nth(1)?.split('<').next()?.to_owned()),
        _ if source == Source::SalesCalls => line.split(',').nth(1).map(str::to_owned),
        source::Shape::Csv { separator, .. } => line.split(separator).next().map(str::to_owned),
        source::Shape::Workbook | source::Shape::Fattura => None,
    }
}

/// The names of the rows of an archive, as docs/SAMPLE.md gives them.
fn archived(bytes: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut keys = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let stem = file.name().unwrap().trim_end_matches(".xml").to_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        if text.contains("<NomeFile>") {
            keys.push(stem.clone());
        }
        for (body, text) in text.split("<FatturaElettronicaBody>").skip(1).enumerate() {
            if text.contains("<TipoDocumento>TD04<") {
                keys.push(format!("{stem}#{}.c1", body + 1));
            } else {
                let parts = text.matches("<DettaglioPagamento>").count().max(1);
                keys.extend((1..=parts).map(|part| format!("{stem}#{}.{part}", body + 1)));
            }
        }
    }
    keys
}

/// How often each reference stands in the first and in the second export.
fn references(folder: &Path) -> BTreeMap<(&'static str, String), [u32; 2]> {
    let files = texts_of(folder);
    let mut found: BTreeMap<(&'static str, String), [u32; 2]> = BTreeMap::new();
    for &source in Source::ALL {
        let (spec, extension) = (source.spec(), render::extension(source.spec().shape));
        for (place, date) in ["2026-05-31", "2026-06-30"].iter().enumerate() {
            let name = format!("{}_{date}.{extension}", spec.stem);
            let keys: Vec<String> = match files.get(&name) {
                Some(text) => text.lines().filter_map(|line| reference(source, line)).collect(),
                None if source == Source::Invoices => {
                    archived(&fs::read(folder.join(&name)).unwrap())
                }
                None => Vec::new(),
            };
            for key in keys {
                found.entry((spec.name, key)).or_default()[place] += 1;
            }
        }
    }
    found
}

#[test]
fn what_the_truth_says_of_each_row_is_so_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(1500, 12), folder.path(), &mut |_, _| {}).unwrap();
    let files = texts_of(folder.path());
    let truth: Value = serde_json::from_str(&files["truth.json"]).unwrap();
    let found = references(folder.path());
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for planted in truth["planted"].as_array().unwrap() {
        let mut all_shown = true;
        for evidence in planted["evidence"].as_array().unwrap() {
            let (key, fate) =
                (evidence["key"].as_str().unwrap(), evidence["fate"].as_str().unwrap());
            let source = Source::ALL.iter().find(|one| evidence["source"] == one.spec().name);
            let place = (source.unwrap().spec().name, key.to_owned());
            let file = key.split('#').next().unwrap_or_default();
            let signed = folder.path().join(format!("administration/fatture/{file}.xml.p7m"));
            let is_elsewhere = signed.exists() || source == Some(&Source::Contracts);
            // Without the block of payment an invoice is one row.
            if is_elsewhere || fate == "missing_field:payment_block" {
                all_shown &= fate == "kept" && is_elsewhere;
                continue;
            }
            let [first, second] = found.get(&place).copied().unwrap_or_default();
            match fate {
                "lost" => assert_eq!((first, second), (0, 0), "{key}"),
                "late" => assert_eq!((first, second), (0, 1), "{key}"),
                _ => assert!(first + second >= 1 && first <= 1 && second <= 1, "{key} {fate}"),
            }
            let harmless = ["method", "what", "subject", "reason", "actor", "evidence"];
            let is_harmless =
                fate.strip_prefix("missing_field:").is_some_and(|field| harmless.contains(&field));
            all_shown &= fate == "kept"
                || fate == "late"
                || is_harmless
                || fate.starts_with("missing_field") && planted["shown"] == true;
            seen.insert(fate.to_owned());
        }
        // What no row shows is hidden, whatever becomes of the rows.
        all_shown &= planted["hidden"] != true;
        assert_eq!(planted["shown"].as_bool().unwrap(), all_shown, "{planted}");
    }
    for fate in ["kept", "lost", "late", "wrong_key", "missing_field:claim"] {
        assert!(seen.contains(fate), "the check needs a row that is {fate}");
    }
}

#[test]
fn a_wrong_claim_number_and_a_missing_one_are_what_the_file_shows() {
    let texts = Texts::load().unwrap();
    let folder = tempfile::tempdir().unwrap();
    write_sample(&options(3000, 12), folder.path(), &mut |_, _| {}).unwrap();
    let files = texts_of(folder.path());
    let payments = files["administration/incassi_2026-05-31.csv"].clone()
        + &files["administration/incassi_2026-06-30.csv"];
    let rows: BTreeMap<&str, &str> =
        payments.lines().map(|line| (line.split(';').next().unwrap(), line)).collect();
    let mut checked = [0, 0];
    for story in stories(3000, 12, &texts) {
        for event in story.events.iter().filter(|event| event.source == Source::Portal) {
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
        let text = &files[&format!("administration/incassi_{date}.csv")];
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
        let path = line_of("path").unwrap();
        assert!(path.starts_with(spec.stem) || spec.stem.starts_with(path.trim_end_matches('*')));
        let has_columns = !spec.columns.is_empty() && source != Source::SalesCalls;
        if !has_columns || matches!(spec.shape, source::Shape::Mbox | source::Shape::Pec) {
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
    let names: BTreeSet<String> =
        Source::ALL.iter().map(|source| source.spec().name.to_owned()).collect();
    assert_eq!(found, names);
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
        // The kind of the source, and those that its values name.
        let named = block.split(['"', ' ', '\n']).filter_map(EntryKind::from_name);
        let facts: Vec<&str> = EntryKind::from_name(kind.trim_end_matches('"'))
            .into_iter()
            .chain(named)
            .flat_map(EntryKind::fact_names)
            .copied()
            .collect();
        let Some(columns) = block.split("[source.columns]\n").nth(1) else { continue };
        let columns = columns.split("\n[").next().unwrap();
        let fields = columns.lines().filter(|line| !line.starts_with('#'));
        for field in fields.filter_map(|line| line.split_once(" = ")).map(|(field, _)| field) {
            assert!(COMMON.contains(&field) || facts.contains(&field), "{field} of {kind}");
            mapped += 1;
        }
    }
    assert!(mapped > 120, "{mapped}");
}
