//! `filo culture answer` and `import`: answers from paper, one by one, and from a file.

use std::collections::BTreeMap;

use filo_culture::ballot::{Ballot as Answers, RATED_MAX, WORDS_MAX};
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
    let kept = wave::find_open(&store, &args.wave)?;
    let instrument = wave::instrument(&kept)?;
    let (code, given) = typed(args)?;
    let code: Code =
        code.parse().map_err(|error| Problem::new("wave-code-typed").caused_by(error))?;
    let code = wave::digest(&store, &kept, code)?;
    let unknown = || Problem::new("wave-code-unknown").with("wave", &kept.name).as_answer();
    let department = store.invitation_find(&kept.name, code)?.ok_or_else(unknown)?;
    let mut answers = Answers::default();
    let mut seen: BTreeMap<String, Answers> = BTreeMap::new();
    let mut words: Vec<(String, String)> = Vec::new();
    for (question, text) in given.iter().filter(|(_, text)| !text.is_empty()) {
        let wrong = |error| Problem::new("wave-answer").caused_by(error);
        let in_words = |id: &str| {
            instrument.closings.iter().any(|one| one.id == id && one.form == Form::Words)
        };
        match question.split_once(':') {
            Some((question, rated)) => {
                let rated = wave::part_of(&kept, &config, rated)?.to_owned();
                let said = seen.entry(rated).or_default();
                said.answer(&instrument, question, text).map_err(wrong)?;
            }
            None if in_words(question) => words.push((question.clone(), text.clone())),
            None => answers.answer(&instrument, question, text).map_err(wrong)?,
        }
    }
    if answers.0.is_empty() && seen.is_empty() && words.is_empty() {
        return Err(Problem::new("wave-answer-empty"));
    }
    if seen.len() > RATED_MAX || words.iter().any(|(_, said)| said.chars().count() > WORDS_MAX) {
        return Err(Problem::new("wave-answer-long")
            .with("rated", RATED_MAX)
            .with("letters", WORDS_MAX));
    }
    let masking = Masking::new(&config, &[], false);
    let seen: Vec<(String, Answers)> = seen.into_iter().collect();
    let ballot = wave::ballot(
        Voice::Code(code),
        &kept,
        Some(&department),
        &answers,
        &seen,
        &words,
        &masking,
    )?;
    if store.ballots_cast(&kept.name, None, &[ballot])? != [Cast::Counted] {
        return Err(unknown());
    }
    if session.common.json {
        output::json(&json!({ "counted": 1 }))?;
    } else {
        output::say(&session.texts().say("wave-answer-taken", &[]));
    }
    Ok(0)
}

/// The code and the answers: as they were typed, or from standard input, where no history keeps them.
fn typed(args: &Answer) -> Result<(String, Vec<(String, String)>)> {
    if args.code != "-" {
        return Ok((args.code.clone(), args.answers.clone()));
    }
    let mut lines = std::io::stdin().lines().map_while(std::result::Result::ok);
    let code = lines.find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut answers = args.answers.clone();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let (question, answer) =
            line.split_once('=').ok_or_else(|| Problem::new("wave-answer-line"))?;
        answers.push((question.trim().to_owned(), answer.trim().to_owned()));
    }
    Ok((code, answers))
}

pub(super) fn import(args: &Import, session: &Session) -> Result<u8> {
    let config = session.config()?;
    let store = Session::store(&config)?;
    let _claim = store.writer_claim()?;
    let kept = wave::find_open(&store, &args.wave)?;
    let instrument = wave::instrument(&kept)?;
    let sheet = sheet::read(&args.file, Asked::Instrument(&instrument))?;
    let texts = session.texts();
    for apart in &sheet.apart {
        output::say(&apart.told(&texts));
    }
    let masking = Masking::new(&config, &[], false);
    let ballots = wave::ballots_of(&store, &kept, &sheet, &config, &masking)?;
    let too_many = wave::beyond_invited(&store, &kept, &ballots)?;
    if let Some(department) = too_many {
        let problem = Problem::new("wave-too-many").with("department", department);
        return Err(problem.with("wave", &kept.name));
    }
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
