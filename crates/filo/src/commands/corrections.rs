//! `filo corrections`: what each source has to correct, over all customers.

use std::io::{self, IsTerminal as _, Write};

use filo_model::email::Email;
use filo_model::tax_code::TaxCode;
use filo_model::vat_number::VatNumber;
use indicatif::{ProgressBar, ProgressDrawTarget};

use super::Session;
use super::golden_lines::{correction_line, owner};
use crate::cli::Corrections;
use crate::config::Config;
use crate::findings::event::day_in;
use crate::golden::{AllCorrections, ListedCorrection, Setting, all_corrections};
use crate::output;
use crate::problem::{Problem, Result};

pub(super) fn run(args: &Corrections, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store_lean(&config)?;
    session.tell_if_behind(&store)?;
    known(args, &config)?;
    let _view = store.view()?;
    let setting = Setting::new(&config, &store)?;
    let wanted = |one: &ListedCorrection| {
        one.closed.is_some() == args.closed
            && args.department.as_ref().is_none_or(|name| one.department.as_ref() == Some(name))
            && args.source.as_ref().is_none_or(|name| one.source == *name)
    };
    let shown = !session.common.quiet && io::stderr().is_terminal();
    let target =
        if shown { ProgressDrawTarget::stderr_with_hz(8) } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    let mut all = all_corrections(&store, &setting, &wanted, &mut |done| bar.set_position(done))?;
    bar.finish_and_clear();
    if args.masked {
        for one in &mut all.listed {
            (one.has, one.should) = (None, None);
            if names_somebody(&one.key) {
                one.key = one.record.to_string();
            }
        }
    }
    if session.common.json {
        output::json(&all.listed)?;
    } else if args.csv {
        csv(&all.listed, &config)?;
    } else {
        print(&all, args, &config, session)?;
    }
    tell(&all, args, session);
    Ok(0)
}

/// Whether a record's key is a value of the person rather than a number of the system.
fn names_somebody(key: &str) -> bool {
    let is_made = ["mailto:", "tel:", "tax:", "vat:", "account:"];
    is_made.iter().any(|prefix| key.starts_with(prefix))
        || TaxCode::parse(key).is_some()
        || VatNumber::parse(key).is_some()
        || Email::parse(key).is_some()
}

/// Names that the configuration does not have are an answer and not an empty list.
fn known(args: &Corrections, config: &Config) -> Result<()> {
    if let Some(name) = &args.department
        && config.department(name).is_none()
    {
        return Err(Problem::new("no-department").with("name", name).as_answer());
    }
    if let Some(name) = &args.source
        && config.sources.iter().all(|source| source.spec.name != *name)
    {
        return Err(Problem::new("no-source").with("name", name).as_answer());
    }
    Ok(())
}

fn print(
    all: &AllCorrections,
    args: &Corrections,
    config: &Config,
    session: &Session,
) -> Result<()> {
    let texts = session.texts();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut lines = || -> io::Result<()> {
        for of_source in
            all.listed.chunk_by(|a, b| (&a.department, &a.source) == (&b.department, &b.source))
        {
            let Some(first) = of_source.first() else { continue };
            let owner = owner(first.department.as_deref(), config, &texts);
            let count = texts.count(of_source.len() as u64);
            let key = if args.closed { "corrections-head-closed" } else { "corrections-head" };
            let values = [
                ("department", &*owner),
                ("source", &*first.source),
                ("system", &*first.system),
                ("count", &*count),
            ];
            writeln!(out, "{}", texts.say(key, &values))?;
            for one in of_source {
                writeln!(out, "  {}", correction_line(one, config, &texts))?;
            }
        }
        if all.listed.is_empty() {
            writeln!(out, "{}", texts.say("corrections-none", &[]))?;
        }
        out.flush()
    };
    written(lines())
}

/// A pipe that was closed, as after `| head`, is no failure.
fn written(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Problem::new("output").caused_by(error))
        }
        _ => Ok(()),
    }
}

/// What whoever made the list has to know, on standard error.
fn tell(all: &AllCorrections, args: &Corrections, session: &Session) {
    let texts = session.texts();
    if session.common.quiet {
        return;
    }
    if !args.masked && !all.listed.is_empty() {
        output::say(&texts.say("corrections-personal", &[]));
    }
    if all.restricted > 0 {
        let count = texts.count(all.restricted);
        output::say(&texts.say("corrections-restricted", &[("count", &count)]));
    }
}

/// The list as separated values; days are of the company's zone.
fn csv(listed: &[ListedCorrection], config: &Config) -> Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut rows = || -> io::Result<()> {
        writeln!(
            out,
            "department,source,system,key,record,customer,field,has,should,why,since,seen,closed,state"
        )?;
        for one in listed {
            let day = |millis: i64| day_in(millis, &config.zone).to_string();
            let cells = [
                one.department.clone().unwrap_or_default(),
                one.source.clone(),
                one.system.clone(),
                one.key.clone(),
                one.record.to_string(),
                one.customer.to_string(),
                one.field.name().to_owned(),
                one.has.clone().unwrap_or_default(),
                one.should.clone().unwrap_or_default(),
                one.why.name().to_owned(),
                day(one.since),
                day(one.seen),
                one.closed.map(day).unwrap_or_default(),
                if one.closed.is_some() { "closed" } else { "open" }.to_owned(),
            ];
            writeln!(out, "{}", cells.map(|cell| output::csv_cell(&cell)).join(","))?;
        }
        out.flush()
    };
    written(rows())
}

#[cfg(test)]
mod tests {
    use super::names_somebody;

    #[test]
    fn a_key_that_is_a_value_of_the_person_is_told_from_a_number_of_the_system() {
        for key in
            ["mailto:a@b.example", "tel:+393331234567", "RSSMRA85T10A562S", "a.b@posta.example"]
        {
            assert!(names_somebody(key), "{key}");
        }
        assert!(!names_somebody("C10000121") && !names_somebody("10000121"));
    }
}
