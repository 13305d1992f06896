//! `filo culture report`: the culture after a wave, as lines, as JSON, or as pages.

use std::path::Path;

use super::super::Session;
use super::questionnaire::write;
use crate::cli::culture::CultureReport;
use crate::clock::now;
use crate::culture::page::render;
use crate::culture::picture::compute;
use crate::culture::print::print;
use crate::output;
use crate::problem::{Problem, Result};

pub(super) fn run(args: &CultureReport, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let texts = session.texts();
    if let Some(wanted) = &args.department
        && config.department(wanted).is_none()
    {
        return Err(Problem::new("no-department").with("name", wanted).as_answer());
    }
    let store = Session::store(&config)?;
    // What is shown is remembered, so that no later figure tells more together with it.
    let _claim = store.writer_claim()?;
    let picture = compute(&config, &store, args.wave.as_deref(), now())?;
    let shown = |name: &str| {
        let mut all = picture.participation.departments.iter();
        all.any(|one| one.department.as_deref() == Some(name))
    };
    if let Some(name) = args.department.as_ref().filter(|name| !shown(name)) {
        let problem = Problem::new("wave-no-department").with("department", name);
        return Err(problem.with("wave", &picture.wave).as_answer());
    }
    if let Some(path) = &args.out {
        write(path, &render(&picture, args.department.as_deref(), &config, &texts)?)?;
        tell(path, session);
    }
    if let Some(folder) = &args.each {
        let wrong =
            |error| Problem::new("culture-out").with("path", folder.display()).caused_by(error);
        std::fs::create_dir_all(folder).map_err(wrong)?;
        for one in
            picture.participation.departments.iter().filter_map(|one| one.department.as_ref())
        {
            let page = render(&picture, Some(one), &config, &texts)?;
            write(&folder.join(format!("{one}.html")), &page)?;
        }
        tell(folder, session);
    }
    let department = args.department.as_deref();
    let picture = match department {
        Some(name) => picture.of_department(name),
        None => picture,
    };
    if session.common.json {
        output::json(&picture)?;
    } else if args.out.is_none() && args.each.is_none() {
        output::data(&print(&picture, department, &config, &texts))?;
    }
    Ok(0)
}

fn tell(path: &Path, session: &Session) {
    if path != Path::new("-") && !session.common.quiet {
        let shown = path.display().to_string();
        output::say(&session.texts().say("report-written", &[("path", &shown)]));
    }
}
