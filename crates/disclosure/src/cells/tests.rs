//! Known tables, and what can be found by adding and subtracting, by elimination.

use proptest::prelude::*;

use super::{Cell, Shown, Table};
use crate::Threshold;

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// A table where each count is the number of people.
fn table(height: usize, width: usize, people: &[u32]) -> Table {
    let cells: Vec<Cell> =
        people.iter().map(|&people| Cell { count: u64::from(people), people }).collect();
    Table::new(&NAMES[..height], &NAMES[..width], &cells).expect("as many cells as it needs")
}

/// The table as it is printed: `x` for what is withheld.
fn printed(shown: &Shown, height: usize, width: usize) -> Vec<String> {
    let mark = |row, column| if shown.shows(row, column) { '.' } else { 'x' };
    (0..=height).map(|row| (0..=width).map(|column| mark(row, column)).collect()).collect()
}

#[test]
fn a_small_cell_takes_the_smallest_circle_with_it() {
    let table = table(3, 3, &[3, 20, 30, 10, 40, 50, 60, 7, 80]);
    let shown = table.shown(Threshold::LEAST);
    assert_eq!(printed(&shown, 3, 3), ["xx..", "xx..", "....", "...."]);
}

#[test]
fn a_table_without_small_cells_is_shown_whole_and_so_is_a_cell_about_nobody() {
    let table = table(2, 2, &[5, 0, 6, 30]);
    assert_eq!(table.shown(Threshold::LEAST).withheld(), 0);
}

#[test]
fn cells_that_add_to_nothing_take_one_that_counts() {
    let zero = Cell { count: 0, people: 3 };
    let some = Cell { count: 4, people: 9 };
    let more = Cell { count: 9, people: 12 };
    let cells = [zero, zero, some, more, some, some, some, some];
    let table = Table::new(&NAMES[..2], &NAMES[..4], &cells).expect("eight cells");
    let shown = table.shown(Threshold::LEAST);
    // Of the first row, the two about three people count nothing: their sum alone would tell both.
    assert!(!shown.shows(0, 0) && !shown.shows(0, 1) && !shown.shows(0, 2));
}

#[test]
fn a_small_total_is_withheld_and_cannot_be_found() {
    let table = table(2, 2, &[1, 2, 30, 40]);
    let shown = table.shown(Threshold::LEAST);
    assert!(!shown.shows(0, 2) && !shown.shows(0, 0) && !shown.shows(0, 1));
    assert!(found(&shown, 2, 2).is_empty());
}

#[test]
fn another_number_of_cells_is_no_table() {
    assert!(Table::new(&NAMES[..2], &NAMES[..2], &[Cell::default(); 3]).is_none());
    assert!(Table::new(&[], &NAMES[..2], &[]).is_none());
}

const PRIME: i64 = 1_000_003;

fn inverse(value: i64) -> i64 {
    let (mut result, mut base, mut power) = (1, value.rem_euclid(PRIME), PRIME - 2);
    while power > 0 {
        if power % 2 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        power /= 2;
    }
    result
}

/// Brings rows of equations to their reduced form, by elimination over a large prime.
fn reduce(rows: &mut Vec<Vec<i64>>, width: usize) {
    let mut done = 0;
    for column in 0..width {
        let Some(found) = (done..rows.len()).find(|&row| rows[row][column] != 0) else { continue };
        rows.swap(done, found);
        let factor = inverse(rows[done][column]);
        rows[done].iter_mut().for_each(|value| *value = *value * factor % PRIME);
        let pivot = rows[done].clone();
        for (index, row) in rows.iter_mut().enumerate() {
            if index != done && row[column] != 0 {
                let factor = row[column];
                for (value, known) in row.iter_mut().zip(&pivot) {
                    *value = (*value - factor * known).rem_euclid(PRIME);
                }
            }
        }
        done += 1;
    }
    rows.truncate(done);
}

/// The withheld cells whose value follows from what is shown: those alone in a reduced equation.
fn found(shown: &Shown, height: usize, width: usize) -> Vec<(usize, usize)> {
    let hidden: Vec<(usize, usize)> = (0..=height)
        .flat_map(|row| (0..=width).map(move |column| (row, column)))
        .filter(|&(row, column)| !shown.shows(row, column))
        .collect();
    let mut rows = Vec::new();
    let sign = |is_total: bool| if is_total { PRIME - 1 } else { 1 };
    for line in 0..=height {
        let of = |&(row, column): &(usize, usize)| {
            if row == line { sign(column == width) } else { 0 }
        };
        rows.push(hidden.iter().map(of).collect());
    }
    for line in 0..=width {
        let of = |&(row, column): &(usize, usize)| {
            if column == line { sign(row == height) } else { 0 }
        };
        rows.push(hidden.iter().map(of).collect());
    }
    reduce(&mut rows, hidden.len());
    let alone = rows.iter().filter(|row| row.iter().filter(|value| **value != 0).count() == 1);
    alone.filter_map(|row| row.iter().position(|value| *value != 0)).map(|at| hidden[at]).collect()
}

fn tables() -> impl Strategy<Value = (usize, usize, Vec<u32>)> {
    (1_usize..5, 1_usize..5).prop_flat_map(|(height, width)| {
        let people = prop::collection::vec(prop_oneof![0_u32..9, 5_u32..60], height * width);
        (Just(height), Just(width), people)
    })
}

proptest! {
    #[test]
    fn nothing_withheld_can_be_found_by_adding_and_subtracting(
        (height, width, people) in tables(), threshold in 5_u8..9,
    ) {
        let threshold = Threshold::new(threshold).expect("at least five");
        let shown = table(height, width, &people).shown(threshold);
        prop_assert_eq!(found(&shown, height, width), []);
        for (place, &people) in people.iter().enumerate() {
            if people > 0 && !threshold.allows(people) {
                prop_assert!(!shown.shows(place / width, place % width));
            }
        }
    }

    #[test]
    fn what_a_line_withholds_is_about_enough((height, width, people) in tables()) {
        let shown = table(height, width, &people).shown(Threshold::LEAST);
        for row in 0..height {
            let hidden = (0..width).filter(|&column| !shown.shows(row, column));
            let sum: u32 = hidden.map(|column| people[row * width + column]).sum();
            prop_assert!(!shown.shows(row, width) || sum == 0 || sum >= 5);
        }
    }

    #[test]
    fn a_higher_threshold_never_shows_more((height, width, people) in tables(), step in 5_u8..12) {
        let table = table(height, width, &people);
        let low = table.shown(Threshold::new(step).expect("at least five"));
        let high = table.shown(Threshold::new(step + 1).expect("at least five"));
        for row in 0..=height {
            for column in 0..=width {
                prop_assert!(low.shows(row, column) || !high.shows(row, column));
            }
        }
    }

    #[test]
    fn the_order_of_rows_and_columns_does_not_matter(
        (height, width, people) in tables(), turn in 0_usize..4,
    ) {
        let shown = table(height, width, &people).shown(Threshold::LEAST);
        let turned = |at: usize, of: usize| (at + turn) % of;
        let mut cells = Vec::new();
        for row in 0..height {
            for column in 0..width {
                let people = people[turned(row, height) * width + turned(column, width)];
                cells.push(Cell { count: u64::from(people), people });
            }
        }
        let rows: Vec<&str> = (0..height).map(|row| NAMES[turned(row, height)]).collect();
        let columns: Vec<&str> = (0..width).map(|column| NAMES[turned(column, width)]).collect();
        let other = Table::new(&rows, &columns, &cells).expect("as many").shown(Threshold::LEAST);
        for row in 0..height {
            for column in 0..width {
                let same = shown.shows(turned(row, height), turned(column, width));
                prop_assert_eq!(other.shows(row, column), same);
            }
        }
    }
}
