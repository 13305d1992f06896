//! How long the guard takes: one evaluation beside a bare one of the same policies, a whole verdict, and a
//! verdict with its facts from a store and its row on the disk.
//!
//! `cargo bench -p filo --bench guard -- FOLDER [COUNT]`, where FOLDER holds a woven sample company
//! (`filo sample`, `filo weave`). Asked is what the acts of its threads asked, each as of its moment, under
//! all packs of cards. Prints a table in Markdown; the decisions are kept in a copy of the store.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock and its arguments, prints, and may fail"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cedar_policy::{Authorizer, Entities};
use filo::config::Config;
use filo::guard::ask::{Decided, Part};
use filo::guard::cards;
use filo::guard::keeper::Keeper;
use filo::guard::log::{Versions, content};
use filo::guard::setting::setting;
use filo::guard::threads::{CustomerEvents, Threads};
use filo_guard::event::Event;
use filo_guard::fact::{Facts, Known, Setting};
use filo_guard::guard::Guard;
use filo_guard::question::Question;
use filo_store::Store;
use filo_store::thread::CustomerId;
use filo_store::verdict::NewVerdict;

/// How many customers are asked about where nobody says.
const COUNT: usize = 4_000;

/// One question with the thread it is asked of.
struct Asked {
    customer: CustomerId,
    question: Question,
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let Some(folder) = args.next() else {
        println!("usage: cargo bench -p filo --bench guard -- FOLDER [COUNT]");
        return;
    };
    let count = args.next().map_or(COUNT, |count| count.parse().unwrap());
    let config = Config::read(&Path::new(&folder).join("filo.toml")).unwrap();
    let path = copied(&config.store);
    let store = Store::open(&path).unwrap();
    let mut all = Vec::new();
    for pack in cards::packs() {
        all.extend(cards::pack(&pack).unwrap());
    }
    let number = all.len();
    let guard = cards::compiled(all).unwrap();
    let setting = setting(&config, &store.reading_list().unwrap(), None);
    let threads = Threads::new(&store, &config.zone).unwrap();
    let records = store.record_customers().unwrap();
    let last = i64::try_from(store.record_count().unwrap()).unwrap();
    let mut naming: Vec<i64> = (1..=last).filter_map(|record| records.customer(record)).collect();
    naming.sort_unstable();
    naming.dedup();
    let customers = store.customers_named(&naming).unwrap();
    let step = (customers.len() / count).max(1);
    let known: Vec<(CustomerId, CustomerEvents)> = customers
        .into_iter()
        .step_by(step)
        .map(|customer| (customer, threads.of(customer).unwrap()))
        .collect();
    let asked: Vec<(usize, Asked)> = known
        .iter()
        .enumerate()
        .flat_map(|(place, (customer, thread))| {
            let questions = thread.events.iter().filter_map(Question::of);
            questions.map(move |question| (place, Asked { customer: *customer, question }))
        })
        .collect();
    println!("{number} cards, {} customers, {} questions\n", known.len(), asked.len());
    println!("| step | median µs | 99 of 100 µs | mean µs |\n|---|---:|---:|---:|");
    evaluations(&guard, &setting, &known, &asked);
    verdicts(&guard, &setting, &known, &asked);
    durable(&guard, &setting, &threads, &asked, &path);
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

/// The store, copied beside the original so that it lies on the same disk.
fn copied(store: &Path) -> PathBuf {
    let folder = store.with_extension("bench");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("filo.db");
    std::fs::copy(store, &path).unwrap();
    path
}

fn known_before<'a>(thread: &'a CustomerEvents, question: &Question) -> Vec<&'a Event> {
    thread.events.iter().filter(|event| event.known_at <= question.at.millis).collect()
}

/// One evaluation by the guard, and a bare one of the same policies with the request ready.
fn evaluations(
    guard: &Guard,
    setting: &Setting,
    known: &[(CustomerId, CustomerEvents)],
    asked: &[(usize, Asked)],
) {
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    let (mut bare, mut judged) = (Vec::new(), Vec::new());
    for (place, one) in asked {
        let action = one.question.action;
        let events = known_before(&known[*place].1, &one.question);
        let known = Known { events: &events, restricted: false };
        let facts = Facts::of(guard.wanted(action), &one.question, known, setting);
        let request = guard.request(action, &facts).unwrap();
        let policies = guard.policies(action);
        let begin = Instant::now();
        let response = authorizer.is_authorized(&request, policies, &entities);
        bare.push(begin.elapsed());
        std::hint::black_box(response);
        let on = setting.day(one.question.at.millis);
        let begin = Instant::now();
        std::hint::black_box(guard.judge(action, &facts, on));
        judged.push(begin.elapsed());
    }
    let reference = mean(&bare);
    row("a bare evaluation of the same policies by Cedar, the request ready", bare);
    let ratio = mean(&judged) / reference;
    row("the guard's evaluation: context, request, policies, what they said", judged);
    println!("| ratio of the means | {ratio:.2} | | |");
}

/// Whole verdicts, the thread at hand: facts, evaluation, alternatives.
fn verdicts(
    guard: &Guard,
    setting: &Setting,
    known: &[(CustomerId, CustomerEvents)],
    asked: &[(usize, Asked)],
) {
    let (mut all, mut stopped) = (Vec::new(), Vec::new());
    for (place, one) in asked {
        let events = known_before(&known[*place].1, &one.question);
        let known = Known { events: &events, restricted: false };
        let begin = Instant::now();
        let verdict = guard.decide(&one.question, known, setting);
        let taken = begin.elapsed();
        all.push(taken);
        if !verdict.alternatives.is_empty() {
            stopped.push(taken);
        }
    }
    row("a whole verdict, the thread at hand", all);
    row("of these, those with alternatives", stopped);
}

/// Verdicts with the thread from the store and the row in the log on the disk.
fn durable(
    guard: &Guard,
    setting: &Setting,
    threads: &Threads<'_>,
    asked: &[(usize, Asked)],
    path: &Path,
) {
    let keeper = Keeper::start(path).unwrap();
    let mut taken = Vec::new();
    let mut last = usize::MAX;
    for (place, one) in asked {
        // One question a customer: the second would find the thread's pages warm.
        if *place == last {
            continue;
        }
        last = *place;
        let begin = Instant::now();
        let thread = threads.of(one.customer).unwrap();
        let events = known_before(&thread, &one.question);
        let known = Known { events: &events, restricted: thread.restricted };
        let verdict = guard.decide(&one.question, known, setting);
        let answer = verdict.judgement.answer.name();
        let decided = Decided {
            customer: one.customer,
            planned: one.question.at.millis,
            parts: vec![Part { claim: one.question.claim, verdict }],
        };
        let decision = NewVerdict {
            at: one.question.at.millis,
            asked_by: "bench".to_owned(),
            customer: Some(one.customer),
            action: one.question.action.name(),
            planned: one.question.at.millis,
            answer,
            claim: None,
            content: content(&decided, guard, &Versions::new(guard, 0)),
        };
        keeper.keep(decision).unwrap();
        taken.push(begin.elapsed());
    }
    row("with facts from the store and the row in the log on the disk", taken);
}

fn mean(times: &[Duration]) -> f64 {
    times.iter().map(Duration::as_secs_f64).sum::<f64>() / times.len().max(1) as f64
}

fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0.0, Duration::as_secs_f64);
    println!("| {name} | {:.0} | {:.0} | {:.0} |", at(50) * 1e6, at(99) * 1e6, mean(&times) * 1e6);
}
