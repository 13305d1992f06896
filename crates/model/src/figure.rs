//! A figure as it may be shown: x of n with its interval, its coverage and its definition.

use serde::Serialize;

/// The smallest denominator for which a rate is shown.
pub const RATE_DENOMINATOR_MIN: u64 = 20;

/// A count out of a base, with all that is needed to judge it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The version of the definition, as `name/number`.
    pub definition: &'static str,
    /// The numerator.
    pub x: u64,
    /// The denominator: what could be judged.
    pub n: u64,
    /// What the figure is about in all, judged or not; `n` of these were covered.
    pub of: u64,
    /// The share x / n, absent where n is below [`RATE_DENOMINATOR_MIN`].
    pub rate: Option<f64>,
    /// The 95 % Wilson interval of the share, absent where the rate is.
    pub interval: Option<(f64, f64)>,
}

impl Figure {
    /// The figure of `x` out of `n` judged, out of `of` that there were.
    #[must_use]
    pub fn new(definition: &'static str, x: u64, n: u64, of: u64) -> Self {
        let shown = n >= RATE_DENOMINATOR_MIN;
        let interval = shown.then(|| wilson(x, n));
        let rate = shown.then(|| share(x, n));
        Self { definition, x, n, of, rate, interval }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn share(x: u64, n: u64) -> f64 {
    x as f64 / n as f64
}

/// The 95 % Wilson score interval of a share (Wilson 1927), `(0, 1)` for an empty base.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub fn wilson(x: u64, n: u64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    wilson_of_share(share(x, n), n as f64)
}

/// As [`wilson`], of a share `p` and a base that need not be whole, as that of a finite population.
#[must_use]
pub fn wilson_of_share(p: f64, n: f64) -> (f64, f64) {
    let z = 1.959_963_984_540_054_f64;
    let centre = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    (((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::{Figure, wilson};

    #[test]
    fn the_interval_has_its_published_values() {
        for (x, n, low, high) in [
            (0, 8, 0.0, 0.3244),
            (7, 8, 0.5291, 0.9776),
            (3, 40, 0.0258, 0.1986),
            (95, 100, 0.8882, 0.9785),
        ] {
            let (found_low, found_high) = wilson(x, n);
            assert!((found_low - low).abs() < 5e-5 && (found_high - high).abs() < 5e-5, "{x}/{n}");
        }
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn no_rate_is_shown_for_a_small_base() {
        assert!(Figure::new("test/1", 3, 19, 19).rate.is_none());
        assert!(Figure::new("test/1", 3, 20, 25).interval.is_some());
    }
}
