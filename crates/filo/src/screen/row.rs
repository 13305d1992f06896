//! A row of a list as a question: what is asked, and which of its values cannot be read.

use filo_guard::action::Action;
use filo_guard::fact::value::Value;
use filo_guard::fact::vocabulary::{FactName, Unit};
use filo_model::amount::{Amount, DecimalMark};
use filo_model::facts::Channel;
use filo_model::moment::{DateOrder, Moment, MomentHabits, parse_date};
use filo_model::name::fold;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::columns::{Columns, Field};
use super::list::{List, ListRow};
use crate::guard::ask::Asked;

/// What holds for every row of a list.
#[derive(Debug)]
pub struct Frame {
    /// The action.
    pub action: Action,
    /// When it is to be done, where a row does not say.
    pub planned: Moment,
    /// What was stated for the whole list.
    pub stated: Vec<(FactName, Value)>,
    /// The company's zone.
    pub zone: TimeZone,
    /// Which columns say what.
    pub columns: Columns,
    mark: DecimalMark,
}

/// A row as a question.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub asked: Asked,
    /// The day by which what is asked for was to be paid, where the row says so.
    pub due: Option<Date>,
    /// The fields whose values cannot be read.
    pub unread: Vec<Field>,
}

impl Frame {
    /// What holds for the rows of a list.
    #[must_use]
    pub fn new(
        list: &List,
        columns: Columns,
        (action, planned): (Action, Moment),
        stated: Vec<(FactName, Value)>,
        zone: TimeZone,
    ) -> Self {
        let place = columns.places(Field::Amount).next();
        let amounts =
            place.into_iter().flat_map(|place| list.rows.iter().map(move |row| row.value(place)));
        let mark = DecimalMark::observe(amounts);
        Self { action, planned, stated, zone, columns, mark }
    }

    /// The value of a field in a row, without blanks around it.
    #[must_use]
    pub fn value<'r>(&self, row: &'r ListRow, field: Field) -> &'r str {
        self.columns.places(field).next().map_or("", |place| row.value(place).trim())
    }

    /// The first value of a row that says who, by the order of the columns; empty where it says nothing.
    pub fn who_first<'r>(&self, row: &'r ListRow) -> &'r str {
        let who = self.columns.found.iter().filter(|(field, _)| field.says_who());
        let mut values = who.map(|&(_, place)| row.value(place).trim());
        values.find(|value| !value.is_empty()).unwrap_or_default()
    }

    /// The question that a row is.
    #[must_use]
    pub fn question(&self, row: &ListRow) -> Question {
        let mut unread = Vec::new();
        let text = |field| Some(self.value(row, field)).filter(|text| !text.is_empty());
        let planned = self.planned_of(row, &mut unread);
        let mut asked = Asked {
            action: self.action,
            planned,
            claim: text(Field::Claim).map(str::to_owned),
            instalment: text(Field::Instalment).and_then(|text| {
                let number = instalment(text);
                if number.is_none() {
                    unread.push(Field::Instalment);
                }
                number
            }),
            amount: None,
            product: text(Field::Product).map(str::to_owned),
            contract: text(Field::Contract).map(str::to_owned),
            matter: text(Field::Matter).map(str::to_owned),
            channel: None,
            stated: self.stated.clone(),
        };
        if let Some(text) = text(Field::Amount) {
            asked.amount = Amount::parse(text, self.mark);
            unread.extend(asked.amount.is_none().then_some(Field::Amount));
        }
        if let Some(text) = text(Field::Channel) {
            asked.channel = channel(text);
            unread.extend(asked.channel.is_none().then_some(Field::Channel));
        }
        let due = text(Field::Due).and_then(|text| {
            let day = parse_date(text, DateOrder::Auto).ok();
            unread.extend(day.is_none().then_some(Field::Due));
            day
        });
        self.state(row, &mut asked, &mut unread);
        Question { asked, due, unread }
    }

    fn planned_of(&self, row: &ListRow, unread: &mut Vec<Field>) -> Moment {
        let (day, time) = (self.value(row, Field::Planned), self.value(row, Field::PlannedTime));
        if day.is_empty() {
            return self.planned;
        }
        let habits = MomentHabits { zone: self.zone.clone(), order: DateOrder::Auto };
        let joined = if time.is_empty() { day.to_owned() } else { format!("{day} {time}") };
        let read = Moment::parse(&joined, &habits);
        read.unwrap_or_else(|_| {
            unread.push(Field::Planned);
            self.planned
        })
    }

    /// Adds what only the list can say.
    fn state(&self, row: &ListRow, asked: &mut Asked, unread: &mut Vec<Field>) {
        for &(field, place) in &self.columns.found {
            let text = row.value(place).trim();
            let said = match field {
                Field::Fact(_) | Field::RegisterChecked if text.is_empty() => continue,
                Field::Fact(fact) => fact_value(fact, text).map(|value| (fact, value)),
                Field::RegisterChecked => parse_date(text, DateOrder::Auto).ok().map(|day| {
                    let days = (asked.planned.date_in(&self.zone) - day).get_days();
                    (FactName::RegisterAge, Value::Number(days.into()))
                }),
                // That nobody wrote where a contact comes from says that nobody knows.
                Field::ContactSource => {
                    Some((FactName::ContactSourceKnown, Value::Flag(!text.is_empty())))
                }
                _ => continue,
            };
            match said {
                Some((fact, value)) => {
                    asked.stated.retain(|(one, _)| *one != fact);
                    asked.stated.push((fact, value));
                }
                None => unread.push(field),
            }
        }
    }
}

/// The value of a fact as a list writes it.
#[must_use]
pub fn fact_value(fact: FactName, text: &str) -> Option<Value> {
    let value = match fact.unit() {
        Unit::Flag => Value::Flag(flag(text)?),
        Unit::Word => Value::Word(text.to_owned()),
        _ => Value::Number(text.parse().ok()?),
    };
    Some(value)
}

fn flag(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "si" | "s" | "yes" | "y" | "true" | "vero" | "1" | "x" => Some(true),
        "no" | "n" | "false" | "falso" | "0" => Some(false),
        _ => None,
    }
}

/// An instalment: `2`, `2/3`, `rata 2`; the whole where it is `0`.
fn instalment(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let end = digits.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

/// A channel by its name, or as people call it.
fn channel(text: &str) -> Option<Channel> {
    let folded = fold(text);
    Channel::from_name(&folded).or(match folded.as_str() {
        "e mail" | "mail" | "posta elettronica" => Some(Channel::Email),
        "telefono" | "telefonata" | "chiamata" | "call" | "telephone" => Some(Channel::Phone),
        "lettera" | "posta" | "raccomandata" | "post" => Some(Channel::Letter),
        "messaggio" | "text message" => Some(Channel::Sms),
        "di persona" | "visita" | "in person" => Some(Channel::Visit),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_departments_write_them() {
        assert_eq!(instalment("2/3"), Some(2));
        assert_eq!(instalment("Rata 2"), Some(2));
        assert_eq!(instalment("unica"), None);
        assert_eq!(channel("E-mail"), Some(Channel::Email));
        assert_eq!(channel("Telefonata"), Some(Channel::Phone));
        assert_eq!(channel("piccione"), None);
        assert_eq!(flag("Sì"), Some(true));
        assert_eq!(flag("forse"), None);
    }
}
