//! Where the boxes of a map stand: a lane for each department, from left to right by how early they come in a case.

use super::{Map, Node};
use crate::report::charts::{WIDE, nth, number};

/// The room for the names of lanes.
pub(super) const LABEL: f64 = 124.0;
/// The size of a box.
pub(super) const BOX: [f64; 2] = [100.0, 46.0];
/// So many boxes stand beside each other at most.
pub(super) const COLUMNS: usize = 6;
/// The height of a row of boxes within a lane.
const ROW: f64 = 74.0;
/// Room above and below the rows of a lane.
const PAD: f64 = 6.0;

/// A place of a box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// The column, from the left.
    pub(super) column: usize,
    /// The row within the lane.
    pub(super) row: usize,
    /// The left edge.
    pub(super) x: f64,
    /// The upper edge.
    pub(super) y: f64,
}

impl Spot {
    /// The middle.
    pub(super) fn middle(self) -> [f64; 2] {
        [self.x + BOX[0] / 2.0, self.y + BOX[1] / 2.0]
    }
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// By node.
    pub(super) spots: Vec<Spot>,
    /// By lane: its upper edge and its height.
    pub(super) lanes: Vec<[f64; 2]>,
    /// The lower edge of all lanes.
    pub(super) bottom: f64,
}

/// Puts the nodes of a map in their places. A node comes into the column of its rank, or into the next that is free in
/// its lane; where none is, it stands below another.
pub(super) fn layout(map: &Map) -> Layout {
    let mut order: Vec<usize> = (0..map.nodes.len()).collect();
    order.sort_by(|&one, &other| {
        let key = |node: &Node| (node.lane, node.name.clone());
        let (one, other) = (&map.nodes[one], &map.nodes[other]);
        one.place.total_cmp(&other.place).then_with(|| key(one).cmp(&key(other)))
    });
    let columns = COLUMNS.min(order.len().max(1));
    let mut taken = vec![[0_usize; COLUMNS]; map.lanes.len()];
    let mut cells = vec![(0, 0); map.nodes.len()];
    for (rank, &node) in order.iter().enumerate() {
        let wanted = rank * columns / order.len();
        let lane = &mut taken[map.nodes[node].lane];
        let free = (wanted..columns).find(|&column| lane[column] == 0);
        let column = free.unwrap_or(wanted);
        cells[node] = (column, lane[column]);
        lane[column] += 1;
    }
    let mut lanes = Vec::with_capacity(map.lanes.len());
    let mut bottom = 0.0;
    for lane in &taken {
        let rows = lane.iter().copied().max().unwrap_or(0).max(1);
        let height = nth(rows) * ROW + 2.0 * PAD;
        lanes.push([bottom, height]);
        bottom += height;
    }
    let width = (WIDE - LABEL) / nth(columns);
    let spots = map.nodes.iter().zip(&cells).map(|(node, &(column, row))| Spot {
        column,
        row,
        x: LABEL + nth(column) * width + (width - BOX[0]) / 2.0,
        y: lanes[node.lane][0] + PAD + number(row as u64) * ROW + (ROW - BOX[1]) / 2.0,
    });
    Layout { spots: spots.collect(), lanes, bottom }
}
