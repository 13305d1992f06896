//! Workbooks: values as Excel shows them, broken and hostile archives.

use filo_intake::read::{Format, Limits, OpenError, Options, open, open_bytes, peek_bytes};
use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Workbook};

use crate::support::{Found, boxed, finish, names, read};

fn workbook(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Foglio").expect("a name");
    let sheet = workbook.worksheet_from_index(0).expect("a sheet");
    let date = CellFormat::new().set_num_format("dd/mm/yyyy");
    let time = CellFormat::new().set_num_format("dd/mm/yyyy hh:mm:ss");
    sheet.write(0, 0, "Esportazione di marzo").expect("a cell");
    for (column, name) in (0..).zip(["Nome", "Importo", "Data", "Ora", "Attivo", "Nota"]) {
        sheet.write(2, column, name).expect("a cell");
    }
    for row in (3..).take(usize::try_from(rows).expect("small")) {
        sheet.write(row, 0, format!("Cliente {row}")).expect("a cell");
        sheet.write(row, 1, f64::from(row) + 0.5).expect("a cell");
        let day = ExcelDateTime::from_ymd(2026, 3, 31).expect("a date");
        sheet.write_with_format(row, 2, &day, &date).expect("a cell");
        let moment = day.and_hms(10, 15, 0).expect("a time");
        sheet.write_with_format(row, 3, &moment, &time).expect("a cell");
        sheet.write(row, 4, true).expect("a cell");
    }
    let other = workbook.add_worksheet().set_name("Altro").expect("a name");
    other.write(0, 0, "a").expect("a cell");
    other.write(2, 0, 7).expect("a cell");
    other.write(2, 3, "beyond").expect("a cell");
    workbook.save_to_buffer().expect("a workbook")
}

fn options() -> Options {
    Options { header_row: 3, ..Options::new(Format::Xlsx) }
}

#[test]
fn cells_become_plain_text() {
    let found = read(workbook(2), &options(), &["nome", "Importo", "Data", "Ora", "Attivo"]);
    let row =
        |line, row| format!("{line}:Cliente {row}|{row}.5|2026-03-31|2026-03-31T10:15:00|true");
    assert_eq!(found, Found { rows: vec![row(4, 3), row(5, 4)], set_apart: Vec::new() });
}

#[test]
fn sheets_are_found_by_name() {
    let sheet = |name: &str| Options { sheet: Some(name.to_owned()), ..Options::new(Format::Xlsx) };
    let found = read(workbook(1), &sheet("altro"), &["a"]);
    assert_eq!(found.rows, ["3:7+column 4=beyond"]);
    let error = open_bytes(boxed(workbook(1)), &sheet("Nessuno"), &[]).err();
    let Some(OpenError::MissingSheet { found, .. }) = error else { panic!("no sheet, no rows") };
    assert_eq!(found, names(&["Foglio", "Altro"]));
    let error = open_bytes(boxed(workbook(1)), &options(), &names(&["Cognome"])).err();
    assert!(matches!(error, Some(OpenError::MissingColumns { .. })));
    let peek = peek_bytes(boxed(workbook(1)), &options()).expect("it opens");
    assert_eq!(peek.columns.len(), 6);
    assert_eq!(peek.sample[0][1], "3.5");
}

#[test]
fn a_file_on_disk_is_read_in_batches() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.xlsx");
    std::fs::write(&path, workbook(3000)).expect("a file");
    let found = finish(open(&path, &options(), &[]).expect("it opens"), 0);
    assert_eq!((found.rows.len(), found.set_apart.len()), (3000, 0));
    // A reader that is dropped half-way leaves nothing behind that waits.
    drop(open(&path, &options(), &[]).expect("it opens"));
}

#[test]
fn broken_workbooks_are_set_apart() {
    let whole = workbook(3000);
    let found = read(&whole[..whole.len() / 2], &options(), &[]);
    assert_eq!((found.rows.len(), found.set_apart), (0, vec!["1:truncated".to_owned()]));
    let mut broken = whole;
    let start = find(&broken, b"xl/worksheets/sheet1.xml").expect("the sheet's entry") + 20_000;
    broken[start..start + 2000].fill(0xff);
    let found = read(broken, &options(), &[]);
    assert!(found.rows.len() > 100 && found.rows.len() < 3000);
    assert_eq!(found.set_apart.len(), 1);
    assert!(found.set_apart[0].ends_with(":truncated"));
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[test]
fn what_is_no_workbook_does_not_open() {
    let open = |bytes: &[u8]| open_bytes(boxed(bytes), &Options::new(Format::Xlsx), &[]).err();
    assert!(matches!(open(b""), Some(OpenError::Empty)));
    assert!(matches!(open(b"a,b\n1,2\n"), Some(OpenError::NotTheFormat { .. })));
    assert!(matches!(open(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Some(OpenError::Encrypted)));
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let bytes = empty.save_to_buffer().expect("a workbook");
    assert!(matches!(open(&bytes), Some(OpenError::Empty)));
}

#[test]
fn an_archive_that_explodes_does_not_open() {
    let limits = Limits { unpacked_bytes_max: 100_000, ..Limits::default() };
    let error = open_bytes(boxed(workbook(3000)), &Options { limits, ..options() }, &[]).err();
    assert!(matches!(error, Some(OpenError::TooLarge)));
}

#[test]
fn a_long_row_is_set_apart() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "a").expect("a cell");
    sheet.write(1, 0, "x".repeat(5000)).expect("a cell");
    sheet.write(2, 0, "y").expect("a cell");
    let limits = Limits { row_bytes_max: 1000, ..Limits::default() };
    let options = Options { limits, ..Options::new(Format::Xlsx) };
    let found = read(workbook.save_to_buffer().expect("a workbook"), &options, &["a"]);
    assert_eq!((found.rows, found.set_apart), (vec!["3:y".into()], vec!["2:too-long".into()]));
}
