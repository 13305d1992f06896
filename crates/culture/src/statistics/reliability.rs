//! Reliability of a dimension: how far its items tell the same, by alpha and omega with their intervals.
//!
//! Of the whole company only, over complete answers, from [`COMPLETE_MIN`] of them on. Alpha after Cronbach (1951),
//! `k/(k−1) · (1 − Σs²ᵢ/s²)`, for two items and more; omega after `McDonald` (1999) for one factor, which with three
//! items has a closed form. The intervals are those of [`super::resample`].

use serde::Serialize;

use super::resample::{Draws, Strata};
use super::shown::{Shown, Why};
use super::tally::Tally;

/// The definition of alpha.
pub const ALPHA: &str = "culture.alpha/1";
/// The definition of omega.
pub const OMEGA: &str = "culture.omega/1";
/// The fewest complete answers for which either is told.
pub const COMPLETE_MIN: u64 = 50;
/// Below this a dimension is not shown, its items are.
pub const BAND_AMBER: f64 = 0.60;
/// From this on a dimension is fine.
pub const BAND_FINE: f64 = 0.70;

/// How far a dimension may be relied on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// How many respondents answered every item.
    pub n: u64,
    /// How many respondents there are.
    pub of: u64,
    /// How many items the dimension has.
    pub items: usize,
    /// Alpha.
    pub alpha: Shown<Coefficient>,
    /// Omega.
    pub omega: Shown<Coefficient>,
    /// What follows, by omega where it is told, else by alpha.
    pub band: Shown<Band>,
}

/// A coefficient of reliability.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coefficient {
    /// The version of the definition.
    pub definition: &'static str,
    /// The coefficient.
    pub value: f64,
    /// Its 95 % interval.
    pub interval: Shown<(f64, f64)>,
    /// The loadings of the items (omega).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loadings: Option<[f64; 3]>,
}

/// What a reliability means for what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Below .60: the items are shown, not the dimension.
    Items,
    /// From .60 on, below .70: shown with a mark.
    Amber,
    /// From .70 on.
    Fine,
}

impl Band {
    /// The band of a coefficient.
    #[must_use]
    pub fn of(value: f64) -> Self {
        if value < BAND_AMBER {
            Self::Items
        } else if value < BAND_FINE {
            Self::Amber
        } else {
            Self::Fine
        }
    }
}

/// Alpha of `items` items by the sum of their variances and the variance of their sum.
pub(super) fn alpha(items: usize, variances: f64, whole: f64) -> Result<f64, Why> {
    if items < 2 {
        return Err(Why::TooFewItems);
    }
    if whole.is_nan() || whole <= 1e-12 {
        return Err(Why::NoVariance);
    }
    let k = super::numbers::real(super::numbers::count(items));
    Ok(k / (k - 1.0) * (1.0 - variances / whole))
}

/// Omega of three items by their covariances `[11, 12, 13, 22, 23, 33]`, with its loadings; the specific variances may
/// come out negative.
pub(super) fn omega_any(s: [f64; 6]) -> Result<(f64, [f64; 3]), Why> {
    let [s11, s12, s13, s22, s23, s33] = s;
    if s11.min(s22).min(s33) <= 1e-12 {
        return Err(Why::NoVariance);
    }
    let least = s12.min(s13).min(s23);
    if least.is_nan() || least <= 1e-12 {
        return Err(Why::NegativeCovariance);
    }
    let loadings = [(s12 * s13 / s23).sqrt(), (s12 * s23 / s13).sqrt(), (s13 * s23 / s12).sqrt()];
    let [first, second, third] = loadings;
    let general = (first + second + third).powi(2);
    let specific = s11 + s22 + s33 - first * first - second * second - third * third;
    if specific.is_nan() || specific <= 0.0 {
        return Err(Why::Heywood);
    }
    Ok((general / (general + specific), loadings))
}

/// As [`omega_any`], with every specific variance zero or more.
pub(super) fn omega(s: [f64; 6]) -> Result<(f64, [f64; 3]), Why> {
    let (value, loadings) = omega_any(s)?;
    let [s11, .., s33] = s;
    let specific =
        [s11, s[3], s33].into_iter().zip(loadings).map(|(variance, one)| variance - one * one);
    if specific.into_iter().any(|left| left < 0.0) {
        Err(Why::Heywood)
    } else {
        Ok((value, loadings))
    }
}

/// The reliability of a dimension of `items` items.
pub(super) fn reliability(tally: &Tally, items: usize, draws: &Draws) -> Reliability {
    let strata = Strata::of(tally, items);
    let n = strata.respondents();
    let told = if tally.items_present < items {
        Err(Why::ItemsAbsent)
    } else if items < 2 {
        Err(Why::TooFewItems)
    } else if n < COMPLETE_MIN {
        Err(Why::TooFewRespondents)
    } else {
        Ok(strata.moments())
    };
    let estimates = told.map(|moments| (moments.alpha(), moments.omega()));
    let alpha = estimates.and_then(|(alpha, _)| alpha);
    let omega = estimates.and_then(|(_, omega)| omega);
    let band = omega.map(|(value, _)| value).or(alpha).map(Band::of);
    let intervals = if alpha.is_ok() || omega.is_ok() {
        strata.intervals(alpha.ok(), omega.ok().map(|(value, _)| value), draws)
    } else {
        Default::default()
    };
    let coefficient = |definition, value, interval: Option<Shown<(f64, f64)>>, loadings| {
        let interval = interval.unwrap_or(Shown::Not(Why::Unstable));
        Coefficient { definition, value, interval, loadings }
    };
    Reliability {
        n,
        of: tally.respondents(),
        items,
        alpha: alpha.map(|value| coefficient(ALPHA, value, intervals.alpha, None)).into(),
        omega: omega
            .map(|(value, loadings)| coefficient(OMEGA, value, intervals.omega, Some(loadings)))
            .into(),
        band: band.into(),
    }
}
