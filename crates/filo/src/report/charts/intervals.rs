//! Shares with their uncertainty: a dot for the share, a line for its interval, a tick for what was
//! said.

use super::{Anchor, Canvas, ROW, WIDTH, cut, nth};

/// A row of the chart.
#[derive(Debug, Clone)]
pub struct Share {
    /// What it is about.
    pub label: String,
    /// The share with its interval, each from 0 to 1; absent where the base is too small.
    pub share: Option<(f64, f64, f64)>,
    /// The figures as people read them.
    pub shown: String,
}

const LABEL: f64 = 280.0;
const VALUE: f64 = 130.0;
const TICKS: [f64; 6] = [0.05, 0.1, 0.2, 0.25, 0.5, 1.0];

/// Draws shares on one scale, which ends at a round share above the largest; `percent` writes a
/// share as people read it.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    shares: &[Share],
    percent: impl Fn(f64) -> String,
) -> String {
    let most = shares.iter().filter_map(|one| one.share).map(|share| share.2).fold(0.0, f64::max);
    let end = TICKS.into_iter().find(|tick| *tick >= most).unwrap_or(1.0);
    let room = WIDTH - LABEL - VALUE;
    let at = |share: f64| LABEL + share / end * room;
    let height = nth(shares.len()) * ROW + 30.0;
    let mut canvas = Canvas::new(height);
    for quarter in 0..=4 {
        let share = end * f64::from(quarter) / 4.0;
        let x = at(share);
        canvas.line("grid", [x, 2.0, x, height - 22.0]);
        canvas.words("tick", [x, height - 8.0], Anchor::Middle, &percent(share));
    }
    for (place, one) in shares.iter().enumerate() {
        let middle = nth(place) * ROW + 15.0;
        let label = cut(&one.label, LABEL - 12.0);
        canvas.words("label", [LABEL - 10.0, middle + 4.0], Anchor::End, &label);
        if let Some((share, low, high)) = one.share {
            canvas.line("whisker", [at(low), middle, at(high), middle]);
            for edge in [low, high] {
                canvas.line("whisker", [at(edge), middle - 4.0, at(edge), middle + 4.0]);
            }
            canvas.disc("dot", [at(share), middle, 4.5]);
        }
        canvas.words("value", [LABEL + room + 14.0, middle + 4.0], Anchor::Start, &one.shown);
    }
    canvas.finish(title, description)
}
