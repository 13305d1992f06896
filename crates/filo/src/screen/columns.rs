//! Which column of a list says what: by its heading, by the company's own sources, or as somebody says.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use filo_guard::fact::vocabulary::{FactName, Origin};
use filo_model::name::fold;

use crate::config::Config;
use crate::problem::{Problem, Result};

/// The headings of each field.
const HEADINGS: &str = include_str!("../../../../data/guard/columns.toml");

static TABLE: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(HEADINGS).unwrap_or_default());

/// Declares the fields that are no facts.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// What a column of a list may say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)+
            /// A fact that only who asks can say.
            Fact(FactName),
        }

        impl Field {
            const PLAIN: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name, as `--column` takes it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Fact(fact) => fact.name() }
            }
        }
    };
}

fields! {
    /// A key of the customer in any system, or whatever else says who.
    Customer = "customer",
    /// The whole name of a person, or of a firm.
    Name = "name",
    /// The first name.
    FirstName = "first_name",
    /// The surname.
    LastName = "last_name",
    /// The firm's name.
    CompanyName = "company_name",
    /// The tax code.
    TaxCode = "tax_code",
    /// The VAT number.
    VatNumber = "vat_number",
    /// A telephone number.
    Phone = "phone",
    /// A mail address.
    Email = "email",
    /// The claim's number.
    Claim = "claim",
    /// The instalment.
    Instalment = "instalment",
    /// The day by which it was to be paid.
    Due = "due",
    /// The amount asked for.
    Amount = "amount",
    /// The product offered.
    Product = "product",
    /// The contract.
    Contract = "contract",
    /// The customer's question, or its case.
    Matter = "matter",
    /// The channel.
    Channel = "channel",
    /// When it is to be done.
    Planned = "planned",
    /// At what time of that day.
    PlannedTime = "planned_time",
    /// When the register of oppositions was looked at.
    RegisterChecked = "register_checked",
    /// Where the contact comes from.
    ContactSource = "contact_source",
}

impl Field {
    /// The field with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain = Self::PLAIN.iter().copied().find(|field| field.name() == name);
        let fact = || FactName::from_name(name).filter(|fact| may_be_stated(*fact));
        plain.or_else(|| fact().map(Self::Fact))
    }

    /// Whether it says who.
    #[must_use]
    pub fn says_who(self) -> bool {
        self <= Self::Email
    }

    /// Whether a receiver of the list needs it: who, and what is asked.
    #[must_use]
    pub fn is_needed(self) -> bool {
        self <= Self::Product
    }
}

/// Whether a list may say a fact: what the thread says, no list overrules, and the day is computed.
fn may_be_stated(fact: FactName) -> bool {
    use FactName::{
        AnsweredOtherwise, Channel, PlannedBeforeHoliday, PlannedMinute, PlannedOnHoliday,
        PlannedWeekday, RegisterAge, RegisterEnrolled, RequestEvidence,
    };
    match fact {
        RegisterEnrolled | RegisterAge | RequestEvidence | AnsweredOtherwise => true,
        Channel | PlannedWeekday | PlannedMinute | PlannedOnHoliday | PlannedBeforeHoliday => false,
        fact => fact.origin() == Origin::Asked,
    }
}

/// Which columns say what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Field and place of the column, in the order of the list; a field may stand in several columns.
    pub found: Vec<(Field, usize)>,
}

impl Columns {
    /// What the columns of a header say; `given` says it for some, as `field=column`.
    ///
    /// # Errors
    /// Where a field or column that was given does not exist, or nothing says who.
    pub fn recognise(header: &[String], given: &[String], config: &Config) -> Result<Self> {
        let mut found = Vec::new();
        for pair in given {
            found.push(one_given(header, pair)?);
        }
        let told: Vec<(Field, usize)> = found.clone();
        let is_told = |field: Field, place| told.iter().any(|one| one.0 == field || one.1 == place);
        let mut names: Vec<Option<Field>> = header.iter().map(|name| by_heading(name)).collect();
        for (name, field) in header.iter().zip(&mut names) {
            *field = field.or_else(|| by_source(name, config));
        }
        let claims = |field| names.iter().flatten().filter(|one| **one == field).count();
        // A bare "codice" or "cliente" is a customer only where nothing says so more clearly.
        let is_vague =
            |name: &String| ["codice", "cliente", "client", "contact"].contains(&&*fold(name));
        for (place, (name, field)) in header.iter().zip(&names).enumerate() {
            let Some(field) = *field else { continue };
            let is_second = field == Field::Customer && is_vague(name) && claims(field) > 1;
            if !is_told(field, place) && !is_second {
                found.push((field, place));
            }
        }
        once(&mut found);
        let columns = Self { found };
        if columns.found.iter().any(|(field, _)| field.says_who() || *field == Field::Claim) {
            return Ok(columns);
        }
        Err(Problem::new("screen-nobody").with("found", header.join(", ")))
    }

    /// The columns of a field.
    pub fn places(&self, field: Field) -> impl Iterator<Item = usize> {
        self.found.iter().filter(move |one| one.0 == field).map(|one| one.1)
    }

    /// Whether a field has a column.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.places(field).next().is_some()
    }
}

/// Of what may stand only once, the first column is kept; telephone numbers and mail addresses may
/// stand in several.
fn once(found: &mut Vec<(Field, usize)>) {
    let mut seen: Vec<Field> = Vec::new();
    found.retain(|(field, _)| {
        let again = seen.contains(field) && !matches!(field, Field::Phone | Field::Email);
        seen.push(*field);
        !again
    });
    found.sort_by_key(|one| one.1);
}

fn one_given(header: &[String], pair: &str) -> Result<(Field, usize)> {
    let (field, column) = pair.split_once('=').unwrap_or((pair, ""));
    let Some(known) = Field::from_name(field.trim()) else {
        let known: Vec<&str> = Field::PLAIN.iter().map(|field| field.name()).collect();
        return Err(Problem::new("screen-field")
            .with("field", field.trim())
            .with("known", known.join(", ")));
    };
    let place = place(header, column).ok_or_else(|| {
        Problem::new("screen-column").with("column", column.trim()).with("found", header.join(", "))
    })?;
    Ok((known, place))
}

/// The place of a column by its name: exactly, else however it is written.
#[must_use]
pub fn place(header: &[String], column: &str) -> Option<usize> {
    let exact = header.iter().position(|name| name.trim() == column.trim());
    let wanted = fold(column);
    exact.or_else(|| header.iter().position(|name| !wanted.is_empty() && fold(name) == wanted))
}

/// The field that a heading names.
fn by_heading(name: &str) -> Option<Field> {
    let folded = fold(name);
    let in_table = TABLE.iter().find(|(_, names)| names.contains(&folded));
    let field = in_table.and_then(|(field, _)| Field::from_name(field));
    // The names of fields and facts are headings, too.
    field.or_else(|| Field::from_name(&folded.replace(' ', "_")))
}

/// The field that a column of this name is mapped to by a source of the company.
fn by_source(name: &str, config: &Config) -> Option<Field> {
    let mapped = config.sources.iter().flat_map(|source| &source.spec.columns);
    let wanted = fold(name);
    let is_it = |column: &String| column.split('|').any(|one| fold(one) == wanted);
    let mut fields = mapped.filter(|(_, columns)| columns.len() == 1 && columns.iter().all(is_it));
    fields.find_map(|(field, _)| {
        Field::from_name(field).filter(|field| field.says_who() || field.is_needed())
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_heading_leads_to_one_field_and_is_written_as_it_is_compared() {
        let mut seen = BTreeSet::new();
        assert!(TABLE.len() > 20, "the table is read");
        for (field, names) in TABLE.iter() {
            assert!(Field::from_name(field).is_some(), "{field}");
            for name in names {
                assert_eq!(&fold(name), name);
                assert!(seen.insert(name.clone()), "{name} stands twice");
            }
        }
    }

    #[test]
    fn headings_are_recognised_in_both_languages() {
        for (heading, field) in [
            ("Codice cliente", Field::Customer),
            ("N. fattura", Field::Claim),
            ("E-mail", Field::Email),
            ("Due date", Field::Due),
            ("P.IVA", Field::VatNumber),
            ("Società", Field::CompanyName),
            ("reveals_debt", Field::Fact(FactName::RevealsDebt)),
        ] {
            assert_eq!(by_heading(heading), Some(field), "{heading}");
        }
        assert_eq!(by_heading("Note"), None);
        assert_eq!(by_heading("claim_paid"), None, "what the thread says");
    }
}
