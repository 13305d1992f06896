//! The sentences of a text: the stretches of which signals are asked.

use std::ops::Range;

use crate::token::Tokens;

/// A stretch with more words than this is taken apart: somebody spoke and nobody wrote the marks.
const LONGEST: usize = 40;
/// About how many words its parts get.
const PART: usize = 25;
/// Without any mark a stretch is taken apart from this length on.
const UNMARKED: usize = 14;
/// Its parts get at least so many words, and no more than `UNMARKED`.
const UNMARKED_LEAST: usize = 6;
/// Words that often begin a sentence or clause, as counted in `data/listen/train`: there a stretch without
/// marks is taken apart.
const BEGIN: [&str; 76] = [
    "ah",
    "allego",
    "allora",
    "and",
    "because",
    "but",
    "buonasera",
    "buongiorno",
    "capisco",
    "certo",
    "chiedo",
    "ciao",
    "comunque",
    "confermo",
    "cordiali",
    "could",
    "dear",
    "ecco",
    "egregio",
    "eh",
    "gentile",
    "grazie",
    "guardi",
    "he",
    "he's",
    "hello",
    "hi",
    "i",
    "i'd",
    "i'll",
    "i'm",
    "i've",
    "if",
    "intanto",
    "invece",
    "it's",
    "ma",
    "oh",
    "ok",
    "okay",
    "oppure",
    "perche",
    "perfetto",
    "pero",
    "please",
    "poi",
    "pronto",
    "purtroppo",
    "quindi",
    "resto",
    "salve",
    "se",
    "senta",
    "she",
    "siamo",
    "siete",
    "so",
    "stiamo",
    "sto",
    "thank",
    "thanks",
    "that's",
    "then",
    "there's",
    "they",
    "vi",
    "volevo",
    "vorrei",
    "we",
    "we'll",
    "we're",
    "we've",
    "which",
    "yes",
    "you'll",
    "you're",
];

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands in the original, in bytes.
    pub place: Range<usize>,
    /// Which tokens it has.
    pub tokens: Range<usize>,
    /// Whether it goes on from the one before, which was too long.
    pub continues: bool,
}

/// The sentences of a stretch of a text. What has no word is none.
#[must_use]
pub fn sentences(text: &str, stretch: &Range<usize>, tokens: &Tokens) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut start = stretch.start;
    for end in ends(text, stretch) {
        push(text, start..end, tokens, &mut out);
        start = end;
    }
    push(text, start..stretch.end, tokens, &mut out);
    out
}

/// Where sentences end: after `. ! ? ; :` with a blank behind, after an ellipsis, and at line breaks. A
/// full stop right before a capital letter ends one too, as people write who leave out the blank.
fn ends(text: &str, stretch: &Range<usize>) -> Vec<usize> {
    let mut out = Vec::new();
    let mut letters = text[stretch.clone()].char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let end = stretch.start + at + letter.len_utf8();
        let next = letters.peek().map(|(_, next)| *next);
        let is_end = match letter {
            '\n' => true,
            '.' | '!' | '?' | ';' | ':' | '…' => next.is_none_or(|next| {
                next.is_whitespace()
                    || (matches!(letter, '.' | '!' | '?')
                        && next.is_uppercase()
                        && before.is_lowercase())
            }),
            '"' | '»' | '”' | ')' | '\'' => {
                matches!(before, '.' | '!' | '?' | '…') && next.is_none_or(char::is_whitespace)
            }
            _ => false,
        };
        if is_end && !is_abbreviation(&text[stretch.start..end], letter) {
            out.push(end);
        }
        before = letter;
    }
    out
}

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: [&str; 27] = [
    "sig", "sigg", "dott", "dr", "ing", "avv", "arch", "geom", "rag", "prof", "n", "nr", "num",
    "art", "pag", "tel", "cod", "es", "ca", "spett", "gent", "egr", "mr", "mrs", "ms", "st", "no",
];

fn is_abbreviation(before: &str, mark: char) -> bool {
    if mark != '.' {
        return false;
    }
    let before = &before[..before.len() - 1];
    let start = before
        .rfind(|letter: char| !letter.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = before[start..].to_lowercase();
    // A single "no." ends a sentence in both languages where it is all there is.
    ABBREVIATIONS.contains(&word.as_str()) && !(word == "no" || word == "n" && start == 0)
}

fn push(text: &str, place: Range<usize>, tokens: &Tokens, out: &mut Vec<Sentence>) {
    let part = &text[place.clone()];
    let start = place.start + (part.len() - part.trim_start().len());
    let end = place.end - (part.len() - part.trim_end().len());
    if start >= end {
        return;
    }
    let within = tokens.within(&(start..end));
    if within.is_empty() {
        return;
    }
    let is_unmarked = within.len() > UNMARKED
        && !text[start..end].contains(['.', ',', ';', ':', '!', '?', '…', '(', '–', '—']);
    if within.len() <= LONGEST && !is_unmarked {
        out.push(Sentence { place: start..end, tokens: within, continues: false });
        return;
    }
    let parts = within.len().div_ceil(PART);
    let step = within.len().div_ceil(parts);
    let firsts: Vec<usize> = if is_unmarked {
        unmarked_parts(tokens, &within)
    } else {
        within.clone().step_by(step).collect()
    };
    for (index, first) in firsts.iter().copied().enumerate() {
        let last = firsts.get(index + 1).copied().unwrap_or(within.end);
        let Some((head, tail)) = tokens.get(first).zip(tokens.get(last - 1)) else { continue };
        let begins = if first == within.start { start } else { head.place.start };
        let ends = if last == within.end { end } else { tail.place.end };
        let continues = first != within.start;
        out.push(Sentence { place: begins..ends, tokens: first..last, continues });
    }
}

/// The first tokens of the parts of a stretch without marks.
fn unmarked_parts(tokens: &Tokens, within: &Range<usize>) -> Vec<usize> {
    let mut firsts = vec![within.start];
    let mut first = within.start;
    for at in within.clone() {
        let length = at - first;
        let is_begin = length >= UNMARKED_LEAST && BEGIN.binary_search(&tokens.word(at)).is_ok();
        // What would be left over is no part of its own.
        let has_rest = within.end - at >= UNMARKED_LEAST / 2;
        if (is_begin || length >= UNMARKED) && has_rest {
            firsts.push(at);
            first = at;
        }
    }
    firsts
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::token::Tokens;

    fn parts(text: &str) -> Vec<&str> {
        let tokens = Tokens::of(text);
        let all = sentences(text, &(0..text.len()), &tokens);
        all.into_iter().map(|sentence| &text[sentence.place]).collect()
    }

    #[test]
    fn sentences_end_at_marks_and_lines() {
        assert_eq!(
            parts("Gentile sig. Rossi,\nho visto.Le scrivo domani! Va bene? n. 12.5 resta"),
            ["Gentile sig. Rossi,", "ho visto.", "Le scrivo domani!", "Va bene?", "n. 12.5 resta"]
        );
    }

    #[test]
    fn a_long_stretch_without_marks_is_taken_apart_and_nothing_is_lost() {
        let text = "una parola ".repeat(50);
        let parts = parts(&text);
        assert_eq!(parts.len(), 7);
        assert_eq!(parts.join(" "), text.trim_end());
    }
}
