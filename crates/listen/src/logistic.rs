//! Logistic regression over sparse rows, one yes-or-no question at a time, the same to the last bit
//! wherever it is computed.
//!
//! Method: dual coordinate descent for L2-regularised logistic regression (Yu, Huang and Lin, "Dual
//! coordinate descent methods for logistic regression and maximum entropy models", 2011).

/// One row: what features it has (their numbers, without doubles) and with what value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row(pub Vec<(u32, f32)>);

/// What is learnt from.
#[derive(Debug, Clone, Copy)]
pub struct Examples<'a> {
    /// The rows.
    pub rows: &'a [&'a Row],
    /// The answer of each row.
    pub answers: &'a [bool],
    /// How many features there are.
    pub features: usize,
    /// How dear an error is against large weights: the larger, the closer to the examples.
    pub cost: f64,
}

/// Rounds over all rows.
const ROUNDS: usize = 40;
/// Learning ends when a round moves no row by more than this.
const STILL: f64 = 0.01;
/// Newton steps for one row.
const STEPS: usize = 20;

/// The weight of each feature.
#[must_use]
pub fn learn(examples: &Examples<'_>) -> Vec<f64> {
    learn_beside(examples, &vec![0.0; examples.rows.len()])
}

/// As [`learn`], where each row has a score already that what is learnt adds to.
#[must_use]
pub fn learn_beside(examples: &Examples<'_>, offsets: &[f64]) -> Vec<f64> {
    let Examples { rows, answers, features, cost } = *examples;
    let mut weights = vec![0.0; features];
    // The share of a row in the answer it has, within (0, cost).
    let mut shares = vec![cost * 0.001; rows.len()];
    let lengths: Vec<f64> = rows
        .iter()
        .map(|row| row.0.iter().map(|(_, value)| f64::from(*value).powi(2)).sum())
        .collect();
    for (index, row) in rows.iter().enumerate() {
        add(&mut weights, row, sign(answers[index]) * shares[index]);
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..ROUNDS {
        chance.shuffle(&mut order);
        let mut moved: f64 = 0.0;
        for &index in &order {
            let answer = sign(answers[index]);
            let score = answer * (offsets[index] + dot(&weights, rows[index]));
            let old = shares[index];
            let new = best_share(old, score, lengths[index], cost);
            let step = new - old;
            if step != 0.0 {
                shares[index] = new;
                add(&mut weights, rows[index], answer * step);
                moved = moved.max((step / cost).abs());
            }
        }
        if moved < STILL {
            break;
        }
    }
    weights
}

/// Makes small weights none.
pub fn prune(weights: &mut [f64], least: f64) {
    weights.iter_mut().filter(|weight| weight.abs() < least).for_each(|weight| *weight = 0.0);
}

/// Where `a` within (0, cost) makes `a·ln a + (c−a)·ln(c−a) + ½·q·(a−old)² + score·(a−old)` smallest.
fn best_share(old: f64, score: f64, length: f64, cost: f64) -> f64 {
    let slope = |a: f64| libm::log(a / (cost - a)) + length * (a - old) + score;
    let (mut low, mut high) = (cost * 1e-9, cost * (1.0 - 1e-9));
    let mut a = old.clamp(low, high);
    for _ in 0..STEPS {
        let slope = slope(a);
        if slope.abs() < 1e-6 {
            break;
        }
        if slope > 0.0 {
            high = a;
        } else {
            low = a;
        }
        let newton = a - slope / (cost / (a * (cost - a)) + length);
        // Newton's step, or the middle of where the answer has to be.
        a = if newton > low && newton < high { newton } else { f64::midpoint(low, high) };
    }
    a
}

/// The sum of a row's values, each times its weight.
#[must_use]
pub fn dot(weights: &[f64], row: &Row) -> f64 {
    row.0.iter().map(|(feature, value)| weights[*feature as usize] * f64::from(*value)).sum()
}

fn add(weights: &mut [f64], row: &Row, step: f64) {
    for (feature, value) in &row.0 {
        weights[*feature as usize] += step * f64::from(*value);
    }
}

fn sign(answer: bool) -> f64 {
    if answer { 1.0 } else { -1.0 }
}

/// The probability that goes with a score.
#[must_use]
pub fn probability(score: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-score))
}

/// Numbers by chance, the same in every run (xorshift64*, Vigna 2016).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 32;
        usize::try_from((number * end as u64) >> 32).unwrap_or(0)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Examples, Row, dot, learn, probability};

    #[test]
    fn what_tells_the_answers_apart_gets_the_weight() {
        // Feature 0 goes with yes in nine of ten rows, feature 1 with no; feature 2 is in every row.
        let rows: Vec<Row> =
            (0..200).map(|index| Row(vec![(u32::from(index % 2 == 0), 1.0), (2, 1.0)])).collect();
        let answers: Vec<bool> =
            (0..200).map(|index| (index % 2 == 1) != (index % 20 < 2)).collect();
        let rows: Vec<&Row> = rows.iter().collect();
        let weights = learn(&Examples { rows: &rows, answers: &answers, features: 3, cost: 10.0 });
        let yes = probability(dot(&weights, rows[1]));
        let no = probability(dot(&weights, rows[0]));
        assert!((yes - 0.9).abs() < 0.02, "{yes}");
        assert!((no - 0.1).abs() < 0.02, "{no}");
    }
}
