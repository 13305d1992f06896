//! Two records side by side: for each field a level of agreement, and how common what they share is.

use rapidfuzz::distance::{jaro_winkler, osa};

use super::features::{Features, Fields};
use super::level::*;
use super::texts::NONE;

/// The fields that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Field {
    First,
    Last,
    Order,
    Birth,
    TaxCode,
    Phone,
    Email,
    Address,
    Number,
    Company,
}

/// How many fields there are.
pub(super) const FIELDS: usize = 10;

/// The most levels of a field.
pub(super) const LEVELS: usize = 8;

/// Nothing is known on one side.
pub(super) const MISSING: u8 = 0;
/// The same value; for names in their order, the usual one.
pub(super) const EXACT: u8 = 1;

/// A pair of records, compared.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Comparison {
    /// For each field its level.
    pub(super) levels: [u8; FIELDS],
    /// For each field the share of the value that both have; 0 where its level has none.
    pub(super) shares: [f32; FIELDS],
}

impl Comparison {
    fn set(&mut self, field: Field, (level, share): (u8, f32)) {
        self.levels[field as usize] = level;
        self.shares[field as usize] = share;
    }

    pub(super) fn level(&self, field: Field) -> u8 {
        self.levels[field as usize]
    }

    /// Whether anything but names agrees, be it roughly.
    pub(super) fn agrees_beyond_names(&self) -> bool {
        let different = [
            (Field::Birth, BIRTH_OTHER),
            (Field::TaxCode, CODE_OTHER),
            (Field::Phone, PHONE_OTHER),
            (Field::Email, EMAIL_OTHER),
            (Field::Address, ADDRESS_OTHER),
            (Field::Number, NUMBER_OTHER),
        ];
        different.into_iter().any(|(field, different)| {
            self.level(field) != MISSING && self.level(field) != different
        })
    }
}

/// A name by the numbers of its letters and of its spelling.
#[derive(Debug, Clone, Copy)]
struct Name {
    letters: u32,
    spelt: u32,
}

fn at(shares: &[f32], value: u32) -> f32 {
    shares.get(value as usize).copied().unwrap_or(1.0)
}

/// Typing errors between two texts: letters lost, added, changed or swapped, counted up to `max`.
fn errors(one: &str, other: &str, max: usize) -> usize {
    let arguments = osa::Args::default().score_cutoff(max);
    osa::distance_with_args(one.bytes(), other.bytes(), &arguments).unwrap_or(max + 1)
}

fn likeness(one: &str, other: &str, min: f64) -> f64 {
    let arguments = jaro_winkler::Args::default().score_cutoff(min);
    jaro_winkler::similarity_with_args(one.bytes(), other.bytes(), &arguments).unwrap_or(0.0)
}

impl Features {
    /// Compares two records.
    pub(super) fn compare(&self, a: u32, b: u32) -> Comparison {
        let mut all = Comparison::default();
        self.compare_names(a, b, &mut all);
        all.set(Field::TaxCode, self.compare_codes(a, b));
        // A code holds the birth date: where it agrees, the date says nothing more.
        if !matches!(all.level(Field::TaxCode), EXACT | CODE_NEAR) {
            all.set(Field::Birth, self.compare_births(a, b));
        }
        all.set(Field::Phone, self.compare_phones(a, b));
        all.set(Field::Email, self.compare_emails(a, b));
        all.set(Field::Address, self.compare_addresses(a, b));
        all.set(Field::Number, self.compare_numbers(a, b));
        all.set(Field::Company, self.compare_companies(a, b));
        all
    }

    fn compare_names(&self, a: u32, b: u32, all: &mut Comparison) {
        let (first_a, last_a) = self.names_of(a);
        let (first_b, last_b) = self.names_of(b);
        let straight = (self.compare_firsts(first_a, first_b), self.compare_lasts(last_a, last_b));
        let is_whole = [first_a, last_a, first_b, last_b].iter().all(|name| name.letters != NONE);
        let agrees = |(first, last): (u8, u8)| first <= FIRST_NEAR || last <= LAST_NEAR;
        if is_whole && !agrees((straight.0.0, straight.1.0)) {
            let swapped =
                (self.compare_firsts(first_a, last_b), self.compare_lasts(last_a, first_b));
            if swapped.0.0 <= FIRST_NEAR && swapped.1.0 <= LAST_NEAR {
                // One of the two has them the wrong way round, and nobody knows which: each name is as
                // common as in the place where it is more common.
                let share = |level: u8, name: Name| {
                    let (first, last) = (&self.shares.first, &self.shares.last);
                    let share = at(first, name.letters).max(at(last, name.letters));
                    (level, if level == EXACT { share } else { 0.0 })
                };
                all.set(Field::First, share(swapped.0.0, first_a));
                all.set(Field::Last, share(swapped.1.0, last_a));
                all.set(Field::Order, (SWAPPED, 0.0));
                return;
            }
        }
        all.set(Field::First, straight.0);
        all.set(Field::Last, straight.1);
        if is_whole {
            all.set(Field::Order, (EXACT, 0.0));
        }
    }

    fn names_of(&self, record: u32) -> (Name, Name) {
        let row = &self.rows[record as usize];
        let first = Name { letters: row.first, spelt: row.first_spelt };
        (first, Name { letters: row.last, spelt: row.last_spelt })
    }

    fn compare_firsts(&self, a: Name, b: Name) -> (u8, f32) {
        if a.letters == NONE || b.letters == NONE {
            return (MISSING, 0.0);
        }
        if a.letters == b.letters {
            return (EXACT, at(&self.shares.first, a.letters));
        }
        let (one, other) = (self.names.text(a.letters), self.names.text(b.letters));
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        if short.len() == 1 {
            let is_initial = long.starts_with(short);
            return (if is_initial { FIRST_INITIAL } else { FIRST_OTHER }, 0.0);
        }
        if is_other_sex(short, long) {
            return (FIRST_SEX, 0.0);
        }
        let (fa, fb) = (&self.forms[a.spelt as usize], &self.forms[b.spelt as usize]);
        if fa.share_form(fb)
            || fa.share_word(a.letters, fb, b.letters)
            || short.len() >= 4 && long.starts_with(short)
        {
            return (FIRST_FORM, 0.0);
        }
        (graded(short, long, [FIRST_NEAR, FIRST_LIKE, FIRST_OTHER]), 0.0)
    }

    fn compare_lasts(&self, a: Name, b: Name) -> (u8, f32) {
        if a.letters == NONE || b.letters == NONE {
            return (MISSING, 0.0);
        }
        if a.letters == b.letters {
            return (EXACT, at(&self.shares.last, a.letters));
        }
        let (fa, fb) = (&self.forms[a.spelt as usize], &self.forms[b.spelt as usize]);
        if fa.share_word(a.letters, fb, b.letters) {
            return (LAST_PART, 0.0);
        }
        let (one, other) = (self.names.text(a.letters), self.names.text(b.letters));
        (graded(one, other, [LAST_NEAR, LAST_LIKE, LAST_OTHER]), 0.0)
    }

    fn compare_births(&self, a: u32, b: u32) -> (u8, f32) {
        let days = |record: u32| {
            let at = record as usize;
            let (born, implied) = (self.rows[at].born, self.rows[at].implied);
            [born, if implied == born { NONE } else { implied }]
        };
        let mut best = MISSING;
        let mut shared = NONE;
        for one in days(a).into_iter().filter(|&day| day != NONE) {
            for other in days(b).into_iter().filter(|&day| day != NONE) {
                let level = compare_days(one, other);
                if best == MISSING || level < best {
                    best = level;
                    shared = one;
                }
            }
        }
        (best, if best == EXACT { self.shares.common.born(shared) } else { 0.0 })
    }

    fn compare_codes(&self, a: u32, b: u32) -> (u8, f32) {
        let (a, b) = (self.rows[a as usize].code, self.rows[b as usize].code);
        if a == NONE || b == NONE {
            return (MISSING, 0.0);
        }
        if a == b {
            return (EXACT, 0.0);
        }
        let valid = |code: u32| self.code_valid.get(code as usize).copied().unwrap_or(false);
        let errors = errors(self.codes.text(a), self.codes.text(b), 4);
        let level = match errors {
            // Two codes that both check are two people's, however near.
            0..=2 if !(valid(a) && valid(b)) => CODE_NEAR,
            0..=4 if !(valid(a) && valid(b)) => CODE_LIKE,
            _ => CODE_OTHER,
        };
        (level, 0.0)
    }

    fn compare_phones(&self, a: u32, b: u32) -> (u8, f32) {
        let near = |one: u32, other: u32| {
            let (one, other) = (self.phone_texts.text(one), self.phone_texts.text(other));
            if errors(one, other, 1) <= 1 { PHONE_NEAR } else { PHONE_OTHER }
        };
        best_of(self.phones.of(a), self.phones.of(b), &self.shares.phone, near)
    }

    fn compare_numbers(&self, a: u32, b: u32) -> (u8, f32) {
        let near = |one: u32, other: u32| {
            let (one, other) = (self.number_texts.text(one), self.number_texts.text(other));
            if errors(one, other, 1) <= 1 { NUMBER_NEAR } else { NUMBER_OTHER }
        };
        best_of(self.numbers.of(a), self.numbers.of(b), &self.shares.number, near)
    }

    fn compare_emails(&self, a: u32, b: u32) -> (u8, f32) {
        let near = |one: u32, other: u32| {
            let (one, other) = (self.user(one), self.user(other));
            if one == other {
                return EMAIL_USER;
            }
            let (one, other) = (self.user_texts.text(one), self.user_texts.text(other));
            let allowed = if one.len().min(other.len()) >= 8 { 2 } else { 1 };
            let is_near = one.len().min(other.len()) >= 4 && errors(one, other, allowed) <= allowed;
            if is_near { EMAIL_NEAR } else { EMAIL_OTHER }
        };
        let (own, other) = (self.emails.of(a), self.emails.of(b));
        let (level, share) = best_of(own, other, &self.shares.email, near);
        let (level_named, part): (u8, fn(&Self, u32) -> u32) = match level {
            EXACT => (EMAIL_NAMED, |_, email| email),
            EMAIL_USER => (EMAIL_USER_NAMED, Self::user),
            _ => return (level, share),
        };
        // Of all that both have, the rarest, and whether it is made of the name of either.
        let named = |record: u32, place: usize| {
            let bits = self.rows[record as usize].named;
            u32::try_from(place).ok().and_then(|place| bits.checked_shr(place)).unwrap_or(0) & 1
                == 1
        };
        let mut best = (f32::MAX, true);
        for (i, &one) in own.iter().enumerate() {
            for (j, &two) in other.iter().enumerate() {
                if part(self, one) == part(self, two) {
                    let share = match level {
                        EXACT => at(&self.shares.email, one),
                        _ => at(&self.shares.user, self.user(one)),
                    };
                    let found = (share, named(a, i) || named(b, j));
                    if found < best {
                        best = found;
                    }
                }
            }
        }
        (if best.1 { level_named } else { level }, best.0)
    }

    fn compare_addresses(&self, a: u32, b: u32) -> (u8, f32) {
        let (i, j) = (a as usize, b as usize);
        let (own, other) = (&self.rows[i], &self.rows[j]);
        let both = |column: fn(&Fields) -> u32| column(own) != NONE && column(other) != NONE;
        let same = |column: fn(&Fields) -> u32| column(own) != NONE && column(own) == column(other);
        let has_street = both(|row| row.street);
        let has_place = both(|row| row.city) || both(|row| row.postcode);
        if !has_street && !has_place {
            return (MISSING, 0.0);
        }
        let same_city = same(|row| row.city) || both(|row| row.city) && self.city_is_like(i, j);
        let place_agrees = same_city || same(|row| row.postcode);
        let place_may = place_agrees || !has_place;
        if has_street && place_may {
            let same_house = same(|row| row.house);
            if same_house && (same(|row| row.street) || same(|row| row.street_last)) {
                return (EXACT, self.shares.common.house(self.house_key(a)));
            }
            let (one, other) =
                (self.places.text(self.rows[i].street), self.places.text(self.rows[j].street));
            let is_like =
                self.rows[i].street == self.rows[j].street || likeness(one, other, 0.88) >= 0.88;
            if is_like && (same_house || !both(|row| row.house) || place_agrees) {
                return (ADDRESS_STREET, 0.0);
            }
        }
        if same(|row| row.postcode) {
            return (ADDRESS_POSTCODE, at(&self.shares.postcode, self.rows[i].postcode));
        }
        if same_city {
            return (ADDRESS_CITY, at(&self.shares.city, self.rows[i].city));
        }
        (ADDRESS_OTHER, 0.0)
    }

    fn city_is_like(&self, i: usize, j: usize) -> bool {
        let (one, other) =
            (self.places.text(self.rows[i].city), self.places.text(self.rows[j].city));
        let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
        short.len() >= 4
            && (long.starts_with(short)
                || long.ends_with(short)
                || likeness(one, other, 0.93) >= 0.93)
    }

    fn compare_companies(&self, a: u32, b: u32) -> (u8, f32) {
        let (one, other) = (&self.rows[a as usize], &self.rows[b as usize]);
        let (a, b) = (one.company, other.company);
        if a == NONE || b == NONE {
            let is_person = |row: &Fields| row.first != NONE || row.last != NONE;
            let differs = a != NONE && is_person(other) && !is_person(one)
                || b != NONE && is_person(one) && !is_person(other);
            return (if differs { COMPANY_OR_PERSON } else { MISSING }, 0.0);
        }
        if a == b {
            return (EXACT, at(&self.shares.company, a));
        }
        let (one, other) = (self.companies.text(a), self.companies.text(b));
        let words = |text: &str, of: &str| {
            let all = text.split(' ').filter(|word| word.len() > 1);
            let (mut found, mut count) = (0_usize, 0_usize);
            for word in all {
                count += word.len();
                found += if of.split(' ').any(|other| other == word) { word.len() } else { 0 };
            }
            (found, count)
        };
        let ((fa, ca), (fb, cb)) = (words(one, other), words(other, one));
        let level = if fa + fb >= (ca + cb) * 4 / 5 || likeness(one, other, 0.95) >= 0.95 {
            COMPANY_NEAR
        } else if fa + fb >= (ca + cb) / 2
            || fa == ca
            || fb == cb
            || likeness(one, other, 0.88) >= 0.88
        {
            COMPANY_LIKE
        } else {
            COMPANY_OTHER
        };
        (level, 0.0)
    }
}

/// Whether two first names differ in the last vowel alone, as those of men and women do.
fn is_other_sex(one: &str, other: &str) -> bool {
    let parts = |name: &str| {
        let last = name.as_bytes().last().copied().unwrap_or_default();
        (name.len().checked_sub(1), matches!(last, b'a' | b'e' | b'i' | b'o').then_some(last))
    };
    match (parts(one), parts(other)) {
        ((Some(a), Some(x)), (Some(b), Some(y))) => {
            a == b && a >= 3 && x != y && one.get(..a) == other.get(..b)
        }
        _ => false,
    }
}

/// The level of two texts that differ: near by a typing error, alike, or different.
fn graded(one: &str, other: &str, [near, like, different]: [u8; 3]) -> u8 {
    let shorter = one.len().min(other.len());
    let likeness = likeness(one, other, 0.8);
    if likeness >= 0.92 || shorter >= 4 && likeness > 0.0 && errors(one, other, 1) <= 1 {
        near
    } else if likeness >= 0.84 {
        like
    } else {
        different
    }
}

/// The best level of two lists of values.
fn best_of(one: &[u32], other: &[u32], shares: &[f32], near: impl Fn(u32, u32) -> u8) -> (u8, f32) {
    let shared = one.iter().filter(|value| other.contains(value));
    if let Some(share) = shared.map(|&value| at(shares, value)).reduce(f32::min) {
        return (EXACT, share);
    }
    let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
    (pairs.map(|(a, b)| near(a, b)).min().unwrap_or(MISSING), 0.0)
}

fn compare_days(one: u32, other: u32) -> u8 {
    if one == other {
        return EXACT;
    }
    let parts = |day: u32| [day / 10_000, day / 100 % 100, day % 100];
    let (a, b) = (parts(one), parts(other));
    let is_swapped = a[0] == b[0] && a[1] == b[2] && a[2] == b[1];
    let digits = |mut one: u32, mut other: u32| {
        let mut different = 0;
        while one != other {
            different += u32::from(one % 10 != other % 10);
            (one, other) = (one / 10, other / 10);
        }
        different
    };
    let equal = a.iter().zip(&b).filter(|(one, other)| one == other).count();
    if is_swapped || digits(one, other) == 1 {
        BIRTH_NEAR
    } else if equal == 2 {
        BIRTH_TWO_PARTS
    } else if a[0] == b[0] {
        BIRTH_YEAR
    } else {
        BIRTH_OTHER
    }
}
