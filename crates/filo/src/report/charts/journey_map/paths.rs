//! The arrows of a map: where each leaves and arrives, how it bends, and where its label has room.

use super::Map;
use super::layout::{BOX, Layout, Spot};
use crate::report::charts::{LETTER, nth};

/// A side of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// An arrow as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    /// Begin, the two points towards which it bends, end.
    pub(super) points: [[f64; 2]; 4],
    /// Whether it goes back to what usually comes earlier.
    pub(super) is_back: bool,
}

impl Path {
    /// The point at a share of the way.
    pub(super) fn at(&self, share: f64) -> [f64; 2] {
        let rest = 1.0 - share;
        let weights = [
            rest * rest * rest,
            3.0 * rest * rest * share,
            3.0 * rest * share * share,
            share * share * share,
        ];
        let along = |axis: usize| {
            self.points.iter().zip(weights).map(|(point, weight)| point[axis] * weight).sum()
        };
        [along(0), along(1)]
    }

    /// The corners of the head of the arrow, and where its line ends.
    pub(super) fn head(&self, size: f64) -> ([[f64; 2]; 3], [f64; 2]) {
        let [_, _, from, tip] = self.points;
        let (dx, dy) = (tip[0] - from[0], tip[1] - from[1]);
        let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
        let (dx, dy) = (dx / length, dy / length);
        let foot = [tip[0] - dx * size, tip[1] - dy * size];
        let half = size * 0.6;
        let corners = [
            tip,
            [foot[0] - dy * half, foot[1] + dx * half],
            [foot[0] + dy * half, foot[1] - dx * half],
        ];
        (corners, foot)
    }
}

/// The sides on which an arrow leaves and arrives; nothing where it returns to its own box.
fn sides(from: Spot, to: Spot) -> Option<(Side, Side)> {
    if to.column > from.column {
        Some((Side::Right, Side::Left))
    } else if to.column < from.column {
        Some((Side::Left, Side::Right))
    } else if to.y > from.y {
        Some((Side::Bottom, Side::Top))
    } else if to.y < from.y {
        Some((Side::Top, Side::Bottom))
    } else {
        None
    }
}

/// The arrows of a map, one for each flow. Those that share a side of a box are spread over it in the order of where they go to.
pub(super) fn paths(map: &Map, layout: &Layout) -> Vec<Path> {
    let spot = |node: usize| layout.spots[node];
    // By end of an arrow: which side of which node, and the place of the other end.
    let mut ends = Vec::new();
    for (number, flow) in map.flows.iter().enumerate() {
        if let Some((out, into)) = sides(spot(flow.from), spot(flow.to)) {
            ends.push((flow.from, out, spot(flow.to).middle(), number, false));
            ends.push((flow.to, into, spot(flow.from).middle(), number, true));
        }
    }
    let along = |side: Side, middle: [f64; 2]| match side {
        Side::Left | Side::Right => middle[1],
        Side::Top | Side::Bottom => middle[0],
    };
    ends.sort_by(|a, b| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then_with(|| along(a.1, a.2).total_cmp(&along(b.1, b.2)))
            .then((a.3, a.4).cmp(&(b.3, b.4)))
    });
    let mut ports = vec![[[0.0; 2]; 2]; map.flows.len()];
    for shared in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (place, &(node, side, _, number, is_end)) in shared.iter().enumerate() {
            let share = (nth(place) + 1.0) / (nth(shared.len()) + 1.0);
            ports[number][usize::from(is_end)] = port(spot(node), side, share);
        }
    }
    let bent = map.flows.iter().zip(ports).map(|(flow, [begin, end])| {
        let (from, to) = (spot(flow.from), spot(flow.to));
        let is_back = map.nodes[flow.to].place < map.nodes[flow.from].place;
        Path { points: bend(from, to, begin, end, layout), is_back }
    });
    bent.collect()
}

/// The point on a side of a box.
fn port(spot: Spot, side: Side, share: f64) -> [f64; 2] {
    match side {
        Side::Left => [spot.x, spot.y + BOX[1] * share],
        Side::Right => [spot.x + BOX[0], spot.y + BOX[1] * share],
        Side::Top => [spot.x + BOX[0] * share, spot.y],
        Side::Bottom => [spot.x + BOX[0] * share, spot.y + BOX[1]],
    }
}

fn bend(from: Spot, to: Spot, begin: [f64; 2], end: [f64; 2], layout: &Layout) -> [[f64; 2]; 4] {
    match sides(from, to) {
        None => {
            // A loop over the upper right corner.
            let (right, top) = (from.x + BOX[0], from.y);
            let begin = [right - 26.0, top];
            [begin, [right - 30.0, top - 24.0], [right + 26.0, top - 14.0], [right, top + 10.0]]
        }
        Some((Side::Top | Side::Bottom, _)) => {
            let reach = ((end[1] - begin[1]) * 0.4).clamp(-60.0, 60.0);
            [begin, [begin[0], begin[1] + reach], [end[0], end[1] - reach], end]
        }
        Some(_) => {
            let length = end[0] - begin[0];
            let reach = (length.abs() * 0.45).min(110.0).copysign(length);
            let lift = lift(from, to, layout);
            let near = [begin[0] + reach, begin[1] + lift];
            [begin, near, [end[0] - reach, end[1] + lift], end]
        }
    }
}

/// How far an arrow along a row has to go out of the way of the boxes between: those that go on pass above, those that go
/// back pass below.
fn lift(from: Spot, to: Spot, layout: &Layout) -> f64 {
    let is_level = |one: f64, other: f64| (one - other).abs() < 1.0;
    let columns = from.column.min(to.column)..from.column.max(to.column);
    let is_between = |spot: &Spot| {
        spot.column > columns.start && columns.contains(&spot.column) && is_level(spot.y, from.y)
    };
    if !is_level(from.y, to.y) || !layout.spots.iter().any(is_between) {
        return 0.0;
    }
    if to.column > from.column { -58.0 } else { 58.0 }
}

/// A label in its place: the middle of its words.
pub(super) type Placed = [f64; 2];

/// Places a label for each arrow, where it lies on no box and on no other label, if there is such a place.
pub(super) fn labels(map: &Map, layout: &Layout, paths: &[Path], width: f64) -> Vec<Placed> {
    const SHARES: [f64; 9] = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
    let mut boxes: Vec<[f64; 4]> =
        layout.spots.iter().map(|spot| [spot.x, spot.y, BOX[0], BOX[1]]).collect();
    let mut placed = vec![[0.0; 2]; paths.len()];
    for (number, (flow, path)) in map.flows.iter().zip(paths).enumerate() {
        let size = [nth(flow.label.chars().count()) * LETTER * 0.86 + 4.0, 13.0];
        let frame = |[x, y]: [f64; 2]| [x - size[0] / 2.0, y - size[1] / 2.0, size[0], size[1]];
        let hidden = |middle: [f64; 2]| {
            let own = frame(middle);
            boxes.iter().map(|other| overlap(own, *other)).sum::<f64>()
        };
        let inside = |[x, y]: [f64; 2]| {
            [
                x.clamp(size[0] / 2.0 + 1.0, width - size[0] / 2.0 - 1.0),
                y.clamp(8.0, layout.bottom.max(16.0) - 8.0),
            ]
        };
        let places = SHARES.map(|share| inside(path.at(share)));
        let best = places.into_iter().min_by(|a, b| hidden(*a).total_cmp(&hidden(*b)));
        let best = best.unwrap_or_default();
        boxes.push(frame(best));
        placed[number] = best;
    }
    placed
}

/// The area that two boxes share.
fn overlap(one: [f64; 4], other: [f64; 4]) -> f64 {
    let shared = |axis: usize| {
        let end = (one[axis] + one[axis + 2]).min(other[axis] + other[axis + 2]);
        (end - one[axis].max(other[axis])).max(0.0)
    };
    shared(0) * shared(1)
}
