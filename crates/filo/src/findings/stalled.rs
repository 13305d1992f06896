//! Cases that stand still far beyond the department's own time. Definition `stalled_cases/1`.
//!
//! A case stands still while the company has to move and no person does ([`super::course`] says who has
//! to): from the entry since which it has to, to the next move, or to the end of the period where there
//! is none. What the entry says the case does meanwhile ("waiting") changes nothing. It is far beyond
//! from several times (five, where the configuration says nothing else) the deadline of the department
//! that holds it on, or as many times what the company promises for requests of that kind where that is
//! longer; in the department's working time. All such times of one case are one finding, of the
//! department that held it in the first; the entry since which it stood is the act.

use filo_model::calendar::{DAY_MILLIS, Within};

use super::course::{Course, Side, Stand, side, stands};
use super::event::Event;
use super::{Base, Counts, Finding, FindingKind, Frame};

const KIND: FindingKind = FindingKind::Stalled;

pub(super) fn fold(counts: &mut Counts, customer: i64, courses: &[Course<'_>], frame: &Frame) {
    for course in courses.iter().filter(|course| course.is_of_period(frame)) {
        judge(counts, customer, course, frame);
    }
}

/// A standstill that may be too long: from when, to when, and when it is.
struct Judged<'a> {
    stand: Stand<'a>,
    from: i64,
    to: i64,
    until: i64,
}

fn judge(counts: &mut Counts, customer: i64, course: &Course<'_>, frame: &Frame) {
    let stands = stands(course);
    let last = stands.last().map(|one| one.holder);
    let has_customer = course.events.iter().any(|event| side(event) == Side::Customer);
    let all: Vec<Judged<'_>> =
        stands.into_iter().map(|stand| judged(stand, course, frame)).collect();
    let long: Vec<&Judged<'_>> =
        all.iter().filter(|one| one.until < one.to && frame.holds(one.until)).collect();
    let holder = long.first().map(|one| one.stand.holder).or(last);
    let department = holder.unwrap_or_else(|| course.events[0].department);
    counts.there_was(Base::new(KIND, department, course.events[0]));
    // Of a case that shows nothing but what went on inside, nobody can say whether it is open.
    if !(course.says_steps() || has_customer) {
        return;
    }
    // One that stands still and whose time has not run out would flatter the figure.
    let is_open = |one: &Judged<'_>| one.stand.until.is_none() && one.until >= one.to;
    if long.is_empty() && all.len() == 1 && all.iter().any(is_open) {
        return;
    }
    counts.judged(KIND, department);
    let Some(first) = long.first() else { return };
    let shown: Vec<&Event> =
        long.iter().flat_map(|one| [Some(one.stand.since), one.stand.until]).flatten().collect();
    let mut finding = Finding::new(KIND, customer, first.stand.since, &shown);
    finding.department = department;
    finding.at = first.until;
    finding.times = u32::try_from(long.len()).unwrap_or(u32::MAX);
    finding.waited = Some(
        long.iter()
            .map(|one| {
                let calendar = frame.calendar_of(one.stand.holder);
                calendar.working_millis(one.from, one.to, &frame.zone)
            })
            .sum(),
    );
    counts.findings.push(finding);
}

fn judged<'a>(stand: Stand<'a>, course: &Course<'_>, frame: &Frame) -> Judged<'a> {
    // Where a source gives days without times, the doubt is the company's.
    let from = stand.since.latest(&frame.zone);
    let to = stand.until.map_or(frame.as_of, |event| event.at.millis);
    let times = frame.rules.stalled_times;
    let far = |within: Within| match within {
        Within::BusinessDays(count) => Within::BusinessDays(count.saturating_mul(times)),
        Within::WorkingMinutes(count) => Within::WorkingMinutes(count.saturating_mul(times)),
    };
    let (own, promised) = (frame.deadline_of(stand.holder), frame.standard_of(course.reason()));
    // No working time is longer than that of the clock: most standstills are not looked at closer.
    let least = |within: Within| match far(within) {
        Within::BusinessDays(count) => i64::from(count) * DAY_MILLIS,
        Within::WorkingMinutes(count) => i64::from(count) * 60_000,
    };
    // Clocks are put on by an hour: the day before a business day is 23 hours long at the least.
    if to - from + DAY_MILLIS < least(own) {
        return Judged { stand, from, to, until: to.max(from) };
    }
    let calendar = frame.calendar_of(stand.holder);
    let due = |within: Within| calendar.due(from, far(within), &frame.zone);
    let until = promised.map_or(due(own), |promised| due(promised).max(due(own)));
    Judged { stand, from, to, until }
}
