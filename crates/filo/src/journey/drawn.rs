//! Pictures of journeys for a terminal: who hands over to whom, the stages, the busiest paths, and week by week, with
//! letters and blocks alone, so that a pipe holds what the screen shows.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use filo_journey::case::{Cases, Vocabulary};
use filo_journey::frame::Frame;
use filo_journey::log::Direction;
use filo_journey::names::MISSING;
use filo_journey::told::Unit;
use jiff::tz::TimeZone;

use super::company::Company;
use super::pictures::company::{lanes, scene, talk};
use super::pictures::control::{Control, Signal, WEEKS_MIN, individuals};
use super::pictures::handed::{Handed, HandedCell, handed};
use super::pictures::map::{Bounds, JourneyMap, map};
use super::pictures::stages::{Stages, stages};
use super::pictures::{Lane, LaneKind, Lanes, Scene, Talk, weeks};
use crate::config::Config;
use crate::texts::{Texts, word_key};

/// So many groups of a file have a lane of their own, those with most events.
const GROUPS: usize = 6;
/// What a terminal shows of a map: the paths are listed, not drawn.
const PATHS: Bounds = Bounds { nodes: 24, edges: 12 };
/// Letters of the longest bar, of a name, and of a column.
const BAR: usize = 24;
const NAME: usize = 18;
const COLUMN: usize = 8;
/// Weeks drawn at most, the latest.
const WEEKS: usize = 60;

/// What is drawn, and how its names are told.
pub struct Drawing<'a> {
    /// What it is drawn of.
    pub scene: Scene<'a>,
    /// The texts.
    pub texts: &'a Texts,
    /// The name of a department as people read it.
    pub department: &'a dyn Fn(&str) -> String,
    /// The text of the lane that departments share.
    pub pool: &'static str,
    /// Week by week: the text of what is followed, whether it is a share, and the weeks.
    pub weekly: Vec<(&'static str, bool, Control)>,
}

impl std::fmt::Debug for Drawing<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Drawing").field("scene", &self.scene).finish_non_exhaustive()
    }
}

/// The pictures of the events of a file; empty where none names a group.
#[must_use]
pub fn of_file(
    cases: &Cases,
    names: &Vocabulary,
    frame: &Frame,
    zone: &TimeZone,
    texts: &Texts,
) -> String {
    let Some((_, last)) = cases.span().filter(|_| !names.groups.is_empty()) else {
        return String::new();
    };
    let is_inbound = |case: &filo_journey::case::Case<'_>| {
        (0..case.at.len()).any(|event| case.way(event) == Some(Direction::In))
    };
    let has_customer = cases.iter().any(|case| is_inbound(&case));
    let busiest = busiest(cases, names.groups.len());
    let lanes = Lanes::new(&names.groups, |group| busiest.contains(&group), has_customer);
    let scene = Scene {
        cases,
        names,
        frame,
        lanes: &lanes,
        talk: &Talk::default(),
        zone,
        from: i64::MIN,
        as_of: last,
        is_watched: false,
        only_asked: false,
    };
    // Without a customer's word nobody can be answered: then it is followed how handoffs are taken on.
    let weekly = if has_customer {
        ("weekly-first-answer", false, individuals(&weeks::first_answer(&scene)))
    } else {
        ("journey-weekly-taken", false, individuals(&weeks::taken_on(&scene)))
    };
    let department = |name: &str| name.to_owned();
    let pool = "journey-lane-others";
    drawn(&Drawing { scene, texts, department: &department, pool, weekly: vec![weekly] })
}

/// The pictures of the company's own log, before its names are put in the words of people.
#[must_use]
pub fn of_company(company: &Company, config: &Config, texts: &Texts) -> String {
    let (lanes, talk) = (lanes(company), talk(company));
    let scene = scene(company, &lanes, &talk, config);
    let department = |name: &str| config.department_label(name, texts.language()).to_owned();
    let weekly = ("weekly-first-answer", false, individuals(&weeks::first_answer(&scene)));
    let pool = "report-small-departments";
    drawn(&Drawing { scene, texts, department: &department, pool, weekly: vec![weekly] })
}

/// The groups with most events.
fn busiest(cases: &Cases, groups: usize) -> Vec<u32> {
    let mut counts: Vec<(u64, u32)> = (0..).take(groups).map(|group| (0, group)).collect();
    for case in cases.iter() {
        for &group in case.group.iter().filter(|&&group| group != MISSING) {
            counts[group as usize].0 += 1;
        }
    }
    counts.sort_by_key(|(events, group)| (std::cmp::Reverse(*events), *group));
    counts.into_iter().take(GROUPS).map(|(_, group)| group).collect()
}

/// The pictures as text.
#[must_use]
pub fn drawn(drawing: &Drawing<'_>) -> String {
    let mut out = Out { text: String::new(), drawing };
    let handed = handed(&drawing.scene);
    if !handed.lanes.is_empty() {
        let count = |cell: &HandedCell| drawing.texts.count(cell.count);
        out.matrix("journey-drawn-matrix", &handed, &count);
        out.matrix("journey-drawn-hours", &handed, &|cell| out_short(drawing, cell.median_hours));
    }
    out.stages(&stages(&drawing.scene));
    out.paths(&map(&drawing.scene, PATHS));
    for (key, is_share, control) in &drawing.weekly {
        out.weeks(key, *is_share, control);
    }
    out.text
}

struct Out<'d, 'a> {
    text: String,
    drawing: &'d Drawing<'a>,
}

/// A time in hours, as short as can be.
fn out_short(drawing: &Drawing<'_>, hours: f64) -> String {
    let (count, unit) = Unit::of(hours * 3600.0);
    // Days of the clock mean nothing where hours are counted in working time.
    let (count, unit) = match unit {
        Unit::Day if drawing.scene.frame.clocks.is_some() => (hours, Unit::Hour),
        unit => (count, unit),
    };
    let number = if count < 9.95 { drawing.texts.decimal(count) } else { format!("{count:.0}") };
    let word = drawing.texts.word("journey-short", unit.name());
    format!("{number} {word}")
}

impl Out<'_, '_> {
    fn say(&mut self, key: &str, args: &[(&str, &str)]) {
        let _ = writeln!(self.text, "{}", self.drawing.texts.say(key, args));
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "  {}", text.trim_end());
    }

    fn lane(&self, lane: &Lane) -> String {
        let texts = self.drawing.texts;
        match (lane.kind, &lane.name) {
            (LaneKind::Customer, _) => texts.say("page-customer", &[]),
            (LaneKind::Department, Some(name)) => plain(&(self.drawing.department)(name)),
            (LaneKind::Department | LaneKind::Pool, _) => texts.say(self.drawing.pool, &[]),
            (LaneKind::Unknown, _) => texts.say("page-lane-unknown", &[]),
        }
    }

    fn activity(&self, name: &str) -> String {
        let key = word_key("act", name);
        let texts = self.drawing.texts;
        if texts.has(&key) { texts.say(&key, &[]) } else { plain(name) }
    }

    /// Senders as rows, receivers as columns by number.
    fn matrix(&mut self, key: &str, handed: &Handed, shown: &dyn Fn(&HandedCell) -> String) {
        self.say(key, &[]);
        let mut head = " ".repeat(NAME + 3);
        for place in 1..=handed.lanes.len() {
            let _ = write!(head, "{place:>COLUMN$}");
        }
        self.line(&head);
        for (place, (lane, row)) in handed.lanes.iter().zip(&handed.cells).enumerate() {
            let name = fit(&self.lane(lane), NAME);
            let mut line = format!("{:>2} {name}", place + 1);
            for cell in row {
                let shown = cell.as_ref().map_or_else(|| "·".to_owned(), shown);
                let _ = write!(line, "{shown:>COLUMN$}");
            }
            self.line(&line);
        }
    }

    fn stages(&mut self, stages: &Stages) {
        if stages.cases == 0 {
            return;
        }
        let texts = self.drawing.texts;
        self.say("journey-drawn-stages", &[]);
        for one in &stages.stages {
            let name = fit(&texts.word("stage", one.stage.name()), NAME + 10);
            let full = blocks(one.reached, stages.cases, '█');
            let rest = BAR.saturating_sub(full.chars().count());
            let open: String = blocks(one.open, stages.cases, '░').chars().take(rest).collect();
            let bar = fit(&format!("{full}{open}"), BAR);
            let mut line = format!("{name} {bar} {:>7}", texts.count(one.reached));
            if let Some(half) = one.median_hours {
                let most = one.p90_hours.map(|hours| out_short(self.drawing, hours));
                let (half, most) =
                    (out_short(self.drawing, half), most.unwrap_or_else(|| "–".to_owned()));
                let _ = write!(line, "  {half} · {most}");
            }
            if one.open > 0 {
                let args = [("count", texts.count(one.open))];
                let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
                let _ = write!(line, "  {}", texts.say("page-stage-still-open", &args));
            }
            self.line(&line);
        }
        if !stages.unmeasured.is_empty() {
            let named = stages.unmeasured.iter().map(|one| texts.word("stage", one.name()));
            let named = named.collect::<Vec<_>>().join(", ");
            self.say("journey-drawn-unmeasured", &[("stages", &named)]);
        }
    }

    fn paths(&mut self, map: &JourneyMap) {
        if map.edges.is_empty() {
            return;
        }
        let texts = self.drawing.texts;
        let share = ratio(map.steps_shown, map.steps_all) * 100.0;
        self.say(
            "journey-drawn-paths",
            &[
                ("edges", &texts.count(map.edges.len() as u64)),
                ("all", &texts.count(map.edges_all)),
                ("share", &texts.decimal(share)),
            ],
        );
        let most = map.edges.iter().map(|edge| edge.cases).max().unwrap_or(1);
        for edge in &map.edges {
            let named = |node: usize| {
                let node = &map.nodes[node];
                let lane = self.lane(&map.lanes[node.lane]);
                format!("{lane} · {}", self.activity(&node.activity))
            };
            let bar: String = blocks(edge.cases, most, '█').chars().take(BAR).collect();
            let bar: String = bar.chars().step_by(3).collect();
            let half = out_short(self.drawing, edge.median_hours);
            let (cases, path) =
                (texts.count(edge.cases), format!("{} → {}", named(edge.from), named(edge.to)));
            self.line(&format!("{} {cases:>7} {half:>9}  {path}", fit(&bar, BAR / 3)));
        }
    }

    fn weeks(&mut self, key: &str, is_share: bool, control: &Control) {
        let texts = self.drawing.texts;
        let what = texts.say(key, &[]);
        let Some(centre) = control.centre else {
            let known = control.weeks_known.to_string();
            let least = WEEKS_MIN.to_string();
            let values = [("what", what.as_str()), ("known", &known), ("least", &least)];
            self.say("page-weekly-too-few", &values);
            return;
        };
        let drawn = &control.weeks[control.weeks.len().saturating_sub(WEEKS)..];
        let (Some(first), Some(last)) = (drawn.first(), drawn.last()) else { return };
        let shown = |value: f64| {
            if is_share {
                format!("{} %", texts.decimal(value * 100.0))
            } else {
                out_short(self.drawing, value)
            }
        };
        let [low, high] = last.limits.or(first.limits).unwrap_or_default();
        let (from, to) = (texts.date(first.begins), texts.date(last.begins));
        let (centre, low, high) = (shown(centre), shown(low), shown(high));
        self.say("journey-drawn-weeks", &[("what", what.as_str()), ("from", &from), ("to", &to)]);
        let most = drawn.iter().filter_map(|week| week.value).fold(0.0, f64::max);
        let heights: String = drawn.iter().map(|week| height(week.value, most)).collect();
        let marks = drawn.iter().map(|week| match week.signal {
            Signal::None => '·',
            Signal::Beyond => '◆',
            Signal::Run => '■',
            Signal::Young => '○',
        });
        let marks: String = marks.collect();
        self.line(&heights);
        self.line(&marks);
        self.say("journey-drawn-limits", &[("centre", &centre), ("low", &low), ("high", &high)]);
    }
}

/// A share as so many letters of the longest bar; what is there at all has at least one.
fn blocks(part: u64, whole: u64, letter: char) -> String {
    let length = u128::from(part) * BAR as u128 / u128::from(whole.max(1));
    let length = usize::try_from(length).unwrap_or(BAR).min(BAR);
    std::iter::repeat_n(letter, length.max(usize::from(part > 0))).collect()
}

/// How high a value is, in eighths.
fn height(value: Option<f64>, most: f64) -> char {
    const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let Some(value) = value else { return ' ' };
    let place = (1..8_u8).take_while(|eighth| value * 8.0 > most * f64::from(*eighth)).count();
    HEIGHTS[place]
}

/// A name of a file without what would tell a terminal to do something.
fn plain(name: &str) -> String {
    name.chars().map(|one| if one.is_control() { ' ' } else { one }).collect()
}

/// A text of just so many letters: cut with a sign, or filled up.
fn fit(text: &str, letters: usize) -> String {
    let plain: String = text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    let count = plain.chars().count();
    if count <= letters {
        return format!("{plain}{}", " ".repeat(letters - count));
    }
    let mut short: String = plain.chars().take(letters.saturating_sub(1)).collect();
    short.push('…');
    short
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
