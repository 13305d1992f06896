//! A heat map: a cell for each department and dimension, the darker the higher, the fainter the less certain.

use super::{Anchor, Canvas, WIDE, cut, nth};

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A score.
    Score {
        /// From 0 to 100.
        value: f64,
        /// Half the width of its interval, in points.
        half_width: f64,
        /// As people read it.
        shown: String,
    },
    /// Kept back: too few people stand behind it.
    Withheld,
    /// There is nothing to show.
    Nothing,
}

const LABEL: f64 = 200.0;
const HEAD: f64 = 74.0;
const HEAD_LENGTH: f64 = 150.0;
const HEIGHT: f64 = 34.0;
/// Room for the last head, which rises beyond its column.
const OVERHANG: f64 = 70.0;
/// Half widths from which on a cell is as strong, and as faint, as it gets.
const SURE: f64 = 5.0;
const UNSURE: f64 = 20.0;
const FAINTEST: f64 = 0.25;

/// How strong a cell is drawn: 1 where its score is sure, never less than a quarter.
#[must_use]
pub fn strength(half_width: f64) -> f64 {
    let faded = (half_width - SURE) / (UNSURE - SURE) * (1.0 - FAINTEST);
    (1.0 - faded.max(0.0)).clamp(FAINTEST, 1.0)
}

/// Draws the cells, row by row; every row has as many as there are columns.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    columns: &[String],
    rows: &[(String, Vec<Cell>)],
) -> String {
    let width = (WIDE - LABEL - OVERHANG) / nth(columns.len().max(1));
    let mut canvas = Canvas::wide(nth(rows.len()) * HEIGHT + HEAD + 6.0);
    canvas.heads(columns, [LABEL, width, HEAD - 8.0, HEAD_LENGTH]);
    for (place, (label, cells)) in rows.iter().enumerate() {
        let top = HEAD + nth(place) * HEIGHT;
        let label = cut(label, LABEL - 12.0);
        canvas.words("label", [LABEL - 10.0, top + HEIGHT / 2.0 + 4.0], Anchor::End, &label);
        for (column, cell) in cells.iter().enumerate() {
            let x = LABEL + nth(column) * width;
            let area = [x + 1.0, top + 1.0, width - 2.0, HEIGHT - 2.0];
            let middle = [x + width / 2.0, top + HEIGHT / 2.0 + 4.0];
            match cell {
                Cell::Score { value, half_width, shown } => {
                    let strength = strength(*half_width);
                    let degree = (value / 25.0).floor().clamp(0.0, 3.0) + 1.0;
                    canvas.rectangle("cell", area);
                    canvas.faded(&format!("cell degree-{degree:.0}"), strength, area);
                    let is_dark = degree > 2.5 && strength > 0.85;
                    let class = if is_dark { "on-dark" } else { "value" };
                    canvas.words(class, middle, Anchor::Middle, shown);
                }
                Cell::Withheld => {
                    canvas.rectangle("cell withheld", area);
                    canvas.words("tick", middle, Anchor::Middle, "✱");
                }
                Cell::Nothing => {
                    canvas.rectangle("cell none", area);
                    canvas.words("tick", middle, Anchor::Middle, "·");
                }
            }
        }
    }
    canvas.finish(title, description)
}

#[cfg(test)]
mod tests {
    use super::{Cell, draw, strength};

    #[test]
    fn a_score_fades_with_its_uncertainty_and_is_never_gone() {
        assert!((strength(2.0) - 1.0).abs() < 1e-9);
        assert!(strength(8.0) > strength(15.0));
        assert!((strength(60.0) - 0.25).abs() < 1e-9);
        let score = |half_width| Cell::Score { value: 80.0, half_width, shown: "80".into() };
        let rows = vec![("a <b>".to_owned(), vec![score(3.0), score(30.0), Cell::Withheld])];
        let names = ["x".to_owned(), "y".to_owned(), "z".to_owned()];
        let svg = draw("t", "d", &names, &rows);
        assert!(svg.contains("fill-opacity=\"1.00\"") && svg.contains("fill-opacity=\"0.25\""));
        assert!(svg.contains("a &lt;b&gt;") && svg.contains("✱"));
        assert!(!draw("t", "d", &[], &[]).contains("NaN"));
    }
}
