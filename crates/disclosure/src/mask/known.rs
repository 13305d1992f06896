//! What is known of the people of a thread, found in any writing.

use filo_model::name::fold;
use filo_model::record::Details;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Kind;
use super::address::rest;
use super::text::{Claim, Class, Gap, Text};

/// Parts of names that are words of their own and are masked only within a whole name.
const PARTICLES: &[&str] = &[
    "de", "di", "del", "della", "dello", "dei", "degli", "delle", "d", "dell", "dal", "dalla",
    "dallo", "dai", "dagli", "dalle", "dall", "da", "lo", "la", "li", "le", "van", "von", "der",
    "den", "ter", "mc", "mac", "du", "des", "dos", "al",
];
/// The most tokens that one value is written in.
const TOKENS_MAX: usize = 24;
/// The fewest letters and digits of a number that is looked for by itself.
const NUMBER_MIN: usize = 3;

/// What a thread knows of people by its own fields: the customer's details, the numbers of claims,
/// cases and contracts, the names of the company's people.
///
/// A value is found whatever stands between its letters and digits, in capitals or not, with accents
/// or without.
#[derive(Debug, Clone, Default)]
pub struct Known {
    values: FxHashMap<String, Kind>,
    /// The first two bytes of each value, which say quickly where none begins.
    starts: FxHashSet<[u8; 2]>,
    longest: usize,
    /// Those that are streets, after which a house number may stand.
    streets: FxHashSet<String>,
}

impl Known {
    /// Nothing known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All that a record says of its person or firm.
    #[must_use]
    pub fn with_details(mut self, details: &Details) -> Self {
        if let Some(name) = &details.name {
            self = self.with_person(&name.display());
        }
        if let Some(firm) = &details.company_name {
            self.add(firm.display(), Kind::Firm);
            self.add(firm.key(), Kind::Firm);
        }
        if let Some(code) = &details.tax_code {
            self.add(code.as_str(), Kind::TaxCode);
        }
        if let Some(number) = &details.vat_number {
            self.add(number.as_str(), Kind::TaxCode);
        }
        for phone in &details.phones {
            self.add_phone(phone.as_str());
        }
        for email in &details.emails {
            let text = email.to_string();
            self.add(&text, Kind::Email);
            if let Some((local, _)) = text.split_once('@')
                && local.len() > NUMBER_MIN
            {
                self.add(local, Kind::Email);
            }
        }
        if let Some(date) = details.birth_date {
            let (year, month, day) = (date.year(), date.month(), date.day());
            self.add(&format!("{day:02}{month:02}{year}"), Kind::BirthDate);
            self.add(&format!("{day}/{month}/{year}"), Kind::BirthDate);
            self.add(&format!("{year}{month:02}{day:02}"), Kind::BirthDate);
            self.add(&format!("{day:02}{month:02}{:02}", year.rem_euclid(100)), Kind::BirthDate);
        }
        if let Some(address) = &details.address {
            for part in [address.city(), address.postcode()] {
                self.add(part, Kind::Address);
            }
            let street = address.street();
            let bare = street.split_once(' ').map(|(_, name)| name).unwrap_or_default();
            for street in [street, bare] {
                self.add(street, Kind::Address);
                self.streets.insert(letters_of(street));
            }
        }
        for (_, value) in &details.given {
            self.add(value, Kind::Number);
        }
        self
    }

    /// A person's name: the whole, and each part by itself.
    #[must_use]
    pub fn with_person(mut self, name: &str) -> Self {
        let folded = fold(name);
        let parts: Vec<&str> = folded.split(' ').collect();
        for from in 0..parts.len() {
            for to in from + 1..=parts.len() {
                let alone = parts[from..to].iter().all(|part| PARTICLES.contains(part));
                if !alone {
                    self.add(&parts[from..to].concat(), Kind::Person);
                }
            }
        }
        if parts.len() == 2 {
            self.add(&[parts[1], parts[0]].concat(), Kind::Person);
        }
        self
    }

    /// The number of a claim, a case, a contract, a customer.
    #[must_use]
    pub fn with_number(mut self, number: &str) -> Self {
        self.add(number, Kind::Number);
        self
    }

    fn add_phone(&mut self, phone: &str) {
        let digits = phone.trim_start_matches('+');
        self.add(digits, Kind::Phone);
        self.add(&format!("00{digits}"), Kind::Phone);
        if let Some(national) = digits.strip_prefix("39") {
            self.add(national, Kind::Phone);
        }
        if let Some(national) = digits.strip_prefix("44") {
            self.add(&format!("0{national}"), Kind::Phone);
        }
    }

    fn add(&mut self, value: &str, kind: Kind) {
        let letters = letters_of(value);
        let is_number = letters.bytes().all(|byte| byte.is_ascii_digit());
        let too_short = if is_number { letters.len() < NUMBER_MIN } else { letters.len() < 2 };
        let [first, second, ..] = *letters.as_bytes() else { return };
        if too_short || PARTICLES.contains(&letters.as_str()) {
            return;
        }
        self.starts.insert([first, second]);
        self.longest = self.longest.max(letters.len());
        self.values.entry(letters).or_insert(kind);
    }

    /// Where a known value stands, the longest at each place.
    pub(super) fn find(&self, text: &Text<'_>, claims: &mut Vec<Claim>) {
        if self.values.is_empty() {
            return;
        }
        let mut joined = String::new();
        let mut at = 0;
        while at < text.len() {
            let found = self.longest_from(text, at, &mut joined);
            if let Some((last, kind, is_street)) = found {
                let last = if is_street { rest(text, last) } else { last };
                claims.push(Claim { first: at, last, kind });
                at = last;
            }
            at += 1;
        }
    }

    fn longest_from(
        &self,
        text: &Text<'_>,
        first: usize,
        joined: &mut String,
    ) -> Option<(usize, Kind, bool)> {
        joined.clear();
        let mut found = None;
        for at in first..text.len().min(first + TOKENS_MAX) {
            let token = text.get(at)?;
            if at > first && token.gap == Gap::Line && !joined.is_empty() && found.is_some() {
                break;
            }
            match token.class {
                Class::Word => joined.push_str(text.folded(at)),
                Class::Digits => joined.push_str(text.digits(at)),
                Class::Mark if at > first && is_joint(text.mark(at)) => continue,
                _ => break,
            }
            let begins = match *joined.as_bytes() {
                [first, second, ..] => self.starts.contains(&[first, second]),
                _ => true,
            };
            if !begins || joined.len() > self.longest {
                break;
            }
            if let Some(kind) = self.values.get(joined.as_str()) {
                found = Some((at, *kind, self.streets.contains(joined.as_str())));
            }
        }
        found
    }
}

/// A value as it is looked for: its letters and digits in one row.
fn letters_of(value: &str) -> String {
    let mut letters = fold(value);
    letters.retain(|one| one != ' ');
    letters
}

/// Marks that may stand inside a value.
fn is_joint(mark: Option<char>) -> bool {
    mark.is_some_and(|mark| ".-/_'’()+&@,–:#*".contains(mark))
}
