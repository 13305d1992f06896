//! `filo culture heard ask`: the list of customers to ask how a case went; who is on it is remembered once it is written.

use std::io::Write as _;
use std::path::Path;

use filo_culture::code::Code;
use filo_model::digest::Digest;
use filo_model::facts::Channel;
use filo_store::Store;
use serde_json::{Value, json};

use crate::cli::culture::heard::HeardAsk;
use crate::clock::now;
use crate::commands::Session;
use crate::culture::heard::ask::{Choice, Listed, Wanted, choose, codes};
use crate::culture::wave;
use crate::output;
use crate::problem::{Problem, Result};
use crate::screen::pending::Pending;
use crate::screen::write::harmless;
use crate::texts::{Language, Texts};

pub(super) fn run(args: &HeardAsk, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    wave::link_checked(args.link.as_deref())?;
    session.tell_if_behind(&store)?;
    let _claim = (!args.dry_run).then(|| store.writer_claim()).transpose()?;
    // Before anybody is chosen it is known that the list can be written.
    let out = args.out.as_deref().filter(|path| !args.dry_run && *path != Path::new("-"));
    let pending = out.map(Pending::new).transpose()?;
    let texts = session.texts();
    let wanted = wanted(args, session.author(&config), texts.language());
    let mut choice = {
        let _view = store.view()?;
        choose(&config, &store, &wanted)?
    };
    let (mut decisions, mut given) = (Vec::new(), Vec::new());
    if !args.dry_run {
        decisions = store.verdicts_append(&std::mem::take(&mut choice.verdicts))?;
        given = codes(&store, choice.listed.len())?;
    }
    let list = Rows { listed: &choice.listed, given: &given, args };
    let mut summary = summary(&choice, args);
    if let (Some(first), Some(last)) = (decisions.first(), decisions.last()) {
        summary["decisions"] = json!([first, last]);
    }
    list.deliver(summary, pending.zip(out), &store, session.common.json)?;
    if !session.common.quiet {
        lines(&choice, args, &texts).iter().for_each(|line| output::say(line));
    }
    Ok(0)
}

fn wanted(args: &HeardAsk, author: String, language: Language) -> Wanted {
    Wanted {
        days: args.days,
        pause: args.pause,
        share: args.share,
        channel: args.channel,
        limit: args.limit,
        as_of: args.as_of,
        now: now(),
        author,
        language,
    }
}

/// Prints the list. Unlike other data it has to arrive: who is on it is remembered as asked.
fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| Problem::new("output").caused_by(error))
}

/// The list as it is written.
struct Rows<'a> {
    listed: &'a [Listed],
    given: &'a [(Code, Digest)],
    args: &'a HeardAsk,
}

impl Rows<'_> {
    /// Writes the list, then remembers who is on it.
    fn deliver(
        &self,
        mut summary: Value,
        file: Option<(Pending, &Path)>,
        store: &Store,
        is_json: bool,
    ) -> Result<()> {
        let Some((mut file, place)) = file else {
            summary["list"] = self.json();
            print(&if is_json { pretty(&summary)? } else { self.table() })?;
            return self.remember(store);
        };
        file.fill(self.table().as_bytes())?;
        file.place()?;
        if let Err(problem) = self.remember(store) {
            // Codes that nobody remembers must not reach anybody.
            drop(std::fs::remove_file(place));
            return Err(problem);
        }
        if is_json { print(&pretty(&summary)?) } else { Ok(()) }
    }

    /// Remembers who was asked; without codes, as where nothing is to be kept, nobody was.
    fn remember(&self, store: &Store) -> Result<()> {
        let asked = self.listed.iter().zip(self.given);
        let asked = asked.map(|(one, (_, digest))| (one.after.clone(), *digest));
        // Whoever was asked about a case is not on the list, so that each of them is new.
        store.after_ask(&asked.collect::<Vec<_>>())?;
        Ok(())
    }

    /// The code and the link of a place; nothing where none are given.
    fn code(&self, place: usize) -> Option<(String, Option<String>)> {
        let (code, _) = self.given.get(place)?;
        let link = self.args.link.as_ref().map(|link| format!("{link}{}", code.word()));
        Some((code.to_string(), link))
    }

    fn table(&self) -> String {
        let mut head = vec!["customer", "case", "department", "closed", "code", "link"];
        if self.args.with_names {
            head.extend(["name", "address"]);
        }
        let mut table = head.join(",");
        table.push('\n');
        for (place, one) in self.listed.iter().enumerate() {
            let (code, link) = self.code(place).unwrap_or_default();
            let mut cells = vec![one.customer.to_string(), harmless(&one.case)];
            cells.extend([one.department.clone(), one.closed.to_string()]);
            cells.extend([code, link.unwrap_or_default()]);
            if self.args.with_names {
                let name = one.name.as_deref().map(harmless);
                // A telephone number begins with a plus, and is no formula.
                let is_number = matches!(self.args.channel, Channel::Phone | Channel::Sms);
                let address = one.address.as_deref();
                let address =
                    address.map(|text| if is_number { text.to_owned() } else { harmless(text) });
                cells.extend([name, address].map(Option::unwrap_or_default));
            }
            let cells: Vec<String> = cells.iter().map(|cell| output::csv_cell(cell)).collect();
            table.push_str(&cells.join(","));
            table.push('\n');
        }
        table
    }

    fn json(&self) -> Value {
        let rows = self.listed.iter().enumerate().map(|(place, one)| {
            let (code, link) = self.code(place).unzip();
            let mut row = json!({
                "customer": one.customer, "case": one.case, "department": one.department,
                "closed": one.closed, "code": code, "link": link.flatten(),
            });
            if self.args.with_names {
                row["name"] = json!(one.name);
                row["address"] = json!(one.address);
            }
            row
        });
        rows.collect()
    }
}

/// JSON as it is printed, with its line end.
fn pretty(value: &Value) -> Result<String> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Problem::new("output").caused_by(error))?;
    Ok(text + "\n")
}

fn summary(choice: &Choice, args: &HeardAsk) -> Value {
    json!({
        "from": choice.from, "to": choice.to, "channel": args.channel.name(),
        "cases": choice.cases, "asked_before": choice.known, "customers": choice.customers,
        "listed": choice.listed.len(), "left_out": choice.left_out, "cards": choice.cards,
        "not_checked": choice.not_checked, "stale": choice.stale, "dry_run": args.dry_run,
    })
}

/// What is said beside the list: how many are on it, and why the others are not.
fn lines(choice: &Choice, args: &HeardAsk, texts: &Texts) -> Vec<String> {
    let count = |number: u64| texts.count(number);
    let values = [
        ("from", &*texts.date(choice.from)),
        ("to", &*texts.date(choice.to)),
        ("cases", &*count(choice.cases)),
        ("customers", &*count(choice.customers)),
        ("listed", &*count(choice.listed.len() as u64)),
    ];
    let key = if args.dry_run { "heard-after-would-list" } else { "heard-after-listed" };
    let mut lines = vec![texts.say(key, &values)];
    let left = &choice.left_out;
    for (key, number) in [
        ("heard-after-left-known", choice.known),
        ("heard-after-left-share", left.not_chosen),
        ("heard-after-left-lately", left.asked_lately),
        ("heard-after-left-restricted", left.restricted),
        ("heard-after-left-address", left.no_address),
        ("heard-after-left-guard", left.guard),
        ("heard-after-left-limit", left.beyond_limit),
    ] {
        if number > 0 {
            let pause = args.pause.to_string();
            let values = [("count", &*count(number)), ("pause", &*pause)];
            lines.push(format!("  {}", texts.say(key, &values)));
        }
    }
    for card in &choice.cards {
        let answers = card.answers.iter();
        let answers = answers
            .map(|(answer, number)| format!("{} {}", texts.word("answer", answer), count(*number)));
        let answers = answers.collect::<Vec<_>>().join(", ");
        let mut line = format!("  {} · {answers} · {}", card.card, card.title);
        if !card.missing.is_empty() {
            let facts: Vec<String> =
                card.missing.iter().map(|fact| texts.word("fact", fact)).collect();
            line.push(' ');
            line.push_str(&texts.say("screen-missing", &[("facts", &facts.join("; "))]));
        }
        lines.push(line);
    }
    if !choice.not_checked.is_empty() {
        let facts: Vec<String> =
            choice.not_checked.iter().map(|fact| texts.word("fact", fact)).collect();
        lines.push(texts.say("guard-not-checked", &[("facts", &facts.join("; "))]));
    }
    if !choice.stale.is_empty() {
        lines.push(texts.say("guard-stale", &[("sources", &choice.stale.join(", "))]));
    }
    if !args.dry_run && !choice.listed.is_empty() {
        lines.push(texts.say("heard-after-next", &[]));
    }
    lines
}
