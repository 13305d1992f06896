//! Two scores of each department against each other, cut at the company's medians into four fields.

use super::{Anchor, Canvas, WIDTH, cut};

/// A department on the field.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its name.
    pub label: String,
    /// What it says and what it does, from 0 to 100.
    pub scores: [f64; 2],
}

/// The four fields by their place: high left, high right, low left, low right.
#[derive(Debug, Clone)]
pub struct Names<'a> {
    /// What runs to the right.
    pub across: &'a str,
    /// What runs upwards.
    pub upwards: &'a str,
    /// The names of the fields.
    pub fields: [&'a str; 4],
}

const LEFT: f64 = 60.0;
const RIGHT: f64 = 24.0;
const HEIGHT: f64 = 420.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 44.0;

/// Draws departments on a field from 0 to 100 both ways; `cuts` are the medians.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    names: &Names<'_>,
    cuts: [f64; 2],
    places: &[Place],
) -> String {
    let mut canvas = Canvas::new(HEIGHT);
    let (width, height) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
    let x = |score: f64| LEFT + score.clamp(0.0, 100.0) / 100.0 * width;
    let y = |score: f64| TOP + (1.0 - score.clamp(0.0, 100.0) / 100.0) * height;
    for tick in [0.0, 25.0, 50.0, 75.0, 100.0] {
        canvas.line("grid", [x(tick), TOP, x(tick), TOP + height]);
        canvas.line("grid", [LEFT, y(tick), LEFT + width, y(tick)]);
        canvas.words("tick", [x(tick), TOP + height + 16.0], Anchor::Middle, &format!("{tick:.0}"));
        canvas.words("tick", [LEFT - 8.0, y(tick) + 4.0], Anchor::End, &format!("{tick:.0}"));
    }
    canvas.line("centre", [x(cuts[0]), TOP, x(cuts[0]), TOP + height]);
    canvas.line("centre", [LEFT, y(cuts[1]), LEFT + width, y(cuts[1])]);
    let corners = [
        ([LEFT + 8.0, TOP + 16.0], Anchor::Start),
        ([LEFT + width - 8.0, TOP + 16.0], Anchor::End),
        ([LEFT + 8.0, TOP + height - 8.0], Anchor::Start),
        ([LEFT + width - 8.0, TOP + height - 8.0], Anchor::End),
    ];
    for ((corner, anchor), name) in corners.into_iter().zip(names.fields) {
        canvas.words("quoted", corner, anchor, name);
    }
    let end = [LEFT + width, TOP + height + 34.0];
    canvas.words("label strong", end, Anchor::End, names.across);
    canvas.words("label strong", [LEFT - 40.0, 12.0], Anchor::Start, names.upwards);
    // Labels of departments that stand close to each other step down, so that each can be read.
    let mut sorted: Vec<&Place> = places.iter().collect();
    sorted.sort_by(|a, b| b.scores[1].total_cmp(&a.scores[1]).then_with(|| a.label.cmp(&b.label)));
    let mut taken: Vec<[f64; 2]> = Vec::new();
    for place in sorted {
        let [at_x, at_y] = [x(place.scores[0]), y(place.scores[1])];
        canvas.disc("dot", [at_x, at_y, 5.0]);
        let is_near = |other: &[f64; 2], y: f64| {
            (other[0] - at_x).abs() < 120.0 && (other[1] - y).abs() < 13.0
        };
        let mut label_y = at_y + 4.0;
        for _ in 0..places.len() {
            if taken.iter().any(|other| is_near(other, label_y)) {
                label_y += 13.0;
            }
        }
        taken.push([at_x, label_y]);
        let is_right = at_x > LEFT + width * 0.75;
        let (anchor, shift) = if is_right { (Anchor::End, -9.0) } else { (Anchor::Start, 9.0) };
        canvas.words("label", [at_x + shift, label_y], anchor, &cut(&place.label, 150.0));
    }
    canvas.finish(title, description)
}

#[cfg(test)]
mod tests {
    use super::{Names, Place, draw};

    #[test]
    fn departments_on_one_spot_keep_their_names_apart() {
        let names = Names { across: "says", upwards: "does", fields: ["a", "b", "c", "d"] };
        let place = |label: &str| Place { label: label.into(), scores: [60.0, 60.0] };
        let svg =
            draw("t", "d", &names, [50.0, 50.0], &[place("one"), place("two"), place("three")]);
        let heights: Vec<&str> = ["one", "two", "three"]
            .iter()
            .map(|name| {
                let before = svg.split(&format!(">{name}<")).next().unwrap();
                let text = before.rsplit("<text").next().unwrap();
                text.split("y=\"").nth(1).unwrap().split('"').next().unwrap()
            })
            .collect();
        assert!(heights[0] != heights[1] && heights[1] != heights[2] && heights[0] != heights[2]);
    }
}
