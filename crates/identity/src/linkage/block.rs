//! Candidates: the pairs of records worth a comparison, under a bound on their number.
//!
//! Each rule gives every record some keys; records with the same key are a block, and every pair of a
//! block is a candidate. A block above the bound is split by a further key, each of several in turn;
//! what is still too large is sorted, and each record meets its neighbours. Nothing is passed over
//! without being counted.

use serde::{Deserialize, Serialize};

use super::features::Features;
use super::texts::{NONE, hash, mix, start};

/// What bounds the number of pairs. It belongs to the model, since it decides who is compared with
/// whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Bounds {
    /// Whether all pairs are compared: where records are few.
    pub(super) every_pair: bool,
    /// Records in a block of which every pair is compared.
    pub(super) block: usize,
    /// Neighbours that a record meets on each side in a block that no further key splits.
    pub(super) neighbours: usize,
}

impl Bounds {
    /// The bounds for a model that is learnt from so many records.
    pub(super) fn of(records: usize) -> Self {
        Self { every_pair: records <= EVERY_PAIR_MAX, block: 40, neighbours: 6 }
    }
}

/// Up to so many records every pair is a candidate.
const EVERY_PAIR_MAX: usize = 2_000;

/// A pair of records, the smaller first.
pub(super) type Pair = (u32, u32);

pub(super) fn packed(a: u32, b: u32) -> u64 {
    (u64::from(a.min(b)) << 32) | u64::from(a.max(b))
}

pub(super) fn unpacked(pair: u64) -> Pair {
    ((pair >> 32) as u32, (pair & 0xFFFF_FFFF) as u32)
}

/// Why two records may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    TaxCode,
    TaxCodeBirth,
    Number,
    NumberStart,
    Phone,
    PhoneStart,
    PhoneEnd,
    Email,
    User,
    UserStart,
    LastBirth,
    FirstBirth,
    Names,
    Sounds,
    LastHouse,
    FirstHouse,
    House,
    FirstStreet,
    LastStreet,
    NamesPostcode,
    NamesCity,
    BirthPostcode,
    BirthCity,
    LastPhone,
    MailName,
    Company,
    CompanyStart,
}

pub(super) const RULES: [Rule; 27] = [
    Rule::TaxCode,
    Rule::TaxCodeBirth,
    Rule::Number,
    Rule::NumberStart,
    Rule::Phone,
    Rule::PhoneStart,
    Rule::PhoneEnd,
    Rule::Email,
    Rule::User,
    Rule::UserStart,
    Rule::LastBirth,
    Rule::FirstBirth,
    Rule::Names,
    Rule::Sounds,
    Rule::LastHouse,
    Rule::FirstHouse,
    Rule::House,
    Rule::FirstStreet,
    Rule::LastStreet,
    Rule::NamesPostcode,
    Rule::NamesCity,
    Rule::BirthPostcode,
    Rule::BirthCity,
    Rule::LastPhone,
    Rule::MailName,
    Rule::Company,
    Rule::CompanyStart,
];

/// What the blocks of one rule came to.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Blocked {
    /// Blocks above the bound.
    pub(super) split: u64,
    /// Pairs of them that no further key brought together.
    pub(super) left_out: u64,
}

/// The last characters; only of texts without letters of several bytes.
fn end(text: &str, letters: usize) -> &str {
    text.len().checked_sub(letters).and_then(|from| text.get(from..)).unwrap_or_default()
}

/// Two keys as one; none where either is missing.
fn both(one: u64, other: u64) -> u64 {
    if one == 0 || other == 0 { 0 } else { mix(one, other) }
}

/// A text as a key.
fn text(text: &str) -> u64 {
    if text.is_empty() { 0 } else { hash(text) }
}

/// A word as it sounds, roughly: its consonants, doubled ones once, with letters that Italian and
/// English write for each other made one; with its first letter whatever that is.
fn sound(text: &str) -> u64 {
    let mut key = 0_u64;
    let mut before = 0_u8;
    for (at, byte) in text.bytes().enumerate() {
        let letter = match byte {
            b'k' | b'q' => b'c',
            b'w' => b'v',
            b'y' | b'j' => b'i',
            b'z' => b's',
            b'h' if at > 0 => continue,
            other => other,
        };
        let is_vowel = matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
        if (at > 0 && is_vowel) || letter == before {
            before = letter;
            continue;
        }
        before = letter;
        key = mix(key, u64::from(letter));
    }
    key.max(1)
}

impl Features {
    /// The keys of a record under a rule.
    pub(super) fn keys(&self, rule: Rule, record: u32, keys: &mut Vec<u64>) {
        keys.clear();
        match rule {
            Rule::MailName => self.mail_name_keys(record, keys),
            Rule::Number
            | Rule::NumberStart
            | Rule::Phone
            | Rule::PhoneStart
            | Rule::PhoneEnd
            | Rule::LastPhone
            | Rule::Email
            | Rule::User
            | Rule::UserStart => self.contact_keys(rule, record, keys),
            _ => keys.push(self.single_key(rule, record)),
        }
        keys.retain(|&key| key != 0);
    }

    /// The key of a rule about fields of one value.
    fn single_key(&self, rule: Rule, record: u32) -> u64 {
        let row = &self.rows[record as usize];
        let of = |value: u32| u64::from(value);
        let (first, last) = (of(row.first), of(row.last));
        let birth = of(self.birth(record));
        let house = self.house_key(record);
        let place = of(if row.postcode == NONE { row.city } else { row.postcode });
        let street = of(row.street_last);
        let starts = || both(self.prefix(row.first, 3), self.prefix(row.last, 4));
        match rule {
            Rule::TaxCode => of(row.code),
            Rule::TaxCodeBirth => {
                let code = self.codes.text(row.code);
                if code.len() >= 15 { text(start(code, 11)) } else { 0 }
            }
            Rule::LastBirth => both(last, birth),
            Rule::FirstBirth => both(first, birth),
            Rule::Names => both(first.min(last), first.max(last)),
            Rule::Sounds => {
                let (one, other) = (self.names.text(row.first), self.names.text(row.last));
                let is_whole = one.len() >= 3 && other.len() >= 3;
                let (one, other) = (sound(one), sound(other));
                if is_whole { mix(one.min(other), one.max(other)) } else { 0 }
            }
            Rule::LastHouse => both(last, house),
            Rule::FirstHouse => both(first, house),
            Rule::House => both(both(house, place), self.prefix(row.first, 1).max(1)),
            Rule::FirstStreet => both(both(first, street), place),
            Rule::LastStreet => both(both(last, street), place),
            Rule::NamesPostcode => both(starts(), of(row.postcode)),
            Rule::NamesCity => both(starts(), of(row.city)),
            Rule::BirthPostcode => both(birth, of(row.postcode)),
            Rule::BirthCity => both(birth, of(row.city)),
            Rule::Company => of(row.company),
            Rule::CompanyStart => {
                let name = self.companies.text(row.company);
                let mut words = name.split(' ').filter(|word| word.len() > 2).map(text);
                both(words.next().unwrap_or_default(), words.next().unwrap_or_default())
            }
            _ => 0,
        }
    }

    /// The keys of a rule about telephones, mail addresses or numbers.
    fn contact_keys(&self, rule: Rule, record: u32, keys: &mut Vec<u64>) {
        let row = &self.rows[record as usize];
        let of = |value: u32| u64::from(value);
        let phone = |one: u32| self.phone_texts.text(one);
        let user = |one: u32| self.user(one);
        let key = |one: u32| match rule {
            Rule::NumberStart => {
                let number = self.number_texts.text(one);
                if number.len() >= 7 { text(start(number, 5)) } else { 0 }
            }
            Rule::PhoneStart => both(text(start(phone(one), 8)), self.prefix(row.first, 2)),
            Rule::PhoneEnd => both(text(end(phone(one), 7)), self.prefix(row.first, 2)),
            Rule::LastPhone => both(text(start(phone(one), 7)), of(row.last)),
            Rule::User => of(user(one)),
            Rule::UserStart => {
                let user = self.user_texts.text(user(one));
                both(text(start(user, 10)), self.prefix(row.last, 4))
            }
            _ => of(one),
        };
        let values = match rule {
            Rule::Number | Rule::NumberStart => self.numbers.of(record),
            Rule::Email | Rule::User | Rule::UserStart => self.emails.of(record),
            _ => self.phones.of(record),
        };
        keys.extend(values.iter().map(|&one| key(one)));
    }

    /// A mail address and a name from which it may be made.
    fn mail_name_keys(&self, record: u32, keys: &mut Vec<u64>) {
        let at = record as usize;
        for &email in self.emails.of(record) {
            let user = self.user_texts.text(self.user(email));
            let letters: String = user.chars().filter(|one| one.is_alphabetic()).collect();
            if letters.len() >= 6 {
                keys.push(hash(&letters));
            }
        }
        let (first, last) =
            (self.names.text(self.rows[at].first), self.names.text(self.rows[at].last));
        if first.len() + last.len() >= 6 && !first.is_empty() && !last.is_empty() {
            keys.push(hash(&format!("{first}{last}")));
            keys.push(hash(&format!("{last}{first}")));
        }
    }

    /// The further keys by which a block that is too large is split.
    pub(super) fn further(&self, record: u32, which: usize) -> u64 {
        let at = record as usize;
        u64::from(match which {
            0 => self.rows[at].last,
            1 => self.rows[at].first,
            2 => self.birth(record),
            3 => self.rows[at].city,
            4 => self.phones.of(record).first().copied().unwrap_or(NONE),
            5 => self.emails.of(record).first().copied().unwrap_or(NONE),
            6 => self.rows[at].street_last,
            7 => self.rows[at].code,
            _ => self.numbers.of(record).first().copied().unwrap_or(NONE),
        })
    }

    /// All keys of a rule with their records, in order.
    pub(super) fn keyed(&self, rule: Rule) -> Vec<(u64, u32)> {
        let mut keys = Vec::new();
        let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(self.len());
        for record in 0..self.len {
            self.keys(rule, record, &mut keys);
            keyed.extend(keys.iter().map(|&key| (key, record)));
        }
        keyed.sort_unstable();
        keyed.dedup();
        keyed
    }

    /// The candidates of one rule, added to `pairs`.
    pub(super) fn block(&self, rule: Rule, bounds: Bounds, pairs: &mut Vec<u64>) -> Blocked {
        let mut blocked = Blocked::default();
        for block in self.keyed(rule).chunk_by(|a, b| a.0 == b.0) {
            if block.len() <= bounds.block {
                all_pairs(block, pairs);
            } else {
                self.split(block, bounds, pairs, &mut blocked);
            }
        }
        blocked
    }

    fn split(
        &self,
        block: &[(u64, u32)],
        bounds: Bounds,
        pairs: &mut Vec<u64>,
        blocked: &mut Blocked,
    ) {
        blocked.split += 1;
        let begun = pairs.len();
        for which in 0..FURTHER {
            let mut parts: Vec<(u64, u32)> = block
                .iter()
                .map(|&(_, record)| (self.further(record, which), record))
                .filter(|&(key, _)| key != 0)
                .collect();
            parts.sort_unstable();
            for part in parts.chunk_by(|a, b| a.0 == b.0) {
                // Its neighbours are those of the whole block.
                if part.len() == block.len() {
                    continue;
                }
                if part.len() <= bounds.block {
                    all_pairs(part, pairs);
                } else {
                    self.neighbours(part, bounds, pairs);
                }
            }
        }
        self.neighbours(block, bounds, pairs);
        let all = block.len() as u64 * (block.len() as u64 - 1) / 2;
        let mut made: Vec<u64> = pairs.drain(begun..).collect();
        made.sort_unstable();
        made.dedup();
        blocked.left_out += all - made.len() as u64;
        pairs.append(&mut made);
    }

    /// The order of records by surname and first name, among equals by their keys.
    pub(super) fn by_name(&self, a: u32, b: u32) -> std::cmp::Ordering {
        let name = |record: u32| {
            let row = &self.rows[record as usize];
            let key = (self.keys[record as usize], record);
            (self.names.text(row.last), self.names.text(row.first), key)
        };
        name(a).cmp(&name(b))
    }

    /// Sorts records by names.
    pub(super) fn sort_by_name(&self, records: &mut [u32]) {
        records.sort_unstable_by(|&a, &b| self.by_name(a, b));
    }

    /// Each record of a block with those next to it, by names and by place.
    fn neighbours(&self, block: &[(u64, u32)], bounds: Bounds, pairs: &mut Vec<u64>) {
        let mut sorted: Vec<u32> = block.iter().map(|&(_, record)| record).collect();
        self.sort_by_name(&mut sorted);
        for (at, &one) in sorted.iter().enumerate() {
            for &other in sorted.iter().skip(at + 1).take(bounds.neighbours) {
                pairs.push(packed(one, other));
            }
        }
    }
}

/// How many further keys there are.
pub(super) const FURTHER: usize = 9;

fn all_pairs(block: &[(u64, u32)], pairs: &mut Vec<u64>) {
    for (at, &(_, one)) in block.iter().enumerate() {
        for &(_, other) in block.iter().skip(at + 1) {
            if one != other {
                pairs.push(packed(one, other));
            }
        }
    }
}
