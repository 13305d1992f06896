//! Cases that go through the same steps again and again. Definition `looped_cases/1`.
//!
//! A round is that a case is taken in charge and waits (`owned`, then `waiting`), or that it ends and is
//! opened again. Three rounds of one sort are a loop, where the customer brought no new fact from the
//! first on: then it is another matter that goes its way. A case opened again, words that only ask how
//! it stands, and words that say that it was told before bring none; any other word of the customer may.
//! The entry that closes the third round is the act; all rounds of a loop are one finding.

use filo_model::facts::CaseStep;

use super::course::{Course, ends, is_new_fact};
use super::event::Event;
use super::{Base, Counts, Finding, FindingKind, Frame};

const KIND: FindingKind = FindingKind::Looped;

/// How many rounds are a loop.
const ROUNDS_MIN: usize = 3;

pub(super) fn fold(counts: &mut Counts, customer: i64, courses: &[Course<'_>], frame: &Frame) {
    for course in courses.iter().filter(|course| course.is_of_period(frame)) {
        judge(counts, customer, course, frame);
    }
}

/// The rounds of one sort since the last new fact.
#[derive(Default)]
struct Rounds<'a> {
    closed: Vec<&'a Event>,
    /// Whether the next step closes a round.
    is_open: bool,
    /// The first loop that is over.
    told: Option<Vec<&'a Event>>,
}

impl<'a> Rounds<'a> {
    fn begin(&mut self) {
        self.is_open = true;
    }

    fn close(&mut self, event: &'a Event) {
        if std::mem::take(&mut self.is_open) {
            self.closed.push(event);
        }
    }

    fn forget(&mut self) {
        let closed = std::mem::take(&mut self.closed);
        if closed.len() >= ROUNDS_MIN && self.told.is_none() {
            self.told = Some(closed);
        }
    }
}

fn judge(counts: &mut Counts, customer: i64, course: &Course<'_>, frame: &Frame) {
    let (mut waits, mut lives) = (Rounds::default(), Rounds::default());
    // A case that begins is alive, and may wait without anybody having taken it in charge.
    waits.begin();
    lives.begin();
    for event in &course.events {
        if is_new_fact(event, &frame.words) {
            waits.forget();
            lives.forget();
        }
        match event.step {
            Some(CaseStep::Waiting) => waits.close(event),
            Some(CaseStep::Owned | CaseStep::Opened | CaseStep::Reopened) => {
                waits.begin();
                lives.begin();
            }
            _ if ends(event) => lives.close(event),
            _ => {}
        }
    }
    waits.forget();
    lives.forget();
    let loops = [waits.told, lives.told].into_iter().flatten();
    let found = loops
        .filter(|rounds| frame.holds(rounds[ROUNDS_MIN - 1].at.millis))
        .min_by_key(|rounds| rounds[ROUNDS_MIN - 1].at.millis);
    let last = course.events[course.events.len() - 1].department;
    let department = found.as_ref().map_or(last, |rounds| rounds[ROUNDS_MIN - 1].department);
    counts.there_was(Base::new(KIND, department, course.events[0]));
    if !course.says_steps() {
        return;
    }
    counts.judged(KIND, department);
    let Some(rounds) = found else { return };
    let (first, end) = (rounds[0], rounds[rounds.len() - 1]);
    let mut finding = Finding::new(KIND, customer, rounds[ROUNDS_MIN - 1], &rounds);
    finding.times = u32::try_from(rounds.len()).unwrap_or(u32::MAX);
    let calendar = frame.calendar_of(department);
    let (from, to) = (first.latest(&frame.zone), end.at.millis);
    finding.waited = Some(calendar.working_millis(from, to, &frame.zone));
    counts.findings.push(finding);
}
