//! What an entry says in one sentence: its kind, how it travelled, the facts that say most.

use filo_model::amount::{Amount, DecimalMark};
use filo_model::entry::Entry;
use filo_model::facts::{EntryKind, Facts};

use crate::config::Config;
use crate::texts::Texts;

/// Stands in facts where a small department is not named.
pub(crate) const SMALL_DEPARTMENTS: &str = "small_departments";

/// How much of a text is shown in a line, in characters.
const SHOWN: usize = 140;

/// A text on one line, without what would move the terminal, cut.
#[must_use]
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    let visible = joined.chars().filter(|letter| !letter.is_control());
    let mut shown: String = visible.clone().take(SHOWN).collect();
    if visible.count() > SHOWN {
        shown.push('…');
    }
    shown
}

/// What happened: kind, channel and direction, then the facts that say most.
#[must_use]
pub(crate) fn sentence(entry: &Entry, config: &Config, texts: &Texts) -> String {
    let kind = entry.facts.kind();
    let mut parts = vec![texts.word("kind", kind.name())];
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
            vec![one.outcome.map(|outcome| texts.word("outcome", outcome.name())), text(&one.line)]
        }
        Facts::Handoff(one) => {
            let label = |name: &Option<String>| match name.as_deref() {
                None => "?".to_owned(),
                Some(SMALL_DEPARTMENTS) => texts.say("report-small-departments", &[]),
                Some(name) => config.department_label(name, texts.language()).to_owned(),
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
        other => plain(other, texts),
    };
    parts.into_iter().flatten().collect()
}

/// The facts of the rarer kinds in their order, words of closed sets in the reader's language.
fn plain(facts: &Facts, texts: &Texts) -> Vec<Option<String>> {
    let Ok(serde_json::Value::Object(map)) = serde_json::to_value(facts) else { return Vec::new() };
    let said = |name: &str, value: serde_json::Value| {
        let serde_json::Value::String(text) = value else { return value.to_string() };
        match name {
            "state" => texts.say(&format!("state-{text}"), &[]),
            "amount" => Amount::parse(&text, DecimalMark::Point)
                .map_or_else(|| one_line(&text), |amount| texts.money(amount)),
            _ => one_line(&text),
        }
    };
    map.into_iter().map(|(name, value)| Some(said(&name, value))).collect()
}
