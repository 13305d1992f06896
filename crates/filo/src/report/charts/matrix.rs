//! Two sides against each other: a cell for each pair, the darker the more, its value written in it.

use super::{Anchor, Canvas, ROW, WIDTH, cut, nth, number};

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// There is nothing of it.
    Nothing,
    /// So many.
    Count(u64),
    /// So much, as people read it.
    Amount(f64, String),
    /// Kept back: too few people stand behind it.
    Withheld,
}

const LABEL: f64 = 280.0;
const HEAD: f64 = 66.0;
/// How long a head may be; the last one rises beyond the cells.
const HEAD_LENGTH: f64 = 130.0;
/// Room for the last head.
const OVERHANG: f64 = 56.0;
/// Degrees of darkness, as the page names them.
const DEGREES: f64 = 4.0;

/// Draws the cells, row by row; every row has as many as there are columns.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    columns: &[String],
    rows: &[(String, Vec<Cell>)],
) -> String {
    let most = rows.iter().flat_map(|row| &row.1).map(|cell| match cell {
        Cell::Count(count) => number(*count),
        Cell::Amount(amount, _) => *amount,
        Cell::Nothing | Cell::Withheld => 0.0,
    });
    let most = most.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let width = (WIDTH - LABEL - OVERHANG) / nth(columns.len().max(1));
    let mut canvas = Canvas::new(nth(rows.len()) * ROW + HEAD + 6.0);
    canvas.heads(columns, [LABEL, width, HEAD - 8.0, HEAD_LENGTH]);
    for (place, (label, cells)) in rows.iter().enumerate() {
        let top = HEAD + nth(place) * ROW;
        let label = cut(label, LABEL - 12.0);
        canvas.words("label", [LABEL - 10.0, top + 17.0], Anchor::End, &label);
        for (column, cell) in cells.iter().enumerate() {
            let x = LABEL + nth(column) * width;
            let (class, shown) = match cell {
                Cell::Nothing => ("cell none".to_owned(), "·".to_owned()),
                Cell::Withheld => ("cell withheld".to_owned(), "✱".to_owned()),
                Cell::Count(0) => ("cell none".to_owned(), "0".to_owned()),
                Cell::Count(count) => (degree(number(*count), most), count.to_string()),
                Cell::Amount(amount, shown) => (degree(*amount, most), shown.clone()),
            };
            canvas.rectangle(&class, [x + 1.0, top + 1.0, width - 2.0, ROW - 2.0]);
            let text =
                if class.ends_with('3') || class.ends_with('4') { "on-dark" } else { "value" };
            canvas.words(text, [x + width / 2.0, top + 17.0], Anchor::Middle, &shown);
        }
    }
    canvas.finish(title, description)
}

/// How dark a cell is.
fn degree(amount: f64, most: f64) -> String {
    let degree = (amount / most * DEGREES).ceil().clamp(1.0, DEGREES);
    format!("cell degree-{degree:.0}")
}

#[cfg(test)]
mod tests {
    use super::{Cell, draw};

    #[test]
    fn a_cell_is_the_darker_the_more_it_holds_and_says_how_much() {
        let names = ["a".to_owned(), "b".to_owned()];
        let amount = |hours: f64| Cell::Amount(hours, format!("{hours} h"));
        let rows = vec![
            ("a".to_owned(), vec![Cell::Nothing, amount(40.0)]),
            ("b".to_owned(), vec![amount(0.0), Cell::Withheld]),
        ];
        let svg = draw("t", "d", &names, &rows);
        for (class, shown) in [("degree-4", "40 h"), ("degree-1", "0 h"), ("withheld", "✱")] {
            let cell = svg.split(&format!("class=\"cell {class}\"")).nth(1).expect(class);
            assert!(cell.split("</text>").next().unwrap().ends_with(shown), "{class}: {cell}");
        }
        assert!(!draw("t", "d", &[], &[]).contains("NaN"));
    }
}
