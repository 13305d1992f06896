//! Why two records are, or are not, one customer: field by field.

use super::compare::{Comparison, FIELDS, Field, LEVELS};
use super::features::Features;
use super::model::{KINDS, Model};

/// What one field says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldWeight {
    /// The stable name of the field.
    pub field: &'static str,
    /// The stable name of how far it agrees.
    pub level: &'static str,
    /// What speaks for one customer, in bits: the logarithm to base two of how much likelier this is
    /// between two records of one customer than between those of two.
    pub weight: f64,
}

/// What all fields say.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The fields of which both sides say something, in a fixed order.
    pub fields: Vec<FieldWeight>,
    /// Before anything is compared, in bits.
    pub prior: f64,
    /// All together, in bits.
    pub weight: f64,
    /// The probability that they are one customer.
    pub probability: f64,
}

impl Field {
    const ALL: [Self; FIELDS] = [
        Self::First,
        Self::Last,
        Self::Order,
        Self::Birth,
        Self::TaxCode,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::Number,
        Self::Company,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::First => "first-name",
            Self::Last => "last-name",
            Self::Order => "name-order",
            Self::Birth => "birth-date",
            Self::TaxCode => "tax-code",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Number => "number",
            Self::Company => "company",
        }
    }

    /// The names of the levels from the nearest on, as in [`super::level`].
    fn levels(self) -> &'static [&'static str] {
        match self {
            Self::First => &["same", "form", "near", "initial", "alike", "other-sex", "different"],
            Self::Last => &["same", "part", "near", "alike", "different"],
            Self::Order => &["same", "swapped"],
            Self::Birth => &["same", "near", "two-parts", "year", "different"],
            Self::TaxCode => &["same", "near", "alike", "different"],
            Self::Phone | Self::Number => &["same", "near", "different"],
            Self::Email => &["same", "user", "near", "different", "named", "user-named"],
            Self::Address => &["same", "street", "postcode", "city", "different"],
            Self::Company => &["same", "near", "alike", "different", "firm-or-person"],
        }
    }
}

/// The names of fields and of their levels, for the texts that people read.
pub fn names() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    Field::ALL.into_iter().map(|field| (field.name(), field.levels()))
}

impl Features {
    /// Why two records are, or are not, one customer under a model.
    #[must_use]
    pub fn explain(&self, model: &Model, a: u32, b: u32) -> Explanation {
        self.explain_groups(model, &[a], &[b])
    }

    /// Why two groups of records are, or are not, one customer under a model: each field from the two
    /// records that agree best in it, as it is weighed when groups are joined.
    #[must_use]
    pub fn explain_groups(&self, model: &Model, one: &[u32], other: &[u32]) -> Explanation {
        let comparison = self.best_of_groups(model, one, other);
        let evidence = model.weigh(&comparison);
        let (against, before) = evidence.strongest_other(model);
        let odds = evidence.odds(model);
        let said = |field: &Field| comparison.level(*field) != 0;
        let fields = Field::ALL.into_iter().filter(said);
        Explanation {
            fields: fields.map(|field| weight(model, &comparison, field, against)).collect(),
            prior: before / std::f64::consts::LN_2,
            weight: odds / std::f64::consts::LN_2,
            probability: 1.0 / (1.0 + (-odds).exp()),
        }
    }
}

fn weight(model: &Model, comparison: &Comparison, field: Field, against: usize) -> FieldWeight {
    let level = comparison.level(field);
    debug_assert!(usize::from(level) < LEVELS && against < KINDS);
    let of = model.field(field as usize, level, comparison.shares[field as usize]);
    let is_weighed = field != Field::Order;
    FieldWeight {
        field: field.name(),
        level: usize::from(level).checked_sub(1).map_or("", |at| field.levels()[at]),
        weight: if is_weighed { (of[0] / of[against]).log2() } else { 0.0 },
    }
}
