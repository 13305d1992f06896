//! The rule cards that hold here: packs that come with Filo, and the company's own.

use std::collections::BTreeSet;
use std::path::PathBuf;

use filo_guard::card::check::Flaw;
use filo_guard::card::{Card, CardError};
use filo_guard::guard::{Guard, GuardError};
use filo_guard::traits::Phrases;
use rust_embed::RustEmbed;

use crate::config::Config;
use crate::problem::{Problem, Result};

/// The packs of cards, inside the program: a folder each.
#[derive(RustEmbed)]
#[folder = "../../data/rules"]
struct Packs;

/// Which words say what of a customer.
const PHRASES: &str = include_str!("../../../../data/guard/phrases.toml");

/// The names of the packs that come with Filo.
#[must_use]
pub fn packs() -> BTreeSet<String> {
    Packs::iter().map(|path| pack_of(&path).to_owned()).collect()
}

fn pack_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

/// The phrases by which facts of words are known.
///
/// # Errors
/// Where the data that comes with the program is broken.
pub fn phrases() -> Result<Phrases> {
    Phrases::parse(PHRASES).map_err(|error| Problem::new("guard-phrases").caused_by(error))
}

/// The cards of one pack.
///
/// # Errors
/// Where a card cannot be read.
pub fn pack(name: &str) -> Result<Vec<Card>> {
    let mut files: Vec<_> = Packs::iter().filter(|path| pack_of(path) == name).collect();
    files.sort_unstable();
    let mut cards = Vec::new();
    for path in files {
        let data = Packs::get(&path).map(|file| file.data).unwrap_or_default();
        let text = String::from_utf8_lossy(&data);
        cards.extend(Card::parse(&text, name).map_err(|error| unreadable(&path, error))?);
    }
    Ok(cards)
}

/// All cards that the configuration asks for, with the modes that it sets.
///
/// # Errors
/// Where a pack does not exist, or a card cannot be read.
pub fn load(config: &Config) -> Result<Vec<Card>> {
    let known = packs();
    let mut cards = Vec::new();
    for name in &config.guard.packs {
        if !known.contains(name) {
            let known = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            return Err(Problem::new("guard-pack").with("pack", name).with("known", known));
        }
        cards.extend(pack(name)?);
    }
    cards.extend(own(config)?);
    for card in &mut cards {
        if let Some(mode) = config.guard.modes.get(&card.id) {
            card.mode = *mode;
        }
        if let Some(owner) = config.guard.owners.get(&card.owner) {
            card.owner.clone_from(owner);
        }
    }
    if let Some(id) = config.guard.modes.keys().find(|id| !cards.iter().any(|card| card.id == **id))
    {
        return Err(Problem::new("guard-no-card").with("card", id));
    }
    Ok(cards)
}

/// The cards of all packs that come with Filo.
///
/// # Errors
/// Where a card cannot be read.
pub fn all_packs() -> Result<Vec<Card>> {
    let mut cards = Vec::new();
    for name in packs() {
        cards.extend(pack(&name)?);
    }
    Ok(cards)
}

/// The cards of some files.
///
/// # Errors
/// Where a file or a card cannot be read.
pub fn of_files(files: &[PathBuf]) -> Result<Vec<Card>> {
    let mut cards = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            Problem::new("guard-card-file").with("file", &name).caused_by(error)
        })?;
        cards.extend(Card::parse(&text, "").map_err(|error| unreadable(&name, error))?);
    }
    Ok(cards)
}

/// The company's own cards.
fn own(config: &Config) -> Result<Vec<Card>> {
    let pattern = config.folder.join(&config.guard.rules);
    let wrong = || Problem::new("guard-rules").with("pattern", &config.guard.rules);
    let paths = glob::glob(&pattern.to_string_lossy()).map_err(|error| wrong().caused_by(error))?;
    let mut paths: Vec<PathBuf> = paths.filter_map(std::result::Result::ok).collect();
    paths.sort_unstable();
    of_files(&paths)
}

fn unreadable(file: &str, error: CardError) -> Problem {
    Problem::new("guard-card-file").with("file", file).caused_by(error)
}

/// The guard of a company.
///
/// # Errors
/// Where a card cannot be read, or the cards have flaws: the first is named.
pub fn guard(config: &Config) -> Result<Guard> {
    compiled(load(config)?)
}

/// A guard of some cards.
///
/// # Errors
/// Where the cards have flaws: the first is named.
pub fn compiled(cards: Vec<Card>) -> Result<Guard> {
    Guard::new(cards).map_err(|GuardError::Flaws(flaws)| flawed(&flaws))
}

/// The guard of the base pack's cards that name a finding: the picture of ninety days judges every company
/// by the same.
///
/// # Errors
/// Where the cards that come with the program are broken.
pub fn of_findings() -> Result<Guard> {
    let mut cards = pack("base")?;
    cards.retain(|card| card.finding.is_some());
    compiled(cards)
}

fn flawed(flaws: &[Flaw]) -> Problem {
    let first = flaws.first();
    Problem::new("guard-flaws")
        .with("count", flaws.len())
        .with("card", first.map_or("", |flaw| flaw.card.as_str()))
        .with("about", first.map_or("", |flaw| flaw.about.as_str()))
}
