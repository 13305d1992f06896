//! Charts as SVG text: data in, a picture out; colours come from the page, so that light, dark and
//! paper each have their own.
//!
//! Layout: [`Canvas`] writes shapes and escapes every text; [`bars`] compares amounts, [`intervals`]
//! shares with their uncertainty, [`spans`] waits on a scale of powers, [`matrix`] two sides,
//! [`lanes`] one thread across departments, [`journey_map`] the busiest paths of many cases, [`stages`] how far cases come, [`expected`]
//! what was to be beside what was, [`control`] week after week, [`heat`] scores that fade, [`dumbbell`] three views of one thing, [`quadrants`] two scores against each other, [`waterfall`] weights that add up. A chart has a title and a
//! description for whoever hears it read, and never says by colour alone what it says.

pub mod bars;
pub mod control;
pub mod dumbbell;
pub mod expected;
pub mod heat;
pub mod intervals;
pub mod journey_map;
pub mod lanes;
pub mod matrix;
pub mod quadrants;
pub mod spans;
pub mod stages;
pub mod waterfall;

use std::fmt::Write as _;

/// The width of most charts, in their own units; the page scales it.
pub const WIDTH: f64 = 720.0;

/// The width of charts that hold much; the page gives them as much room, so that their letters are smaller.
pub const WIDE: f64 = 960.0;

/// The height of a row of text.
const ROW: f64 = 26.0;

/// The size of a letter, about, for cutting labels; in units.
const LETTER: f64 = 6.6;

/// Shapes and words of a picture under way.
#[derive(Debug)]
pub struct Canvas {
    width: f64,
    height: f64,
    body: String,
}

impl Canvas {
    /// An empty picture of a height.
    #[must_use]
    pub fn new(height: f64) -> Self {
        Self { width: WIDTH, height, body: String::new() }
    }

    /// An empty picture of a height that is [`WIDE`].
    #[must_use]
    pub fn wide(height: f64) -> Self {
        Self { width: WIDE, height, body: String::new() }
    }

    /// A filled box; `class` names its colour on the page.
    pub fn rectangle(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        self.put(format_args!(
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{:.1}" height="{height:.1}" rx="2"/>"#,
            width.max(0.0)
        ));
    }

    /// A filled box that lets through what is under it: `strength` is 1 where nothing shines through.
    pub fn faded(&mut self, class: &str, strength: f64, [x, y, width, height]: [f64; 4]) {
        self.put(format_args!(
            r#"<rect class="{class}" fill-opacity="{strength:.2}" x="{x:.1}" y="{y:.1}" width="{:.1}" height="{height:.1}" rx="2"/>"#,
            width.max(0.0)
        ));
    }

    /// A filled box whose corners are round.
    pub fn rounded(&mut self, class: &str, [x, y, width, height]: [f64; 4]) {
        self.put(format_args!(
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{:.1}" height="{height:.1}" rx="8"/>"#,
            width.max(0.0)
        ));
    }

    /// A curve from the first point to the last, drawn towards the two between, of a thickness.
    pub fn curve(&mut self, class: &str, thickness: f64, [from, near, far, to]: [[f64; 2]; 4]) {
        self.put(format_args!(
            r#"<path class="{class}" stroke-width="{thickness:.1}" d="M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}"/>"#,
            from[0], from[1], near[0], near[1], far[0], far[1], to[0], to[1]
        ));
    }

    /// A line through points.
    pub fn polyline(&mut self, class: &str, points: &[[f64; 2]]) {
        let mut written = String::new();
        for [x, y] in points {
            // Writing to a string cannot fail.
            let _ = write!(written, "{x:.1},{y:.1} ");
        }
        self.put(format_args!(r#"<polyline class="{class}" points="{}"/>"#, written.trim_end()));
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
        self.put(format_args!(
            r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#
        ));
    }

    /// A filled disc.
    pub fn disc(&mut self, class: &str, [x, y, radius]: [f64; 3]) {
        self.put(format_args!(
            r#"<circle class="{class}" cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"/>"#
        ));
    }

    /// A filled shape with corners.
    pub fn polygon(&mut self, class: &str, corners: &[[f64; 2]]) {
        let mut points = String::new();
        for [x, y] in corners {
            // Writing to a string cannot fail.
            let _ = write!(points, "{x:.1},{y:.1} ");
        }
        self.put(format_args!(r#"<polygon class="{class}" points="{}"/>"#, points.trim_end()));
    }

    /// Words that begin, are centred or end at a place.
    pub fn words(&mut self, class: &str, [x, y]: [f64; 2], anchor: Anchor, text: &str) {
        let anchor = anchor.name();
        self.put(format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{}</text>"#,
            escape(text)
        ));
    }

    /// Words that rise to the right from their place, for heads of narrow columns.
    pub fn words_rising(&mut self, class: &str, [x, y]: [f64; 2], text: &str) {
        self.put(format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}" transform="rotate(-24 {x:.1} {y:.1})">{}</text>"#,
            escape(text)
        ));
    }

    /// Heads of narrow columns: the first begins at `left`, each is cut to a length.
    fn heads(&mut self, heads: &[String], [left, width, y, length]: [f64; 4]) {
        for (place, head) in heads.iter().enumerate() {
            let x = left + (nth(place) + 0.25) * width;
            self.words_rising("tick", [x, y], &cut(head, length));
        }
    }

    fn put(&mut self, piece: std::fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(piece);
    }

    /// The picture, with what it is and what it shows for whoever does not see it.
    #[must_use]
    pub fn finish(self, title: &str, description: &str) -> String {
        let (width, height, body) = (self.width, self.height, self.body);
        let class = if width > WIDTH { r#" class="wide""# } else { "" };
        format!(
            r#"<svg viewBox="0 0 {width} {height:.0}"{class} role="img" aria-label="{0}"><title>{0}</title><desc>{1}</desc>{body}</svg>"#,
            escape(title),
            escape(description)
        )
    }
}

/// Where words stand against their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// They begin there.
    Start,
    /// They are centred there.
    Middle,
    /// They end there.
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A text that may stand in markup, without what would not be a character there.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A label cut to a width in units, with a sign where something is missing.
#[must_use]
pub fn cut(text: &str, width: f64) -> String {
    let count = text.chars().count();
    let mut room = 0;
    while room < count && letters(room + 1) <= width {
        room += 1;
    }
    if room >= count {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(room.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// A text in at most `lines` lines of a width in units, parted between words; the last is cut where not all fits.
#[must_use]
pub fn wrap(text: &str, width: f64, lines: usize) -> Vec<String> {
    let mut written: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while written.len() + 1 < lines && words.peek().is_some() {
        let mut line = String::new();
        while let Some(word) = words.next_if(|word| {
            let all = line.chars().count() + usize::from(!line.is_empty()) + word.chars().count();
            line.is_empty() || letters(all) <= width
        }) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        written.push(cut(&line, width));
    }
    let rest = words.collect::<Vec<_>>().join(" ");
    if !rest.is_empty() && lines > 0 {
        written.push(cut(&rest, width));
    }
    written
}

/// A place on a scale of powers, from 0 to 1: hours and months are both seen.
#[must_use]
pub fn on_powers(value: f64, first: f64, last: f64) -> f64 {
    let first = first.max(f64::MIN_POSITIVE);
    let last = last.max(first * 2.0);
    (value.clamp(first, last) / first).ln() / (last / first).ln()
}

/// The width of so many letters, about.
fn letters(count: usize) -> f64 {
    number(u64::try_from(count).unwrap_or(u64::MAX)) * LETTER
}

/// A count as a number to draw with.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a picture shows no more than three digits of it")]
pub fn number(count: u64) -> f64 {
    count as f64
}

/// The place of a row, as a number to draw with.
fn nth(place: usize) -> f64 {
    number(u64::try_from(place).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Canvas, cut, escape, on_powers, wrap};

    #[test]
    fn no_text_can_leave_its_place() {
        let hostile = "</text><script>alert('x')</script>\u{0}&\"";
        let mut canvas = Canvas::new(10.0);
        canvas.words("label", [0.0, 0.0], Anchor::Start, hostile);
        let svg = canvas.finish(hostile, hostile);
        assert!(!svg.contains("<script") && !svg.contains('\u{0}'), "{svg}");
        assert_eq!(svg.matches("</text>").count(), 1);
        assert_eq!(escape("a & b"), "a &amp; b");
    }

    #[test]
    fn a_label_that_does_not_fit_is_cut_and_says_so() {
        assert_eq!(cut("Servizio clienti", 400.0), "Servizio clienti");
        let short = cut("Servizio clienti e assistenza tecnica", 100.0);
        assert!(short.ends_with('…') && short.chars().count() < 17, "{short}");
        assert_eq!(cut("abc", 0.0), "…");
    }

    #[test]
    fn a_text_is_parted_between_words_and_cut_only_where_it_must_be() {
        assert_eq!(wrap("Servizio clienti", 60.0, 2), ["Servizio", "clienti"]);
        assert_eq!(wrap("Servizio clienti", 400.0, 2), ["Servizio clienti"]);
        let three = wrap("una due tre quattro cinque sei", 60.0, 2);
        assert!(three.len() == 2 && three[1].ends_with('…'), "{three:?}");
        assert!(wrap("", 60.0, 2).is_empty() && wrap("  \n ", 60.0, 2).is_empty());
        assert_eq!(wrap("lunghissimissima parola", 50.0, 3), ["lunghi…", "parola"]);
    }

    #[test]
    fn a_scale_of_powers_has_its_ends_and_its_middle() {
        for (value, place) in [(1.0, 0.0), (10.0, 0.5), (100.0, 1.0), (0.0, 0.0), (1e9, 1.0)] {
            assert!((on_powers(value, 1.0, 100.0) - place).abs() < 1e-9, "{value}");
        }
    }
}
