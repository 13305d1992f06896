//! The section `[guard]`: which rule cards hold, who owns them here, and how far they bind.

use std::collections::BTreeMap;

use filo_guard::card::Mode;
use filo_guard::event::{Reference, reference};
use serde::Deserialize;

/// Where a company keeps its own cards, relative to the configuration.
const RULES: &str = "rules/*.toml";

/// The purposes under which the answer of the register of oppositions is kept, where a company names
/// none.
const REGISTER: &[&str] = &["rpo", "registro delle opposizioni", "register of oppositions"];

/// `[guard]` as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    packs: Option<Vec<String>>,
    rules: Option<String>,
    register_purposes: Option<Vec<String>>,
    owners: BTreeMap<String, String>,
    modes: BTreeMap<String, Mode>,
}

/// How the guard is set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guard {
    /// The packs of cards that come with Filo, by name.
    pub packs: Vec<String>,
    /// The pattern of the company's own files of cards, relative to the configuration.
    pub rules: String,
    /// The purposes under which a source keeps what the register of oppositions said.
    pub register: Vec<Reference>,
    /// The company's department for an owner that a card names otherwise.
    pub owners: BTreeMap<String, String>,
    /// How far a card binds here, by its id, where the company says otherwise.
    pub modes: BTreeMap<String, Mode>,
}

impl Written {
    /// What is meant.
    pub(super) fn meant(self) -> Guard {
        let register = self
            .register_purposes
            .unwrap_or_else(|| REGISTER.iter().map(|purpose| (*purpose).to_owned()).collect());
        Guard {
            packs: self.packs.unwrap_or_else(|| vec!["base".to_owned()]),
            rules: self.rules.unwrap_or_else(|| RULES.to_owned()),
            register: register.iter().map(|purpose| reference(Some(purpose))).collect(),
            owners: self.owners,
            modes: self.modes,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::config::Config;

    fn config(section: &str) -> crate::problem::Result<Config> {
        Config::parse(&format!("[company]\nname = \"Prova\"\n{section}"), Path::new("filo.toml"))
    }

    #[test]
    fn a_company_that_says_nothing_is_guarded_by_the_base() {
        let guard = config("").unwrap().guard;
        assert_eq!(guard.packs, ["base"]);
        assert_eq!(guard.rules, "rules/*.toml");
    }

    #[test]
    fn packs_owners_and_modes_are_the_company_s_to_choose() {
        let section = "[guard]\npacks = [\"base\", \"energy\"]\nmodes = { \"REC-07\" = \"shadow\" }\n\
                       owners = { administration = \"amministrazione\" }";
        let guard = config(section).unwrap().guard;
        assert_eq!(guard.packs, ["base", "energy"]);
        assert_eq!(guard.modes["REC-07"], filo_guard::card::Mode::Shadow);
        assert_eq!(guard.owners["administration"], "amministrazione");
        assert!(config("[guard]\nmodes = { \"REC-07\" = \"off\" }").is_err());
    }
}
