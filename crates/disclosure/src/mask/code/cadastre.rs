//! Parcels of land as a land register tells them: "foglio 21, part. 388, sub 4".

use super::super::Kind;
use super::super::text::{Claim, Gap, Text};

/// A sheet and at least a parcel, with their words.
pub(super) fn parcel(text: &Text<'_>, at: usize) -> Option<Claim> {
    let sheet = matches!(
        text.folded(at),
        "foglio"
            | "fg"
            | "fgl"
            | "sheet"
            | "particella"
            | "mappale"
            | "parcel"
            | "fol"
            | "part"
            | "mapp"
    );
    if !sheet || !text.is_word(at) {
        return None;
    }
    let (mut last, mut parts) = (value(text, at)?, 1);
    loop {
        let next = last + 1 + usize::from(text.is_mark(last + 1, &[',', '-', '/', '–']));
        let next = next + usize::from(matches!(text.lower(next), "e" | "and"));
        let word = matches!(
            text.folded(next),
            "particella"
                | "particelle"
                | "part"
                | "mapp"
                | "mappale"
                | "p"
                | "sub"
                | "subalterno"
                | "parcel"
                | "plot"
                | "unit"
                | "lotto"
                | "foglio"
                | "fg"
                | "mappali"
                | "cat"
                | "sez"
                | "sezione"
                | "section"
        );
        let Some(end) = value(text, next).filter(|_| word && text.follows(next)) else { break };
        (last, parts) = (end, parts + 1);
    }
    (parts > 1).then_some(Claim { first: at, last, kind: Kind::Number })
}

/// The number after a word, its point or its second half.
fn value(text: &Text<'_>, word: usize) -> Option<usize> {
    let mut at = word + 1;
    at += usize::from(text.is_mark(at, &['.', ':']));
    // "p.lla"
    if matches!(text.lower(at), "lla" | "lle" | "la") && text.gap(at) == Gap::None {
        at += 1 + usize::from(text.is_mark(at + 1, &['.']));
    }
    at += usize::from(matches!(text.lower(at), "n" | "numero" | "no"));
    at += usize::from(text.is_mark(at, &['.', '°']));
    (!text.digits(at).is_empty() && text.follows(at)).then_some(at)
}
