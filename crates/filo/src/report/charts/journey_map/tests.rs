//! What is drawn where, of none, of one, of many, and of words that are no words.

use super::layout::{BOX, LABEL, layout};
use super::paths::paths;
use super::{Flow, Map, Node, draw};
use crate::report::charts::{WIDE, number};

fn node(lane: usize, name: &str, place: f64) -> Node {
    Node { lane, name: name.to_owned(), count: "12".to_owned(), place }
}

fn flow(from: usize, to: usize, cases: f64) -> Flow {
    Flow { from, to, cases, label: format!("{from}→{to}") }
}

/// A request that service hands to the technicians, which comes back.
fn small() -> Map {
    Map {
        lanes: vec!["Cliente".into(), "Servizio".into(), "Tecnico".into()],
        has_customer: true,
        nodes: vec![
            node(0, "chiede", 0.0),
            node(1, "passa", 0.4),
            node(2, "lavora", 0.7),
            node(1, "risponde", 1.0),
        ],
        flows: vec![flow(0, 1, 40.0), flow(1, 2, 10.0), flow(2, 3, 8.0), flow(3, 1, 2.0)],
        shown: "4 di 9".into(),
    }
}

#[test]
fn boxes_stand_in_their_lanes_in_the_order_of_the_case() {
    let map = small();
    let layout = layout(&map);
    let columns: Vec<usize> = layout.spots.iter().map(|spot| spot.column).collect();
    assert_eq!(columns, [0, 1, 2, 3]);
    for (node, spot) in map.nodes.iter().zip(&layout.spots) {
        let [top, height] = layout.lanes[node.lane];
        assert!(spot.y > top && spot.y + BOX[1] < top + height, "{}", node.name);
        assert!(spot.x >= LABEL && spot.x + BOX[0] <= WIDE, "{}", node.name);
    }
    let svg = draw("t", "d", &map);
    assert_eq!(svg.matches("<path").count(), 4);
    assert_eq!(svg.matches("class=\"node").count(), 4 + 2 * 4, "each with its name and its count");
    assert_eq!(svg.matches("class=\"node customer\"").count(), 1);
    assert!(svg.contains(">4 di 9</text>"), "what is hidden is said in the picture itself");
}

#[test]
fn the_busiest_arrow_is_the_thickest_and_one_back_is_dashed() {
    let svg = draw("t", "d", &small());
    let thick: Vec<f64> = svg
        .split("stroke-width=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect();
    assert!(thick.is_sorted_by(|a, b| a >= b) && (thick[0] - 8.0).abs() < 0.05, "{thick:?}");
    assert_eq!(svg.matches("class=\"flow back\"").count(), 1);
    assert_eq!(svg.matches("class=\"flow-head back\"").count(), 1);
}

#[test]
fn an_arrow_leaves_its_box_and_arrives_at_the_other() {
    let map = small();
    let layout = layout(&map);
    for (flow, path) in map.flows.iter().zip(paths(&map, &layout)) {
        for (node, [x, y]) in [(flow.from, path.points[0]), (flow.to, path.points[3])] {
            let spot = layout.spots[node];
            let is_on = |at: f64, from: f64, size: f64| at > from - 0.1 && at < from + size + 0.1;
            assert!(is_on(x, spot.x, BOX[0]) && is_on(y, spot.y, BOX[1]), "{}", flow.label);
        }
    }
}

#[test]
fn the_order_in_which_boxes_are_given_changes_no_place() {
    let map = small();
    let mut turned = map.clone();
    turned.nodes.reverse();
    let first: Vec<_> = layout(&map).spots.into_iter().rev().collect();
    assert_eq!(first, layout(&turned).spots);
}

#[test]
fn no_box_lies_on_another_however_many_there_are() {
    let map = Map {
        lanes: (0..3).map(|lane| format!("Reparto {lane}")).collect(),
        nodes: (0..70_u64)
            .map(|place| node((place % 3) as usize, &format!("fa {place}"), number(place) / 70.0))
            .collect(),
        flows: (0..69).map(|place| flow(place, place + 1, 1.0)).collect(),
        ..Map::default()
    };
    let layout = layout(&map);
    for (place, one) in layout.spots.iter().enumerate() {
        assert!(one.x + BOX[0] <= WIDE && one.y + BOX[1] <= layout.bottom);
        for other in &layout.spots[..place] {
            let is_apart = (one.x - other.x).abs() >= BOX[0] || (one.y - other.y).abs() >= BOX[1];
            assert!(is_apart, "{one:?} on {other:?}");
        }
    }
    let svg = draw("t", "d", &map);
    assert_eq!(svg.matches("class=\"flow-label\"").count(), 69);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn nothing_one_box_and_a_loop_are_drawn() {
    assert!(draw("t", "d", &Map::default()).ends_with("</svg>"));
    let one = Map {
        lanes: vec!["Servizio".into()],
        nodes: vec![node(0, "scrive", 0.5)],
        flows: vec![flow(0, 0, 3.0)],
        ..Map::default()
    };
    let svg = draw("t", "d", &one);
    assert_eq!((svg.matches("<path").count(), svg.matches("class=\"node\"").count()), (1, 1));
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "</text><script>alert('x')</script>&\"";
    let map = Map {
        lanes: vec![hostile.into()],
        nodes: vec![node(0, hostile, 0.0), node(0, "b", 1.0)],
        flows: vec![Flow { label: hostile.into(), ..flow(0, 1, 1.0) }],
        shown: hostile.into(),
        ..Map::default()
    };
    let svg = draw(hostile, hostile, &map);
    assert!(!svg.contains("<script") && !svg.contains("'x'"), "{svg}");
    assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
}
