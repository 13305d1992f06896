//! One thread in lanes: the customer's at the top, one for each department below, time from left to
//! right, each entry with the number under which it is told.

use super::{Anchor, Canvas, WIDTH, cut, nth};

/// An entry in a lane.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The place of its lane.
    pub lane: usize,
    /// When it happened, in UTC epoch milliseconds.
    pub at: i64,
    /// The number under which it is told; entries that are not told have none.
    pub told: Option<usize>,
    /// Whether it is a moment of harm.
    pub is_harm: bool,
}

/// A day on the scale: its beginning in UTC epoch milliseconds, and how people write it.
pub type Tick = (i64, String);

/// Where the scale begins, and the word for what lies before it: an entry of years ago would press
/// the weeks that matter into one corner.
#[derive(Debug, Clone)]
pub struct Begin {
    /// The first moment of the scale, in UTC epoch milliseconds.
    pub at: i64,
    /// The word over earlier entries.
    pub before: String,
}

const LABEL: f64 = 150.0;
const LANE: f64 = 44.0;
const HEAD: f64 = 10.0;
const FOOT: f64 = 26.0;
/// The width of the strip of what lies before the scale.
const EARLIER: f64 = 58.0;
/// The room a date takes: of two days closer than this, the second has its line alone.
const DATE: f64 = 90.0;
/// Numbers closer than this are set one above the other.
const APART: f64 = 17.0;

/// Draws the lanes.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    names: &[String],
    marks: &[Mark],
    begin: &Begin,
    ticks: &[Tick],
) -> String {
    let moments = marks.iter().map(|mark| mark.at).chain(ticks.iter().map(|tick| tick.0));
    let last = moments.max().unwrap_or(begin.at);
    let length = millis(last.saturating_sub(begin.at)).max(1.0);
    let has_earlier = marks.iter().any(|mark| mark.at < begin.at);
    let left = LABEL + if has_earlier { EARLIER } else { 12.0 };
    let room = WIDTH - left - 14.0;
    let at = |moment: i64| match moment.checked_sub(begin.at) {
        Some(since) if since >= 0 => left + millis(since) / length * room,
        _ => LABEL + EARLIER / 2.0 - 8.0,
    };
    let bottom = HEAD + nth(names.len()) * LANE;
    let mut canvas = Canvas::new(bottom + FOOT);
    for (place, name) in names.iter().enumerate() {
        let top = HEAD + nth(place) * LANE;
        let class = if place == 0 { "lane customer" } else { "lane" };
        canvas.rectangle(class, [LABEL, top + 2.0, WIDTH - LABEL, LANE - 4.0]);
        let name = cut(name, LABEL - 12.0);
        canvas.words("label", [LABEL - 10.0, top + LANE / 2.0 + 4.0], Anchor::End, &name);
    }
    if has_earlier {
        let x = LABEL + EARLIER - 16.0;
        canvas.line("mark", [x, HEAD, x, bottom]);
        let middle = LABEL + EARLIER / 2.0 - 8.0;
        canvas.words("tick", [middle, bottom + 16.0], Anchor::Middle, &begin.before);
    }
    let mut written = f64::NEG_INFINITY;
    for (moment, name) in ticks {
        let x = at(*moment);
        canvas.line("grid", [x, HEAD, x, bottom]);
        if x - written < DATE {
            continue;
        }
        written = x;
        // The outermost ones stay inside the picture.
        let (x, anchor) = if x > WIDTH - 36.0 {
            (WIDTH - 2.0, Anchor::End)
        } else if x < left + 30.0 {
            (x - 6.0, Anchor::Start)
        } else {
            (x, Anchor::Middle)
        };
        canvas.words("tick", [x, bottom + 16.0], anchor, name);
    }
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by_key(|mark| (mark.lane, mark.at, mark.told));
    let mut before: Option<(usize, f64, usize)> = None;
    for mark in sorted {
        let x = at(mark.at);
        let step = match before {
            Some((lane, last, step)) if lane == mark.lane && x - last < APART => (step + 1) % 3,
            _ => 0,
        };
        before = Some((mark.lane, x, step));
        let middle = HEAD + nth(mark.lane) * LANE + LANE / 2.0 + [0.0, -12.0, 12.0][step];
        entry(&mut canvas, mark, x, middle);
    }
    canvas.finish(title, description)
}

fn entry(canvas: &mut Canvas, mark: &Mark, x: f64, y: f64) {
    let size = if mark.told.is_some() { 8.5 } else { 3.0 };
    if mark.is_harm {
        let size = size + 1.5;
        canvas.polygon("harm", &[[x, y - size], [x + size, y], [x, y + size], [x - size, y]]);
    } else if mark.lane == 0 {
        canvas.disc("from-customer", [x, y, size]);
    } else {
        canvas.rectangle("from-company", [x - size, y - size + 1.0, 2.0 * size, 2.0 * size - 2.0]);
    }
    if let Some(told) = mark.told {
        canvas.words("inside", [x, y + 3.5], Anchor::Middle, &told.to_string());
    }
}

#[expect(clippy::cast_precision_loss, reason = "a picture of months needs no milliseconds")]
fn millis(length: i64) -> f64 {
    length as f64
}
