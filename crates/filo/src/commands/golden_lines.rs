//! A customer's golden view and corrections as lines and as JSON.

use filo_identity::golden::{Best, Differing, Grade, Origin, Value, Why};
use filo_model::choice::{Choice, ChoiceContent, Field};
use serde_json::{Value as Json, json};

use super::golden::field_key;
use crate::config::Config;
use crate::findings::event::day_in;
use crate::golden::{ListedCorrection, View, grade_name, listed};
use crate::sentence::one_line;
use crate::texts::Texts;

/// How wide the names of fields are, in characters.
const FIELD_WIDTH: usize = 16;

/// The golden view as people read it.
pub(super) fn lines(view: &View, config: &Config, texts: &Texts) -> String {
    let named = |field| view.golden.best.iter().find(|best| best.field == field);
    let name = named(Field::Name).or_else(|| named(Field::CompanyName));
    let name =
        name.map_or_else(|| texts.say("thread-nameless", &[]), |best| best.value.text.clone());
    let customer = view.customer.to_string();
    let mut out = vec![texts.say("thread-title", &[("name", &name), ("customer", &customer)])];
    if view.restricted {
        out.push(texts.say("thread-restricted", &[]));
    }
    for best in &view.golden.best {
        out.extend(field_lines(best, view, config, texts));
    }
    if view.golden.best.is_empty() {
        out.push(texts.say("golden-nothing", &[]));
    }
    let corrections = listed(view);
    if !corrections.is_empty() {
        out.push(texts.say("golden-corrections", &[]));
        out.extend(corrections.iter().map(|one| {
            let owner = owner(one.department.as_deref(), config, texts);
            format!("  {owner} · {} {}", one.source, correction_line(one, config, texts))
        }));
    }
    out.join("\n")
}

fn field_lines(best: &Best, view: &View, config: &Config, texts: &Texts) -> Vec<String> {
    let label = texts.say(&field_key(best.field), &[]);
    let value = shown(best.field, &best.value, texts);
    let mut notes = Vec::new();
    if let Some(number) = best.choice {
        notes.push(texts.say("golden-by-choice", &[("number", &number.to_string())]));
    }
    if best.value.grade == Grade::Part {
        notes.push(texts.say("golden-part", &[]));
    }
    let notes: String = notes.iter().map(|note| format!(" · {note}")).collect();
    let mut out = vec![format!("{label:<FIELD_WIDTH$}{value}{notes}")];
    let indent = " ".repeat(FIELD_WIDTH);
    for origin in &best.origins {
        let from = from(origin, view, config, texts);
        out.push(format!("{indent}  {from}"));
    }
    for differing in &best.differs {
        out.push(format!("{indent}  {}", differing_line(best, differing, view, config, texts)));
    }
    out
}

fn differing_line(
    best: &Best,
    differing: &Differing,
    view: &View,
    config: &Config,
    texts: &Texts,
) -> String {
    let from = from(&differing.origin, view, config, texts);
    let why = texts.say(&why_key(differing.why), &[]);
    // A value of several that disagrees with itself is not said twice.
    let mut line = if differing.value == best.value && best.field.is_several() {
        texts.say("golden-is", &[("why", &why), ("from", &from)])
    } else {
        let value = shown(best.field, &differing.value, texts);
        texts.say("golden-differs", &[("value", &value), ("why", &why), ("from", &from)])
    };
    if differing.is_news {
        line.push_str(&format!(" · {}", texts.say("golden-news", &[])));
    }
    line
}

/// Where a value comes from and since when.
fn from(origin: &Origin, view: &View, config: &Config, texts: &Texts) -> String {
    let said = &view.said[origin.said];
    let date = texts.date(day_in(origin.since, &config.zone));
    let key = if origin.implied { "golden-implied" } else { "golden-origin" };
    let record = format!("{} {}", said.system, one_line(&said.key));
    let source =
        if said.source == said.system { record } else { format!("{record} ({})", said.source) };
    texts.say(key, &[("source", &source), ("date", &date), ("record", &said.record.to_string())])
}

fn why_key(why: Why) -> String {
    format!("golden-why-{}", why.name())
}

/// A value as people read it: a date in their language, everything else as it is.
fn shown(field: Field, value: &Value, texts: &Texts) -> String {
    shown_text(field, &value.text, texts)
}

fn shown_text(field: Field, text: &str, texts: &Texts) -> String {
    match text.parse() {
        Ok(date) if field == Field::BirthDate => texts.date(date),
        _ => one_line(text),
    }
}

/// The department that owns a correction.
pub(super) fn owner(department: Option<&str>, config: &Config, texts: &Texts) -> String {
    let label = |name| config.department_label(name, texts.language()).to_owned();
    department.map_or_else(|| texts.say("corrections-no-owner", &[]), label)
}

/// What is to be corrected in one record, and how that stands.
pub(super) fn correction_line(one: &ListedCorrection, config: &Config, texts: &Texts) -> String {
    let date = |millis| texts.date(day_in(millis, &config.zone));
    let field = texts.say(&field_key(one.field), &[]);
    let has = match (&one.has, &one.should) {
        (Some(has), _) => shown_text(one.field, has, texts),
        (None, Some(_)) => texts.say("corrections-nothing", &[]),
        (None, None) => "…".to_owned(),
    };
    let should = one
        .should
        .as_ref()
        .map_or_else(|| "…".to_owned(), |text| shown_text(one.field, text, texts));
    let key = one_line(&one.key);
    let why = texts.say(&why_key(one.why), &[]);
    let values =
        [("key", &*key), ("field", &*field), ("has", &*has), ("should", &*should), ("why", &*why)];
    let what = texts.say("corrections-line", &values);
    let (since, seen) = (date(one.since), date(one.seen));
    let state = match one.closed {
        Some(closed) => {
            texts.say("corrections-closed", &[("since", &since), ("closed", &date(closed))])
        }
        None => {
            // Somebody knew better only after its newest export: the next one may show it.
            let key =
                if one.seen < one.since { "corrections-open-unseen" } else { "corrections-open" };
            texts.say(key, &[("since", &since), ("seen", &seen)])
        }
    };
    format!("{what} · {state}")
}

/// The golden view as data; times are in UTC epoch milliseconds.
pub(super) fn view_json(view: &View) -> Json {
    let origin = |origin: &Origin| {
        let said = &view.said[origin.said];
        json!({
            "record": said.record, "system": said.system, "key": said.key, "source": said.source,
            "department": said.department, "since": origin.since, "implied": origin.implied,
        })
    };
    let differing = |one: &Differing| {
        json!({
            "value": one.value.text, "grade": grade_name(one.value.grade), "why": one.why.name(),
            "after_choice": one.is_news, "origin": origin(&one.origin),
        })
    };
    let field = |best: &Best| {
        json!({
            "field": best.field, "value": best.value.text, "grade": grade_name(best.value.grade),
            "choice": best.choice,
            "origins": best.origins.iter().map(origin).collect::<Vec<_>>(),
            "differs": best.differs.iter().map(differing).collect::<Vec<_>>(),
        })
    };
    json!({
        "customer": view.customer, "restricted": view.restricted,
        "fields": view.golden.best.iter().map(field).collect::<Vec<_>>(),
        "corrections": listed(view),
    })
}

/// A choice in one line.
pub(super) fn history_line(choice: &Choice, config: &Config, texts: &Texts) -> String {
    let content = match &choice.content {
        ChoiceContent::Right { record, field, .. } => {
            let field = texts.say(&field_key(*field), &[]);
            texts.say("golden-right", &[("record", &record.to_string()), ("field", &field)])
        }
        ChoiceContent::Undo { choice } => {
            texts.say("golden-undo", &[("number", &choice.to_string())])
        }
    };
    let day = texts.date(day_in(choice.at, &config.zone));
    format!("{}  {day}  {}  {content}  {}", choice.number, choice.author, choice.reason)
}
