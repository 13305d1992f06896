//! What the company holds itself to for each kind of request, beside what happened: time to an answer, steps of the
//! customer, self-service that failed.
//!
//! A case is of the kind that its first event with a reason names. It is judged once it was answered or its time ran out; the median
//! and nine of ten count open ones for as long as they were seen (Kaplan and Meier 1958). Steps are what the customer did in
//! cases that are resolved, or in all where nobody said what resolves.

use std::cmp::Reverse;

use filo_journey::case::Case;
use filo_journey::role::Role;
use filo_journey::survival::Survival;
use filo_journey::values::{Turn, Values};
use filo_model::calendar::Within;
use filo_model::figure::Figure;
use serde::Serialize;

use super::{HOUR, Scene, group};

/// What a company holds itself to for a kind of request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standard {
    /// The kind, in the company's words.
    pub kind: String,
    /// The time to an answer.
    pub answer: Option<Within>,
    /// The steps that should do.
    pub steps: Option<u32>,
    /// Whether self-service should do.
    pub self_service: bool,
}

/// One kind of request, expected and real.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Expected {
    /// What was to be.
    pub standard: Standard,
    /// Cases with a contact.
    pub cases: u64,
    /// The time allowed in working hours, the median over the cases: two days are longer where days are.
    pub allowed_hours: Option<f64>,
    /// By when half of them were answered, in hours; nothing where fewer than half are known to.
    pub median_hours: Option<f64>,
    /// By when nine of ten were.
    pub p90_hours: Option<f64>,
    /// Answered in the time allowed, of those judged; nothing where no time is allowed.
    pub within: Option<Figure>,
    /// Cases whose steps were counted.
    pub steps_of: u64,
    /// Half of the customers needed at most so many steps; nothing where none was counted.
    pub steps_median: Option<f64>,
    /// Nine of ten needed at most so many.
    pub steps_p90: Option<f64>,
    /// Of cases in which the customer tried alone, those in which that failed; nothing where no source tells of it.
    pub self_service: Option<Figure>,
    /// Cases whose answer was late, the latest first.
    #[serde(skip)]
    pub worst: Vec<u32>,
}

/// What is asked of the company beside the cases.
pub struct Asked<'a> {
    /// When something is due that a group may take so long for, in milliseconds since 1970.
    pub due: &'a dyn Fn(u32, i64, Within) -> i64,
    /// Whether an activity is self-service, and then whether it failed.
    pub self_service: &'a dyn Fn(u32) -> Option<bool>,
}

impl std::fmt::Debug for Asked<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Asked").finish_non_exhaustive()
    }
}

/// Cases whose words may be quoted at most, those farthest beyond the time allowed first.
const QUOTABLE: usize = 8;

/// What is counted of a kind.
#[derive(Default)]
struct Count {
    cases: u64,
    times: Survival,
    allowed: Values,
    in_time: u64,
    judged: u64,
    steps: Values,
    alone: u64,
    failed: u64,
    /// By how far beyond the time allowed, when it was asked, and the case.
    beyond: Vec<(Reverse<i64>, i64, u32)>,
}

/// Puts what happened beside each standard, in the order of the standards.
#[must_use]
pub fn expected(scene: &Scene<'_>, standards: &[Standard], asked: &Asked<'_>) -> Vec<Expected> {
    let reasons: Vec<Option<u32>> =
        standards.iter().map(|one| scene.names.reasons.find(&one.kind)).collect();
    let mut counts: Vec<Count> = standards.iter().map(|_| Count::default()).collect();
    let is_alone = |activity| (asked.self_service)(activity).is_some();
    let knows_alone = (0..).zip(scene.names.activities.iter()).any(|(one, _)| is_alone(one));
    // Who did it alone asked nobody.
    for case in scene.begun() {
        let reason = Some(case.reason());
        let Some(kind) = reasons.iter().position(|one| *one == reason) else { continue };
        fold(&mut counts[kind], scene, &case, &standards[kind], asked);
    }
    let told = standards.iter().zip(counts);
    told.map(|(standard, count)| finish(standard, count, knows_alone)).collect()
}

fn fold(
    count: &mut Count,
    scene: &Scene<'_>,
    case: &Case<'_>,
    standard: &Standard,
    asked: &Asked<'_>,
) {
    let mut alone = case.activity.iter().filter_map(|&activity| (asked.self_service)(activity));
    if let Some(first) = alone.next() {
        count.alone += 1;
        count.failed += u64::from(first || alone.any(|is_failed| is_failed));
    }
    let Some(contact) = scene.contact(case, true) else { return };
    count.cases += 1;
    let begin = case.at[contact];
    let answer = scene.talk.answer(case, contact);
    let end = answer.map_or_else(|| scene.seen_until(case), |event| case.at[event]);
    let holder = group(case, answer.unwrap_or(contact));
    let lasted = scene.between(holder, begin, end);
    count.times.turn(Turn::In, lasted, answer.is_some());
    if let Some(within) = standard.answer {
        let due = (asked.due)(group(case, contact), begin, within);
        count.allowed.turn(Turn::In, scene.between(group(case, contact), begin, due));
        if answer.is_some() || end > due {
            count.judged += 1;
            let is_in_time = answer.is_some() && end <= due;
            count.in_time += u64::from(is_in_time);
            if !is_in_time {
                let late = scene.between(holder, due, end);
                count.beyond.push((Reverse(late), begin, case.number));
            }
        }
    }
    let resolves = |activity: &u32| scene.frame.roles.is(*activity, Role::Resolved);
    if !scene.frame.roles.has(Role::Resolved) || case.activity.iter().any(resolves) {
        let steps = (0..case.at.len()).filter(|&event| scene.talk.asks(case, event)).count();
        count.steps.turn(Turn::In, i64::try_from(steps).unwrap_or(i64::MAX));
    }
}

fn finish(standard: &Standard, mut count: Count, knows_alone: bool) -> Expected {
    let lasting = count.times.lasting(HOUR);
    let steps = count.steps.spread(1.0);
    let is_counted = steps.count > 0;
    count.beyond.sort_unstable();
    let allowed = count.allowed.spread(HOUR);
    let figure = |definition, x, n, of| Figure::new(definition, x, n, of);
    Expected {
        standard: standard.clone(),
        cases: count.cases,
        allowed_hours: (allowed.count > 0).then_some(allowed.p50),
        median_hours: lasting.p50,
        p90_hours: lasting.p90,
        within: standard
            .answer
            .map(|_| figure("answered_within/1", count.in_time, count.judged, count.cases)),
        steps_of: steps.count,
        steps_median: is_counted.then_some(steps.p50),
        steps_p90: is_counted.then_some(steps.p90),
        self_service: knows_alone
            .then(|| figure("self_service_failed/1", count.failed, count.alone, count.alone)),
        worst: count.beyond.iter().take(QUOTABLE).map(|one| one.2).collect(),
    }
}

#[cfg(test)]
mod tests {
    use filo_model::calendar::Within;

    use super::super::told::{HOUR_MS, Told, told};
    use super::{Asked, Expected, Standard, expected};

    /// Minutes of the clock, for a company that never closes.
    fn due(_: u32, from: i64, within: Within) -> i64 {
        match within {
            Within::WorkingMinutes(minutes) => from + i64::from(minutes) * 60_000,
            Within::BusinessDays(days) => from + i64::from(days) * 24 * HOUR_MS,
        }
    }

    fn standard(kind: &str) -> Standard {
        let answer = Within::parse("4 hours");
        Standard { kind: kind.into(), answer, steps: Some(1), self_service: true }
    }

    fn found(told: &Told, standards: &[Standard]) -> Vec<Expected> {
        let failed = told.names.activities.find("fail");
        let done = told.names.activities.find("done");
        let self_service = |activity| {
            (Some(activity) == failed || Some(activity) == done).then(|| Some(activity) == failed)
        };
        expected(&told.scene(), standards, &Asked { due: &due, self_service: &self_service })
    }

    const CASES: &str = "\
        a 0  in  service ask fault
        a 2  out service answer fault
        a 3  .   service resolve fault
        b 0  in  service ask fault
        b 1  in  web     fail fault
        b 9  in  service ask fault
        b 10 out service answer fault
        b 11 .   service resolve fault
        c 0  in  service ask fault
        d 98 in  service ask fault
        e 0  in  web     done bill
        e 0  in  service ask bill
        e 1  out service answer bill
        f 100 in service ask other";

    #[test]
    fn each_kind_has_its_times_its_share_and_its_steps() {
        let told = told(CASES);
        let [fault, bill] = found(&told, &[standard("fault"), standard("bill")])
            .try_into()
            .expect("as many as standards");
        let within = fault.within.clone().expect("a time is allowed");
        // Of a (2 h), b (10 h), c (open for 100 h), d (open for 2 h and not due): a alone was in time, d is not judged.
        assert_eq!((within.x, within.n, within.of, fault.cases), (1, 3, 4, 4));
        assert_eq!(within.rate, None, "three are too few for a share");
        assert_eq!(fault.allowed_hours, Some(4.0));
        // Four at risk at 2 hours, then d goes, two at 10: 3/4 · 1/2.
        assert_eq!((fault.median_hours, fault.p90_hours), (Some(10.0), None));
        // Of the resolved a took one step, b three.
        assert_eq!((fault.steps_of, fault.steps_median), (2, Some(2.0)));
        let alone = |one: &Expected| one.self_service.clone().map(|figure| (figure.x, figure.n));
        assert_eq!((alone(&fault), alone(&bill)), (Some((1, 1)), Some((0, 1))));
        assert_eq!((bill.cases, bill.median_hours), (1, Some(1.0)));
    }

    #[test]
    fn the_case_farthest_beyond_its_time_may_be_quoted_first() {
        let told = told(CASES);
        let fault = &found(&told, &[standard("fault")])[0];
        let cases: Vec<&str> = fault.worst.iter().map(|one| told.names.cases.name(*one)).collect();
        assert_eq!(cases, ["c", "b"], "c waits for 96 hours too many, b had to for 6");
    }

    #[test]
    fn a_kind_that_never_came_and_a_source_that_is_missing_are_no_zero() {
        let told = told("a 0 in service ask fault");
        let none = &found(&told, &[standard("move")])[0];
        assert_eq!((none.cases, none.median_hours, none.steps_median), (0, None, None));
        assert_eq!(none.self_service, None, "no source tells of self-service");
        let free = Standard { answer: None, ..standard("fault") };
        assert_eq!(found(&told, &[free])[0].within, None);
        assert!(found(&told, &[]).is_empty());
    }
}
