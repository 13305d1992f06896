//! The probabilities by which agreement is weighed, and what they make of a comparison.
//!
//! After Fellegi and Sunter (A Theory for Record Linkage, 1969), with five kinds of pair instead of
//! two: the same customer, two people of one household, namesakes, strangers with mail addresses made
//! alike, other strangers. People of a household share
//! surname, address, landline and sometimes a mail address; as a kind of their own they keep these
//! fields from being counted as if each were evidence by itself.

use serde::{Deserialize, Serialize};

use super::block::Bounds;
use super::cluster::NEVER;
use super::compare::{Comparison, FIELDS, Field, LEVELS};
use super::features::Reader;
use super::shares::Common;

/// For each field and level a probability.
pub(super) type Table = [[f64; LEVELS]; FIELDS];

/// How many kinds of pair there are: one customer, one household, namesakes, strangers with mail
/// addresses made alike, other strangers.
pub(super) const KINDS: usize = 5;

/// A version of all that decides about a pair.
///
/// Under one model the customers are a function of records and decisions alone: it holds the
/// probabilities, how common values are, and the cut. It can be written and read back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// How many records it was learnt from.
    pub records: u32,
    /// The share of right pairs that was asked for.
    pub precision: f64,
    /// The odds from which joins are made, as natural logarithm.
    pub cut: f32,
    /// The share of the joined pairs that was expected to be right when the cut was made.
    pub expected_precision: f64,
    /// Who is compared with whom.
    pub(super) bounds: Bounds,
    /// How common values are.
    pub(super) common: Common,
    /// Of pairs of one customer, how often each level occurs where both sides say something.
    pub(super) same: Table,
    /// Of pairs of one household.
    pub(super) household: Table,
    /// Of pairs of two people with one name.
    pub(super) namesakes: Table,
    /// Of pairs of strangers whose mail addresses are made of the same names.
    pub(super) made_alike: Table,
    /// Of pairs of strangers, where no share of a value is known.
    pub(super) strangers: Table,
    /// The logarithm of the probability that two records are one customer, before they are compared.
    pub(super) same_prior: f64,
    /// That they are of one household.
    pub(super) household_prior: f64,
    /// That they are two people with one name.
    pub(super) namesakes_prior: f64,
    /// That they are strangers with mail addresses made alike.
    pub(super) made_alike_prior: f64,
}

/// Up to so many records every pair is compared, two hundred million of them, where the model says so.
const EVERY_PAIR_LINKED_MAX: u64 = 20_000;

/// The smallest probability that is believed.
const FLOOR: f64 = 1e-9;

/// The logarithms of the probabilities of a comparison, for each kind of pair.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence(pub(super) [f64; KINDS]);

impl Evidence {
    fn with_priors(self, model: &Model) -> [f64; KINDS] {
        let priors = [
            model.same_prior,
            model.household_prior,
            model.namesakes_prior,
            model.made_alike_prior,
            0.0,
        ];
        let mut all = self.0;
        all.iter_mut().zip(priors).for_each(|(one, prior)| *one += prior);
        all
    }

    /// What speaks for one customer rather than for anything else, as logarithm of the odds.
    pub(super) fn odds(self, model: &Model) -> f64 {
        let [same, others @ ..] = self.with_priors(model);
        let most = others.iter().copied().fold(f64::MIN, f64::max);
        same - most - others.map(|one| (one - most).exp()).iter().sum::<f64>().ln()
    }

    /// What else the pair may be above all, and the logarithm of the odds of one customer against that
    /// before the two were compared.
    pub(super) fn strongest_other(self, model: &Model) -> (usize, f64) {
        let with = self.with_priors(model);
        let others = with.iter().enumerate().skip(1);
        let strongest = others.max_by(|(_, one), (_, other)| one.total_cmp(other));
        let at = strongest.map_or(KINDS - 1, |(at, _)| at);
        let own = Self::default().with_priors(model);
        (at, own[0] - own[at])
    }

    /// The probability of each kind where a person said whether it is one customer.
    pub(super) fn posterior_decided(self, model: &Model, same: bool) -> [f64; KINDS] {
        let mut of = self.posterior(model);
        if same {
            return std::array::from_fn(|kind| if kind == 0 { 1.0 } else { 0.0 });
        }
        of[0] = 0.0;
        let others: f64 = of.iter().sum();
        if others > 0.0 { of.map(|one| one / others) } else { of }
    }

    /// The probability of each kind.
    pub(super) fn posterior(self, model: &Model) -> [f64; KINDS] {
        let all = self.with_priors(model);
        let most = all.iter().copied().fold(f64::MIN, f64::max);
        let odds = all.map(|one| (one - most).exp());
        let sum: f64 = odds.iter().sum();
        odds.map(|one| one / sum)
    }
}

impl Model {
    /// Forgets what it keeps of these records' numbers, mail addresses and houses; true where it kept
    /// anything.
    pub fn forget(&mut self, records: Reader) -> bool {
        self.common.forget(&records.finish())
    }

    /// The odds from which joins are made, as natural logarithm; nothing where none is.
    #[must_use]
    pub fn cut(&self) -> Option<f32> {
        (self.cut < NEVER).then_some(self.cut)
    }

    /// Whether so many records can be linked at once: a model that was learnt from few compares every
    /// pair.
    #[must_use]
    pub fn can_link(&self, records: u64) -> bool {
        !self.bounds.every_pair || records <= EVERY_PAIR_LINKED_MAX
    }

    /// The probabilities of one field, for each kind of pair.
    pub(super) fn field(&self, field: usize, level: u8, share: f32) -> [f64; KINDS] {
        let at = usize::from(level);
        let (same, household) = (self.same[field][at], self.household[field][at]);
        let (namesakes, made_alike) = (self.namesakes[field][at], self.made_alike[field][at]);
        if share > 0.0 {
            let share = f64::from(share);
            // That a value is common makes it no less likely between people who share all.
            [
                same.max(share),
                household.max(share),
                namesakes.max(share),
                made_alike.max(share),
                share.max(FLOOR),
            ]
        } else {
            [same, household, namesakes, made_alike, self.strangers[field][at]]
                .map(|one| one.max(FLOOR))
        }
    }

    /// What a comparison says.
    pub(super) fn weigh(&self, comparison: &Comparison) -> Evidence {
        let mut evidence = [1.0_f64; KINDS];
        for field in 0..FIELDS {
            let level = comparison.levels[field];
            // In which order names stand says nothing of whose they are: it is told, not weighed.
            if level != 0 && field != Field::Order as usize {
                let of = self.field(field, level, comparison.shares[field]);
                for (all, one) in evidence.iter_mut().zip(of) {
                    *all *= one;
                }
            }
        }
        Evidence(evidence.map(f64::ln))
    }

    /// The logarithm of the odds that two compared records are one customer.
    pub(super) fn odds(&self, comparison: &Comparison) -> f64 {
        self.weigh(comparison).odds(self)
    }
}

/// Odds as they are kept: seven digits are more than any weight has.
#[expect(clippy::cast_possible_truncation, reason = "the loss is what is wanted")]
pub(super) fn narrow(odds: f64) -> f32 {
    odds as f32
}
