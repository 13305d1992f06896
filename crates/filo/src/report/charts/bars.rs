//! Bars that compare amounts: one row each, the label on the left, the value at the end of the bar.

use super::{Anchor, Canvas, ROW, WIDTH, cut, nth};

/// A row of the chart.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is about.
    pub label: String,
    /// How much.
    pub value: f64,
    /// A part of it that is drawn darker, from the left.
    pub part: Option<f64>,
    /// The value as people read it.
    pub shown: String,
    /// A mark on the scale, such as what was promised.
    pub mark: Option<f64>,
    /// Whether the bar stands out.
    pub is_marked: bool,
}

const LABEL: f64 = 210.0;
const VALUE: f64 = 150.0;
/// More bars than this stand closer, so that the picture fits one printed page.
const MANY: usize = 20;
/// The height of a row where there are many.
const CLOSE: f64 = 16.0;

/// Draws bars from the top down.
#[must_use]
pub fn draw(title: &str, description: &str, bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.value.max(bar.mark.unwrap_or(0.0))).fold(0.0, f64::max);
    let scale = if most > 0.0 { (WIDTH - LABEL - VALUE) / most } else { 0.0 };
    let (row, gap) = if bars.len() > MANY { (CLOSE, 4.0) } else { (ROW, 9.0) };
    let height = nth(bars.len()) * row + 8.0;
    let mut canvas = Canvas::new(height);
    canvas.line("axis", [LABEL, 2.0, LABEL, height - 4.0]);
    for (place, bar) in bars.iter().enumerate() {
        let top = nth(place) * row + 6.0;
        let base = top + (row - gap) / 2.0 + 4.5;
        let label = cut(&bar.label, LABEL - 10.0);
        canvas.words("label", [LABEL - 8.0, base], Anchor::End, &label);
        let class = if bar.is_marked { "bar marked" } else { "bar" };
        canvas.rectangle(class, [LABEL, top, bar.value * scale, row - gap]);
        if let Some(part) = bar.part {
            canvas.rectangle("bar strong", [LABEL, top, part * scale, row - gap]);
        }
        if let Some(mark) = bar.mark {
            let x = LABEL + mark * scale;
            canvas.line("mark", [x, top - 2.0, x, top + row - gap + 2.0]);
        }
        let end = LABEL + bar.value.max(bar.mark.unwrap_or(0.0)) * scale + 6.0;
        canvas.words("value", [end, base], Anchor::Start, &bar.shown);
    }
    canvas.finish(title, description)
}
