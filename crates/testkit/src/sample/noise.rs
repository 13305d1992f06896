//! What the sources lose, delay and damage, at stated rates.

use super::chance::{Chance, Purpose};
use super::dates::{FIRST_CUT, OVERLAP_START};
use super::event::{Event, Fate};
use super::people::{Person, Relation};
use super::source::{Shape, Source};

/// Rows that never reach an export, of 1,000.
pub(crate) const LOST_PER_MILLE: u32 = 10;
/// Rows before the overlap that only the second export brings, of 1,000.
pub(crate) const LATE_PER_MILLE: u32 = 20;
/// Rows whose customer key or claim number leads nowhere, of 1,000.
pub(crate) const WRONG_KEY_PER_MILLE: u32 = 3;
/// Rows that lack a field, never a date, of 1,000.
pub(crate) const MISSING_FIELD_PER_MILLE: u32 = 10;
/// Payments of the portal in the overlap whose amount the second export corrects, of 1,000.
pub(crate) const CORRECTED_PER_MILLE: u32 = 20;
/// By how much the telephone system's clock is ahead, in seconds.
pub(crate) const CALLS_CLOCK_OFFSET_SECONDS: i64 = 240;

/// Draws the fate of every event of a customer. The events in `uncorrected` are never corrected, so
/// that what is planted depends on its fate alone. The billing records of a household are kept: else
/// the address and the landline that two people share would lead to the wrong one alone.
pub(crate) fn draw(seed: u64, person: &Person, events: &mut [Event], uncorrected: &[usize]) {
    let mut chance = Chance::new(seed, Purpose::Noise, person.index);
    let is_household = person.relation == Some(Relation::Household);
    // A file of the exchange of invoices is there or not with all that it holds.
    let mut files: Vec<(String, Fate)> = Vec::new();
    for (place, event) in events.iter_mut().enumerate() {
        let draw = chance.below(1000);
        let which = chance.below(1000);
        let is_safe = is_household && event.source == Source::Customers;
        event.fate = if is_safe { Fate::Kept } else { fate(event, draw, which) };
        if let Some(file) = event.get("file").map(str::to_owned) {
            match files.iter().find(|(name, _)| *name == file) {
                Some((_, fate)) => event.fate = *fate,
                None => files.push((file, event.fate)),
            }
        }
        let is_overlap = event.at.day() >= OVERLAP_START && event.at.day() <= FIRST_CUT;
        if event.source == Source::Portal && is_overlap && !uncorrected.contains(&place) {
            correct(event, &mut chance);
        }
    }
}

fn fate(event: &Event, draw: u32, which: u32) -> Fate {
    let spec = event.source.spec();
    let late = LOST_PER_MILLE + LATE_PER_MILLE;
    let wrong = late + WRONG_KEY_PER_MILLE;
    let missing = wrong + MISSING_FIELD_PER_MILLE;
    if draw < LOST_PER_MILLE {
        Fate::Lost
    } else if draw < late {
        let can_be_late = event.at.day() <= FIRST_CUT
            && spec.shape != Shape::Workbook
            && event.get("signed").is_none();
        if can_be_late { Fate::Late } else { Fate::Kept }
    } else if draw < wrong && !spec.link.is_empty() && event.get(spec.link).is_some() {
        Fate::WrongKey
    } else if draw < missing && !spec.may_miss.is_empty() {
        let count = u32::try_from(spec.may_miss.len()).unwrap_or(1);
        let place = usize::try_from(which % count).unwrap_or(0);
        let (field, is_needed) = spec.may_miss[place];
        if event.value(field).is_some() { Fate::Missing(field, is_needed) } else { Fate::Kept }
    } else {
        Fate::Kept
    }
}

fn correct(event: &mut Event, chance: &mut Chance) {
    let is_corrected = chance.below(1000) < CORRECTED_PER_MILLE;
    let percent = i64::from(chance.between(103, 140));
    if let (true, Some(super::event::Value::Cents(cents))) = (is_corrected, event.value("amount")) {
        event.first_amount = Some(cents * percent / 100);
    }
}
