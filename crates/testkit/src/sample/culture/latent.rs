//! From what is so to points of a scale: a normal value that nobody sees, cut at thresholds.
//!
//! The centre of the value is chosen so that the mean of the points, cut and all, is what the scenario says:
//! near the ends of a scale the cut pulls the mean inwards.

/// A scale of whole points, cut halfway between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// The lowest point.
    pub(super) lowest: u8,
    /// The highest point.
    pub(super) highest: u8,
    /// The standard deviation of the value, in points of the scale.
    pub(super) deviation: f64,
}

impl Scale {
    /// The point that a value becomes.
    pub(super) fn point(&self, value: f64) -> u8 {
        let mut points = self.lowest..self.highest;
        points.find(|&point| value <= f64::from(point) + 0.5).unwrap_or(self.highest)
    }

    /// The centre at which the mean of the points is `mean`; it must lie inside the scale.
    pub(super) fn centre(&self, mean: f64) -> f64 {
        let reach = 6.0 * self.deviation;
        let (mut low, mut high) = (f64::from(self.lowest) - reach, f64::from(self.highest) + reach);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if self.mean(middle) < mean { low = middle } else { high = middle }
        }
        f64::midpoint(low, high)
    }

    /// The mean of the points for a centre.
    pub(super) fn mean(&self, centre: f64) -> f64 {
        let above = |point: u8| upper_tail((f64::from(point) + 0.5 - centre) / self.deviation);
        f64::from(self.lowest) + (self.lowest..self.highest).map(above).sum::<f64>()
    }
}

/// The share of a normal distribution beyond `z`, to seven digits (Abramowitz and Stegun 1964, 26.2.17).
fn upper_tail(z: f64) -> f64 {
    const FACTORS: [f64; 5] =
        [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let sum = FACTORS.iter().rev().fold(0.0, |sum, factor| (sum + factor) * t);
    let tail = (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt() * sum;
    if z < 0.0 { 1.0 - tail } else { tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_those_of_the_tables() {
        for (z, share) in [(0.0, 0.5), (1.0, 0.158_655), (1.96, 0.024_998), (-1.0, 0.841_345)] {
            assert!((upper_tail(z) - share).abs() < 1e-6, "{z}");
        }
    }

    #[test]
    fn a_centre_gives_the_mean_it_was_asked_for() {
        let scale = Scale { lowest: 1, highest: 5, deviation: 0.85 };
        for mean in [1.4, 2.0, 3.0, 3.3, 4.48] {
            assert!((scale.mean(scale.centre(mean)) - mean).abs() < 1e-6, "{mean}");
        }
        assert!(scale.centre(4.48) > 4.5, "the cut pulls the mean inwards");
        assert_eq!([-3.0, 1.5, 1.6, 4.5, 9.0].map(|value| scale.point(value)), [1, 1, 2, 4, 5]);
    }
}
