//! How common values are among the records.

use rustc_hash::FxHashMap;

use super::features::{Features, Fields};
use super::texts::{Lists, NONE};

/// How common values are: for names, dates and towns the share of records, for what belongs to one
/// person or a few the share of persons beyond the first.
#[derive(Debug, Default)]
pub(super) struct Shares {
    pub(super) first: Vec<f32>,
    pub(super) last: Vec<f32>,
    pub(super) company: Vec<f32>,
    pub(super) born: FxHashMap<u32, f32>,
    pub(super) phone: Vec<f32>,
    pub(super) email: Vec<f32>,
    pub(super) user: Vec<f32>,
    pub(super) number: Vec<f32>,
    pub(super) house: FxHashMap<u64, f32>,
    pub(super) postcode: Vec<f32>,
    pub(super) city: Vec<f32>,
}

impl Shares {
    pub(super) fn of(features: &Features) -> Self {
        let person = |record| features.who(record);
        let town = |record: u32| u64::from(features.rows[record as usize].city);
        let user = |email: u32| features.users.get(email as usize).copied().unwrap_or_default();
        let listed = |lists: &Lists, distinct, unseen| {
            let values = (0..features.len).flat_map(|record| {
                lists.of(record).iter().map(move |&value| (u64::from(value), record))
            });
            Sharing::of(values, &person, unseen).dense(distinct)
        };
        let users = (0..features.len).flat_map(|record| {
            features.emails.of(record).iter().map(move |&email| (u64::from(user(email)), record))
        });
        let firms = (0..features.len)
            .map(|record| (u64::from(features.rows[record as usize].company), record));
        let houses = (0..features.len).map(|record| (features.house_key(record), record));
        let places = features.places.len();
        Self {
            first: counted(features, |row| row.first, features.names.len()),
            last: counted(features, |row| row.last, features.names.len()),
            // Which of the firms of one name it is, is told by the town, roughly.
            company: Sharing::of(firms, &town, UNSEEN).dense(features.companies.len()),
            born: born(features),
            phone: listed(&features.phones, features.phone_texts.len(), UNSEEN),
            email: listed(&features.emails, features.email_texts.len(), UNSEEN),
            user: Sharing::of(users, &person, UNSEEN).dense(features.user_texts.len()),
            number: listed(&features.numbers, features.number_texts.len(), UNSEEN_NUMBER),
            house: Sharing::of(houses, &person, UNSEEN).shares,
            postcode: counted(features, |row| row.postcode, places),
            city: counted(features, |row| row.city, places),
        }
    }
}

impl Features {
    /// Whose a value is, roughly: the first letters of the first name, else of the surname.
    fn who(&self, record: u32) -> u64 {
        let row = &self.rows[record as usize];
        let first = self.prefix(row.first, 3);
        if first == 0 { self.prefix(row.last, 4) } else { first }
    }
}

/// A count as a number to divide by; records are far fewer than what it could not hold.
#[expect(clippy::cast_precision_loss, reason = "shares need no more than seven digits")]
fn real(count: usize) -> f32 {
    count as f32
}

/// For each value of a column the share of the records that have it.
fn counted(features: &Features, column: fn(&Fields) -> u32, distinct: usize) -> Vec<f32> {
    let mut counts = vec![0_f32; distinct];
    let mut known = 0_usize;
    for row in &features.rows {
        known += usize::from(column(row) != NONE);
        if let Some(count) = counts.get_mut(column(row) as usize) {
            *count += 1.0;
        }
    }
    let known = real(known.max(1));
    counts.iter_mut().for_each(|count| *count = count.max(1.0) / known);
    counts
}

/// For each birth date, given or implied by a tax code, the share of the records that have it.
fn born(features: &Features) -> FxHashMap<u32, f32> {
    let mut born: FxHashMap<u32, f32> = FxHashMap::default();
    let mut known = 0_usize;
    for day in (0..features.len).map(|record| features.birth(record)).filter(|&day| day != NONE) {
        *born.entry(day).or_default() += 1.0;
        known += 1;
    }
    let known = real(known.max(1));
    born.values_mut().for_each(|share| *share /= known);
    born
}

/// What share of persons, beyond the first, has each value.
struct Sharing {
    shares: FxHashMap<u64, f32>,
    /// Of a value that nobody among the records has.
    unseen: f32,
}

impl Sharing {
    /// From values and their records; 0 is no value.
    fn of(values: impl Iterator<Item = (u64, u32)>, who: &dyn Fn(u32) -> u64, unseen: f32) -> Self {
        let mut pairs: Vec<(u64, u64)> = values
            .filter(|&(value, _)| value != 0)
            .map(|(value, record)| (value, who(record)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let known = real(pairs.len().max(1));
        let shares = pairs.chunk_by(|a, b| a.0 == b.0).map(|group| {
            let persons = group.iter().filter(|pair| pair.1 != 0).count().max(1);
            (group[0].0, (real(persons) - 1.0 + unseen) / known)
        });
        Self { shares: shares.collect(), unseen: unseen / known }
    }

    /// By the numbers of values.
    fn dense(&self, distinct: usize) -> Vec<f32> {
        (0_u64..)
            .take(distinct)
            .map(|value| self.shares.get(&value).copied().unwrap_or(self.unseen))
            .collect()
    }
}

/// What stands for a second person with the same value who is not among the records.
const UNSEEN: f32 = 0.5;

/// The same for numbers that are given to one person each.
const UNSEEN_NUMBER: f32 = 0.05;
