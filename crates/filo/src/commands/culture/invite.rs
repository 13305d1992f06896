//! `filo culture invite`: codes for the people of a wave, as CSV for a mail merge or as slips of paper.

use askama::Template;
use filo_store::wave::KeptWave;
use serde_json::json;

use super::super::Session;
use super::questionnaire::write;
use crate::cli::culture::Invite;
use crate::config::Config;
use crate::culture::wave;
use crate::output;
use crate::problem::{Problem, Result};
use crate::texts::Texts;

/// A code as it is handed over.
struct Slip {
    department: String,
    label: String,
    code: String,
    link: Option<String>,
}

pub(super) fn run(args: &Invite, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let _claim = store.writer_claim()?;
    let kept = wave::find(&store, &args.wave)?;
    if let Some(wanted) = &args.department
        && kept.departments.iter().all(|one| &one.name != wanted)
    {
        let problem = Problem::new("wave-no-department").with("department", wanted);
        return Err(problem.with("wave", &kept.name).as_answer());
    }
    wave::link_checked(args.link.as_deref())?;
    let texts = session.texts();
    let mut slips = Vec::new();
    let mut given = Vec::new();
    for one in &kept.departments {
        if args.department.as_ref().is_some_and(|wanted| wanted != &one.name) {
            continue;
        }
        let answers_as = wave::answers_as(&kept, &one.name);
        let count = match args.more {
            Some(more) => more,
            // Those put together answer under one name, and are given theirs together.
            None if given.contains(&answers_as) => one.invited,
            None if store.invitation_count(&kept.name, answers_as)? > 0 => {
                let problem = Problem::new("wave-invited").with("wave", &kept.name);
                return Err(problem.with("department", &one.name).as_answer());
            }
            None => one.invited,
        };
        given.push(answers_as);
        for code in wave::codes(&store, &kept, &one.name, count)? {
            let link = args.link.as_ref().map(|link| format!("{link}{}", code.word()));
            let label = config.department_label(&one.name, texts.language()).to_owned();
            slips.push(Slip { department: one.name.clone(), label, code: code.to_string(), link });
        }
    }
    hand_over(args, &slips, &kept, &config, session)
}

fn hand_over(
    args: &Invite,
    slips: &[Slip],
    kept: &KeptWave,
    config: &Config,
    session: &Session,
) -> Result<u8> {
    let texts = session.texts();
    if let Some(path) = &args.slips {
        write(path, &page(slips, kept, config, &texts)?)?;
    }
    if session.common.json {
        let all: Vec<_> = slips
            .iter()
            .map(|one| json!({ "department": one.department, "code": one.code, "link": one.link }))
            .collect();
        output::json(&all)?;
    } else {
        let table = csv(slips, args.link.is_some());
        match &args.out {
            Some(path) => write(path, &table)?,
            None if args.slips.is_none() => output::data(table.trim_end())?,
            None => {}
        }
    }
    if !session.common.quiet {
        let count = texts.count(slips.len() as u64);
        output::say(&texts.say("wave-codes-given", &[("count", &count)]));
    }
    Ok(0)
}

/// The codes as a table for a mail merge: in each department in the order of the codes, which says nothing.
fn csv(slips: &[Slip], with_link: bool) -> String {
    let mut table =
        String::from(if with_link { "department,code,link\n" } else { "department,code\n" });
    let quoted = |text: &str| {
        if text.contains([',', '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    for one in slips {
        table.push_str(&format!("{},{}", quoted(&one.department), one.code));
        if let Some(link) = &one.link {
            table.push_str(&format!(",{}", quoted(link)));
        }
        table.push('\n');
    }
    table
}

#[derive(Template)]
#[template(path = "slips.html")]
struct Slips<'a> {
    language: &'static str,
    title: String,
    company: &'a str,
    lead: String,
    promise: String,
    slips: &'a [Slip],
}

fn page(slips: &[Slip], kept: &KeptWave, config: &Config, texts: &Texts) -> Result<String> {
    let page = Slips {
        language: texts.language().code(),
        title: texts.say("wave-slips-title", &[("wave", &kept.name)]),
        company: &config.company,
        lead: texts.say("wave-slips-lead", &[]),
        promise: texts.say("culture-paper-anonymous", &[]),
        slips,
    };
    page.render().map_err(|error| Problem::new("page").caused_by(error))
}
