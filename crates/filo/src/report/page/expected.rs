//! What the company holds itself to for each kind of request, beside what happened, with the words of a customer.

use super::Material;
use super::journey::{hours_or_none, ticks};
use super::view::{Block, Cell, Chart, Table};
use crate::report::charts::expected::{self, Kind};
use crate::report::charts::number;
use crate::report::journey::ExpectedTold;
use crate::report::masking::in_words;

pub(super) fn blocks(material: &Material<'_>, told: &[ExpectedTold]) -> Vec<Block> {
    if told.is_empty() {
        return vec![Block::Note(material.say("page-expected-none"))];
    }
    vec![Block::Chart(chart(material, told)), Block::Note(material.say("page-expected-note"))]
}

fn chart(material: &Material<'_>, told: &[ExpectedTold]) -> Chart {
    let keys = [
        "page-request-kind",
        "#page-cases",
        "page-expected-answer",
        "#page-median",
        "#page-p90",
        "page-expected-within",
        "page-expected-steps",
        "page-expected-steps-real",
        "page-expected-self",
        "page-quote",
    ];
    let mut table = Table::new(|key| material.say(key), &keys);
    let mut kinds = Vec::new();
    for one in told {
        let words = Words::of(material, one);
        let expected = &one.expected;
        let [median, most] =
            [expected.median_hours, expected.p90_hours].map(|hours| hours_or_none(material, hours));
        table.rows.push(vec![
            Cell::Head(words.label.clone()),
            Cell::Number(material.texts.count(expected.cases)),
            Cell::Text(words.allowed.clone()),
            Cell::Number(median),
            Cell::Number(most),
            Cell::Text(words.within.clone()),
            Cell::Text(words.steps_allowed.clone()),
            Cell::Text(words.steps.clone()),
            Cell::Text(words.alone.clone()),
            Cell::Text(words.quote.clone()),
        ]);
        kinds.push(words.drawn(material, one));
    }
    let caption = material.say("page-expected");
    let description = material.say("page-expected-description");
    let svg = expected::draw(&caption, &description, &kinds, &ticks(material));
    Chart::new(caption, svg, table)
}

/// What is said of a kind of request.
struct Words {
    label: String,
    allowed: String,
    within: String,
    steps_allowed: String,
    steps: String,
    alone: String,
    quote: String,
}

impl Words {
    fn of(material: &Material<'_>, told: &ExpectedTold) -> Self {
        let (one, texts) = (&told.expected, material.texts);
        let standard = &one.standard;
        let nothing = || "–".to_owned();
        let alone = match &one.self_service {
            None => material.say("page-not-measured-short"),
            Some(figure) if figure.n == 0 => material.say("page-self-none"),
            Some(figure) => material.tell(
                "page-self-failed",
                &[("figure", &super::findings::count_of(material, figure))],
            ),
        };
        let should = if standard.self_service { "page-self-should" } else { "page-self-need-not" };
        let decimal = |count: f64| {
            let shown = texts.decimal(count);
            let whole = shown.strip_suffix(",0").or_else(|| shown.strip_suffix(".0"));
            whole.unwrap_or(&shown).to_owned()
        };
        Self {
            label: material.request(&standard.kind),
            allowed: standard.answer.map_or_else(nothing, |within| texts.within(within)),
            within: one
                .within
                .as_ref()
                .filter(|figure| figure.n > 0)
                .map_or_else(nothing, |figure| super::findings::figure(material, figure)),
            steps_allowed: standard.steps.map_or_else(nothing, |steps| steps.to_string()),
            steps: match (one.steps_median, one.steps_p90) {
                (Some(half), Some(most)) => material.tell(
                    "page-steps-real",
                    &[
                        ("half", &decimal(half)),
                        ("most", &decimal(most)),
                        ("count", &texts.count(one.steps_of)),
                    ],
                ),
                _ => nothing(),
            },
            alone: format!("{}: {alone}", material.say(should)),
            quote: told
                .quote
                .as_ref()
                .map(|said| format!("«{}»", in_words(&said.quote, texts)))
                .unwrap_or_default(),
        }
    }

    fn drawn(&self, material: &Material<'_>, told: &ExpectedTold) -> Kind {
        let one = &told.expected;
        let times = [one.median_hours, one.p90_hours].map(|hours| hours_or_none(material, hours));
        let told_times = material.tell(
            "page-expected-times",
            &[("allowed", &self.allowed), ("half", &times[0]), ("most", &times[1])],
        );
        let steps = material.tell(
            "page-expected-steps-shown",
            &[("allowed", &self.steps_allowed), ("real", &self.steps)],
        );
        let cases = material.texts.count(one.cases);
        Kind {
            label: self.label.clone(),
            count: material.tell("page-case-count", &[("count", &cases)]),
            allowed: one.allowed_hours,
            hours: [one.median_hours, one.p90_hours],
            times: told_times,
            within: material.tell("page-expected-in-time", &[("figure", &self.within)]),
            steps: [one.standard.steps.map(|steps| number(u64::from(steps))), one.steps_median],
            steps_shown: steps,
            self_service: self.alone.clone(),
            quote: self.quote.clone(),
        }
    }
}
