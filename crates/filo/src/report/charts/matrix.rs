//! Two sides against each other: a cell for each pair, the darker the more, its value written in it.

use super::{Anchor, Canvas, ROW, WIDTH, cut, nth, number};

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// There is nothing of it.
    Nothing,
    /// So many.
    Count(u64),
    /// Kept back: too few people stand behind it.
    Withheld,
}

const LABEL: f64 = 230.0;
const HEAD: f64 = 46.0;
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
        Cell::Count(count) => *count,
        _ => 0,
    });
    let most = number(most.max().unwrap_or(0)).max(1.0);
    let width = (WIDTH - LABEL) / nth(columns.len().max(1));
    let mut canvas = Canvas::new(nth(rows.len()) * ROW + HEAD + 6.0);
    for (place, column) in columns.iter().enumerate() {
        let x = LABEL + (nth(place) + 0.5) * width;
        head(&mut canvas, x, width, column);
    }
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
                Cell::Count(count) => {
                    let degree = (number(*count) / most * DEGREES).ceil();
                    (format!("cell degree-{degree:.0}"), count.to_string())
                }
            };
            canvas.rectangle(&class, [x + 1.0, top + 1.0, width - 2.0, ROW - 2.0]);
            let text =
                if class.ends_with('3') || class.ends_with('4') { "on-dark" } else { "value" };
            canvas.words(text, [x + width / 2.0, top + 17.0], Anchor::Middle, &shown);
        }
    }
    canvas.finish(title, description)
}

/// A column's name, on two lines where one is too short for it.
fn head(canvas: &mut Canvas, x: f64, width: f64, name: &str) {
    let mut lines = [String::new(), String::new()];
    for word in name.split_whitespace() {
        let fits = cut(&format!("{} {word}", lines[0]), width) == format!("{} {word}", lines[0]);
        let line = usize::from(!lines[1].is_empty() || !(lines[0].is_empty() || fits));
        if !lines[line].is_empty() {
            lines[line].push(' ');
        }
        lines[line].push_str(word);
    }
    let first = if lines[1].is_empty() { 36.0 } else { 22.0 };
    canvas.words("tick", [x, first], Anchor::Middle, &cut(&lines[0], width));
    if !lines[1].is_empty() {
        canvas.words("tick", [x, 36.0], Anchor::Middle, &cut(&lines[1], width));
    }
}
