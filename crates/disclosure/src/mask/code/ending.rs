//! The last digits of an account or a card: "la carta che finisce con 4471", "ending in 0042".

use super::super::role::Role;
use super::super::text::{Gap, Text};
use super::named::counts;
use super::number::{is_quantity, shape};

/// Whether the words before say what an account or a card ends with: "che finisce con", "ending in".
pub(super) fn is_ending(text: &Text<'_>, at: usize) -> bool {
    let ends = |one: usize| {
        matches!(
            text.lower(one),
            "finisce"
                | "finiscono"
                | "finente"
                | "termina"
                | "terminano"
                | "terminante"
                | "terminanti"
                | "ending"
                | "ends"
                | "ended"
        )
    };
    let joint = |one: usize| {
        matches!(
            text.lower(one),
            "con" | "per" | "in" | "with" | "da" | "il" | "numero" | "number" | "cifre" | "le"
        ) || text.is_mark(one, &['.', ':', '"'])
    };
    let word = (1..=4).map_while(|back| at.checked_sub(back)).find(|&one| !joint(one));
    word.is_some_and(|word| ends(word) && (word..at).all(|one| text.follows(one + 1)))
}

/// The last digits of an account, whatever it is: "la carta che finisce con 4471".
pub(super) fn ending(text: &Text<'_>, at: usize) -> Option<usize> {
    let length = text.digits(at).len();
    let whole =
        text.gap(at + 1) > Gap::None || text.is_mark(at + 1, &['.', ',', '?', ')', ';', '!']);
    let amount = text.mark(at + 1).is_some()
        && text.gap(at + 2) == Gap::None
        && !text.digits(at + 2).is_empty();
    let year = length == 4 && (text.digits(at).starts_with("20"));
    let counted = counts(text, at + 1) && text.is(at + 1, Role::Unit);
    ((3..=6).contains(&length)
        && whole
        && !(amount || year || counted)
        && !is_quantity(text, at, &shape(text, at))
        && is_ending(text, at))
    .then_some(at)
}
