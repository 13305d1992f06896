//! Purposes, crate edges, stray files, migrations, unfinished work and length of files.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::{
    LEFT_BY_RUNS, expect_none, files_below, has_extension, listed, read, relative, root, words,
};

/// What may stand at the top; a new entry is a decision.
const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LEGGIMI.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "bench",
    "clippy.toml",
    "crates",
    "data",
    "deny.toml",
    "docs",
    "fuzz",
    "rust-toolchain.toml",
    "rustfmt.toml",
];

/// The extensions of files in each folder of a crate.
const CRATE_FILES: &[(&str, &[&str])] = &[
    ("src", &["rs", "snap"]),
    (
        "tests",
        &[
            "rs", "snap", "csv", "xlsx", "jsonl", "mbox", "eml", "xes", "xml", "p7m", "zip", "gz",
            "toml", "json", "txt",
        ],
    ),
    ("benches", &["rs"]),
    ("examples", &["rs"]),
    ("migrations", &["sql"]),
    ("templates", &["html", "css"]),
    ("data", &["json", "jsonl", "toml", "txt"]),
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "common", "core", "helper", "helpers", "misc", "manager"];

/// Longest file, in lines. Aim at half of it.
const LINES_MAX: usize = 450;

/// Files that may be longer, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// Dependencies that belong to some crates alone, mostly one: the others know nothing of what they do.
const ONLY_IN: &[(&str, &str)] = &[
    // The store; beside it only the SQLite form of event logs, read by intake and written by filo.
    ("rusqlite", "store intake filo"),
    ("askama", "filo"),
    ("clap", "filo"),
    ("anyhow", "filo"),
    ("indicatif", "filo"),
    ("tracing-subscriber", "filo"),
    ("calamine", "intake"),
    ("mail-parser", "intake"),
    ("quick-xml", "intake"),
    ("cedar-policy-symcc", "filo"),
    ("tokio", "filo"),
    ("ureq", "filo"),
];

/// Every file of Rust: the crates and the fuzz targets.
fn rust_files() -> Vec<PathBuf> {
    let folders = ["crates", "fuzz"].map(|folder| files_below(&root().join(folder)));
    let files: Vec<PathBuf> =
        folders.into_iter().flatten().filter(|path| has_extension(path, &["rs"])).collect();
    assert!(files.len() > 50, "only {} files of Rust were found", files.len());
    files
}

#[test]
fn every_file_says_its_purpose_first() {
    let is_silent = |path: &PathBuf| {
        let text = read(path);
        let first = text.lines().next().unwrap_or_default();
        !first.starts_with("//! ") || first.chars().count() < 20
    };
    let silent: Vec<String> =
        rust_files().iter().filter(|path| is_silent(path)).map(|path| relative(path)).collect();
    expect_none("a file opens with `//!` and a sentence that says its purpose:", &silent);
}

/// The names under every table of dependencies of a manifest but those for tests.
fn dependencies(manifest: &toml::Table) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut gather = |table: &toml::Table| {
        for key in ["dependencies", "build-dependencies"] {
            let found = table.get(key).and_then(toml::Value::as_table);
            names.extend(found.into_iter().flat_map(|found| found.keys().cloned()));
        }
    };
    gather(manifest);
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    for target in
        targets.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table)
    {
        gather(target);
    }
    names
}

#[test]
fn crates_see_only_what_they_may() {
    let mut wrong = Vec::new();
    let folders = listed(&root().join("crates"));
    assert!(folders.len() >= 6, "only {} crates were found", folders.len());
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let manifest: toml::Table = read(&folder.join("Cargo.toml")).parse().unwrap();
        let package = manifest["package"]["name"].as_str().unwrap();
        let expected = if name == "filo" { name.clone() } else { format!("filo-{name}") };
        if package != expected {
            wrong.push(format!(
                "{name}: the package is named `{package}`, its folder asks for `{expected}`"
            ));
        }
        let has_lints = manifest.get("lints").and_then(|lints| lints.get("workspace"));
        if has_lints.and_then(toml::Value::as_bool) != Some(true) {
            wrong.push(format!("{name}: the lint table of the workspace is missing"));
        }
        for dependency in dependencies(&manifest) {
            let inner = dependency.strip_prefix("filo-");
            let is_allowed = match name.as_str() {
                "filo" => true,
                "model" => inner.is_none(),
                // It tells threads as the guard sees them.
                "testkit" => inner.is_none_or(|inner| matches!(inner, "model" | "guard")),
                _ => inner.is_none_or(|inner| inner == "model"),
            };
            if !is_allowed || dependency == "filo" {
                wrong.push(format!("{name}: may not see `{dependency}`"));
            }
            if let Some((_, owner)) = ONLY_IN
                .iter()
                .find(|(one, owner)| *one == dependency && !owner.split(' ').any(|one| one == name))
            {
                wrong.push(format!("{name}: `{dependency}` belongs to {owner} alone"));
            }
        }
    }
    expect_none("filo sees all, model sees none, the others see model alone:", &wrong);
}

/// The fuzz targets have a lock file of their own, which no build of the workspace looks at: it has to know the dependencies of
/// each crate that they use, and no others.
#[test]
fn the_lock_file_of_the_fuzz_targets_knows_what_crates_need() {
    let lock: toml::Table = toml::from_str(&read(&root().join("fuzz/Cargo.lock"))).unwrap();
    let packages = lock["package"].as_array().unwrap();
    let mut offenders = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let Some(folder) = name.strip_prefix("filo-") else { continue };
        let manifest = root().join("crates").join(folder).join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let manifest: toml::Table = toml::from_str(&read(&manifest)).unwrap();
        let needed = manifest["dependencies"].as_table().unwrap();
        let is_optional =
            |one: &toml::Value| one.get("optional").and_then(toml::Value::as_bool).unwrap_or(false);
        let locked = package.get("dependencies").and_then(toml::Value::as_array);
        let locked: BTreeSet<&str> = locked
            .into_iter()
            .flatten()
            .filter_map(|one| one.as_str()?.split(' ').next())
            .collect();
        let missing =
            needed.iter().filter(|(key, one)| !is_optional(one) && !locked.contains(key.as_str()));
        offenders.extend(missing.map(|(key, _)| format!("{name} needs {key}")));
        let gone = locked.iter().filter(|one| !needed.contains_key(**one));
        offenders.extend(gone.map(|one| format!("{name} no longer needs {one}")));
    }
    expect_none("`cargo metadata --offline` in fuzz brings its lock file up to date", &offenders);
}

#[test]
fn no_file_is_stray() {
    let root = root();
    let mut stray = Vec::new();
    for path in listed(&root) {
        let name = relative(&path);
        if !TOP_LEVEL.contains(&name.as_str()) && !LEFT_BY_RUNS.contains(&name.as_str()) {
            stray.push(format!("{name}: not among the entries of the top folder"));
        }
    }
    stray.extend(
        TOP_LEVEL
            .iter()
            .filter(|name| !root.join(name).exists())
            .map(|name| format!("{name}: missing")),
    );
    for path in files_below(&root) {
        let name = relative(&path);
        if has_extension(&path, &["orig", "rej", "new", "pending-snap", "bak", "swp"])
            || name.ends_with('~')
        {
            stray.push(format!("{name}: left over by a tool"));
        }
        if name.starts_with("data/") || name.starts_with("fuzz/corpus/") {
            continue;
        }
        let stems = name.split('/').map(|part| part.split('.').next().unwrap_or(part));
        if let Some(empty) = stems.clone().find(|stem| EMPTY_NAMES.contains(stem)) {
            stray.push(format!("{name}: `{empty}` says nothing of what is inside"));
        }
        if let Some(inside) = name.strip_prefix("crates/")
            && let Some((_, inside)) = inside.split_once('/')
        {
            let is_expected = match inside.split_once('/') {
                None => matches!(inside, "Cargo.toml" | "README.md"),
                Some((folder, _)) => CRATE_FILES.iter().any(|(known, extensions)| {
                    *known == folder && has_extension(&path, extensions)
                }),
            };
            if !is_expected {
                stray.push(format!("{name}: not a file that a crate holds there"));
            }
        }
    }
    expect_none("every file has its place (the lists are at the head of `code.rs`):", &stray);
}

#[test]
fn migrations_are_numbered_without_gaps_and_all_applied() {
    let store = root().join("crates/store");
    let backends = listed(&store.join("migrations"));
    assert!(!backends.is_empty(), "the store has no migrations");
    let mut wrong = Vec::new();
    for backend in backends {
        let backend_name = backend.file_name().unwrap().to_string_lossy().into_owned();
        let code: String = files_below(&store.join("src").join(&backend_name))
            .iter()
            .map(|path| read(path))
            .collect();
        for (place, path) in listed(&backend).iter().enumerate() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let number = format!("{:04}_", place + 1);
            if !name.starts_with(&number) || !name.ends_with(".sql") {
                wrong.push(format!("{}: expected {number}NAME.sql", relative(path)));
            }
            if !code.contains(&format!("migrations/{backend_name}/{name}")) {
                wrong.push(format!("{}: no code applies it", relative(path)));
            }
        }
    }
    expect_none("migrations are numbered from 0001 without gaps:", &wrong);
}

#[test]
fn nothing_is_left_unfinished() {
    // Put together, so that this file does not hold the words it looks for.
    let marks = [["TO", "DO"], ["FIX", "ME"], ["X", "XX"]].map(|parts| parts.concat());
    let macro_name = ["unimple", "mented!"].concat();
    let padding = format!("\"{}\"", marks[2]);
    let mut unfinished = Vec::new();
    let texts = ["rs", "toml", "sql", "md", "ftl", "py", "sh"];
    for path in files_below(&root()) {
        if !has_extension(&path, &texts) && !path.starts_with(root().join(".ci")) {
            continue;
        }
        for (place, line) in read(&path).lines().enumerate() {
            // A tax code pads short names with this letter: as a text of its own it is no mark.
            let line = line.replace(&padding, "");
            if words(&line).any(|word| marks.iter().any(|mark| mark == word))
                || line.contains(&macro_name)
            {
                unfinished.push(format!("{}:{}", relative(&path), place + 1));
            }
        }
    }
    expect_none("what is not done is not in the code; finish it or take it out:", &unfinished);
}

#[test]
fn files_stay_short() {
    let mut wrong = Vec::new();
    for path in rust_files() {
        let name = relative(&path);
        let lines = read(&path).lines().count();
        let is_listed = LONG_FILES.iter().any(|(long, _)| *long == name);
        if lines > LINES_MAX && !is_listed {
            wrong.push(format!("{name}: {lines} lines"));
        }
        if lines <= LINES_MAX && is_listed {
            wrong.push(format!("{name}: {lines} lines, and so needs no exception any more"));
        }
    }
    let gone = LONG_FILES.iter().filter(|(long, _)| !root().join(long).exists());
    wrong
        .extend(gone.map(|(long, _)| format!("{long}: an exception for a file that is not there")));
    expect_none(
        &format!("a file has at most {LINES_MAX} lines; split it by what it is about:"),
        &wrong,
    );
}
