//! JSON Lines: flattening, odd values, broken and hostile lines.

use filo_intake::read::{Format, Limits, Options};

use crate::support::{read, read_as};

#[test]
fn objects_become_rows() {
    let text = "\u{feff}{\"customer\":{\"email\":\"a@b\"},\"n\":1.10}\n\n{\"tags\":[\"x\",2],\"z\":null}\n";
    let found = read_as(Format::JsonLines, text, &["Customer.Email", "absent", "tags"]);
    assert_eq!(found.rows, ["1:a@b||+n=1.10", "3:||x; 2"]);
    let text = r#"{"a":1,"a":2,"A":3}"#;
    assert_eq!(read_as(Format::JsonLines, text, &["a"]).rows, ["1:1+a=2+A=3"]);
    assert_eq!(read_as(Format::JsonLines, *b"{\"a\":\"citt\xe0\"}", &["a"]).rows, ["1:città"]);
}

#[test]
fn broken_lines_are_set_apart_alone() {
    let long = "x".repeat(5000);
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(50), "]".repeat(50));
    let text =
        format!("[1]\n{{\"a\":\"{long}\"}}\n{deep}\n{{\"a\":1}} 2\nnull\n{{\"a\":1}}\n{{\"a\":");
    let limits = Limits { row_bytes_max: 1000, ..Limits::default() };
    let found = read(text, &Options { limits, ..Options::new(Format::JsonLines) }, &["a"]);
    assert_eq!(found.rows, ["6:1"]);
    assert_eq!(
        found.set_apart,
        [
            "1:not-an-object",
            "2:too-long",
            "3:too-deep",
            "4:not-an-object",
            "5:not-an-object",
            "7:truncated"
        ]
    );
}

#[test]
fn long_names_that_repeat_are_bounded() {
    let name = "n".repeat(500);
    let values: Vec<String> = (0..100).map(|index| format!("\"{index}\":1")).collect();
    let text = format!("{{\"{name}\":{{{}}}}}", values.join(","));
    let limits = Limits { row_bytes_max: 2000, ..Limits::default() };
    let found = read(text, &Options { limits, ..Options::new(Format::JsonLines) }, &[]);
    assert_eq!(found.set_apart, ["1:too-long"]);
}
