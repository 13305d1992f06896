//! Contacts that rain on a customer, and those that do not.

use super::{base, counted, frame, of_kind, shown_by};
use crate::findings::FindingKind;

/// The contacts of each rain, as lines of the thread.
#[track_caller]
fn check(lines: &str, expected: &[&[i64]]) {
    let counts = counted(lines, &frame());
    let found: Vec<Vec<i64>> =
        of_kind(&counts, FindingKind::ContactRain).into_iter().map(shown_by).collect();
    assert_eq!(found, expected, "{lines}");
}

const FOUR: &str = "2026-05-04 10:00 reminder claim=A department=1
    2026-05-05 10:00 campaign_attempt department=2
    2026-05-06 10:00 campaign_attempt department=2
    2026-05-07 10:00 message channel=email department=3";

#[test]
fn five_contacts_of_three_origins_within_seven_days_are_a_rain() {
    check(FOUR, &[]);
    check(&format!("{FOUR}\n2026-05-08 10:00 reminder claim=A"), &[&[1, 2, 3, 4, 5]]);
    check(&format!("{FOUR}\n2026-05-11 10:00 formal_notice claim=A"), &[&[1, 2, 3, 4, 5]]);
    check(&format!("{FOUR}\n2026-05-11 10:01 formal_notice claim=A"), &[]);
    check(&format!("{FOUR}\n2026-05-08 suspension state=sent"), &[&[1, 2, 3, 4, 5]]);
    check(
        &format!("{FOUR}\n2026-05-08 10:00 attempt direction=out channel=phone"),
        &[&[1, 2, 3, 4, 5]],
    );
}

#[test]
fn two_departments_are_not_three_and_an_agency_is_one_of_its_own() {
    let two = FOUR.replace("department=3", "department=2");
    check(&format!("{two}\n2026-05-08 10:00 reminder claim=A"), &[]);
    check(
        &format!("{two}\n2026-05-08 10:00 campaign_attempt agency=Vendibene department=2"),
        &[&[1, 2, 3, 4, 5]],
    );
}

#[test]
fn invoices_machines_and_answers_are_no_contacts() {
    for no_contact in [
        "2026-05-08 10:00 invoice claim=A",
        "2026-05-08 10:00 collection claim=A",
        "2026-05-08 10:00 message channel=email automatic=true",
        "2026-05-08 10:00 message channel=email case=T",
        "2026-05-08 10:00 message direction=in channel=email",
        "2026-05-08 10:00 note",
    ] {
        check(&format!("{FOUR}\n{no_contact}"), &[]);
    }
    let asked = |department: i64, at: &str| {
        format!(
            "{at} message direction=in channel=email department={department}\n{FOUR}\n2026-05-08 10:00 message channel=email department=1"
        )
    };
    // From Wednesday at ten to Friday at ten are two business days.
    check(&asked(1, "2026-05-06 10:00"), &[]);
    check(&asked(1, "2026-05-06 09:59"), &[&[2, 3, 4, 5, 6]]);
    check(&asked(2, "2026-05-06 10:00"), &[&[2, 3, 4, 5, 6]]);
    // A reminder answers nobody.
    let reminded = format!(
        "2026-05-07 10:00 message direction=in channel=email\n{FOUR}\n2026-05-08 10:00 reminder claim=A"
    );
    check(&reminded, &[&[2, 3, 4, 5, 6]]);
    check(
        &reminded
            .replace("2026-05-08 10:00 reminder claim=A", "2026-05-08 10:00 suspension state=sent"),
        &[&[2, 3, 4, 5, 6]],
    );
}

#[test]
fn windows_that_overlap_are_one_rain() {
    let more = format!(
        "{FOUR}\n2026-05-08 10:00 reminder claim=A\n2026-05-12 10:00 campaign_attempt department=2"
    );
    check(&more, &[&[1, 2, 3, 4, 5, 6]]);
    let later = FOUR.replace("2026-05-0", "2026-05-2");
    let two = format!(
        "{FOUR}\n2026-05-08 10:00 reminder claim=A\n{later}\n2026-05-28 10:00 reminder claim=A"
    );
    check(&two, &[&[1, 2, 3, 4, 5], &[6, 7, 8, 9, 10]]);
    let counts = counted(&two, &frame());
    let (of, judged) = base(&counts, FindingKind::ContactRain);
    assert!(of == judged && of >= 3, "every department that contacted the customer counts");
}

#[test]
fn it_belongs_to_the_department_whose_contact_made_it_rain() {
    let counts =
        counted(&format!("{FOUR}\n2026-05-08 10:00 campaign_attempt department=2"), &frame());
    let finding = &counts.findings[0];
    assert_eq!((finding.department, &finding.knew[..], finding.times), (2, &[1, 3][..], 5));
    assert_eq!(frame().day(finding.at).to_string(), "2026-05-08");
}
