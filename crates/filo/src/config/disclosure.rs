//! The section `[disclosure]`: names of the company's people that are hidden in texts, and words of
//! the company that are not.

use serde::Deserialize;

/// What the company says about what may leave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    /// Names of the company's people, each as written.
    #[serde(default)]
    pub staff: Vec<String>,
    /// Words that are nobody's name: products, brands, places of work.
    #[serde(default)]
    pub keep: Vec<String>,
}
