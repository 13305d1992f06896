//! Three views of one thing on one line: what is said, what others see, what is done, each with its interval.

use super::{Anchor, Canvas, WIDTH, cut, nth};

/// A view: its score and interval, each from 0 to 100.
pub type View = Option<(f64, f64, f64)>;

/// A row of the chart.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// What is said.
    pub said: View,
    /// What others see.
    pub seen: View,
    /// What is done.
    pub done: View,
    /// What people read at the end of the row.
    pub shown: String,
}

const LABEL: f64 = 200.0;
const VALUE: f64 = 140.0;
const HEIGHT: f64 = 46.0;
const HEAD: f64 = 26.0;

/// Draws the rows on one scale from 0 to 100; `names` are those of the three views, for the legend.
#[must_use]
pub fn draw(title: &str, description: &str, names: [&str; 3], rows: &[Row]) -> String {
    let room = WIDTH - LABEL - VALUE;
    let at = |score: f64| LABEL + score.clamp(0.0, 100.0) / 100.0 * room;
    let height = nth(rows.len()) * HEIGHT + HEAD + 26.0;
    let mut canvas = Canvas::new(height);
    let marks = [("said", 0.0), ("seen", 0.36), ("done", 0.72)];
    for ((class, place), name) in marks.into_iter().zip(names) {
        let x = LABEL + place * room;
        mark(&mut canvas, class, [x, 10.0]);
        canvas.words("tick", [x + 10.0, 14.0], Anchor::Start, name);
    }
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        canvas.line("grid", [at(tick), HEAD, at(tick), height - 22.0]);
        canvas.words("tick", [at(tick), height - 8.0], Anchor::Middle, &format!("{tick:.0}"));
    }
    for (place, row) in rows.iter().enumerate() {
        let middle = HEAD + (nth(place) + 0.5) * HEIGHT;
        let label = cut(&row.label, LABEL - 12.0);
        canvas.words("label", [LABEL - 10.0, middle + 4.0], Anchor::End, &label);
        let views = [("said", row.said, -11.0), ("seen", row.seen, 0.0), ("done", row.done, 11.0)];
        let scores = views.iter().filter_map(|(_, view, _)| view.map(|view| view.0));
        let (low, high) = scores
            .fold((f64::MAX, f64::MIN), |(low, high), score| (low.min(score), high.max(score)));
        if low < high {
            canvas.line("span", [at(low), middle, at(high), middle]);
        }
        for (class, view, shift) in views {
            let Some((score, from, to)) = view else { continue };
            let y = middle + shift;
            canvas.line(&format!("whisker {class}"), [at(from), y, at(to), y]);
            mark(&mut canvas, class, [at(score), y]);
        }
        canvas.words("value", [LABEL + room + 12.0, middle + 4.0], Anchor::Start, &row.shown);
    }
    canvas.finish(title, description)
}

/// The sign of a view: a disc, a diamond, a square, so that nothing is said by colour alone.
fn mark(canvas: &mut Canvas, class: &str, [x, y]: [f64; 2]) {
    let class = format!("view {class}");
    match class.as_str() {
        "view said" => canvas.disc(&class, [x, y, 5.0]),
        "view seen" => {
            canvas.polygon(&class, &[[x, y - 6.0], [x + 6.0, y], [x, y + 6.0], [x - 6.0, y]]);
        }
        _ => canvas.rectangle(&class, [x - 4.5, y - 4.5, 9.0, 9.0]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, draw};

    #[test]
    fn a_view_that_is_missing_is_not_drawn_and_the_others_are() {
        let row = |seen| Row {
            label: "a".into(),
            said: Some((80.0, 70.0, 90.0)),
            seen,
            done: Some((40.0, 30.0, 55.0)),
            shown: "+40".into(),
        };
        let names = ["says", "seen", "does"];
        let whiskers = |svg: &str| svg.matches("class=\"whisker").count();
        assert_eq!(whiskers(&draw("t", "d", names, &[row(None)])), 2);
        let all = draw("t", "d", names, &[row(Some((60.0, 50.0, 130.0)))]);
        assert_eq!(whiskers(&all), 3);
        assert!(!all.contains("NaN") && !draw("t", "d", names, &[]).contains("NaN"));
    }
}
