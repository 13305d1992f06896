//! What the company holds itself to beside what happened, one block for each kind of request: the time to an answer on
//! one scale, the steps as squares, self-service and the customer's own words as text.

use super::{Anchor, Canvas, WIDE, cut, nth, on_powers, wrap};

/// A kind of request.
#[derive(Debug, Clone, Default)]
pub struct Kind {
    /// What is asked.
    pub label: String,
    /// How many cases.
    pub count: String,
    /// The time to an answer that the company allows itself, in hours.
    pub allowed: Option<f64>,
    /// The median time to an answer and nine of ten, in hours, each where it is known.
    pub hours: [Option<f64>; 2],
    /// The times as people read them.
    pub times: String,
    /// How many were answered within the time allowed.
    pub within: String,
    /// The steps that should do, and those that half of the customers needed at most.
    pub steps: [Option<f64>; 2],
    /// The steps as people read them.
    pub steps_shown: String,
    /// What became of self-service.
    pub self_service: String,
    /// The words of a customer; empty where there are none.
    pub quote: String,
}

/// A mark on the scale of times: hours, and how people call them.
pub type Tick = (f64, String);

const LABEL: f64 = 190.0;
/// Room for the scale; what follows is for words.
const SCALE: f64 = 340.0;
const BLOCK: f64 = 76.0;
const QUOTE: f64 = 32.0;
/// Squares of steps drawn at most.
const STEPS: f64 = 24.0;
/// The room a mark takes: of two closer than this, the second has its line alone.
const TICK: f64 = 58.0;
/// Kinds drawn at most; the table has all.
const DRAWN: usize = 12;

/// Draws kinds of request from the top down; `ticks` are the marks of the scale in order.
#[must_use]
pub fn draw(title: &str, description: &str, kinds: &[Kind], ticks: &[Tick]) -> String {
    let kinds = &kinds[..kinds.len().min(DRAWN)];
    let height = |kind: &Kind| BLOCK + if kind.quote.is_empty() { 0.0 } else { QUOTE };
    let bottom = kinds.iter().map(height).sum::<f64>() + 6.0;
    let mut canvas = Canvas::wide(bottom + 22.0);
    let all = kinds.iter().flat_map(|kind| kind.hours.into_iter().chain([kind.allowed]));
    let longest = all.flatten().fold(0.0, f64::max);
    let first = ticks.first().map_or(1.0, |tick| tick.0);
    let last = ticks.iter().map(|tick| tick.0).find(|hours| *hours >= longest).unwrap_or(longest);
    let at = |hours: f64| LABEL + 10.0 + on_powers(hours, first, last) * SCALE;
    let mut written = f64::NEG_INFINITY;
    for (hours, name) in ticks.iter().filter(|tick| tick.0 <= last.max(first)) {
        let x = at(*hours);
        canvas.line("grid", [x, 4.0, x, bottom]);
        if x - written > TICK {
            canvas.words("tick", [x, bottom + 16.0], Anchor::Middle, name);
            written = x;
        }
    }
    let mut top = 6.0;
    for kind in kinds {
        if top > 6.0 {
            canvas.line("grid", [0.0, top - 3.0, WIDE, top - 3.0]);
        }
        block(&mut canvas, kind, top, &at);
        top += height(kind);
    }
    canvas.finish(title, description)
}

fn block(canvas: &mut Canvas, kind: &Kind, top: f64, at: &impl Fn(f64) -> f64) {
    let words = LABEL + SCALE + 26.0;
    for (line, text) in wrap(&kind.label, LABEL - 12.0, 2).iter().enumerate() {
        canvas.words("label strong", [4.0, top + 20.0 + nth(line) * 15.0], Anchor::Start, text);
    }
    canvas.words("tick", [4.0, top + 56.0], Anchor::Start, &kind.count);
    let middle = top + 18.0;
    if let Some(allowed) = kind.allowed {
        // All that lies left of it is in time.
        canvas.rectangle("allowed", [at(0.0), middle - 9.0, at(allowed) - at(0.0), 18.0]);
        canvas.line("mark", [at(allowed), middle - 13.0, at(allowed), middle + 13.0]);
    }
    if let [Some(half), most] = kind.hours {
        let end = most.unwrap_or(f64::INFINITY);
        canvas.line("whisker", [at(half), middle, at(end), middle]);
        let x = at(end);
        let corners = [[x, middle - 5.0], [x + 5.0, middle], [x, middle + 5.0], [x - 5.0, middle]];
        // Where too many are open for nine of ten, the line ends in an arrow.
        canvas.polygon("peak", if most.is_some() { &corners } else { &corners[..3] });
        canvas.disc("dot", [at(half), middle, 4.5]);
    }
    steps(canvas, kind.steps, top + 44.0);
    let lines = [
        (14.0, &kind.times),
        (30.0, &kind.within),
        (49.0, &kind.steps_shown),
        (65.0, &kind.self_service),
    ];
    for (down, text) in lines {
        let text = cut(text, WIDE - words - 4.0);
        canvas.words("value", [words, top + down], Anchor::Start, &text);
    }
    for (line, text) in wrap(&kind.quote, WIDE - LABEL - 30.0, 2).iter().enumerate() {
        let y = top + BLOCK + 7.0 + nth(line) * 14.0;
        canvas.words("quoted", [LABEL + 10.0, y], Anchor::Start, text);
    }
}

/// The steps that should do as empty squares, those that were taken as full ones below.
fn steps(canvas: &mut Canvas, [allowed, taken]: [Option<f64>; 2], top: f64) {
    for (count, class, top) in [(allowed, "step allowed", top), (taken, "step", top + 13.0)] {
        let count = count.unwrap_or(0.0).clamp(0.0, STEPS);
        let mut drawn = 0.0;
        while drawn < count {
            // Half a step is half a square.
            let width = 10.0 * (count - drawn).min(1.0);
            canvas.rectangle(class, [LABEL + 10.0 + drawn * 14.0, top, width, 10.0]);
            drawn += 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, draw};

    fn kind() -> Kind {
        Kind {
            label: "Guasto".into(),
            count: "31 casi".into(),
            allowed: Some(10.0),
            hours: [Some(1.0), Some(100.0)],
            steps: [Some(1.0), Some(2.5)],
            ..Kind::default()
        }
    }

    fn svg(kinds: &[Kind]) -> String {
        let ticks = [(1.0, "1 h".to_owned()), (10.0, "10 h".to_owned()), (100.0, "100 h".into())];
        draw("t", "d", kinds, &ticks)
    }

    #[test]
    fn what_was_allowed_and_what_was_needed_stand_on_one_scale() {
        let svg = svg(&[kind()]);
        assert!(svg.contains("<line class=\"mark\" x1=\"370.0\""), "10 lies amid 1 and 100: {svg}");
        assert!(svg.contains("<circle class=\"dot\" cx=\"200.0\""));
        assert!(svg.contains("<line class=\"whisker\" x1=\"200.0\" y1=\"24.0\" x2=\"540.0\""));
        assert_eq!(svg.matches("class=\"step allowed\"").count(), 1);
        assert_eq!(svg.matches("class=\"step\"").count(), 3);
        assert!(svg.contains("width=\"5.0\""), "half a step is half a square");
    }

    #[test]
    fn what_is_not_known_is_not_drawn() {
        let nothing = Kind { label: "Altro".into(), ..Kind::default() };
        let svg = svg(&[nothing]);
        for class in ["mark", "whisker", "dot", "peak", "step", "quoted", "allowed"] {
            assert!(!svg.contains(&format!("class=\"{class}\"")), "{class}");
        }
    }

    #[test]
    fn a_quote_has_room_of_its_own_and_cannot_leave_its_place() {
        let hostile = "Ho già chiamato </text><script>x</script> tre volte ".repeat(20);
        let quoted = Kind { quote: hostile, ..kind() };
        let svg = svg(&[quoted, kind()]);
        assert_eq!(svg.matches("class=\"quoted\"").count(), 2);
        assert!(!svg.contains("<script") && svg.contains("viewBox=\"0 0 960 212\""), "{svg}");
    }

    #[test]
    fn nothing_and_very_much_are_drawn() {
        assert!(draw("t", "d", &[], &[]).ends_with("</svg>"));
        let much = Kind { steps: [Some(1.0), Some(1e9)], hours: [Some(0.0), None], ..kind() };
        let svg = svg(&vec![much; 300]);
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert!(svg.matches("class=\"step\"").count() <= 12 * 24);
    }
}
