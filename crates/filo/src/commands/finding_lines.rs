//! A finding in two lines, and what the reviews of a kind say in one, in the reader's language.

use crate::config::Config;
use crate::findings::review::{Precision, State};
use crate::report::{ListedEvidence, ListedFinding};
use crate::texts::Texts;

/// How many entries of a finding are shown in its line.
const SHOWN: usize = 4;

/// What a finding is, and where the entries are that show it.
pub(super) fn lines(
    finding: &ListedFinding,
    name: Option<&str>,
    config: &Config,
    texts: &Texts,
) -> String {
    let mut parts = vec![kind(finding, texts)];
    if finding.state != State::Suspected {
        parts.push(texts.say(&format!("findings-state-{}", finding.state.name()), &[]));
    }
    let label = |name: &str| config.department_label(name, texts.language()).to_owned();
    match &finding.department {
        Some(department) => parts.push(label(department)),
        None => parts.push(texts.say("report-small-departments", &[])),
    }
    if !finding.knew.is_empty() {
        let knew: Vec<String> = finding.knew.iter().map(|one| label(one)).collect();
        parts.push(texts.say("findings-knew", &[("departments", &knew.join(", "))]));
    }
    parts.push(day(&finding.at, texts));
    parts.extend(finding.amount.map(|amount| texts.money(amount)));
    if finding.times > 1 {
        parts.push(texts.say("findings-times", &[("times", &finding.times.to_string())]));
    }
    if let Some(hours) = finding.waited_hours {
        parts.push(texts.say("findings-hours", &[("hours", &texts.decimal(hours))]));
    }
    if finding.leaver {
        parts.push(texts.say("findings-leaver", &[]));
    }
    parts.push(finding.customer.clone());
    parts.extend(name.map(str::to_owned));
    let shown: Vec<String> =
        finding.evidence.iter().take(SHOWN).map(|entry| evidence(entry, texts)).collect();
    parts.insert(0, texts.say("findings-weight", &[("points", &finding.harm.to_string())]));
    let mut line = format!("{}  {}\n    {}", finding.id, parts.join(" · "), shown.join("; "));
    if finding.evidence.len() > SHOWN {
        let rest = (finding.evidence.len() - SHOWN).to_string();
        line.push_str(&format!("; {}", texts.say("findings-further-entries", &[("count", &rest)])));
    }
    line
}

fn kind(finding: &ListedFinding, texts: &Texts) -> String {
    let name = texts.word("finding", finding.kind);
    let reasons: Vec<String> =
        finding.reasons.iter().map(|reason| texts.word("reason", reason)).collect();
    if reasons.is_empty() { name } else { format!("{name}: {}", reasons.join(", ")) }
}

/// The day of a moment as it was written.
fn day(written: &str, texts: &Texts) -> String {
    let date = written.get(..10).and_then(|day| day.parse().ok());
    date.map_or_else(|| written.to_owned(), |date| texts.date(date))
}

fn evidence(entry: &ListedEvidence, texts: &Texts) -> String {
    let kind = texts.word("kind", entry.kind);
    format!("{kind} {} {}", day(&entry.at, texts), entry.place)
}

/// What the reviews of a kind say.
pub(super) fn foot(precision: &Precision, within: u32, texts: &Texts) -> String {
    let name = texts.word("finding", precision.kind);
    let count = |number: u64| texts.count(number);
    let mut parts = vec![texts.say(
        "findings-foot",
        &[
            ("kind", &name),
            ("found", &count(precision.found)),
            ("reviewed", &count(precision.reviewed)),
            ("confirmed", &count(precision.confirmed)),
        ],
    )];
    let percent = |share: f64| texts.decimal(share * 100.0);
    let sample = count(precision.sample);
    let sample_confirmed = count(precision.sample_confirmed);
    match (precision.precision, precision.interval, precision.estimated) {
        (Some(rate), Some((low, high)), Some((about, least, most))) => {
            let values = [
                ("rate", &*percent(rate)),
                ("low", &*percent(low)),
                ("high", &*percent(high)),
                ("sample", &*sample),
                ("about", &*count(about)),
                ("least", &*count(least)),
                ("most", &*count(most)),
            ];
            parts.push(texts.say("findings-precision", &values));
        }
        _ if precision.sample > 0 => parts.push(
            texts.say("findings-sample", &[("sample", &sample), ("confirmed", &sample_confirmed)]),
        ),
        _ => {}
    }
    let values = [("further", &*count(precision.further)), ("within", &*within.to_string())];
    let key = if precision.further == 0 { "findings-enough" } else { "findings-further" };
    parts.push(texts.say(key, &values));
    parts.join("; ")
}
