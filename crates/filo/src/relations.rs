//! The relations of customers, for the command line, the desk and the guard: who is of one household,
//! of one firm, or reached at the same number.
//!
//! Nothing is kept: a customer's values are looked up when they are asked for, and the kernel
//! [`filo_identity::relation`] says what they make. A restricted person's relation is told without
//! names and values where one customer is asked for, and left out where many are.

use std::rc::Rc;

use filo_identity::relation::{
    self, Evidence, Party, PassedOver, Relation, RelationKind, Sureness,
};
use filo_model::digest::Digest;
use filo_model::shared::{SharedField, SharedValue};
use filo_store::Store;
use filo_store::share::{CustomerDetails, Sharing};
use filo_store::thread::CustomerId;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::problem::Result;

/// Customers who may share one value, beyond which nobody counts them: more than any value relates,
/// with room for those who turn out not to have it.
const CANDIDATES_MAX: usize = 64;

/// Customers and values remembered while many are asked for; some hundred megabytes at most.
const REMEMBERED_MAX: usize = 100_000;

/// A customer with those it is related to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerRelations {
    /// The customer asked for.
    pub customer: CustomerId,
    /// Its name; absent where nobody says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the person restricted the use of their data: names and values of others are withheld.
    pub restricted: bool,
    /// Whether the person was erased: nothing relates them to anybody.
    pub erased: bool,
    /// Households first, then firms, then contacts; the surest first.
    pub relations: Vec<RelatedCustomer>,
    /// What relates nobody because too many share it.
    pub passed_over: Vec<CrowdedValue>,
}

/// A customer that is related to the one asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedCustomer {
    /// The other customer.
    pub customer: CustomerId,
    /// Its name; absent where nobody says it, or where it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How they are related.
    pub kind: RelationKind,
    /// How sure it is.
    pub sureness: Sureness,
    /// Whether one of the two restricted the use of their data, so that names and values are withheld.
    pub withheld: bool,
    /// What they share.
    pub shared: Vec<SharedEvidence>,
}

/// What two customers share, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedEvidence {
    /// What it is.
    pub field: SharedField,
    /// The value as the record of the customer asked for has it; absent where it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The record of the customer asked for.
    pub record: Digest,
    /// The record of the other.
    pub other_record: Digest,
}

/// A value that too many share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrowdedValue {
    /// What it is.
    pub field: SharedField,
    /// The value; absent where it is withheld.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The record that holds it.
    pub record: Digest,
    /// How many customers share it; absent where they are too many to be counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customers: Option<usize>,
}

/// The relations of a customer, for somebody who asks for that customer.
///
/// # Errors
/// Where the store refuses.
pub fn relations_of(store: &Store, customer: CustomerId) -> Result<CustomerRelations> {
    let _view = store.view()?;
    Search::new(store).relations(customer)
}

/// The relations of many customers in one pass, in their order, for a use of data by the program itself:
/// of those who restricted the use of theirs nothing is told, on either side.
///
/// # Errors
/// Where the store refuses.
pub fn relations_of_all(store: &Store, customers: &[CustomerId]) -> Result<Vec<CustomerRelations>> {
    let _view = store.view()?;
    let mut search = Search::new(store);
    let mut all = Vec::with_capacity(customers.len());
    for &customer in customers {
        let mut found = search.relations(customer)?;
        found.relations.retain(|one| !one.withheld);
        if found.restricted {
            found.passed_over.clear();
        }
        all.push(found);
    }
    Ok(all)
}

/// A customer as the store and as the kernel knows it.
#[derive(Debug)]
struct Known {
    party: Party,
    name: Option<String>,
    restricted: bool,
    erased: bool,
}

impl Known {
    fn of(found: CustomerDetails) -> Self {
        let names = found.records.iter().filter_map(|(_, details)| details.display_name());
        // The fullest name; of equally long ones always the same.
        let name = names.max_by_key(|name| (name.chars().count(), name.clone()));
        let CustomerDetails { customer, restricted, erased, records } = found;
        Self { party: Party { customer: customer.0, records }, name, restricted, erased }
    }
}

/// Looks for those who share values, and remembers whom it found.
struct Search<'a> {
    store: &'a Store,
    known: FxHashMap<CustomerId, Rc<Known>>,
    sharing: FxHashMap<SharedValue, Sharing>,
}

impl<'a> Search<'a> {
    fn new(store: &'a Store) -> Self {
        Self { store, known: FxHashMap::default(), sharing: FxHashMap::default() }
    }

    fn relations(&mut self, customer: CustomerId) -> Result<CustomerRelations> {
        if self.known.len() + self.sharing.len() > REMEMBERED_MAX {
            self.known.clear();
            self.sharing.clear();
        }
        let asked = self.known(customer)?;
        let (others, crowds) = self.others(&asked.party)?;
        let parties = others.values().map(|known| &known.party);
        let found = relation::relate(&asked.party, parties, &crowds);
        let related = |one: Relation| {
            let other = others.get(&CustomerId(one.customer));
            related(one, other.is_some_and(|other| other.restricted) || asked.restricted, other)
        };
        Ok(CustomerRelations {
            customer,
            name: asked.name.clone(),
            restricted: asked.restricted,
            erased: asked.erased,
            relations: found.relations.into_iter().map(related).collect(),
            passed_over: found
                .passed_over
                .into_iter()
                .map(|one| crowded(one, asked.restricted))
                .collect(),
        })
    }

    fn known(&mut self, customer: CustomerId) -> Result<Rc<Known>> {
        if let Some(known) = self.known.get(&customer) {
            return Ok(Rc::clone(known));
        }
        let known = Rc::new(Known::of(self.store.customer_details(customer)?));
        self.known.insert(customer, Rc::clone(&known));
        Ok(known)
    }

    /// Whoever may share a value, and the values of which too many hold one.
    fn others(&mut self, asked: &Party) -> Result<(Others, FxHashSet<SharedValue>)> {
        let mut ids: FxHashSet<CustomerId> = FxHashSet::default();
        let mut crowds = FxHashSet::default();
        for value in asked.values() {
            match self.sharing(&value)? {
                Sharing::Among(customers) => ids.extend(customers),
                Sharing::TooMany => {
                    // In a block of flats, those of one surname are still looked for.
                    let words = asked.surname_words();
                    if value.field == SharedField::House
                        && !words.is_empty()
                        && let Sharing::Among(customers) =
                            self.store.customer_sharing(&value, &words, CANDIDATES_MAX)?
                    {
                        ids.extend(customers);
                    }
                    crowds.insert(value);
                }
            }
        }
        ids.remove(&CustomerId(asked.customer));
        let others = ids.into_iter().map(|id| Ok((id, self.known(id)?))).collect::<Result<_>>()?;
        Ok((others, crowds))
    }

    fn sharing(&mut self, value: &SharedValue) -> Result<Sharing> {
        if let Some(sharing) = self.sharing.get(value) {
            return Ok(sharing.clone());
        }
        let sharing = self.store.customer_sharing(value, &[], CANDIDATES_MAX)?;
        self.sharing.insert(value.clone(), sharing.clone());
        Ok(sharing)
    }
}

/// Other customers by their ids.
type Others = FxHashMap<CustomerId, Rc<Known>>;

fn related(one: Relation, withheld: bool, other: Option<&Rc<Known>>) -> RelatedCustomer {
    let shown = |evidence: Evidence| SharedEvidence {
        field: evidence.field,
        value: (!withheld).then_some(evidence.value),
        record: evidence.here,
        other_record: evidence.there,
    };
    RelatedCustomer {
        customer: CustomerId(one.customer),
        name: other.filter(|_| !withheld).and_then(|other| other.name.clone()),
        kind: one.kind,
        sureness: one.sureness,
        withheld,
        shared: one.evidence.into_iter().map(shown).collect(),
    }
}

fn crowded(one: PassedOver, withheld: bool) -> CrowdedValue {
    CrowdedValue {
        field: one.field,
        value: (!withheld).then_some(one.value),
        record: one.here,
        customers: one.customers,
    }
}
