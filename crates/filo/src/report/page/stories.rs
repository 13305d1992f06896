//! Threads told in department lanes, and findings with the entries that show them.

use filo_model::calendar::DAY_MILLIS;
use filo_model::facts::Direction;
use filo_model::moment::Precision;

use super::Material;
use super::view::{Block, Section, State, Story, StoryLine};
use crate::report::Example;
use crate::report::charts::lanes::{self, Begin, Mark};
use crate::report::masking::in_words;
use crate::report::told::{ToldEntry, ToldFinding, ToldThread};
use crate::sentence::sentence;

/// Marks on the scale of days at most.
const TICKS: i64 = 6;

/// The longest time that the scale covers, in milliseconds.
const SCALE_MAX: i64 = 150 * DAY_MILLIS;

pub(super) fn section(material: &Material<'_>) -> Section {
    let threads = &material.report.threads;
    let mut paragraphs = vec![material.say("page-threads")];
    if threads.is_empty() {
        paragraphs.push(material.say("page-threads-none"));
    }
    let blocks = threads
        .iter()
        .enumerate()
        .map(|(place, thread)| Block::Story(told(material, thread, place + 1)));
    let blocks = blocks.collect();
    Section { id: "threads", title: material.say("page-threads-title"), paragraphs, blocks }
}

fn told(material: &Material<'_>, thread: &ToldThread, place: usize) -> Story {
    let who = thread.name.as_deref().unwrap_or(&thread.customer);
    let title = material.tell("page-thread", &[("number", &place.to_string()), ("who", who)]);
    let note = if thread.left_out > 0 {
        material.tell("page-left-out", &[("count", &thread.left_out.to_string())])
    } else {
        String::new()
    };
    let lines = lines(material, thread, true);
    let badges = thread.findings.iter().map(|finding| badge(material, finding)).collect();
    Story { title, badges, note, svg: picture(material, thread, place), lines }
}

/// A finding told by the entries that show it.
pub(super) fn example(material: &Material<'_>, example: &Example) -> Story {
    let told = &example.told;
    let who = told.name.as_deref().unwrap_or(&told.customer);
    Story {
        title: material.tell("page-example", &[("who", who), ("finding", &example.finding)]),
        badges: told.findings.iter().map(|finding| badge(material, finding)).collect(),
        note: String::new(),
        svg: String::new(),
        lines: lines(material, told, false),
    }
}

fn badge(material: &Material<'_>, finding: &ToldFinding) -> State {
    let mut text = material.word("finding-one", finding.kind);
    if !finding.reasons.is_empty() {
        let reasons = finding.reasons.iter().map(|reason| material.word("reason", reason));
        text = format!("{text}: {}", reasons.collect::<Vec<_>>().join(", "));
    }
    let state = material.say(&format!("page-{}-word", finding.state));
    let class = if finding.state == "confirmed" { "confirmed" } else { "suspected" };
    State { class, text: format!("{text} ({state})") }
}

/// Confirmed where any finding of a kind is.
fn class_of(findings: &[ToldFinding], kind: &str) -> &'static str {
    let is_confirmed = |one: &ToldFinding| one.kind == kind && one.state == "confirmed";
    if findings.iter().any(is_confirmed) { "confirmed" } else { "suspected" }
}

fn lines(material: &Material<'_>, thread: &ToldThread, numbered: bool) -> Vec<StoryLine> {
    let (findings, departments) = (&thread.findings, &thread.departments);
    let line = |(place, told): (usize, &ToldEntry)| {
        let entry = &told.entry.0;
        let date = material.texts.date(entry.at.date());
        let when = match entry.at.precision {
            Precision::Day => date,
            Precision::Second => {
                format!("{date}, {}", told.at.get(11..16).unwrap_or_default())
            }
        };
        let who = if told.lane == 0 && entry.direction == Direction::In {
            material.say("page-customer")
        } else {
            material.department(
                departments.get(told.lane.saturating_sub(1)).cloned().flatten().as_deref(),
            )
        };
        StoryLine {
            number: if numbered { (place + 1).to_string() } else { String::new() },
            at: told.at.clone(),
            when,
            who,
            what: in_words(&sentence(entry, material.config, material.texts), material.texts),
            quote: told
                .quote
                .as_deref()
                .map(|quote| in_words(quote, material.texts))
                .unwrap_or_default(),
            is_act: !told.harms.is_empty(),
            harms: told
                .harms
                .iter()
                .map(|kind| State {
                    class: class_of(findings, kind),
                    text: material.word("finding-one", kind),
                })
                .collect(),
        }
    };
    thread.entries.iter().enumerate().map(line).collect()
}

fn picture(material: &Material<'_>, thread: &ToldThread, place: usize) -> String {
    let mut names = vec![material.say("page-customer")];
    names.extend(thread.departments.iter().map(|name| material.department(name.as_deref())));
    let marks: Vec<Mark> = thread
        .entries
        .iter()
        .enumerate()
        .map(|(number, told)| Mark {
            lane: told.lane,
            at: told.entry.0.at.millis,
            told: Some(number + 1),
            is_harm: !told.harms.is_empty(),
        })
        .collect();
    let last = marks.iter().map(|mark| mark.at).max().unwrap_or(0);
    // A contract of years ago stands before the scale, which begins with the weeks that matter.
    let recent = marks.iter().map(|mark| mark.at).filter(|at| *at > last - SCALE_MAX);
    let first = recent.min().unwrap_or(last);
    let begin = Begin { at: first, before: material.say("page-before") };
    let days = (last.saturating_sub(first) / DAY_MILLIS).max(1);
    let step = (days / TICKS).max(1) * DAY_MILLIS;
    let mut ticks = Vec::new();
    let mut at = first;
    while at <= last {
        let day = crate::findings::event::day_in(at, &material.config.zone);
        ticks.push((at, material.texts.date(day)));
        at += step;
    }
    let title = material.tell("page-lanes", &[("number", &place.to_string())]);
    lanes::draw(&title, &material.say("page-lanes-description"), &names, &marks, &begin, &ticks)
}
