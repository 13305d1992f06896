//! A weave killed at any moment and taken up again equals one that ran through.

use std::process::Stdio;
use std::time::Duration;

use filo::clock::Stopwatch;

use crate::company::{Company, Numbers, assert_same};

/// Customers: enough that a weave lasts longer than a process needs to start.
const CUSTOMERS: u32 = 1_500;

/// How often the weave is killed.
const KILLS: usize = 7;

#[test]
fn a_killed_weave_goes_on_and_equals_one_that_ran_through() {
    let whole = Company::sample(CUSTOMERS, 99);
    let broken = whole.twin();
    let watch = Stopwatch::start();
    whole.run_well(&["weave", "--quiet"]);
    let seconds = watch.seconds();
    let mut numbers = Numbers(17);
    let mut killed = 0;
    for _ in 0..KILLS {
        let mut child = broken
            .command(&["weave", "--quiet"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let share = 0.02 + 0.4 * f64::from(u16::try_from(numbers.below(1_000)).unwrap()) / 1_000.0;
        std::thread::sleep(Duration::from_secs_f64(seconds * share));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
    }
    assert!(killed >= 2, "the weave was over before it could be killed, {killed} of {KILLS}");
    broken.run_well(&["weave", "--quiet"]);
    assert_same(&broken.dump(), &whole.dump());
    assert_eq!(tallies(&broken), tallies(&whole));
    let apart = |company: &Company| company.store().set_apart_list(None, usize::MAX >> 1).unwrap();
    assert_eq!(apart(&broken), apart(&whole));
    let report = |company: &Company| serde_json::to_string(&company.report()).unwrap();
    assert_eq!(report(&broken), report(&whole));
    // What was killed left nothing in the way of the next one.
    let again = broken.weave_well();
    assert_eq!((again.total.loaded, again.total.corrected), (0, 0));
}

fn tallies(company: &Company) -> Vec<String> {
    let lines = company.readings().into_iter().map(|one| {
        assert!(one.finished && one.tally.adds_up(), "{one:?}");
        format!("{} {} {:?} {:?}", one.source, one.path, one.tally, one.newest_at)
    });
    lines.collect()
}
