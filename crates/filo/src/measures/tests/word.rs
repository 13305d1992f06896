//! P4: interim answers, with and without a day.

use filo_listen::kind::SignalKind;

use super::{check_in, frame, says, says_day};
use crate::measures::Measure::P4;

const WRITTEN: &str = "2026-05-04 10:00 message channel=web case=K";

#[test]
fn an_interim_answer_has_a_day_or_none() {
    check_in(&frame(), P4, WRITTEN, (0, 0, 0));
    let mut bare = frame();
    says(&mut bare, 1, SignalKind::Interim);
    check_in(&bare, P4, WRITTEN, (1, 1, 1));
    let mut dated = frame();
    says_day(&mut dated, 1);
    check_in(&dated, P4, WRITTEN, (0, 1, 1));
    says(&mut dated, 1, SignalKind::Interim);
    check_in(&dated, P4, WRITTEN, (0, 1, 1));
}

#[test]
fn what_decides_or_comes_from_the_customer_is_no_interim_answer() {
    let mut granted = frame();
    says_day(&mut granted, 1);
    says(&mut granted, 1, SignalKind::Grant);
    check_in(&granted, P4, WRITTEN, (0, 0, 0));
    let mut theirs = frame();
    says(&mut theirs, 1, SignalKind::Interim);
    check_in(&theirs, P4, "2026-05-04 10:00 message direction=in channel=web", (0, 0, 0));
}
