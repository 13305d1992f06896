//! Facts that come from what is asked: its channel, its time, and what who asks states.

use filo_model::facts::State;

use super::value::{Fact, Unknown, Value};
use super::vocabulary::FactName as Name;
use super::vocabulary::{FactName, Origin};
use super::{Asking, Facts};
use crate::event::{Event, What};

pub(super) fn facts(asking: &Asking<'_>, facts: &mut Facts) {
    asking.add(facts, Name::AnsweredOtherwise, || answered_otherwise(asking));
    for &name in FactName::ALL.iter().filter(|name| name.origin() == Origin::Asked) {
        asking.add(facts, name, || {
            planned(asking, name).unwrap_or(Fact::Unknown(Unknown::NotStated))
        });
    }
}

/// What the question's own time and channel say.
fn planned(asking: &Asking<'_>, name: Name) -> Option<Fact> {
    let at = asking.act.at;
    let calendar = &asking.setting.calendar;
    let day = asking.day();
    let value = match name {
        Name::Channel => Value::Word(asking.question.channel?.name().to_owned()),
        Name::PlannedWeekday => Value::Number(i64::from(day.weekday().to_monday_one_offset())),
        Name::PlannedMinute if asking.question.has_time => {
            let timestamp = jiff::Timestamp::from_millisecond(at.millis).ok()?;
            let time = asking.setting.zone.to_datetime(timestamp).time();
            Value::Number(i64::from(time.hour()) * 60 + i64::from(time.minute()))
        }
        Name::PlannedOnHoliday => Value::Flag(calendar.is_holiday(day)),
        Name::PlannedBeforeHoliday => Value::Flag(calendar.is_holiday(day.tomorrow().ok()?)),
        _ => return None,
    };
    Some(Fact::known(value, &[]))
}

/// Whether the same matter, by its question or its case, was answered in the customer's favour.
fn answered_otherwise(asking: &Asking<'_>) -> Fact {
    let matter = asking.question.matter;
    if matter == 0 {
        return Fact::Unknown(Unknown::NotStated);
    }
    let favourable = |event: &Event| {
        event.case == matter
            && matches!(
                event.what,
                What::Promise { state: State::Made | State::Moved, .. }
                    | What::Alternative { state: State::Made | State::Accepted }
                    | What::Goodwill
                    | What::Dispute { state: State::Upheld, .. }
                    | What::Complaint { state: State::Upheld, .. }
            )
    };
    Asking::flag(asking.before().find(|event| favourable(event)))
}
