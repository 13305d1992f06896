//! The section `[disclosure]`: names of the company's people that are hidden in texts, and words of
//! the company that are not.

use serde::{Deserialize, Deserializer};

/// The fewest people that any company may choose.
const LEAST: u8 = 5;

fn five_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    let group = u8::deserialize(deserializer)?;
    if group < LEAST {
        return Err(serde::de::Error::custom("`group` is a number from 5 to 255"));
    }
    Ok(Some(group))
}

/// What the company says about what may leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// The fewest people that a figure may be about, from five on; five where absent.
    #[serde(default, deserialize_with = "five_or_more")]
    pub group: Option<u8>,
    /// Names of the company's people, each as written.
    #[serde(default)]
    pub staff: Vec<String>,
    /// Words that are nobody's name: products, brands, places of work.
    #[serde(default)]
    pub keep: Vec<String>,
}
