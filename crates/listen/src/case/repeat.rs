//! What was told again, what stayed without an answer, thanks that came too soon, what was made good.

use jiff::Timestamp;

use crate::case::line::{Act, Line, Step, departments, words};
use crate::case::{Basis, Case, Found, What};
use crate::kind::{DynamicKind, SignalKind};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Who comes back within so many days did not have it solved.
const BACK_DAYS: i64 = 14;

/// The same report in several conversations, with its count: the first telling and each that says it is not
/// the first, or the number that the customer names (`terza volta`, `for the third time`), whichever is higher.
pub(super) fn repeat(line: &Line<'_>) -> Option<Found> {
    let told: Vec<&Step<'_>> =
        line.steps.iter().filter(|step| step.shows(SignalKind::Repeat).is_some()).collect();
    let first = line.steps.iter().find(|step| step.is_inbound())?;
    let last = told.last()?;
    if last.part() == first.part() && told.iter().all(|step| step.part() == first.part()) {
        // One conversation tells it itself.
        return None;
    }
    let again = told.iter().filter(|step| step.spot != first.spot).count();
    let mut found = Found::new(DynamicKind::Repeat, Basis::Words);
    let named = told.iter().filter_map(|step| {
        let (Act::Said { text, .. }, Some(signal)) = (&step.what, step.shows(SignalKind::Repeat))
        else {
            return None;
        };
        times(text.get(signal.quote.clone())?)
    });
    let counted = u32::try_from(again).unwrap_or(u32::MAX).saturating_add(1);
    found.count = named.max().unwrap_or(0).max(counted);
    found.severity = found.count;
    found.spots =
        std::iter::once(first).chain(told.iter().copied()).map(|step| step.spot).collect();
    let quote = |step: &&Step<'_>| step.shows(SignalKind::Repeat).map(|signal| step.quote(signal));
    found.quotes = told.iter().filter_map(quote).collect();
    let probability = |step: &&Step<'_>| step.shows(SignalKind::Repeat).map(|one| one.probability);
    found.probability = told.iter().filter_map(probability).fold(0.0, f32::max);
    // Those who were told: whoever of the company took part.
    found.departments = departments(line.steps.iter().filter(|step| step.is_outbound()));
    Some(found)
}

/// Ordinals and counts, by their folded words.
const ORDINALS: [(&str, u32); 32] = [
    ("seconda", 2),
    ("terza", 3),
    ("quarta", 4),
    ("quinta", 5),
    ("sesta", 6),
    ("settima", 7),
    ("ottava", 8),
    ("nona", 9),
    ("decima", 10),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("due", 2),
    ("tre", 3),
    ("quattro", 4),
    ("cinque", 5),
    ("sei", 6),
    ("sette", 7),
    ("otto", 8),
    ("twice", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
];

/// How many times a quote says: `terza volta`, `4 volte`, `the third time`, `twice`.
pub(super) fn times(quote: &str) -> Option<u32> {
    const MOST: u32 = 50;
    let words = words(quote);
    words.iter().enumerate().find_map(|(at, word)| {
        let number = ORDINALS.iter().find(|(name, _)| name == word).map(|(_, number)| *number);
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let number = number.or_else(|| digits.parse().ok())?;
        // Between `4` and `time` may stand the ending of the ordinal: `4th`, `4a`.
        let next = words[at + 1..].iter().take(2);
        let is_times = word == "twice"
            || next
                .into_iter()
                .any(|next| matches!(next.as_str(), "volta" | "volte" | "time" | "times"));
        (is_times && (2..=MOST).contains(&number)).then_some(number)
    })
}

/// The customer's last attempt or message had no answer within the deadline. Of a message with its text its conversation tells
/// itself; that somebody answered elsewhere after all is added to it.
pub(super) fn unanswered(case: &Case<'_>, line: &Line<'_>) -> Option<Found> {
    let last = line
        .steps
        .iter()
        .rposition(|step| step.is_inbound() || step.event() == Some(&What::Attempt))?;
    let step = &line.steps[last];
    step.event()?;
    let answer = line.steps[last + 1..]
        .iter()
        .find(|next| next.is_outbound() || next.event() == Some(&What::CaseClosed));
    let due = case.calendar.due(step.at, case.deadline, case.zone);
    if case.now <= due || answer.is_some_and(|answer| answer.at <= due) {
        return None;
    }
    let mut found = Found::new(DynamicKind::Unanswered, Basis::Events);
    let asked = line.steps[..=last].iter().rev().take_while(|before| !before.is_outbound());
    let mut asked: Vec<&Step<'_>> =
        asked.filter(|one| one.is_inbound() || one.event() == Some(&What::Attempt)).collect();
    asked.reverse();
    found.count = u32::try_from(asked.len()).unwrap_or(u32::MAX);
    found.severity = found.count;
    found.spots = asked.iter().map(|step| step.spot).chain(answer.map(|one| one.spot)).collect();
    found.departments = departments(asked.iter().copied());
    found.due = Some(due);
    found.ended = answer.map(|answer| answer.at);
    let until = answer.map_or(case.now, |answer| answer.at);
    let day = |millis: i64| {
        let at = Timestamp::from_millisecond(millis).unwrap_or_default();
        case.zone.to_datetime(at).date()
    };
    found.days = case.calendar.business_days_between(day(step.at), day(until));
    Some(found)
}

fn thanks(step: &Step<'_>) -> bool {
    step.words()
        .iter()
        .any(|word| word == "grazie" || word.starts_with("ringrazi") || word.starts_with("thank"))
}

/// A conversation ends with the customer's thanks, and the customer asks again in another within days.
pub(super) fn thanked(line: &Line<'_>) -> Option<Found> {
    for (place, step) in line.steps.iter().enumerate() {
        let Some(part) = step.part() else { continue };
        let is_last = !line.steps[place + 1..].iter().any(|next| next.part() == Some(part));
        if !is_last || !step.is_inbound() || !thanks(step) {
            continue;
        }
        use SignalKind::{Chasing, Repeat, ReportedPromise};
        let back = line.steps[place + 1..].iter().find(|next| {
            next.is_inbound()
                && next.part() != Some(part)
                && next.at.saturating_sub(step.at) <= BACK_DAYS * DAY_MILLIS
                && next.any(&[Chasing, Repeat, ReportedPromise]).is_some()
        });
        let Some(back) = back else { continue };
        let mut found = Found::new(DynamicKind::ThanksButUnresolved, Basis::Words);
        found.spots = vec![step.spot, back.spot];
        let signal = back.any(&[Chasing, Repeat, ReportedPromise]);
        found.quotes = signal.map(|signal| back.quote(signal)).into_iter().collect();
        found.days = u32::try_from((back.at - step.at) / DAY_MILLIS).unwrap_or_default();
        found.ended = Some(back.at);
        return Some(found);
    }
    None
}

/// After a complaint or news asked for: an apology, what was asked, and amends, over several conversations
/// or with events among them.
pub(super) fn recovered(line: &Line<'_>) -> Option<Found> {
    use SignalKind::{
        Apology, Chasing, Detractor, Escalation, Goodwill, Grant, Repeat, ReportedPromise,
    };
    let fault = line.steps.iter().position(|step| {
        step.any(&[Chasing, Escalation, Detractor, Repeat, ReportedPromise]).is_some()
    })?;
    let after = &line.steps[fault + 1..];
    let apology = after.iter().find(|step| step.shows(Apology).is_some())?;
    let is_grant = |step: &&Step<'_>| {
        step.shows(Grant).is_some()
            || matches!(step.event(), Some(What::Granted { .. } | What::CaseClosed))
    };
    let solved = after.iter().find(is_grant)?;
    let amends = after
        .iter()
        .find(|step| step.shows(Goodwill).is_some() || step.event() == Some(&What::Goodwill))?;
    let steps = [apology, solved, amends];
    if steps.iter().all(|step| step.part().is_some() && step.part() == apology.part()) {
        // One conversation tells it itself.
        return None;
    }
    // Who asks again afterwards was not helped.
    let end = steps.iter().map(|step| step.at).max()?;
    let is_open = after
        .iter()
        .any(|step| step.at > end && step.any(&[Chasing, Escalation, Detractor, Repeat]).is_some());
    if is_open {
        return None;
    }
    let mut found = Found::new(DynamicKind::Recovered, Basis::Words);
    found.spots = std::iter::once(&line.steps[fault]).chain(steps).map(|step| step.spot).collect();
    found.departments = departments(steps.into_iter());
    let quotes = [(apology, Apology), (solved, Grant), (amends, Goodwill)];
    let quote = |(step, kind): (&Step<'_>, SignalKind)| step.shows(kind).map(|one| step.quote(one));
    found.quotes = quotes.into_iter().filter_map(quote).collect();
    found.ended = Some(end);
    Some(found)
}
