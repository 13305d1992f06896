//! `filo demo`: a working copy of the sample company, woven, with its picture.

use std::fs;
use std::path::Path;

use filo_store::Store;
use rust_embed::RustEmbed;
use serde_json::json;

use super::{Session, weave};
use crate::cli;
use crate::clock::now;
use crate::config::Config;
use crate::culture::questionnaire;
use crate::culture::sheet::{self, Asked};
use crate::culture::wave::{self, Invited};
use crate::output;
use crate::problem::{Problem, Result};
use crate::report::compute::{Scope, compute};
use crate::report::masking::Masking;
use crate::report::print;

/// The small sample company, inside the program.
#[derive(RustEmbed)]
#[folder = "../../data/sample"]
struct SampleCompany;

/// The sample's waves of answers.
const WAVES: [&str; 2] = ["2026-03", "2026-06"];

/// Marks a folder as one that the demo made and may make anew.
const MARK: &str = ".filo-demo";

pub(super) fn run(args: &cli::Demo, session: &Session) -> Result<u8> {
    let dir = &args.dir;
    prepare(dir)?;
    let config = session.config_at(&dir.join("filo.toml"))?;
    let texts = session.texts();
    output::say(&texts.say("demo-folder", &[("dir", &dir.display().to_string())]));
    let woven = weave::weave_here(&config, session)?;
    waves(&config, dir, session)?;
    let store = Session::store(&config)?;
    let report = compute(&config, &store, Scope::default(), false, now())?;
    if session.common.json {
        output::json(&json!({ "woven": woven, "report": report.clone().for_leaving() }))?;
    } else {
        weave::tell(&woven, session)?;
        output::data("")?;
        output::data(&print(&report, &config, &texts))?;
    }
    let example =
        report.findings.first().map(|finding| finding.customer.clone()).unwrap_or_default();
    let dir = dir.display().to_string();
    output::say(&format!("\n{}", texts.say("demo-next", &[("dir", &dir), ("customer", &example)])));
    Ok(weave::code(&woven))
}

/// Takes in the sample's two waves of answers, as a company would with those of another tool.
fn waves(config: &Config, dir: &Path, session: &Session) -> Result<()> {
    let store = Session::store(config)?;
    let _claim = store.writer_claim()?;
    let instrument = questionnaire::own();
    let merged = [("logistics".to_owned(), "technical".to_owned())].into();
    let invited = Invited { merged, ..Invited::default() };
    let threshold = config.threshold_of(instrument.min_group);
    let masking = Masking::new(config, &[], false);
    for name in WAVES {
        let departments = wave::departments(config, name, &invited, threshold)?;
        wave::open(&store, name, &instrument, &departments)?;
        let kept = wave::find(&store, name)?;
        let path = dir.join("culture").join(format!("answers_{name}.csv"));
        let sheet = sheet::read(&path, Asked::Instrument(&instrument))?;
        let ballots = wave::ballots_of(&store, &kept, &sheet, config, &masking)?;
        store.ballots_cast(name, None, &ballots)?;
        store.wave_close(name, now())?;
    }
    if !session.common.quiet {
        output::say(&session.texts().say("demo-waves", &[("waves", &WAVES.join(", "))]));
    }
    Ok(())
}

/// Writes the working copy; a folder that the demo did not make is left alone.
fn prepare(dir: &Path) -> Result<()> {
    let failed = |error| Problem::new("demo-folder").with("path", dir.display()).caused_by(error);
    if dir.exists() && !dir.join(MARK).exists() {
        let empty = fs::read_dir(dir).map_err(failed)?.next().is_none();
        if !empty {
            return Err(Problem::new("demo-taken").with("path", dir.display()));
        }
    }
    let store = dir.join("filo.db");
    // Not under a weave that is running there.
    let _claim = if store.exists() { Some(Store::open(&store)?.writer_claim()?) } else { None };
    for name in ["filo.db", "filo.db-wal", "filo.db-shm"] {
        match fs::remove_file(dir.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed(error));
            }
            _ => {}
        }
    }
    for name in SampleCompany::iter() {
        let path = dir.join(name.as_ref());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        if let Some(file) = SampleCompany::get(&name) {
            fs::write(&path, file.data).map_err(failed)?;
        }
    }
    fs::write(dir.join(MARK), "").map_err(failed)
}
