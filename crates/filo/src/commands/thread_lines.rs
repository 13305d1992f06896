//! A thread as lines: who the customer is, then one sentence an entry.

use filo_model::amount::Amount;
use filo_model::entry::Entry;
use filo_model::facts::{EntryKind, Facts};
use filo_model::moment::Precision;
use filo_store::thread::{LinkedRecord, Thread};

use crate::config::Config;
use crate::texts::Texts;

/// How much of a text is shown in a line, in characters.
const SHOWN: usize = 140;

/// The thread as people read it.
pub(super) fn lines(thread: &Thread, config: &Config, texts: &Texts) -> String {
    let names = thread.records.iter().filter_map(|linked| linked.record.details.display_name());
    let name = names.max_by_key(String::len).unwrap_or_else(|| texts.say("thread-nameless", &[]));
    let mut out = vec![
        texts.say("thread-title", &[("name", &name), ("customer", &thread.customer.to_string())]),
    ];
    for (flag, key) in [(thread.restricted, "thread-restricted"), (thread.erased, "thread-erased")]
    {
        if flag {
            out.push(texts.say(key, &[]));
        }
    }
    for linked in &thread.records {
        out.push(format!("  {}", record_line(linked, thread, texts)));
    }
    out.push(texts.say("thread-entries", &[("count", &thread.entries.len().to_string())]));
    for entry in &thread.entries {
        out.push(entry_line(entry, config, texts));
        if let Some(text) = entry.text.as_ref().filter(|text| !text.text.is_empty()) {
            out.push(format!("    «{}»", one_line(&text.text)));
        }
    }
    out.join("\n")
}

/// A text on one line, without what would move the terminal, cut.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let visible = joined.chars().filter(|letter| !letter.is_control());
    let mut shown: String = visible.clone().take(SHOWN).collect();
    if visible.count() > SHOWN {
        shown.push('…');
    }
    shown
}

fn record_line(linked: &LinkedRecord, thread: &Thread, texts: &Texts) -> String {
    let record = &linked.record;
    let details = &record.details;
    let mut parts = vec![format!("{} {}", record.system, one_line(&record.key))];
    parts.extend(details.display_name());
    parts.extend(details.tax_code.iter().map(ToString::to_string));
    parts.extend(details.vat_number.iter().map(ToString::to_string));
    parts.extend(details.phones.iter().map(ToString::to_string));
    parts.extend(details.emails.iter().map(ToString::to_string));
    parts.extend(details.address.iter().map(ToString::to_string));
    let other =
        linked.linked_to.and_then(|id| thread.records.iter().find(|one| one.record.id == id));
    if let (Some(rule), Some(other)) = (&linked.rule, other) {
        let to = format!("{} {}", other.record.system, one_line(&other.record.key));
        parts.push(texts.say(
            "thread-linked",
            &[("to", &to), ("rule", &texts.say(&format!("rule-{rule}"), &[]))],
        ));
    }
    format!("{} · {}", record.id, parts.join(" · "))
}

fn entry_line(entry: &Entry, config: &Config, texts: &Texts) -> String {
    let date = texts.date(entry.at.date());
    let time = match entry.at.precision {
        Precision::Day => "     ".to_owned(),
        Precision::Second => entry.at.to_rfc3339().get(11..16).unwrap_or_default().to_owned(),
    };
    let mut line = format!(
        "{date:<11} {time}  {}",
        config.department_label(&entry.department, texts.language())
    );
    line.push_str(&format!("  {}", sentence(entry, config, texts)));
    if let Some(case) = &entry.case {
        line.push_str(&format!(
            " · {}",
            texts.say("thread-case", &[("case", &one_line(&case.case))])
        ));
        if let Some(step) = case.step {
            line.push_str(&format!(" {}", texts.say(&format!("step-{}", step.name()), &[])));
        }
    }
    if entry.superseded {
        line.push_str(&format!(" · {}", texts.say("thread-superseded", &[])));
    } else if entry.replaces.is_some() {
        line.push_str(&format!(" · {}", texts.say("thread-corrected", &[])));
    }
    line
}

/// What happened: kind, channel and direction, then the facts that say most.
fn sentence(entry: &Entry, config: &Config, texts: &Texts) -> String {
    let kind = entry.facts.kind();
    let mut parts = vec![texts.say(&format!("kind-{}", kind.name().replace('_', "-")), &[])];
    if let Some(channel) = entry.channel {
        parts.push(texts.say(&format!("channel-{}", channel.name()), &[]));
    }
    if matches!(kind, EntryKind::Message | EntryKind::Attempt) {
        parts.push(texts.say(&format!("direction-{}", entry.direction.name()), &[]));
    }
    parts.extend(facts(&entry.facts, config, texts));
    parts.join(", ")
}

fn facts(facts: &Facts, config: &Config, texts: &Texts) -> Vec<String> {
    let money = |amount: &Option<Amount>| amount.map(|amount| texts.money(amount));
    let due = |due: &Option<jiff::civil::Date>| {
        due.map(|due| texts.say("fact-due", &[("date", &texts.date(due))]))
    };
    let text = |text: &Option<String>| text.as_deref().map(one_line);
    let state = |state: &Option<filo_model::facts::State>| {
        state.map(|state| texts.say(&format!("state-{}", state.name()), &[]))
    };
    let parts = match facts {
        Facts::Message(one) => vec![text(&one.subject), text(&one.reason)],
        Facts::Attempt(one) => {
            vec![
                one.outcome.map(|outcome| {
                    texts.say(&format!("outcome-{}", outcome.name().replace('_', "-")), &[])
                }),
                text(&one.line),
            ]
        }
        Facts::Handoff(one) => {
            let label = |name: &Option<String>| {
                name.as_deref().map_or_else(
                    || "?".to_owned(),
                    |name| config.department_label(name, texts.language()).to_owned(),
                )
            };
            vec![
                Some(format!("{} → {}", label(&one.from), label(&one.to))),
                state(&one.state),
                due(&one.due),
            ]
        }
        Facts::Promise(one) => vec![text(&one.what), state(&one.state), due(&one.due)],
        Facts::Invoice(one) => vec![text(&one.claim), money(&one.amount), due(&one.due)],
        Facts::Credit(one) => vec![text(&one.claim), money(&one.amount)],
        Facts::Payment(one) => vec![text(&one.claim), money(&one.amount)],
        Facts::Dispute(one) => vec![text(&one.claim), state(&one.state), text(&one.reason)],
        Facts::Reminder(one) => vec![text(&one.claim), money(&one.amount)],
        Facts::FormalNotice(one) => vec![text(&one.claim), money(&one.amount)],
        Facts::Collection(one) => vec![text(&one.claim), money(&one.amount), text(&one.agency)],
        Facts::Contract(one) => vec![text(&one.contract), text(&one.product), state(&one.state)],
        Facts::CampaignAttempt(one) => vec![text(&one.campaign), text(&one.product)],
        Facts::Consent(one) => vec![text(&one.purpose), state(&one.state)],
        Facts::SelfService(one) => vec![text(&one.task), state(&one.state)],
        Facts::Receipt(one) => vec![state(&one.state), text(&one.reason), text(&one.file)],
        Facts::Complaint(one) => vec![text(&one.reason), state(&one.state)],
        Facts::Note(one) => vec![text(&one.topic), text(&one.reason)],
        other => plain(other),
    };
    parts.into_iter().flatten().collect()
}

/// The facts of the rarer kinds, as they are.
fn plain(facts: &Facts) -> Vec<Option<String>> {
    let Ok(serde_json::Value::Object(map)) = serde_json::to_value(facts) else { return Vec::new() };
    map.into_iter()
        .map(|(_, value)| match value {
            serde_json::Value::String(text) => Some(one_line(&text)),
            other => Some(other.to_string()),
        })
        .collect()
}
