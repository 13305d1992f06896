//! Makes a log of events and objects that come in any order, and tells what is wrong with them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use filo_model::event_log::{
    Event, EventLog, INITIAL, Object, Relation, Setting, Value, millis_of,
};
use jiff::tz::TimeZone;

use super::apart::{Apart, Aparts, Fault, Part};
use super::types::{Settled, Types, index};
use super::{Form, Options, Reading};

/// Up to so many relations are compared with each other, one by one.
const FEW: usize = 16;

/// Events or objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Events,
    Objects,
}

impl Side {
    pub(super) fn part(self) -> Part {
        match self {
            Self::Events => Part::Event,
            Self::Objects => Part::Object,
        }
    }

    pub(super) fn type_part(self) -> Part {
        match self {
            Self::Events => Part::EventType,
            Self::Objects => Part::ObjectType,
        }
    }
}

/// What stands where a value is expected.
#[derive(Debug, Default)]
pub(super) enum Raw {
    /// Nothing.
    #[default]
    Absent,
    /// A value, not yet what its attribute declares.
    Given(Value),
    /// A list, an object, bytes.
    Unusable,
}

/// An attribute of an event or object as it is written.
#[derive(Debug, Default)]
pub(super) struct RawAttribute {
    pub(super) name: String,
    /// When it was set (objects); empty where nothing is said.
    pub(super) time: String,
    pub(super) value: Raw,
}

/// An event or object as it is written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) id: String,
    pub(super) kind: String,
    /// When it happened (events).
    pub(super) time: String,
    pub(super) attributes: Vec<RawAttribute>,
    /// The ids of objects, each with what it is to this.
    pub(super) relations: Vec<(String, String)>,
}

/// A log in the making.
pub(super) struct Gather<'o> {
    options: &'o Options,
    aparts: Aparts,
    event_types: Types,
    object_types: Types,
    event_ids: HashSet<Box<str>>,
    /// Ids of objects, of those that are only spoken of too, to their slots.
    object_ids: HashMap<Box<str>, u32>,
    /// Where the object of a slot stands; `None` as long as it is only spoken of.
    slots: Vec<Option<u32>>,
    qualifiers: HashSet<Arc<str>>,
    events: Vec<Event>,
    objects: Vec<Object>,
    event_places: Vec<u32>,
    object_places: Vec<u32>,
    items: u64,
}

impl<'o> Gather<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            options,
            aparts: Aparts::default(),
            event_types: Types::default(),
            object_types: Types::default(),
            event_ids: HashSet::new(),
            object_ids: HashMap::new(),
            slots: Vec::new(),
            qualifiers: HashSet::new(),
            events: Vec::new(),
            objects: Vec::new(),
            event_places: Vec::new(),
            object_places: Vec::new(),
            items: 0,
        }
    }

    pub(super) fn fault(&mut self, part: Part, place: u64, fault: Fault) {
        self.aparts.push(part, place, fault);
    }

    /// What is wrong where there are more things than the limit.
    pub(super) fn overfull(&self) -> Option<Fault> {
        let limit = self.options.items_max;
        (self.items > limit).then_some(Fault::TooMany { limit })
    }

    fn count(&mut self, things: usize) {
        self.items = self.items.saturating_add(u64::try_from(things).unwrap_or(u64::MAX));
    }

    fn types(&mut self, side: Side) -> &mut Types {
        match side {
            Side::Events => &mut self.event_types,
            Side::Objects => &mut self.object_types,
        }
    }

    /// Declares a type with attributes and the kinds that are written for them.
    pub(super) fn declare(
        &mut self,
        side: Side,
        place: u64,
        name: &str,
        attributes: &[(String, String)],
    ) {
        self.count(1 + attributes.len());
        let part = side.type_part();
        if name.is_empty() {
            return self.fault(part, place, Fault::Missing { field: "name" });
        }
        let (slot, is_new) = self.types(side).declare(name);
        if !is_new {
            self.fault(part, place, Fault::Duplicate);
        }
        for (name, kind) in attributes {
            if name.is_empty() {
                self.fault(part, place, Fault::Missing { field: "name" });
                continue;
            }
            let known = filo_model::event_log::ValueKind::named(kind);
            let kind = known.unwrap_or(filo_model::event_log::ValueKind::String);
            let is_new = self.types(side).declare_attribute(slot, name, kind);
            if !is_new {
                self.fault(part, place, Fault::Duplicate);
            } else if known.is_none() {
                self.fault(part, place, Fault::UnknownKind);
            }
        }
    }

    /// Takes an event or object in, or sets it apart.
    pub(super) fn take(&mut self, side: Side, place: u64, draft: Draft) {
        self.count(1 + draft.attributes.len() + draft.relations.len());
        let outcome = match side {
            Side::Events => self.event(place, draft),
            Side::Objects => self.object(place, draft),
        };
        if let Err(fault) = outcome {
            self.fault(side.part(), place, fault);
        }
    }

    fn event(&mut self, place: u64, draft: Draft) -> Result<(), Fault> {
        expect_names(&draft)?;
        if draft.time.is_empty() {
            return Err(Fault::Missing { field: "time" });
        }
        let at = millis_of(&draft.time, &self.options.zone).ok_or(Fault::ImpossibleTime)?;
        if !self.event_ids.insert(draft.id.as_str().into()) {
            return Err(Fault::Duplicate);
        }
        let of = self.event_types.used(&draft.kind, place);
        let mut attributes: Vec<(u32, Value)> = Vec::with_capacity(draft.attributes.len());
        for raw in draft.attributes {
            if let Some(value) = self.value(Part::Event, place, &raw.name, raw.value) {
                let attribute = self.event_types.value(of, &raw.name, &value, place);
                attributes.push((attribute, value));
            }
        }
        attributes.sort_by_key(|&(attribute, _)| attribute);
        let all = attributes.len();
        attributes.dedup_by_key(|(attribute, _)| *attribute);
        for _ in attributes.len()..all {
            self.fault(Part::Event, place, Fault::Duplicate);
        }
        let relations = self.relations(Part::Event, place, draft.relations);
        self.events.push(Event { id: draft.id, of, at, attributes, relations });
        self.event_places.push(u32::try_from(place).unwrap_or(u32::MAX));
        Ok(())
    }

    fn object(&mut self, place: u64, draft: Draft) -> Result<(), Fault> {
        expect_names(&draft)?;
        let slot = self.object_slot(&draft.id);
        let position = index(self.objects.len());
        match self.slots.get_mut(usize::try_from(slot).unwrap_or(usize::MAX)) {
            Some(empty @ None) => *empty = Some(position),
            _ => return Err(Fault::Duplicate),
        }
        let of = self.object_types.used(&draft.kind, place);
        let mut attributes = Vec::with_capacity(draft.attributes.len());
        for raw in draft.attributes {
            let Some(value) = self.value(Part::Object, place, &raw.name, raw.value) else {
                continue;
            };
            let at = match raw.time.trim_ascii() {
                "" | "0" => Some(INITIAL),
                time => millis_of(time, &self.options.zone),
            };
            let Some(at) = at else {
                self.fault(Part::Object, place, Fault::ImpossibleTime);
                continue;
            };
            let attribute = self.object_types.value(of, &raw.name, &value, place);
            attributes.push(Setting { attribute, at, value });
        }
        let relations = self.relations(Part::Object, place, draft.relations);
        self.objects.push(Object { id: draft.id, of, attributes, relations });
        self.object_places.push(u32::try_from(place).unwrap_or(u32::MAX));
        Ok(())
    }

    fn value(&mut self, part: Part, place: u64, name: &str, raw: Raw) -> Option<Value> {
        let fault = match raw {
            Raw::Absent => return None,
            Raw::Given(_) if name.is_empty() => Fault::Missing { field: "name" },
            Raw::Given(value) => return Some(value),
            Raw::Unusable => Fault::NotAValue,
        };
        self.fault(part, place, fault);
        None
    }

    fn object_slot(&mut self, id: &str) -> u32 {
        if let Some(&slot) = self.object_ids.get(id) {
            return slot;
        }
        let slot = index(self.slots.len());
        self.object_ids.insert(id.into(), slot);
        self.slots.push(None);
        slot
    }

    /// Relations to slots, which become places of objects at the end.
    fn relations(&mut self, part: Part, place: u64, raw: Vec<(String, String)>) -> Vec<Relation> {
        let mut relations: Vec<Relation> = Vec::with_capacity(raw.len());
        let mut many: HashSet<Relation> = HashSet::new();
        let is_many = raw.len() > FEW;
        for (id, qualifier) in raw {
            if id.is_empty() {
                self.fault(part, place, Fault::Missing { field: "objectId" });
                continue;
            }
            let relation =
                Relation { object: self.object_slot(&id), qualifier: self.qualifier(&qualifier) };
            let is_new = if is_many {
                many.insert(relation.clone())
            } else {
                !relations.contains(&relation)
            };
            if is_new {
                relations.push(relation);
            } else {
                self.fault(part, place, Fault::Duplicate);
            }
        }
        relations
    }

    fn qualifier(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.qualifiers.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.qualifiers.insert(Arc::clone(&new));
        new
    }

    /// The log, with all places as they are at the end.
    pub(super) fn finish(mut self, form: Form) -> Reading {
        let event_types = self.event_types.settle(Part::Event, &mut self.aparts);
        let object_types = self.object_types.settle(Part::Object, &mut self.aparts);
        let mut end = End {
            zone: &self.options.zone,
            slots: &self.slots,
            unfit: HashSet::new(),
            aparts: &mut self.aparts,
        };
        for (event, place) in self.events.iter_mut().zip(&self.event_places) {
            let place = (Part::Event, u64::from(*place));
            for (attribute, value) in &mut event.attributes {
                *attribute = end.fit(place, &event_types, event.of, *attribute, value);
            }
            event.of = event_types.of(event.of);
            end.relate(place, &mut event.relations);
        }
        for (object, place) in self.objects.iter_mut().zip(&self.object_places) {
            let place = (Part::Object, u64::from(*place));
            for setting in &mut object.attributes {
                setting.attribute =
                    end.fit(place, &object_types, object.of, setting.attribute, &mut setting.value);
            }
            object.of = object_types.of(object.of);
            end.relate(place, &mut object.relations);
        }
        let mut log = EventLog {
            event_types: event_types.types,
            object_types: object_types.types,
            events: self.events,
            objects: self.objects,
        };
        log.settle(&self.options.zone);
        let Aparts { listed, unlisted } = self.aparts;
        let apart: Vec<Apart> = listed;
        Reading { log, form, apart, unlisted }
    }
}

/// What is needed once everything was seen.
struct End<'a> {
    zone: &'a TimeZone,
    slots: &'a [Option<u32>],
    /// Attributes whose values did not fit, told once each.
    unfit: HashSet<(Part, u32, u32)>,
    aparts: &'a mut Aparts,
}

impl End<'_> {
    fn fit(
        &mut self,
        (part, place): (Part, u64),
        types: &Settled,
        of: u32,
        attribute: u32,
        value: &mut Value,
    ) -> u32 {
        let (settled, kind) = types.attribute(of, attribute);
        let given = std::mem::replace(value, Value::Boolean(false));
        let (fitted, fits) = given.fit(kind, self.zone);
        *value = fitted;
        if !fits && self.unfit.insert((part, of, attribute)) {
            self.aparts.push(part, place, Fault::Unfit);
        }
        settled
    }

    fn relate(&mut self, (part, place): (Part, u64), relations: &mut Vec<Relation>) {
        relations.retain_mut(|relation| {
            let slot = usize::try_from(relation.object).unwrap_or(usize::MAX);
            let Some(object) = self.slots.get(slot).copied().flatten() else {
                self.aparts.push(part, place, Fault::Nowhere);
                return false;
            };
            relation.object = object;
            true
        });
    }
}

fn expect_names(draft: &Draft) -> Result<(), Fault> {
    if draft.id.is_empty() {
        return Err(Fault::Missing { field: "id" });
    }
    if draft.kind.is_empty() {
        return Err(Fault::Missing { field: "type" });
    }
    Ok(())
}
