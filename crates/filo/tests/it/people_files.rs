//! The same people in files of different formats are linked the same.

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use crate::company::Company;

/// A person: number, first name, surname, birth date, telephone; the last two may be missing.
type Person = (i64, &'static str, String, Option<jiff::civil::Date>, String);

const FIRST: [&str; 8] = ["Ada", "Bruno", "Carla", "Dario", "Élena", "Franco", "Gaia", "Ivo"];

/// Two hundred people, each known twice: once with the birth date, once by a telephone alone.
fn people() -> Vec<Person> {
    let person = |row: i64| {
        let person = usize::try_from(row / 2).unwrap();
        let birth = jiff::civil::date(1950, 1, 1).checked_add(jiff::Span::new().days(row * 37));
        let begin = ["Ros", "Bel", "Mor", "Zan", "Pin"][person / 8 % 5];
        let surname = format!("{begin}{}", ["ini", "etti", "ato", "aro", "ucci"][person / 40]);
        let number = person * 7_919 + 1_000_000;
        let phone = if row % 14 == 0 { String::new() } else { format!("02{number}") };
        (row, FIRST[person % 8], surname, birth.ok().filter(|_| row % 2 == 0), phone)
    };
    (0..400).map(person).collect()
}

fn csv(people: &[Person]) -> String {
    let mut text = "id,nome,cognome,data di nascita,telefono\n".to_owned();
    for (id, first, last, birth, phone) in people {
        let birth = birth.map(|birth| birth.to_string()).unwrap_or_default();
        text.push_str(&format!("{id},{first},{last},{birth},{phone}\n"));
    }
    text
}

fn column<T: DataType>(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, values: &[Option<T::T>]) {
    let mut writer = group.next_column().unwrap().unwrap();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let there: Vec<T::T> = values.iter().flatten().cloned().collect();
    writer.typed::<T>().write_batch(&there, Some(&levels), None).unwrap();
    writer.close().unwrap();
}

/// The people in groups of 150 rows, numbers and dates as such.
fn parquet(people: &[Person]) -> Vec<u8> {
    let schema = "message people { optional int64 id; optional binary nome (STRING);
        optional binary cognome (STRING); optional int32 data_di_nascita (DATE);
        optional binary telefono (STRING); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let packed = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(packed)).unwrap();
    let text = |text: &str| (!text.is_empty()).then(|| ByteArray::from(text));
    let days = |date: jiff::civil::Date| (date - jiff::civil::date(1970, 1, 1)).get_days();
    for people in people.chunks(150) {
        let mut group = writer.next_row_group().unwrap();
        let all = || people.iter();
        column::<Int64Type>(&mut group, &all().map(|person| Some(person.0)).collect::<Vec<_>>());
        column::<ByteArrayType>(
            &mut group,
            &all().map(|person| text(person.1)).collect::<Vec<_>>(),
        );
        column::<ByteArrayType>(
            &mut group,
            &all().map(|person| text(&person.2)).collect::<Vec<_>>(),
        );
        column::<Int32Type>(
            &mut group,
            &all().map(|person| person.3.map(days)).collect::<Vec<_>>(),
        );
        column::<ByteArrayType>(
            &mut group,
            &all().map(|person| text(&person.4)).collect::<Vec<_>>(),
        );
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn parquet_is_linked_as_csv_is() {
    let company = Company::empty();
    let people = people();
    company.write("people.csv", csv(&people).as_bytes());
    company.write("people.parquet", &parquet(&people));
    let linked = |file: &str| {
        let begin = ["--quiet", "link", "run", file, "--precision", "0.9"];
        let args = [&begin[..], &["--review", "review.csv", "--explain"]].concat();
        (company.run_well(&args), company.read("review.csv"))
    };
    let (customers, review) = linked("people.csv");
    let joined = customers.lines().filter(|line| line.split(',').nth(3) != Some("")).count();
    assert!(joined > 100, "{joined} joined");
    assert_eq!((customers, review), linked("people.parquet"));
}

#[test]
fn a_file_that_is_not_whole_is_named_with_its_remedy() {
    let company = Company::empty();
    let whole = parquet(&people());
    company.write("people.parquet", &whole[..whole.len() / 2]);
    let output = company.run(&["--lang", "it", "link", "run", "people.parquet"]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(words.contains("a `people.parquet` manca la fine"), "{words}");
    assert!(words.contains("copiare o esportare di nuovo il file"), "{words}");
}
