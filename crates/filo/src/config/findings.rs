//! The section `[findings]`: what the company says about how findings are judged.

use serde::Deserialize;

use crate::findings::Rules;
use crate::findings::event::reference;

/// The purposes of consents that are about promotions, where a company names none.
const PROMOTIONAL: &[&str] = &[
    "marketing",
    "marketing diretto",
    "direct marketing",
    "telemarketing",
    "promozioni",
    "promotions",
    "commerciale",
    "commercial",
    "newsletter",
];

/// How many days beyond its interval an invoice may come, where a company says nothing.
const UNBILLED_TOLERANCE_DAYS: u32 = 30;

/// `[findings]` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Findings {
    promotional_purposes: Option<Vec<String>>,
    unbilled_tolerance_days: Option<u32>,
}

impl Findings {
    /// What is meant.
    pub(super) fn rules(&self) -> Rules {
        let purposes: Vec<&str> = match &self.promotional_purposes {
            Some(purposes) => purposes.iter().map(String::as_str).collect(),
            None => PROMOTIONAL.to_vec(),
        };
        Rules {
            promotional: purposes.iter().map(|purpose| reference(Some(purpose))).collect(),
            unbilled_tolerance_days: self
                .unbilled_tolerance_days
                .unwrap_or(UNBILLED_TOLERANCE_DAYS),
        }
    }
}
