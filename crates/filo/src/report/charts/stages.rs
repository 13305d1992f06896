//! How far cases come: for each stage of the journey a bar for the cases that reach it and one for those still on the
//! way, and beside it how long it took.

use super::{Anchor, Canvas, WIDE, cut, nth, on_powers, wrap};

/// A stage.
#[derive(Debug, Clone)]
pub struct Stage {
    /// What it is called.
    pub label: String,
    /// Cases that reached it.
    pub reached: f64,
    /// Cases that may still reach it.
    pub open: f64,
    /// Both as people read them.
    pub counts: String,
    /// The median and the nine-of-ten time, in hours, each where it is known.
    pub hours: [Option<f64>; 2],
    /// Both as people read them.
    pub times: String,
}

/// A mark on the scale of times: hours, and how people call them.
pub type Tick = (f64, String);

/// What stands above the two sides.
#[derive(Debug, Clone, Default)]
pub struct Heads {
    /// Above the bars.
    pub cases: String,
    /// Above the times.
    pub times: String,
}

const LABEL: f64 = 180.0;
/// Room for the bars, and for the counts after the longest.
const BARS: f64 = 210.0;
const COUNTS: f64 = 150.0;
/// Room for the scale of times; what follows is for the times as words.
const SCALE: f64 = 260.0;
const HEAD: f64 = 26.0;
const STEP: f64 = 42.0;
/// The room a mark takes: of two closer than this, the second has its line alone.
const TICK: f64 = 58.0;
/// Stages drawn at most; a journey has six.
const DRAWN: usize = 24;

/// Draws stages from the top down; `all` is how many cases there are, `ticks` are the marks of the scale in order.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    heads: &Heads,
    all: f64,
    stages: &[Stage],
    ticks: &[Tick],
) -> String {
    let stages = &stages[..stages.len().min(DRAWN)];
    let bottom = HEAD + nth(stages.len()) * STEP;
    let mut canvas = Canvas::wide(bottom + 24.0);
    canvas.words("tick", [LABEL, 14.0], Anchor::Start, &heads.cases);
    let left = LABEL + BARS + COUNTS;
    canvas.words("tick", [left, 14.0], Anchor::Start, &heads.times);
    canvas.line("axis", [LABEL, HEAD, LABEL, bottom]);
    let longest = stages.iter().flat_map(|stage| stage.hours).flatten().fold(0.0, f64::max);
    let first = ticks.first().map_or(1.0, |tick| tick.0);
    let last = ticks.iter().map(|tick| tick.0).find(|hours| *hours >= longest).unwrap_or(longest);
    let at = |hours: f64| left + on_powers(hours, first, last) * SCALE;
    let mut written = f64::NEG_INFINITY;
    for (hours, name) in ticks.iter().filter(|tick| tick.0 <= last.max(first)) {
        let x = at(*hours);
        canvas.line("grid", [x, HEAD, x, bottom]);
        if x - written > TICK {
            canvas.words("tick", [x, bottom + 16.0], Anchor::Middle, name);
            written = x;
        }
    }
    let scale = BARS / all.max(1.0);
    for (place, stage) in stages.iter().enumerate() {
        let top = HEAD + nth(place) * STEP + 9.0;
        let base = top + 16.5;
        let lines = wrap(&stage.label, LABEL - 14.0, 2);
        let above = if lines.len() > 1 { 7.0 } else { 0.0 };
        for (line, text) in lines.iter().enumerate() {
            let y = base - above + nth(line) * 14.0;
            canvas.words("label", [LABEL - 8.0, y], Anchor::End, text);
        }
        let (reached, open) = (stage.reached * scale, stage.open * scale);
        canvas.rectangle("bar strong", [LABEL, top, reached, 24.0]);
        if stage.open > 0.0 {
            canvas.rectangle("bar waiting", [LABEL + reached, top + 1.0, open, 22.0]);
        }
        let end = LABEL + reached + open + 7.0;
        let counts = cut(&stage.counts, left - end - 4.0);
        canvas.words("value", [end, base], Anchor::Start, &counts);
        times(&mut canvas, stage, [left + SCALE, top + 12.0], at);
    }
    canvas.finish(title, description)
}

/// The median as a dot, nine of ten as a diamond; where too many are open for the second the line ends in an arrow.
fn times(canvas: &mut Canvas, stage: &Stage, [end, middle]: [f64; 2], at: impl Fn(f64) -> f64) {
    let [half, most] = stage.hours;
    if let Some(half) = half {
        let x = most.map_or(end - 6.0, &at);
        canvas.line("whisker", [at(half), middle, x, middle]);
        let corners = if most.is_some() {
            vec![[x, middle - 5.0], [x + 5.0, middle], [x, middle + 5.0], [x - 5.0, middle]]
        } else {
            vec![[x, middle - 5.0], [x + 6.0, middle], [x, middle + 5.0]]
        };
        canvas.polygon("peak", &corners);
        canvas.disc("dot", [at(half), middle, 4.5]);
    }
    let shown = cut(&stage.times, WIDE - end - 16.0);
    canvas.words("value", [end + 14.0, middle + 4.0], Anchor::Start, &shown);
}

#[cfg(test)]
mod tests {
    use super::{Heads, Stage, draw};

    fn stage(label: &str, reached: f64, open: f64, hours: [Option<f64>; 2]) -> Stage {
        let (counts, times) = (format!("{reached}"), "2 h".to_owned());
        Stage { label: label.into(), reached, open, counts, hours, times }
    }

    fn svg(stages: &[Stage]) -> String {
        let ticks = [(1.0, "1".to_owned()), (10.0, "10".to_owned()), (100.0, "100".to_owned())];
        draw("t", "d", &Heads::default(), 100.0, stages, &ticks)
    }

    /// The widths of the shapes of a class.
    fn widths(svg: &str, class: &str) -> Vec<String> {
        let class = format!("class=\"{class}\"");
        let shapes = svg.split(&class).skip(1);
        let width = |rest: &str| Some(rest.split("width=\"").nth(1)?.split('"').next()?.to_owned());
        shapes.filter_map(width).collect()
    }

    #[test]
    fn a_bar_is_as_long_as_the_share_of_cases_and_the_open_ones_stand_apart() {
        let svg = svg(&[
            stage("Contatto", 100.0, 0.0, [None, None]),
            stage("Risolto", 50.0, 20.0, [Some(10.0), Some(100.0)]),
        ]);
        assert_eq!(widths(&svg, "bar strong"), ["210.0", "105.0"]);
        assert_eq!(widths(&svg, "bar waiting"), ["42.0"]);
        assert!(
            svg.contains("<circle class=\"dot\" cx=\"670.0\""),
            "10 is the middle of 1 and 100"
        );
        assert_eq!(svg.matches("class=\"peak\"").count(), 1);
    }

    #[test]
    fn a_time_that_too_many_have_not_reached_is_left_open() {
        let open = svg(&[stage("Risolto", 50.0, 45.0, [Some(10.0), None])]);
        let corners = open.split("class=\"peak\" points=\"").nth(1).unwrap();
        assert_eq!(corners.split('"').next().unwrap().split(' ').count(), 3, "an arrow");
        let unknown = svg(&[stage("Risolto", 5.0, 95.0, [None, None])]);
        assert!(!unknown.contains("class=\"peak\"") && !unknown.contains("class=\"dot\""));
    }

    #[test]
    fn nothing_and_very_much_are_drawn() {
        for stages in [vec![], vec![stage("a", 1.0, 1e9, [Some(0.0), Some(1e12)]); 500]] {
            let svg = draw("t", "d", &Heads::default(), 0.0, &stages, &[]);
            assert!(svg.ends_with("</svg>") && !svg.contains("NaN") && !svg.contains("inf"));
            assert!(svg.matches("bar strong").count() <= 24);
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let hostile = "</text><script>x</script>";
        let mut stage = stage(hostile, 1.0, 0.0, [Some(1.0), None]);
        (stage.counts, stage.times) = (hostile.into(), hostile.into());
        let heads = Heads { cases: hostile.into(), times: hostile.into() };
        let svg = draw(hostile, hostile, &heads, 1.0, &[stage], &[(1.0, hostile.into())]);
        assert!(!svg.contains("<script"), "{svg}");
    }
}
