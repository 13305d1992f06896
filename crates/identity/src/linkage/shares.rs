//! How common values are: counted among the records a model is learnt from, then kept with the model.
//!
//! A model keeps a value only where several persons share it; so it holds nothing of one person, and
//! what anybody alone has is as rare as any such value, whoever comes later.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};

use super::features::{Features, Fields};
use super::texts::{Lists, NONE, Texts, hash, mix, start};

/// From so many persons on a value is common, and the model remembers it.
const COMMON_MIN: usize = 5;

/// What stands for a second person with the same value who is not among the records.
const UNSEEN: f32 = 0.5;

/// The same for numbers that are given to one person each.
const UNSEEN_NUMBER: f32 = 0.05;

/// What a name, a date or a town that is not common is taken to occur, in records.
const RARE: f32 = 2.0;

/// The kinds of values whose commonness matters.
#[derive(Debug, Clone, Copy)]
#[repr(usize)]
pub(super) enum Value {
    First,
    Last,
    Company,
    Born,
    Phone,
    Email,
    User,
    Number,
    House,
    Postcode,
    City,
}

/// How many kinds there are.
const VALUES: usize = 11;

/// How common values are among the records a model was learnt from: for names, dates and towns the share of
/// records, for what belongs to one person or a few the share of persons beyond the first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Common([Counted; VALUES]);

/// The values of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Counted {
    /// The share of a value that is not common.
    rare: f32,
    /// The shares of those that are, by their hashes.
    #[serde(serialize_with = "in_order")]
    shares: FxHashMap<u64, f32>,
}

/// Written in the order of hashes, so that the same model gives the same bytes.
fn in_order<S: Serializer>(shares: &FxHashMap<u64, f32>, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(shares.iter().collect::<BTreeMap<_, _>>())
}

impl Default for Counted {
    fn default() -> Self {
        Self { rare: 1.0, shares: FxHashMap::default() }
    }
}

impl Common {
    /// Counts the values of records.
    pub(super) fn count(features: &Features) -> Self {
        let person = |record| features.who(record);
        let town = |record: u32| u64::from(features.rows[record as usize].city);
        let listed = |lists: &Lists, texts: &Texts, unseen| {
            let values = (0..features.len).flat_map(|record| {
                lists.of(record).iter().map(move |&value| (u64::from(value), record))
            });
            let text = |value: u64| hash(texts.text(u32::try_from(value).unwrap_or(NONE)));
            Counted::shared(values, &person, unseen, text)
        };
        let column = |column: fn(&Fields) -> u32, texts: &Texts, who: fn(&Features, u32) -> u64| {
            let values = (0..features.len)
                .map(|record| (column(&features.rows[record as usize]), who(features, record)));
            Counted::common(values, |value| hash(texts.text(value)))
        };
        let users = (0..features.len).flat_map(|record| {
            let user = move |&email: &u32| (u64::from(features.user(email)), record);
            features.emails.of(record).iter().map(user)
        });
        let user = |user: u64| hash(features.user_texts.text(u32::try_from(user).unwrap_or(NONE)));
        let firms = (0..features.len)
            .map(|record| (u64::from(features.rows[record as usize].company), record));
        let firm = |firm: u64| hash(features.companies.text(u32::try_from(firm).unwrap_or(NONE)));
        let houses = (0..features.len).map(|record| (features.house_key(record), record));
        let days = (0..features.len).map(|record| (features.birth(record), features.who(record)));
        let mut counted: [Counted; VALUES] = Default::default();
        let mut set = |value: Value, of: Counted| counted[value as usize] = of;
        set(Value::First, column(|row| row.first, &features.names, Features::who_by_surname));
        set(Value::Last, column(|row| row.last, &features.names, Features::who));
        // Which of the firms of one name it is, is told by the town, roughly.
        set(Value::Company, Counted::shared(firms, &town, UNSEEN, firm));
        set(Value::Born, Counted::common(days, |day| mix(u64::from(day), 0)));
        set(Value::Phone, listed(&features.phones, &features.phone_texts, UNSEEN));
        set(Value::Email, listed(&features.emails, &features.email_texts, UNSEEN));
        set(Value::User, Counted::shared(users, &person, UNSEEN, user));
        set(Value::Number, listed(&features.numbers, &features.number_texts, UNSEEN_NUMBER));
        set(Value::House, Counted::shared(houses, &person, UNSEEN, |house| house));
        set(Value::Postcode, column(|row| row.postcode, &features.places, Features::who));
        set(Value::City, column(|row| row.city, &features.places, Features::who));
        Self(counted)
    }

    /// Forgets how common the numbers, mail addresses and houses of these records are; true where that
    /// changes anything. Names, dates and towns are nobody's own.
    pub(super) fn forget(&mut self, features: &Features) -> bool {
        let texts = |texts: &Texts| -> Vec<u64> {
            let len = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            (NONE + 1..len).map(|text| hash(texts.text(text))).collect()
        };
        let houses = (0..features.len).map(|record| features.house_key(record)).collect();
        let mut is_changed = false;
        for (value, hashes) in [
            (Value::Phone, texts(&features.phone_texts)),
            (Value::Email, texts(&features.email_texts)),
            (Value::User, texts(&features.user_texts)),
            (Value::Number, texts(&features.number_texts)),
            (Value::House, houses),
        ] {
            for hash in hashes {
                is_changed |= self.0[value as usize].shares.remove(&hash).is_some();
            }
        }
        is_changed
    }

    fn share(&self, value: Value, hash: u64) -> f32 {
        let counted = &self.0[value as usize];
        counted.shares.get(&hash).copied().unwrap_or(counted.rare)
    }

    /// The share of a birth date.
    pub(super) fn born(&self, day: u32) -> f32 {
        self.share(Value::Born, mix(u64::from(day), 0))
    }

    /// The share of a house, by its key.
    pub(super) fn house(&self, key: u64) -> f32 {
        self.share(Value::House, key)
    }
}

impl Counted {
    /// Of values of which each record has one, or [`NONE`], with whose it is.
    fn common(values: impl Iterator<Item = (u32, u64)>, hash: impl Fn(u32) -> u64) -> Self {
        let mut known: Vec<(u32, u64)> = values.filter(|&(value, _)| value != NONE).collect();
        known.sort_unstable();
        let records = real(known.len().max(1));
        let persons = |group: &[(u32, u64)]| group.chunk_by(|a, b| a.1 == b.1).count();
        let common = known.chunk_by(|a, b| a.0 == b.0).filter(|group| persons(group) >= COMMON_MIN);
        let shares = common.map(|group| (hash(group[0].0), real(group.len()) / records));
        Self { rare: (RARE / records).min(1.0), shares: shares.collect() }
    }

    /// Of values and the records that have them; 0 is no value.
    fn shared(
        values: impl Iterator<Item = (u64, u32)>,
        who: &dyn Fn(u32) -> u64,
        unseen: f32,
        hash: impl Fn(u64) -> u64,
    ) -> Self {
        let mut pairs: Vec<(u64, u64)> = values
            .filter(|&(value, _)| value != 0)
            .map(|(value, record)| (value, who(record)))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let known = real(pairs.len().max(1));
        let persons = |group: &[(u64, u64)]| group.iter().filter(|pair| pair.1 != 0).count();
        let groups = pairs.chunk_by(|a, b| a.0 == b.0).filter(|group| persons(group) >= COMMON_MIN);
        let shares =
            groups.map(|group| (hash(group[0].0), (real(persons(group)) - 1.0 + unseen) / known));
        Self { rare: unseen / known, shares: shares.collect() }
    }
}

/// A count as a number to divide by; records are far fewer than what it could not hold.
#[expect(clippy::cast_precision_loss, reason = "shares need no more than seven digits")]
fn real(count: usize) -> f32 {
    count as f32
}

/// The shares of the values of some records under a model, by the numbers of values.
#[derive(Debug, Default)]
pub(super) struct Shares {
    pub(super) first: Vec<f32>,
    pub(super) last: Vec<f32>,
    pub(super) company: Vec<f32>,
    pub(super) phone: Vec<f32>,
    pub(super) email: Vec<f32>,
    pub(super) user: Vec<f32>,
    pub(super) number: Vec<f32>,
    pub(super) postcode: Vec<f32>,
    pub(super) city: Vec<f32>,
    /// Those that are looked up by what they are.
    pub(super) common: Common,
}

impl Features {
    /// Takes up how common values are, also for values that came since the last time.
    pub(super) fn take_shares(&mut self) {
        let Shares { first, last, company, phone, email, user, number, postcode, city, common } =
            &mut self.shares;
        for (shares, texts, value) in [
            (first, &self.names, Value::First),
            (last, &self.names, Value::Last),
            (company, &self.companies, Value::Company),
            (phone, &self.phone_texts, Value::Phone),
            (email, &self.email_texts, Value::Email),
            (user, &self.user_texts, Value::User),
            (number, &self.number_texts, Value::Number),
            (postcode, &self.places, Value::Postcode),
            (city, &self.places, Value::City),
        ] {
            let known = u32::try_from(shares.len()).unwrap_or(u32::MAX);
            let len = u32::try_from(texts.len()).unwrap_or(u32::MAX);
            shares.extend((known..len).map(|text| common.share(value, hash(texts.text(text)))));
        }
    }

    /// As [`Features::who`], by the surname first.
    fn who_by_surname(&self, record: u32) -> u64 {
        let row = &self.rows[record as usize];
        let last = self.prefix(row.last, 4);
        if last == 0 { self.who(record) } else { last }
    }

    /// Whose a value is, roughly: the first letters of the first name, else of the surname, else of the
    /// firm with its house.
    fn who(&self, record: u32) -> u64 {
        let row = &self.rows[record as usize];
        let (first, last) = (self.prefix(row.first, 3), self.prefix(row.last, 4));
        if first != 0 || last != 0 {
            return if first == 0 { last } else { first };
        }
        let firm = start(self.companies.text(row.company), 8);
        if firm.is_empty() { 0 } else { mix(hash(firm), self.house_key(record)).max(1) }
    }
}
