//! The statistics of a sheet of answers as lines, in the reader's language.

use filo_culture::instrument::{Instrument, Words};
use filo_culture::statistics::{
    Agreement, Band, Cell, Change, Changed, Coefficient, Compared, DimensionStatistics, Favourable,
    ItemStatistics, Mean, Shown, Why,
};

use super::stats::Told;
use crate::texts::Texts;

/// How wide the columns of the table are, but for the last.
const COLUMNS: [usize; 5] = [26, 6, 22, 22, 22];

/// All dimensions; one of them with all that there is of it.
pub(super) fn lines(
    told: &Told,
    instrument: Option<&Instrument>,
    is_whole: bool,
    texts: &Texts,
) -> String {
    let respondents = texts.count(told.statistics.respondents);
    let apart = told.set_apart.to_string();
    let head = [("respondents", &*respondents), ("apart", &*apart)];
    let mut lines = vec![texts.say("culture-stats-title", &head)];
    for dimension in &told.statistics.dimensions {
        lines.push(String::new());
        let name = instrument.and_then(|instrument| {
            instrument.dimensions.iter().find(|one| one.code == dimension.code)
        });
        let name = name.map_or(&*dimension.code, |one| in_language(&one.name, texts));
        lines.extend(one(dimension, name, is_whole, texts));
        let changes = told.changes.iter().flatten();
        if let Some(change) = changes.into_iter().find(|one| one.dimension == dimension.code) {
            lines.extend(changed(change, texts));
        }
    }
    lines.push(String::new());
    lines.push(texts.say("culture-stats-next", &[]));
    lines.join("\n")
}

fn in_language<'w>(words: &'w Words, texts: &Texts) -> &'w str {
    let own = words.get(texts.language().code());
    own.or_else(|| words.values().next()).map_or("", String::as_str)
}

fn one(dimension: &DimensionStatistics, name: &str, is_whole: bool, texts: &Texts) -> Vec<String> {
    let mut lines = vec![format!("{} · {name}", dimension.code)];
    let reliability = &dimension.reliability;
    let band = match reliability.band {
        Shown::Value(Band::Items) => texts.say("culture-stats-band-items", &[]),
        Shown::Value(Band::Amber) => texts.say("culture-stats-band-amber", &[]),
        Shown::Value(Band::Fine) => texts.say("culture-stats-band-fine", &[]),
        Shown::Not(why) => self::why(why, texts),
    };
    let n = texts.count(reliability.n);
    let values = [
        ("alpha", &*coefficient(&reliability.alpha, texts)),
        ("omega", &*coefficient(&reliability.omega, texts)),
        ("n", &*n),
        ("band", &*band),
    ];
    lines.push(indented(&texts.say("culture-stats-reliability", &values)));
    // Items that do not tell the same make no dimension.
    if reliability.band.value() == Some(&Band::Items) {
        lines.extend(items(&dimension.answers, texts));
        return lines;
    }
    if let Shown::Value(between) = &dimension.between {
        let (icc, tau) = (fraction(between.icc1, texts), texts.decimal(between.tau));
        lines.push(indented(&texts.say("culture-stats-between", &[("icc", &icc), ("tau", &tau)])));
    }
    let keys = ["department", "n", "score", "estimate", "favourable", "agreement"];
    lines.push(row(&keys.map(|key| texts.say(&format!("culture-stats-head-{key}"), &[]))));
    let all = [
        texts.say("culture-stats-all", &[]),
        dimension.score.value().map(|score| texts.count(score.n)).unwrap_or_default(),
        score(&dimension.score, texts),
        String::new(),
        favourable(&dimension.favourable, texts),
    ];
    lines.push(row(&all));
    dimension.departments.iter().for_each(|cell| lines.extend(department(cell, is_whole, texts)));
    lines.extend(differences(dimension, is_whole, texts));
    if is_whole {
        lines.extend(items(&dimension.answers, texts));
    }
    lines
}

fn department(cell: &Cell, is_whole: bool, texts: &Texts) -> Vec<String> {
    let estimate = match &cell.estimate {
        Shown::Value(one) => between(&texts.decimal(one.value), one.interval, texts),
        Shown::Not(_) => String::new(),
    };
    let cells = [
        cell.department.clone(),
        cell.score.value().map(|score| texts.count(score.n)).unwrap_or_default(),
        score(&cell.score, texts),
        estimate,
        cell.score.value().map(|_| favourable(&cell.favourable, texts)).unwrap_or_default(),
        cell.score.value().map(|_| agreement(&cell.agreement, texts)).unwrap_or_default(),
    ];
    let mut lines = vec![row(&cells)];
    if !cell.left_out.is_empty() {
        let items = cell.left_out.join(", ");
        lines.push(indented(&indented(&texts.say("culture-stats-left-out", &[("items", &items)]))));
    }
    if is_whole && cell.answers.value().is_some() {
        lines.extend(items(&cell.answers, texts).iter().map(|line| indented(line)));
    }
    lines
}

/// Pairs that are called different; of one dimension all of them.
fn differences(dimension: &DimensionStatistics, is_whole: bool, texts: &Texts) -> Vec<String> {
    let pairs = match &dimension.differences {
        Shown::Value(pairs) => pairs,
        Shown::Not(Why::TooManyDepartments) => {
            return vec![indented(&why(Why::TooManyDepartments, texts))];
        }
        Shown::Not(_) => return Vec::new(),
    };
    let shown = pairs.iter().filter(|pair| is_whole || pair.told.different);
    let mut lines: Vec<String> = shown
        .map(|pair| {
            let key = if pair.told.different { "different" } else { "not-different" };
            let difference = compared(&pair.told, texts);
            let values =
                [("first", &*pair.first), ("second", &*pair.second), ("difference", &*difference)];
            indented(&texts.say(&format!("culture-stats-{key}"), &values))
        })
        .collect();
    if lines.is_empty() && !pairs.is_empty() {
        let count = texts.count(u64::try_from(pairs.len()).unwrap_or(u64::MAX));
        lines.push(indented(&texts.say("culture-stats-no-different", &[("count", &count)])));
    }
    lines
}

fn items(answers: &Shown<Vec<ItemStatistics>>, texts: &Texts) -> Vec<String> {
    let item = |one: &ItemStatistics| {
        let share = match &one.favourable {
            Shown::Value(share) => percent(share.share, share.interval, texts),
            Shown::Not(why) => self::why(*why, texts),
        };
        let cells = [
            format!("  {}", one.id),
            texts.count(one.n),
            score(&one.score, texts),
            String::new(),
            if one.score.value().is_some() { share } else { String::new() },
        ];
        row(&cells)
    };
    match answers {
        Shown::Value(answers) => answers.iter().map(item).collect(),
        Shown::Not(why) => vec![indented(&self::why(*why, texts))],
    }
}

fn changed(change: &Change, texts: &Texts) -> Vec<String> {
    let line = |name: &str, changed: &Changed| {
        let told = match &changed.change {
            Shown::Value(told) => compared(told, texts),
            Shown::Not(why) => self::why(*why, texts),
        };
        let values = [("department", name), ("difference", &*told)];
        indented(&texts.say("culture-stats-change", &values))
    };
    let all = texts.say("culture-stats-all", &[]);
    let mut lines = vec![line(&all, &change.company)];
    lines.extend(change.departments.iter().map(|one| line(&one.department, &one.changed)));
    lines
}

/// Why there is nothing, in words.
fn why(why: Why, texts: &Texts) -> String {
    texts.word("culture-stats-why", why.name())
}

fn score(score: &Shown<Mean>, texts: &Texts) -> String {
    match score {
        Shown::Value(score) => match score.interval {
            Some(interval) => between(&texts.decimal(score.mean), interval, texts),
            None => texts.decimal(score.mean),
        },
        Shown::Not(why) => self::why(*why, texts),
    }
}

fn favourable(favourable: &Shown<Favourable>, texts: &Texts) -> String {
    match favourable {
        Shown::Value(told) => percent(told.share, told.interval, texts),
        Shown::Not(why) => self::why(*why, texts),
    }
}

fn agreement(agreement: &Shown<Agreement>, texts: &Texts) -> String {
    match agreement {
        Shown::Value(told) => {
            let key = if told.shared { "shared" } else { "apart" };
            let values = [("distance", &*texts.decimal(told.deviation))];
            texts.say(&format!("culture-stats-{key}"), &values)
        }
        Shown::Not(why) => self::why(*why, texts),
    }
}

fn coefficient(told: &Shown<Coefficient>, texts: &Texts) -> String {
    match told {
        Shown::Value(told) => match told.interval {
            Shown::Value((low, high)) => {
                let [value, low, high] = [told.value, low, high].map(|one| fraction(one, texts));
                format!("{value} ({low}–{high})")
            }
            Shown::Not(_) => fraction(told.value, texts),
        },
        Shown::Not(_) => texts.say("culture-stats-none", &[]),
    }
}

fn compared(told: &Compared, texts: &Texts) -> String {
    let sign = if told.difference > 0.0 { "+" } else { "" };
    between(&format!("{sign}{}", texts.decimal(told.difference)), told.adjusted, texts)
}

fn between(value: &str, (low, high): (f64, f64), texts: &Texts) -> String {
    format!("{value} ({}; {})", texts.decimal(low), texts.decimal(high))
}

fn percent(share: f64, (low, high): (f64, f64), texts: &Texts) -> String {
    let [share, low, high] = [share, low, high].map(|one| format!("{:.0}", one * 100.0));
    let values = [("share", &*share), ("low", &*low), ("high", &*high)];
    texts.say("culture-stats-percent", &values)
}

/// Two digits, as reliabilities are written.
fn fraction(value: f64, texts: &Texts) -> String {
    let text = format!("{value:.2}");
    if texts.language() == crate::texts::Language::Italian { text.replace('.', ",") } else { text }
}

fn indented(line: &str) -> String {
    format!("  {line}")
}

/// Cells in columns.
fn row(cells: &[String]) -> String {
    let mut line = String::from(" ");
    for (place, cell) in cells.iter().enumerate() {
        line.push(' ');
        line.push_str(cell);
        let width = COLUMNS.get(place).copied().filter(|_| place + 1 < cells.len());
        let missing = width.unwrap_or(0).saturating_sub(cell.chars().count());
        line.extend(std::iter::repeat_n(' ', missing));
    }
    line.trim_end().to_owned()
}
