//! Columns and summaries that are kept of a log: the same answers, byte for byte, from all of them.

use std::fs::File;
use std::sync::Arc;

use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::company::{Company, Numbers};

/// What every question here is asked with.
const MEANINGS: [&str; 29] = [
    "--json",
    "--places",
    "--zone",
    "Europe/Rome",
    "--hours",
    "lun-ven 09:00-18:00",
    "--group-hours",
    "Vendite=lun-sab 08:00-20:00",
    "--due",
    "scadenza",
    "--amount",
    "importo",
    "--object",
    "pratica collegata",
    "--taken",
    "preso",
    "--resolved",
    "risolto",
    "--asked",
    "chiesto",
    "--disputed",
    "contestato",
    "--settled",
    "risolto",
    "--pressed",
    "sollecito",
    "--promised",
    "promesso",
    "--kept=mantenuto",
];

const HEADER: &str = "ticket;stato;data ora;reparto;cliente;prodotto;agente;canale;direzione;\
                      inizio lavorazione;scadenza;importo;pratica collegata\n";

/// Rows of a help desk, some of which lack something; tickets are numbered from `first` on.
fn rows(numbers: &mut Numbers, tickets: std::ops::Range<usize>, count: usize) -> String {
    let mut rows = String::new();
    let states = [
        "preso",
        "risolto",
        "chiesto",
        "contestato",
        "sollecito",
        "promesso",
        "mantenuto",
        "altro",
    ];
    let first = tickets.start;
    for row in 0..count {
        let mut one = |all: &[&str]| all[numbers.below(all.len())].to_owned();
        let state = if row < states.len() { states[row].to_owned() } else { one(&states) };
        let group = one(&["Vendite", "Tecnico", "Legale", ""]);
        let product = one(&["luce", "gas", ""]);
        let actor = one(&["Anna", "Bruno", ""]);
        let channel = one(&["mail", "telefono"]);
        let way = one(&["in", "out", "interno", ""]);
        let group = if row == 0 { "Vendite".to_owned() } else { group };
        let mut moment = || {
            let day = numbers.below(60) + 1;
            let (hour, minute) = (numbers.below(24), numbers.below(60));
            // The clock changes at the end of March.
            let (month, day) = if day > 30 { (4, day - 30) } else { (3, day) };
            format!("2026-{month:02}-{day:02} {hour:02}:{minute:02}:00")
        };
        let (at, started, due) = (moment(), moment(), moment());
        let at = if numbers.below(30) == 0 { "ieri".to_owned() } else { at };
        let ticket = first + numbers.below(tickets.len());
        let ticket = if numbers.below(40) == 0 { String::new() } else { format!("T{ticket}") };
        let customer = format!("C{}", numbers.below(9));
        let due = if state == "promesso" { due } else { String::new() };
        let amount =
            if state == "promesso" { format!("{},50", numbers.below(90)) } else { String::new() };
        let object =
            if numbers.below(4) == 0 { format!("P{}", numbers.below(5)) } else { String::new() };
        rows.push_str(&format!(
            "{ticket};{state};{at};{group};{customer};{product};{actor};{channel};{way};{started};{due};{amount};{object}\n"
        ));
    }
    rows
}

fn asked<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<&'a str> {
    [&["journey"], before, &MEANINGS, after].concat()
}

#[test]
fn kept_columns_and_summaries_give_the_same_bytes() {
    let company = Company::empty();
    let rows = rows(&mut Numbers(7), 0..60, 900);
    company.write("log.csv", format!("{HEADER}{rows}").as_bytes());
    let answer = company.run_well(&asked(&["log.csv"], &[]));
    let ask = |args: &[&str]| assert_eq!(company.run_well(args), answer, "{args:?}");
    ask(&asked(&["log.csv"], &["--columns", "log.parquet"]));
    ask(&asked(&["log.parquet"], &[]));
    // What is known only by name in the first file is known by itself in its columns.
    let is_named = |arg: &&&str| ["--due", "scadenza", "--amount", "importo"].contains(arg);
    let short: Vec<&str> = MEANINGS.iter().filter(|arg| !is_named(arg)).copied().collect();
    ask(&[&["journey", "log.parquet"], &short[..]].concat());
    // The first time it is made, then it answers, and alone it answers too.
    for _ in 0..2 {
        ask(&asked(&["log.parquet"], &["--summary", "log.sum"]));
    }
    ask(&["journey", "--json", "--summary", "log.sum"]);
    // What is not whole is made anew.
    let whole = company.read("log.sum");
    company.write("log.sum", &whole[..whole.len() - 1]);
    ask(&asked(&["log.parquet"], &["--summary", "log.sum"]));
    assert_eq!(company.read("log.sum"), whole);
    // Columns of columns are the same columns.
    ask(&asked(&["log.parquet"], &["--columns", "again.parquet"]));
    ask(&asked(&["again.parquet"], &[]));
}

#[test]
fn a_summary_answers_only_what_it_was_made_for() {
    let company = Company::empty();
    let mut numbers = Numbers(11);
    let mut write = |name: &str| {
        let rows = rows(&mut numbers, 0..20, 200);
        company.write(name, format!("{HEADER}{rows}").as_bytes());
    };
    write("log.csv");
    let made = asked(&["log.csv"], &["--summary", "log.sum"]);
    company.run_well(&made);
    // Another question of the same file, and the same of another.
    let plain = ["journey", "log.csv", "--json", "--zone", "Europe/Rome"];
    let other = company.run_well(&plain);
    assert_eq!(company.run_well(&[&plain[..], &["--summary", "log.sum"]].concat()), other);
    write("log.csv");
    let fresh = company.run_well(&asked(&["log.csv"], &[]));
    assert_eq!(company.run_well(&made), fresh);
    assert_eq!(company.run_well(&made), fresh);
}

#[test]
fn summaries_put_together_tell_what_all_files_in_one_tell() {
    let company = Company::empty();
    let mut numbers = Numbers(23);
    let mut all = String::new();
    for (place, tickets) in [0..20, 20..30, 30..70].into_iter().enumerate() {
        let rows = rows(&mut numbers, tickets, 300);
        company.write(&format!("{place}.csv"), format!("{HEADER}{rows}").as_bytes());
        let (file, summary) = (format!("{place}.csv"), format!("{place}.sum"));
        company.run_well(&asked(&[&file], &["--summary", &summary]));
        all.push_str(&rows);
    }
    company.write("all.csv", format!("{HEADER}{all}").as_bytes());
    let whole = company.run_well(&asked(&["all.csv"], &[]));
    for order in [["0.sum", "1.sum", "2.sum"], ["2.sum", "0.sum", "1.sum"]] {
        let args = [&["journey", "--json", "--summary"], &order[..]].concat();
        assert_eq!(company.run_well(&args), whole);
    }
    // A case that is in both cannot be put together from what was counted.
    company.write("3.csv", format!("{HEADER}{all}").as_bytes());
    company.run_well(&asked(&["3.csv"], &["--summary", "3.sum"]));
    let refused = |args: &[&str]| {
        let output = company.run(&[&["journey"], args].concat());
        assert!(!output.status.success(), "{args:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(refused(&["--summary", "0.sum", "3.sum"]).contains("3.sum"));
    company.run_well(&["journey", "1.csv", "--json", "--summary", "plain.sum"]);
    assert!(refused(&["--summary", "0.sum", "plain.sum"]).contains("plain.sum"));
    assert!(refused(&["--summary", "0.csv"]).contains("0.csv"));
    // A file of somebody's is no place for a summary.
    let before = company.read("0.csv");
    assert!(refused(&["1.csv", "--summary", "0.csv"]).contains("0.csv"));
    assert_eq!(company.read("0.csv"), before);
}

fn put<T: DataType>(group: &mut SerializedRowGroupWriter<'_, File>, values: &[Option<T::T>]) {
    let levels: Vec<i16> = values.iter().map(|one| i16::from(one.is_some())).collect();
    let there: Vec<T::T> = values.iter().flatten().cloned().collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<T>().write_batch(&there, Some(&levels), None).unwrap();
    column.close().unwrap();
}

/// The same events as texts in CSV, and as typed columns of a clock on the wall, in several groups of rows.
#[test]
fn typed_columns_tell_what_their_texts_tell() {
    let company = Company::empty();
    let mut numbers = Numbers(5);
    let schema = "message m { optional binary ticket (STRING); optional binary stato (STRING);
        optional int64 timestamp (TIMESTAMP(MICROS, false)); optional int64 due (TIMESTAMP(MICROS, false)); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = File::create(company.path().join("log.parquet")).unwrap();
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(file, schema, properties).unwrap();
    let mut csv = "ticket,stato,timestamp,due\n".to_owned();
    for _ in 0..5 {
        let mut group = writer.next_row_group().unwrap();
        let mut moments = Vec::new();
        let mut tickets = Vec::new();
        let mut states = Vec::new();
        // Two years by the hour, midnights and the changes of the clock among them.
        let mut moment = || {
            let hour = numbers.below(17_520);
            (numbers.below(12) > 0).then(|| 1_735_689_600 + i64::try_from(hour).unwrap() * 3600)
        };
        for row in 0..700 {
            moments.push((moment(), moment()));
            tickets.push((row % 9 > 0).then(|| format!("T{}", row % 31)));
            states.push(["promesso", "mantenuto", "preso"][row % 3]);
            let text = |moment: Option<i64>| {
                moment.map_or(String::new(), |at| {
                    jiff::Timestamp::from_second(at)
                        .unwrap()
                        .strftime("%Y-%m-%d %H:%M:%S")
                        .to_string()
                })
            };
            let (at, due) = moments[row];
            // Midnight is a day without a time, in Parquet as in CSV.
            let day =
                |text: String| text.strip_suffix(" 00:00:00").map_or(text.clone(), str::to_owned);
            let ticket = tickets[row].clone().unwrap_or_default();
            csv.push_str(&format!(
                "{ticket},{},{},{}\n",
                states[row],
                day(text(at)),
                day(text(due))
            ));
        }
        let all: Vec<Option<ByteArray>> =
            tickets.iter().map(|one| one.as_deref().map(ByteArray::from)).collect();
        put::<ByteArrayType>(&mut group, &all);
        let all: Vec<Option<ByteArray>> =
            states.iter().map(|one| Some(ByteArray::from(*one))).collect();
        put::<ByteArrayType>(&mut group, &all);
        let micros = |at: Option<i64>| at.map(|at| at * 1_000_000);
        put::<Int64Type>(&mut group, &moments.iter().map(|one| micros(one.0)).collect::<Vec<_>>());
        put::<Int64Type>(&mut group, &moments.iter().map(|one| micros(one.1)).collect::<Vec<_>>());
        group.close().unwrap();
    }
    writer.close().unwrap();
    company.write("log.csv", csv.as_bytes());
    for zone in ["Europe/Rome", "UTC", "America/New_York"] {
        let ask = |file: &str| {
            let meanings = ["--promised", "promesso", "--kept", "mantenuto", "--due", "due"];
            company
                .run_well(&[&["journey", file, "--json", "--zone", zone], &meanings[..]].concat())
        };
        assert_eq!(ask("log.parquet"), ask("log.csv"), "{zone}");
    }
}
