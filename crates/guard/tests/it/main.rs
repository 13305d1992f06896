//! The packs of rule cards that come with the program, from outside: what they answer, and what never may be.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed; readers of packs are no test functions"
)]

mod broken;
mod corpus;
mod facts;
mod packs;
mod stories;
mod threads;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use filo_guard::card::Card;
use filo_guard::guard::{Guard, GuardError};
use jiff::civil::{Date, date};

/// The packs, the general one first.
const PACKS: [&str; 3] = ["base", "telecom", "energy"];

/// A day on which every card holds.
const TODAY: Date = date(2026, 11, 26);

/// Compiling takes longer than an answer: once for all tests.
static GUARD: LazyLock<Guard> = LazyLock::new(|| match Guard::new(all()) {
    Ok(guard) => guard,
    Err(GuardError::Flaws(flaws)) => panic!("{flaws:#?}"),
});

/// The cards of every pack.
fn all() -> Vec<Card> {
    PACKS.iter().flat_map(|pack| cards(pack)).collect()
}

/// The cards of a pack: the files of its folder, in the order of their names.
fn cards(pack: &str) -> Vec<Card> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/rules").join(pack);
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        Card::parse(&text, pack).unwrap_or_else(|error| panic!("{}: {error:?}", file.display()))
    };
    files.iter().flat_map(read).collect()
}
