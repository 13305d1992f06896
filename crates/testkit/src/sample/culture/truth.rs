//! The part of truth.json about culture: true means, what is planted, and what must never leave.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::heard::{self, Heard};
use super::scenario::{
    ADVISED_TENTHS, DIMENSIONS, GROUPS, ITEM_POINTS, MERGED, NOT_APPLICABLE, OWN_VIEWS, RATED,
    SEEN, SEEN_VIEWS, WAVES, not_applicable_count, own_points, seen_points,
};
use super::{file_of, words};
use crate::sample::SampleError;

/// The kinds of planted harm that are undue acts of administration: what `C1` counts.
const UNDUE: [&str; 6] = ["not_due", "paid", "credited", "disputed", "rejected", "after_end"];
const QUESTIONS: [&str; 2] = ["v1", "v2"];

#[derive(Debug, Serialize)]
struct WaveLine {
    wave: &'static str,
    file: String,
    people: u32,
    respondents: u32,
    comments: usize,
}

#[derive(Debug, Serialize)]
struct OwnLine {
    wave: &'static str,
    department: &'static str,
    people: u32,
    respondents: u32,
    straight_liners: u32,
    means: BTreeMap<&'static str, i32>,
    dire: i32,
    consiglio: f64,
}

#[derive(Debug, Serialize)]
struct SeenLine {
    wave: &'static str,
    department: &'static str,
    v1: i32,
    v2: i32,
}

/// Something planted; what does not belong to its kind is left out.
#[derive(Debug, Default, Serialize)]
struct PlantedLine {
    kind: &'static str,
    department: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'static str>,
    /// Points of the first wave, then of the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<[i32; 2]>,
    /// What all others have.
    #[serde(skip_serializing_if = "Option::is_none")]
    others: Option<i32>,
    /// How others see it, in both waves: the mean of `v1` and `v2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undue_acts: Option<u64>,
}

#[derive(Debug, Serialize)]
struct NotApplicableLine {
    wave: &'static str,
    department: &'static str,
    item: &'static str,
    respondents: u32,
    not_applicable: u32,
}

#[derive(Debug, Serialize)]
struct MentionLine<'a> {
    wave: &'a str,
    department: &'a str,
    kind: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct HeardLine<'a> {
    department: &'a str,
    solved: f64,
    effort: f64,
    asked: u32,
    answered: u32,
}

/// Writes the section, without what stands before and after it; `planted` counts the harms by kind.
///
/// # Errors
/// Where the comments cannot be read or the section cannot be written.
pub(crate) fn write(
    out: &mut impl Write,
    planted: &BTreeMap<String, u64>,
    heard: &Heard,
) -> Result<(), SampleError> {
    let comments = words::load()?;
    let undue = UNDUE.iter().filter_map(|kind| planted.get(*kind)).sum();
    let mentions = comments.iter().flat_map(|comment| {
        comment.mentions.iter().map(|mention| MentionLine {
            wave: &comment.wave,
            department: &comment.department,
            kind: &mention.kind,
            text: &mention.text,
        })
    });
    let answers = f64::from(heard::ANSWER_PERCENT) / 100.0;
    let (merged, into) = MERGED;
    writeln!(out, "\"culture\": {{")?;
    writeln!(out, "\"merged\": {{\"{merged}\":\"{into}\"}},")?;
    writeln!(out, "\"item_points\": {},", serde_json::to_string(&ITEM_POINTS)?)?;
    list(out, "waves", waves(&comments))?;
    list(out, "own", own())?;
    list(out, "seen", seen())?;
    list(out, "planted", planted_lines(undue))?;
    list(out, "not_applicable", not_applicable())?;
    list(out, "mentions", mentions)?;
    writeln!(out, "\"heard_answer_rate\": {answers},")?;
    writeln!(out, "\"heard_file\": \"{}\",", heard::FILE)?;
    let heard = heard.counts().iter().map(|(department, &[asked, answered])| {
        let [solved, effort] = heard::tenths(department).map(|tenths| f64::from(tenths) / 10.0);
        HeardLine { department, solved, effort, asked, answered }
    });
    lines(out, "heard", heard)?;
    write!(out, "\n}}")?;
    Ok(())
}

/// A list and a comma.
fn list<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    items: impl IntoIterator<Item = T>,
) -> Result<(), SampleError> {
    lines(out, name, items)?;
    writeln!(out, ",")?;
    Ok(())
}

fn lines<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    items: impl IntoIterator<Item = T>,
) -> Result<(), SampleError> {
    write!(out, "\"{name}\": [")?;
    for (place, item) in items.into_iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(out, "{comma}\n{}", serde_json::to_string(&item)?)?;
    }
    write!(out, "\n]")?;
    Ok(())
}

fn waves(comments: &[words::Comment]) -> Vec<WaveLine> {
    let line = |(wave, name): (usize, &&'static str)| WaveLine {
        wave: name,
        file: file_of(name),
        people: GROUPS.iter().map(|group| group.people).sum(),
        respondents: GROUPS.iter().map(|group| group.respondents[wave]).sum(),
        comments: comments.iter().filter(|comment| comment.wave == **name).count(),
    };
    WAVES.iter().enumerate().map(line).collect()
}

fn own() -> Vec<OwnLine> {
    let mut lines = Vec::new();
    for (wave, name) in WAVES.iter().enumerate() {
        lines.extend(GROUPS.iter().map(|group| {
            OwnLine {
                wave: name,
                department: group.name,
                people: group.people,
                respondents: group.respondents[wave],
                straight_liners: group.straight,
                means: DIMENSIONS
                    .iter()
                    .map(|&(code, _)| (code, own_points(group.name, code, wave)))
                    .collect(),
                dire: own_points(group.name, "dire", wave),
                consiglio: f64::from(ADVISED_TENTHS) / 10.0,
            }
        }));
    }
    lines
}

fn seen() -> Vec<SeenLine> {
    let mut lines = Vec::new();
    for (wave, name) in WAVES.iter().enumerate() {
        lines.extend(RATED.iter().map(|department| SeenLine {
            wave: name,
            department,
            v1: seen_points(department, 0, wave),
            v2: seen_points(department, 1, wave),
        }));
    }
    lines
}

fn planted_lines(undue: u64) -> Vec<PlantedLine> {
    let mut lines = Vec::new();
    for view in &OWN_VIEWS {
        let is_everywhere = view.about.is_empty();
        let points = [0, 1].map(|wave| own_points(view.department, view.about, wave));
        lines.push(PlantedLine {
            kind: view.kind,
            department: view.department,
            about: (!is_everywhere).then_some(view.about),
            points: Some(if is_everywhere { view.points } else { points }),
            others: (!is_everywhere).then_some(points[0] - view.points[0]),
            ..PlantedLine::default()
        });
    }
    for view in &SEEN_VIEWS {
        lines.push(PlantedLine {
            kind: view.kind,
            department: view.department,
            about: Some(QUESTIONS[view.question]),
            points: Some([0, 1].map(|wave| seen_points(view.department, view.question, wave))),
            others: Some(SEEN[view.question]),
            ..PlantedLine::default()
        });
    }
    let care = || PlantedLine {
        department: "administration",
        about: Some("cura"),
        points: Some([0, 1].map(|wave| own_points("administration", "cura", wave))),
        ..PlantedLine::default()
    };
    let seen = [0, 1].map(|wave| {
        let both = [0, 1].map(|question| seen_points("administration", question, wave));
        f64::from(both[0] + both[1]) / 2.0
    });
    lines.push(PlantedLine { kind: "say_seen_gap", seen: Some(seen), ..care() });
    let (measure, undue_acts) = (Some("C1"), Some(undue));
    lines.push(PlantedLine { kind: "say_do_gap", measure, undue_acts, ..care() });
    lines.push(PlantedLine { kind: "no_change", department: "sales", ..PlantedLine::default() });
    lines
}

fn not_applicable() -> Vec<NotApplicableLine> {
    let mut lines = Vec::new();
    for (wave, name) in WAVES.iter().enumerate() {
        for one in &NOT_APPLICABLE {
            let group = GROUPS.iter().find(|group| group.name == one.department);
            let respondents = group.map_or(0, |group| group.respondents[wave]);
            lines.push(NotApplicableLine {
                wave: name,
                department: one.department,
                item: one.item,
                respondents,
                not_applicable: not_applicable_count(one.department, one.item, respondents),
            });
        }
    }
    lines
}
