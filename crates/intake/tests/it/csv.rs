//! Separated values as offices export them.

use std::fmt::Write as _;

use filo_intake::read::{Encoding, Format, Limits, OpenError, Options, open_bytes, peek_bytes};

use crate::support::{boxed, names, read, read_as};

fn small(row_bytes_max: usize) -> Options {
    let limits = Limits { row_bytes_max, ..Limits::default() };
    Options { limits, ..Options::new(Format::Csv) }
}

#[test]
fn columns_go_to_their_slots() {
    let text = "Id; Nome ;Importo;Nome\n1;Rossi;1,50;x\n2;;2;y\n";
    let found = read_as(Format::Csv, text, &["importo", "nome"]);
    assert_eq!(found.rows, ["2:1,50|Rossi+Id=1+Nome=x", "3:2|+Id=2+Nome=y"]);
    let text = "a,a,b\n1,2,3\n";
    assert_eq!(read_as(Format::Csv, text, &["a"]).rows, ["2:1+a (2)=2+b=3"]);
    assert_eq!(read_as(Format::Csv, text, &["a (2)", "b", "B"]).rows, ["2:2|3|3+a=1"]);
    assert_eq!(read_as(Format::Csv, "a,a (2),a\n1,2,3\n", &[]).rows, ["2:+a=1+a (2)=2+a (3)=3"]);
}

#[test]
fn encodings_are_found_row_by_row() {
    let mixed = b"nome\ncitt\xe0\ncitt\xc3\xa0\n\x80uro\n";
    assert_eq!(read_as(Format::Csv, *mixed, &["nome"]).rows, ["2:città", "3:città", "4:€uro"]);
    assert_eq!(read_as(Format::Csv, *b"\xef\xbb\xbfnome\nx\n", &["nome"]).rows, ["2:x"]);
    let strict = Options { encoding: Encoding::Utf8, ..Options::new(Format::Csv) };
    let found = read(*mixed, &strict, &["nome"]);
    assert_eq!(
        (found.rows.len(), found.set_apart),
        (1, vec!["2:encoding".into(), "4:encoding".into()])
    );
    let western = Options { encoding: Encoding::Windows1252, ..Options::new(Format::Csv) };
    assert_eq!(read(*mixed, &western, &["nome"]).rows[1], "3:cittÃ\u{a0}");
    for big in [false, true] {
        let text = "\u{feff}nome;b\r\nè;\"2\n3\"\r\n";
        let bytes: Vec<u8> = text
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect();
        assert_eq!(read_as(Format::Csv, bytes, &["nome"]).rows, ["2:è+b=2\n3"]);
    }
}

#[test]
fn separators_are_found() {
    for text in ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "a|b\n1|2\n"] {
        assert_eq!(read_as(Format::Csv, text, &["b", "a"]).rows, ["2:2|1"], "{text}");
    }
    assert_eq!(read_as(Format::Csv, "sep=;\r\na;b,c\r\n1;2\r\n", &["a"]).rows, ["3:1+b,c=2"]);
    let told = Options { separator: Some(b'/'), ..Options::new(Format::Csv) };
    assert_eq!(read("a/b\n1/2\n", &told, &["b"]).rows, ["2:2+a=1"]);
}

#[test]
fn lines_are_physical_lines() {
    let text = "a,b\r\n\r\n1,\"x\r\ny\"\r\n\r\n2,\"z\"\"\"\r\n";
    assert_eq!(read_as(Format::Csv, text, &["a", "b"]).rows, ["3:1|x\r\ny", "6:2|z\""]);
    assert_eq!(read_as(Format::Csv, "a\r1\r2\r", &["a"]).rows, ["2:1", "3:2"]);
    let late = Options { header_row: 4, ..Options::new(Format::Csv) };
    let text = "Export of \"March\n\n\"\na,b\n1,2";
    assert_eq!(read(text, &late, &["b"]).rows, ["5:2+a=1"]);
}

#[test]
fn field_counts_are_checked() {
    let found = read_as(Format::Csv, "a,b,c\n1,2\n1,2,3\n1,2,3,\n1,2,3,4\n", &["a"]);
    assert_eq!(found.rows.len(), 2);
    assert_eq!(found.set_apart, ["2:field-count", "5:field-count"]);
    let found = read_as(Format::Csv, "a,b,\n1,2\n1,2,\n1,2,3\n", &["a", "b"]);
    assert_eq!(found.rows, ["2:1|2", "3:1|2", "4:1|2+column 3=3"]);
    assert_eq!(read_as(Format::Csv, "a,b\n1,\0\n", &["b"]).rows, ["2:\0+a=1"]);
}

#[test]
fn an_open_quote_does_not_swallow_the_file() {
    let mut text = "a,b\n1,2\n3,\"open\n".to_owned();
    for row in 0..1000 {
        let _ = writeln!(text, "{row},x");
    }
    for options in [small(200), Options::new(Format::Csv)] {
        let found = read(text.clone(), &options, &["a"]);
        assert_eq!(found.rows.len(), 1001);
        assert_eq!(found.rows[1], "4:0+b=x");
        assert_eq!(found.set_apart, ["3:open-quote"]);
    }
    let found = read_as(Format::Csv, "a,b\n1,2\n3,\"cut in the mid", &["a"]);
    assert_eq!((found.rows.len(), found.set_apart), (1, vec!["3:truncated".to_owned()]));
    let found = read_as(Format::Csv, "a,b\n3,\"cut\nin the mid", &["a"]);
    assert_eq!(found.set_apart, ["2:truncated"]);
}

#[test]
fn a_long_row_is_set_apart() {
    let long = "x".repeat(1_000_000);
    let text = format!("a,b\n1,{long}\n2,y\n3,\"{long}\"\n4,z");
    let found = read(text, &small(1000), &["a"]);
    assert_eq!(found.rows, ["3:2+b=y", "5:4+b=z"]);
    assert_eq!(found.set_apart, ["2:too-long", "4:too-long"]);
}

#[test]
fn hostile_quotes_cost_linear_time() {
    // Each line leaves a quote open whether it begins in one or not.
    let text = format!("a,b\n{}", "x\"y,\"\n".repeat(100_000));
    let found = read(text, &small(1 << 16), &["a"]);
    // The last ones, up to the longest row, may be one row that the end of the file cuts.
    assert!(found.set_apart.len() > 80_000);
    assert!(found.rows.is_empty());
}

#[test]
fn what_cannot_be_opened_says_why() {
    let open = |bytes: &[u8], wanted: &[&str]| {
        open_bytes(boxed(bytes), &Options::new(Format::Csv), &names(wanted)).err()
    };
    assert!(matches!(open(b"", &[]), Some(OpenError::Empty)));
    assert!(matches!(open(b"\n\r\n", &[]), Some(OpenError::Empty)));
    assert!(matches!(open(b"PK\x03\x04rest", &[]), Some(OpenError::NotTheFormat { .. })));
    let Some(OpenError::MissingColumns { missing, found }) = open(b"a,b\n", &["A", "c"]) else {
        panic!("a missing column is an error");
    };
    assert_eq!((missing, found), (names(&["c"]), names(&["a", "b"])));
}

#[test]
fn a_look_shows_columns_and_rows() {
    let text = b"nome;citt\xe0\nRossi;Forl\xec\n;Bari\n".to_vec();
    let peek = peek_bytes(boxed(text), &Options::new(Format::Csv)).expect("it opens");
    assert_eq!(peek.columns, ["nome", "città"]);
    assert_eq!((peek.separator, peek.encoding), (Some(';'), "windows-1252"));
    assert_eq!(peek.sample, [names(&["Rossi", "Forlì"]), names(&["", "Bari"])]);
}

#[test]
fn a_file_without_a_header_gets_the_names_it_is_given() {
    let named =
        |header: &[&str]| Options { header: Some(names(header)), ..Options::new(Format::Csv) };
    let found = read(
        "1;Rossi;2,50\n2;Bianchi\n3;Verdi;1;\n",
        &named(&["id", "nome", "importo"]),
        &["nome"],
    );
    assert_eq!(found.rows, ["1:Rossi+id=1+importo=2,50", "3:Verdi+id=3+importo=1"]);
    assert_eq!(found.set_apart, ["2:field-count"]);
    let skipping = Options { header_row: 3, ..named(&["id", "nome"]) };
    assert_eq!(read("Elenco\n\n1,Rossi\n", &skipping, &["nome"]).rows, ["3:Rossi+id=1"]);
    assert!(read("", &named(&["id"]), &["id"]).rows.is_empty());
    let error = open_bytes(boxed("1,2\n"), &named(&["id", "nome"]), &names(&["cognome"])).err();
    assert!(matches!(error, Some(OpenError::MissingColumns { .. })));
}

#[test]
fn a_column_that_need_not_be_there_is_empty_and_one_has_to_be_there() {
    let optional = Options {
        alternatives: names(&["Mail|E-mail|Email"]),
        optional: names(&["Mail|E-mail|Email", "Note"]),
        ..Options::new(Format::Csv)
    };
    let wanted = ["id", "Mail|E-mail|Email", "Note"];
    for header in ["id,email", "id,E-mail", "id,MAIL"] {
        let found = read(format!("{header}\n1,a@b.it\n"), &optional, &wanted);
        assert_eq!(found.rows, ["2:1|a@b.it|"]);
    }
    let both = read("id,Email,Mail\n1,second,first\n", &optional, &wanted);
    assert_eq!(both.rows, ["2:1|first|+Email=second"]);
    match open_bytes(boxed("email\n"), &optional, &names(&wanted)).err() {
        Some(OpenError::MissingColumns { missing, .. }) => assert_eq!(missing, ["id"]),
        other => panic!("{other:?}"),
    }
    let error = open_bytes(boxed("a,b\n"), &optional, &names(&["Mail|E-mail|Email", "Note"])).err();
    assert!(matches!(error, Some(OpenError::MissingColumns { .. })), "nothing of it is there");
}
