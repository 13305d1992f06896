//! Learning without labels: strangers by sampling, the others by expectation-maximisation.

use rustc_hash::FxHashMap;

use super::block::unpacked;
use super::compare::{Comparison, FIELDS, Field, LEVELS};
use super::features::Features;
use super::model::{KINDS, Model, Table};
use super::texts::mix;

/// Random pairs from which strangers are learnt.
const STRANGERS_SAMPLED: u32 = 400_000;

/// Candidates from which the others are learnt, at most about so many.
const CANDIDATES_LEARNT: usize = 300_000;

/// The most rounds of expectation-maximisation.
const ROUNDS: usize = 40;

/// Learning has settled when the expected number of pairs of one customer changes by less.
const SETTLED: f64 = 0.000_5;

/// What the beginning is worth, in pairs.
const BEGIN_WORTH: f64 = 30.0;

/// What a person's decision about a pair is worth, in pairs.
const LABEL_WORTH: f64 = 20.0;

/// How much rarer pairs of one household may be taken to be than pairs of one customer, as logarithm.
const HOUSEHOLDS_RARE: f64 = 4.6;

/// What of a household is learnt: what its people share.
const HOUSEHOLD_LEARNS: [usize; 4] =
    [Field::Last as usize, Field::Phone as usize, Field::Email as usize, Field::Address as usize];

/// What of people with one name is learnt: how like their mail addresses are.
const NAMESAKES_LEARN: [usize; 1] = [Field::Email as usize];

/// What of strangers with mail addresses made alike is learnt.
const MADE_ALIKE_LEARN: [usize; 3] =
    [Field::First as usize, Field::Last as usize, Field::Email as usize];

/// A generator of numbers that looks random enough to sample (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        value ^ (value >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from((u128::from(self.next()) * u128::from(bound)) >> 64).unwrap_or(0)
    }
}

impl Features {
    /// Learns a model from the records and their candidates; pairs that a person decided on, with
    /// whether they are one customer, are taken as decided.
    pub(super) fn learn(&self, candidates: &[u64], labels: &[(u32, u32, bool)]) -> Model {
        let mut model = Model::begin(self.len());
        model.common = self.shares.common.clone();
        if self.len < 2 {
            return model;
        }
        model.strangers = self.learn_strangers(&model.strangers);
        let every = candidates.len().div_ceil(CANDIDATES_LEARNT).max(1) as u64;
        // By keys, so that the order of records decides nothing.
        let key = |(a, b): (u32, u32)| mix(self.keys[a as usize], self.keys[b as usize]);
        let ordered = candidates.iter().map(|&pair| {
            let (a, b) = unpacked(pair);
            self.ordered(a, b)
        });
        let sampled = ordered.filter(|&pair| (key(pair) >> 32).is_multiple_of(every));
        let patterns = Patterns::of(sampled.map(|(a, b)| self.compare(a, b)));
        let labels: Vec<(Comparison, bool)> =
            labels.iter().map(|&(a, b, same)| (self.compare(a, b), same)).collect();
        let records = f64::from(self.len);
        let pairs = records * (records - 1.0) / 2.0;
        self.follow_strangers(&mut model);
        let begin = [model.same, model.household, model.namesakes, model.made_alike];
        for _ in 0..ROUNDS {
            let mut sums = [[[0.0_f64; LEVELS]; FIELDS]; KINDS - 1];
            let mut mass = [0.0_f64; KINDS - 1];
            let worth = LABEL_WORTH / every as f64;
            let found = patterns.0.iter().map(|(comparison, times)| {
                (comparison, *times, model.weigh(comparison).posterior(&model))
            });
            let decided = labels.iter().map(|(comparison, same)| {
                (comparison, worth, model.weigh(comparison).posterior_decided(&model, *same))
            });
            for (comparison, times, posterior) in found.chain(decided) {
                for ((of, mass), sums) in posterior.iter().zip(&mut mass).zip(&mut sums) {
                    if *of < 1e-6 {
                        continue;
                    }
                    let weight = of * times;
                    *mass += weight;
                    for (sum, &level) in sums.iter_mut().zip(&comparison.levels) {
                        sum[usize::from(level)] += weight;
                    }
                }
            }
            let prior = |mass: f64| ((mass * every as f64).max(1.0) / pairs).ln();
            model.same = settled(&sums[0], &begin[0], |_| true);
            model.household =
                settled(&sums[1], &begin[1], |field| HOUSEHOLD_LEARNS.contains(&field));
            model.namesakes =
                settled(&sums[2], &begin[2], |field| NAMESAKES_LEARN.contains(&field));
            model.made_alike =
                settled(&sums[3], &begin[3], |field| MADE_ALIKE_LEARN.contains(&field));
            let before = std::mem::replace(&mut model.same_prior, prior(mass[0]));
            // Where no households are seen, there are some all the same.
            model.household_prior = prior(mass[1]).max(model.same_prior - HOUSEHOLDS_RARE);
            model.namesakes_prior = prior(mass[2]);
            model.made_alike_prior = prior(mass[3]);
            if (model.same_prior - before).abs() < SETTLED {
                break;
            }
        }
        model
    }

    /// Where people of a household or of one name are strangers to each other, they agree as
    /// strangers do.
    fn follow_strangers(&self, model: &mut Model) {
        for field in [Field::Birth, Field::Phone, Field::Address, Field::TaxCode, Field::Number] {
            model.namesakes[field as usize] = model.strangers[field as usize];
            model.made_alike[field as usize] = model.strangers[field as usize];
        }
    }

    /// How often strangers agree to each level: counted among random pairs.
    fn learn_strangers(&self, begin: &Table) -> Table {
        let mut random = Random(0x5EED);
        // Places in the order of keys, so that the order of records decides nothing.
        let mut by_key: Vec<u32> = (0..self.len).collect();
        self.sort_by_key(&mut by_key);
        let mut counts: Table = [[0.0; LEVELS]; FIELDS];
        for _ in 0..STRANGERS_SAMPLED.min(self.len.saturating_mul(40)) {
            let place = |random: &mut Random| by_key[random.below(self.len) as usize];
            let (a, b) = (place(&mut random), place(&mut random));
            if a != b {
                let (a, b) = self.ordered(a, b);
                let comparison = self.compare(a, b);
                for (count, &level) in counts.iter_mut().zip(&comparison.levels) {
                    count[usize::from(level)] += 1.0;
                }
            }
        }
        settled(&counts, begin, |_| true)
    }
}

/// Comparisons that are alike, and how often each occurs: learning costs patterns, not pairs.
struct Patterns(Vec<(Comparison, f64)>);

impl Patterns {
    fn of(comparisons: impl Iterator<Item = Comparison>) -> Self {
        let mut places: FxHashMap<([u8; FIELDS], [u32; FIELDS]), usize> = FxHashMap::default();
        let mut patterns: Vec<(Comparison, f64)> = Vec::new();
        for mut comparison in comparisons {
            comparison.shares = comparison.shares.map(rounded);
            let key = (comparison.levels, comparison.shares.map(f32::to_bits));
            let place = *places.entry(key).or_insert_with(|| {
                patterns.push((comparison, 0.0));
                patterns.len() - 1
            });
            if let Some((_, times)) = patterns.get_mut(place) {
                *times += 1.0;
            }
        }
        Self(patterns)
    }
}

/// A share with one binary digit behind the first, in the middle of those that have the same: no weight
/// notices.
fn rounded(share: f32) -> f32 {
    const KEPT: u32 = !((1 << 22) - 1);
    const MIDDLE: u32 = 1 << 21;
    if share > 0.0 { f32::from_bits(share.to_bits() & KEPT | MIDDLE) } else { share }
}

/// Shares of levels from counts and from where learning began.
fn settled(counts: &Table, begin: &Table, learns: impl Fn(usize) -> bool) -> Table {
    let mut table = [[0.0; LEVELS]; FIELDS];
    for (field, (counts, begin)) in counts.iter().zip(begin).enumerate() {
        if !learns(field) {
            table[field] = *begin;
            continue;
        }
        let known: f64 = counts.iter().skip(1).sum::<f64>() + BEGIN_WORTH;
        for (level, slot) in table[field].iter_mut().enumerate().skip(1) {
            *slot = (counts[level] + begin[level] * BEGIN_WORTH) / known;
        }
    }
    table
}
