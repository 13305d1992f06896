//! A thread as lines: who the customer is, then one sentence an entry.

use filo_model::entry::Entry;
use filo_model::moment::Precision;
use filo_store::thread::{LinkedRecord, Thread};

use crate::config::Config;
use crate::sentence::{one_line, sentence};
use crate::texts::Texts;

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
