//! Records as columns of numbers, each value parsed and numbered once.

use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;

use super::model::Model;
use super::names::{self, NameForms, Nicknames};
use super::person::{self, Person, Street, fold_into};
use super::shares::{Common, Shares};
use super::texts::{Lists, NONE, Texts, hash, mix, start};

/// The fields of many records, each value parsed and numbered once. A row is a record, in the order of
/// [`Reader::add`].
#[derive(Debug, Default)]
pub struct Features {
    pub(super) len: u32,
    /// What orders records among equals, so that the order in which they were added decides nothing.
    pub(super) keys: Vec<u64>,
    /// Names by their letters.
    pub(super) names: Texts,
    /// Names as they are spelt, with blanks, and what is known of each.
    pub(super) spellings: Texts,
    pub(super) forms: Vec<NameForms>,
    pub(super) rows: Vec<Fields>,
    pub(super) companies: Texts,
    pub(super) codes: Texts,
    /// Whether a code, by its number, has the right form and check character.
    pub(super) code_valid: Vec<bool>,
    pub(super) phone_texts: Texts,
    pub(super) phones: Lists,
    pub(super) email_texts: Texts,
    pub(super) emails: Lists,
    /// The part before the @ of each mail address, by the number of the address.
    pub(super) users: Vec<u32>,
    pub(super) user_texts: Texts,
    pub(super) places: Texts,
    pub(super) number_texts: Texts,
    pub(super) numbers: Lists,
    pub(super) shares: Shares,
}

/// What a record says in fields of one value each, by their numbers; together, because a comparison
/// looks at all of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fields {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) first_spelt: u32,
    pub(super) last_spelt: u32,
    pub(super) company: u32,
    pub(super) born: u32,
    pub(super) implied: u32,
    pub(super) code: u32,
    pub(super) street: u32,
    pub(super) street_last: u32,
    pub(super) house: u32,
    pub(super) postcode: u32,
    pub(super) city: u32,
    /// A VAT number that has the right form and check digit, by its number among numbers.
    pub(super) vat: u32,
    /// A bit for each of the first mail addresses that is made of nothing but the name.
    pub(super) named: u32,
}

/// Makes [`Features`], record by record.
#[derive(Debug)]
pub struct Reader {
    pub(super) features: Features,
    nicknames: Nicknames,
    folded: String,
    letters: String,
    street: Street,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            features: Features::default(),
            nicknames: Nicknames::read(),
            folded: String::new(),
            letters: String::new(),
            street: Street::default(),
        }
    }
}

impl From<Features> for Reader {
    /// Goes on after the records that are there.
    fn from(features: Features) -> Self {
        Self { features, ..Self::default() }
    }
}

impl Reader {
    /// Adds a record.
    pub fn add(&mut self, person: &Person<'_>) {
        let Self { features, nicknames, folded, letters, street } = self;
        features.len += 1;
        features.keys.push(person.key);
        let mut row = Fields::default();
        let (texts, spellings, forms) =
            (&mut features.names, &mut features.spellings, &mut features.forms);
        fold_into(person.first_name, folded);
        (row.first, row.first_spelt) =
            names::enter(folded, texts, spellings, forms, nicknames, letters);
        fold_into(person.last_name, folded);
        (row.last, row.last_spelt) =
            names::enter(folded, texts, spellings, forms, nicknames, letters);
        fold_into(person.company, folded);
        row.company = features.companies.number(folded);
        row.born = person::day(person.birth_date);
        fold_into(person.tax_code, folded);
        folded.make_ascii_uppercase();
        folded.retain(|one| one != ' ');
        // Forms of one code, as where two people would have the same, are one.
        let code = TaxCode::parse(folded).map(|code| code.canonical());
        let code = code.as_ref().map_or(folded.as_str(), |code| code.as_str());
        row.code = if code.len() >= 8 { features.codes.number(code) } else { NONE };
        row.implied = person::implied_day(folded);
        if features.code_valid.len() < features.codes.len() {
            let is_valid = TaxCode::parse(folded).is_some();
            features.code_valid.resize(features.codes.len() - 1, false);
            features.code_valid.push(is_valid);
        }
        let phone_texts = &mut features.phone_texts;
        features.phones.push(person.phones.iter().map(|phone| {
            person::phone_into(phone, folded);
            phone_texts.number(folded)
        }));
        let (email_texts, user_texts, users) =
            (&mut features.email_texts, &mut features.user_texts, &mut features.users);
        features.emails.push(person.emails.iter().map(|email| {
            person::email_into(email, folded);
            let number = email_texts.number(folded);
            if number as usize >= users.len() {
                users.resize(number as usize, NONE);
                users.push(user_texts.number(folded.split('@').next().unwrap_or_default()));
            }
            number
        }));
        fold_into(person.street, folded);
        street.read(folded, person.house_number);
        row.street = features.places.number(&street.name);
        row.street_last = features.places.number(&street.last);
        row.house = features.places.number(&street.number);
        fold_into(person.postcode, folded);
        row.postcode = features.places.number(folded);
        fold_into(person.city, folded);
        folded.retain(|one| one != ' ');
        row.city = features.places.number(folded);
        row.named = features.named(row, features.emails.of(features.len - 1));
        let number_texts = &mut features.number_texts;
        if let Some(number) = VatNumber::parse(person.vat_number) {
            row.vat = number_texts.number(number.as_str());
        }
        let vat = if row.vat == NONE { person.vat_number } else { "" };
        let given = std::iter::once(&vat).chain(person.numbers).map(|number| {
            fold_into(number, folded);
            folded.retain(|one| one != ' ');
            number_texts.number(folded)
        });
        features.numbers.push(std::iter::once(row.vat).chain(given));
        features.rows.push(row);
    }

    /// How many records were added.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.features.len
    }

    /// Whether none was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.features.len == 0
    }

    /// The columns, to be looked at under a model.
    #[must_use]
    pub fn finish_under(self, model: &Model) -> Features {
        let mut features = self.features;
        features.under(model.common.clone());
        features
    }

    /// The columns.
    #[must_use]
    pub fn finish(self) -> Features {
        self.features
    }

    /// The columns of records of which some are known to be one customer: what of a customer's records
    /// fits together becomes one row.
    ///
    /// `groups` has for each record that is to be compared its group and its place, in the order in
    /// which rows shall stand, records of a group side by side. Gives the columns, for each row its
    /// group and the first of its records, and for each record its row.
    #[must_use]
    pub(crate) fn finish_grouped(
        self,
        groups: &[(u32, u32)],
    ) -> (Features, Vec<(u32, u32)>, Vec<u32>) {
        let mut features = self.finish();
        let mut profiles = Profiles { row_of: vec![0; features.len()], ..Profiles::default() };
        for group in groups.chunk_by(|a, b| a.0 == b.0) {
            profiles.take(&features, group);
        }
        features.len = u32::try_from(profiles.rows.len()).unwrap_or(u32::MAX);
        features.rows = profiles.rows;
        features.keys = profiles.keys;
        features.phones = profiles.phones;
        features.emails = profiles.emails;
        features.numbers = profiles.numbers;
        (features, profiles.origins, profiles.row_of)
    }
}

/// Rows of which each stands for records that fit together.
#[derive(Default)]
struct Profiles {
    rows: Vec<Fields>,
    keys: Vec<u64>,
    phones: Lists,
    emails: Lists,
    numbers: Lists,
    /// The group of each row and the first of its records.
    origins: Vec<(u32, u32)>,
    /// The row of each record.
    row_of: Vec<u32>,
}

impl Profiles {
    /// Makes the rows of one group.
    fn take(&mut self, features: &Features, group: &[(u32, u32)]) {
        let mut made: Vec<(Fields, Vec<u32>)> = Vec::new();
        for &(_, record) in group {
            let row = features.rows[record as usize];
            match made
                .iter_mut()
                .find_map(|(known, of)| known.with(row, features).map(|both| (known, of, both)))
            {
                Some((known, of, both)) => {
                    *known = both;
                    of.push(record);
                }
                None => made.push((row, vec![record])),
            }
        }
        for (mut row, records) in made {
            for (lists, of) in [
                (&mut self.phones, &features.phones),
                (&mut self.emails, &features.emails),
                (&mut self.numbers, &features.numbers),
            ] {
                lists.push(records.iter().flat_map(|&record| of.of(record).iter().copied()));
            }
            let place = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            row.named = features.named(row, self.emails.of(place));
            records.iter().for_each(|&record| self.row_of[record as usize] = place);
            self.rows.push(row);
            self.keys.extend(records.first().map(|&record| features.keys[record as usize]));
            let first = (group.first(), records.first());
            if let (Some(&(group, _)), Some(&record)) = first {
                self.origins.push((group, record));
            }
        }
    }
}

impl Fields {
    /// What two records say together, where they do not differ.
    fn with(self, other: Self, features: &Features) -> Option<Self> {
        let either = |one: u32, other: u32| {
            (one == other || one == NONE || other == NONE).then_some(one.max(other))
        };
        let (mut first, mut last) = (other.first, other.last);
        let (mut first_spelt, mut last_spelt) = (other.first_spelt, other.last_spelt);
        if self.first == last && self.last == first {
            (first, last) = (last, first);
            (first_spelt, last_spelt) = (last_spelt, first_spelt);
        }
        // Of two spellings of the same letters the one with more blanks, which tells words apart.
        let spelt = |one: u32, other: u32| {
            let (of_one, of_other) = (features.spellings.text(one), features.spellings.text(other));
            if (of_one.len(), of_one) >= (of_other.len(), of_other) { one } else { other }
        };
        Some(Self {
            first: either(self.first, first)?,
            last: either(self.last, last)?,
            first_spelt: spelt(self.first_spelt, first_spelt),
            last_spelt: spelt(self.last_spelt, last_spelt),
            company: either(self.company, other.company)?,
            born: either(self.born, other.born)?,
            implied: either(self.implied, other.implied)?,
            code: either(self.code, other.code)?,
            street: either(self.street, other.street)?,
            street_last: either(self.street_last, other.street_last)?,
            house: either(self.house, other.house)?,
            postcode: either(self.postcode, other.postcode)?,
            city: either(self.city, other.city)?,
            vat: either(self.vat, other.vat)?,
            named: 0,
        })
    }
}

impl Features {
    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The tax code of a record where it has the right form and check character, else [`NONE`].
    pub(super) fn valid_code(&self, record: u32) -> u32 {
        let code = self.rows[record as usize].code;
        if self.code_valid.get(code as usize).copied().unwrap_or(false) { code } else { NONE }
    }

    /// Counts how common the values of these records are, and takes that up.
    pub(super) fn count(&mut self) {
        self.under(Common::count(self));
    }

    /// Takes up how common values are.
    pub(super) fn under(&mut self, common: Common) {
        self.shares = Shares { common, ..Shares::default() };
        self.take_shares();
    }

    /// What stands for a street with its number, in whatever town; 0 where one is missing.
    pub(super) fn house_key(&self, record: u32) -> u64 {
        let at = record as usize;
        let (street, house) = (self.rows[at].street_last, self.rows[at].house);
        if street == NONE || house == NONE {
            return 0;
        }
        mix(hash(self.places.text(street)), hash(self.places.text(house)))
    }

    /// Sorts records by their keys.
    pub(super) fn sort_by_key(&self, records: &mut [u32]) {
        records.sort_unstable_by_key(|&record| (self.keys[record as usize], record));
    }

    /// The part before the @ of a mail address.
    pub(super) fn user(&self, email: u32) -> u32 {
        self.users.get(email as usize).copied().unwrap_or(NONE)
    }

    /// The smaller of two records by their keys, and the other.
    pub(super) fn ordered(&self, a: u32, b: u32) -> (u32, u32) {
        let key = |record: u32| (self.keys[record as usize], record);
        if key(a) <= key(b) { (a, b) } else { (b, a) }
    }

    /// The first letters of a name as a hash; 0 where it has none.
    pub(super) fn prefix(&self, name: u32, letters: usize) -> u64 {
        let prefix = start(self.names.text(name), letters);
        if prefix.is_empty() { 0 } else { hash(prefix).max(1) }
    }

    /// A bit for each of the first mail addresses that is made of nothing but a row's name.
    fn named(&self, row: Fields, emails: &[u32]) -> u32 {
        let (first, last) = (self.names.text(row.first), self.names.text(row.last));
        let is_named = |email: u32| is_made_of(self.user_texts.text(self.user(email)), first, last);
        emails
            .iter()
            .take(32)
            .zip(0..)
            .fold(0, |bits, (&email, place)| bits | u32::from(is_named(email)) << place)
    }

    /// The birth date given, else the one that the tax code implies.
    pub(super) fn birth(&self, record: u32) -> u32 {
        let at = record as usize;
        if self.rows[at].born == NONE { self.rows[at].implied } else { self.rows[at].born }
    }
}

/// Whether the letters of a mail address before the @ are those of a first name, a surname, or both
/// or one of them with the other's initial.
fn is_made_of(user: &str, first: &str, last: &str) -> bool {
    let letters: String = user.chars().filter(|one| one.is_ascii_alphabetic()).collect();
    let parts = |one: &str, other: &str| {
        let rest = if one.is_empty() { None } else { letters.strip_prefix(one) };
        let initial = other.get(..1).unwrap_or_default();
        rest.is_some_and(|rest| rest.is_empty() || rest == other || rest == initial)
    };
    let initial = |one: &str, other: &str| {
        let rest = one.get(..1).and_then(|initial| letters.strip_prefix(initial));
        rest.is_some_and(|rest| !other.is_empty() && rest == other)
    };
    letters.len() >= 3
        && (parts(first, last)
            || parts(last, first)
            || initial(first, last)
            || initial(last, first))
}
