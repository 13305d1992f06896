//! One customer's words: entries become conversations, and what these show goes back to the entries.

use filo_listen::case::{self, Case, Intent, Part, Spot};
use filo_listen::constraint::Constraints;
use filo_listen::conversation::{Conversation, Message, Side};
use filo_listen::dynamic::Dated;
use filo_listen::kind::SignalKind;
use filo_listen::listen::{Heard as Shown, Listener};
use filo_listen::matter::{self, Background, Cut, Piece};
use filo_model::calendar::{Calendar, DAY_MILLIS, Within};
use filo_model::digest::Digest;
use filo_model::entry::Entry;
use filo_model::facts::{Channel, Direction, EntryKind, Facts};
use filo_store::heard::{Heard, HeardDynamic, HeardSign, Stretch};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::happened::happened;

/// The name under which a promise is kept that the customer asked after when its day was over.
pub const PROMISE_MISSED: &str = "promise_missed";

/// The name under which it is kept that a department took part in a matter.
pub const MATTER: &str = "matter";

/// The name under which a no is kept with the question that it answers.
pub const REFUSED: &str = "refused";

/// The name under which another way is kept with the question that it answers.
pub const OFFERED: &str = "offered";

/// A conversation rests for so long before what is written next is another matter, in days.
const REST: i64 = 7;

/// What hearing a customer needs.
#[derive(Debug)]
pub struct Hearer {
    /// Hears conversations.
    pub listener: Listener,
    /// Hears constraints.
    pub constraints: Constraints,
    /// How common words are, for linking conversations of one matter.
    pub background: Background,
    /// When the company works.
    pub calendar: Calendar,
    /// Where its clock stands.
    pub zone: TimeZone,
}

/// A conversation with the entries that are its messages.
struct Talk<'a> {
    entries: Vec<&'a Entry>,
    conversation: Conversation,
    shown: Shown,
}

impl Hearer {
    /// What the words of a customer show, and what happened beside them. `entries` in any order.
    #[must_use]
    pub fn hear(&self, entries: &[Entry]) -> Heard {
        let mut entries: Vec<&Entry> = entries.iter().collect();
        entries.sort_by_key(|entry| (entry.at.millis, entry.turn, entry.id));
        let (spoken, beside): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().partition(|entry| !words(entry).is_empty() && !is_note(entry));
        let mut heard = Heard::default();
        let talks: Vec<Talk<'_>> =
            conversations(&spoken).into_iter().map(|entries| self.talk(entries)).collect();
        for talk in &talks {
            signs(&talk.entries, &talk.conversation, &talk.shown, &mut heard);
            answers(talk, &mut heard);
            for (entry, reading) in talk.entries.iter().zip(&talk.shown.readings) {
                if message_side(entry) == Side::Customer {
                    constrain(entry, reading, &self.constraints, &mut heard);
                }
            }
        }
        let matters = self.matters(&talks);
        for (matter, own) in matters.iter().zip(share(&matters, &talks, &beside)) {
            let talks: Vec<&Talk<'_>> = matter.iter().map(|place| &talks[*place]).collect();
            take_part(&talks, &mut heard);
            self.dynamics(&talks, &own, &mut heard);
        }
        for note in beside.iter().filter(|entry| !words(entry).is_empty()) {
            let reading = self.listener.reader.read(words(note));
            constrain(note, &reading, &self.constraints, &mut heard);
        }
        heard.signs.sort_unstable();
        heard.signs.dedup();
        heard.dynamics.sort_unstable_by(|a, b| (a.anchor, &a.kind).cmp(&(b.anchor, &b.kind)));
        heard.dynamics.dedup_by(|a, b| (a.anchor, &a.kind) == (b.anchor, &b.kind));
        heard
    }

    fn talk<'a>(&self, entries: Vec<&'a Entry>) -> Talk<'a> {
        let messages = entries.iter().map(|entry| message(entry)).collect();
        let conversation = Conversation { language: None, messages };
        let shown = self.listener.listen(&conversation);
        Talk { entries, conversation, shown }
    }

    /// The conversations of each matter, by their places.
    fn matters(&self, talks: &[Talk<'_>]) -> Vec<Vec<usize>> {
        // Each pair is compared; who writes so much is not one person with one matter.
        if talks.len() > COMPARED {
            return (0..talks.len()).map(|place| vec![place]).collect();
        }
        let names: Vec<(String, Option<String>, String)> = talks.iter().map(Talk::name).collect();
        let pieces: Vec<Piece<'_>> = talks
            .iter()
            .zip(&names)
            .map(|(talk, (id, case, text))| Piece {
                id,
                from: talk.entries.first().map(|entry| entry.at.millis),
                until: talk.entries.last().map(|entry| entry.at.millis),
                case: case.as_deref(),
                department: None,
                text,
            })
            .collect();
        let mut all = matter::matters(&pieces, &self.background, &Cut::default()).matters;
        all.iter_mut().for_each(|matter| matter.sort_unstable());
        all.sort_unstable();
        all
    }

    /// The dynamics of a matter, by its conversations and what happened beside them.
    fn dynamics(&self, talks: &[&Talk<'_>], beside: &[&Entry], heard: &mut Heard) {
        let parts: Vec<Part<'_>> = talks.iter().map(|talk| talk.part()).collect();
        let stands: Vec<(&Entry, case::Event)> = beside
            .iter()
            .filter_map(|entry| Some((*entry, happened(entry, &self.zone)?)))
            .collect();
        let events: Vec<case::Event> = stands.iter().map(|(_, event)| event.clone()).collect();
        let last = talks.iter().filter_map(|talk| talk.entries.last()).chain(beside.last());
        let found = case::dynamics(&Case {
            parts: &parts,
            events: &events,
            // Nobody said how many steps it takes: steps count where a conversation shows them.
            intent: Intent::Complex,
            now: last.map(|entry| entry.at.millis).max().unwrap_or_default(),
            calendar: &self.calendar,
            zone: &self.zone,
            deadline: DEADLINE,
        });
        let entry = |spot: &Spot| match *spot {
            Spot::Message(talk, message) => talks[talk].entries[message],
            Spot::Event(event) => stands[event].0,
        };
        for one in found.iter().filter(|one| !one.is_doubted) {
            let entries: Vec<i64> = one.spots.iter().map(|spot| entry(spot).seq).collect();
            let Some(&anchor) = entries.first() else { continue };
            heard.dynamics.push(HeardDynamic {
                anchor,
                kind: one.kind.name().to_owned(),
                quotes: one
                    .quotes
                    .iter()
                    .map(|one| stretch(entry(&one.spot), &one.range()))
                    .collect(),
                times: one.count,
                entries,
                probability: thousandths(one.probability),
            });
        }
    }
}

/// So many conversations of a customer are compared with each other at most.
const COMPARED: usize = 300;

/// What a handoff has where it names no deadline.
const DEADLINE: Within = Within::BusinessDays(1);

/// How long before and after its words something that names no case may belong to a matter.
const BESIDE: i64 = DAY_MILLIS;

impl Talk<'_> {
    /// By what it is known, its case, and what was said in it.
    fn name(&self) -> (String, Option<String>, String) {
        let id = self.entries.first().map_or_else(String::new, |entry| entry.id.to_string());
        let own = self.entries.first().and_then(|entry| Some((entry, entry.case.as_ref()?)));
        // Numbers of cases are those of their source.
        let case = own.map(|(entry, case)| format!("{} {}", entry.source, case.case));
        let mut text = String::new();
        for (message, reading) in self.conversation.messages.iter().zip(&self.shown.readings) {
            for heard in &reading.sentences {
                text.push_str(&message.text[heard.sentence.place.clone()]);
                text.push('\n');
            }
        }
        (id, case, text)
    }

    fn part(&self) -> Part<'_> {
        Part {
            channel: self.entries.first().and_then(|entry| entry.channel).map(Channel::name),
            messages: &self.conversation.messages,
            signals: &self.shown.signals,
            dynamics: &self.shown.dynamics,
            promises: &self.shown.promises,
        }
    }

    fn case(&self) -> Option<&str> {
        Some(self.entries.first()?.case.as_ref()?.case.as_str())
    }

    /// Whether a moment lies in it, or a day before or after.
    fn is_near(&self, at: i64) -> bool {
        let (Some(first), Some(last)) = (self.entries.first(), self.entries.last()) else {
            return false;
        };
        first.at.millis - BESIDE <= at && at <= last.at.millis + BESIDE
    }
}

/// What happened beside the words goes to the matter of its case, else to the one whose words are near.
fn share<'a>(
    matters: &[Vec<usize>],
    talks: &[Talk<'_>],
    beside: &[&'a Entry],
) -> Vec<Vec<&'a Entry>> {
    let mut shares: Vec<Vec<&Entry>> = vec![Vec::new(); matters.len()];
    for entry in beside {
        let is_of = |matter: &Vec<usize>| {
            let mut own = matter.iter().map(|place| &talks[*place]);
            match &entry.case {
                Some(case) => own.any(|talk| talk.case() == Some(case.case.as_str())),
                None => own.any(|talk| talk.is_near(entry.at.millis)),
            }
        };
        if let Some(place) = matters.iter().position(is_of) {
            shares[place].push(entry);
        }
    }
    shares
}

/// The conversation that an entry with words belongs to, and its place in it. `entries` are those of one
/// customer, in any order.
#[must_use]
pub fn conversation_of(entries: &[Entry], id: Digest) -> Option<(Conversation, usize)> {
    let spoken = entries.iter().filter(|entry| !words(entry).is_empty() && !is_note(entry));
    let mut spoken: Vec<&Entry> = spoken.collect();
    spoken.sort_by_key(|entry| (entry.at.millis, entry.turn, entry.id));
    let mut places = conversations(&spoken).into_iter().filter_map(|own| {
        let place = own.iter().position(|entry| entry.id == id)?;
        Some((own, place))
    });
    let (own, place) = places.next()?;
    let messages = own.iter().map(|entry| message(entry)).collect();
    Some((Conversation { language: None, messages }, place))
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
fn conversations<'a>(entries: &[&'a Entry]) -> Vec<Vec<&'a Entry>> {
    let mut all: Vec<Vec<&Entry>> = Vec::new();
    fn case(entry: &Entry) -> Option<&str> {
        entry.case.as_ref().map(|case| case.case.as_str())
    }
    for entry in entries.iter().copied() {
        let place = all.iter().rposition(|matter| {
            let (Some(first), Some(last)) = (matter.first(), matter.last()) else { return false };
            match case(entry) {
                Some(own) => case(first) == Some(own),
                None => {
                    let rest = entry.at.millis - last.at.millis;
                    case(first).is_none()
                        && first.channel == entry.channel
                        && rest <= REST * DAY_MILLIS
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

/// Notes to which question of the customer a no was said or another way offered, so that like cases can be
/// set side by side.
fn answers(talk: &Talk<'_>, heard: &mut Heard) {
    for signal in &talk.shown.signals {
        let kind = match signal.kind {
            SignalKind::Refusal => REFUSED,
            SignalKind::Alternative => OFFERED,
            _ => continue,
        };
        let before = talk.entries[..signal.message].iter().rev();
        let Some(asked) = before.copied().find(|entry| message_side(entry) == Side::Customer)
        else {
            continue;
        };
        let answer = talk.entries[signal.message];
        heard.dynamics.push(HeardDynamic {
            anchor: answer.seq,
            kind: kind.to_owned(),
            entries: vec![asked.seq, answer.seq],
            quotes: vec![stretch(answer, &signal.quote)],
            times: 1,
            probability: thousandths(signal.probability),
        });
    }
}

/// Notes who took part in a matter: each department once, the one that was written to where none answered.
fn take_part(talks: &[&Talk<'_>], heard: &mut Heard) {
    let all = || talks.iter().flat_map(|talk| talk.entries.iter().copied());
    let mut first: Vec<&Entry> = Vec::new();
    for entry in all().filter(|entry| message_side(entry) == Side::Company).chain(all().take(1)) {
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
