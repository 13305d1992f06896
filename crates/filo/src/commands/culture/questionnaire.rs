//! `filo culture questionnaire`: what is asked, checked, with the digest of each item's version; or on paper.

use std::path::Path;

use askama::Template;
use filo_culture::ballot::{RATED_MAX, order};
use filo_culture::instrument::{Form, Instrument, Item, Status};
use serde_json::json;

use super::super::Session;
use crate::cli::culture::Questionnaire;
use crate::culture::{questionnaire, wave};
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(super) fn run(args: &Questionnaire, session: &Session) -> Result<u8> {
    let instrument = match &args.file {
        Some(path) => questionnaire::read(path)?,
        None => questionnaire::own(),
    };
    let instrument = if args.pulse { wave::short(&instrument)? } else { instrument };
    let texts = session.texts();
    if let Some(path) = &args.paper {
        write(path, &paper(&instrument, args.orders, &texts)?)?;
        if !session.common.quiet {
            let shown = path.display().to_string();
            output::say(&texts.say("culture-paper-written", &[("path", &shown)]));
        }
        return Ok(0);
    }
    if session.common.json {
        let digests: Vec<_> = instrument
            .items
            .iter()
            .map(|item| json!({ "id": item.id, "digest": instrument.digest(item).to_string() }))
            .collect();
        output::json(&json!({ "instrument": &*instrument, "digests": digests }))?;
    } else {
        output::data(&told(&instrument, &texts))?;
    }
    Ok(0)
}

/// The stable name of a status.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Piloted => "piloted",
        Status::Validated => "validated",
    }
}

/// The words in the language spoken, else in the first that the instrument has.
fn words<'a>(
    instrument: &'a Instrument,
    words: &'a filo_culture::instrument::Words,
    texts: &Texts,
) -> &'a str {
    let own = words.get(texts.language().code());
    let first = || instrument.locales.first().and_then(|locale| words.get(locale));
    own.or_else(first).map_or("", String::as_str)
}

/// What is asked, as lines.
fn told(instrument: &Instrument, texts: &Texts) -> String {
    let mut lines = vec![
        texts.say(
            "culture-questionnaire-head",
            &[
                ("id", &instrument.id),
                ("version", &instrument.version),
                ("items", &instrument.items.len().to_string()),
                ("dimensions", &instrument.dimensions.len().to_string()),
            ],
        ),
        texts.word("culture-status", status_name(instrument.status)),
        words(instrument, &instrument.instruction, texts).to_owned(),
    ];
    for dimension in &instrument.dimensions {
        lines.push(String::new());
        lines.push(words(instrument, &dimension.name, texts).to_owned());
        for item in instrument.items_of(&dimension.code) {
            let digest = instrument.digest(item).to_string();
            let digest = digest.get(..8).unwrap_or_default();
            let told = words(instrument, &item.text, texts);
            lines.push(format!("  {:<13} {digest}  {told}", item.id));
        }
    }
    let rest = instrument.closings.iter().map(|closing| (&closing.id, &closing.text));
    let rest = rest.chain(instrument.seen.iter().map(|item| (&item.id, &item.text)));
    lines.push(String::new());
    lines.extend(rest.map(|(id, text)| format!("  {id:<23} {}", words(instrument, text, texts))));
    lines.join("\n")
}

/// One printed copy of the questionnaire.
struct Copy {
    number: u32,
    items: Vec<String>,
    closings: Vec<String>,
    advice: Vec<String>,
    remarks: Vec<String>,
}

#[derive(Template)]
#[template(path = "questionnaire.html")]
struct Paper<'a> {
    language: &'static str,
    title: String,
    instruction: &'a str,
    code: String,
    about_code: String,
    labels: Vec<String>,
    numbers: Vec<String>,
    about_seen: String,
    department: String,
    seen: Vec<String>,
    rated: [(); RATED_MAX],
    points: u8,
    copies: Vec<Copy>,
}

fn paper(instrument: &Instrument, orders: u32, texts: &Texts) -> Result<String> {
    let mut labels: Vec<String> = instrument
        .scale
        .labels
        .iter()
        .map(|label| words(instrument, label, texts).to_owned())
        .collect();
    labels.push(words(instrument, &instrument.scale.not_applicable, texts).to_owned());
    let text = |item: &Item| format!("{} ({})", words(instrument, &item.text, texts), item.id);
    let closing = |form: Form| {
        let of_form = instrument.closings.iter().filter(move |closing| closing.form == form);
        of_form
            .map(|closing| format!("{} ({})", words(instrument, &closing.text, texts), closing.id))
            .collect::<Vec<String>>()
    };
    let copy = |number| Copy {
        number,
        items: order(instrument, u64::from(number))
            .into_iter()
            .filter_map(|place| instrument.items.get(place))
            .map(text)
            .collect(),
        closings: closing(Form::Scale),
        advice: closing(Form::ZeroToTen),
        remarks: closing(Form::Words),
    };
    let page = Paper {
        language: texts.language().code(),
        title: texts.say("culture-paper-title", &[]),
        instruction: words(instrument, &instrument.instruction, texts),
        code: texts.say("culture-paper-code", &[]),
        about_code: texts.say("culture-paper-anonymous", &[]),
        labels,
        numbers: (0..=10).map(|number| number.to_string()).collect(),
        about_seen: texts.say("culture-paper-seen", &[]),
        department: texts.say("culture-page-department", &[]),
        seen: instrument.seen.iter().map(text).collect(),
        rated: [(); RATED_MAX],
        points: instrument.points(),
        copies: (1..=orders).map(copy).collect(),
    };
    page.render().map_err(|error| Problem::new("page").caused_by(error))
}

/// Writes a page, or sends it to standard output.
pub(super) fn write(path: &Path, page: &str) -> Result<()> {
    let wrong = |error| Problem::new("culture-out").with("path", path.display()).caused_by(error);
    output::file(path, page, wrong)
}
