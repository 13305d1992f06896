//! What of a message was said now, and what is set apart: earlier mail, signatures, disclaimers,
//! automatic answers. Places are those of the original.

use std::ops::Range;

use filo_model::words;

use crate::phrase::{PhraseError, Table};
use crate::token::Tokens;

words! {
    /// Why a part of a message is set apart.
    Mark {
        /// An earlier mail, to the end.
        Quoted = "quoted_to_end",
        /// The first of two lines that say who wrote an earlier mail.
        QuotedFirst = "quoted_first_line",
        /// With a colon, the first line of an earlier mail's heading.
        HeadingFrom = "heading_from",
        /// With a colon, one of the lines after it.
        HeadingNext = "heading_next",
        /// A signature, to the end.
        Signature = "signature_to_end",
        /// A disclaimer, to the end.
        Disclaimer = "disclaimer_to_end",
        /// Written by a machine.
        Automatic = "automatic",
        /// The words that close a mail; short lines behind are a signature.
        Closing = "closing",
        /// Goes on after a signature.
        Postscript = "postscript",
    }
}

/// How parts that were not said now begin (`data/phrases/layout.toml`).
#[derive(Debug, Default)]
pub struct Layout {
    patterns: Table<Mark>,
}

/// A signature has lines of at most so many words.
const SIGNATURE_LINE: usize = 9;
/// The heading of a quoted mail has at most so many words.
const HEADING: usize = 30;
/// Lines from which on nothing was said now.
const ENDS: [Mark; 2] = [Mark::Signature, Mark::Disclaimer];
/// What ends a signature, or follows it.
const OTHERS: [Mark; 5] =
    [Mark::Quoted, Mark::QuotedFirst, Mark::Signature, Mark::Disclaimer, Mark::Postscript];
/// The last word before an earlier mail.
const WROTE: [&str; 4] = ["scritto", "wrote", "scrive", "inviato"];
/// A closing line has at most so many words besides its formula.
const CLOSING_REST: usize = 3;

/// A message by its layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// What was said now, in bytes of the original; in order.
    pub said: Vec<Range<usize>>,
    /// Whether a machine wrote it.
    pub is_automatic: bool,
}

impl Layout {
    /// Reads what such parts begin with.
    ///
    /// # Errors
    /// Where the text is no such file.
    pub fn parse(text: &str) -> Result<Self, PhraseError> {
        Ok(Self { patterns: Table::parse("layout", text, Mark::name)? })
    }

    /// The parts of a message.
    #[must_use]
    pub fn parts(&self, text: &str, tokens: &Tokens) -> Parts {
        let lines = lines(text);
        let marks: Vec<Vec<(Mark, usize)>> =
            lines.iter().map(|line| self.marks(tokens, line)).collect();
        let has = |index: usize, mark: Mark| marks[index].iter().any(|(found, _)| *found == mark);
        let mut parts = Parts::default();
        let mut index = 0;
        while index < lines.len() {
            let line = &lines[index];
            let words = &text[line.clone()];
            // Earlier mail above the answer: its lines are marked, and the answer follows.
            let attribution = attribution(&lines, index, &has, tokens);
            if attribution > 0 && is_marked(text, &lines, index + attribution) {
                index += attribution;
                continue;
            }
            let has_colon = |at: usize, mark| {
                at < lines.len() && has(at, mark) && text[lines[at].clone()].contains(':')
            };
            let is_heading = has_colon(index, Mark::HeadingFrom)
                && (1..=2).any(|next| has_colon(index + next, Mark::HeadingNext));
            if is_heading
                || is_rule(words)
                || attribution > 0
                || ENDS.iter().any(|mark| has(index, *mark))
            {
                break;
            }
            if words.trim_start().starts_with('>') {
                index += 1;
                continue;
            }
            if has(index, Mark::Automatic) {
                parts.is_automatic = true;
            }
            push(&mut parts.said, line.clone());
            let is_closing = marks[index].iter().any(|(mark, end)| {
                *mark == Mark::Closing && tokens.within(line).end <= end + CLOSING_REST
            });
            index += 1;
            if is_closing {
                index = signature_end(index, text, &lines, &marks, tokens);
            }
        }
        parts
    }

    fn marks(&self, tokens: &Tokens, line: &Range<usize>) -> Vec<(Mark, usize)> {
        let within = tokens.within(line);
        if within.is_empty() { Vec::new() } else { self.patterns.at_start(tokens, &within) }
    }
}

/// Behind a closing line: the first line that is no longer part of a signature. What begins something
/// else that was not said now is judged as everywhere.
fn signature_end(
    from: usize,
    text: &str,
    lines: &[Range<usize>],
    marks: &[Vec<(Mark, usize)>],
    tokens: &Tokens,
) -> usize {
    let is_signature = |index: &usize| {
        let words = text[lines[*index].clone()].trim();
        let begins_other = is_rule(words)
            || words.starts_with('>')
            || marks[*index].iter().any(|(mark, _)| match mark {
                Mark::HeadingFrom => words.contains(':'),
                mark => OTHERS.contains(mark),
            });
        !begins_other && tokens.within(&lines[*index]).len() <= SIGNATURE_LINE
    };
    (from..lines.len()).find(|index| !is_signature(index)).unwrap_or(lines.len())
}

/// How many lines from one on say who wrote an earlier mail and when: one, or two where a mail program
/// broke it. None where they say more.
fn attribution(
    lines: &[Range<usize>],
    index: usize,
    has: &impl Fn(usize, Mark) -> bool,
    tokens: &Tokens,
) -> usize {
    let length = |at: usize| lines.get(at).map_or(0, |line| tokens.within(line).len());
    if has(index, Mark::Quoted) && length(index) <= HEADING {
        return 1;
    }
    let is_broken = has(index, Mark::QuotedFirst)
        && lines.get(index + 1).is_some_and(|next| ends_as_attribution(next, tokens));
    if is_broken && length(index) + length(index + 1) <= HEADING { 2 } else { 0 }
}

/// Whether a line ends as "... ha scritto:" does.
fn ends_as_attribution(line: &Range<usize>, tokens: &Tokens) -> bool {
    let within = tokens.within(line);
    let last = within.end.checked_sub(1).filter(|last| within.contains(last));
    last.is_some_and(|last| WROTE.contains(&tokens.word(last)))
}

/// Whether the next line that is not empty is marked as earlier mail.
fn is_marked(text: &str, lines: &[Range<usize>], from: usize) -> bool {
    let mut rest = lines.iter().skip(from).map(|line| text[line.clone()].trim_start());
    rest.find(|line| !line.is_empty()).is_some_and(|line| line.starts_with('>'))
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let place = start..start + line.len();
            start = place.end + 1;
            place
        })
        .collect()
}

/// Two or more hyphens or underscores alone begin a signature or an earlier mail.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 2
        && line.chars().all(|letter| matches!(letter, '-' | '_' | '=' | '*' | '—' | '–'))
}

fn push(parts: &mut Vec<Range<usize>>, line: Range<usize>) {
    match parts.last_mut() {
        Some(last) if last.end + 1 == line.start => last.end = line.end,
        _ => parts.push(line),
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use crate::token::Tokens;

    fn said(text: &str) -> String {
        let layout = Layout::parse(include_str!("../../../data/phrases/layout.toml")).unwrap();
        let parts = layout.parts(text, &Tokens::of(text));
        let said = parts.said.into_iter().map(|part| text[part].trim());
        said.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn earlier_mail_signatures_and_disclaimers_are_set_apart() {
        let quoted = "Buongiorno,\nnessuna novità?\n\nIl giorno 3 marzo 2026 alle ore 9:14 Servizio Clienti ha scritto:\n> La richiesta è respinta.";
        assert_eq!(said(quoted), "Buongiorno,\nnessuna novità?");
        let outlook =
            "Any news?\n\nFrom: Support\nSent: Monday\nTo: me\nSubject: no\n\nWe cannot help.";
        assert_eq!(said(outlook), "Any news?");
        let signed = "Le invio il modulo.\nCordiali saluti,\nMario Bianchi\nUfficio Resi - Tel. 02 1234567\nPS: il corriere passa domani";
        assert_eq!(
            said(signed),
            "Le invio il modulo.\nCordiali saluti, | PS: il corriere passa domani"
        );
        let ruled = "Ok.\n-- \nUfficio Traslochi. Ci scusiamo fin d'ora per i ritardi.";
        assert_eq!(said(ruled), "Ok.");
        let disclaimer = "See attached.\nThis e-mail and any attachments are confidential and intended only for you. If not, call back.";
        assert_eq!(said(disclaimer), "See attached.");
    }

    #[test]
    fn an_answer_below_earlier_mail_is_said_now() {
        let below = "Il giorno 3 marzo 2026 alle ore 9:14 Servizio Clienti\n<info@esempio.it> ha scritto:\n\n> È respinta.\n\nNon accetto.";
        assert_eq!(said(below), "Non accetto.");
        let between = "On Monday you wrote:\n> Shall we call?\nYes please.\n> When?\nTomorrow.";
        assert_eq!(said(between), "Yes please. | Tomorrow.");
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        let on = "On Monday I rang and on Tuesday I\nwrote to you again, as you know.";
        assert_eq!(said(on), on);
        let from = "Da ieri non ricevo più niente.\nIl contratto scade il 3 marzo.";
        assert_eq!(said(from), from);
        let thanks = "Grazie mille per la pazienza e per avermi richiamato ieri sera, davvero.\nOra però il modem non va.";
        assert_eq!(said(thanks), thanks);
    }

    #[test]
    fn a_machine_says_so() {
        let layout = Layout::parse(include_str!("../../../data/phrases/layout.toml")).unwrap();
        let is_automatic = |text: &str| layout.parts(text, &Tokens::of(text)).is_automatic;
        assert!(is_automatic("Questo è un messaggio automatico, si prega di non rispondere."));
        assert!(is_automatic("Hello,\nI am out of office until Monday."));
        assert!(!is_automatic("Il pagamento automatico non è partito."));
    }
}
