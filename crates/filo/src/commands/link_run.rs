//! `filo link run`: customers from any file of people, without a configuration or a store.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use filo_identity::linkage::{Constraints, Explanation, Join, Linkage, Model};

use super::Session;
use crate::cli::LinkRun;
use crate::clock::Stopwatch;
use crate::output;
use crate::pipeline::people::{People, read_people};
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
    let (cores, constraints) = (crate::pipeline::cores(), Constraints::default());
    let (model, linkage) =
        people.features.learn_and_link(args.precision, &[], &constraints, cores);
    let customers = linkage.customers(people.ids.len(), &constraints);
    let links = links(people.ids.len(), &customers, &linkage);
    let mut out = Table::create(args.out.as_deref())?;
    out.write(header(args.explain))?;
    for (record, (&customer, link)) in (0_u32..).zip(customers.iter().zip(&links)) {
        let id = |record: u32| people.ids[record as usize].as_str();
        let (to, weight, because) = match link {
            Some((to, odds)) => {
                let because = if args.explain {
                    because(&people.features.explain(&model, record, *to), &texts)
                } else {
                    String::new()
                };
                (id(*to), format!("{:.2}", bits(*odds)), because)
            }
            None => ("", String::new(), String::new()),
        };
        let row = [id(record), id(customer), &weight, to, &because];
        out.write(row.into_iter().take(header(args.explain).count()))?;
    }
    out.finish()?;
    if let Some(path) = &args.review {
        let open = people.features.proposals(&model, &constraints, &linkage);
        review(path, &people, &model, &open, &texts)?;
        say("people-review", &[("review", &texts.count(open.len() as u64))]);
    }
    let distinct = customers.iter().zip(0_u32..).filter(|&(&of, record)| of == record).count();
    say(
        "people-linked",
        &[
            ("customers", &texts.count(distinct as u64)),
            ("pairs", &texts.count(linkage.compared as u64)),
            ("left", &texts.count(linkage.split.1)),
            ("precision", &format!("{:.3}", model.expected_precision)),
            ("seconds", &format!("{:.1}", watch.seconds())),
        ],
    );
    Ok(0)
}

fn header(explained: bool) -> impl Iterator<Item = &'static str> {
    let all = ["record_id", "customer_id", "match_weight", "linked_to", "because"];
    all.into_iter().take(if explained { 5 } else { 4 })
}

fn bits(odds: f32) -> f64 {
    f64::from(odds) / std::f64::consts::LN_2
}

/// For each record the one towards its customer's first record that it is linked to, and the odds.
fn links(records: usize, customers: &[u32], linkage: &Linkage) -> Vec<Option<(u32, f32)>> {
    let mut near: Vec<Vec<(u32, f32)>> = vec![Vec::new(); records];
    for join in linkage.made() {
        near[join.a as usize].push((join.b, join.odds));
        near[join.b as usize].push((join.a, join.odds));
    }
    let mut links = vec![None; records];
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

/// What the fields say, in words.
fn because(explanation: &Explanation, texts: &Texts) -> String {
    let fields = explanation.fields.iter().map(|one| {
        let field = texts.say(&format!("linkage-field-{}", one.field), &[]);
        let level = texts.say(&format!("linkage-level-{}", one.level), &[]);
        format!("{field} {level} {:+.1}", one.weight)
    });
    let before = format!("{} {:+.1}", texts.say("linkage-before", &[]), explanation.prior);
    std::iter::once(before).chain(fields).collect::<Vec<_>>().join("; ")
}

/// The pairs below the cut for a person to look at, the most valuable first.
fn review(
    path: &Path,
    people: &People,
    model: &Model,
    open: &[Join],
    texts: &Texts,
) -> Result<()> {
    let mut out = Table::create(Some(path))?;
    out.write(["record_a", "record_b", "match_weight", "match_probability", "pairs", "because"])?;
    for &Join { a, b, odds, pairs } in open {
        let explanation = people.features.explain(model, a, b);
        let probability = 1.0 / (1.0 + (-f64::from(odds)).exp());
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
