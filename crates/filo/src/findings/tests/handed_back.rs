//! Cases handed from department to department, and those that only move on.

use super::{base, counted, frame, frame_that_heard, of_kind, shown_by};
use crate::findings::{Finding, FindingKind};

/// The handoffs of a case, a day apart from 4 May on; after some, the customer writes.
fn way(way: &[(&str, &str)], spoken_after: Option<usize>) -> String {
    let mut lines = String::new();
    for (place, (from, to)) in way.iter().enumerate() {
        let (day, number) = (4 + place, place + 1);
        lines.push_str(&format!(
            "2026-05-{day:02} 10:00 handoff handoff=H{number} from={from} to={to} case=K\n"
        ));
        if spoken_after == Some(number) {
            lines.push_str(&format!(
                "2026-05-{day:02} 15:00 message direction=in channel=web case=K\n"
            ));
        }
    }
    lines
}

fn found(lines: &str) -> Vec<Finding> {
    let counts = counted(lines, &frame());
    of_kind(&counts, FindingKind::HandedBack).into_iter().cloned().collect()
}

const THERE: (&str, &str) = ("service", "technical");
const BACK: (&str, &str) = ("technical", "service");
const ON: (&str, &str) = ("technical", "logistics");

#[test]
fn a_case_that_comes_back_was_handed_back() {
    assert!(found(&way(&[THERE], None)).is_empty());
    assert!(found(&way(&[THERE, ON], None)).is_empty());
    let back = found(&way(&[THERE, BACK], None));
    assert_eq!(back.iter().map(shown_by).collect::<Vec<_>>(), [[2, 1]]);
    // It is of the department that hands it back; the other knew.
    assert_eq!((back[0].department, back[0].knew.clone()), (2, vec![1]));
    assert_eq!((back[0].times, back[0].reasons.clone()), (2, vec!["by_pattern"]));
    // From Monday ten o'clock to Tuesday ten o'clock.
    assert_eq!(back[0].waited, Some(9 * 3_600_000));
}

#[test]
fn a_case_back_over_a_third_department_was_handed_back_too() {
    let around = found(&way(&[THERE, ON, ("logistics", "service")], None));
    assert_eq!(around.iter().map(shown_by).collect::<Vec<_>>(), [[3, 1, 2]]);
    let longer = found(&way(&[THERE, BACK, THERE, ON], None));
    assert_eq!(longer.iter().map(shown_by).collect::<Vec<_>>(), [[2, 1, 3, 4]]);
}

#[test]
fn a_new_fact_of_the_customer_is_another_way() {
    assert!(found(&way(&[THERE, BACK], Some(1))).is_empty());
    // Handed back before the customer wrote.
    assert_eq!(found(&way(&[THERE, BACK, THERE], Some(2))).len(), 1);
    // Words that only say that it was told before are no new fact, and then words show it.
    let counts = counted(&way(&[THERE, BACK], Some(1)), &frame_that_heard(&[(2, "repeat")]));
    let heard = of_kind(&counts, FindingKind::HandedBack);
    assert_eq!(heard[0].reasons, ["by_words"]);
}

#[test]
fn a_handoff_that_is_declined_moves_nothing() {
    let lines = "2026-05-04 10:00 handoff handoff=H1 from=service to=technical case=K
        2026-05-04 12:00 handoff handoff=H1 from=service to=technical case=K state=declined
        2026-05-05 10:00 handoff handoff=H2 from=service to=logistics case=K
        2026-05-05 12:00 handoff handoff=H2 from=service to=logistics case=K state=accepted";
    assert!(found(lines).is_empty());
}

#[test]
fn cases_do_not_mix() {
    let lines = "2026-05-04 10:00 handoff handoff=H1 from=service to=technical case=K
        2026-05-05 10:00 handoff handoff=H2 from=technical to=service case=L";
    assert!(found(lines).is_empty());
}

#[test]
fn the_base_is_cases_that_were_handed_over() {
    let of = |lines: &str| base(&counted(lines, &frame()), FindingKind::HandedBack);
    assert_eq!(of("2026-05-04 10:00 note case=K step=owned"), (0, 0));
    assert_eq!(of(&way(&[THERE, ON], None)), (1, 1));
    // To somebody whom the company does not know, or without a case, nobody can tell.
    assert_eq!(of("2026-05-04 10:00 handoff handoff=H from=service to=kitchen case=K"), (1, 0));
    assert_eq!(of("2026-05-04 10:00 handoff handoff=H from=service to=technical"), (1, 0));
    assert_eq!(of("2026-01-05 10:00 handoff handoff=H from=service to=technical case=K"), (0, 0));
}
