//! What was read as logs that other programs read: object-centric, or of cases.

use std::sync::Arc;

use filo_journey::case::{Case, Cases, Vocabulary};
use filo_journey::names::MISSING;
use filo_model::event_log::{
    Attribute, Event, EventLog, INITIAL, Object, Relation, Setting, Type, Value, ValueKind,
};

use super::xes::{CaseLog, Step, Trace};

/// The log of cases.
#[must_use]
pub fn cases(cases: &Cases, names: &Vocabulary) -> CaseLog {
    CaseLog { traces: cases.iter().map(|case| trace(&case, names)).collect() }
}

fn trace(case: &Case<'_>, names: &Vocabulary) -> Trace {
    let steps = case.activity.iter().zip(case.at).zip(case.group).enumerate();
    let events = steps.map(|(event, ((&activity, &at), &group))| {
        let mut attributes = Vec::new();
        let channel = case.channel.get(event).copied().unwrap_or(MISSING);
        if channel != MISSING {
            attributes.push(("channel".to_owned(), names.channels.name(channel).to_owned()));
        }
        let group = (group != MISSING).then(|| names.groups.name(group).to_owned());
        Step { activity: names.activities.name(activity).to_owned(), at, group, attributes }
    });
    let customer = case.customer();
    let attributes = (customer != MISSING)
        .then(|| ("customer".to_owned(), names.customers.name(customer).to_owned()))
        .into_iter();
    Trace {
        id: names.cases.name(case.number).to_owned(),
        attributes: attributes.collect(),
        events: events.collect(),
    }
}

/// The same as an object-centric log: a type of event each activity, with its department; cases and customers as
/// objects, and a case of a customer says whose it is.
#[must_use]
pub fn objects(cases: &Cases, names: &Vocabulary) -> EventLog {
    let attribute = |name: &str| Attribute { name: name.to_owned(), kind: ValueKind::String };
    let kind = |name: &str, attributes| Type { name: name.to_owned(), attributes };
    let mut log = EventLog {
        event_types: names
            .activities
            .iter()
            .map(|name| kind(name, vec![attribute("group")]))
            .collect(),
        object_types: vec![
            kind("case", vec![attribute("name")]),
            kind("customer", vec![attribute("name")]),
        ],
        ..EventLog::default()
    };
    let object = |id: String, of, name: &str| Object {
        id,
        of,
        attributes: vec![Setting { attribute: 0, at: INITIAL, value: Value::String(name.into()) }],
        relations: Vec::new(),
    };
    for name in names.cases.iter() {
        log.objects.push(object(format!("case:{name}"), 0, name));
    }
    let customers = u32::try_from(log.objects.len()).unwrap_or(MISSING);
    for name in names.customers.iter() {
        log.objects.push(object(format!("customer:{name}"), 1, name));
    }
    let relation = |object, qualifier: &str| Relation { object, qualifier: Arc::from(qualifier) };
    for case in cases.iter() {
        let customer = case.customer();
        if customer != MISSING
            && let Some(object) = log.objects.get_mut(case.number as usize)
        {
            object.relations.push(relation(customers + customer, "of"));
        }
        for (event, (&activity, &at)) in case.activity.iter().zip(case.at).enumerate() {
            let group = case.group[event];
            let named =
                (group != MISSING).then(|| (0, Value::String(names.groups.name(group).into())));
            let mut relations = vec![relation(case.number, "case")];
            if let Some(&whose) = case.customer.get(event).filter(|&&whose| whose != MISSING) {
                relations.push(relation(customers + whose, "customer"));
            }
            log.events.push(Event {
                id: format!("{}:{}", names.cases.name(case.number), event + 1),
                of: activity,
                at,
                attributes: named.into_iter().collect(),
                relations,
            });
        }
    }
    log
}
