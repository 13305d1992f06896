//! `filo culture invite`: codes for the people of a wave, as CSV for a mail merge or as slips of paper.

use askama::Template;
use filo_store::Store;
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
    let kept = wave::find_open(&store, &args.wave)?;
    if let Some(wanted) = &args.department
        && kept.departments.iter().all(|one| &one.name != wanted)
    {
        let problem = Problem::new("wave-no-department").with("department", wanted);
        return Err(problem.with("wave", &kept.name).as_answer());
    }
    wave::link_checked(args.link.as_deref())?;
    let texts = session.texts();
    let invited = invited(args, &kept, &store)?;
    let (mut slips, mut codes) = (Vec::new(), Vec::new());
    for (department, count) in invited {
        let is_taken = |code| {
            let code = wave::digest(&store, &kept, code)?;
            Ok(store.invitation_find(&kept.name, code)?.is_some())
        };
        for code in wave::codes(&store, count as usize, is_taken)? {
            let link = args.link.as_ref().map(|link| format!("{link}{}", code.word()));
            let label = config.department_label(department, texts.language()).to_owned();
            let answers_as = wave::answers_as(&kept, department).to_owned();
            codes.push((answers_as, wave::digest(&store, &kept, code)?));
            let department = department.to_owned();
            slips.push(Slip { department, label, code: code.to_string(), link });
        }
    }
    // Files first: a code that nobody was ever shown must not be one that counts.
    if let Some(path) = &args.slips {
        write(path, &page(&slips, &kept, &config, &texts)?)?;
    }
    if let Some(path) = &args.out {
        write(path, &csv(&slips, args.link.is_some()))?;
    }
    store.invitations_make(&kept.name, &codes)?;
    hand_over(args, &slips, session)
}

/// Which departments are given codes, and how many: those put together with another are given theirs with it.
fn invited<'a>(args: &Invite, kept: &'a KeptWave, store: &Store) -> Result<Vec<(&'a str, u32)>> {
    let mut invited = Vec::new();
    for one in &kept.departments {
        let answers_as = wave::answers_as(kept, &one.name);
        let is_wanted = |wanted: &String| wanted == &one.name || wanted == answers_as;
        if !args.department.as_ref().is_none_or(is_wanted) {
            continue;
        }
        if let Some(more) = args.more {
            if args.department.as_ref() == Some(&one.name) {
                invited.push((one.name.as_str(), more));
            }
            continue;
        }
        if answers_as != one.name && args.department.as_ref() == Some(&one.name) {
            let problem = Problem::new("wave-invite-together").with("department", &one.name);
            return Err(problem.with("parent", answers_as).as_answer());
        }
        if store.invitation_count(&kept.name, answers_as)? > 0 {
            let problem = Problem::new("wave-invited").with("wave", &kept.name);
            return Err(problem.with("department", answers_as).as_answer());
        }
        invited.push((one.name.as_str(), one.invited));
    }
    Ok(invited)
}

/// Shows the codes where they were not written into a file.
fn hand_over(args: &Invite, slips: &[Slip], session: &Session) -> Result<u8> {
    if session.common.json {
        let all: Vec<_> = slips
            .iter()
            .map(|one| json!({ "department": one.department, "code": one.code, "link": one.link }))
            .collect();
        output::json(&all)?;
    } else if args.out.is_none() && args.slips.is_none() {
        output::data(csv(slips, args.link.is_some()).trim_end())?;
    }
    if !session.common.quiet {
        let texts = session.texts();
        let count = texts.count(slips.len() as u64);
        output::say(&texts.say("wave-codes-given", &[("count", &count)]));
    }
    Ok(0)
}

/// The codes as a table for a mail merge: in each department in the order of the codes, which says nothing.
fn csv(slips: &[Slip], with_link: bool) -> String {
    let mut table =
        String::from(if with_link { "department,code,link\n" } else { "department,code\n" });
    for one in slips {
        table.push_str(&format!("{},{}", output::csv_cell(&one.department), one.code));
        if let Some(link) = &one.link {
            table.push_str(&format!(",{}", output::csv_cell(link)));
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
