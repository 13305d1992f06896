//! Names of firms, and their keys without the legal form.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fold;
use crate::amount::deserialize_text;

/// Legal forms as folded words, the longer before what they start with.
const FORMS: [&[&str]; 48] = [
    &["societa", "a", "responsabilita", "limitata", "semplificata"],
    &["societa", "a", "responsabilita", "limitata"],
    &["societa", "per", "azioni"],
    &["societa", "in", "nome", "collettivo"],
    &["societa", "in", "accomandita", "semplice"],
    &["societa", "in", "accomandita", "per", "azioni"],
    &["societa", "cooperativa", "sociale"],
    &["societa", "cooperativa"],
    &["societa", "semplice", "agricola"],
    &["societa", "semplice"],
    &["societa", "unipersonale"],
    &["soc", "coop", "soc"],
    &["soc", "coop", "sociale"],
    &["soc", "coop", "a", "rl"],
    &["soc", "coop", "arl"],
    &["soc", "coop"],
    &["cooperativa", "sociale"],
    &["coop", "sociale"],
    &["a", "socio", "unico"],
    &["con", "socio", "unico"],
    &["socio", "unico"],
    &["unipersonale"],
    &["s", "r", "l", "s"],
    &["s", "r", "l"],
    &["s", "p", "a"],
    &["s", "n", "c"],
    &["s", "a", "s"],
    &["sca", "rl"],
    &["sc", "arl"],
    &["a", "rl"],
    &["scarl"],
    &["scrl"],
    &["scpa"],
    &["arl"],
    &["spa"],
    &["srl"],
    &["srls"],
    &["srlu"],
    &["snc"],
    &["sas"],
    &["sapa"],
    &["sdf"],
    &["gmbh"],
    &["ltd"],
    &["llc"],
    &["onlus"],
    &["stp"],
    &["ets"],
];
/// Forms that go on with the names of partners: "Bar Sport s.a.s. di Rossi Mario & C.".
const PARTNERS: [&[&str]; 5] = [&["s", "n", "c"], &["s", "a", "s"], &["snc"], &["sas"], &["sdf"]];

/// The name of a firm.
///
/// Names that only differ in the legal form have the same [`CompanyName::key`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CompanyName {
    display: String,
    key: String,
}

impl CompanyName {
    /// Reads a name; `None` if it has no letter and no digit.
    pub fn parse(text: &str) -> Option<Self> {
        let mut display = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !display.is_empty() {
                display.push(' ');
            }
            display.push_str(word);
        }
        let key = key(&display);
        (!key.is_empty()).then_some(Self { display, key })
    }

    /// The name as given, with single blanks.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The folded name without its legal form.
    pub fn key(&self) -> &str {
        &self.key
    }
}

fn key(name: &str) -> String {
    let folded = words(name);
    let words: Vec<&str> = folded.iter().map(String::as_str).collect();
    let mut kept: Vec<&str> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        let Some(form) = FORMS.into_iter().find(|form| rest.starts_with(form)) else {
            kept.push(word);
            rest = after;
            continue;
        };
        rest = rest.get(form.len()..).unwrap_or_default();
        if let Some((&"di", partners)) = rest.split_first().filter(|_| PARTNERS.contains(&form)) {
            rest = if kept.is_empty() { partners } else { &[] };
        }
    }
    while let Some(start) =
        [["&", "c"], ["e", "c"], ["&", "co"]].iter().find_map(|end| kept.strip_suffix(end))
    {
        kept.truncate(start.len());
    }
    kept.retain(|word| *word != "&");
    if kept.is_empty() { fold(name) } else { kept.join(" ") }
}

/// The folded words; an abbreviation with points such as `S.p.A.` is one word, and so is `&`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split([' ', ',', ';', '(', ')', '-', '/', '"']) {
        for (index, piece) in part.split('&').enumerate() {
            if index > 0 {
                words.push("&".to_owned());
            }
            let mut folded = fold(piece);
            if folded.split(' ').all(|letter| letter.chars().nth(1).is_none()) {
                folded.retain(|character| character != ' ');
            }
            words.extend(folded.split_ascii_whitespace().map(str::to_owned));
        }
    }
    words
}

impl fmt::Display for CompanyName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.display)
    }
}

impl Serialize for CompanyName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.display)
    }
}

impl<'de> Deserialize<'de> for CompanyName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "the name of a firm", Self::parse)
    }
}
