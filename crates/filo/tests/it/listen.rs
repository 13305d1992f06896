//! What people see when they listen to a file: lines, mailboxes and tables, whole and broken.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use filo::listen::data::listener;
use filo::listen::input::Input;
use serde_json::Value;

use crate::company::Company;
use crate::terminal::both;

macro_rules! assert_seen {
    ($name:literal, $seen:expr) => {
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $seen);
        });
    };
}

/// A folder with the files of the fuzz target's corpus in it, under other names than tell their form.
fn folder() -> Company {
    let company = Company::empty();
    for (name, bytes) in corpus() {
        company.write(name.split('.').next().unwrap(), &bytes);
    }
    company
}

fn corpus() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/conversations");
    let entries = fs::read_dir(root).expect("the corpus is committed");
    let file = |entry: fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
    };
    entries.map(|entry| file(entry.unwrap())).collect()
}

/// What people see in both languages without the signals, which are the weights' and not the reader's.
fn seen(company: &Company, args: &[&str]) -> String {
    let shown = both(company, args);
    let lines = shown.lines().filter(|line| !line.starts_with("  "));
    lines.collect::<Vec<_>>().join("\n")
}

fn lines(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Of each message the values of some keys, `-` where one is missing.
fn messages(talk: &Value, keys: &[&str]) -> Vec<String> {
    let value = |message: &Value, key: &&str| {
        message.get(*key).and_then(Value::as_str).unwrap_or("-").to_owned()
    };
    let row =
        |message: &Value| keys.iter().map(|key| value(message, key)).collect::<Vec<_>>().join(" ");
    talk["messages"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_mailbox_is_listened_to_without_its_names_and_addresses() {
    let company = folder();
    assert_seen!("listen_mailbox", seen(&company, &["listen", "box"]));
    let output = company.run_well(&["listen", "box", "--json"]);
    for secret in ["@", "luce-casa", "gmail", "firm.co", "Verdi", "verdi", "Bianchi"] {
        assert!(!output.contains(secret), "{secret}");
    }
    let talks = lines(&output);
    let keys = ["side", "agent", "department", "lang"];
    assert_eq!(messages(&talks[0], &keys), ["customer - - it", "system - - it", "company a1 - it"]);
    assert_eq!(messages(&talks[1], &keys), ["customer - - en", "company a1 customer-service en"]);
    // Whoever says whose side it is turns the sides around.
    let output = company.run_well(&["listen", "box", "--json", "--company", "gmail.com"]);
    assert_eq!(messages(&lines(&output)[0], &["side"]), ["company", "system", "customer"]);
}

#[test]
fn a_table_is_listened_to_and_its_broken_rows_are_set_apart() {
    let company = folder();
    assert_seen!("listen_table", seen(&company, &["listen", "table"]));
    let talks = lines(&company.run_well(&["listen", "table", "--json"]));
    let keys = ["side", "agent", "department", "at", "text"];
    insta::assert_snapshot!(messages(&talks[0], &keys).join("\n"), @r"
    customer - - 2026-03-02T09:14:00+00:00 Buongiorno, il pacco non è arrivato. È la seconda volta che scrivo.
    company a1 logistics 2026-03-03T10:00:00+00:00 Ci scusiamo,
    glielo consegniamo entro venerdì.
    ");
    company.write("odd", b"Chi;Che\ncliente;Buongiorno\nazienda;Buongiorno a lei\n");
    let missing = seen(&company, &["listen", "odd"]);
    let named = seen(&company, &["listen", "odd", "--column", "text=Che"]);
    let unknown = seen(&company, &["listen", "odd", "--column", "text=Cosa"]);
    let wrong = seen(&company, &["listen", "odd", "--column", "words=Che"]);
    assert_seen!("listen_columns", [missing, named, unknown, wrong].join("\n"));
}

#[test]
fn broken_lines_are_set_apart_and_the_rest_is_heard() {
    let company = folder();
    assert_seen!("listen_lines", seen(&company, &["listen", "lines"]));
    company.write("words", b"only words\nand more of them\n");
    assert_seen!("listen_no_form", seen(&company, &["listen", "words"]));
    // A line without end stops nothing, and neither does a file called as a command.
    let whole = String::from_utf8(
        corpus()["lines.jsonl"].split(|&byte| byte == b'\n').next().unwrap().to_vec(),
    )
    .unwrap();
    let huge = format!("{{\"messages\":\"{}\"}}\n{whole}\n", "x".repeat(33 << 20));
    company.write("train", huge.as_bytes());
    let output = company.run(&["listen", "./train", "--json", "--lang", "en"]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("line 1 is set apart: the row passes the limit"), "{words}");
    assert_eq!(lines(&String::from_utf8(output.stdout).unwrap()).len(), 1);
}

#[test]
fn standard_input_is_a_file_like_others() {
    let company = folder();
    for name in ["box", "table", "lines"] {
        let mut command = company.command(&["listen", "-", "--json"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(&company.read(name)).unwrap();
        let output = child.wait_with_output().unwrap();
        let piped = String::from_utf8(output.stdout).unwrap();
        assert_eq!(piped, company.run_well(&["listen", name, "--json"]), "{name}");
    }
}

#[test]
fn the_corpus_of_conversations_is_read_to_its_end() {
    let listener = listener().unwrap();
    let mut heard = 0;
    let mut drain = |bytes: &[u8]| {
        Input::drain(bytes, &mut |line| {
            for one in listener.listen(&line.conversation).signals {
                let text = &line.conversation.messages[one.message].text;
                assert!(text.get(one.quote).is_some_and(|quote| !quote.is_empty()));
                heard += 1;
            }
        })
    };
    let found: Vec<String> = corpus()
        .iter()
        .map(|(name, bytes)| match drain(bytes) {
            Some((talks, apart)) => format!("{name}: {talks} conversations, {apart} set apart"),
            None => format!("{name}: of no form"),
        })
        .collect();
    insta::assert_snapshot!(found.join("\n"), @r"
    box.mbox: 2 conversations, 0 set apart
    cut.jsonl: 0 conversations, 1 set apart
    cut.mbox: 2 conversations, 1 set apart
    deep.jsonl: 1 conversations, 1 set apart
    headers_only.mbox: 1 conversations, 0 set apart
    html.csv: 1 conversations, 1 set apart
    latin.csv: 2 conversations, 0 set apart
    lines.jsonl: 2 conversations, 3 set apart
    no_from_lines.mbox: 1 conversations, 0 set apart
    table.csv: 2 conversations, 1 set apart
    ");
    // Wherever a file is cut, what is there is read.
    for bytes in corpus().values() {
        for end in (0..bytes.len()).step_by(bytes.len() / 7 + 1) {
            drain(&bytes[..end]);
        }
    }
    assert!(heard > 20, "{heard} signals");
}
