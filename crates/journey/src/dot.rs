//! A journey as a graph in the language of Graphviz, which other programs draw.

use std::fmt::Write as _;

use crate::told::{Journey, Unit};

/// The graph of the most frequent edges, at most `most` of them; what is left out is said in a comment at its head.
///
/// An edge says how often and, half of the time, after how long at most.
#[must_use]
pub fn dot(journey: &Journey<'_>, most: usize) -> String {
    let mut out = String::from("digraph journey {\n  rankdir=LR;\n  node [shape=box];\n");
    let shown = journey.edges.len().min(most);
    let _ = writeln!(out, "  // {shown} of {} edges", journey.edges.len());
    for activity in &journey.activities {
        let name = quoted(&activity.activity);
        let _ = writeln!(
            out,
            "  {name} [label={}];",
            quoted(&format!("{}\n{}", activity.activity, activity.events))
        );
    }
    for edge in &journey.edges[..shown] {
        let label = format!("{} · {}", edge.seconds.count, lasting(edge.seconds.p50));
        let (from, to) = (quoted(&edge.from), quoted(&edge.to));
        let _ = writeln!(out, "  {from} -> {to} [label={}];", quoted(&label));
    }
    out.push_str("}\n");
    out
}

/// A name between quotes; line breaks are written as the language wants them.
fn quoted(name: &str) -> String {
    let mut out = String::from("\"");
    for letter in name.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' | '\0' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Some seconds as people would tell them.
fn lasting(seconds: f64) -> String {
    let (count, unit) = Unit::of(seconds);
    format!("{count:.1} {}", unit.name())
}

#[cfg(test)]
mod tests {
    use super::{lasting, quoted};

    #[test]
    fn a_name_stays_one_name_whatever_it_holds() {
        assert_eq!(quoted("a\"b\\\n"), r#""a\"b\\\n""#);
    }

    #[test]
    fn a_time_has_the_unit_that_people_would_take() {
        assert_eq!(
            [lasting(30.0), lasting(90.0), lasting(86_400.0)],
            ["30.0 s", "1.5 min", "1.0 d"]
        );
    }
}
