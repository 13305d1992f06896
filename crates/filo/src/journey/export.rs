//! What was read as logs that other programs read: object-centric, or of cases.

use std::sync::Arc;

use filo_journey::case::{Case, Cases, Vocabulary};
use filo_journey::log::Event;
use filo_journey::names::MISSING;
use filo_model::event_log::{
    self, Attribute, EventLog, INITIAL, Object, Relation, Setting, Type, Value, ValueKind,
};
use rustc_hash::FxHashMap;

use super::xes::{CaseLog, Step, Trace};

/// Puts rows together to a log of cases that holds everything a row says.
#[derive(Debug, Default)]
pub struct Keeper {
    places: FxHashMap<String, usize>,
    log: CaseLog,
}

/// What a row says of its case is called so by the reader of XES.
const OF_TRACE: &str = "trace:";
/// The place of an event in its case: the reader's, and no attribute.
const INDEX: &str = "event_index";
/// What the log says by itself.
const OWN: [&str; 4] = ["concept:name", "time:timestamp", "org:group", "trace:concept:name"];

impl Keeper {
    /// Puts an event into its case, with its further attributes by the names of their columns.
    pub fn push<'a>(
        &mut self,
        event: &Event<'_>,
        attributes: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        if event.case.is_empty() || event.activity.is_empty() {
            return;
        }
        let place = match self.places.get(event.case) {
            Some(&place) => place,
            None => {
                let place = self.log.traces.len();
                self.places.insert(event.case.to_owned(), place);
                self.log.traces.push(Trace { id: event.case.to_owned(), ..Trace::default() });
                place
            }
        };
        let trace = &mut self.log.traces[place];
        let group = (!event.group.is_empty()).then(|| event.group.to_owned());
        let mut step =
            Step { activity: event.activity.to_owned(), at: event.at, group, ..Step::default() };
        for (name, value) in attributes
            .filter(|(name, value)| !value.is_empty() && !OWN.contains(name) && *name != INDEX)
        {
            match name.strip_prefix(OF_TRACE) {
                None => step.attributes.push((name.to_owned(), value.to_owned())),
                Some(_) if !trace.events.is_empty() => {}
                Some(name) => trace.attributes.push((name.to_owned(), value.to_owned())),
            }
        }
        trace.events.push(step);
    }

    /// The log, each case in order of time.
    #[must_use]
    pub fn finish(mut self) -> CaseLog {
        for trace in &mut self.log.traces {
            trace.events.sort_by_key(|event| event.at);
        }
        self.log
    }
}

/// The log of cases, with what the kernel keeps of it: of an object-centric log seen from one type of object.
#[must_use]
pub fn cases(cases: &Cases, names: &Vocabulary) -> CaseLog {
    let trace = |case: Case<'_>| {
        let events = case.activity.iter().zip(case.at).zip(case.group);
        let step = |((&activity, &at), &group): ((&u32, &i64), &u32)| Step {
            activity: names.activities.name(activity).to_owned(),
            at,
            group: (group != MISSING).then(|| names.groups.name(group).to_owned()),
            attributes: Vec::new(),
        };
        let id = names.cases.name(case.number).to_owned();
        Trace { id, attributes: Vec::new(), events: events.map(step).collect() }
    };
    CaseLog { traces: cases.iter().map(trace).collect() }
}

/// A log of cases as an object-centric one: a type of event each activity, with its department; cases, customers and what else
/// events are about as objects, and a case of a customer says whose it is.
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
            kind("object", vec![attribute("name")]),
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
    let further = u32::try_from(log.objects.len()).unwrap_or(MISSING);
    for name in names.objects.iter() {
        log.objects.push(object(format!("object:{name}"), 2, name));
    }
    if names.objects.is_empty() {
        log.object_types.pop();
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
            if let Some(&about) = case.object.get(event).filter(|&&about| about != MISSING) {
                relations.push(relation(further + about, "about"));
            }
            log.events.push(event_log::Event {
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
