//! Where learning begins, and what it holds on to where the data say little.
//!
//! From experience with exports of companies, not from any one of them.

use super::block::Bounds;
use super::compare::{FIELDS, Field, LEVELS};
use super::model::{KINDS, Model};
use super::run::CUT_MIN;
use super::shares::Common;

/// Of strangers: how often first names, birth dates, tax codes ... agree to each level by chance.
const FIRST: &[f64] = &[0.005, 0.01, 0.01, 0.01, 0.05, 0.005, 0.91];
const BIRTH: &[f64] = &[0.000_04, 0.001, 0.003, 0.02, 0.976];
const CODE: &[f64] = &[1e-8, 2e-8, 1e-6, 1.0];
const PHONE: &[f64] = &[1e-6, 1e-6, 1.0];
const ADDRESS: &[f64] = &[1e-6, 1e-4, 0.001, 0.01, 0.99];
const NUMBER: &[f64] = &[1e-7, 1e-6, 1.0];
const COMPANY: &[f64] = &[1e-4, 1e-4, 0.002, 0.898, 0.10];

/// For each field the probabilities of its levels, from the nearest on, for each kind of pair: one
/// customer, one household, namesakes, strangers with mail addresses made alike, other strangers.
const BEGIN: [(Field, [&[f64]; KINDS]); FIELDS - 1] = [
    (
        Field::First,
        [
            &[0.81, 0.06, 0.06, 0.025, 0.02, 0.005, 0.02],
            &[0.02, 0.01, 0.01, 0.01, 0.05, 0.01, 0.89],
            &[0.80, 0.05, 0.05, 0.05, 0.02, 0.03, 0.001],
            &[0.60, 0.05, 0.05, 0.10, 0.05, 0.10, 0.05],
            FIRST,
        ],
    ),
    (
        Field::Last,
        [
            &[0.84, 0.04, 0.06, 0.02, 0.04],
            &[0.70, 0.01, 0.03, 0.02, 0.24],
            &[0.90, 0.03, 0.06, 0.01, 0.001],
            &[0.40, 0.01, 0.05, 0.04, 0.50],
            &[0.001, 0.001, 0.005, 0.03, 0.963],
        ],
    ),
    (
        Field::Birth,
        [&[0.88, 0.06, 0.03, 0.01, 0.02], &[0.006, 0.002, 0.004, 0.03, 0.958], BIRTH, BIRTH, BIRTH],
    ),
    (Field::TaxCode, [&[0.92, 0.05, 0.01, 0.02], &[1e-7, 1e-6, 1e-4, 0.999], CODE, CODE, CODE]),
    (Field::Phone, [&[0.6, 0.04, 0.36], &[0.35, 0.01, 0.64], PHONE, PHONE, PHONE]),
    (
        Field::Email,
        [
            &[0.25, 0.02, 0.06, 0.3, 0.35, 0.02],
            &[0.14, 0.01, 0.02, 0.81, 0.01, 0.01],
            &[1e-6, 1e-6, 0.02, 0.97, 0.005, 0.005],
            &[1e-6, 1e-6, 0.10, 0.10, 0.40, 0.40],
            &[1e-6, 1e-6, 1e-5, 1.0, 1e-6, 1e-6],
        ],
    ),
    (
        Field::Address,
        [
            &[0.62, 0.08, 0.03, 0.07, 0.20],
            &[0.75, 0.08, 0.02, 0.05, 0.10],
            ADDRESS,
            ADDRESS,
            ADDRESS,
        ],
    ),
    (Field::Number, [&[0.9, 0.05, 0.05], &[0.001, 0.001, 0.998], NUMBER, NUMBER, NUMBER]),
    (
        Field::Company,
        [
            &[0.6, 0.2, 0.1, 0.09, 0.01],
            &[0.05, 0.02, 0.03, 0.7, 0.2],
            &[0.5, 0.2, 0.15, 0.149, 0.001],
            COMPANY,
            COMPANY,
        ],
    ),
];

impl Model {
    /// The model that learning begins with, for so many records.
    pub(super) fn begin(records: usize) -> Self {
        let mut tables = [[[0.0; LEVELS]; FIELDS]; KINDS];
        for (field, kinds) in BEGIN {
            for (table, values) in tables.iter_mut().zip(kinds) {
                let slots = table[field as usize].iter_mut().skip(1);
                slots.zip(values).for_each(|(slot, value)| *slot = *value);
            }
        }
        let [same, household, namesakes, made_alike, strangers] = tables;
        // Of two records the second is the same customer as the first about as often as there are
        // records to be somebody else's.
        #[expect(clippy::cast_precision_loss, reason = "records are far fewer than 2^52")]
        let prior = -(records.max(2) as f64).ln();
        Self {
            records: u32::try_from(records).unwrap_or(u32::MAX),
            precision: 1.0,
            cut: CUT_MIN,
            expected_precision: 1.0,
            bounds: Bounds::of(records),
            common: Common::default(),
            same,
            household,
            namesakes,
            made_alike,
            strangers,
            same_prior: prior,
            household_prior: prior,
            namesakes_prior: prior,
            made_alike_prior: prior,
        }
    }
}
