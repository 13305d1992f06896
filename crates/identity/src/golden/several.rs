//! Telephone numbers and mail addresses: all that a customer has, the best first, and those that a
//! source replaced.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use filo_model::choice::Field;
use filo_model::email::Email;

use super::value::{Grade, Value, values};
use super::{Best, Chosen, Differing, Said, Voice, Why, chosen_value, voices};

/// A value that a source replaced by another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacement {
    /// What it said before.
    pub(super) old: String,
    /// What it says instead.
    pub(super) new: Value,
    /// When, in UTC epoch milliseconds.
    pub(super) at: i64,
}

pub(super) fn choose(field: Field, said: &[Said], chosen: &[Chosen]) -> Vec<Best> {
    let voices = voices(field, said);
    let choice = chosen_value(field, said, chosen);
    let replaced = replacements(field, said, &voices);
    let mut values: Vec<&Value> = voices.iter().map(|voice| &voice.value).collect();
    values.extend(choice.iter().map(|(_, value)| value));
    values.sort_by(|a, b| (&a.key, &a.text).cmp(&(&b.key, &b.text)));
    values.dedup_by_key(|value| &value.key);
    values.sort_by_cached_key(|value| {
        let backers: Vec<&Voice> =
            voices.iter().filter(|voice| voice.value.key == value.key).collect();
        let systems: BTreeSet<&str> =
            backers.iter().map(|voice| said[voice.origin.said].system.as_str()).collect();
        (
            choice.as_ref().is_none_or(|(_, chosen)| chosen.key != value.key),
            value.grade,
            replaced.iter().any(|one| one.old == value.key),
            Email::parse(&value.text).is_some_and(|email| email.is_shared_mailbox()),
            Reverse(systems.len()),
            Reverse(backers.iter().map(|voice| voice.origin.since).max()),
            value.key.clone(),
        )
    });
    let chosen_key = choice.as_ref().map(|(chosen, value)| (chosen.number, value.key.clone()));
    let is_chosen =
        |value: &Value| chosen_key.as_ref().filter(|(_, key)| *key == value.key).map(|one| one.0);
    let ordered =
        values.into_iter().map(|value| best(field, value, is_chosen(value), &voices, &replaced));
    ordered.collect()
}

/// What disagrees with itself: a value that another source has replaced, a filler, what cannot be
/// read. That there are several is no disagreement.
fn best(
    field: Field,
    value: &Value,
    choice: Option<i64>,
    voices: &[Voice],
    replaced: &[Replacement],
) -> Best {
    let why = match value.grade {
        Grade::Unreadable => Some(Why::Unreadable),
        Grade::Placeholder => Some(Why::Placeholder),
        _ => (choice.is_none() && replaced.iter().any(|one| one.old == value.key))
            .then_some(Why::Replaced),
    };
    let origins: Vec<_> = voices
        .iter()
        .filter(|voice| voice.value.key == value.key)
        .map(|voice| voice.origin)
        .collect();
    let differs = why.map(|why| {
        let differing = origins.iter().map(|&origin| Differing {
            value: value.clone(),
            origin,
            why,
            is_news: false,
        });
        differing.collect()
    });
    let origins = if differs.is_some() { Vec::new() } else { origins };
    Best { field, value: value.clone(), choice, origins, differs: differs.unwrap_or_default() }
}

/// The values that a source which people keep replaced by one that nobody had said before, and has
/// not taken up again. That another source does says nothing: it may be an old copy.
pub(super) fn replacements(field: Field, said: &[Said], voices: &[Voice]) -> Vec<Replacement> {
    let mut found: Vec<Replacement> = Vec::new();
    for (place, one) in said.iter().enumerate() {
        if !one.keeps || one.versions.len() < 2 {
            continue;
        }
        for pair in one.spans().windows(2) {
            let [before, after] = pair else { continue };
            let (old, new) =
                (values(field, &before.version.details), values(field, &after.version.details));
            let is_new = |value: &&Value| {
                value.grade == Grade::Full
                    && voices.iter().any(|voice| voice.value.key == value.key)
                    && !said.iter().flat_map(|other| &other.versions).any(|version| {
                        version.first < after.from
                            && values(field, &version.details).iter().any(|it| it.key == value.key)
                    })
            };
            let Some(new_value) = new.iter().find(is_new) else { continue };
            let gone = old.iter().filter(|value| new.iter().all(|other| other.key != value.key));
            for value in gone.filter(|value| value.grade == Grade::Full) {
                let is_back = voices
                    .iter()
                    .any(|voice| voice.value.key == value.key && voice.origin.said == place);
                if !is_back {
                    let (old, new) = (value.key.clone(), new_value.clone());
                    found.push(Replacement { old, new, at: after.from });
                }
            }
        }
    }
    found.sort_by(|a, b| (&a.old, a.at, &a.new.key).cmp(&(&b.old, b.at, &b.new.key)));
    // The latest replacement of a value counts.
    found.reverse();
    found.dedup_by(|later, kept| later.old == kept.old);
    found.reverse();
    found
}
