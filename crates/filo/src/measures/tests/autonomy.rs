//! U1 and U2: autonomy used, rubber stamps.

use super::check;
use crate::measures::Measure::{U1, U2};

const OPENED: &str = "2026-05-04 09:00 message direction=in channel=web case=K";
const ENDED: &str = "2026-05-06 09:00 message channel=web case=K step=resolved";

fn case(between: &str) -> String {
    format!("{OPENED}\n{between}\n{ENDED}")
}

#[test]
fn a_case_is_solved_alone_where_nobody_asked() {
    check(U1, &case(""), (1, 1, 1));
    let asked = "2026-05-05 09:00 approval case=K state=asked";
    check(U1, &case(asked), (0, 1, 1));
    // What was handed on or decided otherwise was not within the limits.
    let handed = "2026-05-05 09:00 handoff handoff=H from=service to=technical case=K";
    check(U1, &case(handed), (0, 0, 0));
    let declined = format!("{asked}\n2026-05-05 10:00 approval case=K state=declined");
    check(U1, &case(&declined), (0, 0, 0));
    check(U1, OPENED, (0, 0, 0));
    check(U1, &case("").replace("2026-05-06", "2026-05-25"), (0, 0, 1));
}

#[test]
fn a_stamp_is_a_yes_that_changed_nothing() {
    let asked = "2026-05-04 09:00 approval case=K state=asked";
    let with = |later: &str| format!("{asked}\n{later}");
    check(U2, &with("2026-05-05 09:00 approval case=K state=accepted"), (1, 1, 1));
    check(U2, &with("2026-05-05 09:00 approval case=K state=accepted changed=true"), (0, 1, 1));
    check(U2, &with("2026-05-05 09:00 approval case=K state=declined"), (0, 1, 1));
    check(U2, &with("2026-05-05 09:00 approval case=L state=accepted"), (0, 0, 1));
    check(U2, asked, (0, 0, 1));
    // Half a year, not a quarter.
    let old = "2026-01-12 09:00 approval case=K state=asked
         2026-01-13 09:00 approval case=K state=accepted";
    check(U2, old, (1, 1, 1));
}
