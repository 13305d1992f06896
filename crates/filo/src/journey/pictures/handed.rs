//! Who hands over to whom: how often, and how long it is until the receiver does anything.
//!
//! A handoff is the change of department between successive stays; its time runs from the sender's last event to the receiver's
//! first, in the receiver's hours.

use filo_journey::stay::stays;
use filo_journey::values::{Turn, Values};
use serde::Serialize;

use super::{HOUR, Lane, Scene};

/// The handoffs between lanes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Handed {
    /// The lanes that hand over or receive.
    pub lanes: Vec<Lane>,
    /// By sender and receiver, row by row; nothing where there was no handoff.
    pub cells: Vec<Vec<Option<HandedCell>>>,
}

/// The handoffs from one lane to another.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HandedCell {
    /// How many.
    pub count: u64,
    /// The median time, in hours.
    pub median_hours: f64,
}

/// Counts the handoffs.
#[must_use]
pub fn handed(scene: &Scene<'_>) -> Handed {
    let all = scene.lanes.all();
    let mut times = vec![vec![Values::default(); all.len()]; all.len()];
    let mut found = Vec::new();
    for case in scene.shown() {
        stays(&case, &mut found);
        for pair in found.windows(2) {
            let [sender, receiver] = [pair[0], pair[1]];
            let [from, to] = [sender, receiver].map(|stay| scene.lanes.of(stay.group, false));
            let (begin, end) = (case.at[sender.last], case.at[receiver.first]);
            times[from][to].turn(Turn::In, scene.between(receiver.group, begin, end));
        }
    }
    let is_used = |lane: &usize| {
        times[*lane].iter().any(|one| !one.is_empty())
            || times.iter().any(|row| !row[*lane].is_empty())
    };
    let used: Vec<usize> = (0..all.len()).filter(is_used).collect();
    let mut cells = Vec::with_capacity(used.len());
    for &from in &used {
        let row = used.iter().map(|&to| {
            let spread = times[from][to].spread(HOUR);
            let (count, median_hours) = (spread.count, spread.p50);
            (count > 0).then_some(HandedCell { count, median_hours })
        });
        cells.push(row.collect());
    }
    Handed { lanes: used.iter().map(|&lane| all[lane].clone()).collect(), cells }
}

#[cfg(test)]
mod tests {
    use super::super::told::told;
    use super::super::{LaneKind, Lanes};
    use super::handed;

    const CASES: &str = "\
        a 0 in  service ask
        a 1 .   service pass
        a 4 .   tech    work
        a 5 .   .       note
        a 9 .   store   send
        b 0 .   service pass
        b 5 .   tech    work";

    #[test]
    fn handoffs_are_counted_by_pair_with_the_time_until_the_receiver_acts() {
        let found = handed(&told(CASES).scene());
        let names: Vec<_> = found.lanes.iter().filter_map(|lane| lane.name.as_deref()).collect();
        assert_eq!(names, ["service", "store", "tech"], "the customer hands nothing over");
        let cell = found.cells[0][2].unwrap();
        assert_eq!((cell.count, cell.median_hours), (2, 4.0), "3 and 5 hours");
        let cell = found.cells[2][1].unwrap();
        assert_eq!((cell.count, cell.median_hours), (1, 5.0), "an event of nobody parts no stay");
        assert!(found.cells[2][0].is_none());
    }

    #[test]
    fn small_departments_hand_over_as_one() {
        let mut told = told(CASES);
        let service = told.names.groups.find("service");
        told.lanes = Lanes::new(&told.names.groups, |group| Some(group) == service, true);
        let found = handed(&told.scene());
        assert_eq!(found.lanes[1].kind, LaneKind::Pool);
        assert_eq!(found.cells[0][1].unwrap().count, 2);
        assert_eq!(found.cells[1][1].unwrap().count, 1, "among themselves");
    }

    #[test]
    fn without_departments_there_is_nothing() {
        let found = handed(&told("a 0 in . ask\n a 1 out . answer").scene());
        assert!(found.lanes.is_empty() && found.cells.is_empty());
    }
}
