//! The best value of a field that has one, by the rule at the head of [`super`].

use std::cmp::Reverse;
use std::collections::BTreeSet;

use filo_model::choice::Field;
use filo_model::digest::Digest;
use filo_model::tax_code::TaxCode;

use super::value::{Grade, Value, of_date, values};
use super::{Best, Chosen, Differing, Origin, Said, Voice, Why, chosen_value, voices};

/// Milliseconds of a mean year of the Gregorian calendar.
const YEAR_MS: i64 = 31_556_952_000;

/// The ages, in years, at which customers are taken to be when only a tax code tells their birth.
const AGES: std::ops::RangeInclusive<i64> = 18..=105;

pub(super) fn choose(field: Field, said: &[Said], chosen: &[Chosen]) -> Option<Best> {
    let mut voices = voices(field, said);
    if field == Field::BirthDate {
        let implied = implied(&voices, said);
        voices.extend(implied);
        voices.sort_by_key(|voice| (said[voice.origin.said].record, voice.origin));
    }
    if let Some((choice, value)) = chosen_value(field, said, chosen) {
        return Some(best(field, value, Some(choice), &voices));
    }
    let first = voices.first()?;
    let winner = match voices.iter().all(|voice| voice.value.key == first.value.key) {
        true => first,
        false => winner(field, &voices, said)?,
    };
    let value = fullest(&winner.value, &voices);
    Some(best(field, value, None, &voices))
}

/// The days of birth that tax codes imply, one voice a record.
fn implied(stated: &[Voice], said: &[Said]) -> Vec<Voice> {
    let newest = said.iter().flat_map(|one| &one.versions).map(|version| version.first).max();
    let year = 1970 + newest.unwrap_or(0).div_euclid(YEAR_MS);
    let mut implied = Vec::new();
    for (place, one) in said.iter().enumerate() {
        let Some(code) = one.present().and_then(|version| version.details.tax_code.as_ref()) else {
            continue;
        };
        let mut alike: Vec<&Value> = stated.iter().map(|voice| &voice.value).collect();
        alike.retain(|value| value.grade == Grade::Full && value.is_day_of(code));
        let value = alike.into_iter().min_by(|a, b| a.key.cmp(&b.key)).cloned().or_else(|| {
            let day = |century: i16| code.birth_date(Some(century));
            let is_likely = |century: &i16| {
                day(*century).is_some_and(|day| AGES.contains(&(year - i64::from(day.year()))))
            };
            let century = [2000, 1900].into_iter().find(is_likely).unwrap_or(2000);
            day(century).map(|day| of_date(day.year(), day.month(), day.day()))
        });
        let since = one.now(Field::TaxCode).first().map_or(0, |(_, since)| *since);
        implied.extend(
            value
                .map(|value| Voice { value, origin: Origin { said: place, since, implied: true } }),
        );
    }
    implied
}

/// The voice whose value the rule prefers.
fn winner<'a>(field: Field, voices: &'a [Voice], said: &[Said]) -> Option<&'a Voice> {
    let left = if field == Field::Address { left(said) } else { Vec::new() };
    let codes: Vec<&TaxCode> = said
        .iter()
        .filter_map(|one| one.present().and_then(|version| version.details.tax_code.as_ref()))
        .collect();
    voices.iter().max_by_key(|candidate| {
        let value = &candidate.value;
        let backers: Vec<&Voice> = voices
            .iter()
            .filter(|voice| voice.value.grade <= Grade::Part && voice.value.fits(value))
            .collect();
        let systems: BTreeSet<&str> = backers
            .iter()
            // What codes imply is one voice, however many records repeat the code.
            .map(|voice| if voice.origin.implied { "" } else { &said[voice.origin.said].system })
            .collect();
        let is_left = left.iter().any(|old| old.fits(value) && old.grade == value.grade);
        let newest = backers
            .iter()
            .filter(|voice| voice.value.grade == value.grade)
            .map(|voice| voice.origin.since)
            .max();
        let records: BTreeSet<Digest> =
            backers.iter().map(|voice| said[voice.origin.said].record).collect();
        // Where somebody lives changes, who they are does not.
        let (by_records, by_time) = match field {
            Field::Address => (0, newest),
            _ => (records.len(), None),
        };
        (
            (Reverse(value.grade), !is_left, systems.len()),
            backers.iter().any(|voice| voice.origin.implied)
                || codes.iter().any(|code| value.is_spelled_by(code)),
            (by_time, by_records, newest, records.len()),
            Reverse((&value.key, &value.text)),
        )
    })
}

/// The values that a source which people keep replaced by one that nobody had said before, and has
/// not taken up again. That another source does says nothing: it may be an old copy.
fn left(said: &[Said]) -> Vec<Value> {
    let field = Field::Address;
    let mut left = Vec::new();
    for one in said.iter().filter(|one| one.keeps && one.versions.len() > 1) {
        let now: Vec<Value> = one.now(field).into_iter().map(|(value, _)| value).collect();
        for pair in one.spans().windows(2) {
            let [before, after] = pair else { continue };
            let (Some(old), Some(new)) = (
                values(field, &before.version.details).into_iter().next(),
                values(field, &after.version.details).into_iter().next(),
            ) else {
                continue;
            };
            let is_known = said.iter().flat_map(|other| &other.versions).any(|version| {
                version.first < after.from
                    && values(field, &version.details).iter().any(|value| value.fits(&new))
            });
            let is_back = now.iter().any(|value| value.fits(&old));
            if new.grade == Grade::Full && !old.fits(&new) && !is_known && !is_back {
                left.push(old);
            }
        }
    }
    left
}

/// The fullest of the writings that fit the winner.
fn fullest(winner: &Value, voices: &[Voice]) -> Value {
    let fitting = |voice: &&Voice| {
        voice.value.grade == winner.grade && voice.value.fits(winner) && !voice.origin.implied
    };
    let count = |text: &str| voices.iter().filter(|voice| voice.value.text == text).count();
    let best = voices.iter().filter(fitting).max_by_key(|voice| {
        let value = &voice.value;
        let text = value.text.as_str();
        (value.fullness(), count(text), voice.origin.since, Reverse(text))
    });
    best.map_or_else(|| winner.clone(), |voice| voice.value.clone())
}

fn best(field: Field, value: Value, choice: Option<Chosen>, voices: &[Voice]) -> Best {
    let mut best = Best {
        field,
        value,
        choice: choice.map(|one| one.number),
        origins: vec![],
        differs: vec![],
    };
    for voice in voices {
        // What a record's code implies is said once where the record states it too.
        let is_stated = |other: &Voice| {
            !other.origin.implied
                && other.origin.said == voice.origin.said
                && other.value.key == voice.value.key
        };
        if voice.origin.implied && voices.iter().any(is_stated) {
            continue;
        }
        let why = match voice.value.grade {
            _ if voice.value.key == best.value.key => None,
            Grade::Unreadable => Some(Why::Unreadable),
            Grade::Placeholder => Some(Why::Placeholder),
            _ if voice.value.fits(&best.value) => None,
            _ => Some(Why::Other),
        };
        match why {
            None => best.origins.push(voice.origin),
            Some(why) => best.differs.push(Differing {
                value: voice.value.clone(),
                origin: voice.origin,
                why,
                is_news: choice.is_some_and(|one| voice.origin.since > one.at),
            }),
        }
    }
    best
}
