//! Parts of an address that a form has a label for, or that answer a question for it: "Città: Acireale",
//! "L'indirizzo? / Cliente: sì, a Lucca."

use super::super::Kind;
use super::super::lexicon::Flags;
use super::super::role::Role;
use super::super::text::{Claim, Gap, Text};
use super::town::{after_town, town_end};

/// How far back a question may begin.
const REACH: usize = 24;

/// The town after its label or after the question for it.
pub(super) fn town(text: &Text<'_>, at: usize) -> Option<Claim> {
    field(text, at).or_else(|| answer(text, at))
}

/// "Operatore: in che città? / Cliente: a Lucca": a town that answers.
fn answer(text: &Text<'_>, at: usize) -> Option<Claim> {
    let flags = text.flags(at);
    let place = flags.any(Flags::PLACE) && !flags.any(Flags::COMMON);
    if !place || !text.is_capital(at) && !text.is_flat() {
        return None;
    }
    let line = (at.saturating_sub(6)..=at).rev().find(|&one| text.gap(one) == Gap::Line)?;
    let led = line == at
        || text.is_mark(at - 1, &[':', ','])
        || matches!(text.lower(at - 1), "a" | "ad" | "in" | "di");
    let end = line.checked_sub(1).filter(|&one| text.is_mark(one, &['?']))?;
    let asks = (end.saturating_sub(REACH)..end).rev().take_while(|&one| text.follows(one + 1)).any(
        |one| {
            matches!(
                text.lower(one),
                "indirizzo"
                    | "città"
                    | "comune"
                    | "abita"
                    | "residente"
                    | "residenza"
                    | "address"
                    | "town"
                    | "city"
                    | "paese"
                    | "vive"
            )
        },
    );
    (led && asks).then(|| Claim {
        first: at,
        last: after_town(text, town_end(text, at)),
        kind: Kind::Address,
    })
}

/// "Comune: Lucca (LU)"
fn field(text: &Text<'_>, at: usize) -> Option<Claim> {
    let mark = at.checked_sub(1).filter(|&one| text.is_mark(one, &[':']))?;
    let label = mark.checked_sub(1).filter(|_| text.gap(mark) == Gap::None)?;
    let labelled = matches!(
        text.folded(label),
        "citta" | "comune" | "localita" | "paese" | "town" | "city" | "frazione"
    );
    let named = text.is_capital(at)
        && text.follows(at)
        && text.written(at).len() > 2
        && !text.is(at, Role::Opener);
    (labelled && named).then(|| Claim {
        first: at,
        last: after_town(text, town_end(text, at)),
        kind: Kind::Address,
    })
}
