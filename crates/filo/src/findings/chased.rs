//! Customers who had to ask again on an open case. Definition `chased_cases/1` (journey.md 7.11).
//!
//! A chase is an entry of the customer on an open case, more than a business day after what the customer
//! said last about it, that answers nothing the company asked and brings nothing new:
//!
//! - by pattern: no person of the company said a word to the customer since, in the case or outside of
//!   any, so that there is nothing to be answered. It may come another way than the case, with the case's
//!   reason, where one open case alone has it;
//! - by words: it was heard to ask how it stands, or all that the company said since was heard to be no
//!   answer (an acknowledgement with no fact, no decision and no date); and it comes more than four
//!   working hours after the company's last word, for what comes sooner answers that.
//!
//! What closes the case asks nothing, and another reason is another matter. By pattern alone, a message
//! that brings something new looks the same. All chases of one case are one finding, of the department
//! that held it at the first, which is the act.

use filo_model::calendar::Within;
use rustc_hash::FxHashMap;

use super::course::{Ball, Course, Side, ends, side};
use super::event::{Event, Reference, What};
use super::{Base, Counts, Finding, FindingKind, Frame};

const KIND: FindingKind = FindingKind::Chased;

/// Nobody asks again before the company could have answered.
const ANSWER_WITHIN: Within = Within::BusinessDays(1);

/// What the customer says so soon after a word of the company answers it.
const REPLY_WITHIN: Within = Within::WorkingMinutes(240);

pub(super) fn fold<'a>(
    counts: &mut Counts,
    customer: i64,
    events: &'a [Event],
    courses: &[Course<'a>],
    frame: &Frame,
) {
    let places: FxHashMap<Reference, usize> =
        courses.iter().enumerate().map(|(place, course)| (course.case, place)).collect();
    let mut matters: Vec<Matter<'_>> =
        courses.iter().map(|course| Matter::new(course.reason())).collect();
    for event in events.iter().take_while(|event| event.at.millis <= frame.as_of) {
        let own = places.get(&event.case).copied();
        if let Some(other) = elsewhere(event, own, &matters) {
            matters[other].hear(event, false, frame);
        }
        match own {
            Some(own) => matters[own].take(event, frame),
            // A word with a person may have been about any case.
            None if matches!(event.what, What::Contact { .. }) => {
                matters.iter_mut().for_each(|matter| matter.answered(event, false));
            }
            None => {}
        }
    }
    for (matter, course) in matters.into_iter().zip(courses) {
        if matter.heard.is_some() && course.is_of_period(frame) {
            matter.judge(counts, customer, frame);
        }
    }
}

/// The open case that an entry of the customer outside of it is about: the only one with its reason.
fn elsewhere(event: &Event, own: Option<usize>, matters: &[Matter<'_>]) -> Option<usize> {
    let reason = reason_of(event);
    if side(event) != Side::Customer || reason == 0 {
        return None;
    }
    let is_about = |matter: &Matter<'_>| matter.is_open() && matter.reason == reason;
    // Where it belongs to a case that is open already, it is about that one.
    if own.is_some_and(|own| matters[own].is_open()) {
        return None;
    }
    let mut about = matters.iter().enumerate().filter(|(_, matter)| is_about(matter));
    let first = about.next().map(|(place, _)| place);
    first.filter(|_| about.next().is_none())
}

fn reason_of(event: &Event) -> Reference {
    match event.what {
        What::Contact { by_customer: true, reason, .. } | What::Written { reason } => reason,
        _ => 0,
    }
}

/// A case as it stands while the thread is read.
struct Matter<'a> {
    reason: Reference,
    ball: Ball<'a>,
    /// What the customer said last.
    heard: Option<&'a Event>,
    /// What a person last said to the customer since, and whether all of it was no answer.
    said: Option<(&'a Event, bool)>,
    /// The company's last word to the customer, else the case's first entry.
    spoken: Option<&'a Event>,
    chases: Vec<Chase<'a>>,
}

/// A chase.
struct Chase<'a> {
    event: &'a Event,
    /// What the customer had said before.
    before: &'a Event,
    holder: i64,
    by_words: bool,
    /// Since when the company had said nothing.
    silent_since: i64,
}

impl<'a> Matter<'a> {
    fn new(reason: Reference) -> Self {
        let (ball, chases) = (Ball::default(), Vec::new());
        Self { reason, ball, heard: None, said: None, spoken: None, chases }
    }

    fn is_open(&self) -> bool {
        self.spoken.is_some() && !self.ball.has_ended
    }

    /// Takes an entry of the case.
    fn take(&mut self, event: &'a Event, frame: &Frame) {
        match side(event) {
            Side::Customer if !ends(event) && self.is_open() => self.hear(event, true, frame),
            Side::Customer => (self.heard, self.said) = (Some(event), None),
            Side::Company => {
                self.answered(event, frame.words.said(event).interim);
                self.spoken = Some(event);
            }
            Side::Inside | Side::Machine => {}
        }
        self.spoken.get_or_insert(event);
        self.ball.take(event);
    }

    /// A person of the company has said something.
    fn answered(&mut self, event: &'a Event, is_interim: bool) {
        let so_far = self.said.is_none_or(|(_, so_far)| so_far);
        self.said = Some((event, so_far && is_interim));
    }

    /// The customer says something about the case while it is open; in the case, or elsewhere.
    fn hear(&mut self, event: &'a Event, in_case: bool, frame: &Frame) {
        let before = self.heard.replace(event);
        let said = self.said.take();
        let (Some(before), Some(spoken)) = (before, self.spoken) else { return };
        let is_other = reason_of(event) != 0 && reason_of(event) != self.reason;
        let calendar = frame.calendar_of(self.ball.holder);
        let is_past = |since: &Event, within: Within| {
            event.at.millis > calendar.due(since.latest(&frame.zone), within, &frame.zone)
        };
        let asks = |is_interim: bool| in_case && (is_interim || frame.words.said(event).chasing);
        let by_words = said.is_some();
        let is_asking =
            said.is_none_or(|(word, interim)| asks(interim) && is_past(word, REPLY_WITHIN));
        if is_other || !is_asking || !is_past(before, ANSWER_WITHIN) {
            return;
        }
        let silent_since = spoken.latest(&frame.zone);
        let holder = self.ball.holder;
        self.chases.push(Chase { event, before, holder, by_words, silent_since });
    }

    fn judge(self, counts: &mut Counts, customer: i64, frame: &Frame) {
        let chases: Vec<&Chase<'_>> =
            self.chases.iter().filter(|chase| frame.holds(chase.event.at.millis)).collect();
        let department = chases.first().map_or(self.ball.holder, |chase| chase.holder);
        // A case has an entry, and its first is the company's first word where nobody spoke.
        let told = chases.first().map(|chase| chase.event);
        let Some(about) = told.or(self.spoken).or(self.heard) else { return };
        counts.there_was(Base::new(KIND, department, about));
        counts.judged(KIND, department);
        let Some(first) = chases.first() else { return };
        let mut shown = vec![first.before];
        shown.extend(chases.iter().map(|chase| chase.event));
        let mut finding = Finding::new(KIND, customer, first.event, &shown);
        finding.department = department;
        finding.times = u32::try_from(chases.len()).unwrap_or(u32::MAX);
        if chases.iter().any(|chase| !chase.by_words) {
            finding.reasons.push("by_pattern");
        }
        if chases.iter().any(|chase| chase.by_words) {
            finding.reasons.push("by_words");
        }
        // Silences that overlap are lost once.
        let mut until = i64::MIN;
        let silences = chases.iter().map(|chase| {
            let (from, to) = (chase.silent_since.max(until), chase.event.at.millis);
            until = until.max(to);
            frame.calendar_of(chase.holder).working_millis(from, to, &frame.zone)
        });
        finding.waited = Some(silences.sum());
        counts.findings.push(finding);
    }
}
