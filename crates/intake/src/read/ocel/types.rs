//! The types of one side of a log, as they are declared and as they are used, in whatever order.

use std::collections::HashMap;

use filo_model::event_log::{Attribute, Type, Value, ValueKind};

use super::apart::{Aparts, Fault, Part};

/// Types that were declared or used, with their attributes.
#[derive(Default)]
pub(super) struct Types {
    by_name: HashMap<Box<str>, u32>,
    all: Vec<Draft>,
    declared: u32,
}

#[derive(Default)]
struct Draft {
    name: String,
    /// The how manieth that was declared; `None` where it was only used.
    declared: Option<u32>,
    /// The event or object that used it first.
    first: u64,
    by_name: HashMap<Box<str>, u32>,
    attributes: Vec<AttributeDraft>,
    attributes_declared: u32,
}

#[derive(Default)]
struct AttributeDraft {
    name: String,
    declared: Option<(u32, ValueKind)>,
    /// What all values seen so far are.
    seen: Option<ValueKind>,
    first: u64,
}

/// From the places that types and their attributes had while they were gathered to their last ones.
pub(super) struct Settled {
    pub(super) types: Vec<Type>,
    places: Vec<(u32, Vec<u32>)>,
}

impl Settled {
    /// The last place of a type.
    pub(super) fn of(&self, slot: u32) -> u32 {
        at(&self.places, slot).map_or(0, |(place, _)| *place)
    }

    /// The last place of an attribute of a type, and what it declares.
    pub(super) fn attribute(&self, slot: u32, attribute: u32) -> (u32, ValueKind) {
        let place = at(&self.places, slot).and_then(|(_, all)| at(all, attribute)).copied();
        let place = place.unwrap_or(0);
        let of = at(&self.types, self.of(slot));
        let kind = of.and_then(|of| at(&of.attributes, place)).map(|attribute| attribute.kind);
        (place, kind.unwrap_or(ValueKind::String))
    }
}

impl Types {
    /// The place of a type that an event or object has, new or not.
    pub(super) fn used(&mut self, name: &str, by: u64) -> u32 {
        if let Some(&slot) = self.by_name.get(name) {
            return slot;
        }
        let slot = index(self.all.len());
        self.by_name.insert(name.into(), slot);
        self.all.push(Draft { name: name.to_owned(), first: by, ..Draft::default() });
        slot
    }

    /// Declares a type; whether it is so for the first time.
    pub(super) fn declare(&mut self, name: &str) -> (u32, bool) {
        let slot = self.used(name, 0);
        let Some(draft) = at_mut(&mut self.all, slot) else { return (slot, false) };
        let is_new = draft.declared.is_none();
        if is_new {
            draft.declared = Some(self.declared);
            self.declared += 1;
        }
        (slot, is_new)
    }

    /// Declares an attribute of a type; whether it is so for the first time.
    pub(super) fn declare_attribute(&mut self, slot: u32, name: &str, kind: ValueKind) -> bool {
        let attribute = self.attribute(slot, name, 0);
        let Some(draft) = at_mut(&mut self.all, slot) else { return false };
        let next = draft.attributes_declared;
        match at_mut(&mut draft.attributes, attribute) {
            Some(attribute) if attribute.declared.is_none() => {
                attribute.declared = Some((next, kind));
                draft.attributes_declared += 1;
                true
            }
            _ => false,
        }
    }

    /// The place of an attribute for a value.
    pub(super) fn value(&mut self, slot: u32, name: &str, value: &Value, by: u64) -> u32 {
        let attribute = self.attribute(slot, name, by);
        let draft = at_mut(&mut self.all, slot);
        if let Some(draft) = draft.and_then(|draft| at_mut(&mut draft.attributes, attribute)) {
            draft.seen = Some(match (draft.seen, value.kind()) {
                (None, kind) => kind,
                (Some(seen), kind) if seen == kind => kind,
                (Some(ValueKind::Integer), ValueKind::Float)
                | (Some(ValueKind::Float), ValueKind::Integer) => ValueKind::Float,
                _ => ValueKind::String,
            });
        }
        attribute
    }

    fn attribute(&mut self, slot: u32, name: &str, by: u64) -> u32 {
        let Some(draft) = at_mut(&mut self.all, slot) else { return 0 };
        if let Some(&attribute) = draft.by_name.get(name) {
            return attribute;
        }
        let attribute = index(draft.attributes.len());
        draft.by_name.insert(name.into(), attribute);
        draft.attributes.push(AttributeDraft {
            name: name.to_owned(),
            first: by,
            ..AttributeDraft::default()
        });
        attribute
    }

    /// The types in the order of their declaration, then those that were only used, in that of their use;
    /// their attributes likewise.
    pub(super) fn settle(self, part: Part, aparts: &mut Aparts) -> Settled {
        let order = ordered(&self.all, |draft| draft.declared);
        let mut places = vec![(0, Vec::new()); self.all.len()];
        let mut drafts: Vec<Option<Draft>> = self.all.into_iter().map(Some).collect();
        let mut types = Vec::with_capacity(drafts.len());
        for slot in order {
            let Some(draft) = drafts.get_mut(slot).and_then(Option::take) else { continue };
            if draft.declared.is_none() {
                aparts.push(part, draft.first, Fault::UndeclaredType);
            }
            let mut attribute_places = vec![0; draft.attributes.len()];
            let mut attributes = Vec::with_capacity(draft.attributes.len());
            for from in
                ordered(&draft.attributes, |attribute| attribute.declared.map(|(order, _)| order))
            {
                let Some(attribute) = draft.attributes.get(from) else { continue };
                if let Some(place) = attribute_places.get_mut(from) {
                    *place = index(attributes.len());
                }
                let declared = attribute.declared.map(|(_, kind)| kind);
                if declared.is_none() && draft.declared.is_some() {
                    aparts.push(part, attribute.first, Fault::UndeclaredAttribute);
                }
                let kind = declared.or(attribute.seen).unwrap_or(ValueKind::String);
                attributes.push(Attribute { name: attribute.name.clone(), kind });
            }
            if let Some(place) = places.get_mut(slot) {
                *place = (index(types.len()), attribute_places);
            }
            types.push(Type { name: draft.name, attributes });
        }
        Settled { types, places }
    }
}

/// Places ordered by what was declared, then by themselves.
fn ordered<T, K: Ord>(all: &[T], declared: impl Fn(&T) -> Option<K>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&place| {
        let declared = all.get(place).and_then(&declared);
        (declared.is_none(), declared)
    });
    order
}

/// A place as the log writes it; limits keep it far below the largest.
pub(super) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn at<T>(all: &[T], place: u32) -> Option<&T> {
    all.get(usize::try_from(place).ok()?)
}

fn at_mut<T>(all: &mut [T], place: u32) -> Option<&mut T> {
    all.get_mut(usize::try_from(place).ok()?)
}
