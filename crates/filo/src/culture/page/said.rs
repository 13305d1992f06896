//! What departments say: the heat map, how far it can be trusted, what differs, and the items.

use filo_culture::statistics::{
    Band, Cell, Coefficient, DimensionStatistics, ItemStatistics, Shown,
};

use super::{Telling, ended, points, signed};
use crate::report::charts::heat;
use crate::report::page::view::{Block, Cell as Field, Chart, Section, Table};

pub(super) fn section(telling: &Telling<'_>) -> Section {
    let dimensions = &telling.picture.statistics.dimensions;
    let names: Vec<String> = dimensions.iter().map(|one| telling.dimension(&one.code)).collect();
    let mut rows = vec![(telling.say("wave-all"), company_cells(dimensions))];
    for department in departments(dimensions) {
        if telling.shows(department) {
            let cells = dimensions.iter().map(|one| {
                let cell = one.departments.iter().find(|cell| cell.department == department);
                cell.map_or(heat::Cell::Nothing, |cell| shown(&cell.score))
            });
            rows.push((telling.name(department).to_owned(), cells.collect()));
        }
    }
    let caption = telling.say("culture-page-heat");
    let svg = heat::draw(&caption, &telling.say("culture-page-heat-description"), &names, &rows);
    let mut blocks = vec![
        Block::Chart(Chart::new(caption, svg, table(telling))),
        Block::Note(telling.say("culture-page-heat-note")),
    ];
    blocks.push(Block::Heading(telling.say("culture-page-differences")));
    let told = differences(telling);
    if told.is_empty() {
        blocks.push(Block::Words(telling.say("culture-page-differences-none")));
    }
    blocks.extend(told.into_iter().map(Block::Words));
    if telling.department.is_none() {
        blocks.push(Block::Table(reliability(telling)));
        blocks.push(Block::Note(telling.say("culture-page-reliability-note")));
    }
    let paragraphs = vec![telling.say("culture-page-said")];
    Section { id: "said", title: telling.say("culture-page-said-title"), paragraphs, blocks }
}

/// The departments in the order of the answers.
fn departments(dimensions: &[DimensionStatistics]) -> Vec<&str> {
    let first = dimensions.first().map(|one| one.departments.as_slice()).unwrap_or_default();
    first.iter().map(|cell| cell.department.as_str()).collect()
}

fn company_cells(dimensions: &[DimensionStatistics]) -> Vec<heat::Cell> {
    dimensions.iter().map(|one| shown(&one.score)).collect()
}

fn shown(score: &Shown<filo_culture::statistics::Mean>) -> heat::Cell {
    let Some(mean) = score.value() else { return heat::Cell::Withheld };
    let half_width = mean.interval.map_or(0.0, |(low, high)| (high - low) / 2.0);
    heat::Cell::Score { value: mean.mean, half_width, shown: ended(mean.mean) }
}

/// The numbers behind the heat map: a row for each department and dimension.
fn table(telling: &Telling<'_>) -> Table {
    let keys = [
        "culture-page-department",
        "culture-page-dimension",
        "culture-page-score",
        "culture-page-estimate",
        "culture-page-favourable",
        "culture-page-agreement",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    for one in &telling.picture.statistics.dimensions {
        let favourable = match &one.favourable {
            Shown::Value(told) => telling.favourable(told.x, told.n, told.share, told.interval),
            Shown::Not(why) => telling.why(*why),
        };
        table.rows.push(vec![
            Field::Head(telling.say("wave-all")),
            Field::Text(telling.dimension(&one.code)),
            Field::Text(telling.shown_mean(&one.score)),
            Field::Text(String::new()),
            Field::Text(favourable),
            Field::Text(String::new()),
        ]);
        for cell in one.departments.iter().filter(|cell| telling.shows(&cell.department)) {
            table.rows.push(row(telling, cell, &one.code));
        }
    }
    table
}

fn row(telling: &Telling<'_>, cell: &Cell, dimension: &str) -> Vec<Field> {
    let estimate = match &cell.estimate {
        Shown::Value(one) => telling.tell(
            "culture-page-interval",
            &[
                ("value", &points(one.value)),
                ("low", &points(one.interval.0)),
                ("high", &points(one.interval.1)),
            ],
        ),
        Shown::Not(_) => String::new(),
    };
    let favourable = match &cell.favourable {
        Shown::Value(one) => telling.favourable(one.x, one.n, one.share, one.interval),
        Shown::Not(_) => String::new(),
    };
    let agreement = match &cell.agreement {
        Shown::Value(one) => telling.tell(
            if one.shared { "culture-page-agree-shared" } else { "culture-page-agree" },
            &[
                ("deviation", &telling.texts.decimal(one.deviation)),
                ("uniform", &two(telling, one.uniform)),
                (
                    "skew",
                    &one.slight_skew.map_or_else(|| "–".to_owned(), |skew| two(telling, skew)),
                ),
            ],
        ),
        Shown::Not(_) => String::new(),
    };
    vec![
        Field::Head(telling.name(&cell.department).to_owned()),
        Field::Text(telling.dimension(dimension)),
        Field::Text(telling.shown_mean(&cell.score)),
        Field::Text(estimate),
        Field::Text(favourable),
        Field::Text(agreement),
    ]
}

/// Two decimals, for coefficients.
fn two(telling: &Telling<'_>, value: f64) -> String {
    let text = format!("{value:.2}");
    if telling.texts.language().code() == "it" { text.replace('.', ",") } else { text }
}

/// The differences that are sure and large enough to be told, in sentences.
fn differences(telling: &Telling<'_>) -> Vec<String> {
    let mut told = Vec::new();
    for one in &telling.picture.statistics.dimensions {
        let all = one.differences.value().map(Vec::as_slice).unwrap_or_default();
        for difference in all.iter().filter(|one| one.told.different) {
            if !telling.shows(&difference.first) && !telling.shows(&difference.second) {
                continue;
            }
            let (mut more, mut less) = (&difference.first, &difference.second);
            let (mut by, (mut low, mut high)) =
                (difference.told.difference, difference.told.adjusted);
            if by < 0.0 {
                (more, less) = (less, more);
                (by, low, high) = (-by, -high, -low);
            }
            let values = [
                ("dimension", telling.dimension(&one.code)),
                ("more", telling.name(more).to_owned()),
                ("less", telling.name(less).to_owned()),
                ("by", points(by)),
                ("low", points(low)),
                ("high", points(high)),
            ];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            told.push(telling.tell("culture-page-different", &values));
        }
    }
    told
}

/// How far the items of each dimension tell the same, in the whole company.
fn reliability(telling: &Telling<'_>) -> Table {
    let keys = [
        "culture-page-dimension",
        "culture-page-alpha",
        "culture-page-omega",
        "culture-page-between",
        "culture-page-judgement",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    table.caption = telling.say("culture-page-reliability");
    for one in &telling.picture.statistics.dimensions {
        let coefficient = |told: &Shown<Coefficient>| match told {
            Shown::Value(told) => match told.interval {
                Shown::Value((low, high)) => {
                    format!(
                        "{} ({}–{})",
                        two(telling, told.value),
                        two(telling, low),
                        two(telling, high)
                    )
                }
                Shown::Not(_) => two(telling, told.value),
            },
            Shown::Not(why) => telling.why(*why),
        };
        let between = match &one.between {
            Shown::Value(told) => telling.tell(
                "culture-page-icc",
                &[("icc", &two(telling, told.icc1)), ("tau", &points(told.tau))],
            ),
            Shown::Not(why) => telling.why(*why),
        };
        let judgement = match one.reliability.band {
            Shown::Value(Band::Items) => telling.say("culture-page-band-items"),
            Shown::Value(Band::Amber) => telling.say("culture-page-band-amber"),
            Shown::Value(Band::Fine) => telling.say("culture-page-band-fine"),
            Shown::Not(why) => telling.why(why),
        };
        table.rows.push(vec![
            Field::Head(telling.dimension(&one.code)),
            Field::Text(coefficient(&one.reliability.alpha)),
            Field::Text(coefficient(&one.reliability.omega)),
            Field::Text(between),
            Field::Text(judgement),
        ]);
    }
    table
}

/// The items, of the company or of the department, and the closing questions.
pub(super) fn items(telling: &Telling<'_>) -> Section {
    let keys = [
        "culture-page-dimension",
        "culture-page-item",
        "culture-page-score",
        "culture-page-favourable",
    ];
    let mut table = Table::new(|key| telling.say(key), &keys);
    let mut is_withheld = false;
    for one in &telling.picture.statistics.dimensions {
        let answers = match telling.department {
            None => Some(&one.answers),
            Some(name) => {
                let cell = one.departments.iter().find(|cell| cell.department == name);
                cell.map(|cell| &cell.answers)
            }
        };
        let Some(answers) = answers.and_then(Shown::value) else {
            is_withheld = true;
            continue;
        };
        for item in answers {
            table.rows.push(item_row(telling, item, &one.code));
        }
    }
    let mut blocks = Vec::new();
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    if is_withheld {
        blocks.push(Block::Note(telling.say("culture-page-items-withheld")));
    }
    for closing in &telling.picture.closings {
        let figures = match telling.department {
            None => closing.company.as_ref(),
            Some(name) => closing.departments.get(name),
        };
        let Some(figures) = figures else { continue };
        let count = |x: u64| telling.texts.count(x);
        let values = [
            ("question", telling.words(&closing.text).to_owned()),
            ("mean", telling.texts.decimal(figures.mean)),
            ("high", count(figures.favourable.x)),
            ("low", count(figures.unfavourable.x)),
            ("n", count(figures.favourable.n)),
        ];
        let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let key = match closing.form {
            filo_culture::instrument::Form::ZeroToTen => "culture-page-advice",
            _ => "culture-page-closing",
        };
        blocks.push(Block::Words(telling.tell(key, &values)));
    }
    let paragraphs = vec![telling.say("culture-page-items")];
    Section { id: "items", title: telling.say("culture-page-items-title"), paragraphs, blocks }
}

fn item_row(telling: &Telling<'_>, item: &ItemStatistics, dimension: &str) -> Vec<Field> {
    let text = telling.picture.instrument.items.get(&item.id);
    let text = text.map_or(item.id.as_str(), |words| telling.words(words));
    let favourable = match &item.favourable {
        Shown::Value(one) => telling.favourable(one.x, one.n, one.share, one.interval),
        Shown::Not(why) => telling.why(*why),
    };
    vec![
        Field::Text(telling.dimension(dimension)),
        Field::Head(text.to_owned()),
        Field::Text(telling.shown_mean(&item.score)),
        Field::Text(favourable),
    ]
}

impl Telling<'_> {
    fn shown_mean(&self, score: &Shown<filo_culture::statistics::Mean>) -> String {
        match score {
            Shown::Value(mean) => self.mean(mean),
            Shown::Not(why) => self.why(*why),
        }
    }

    fn favourable(&self, x: u64, n: u64, share: f64, (low, high): (f64, f64)) -> String {
        self.tell(
            "culture-page-share",
            &[
                ("x", &self.texts.count(x)),
                ("n", &self.texts.count(n)),
                ("share", &self.percent(share)),
                ("low", &self.percent(low)),
                ("high", &self.percent(high)),
            ],
        )
    }

    /// A difference with its interval.
    pub(super) fn difference(&self, by: f64, (low, high): (f64, f64)) -> String {
        let (by, low, high) = (signed(by), signed(low), signed(high));
        self.tell("culture-page-difference", &[("by", &by), ("low", &low), ("high", &high)])
    }
}
