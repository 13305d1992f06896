//! `filo link run`: customers from any file of people, without a configuration or a store.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use filo_identity::linkage::{Constraints, Features, Join, Model, Reader, Register};

use super::explain::because;
use super::{bits, probability};
use crate::cli::LinkRun;
use crate::clock::Stopwatch;
use crate::commands::Session;
use crate::output;
use crate::pipeline::cores;
use crate::pipeline::people::{People, each_person, read_people};
use crate::problem::{Problem, Result};
use crate::texts::Texts;

pub(super) fn run(args: &LinkRun, session: &Session) -> Result<u8> {
    let texts = session.texts();
    let say = |key: &str, values: &[(&str, &str)]| {
        if !session.common.quiet {
            output::say(&texts.say(key, values));
        }
    };
    let watch = Stopwatch::start();
    let mut people = read_people(&args.files, &args.column)?;
    let found: Vec<String> =
        people.columns.found().map(|(field, column)| format!("{field}={column}")).collect();
    say("people-columns", &[("columns", &found.join(", "))]);
    let apart = texts.count(people.set_apart);
    say("people-read", &[("records", &texts.count(people.ids.len() as u64)), ("apart", &apart)]);
    if people.seen.repeated > 0 {
        say("people-repeated", &[("count", &texts.count(people.seen.repeated))]);
    }
    let mut constraints = Constraints::default();
    if args.once_per_file {
        (0_u32..)
            .zip(&people.files)
            .for_each(|(record, &file)| constraints.know_once(record, file));
    }
    let kept = args.model.as_deref().map(read_model).transpose()?;
    let (model, linkage) = match kept {
        Some(model) if !model.can_link(people.ids.len() as u64) => {
            return Err(Problem::new("people-model-small").with("records", model.records));
        }
        Some(model) => {
            let linkage = people.features.link(&model, &constraints, cores());
            (model, linkage)
        }
        None => people.features.learn_and_link(args.precision, &[], &constraints, cores()),
    };
    if let Some(path) = &args.save_model {
        save_model(path, &model)?;
    }
    let (compared, left) = (texts.count(linkage.compared as u64), texts.count(linkage.split.1));
    let outcome = if args.arriving.is_empty() {
        let customers = linkage.customers(people.ids.len(), &constraints);
        let links = links(&customers, linkage.made());
        if let Some(path) = &args.review {
            let open = people.features.proposals(&model, &constraints, &linkage);
            review(path, &people, &model, &open, &texts)?;
            say("people-review", &[("review", &texts.count(open.len() as u64))]);
        }
        Outcome { customers, links }
    } else {
        drop(linkage);
        let arrived = Arrived::take(args, &mut people, &model)?;
        say(
            "people-arrived",
            &arrived.told(&texts).each_ref().map(|(key, value)| (*key, &**value)),
        );
        arrived.outcome
    };
    write(args, &people, &model, &outcome, &texts)?;
    let customers = outcome.customers.iter().zip(0_u32..);
    let distinct = customers.filter(|&(&of, record)| of == record).count();
    say(
        "people-linked",
        &[
            ("customers", &texts.count(distinct as u64)),
            ("pairs", &compared),
            ("left", &left),
            ("precision", &format!("{:.3}", model.expected_precision)),
            ("seconds", &format!("{:.1}", watch.seconds())),
        ],
    );
    Ok(0)
}

/// What came out: for each record the first of its customer, and the one it is linked to with the odds.
struct Outcome {
    customers: Vec<u32>,
    links: Vec<Option<(u32, f32)>>,
}

fn read_model(path: &Path) -> Result<Model> {
    let wrong = || Problem::new("people-model").with("path", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| wrong().caused_by(error))?;
    serde_json::from_str(&text).map_err(|error| wrong().caused_by(error))
}

fn save_model(path: &Path, model: &Model) -> Result<()> {
    let refused = || Problem::new("people-out").with("path", path.display());
    let text = serde_json::to_string(model).map_err(|error| refused().caused_by(error))?;
    std::fs::write(path, text).map_err(|error| refused().caused_by(error))
}

/// What became of records that came one by one.
struct Arrived {
    outcome: Outcome,
    /// How long each took, in milliseconds, the shortest first.
    took: Vec<f64>,
    /// How long it took to link and keep open what was there, in seconds.
    open: f64,
}

impl Arrived {
    /// Adds the records that come afterwards, one by one, to those that are there.
    fn take(args: &LinkRun, people: &mut People, model: &Model) -> Result<Self> {
        let mut once: Vec<(u32, u32)> = Vec::new();
        if args.once_per_file {
            once.extend((0_u32..).zip(people.files.iter().copied()));
        }
        let watch = Stopwatch::start();
        let features = std::mem::take(&mut people.features);
        let mut register = Register::open(Reader::from(features), model.clone(), &once, cores());
        let open = watch.seconds();
        let mut took = Vec::new();
        let files = u32::try_from(args.files.len()).unwrap_or(u32::MAX);
        let ids = &mut people.ids;
        each_person(&args.arriving, &args.column, &mut people.seen, &mut |id, file, person| {
            let once = if args.once_per_file { files + file } else { 0 };
            let watch = Stopwatch::start();
            register.add(person, once);
            took.push(watch.seconds() * 1e3);
            ids.push(id.to_owned());
        })?;
        took.sort_unstable_by(f64::total_cmp);
        let outcome = Outcome::of(&register, people.ids.len());
        people.features = register.into_features();
        Ok(Self { outcome, took, open })
    }

    fn told(&self, texts: &Texts) -> [(&'static str, String); 4] {
        let at = |share: usize| {
            let took = self.took.get(self.took.len() * share / 100).or(self.took.last());
            format!("{:.2}", took.copied().unwrap_or_default())
        };
        [
            ("count", texts.count(self.took.len() as u64)),
            ("open", format!("{:.1}", self.open)),
            ("median", at(50)),
            ("most", at(99)),
        ]
    }
}

impl Outcome {
    /// The customers of a register, by their first records, and the likeliest link of each record.
    fn of(register: &Register, records: usize) -> Self {
        let mut first: rustc_hash::FxHashMap<u64, u32> = rustc_hash::FxHashMap::default();
        let (mut customers, mut links) = (Vec::with_capacity(records), Vec::with_capacity(records));
        for record in (0_u32..).take(records) {
            let customer = register.customer(record).unwrap_or_default();
            let of = *first.entry(customer).or_insert(record);
            let mut near = register.near(record).into_iter();
            let link = near.find(|&(other, _)| register.customer(other) == Some(customer));
            links.push(link.filter(|_| of != record));
            customers.push(of);
        }
        Self { customers, links }
    }
}

/// Writes for each record its customer.
fn write(
    args: &LinkRun,
    people: &People,
    model: &Model,
    outcome: &Outcome,
    texts: &Texts,
) -> Result<()> {
    let mut out = Table::create(args.out.as_deref())?;
    out.write(header(args.explain))?;
    let id = |record: u32| people.ids[record as usize].as_str();
    for (record, (&customer, link)) in (0_u32..).zip(outcome.customers.iter().zip(&outcome.links)) {
        let (to, weight, because) = match link {
            Some((to, odds)) if args.explain => {
                (id(*to), *odds, explained(&people.features, model, record, *to, texts))
            }
            Some((to, odds)) => (id(*to), *odds, String::new()),
            None => ("", f32::NAN, String::new()),
        };
        let weight = if to.is_empty() { String::new() } else { format!("{:.2}", bits(weight)) };
        let row = [id(record), id(customer), &weight, to, &because];
        out.write(row.into_iter().take(header(args.explain).count()))?;
    }
    out.finish()
}

fn explained(features: &Features, model: &Model, a: u32, b: u32, texts: &Texts) -> String {
    because(&features.explain(model, a, b), texts)
}

fn header(explained: bool) -> impl Iterator<Item = &'static str> {
    let all = ["record_id", "customer_id", "match_weight", "linked_to", "because"];
    all.into_iter().take(if explained { 5 } else { 4 })
}

/// For each record the one towards its customer's first record that it is linked to, and the odds.
fn links<'j>(customers: &[u32], made: impl Iterator<Item = &'j Join>) -> Vec<Option<(u32, f32)>> {
    let mut near: Vec<Vec<(u32, f32)>> = vec![Vec::new(); customers.len()];
    for join in made {
        near[join.a as usize].push((join.b, join.odds));
        near[join.b as usize].push((join.a, join.odds));
    }
    let mut links = vec![None; customers.len()];
    let mut waiting: Vec<u32> = (0_u32..)
        .zip(customers)
        .filter(|&(record, &of)| record == of)
        .map(|(record, _)| record)
        .collect();
    while let Some(record) = waiting.pop() {
        for &(other, odds) in &near[record as usize] {
            if customers[other as usize] != other && links[other as usize].is_none() {
                links[other as usize] = Some((record, odds));
                waiting.push(other);
            }
        }
    }
    links
}

/// The pairs below the cut for a person to look at, the most valuable first.
fn review(path: &Path, people: &People, model: &Model, open: &[Join], texts: &Texts) -> Result<()> {
    let mut out = Table::create(Some(path))?;
    out.write(["record_a", "record_b", "match_weight", "match_probability", "pairs", "because"])?;
    for &Join { a, b, odds, pairs } in open {
        let explanation = people.features.explain(model, a, b);
        let probability = probability(odds);
        out.write([
            people.ids[a as usize].as_str(),
            &people.ids[b as usize],
            &format!("{:.2}", bits(odds)),
            &format!("{probability:.3}"),
            &pairs.to_string(),
            &because(&explanation, texts),
        ])?;
    }
    out.finish()
}

/// A table as CSV, in a file or on standard output.
struct Table {
    out: Box<dyn Write>,
    writer: csv_core::Writer,
    buffer: Vec<u8>,
    is_closed: bool,
}

impl Table {
    fn create(path: Option<&Path>) -> Result<Self> {
        let out: Box<dyn Write> = match path.filter(|path| path.as_os_str() != "-") {
            Some(path) => {
                let refused = |error| {
                    Problem::new("people-out").with("path", path.display()).caused_by(error)
                };
                Box::new(BufWriter::new(File::create(path).map_err(refused)?))
            }
            None => Box::new(BufWriter::new(io::stdout().lock())),
        };
        Ok(Self { out, writer: csv_core::Writer::new(), buffer: Vec::new(), is_closed: false })
    }

    fn write<'v>(&mut self, row: impl IntoIterator<Item = &'v str>) -> Result<()> {
        self.buffer.clear();
        let mut space = [0_u8; 256];
        for (place, value) in row.into_iter().enumerate() {
            if place > 0 {
                let (_, written) = self.writer.delimiter(&mut space);
                self.buffer.extend_from_slice(space.get(..written).unwrap_or_default());
            }
            let mut rest = value.as_bytes();
            loop {
                let (result, read, written) = self.writer.field(rest, &mut space);
                self.buffer.extend_from_slice(space.get(..written).unwrap_or_default());
                rest = rest.get(read..).unwrap_or_default();
                if result == csv_core::WriteResult::InputEmpty {
                    break;
                }
            }
        }
        let (_, written) = self.writer.terminator(&mut space);
        self.buffer.extend_from_slice(space.get(..written).unwrap_or_default());
        let done = self.out.write_all(&self.buffer);
        self.kept(done)
    }

    fn finish(mut self) -> Result<()> {
        let done = self.out.flush();
        self.kept(done)
    }

    /// A closed pipe, as after `| head`, is no failure.
    fn kept(&mut self, done: io::Result<()>) -> Result<()> {
        match done {
            _ if self.is_closed => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            Err(error) => Err(Problem::new("output").caused_by(error)),
            Ok(()) => Ok(()),
        }
    }
}
