//! `filo listen`: what conversations of a file show, and learning it.

use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::path::Path;

use filo_intake::row::Reason;
use filo_listen::feature::Talk;
use filo_listen::kind::SignalKind;
use filo_listen::language::languages;
use filo_listen::listen::{Heard, Listener};
use filo_listen::matter::Background;
use filo_listen::score::{Count, count};
use filo_listen::signal::{self, Signal};
use serde_json::{Value, json};

use crate::cli::listen::{Listen, ListenAction, Train};
use crate::commands::{Session, listen_learn, listen_phrases};
use crate::listen::data;
use crate::listen::input::{Choices, Found, Input, Why};
use crate::listen::lines::Line;
use crate::listen::opinion::{self, SecondOpinion};
use crate::listen::table::Field;
use crate::listen::train;
use crate::output::{self, Bar};
use crate::pipeline::weave::Progress;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// So many features are told of what weighed for a signal.
const WEIGHED: usize = 6;

pub(super) fn run(args: &Listen, session: &Session) -> Result<u8> {
    match (&args.action, &args.file) {
        (Some(ListenAction::Train(args)), _) => learn(args, session),
        (Some(ListenAction::Learn(args)), _) => listen_learn::run(args, session),
        (Some(ListenAction::Phrases(args)), _) => listen_phrases::run(&args.action, session),
        (None, Some(file)) => listen(file, args, session),
        (None, None) => Err(Problem::new("listen-nothing")),
    }
}

fn listen(path: &Path, args: &Listen, session: &Session) -> Result<u8> {
    let mut opinion = args.opinion.then(|| second_opinion(session)).transpose()?;
    let folder = listen_phrases::folder(args.phrases.as_deref(), session)?;
    let listener = data::listener_with(folder.as_deref())?;
    let texts = session.texts();
    let mut input = Input::open(path, &choices(args)?)?;
    for note in input.notes() {
        output::say(&texts.say(note.key, &[("value", &note.value)]));
    }
    let bytes = std::fs::metadata(path).map_or(0, |file| file.len());
    // What an endpoint takes is no matter of bytes, and what fails is said line by line.
    let mut bar = Bar::late(&texts, session.common.quiet || args.opinion);
    bar.begin(bytes);
    let mut out = BufWriter::new(stdout().lock());
    let (mut apart, mut talks) = (0_u64, 0_u64);
    let of_file = |problem: Problem| problem.with("file", path.display());
    while let Some(found) = input.step().map_err(of_file)? {
        let line = match found {
            Found::Talk(line) => *line,
            Found::Apart(line, why) => {
                apart += 1;
                let (line, why) = (line.to_string(), reason(&why, &texts));
                bar.say(&texts.say("listen-line-apart", &[("line", &line), ("why", &why)]));
                continue;
            }
        };
        let heard = listener.listen(&line.conversation);
        let given = opinion
            .as_mut()
            .map(|opinion| opinion.about(talks + 1, &line.conversation, &heard, &texts));
        let written = if session.common.json {
            let conversation = given.as_ref().map(|_| line.conversation.clone());
            let mut value = told(line, &heard, &listener, args.explain, &texts);
            if let (Some(given), Some(conversation)) = (&given, &conversation) {
                opinion::write_json(&mut value, conversation, &heard, given);
            }
            serde_json::to_writer(&mut out, &value)
                .map_err(std::io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            let mut words = shown(&line, &heard, &listener, &texts);
            if let Some(given) = &given {
                let number = |message| number(&line, message).to_string();
                let about = &line.conversation;
                opinion::write_lines(&mut words, about, &heard, given, number, &texts);
            }
            write!(out, "{words}")
        };
        if let Err(error) = written {
            bar.clear();
            return stopped(error);
        }
        talks += 1;
        bar.advance(input.reached(bytes), talks);
    }
    bar.clear();
    if let Err(error) = out.flush() {
        return stopped(error);
    }
    if apart > 0 {
        output::say(&texts.say("listen-apart", &[("count", &texts.count(apart))]));
    }
    if let Some(opinion) = opinion.filter(|_| !session.common.quiet) {
        output::say(&opinion.summary(&texts));
    }
    Ok(0)
}

/// Who reads may stop reading, as `head` does.
fn stopped(error: std::io::Error) -> Result<u8> {
    match error.kind() {
        ErrorKind::BrokenPipe => Ok(0),
        _ => Err(Problem::new("output").caused_by(error)),
    }
}

fn choices(args: &Listen) -> Result<Choices> {
    let mut columns = Vec::new();
    for one in &args.column {
        let (name, header) = one.split_once('=').unwrap_or((one, ""));
        let field = Field::from_name(name.trim()).filter(|_| !header.is_empty());
        let names = || Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ");
        let field = field.ok_or_else(|| {
            Problem::new("listen-column-name").with("column", one).with("names", names())
        })?;
        columns.push((field, header.to_owned()));
    }
    Ok(Choices { company: args.company.clone(), columns })
}

/// Why a line, a message or a row is set apart.
fn reason(why: &Why, texts: &Texts) -> String {
    match why {
        Why::Fault(fault) => texts.word("listen-fault", fault.name()),
        Why::Reason(Reason::Unmapped { .. }) => texts.word("listen-fault", "side"),
        Why::Reason(reason) => {
            texts.say(&format!("apart-{}", reason.code()), &[("detail", &reason.detail())])
        }
    }
}

/// Whoever gives a second opinion, as the configuration says.
fn second_opinion(session: &Session) -> Result<SecondOpinion> {
    SecondOpinion::is_built()?;
    let unset = |problem: Problem| {
        if problem.is("config-absent") { Problem::new("opinion-unset") } else { problem }
    };
    SecondOpinion::of(&session.config().map_err(unset)?)
}

/// The number that a message has in its file, else its place.
fn number(line: &Line, message: usize) -> Value {
    let given = line.value["messages"][message].get("n");
    given.cloned().unwrap_or_else(|| json!(message + 1))
}

/// The line with its signals and dynamics.
fn told(mut line: Line, heard: &Heard, listener: &Listener, explain: bool, texts: &Texts) -> Value {
    let dynamics: Vec<Value> = heard
        .dynamics
        .iter()
        .map(|one| {
            let messages: Vec<Value> =
                one.messages.iter().map(|message| number(&line, *message)).collect();
            json!({
                "kind": one.kind.name(),
                "messages": messages,
                "why": why(one.kind.name(), &messages, texts),
                "probability": hundredths(one.probability),
            })
        })
        .collect();
    let talk = Talk::of(&line.conversation.messages, &heard.readings, &listener.reader);
    let mut signals: Vec<Vec<Value>> = vec![Vec::new(); line.conversation.messages.len()];
    for one in &heard.signals {
        let text = &line.conversation.messages[one.message].text;
        let mut value = json!({
            "kind": one.kind.name(),
            "quote": text[one.quote.clone()],
            "probability": hundredths(one.probability),
        });
        let own = own(one, heard, listener);
        if !own.is_empty() {
            value["phrases"] = json!(own);
        }
        if explain {
            let weighed = listener.model.signals.weighed(&talk, one.place, one.kind, WEIGHED);
            let weighed: Vec<String> = weighed.into_iter().map(|(name, _)| name).collect();
            value["weighed"] = json!(weighed);
        }
        signals[one.message].push(value);
    }
    let languages = languages(&line.conversation, &heard.readings);
    if let Some(messages) = line.value["messages"].as_array_mut() {
        for ((message, signals), language) in messages.iter_mut().zip(signals).zip(languages) {
            message["signals"] = Value::Array(signals);
            if let (Some(language), None) = (language, message.get("lang")) {
                message["lang"] = json!(language.name());
            }
        }
    }
    line.value["dynamics"] = Value::Array(dynamics);
    line.value
}

/// One plain sentence that says what the messages show.
fn why(kind: &str, messages: &[Value], texts: &Texts) -> String {
    let list: Vec<String> = messages.iter().map(ToString::to_string).collect();
    let key = format!("dynamic-why-{}", kind.replace('_', "-"));
    texts.say(&key, &[("messages", &list.join(", ")), ("count", &messages.len().to_string())])
}

/// The company's own phrases that tell a signal.
fn own<'a>(told: &Signal, heard: &Heard, listener: &'a Listener) -> Vec<&'a str> {
    let own = heard.own.iter().filter(|hit| hit.is_in(told));
    own.map(|hit| listener.reader.own().phrases()[hit.phrase].id.as_str()).collect()
}

fn hundredths(probability: f32) -> f64 {
    (f64::from(probability) * 100.0).round() / 100.0
}

/// A conversation as people read it.
fn shown(line: &Line, heard: &Heard, listener: &Listener, texts: &Texts) -> String {
    let id = line.value.get("id").and_then(Value::as_str).unwrap_or("-");
    let mut out = format!("{id}\n");
    let name = |set: &str, kind: &str, is_experimental: bool| {
        let word = texts.word(set, kind);
        if is_experimental {
            format!("{word} ({})", texts.say("listen-experimental", &[]))
        } else {
            word
        }
    };
    for one in &heard.signals {
        let message = &line.conversation.messages[one.message];
        let told = listener.model.told_signals[one.kind.index()];
        let quote = message.text[one.quote.clone()].replace('\n', " ");
        let kind = name("signal", one.kind.name(), told.is_experimental());
        let number = number(line, one.message);
        out.extend(["  ", &number.to_string(), "  ", &kind, ": «", &quote, "»"]);
        out.extend(own(one, heard, listener).into_iter().flat_map(|id| [" · ", id]));
        out.push('\n');
    }
    for one in &heard.dynamics {
        let told = listener.model.told_dynamics[one.kind as usize];
        let messages: Vec<Value> =
            one.messages.iter().map(|message| number(line, *message)).collect();
        let kind = name("dynamic", one.kind.name(), told.is_experimental());
        out.push_str(&format!("  {kind}: {}\n", why(one.kind.name(), &messages, texts)));
    }
    if heard.signals.is_empty() && heard.dynamics.is_empty() {
        out.push_str(&format!("  {}\n", texts.say("listen-none", &[])));
    }
    out
}

fn learn(args: &Train, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let labelled = train::labelled(&args.folder)?;
    let reader = data::reader()?;
    output::say(&texts.say("listen-training", &[("count", &texts.count(labelled.len() as u64))]));
    let learnt = filo_listen::train::train(&labelled, &reader, &train::run);
    if let Some(path) = &args.out {
        let mut background = Background::default();
        let conversations = labelled.iter().map(|one| &one.conversation);
        conversations
            .flat_map(|one| &one.messages)
            .for_each(|message| background.fold(&message.text));
        let beside = path.with_file_name("background.txt");
        for (path, text) in [(path, &learnt.text), (&beside, &background.text())] {
            std::fs::write(path, text).map_err(|error| {
                Problem::new("listen-write").with("file", path.display()).caused_by(error)
            })?;
        }
    }
    let model = learnt.model().map_err(|error| Problem::new("listen-model").caused_by(error))?;
    let least = model.told_signals.map(|told| told.least);
    let mut counts = [Count::default(); SignalKind::ALL.len()];
    for (number, one) in labelled.iter().enumerate() {
        let talk = Talk::of(&one.conversation.messages, &learnt.readings[number], &reader);
        let told = signal::signals(&talk, &learnt.unseen[number], &least);
        count(&told, &one.signals, &mut counts);
    }
    let row = |name: String, count: &Count| {
        let share = |share: f64| format!("{share:.2}");
        let values = [
            share(count.precision()),
            share(count.recall()),
            share(count.f1()),
            count.labelled.to_string(),
        ];
        format!("{name:28} {}", values.map(|value| format!("{value:>8}")).concat())
    };
    let mut lines = vec![texts.say("listen-trained", &[])];
    for (kind, count) in SignalKind::ALL.iter().zip(&counts) {
        lines.push(row(texts.word("signal", kind.name()), count));
    }
    let all = counts.iter().fold(Count::default(), |sum, one| sum.plus(*one));
    lines.push(row(texts.say("listen-all", &[]), &all));
    output::data(&lines.join("\n"))?;
    Ok(0)
}
