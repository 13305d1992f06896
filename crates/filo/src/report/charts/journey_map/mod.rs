//! The map of a journey: what departments do as boxes in their lanes, the busiest paths between them as arrows, the
//! thicker the more cases take them, each with the time that usually lies between.
//!
//! Layout: `layout` puts boxes in their places, `paths` bends the arrows. The same map gives the same picture: nothing
//! is tried out or drawn by chance. What is left out is chosen, and said, by whoever makes the [`Map`]. An arrow back to
//! what usually comes earlier is dashed.

mod layout;
mod paths;
#[cfg(test)]
mod tests;

use super::{Anchor, Canvas, WIDE, cut, nth, wrap};
use layout::{BOX, LABEL, Layout, layout};
use paths::{Path, labels, paths};

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub struct Map {
    /// The names of the lanes from the top down; the customer's, where there is one, is the first.
    pub lanes: Vec<String>,
    /// Whether the first lane is the customer's.
    pub has_customer: bool,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The arrows.
    pub flows: Vec<Flow>,
    /// What is shown of how much, for the foot of the picture.
    pub shown: String,
}

/// A box: an activity of a department.
#[derive(Debug, Clone)]
pub struct Node {
    /// The place of its lane.
    pub lane: usize,
    /// What is done.
    pub name: String,
    /// How often, as people read it.
    pub count: String,
    /// How early it comes in a case, from 0 (first) to 1 (last), on average.
    pub place: f64,
}

/// An arrow: one box directly after another.
#[derive(Debug, Clone)]
pub struct Flow {
    /// From this box.
    pub from: usize,
    /// To this box.
    pub to: usize,
    /// How many cases go this way.
    pub cases: f64,
    /// The time between, as people read it.
    pub label: String,
}

/// How thin and how thick an arrow is.
const THICKNESS: [f64; 2] = [1.2, 8.0];
/// Room below the lanes.
const FOOT: f64 = 24.0;

/// Draws a map.
#[must_use]
pub fn draw(title: &str, description: &str, map: &Map) -> String {
    let layout = layout(map);
    let mut canvas = Canvas::wide(layout.bottom + FOOT);
    lanes(&mut canvas, map, &layout);
    let paths = paths(map, &layout);
    let most = map.flows.iter().map(|flow| flow.cases).fold(1.0, f64::max);
    let thickness = |cases: f64| THICKNESS[0] + (THICKNESS[1] - THICKNESS[0]) * cases / most;
    // Thick ones first, so that they hide none.
    let mut order: Vec<usize> = (0..paths.len()).collect();
    order.sort_by(|&a, &b| map.flows[b].cases.total_cmp(&map.flows[a].cases).then(a.cmp(&b)));
    for &number in &order {
        arrow(&mut canvas, &paths[number], thickness(map.flows[number].cases));
    }
    for (node, spot) in map.nodes.iter().zip(&layout.spots) {
        let class = if map.has_customer && node.lane == 0 { "node customer" } else { "node" };
        canvas.rounded(class, [spot.x, spot.y, BOX[0], BOX[1]]);
        let middle = spot.x + BOX[0] / 2.0;
        let lines = wrap(&node.name, BOX[0] - 14.0, 2);
        let first = spot.y + if lines.len() > 1 { 14.0 } else { 19.0 };
        for (place, line) in lines.iter().enumerate() {
            canvas.words("node-name", [middle, first + nth(place) * 12.5], Anchor::Middle, line);
        }
        canvas.words("node-count", [middle, spot.y + BOX[1] - 6.0], Anchor::Middle, &node.count);
    }
    let placed = labels(map, &layout, &paths, WIDE);
    for (flow, [x, y]) in map.flows.iter().zip(placed) {
        canvas.words("flow-label", [x, y + 3.5], Anchor::Middle, &flow.label);
    }
    canvas.words("tick", [4.0, layout.bottom + 17.0], Anchor::Start, &map.shown);
    canvas.finish(title, description)
}

fn lanes(canvas: &mut Canvas, map: &Map, layout: &Layout) {
    for (place, (name, [top, height])) in map.lanes.iter().zip(&layout.lanes).enumerate() {
        let class = if map.has_customer && place == 0 { "lane customer" } else { "lane" };
        canvas.rectangle(class, [0.0, top + 2.0, WIDE, height - 4.0]);
        let lines = wrap(name, LABEL - 16.0, 3);
        let first = top + height / 2.0 + 4.0 - (nth(lines.len()) - 1.0) * 7.5;
        for (line, text) in lines.iter().enumerate() {
            let text = cut(text, LABEL - 14.0);
            canvas.words("label", [8.0, first + nth(line) * 15.0], Anchor::Start, &text);
        }
    }
}

fn arrow(canvas: &mut Canvas, path: &Path, thickness: f64) {
    let (corners, foot) = path.head(6.0 + thickness);
    let [begin, near, far, _] = path.points;
    let class = if path.is_back { "flow back" } else { "flow" };
    canvas.curve(class, thickness, [begin, near, far, foot]);
    canvas.polygon(if path.is_back { "flow-head back" } else { "flow-head" }, &corners);
}
