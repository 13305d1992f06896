//! What was learnt, as a file: weights that people can read, one feature a line.
//!
//! ```text
//! filo-listen 1
//! signal refusal 0.38 0.84 1.02 -0.11
//! dynamic slow 0.28 0.79 0.95 0.02
//! company → w=rimborso → 0:-14 9:120 / 9:131
//! around customer → here chasing → 0:212
//! step → chasing then grant → 1:-33 11:41
//! ```
//!
//! A `signal` or `dynamic` line gives the least probability at which it is told, the precision that was
//! found at it, and how a score becomes a probability (slope and shift). Weights are in hundredths, each behind
//! the place of its kind among those of its side (or among the dynamics), in the order of the lines above;
//! before the `/` stand those of the first step, behind it those of the second.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::conversation::Side;
use crate::dynamic::{DYNAMICS, DynamicModel};
use crate::kind::{DynamicKind, SignalKind};
use crate::signal::{KINDS, Scale, SideModel, SignalModel};
use crate::table::Table;

/// The first line of a model's file.
const HEAD: &str = "filo-listen 1";
/// Weights are written in hundredths.
const HUNDREDTHS: f64 = 100.0;
/// A kind whose precision is below this is experimental.
pub const EXPERIMENTAL_BELOW: f64 = 0.7;

/// From when on a kind is told, and how precise that is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Told {
    /// The least probability.
    pub least: f32,
    /// The share of what is told that is right, for writers that were not learnt from.
    pub precision: f64,
}

impl Told {
    /// Whether too much of what is told is wrong to be counted on.
    #[must_use]
    pub fn is_experimental(self) -> bool {
        self.precision < EXPERIMENTAL_BELOW
    }
}

/// What signals and dynamics are judged by, and from when on they are told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// For signals.
    pub signals: SignalModel,
    /// By kind of signal.
    pub told_signals: [Told; KINDS],
    /// For dynamics.
    pub dynamics: DynamicModel,
    /// By kind of dynamic.
    pub told_dynamics: [Told; DYNAMICS],
}

/// Why a text is no model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as one.
    #[error("this is no model for listening: its first line is not `{HEAD}`")]
    Head,
    /// A line cannot be read.
    #[error("line {0} of the model cannot be read: train it anew with `filo listen train`")]
    Line(usize),
    /// A kind has no line of its own.
    #[error("the model says nothing of `{0}`: train it anew with `filo listen train`")]
    Missing(&'static str),
}

/// Weights by feature before they are written: the name, and one weight a column.
pub(crate) type Named = Vec<(String, Vec<f64>)>;

/// What is written of one kind.
pub(crate) struct Line {
    pub(crate) told: Told,
    pub(crate) scale: Scale,
}

/// What training found, to be written.
pub(crate) struct Written<'a> {
    pub(crate) signals: &'a [Line],
    pub(crate) dynamics: &'a [Line],
    /// By side: columns are its kinds at the first step, then at the second.
    pub(crate) words: [(Side, &'a Named); 2],
    pub(crate) around: [(Side, &'a Named); 2],
    pub(crate) steps: &'a Named,
}

impl Written<'_> {
    /// The file.
    pub(crate) fn text(&self) -> String {
        let mut out = format!("{HEAD}\n");
        let lines = SignalKind::ALL.iter().map(|kind| ("signal", kind.name())).zip(self.signals);
        let dynamics =
            DynamicKind::ALL.iter().map(|kind| ("dynamic", kind.name())).zip(self.dynamics);
        for ((what, kind), line) in lines.chain(dynamics) {
            let (told, scale) = (line.told, line.scale);
            // Writing to a String does not fail.
            let _ = writeln!(
                out,
                "{what} {kind} {:.2} {:.3} {:.4} {:.4}",
                told.least, told.precision, scale.slope, scale.shift
            );
        }
        for (side, rows) in &self.words {
            write_rows(side.name(), rows, SignalKind::of_side(*side).count(), &mut out);
        }
        for (side, rows) in &self.around {
            write_rows(
                &format!("around {}", side.name()),
                rows,
                SignalKind::of_side(*side).count(),
                &mut out,
            );
        }
        write_rows("step", self.steps, DYNAMICS, &mut out);
        out
    }
}

/// Writes the rows that have a weight; so many columns are one step's.
fn write_rows(what: &str, rows: &Named, kinds: usize, out: &mut String) {
    let mut rows: Vec<&(String, Vec<f64>)> = rows.iter().collect();
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    for (name, weights) in rows {
        let start = out.len();
        let _ = write!(out, "{what}\t{name}\t");
        let empty = out.len();
        for (step, weights) in weights.chunks(kinds).enumerate() {
            if step > 0 {
                out.push_str("/ ");
            }
            for (kind, weight) in weights.iter().enumerate() {
                let hundredths = (weight * HUNDREDTHS).round();
                if hundredths != 0.0 {
                    let _ = write!(out, "{kind}:{hundredths} ");
                }
            }
        }
        if out[empty..].contains(':') {
            out.truncate(out.trim_end().len());
            out.push('\n');
        } else {
            out.truncate(start);
        }
    }
}

impl Model {
    /// Reads a model's file.
    ///
    /// # Errors
    /// Where the text is no model, or not a whole one.
    pub fn parse(text: &str) -> Result<Self, ModelError> {
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, line)| line) != Some(HEAD) {
            return Err(ModelError::Head);
        }
        let mut model = Self::default();
        let none = Scale { slope: 1.0, shift: 0.0 };
        for (side, of) in [
            (Side::Company, &mut model.signals.company),
            (Side::Customer, &mut model.signals.customer),
        ] {
            let kinds: Vec<SignalKind> = SignalKind::of_side(side).collect();
            *of = SideModel {
                words: Table::new(kinds.len() * 2),
                around: Table::new(kinds.len()),
                scales: vec![none; kinds.len()],
                kinds,
            };
        }
        model.dynamics = DynamicModel { steps: Table::new(DYNAMICS), scales: vec![none; DYNAMICS] };
        let mut seen = BTreeSet::new();
        for (index, line) in lines {
            model.line(line, &mut seen).ok_or(ModelError::Line(index + 1))?;
        }
        let names = SignalKind::ALL.iter().map(|kind| kind.name());
        let names = names
            .map(|name| ("signal", name))
            .chain(DynamicKind::ALL.iter().map(|kind| ("dynamic", kind.name())));
        for name in names {
            if !seen.contains(&(name.0.to_owned(), name.1.to_owned())) {
                return Err(ModelError::Missing(name.1));
            }
        }
        Ok(model)
    }

    fn line(&mut self, line: &str, seen: &mut BTreeSet<(String, String)>) -> Option<()> {
        let Some((what, rest)) = line.split_once('\t') else {
            let fields: Vec<&str> = line.split(' ').collect();
            let [what, kind, least, precision, slope, shift] = fields[..] else { return None };
            let told = Told { least: least.parse().ok()?, precision: precision.parse().ok()? };
            let scale = Scale { slope: slope.parse().ok()?, shift: shift.parse().ok()? };
            seen.insert((what.to_owned(), kind.to_owned()));
            return self.told(what, kind, told, scale);
        };
        let (name, weights) = rest.split_once('\t')?;
        match what {
            "company" => insert(&mut self.signals.company.words, name, weights, 2),
            "customer" => insert(&mut self.signals.customer.words, name, weights, 2),
            "around company" => insert(&mut self.signals.company.around, name, weights, 1),
            "around customer" => insert(&mut self.signals.customer.around, name, weights, 1),
            "step" => insert(&mut self.dynamics.steps, name, weights, 1),
            _ => None,
        }
    }

    fn told(&mut self, what: &str, kind: &str, told: Told, scale: Scale) -> Option<()> {
        if what == "dynamic" {
            let index = DynamicKind::from_name(kind)? as usize;
            self.told_dynamics[index] = told;
            self.dynamics.scales[index] = scale;
            return Some(());
        }
        let kind = SignalKind::from_name(kind).filter(|_| what == "signal")?;
        self.told_signals[kind.index()] = told;
        let side = if kind.side() == Side::Company {
            &mut self.signals.company
        } else {
            &mut self.signals.customer
        };
        let column = side.kinds.iter().position(|one| *one == kind)?;
        side.scales[column] = scale;
        Some(())
    }
}

/// Sets the weights of a feature from their text; a second step stands behind `/` and has as many columns.
/// Nothing where the text is not of that form. There are some hundred thousand such lines to be read before
/// anything can be heard, so they are gone through once, byte by byte.
fn insert(table: &mut Table, name: &str, weights: &str, steps: usize) -> Option<()> {
    let width = table.width() / steps;
    let mut row: Vec<(usize, i16)> = Vec::with_capacity(8);
    let mut step = 0;
    let mut rest = weights.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        match first {
            b' ' => rest = behind,
            b'/' => (step, rest) = (step + 1, behind),
            _ => {
                let (kind, behind) = number(rest)?;
                let kind = usize::try_from(kind).ok().filter(|kind| *kind < width)?;
                let (hundredths, behind) = number(behind.strip_prefix(b":")?)?;
                row.push((step * width + kind, i16::try_from(hundredths).ok()?));
                rest = behind;
            }
        }
    }
    if step + 1 != steps {
        return None;
    }
    table.insert_hundredths(name, row.into_iter());
    Some(())
}

/// The number that a text begins with, and what follows.
fn number(text: &[u8]) -> Option<(i32, &[u8])> {
    let (is_below, digits) = text.strip_prefix(b"-").map_or((false, text), |rest| (true, rest));
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    // More digits than any weight has.
    if !(1..=8).contains(&count) {
        return None;
    }
    let (digits, rest) = digits.split_at(count);
    let number = digits.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0'));
    Some((if is_below { -number } else { number }, rest))
}
