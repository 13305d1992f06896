//! The measures as lines: a table of all, or one explained, in the reader's language.

use filo_model::figure::Figure;
use jiff::civil::Date;

use crate::config::Config;
use crate::measures::Measure;
use crate::measures::table::{Direction, Lag, Rests};
use crate::measures::told::{
    Audited, Lacks, Spread, State, Told, ToldBeside, ToldCase, ToldDepartment, ToldMeasure,
    ToldRequest, days,
};
use crate::texts::Texts;

/// How wide the columns of the table are, but for the last.
const COLUMNS: [usize; 5] = [4, 40, 16, 22, 11];

/// The table of all measures, and the standards by kind of request.
pub(super) fn table(told: &Told, config: &Config, texts: &Texts) -> String {
    let say = |key: &str| texts.say(key, &[]);
    let title = [("company", &*told.company), ("to", &*texts.date(told.to))];
    let mut lines = vec![texts.say("measures-title", &title)];
    let keys = ["id", "name", "x", "share", "window", "better"];
    lines.push(row(&keys.map(|key| say(&format!("measures-head-{key}")))));
    for one in &told.measures {
        let name = one.name.get(texts.language().code()).cloned().unwrap_or_default();
        let Some(figure) = one.figure.as_ref().filter(|_| one.state == State::Measured) else {
            lines.push(row(&[one.id.to_owned(), name, instead(one, texts)]));
            continue;
        };
        let better = say(better(one.direction));
        let is_unsure = matches!(one.rests_on, Rests::Findings | Rests::Words);
        let unsure = is_unsure.then(|| say("measures-unsure"));
        let better = [Some(better), unsure].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let window = texts.say("measures-days", &[("days", &window(one))]);
        let mut cells = vec![one.id.to_owned(), name, of(figure, texts), share(figure, texts)];
        cells.extend([window, better]);
        lines.push(row(&cells));
        // Where nothing could be judged, 0 of 0 would look like an answer.
        for department in one.departments.iter().filter(|one| one.figure.n > 0) {
            lines.push(row(&department_cells(department, config, texts)));
        }
        lines.extend(beside(one, texts).into_iter().map(|line| indented(&line)));
    }
    if !told.requests.is_empty() {
        lines.push(say("measures-requests"));
        told.requests.iter().for_each(|one| lines.extend(request(one, texts)));
    }
    lines.push(say("measures-next"));
    lines.join("\n")
}

/// One measure explained.
pub(super) fn one(one: &ToldMeasure, config: &Config, texts: &Texts) -> String {
    let say = |key: &str| texts.say(key, &[]);
    let name = one.name.get(texts.language().code()).map_or("", String::as_str);
    let head = [("id", one.id), ("name", name), ("definition", one.definition)];
    let mut lines = vec![texts.say("measures-one", &head)];
    for (key, part) in [("measures-one-x", "x"), ("measures-one-n", "n")] {
        let text = say(&format!("measure-{}-{part}", one.id));
        lines.push(texts.say(key, &[("text", &text)]));
    }
    lines.push(period(one, texts));
    lines.push(say(match one.direction {
        Direction::Higher => "measures-one-better-higher",
        Direction::Lower => "measures-one-better-lower",
    }));
    lines.push(say(match one.rests_on {
        Rests::Entries => "measures-one-rests-entries",
        Rests::Words => "measures-one-rests-words",
        Rests::Findings => "measures-one-rests-findings",
        Rests::Harms => "measures-one-rests-harms",
    }));
    lines.push(needs(one, texts));
    if !one.lacks.stale_sources.is_empty() {
        let sources = one.lacks.stale_sources.join(", ");
        lines.push(texts.say("measures-one-stale", &[("sources", &sources)]));
    }
    let Some(figure) = one.figure.as_ref().filter(|_| one.state == State::Measured) else {
        lines.push(instead(one, texts));
        return lines.join("\n");
    };
    let coverage = [("n", &*texts.count(figure.n)), ("of", &*texts.count(figure.of))];
    lines.push(texts.say("measures-one-coverage", &coverage));
    let company = say("measures-one-company");
    lines.push(figure_line(&company, figure, one.confirmed.as_ref(), texts));
    lines.extend(one.audited.as_ref().map(|one| indented(&audited_text(one, texts))));
    lines.extend(one.spread.as_ref().map(|spread| indented(&spread_text(spread, texts))));
    lines.extend(one.beside.iter().map(|one| indented(&beside_text(one, texts))));
    for department in one.departments.iter().filter(|one| one.figure.n > 0) {
        let label = label(department.department.as_deref(), config, texts);
        let confirmed = department.confirmed.as_ref();
        lines.push(figure_line(&label, &department.figure, confirmed, texts));
        let spread = department.spread.as_ref();
        lines.extend(spread.map(|spread| indented(&spread_text(spread, texts))));
    }
    if let Some(cases) = &one.cases {
        lines.push(if cases.is_empty() {
            say("measures-cases-none")
        } else {
            texts.say("measures-cases", &[("count", &texts.count(cases.len() as u64))])
        });
        lines.extend(cases.iter().map(|case| case_line(case, config, texts)));
    }
    lines.join("\n")
}

/// A row of cells, each as wide as its column; what is too long pushes the rest.
fn row(cells: &[String]) -> String {
    let mut line = String::new();
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            line.push_str("  ");
        }
        line.push_str(cell);
        let width = COLUMNS.get(place).copied().filter(|_| place + 1 < cells.len());
        let missing = width.unwrap_or(0).saturating_sub(cell.chars().count());
        line.extend(std::iter::repeat_n(' ', missing));
    }
    line.trim_end().to_owned()
}

/// A line below the name of a measure.
fn indented(text: &str) -> String {
    format!("{:1$}{text}", "", COLUMNS[0] + 4)
}

fn department_cells(one: &ToldDepartment, config: &Config, texts: &Texts) -> Vec<String> {
    let label = label(one.department.as_deref(), config, texts);
    vec![String::new(), format!("  {label}"), of(&one.figure, texts), share(&one.figure, texts)]
}

fn of(figure: &Figure, texts: &Texts) -> String {
    let values = [("x", &*texts.count(figure.x)), ("n", &*texts.count(figure.n))];
    texts.say("measures-of", &values)
}

/// The share with its interval, nothing where the base is too small.
fn share(figure: &Figure, texts: &Texts) -> String {
    let Some((rate, (low, high))) = figure.rate.zip(figure.interval) else { return String::new() };
    let percent = |share: f64| texts.decimal(share * 100.0);
    let (rate, low, high) = (percent(rate), percent(low), percent(high));
    texts.say("measures-share", &[("rate", &rate), ("low", &low), ("high", &high)])
}

fn better(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "measures-higher",
        Direction::Lower => "measures-lower",
    }
}

fn window(one: &ToldMeasure) -> String {
    let days = Measure::named(one.id).map_or(0, |measure| days(measure.definition()));
    days.to_string()
}

/// What stands in place of a figure.
fn instead(one: &ToldMeasure, texts: &Texts) -> String {
    match (one.state, &one.figure) {
        (State::NotMeasurable, _) => {
            texts.say("measures-not-measurable", &[("why", &why(&one.lacks, texts))])
        }
        (State::Withheld, _) => texts.say("measures-withheld", &[]),
        (_, Some(figure)) => {
            texts.say("measures-nothing-judged", &[("of", &texts.count(figure.of))])
        }
        _ if one.rests_on == Rests::Harms => texts.say("measures-no-harm", &[]),
        _ => texts.say("measures-nothing", &[]),
    }
}

fn why(lacks: &Lacks, texts: &Texts) -> String {
    let mut parts = Vec::new();
    if !lacks.kinds.is_empty() {
        let kinds = kinds(&lacks.kinds, texts);
        parts.push(texts.say("measures-why-kinds", &[("kinds", &kinds)]));
    }
    if !lacks.fields.is_empty() {
        let fields = lacks.fields.join(", ");
        parts.push(texts.say("measures-why-fields", &[("fields", &fields)]));
    }
    if lacks.standard {
        parts.push(texts.say("measures-why-standard", &[]));
    }
    parts.join("; ")
}

/// Groups of kinds of entry, of each of which one is enough.
fn kinds(groups: &[Vec<&'static str>], texts: &Texts) -> String {
    let word = |kind: &&str| texts.word("kind", kind);
    let group = |group: &Vec<&'static str>| group.iter().map(word).collect::<Vec<_>>().join(" / ");
    groups.iter().map(group).collect::<Vec<_>>().join(", ")
}

fn needs(one: &ToldMeasure, texts: &Texts) -> String {
    let (kinds, fields) = (kinds(&one.needs_kinds, texts), one.needs_fields.join(", "));
    if fields.is_empty() {
        return texts.say("measures-one-needs", &[("kinds", &kinds)]);
    }
    texts.say("measures-one-needs-fields", &[("kinds", &kinds), ("fields", &fields)])
}

fn period(one: &ToldMeasure, texts: &Texts) -> String {
    let (from, to) = (texts.date(one.from), texts.date(one.to));
    let lag = match one.lag {
        Lag::Days(0) => None,
        Lag::Days(days) => Some(("measures-lag-days", days.to_string())),
        Lag::BusinessDays(days) => Some(("measures-lag-business-days", days.to_string())),
    };
    match lag {
        None => texts.say("measures-one-window-now", &[("from", &from), ("to", &to)]),
        Some((key, days)) => {
            let lag = texts.say(key, &[("days", &days)]);
            texts.say("measures-one-window", &[("from", &from), ("to", &to), ("lag", &lag)])
        }
    }
}

fn figure_line(label: &str, figure: &Figure, confirmed: Option<&Figure>, texts: &Texts) -> String {
    let mut parts = vec![of(figure, texts), share(figure, texts)];
    let confirmed = confirmed.filter(|one| one.x > 0);
    parts.extend(
        confirmed.map(|one| texts.say("measures-confirmed", &[("x", &texts.count(one.x))])),
    );
    parts.retain(|part| !part.is_empty());
    format!("  {label}: {}", parts.join(" · "))
}

/// What stands below the rows of a measure.
fn beside(one: &ToldMeasure, texts: &Texts) -> Vec<String> {
    let mut lines: Vec<String> = one.spread.iter().map(|one| spread_text(one, texts)).collect();
    lines.extend(one.beside.iter().map(|one| beside_text(one, texts)));
    let confirmed = one.confirmed.as_ref().filter(|one| one.x > 0);
    lines.extend(
        confirmed.map(|one| texts.say("measures-confirmed", &[("x", &texts.count(one.x))])),
    );
    lines
}

fn spread_text(spread: &Spread, texts: &Texts) -> String {
    let value = |value: Option<f64>| {
        value.map_or_else(|| texts.say("measures-unknown-time", &[]), |value| texts.decimal(value))
    };
    let (p50, p90) = (value(spread.p50), value(spread.p90));
    let (open, all) = (texts.count(spread.open), texts.count(spread.open + spread.ended));
    if spread.unit == "attempts" {
        return texts.say("measures-spread-attempts", &[("p50", &p50), ("p90", &p90)]);
    }
    let values = [("p50", &*p50), ("p90", &*p90), ("open", &*open), ("all", &*all)];
    texts.say("measures-spread-working-hours", &values)
}

fn audited_text(one: &Audited, texts: &Texts) -> String {
    let percent = |share: f64| texts.decimal(share * 100.0);
    let (low, high) = one.interval;
    let values = [
        ("rate", &*percent(one.rate)),
        ("low", &*percent(low)),
        ("high", &*percent(high)),
        ("sample", &*texts.count(one.sample)),
        ("confirmed", &*texts.count(one.confirmed)),
    ];
    texts.say("measures-audited", &values)
}

fn beside_text(one: &ToldBeside, texts: &Texts) -> String {
    let (value, x, n) = (texts.decimal(one.value), texts.count(one.x), texts.count(one.n));
    let key = format!("measures-beside-{}", one.what.replace('_', "-"));
    texts.say(&key, &[("value", &value), ("x", &x), ("n", &n)])
}

fn label(department: Option<&str>, config: &Config, texts: &Texts) -> String {
    match department {
        Some(name) => config.department_label(name, texts.language()).to_owned(),
        None => texts.say("report-small-departments", &[]),
    }
}

fn case_line(case: &ToldCase, config: &Config, texts: &Texts) -> String {
    let day: Option<Date> = case.at.get(..10).and_then(|day| day.parse().ok());
    let day = day.map_or_else(|| case.at.clone(), |day| texts.date(day));
    let counted = texts.word("measures-counted", case.counted);
    let department = label(case.department.as_deref(), config, texts);
    let mut parts = vec![texts.word("kind", case.kind), day, department, case.customer.clone()];
    parts.extend(case.finding.map(|finding| finding.to_string()));
    if !case.place.is_empty() {
        parts.push(case.place.clone());
    }
    format!("  {}  {counted} · {}", case.entry, parts.join(" · "))
}

/// A standard beside what was done.
fn request(one: &ToldRequest, texts: &Texts) -> Vec<String> {
    let shown = |figure: &Figure| {
        let parts = [of(figure, texts), share(figure, texts)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let mut lines = vec![format!("  {}", one.kind)];
    if let (Some(within), Some(figure)) = (one.answer_within, &one.answered) {
        let values = [("within", &*texts.within(within)), ("figure", &*shown(figure))];
        lines.push(texts.say("measures-request-answer", &values));
    }
    if let (Some(steps), Some(figure)) = (one.steps, &one.in_steps) {
        let values = [("steps", &*steps.to_string()), ("figure", &*shown(figure))];
        lines.push(texts.say("measures-request-steps", &values));
    }
    match (&one.self_service_failed, &one.self_service_then_contact) {
        (Some(failed), Some(contact)) => {
            let values = [("failed", &*shown(failed)), ("contact", &*of(contact, texts))];
            lines.push(texts.say("measures-request-alone", &values));
        }
        _ if one.self_service => lines.push(texts.say("measures-request-alone-unknown", &[])),
        _ => {}
    }
    lines[1..].iter_mut().for_each(|line| *line = format!("    {line}"));
    lines
}
