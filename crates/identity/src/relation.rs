//! Which customers are related though they are not the same: a household, a firm and its people, a
//! contact in common.
//!
//! Pure: the records of the customer asked for and of those who share a value with it in, relations
//! out. `party` is what a customer holds, `pair` the rules between two; what a value's holders come to
//! is worked out here.
//!
//! Method: a value relates those who share it, where they are few ([`shared_by_max`]): many strangers
//! live in one block of flats, and many customers give the number of one accountant. Pieces of
//! evidence are counted; one makes a relation likely, two make it certain. Whatever is asked is the
//! same from either side: it depends on the values that both hold and on how many hold each, nothing
//! else. What people decided about identity comes first, since customers are what is compared: two
//! that are joined are related no more, and once the decision is undone they are again.

mod pair;
mod party;

use filo_model::digest::Digest;
use filo_model::shared::{SharedField, SharedValue};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use party::Sheet;
pub use party::{Party, surname_words};

/// How two customers are related. The order is that in which people read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// People of one household: of one house or fixed line.
    Household,
    /// A firm and somebody who acts for it.
    Firm,
    /// Two who are reached at one telephone or mailbox, and nothing more.
    Contact,
}

impl RelationKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Household, Self::Firm, Self::Contact];

    /// The stable name, also the end of the key of its text for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Firm => "firm",
            Self::Contact => "contact",
        }
    }
}

/// How sure a relation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// Two pieces of evidence or more, none of which follows from another.
    Certain,
    /// One piece of evidence.
    Likely,
}

impl Sureness {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Certain, Self::Likely];

    /// The stable name, also the end of the key of its text for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
        }
    }
}

/// A value that two customers share, and a record of each that holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// What is shared.
    pub field: SharedField,
    /// The value, as the record of the customer asked for has it.
    pub value: String,
    /// The record of the customer asked for.
    pub here: Digest,
    /// The record of the other.
    pub there: Digest,
}

/// A relation of the customer asked for to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The other customer.
    pub customer: u64,
    /// How they are related.
    pub kind: RelationKind,
    /// How sure it is.
    pub sureness: Sureness,
    /// What they share, in the order of fields.
    pub evidence: Vec<Evidence>,
}

/// A value that relates nobody, because too many share it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// What it is.
    pub field: SharedField,
    /// The value, as the customer's record has it.
    pub value: String,
    /// The customer's record that holds it.
    pub here: Digest,
    /// How many customers hold it; absent where there are too many to be counted.
    pub customers: Option<usize>,
}

/// What is known of a customer's relations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relations {
    /// By kind, the surest first, then by customer. One customer may be related in two ways.
    pub relations: Vec<Relation>,
    /// Values that too many share.
    pub passed_over: Vec<PassedOver>,
}

/// More customers than this who share a value are related by it no more.
///
/// A house without a staircase may be a block of flats, so few are let through; those of one surname
/// are related there all the same. A number or mailbox of more than a large family is a switchboard,
/// an accountant's or a placeholder. A firm's number, name or domain may be that of all its people.
#[must_use]
pub fn shared_by_max(field: SharedField) -> usize {
    match field {
        SharedField::House => 4,
        SharedField::Landline | SharedField::Phone | SharedField::Email => 6,
        SharedField::Domain | SharedField::VatNumber | SharedField::CompanyName => 40,
        SharedField::Surname => 0,
    }
}

/// What the holders of a value come to.
#[derive(Debug, Default, Clone, Copy)]
struct Holders {
    customers: usize,
    /// Those that are a firm, whether a person's too.
    firms: usize,
    /// Those that are a firm and no person's.
    bare_firms: usize,
    /// Too many to be counted.
    uncounted: bool,
}

/// How many hold each value of the customer asked for.
struct Holding<'a>(FxHashMap<&'a SharedValue, Holders>);

impl Holding<'_> {
    fn of(&self, value: &SharedValue) -> Holders {
        self.0.get(value).copied().unwrap_or_default()
    }

    fn is_crowded(&self, value: &SharedValue) -> bool {
        let holders = self.of(value);
        holders.uncounted || holders.customers > shared_by_max(value.field)
    }
}

/// The relations of a customer.
///
/// `others` has to hold every customer who shares a value of [`Party::values`] with the one asked for,
/// but those of the values in `crowds`, which more share than anybody counts; of these it holds, for
/// houses, the customers with one of [`Party::surname_words`]. Others do no harm, nor does their order.
#[must_use]
pub fn relate<'a>(
    asked: &Party,
    others: impl IntoIterator<Item = &'a Party>,
    crowds: &FxHashSet<SharedValue>,
) -> Relations {
    let here = Sheet::of(asked);
    let mut there: Vec<Sheet<'_>> = others
        .into_iter()
        .filter(|other| other.customer != asked.customer)
        .map(Sheet::of)
        .collect();
    there.sort_unstable_by_key(|sheet| sheet.customer);
    there.dedup_by_key(|sheet| sheet.customer);
    let mut holding = FxHashMap::default();
    for value in here.values.keys() {
        let mut holders = Holders { uncounted: crowds.contains(value), ..Holders::default() };
        let all = there.iter().chain([&here]);
        for sheet in all.filter(|sheet| sheet.values.contains_key(value)) {
            holders.customers += 1;
            holders.firms += usize::from(sheet.is_firm);
            holders.bare_firms += usize::from(sheet.is_bare_firm());
        }
        holding.insert(value, holders);
    }
    let holding = Holding(holding);
    let mut relations: Vec<Relation> =
        there.iter().flat_map(|other| pair::relations(&here, other, &holding)).collect();
    relations.sort_by_key(|one| (one.kind, one.sureness, one.customer));
    let passed_over = passed_over(&here, &holding);
    Relations { relations, passed_over }
}

/// What too many share. Names and domains of firms are left out: that many firms are called alike, and
/// many customers have their mail from one provider, surprises nobody.
fn passed_over(here: &Sheet<'_>, holding: &Holding<'_>) -> Vec<PassedOver> {
    let told = |field| !matches!(field, SharedField::Domain | SharedField::CompanyName);
    let crowded = here.values.iter().filter(|(value, _)| holding.is_crowded(value));
    let crowded = crowded.filter(|(value, _)| told(value.field)).map(|(value, held)| {
        let holders = holding.of(value);
        PassedOver {
            field: value.field,
            value: held.shown.clone(),
            here: held.record,
            customers: (!holders.uncounted).then_some(holders.customers),
        }
    });
    crowded.collect()
}

#[cfg(test)]
mod tests;
