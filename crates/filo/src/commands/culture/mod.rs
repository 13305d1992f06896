//! `filo culture`: the questionnaire, waves, and what is made of answers.

mod answer;
mod heard;
mod invite;
mod plan;
mod questionnaire;
mod report;
mod simulate;
mod stats;
mod stats_lines;
mod waves;

use super::Session;
use crate::cli::culture::CultureAction;
use crate::problem::Result;

pub(super) fn run(action: &CultureAction, session: &Session) -> Result<u8> {
    match action {
        CultureAction::Questionnaire(args) => questionnaire::run(args, session),
        CultureAction::Wave(args) => waves::run(&args.action, session),
        CultureAction::Invite(args) => invite::run(args, session),
        CultureAction::Answer(args) => answer::one(args, session),
        CultureAction::Import(args) => answer::import(args, session),
        CultureAction::Report(args) => report::run(args, session),
        CultureAction::Stats(args) => stats::run(args, session),
        CultureAction::Simulate(args) => simulate::run(args, session),
        CultureAction::Plan(args) => plan::run(args, session),
        CultureAction::Heard(args) => heard::run(&args.action, session),
    }
}
