//! Which cells of a table of counts are shown, so that none withheld can be found by subtraction.
//!
//! Method: a table with its margins is a graph, its rows and columns (the totals too) the nodes and
//! its cells the edges. What can be added and subtracted are lines, so a withheld cell can be found
//! exactly when it lies on no circle of withheld cells. Cells about too few people are withheld
//! first; then, for each that lies on no circle, the circle whose further cells are about the fewest
//! people. What a whole line withholds must itself be about enough people, and must not add to
//! nothing, which would tell each part. Thresholds are gone through from the least, each adding to
//! what the one before withheld, so that a higher one never shows more.

use std::collections::VecDeque;

use crate::Threshold;

/// What a cell counts, and how many people it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The count.
    pub count: u64,
    /// The people (of the company, or respondents) the count is about; a cell about nobody is shown.
    pub people: u32,
}

/// A table of counts with its margins.
#[derive(Debug, Clone)]
pub struct Table {
    rows: Vec<String>,
    columns: Vec<String>,
    /// Row by row, each with its total last; the row of totals last.
    cells: Vec<Cell>,
}

impl Table {
    /// A table whose cells are about different people: margins are sums.
    ///
    /// `cells` row by row, one for each row and column; `None` where their number is another.
    #[must_use]
    pub fn new(rows: &[&str], columns: &[&str], cells: &[Cell]) -> Option<Self> {
        let width = columns.len() + 1;
        if rows.is_empty() || columns.is_empty() || cells.len() != rows.len() * columns.len() {
            return None;
        }
        let mut all = vec![Cell::default(); width * (rows.len() + 1)];
        for (place, cell) in cells.iter().enumerate() {
            let (row, column) = (place / columns.len(), place % columns.len());
            for row in [row, rows.len()] {
                for column in [column, columns.len()] {
                    let sum = &mut all[row * width + column];
                    sum.count = sum.count.saturating_add(cell.count);
                    sum.people = sum.people.saturating_add(cell.people);
                }
            }
        }
        Self::with_margins(rows, columns, &all)
    }

    /// A table whose margins are given, where cells of one line may be about the same people.
    ///
    /// `cells` row by row, each with its total last, and the row of totals last; `None` where their
    /// number is another.
    #[must_use]
    pub fn with_margins(rows: &[&str], columns: &[&str], cells: &[Cell]) -> Option<Self> {
        let fits = cells.len() == (rows.len() + 1) * (columns.len() + 1);
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        (fits && !rows.is_empty() && !columns.is_empty()).then(|| Self {
            rows: owned(rows),
            columns: owned(columns),
            cells: cells.to_vec(),
        })
    }

    /// Decides which cells are shown; the order of rows and columns does not matter.
    #[must_use]
    pub fn shown(&self, threshold: Threshold) -> Shown {
        // Equal cells are told apart by the names of their lines.
        let (rows, columns) = (order(&self.rows), order(&self.columns));
        let mut lines = Lines {
            height: rows.len(),
            width: columns.len(),
            cells: Vec::with_capacity(self.cells.len()),
            withheld: vec![false; self.cells.len()],
        };
        for &row in &rows {
            lines
                .cells
                .extend(columns.iter().map(|column| self.cells[row * columns.len() + column]));
        }
        for step in threshold.up_to() {
            lines.withhold(step);
        }
        let mut withheld = vec![false; self.cells.len()];
        for (place, is_withheld) in lines.withheld.into_iter().enumerate() {
            let (row, column) = (rows[place / columns.len()], columns[place % columns.len()]);
            withheld[row * columns.len() + column] = is_withheld;
        }
        Shown { width: columns.len(), withheld }
    }
}

/// The places of names in their order, and the place of the totals last.
fn order(names: &[String]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..names.len()).collect();
    places.sort_by_key(|&place| &names[place]);
    places.push(names.len());
    places
}

/// Which cells of a table are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    width: usize,
    withheld: Vec<bool>,
}

impl Shown {
    /// Whether the cell is shown; the row of totals and the column of totals come after the others.
    #[must_use]
    pub fn shows(&self, row: usize, column: usize) -> bool {
        column < self.width && self.withheld.get(row * self.width + column) == Some(&false)
    }

    /// How many cells are withheld, totals too.
    #[must_use]
    pub fn withheld(&self) -> usize {
        self.withheld.iter().filter(|withheld| **withheld).count()
    }
}

/// The cells with their margins as lines that add up.
struct Lines {
    height: usize,
    width: usize,
    cells: Vec<Cell>,
    withheld: Vec<bool>,
}

impl Lines {
    fn withhold(&mut self, threshold: Threshold) {
        for (cell, withheld) in self.cells.iter().zip(&mut self.withheld) {
            *withheld |= cell.people > 0 && !threshold.allows(cell.people);
        }
        while self.widen_a_line(threshold) || self.close_a_circle() {}
    }

    /// The places of each line: its parts, and its total last.
    fn lines(&self) -> impl Iterator<Item = Vec<usize>> + use<> {
        let (height, width) = (self.height, self.width);
        let rows =
            (0..height).map(move |row| (0..width).map(|column| row * width + column).collect());
        let columns =
            (0..width).map(move |column| (0..height).map(|row| row * width + column).collect());
        rows.chain(columns)
    }

    /// Withholds one more cell of a line whose parts withheld together are about too few, or add to
    /// nothing.
    fn widen_a_line(&mut self, threshold: Threshold) -> bool {
        for line in self.lines() {
            let Some((&total, parts)) = line.split_last() else { continue };
            if self.withheld[total] {
                continue;
            }
            let hidden: Vec<Cell> = parts
                .iter()
                .filter(|one| self.withheld[**one])
                .map(|one| self.cells[*one])
                .collect();
            let people = hidden.iter().fold(0, |sum: u32, one| sum.saturating_add(one.people));
            let is_nothing = hidden.iter().all(|one| one.count == 0);
            if people == 0 || (threshold.allows(people) && !is_nothing) {
                continue;
            }
            let next = parts
                .iter()
                .filter(|one| !self.withheld[**one] && self.cells[**one].people > 0)
                .filter(|one| !is_nothing || self.cells[**one].count > 0)
                .min_by_key(|one| self.cells[**one].people);
            self.withheld[*next.unwrap_or(&total)] = true;
            return true;
        }
        false
    }

    /// Closes the circle of one withheld cell that lies on none.
    fn close_a_circle(&mut self) -> bool {
        for place in 0..self.cells.len() {
            if self.withheld[place] && !self.has_circle(place) {
                for other in self.cheapest_way(place) {
                    self.withheld[other] = true;
                }
                return true;
            }
        }
        false
    }

    /// The two nodes of a cell: its row, and its column counted after the rows.
    fn nodes(&self, place: usize) -> (usize, usize) {
        (place / self.width, self.height + place % self.width)
    }

    /// The cells at a node, each with the node at its other end.
    fn cells_at(&self, node: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (height, width) = (self.height, self.width);
        let count = if node < height { width } else { height };
        (0..count).map(move |other| match node.checked_sub(height) {
            None => (node * width + other, height + other),
            Some(column) => (other * width + column, other),
        })
    }

    fn has_circle(&self, place: usize) -> bool {
        let (start, end) = self.nodes(place);
        let mut seen = vec![false; self.height + self.width];
        seen[start] = true;
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for (cell, next) in self.cells_at(node) {
                if cell != place && self.withheld[cell] && !seen[next] {
                    seen[next] = true;
                    queue.push_back(next);
                }
            }
        }
        seen[end]
    }

    /// The cells of the way from a cell's one end to its other that is about the fewest people
    /// beyond those withheld already (Dijkstra 1959).
    fn cheapest_way(&self, place: usize) -> Vec<usize> {
        let (start, end) = self.nodes(place);
        let nodes = self.height + self.width;
        let mut best: Vec<Option<(u64, usize)>> = vec![None; nodes];
        let mut done = vec![false; nodes];
        best[start] = Some((0, place));
        loop {
            let open = (0..nodes).filter(|&node| !done[node]);
            let nearest = open.filter_map(|node| best[node].map(|(cost, _)| (cost, node))).min();
            let Some((cost, node)) = nearest else { break };
            done[node] = true;
            for (cell, next) in self.cells_at(node) {
                let through = cost.saturating_add(self.cost(cell));
                if cell != place && best[next].is_none_or(|(known, _)| through < known) {
                    best[next] = Some((through, cell));
                }
            }
        }
        let mut way = Vec::new();
        let mut node = end;
        while node != start
            && let Some((_, cell)) = best[node]
        {
            way.push(cell);
            let (row, column) = self.nodes(cell);
            node = if node == row { column } else { row };
        }
        way
    }

    /// What it costs to withhold a cell. One about nobody hides little: it comes last.
    fn cost(&self, place: usize) -> u64 {
        const ABOUT_NOBODY: u64 = 1 << 40;
        match self.cells[place].people {
            _ if self.withheld[place] => 0,
            0 => ABOUT_NOBODY,
            people => 1 + u64::from(people),
        }
    }
}

#[cfg(test)]
mod tests;
