//! States, prefixes, the order for samples, and what a sample says.

use filo_model::digest::Digest;
use filo_model::review::{Review, ReviewContent, Reviewed, finding_id};

use crate::findings::review::{
    IdPrefix, Precision, Standing, State, audit_place, interval, precision,
};
use crate::findings::{Evidence, Finding, FindingKind};

const KIND: FindingKind = FindingKind::Unanswered;

fn finding(number: u32) -> Finding {
    let anchor = Digest::of(&number.to_be_bytes());
    Finding {
        kind: KIND,
        act: None,
        reasons: Vec::new(),
        customer: 1,
        department: 1,
        knew: Vec::new(),
        from: None,
        at: 0,
        waited: None,
        times: 1,
        amount: None,
        leaver: false,
        anchor,
        evidence: vec![Evidence { seq: 1, id: anchor }],
    }
}

/// So many findings in the order for samples.
fn findings(count: u32) -> Vec<Finding> {
    let mut all: Vec<Finding> = (0..count).map(finding).collect();
    all.sort_by_key(|one| audit_place(one.id()));
    all
}

/// Reviews of findings: which, whether confirmed, whether it was next in the order.
fn reviews(findings: &[Finding], said: &[(usize, bool, bool)]) -> Vec<Review> {
    let review = |(number, &(place, confirmed, sampled)): (i64, &(usize, bool, bool))| {
        let anchor = findings[place].anchor;
        let reviewed = Reviewed { kind: KIND.name().into(), anchor, sampled };
        let content = if confirmed {
            ReviewContent::Confirm(reviewed)
        } else {
            ReviewContent::Reject(reviewed)
        };
        let finding = finding_id(KIND.name(), anchor);
        Review { number, at: 0, author: "ada".into(), reason: "read".into(), finding, content }
    };
    (1..).zip(said).map(review).collect()
}

fn said(findings: &[Finding], said: &[(usize, bool, bool)]) -> Precision {
    precision(KIND, findings, &Standing::new(&reviews(findings, said)), 0.10)
}

#[test]
fn a_finding_is_suspected_until_somebody_says_what_it_is() {
    let all = findings(3);
    let standing = Standing::new(&reviews(&all, &[(0, true, true), (1, false, true)]));
    let states: Vec<State> = all.iter().map(|one| standing.state(one.id())).collect();
    assert_eq!(states, [State::Confirmed, State::Rejected, State::Suspected]);
}

#[test]
fn the_beginning_of_an_id_is_enough() {
    let id = Digest::of(b"a finding");
    let digits = id.to_string();
    for text in [&*format!("f-{}", &digits[..16]), &digits[..6], &*digits.to_uppercase(), &*digits]
    {
        assert!(text.parse::<IdPrefix>().unwrap().fits(id), "{text}");
    }
    for text in ["", "f-", "f-12", "f-xyzw", "c-0123456789abcdef"] {
        assert!(text.parse::<IdPrefix>().is_err(), "{text}");
    }
    assert!(!"f-0000".parse::<IdPrefix>().unwrap().fits(id));
}

#[test]
fn only_the_beginning_of_the_order_is_a_sample() {
    let all = findings(200);
    // Thirty in the order, and ten that were chosen because they are grave.
    let mut reviewed: Vec<(usize, bool, bool)> =
        (0..30).map(|place| (place, place % 3 != 0, true)).collect();
    reviewed.extend((100..110).map(|place| (place, true, false)));
    let told = said(&all, &reviewed);
    assert_eq!((told.found, told.reviewed, told.confirmed), (200, 40, 30));
    assert_eq!((told.sample, told.sample_confirmed), (30, 20));
    assert!((told.precision.unwrap() - 20.0 / 30.0).abs() < 1e-12);
    // What lies right behind the sample by chance does not lengthen it.
    reviewed.extend([(30, true, false), (31, true, false)]);
    assert_eq!(said(&all, &reviewed).sample, 30);
    // A gap in the beginning ends it.
    reviewed.remove(10);
    let told = said(&all, &reviewed);
    assert_eq!((told.sample, told.precision), (10, None));
}

#[test]
fn what_is_reviewed_already_need_not_be_reviewed_again() {
    let all = findings(200);
    let needed = said(&all, &[]).further;
    // Ten chosen because they are grave, five of which a sample would take.
    let grave: Vec<_> = (10..15).chain(150..155).map(|place| (place, true, false)).collect();
    assert_eq!(said(&all, &grave).further, needed - 5);
    // The whole beginning was chosen otherwise: the next one makes it a sample.
    let grave: Vec<_> = (0..150).map(|place| (place, true, false)).collect();
    let told = said(&all, &grave);
    assert_eq!((told.sample, told.further), (0, 1));
    // All are reviewed: however they were chosen, nothing is left to doubt.
    let grave: Vec<_> = (0..200).map(|place| (place, place < 50, false)).collect();
    let told = said(&all, &grave);
    assert_eq!((told.sample, told.further, told.estimated), (200, 0, Some((50, 50, 50))));
}

#[test]
fn next_in_the_order_is_what_has_only_reviewed_ones_before_it() {
    let all = findings(20);
    let standing =
        Standing::new(&reviews(&all, &[(0, true, true), (1, false, false), (5, true, false)]));
    let next: Vec<usize> =
        (0..20).filter(|&place| standing.is_next(all[place].id(), &all, KIND)).collect();
    assert_eq!(next, [0, 1, 2]);
}

#[test]
fn the_interval_narrows_as_the_sample_becomes_the_whole() {
    // Computed apart, in Python, from the published formulas.
    for (x, n, of, low, high) in [
        (27, 30, 1_000_000, 0.7438, 0.9654),
        (27, 30, 60, 0.7974, 0.9536),
        (45, 50, 55, 0.8718, 0.9225),
    ] {
        let (found_low, found_high) = interval(x, n, of);
        assert!(
            (found_low - low).abs() < 1e-4 && (found_high - high).abs() < 1e-4,
            "{x} of {n} out of {of}: {found_low}, {found_high}"
        );
    }
    assert_eq!(interval(3, 4, 4), (0.75, 0.75));
    assert_eq!(interval(0, 0, 9), (0.0, 1.0));
}

#[test]
fn the_reviews_that_are_still_needed_reach_the_precision_when_they_are_done() {
    for (count, share) in [(40, 2), (300, 2), (5_000, 10), (5_000, 3)] {
        let all = findings(count);
        let first = said(&all, &[]);
        assert!(first.further >= u64::from(count.min(30)), "{first:?}");
        let mut done = 0;
        for _ in 0..20 {
            let reviewed: Vec<_> =
                (0..done).map(|place| (place, place % share != 0, true)).collect();
            let told = said(&all, &reviewed);
            if told.further == 0 {
                let (low, high) = told.interval.unwrap();
                assert!((high - low) / 2.0 <= 0.105, "{told:?}");
                assert!(told.sample >= 30.min(u64::from(count)));
                break;
            }
            done += usize::try_from(told.further).unwrap();
        }
        assert!(done > 0 && done <= count as usize);
    }
}

#[test]
fn what_is_known_of_single_findings_bounds_the_estimate() {
    let all = findings(40);
    let reviewed: Vec<_> = (0..40).map(|place| (place, place < 25, true)).collect();
    let told = said(&all, &reviewed);
    assert_eq!((told.estimated, told.further), (Some((25, 25, 25)), 0));
    // Few findings, all of them reviewed: the precision is known although they are not thirty.
    let few = findings(3);
    let told = said(&few, &[(0, true, true), (1, true, true), (2, false, true)]);
    assert_eq!(told.estimated, Some((2, 2, 2)));
    // Of fifty the thirty reviewed are false: at most the other twenty can be true.
    let fifty = findings(50);
    let reviewed: Vec<_> = (0..30).map(|place| (place, false, true)).collect();
    let (about, least, most) = said(&fifty, &reviewed).estimated.unwrap();
    assert!(about == 0 && least == 0 && most <= 20);
}
