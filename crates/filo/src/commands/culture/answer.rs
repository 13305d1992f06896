//! `filo culture answer` and `import`: answers from paper, one by one, and from a file.

use std::collections::BTreeMap;

use filo_culture::ballot::Ballot as Answers;
use filo_culture::code::Code;
use filo_culture::instrument::Form;
use filo_model::digest::Digest;
use filo_store::wave::{Cast, Voice};
use serde_json::json;

use super::super::Session;
use crate::cli::culture::{Answer, Import};
use crate::culture::sheet::{self, Asked};
use crate::culture::wave;
use crate::output;
use crate::problem::{Problem, Result};
use crate::report::masking::Masking;

pub(super) fn one(args: &Answer, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let _claim = store.writer_claim()?;
    let kept = wave::find(&store, &args.wave)?;
    let instrument = wave::instrument(&kept)?;
    let code: Code =
        args.code.parse().map_err(|error| Problem::new("wave-code-typed").caused_by(error))?;
    let code = wave::digest(&store, &kept, code)?;
    let Some(department) = store.invitation_find(&kept.name, code)? else {
        return Err(Problem::new("wave-code-unknown").with("wave", &kept.name).as_answer());
    };
    let mut answers = Answers::default();
    let mut seen: BTreeMap<String, Answers> = BTreeMap::new();
    let mut words = Vec::new();
    for (question, text) in &args.answers {
        let wrong = |error| Problem::new("wave-answer").caused_by(error);
        let in_words = |id: &str| {
            instrument.closings.iter().any(|one| one.id == id && one.form == Form::Words)
        };
        match question.split_once(':') {
            Some((question, rated)) => {
                if kept.departments.iter().all(|one| one.name != rated) {
                    let problem = Problem::new("wave-no-department").with("department", rated);
                    return Err(problem.with("wave", &kept.name));
                }
                let said = seen.entry(rated.to_owned()).or_default();
                said.answer(&instrument, question, text).map_err(wrong)?;
            }
            None if in_words(question) => words.push((question.clone(), text.clone())),
            None => answers.answer(&instrument, question, text).map_err(wrong)?,
        }
    }
    let masking = Masking::new(&config, &[], false);
    let seen: Vec<(String, Answers)> = seen.into_iter().collect();
    let ballot =
        wave::ballot(Voice::Code(code), Some(&department), &answers, &seen, &words, &masking)?;
    let cast = store.ballots_cast(&kept.name, None, &[ballot])?;
    if cast != [Cast::Counted] {
        return Err(Problem::new("wave-code-unknown").with("wave", &kept.name).as_answer());
    }
    output::say(&session.texts().say("wave-answer-taken", &[]));
    Ok(0)
}

pub(super) fn import(args: &Import, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let _claim = store.writer_claim()?;
    let kept = wave::find(&store, &args.wave)?;
    let instrument = wave::instrument(&kept)?;
    let sheet = sheet::read(&args.file, Asked::Instrument(&instrument))?;
    let texts = session.texts();
    for apart in &sheet.apart {
        output::say(&apart.told(&texts));
    }
    let masking = Masking::new(&config, &[], false);
    let ballots = wave::ballots_of(&store, &kept, &sheet, &config, &masking)?;
    if args.dry_run {
        let values = [("count", &*texts.count(ballots.len() as u64)), ("wave", &kept.name)];
        output::data(&texts.say("wave-would-take", &values))?;
        return Ok(0);
    }
    let wrong =
        |error| Problem::new("culture-out").with("path", args.file.display()).caused_by(error);
    let file = std::fs::File::open(&args.file).map_err(wrong)?;
    let file = Digest::of_reader(file).map_err(wrong)?;
    let cast = store.ballots_cast(&kept.name, Some(file), &ballots)?;
    let counted = cast.iter().filter(|one| **one == Cast::Counted).count();
    let refused = cast.len() - counted;
    if session.common.json {
        output::json(&json!({
            "read": cast.len() + sheet.apart.len(), "counted": counted,
            "unknown_codes": refused, "set_apart": sheet.apart.len(),
        }))?;
    } else {
        let numbers = [counted, refused, sheet.apart.len()].map(|one| texts.count(one as u64));
        let [counted, refused, apart] = &numbers;
        let values = [("counted", counted.as_str()), ("refused", refused), ("apart", apart)];
        output::data(&texts.say("wave-taken", &values))?;
    }
    Ok(0)
}
