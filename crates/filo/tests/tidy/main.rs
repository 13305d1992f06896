//! The rules of the workspace that no compiler checks: purposes, crate edges, stray files, texts.
//!
//! Each test lists every offender at once, with the remedy. Nothing here knows what the program does.

mod code;
mod documents;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that builds and runs leave behind; all of them are ignored by git.
const LEFT_BY_RUNS: &[&str] = &[
    "target",
    ".git",
    "filo-demo",
    "bench/out",
    "bench/pages/node_modules",
    "fuzz/target",
    "fuzz/artifacts",
    "fuzz/coverage",
];

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.join("../..").canonicalize().expect("the workspace is two folders above this crate")
}

/// A path as it is written in this file: from the root, with slashes.
fn relative(path: &Path) -> String {
    let parts = path.strip_prefix(root()).expect("every path here is below the root");
    parts.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The names in a folder, sorted; nothing where there is no such folder.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("a folder can be listed to its end").path()).collect();
    paths.sort();
    paths
}

/// Every file below a folder that git would see, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in listed(folder) {
        if LEFT_BY_RUNS.contains(&relative(&path).as_str()) {
            continue;
        }
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|one| one.to_str()).is_some_and(|one| extensions.contains(&one))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| format!("unreadable {}: {error}", path.display()))
}

/// Fails with all offenders at once.
fn expect_none(rule: &str, offenders: &[String]) {
    let mut message = String::new();
    for offender in offenders {
        let _ = write!(message, "\n  {offender}");
    }
    assert!(offenders.is_empty(), "{rule}{message}\n");
}

/// The words of a text: letters, digits and hyphens.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '_')
}
