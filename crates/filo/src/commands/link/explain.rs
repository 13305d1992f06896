//! `filo link explain`: what holds a customer together, and what speaks for and against a pair.

use std::path::Path;

use filo_identity::linkage::{Explanation, FieldWeight, Model};
use filo_model::digest::Digest;
use filo_model::record::{Details, Judgement, standing_judgements};
use filo_store::Store;
use filo_store::thread::LinkedRecord;

use super::{bits, record_id, records_of};
use crate::cli::Explain;
use crate::commands::{Session, one_customer};
use crate::output;
use crate::pipeline::model_of;
use crate::problem::{Problem, Result};
use crate::report::charts::waterfall::{self, Step};
use crate::texts::Texts;

pub(super) fn run(store: &Store, args: &Explain, session: &Session) -> Result<u8> {
    match &args.other {
        Some(other) => pair(store, &args.who, other, args.svg.as_deref(), session),
        None => customer(store, &args.who, session),
    }
}

/// The records of a customer, the link that holds each, and the weakest of these links.
fn customer(store: &Store, who: &str, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let customer = one_customer(store, who, &texts)?;
    let records = store.thread_fetch(customer, false)?.records;
    let weakest = weakest(&records);
    if session.common.json {
        output::json(&serde_json::json!({
            "customer": customer,
            "records": records,
            "weakest": weakest.map(|place| records[place].record.id),
        }))?;
        return Ok(0);
    }
    for linked in &records {
        let record = &linked.record;
        let name = record.details.display_name().unwrap_or_default();
        let why = why(linked, &texts);
        output::data(&format!("{}  {} {}  {name}  {why}", record.id, record.system, record.key))?;
    }
    if let Some(place) = weakest {
        let beyond = beyond(&records, place);
        let values = [
            ("record", &*records[place].record.id.to_string()),
            ("why", &*why(&records[place], &texts)),
            ("beyond", &*texts.count(beyond as u64)),
            ("rest", &*texts.count((records.len() - beyond) as u64)),
        ];
        output::data(&texts.say("link-weakest", &values))?;
    }
    Ok(0)
}

fn why(linked: &LinkedRecord, texts: &Texts) -> String {
    let (Some(rule), Some(to)) = (&linked.rule, linked.linked_to) else {
        return texts.say("link-naming", &[]);
    };
    let mut rule = texts.say(&format!("rule-{rule}"), &[]);
    if let Some(odds) = linked.odds {
        rule = format!("{rule} {:+.1}", bits(odds));
    }
    texts.say("thread-linked", &[("to", &to.to_string()), ("rule", &rule)])
}

/// How firmly a rule holds, the weaker the smaller; among joins by likeness the odds tell.
fn firmness(linked: &LinkedRecord) -> Option<(u8, f32)> {
    let rule = match linked.rule.as_deref()? {
        "reference" => 0,
        "only-holder-of-phone" => 1,
        "only-holder-of-email" => 2,
        "likeness" => 3,
        "phone-and-name" => 4,
        "email" => 5,
        "vat-number" | "tax-code" => 6,
        _ => 7,
    };
    Some((rule, linked.odds.unwrap_or(f32::MAX)))
}

/// The record that the weakest link holds.
fn weakest(records: &[LinkedRecord]) -> Option<usize> {
    let firm = records.iter().enumerate().filter_map(|(at, one)| Some((at, firmness(one)?)));
    let weakest =
        firm.min_by(|(_, one), (_, other)| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    weakest.map(|(at, _)| at)
}

/// How many records hang on the link of one.
fn beyond(records: &[LinkedRecord], place: usize) -> usize {
    let mut found = vec![records[place].record.id];
    let mut at = 0;
    while let Some(&id) = found.get(at) {
        found.extend(
            records.iter().filter(|one| one.linked_to == Some(id)).map(|one| one.record.id),
        );
        at += 1;
    }
    found.len()
}

/// What speaks for and against two records or customers being one.
fn pair(
    store: &Store,
    who: &str,
    other: &str,
    svg: Option<&Path>,
    session: &Session,
) -> Result<u8> {
    let texts = session.texts();
    let (one, two) = (records_of(store, who, &texts)?, records_of(store, other, &texts)?);
    let is_shared = |id: Digest| two.iter().any(|one| one.record.id == id);
    if one.is_empty() || two.is_empty() || one.iter().any(|one| is_shared(one.record.id)) {
        return Err(Problem::new("one-customer"));
    }
    let model = model(store)?;
    let explained = filo_identity::explain(&model, &details(&one), &details(&two));
    let verdict = verdict(store, &model, &one, &two, explained.as_ref())?;
    let said = texts.say(&format!("link-is-{verdict}"), &[]);
    if svg.is_some() && explained.is_none() {
        return Err(Problem::new("nothing-to-weigh"));
    }
    if let (Some(path), Some(explanation)) = (svg, &explained) {
        let picture = picture(explanation, &model, &texts, &said);
        std::fs::write(path, picture).map_err(|error| {
            Problem::new("people-out").with("path", path.display()).caused_by(error)
        })?;
    }
    if session.common.json {
        output::json(&serde_json::json!({
            "fields": explained.as_ref().map(|one| one.fields.iter().map(|field| serde_json::json!({
                "field": field.field, "level": field.level, "weight": field.weight,
            })).collect::<Vec<_>>()),
            "prior": explained.as_ref().map(|one| one.prior),
            "weight": explained.as_ref().map(|one| one.weight),
            "probability": explained.as_ref().map(|one| one.probability),
            "cut": cut(&model),
            "verdict": verdict,
        }))?;
        return Ok(0);
    }
    if let Some(explanation) = &explained {
        output::data(&line(&texts.say("linkage-before", &[]), explanation.prior))?;
        for field in &explanation.fields {
            output::data(&line(&level_words(field, &texts), field.weight))?;
        }
        let likely = format!("{:.4}", explanation.probability);
        let all = texts.say("link-together", &[("probability", &likely)]);
        output::data(&line(&all, explanation.weight))?;
        if let Some(cut) = cut(&model) {
            output::data(&line(&texts.say("link-cut", &[]), cut))?;
        }
    }
    output::data(&said)?;
    Ok(0)
}

/// The weight from which joins are made; nothing where none is.
fn cut(model: &Model) -> Option<f64> {
    model.cut().map(bits)
}

/// A weight and what it is of.
fn line(what: &str, weight: f64) -> String {
    format!("{weight:>+8.1}  {what}")
}

fn level_words(field: &FieldWeight, texts: &Texts) -> String {
    let name = texts.say(&format!("linkage-field-{}", field.field), &[]);
    let level = texts.say(&format!("linkage-level-{}", field.level), &[]);
    format!("{name} {level}")
}

/// A field, how far it agrees and what that weighs.
fn field_words(field: &FieldWeight, texts: &Texts) -> String {
    format!("{} {:+.1}", level_words(field, texts), field.weight)
}

/// What the fields say, in words.
pub(super) fn because(explanation: &Explanation, texts: &Texts) -> String {
    let fields = explanation.fields.iter().map(|one| field_words(one, texts));
    let before = format!("{} {:+.1}", texts.say("linkage-before", &[]), explanation.prior);
    std::iter::once(before).chain(fields).collect::<Vec<_>>().join("; ")
}

fn model(store: &Store) -> Result<Model> {
    let kept = store.model_newest()?.ok_or_else(|| Problem::new("model-absent"))?;
    model_of(&kept)
}

fn details(records: &[LinkedRecord]) -> Vec<(Digest, Details)> {
    records.iter().map(|one| (one.record.id, one.record.details.clone())).collect()
}

/// What two records' customers say, as far as likeness goes.
pub(super) fn explain_records(
    store: &Store,
    a: &str,
    b: &str,
    texts: &Texts,
) -> Result<Option<Explanation>> {
    let of = |text: &str| -> Result<Vec<(Digest, Details)>> {
        let id = record_id(store, text)?;
        let Some(customer) = store.customer_of_record(id)? else { return Ok(Vec::new()) };
        Ok(details(&records_of(store, &customer.to_string(), texts)?))
    };
    Ok(filo_identity::explain(&model(store)?, &of(a)?, &of(b)?))
}

/// Whether they are one customer and what decided, as a stable name.
fn verdict(
    store: &Store,
    model: &Model,
    one: &[LinkedRecord],
    two: &[LinkedRecord],
    explained: Option<&Explanation>,
) -> Result<&'static str> {
    let all = || one.iter().flat_map(|a| two.iter().map(move |b| (&a.record, &b.record)));
    let standing = standing_judgements(&store.decision_list()?);
    let is_judged = |wanted: Judgement| {
        standing.iter().any(|&(a, b, judgement)| {
            judgement == wanted && all().any(|(x, y)| (x.id.min(y.id), x.id.max(y.id)) == (a, b))
        })
    };
    let customer = |of: &[LinkedRecord]| store.customer_of_record(of[0].record.id);
    let is_one = customer(one)? == customer(two)?;
    match (is_judged(Judgement::NotSame), is_judged(Judgement::Same), is_one) {
        (true, ..) => return Ok("apart"),
        (false, true, true) => return Ok("decided"),
        (false, true, false) => return Ok("passed-over"),
        (false, false, true) => return Ok("one"),
        (false, false, false) => {}
    }
    let codes = |of: &[LinkedRecord]| -> Vec<String> {
        let codes = of.iter().filter_map(|one| one.record.details.tax_code.as_ref());
        codes.map(|code| code.canonical().as_str().to_owned()).collect()
    };
    let (a, b) = (codes(one), codes(two));
    if !a.is_empty() && !b.is_empty() && !a.iter().any(|code| b.contains(code)) {
        return Ok("two-codes");
    }
    let is_likely = explained.is_some_and(|one| one.weight >= bits(model.cut));
    let is_name = |field: &FieldWeight| {
        matches!(field.field, "first-name" | "last-name" | "name-order" | "company")
    };
    let names_alone = explained.is_some_and(|one| {
        one.fields.iter().all(|field| is_name(field) || field.level == "different")
    });
    Ok(match (is_likely, names_alone) {
        (_, true) => "names",
        (true, false) => "held",
        (false, false) => "not",
    })
}

/// The weights as steps from what is known before to what is known in the end.
fn picture(explanation: &Explanation, model: &Model, texts: &Texts, verdict: &str) -> String {
    let mut steps =
        vec![Step { label: texts.say("linkage-before", &[]), weight: explanation.prior }];
    let weighed = explanation.fields.iter().filter(|field| field.weight != 0.0);
    steps.extend(
        weighed.map(|field| Step { label: level_words(field, texts), weight: field.weight }),
    );
    // The fields add up against the strongest other explanation; all others together say a little more.
    let sum: f64 = steps.iter().map(|step| step.weight).sum();
    let rest = explanation.weight - sum;
    if rest.abs() >= 0.05 {
        steps.push(Step { label: texts.say("linkage-others", &[]), weight: rest });
    }
    let likely = format!("{:.4}", explanation.probability);
    let all = texts.say("link-together", &[("probability", &likely)]);
    waterfall::draw_alone(&all, verdict, &steps, cut(model), &texts.say("link-cut", &[]))
}
