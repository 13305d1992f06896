//! What customers say after a case: how many answered, and what, by department that closed it.

use filo_culture::heard::{Heard, Question};

use super::Telling;
use crate::culture::heard::{POOLED, questions};
use crate::report::page::view::{Block, Cell, Section, Table};

pub(super) fn section(telling: &Telling<'_>) -> Option<Section> {
    let heard = telling.picture.heard.as_ref()?;
    let asked = questions();
    let keys = ["culture-page-department", "culture-page-heard-answered"];
    let mut table = Table::new(|key| telling.say(key), &keys);
    for item in &asked.items {
        let text = telling.words(&item.text).to_owned();
        table.head.push(crate::report::page::view::Head { text, is_number: false });
    }
    table.rows.push(row(telling, telling.say("wave-all"), &heard.company));
    for (name, one) in heard.departments.iter().filter(|(name, _)| telling.shows(name)) {
        let label = match name.as_str() {
            POOLED => telling.say("report-small-departments"),
            name => telling.name(name).to_owned(),
        };
        table.rows.push(row(telling, label, one));
    }
    Some(Section {
        id: "heard",
        title: telling.say("culture-page-heard-title"),
        paragraphs: vec![telling.say("culture-page-heard")],
        blocks: vec![Block::Table(table), Block::Note(telling.say("culture-page-heard-note"))],
    })
}

fn row(telling: &Telling<'_>, label: String, heard: &Heard) -> Vec<Cell> {
    let (x, n) = (telling.texts.count(heard.answered.x), telling.texts.count(heard.answered.n));
    let rate = heard
        .answered
        .rate
        .map_or_else(String::new, |rate| format!(" ({})", telling.percent(rate)));
    let answered = telling.tell("report-figure-small", &[("x", &x), ("n", &n)]);
    let mut row = vec![Cell::Head(label), Cell::Text(format!("{answered}{rate}"))];
    row.extend(heard.questions.iter().map(|question| Cell::Text(told(telling, question))));
    row
}

fn told(telling: &Telling<'_>, question: &Question) -> String {
    let (Some(mean), Some(n)) = (question.mean, question.n) else {
        return telling.say("culture-page-withheld");
    };
    let (mean, n) = (super::points(mean), telling.texts.count(n));
    let figures = match question.interval {
        Some((low, high)) => telling.tell(
            "culture-page-mean",
            &[
                ("mean", &mean),
                ("low", &super::points(low)),
                ("high", &super::points(high)),
                ("n", &n),
            ],
        ),
        None => telling.tell("culture-page-mean-same", &[("mean", &mean), ("n", &n)]),
    };
    let favourable = question.favourable.as_ref().map_or_else(String::new, |one| {
        let (x, n) = (telling.texts.count(one.x), telling.texts.count(one.n));
        telling.tell("culture-page-heard-favourable", &[("x", &x), ("n", &n)])
    });
    format!("{figures}{favourable}")
}
