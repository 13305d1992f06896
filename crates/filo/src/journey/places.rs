//! The places where customers lose time, as text for a terminal.

use filo_journey::places::Place;

use super::shown::Out;
use crate::texts::Texts;

/// So many places are listed, and so many cases of each.
const LISTED: usize = 12;
const CASES: usize = 5;

/// The text of the places, those where most hours were lost first.
#[must_use]
pub fn shown_places(places: &[Place], texts: &Texts) -> String {
    let mut out = Out { text: String::new(), texts };
    if places.is_empty() {
        out.say("journey-places-none", &[]);
        return out.text;
    }
    out.say("journey-places", &[]);
    for place in places.iter().take(LISTED) {
        let key = format!("journey-place-{}", place.kind);
        let name = texts.say(&key, &[("from", &place.from), ("to", &place.to)]);
        let of = if place.is_standard { "journey-of-standard" } else { "journey-of-like" };
        let values = [
            ("place", name),
            ("lost", texts.decimal(place.hours_lost)),
            ("beyond", texts.count(place.beyond)),
            ("n", texts.count(place.n)),
            ("expected", out.lasting(place.expected_seconds)),
            ("of", texts.say(of, &[])),
            ("half", out.lasting(place.p50_seconds)),
            ("most", out.lasting(place.p90_seconds)),
        ];
        let args: Vec<_> = values.iter().map(|(key, value)| (*key, value.as_str())).collect();
        out.say("journey-place", &args);
        let cases: Vec<&str> = place.cases.iter().take(CASES).map(String::as_str).collect();
        out.say("journey-place-cases", &[("cases", &cases.join(", "))]);
    }
    out.more(places.len());
    out.text
}
