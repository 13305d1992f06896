//! Corrections: what a source says otherwise than the golden view, and whether a later export of that
//! source says it right.
//!
//! A correction is open while what the source says now contradicts the best value, and also when it
//! only stopped saying the wrong one. It is closed in one way alone: what the source says now shows
//! the best value, and what it said before, while the best value was already known from somebody, did
//! not. Where a source was right all along, the best value is its own and the others have the
//! correction. Whoever says the wrong value again opens it again.

use filo_model::choice::Field;

use super::said::Span;
use super::several::{Replacement, replacements};
use super::value::{Grade, Value, values};
use super::{Best, Golden, Said, Why, voices};

/// What a source has to correct, or has corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The place, among all that is said, of the record and source.
    pub said: usize,
    /// The field.
    pub field: Field,
    /// What it says; of a closed one, what it said; nothing where it only stopped saying it.
    pub has: Option<String>,
    /// What it should say.
    pub should: String,
    /// Why what it has is wrong.
    pub why: Why,
    /// Since when it said so while the best value was known, in UTC epoch milliseconds.
    pub since: i64,
    /// The date of its newest export that told so of this record.
    pub seen: i64,
    /// The date of the export that showed the best value; nothing while the correction is open.
    pub closed: Option<i64>,
}

/// What one version says of a field, beside what it should say.
enum Stand {
    /// The best value.
    Shows,
    /// Another one.
    Says(String, Why),
    /// Nothing, or only a part.
    Silent,
}

/// What a source should say of a field, and what is wrong instead.
enum Target<'a> {
    /// This value and no other.
    One(&'a Value),
    /// This value beside others, in place of the one replaced.
    InPlaceOf(&'a str, &'a Value),
    /// This value, where it has none that can be read.
    Any(&'a Value),
}

/// What sources have to correct and have corrected, by record, source and field.
#[must_use]
pub fn corrections(said: &[Said], golden: &Golden) -> Vec<Correction> {
    let mut found = Vec::new();
    let replaced = [Field::Phone, Field::Email].map(|field| {
        let has_history = said.iter().any(|one| one.versions.len() > 1);
        if has_history { replacements(field, said, &voices(field, said)) } else { Vec::new() }
    });
    for (place, one) in said.iter().enumerate().filter(|(_, one)| one.keeps) {
        for field in Field::ALL {
            let mut best = golden.best.iter().filter(|best| best.field == field);
            let Some(best) = best.find(|best| is_sound(best)) else { continue };
            let target = match field {
                Field::Phone => several_target(one, field, best, &replaced[0]),
                Field::Email => several_target(one, field, best, &replaced[1]),
                _ => Some(Target::One(&best.value)),
            };
            found.extend(target.and_then(|target| correction(place, field, &target, said)));
        }
    }
    found.sort_by_key(|one| (said[one.said].record, &said[one.said].source, one.field));
    found
}

/// Whether a value is good enough to ask others for it.
fn is_sound(best: &Best) -> bool {
    best.value.grade == Grade::Full
        && (!best.field.is_several() || best.differs.is_empty() || best.choice.is_some())
}

fn several_target<'a>(
    one: &Said,
    field: Field,
    best: &'a Best,
    replaced: &'a [Replacement],
) -> Option<Target<'a>> {
    let ever: Vec<Value> =
        one.versions.iter().flat_map(|version| values(field, &version.details)).collect();
    let said_once = |old: &str| ever.iter().any(|value| value.key == old);
    if let Some(one) = replaced.iter().find(|one| said_once(&one.old)) {
        return Some(Target::InPlaceOf(&one.old, &one.new));
    }
    ever.iter().any(|value| value.grade > Grade::Part).then_some(Target::Any(&best.value))
}

fn stand(field: Field, target: &Target<'_>, span: &Span<'_>) -> Stand {
    let said = values(field, &span.version.details);
    let wrong = |value: &Value, why| Stand::Says(value.text.clone(), why);
    let by_grade = |value: &Value| match value.grade {
        Grade::Unreadable => wrong(value, Why::Unreadable),
        _ => wrong(value, Why::Placeholder),
    };
    match target {
        Target::One(best) => match said.first() {
            None => Stand::Silent,
            Some(value) if value.grade > Grade::Part => by_grade(value),
            Some(value) if !value.fits(best) => wrong(value, Why::Other),
            Some(value) if value.grade == Grade::Full => Stand::Shows,
            Some(_) => Stand::Silent,
        },
        Target::InPlaceOf(old, best) => {
            if said.iter().any(|value| value.key == best.key) {
                return Stand::Shows;
            }
            let old = said.iter().find(|value| value.key == *old);
            old.map_or(Stand::Silent, |old| wrong(old, Why::Replaced))
        }
        Target::Any(_) => match said.first() {
            None => Stand::Silent,
            // Readable values come first.
            Some(value) if value.grade > Grade::Part => by_grade(value),
            Some(_) => Stand::Shows,
        },
    }
}

fn correction(
    place: usize,
    field: Field,
    target: &Target<'_>,
    said: &[Said],
) -> Option<Correction> {
    let one = &said[place];
    let spans = one.spans();
    let present = spans.last().filter(|span| span.version.in_force)?;
    let (Target::One(best) | Target::InPlaceOf(_, best) | Target::Any(best)) = target;
    let stands: Vec<Stand> = spans.iter().map(|span| stand(field, target, span)).collect();
    if stands.iter().all(|stand| !matches!(stand, Stand::Says(..))) {
        return None;
    }
    let known = known_since(field, best, said)?;
    let shows = |stand: &Stand| matches!(stand, Stand::Shows);
    // The run of right ones at the end, if any, and what was not right before it.
    let right = stands.iter().rev().take_while(|stand| shows(stand)).count();
    let end = stands.len() - right;
    let wrong = stands[..end].iter().rev().take_while(|stand| !shows(stand)).count();
    let begun = (end - wrong..end).find(|&place| matches!(stands[place], Stand::Says(..)))?;
    let closed = spans.get(end).map(|span| span.from);
    if closed.is_some_and(|closed| closed <= known) {
        return None;
    }
    let last = (begun..end).rev().find_map(|place| match &stands[place] {
        Stand::Says(text, why) => Some((place, text.clone(), *why)),
        _ => None,
    });
    let (last, text, why) = last?;
    // What stopped being said before anybody knew better was never wrong to anybody's knowledge.
    let until = spans.get(last + 1).map(|span| span.from);
    if closed.is_none() && until.is_some_and(|until| until <= known) {
        return None;
    }
    Some(Correction {
        said: place,
        field,
        has: (closed.is_some() || last + 1 == end).then_some(text),
        should: best.text.clone(),
        why,
        since: spans[begun].from.max(known),
        seen: present.version.exported,
        closed: closed.map(|closed| one.exported_from(closed)),
    })
}

/// When somebody first said the best value, in UTC epoch milliseconds.
fn known_since(field: Field, best: &Value, said: &[Said]) -> Option<i64> {
    let versions = said.iter().flat_map(|one| &one.versions);
    let says = |details| {
        values(field, details).iter().any(|value| value.grade == Grade::Full && value.fits(best))
    };
    let known =
        versions.filter(|version| says(&version.details)).map(|version| version.first).min();
    // A day of birth that no source states is known since the code that implies it.
    let implied = || {
        let code = |details: &filo_model::record::Details| {
            details.tax_code.as_ref().is_some_and(|code| best.is_day_of(code))
        };
        let versions = said.iter().flat_map(|one| &one.versions);
        versions.filter(|version| code(&version.details)).map(|version| version.first).min()
    };
    if field == Field::BirthDate { [known, implied()].into_iter().flatten().min() } else { known }
}
