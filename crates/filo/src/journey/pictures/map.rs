//! The map of a journey: what departments do, and the paths between that most cases take.
//!
//! A box is an activity in the lane of whoever did it; a path is one box directly after another in the same case. The paths that
//! most cases take are kept until there are as many boxes or paths as can be read; how much is left out is counted.
//! The time between is working time of whoever came after; it is a gap, of which nobody can say which part was work.

use std::cmp::Reverse;

use filo_journey::values::{Turn, Values};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{HOUR, Lane, Scene, group, real};

/// How much a map holds.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Boxes at most.
    pub nodes: usize,
    /// Paths at most.
    pub edges: usize,
}

/// What a page can show.
pub const PAGE: Bounds = Bounds { nodes: 14, edges: 24 };

/// The busiest paths of many cases.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct JourneyMap {
    /// The version of the definition.
    pub definition: &'static str,
    /// The lanes that hold anything shown, from the top down.
    pub lanes: Vec<Lane>,
    /// The boxes shown.
    pub nodes: Vec<MapNode>,
    /// The paths shown, the busiest first.
    pub edges: Vec<MapEdge>,
    /// Cases that were looked at.
    pub cases: u64,
    /// Boxes there are.
    pub nodes_all: u64,
    /// Paths there are.
    pub edges_all: u64,
    /// Steps from one event of a case to the next that are shown.
    pub steps_shown: u64,
    /// Steps there are.
    pub steps_all: u64,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapNode {
    /// The place of its lane.
    pub lane: usize,
    /// What is done.
    pub activity: String,
    /// How often.
    pub events: u64,
    /// How early in a case, from 0 to 1, on average.
    pub place: f64,
}

/// A path.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MapEdge {
    /// From this box.
    pub from: usize,
    /// To this box.
    pub to: usize,
    /// Cases that take it.
    pub cases: u64,
    /// How often they take it.
    pub times: u64,
    /// The median time between, in hours.
    pub median_hours: f64,
    /// Nine of ten take at most so long.
    pub p90_hours: f64,
}

/// A box by lane and activity.
type Place = (usize, u32);

#[derive(Default)]
struct NodeCount {
    events: u64,
    /// The sum of its places in cases, in whole parts, so that the order of cases changes nothing.
    place: u64,
}

/// The parts into which the length of a case is divided.
const PARTS: u64 = 1_000_000;

#[derive(Default)]
struct EdgeCount {
    times: u64,
    cases: u64,
    /// The last case that took it, and one.
    last: u64,
}

/// Makes the map.
#[must_use]
pub fn map(scene: &Scene<'_>, bounds: Bounds) -> JourneyMap {
    let mut nodes: FxHashMap<Place, NodeCount> = FxHashMap::default();
    let mut edges: FxHashMap<(Place, Place), EdgeCount> = FxHashMap::default();
    let (mut cases, mut steps) = (0, 0);
    for case in scene.shown() {
        cases += 1;
        let last = (case.at.len().saturating_sub(1) as u64).max(1);
        let mut before = None;
        for (event, &activity) in case.activity.iter().enumerate() {
            let place = (scene.lane(&case, event), activity);
            let node = nodes.entry(place).or_default();
            node.events += 1;
            node.place += event as u64 * PARTS / last;
            if let Some(before) = before.replace(place) {
                let edge = edges.entry((before, place)).or_default();
                edge.times += 1;
                edge.cases += u64::from(edge.last != cases);
                edge.last = cases;
                steps += 1;
            }
        }
    }
    let name = |place: Place| (place.0, scene.names.activities.name(place.1));
    let mut busiest: Vec<((Place, Place), &EdgeCount)> =
        edges.iter().map(|(ends, count)| (*ends, count)).collect();
    busiest.sort_by(|(a, one), (b, other)| {
        (other.cases, other.times)
            .cmp(&(one.cases, one.times))
            .then_with(|| (name(a.0), name(a.1)).cmp(&(name(b.0), name(b.1))))
    });
    let chosen = choose(busiest, bounds);
    let mut places: Vec<Place> = chosen.iter().flat_map(|(ends, _)| [ends.0, ends.1]).collect();
    if places.is_empty() {
        // Cases of one event each have boxes and no path.
        places.extend(nodes.keys());
        places.sort_by_key(|place| (Reverse(nodes[place].events), name(*place)));
        places.truncate(bounds.nodes);
    }
    places.sort_by_key(|place| name(*place));
    places.dedup();
    let times = times(scene, &chosen);
    let mut map = JourneyMap {
        definition: "journey_map/1",
        cases,
        nodes_all: nodes.len() as u64,
        edges_all: edges.len() as u64,
        steps_shown: chosen.iter().map(|(_, count)| count.times).sum(),
        steps_all: steps,
        ..JourneyMap::default()
    };
    lay_out(&mut map, scene, &places, &nodes);
    let number = |place: Place| places.iter().position(|one| *one == place).unwrap_or(0);
    map.edges = chosen
        .iter()
        .zip(times)
        .map(|(((from, to), count), mut between)| {
            let spread = between.spread(HOUR);
            MapEdge {
                from: number(*from),
                to: number(*to),
                cases: count.cases,
                times: count.times,
                median_hours: spread.p50,
                p90_hours: spread.p90,
            }
        })
        .collect();
    map
}

type Chosen<'c> = ((Place, Place), &'c EdgeCount);

/// The busiest paths, as many as fit; one that would need a box too many is passed over.
fn choose(busiest: Vec<Chosen<'_>>, bounds: Bounds) -> Vec<Chosen<'_>> {
    let mut boxes: Vec<Place> = Vec::new();
    let mut chosen = Vec::new();
    for (ends, count) in busiest {
        if chosen.len() >= bounds.edges {
            break;
        }
        let mut needed = boxes.clone();
        for end in [ends.0, ends.1] {
            if !needed.contains(&end) {
                needed.push(end);
            }
        }
        if needed.len() <= bounds.nodes {
            boxes = needed;
            chosen.push((ends, count));
        }
    }
    chosen
}

/// The times between, for each path.
fn times(scene: &Scene<'_>, chosen: &[Chosen<'_>]) -> Vec<Values> {
    let numbers: FxHashMap<(Place, Place), usize> =
        chosen.iter().enumerate().map(|(number, (ends, _))| (*ends, number)).collect();
    let mut times = vec![Values::default(); chosen.len()];
    for case in scene.shown() {
        let mut before = None;
        for (event, &activity) in case.activity.iter().enumerate() {
            let place = (scene.lane(&case, event), activity);
            let Some(before) = before.replace(place) else { continue };
            if let Some(&number) = numbers.get(&(before, place)) {
                let (from, to) = (case.at[event - 1], case.at[event]);
                let between = scene.between(group(&case, event), from, to);
                times[number].turn(Turn::In, between);
            }
        }
    }
    times
}

/// The boxes, and the lanes that hold them.
fn lay_out(
    map: &mut JourneyMap,
    scene: &Scene<'_>,
    places: &[Place],
    nodes: &FxHashMap<Place, NodeCount>,
) {
    let mut lanes: Vec<usize> = places.iter().map(|place| place.0).collect();
    lanes.sort_unstable();
    lanes.dedup();
    map.nodes = places
        .iter()
        .map(|place| {
            let count = &nodes[place];
            MapNode {
                lane: lanes.iter().position(|lane| *lane == place.0).unwrap_or(0),
                activity: scene.names.activities.name(place.1).to_owned(),
                events: count.events,
                place: real(count.place) / real(count.events.max(1) * PARTS),
            }
        })
        .collect();
    map.lanes = lanes.iter().map(|&lane| scene.lanes.all()[lane].clone()).collect();
}

#[cfg(test)]
mod tests {
    use super::super::told::{DAY, HOUR_MS, told};
    use super::super::{LaneKind, Lanes};
    use super::{Bounds, PAGE, map};

    const SMALL: &str = "\
        a 0 in  service ask
        a 1 out service answer
        b 0 in  service ask
        b 3 out service answer
        c 0 in  service ask
        c 2 .   service pass
        c 9 .   tech    work
        d 0 in  service ask";

    #[test]
    fn boxes_and_paths_are_counted_in_the_lanes_of_those_who_did_it() {
        let told = told(SMALL);
        let map = map(&told.scene(), PAGE);
        let kinds: Vec<LaneKind> = map.lanes.iter().map(|lane| lane.kind).collect();
        assert_eq!(kinds, [LaneKind::Customer, LaneKind::Department, LaneKind::Department]);
        let busiest = &map.edges[0];
        let ends = [&map.nodes[busiest.from], &map.nodes[busiest.to]];
        assert_eq!([&*ends[0].activity, &*ends[1].activity], ["ask", "answer"]);
        assert_eq!((ends[0].events, busiest.cases, busiest.times), (4, 2, 2));
        assert!((busiest.median_hours - 2.0).abs() < 1e-9, "between 1 and 3");
        assert_eq!((map.cases, map.nodes_all, map.edges_all), (4, 4, 3));
        assert_eq!((map.steps_shown, map.steps_all), (4, 4));
        assert!((ends[1].place - 1.0).abs() < 1e-9 && ends[0].place.abs() < 1e-9);
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_counted() {
        let told = told(SMALL);
        let one = map(&told.scene(), Bounds { nodes: 14, edges: 1 });
        assert_eq!((one.edges.len(), one.nodes.len(), one.lanes.len()), (1, 2, 2));
        assert_eq!((one.steps_shown, one.steps_all, one.edges_all), (2, 4, 3));
        let narrow = map(&told.scene(), Bounds { nodes: 3, edges: 24 });
        assert_eq!((narrow.edges.len(), narrow.nodes.len()), (2, 3), "work needs a fourth box");
    }

    #[test]
    fn departments_that_are_pooled_are_one_lane_without_a_name() {
        let mut told = told(SMALL);
        let tech = told.names.groups.find("tech");
        told.lanes = Lanes::new(&told.names.groups, |group| Some(group) != tech, true);
        let map = map(&told.scene(), PAGE);
        let pool = map.lanes.iter().find(|lane| lane.kind == LaneKind::Pool).unwrap();
        assert_eq!(pool.name, None);
        assert!(map.lanes.iter().all(|lane| lane.name.as_deref() != Some("tech")));
    }

    #[test]
    fn what_is_earlier_or_later_than_the_time_shown_is_no_part_of_it() {
        let told = told("a 0 in s ask\n a 1 out s answer\n b 40 in s ask\n b 60 out s answer");
        let mut scene = told.scene();
        scene.from += DAY;
        scene.as_of = scene.from + 30 * HOUR_MS;
        let late = map(&scene, PAGE);
        assert_eq!(
            (late.cases, late.steps_all, late.nodes.len()),
            (1, 0, 1),
            "b is asked, and open"
        );
        scene.from = scene.as_of;
        assert_eq!(map(&scene, PAGE).cases, 0);
    }

    #[test]
    fn the_order_of_cases_changes_nothing() {
        let mut lines: Vec<&str> = SMALL.lines().collect();
        let first = map(&told(SMALL).scene(), PAGE);
        // Cases among each other; events of a case keep their order.
        lines.sort_by_key(|line| std::cmp::Reverse(line.trim().as_bytes()[0]));
        assert_eq!(first, map(&told(&lines.join("\n")).scene(), PAGE));
    }
}
