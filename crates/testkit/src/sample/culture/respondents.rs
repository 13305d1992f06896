//! Who answers in a wave, and what: drawn from the scenario, then shuffled so that no row says who it is.

use super::WAVES;
use super::items;
use super::latent::Scale;
use super::scenario::{
    ADVISED_TENTHS, DIMENSIONS, GROUPS, Group, ITEM_POINTS, RATED, WORKED_WITH, is_own,
    not_applicable_count, own_points, seen_points,
};
use super::words::Comment;
use crate::sample::chance::{Chance, Purpose};

/// How much one respondent differs from others in all answers, in points of the scale from 1 to 5.
const STYLE: f64 = 0.40;
/// How much a respondent differs in one dimension, or about one department.
const OWN: f64 = 0.45;
/// How much one answer differs from another about the same.
const NOISE: f64 = 0.60;
/// The scale of items, `dire` and what is seen; its deviation is that of the three together.
const SCALE: Scale = Scale { lowest: 1, highest: 5, deviation: 0.85 };
/// The scale of `consiglio`: style counts double there, and the rest is 1.5.
const ADVICE: Scale = Scale { lowest: 0, highest: 10, deviation: 1.7 };
const ADVICE_NOISE: f64 = 1.5;
/// How many of 100 answers are "does not apply" by chance, and how many are left out.
const NOT_APPLICABLE_PERCENT: u32 = 2;
const BLANK_PERCENT: u32 = 1;

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// A point of the scale.
    Point(u8),
    /// "Don't know, does not apply".
    NotApplicable,
    /// Nothing.
    Blank,
}

/// One row of a wave.
#[derive(Debug)]
pub(super) struct Respondent<'c> {
    /// The department that the row names.
    pub(super) department: &'static str,
    /// The items, in their order.
    pub(super) items: Vec<Given>,
    /// Whether what is promised is what is done.
    pub(super) dire: Given,
    /// From 0 to 10.
    pub(super) consiglio: Given,
    /// What was written, where anything was.
    pub(super) words: Option<&'c Comment>,
    /// `v1` and `v2` for each department of [`RATED`].
    pub(super) seen: Vec<[Given; 2]>,
}

/// The centres of the values behind a department's answers in a wave.
struct Centres {
    items: Vec<f64>,
    dire: f64,
    consiglio: f64,
    seen: Vec<[f64; 2]>,
    /// What a straight-liner of middling style has in mind.
    whole: f64,
}

impl Centres {
    fn of(group: &Group, wave: usize) -> Self {
        let own = |about| own_points(group.name, about, wave);
        let items =
            DIMENSIONS.iter().flat_map(|&(code, _)| ITEM_POINTS.map(|more| own(code) + more));
        let seen = |rated| [0, 1].map(|question| centre_of(seen_points(rated, question, wave)));
        let count = i32::try_from(DIMENSIONS.len()).unwrap_or(1);
        let sum: i32 = DIMENSIONS.iter().map(|&(code, _)| own(code)).sum();
        Self {
            items: items.map(centre_of).collect(),
            dire: centre_of(own("dire")),
            consiglio: ADVICE.centre(f64::from(ADVISED_TENTHS) / 10.0),
            seen: RATED.iter().map(|rated| seen(rated)).collect(),
            whole: centre_of(sum / count),
        }
    }
}

/// The centre of the value for points from 0 to 100.
fn centre_of(points: i32) -> f64 {
    SCALE.centre(1.0 + f64::from(points) / 25.0)
}

/// The respondents of a wave, in no order that means anything.
pub(super) fn respondents(seed: u64, wave: usize, comments: &[Comment]) -> Vec<Respondent<'_>> {
    let index = u32::try_from(wave).unwrap_or(0);
    let mut chance = Chance::new(seed, Purpose::Culture, index);
    let mut rows = Vec::new();
    for group in &GROUPS {
        let centres = Centres::of(group, wave);
        let places = 0..group.respondents[wave];
        let mut of_group: Vec<Respondent<'_>> =
            places.map(|place| answer(&mut chance, group, wave, place, &centres)).collect();
        chance.shuffle(&mut of_group);
        let written =
            comments.iter().filter(|one| one.wave == WAVES[wave] && one.department == group.name);
        for (row, comment) in of_group.iter_mut().zip(written) {
            row.words = Some(comment);
        }
        rows.append(&mut of_group);
    }
    chance.shuffle(&mut rows);
    rows
}

/// What one respondent answers; `place` counts those of the department.
fn answer(
    chance: &mut Chance,
    group: &Group,
    wave: usize,
    place: u32,
    centres: &Centres,
) -> Respondent<'static> {
    let style = STYLE * chance.normal();
    let mut items = Vec::new();
    for of_dimension in centres.items.chunks(ITEM_POINTS.len()) {
        let own = style + OWN * chance.normal();
        items.extend(of_dimension.iter().map(|centre| given(chance, centre + own)));
    }
    let own = style + OWN * chance.normal();
    let mut dire = given(chance, centres.dire + own);
    let advised = centres.consiglio + 2.0 * style + ADVICE_NOISE * chance.normal();
    let consiglio = left_out(chance, ADVICE.point(advised));
    mark_not_applicable(&mut items, group, wave, place);
    if place < group.straight {
        let point = Given::Point(SCALE.point(centres.whole + style));
        items.fill(point);
        dire = point;
    }
    let seen = RATED.iter().zip(WORKED_WITH).zip(&centres.seen).map(|((rated, percent), both)| {
        let has_worked = chance.percent(percent) && !is_own(group.name, rated);
        let own = style + OWN * chance.normal();
        let both = both.map(|centre| given(chance, centre + own));
        if has_worked { both } else { [Given::Blank; 2] }
    });
    let seen = seen.collect();
    Respondent { department: group.name, items, dire, consiglio, words: None, seen }
}

/// The last respondents of a department say what by plan does not concern it: straight-liners come first.
fn mark_not_applicable(answers: &mut [Given], group: &Group, wave: usize, place: u32) {
    let count = group.respondents[wave];
    for (answer, item) in answers.iter_mut().zip(items()) {
        if place + not_applicable_count(group.name, &item, count) >= count {
            *answer = Given::NotApplicable;
        }
    }
}

fn given(chance: &mut Chance, value: f64) -> Given {
    let point = SCALE.point(value + NOISE * chance.normal());
    left_out(chance, point)
}

fn left_out(chance: &mut Chance, point: u8) -> Given {
    match chance.below(100) {
        draw if draw < NOT_APPLICABLE_PERCENT => Given::NotApplicable,
        draw if draw < NOT_APPLICABLE_PERCENT + BLANK_PERCENT => Given::Blank,
        _ => Given::Point(point),
    }
}
