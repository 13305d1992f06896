//! Pictures with letters: what stands in which line, and what a hostile name cannot do.

use filo_journey::case::Cases;
use filo_journey::frame::Frame;
use filo_journey::log::{Direction, Event, Log};
use filo_journey::role::{Role, Roles};
use jiff::tz::TimeZone;

use super::{BAR, blocks, fit, height, of_file};
use crate::texts::{Language, Texts};

const HOUR: i64 = 3_600_000;
const WEEK: i64 = 7 * 24 * HOUR;
/// Monday 5 January 2026, 00:00 UTC.
const BEGIN: i64 = 1_767_571_200_000;

/// A request a week, answered after as many hours as are given, the group of the customer's being `service`.
fn text(hours: &[i64], service: &str) -> String {
    let mut log = Log::default();
    for (week, hours) in (0..).zip(hours) {
        let at = BEGIN + week * WEEK;
        let case = format!("case {week}");
        let event = Event { case: &case, group: service, ..Event::default() };
        let ask = Event { at, activity: "ask", direction: Some(Direction::In), ..event };
        let pass = Event { at: at + HOUR / 2, activity: "pass", ..event };
        let (activity, direction) = ("answer", Some(Direction::Out));
        let answer = Event { at: at + hours * HOUR, activity, direction, group: "tech", ..event };
        [ask, pass, answer].iter().for_each(|event| log.push(event));
    }
    let (cases, names) = Cases::of(log);
    let (roles, _) = Roles::of(&names.activities, [(Role::Resolved, "answer")]);
    let texts = Texts::new(Language::English);
    of_file(&cases, &names, &Frame::from(roles), &TimeZone::UTC, &texts)
}

fn line<'t>(text: &'t str, holds: &str) -> &'t str {
    text.lines().find(|line| line.contains(holds)).unwrap_or_else(|| panic!("`{holds}`: {text}"))
}

#[test]
fn the_pictures_say_what_happened() {
    let text = text(&[4; 10], "service");
    let service = line(&text, "1 service");
    assert!(service.ends_with("·      10"), "ten handoffs to the second: {service}");
    assert!(text.contains("3.5 h"), "from half an hour to four");
    let answered = line(&text, "Customer answered");
    assert!(
        answered.contains(&"█".repeat(BAR)) && answered.contains("4.0 h · 4.0 h"),
        "{answered}"
    );
    assert!(line(&text, "Customer · ask → service · pass").contains(" 10 "));
    assert!(text.contains("2 of 2"), "no path is hidden: {text}");
}

#[test]
fn weeks_are_blocks_and_what_they_say_is_a_sign() {
    let mut hours = vec![4; 12];
    hours[5] = 40;
    let text = text(&hours, "service");
    assert!(text.contains("▁▁▁▁▁█▁▁▁▁▁▁"), "{text}");
    assert!(text.contains("·····◆·····"), "{text}");
    // Of the last week, which ends with its answer, all is known but it is not over.
    assert!(text.contains("◆·····○"), "{text}");
    let few = self::text(&[4; 5], "service");
    assert!(few.contains("at least 8") && !few.contains('▁'), "{few}");
}

#[test]
fn names_can_do_nothing_to_a_terminal() {
    let text = text(&[4; 9], "ser\u{1b}[31mvice\u{7}\n and a name that goes on and on");
    assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
    let handed = line(&text, " 1 ser");
    assert!(handed.contains('…'), "{handed}");
}

#[test]
fn without_groups_nothing_is_drawn() {
    assert_eq!(text(&[], "service"), "");
    let mut log = Log::default();
    log.push(&Event { case: "a", activity: "ask", at: BEGIN, ..Event::default() });
    let (cases, names) = Cases::of(log);
    let texts = Texts::new(Language::Italian);
    assert_eq!(of_file(&cases, &names, &Frame::default(), &TimeZone::UTC, &texts), "");
}

#[test]
fn bars_heights_and_names_fit() {
    assert_eq!((blocks(0, 9, '█'), blocks(9, 9, '█').chars().count()), (String::new(), BAR));
    assert_eq!(blocks(1, 1_000_000, '█'), "█", "what is there is seen");
    assert_eq!(
        [height(Some(8.0), 8.0), height(Some(0.0), 8.0), height(None, 8.0)],
        ['█', '▁', ' ']
    );
    assert_eq!(height(Some(0.0), 0.0), '▁');
    assert_eq!((fit("ab", 4), fit("abcdef", 4)), ("ab  ".to_owned(), "abc…".to_owned()));
}
