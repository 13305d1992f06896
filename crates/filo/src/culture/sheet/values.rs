//! What a value in a sheet of answers means: a point, "does not apply", or no answer at all.

use std::collections::BTreeMap;

use filo_culture::answers::NOT_APPLICABLE;
use filo_culture::instrument::{Form, Instrument};

use super::Reply;
use crate::culture::questionnaire;

/// What stands for "does not apply" in any sheet.
const NA: [&str; 3] = ["na", "n/a", "n.a."];

/// The scale of a sheet, with what its points are called.
#[derive(Debug, Clone)]
pub(in crate::culture) struct Scale {
    points: u8,
    /// By what it is called, in order: the point, or [`NOT_APPLICABLE`].
    called: BTreeMap<String, u8>,
}

impl Scale {
    /// The scale of an instrument; without one, that of Filo's own where it has as many points.
    pub(in crate::culture) fn of(instrument: Option<&Instrument>, points: u8) -> Self {
        let mut called: BTreeMap<String, u8> = BTreeMap::new();
        let own = questionnaire::own();
        if let Some(instrument) =
            instrument.or_else(|| Some(&own).filter(|own| own.points() == points))
        {
            for (point, labels) in (1..=points).zip(&instrument.scale.labels) {
                called.extend(labels.values().map(|label| (normal(label), point)));
            }
            let labels = instrument.scale.not_applicable.values();
            called.extend(labels.map(|label| (normal(label), NOT_APPLICABLE)));
        }
        called.extend(NA.map(|na| (na.to_owned(), NOT_APPLICABLE)));
        Self { points, called }
    }

    /// The value of an answer on the scale; none where it is none. `text` is not empty.
    pub(in crate::culture) fn value(&self, text: &str) -> Option<u8> {
        if let Ok(point) = text.parse::<u8>() {
            return (1..=self.points).contains(&point).then_some(point);
        }
        self.called.get(&normal(text)).copied()
    }

    /// The reply to a closing question: nothing where it does not apply; none where it is no reply.
    pub(super) fn reply(&self, form: Option<Form>, text: &str) -> Option<Option<Reply>> {
        let point = |value: u8| (value != NOT_APPLICABLE).then_some(Reply::Point(value));
        match form? {
            Form::Words => Some(Some(Reply::Words(text.to_owned()))),
            Form::Scale => self.value(text).map(point),
            Form::ZeroToTen => match text.parse::<u8>() {
                Ok(number) => (number <= 10).then_some(Some(Reply::Point(number))),
                Err(_) => (self.called.get(&normal(text))? == &NOT_APPLICABLE).then_some(None),
            },
        }
    }
}

/// Words without what differs from one writing to another: capitals, blanks, the form of the apostrophe.
pub(in crate::culture) fn normal(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_lowercase().replace(['\u{2019}', '\u{2018}', '`'], "'")
}
