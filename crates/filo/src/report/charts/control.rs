//! A control chart: week after week, between the limits that chance keeps to. What goes beyond, and a run on one side, are
//! told by shape; weeks that are not over yet are hollow.

use super::{Anchor, Canvas, WIDE, nth};

/// What a point says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: chance alone brings about as much.
    Ordinary,
    /// It lies beyond the limits: a diamond.
    Beyond,
    /// It is part of a long run on one side of the middle: a square.
    Run,
    /// The week is not over, or not all of it can be judged yet: a ring.
    Young,
}

/// A week.
#[derive(Debug, Clone)]
pub struct Point {
    /// When it began, as people write it.
    pub label: String,
    /// The value; nothing where there is none.
    pub value: Option<f64>,
    /// The lower and the upper limit.
    pub limits: Option<[f64; 2]>,
    /// How many stand behind it.
    pub count: String,
    /// What it says.
    pub mark: Mark,
}

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub struct Control {
    /// The weeks in order.
    pub points: Vec<Point>,
    /// The middle.
    pub centre: f64,
    /// The word for the middle.
    pub centre_word: String,
    /// The word before the counts.
    pub count_word: String,
    /// The words for [`Mark`]s: ordinary, beyond, run, young.
    pub words: [String; 4],
}

const LEFT: f64 = 74.0;
const RIGHT: f64 = 96.0;
const TOP: f64 = 12.0;
const HEIGHT: f64 = 210.0;
/// Room below for weeks, counts and what the shapes mean.
const FOOT: f64 = 66.0;
/// The room a date takes.
const DATE: f64 = 52.0;
/// Weeks drawn at most, the latest: two years.
const DRAWN: usize = 104;

/// Draws a chart; `shown` writes a value as people read it.
#[must_use]
pub fn draw(
    title: &str,
    description: &str,
    control: &Control,
    shown: impl Fn(f64) -> String,
) -> String {
    let points = &control.points[control.points.len().saturating_sub(DRAWN)..];
    let mut canvas = Canvas::wide(TOP + HEIGHT + FOOT);
    let values =
        points.iter().flat_map(|one| one.value.into_iter().chain(one.limits.map(|l| l[1])));
    let step = step(values.fold(control.centre, f64::max));
    let most = step * 4.0;
    let room = (WIDE - LEFT - RIGHT) / nth(points.len().max(1));
    let x = |place: usize| LEFT + (nth(place) + 0.5) * room;
    let y = |value: f64| TOP + HEIGHT * (1.0 - (value / most).clamp(0.0, 1.0));
    for line in 0..=4_u8 {
        let value = step * f64::from(line);
        canvas.line("grid", [LEFT, y(value), WIDE - RIGHT, y(value)]);
        canvas.words("tick", [LEFT - 6.0, y(value) + 4.0], Anchor::End, &shown(value));
    }
    if !points.is_empty() {
        let middle = y(control.centre);
        canvas.line("centre", [LEFT, middle, WIDE - RIGHT, middle]);
        let words = format!("{} {}", control.centre_word, shown(control.centre));
        let words = super::cut(&words, RIGHT - 8.0);
        canvas.words("tick", [WIDE - RIGHT + 6.0, middle + 4.0], Anchor::Start, &words);
    }
    limits(&mut canvas, points, room, &y);
    let seen: Vec<(usize, f64)> =
        points.iter().enumerate().filter_map(|(place, one)| Some((place, one.value?))).collect();
    for pair in seen.windows(2) {
        let [(before, from), (place, to)] = [pair[0], pair[1]];
        // A week without a value parts the line.
        if place == before + 1 {
            canvas.line("whisker", [x(before), y(from), x(place), y(to)]);
        }
    }
    for &(place, value) in &seen {
        shape(&mut canvas, points[place].mark, [x(place), y(value)]);
    }
    let below = TOP + HEIGHT;
    canvas.words("tick", [LEFT - 8.0, below + 33.0], Anchor::End, &control.count_word);
    let every = (DATE / room).ceil().max(1.0);
    let mut next = 0.0;
    for (place, one) in points.iter().enumerate() {
        if nth(place) >= next {
            canvas.words("tick", [x(place), below + 16.0], Anchor::Middle, &one.label);
            canvas.words("tick", [x(place), below + 33.0], Anchor::Middle, &one.count);
            next = nth(place) + every;
        }
    }
    legend(&mut canvas, &control.words, below + 54.0);
    canvas.finish(title, description)
}

/// The limits of each week, which differ where the weeks differ in size.
fn limits(canvas: &mut Canvas, points: &[Point], room: f64, y: &impl Fn(f64) -> f64) {
    for side in 0..2 {
        let mut line = Vec::new();
        for (place, one) in points.iter().enumerate() {
            match one.limits {
                Some(limits) => {
                    let left = LEFT + nth(place) * room;
                    line.extend([[left, y(limits[side])], [left + room, y(limits[side])]]);
                }
                None if line.is_empty() => {}
                None => canvas.polyline("limit", &std::mem::take(&mut line)),
            }
        }
        if !line.is_empty() {
            canvas.polyline("limit", &line);
        }
    }
}

fn shape(canvas: &mut Canvas, mark: Mark, [x, y]: [f64; 2]) {
    match mark {
        Mark::Ordinary => canvas.disc("dot", [x, y, 4.0]),
        Mark::Beyond => {
            canvas.polygon("harm", &[[x, y - 8.0], [x + 8.0, y], [x, y + 8.0], [x - 8.0, y]]);
        }
        Mark::Run => canvas.rectangle("peak", [x - 5.0, y - 5.0, 10.0, 10.0]),
        Mark::Young => canvas.disc("ring", [x, y, 4.5]),
    }
}

fn legend(canvas: &mut Canvas, words: &[String; 4], y: f64) {
    let marks = [Mark::Ordinary, Mark::Beyond, Mark::Run, Mark::Young];
    let width = (WIDE - LEFT) / 4.0;
    for (place, (mark, text)) in marks.into_iter().zip(words).enumerate() {
        let x = LEFT + nth(place) * width;
        shape(canvas, mark, [x, y - 4.0]);
        canvas.words("tick", [x + 13.0, y], Anchor::Start, &super::cut(text, width - 20.0));
    }
}

/// The step of a scale of four that holds a value: one, two or five times a power of ten.
fn step(most: f64) -> f64 {
    let wanted = (most / 4.0).clamp(1e-6, 1e12);
    let power = 10_f64.powf(wanted.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0].into_iter().find(|one| one * power >= wanted * 0.999_999);
    step.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::{Control, HEIGHT, Mark, Point, TOP, draw, step};

    fn point(value: f64, mark: Mark) -> Point {
        let (label, count) = ("06/04".to_owned(), "12".to_owned());
        Point { label, value: Some(value), limits: Some([1.0, 7.0]), count, mark }
    }

    fn control(points: Vec<Point>) -> Control {
        Control { points, centre: 4.0, ..Control::default() }
    }

    fn svg(points: Vec<Point>) -> String {
        draw("t", "d", &control(points), |value| value.to_string())
    }

    /// Each shape is once in the legend.
    fn shapes(svg: &str) -> [usize; 4] {
        ["dot", "harm", "peak", "ring"]
            .map(|class| svg.matches(&format!("class=\"{class}\"")).count() - 1)
    }

    #[test]
    fn what_a_week_says_is_told_by_its_shape() {
        let mut points = vec![point(4.0, Mark::Ordinary); 6];
        points.extend([point(8.0, Mark::Beyond), point(3.0, Mark::Run), point(3.0, Mark::Young)]);
        let svg = svg(points);
        assert_eq!(shapes(&svg), [6, 1, 1, 1]);
        let beyond = svg.split("class=\"harm\" points=\"").nth(1).unwrap();
        assert!(beyond.contains(&format!(",{TOP:.1} ")), "8 is the top of the scale: {beyond}");
        assert!(svg.contains(&format!("y1=\"{:.1}\"", TOP + HEIGHT / 2.0)), "4 is its middle");
        assert_eq!(svg.matches("<polyline class=\"limit\"").count(), 2);
    }

    #[test]
    fn a_week_without_a_value_parts_the_line() {
        let mut points = vec![point(4.0, Mark::Ordinary); 9];
        assert_eq!(svg(points.clone()).matches("class=\"whisker\"").count(), 8);
        points[4].value = None;
        let parted = svg(points);
        assert_eq!(parted.matches("class=\"whisker\"").count(), 6);
        assert_eq!(shapes(&parted)[0], 8);
    }

    #[test]
    fn scales_are_round_and_hold_all() {
        for (most, expected) in
            [(4.0, 1.0), (8.0, 2.0), (9.0, 2.5), (0.9, 0.25), (37.0, 10.0), (1.0, 0.25)]
        {
            assert!((step(most) - expected).abs() < 1e-9, "{most}: {}", step(most));
        }
    }

    #[test]
    fn nothing_one_and_very_much_are_drawn() {
        for points in [vec![], vec![point(0.0, Mark::Young)], vec![point(1e12, Mark::Beyond); 900]]
        {
            let svg = svg(points);
            assert!(svg.ends_with("</svg>") && !svg.contains("NaN") && !svg.contains("inf"));
            assert!(shapes(&svg)[1] <= 104);
        }
    }

    #[test]
    fn hostile_words_stay_words() {
        let hostile = "</text><script>x</script>";
        let mut one = point(1.0, Mark::Ordinary);
        (one.label, one.count) = (hostile.into(), hostile.into());
        let words = [(); 4].map(|()| hostile.to_owned());
        let (centre_word, count_word) = (hostile.into(), hostile.into());
        let control = Control { points: vec![one], centre: 1.0, centre_word, count_word, words };
        let svg = draw(hostile, hostile, &control, |_| hostile.to_owned());
        assert!(!svg.contains("<script"), "{svg}");
    }
}
