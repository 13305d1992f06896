//! A correction as a text that people can read: what it was learnt from, and one feature a line.
//!
//! ```text
//! filo-listen-correction 1
//! base 2f4c…
//! lost 0
//! learnt refusal 3 7
//! weight → phrase it/refusal/not-possible → refusal:-412
//! ```
//!
//! A `learnt` line gives how many examples of a kind were confirmed and how many rejected; a weight is in
//! thousandths. Nothing here says whose examples they were.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Correction, Counts};
use crate::kind::SignalKind;

/// The first line.
const HEAD: &str = "filo-listen-correction 1";

/// Why a text is no correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// It does not begin as one.
    #[error("this is no correction of listening: its first line is not `{HEAD}`")]
    Head,
    /// A line cannot be read.
    #[error("line {0} of the correction cannot be read: learn it anew with `filo listen learn`")]
    Line(usize),
}

impl Correction {
    /// The text.
    #[must_use]
    pub fn text(&self) -> String {
        // Writing to a String does not fail.
        let mut out = format!("{HEAD}\nbase {}\nlost {}\n", self.base, self.lost);
        for (kind, counts) in &self.learnt {
            let Counts { confirmed, rejected } = counts;
            let _ = writeln!(out, "learnt {} {confirmed} {rejected}", kind.name());
        }
        for (name, weights) in &self.weights {
            let _ = write!(out, "weight\t{name}\t");
            for (index, (kind, weight)) in weights.iter().enumerate() {
                let blank = if index > 0 { " " } else { "" };
                let _ = write!(out, "{blank}{}:{weight}", kind.name());
            }
            out.push('\n');
        }
        out
    }

    /// Reads the text.
    ///
    /// # Errors
    /// Where it is no correction, or a line of it is none.
    pub fn parse(text: &str) -> Result<Self, CorrectionError> {
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, line)| line) != Some(HEAD) {
            return Err(CorrectionError::Head);
        }
        let mut out = Self::default();
        for (index, line) in lines {
            out.line(line).ok_or(CorrectionError::Line(index + 1))?;
        }
        Ok(out)
    }

    fn line(&mut self, line: &str) -> Option<()> {
        if let Some(rest) = line.strip_prefix("weight\t") {
            let (name, weights) = rest.split_once('\t')?;
            let one = |weight: &str| {
                let (kind, weight) = weight.split_once(':')?;
                Some((SignalKind::from_name(kind)?, weight.parse().ok()?))
            };
            let weights: Option<BTreeMap<SignalKind, i32>> = weights.split(' ').map(one).collect();
            self.weights.insert(name.to_owned(), weights?);
            return Some(());
        }
        let (what, rest) = line.split_once(' ')?;
        match what {
            "base" => rest.clone_into(&mut self.base),
            "lost" => self.lost = rest.parse().ok()?,
            "learnt" => {
                let fields: Vec<&str> = rest.split(' ').collect();
                let [kind, confirmed, rejected] = fields[..] else { return None };
                let counts =
                    Counts { confirmed: confirmed.parse().ok()?, rejected: rejected.parse().ok()? };
                self.learnt.insert(SignalKind::from_name(kind)?, counts);
            }
            _ => return None,
        }
        Some(())
    }
}
