//! Which bytes of a message are new, and which are quoted, signature or disclaimer.
//!
//! Line by line, by what mail programs write above a quote and people below a letter, in Italian and
//! in English. When in doubt a line is new: losing what a customer said is worse than a signature
//! taken for text.

use super::patterns;

/// What a part of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// Written in this message.
    New,
    /// Quoted or forwarded from an earlier one, with the line that says so.
    Quoted,
    /// The closing formula and what follows it.
    Signature,
    /// A notice of confidentiality.
    Disclaimer,
}

/// A part of a text, from byte `start` up to byte `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Lines of a signature at most, blank ones left out.
const SIGNATURE_LINES_MAX: usize = 12;
/// A longer line is text, not part of a signature, in bytes.
const SIGNATURE_LINE_BYTES_MAX: usize = 120;
/// Lines over which an attribution may be broken.
const ATTRIBUTION_LINES_MAX: usize = 3;
const ATTRIBUTION_BYTES_MAX: usize = 400;
/// Lines of a header within which its fields are looked for.
const HEADER_LINES_MAX: usize = 8;
/// Lines of a paragraph that are looked at for a disclaimer.
const PARAGRAPH_LINES_MAX: usize = 12;

struct Line<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    /// Trimmed, in lower case; the beginning only, when the line is very long.
    folded: String,
    kind: PartKind,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.folded.is_empty()
    }

    fn is_arrow(&self) -> bool {
        self.folded.starts_with('>')
    }
}

/// Splits a text into parts that cover it exactly, in order, neighbours of different kinds.
#[must_use]
pub fn split_parts(text: &str) -> Vec<Part> {
    let mut lines = lines(text);
    mark_quotes(&mut lines);
    let mut start = 0;
    while start < lines.len() {
        let kind = lines.get(start).map(|line| line.kind);
        let run = lines.iter().skip(start).take_while(|line| Some(line.kind) == kind).count();
        if let Some(run) = lines.get_mut(start..start + run)
            && kind == Some(PartKind::New)
        {
            mark_signature(run);
        }
        start += run.max(1);
    }
    let mut parts: Vec<Part> = Vec::new();
    for line in &lines {
        match parts.last_mut() {
            Some(last) if last.kind == line.kind => last.end = line.end,
            _ => parts.push(Part { kind: line.kind, start: line.start, end: line.end }),
        }
    }
    parts
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let trimmed = line.trim();
            let folded = trimmed.chars().take(ATTRIBUTION_BYTES_MAX).collect::<String>();
            let begins = start;
            start += line.len();
            let folded = folded.to_lowercase();
            Line { start: begins, end: start, text: trimmed, folded, kind: PartKind::New }
        })
        .collect()
}

/// Marks quoted lines: those with arrows, what announces them, and earlier messages to the end.
fn mark_quotes(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        let announced = announcement(lines, at);
        if announced == 0 {
            let arrow = lines.get(at).is_some_and(Line::is_arrow);
            if arrow {
                mark(lines, at, at + 1, PartKind::Quoted);
            }
            at += 1;
            continue;
        }
        let after = at + announced;
        let next = lines.iter().skip(after).position(|line| !line.is_blank());
        let arrows = next.and_then(|next| lines.get(after + next)).is_some_and(Line::is_arrow);
        let until = if arrows { after } else { lines.len() };
        mark(lines, at, until, PartKind::Quoted);
        at = until;
    }
    join_blanks(lines);
}

fn mark(lines: &mut [Line<'_>], from: usize, to: usize, kind: PartKind) {
    for line in lines.iter_mut().take(to).skip(from) {
        line.kind = kind;
    }
}

/// Blank lines between quoted lines are quoted too, also those before the end.
fn join_blanks(lines: &mut [Line<'_>]) {
    let mut after_quoted = None;
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { return };
        if line.kind == PartKind::Quoted {
            if let Some(from) = after_quoted {
                mark(lines, from, at, PartKind::Quoted);
            }
            after_quoted = Some(at + 1);
        } else if !line.is_blank() {
            after_quoted = None;
        }
    }
    if let Some(from) = after_quoted {
        mark(lines, from, lines.len(), PartKind::Quoted);
    }
}

/// The number of lines at `at` that announce an earlier message; 0 when they do not.
fn announcement(lines: &[Line<'_>], at: usize) -> usize {
    let Some(line) = lines.get(at) else { return 0 };
    if line.is_blank() || line.is_arrow() {
        return 0;
    }
    let header = header_lines(lines, at);
    if header > 0 {
        return header;
    }
    if patterns::is_marker(&line.folded) || patterns::is_rule(&line.folded) {
        let blanks = lines.iter().skip(at + 1).take_while(|line| line.is_blank()).count();
        return 1 + match header_lines(lines, at + 1 + blanks) {
            0 => 0,
            header => blanks + header,
        };
    }
    attribution_lines(lines, at)
}

/// The lines of a header "Da: ... Inviato: ... A: ... Oggetto: ..." that begins at `at`.
fn header_lines(lines: &[Line<'_>], at: usize) -> usize {
    if !lines.get(at).is_some_and(|line| patterns::is_sender_field(&line.folded)) {
        return 0;
    }
    let fields: Vec<usize> = lines
        .iter()
        .skip(at)
        .take(HEADER_LINES_MAX)
        .enumerate()
        .filter(|(_, line)| patterns::is_header_field(&line.folded))
        .map(|(index, _)| index)
        .collect();
    // The sender and two more: a letter may well have one line that begins with "A:".
    if fields.len() >= 3 { fields.last().map_or(0, |last| last + 1) } else { 0 }
}

fn attribution_lines(lines: &[Line<'_>], at: usize) -> usize {
    let mut joined = String::new();
    for (index, line) in lines.iter().skip(at).take(ATTRIBUTION_LINES_MAX).enumerate() {
        if line.is_blank() || line.is_arrow() {
            return 0;
        }
        if index > 0 {
            joined.push(' ');
        }
        joined.push_str(&line.folded);
        if joined.len() > ATTRIBUTION_BYTES_MAX {
            return 0;
        }
        if patterns::is_attribution(&joined) {
            return index + 1;
        }
        if index == 0 && !patterns::begins_attribution(&joined) {
            return 0;
        }
    }
    0
}

/// Marks the signature and the disclaimer at the end of a run of new lines.
fn mark_signature(run: &mut [Line<'_>]) {
    let end = run.len();
    let mut disclaimer = find_disclaimer(run, 0, end, false).unwrap_or(end);
    let signature = find_delimiter(run, disclaimer).or_else(|| find_closing(run, disclaimer));
    if let Some(signature) = signature {
        disclaimer = find_disclaimer(run, signature, disclaimer, true).unwrap_or(disclaimer);
        mark(run, signature, disclaimer, PartKind::Signature);
    }
    mark(run, disclaimer, end, PartKind::Disclaimer);
    // Whoever adds a postscript goes on with the letter.
    let postscript = run
        .iter()
        .position(|line| line.kind == PartKind::Signature && patterns::is_postscript(&line.folded));
    if let Some(postscript) = postscript {
        mark(run, postscript, disclaimer, PartKind::New);
    }
}

/// The line at which a disclaimer begins that goes on to the end of the run.
fn find_disclaimer(
    run: &[Line<'_>],
    from: usize,
    to: usize,
    after_signature: bool,
) -> Option<usize> {
    (from..to).find(|&at| {
        let begins = at == 0 || after_signature || run.get(at - 1).is_some_and(Line::is_blank);
        if !begins || run.get(at).is_none_or(Line::is_blank) {
            return false;
        }
        let lines = run.iter().skip(at).take(PARAGRAPH_LINES_MAX);
        let paragraph: Vec<&str> =
            lines.take_while(|line| !line.is_blank()).map(|line| line.folded.as_str()).collect();
        patterns::is_disclaimer(&paragraph.join(" "), after_signature)
    })
}

/// The last line "-- " before `end`; without its space, only near the end.
fn find_delimiter(run: &[Line<'_>], end: usize) -> Option<usize> {
    let at = run.iter().take(end).rposition(|line| line.text == "--")?;
    let filled = run.iter().take(end).skip(at).filter(|line| !line.is_blank()).count();
    (filled <= 2 * SIGNATURE_LINES_MAX).then_some(at)
}

/// The first closing formula within the last lines before `end`, if short lines alone follow.
fn find_closing(run: &[Line<'_>], end: usize) -> Option<usize> {
    let mut filled = 0;
    let mut found = None;
    for (at, line) in run.iter().enumerate().take(end).rev() {
        if line.is_blank() {
            continue;
        }
        filled += 1;
        if filled > SIGNATURE_LINES_MAX {
            break;
        }
        if patterns::is_closing(&line.folded) {
            found = Some(at);
        }
        if line.text.len() > SIGNATURE_LINE_BYTES_MAX {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests;
