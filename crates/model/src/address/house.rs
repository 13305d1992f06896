//! The house of an address: which two addresses are one house, however they are written.
//!
//! A house is a street with its number and town. Types of streets come in full from the address;
//! first names of whom a street is named after may be whole, an initial or missing (Via Giuseppe
//! Garibaldi, Via G. Garibaldi, Via Garibaldi). A staircase or flat written behind the number is told
//! apart from the house.

use super::{Address, street};
use crate::name::fold;

/// Words after which the staircase, floor or flat stands.
const INSIDE: [&str; 12] = [
    "scala",
    "sc",
    "interno",
    "int",
    "piano",
    "palazzina",
    "pal",
    "edificio",
    "ed",
    "lotto",
    "presso",
    "c",
];

/// A house: a street with its number and town.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct House {
    /// The last word of the street, the number and the town: the same for every writing of a house.
    key: String,
    /// The type of the street in full, folded; empty where none is written.
    kind: &'static str,
    /// The further words of the street.
    words: Vec<String>,
    /// What stands behind the digits of the number: `b`, `bis`.
    suffix: String,
    /// Staircase and flat; empty where none is written.
    flat: String,
    /// The province and the beginning of the postcode, which tell towns of one name apart.
    province: String,
    postcode: String,
}

impl Address {
    /// The house, where street, number and town are known.
    #[must_use]
    pub fn house(&self) -> Option<House> {
        let town = fold(&self.city);
        let folded = fold(&self.street);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let kind = words.first().and_then(|first| kind(first)).unwrap_or_default();
        if !kind.is_empty() {
            words.remove(0);
        }
        let mut number = fold(&self.number);
        let mut flat = String::new();
        let inside = words.iter().position(|word| INSIDE.contains(word));
        if let Some(inside) = inside
            && let Some(place) = words.iter().take(inside).rposition(|word| is_digits(word))
            && place > 0
        {
            // "Via Roma 12 scala B int." and 3 as the number: the house is 12.
            flat = [&words[inside..], &[number.as_str()]].concat().join(" ");
            number = words[place..inside].join(" ");
            words.truncate(place);
        }
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, suffix) = number.split_at(digits);
        let digits = digits.trim_start_matches('0');
        let last = words.last()?;
        if digits.is_empty() || town.is_empty() {
            return None;
        }
        Some(House {
            key: format!("{last} {digits} {town}"),
            kind,
            suffix: suffix.split(' ').collect(),
            flat,
            province: fold(&self.province),
            postcode: self.postcode.get(..2).unwrap_or_default().to_owned(),
            words: words.into_iter().map(str::to_owned).collect(),
        })
    }
}

impl House {
    /// What every writing of one house has in common; two houses may share it, seldom.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Whether two are one house: nothing that both say differs.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
        self.key == other.key
            && agree(self.kind, other.kind)
            && agree(&self.suffix, &other.suffix)
            && agree(&self.flat, &other.flat)
            && agree(&self.province, &other.province)
            && agree(&self.postcode, &other.postcode)
            && self.words.iter().rev().zip(other.words.iter().rev()).all(|(a, b)| names_agree(a, b))
    }

    /// Whether both name the same flat of one house.
    #[must_use]
    pub fn is_same_flat(&self, other: &Self) -> bool {
        !self.flat.is_empty() && self.flat == other.flat && self.is_same(other)
    }
}

/// The type of a street, folded, of which there is one writing.
fn kind(word: &str) -> Option<&'static str> {
    // An address has its type in full already; abbreviations of two letters would be other words.
    let found = street::TYPES.iter().find(|(short, _)| short.len() > 2 && *short == word);
    found.map(|(_, full)| *full)
}

fn is_digits(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether two words of a street's name are the same, or one is the other's initial.
fn names_agree(a: &str, b: &str) -> bool {
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || is_initial(a, b) || is_initial(b, a)
}

#[cfg(test)]
mod tests {
    use super::House;
    use crate::address::Address;

    fn house(line: &str) -> Option<House> {
        Address::from_line(line)?.house()
    }

    #[test]
    fn one_house_in_many_writings() {
        let one = house("Viale Giuseppe Garibaldi 12, 20121 Milano (MI)").unwrap();
        for line in [
            "V.le G. Garibaldi, 12 - 20121 MILANO MI",
            "viale garibaldi 12/B, Milano",
            "VIALE GARIBALDI n. 12, 20122 MILANO",
            "Garibaldi 12, Milano",
        ] {
            let other = house(line).unwrap();
            assert!(one.is_same(&other) && other.is_same(&one), "{line}");
            assert_eq!(one.key(), other.key(), "{line}");
        }
    }

    #[test]
    fn two_houses_differ_in_what_both_say() {
        let one = house("Viale Giuseppe Garibaldi 12/A, 20121 Milano (MI)").unwrap();
        for line in [
            "Via Giuseppe Garibaldi 12/A, 20121 Milano (MI)",
            "Viale Anita Garibaldi 12/A, 20121 Milano (MI)",
            "Viale Giuseppe Garibaldi 12/B, 20121 Milano (MI)",
            "Viale Giuseppe Garibaldi 14, 20121 Milano (MI)",
            "Viale Giuseppe Garibaldi 12/A, 37100 Verona (VR)",
            "Viale Giuseppe Garibaldi 12/A, 00010 Milano (RM)",
        ] {
            let other = house(line).unwrap();
            assert!(!one.is_same(&other) && !other.is_same(&one), "{line}");
        }
    }

    #[test]
    fn an_address_without_number_or_town_is_no_house() {
        for line in ["Via Garibaldi, 20121 Milano", "Via Garibaldi SNC, 20121 Milano", "Milano"] {
            assert_eq!(house(line), None, "{line}");
        }
        assert_eq!(Address::from_parts("Via Roma", "3", "", "", "").unwrap().house(), None);
    }

    #[test]
    fn flats_of_one_house_are_told_apart() {
        let flat = |street: &str| Address::from_parts(street, "", "", "Bari", "").unwrap().house();
        let flat = |street: &str| flat(street).unwrap();
        let whole = flat("Via Roma 12");
        let (three, four) =
            (flat("Via Roma 12 scala B int. 3"), flat("Via Roma 12 scala B int. 4"));
        assert!(whole.is_same(&three) && whole.is_same(&four) && !three.is_same(&four));
        assert!(three.is_same_flat(&flat("VIA ROMA, 12 Scala B Int 3")));
        assert!(!whole.is_same_flat(&whole) && !three.is_same_flat(&whole));
    }
}
