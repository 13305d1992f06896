//! What pictures of the company's own log look at: the cases of the period in which the customer asked for something.

use crate::config::Config;
use crate::journey::company::Company;
use crate::journey::company::act::Act;
use crate::sentence::SMALL_DEPARTMENTS;

use super::talk::{Meanings, Talk};
use super::{Lanes, Scene};

/// The lanes of the company's log, in which small departments are one already.
#[must_use]
pub fn lanes(company: &Company) -> Lanes {
    let groups = &company.names.groups;
    Lanes::new(groups, |group| groups.name(group) != SMALL_DEPARTMENTS, true)
}

/// What asks and what answers in the company's log.
#[must_use]
pub fn talk(company: &Company) -> Talk {
    let names = |acts: &[Act]| acts.iter().map(|act| act.name()).collect::<Vec<_>>();
    let asks = names(&[
        Act::Opened,
        Act::Reopened,
        Act::Contact,
        Act::Spoken,
        Act::Attempt,
        Act::Contested,
    ]);
    let tells = names(&[
        Act::Opened,
        Act::Owned,
        Act::Waiting,
        Act::Resolved,
        Act::Closed,
        Act::Reopened,
        Act::Reply,
        Act::PromiseMade,
        Act::PromiseKept,
        Act::Refusal,
        Act::Alternative,
        Act::Settled,
    ]);
    let ends = names(&[Act::Resolved, Act::Closed, Act::Settled]);
    let meanings = Meanings {
        asks: &asks,
        tells: &tells,
        ends: &ends,
        vain: &[Act::Attempt.name()],
        spoken: &["phone", "visit"],
    };
    Talk::new(&company.names, &meanings)
}

/// What is shown of the company: the cases that began in the period and in which the customer asked for something.
#[must_use]
pub fn scene<'a>(
    company: &'a Company,
    lanes: &'a Lanes,
    talk: &'a Talk,
    config: &'a Config,
) -> Scene<'a> {
    Scene {
        cases: &company.cases,
        names: &company.names,
        frame: &company.frame,
        lanes,
        talk,
        zone: &config.zone,
        from: company.period.from,
        as_of: company.period.as_of,
        is_watched: true,
        only_asked: true,
    }
}
