//! Quantities week by week as control charts, or why there is none.

use filo_model::figure::RATE_DENOMINATOR_MIN;

use super::Material;
use super::view::{Block, Cell, Chart, State, Table};
use crate::journey::pictures::control::{ControlWeek, Signal, WEEKS_MIN};
use crate::report::charts::control::{self, Control, Mark, Point};
use crate::report::journey::Weekly;

pub(super) fn blocks(material: &Material<'_>, weekly: &[Weekly]) -> Vec<Block> {
    let mut blocks: Vec<Block> = weekly.iter().map(|one| block(material, one)).collect();
    if weekly.iter().any(|one| one.control.centre.is_some()) {
        blocks.push(Block::Note(material.say("page-weekly-note")));
    }
    blocks
}

fn block(material: &Material<'_>, one: &Weekly) -> Block {
    let caption = material.word("weekly", one.quantity.name());
    let Some(centre) = one.control.centre else {
        let known = one.control.weeks_known.to_string();
        let least = WEEKS_MIN.to_string();
        let values = [("what", caption.as_str()), ("known", &known), ("least", &least)];
        return Block::Note(material.tell("page-weekly-too-few", &values));
    };
    let shown = |value: f64| value_of(material, one, value);
    let keys = [
        "page-week",
        "#page-cases",
        "#page-value",
        "#page-limits",
        "page-signal",
        "page-definition",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    let mut points = Vec::new();
    for week in &one.control.weeks {
        let day = material.texts.date(week.begins);
        let limits = week.limits.map(|[low, high]| format!("{} – {}", shown(low), shown(high)));
        let class = match week.signal {
            Signal::None => "fresh",
            Signal::Beyond | Signal::Run => "suspected",
            Signal::Young => "unpromised",
        };
        table.rows.push(vec![
            Cell::Head(day),
            Cell::Number(material.texts.count(week.n)),
            Cell::Number(told(material, one, week)),
            Cell::Number(limits.unwrap_or_default()),
            if week.value.is_none() && week.signal == Signal::None {
                Cell::Text("–".to_owned())
            } else {
                Cell::State(State { class, text: material.word("week", week.signal.name()) })
            },
            Cell::Text(one.definition.to_owned()),
        ]);
        points.push(Point {
            label: format!("{:02}/{:02}", week.begins.day(), week.begins.month()),
            value: week.value,
            limits: week.limits,
            count: material.texts.count(week.n),
            mark: match week.signal {
                Signal::None => Mark::Ordinary,
                Signal::Beyond => Mark::Beyond,
                Signal::Run => Mark::Run,
                Signal::Young => Mark::Young,
            },
        });
    }
    let words = Signal::ALL.iter().map(|signal| material.word("week", signal.name()));
    let words: Vec<String> = words.collect();
    let drawn = Control {
        points,
        centre,
        centre_word: material.say("page-weekly-centre"),
        count_word: material.say("page-cases"),
        words: words.try_into().unwrap_or_default(),
    };
    let svg = control::draw(&caption, &material.say("page-weekly-description"), &drawn, shown);
    Block::Chart(Chart::new(caption, svg, table))
}

/// The value in the table; a share of few is told by its counts alone.
fn told(material: &Material<'_>, one: &Weekly, week: &ControlWeek) -> String {
    let Some(value) = week.value else { return "–".to_owned() };
    let Some(x) = week.x else { return value_of(material, one, value) };
    let texts = material.texts;
    let (x, n) = (texts.count(x), texts.count(week.n));
    let mut told = material.tell("report-figure-small", &[("x", &x), ("n", &n)]);
    if week.n >= RATE_DENOMINATOR_MIN {
        told = format!("{told} = {}", material.percent(value));
    }
    told
}

fn value_of(material: &Material<'_>, one: &Weekly, value: f64) -> String {
    if one.quantity.is_share() { material.percent(value) } else { material.hours_short(value) }
}
