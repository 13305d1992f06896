//! Quantiles and probabilities of the distributions that the statistics rest on.

use statrs::distribution::{Continuous, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// A length as a count.
pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The quantile of Student's t; infinite where it cannot be told.
pub(crate) fn t_quantile(share: f64, freedom: f64) -> f64 {
    if freedom.is_nan() || freedom <= 0.0 {
        return f64::INFINITY;
    }
    if freedom >= EXPANDED_FROM {
        return expanded(normal_quantile(share), freedom);
    }
    let Ok(law) = StudentsT::new(0.0, 1.0, freedom) else { return f64::INFINITY };
    // The quantile of the library is exact to six digits; steps of Newton give the others.
    let mut t = law.inverse_cdf(share);
    for _ in 0..4 {
        let step = (law.sf(t) - (1.0 - share)) / law.pdf(t);
        if !step.is_finite() {
            break;
        }
        t += step;
    }
    t
}

/// From so many degrees of freedom on the expansion is exact to more digits than the library.
const EXPANDED_FROM: f64 = 2_000.0;

/// The quantile of Student's t by that of the normal (Fisher and Cornish 1960; Abramowitz and Stegun 26.7.5).
fn expanded(z: f64, freedom: f64) -> f64 {
    let first = (z.powi(3) + z) / 4.0;
    let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
    let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
    z + first / freedom + second / freedom.powi(2) + third / freedom.powi(3)
}

/// How probable a Student's t at least as far from zero is.
pub(crate) fn t_two_sided(t: f64, freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(1.0, |law| (2.0 * law.sf(t.abs())).min(1.0))
}

/// How probable an F at least as large is.
pub(crate) fn f_above(f: f64, freedom_between: f64, freedom_within: f64) -> f64 {
    FisherSnedecor::new(freedom_between, freedom_within).map_or(1.0, |law| law.sf(f))
}

/// The quantile of the standard normal.
pub(crate) fn normal_quantile(share: f64) -> f64 {
    Normal::standard().inverse_cdf(share)
}

/// How probable a standard normal at most as large is.
pub(crate) fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// The quantile of values in ascending order, by linear interpolation (Hyndman and Fan 1996, type 7).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the place is between nought and the length"
)]
pub(crate) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * real(count(last));
    let below = (place.floor() as usize).min(last);
    let (low, high) = (sorted.get(below)?, sorted.get((below + 1).min(last))?);
    Some(low + (high - low) * (place - place.floor()))
}

#[cfg(test)]
mod tests {
    use super::{f_above, normal_below, normal_quantile, quantile, t_quantile, t_two_sided};

    #[test]
    fn quantiles_have_the_values_of_scipy() {
        // scipy 1.17.1: stats.t.ppf, 2 * stats.t.sf, stats.f.sf, stats.norm.ppf, stats.norm.cdf.
        for (share, freedom, expected) in T {
            let found = t_quantile(share, freedom);
            assert!((found / expected - 1.0).abs() < 1e-9, "t({share}, {freedom}) = {found}");
        }
        for (t, freedom, expected) in T_TAILS {
            let found = t_two_sided(t, freedom);
            assert!((found / expected - 1.0).abs() < 1e-9, "tail({t}, {freedom}) = {found}");
        }
        for (f, between, within, expected) in F_TAILS {
            let found = f_above(f, between, within);
            assert!((found / expected - 1.0).abs() < 1e-9, "F({f}, {between}, {within}) = {found}");
        }
        for (share, expected) in NORMAL {
            assert!((normal_quantile(share) - expected).abs() < 1e-9, "z({share})");
            assert!((normal_below(expected) - share).abs() < 1e-12, "Phi({expected})");
        }
    }

    #[test]
    fn a_quantile_lies_between_its_neighbours() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), Some(3.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[7.0], 0.975), Some(7.0));
    }

    const T: [(f64, f64, f64); 16] = [
        (0.975, 1.0, 12.706204736174694),
        (0.975, 2.0, 4.302652729749462),
        (0.975, 3.0, 3.1824463052837078),
        (0.975, 4.0, 2.7764451051977934),
        (0.975, 4.7, 2.62072607535317),
        (0.975, 7.0, 2.364624251592784),
        (0.975, 11.0, 2.200985160091639),
        (0.975, 19.0, 2.0930240544083087),
        (0.975, 29.5, 2.043724966772122),
        (0.975, 49.0, 2.0095752371292392),
        (0.975, 120.0, 1.9799304050824402),
        (0.975, 1000.0, 1.9623390808264083),
        (0.975, 199999.0, 1.9599758460260759),
        (0.9995, 4.0, 8.610301581379522),
        (0.999995, 9.0, 8.827483616815957),
        (0.9999679487179487, 38.2, 4.4885197091908875),
    ];
    const T_TAILS: [(f64, f64, f64); 5] = [
        (2.776445105, 4.0, 0.05000000001011946),
        (0.3, 7.5, 0.7723226585687781),
        (5.0, 12.0, 0.0003093112112838888),
        (1.2, 300.0, 0.23108611815923819),
        (0.0, 5.0, 1.0),
    ];
    const F_TAILS: [(f64, f64, f64, f64); 3] = [
        (21.290177, 2.0, 15.0, 4.155535183633175e-05),
        (0.7, 9.0, 290.0, 0.7088021675578826),
        (3.1, 4.0, 45.0, 0.024530594626500056),
    ];
    const NORMAL: [(f64, f64); 5] = [
        (0.025, -1.9599639845400545),
        (0.5, 0.0),
        (0.8, 0.8416212335729143),
        (0.975, 1.959963984540054),
        (0.9995, 3.2905267314919255),
    ];
}
