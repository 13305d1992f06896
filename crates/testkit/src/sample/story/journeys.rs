//! What the journeys of a customer truly show: the written definitions of the kinds of finding about
//! them, read once more from what happened, before anything is lost.
//!
//! What a scenario plants gets its act and its entries from here; where no definition holds, because the
//! exports do not show it, it is marked as hidden. What ordinary life, or a scenario meant for something
//! else, truly fulfils is written down as well, as `by_life`; what only words show, as `in_words`.

mod cases;
mod contacts;

use std::collections::BTreeMap;

use super::{ORDINARY, Planted, Story};
use crate::sample::dates::{Day, LAST_DAY, Stamp, WINDOW_START};
use crate::sample::event::{Event, Fate};
use crate::sample::source::Source;

/// The variant of what nobody planned and is so all the same.
pub(crate) const BY_LIFE: &str = "by_life";

/// The variant of what words alone show, in a conversation about something else.
pub(crate) const IN_WORDS: &str = "in_words";

/// The kinds, each with the scenarios that are of it by their kind and variant.
const KINDS: [(&str, &[(&str, &str)]); 5] = [
    ("stalled", &[("wait", ""), ("slow", "automatic_closing")]),
    ("looped", &[("loop", "")]),
    ("handed_back", &[("bounce", "")]),
    ("chased", &[("slow", ""), ("chase", "")]),
    ("collision", &[("collision", "")]),
];

/// The kind of finding that a scenario for journeys is planted for, or must not be taken for.
pub(crate) fn finding_of(kind: &str, variant: &str) -> Option<&'static str> {
    let is_of = |one: &&(&str, &str)| one.0 == kind && (one.1.is_empty() || one.1 == variant);
    let found = KINDS.iter().find(|(_, scenarios)| scenarios.iter().any(|one| is_of(&one)));
    found.map(|(finding, _)| *finding)
}

/// Who moves in an entry of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// The customer.
    Customer,
    /// A person, to the customer.
    Word,
    /// The company, inside.
    Inside,
    /// A machine.
    Machine,
}

/// An entry of a case, or a word with the customer outside of any.
#[derive(Debug, Clone, Copy)]
struct Move<'s> {
    place: usize,
    event: &'s Event,
    at: Stamp,
    who: Who,
}

impl<'s> Move<'s> {
    fn of(place: usize, event: &'s Event) -> Option<Self> {
        let is_automatic = event.get("automatic").is_some();
        let who = match (event.source, event.get("kind"), event.get("author")) {
            (Source::Tickets, Some("customer_message"), _) | (Source::Chat, _, Some("visitor")) => {
                Who::Customer
            }
            (Source::Tickets | Source::Replies, _, _) if is_automatic => Who::Machine,
            (Source::Chat, _, Some("bot")) => Who::Machine,
            (Source::Tickets, Some("closing_contact"), _) => return None,
            (Source::Tickets, Some("note"), _) | (Source::Handoffs, _, _) => Who::Inside,
            (Source::Promises, _, _) => match event.get("state") {
                Some("made" | "moved") => Who::Word,
                _ => Who::Inside,
            },
            (Source::Tickets | Source::Replies | Source::Chat | Source::Interventions, _, _) => {
                Who::Word
            }
            _ => return None,
        };
        Some(Self { place, event, at: event.at, who })
    }

    fn step(&self) -> &'s str {
        self.event.get("case_step").unwrap_or("")
    }

    fn ends(&self) -> bool {
        matches!(self.step(), "resolved" | "closed")
    }

    fn is(&self, state: &str) -> bool {
        self.event.source == Source::Handoffs && self.event.get("state") == Some(state)
    }

    fn department(&self) -> &'static str {
        if self.event.source == Source::Interventions {
            return "technical";
        }
        named(self.event.get("department"))
    }
}

/// A department's name that lasts; customer service where nobody says another.
fn named(name: Option<&str>) -> &'static str {
    const NAMES: [&str; 5] = ["administration", "sales", "marketing", "technical", "logistics"];
    let found = NAMES.into_iter().find(|one| name == Some(one));
    found.unwrap_or("customer_service")
}

/// The working days that a department has to take a case over, as in filo.toml.
fn deadline(department: &str) -> i32 {
    if department == "technical" { 2 } else { 1 }
}

/// The working days in which the company promises to answer a kind of request, as in filo.toml.
fn promised(reason: &str) -> Option<i32> {
    match reason {
        "relocation" | "billing_question" => Some(2),
        "fault" => Some(1),
        "cancellation" => Some(3),
        _ => None,
    }
}

/// When something is due that may take so many working days of a department, as in filo.toml: from the
/// next opening on, at the same time of the day.
fn due(from: Stamp, days: i32, department: &str) -> Stamp {
    let start = opening(from, department);
    let second = start.0.rem_euclid(86_400);
    Stamp(start.day().plus_working(days).at(0, 0).0 + second)
}

/// From when to when a department works, in seconds of the day, as in filo.toml.
fn hours_of(department: &str) -> (i64, i64) {
    if department == "administration" { (30_600, 63_000) } else { (32_400, 64_800) }
}

/// The moment, or the next at which a department works.
fn opening(from: Stamp, department: &str) -> Stamp {
    let (opens, closes) = hours_of(department);
    let second = from.0.rem_euclid(86_400);
    if from.day().is_working() && second < closes {
        return Stamp(from.0 - second + second.max(opens));
    }
    Stamp(from.day().plus(1).working().at(0, 0).0 + opens)
}

/// The moment so many working hours later: fewer than a day has.
fn hours_later(from: Stamp, hours: i64, department: &str) -> Stamp {
    let start = opening(from, department);
    let left = hours_of(department).1 - start.0.rem_euclid(86_400);
    let rest = hours * 3600 - left;
    if rest <= 0 {
        return start.plus(hours * 3600);
    }
    opening(Stamp(start.day().plus(1).at(0, 0).0), department).plus(rest)
}

/// The end of the period that is looked at: the end of the data.
fn period_ends() -> Stamp {
    Stamp(LAST_DAY.plus(1).at(0, 0).0 - 1)
}

fn is_in_period(at: Stamp) -> bool {
    at.day() >= WINDOW_START && at <= period_ends()
}

/// The cases of a story: their entries in the order of time.
fn cases<'s>(story: &'s Story<'_>) -> BTreeMap<&'s str, Vec<Move<'s>>> {
    let mut cases: BTreeMap<&str, Vec<Move<'_>>> = BTreeMap::new();
    for (place, event) in story.events.iter().enumerate() {
        if let (Some(case), Some(entry)) = (event.get("case"), Move::of(place, event)) {
            cases.entry(case).or_default().push(entry);
        }
    }
    for entries in cases.values_mut() {
        entries.sort_by_key(|one| (one.at, one.place));
    }
    cases
}

/// Something that a definition holds of.
#[derive(Debug)]
struct Found {
    kind: &'static str,
    /// Whether words alone show it.
    in_words: bool,
    department: &'static str,
    /// The act first.
    evidence: Vec<usize>,
}

impl Found {
    fn new(kind: &'static str, department: &'static str, act: usize, rest: &[Move<'_>]) -> Self {
        let mut evidence = vec![act];
        evidence.extend(rest.iter().map(|one| one.place).filter(|place| *place != act));
        Self { kind, in_words: false, department, evidence }
    }
}

impl Story<'_> {
    /// Writes down what the journeys truly show, once all has happened and its fate is known.
    pub(super) fn judge_journeys(&mut self) {
        let cases = cases(self);
        let mut found: Vec<Found> = Vec::new();
        let mut innocent: Vec<Vec<usize>> = Vec::new();
        for (case, entries) in &cases {
            found.extend(cases::stalled(entries));
            found.extend(cases::looped(entries));
            found.extend(cases::handed_back(self, entries));
            found.extend(contacts::chased(self, case, &cases));
            innocent.push(entries.iter().map(|one| one.place).collect());
        }
        found.extend(contacts::answered_late(self, &cases, &mut innocent));
        contacts::collisions(self, &mut found, &mut innocent);
        for mut planted in std::mem::take(&mut self.planted) {
            self.name_planted(&mut planted, &mut found);
            self.planted.push(planted);
        }
        for one in found {
            let part = one.in_words.then_some("listening");
            let variant = if one.in_words { IN_WORDS } else { BY_LIFE };
            let (kind, department, evidence) = (one.kind, one.department, one.evidence);
            let is_hidden = self.lacks_reason(kind, &evidence);
            self.planted.push(Planted {
                is_harm: true,
                part,
                is_hidden,
                ..self.written(kind, variant, department, evidence)
            });
        }
        for evidence in innocent {
            let is_hidden = self.lacks_reason("chased", &evidence);
            let line = self.written("stalled", ORDINARY, "customer_service", evidence);
            self.planted.push(Planted { is_hidden, ..line });
        }
    }

    fn written(
        &self,
        kind: &'static str,
        variant: &'static str,
        department: &'static str,
        evidence: Vec<usize>,
    ) -> Planted {
        let claim = self.events[evidence[0]].get("claim").map(str::to_owned);
        let (act, part) = (evidence[0], None);
        let (is_harm, is_hidden) = (false, false);
        Planted { kind, is_harm, variant, claim, department, act, evidence, part, is_hidden }
    }

    /// Whether the row that says why the customer writes lacks it.
    fn lacks_reason(&self, kind: &str, evidence: &[usize]) -> bool {
        let lacks = |place: &usize| matches!(self.events[*place].fate, Fate::Missing("reason", _));
        matches!(kind, "stalled" | "chased" | "answered_late") && evidence.iter().any(lacks)
    }

    /// Gives what is planted its kind, and a harm what the definition found of it.
    fn name_planted(&self, planted: &mut Planted, found: &mut Vec<Found>) {
        let kind = finding_of(planted.kind, planted.variant);
        let Some(kind) = kind.filter(|_| planted.part == Some("journeys")) else { return };
        (planted.kind, planted.part) = (kind, None);
        if !planted.is_harm {
            return;
        }
        let is_it = |one: &Found| {
            let is_act = planted.evidence.contains(&one.evidence[0]);
            one.kind == planted.kind
                && (is_act || one.evidence[1..].iter().any(|it| planted.evidence.contains(it)))
        };
        let Some(place) = found.iter().position(is_it) else {
            planted.is_hidden = true;
            return;
        };
        // What the bounced say may be no new fact, but only their words tell.
        if found[place].in_words && planted.kind != "chased" {
            planted.is_hidden = true;
            return;
        }
        let one = found.remove(place);
        (planted.act, planted.department) = (one.evidence[0], one.department);
        planted.claim = self.events[planted.act].get("claim").map(str::to_owned);
        planted.is_hidden = self.lacks_reason(planted.kind, &one.evidence);
        planted.evidence = one.evidence;
    }

    /// What the words of an entry say, as whoever wrote them marked them.
    fn is_said(&self, place: usize, sign: &str) -> bool {
        self.talks.iter().any(|talk| {
            let turns = &self.texts.conversations()[talk.conversation].turns;
            let mut said = talk.turns.iter().filter(|(_, event)| *event == place);
            said.any(|(turn, _)| turns[*turn].says.iter().any(|one| one == sign))
        })
    }
}

/// The day before the period, for what is open when it begins.
fn is_over_before(entries: &[Move<'_>]) -> bool {
    let first = Day(WINDOW_START.0);
    entries.last().is_none_or(|last| last.at.day() < first && last.ends())
}
