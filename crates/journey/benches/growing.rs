//! How long it takes to count a log that is in memory, to tell it, and to count it again after more events came.
//!
//! `cargo bench -p filo-journey --bench growing -- [EVENTS] [APPENDED]`, by default 5,000,000 and 10,000. Cases have ten events
//! on average, of 23 activities and 8 departments, drawn from a fixed seed; what is appended falls into cases of all ages and into new
//! ones. What is told after appending is compared with what a count of the whole log tells.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and its arguments, prints, and may fail"
)]

use std::time::Instant;

use filo_journey::growing::Growing;
use filo_journey::log::{Event, Log};

/// So many variants are told, as on a page.
const VARIANTS: usize = 1000;

const ACTIVITIES: u64 = 23;
const GROUPS: u64 = 8;

/// A row of the log as numbers: case, activity, group, milliseconds.
type Numbers = (u64, u64, u64, i64);

/// Numbers from a seed (`SplitMix64`; Steele, Lea and Flood 2014).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// Rows in order of time. Most events of a case do what usually follows, so that ways repeat as in the synthetic log of
/// `bench/journey`, where 388,000 cases go 110,000 ways.
fn rows(count: u64, before: &mut [u64], from: i64, draw: &mut Draw) -> Vec<Numbers> {
    let mut at = from;
    let mut row = || {
        at += i64::try_from(draw.below(10_000)).unwrap();
        let case = draw.below(before.len() as u64);
        let last = &mut before[usize::try_from(case).unwrap()];
        let step = [1, 1, 1, 1, 1, 1, 2, 3, 5][usize::try_from(draw.below(9)).unwrap()];
        *last = (*last + step) % ACTIVITIES;
        // The activity mostly says which department does it.
        let group = if draw.below(10) == 0 { draw.below(GROUPS) } else { *last % GROUPS };
        (case, *last, group, at)
    };
    (0..count).map(|_| row()).collect()
}

fn names(count: u64, prefix: &str) -> Vec<String> {
    (0..count).map(|number| format!("{prefix}{number:07}")).collect()
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let mut number = |otherwise: u64| args.next().map_or(otherwise, |text| text.parse().unwrap());
    let (events, appended) = (number(5_000_000), number(10_000));
    let cases = events / 10;
    let mut draw = Draw(20_261_121);
    let mut before = vec![0; usize::try_from(cases).unwrap()];
    let old = rows(events, &mut before, 1_767_225_600_000, &mut draw);
    // One case in a hundred is new.
    before.resize(before.len() + before.len() / 100, 0);
    let new = rows(appended, &mut before, old.last().unwrap().3, &mut draw);
    let cases = names(before.len() as u64, "C");
    let (activities, groups) = (names(ACTIVITIES, "a"), names(GROUPS, "g"));
    let event = |row: &Numbers| Event {
        case: &cases[usize::try_from(row.0).unwrap()],
        activity: &activities[usize::try_from(row.1).unwrap()],
        group: &groups[usize::try_from(row.2).unwrap()],
        at: row.3,
        ..Event::default()
    };
    let log = |rows: &[Numbers]| {
        let mut log = Log::default();
        rows.iter().for_each(|row| log.push(&event(row)));
        log
    };
    let begin = Instant::now();
    let filled = log(&old);
    println!(
        "| step | ms |\n|---|---|\n| names of {events} events to numbers | {} |",
        begin.elapsed().as_millis()
    );
    let begin = Instant::now();
    let mut growing = Growing::new(filled, Vec::new());
    println!("| sorting and counting them | {} |", begin.elapsed().as_millis());
    let begin = Instant::now();
    let told = growing.tell(VARIANTS).cases;
    println!("| telling {told} cases | {} |", begin.elapsed().as_millis());
    let begin = Instant::now();
    growing.append(new.iter().map(event));
    let counted = begin.elapsed();
    let told = growing.tell(VARIANTS);
    println!("| {appended} events more | {} |", counted.as_millis());
    println!("| the same and telling it | {} |", begin.elapsed().as_millis());
    let mut whole = Growing::new(log(&[old, new].concat()), Vec::new());
    assert!(told == whole.tell(VARIANTS), "a count of the whole log tells something else");
    println!("\na count of the whole log tells the same; {} variants", told.variants_count);
}
