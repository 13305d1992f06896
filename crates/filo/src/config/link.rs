//! The section `[link]`: how likely a join has to be, and when the weights are learnt anew.

use serde::{Deserialize, Deserializer};

/// The share of pairs joined by likeness that has to be right, where a company says nothing.
const PRECISION: f64 = 0.99;

/// When the weights of likeness are learnt anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Learns {
    /// By itself, when a system has come or there are half as many records again.
    #[default]
    ByItself,
    /// Only when somebody says so.
    ByHand,
}

/// `[link]` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    #[serde(default, deserialize_with = "share")]
    precision: Option<f64>,
    #[serde(default)]
    learn: Learns,
}

fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    let share = f64::deserialize(deserializer)?;
    if (0.5..=1.0).contains(&share) {
        return Ok(Some(share));
    }
    Err(serde::de::Error::custom("`precision` is a number from 0.5 to 1"))
}

/// How records are linked.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The share of pairs joined by likeness that has to be right.
    pub precision: f64,
    /// When the weights are learnt anew.
    pub learns: Learns,
    /// Systems that know nobody twice.
    pub once: Vec<String>,
}

impl Written {
    /// What is meant, with the systems that know nobody twice.
    pub(super) fn meant(&self, once: impl Iterator<Item = String>) -> Link {
        let mut once: Vec<String> = once.collect();
        once.sort_unstable();
        once.dedup();
        Link { precision: self.precision.unwrap_or(PRECISION), learns: self.learn, once }
    }
}
