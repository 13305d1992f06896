//! What was published of one family of figures in one wave.

use std::collections::{BTreeMap, BTreeSet};

use super::unit::{By, Unit, units};
use super::{Definition, Refusal, Wave};
use crate::Threshold;
use crate::span::Span;

/// The sets of respondents that figures of one family in one wave are about.
///
/// The groups are layers of units: the respondents of one unit who are in one base and in no narrower
/// one.
#[derive(Debug, Clone)]
pub(super) struct Book {
    /// By layer of unit, the layers of one unit together.
    people: Vec<u32>,
    /// Of these, the people whose answers nobody can cancel with an earlier wave.
    fresh: Vec<u32>,
    layers: usize,
    all: Span,
    detail: Span,
}

impl Book {
    /// Nothing published yet. `units` are those of the wave at this place, `known_absent` as in
    /// [`super::WaveLedger`].
    pub(super) fn new(
        waves: &[Wave],
        at: usize,
        units: &BTreeMap<String, Unit>,
        family: &str,
        (threshold, known_absent): (Threshold, u32),
    ) -> Self {
        let known_people = known_people(&waves[..at], family, (threshold, known_absent));
        let layers = units.values().map(|unit| unit.valid(family).len()).max().unwrap_or(0);
        let mut book = Self {
            people: Vec::new(),
            fresh: Vec::new(),
            layers,
            all: Span::default(),
            detail: Span::default(),
        };
        for unit in units.values() {
            let mut people = unit.layers(family);
            let is_known = unit.is_complete(family, known_absent);
            let mut fresh =
                if is_known { unit.fresh(family, known_people) } else { people.clone() };
            people.resize(layers, 0);
            fresh.resize(layers, 0);
            book.people.extend(people);
            book.fresh.extend(fresh);
        }
        book
    }

    /// How many bases the family has.
    pub(super) fn bases(&self) -> usize {
        self.layers
    }

    /// Enters a figure about the units at these places, unless it must not be published.
    pub(super) fn publish(
        &mut self,
        definition: &Definition,
        places: &BTreeSet<usize>,
        threshold: Threshold,
    ) -> Result<(), Refusal> {
        let row: Vec<bool> = self
            .people
            .iter()
            .enumerate()
            .map(|(group, &people)| {
                let (place, layer) = (group / self.layers.max(1), group % self.layers.max(1));
                people > 0 && places.contains(&place) && layer >= definition.base
            })
            .collect();
        let about = row.iter().zip(&self.people).filter(|(inside, _)| **inside);
        let people = about.fold(0, |sum: u32, (_, one)| sum.saturating_add(*one));
        let detail_threshold = threshold.max(Threshold::DETAIL);
        if !threshold.allows(people) {
            return Err(Refusal::TooFew);
        }
        if definition.is_detail && !detail_threshold.allows(people) {
            return Err(Refusal::TooFewForDetail);
        }
        let all = self.grown(&self.all, &row, threshold)?;
        let detail = match definition.is_detail {
            true => self.grown(&self.detail, &row, detail_threshold)?,
            false => None,
        };
        self.all = all.unwrap_or_else(|| std::mem::take(&mut self.all));
        self.detail = detail.unwrap_or_else(|| std::mem::take(&mut self.detail));
        Ok(())
    }

    /// The span with this set; nothing where it is within.
    fn grown(
        &self,
        span: &Span,
        row: &[bool],
        threshold: Threshold,
    ) -> Result<Option<Span>, Refusal> {
        let mut grown = span.clone();
        if !grown.add(row) {
            return Ok(None);
        }
        if !grown.tells_of_too_few(&self.fresh, threshold) {
            return Ok(Some(grown));
        }
        let within_wave = grown.tells_of_too_few(&self.people, threshold);
        Err(if within_wave { Refusal::Difference } else { Refusal::SamePeople })
    }
}

/// How many people may be in figures of earlier waves where it is known who is in them.
fn known_people(
    earlier: &[Wave],
    family: &str,
    (threshold, known_absent): (Threshold, u32),
) -> u32 {
    let units =
        earlier.iter().flat_map(|wave| units(wave, threshold, By::Respondents).into_values());
    let known = units.filter(|unit| unit.is_complete(family, known_absent));
    known.fold(0, |sum, unit| sum.saturating_add(unit.invited))
}
