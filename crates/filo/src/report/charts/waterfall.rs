//! Weights as steps: each begins where the one before ended, to the right where it speaks for, to the
//! left where it speaks against; a line marks the cut.

use super::{Anchor, Canvas, ROW, WIDTH, cut, nth};

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it is about.
    pub label: String,
    /// How much it adds.
    pub weight: f64,
}

const LABEL: f64 = 250.0;
const VALUE: f64 = 60.0;

/// Colours for a picture that stands alone, light and dark.
const STYLE: &str = "<style>\
text{font:13px system-ui,sans-serif;fill:#1d2733}.value{font-weight:600}\
.for{fill:#1f6f8b}.against{fill:#b4552d}.sum{fill:#3d4a57}.axis{stroke:#8b97a3}\
.mark{stroke:#1d2733;stroke-dasharray:4 3}.ground{fill:#ffffff}\
@media (prefers-color-scheme:dark){text{fill:#e6ebf0}.for{fill:#62b6d0}.against{fill:#e08f68}\
.sum{fill:#aab6c2}.axis{stroke:#6c7884}.mark{stroke:#e6ebf0}.ground{fill:#12181f}}</style>";

/// Draws steps from the top down with their sum, as a file of its own; `mark` is where the cut is.
#[must_use]
pub fn draw_alone(
    title: &str,
    description: &str,
    steps: &[Step],
    mark: Option<f64>,
    cut_words: &str,
) -> String {
    let drawn = mark.unwrap_or(0.0);
    let (mut at, mut least, mut most) = (0.0_f64, drawn.min(0.0), drawn.max(0.0));
    for step in steps {
        at += step.weight;
        (least, most) = (least.min(at), most.max(at));
    }
    let scale = (WIDTH - LABEL - 2.0 * VALUE) / (most - least).max(1.0);
    let x = |weight: f64| LABEL + VALUE + (weight - least) * scale;
    let height = nth(steps.len() + 2) * ROW + 12.0;
    let mut canvas = Canvas::new(height);
    canvas.rectangle("ground", [0.0, 0.0, WIDTH, height]);
    canvas.line("axis", [x(0.0), 4.0, x(0.0), height - ROW]);
    if let Some(mark) = mark {
        canvas.line("mark", [x(mark), 4.0, x(mark), height - ROW]);
    }
    let mut bar = |place: usize, label: &str, class: &str, from: f64, to: f64, shown: f64| {
        let top = nth(place) * ROW + 6.0;
        let base = top + (ROW - 9.0) / 2.0 + 4.5;
        canvas.words("label", [LABEL - 8.0, base], Anchor::End, &cut(label, LABEL - 10.0));
        let (left, right) = (x(from.min(to)), x(from.max(to)));
        canvas.rectangle(class, [left, top, (right - left).max(1.0), ROW - 9.0]);
        let shown = format!("{shown:+.1}");
        if to >= from {
            canvas.words("value", [right + 5.0, base], Anchor::Start, &shown);
        } else {
            canvas.words("value", [left - 5.0, base], Anchor::End, &shown);
        }
    };
    let mut from = 0.0;
    for (place, step) in steps.iter().enumerate() {
        let class = if step.weight >= 0.0 { "for" } else { "against" };
        bar(place, &step.label, class, from, from + step.weight, step.weight);
        from += step.weight;
    }
    bar(steps.len(), title, "sum", 0.0, from, from);
    if let Some(mark) = mark {
        let base = nth(steps.len() + 1) * ROW + 20.0;
        let words = format!("{cut_words} {mark:+.1}");
        canvas.words("label", [x(mark), base], Anchor::Middle, &words);
    }
    let svg = canvas.finish(title, description);
    // A file says by itself what it is and brings its colours.
    let begin = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    svg.replacen("<svg", begin, 1).replacen("</desc>", &format!("</desc>{STYLE}"), 1)
}

#[cfg(test)]
mod tests {
    use super::{Step, draw_alone};

    #[test]
    fn the_sum_stands_at_the_end_of_its_steps() {
        let step = |label: &str, weight| Step { label: label.into(), weight };
        let steps = [step("before", -8.0), step("name <same>", 12.5), step("phone", -1.5)];
        let svg = draw_alone("together", "two customers", &steps, Some(1.0), "cut");
        assert!(svg.starts_with("<svg xmlns=") && svg.contains("name &lt;same&gt;"), "{svg}");
        let values: Vec<&str> =
            svg.split("</text>").filter_map(|part| part.rsplit('>').next()).collect();
        assert!(
            ["-8.0", "+12.5", "-1.5", "+3.0"].iter().all(|value| values.contains(value)),
            "{values:?}"
        );
        assert_eq!(svg.matches("class=\"for\"").count(), 1);
        assert_eq!(svg.matches("class=\"against\"").count(), 2);
    }
}
