//! The journeys of customers: the map of departments, the stages, what was expected beside what was, and week by week.

use super::Material;
use super::view::{Block, Cell, Chart, Section, Table};
use crate::journey::pictures::map::{JourneyMap, MapNode};
use crate::journey::pictures::stages::{StageCount, Stages};
use crate::journey::pictures::{Lane, LaneKind};
use crate::report::charts::journey_map::{self, Flow, Map, Node};
use crate::report::charts::number;
use crate::report::charts::stages::{self, Heads, Stage, Tick};
use crate::texts::word_key;

pub(super) fn section(material: &Material<'_>) -> Section {
    let title = material.say("page-journey-title");
    let mut paragraphs = vec![material.say("page-journey")];
    let id = "journey";
    let found = material.report.journey.as_ref().filter(|one| one.map.cases > 0);
    let Some(journey) = found else {
        let is_withheld = material.report.journey.as_ref().is_some_and(|one| one.withheld);
        paragraphs.push(material.say(if is_withheld {
            "page-withheld"
        } else {
            "page-journey-none"
        }));
        return Section { id, title, paragraphs, blocks: Vec::new() };
    };
    let mut blocks = vec![
        Block::Chart(map(material, &journey.map)),
        Block::Note(material.say("page-journey-map-note")),
        Block::Chart(stages(material, &journey.stages)),
    ];
    if !journey.stages.unmeasured.is_empty() {
        let named = journey.stages.unmeasured.iter().map(|one| material.word("stage", one.name()));
        let named = named.collect::<Vec<_>>().join(", ");
        blocks.push(Block::Note(material.tell("page-stages-unmeasured", &[("stages", &named)])));
    }
    let counts = [journey.stages.without_contact, journey.stages.only_spoken];
    let [without, spoken] = counts.map(|count| material.texts.count(count));
    let values = [("count", without.as_str()), ("spoken", &spoken)];
    blocks.push(Block::Note(material.tell("page-stages-note", &values)));
    blocks.extend(super::expected::blocks(material, &journey.expected));
    blocks.extend(super::weekly::blocks(material, &journey.weekly));
    Section { id, title, paragraphs, blocks }
}

/// The name of a lane as people read it.
fn lane(material: &Material<'_>, lane: &Lane) -> String {
    match (lane.kind, &lane.name) {
        (LaneKind::Customer, _) => material.say("page-customer"),
        (LaneKind::Department, Some(name)) => material.department(Some(name)),
        (LaneKind::Department | LaneKind::Pool, _) => material.department(None),
        (LaneKind::Unknown, _) => material.say("page-lane-unknown"),
    }
}

/// The name of an activity: of the closed set of steps where it is one, else as it stands.
fn activity(material: &Material<'_>, name: &str) -> String {
    let key = word_key("act", name);
    if material.texts.has(&key) { material.say(&key) } else { name.to_owned() }
}

fn map(material: &Material<'_>, map: &JourneyMap) -> Chart {
    let lanes: Vec<String> = map.lanes.iter().map(|one| lane(material, one)).collect();
    let texts = material.texts;
    let nodes = map.nodes.iter().map(|node| Node {
        lane: node.lane,
        name: activity(material, &node.activity),
        count: texts.count(node.events),
        place: node.place,
    });
    let flows = map.edges.iter().map(|edge| Flow {
        from: edge.from,
        to: edge.to,
        cases: number(edge.cases),
        label: material.hours_short(edge.median_hours),
    });
    let shown = shown(material, map);
    let drawn = Map {
        has_customer: map.lanes.first().is_some_and(|lane| lane.kind == LaneKind::Customer),
        nodes: nodes.collect(),
        flows: flows.collect(),
        shown: shown.clone(),
        lanes: lanes.clone(),
    };
    let keys = [
        "page-path-from",
        "page-path-to",
        "#page-cases",
        "#page-times",
        "#page-median",
        "#page-p90",
        "page-definition",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    let named =
        |node: &MapNode| format!("{} · {}", lanes[node.lane], activity(material, &node.activity));
    for edge in &map.edges {
        table.rows.push(vec![
            Cell::Head(named(&map.nodes[edge.from])),
            Cell::Text(named(&map.nodes[edge.to])),
            Cell::Number(texts.count(edge.cases)),
            Cell::Number(texts.count(edge.times)),
            Cell::Number(material.hours_short(edge.median_hours)),
            Cell::Number(material.hours_short(edge.p90_hours)),
            Cell::Text(map.definition.to_owned()),
        ]);
    }
    let caption = material.say("page-journey-map");
    let description = format!("{} {shown}", material.say("page-journey-map-description"));
    let svg = journey_map::draw(&caption, &description, &drawn);
    Chart::new(caption, svg, table)
}

/// How much of all that there is a map shows.
fn shown(material: &Material<'_>, map: &JourneyMap) -> String {
    let texts = material.texts;
    let share = number(map.steps_shown) / number(map.steps_all.max(1));
    material.tell(
        "page-journey-shown",
        &[
            ("edges", &texts.count(map.edges.len() as u64)),
            ("edges_all", &texts.count(map.edges_all)),
            ("share", &material.percent(share)),
            ("nodes", &texts.count(map.nodes.len() as u64)),
            ("nodes_all", &texts.count(map.nodes_all)),
            ("cases", &texts.count(map.cases)),
        ],
    )
}

/// The marks of a scale of working hours.
pub(super) fn ticks(material: &Material<'_>) -> Vec<Tick> {
    let marks = [
        (1.0, "page-tick-hour"),
        (9.0, "page-tick-day"),
        (45.0, "page-tick-week"),
        (189.0, "page-tick-month"),
        (756.0, "page-tick-quarter"),
    ];
    marks.map(|(hours, key)| (hours, material.say(key))).into()
}

/// A time where it is known.
pub(super) fn hours_or_none(material: &Material<'_>, hours: Option<f64>) -> String {
    hours.map_or_else(|| "–".to_owned(), |hours| material.hours_short(hours))
}

fn stages(material: &Material<'_>, told: &Stages) -> Chart {
    let texts = material.texts;
    let keys = [
        "page-stage",
        "#page-stage-reached",
        "#page-stage-open",
        "#page-stage-ended",
        "#page-median",
        "#page-p90",
        "page-definition",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    let mut rows = Vec::new();
    for one in &told.stages {
        let label = material.word("stage", one.stage.name());
        let times = [one.median_hours, one.p90_hours].map(|hours| hours_or_none(material, hours));
        table.rows.push(vec![
            Cell::Head(label.clone()),
            Cell::Number(texts.count(one.reached)),
            Cell::Number(texts.count(one.open)),
            Cell::Number(texts.count(one.ended)),
            Cell::Number(times[0].clone()),
            Cell::Number(times[1].clone()),
            Cell::Text(told.definition.to_owned()),
        ]);
        rows.push(row(material, one, label, &times));
    }
    let caption = material.say("page-stages");
    let heads = Heads {
        cases: material.say("page-stages-cases"),
        times: material.say("page-stages-times"),
    };
    let description = material.say("page-stages-description");
    let all = number(told.cases);
    let svg = stages::draw(&caption, &description, &heads, all, &rows, &ticks(material));
    Chart::new(caption, svg, table)
}

fn row(material: &Material<'_>, one: &StageCount, label: String, times: &[String; 2]) -> Stage {
    let texts = material.texts;
    let mut counts = texts.count(one.reached);
    if one.open > 0 {
        let open = material.tell("page-stage-still-open", &[("count", &texts.count(one.open))]);
        counts = format!("{counts} · {open}");
    }
    let is_known = one.median_hours.is_some();
    Stage {
        label,
        reached: number(one.reached),
        open: number(one.open),
        counts,
        hours: [one.median_hours, one.p90_hours],
        times: if is_known { times.join(" · ") } else { String::new() },
    }
}
