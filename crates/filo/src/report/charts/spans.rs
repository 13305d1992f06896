//! Waits on a scale of powers: from the median to the longest, so that hours and months are both seen.

use super::{Anchor, Canvas, ROW, WIDTH, cut, nth};

/// A row of the chart.
#[derive(Debug, Clone)]
pub struct Span {
    /// What it is about.
    pub label: String,
    /// The median, in hours.
    pub median: f64,
    /// The longest, in hours.
    pub longest: f64,
    /// The figures as people read them.
    pub shown: String,
}

/// A mark on the scale: hours, and how people call them.
pub type Tick = (f64, String);

const LABEL: f64 = 250.0;
const VALUE: f64 = 150.0;

/// Draws spans; `ticks` are the marks of the scale, in order, the first its beginning.
#[must_use]
pub fn draw(title: &str, description: &str, spans: &[Span], ticks: &[Tick]) -> String {
    let first = ticks.first().map_or(1.0, |tick| tick.0).max(f64::MIN_POSITIVE);
    let longest = spans.iter().map(|span| span.longest).fold(first, f64::max);
    let last = ticks.iter().map(|tick| tick.0).find(|hours| *hours >= longest);
    let last = last.unwrap_or(longest).max(first * 2.0);
    let room = WIDTH - LABEL - VALUE;
    let at = |hours: f64| {
        let within = hours.clamp(first, last);
        LABEL + (within / first).ln() / (last / first).ln() * room
    };
    let height = nth(spans.len()) * ROW + 30.0;
    let mut canvas = Canvas::new(height);
    for (hours, name) in ticks.iter().filter(|tick| tick.0 <= last) {
        let x = at(*hours);
        canvas.line("grid", [x, 2.0, x, height - 22.0]);
        canvas.words("tick", [x, height - 8.0], Anchor::Middle, name);
    }
    for (place, span) in spans.iter().enumerate() {
        let middle = nth(place) * ROW + 15.0;
        let label = cut(&span.label, LABEL - 12.0);
        canvas.words("label", [LABEL - 10.0, middle + 4.0], Anchor::End, &label);
        canvas.line("whisker", [at(span.median), middle, at(span.longest), middle]);
        canvas.disc("dot", [at(span.median), middle, 4.5]);
        let x = at(span.longest);
        canvas.polygon(
            "peak",
            &[[x, middle - 5.0], [x + 5.0, middle], [x, middle + 5.0], [x - 5.0, middle]],
        );
        canvas.words("value", [LABEL + room + 14.0, middle + 4.0], Anchor::Start, &span.shown);
    }
    canvas.finish(title, description)
}
