//! Stances: the noes, the yeses and the values that departments tell on one question.
//!
//! Of two conversations, a no and a yes are taken to answer one question where words around both are the same.
//! Within one conversation the trained dynamics have the word.

use crate::case::line::{Act, Line, Step, departments, stems, words};
use crate::case::{Basis, Found, Spot, What};
use crate::kind::{DynamicKind, SignalKind};
use crate::signal::Signal;

/// What is said to a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    No,
    Yes,
}

struct Stance<'a> {
    step: &'a Step<'a>,
    place: usize,
    says: Says,
    signal: Option<&'a Signal>,
    question: Option<&'a str>,
    /// What it is about: the longer words of what the customer said before and of the answer.
    about: Vec<String>,
}

/// So many words have to be the same for two answers to be about one thing.
const SHARED: usize = 2;
/// Less sure signals are no stance.
const LEAST: f32 = 0.5;

/// A no that gives way, and answers that disagree.
pub(super) fn stances(line: &Line<'_>) -> Vec<Found> {
    let all = all(line);
    let mut out: Vec<Found> = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let next = all[index + 1..].iter().find(|next| is_one_question(one, next));
        let Some(next) = next else { continue };
        if one.says == next.says || has_new_fact(line, one, next) || is_told_by_itself(one, next) {
            continue;
        }
        let kind = match one.says {
            Says::No => DynamicKind::SoftenedNo,
            Says::Yes => DynamicKind::Contradictory,
        };
        let is_recorded = one.signal.is_none() && next.signal.is_none();
        let mut found = Found::new(kind, if is_recorded { Basis::Events } else { Basis::Words });
        found.spots = vec![one.step.spot, next.step.spot];
        found.departments = departments([one.step, next.step].into_iter());
        let quote = |stance: &Stance<'_>| stance.signal.map(|signal| stance.step.quote(signal));
        found.quotes = [one, next].into_iter().filter_map(quote).collect();
        found.ended = Some(next.step.at);
        let probability = |stance: &Stance<'_>| stance.signal.map_or(1.0, |one| one.probability);
        found.probability = probability(one) * probability(next);
        match out.iter_mut().find(|known| known.kind == kind && is_same(known, &found)) {
            Some(known) => {
                known.spots.extend(found.spots);
                known.quotes.extend(found.quotes);
                known.count += 1;
                known.severity += 1;
            }
            None => out.push(found),
        }
    }
    out.extend(values(line));
    out
}

/// Whether one goes on where the other ended.
fn is_same(known: &Found, found: &Found) -> bool {
    found.spots.first().is_some_and(|first| known.spots.contains(first))
}

fn all<'a>(line: &'a Line<'a>) -> Vec<Stance<'a>> {
    let mut out = Vec::new();
    for (place, step) in line.steps.iter().enumerate() {
        let (says, signal, question) = match step.event() {
            Some(What::Refused(question)) => (Says::No, None, question.as_deref()),
            Some(What::Granted { question, .. }) => (Says::Yes, None, question.as_deref()),
            Some(_) => continue,
            None => {
                let (no, yes) = (step.shows(SignalKind::Refusal), step.shows(SignalKind::Grant));
                let sure = |signal: &&Signal| signal.probability >= LEAST;
                match (no.filter(sure), yes.filter(sure)) {
                    (Some(no), None) => (Says::No, Some(no), None),
                    (None, Some(yes)) => (Says::Yes, Some(yes), None),
                    // A message that gives one thing and refuses another answers two questions.
                    _ => continue,
                }
            }
        };
        out.push(Stance { step, place, says, signal, question, about: about(line, place) });
    }
    out
}

/// The longer words of a message and of the customer's last before it in the same conversation.
fn about(line: &Line<'_>, place: usize) -> Vec<String> {
    let step = &line.steps[place];
    let mut text = String::new();
    let asked = line.steps[..place]
        .iter()
        .rev()
        .find(|before| before.is_inbound() && before.part() == step.part());
    for said in [Some(step), asked].into_iter().flatten() {
        if let Act::Said { text: said, .. } = said.what {
            text.push_str(said);
            text.push('\n');
        }
    }
    stems(&text)
}

fn is_one_question(one: &Stance<'_>, next: &Stance<'_>) -> bool {
    match (one.question, next.question) {
        (Some(question), Some(same)) => question == same,
        // One source names no question: the matter is the question.
        _ if one.signal.is_none() || next.signal.is_none() => true,
        _ if one.step.part() == next.step.part() => true,
        _ => one.about.iter().filter(|stem| next.about.contains(stem)).count() >= SHARED,
    }
}

/// Both stand in one conversation, which was asked as a whole.
fn is_told_by_itself(one: &Stance<'_>, next: &Stance<'_>) -> bool {
    one.step.part().is_some() && one.step.part() == next.step.part()
}

/// Words that bring something new: the customer sends what was missing.
const SENDS: [&str; 10] = [
    "allego", "allegato", "allegata", "allegati", "invio", "mando", "attach", "attached",
    "enclosed", "enclose",
];

/// Whether something changed between the two, or the yes is an authorised exception.
fn has_new_fact(line: &Line<'_>, one: &Stance<'_>, next: &Stance<'_>) -> bool {
    if matches!(next.step.event(), Some(What::Granted { is_exception: true, .. })) {
        return true;
    }
    let is_new = |step: &Step<'_>| match step.event() {
        Some(What::NewFact(question)) => {
            question.is_none() || one.question.is_none() || question.as_deref() == one.question
        }
        Some(_) => false,
        None => step.is_inbound() && step.words().iter().any(|word| SENDS.contains(&word.as_str())),
    };
    line.steps[one.place..next.place].iter().any(is_new)
}

/// Two values of one thing.
fn values(line: &Line<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut told: Vec<(&str, &Step<'_>, Vec<String>)> = Vec::new();
    for step in &line.steps {
        match step.event() {
            Some(What::NewFact(question)) => {
                told.retain(|(known, ..)| question.as_deref().is_some_and(|one| one != *known));
            }
            Some(What::Answered { question, value }) => {
                let value = words(value);
                let before = told.iter_mut().find(|(known, ..)| known == question);
                let Some(before) = before else {
                    told.push((question, step, value));
                    continue;
                };
                if before.2 == value {
                    continue;
                }
                let spots: [Spot; 2] = [before.1.spot, step.spot];
                let departments = departments([before.1, step].into_iter());
                (before.1, before.2) = (step, value);
                match out.iter_mut().find(|found| found.spots.contains(&spots[0])) {
                    Some(found) => {
                        found.spots.push(spots[1]);
                        found.count += 1;
                        found.severity += 1;
                    }
                    None => {
                        let mut found = Found::new(DynamicKind::Contradictory, Basis::Events);
                        found.spots = spots.to_vec();
                        found.departments = departments;
                        found.ended = Some(step.at);
                        out.push(found);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// Recorded noes with nothing offered before the customer comes again.
pub(super) fn flat(line: &Line<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    for (place, step) in line.steps.iter().enumerate() {
        if !matches!(step.event(), Some(What::Refused(_))) {
            continue;
        }
        let until = line.steps[place + 1..].iter().take_while(|next| !next.is_inbound());
        let same_time = line.steps[..place].iter().rev().take_while(|before| before.at == step.at);
        let is_offered = until.chain(same_time).any(|next| {
            matches!(next.event(), Some(What::AlternativeOffered | What::Granted { .. }))
                || next.any(&[SignalKind::Alternative, SignalKind::Grant]).is_some()
        });
        if !is_offered {
            let mut found = Found::new(DynamicKind::FlatNo, Basis::Events);
            found.spots = vec![step.spot];
            found.departments = departments(std::iter::once(step));
            out.push(found);
        }
    }
    out
}
