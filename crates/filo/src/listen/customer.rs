//! One customer's words: entries become conversations, and what these show goes back to the entries.

use filo_listen::constraint::Constraints;
use filo_listen::conversation::{Conversation, Message, Side};
use filo_listen::dynamic::Dated;
use filo_listen::kind::SignalKind;
use filo_listen::listen::{Heard as Shown, Listener};
use filo_model::entry::Entry;
use filo_model::facts::{Direction, EntryKind, Facts};
use filo_store::heard::{Heard, HeardDynamic, HeardSign, Stretch};
use jiff::Timestamp;
use jiff::tz::Offset;

/// The name under which a promise is kept that the customer asked after when its day was over.
pub const PROMISE_MISSED: &str = "promise_missed";

/// The name under which it is kept that a department took part in a matter.
pub const MATTER: &str = "matter";

/// A conversation rests for so long before what is written next is another matter, in days.
const REST: i64 = 21;

/// What the words of a customer show. `entries` are those with words, in any order.
#[must_use]
pub fn hear(entries: &[Entry], listener: &Listener, constraints: &Constraints) -> Heard {
    let mut entries: Vec<&Entry> = entries.iter().filter(|entry| entry.text.is_some()).collect();
    entries.sort_by_key(|entry| (entry.at.millis, entry.turn, entry.id));
    let mut heard = Heard::default();
    for matter in matters(&entries) {
        let conversation = Conversation {
            language: None,
            messages: matter.iter().map(|entry| message(entry)).collect(),
        };
        let shown = listener.listen(&conversation);
        signs(&matter, &conversation, &shown, &mut heard);
        dynamics(&matter, &shown, &mut heard);
        take_part(&matter, &mut heard);
        for (entry, reading) in matter.iter().zip(&shown.readings) {
            if message_side(entry) == Side::Customer {
                constrain(entry, reading, constraints, &mut heard);
            }
        }
    }
    for note in entries.iter().filter(|entry| is_note(entry)) {
        let reading = listener.reader.read(words(note));
        constrain(note, &reading, constraints, &mut heard);
    }
    heard.signs.sort_unstable();
    heard.signs.dedup();
    heard.dynamics.sort_unstable_by(|a, b| (a.anchor, &a.kind).cmp(&(b.anchor, &b.kind)));
    heard
}

fn words(entry: &Entry) -> &str {
    entry.text.as_ref().map_or("", |text| text.text.as_str())
}

/// Written by the company for itself: nobody speaks to anybody.
fn is_note(entry: &Entry) -> bool {
    entry.kind == EntryKind::Note || entry.direction == Direction::Internal
}

/// Who speaks in an entry.
fn message_side(entry: &Entry) -> Side {
    let automatic = matches!(&entry.facts, Facts::Message(one) if one.automatic == Some(true));
    match entry.direction {
        _ if automatic => Side::System,
        Direction::In => Side::Customer,
        Direction::Out | Direction::Internal => Side::Company,
    }
}

fn message(entry: &Entry) -> Message {
    let side = message_side(entry);
    Message {
        side,
        department: (side == Side::Company).then(|| entry.department.clone()),
        agent: None,
        at: Some(entry.at),
        text: words(entry).to_owned(),
    }
}

/// The conversations of a customer, in order: what bears one case number, else what was written without a
/// long rest.
fn matters<'a>(entries: &[&'a Entry]) -> Vec<Vec<&'a Entry>> {
    let mut all: Vec<Vec<&Entry>> = Vec::new();
    let case = |entry: &Entry| entry.case.as_ref().map(|case| case.case.clone());
    for entry in entries.iter().copied().filter(|entry| !is_note(entry)) {
        let place = all.iter().rposition(|matter| {
            let (Some(first), Some(last)) = (matter.first(), matter.last()) else { return false };
            match case(entry) {
                Some(own) => case(first) == Some(own),
                None => {
                    let rest = entry.at.millis - last.at.millis;
                    case(first).is_none()
                        && first.channel == entry.channel
                        && rest <= REST * filo_model::calendar::DAY_MILLIS
                }
            }
        });
        match place {
            Some(place) => all[place].push(entry),
            None => all.push(vec![entry]),
        }
    }
    all
}

/// Notes who took part in a matter: each department once, the one that was written to where none answered.
fn take_part(matter: &[&Entry], heard: &mut Heard) {
    let answers = matter.iter().filter(|entry| message_side(entry) == Side::Company);
    let mut first: Vec<&Entry> = Vec::new();
    for entry in answers.chain(matter.first()) {
        if first.iter().all(|one| one.department != entry.department) {
            first.push(entry);
        }
    }
    heard.signs.extend(first.into_iter().map(|entry| HeardSign {
        place: stretch(entry, &(0..0)),
        kind: MATTER.to_owned(),
        probability: 1000,
        due: None,
    }));
}

fn stretch(entry: &Entry, quote: &std::ops::Range<usize>) -> Stretch {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Stretch { seq: entry.seq, start: byte(quote.start), end: byte(quote.end) }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a probability is between 0 and 1"
)]
fn thousandths(probability: f32) -> u16 {
    (probability * 1000.0).round() as u16
}

fn signs(matter: &[&Entry], conversation: &Conversation, shown: &Shown, heard: &mut Heard) {
    for signal in &shown.signals {
        let place = stretch(matter[signal.message], &signal.quote);
        let promise = (signal.kind == SignalKind::Promise)
            .then(|| shown.promises.iter().find(|one| one.message == signal.message))
            .flatten();
        let sign = |kind: &str| HeardSign {
            place,
            kind: kind.to_owned(),
            probability: thousandths(signal.probability),
            due: promise.and_then(|one| day(conversation, one)),
        };
        heard.signs.push(sign(signal.kind.name()));
        if promise.is_some_and(|one| is_asked_after(one, conversation, shown)) {
            heard.signs.push(sign(PROMISE_MISSED));
        }
    }
}

/// The day of a promise, on the clock of who promised.
fn day(conversation: &Conversation, promise: &Dated) -> Option<jiff::civil::Date> {
    let at = conversation.messages[promise.message].at?;
    let offset = Offset::from_seconds(i32::from(at.offset_minutes) * 60).ok()?;
    Some(offset.to_datetime(Timestamp::from_millisecond(promise.due).ok()?).date())
}

/// Whether the customer asked after a promise once its time was over.
fn is_asked_after(promise: &Dated, conversation: &Conversation, shown: &Shown) -> bool {
    shown.signals.iter().any(|signal| {
        let at = conversation.messages[signal.message].at;
        matches!(
            signal.kind,
            SignalKind::Chasing | SignalKind::ReportedPromise | SignalKind::Repeat
        ) && signal.message > promise.message
            && at.is_some_and(|at| at.millis > promise.due)
    })
}

fn dynamics(matter: &[&Entry], shown: &Shown, heard: &mut Heard) {
    for dynamic in &shown.dynamics {
        let entries: Vec<i64> = dynamic.messages.iter().map(|one| matter[*one].seq).collect();
        let Some(&anchor) = entries.first() else { continue };
        heard.dynamics.push(HeardDynamic {
            anchor,
            kind: dynamic.kind.name().to_owned(),
            quotes: quotes(matter, &dynamic.messages, shown),
            times: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            entries,
            probability: thousandths(dynamic.probability),
        });
    }
}

/// What was said in some messages that shows most: of each the surest signal.
fn quotes(matter: &[&Entry], messages: &[usize], shown: &Shown) -> Vec<Stretch> {
    let surest = |message: &usize| {
        let own = shown.signals.iter().filter(|signal| signal.message == *message);
        own.max_by(|one, other| one.probability.total_cmp(&other.probability))
    };
    let surest = messages.iter().filter_map(surest);
    surest.map(|signal| stretch(matter[signal.message], &signal.quote)).collect()
}

fn constrain(
    entry: &Entry,
    reading: &filo_listen::read::Reading,
    constraints: &Constraints,
    heard: &mut Heard,
) {
    for said in constraints.said(reading) {
        heard.signs.push(HeardSign {
            place: stretch(entry, &said.quote),
            kind: said.constraint.name().to_owned(),
            probability: 1000,
            due: None,
        });
    }
}
