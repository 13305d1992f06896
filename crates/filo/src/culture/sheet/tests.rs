//! Tests of the reader of answers: what people and spreadsheets write, and bytes that nobody wrote.

use filo_culture::answers::{BLANK, NOT_APPLICABLE};
use proptest::prelude::*;

use super::{Apart, Asked, Rating, Reply, Sheet, Why, read_bytes};
use crate::culture::questionnaire;
use crate::problem::Problem;
use crate::texts::{Language, Texts};

const WHATEVER: Asked<'static> = Asked::Whatever { points: 5 };

fn sheet(text: &str) -> Sheet {
    read_bytes(text.as_bytes(), WHATEVER, "answers.csv").unwrap()
}

fn rows(sheet: &Sheet) -> Vec<(String, Vec<u8>)> {
    let name = |place: u32| sheet.answers.departments()[place as usize].clone();
    sheet.answers.rows().map(|(place, values)| (name(place), values.to_vec())).collect()
}

fn problem(text: &str) -> Problem {
    read_bytes(text.as_bytes(), WHATEVER, "answers.csv").unwrap_err()
}

#[test]
fn a_sheet_of_the_own_questionnaire_is_read_with_all_it_carries() {
    let sheet = sheet(
        "Code;Department;filo1;filo2;dire;consiglio;una_cosa;v1:Vendite;v2:Vendite\n\
         K7;Servizio clienti;5;NA;4;10;\"Meno moduli; davvero\";2;\n\
         ;vendite;;Molto vero;;0;;;n/a\n\
         K9;Vendite;don’t  KNOW, does not apply;completely true;NA;na;;;\n",
    );
    let expected = [
        ("Servizio clienti".to_owned(), vec![5, NOT_APPLICABLE]),
        ("Vendite".to_owned(), vec![BLANK, 4]),
        ("Vendite".to_owned(), vec![NOT_APPLICABLE, 5]),
    ];
    assert_eq!(rows(&sheet), expected);
    assert_eq!(sheet.codes, [Some("K7".into()), None, Some("K9".into())]);
    assert_eq!(sheet.closings, ["dire", "consiglio", "una_cosa"]);
    let words = Reply::Words("Meno moduli; davvero".into());
    assert_eq!(sheet.replies[0], [Some(Reply::Point(4)), Some(Reply::Point(10)), Some(words)]);
    assert_eq!(sheet.replies[1], [None, Some(Reply::Point(0)), None]);
    assert_eq!(sheet.replies[2], [None, None, None]);
    assert_eq!(
        (&sheet.rated[..], &sheet.seen[..]),
        (&["Vendite".to_owned()][..], &["v1".to_owned(), "v2".to_owned()][..])
    );
    let rating = |row, question, value| Rating { row, rated: 0, question, value };
    assert_eq!(sheet.ratings, [rating(0, 0, 2), rating(1, 1, NOT_APPLICABLE)]);
    assert_eq!(sheet.instrument.as_ref().unwrap().id, "filo");
    assert!(sheet.apart.is_empty() && sheet.missing().contains("guida3"));
}

#[test]
fn separators_and_encodings_of_spreadsheets_are_understood() {
    let text = "reparto,trust1,trust2\nQualità,4,5\nQualità,1,\n";
    let expected = rows(&sheet(text));
    assert_eq!(expected[0], ("Qualità".to_owned(), vec![4, 5]));
    for separator in [",", ";", "\t"] {
        let text = text.replace(',', separator);
        let (windows, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(&text);
        assert!(!is_lossy);
        let marked = format!("\u{feff}{text}").into_bytes();
        for bytes in [text.clone().into_bytes(), marked, windows.into_owned()] {
            let sheet = read_bytes(&bytes, WHATEVER, "answers.csv").unwrap();
            assert_eq!(rows(&sheet), expected, "{separator:?}");
            assert!(sheet.instrument.is_none());
        }
    }
}

#[test]
fn bad_rows_are_set_apart_with_line_and_reason_and_reading_goes_on() {
    let sheet = sheet(
        "department,trust1,trust2,\n\
         A,4,5,\n\
         A,6,5,\n\
         ,4,5,\n\
         A,,,\n\
         A,1,2,3,4,5\n\
         A,3,2,x\n\
         \u{7},1,2,\n\
         A,2.5,2,\n\
         A,2,2,\n",
    );
    assert_eq!(rows(&sheet).len(), 2);
    let told: Vec<(u64, &str)> = sheet
        .apart
        .iter()
        .map(|Apart { line, why }| {
            let why = match why {
                Why::Row(reason) => reason.code(),
                Why::NoDepartment => "no department",
                Why::Department => "department",
                Why::Value(column) => column,
                Why::Nothing => "nothing",
                Why::Outside => "outside",
            };
            (*line, why)
        })
        .collect();
    let expected = [
        (3, "trust1"),
        (4, "no department"),
        (5, "nothing"),
        (6, "field-count"),
        (7, "outside"),
        (8, "department"),
        (9, "trust1"),
    ];
    assert_eq!(told, expected);
    for language in [Language::Italian, Language::English] {
        let texts = Texts::new(language);
        for apart in &sheet.apart {
            let told = apart.told(&texts);
            assert!(told.contains(&apart.line.to_string()) && !told.contains("culture-"), "{told}");
        }
    }
}

#[test]
fn a_header_that_is_not_known_is_named_with_what_may_stand_there() {
    let unknown = problem("department,filo1,filo4,colour\nA,1,2,3\n");
    assert!(unknown.is("culture-sheet-column"));
    let told = unknown.to_string();
    assert!(told.contains("`filo4`, `colour`") && told.contains("una_cosa v1:…"), "{told}");
    // A file without a header: what stands in its first row is somebody's and is not repeated.
    let bare = problem("Mario Rossi,4,5\nA,1,2\n");
    assert!(bare.is("culture-sheet-header") && !bare.to_string().contains("Rossi"));
    assert!(problem("department,trust1,Trust1\nA,1,2\n").is("culture-sheet-twice"));
    assert!(problem("department,v1:A,V1: a\nA,1,2\n").is("culture-sheet-twice"));
    assert!(problem("department,code\nA,1\n").is("culture-sheet-items"));
    assert!(problem("").is("culture-sheet-empty"));
    let own = questionnaire::own();
    let asked = Asked::Instrument(&own);
    let other = read_bytes(b"department,trust1\nA,1\n", asked, "answers.csv").unwrap_err();
    assert!(other.is("culture-sheet-column"));
}

#[test]
fn departments_are_the_same_in_any_order_of_the_rows() {
    let lines = ["Vendite,1", "vendite,2", "Acquisti,3", "VENDITE,4"];
    let of = |lines: &[&str]| sheet(&format!("department,x1\n{}\n", lines.join("\n")));
    let mut turned = lines;
    turned.reverse();
    assert_eq!(of(&lines).answers.departments(), ["Acquisti", "VENDITE"]);
    assert_eq!(of(&turned).answers.departments(), ["Acquisti", "VENDITE"]);
    let mut values = rows(&of(&turned));
    values.reverse();
    assert_eq!(values, rows(&of(&lines)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic_and_nothing_is_lost(
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        pieces in prop::collection::vec(prop::sample::select(vec![
            "\n", "\r\n", ",", ";", "\t", "\"", "A", "B", "1", "5", "6", "NA", "Molto vero", "\u{feff}", "\0", "v1:A", "é",
        ]), 0..80),
    ) {
        drop(read_bytes(&bytes, WHATEVER, "x"));
        let mut whole = b"department,filo1,dire,consiglio,una_cosa,v1:A\n".to_vec();
        whole.extend(pieces.concat().into_bytes());
        whole.extend(&bytes);
        if let Ok(sheet) = read_bytes(&whole, WHATEVER, "x") {
            prop_assert_eq!(sheet.answers.respondents(), sheet.replies.len());
            prop_assert!(sheet.answers.rows().all(|(_, values)| values[0] <= 5 || values[0] == BLANK));
            prop_assert!(sheet.ratings.iter().all(|rating| rating.row < sheet.answers.respondents()));
        }
    }
}
