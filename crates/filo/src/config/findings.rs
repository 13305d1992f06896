//! The section `[findings]`: what the company says about how findings are judged.

use std::num::NonZeroU32;

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

/// From how many times its own time on a department lets a case stand still, where a company says
/// nothing.
const STALLED_TIMES: u32 = 5;

/// `[findings]` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Findings {
    promotional_purposes: Option<Vec<String>>,
    unbilled_tolerance_days: Option<u32>,
    stalled_times: Option<NonZeroU32>,
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
            stalled_times: self.stalled_times.map_or(STALLED_TIMES, NonZeroU32::get),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::config::Config;
    use crate::findings::event::reference;

    const COMPANY: &str = "[company]\nname = \"Prova\"\n";

    fn rules(section: &str) -> crate::findings::Rules {
        Config::parse(&format!("{COMPANY}{section}"), Path::new("filo.toml")).unwrap().findings
    }

    #[test]
    fn a_company_that_says_nothing_gets_the_usual_rules() {
        let usual = rules("");
        assert_eq!(usual, rules("[findings]"));
        assert!(usual.promotional.contains(&reference(Some("Marketing"))));
        assert!(!usual.promotional.contains(&reference(Some("profilazione"))));
        assert_eq!(usual.unbilled_tolerance_days, 30);
        assert_eq!(usual.stalled_times, 5);
    }

    #[test]
    fn what_a_company_says_holds_in_place_of_the_usual() {
        let own = rules(
            "[findings]\npromotional_purposes = [\"Terzi\"]\nunbilled_tolerance_days = 5\nstalled_times = 3",
        );
        assert_eq!(own.promotional, [reference(Some("terzi"))]);
        assert_eq!(own.unbilled_tolerance_days, 5);
        assert_eq!(own.stalled_times, 3);
    }

    #[test]
    fn what_does_not_exist_or_makes_no_sense_is_refused() {
        for wrong in ["purposes = []", "stalled_times = 0"] {
            let text = format!("{COMPANY}[findings]\n{wrong}");
            assert!(Config::parse(&text, Path::new("filo.toml")).is_err(), "{wrong}");
        }
    }
}
