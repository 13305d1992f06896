//! Who a row of a list is about: by any identifier, and never by a guess.

use filo_guard::event::{Reference, reference};
use filo_model::email::Email;
use filo_model::facts::{EntryKind, Facts};
use filo_model::name::{CompanyName, NameOrder, PersonName};
use filo_model::phone::Phone;
use filo_model::record::{Details, record_id};
use filo_model::shared::{SharedField, SharedValue};
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;
use filo_store::Store;
use filo_store::scan::ScanFilter;
use filo_store::share::Sharing;
use filo_store::thread::CustomerId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::columns::Field;
use super::list::ListRow;
use super::row::Frame;
use crate::problem::Result;

/// How many candidates are named.
pub const CANDIDATES: usize = 5;

/// How many customers are looked at to find those who have a value.
const LOOKED_AT: usize = 20;

/// Who a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// This customer.
    One(CustomerId),
    /// Nobody in the threads.
    Nobody,
    /// The row says nothing of who.
    Unsaid,
    /// Any of these.
    Several(Vec<CustomerId>),
    /// One value is of one of these, another of another.
    Conflict(Vec<CustomerId>),
}

/// Whose each claim is, by the number of the customer's naming record; 0 where it is of several.
pub type Claims = FxHashMap<Reference, i64>;

/// What is looked up once for a whole list; empty where the list does not need it.
#[derive(Debug, Default)]
pub struct Known {
    /// Whose each claim is.
    pub claims: Claims,
    /// The ids of all records, shortened: most systems have no record of a key, and are not asked.
    pub records: FxHashSet<u64>,
}

/// The ids of all records, shortened.
///
/// # Errors
/// Where the store refuses.
pub fn records(store: &Store) -> Result<FxHashSet<u64>> {
    let mut records = FxHashSet::default();
    store.record_ids(&mut |id| {
        records.insert(id.short());
    })?;
    Ok(records)
}

/// Reads whose each claim is.
///
/// # Errors
/// Where the store refuses.
pub fn claims(store: &Store) -> Result<Claims> {
    let mut claims = Claims::default();
    let filter = ScanFilter { kinds: vec![EntryKind::Invoice], ..ScanFilter::default() };
    store.entry_scan(&filter, &mut |row| {
        let Some(Facts::Invoice(invoice)) = row.facts() else { return };
        let number = reference(invoice.claim.as_deref());
        if number == 0 {
            return;
        }
        let of = claims.entry(number).or_insert(row.customer);
        if *of != row.customer {
            *of = 0;
        }
    })?;
    Ok(claims)
}

/// A value that says who, in its one form.
#[derive(Debug, PartialEq, Eq)]
enum Says {
    Tax(TaxCode),
    Vat(VatNumber),
    Phone(Phone),
    Mail(Email),
}

impl Says {
    fn parse(field: Field, text: &str) -> Option<Self> {
        match field {
            Field::TaxCode => TaxCode::parse(text)
                .map(Self::Tax)
                .or_else(|| VatNumber::parse(text).map(Self::Vat)),
            Field::VatNumber => VatNumber::parse(text).map(Self::Vat),
            Field::Phone => Phone::parse(text).map(Self::Phone),
            Field::Email => Email::parse(text).map(Self::Mail),
            _ => None,
        }
    }

    /// Whether a record says it.
    fn is_of(&self, details: &Details) -> bool {
        match self {
            Self::Tax(code) => {
                details.tax_code.as_ref().is_some_and(|one| one.canonical() == code.canonical())
            }
            Self::Vat(number) => details.vat_number.as_ref() == Some(number),
            Self::Phone(phone) => details.phones.contains(phone),
            Self::Mail(email) => details.emails.contains(email),
        }
    }

    /// What the words of the search are asked for.
    fn shared(&self) -> SharedValue {
        match self {
            // Of a word without a form of its own the field only says that it is a word.
            Self::Tax(code) => {
                SharedValue::new(SharedField::Surname, &code.canonical().as_str().to_lowercase())
            }
            Self::Vat(number) => SharedValue::new(SharedField::VatNumber, number.as_str()),
            Self::Phone(phone) => SharedValue::new(SharedField::Phone, phone.as_str()),
            Self::Mail(email) => SharedValue::new(SharedField::Email, email.as_str()),
        }
    }
}

/// Who has a value.
enum Holders {
    /// These.
    These(Vec<CustomerId>),
    /// Too many to tell.
    Many(Vec<CustomerId>),
}

/// Finds customers.
#[derive(Debug)]
pub struct Finder<'a> {
    store: &'a Store,
    systems: Vec<String>,
    known: &'a Known,
}

impl<'a> Finder<'a> {
    /// Finds in a store.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn new(store: &'a Store, known: &'a Known) -> Result<Self> {
        let systems = store.system_names()?.into_iter().map(|(_, name)| name).collect();
        Ok(Self { store, systems, known })
    }

    /// Who a row is about: what its key says, and nothing else in it gainsays; else its codes, numbers
    /// and addresses together, its claim, and at last its name.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn who(&self, frame: &Frame, row: &ListRow) -> Result<Who> {
        let key = frame.value(row, Field::Customer);
        let mut said = !key.is_empty();
        let mut fit: Option<Vec<CustomerId>> = None;
        if said {
            let (found, taken) = self.by_key(key)?;
            fit = (!found.is_empty()).then_some(found);
            said &= taken;
        }
        let mut many = false;
        for says in identifiers(frame, row) {
            said = true;
            if let Some(fit) = &fit
                && let [one] = fit[..]
                && self.has(one, &says)?
            {
                continue;
            }
            match self.holders(&says)? {
                Holders::These(of) if of.is_empty() => {}
                Holders::These(of) => match &mut fit {
                    None => fit = Some(of),
                    Some(fit) => {
                        let both: Vec<_> =
                            fit.iter().copied().filter(|one| of.contains(one)).collect();
                        if both.is_empty() {
                            return Ok(Who::Conflict(together(fit, &of)));
                        }
                        *fit = both;
                    }
                },
                Holders::Many(some) if fit.is_none() => {
                    many = true;
                    fit = Some(some);
                }
                Holders::Many(_) => {}
            }
        }
        let claim = reference(Some(frame.value(row, Field::Claim)));
        if fit.is_none() && !said && claim != 0 {
            let name = name(frame, row);
            fit = self.by_claim(claim)?;
            if let Some(of) = &fit
                && !name.is_empty()
                && self.named(of, &name)?.is_empty()
            {
                return Ok(Who::Conflict(of.clone()));
            }
            said = fit.is_some() || name.is_empty();
        }
        self.by_name(frame, row, fit, (said, many))
    }

    /// Chooses by the name among those who fit, or looks for it where nothing else was said.
    fn by_name(
        &self,
        frame: &Frame,
        row: &ListRow,
        fit: Option<Vec<CustomerId>>,
        (said, many): (bool, bool),
    ) -> Result<Who> {
        let name = name(frame, row);
        let mut fit = match fit {
            Some(fit) => fit,
            None if said => return Ok(Who::Nobody),
            None if name.is_empty() => return Ok(Who::Unsaid),
            None => {
                let found = self.store.customer_find(&name, LOOKED_AT + 1)?;
                let is_many = found.len() > LOOKED_AT;
                let found: Vec<_> = found.into_iter().map(|one| one.customer).collect();
                let named = self.named(&found, &name)?;
                return Ok(match named[..] {
                    [] if is_many => Who::Several(found),
                    [] => Who::Nobody,
                    [one] if !is_many => Who::One(one),
                    _ => Who::Several(named),
                });
            }
        };
        if fit.len() > 1 && !many && !name.is_empty() {
            let named = self.named(&fit, &name)?;
            if !named.is_empty() {
                fit = named;
            }
        }
        Ok(match fit[..] {
            [] => Who::Nobody,
            [one] if !many => Who::One(one),
            _ => Who::Several(fit),
        })
    }

    /// The customers of a key in any system, a customer's or a record's id; else of what the text is
    /// itself. Also whether it is an identifier at all, and no name.
    ///
    /// # Errors
    /// Where the store refuses.
    pub fn by_key(&self, key: &str) -> Result<(Vec<CustomerId>, bool)> {
        let mut found = Vec::new();
        for system in &self.systems {
            let id = record_id(system, key);
            if self.known.records.is_empty() || self.known.records.contains(&id.short()) {
                found.extend(self.store.customer_of_record(id)?);
            }
        }
        if found.is_empty() && key.parse::<CustomerId>().is_ok() {
            found.extend(self.store.customer_find(key, 1)?.into_iter().map(|one| one.customer));
        }
        if found.is_empty()
            && let Ok(record) = key.parse()
        {
            found.extend(self.store.customer_of_record(record)?);
        }
        sorted(&mut found);
        if !found.is_empty() {
            return Ok((found, true));
        }
        for field in [Field::TaxCode, Field::Email, Field::Phone] {
            let Some(says) = Says::parse(field, key) else { continue };
            let (Holders::These(of) | Holders::Many(of)) = self.holders(&says)?;
            if !of.is_empty() {
                return Ok((of, true));
            }
        }
        let is_name = !key.contains(|letter: char| letter.is_ascii_digit()) && key.contains(' ');
        Ok((found, !is_name))
    }

    fn by_claim(&self, claim: Reference) -> Result<Option<Vec<CustomerId>>> {
        let number = self.known.claims.get(&claim).copied().filter(|&number| number != 0);
        let named = number.map(|number| self.store.customers_named(&[number])).transpose()?;
        Ok(named)
    }

    fn has(&self, customer: CustomerId, says: &Says) -> Result<bool> {
        let details = self.store.customer_details(customer)?;
        Ok(details.records.iter().any(|(_, details)| says.is_of(details)))
    }

    fn holders(&self, says: &Says) -> Result<Holders> {
        let among = match self.store.customer_sharing(&says.shared(), &[], LOOKED_AT)? {
            Sharing::Among(among) => among,
            Sharing::TooMany => return Ok(Holders::Many(Vec::new())),
        };
        let mut holders = Vec::new();
        for customer in among {
            if self.has(customer, says)? {
                holders.push(customer);
            }
        }
        Ok(Holders::These(holders))
    }

    /// Those who have a name.
    fn named(&self, among: &[CustomerId], name: &str) -> Result<Vec<CustomerId>> {
        let person = PersonName::from_full(name, NameOrder::Unknown).map(|name| name.key());
        let firm = CompanyName::parse(name);
        let mut named = Vec::new();
        for &customer in among {
            let details = self.store.customer_details(customer)?;
            let is_theirs = details.records.iter().any(|(_, details)| {
                let own = details.name.as_ref().map(PersonName::key);
                let is_firm = firm.as_ref().zip(details.company_name.as_ref());
                (own.is_some() && own == person) || is_firm.is_some_and(|(a, b)| a.key() == b.key())
            });
            if is_theirs {
                named.push(customer);
            }
        }
        Ok(named)
    }
}

/// The codes, numbers and addresses of a row.
fn identifiers(frame: &Frame, row: &ListRow) -> Vec<Says> {
    let mut all = Vec::new();
    for field in [Field::TaxCode, Field::VatNumber, Field::Email, Field::Phone] {
        for place in frame.columns.places(field) {
            all.extend(Says::parse(field, row.value(place)));
        }
    }
    all
}

/// The name of a row: a firm's, a whole one, or its parts.
fn name(frame: &Frame, row: &ListRow) -> String {
    let value = |field| frame.value(row, field);
    let parts = format!("{} {}", value(Field::LastName), value(Field::FirstName));
    let key = value(Field::Customer);
    let all = [value(Field::Name), value(Field::CompanyName), parts.trim(), key];
    all.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
}

fn together(one: &[CustomerId], other: &[CustomerId]) -> Vec<CustomerId> {
    let mut all: Vec<_> = one.iter().chain(other).copied().collect();
    sorted(&mut all);
    all
}

fn sorted(customers: &mut Vec<CustomerId>) {
    customers.sort_unstable();
    customers.dedup();
}
