//! Logs of any shape, with texts of any kind, as readers would give them.

use std::collections::HashSet;
use std::sync::Arc;

use filo_model::event_log::{
    Attribute, Event, EventLog, INITIAL, Object, Relation, Setting, Type, Value, ValueKind,
};
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts that break what is not careful: controls, quotes, markup, emoji, nothing.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => ".{0,8}",
        2 => "[\\x00-\\x1f\u{7f}-\u{9f}\u{fffd}-\u{ffff}]{0,4}",
        2 => "(_x[0-9a-fA-F]{4}_|_x|_|x005F_){0,4}",
        1 => Just(String::new()),
        1 => Just("]]>\"'<&amp;\r\n\t\u{1f9f5}`; DROP TABLE event; --".to_owned()),
        1 => Just("\u{feff}\u{0} null NULL  ".to_owned()),
        1 => "[-+ ]?[0-9]{1,20}(\\.[0-9]{1,20})?(e[0-9]{1,3})?|true|0|nan|2022-01-09 16:30",
    ]
}

/// Names, which are not empty, and some of which have a meaning of their own in some form.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        text().prop_map(|text| if text.is_empty() { "a".to_owned() } else { text }),
        "[aA][bB]?",
        proptest::sample::select(vec![
            "object",
            "map_type",
            "Type",
            "ocel_id",
            "OCEL_TIME",
            "ocel_changed_field",
            "rowid",
            "_rowid_",
            "oid",
            "\0",
            "filo_column",
            "a\"b",
            "type",
            "Type_2",
        ])
        .prop_map(str::to_owned),
    ]
}

fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![
        Just(INITIAL),
        -377_705_023_201_000..253_402_207_200_999_i64,
        0..2_000_000_000_000_i64,
        0..3_i64,
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => text().prop_map(Value::String),
        1 => moment().prop_map(Value::Time),
        1 => any::<i64>().prop_map(Value::Integer),
        1 => any::<f64>().prop_map(Value::Float),
        1 => any::<bool>().prop_map(Value::Boolean),
    ]
}

fn kind() -> impl Strategy<Value = ValueKind> {
    proptest::sample::select(ValueKind::ALL.to_vec())
}

/// Names without those that stand twice.
fn once<T>(all: Vec<T>, name: impl Fn(&T) -> String) -> Vec<T> {
    let mut seen = HashSet::new();
    all.into_iter().filter(|one| seen.insert(name(one))).collect()
}

fn types() -> impl Strategy<Value = Vec<Type>> {
    let attribute = (name(), kind()).prop_map(|(name, kind)| Attribute { name, kind });
    let attributes =
        vec(attribute, 0..5).prop_map(|all| once(all, |attribute| attribute.name.clone()));
    let of = (name(), attributes).prop_map(|(name, attributes)| Type { name, attributes });
    vec(of, 1..4).prop_map(|all| once(all, |of| of.name.clone()))
}

/// An event or object before it is known which types and objects there are.
#[derive(Debug, Clone)]
struct Loose {
    id: String,
    of: usize,
    at: i64,
    values: Vec<(usize, i64, Value)>,
    relations: Vec<(usize, String)>,
}

fn loose() -> impl Strategy<Value = Vec<Loose>> {
    let values = vec((any::<usize>(), moment(), value()), 0..6);
    let relations = vec((any::<usize>(), text()), 0..5);
    let one = (name(), any::<usize>(), moment(), values, relations)
        .prop_map(|(id, of, at, values, relations)| Loose { id, of, at, values, relations });
    vec(one, 0..8).prop_map(|all| once(all, |one| one.id.clone()))
}

fn index(place: usize, length: usize) -> u32 {
    u32::try_from(place % length).unwrap()
}

/// The values of those attributes that a type has.
fn settings(loose: &Loose, of: &Type) -> Vec<Setting> {
    let length = of.attributes.len();
    let values = loose.values.iter().filter(|_| length > 0);
    let setting = |(place, at, value): &(usize, i64, Value)| Setting {
        attribute: index(*place, length),
        at: *at,
        value: value.clone(),
    };
    values.map(setting).collect()
}

fn relations(loose: &Loose, objects: usize) -> Vec<Relation> {
    let all = loose.relations.iter().filter(|_| objects > 0);
    let all = all.map(|(place, qualifier)| Relation {
        object: index(*place, objects),
        qualifier: Arc::from(qualifier.as_str()),
    });
    let mut seen = HashSet::new();
    all.filter(|relation| seen.insert(relation.clone())).collect()
}

pub(super) fn log() -> impl Strategy<Value = EventLog> {
    (types(), types(), loose(), loose()).prop_map(|(event_types, object_types, events, objects)| {
        let count = objects.len();
        let events = events.into_iter().map(|one| {
            let of = index(one.of, event_types.len());
            let values = settings(&one, &event_types[of as usize]);
            let attributes = values.into_iter().map(|one| (one.attribute, one.value)).collect();
            let attributes =
                once(attributes, |(attribute, _): &(u32, Value)| attribute.to_string());
            Event { of, at: one.at, attributes, relations: relations(&one, count), id: one.id }
        });
        let objects = objects.into_iter().map(|one| {
            let of = index(one.of, object_types.len());
            let attributes = settings(&one, &object_types[of as usize]);
            Object { of, attributes, relations: relations(&one, count), id: one.id }
        });
        let (events, objects) = (events.collect(), objects.collect());
        let mut log = EventLog { events, objects, event_types, object_types };
        log.settle(&TimeZone::UTC);
        log
    })
}
