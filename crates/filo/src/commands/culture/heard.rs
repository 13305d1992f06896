//! `filo culture heard`: asks customers after a case, takes their answers in, shows what they say.
//!
//! Layout: `ask` writes the list of whom to ask, `import` takes in a file of answers, `show` prints what may be told.

mod ask;
mod import;
mod show;

use super::super::Session;
use crate::cli::culture::heard::HeardAction;
use crate::problem::Result;

pub(super) fn run(action: &HeardAction, session: &Session) -> Result<u8> {
    match action {
        HeardAction::Ask(args) => ask::run(args, session),
        HeardAction::Import(args) => import::run(args, session),
        HeardAction::Show(args) => show::run(args, session),
    }
}
