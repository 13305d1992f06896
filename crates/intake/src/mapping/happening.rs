//! Reads from a row what happened: time, kind, facts, case and words.

use filo_model::digest::Digest;
use filo_model::draft::EntryContent;
use filo_model::entry::{CaseMention, EntryText};
use filo_model::facts::{CaseStep, Channel, Direction, EntryKind, Facts};
use filo_model::moment::Moment;

use super::reading::{Field, Reading};
use super::terms;
use crate::row::Reason;

/// What the row says happened to the record; values that cannot be read go to `given`, values that
/// are no facts of the row's kind to `beyond`.
///
/// # Errors
/// The reason why the row has to be set apart: no time, an impossible one, or a kind or department
/// that the mapping does not know.
pub(super) fn content(
    reading: &Reading<'_>,
    record: Digest,
    kind: EntryKind,
    given: &mut Vec<(String, String)>,
    beyond: &mut Vec<(String, String)>,
) -> Result<EntryContent, Reason> {
    let kind = entry_kind(reading, kind)?;
    let at =
        reading.moment(const { Field::named("at") })?.ok_or(Reason::Missing { field: "at" })?;
    let known = reading.moment(const { Field::named("known_at") })?;
    let key = reading.value(const { Field::named("key") });
    let actor = reading.value(const { Field::named("actor") });
    Ok(EntryContent {
        key: (!key.is_empty()).then(|| Digest::of(key.as_bytes())),
        record,
        at,
        known_at: known
            .map_or(at.millis.saturating_add(reading.plan.spec.lag_ms), |known| known.millis),
        known_at_inferred: known.is_none(),
        department: department(reading)?,
        channel: word(reading, const { Field::named("channel") }, given, Channel::from_name),
        direction: word(reading, const { Field::named("direction") }, given, Direction::from_name)
            .unwrap_or_else(|| usual_direction(kind)),
        case: case(reading, given),
        turn: word(reading, const { Field::named("turn") }, given, |text| text.parse().ok())
            .unwrap_or(0),
        actor: (!actor.is_empty())
            .then(|| Digest::keyed(&reading.plan.pseudonym_key, actor.as_bytes()).short()),
        facts: facts(reading, kind, at, given, beyond),
        text: text(reading),
    })
}

fn entry_kind(reading: &Reading<'_>, usual: EntryKind) -> Result<EntryKind, Reason> {
    let value = reading.value(const { Field::named("kind") });
    if value.is_empty() {
        return Ok(usual);
    }
    EntryKind::from_name(&value.to_lowercase()).ok_or(Reason::Unmapped { field: "kind" })
}

fn department(reading: &Reading<'_>) -> Result<u16, Reason> {
    let spec = &reading.plan.spec;
    let value = reading.value(const { Field::named("department") });
    let name = if value.is_empty() { spec.department.as_str() } else { &value };
    let place = spec.departments.iter().position(|one| one == name);
    place
        .and_then(|place| u16::try_from(place).ok())
        .ok_or(Reason::Unmapped { field: "department" })
}

/// A value of a closed set; one outside it stays as given.
fn word<T>(
    reading: &Reading<'_>,
    field: Field,
    given: &mut Vec<(String, String)>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let value = reading.value(field);
    if value.is_empty() {
        return None;
    }
    let read = read(&value.to_lowercase());
    if read.is_none() {
        given.push((field.name().to_owned(), value.into_owned()));
    }
    read
}

fn case(reading: &Reading<'_>, given: &mut Vec<(String, String)>) -> Option<CaseMention> {
    let step = word(reading, const { Field::named("case_step") }, given, CaseStep::from_name);
    let case = reading.value(const { Field::named("case") });
    (!case.is_empty()).then(|| CaseMention { case: case.into_owned(), step })
}

fn facts(
    reading: &Reading<'_>,
    kind: EntryKind,
    at: Moment,
    given: &mut Vec<(String, String)>,
    beyond: &mut Vec<(String, String)>,
) -> Facts {
    let mut facts = Facts::empty(kind);
    let names = kind.fact_names();
    for (name, value, is_said) in reading.facts() {
        if !names.contains(&name) {
            // Said, but no fact of this kind: kept as given, and nothing that failed to be read.
            if is_said {
                beyond.push((name.to_owned(), value.into_owned()));
            }
        } else if !facts.set(name, &value, &reading.plan.habits) {
            given.push((name.to_owned(), value.into_owned()));
        }
    }
    // A day that is written and cannot be read is no day that is missing.
    if !given.iter().any(|(name, _)| name == "due") {
        terms::derive_due(&reading.plan.spec.due_after, at, &mut facts, beyond);
    }
    facts
}

fn text(reading: &Reading<'_>) -> Option<EntryText> {
    if !reading.plan.has(const { Field::named("text") }) {
        return None;
    }
    let part = |field| reading.value(field).into_owned();
    let text = EntryText {
        text: part(const { Field::named("text") }),
        quoted: part(const { Field::named("quoted") }),
        signature: part(const { Field::named("signature") }),
        layout: part(const { Field::named("layout") }),
    };
    let said = !text.text.is_empty() || !text.quoted.is_empty();
    said.then_some(text)
}

/// Who usually moves in a kind, where the source does not say.
fn usual_direction(kind: EntryKind) -> Direction {
    match kind {
        EntryKind::Message
        | EntryKind::Attempt
        | EntryKind::Payment
        | EntryKind::Dispute
        | EntryKind::Complaint
        | EntryKind::Consent
        | EntryKind::Preference
        | EntryKind::Survey
        | EntryKind::SelfService
        | EntryKind::Suggestion
        | EntryKind::PublicPost => Direction::In,
        EntryKind::Handoff
        | EntryKind::Alert
        | EntryKind::Approval
        | EntryKind::Training
        | EntryKind::Lesson
        | EntryKind::Improvement
        | EntryKind::Review
        | EntryKind::Verdict
        | EntryKind::Receipt
        | EntryKind::Note => Direction::Internal,
        EntryKind::Promise
        | EntryKind::Refusal
        | EntryKind::Alternative
        | EntryKind::Invoice
        | EntryKind::Credit
        | EntryKind::Reminder
        | EntryKind::FormalNotice
        | EntryKind::Collection
        | EntryKind::Suspension
        | EntryKind::CampaignAttempt
        | EntryKind::Contract
        | EntryKind::Goodwill
        | EntryKind::ClosingContact => Direction::Out,
    }
}
